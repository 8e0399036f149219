"""The one door to PostgreSQL: engine, transactions, column types and naming of constraints."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import DateTime, MetaData, TypeDecorator
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.errors import DatabaseUnreachable

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata: MetaData = SQLModel.metadata
AWAY = "The database does not answer; check STAPJE_DATABASE_URL and whether PostgreSQL runs, and try again."


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; refuses values without a time zone, so that none is ever guessed."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Refuse a naive datetime before it reaches the database."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone; pass an aware datetime")
        return value


def now_utc() -> datetime:
    """The present moment; only for defaults of rows. Everything else is handed its `now`."""
    return datetime.now(UTC)


class Row(SQLModel):
    """What every table has: an id nobody can guess and the moment it was made."""

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    created_at: datetime = Field(default_factory=now_utc, sa_type=Moment, nullable=False)


@contextmanager
def _translated() -> Iterator[None]:
    """Errors of a database that is away become our own; those about data (a unique key, a check) stay what they are."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error, (OperationalError, InterfaceError)) or type(error) is DBAPIError:
            raise DatabaseUnreachable(AWAY) from error
        raise
    except (ConnectionError, FileNotFoundError) as error:  # refused, or the socket is gone
        raise DatabaseUnreachable(AWAY) from error


def _dump(value: object) -> str:
    return orjson.dumps(value).decode()


class Database:
    """A pool of connections to one PostgreSQL database."""

    def __init__(self, url: str, *, pool_size: int = 12) -> None:
        self.url = url
        self._autocommit: AsyncEngine | None = None
        self.engine: AsyncEngine = create_async_engine(
            url,
            pool_size=pool_size,
            max_overflow=8,
            pool_use_lifo=True,  # the connection used last knows most statements, on both sides
            hide_parameters=True,  # an error in the log must not quote what people wrote
            json_serializer=_dump,
            json_deserializer=orjson.loads,
            connect_args={"server_settings": {"application_name": "stapje", "timezone": "UTC", "jit": "off"}},
        )

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        """One transaction: committed when the block ends well, undone when it raises."""
        with _translated():
            async with AsyncSession(self.engine, expire_on_commit=False) as session, session.begin():
                yield session

    @asynccontextmanager
    async def single(self) -> AsyncIterator[AsyncSession]:
        """Statements that each stand alone, committed as they run: to look, or to write in one. Two trips fewer."""
        if self._autocommit is None:
            self._autocommit = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        with _translated():
            async with AsyncSession(self._autocommit, expire_on_commit=False) as session:
                yield session

    async def ping(self) -> None:
        """Ask the database for a sign of life; raises DatabaseUnreachable."""
        with _translated():
            async with self.engine.connect() as connection:
                await connection.exec_driver_sql("SELECT 1")

    async def close(self) -> None:
        """Give all connections back."""
        await self.engine.dispose()
