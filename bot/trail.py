"""Checking the audit trail from a terminal: is the chain whole, and a seal to keep elsewhere."""

from __future__ import annotations

import re

from sqlalchemy import text

from bot.errors import BotError
from bot.house import open_house
from bot.settings import Settings
from storage import audit, audit_chain
from storage.audit_chain import Seal, Verdict


def seal_in(said: str) -> Seal:
    """The seal in what somebody typed; raises BotError."""
    found = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", said.strip())
    if found is None:
        raise BotError("A seal is a number, a colon and 64 letters and digits, as `stapje audit seal` prints it.")
    return Seal(number=int(found[1]), hash=found[2])


async def verify(settings: Settings, against: Seal | None) -> Verdict:
    """Chain what waits, then check everything, as of one moment; that it was checked is written down."""
    async with open_house(settings) as house:
        async with house.database.begin() as session:
            await audit_chain.chain(session, house.now())
        async with house.database.begin() as session:
            await session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            verdict = await audit_chain.verify(session, against)
        async with house.database.begin() as session:
            await audit.record(
                session, "audit.verified", now=house.now(), links=verdict.links, broken=verdict.broken or ""
            )  # fmt: skip
    return verdict


async def seal(settings: Settings) -> Seal:
    """Chain what waits and return the newest link; raises BotError when there is nothing to seal."""
    async with open_house(settings) as house:
        async with house.database.begin() as session:
            await audit_chain.chain(session, house.now())
        async with house.database.begin() as session:
            newest = await audit_chain.newest(session)
    if newest is None:
        raise BotError("The audit trail is empty: there is nothing to seal yet.")
    return newest


def in_words(verdict: Verdict) -> str:
    """What a check found, in a few lines."""
    if verdict.broken:
        where = "".join(
            f", {name} {value}" for name, value in (("link", verdict.number), ("entry", verdict.entry)) if value
        )
        return f"BROKEN: {verdict.broken}{where}. {verdict.links} links before it are whole."
    lines = [f"Whole: {verdict.links} links, {verdict.waiting} entries wait to be chained."]
    if verdict.cut:
        lines.append(f"The first {verdict.cut} were deleted after their term.")
    if verdict.late:
        lines.append(f"{verdict.late} entries were chained long after their moment: did the clock stand still?")
    return "\n".join(lines)
