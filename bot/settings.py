"""Every setting, with what it means. This is the only reader of the environment (prefix STAPJE_)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import BadSetting


class Settings(BaseSettings):
    """The settings of one process."""

    model_config = SettingsConfigDict(env_prefix="STAPJE_", extra="forbid", env_ignore_empty=True)

    database_url: str | None = Field(
        None, description="PostgreSQL, as postgresql+asyncpg://user@host/name; empty: an embedded server under VAR"
    )
    rasa_url: str | None = Field(None, description="a running Rasa server; empty: Stapje trains and starts its own")
    var: Path = Field(Path("var"), description="folder for what Stapje makes: database, models, keys")
    host: str = Field("127.0.0.1", description="address the web server listens on")
    port: int = Field(8000, ge=0, le=65535, description="port the web server listens on")
    public_url: str | None = Field(
        None, description="address that people reach Stapje under, for links in invites; empty: http://HOST:PORT"
    )
    telegram_token: str | None = Field(None, description="token of the Telegram bot; empty: no Telegram")
    telegram_api: str = Field("https://api.telegram.org", description="base URL of the Bot API")
    telegram_webhook_url: str | None = Field(
        None, description="public base URL under which /telegram/webhook is reached; empty: polling"
    )
    telegram_webhook_secret: str | None = Field(
        None, description="secret that Telegram sends with every update; 16 to 256 letters, digits, _ and -"
    )
    secret_key: str | None = Field(
        None,
        min_length=16,
        description="key for CSRF tokens and for sealing second factors; empty: made once in VAR",
    )
    oidc_issuer: str | None = Field(
        None, description="address of the provider of an organisation's own accounts; empty: passwords only"
    )
    oidc_client_id: str | None = Field(None, description="what Stapje is called at that provider")
    oidc_client_secret: str | None = Field(None, description="Stapje's secret at that provider")
    oidc_label: str = Field(
        "het account van je organisatie", max_length=60, description='what its button says after "Inloggen met"'
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="how much is logged")
    timezone: str = Field("Europe/Amsterdam", description="the region's time zone; only Europe/Amsterdam is supported")

    @property
    def base_url(self) -> str:
        """The address in links, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @field_validator("telegram_token")
    @classmethod
    def _looks_like_a_token(cls, value: str | None) -> str | None:
        if value is not None and not value.partition(":")[0].isdigit():
            raise ValueError("a Telegram token looks like 123456:ABC-DEF")
        return value

    @field_validator("rasa_url", "telegram_api", "telegram_webhook_url", "public_url", "oidc_issuer")
    @classmethod
    def _looks_like_an_address(cls, value: str | None) -> str | None:
        if value is not None and not (urlsplit(value).scheme in ("http", "https") and urlsplit(value).hostname):
            raise ValueError("must be an address that begins with http:// or https://")
        return value

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _telegram_takes_it(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", value):
            raise ValueError("must be 16 to 256 letters, digits, _ and -, as Telegram allows")
        return value

    @field_validator("database_url")
    @classmethod
    def _async_postgres(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith("postgresql+asyncpg://"):
            raise ValueError("must begin with postgresql+asyncpg://")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"{value!r} is no time zone") from error
        if value != "Europe/Amsterdam":
            raise ValueError("only Europe/Amsterdam is supported: nights and quiet hours are the region's")
        return value


def read() -> Settings:
    """The settings from the environment; raises BadSetting with one sentence that names the first wrong one."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "STAPJE_" + str(first["loc"][0]).upper().removeprefix("STAPJE_")
        raise BadSetting(f"The setting {name} is wrong: {first['msg'].removeprefix('Value error, ')}.") from error
