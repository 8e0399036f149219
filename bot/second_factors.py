"""A colleague's second factor: their app's secret is sealed, a code is taken once, codes on paper work once."""

from __future__ import annotations

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import second_factor
from bot.logs import log
from bot.vault import Unreadable, Vault
from storage import second_factors as stored
from storage.staff import StaffMember

ISSUER = "Stapje"


class SecondFactors:
    """Second factors under the key of this installation."""

    def __init__(self, secret_key: str) -> None:
        self._vault = Vault(secret_key, "second factor")

    async def secret_to_confirm(self, session: AsyncSession, member: StaffMember, now: datetime) -> str | None:
        """The secret to put into an app, the same one until it is confirmed; None when there is a confirmed one."""
        known = await stored.of(session, member.id)
        if known is not None and known.confirmed_at is not None:
            return None
        if known is not None and (secret := self._opened(known.sealed)):
            return secret
        secret = second_factor.new_secret()
        await stored.begin(session, member.id, self._vault.seal(secret, now), now)
        return secret

    async def has_one(self, session: AsyncSession, member: StaffMember) -> bool:
        """Whether a colleague confirmed an app."""
        known = await stored.of(session, member.id)
        return known is not None and known.confirmed_at is not None

    async def takes(self, session: AsyncSession, member: StaffMember, typed: str, now: datetime) -> bool:
        """Whether this is the code of now in their app; it is used up, and confirms an app that was not yet."""
        known = await stored.of(session, member.id)
        secret = self._opened(known.sealed) if known else None
        step = second_factor.step_of(secret, typed, now) if secret else None
        return step is not None and await stored.take_step(session, member.id, step, now)

    async def takes_recovery(self, session: AsyncSession, member: StaffMember, typed: str, now: datetime) -> bool:
        """Whether this is a recovery code that was not used yet; it is used up."""
        return await stored.use_code(session, member.id, self._mark(member, typed), now)

    async def new_codes(self, session: AsyncSession, member: StaffMember) -> list[str]:
        """Fresh recovery codes instead of the old ones; this is the only time that they can be read."""
        codes = second_factor.new_codes()
        await stored.keep_codes(session, member.id, [self._mark(member, code) for code in codes])
        return codes

    def _mark(self, member: StaffMember, code: str) -> str:
        return self._vault.mark(f"{member.id}:{second_factor.plain_code(code)}")

    def _opened(self, sealed: str) -> str | None:
        try:
            return self._vault.open(sealed)
        except Unreadable as error:
            log().error("login.secret_unreadable", error=str(error))
            return None
