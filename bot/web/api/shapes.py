"""What all shapes of the API have in common: camelCase outside, snake_case inside, strict types."""

from __future__ import annotations

import re
import uuid
from datetime import date, time
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic.alias_generators import to_camel


class Shape(BaseModel):
    """A JSON object of the API. Types are strict: a number is not a text."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, strict=True)


def _without_nul(value: str) -> str:
    if "\x00" in value:
        raise ValueError("must not contain NUL")
    return value


def _date_text(value: object) -> object:
    """Only YYYY-MM-DD: a number would be taken for seconds since 1970."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("must be a date such as 2027-01-31")
    return _text(value)


def _moment_text(value: object) -> object:
    if isinstance(value, str) and not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt]", value):
        raise ValueError("must be a moment such as 2027-01-31T21:30:00+01:00")
    return _text(value)


def _text(value: object) -> object:
    if isinstance(value, int | float):
        raise ValueError("must be a text")
    return value


def _filled(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty")
    return value.strip()


Word = Annotated[str, AfterValidator(_without_nul)]
"""A text that PostgreSQL can keep."""
Key = Annotated[Word, Field(max_length=100)]
"""The canonical name of a facility or group, or the label of a bed."""
Name = Annotated[Word, AfterValidator(_filled), Field(min_length=1, max_length=200)]
"""What people call somebody or something; not blank."""
Words = Annotated[Word, AfterValidator(_filled), Field(min_length=1, max_length=4000)]
"""A few sentences; not blank."""
Day = Annotated[date, BeforeValidator(_date_text), Field(strict=False)]
"""A date, as YYYY-MM-DD. A night is named by the date it begins on."""
Moment = Annotated[AwareDatetime, BeforeValidator(_moment_text), Field(strict=False)]
"""A date and a time with their zone."""
WallClock = Annotated[time, WithJsonSchema({"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}:[0-9]{2}$"})]
"""A time on the clock of the region. JSON Schema's own "time" would want a zone (RFC 3339, section 5.6)."""
Id = Annotated[uuid.UUID, Field(strict=False)]


def kebab(value: str) -> str:
    """A word of the database as the API writes it: out_of_order becomes out-of-order."""
    return value.replace("_", "-")


def snake(value: str) -> str:
    """The other way round."""
    return value.replace("-", "_")
