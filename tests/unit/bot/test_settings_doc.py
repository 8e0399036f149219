"""docs/settings.md tells of every setting what the program itself says about it; a deployment can set them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from pydantic.fields import FieldInfo

from bot.settings import Settings

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "settings.md"
PREFIX = str(Settings.model_config["env_prefix"])


def row(name: str, field: FieldInfo) -> str:
    """The line of the page's table for one setting."""
    default = "" if field.default is None else f"`{field.default}`"
    return f"| `{PREFIX}{name.upper()}` | {default} | {field.description} |"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_each_setting_stands_in_the_page_as_it_is(name: str) -> None:
    wanted = row(name, Settings.model_fields[name])
    assert wanted in PAGE.read_text(encoding="utf-8").splitlines(), f"put this line into docs/settings.md:\n{wanted}"


def test_the_page_names_no_setting_that_does_not_exist() -> None:
    named = set(re.findall(rf"{PREFIX}[A-Z_]+", PAGE.read_text(encoding="utf-8")))
    assert named == {PREFIX + name.upper() for name in Settings.model_fields}


def test_a_deployment_can_set_what_its_image_does_not() -> None:
    told = yaml.safe_load((ROOT / "docker" / "compose.yaml").read_text(encoding="utf-8"))["services"]
    fixed = {"var", "host", "port", "telegram_api", "timezone"}
    wanted = {PREFIX + name.upper() for name in Settings.model_fields.keys() - fixed}
    assert [set(told[service]["environment"]) for service in ("web", "worker")] == [wanted, wanted]
