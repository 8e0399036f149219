"""What all shapes of the API have in common: camelCase outside, snake_case inside, strict types."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Shape(BaseModel):
    """A JSON object of the API. Types are strict: a number is not a text."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, strict=True)


def _without_nul(value: str) -> str:
    if "\x00" in value:
        raise ValueError("must not contain NUL")
    return value


Word = Annotated[str, AfterValidator(_without_nul)]
"""A text that PostgreSQL can keep."""
