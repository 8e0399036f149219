"""One change through the API: made once for an Idempotency-Key, in one transaction, written down, and the bell rung."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Header, Response
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from actions.permissions import May
from bot import bell as bells
from bot.web.api.auth import staff_who
from bot.web.api.shapes import Shape
from bot.web.parts import Parts, UseParts
from bot.web.problems import Problem
from storage import audit, facilities, repeats
from storage.facilities import Facility, TargetGroup
from storage.nights import FARTHEST
from storage.staff import StaffMember

IdempotencyKey = Annotated[
    str | None,
    Header(
        max_length=255, description="any text of your own; a retry with the same key gets the same answer, with 200"
    ),
]
SeesBeds = Annotated[StaffMember, Depends(staff_who(May.SEE_BEDS))]
Answer = TypeVar("Answer", bound=Shape)


@dataclass(frozen=True, kw_only=True)
class Change:
    """Who changes something about beds, and the key with which a retry is known again."""

    parts: Parts
    staff: StaffMember
    response: Response
    key: str | None

    @property
    def now(self) -> datetime:
        """The present moment, in UTC."""
        return self.parts.now().astimezone(UTC)

    @property
    def tonight(self) -> date:
        """The night that runs, or the one that comes."""
        return clock.night_of(self.now)

    async def once(
        self, operation: str, asked: dict[str, Any], deed: Callable[[AsyncSession], Awaitable[Answer]],
        answer: type[Answer],
    ) -> Answer:  # fmt: skip
        """Do the deed; the same key again gives the first answer and does nothing.

        Keys are per colleague and operation. Raises AlreadyTaken when the key was used to ask for something else. A
        deed that fails leaves nothing behind, so that it may be tried again with the same key.
        """
        async with self.parts.database.begin() as session:
            if not self.key:
                made = await deed(session)
            else:
                key = f"{self.staff.id}:{operation}:{self.key}"
                known = await repeats.begin(session, key, repeats.fingerprint(asked), self.now)
                if known is not None:
                    self.response.status_code = HTTPStatus.OK
                    return answer.model_validate(known, strict=False)
                made = await deed(session)
                await repeats.answered(session, key, made.model_dump(mode="json"))
        self.rang()
        return made

    async def write_down(self, session: AsyncSession, action: str, **details: Any) -> None:
        """Who did what, in the transaction in which it happens."""
        await audit.record(session, action, now=self.now, staff_id=self.staff.id, **details)

    def rang(self) -> None:
        """Tell everybody who watches the beds."""
        self.parts.bell.ring(bells.BEDS)

    def sensible(self, night: date, name: str = "night") -> date:
        """The night itself; a Problem when no bed can be given out for it."""
        if not self.tonight - timedelta(days=1) <= night <= self.tonight + FARTHEST:
            raise Problem(HTTPStatus.BAD_REQUEST, f"{name}: must lie between yesterday and {FARTHEST.days} days ahead")
        return night


def _change(
    parts: UseParts,
    staff: Annotated[StaffMember, Depends(staff_who(May.CHANGE_BEDS))],
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> Change:
    return Change(parts=parts, staff=staff, response=response, key=idempotency_key)


def _removal(
    parts: UseParts, staff: Annotated[StaffMember, Depends(staff_who(May.CHANGE_BEDS))], response: Response
) -> Change:
    return Change(parts=parts, staff=staff, response=response, key=None)


Changes = Annotated[Change, Depends(_change)]
Removes = Annotated[Change, Depends(_removal)]
"""For DELETE, which needs no key: what is gone is gone."""


def again(answer: type[Shape]) -> dict[int | str, dict[str, Any]]:
    """For the OpenAPI document: what a retry gets."""
    return {
        200: {"model": answer, "description": "The same Idempotency-Key again: the same answer, and no second change"}
    }


async def facility_of(session: AsyncSession, key: str) -> Facility:
    """The facility with this key or name; a Problem that names the field when there is none."""
    found = await facilities.by_key(session, key)
    if found is None:
        raise Problem(HTTPStatus.BAD_REQUEST, f"facility: there is no {key[:60]!r}")
    return found


async def known_group(session: AsyncSession, key: str) -> str:
    """The group itself; a Problem that names the field when this region has no such group."""
    if await session.get(TargetGroup, key) is None:
        raise Problem(HTTPStatus.BAD_REQUEST, f"group: there is no {key[:60]!r}")
    return key
