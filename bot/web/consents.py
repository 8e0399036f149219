"""What a client said yes or no to, as lines with dates: being asked, being passed on, being called for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import rhythm_words
from actions.consent import CONTACT_PERSON
from actions.permissions import May
from bot.web.accounts import Visit
from storage import checkins, debts, money
from storage.conversations import Conversation
from storage.debts import DebtReferral
from storage.people import Person


@dataclass(frozen=True, kw_only=True)
class Consent:
    """One yes or no: about what (`title`), exactly what (`lines`), since when, and when it was taken back."""

    title: str
    lines: Sequence[str]
    given: bool
    since: datetime | None
    ended: datetime | None = None


async def gather(session: AsyncSession, visit: Visit, person: Person, conversation: Conversation) -> list[Consent]:
    """Everything that is known of what this client agreed to, as far as who looks may see it."""
    found = [_messages(visit, person), *await _asked(session, visit, person)]
    if visit.account.may(May.HANDLE_MONEY) and (plan := await money.plan_of(session, person.id)) is not None:
        day = rhythm_words.weekday_name(plan.weekday, visit.account.language)
        lines = [visit.say("consent-money-when", day=day)]
        found.append(_yes(visit.say("consent-money"), lines, plan.created_at))
    if person.cold_notice_at is not None:
        found.append(_yes(visit.say("consent-cold"), [], person.cold_notice_at))
    if visit.account.may(May.SEE_REFERRALS):
        found += [_passed_on(visit, one) for one in await debts.of_conversation(session, conversation.id)]
    return found


def _yes(title: str, lines: Sequence[str], since: datetime) -> Consent:
    return Consent(title=title, lines=lines, given=True, since=since)


def _messages(visit: Visit, person: Person) -> Consent:
    """Whether Stapje may write of its own accord."""
    title = visit.say("consent-messages")
    if person.opted_out_at is not None:
        return Consent(title=title, lines=[], given=False, since=person.opted_out_at)
    return Consent(title=title, lines=[], given=True, since=None)


async def _asked(session: AsyncSession, visit: Visit, person: Person) -> list[Consent]:
    plan = await checkins.plan_of(session, person.id)
    if plan is None or plan.after_year == "never":
        return []
    recap = [visit.say("consent-recap")] if plan.recap else []
    return [_yes(visit.say("consent-check-ins"), recap, plan.created_at)]


def _passed_on(visit: Visit, referral: DebtReferral) -> Consent:
    """A request for debt help: to whom it may go, and with what."""
    to = visit.say("person-contact") if referral.consent_to == CONTACT_PERSON else referral.consent_to
    shared = [visit.say(f"consent-part-{part.replace('_', '-')}") for part in referral.consent_what]
    withdrawn = referral.closed_as == "withdrawn"
    return Consent(
        title=visit.say("consent-debt-help", to=to), lines=[", ".join(shared)] if shared else [], given=not withdrawn,
        since=referral.consent_at, ended=referral.closed_at if withdrawn else None,
    )  # fmt: skip
