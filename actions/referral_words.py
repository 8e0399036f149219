"""Where a request for debt help is, in plain words: what is done, what comes next and by when, and who has it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actions import clock, referral_clock, texts
from storage.debts import DebtReferral, Standing


def paragraphs(standing: Standing, language: str, today: date) -> list[str]:
    """All that a client wants to know of their request, one subject a paragraph. `today` is the local day."""
    referral = standing.referral
    if referral.closed_at is not None:
        return [texts.say(language, f"referral-closed-{referral.closed_as}".replace("_", "-"))]
    who = " ".join([_who(standing, language), *_call(standing, language)])
    where = " ".join([texts.say(language, f"referral-in-{referral.stage}"), *_by_when(referral, language, today)])
    return [who, where, passed_on(referral, language)]


def _who(standing: Standing, language: str) -> str:
    """Who has it: a colleague by name, a desk, or the contactperson."""
    desk = standing.desk.name if standing.desk else texts.say(language, "referral-a-desk")
    if standing.staff_name is not None:
        return texts.say(language, "referral-with-colleague", name=standing.staff_name, desk=desk)
    if standing.desk is not None:
        return texts.say(language, "referral-with-desk", desk=desk)
    return texts.say(language, "referral-with-contact-person")


def _call(standing: Standing, language: str) -> Iterator[str]:
    desk = standing.desk
    if desk is not None and desk.phone:
        open_at = f" ({desk.hours})" if desk.hours else ""
        yield texts.say(language, "referral-call", phone=desk.phone, open=open_at)


def _by_when(referral: DebtReferral, language: str, today: date) -> Iterator[str]:
    """The last day of what comes next; one that went by is not hidden, and nobody is blamed for it."""
    runs = referral_clock.running(referral)
    if runs is not None:
        key = "referral-late" if today > runs.due_on else "referral-by"
        yield texts.say(language, key, day=clock.day_words(runs.due_on, language))
    elif referral.stage == "intake":
        yield texts.say(language, "referral-no-term")


def passed_on(referral: DebtReferral, language: str) -> str:
    """What was passed on, and on which day that was agreed."""
    named = [_named(what, language) for what in referral.consent_what or _before_it_was_named(referral)]
    day = clock.day_words(clock.local(referral.consent_at).date(), language)
    return texts.say(language, "referral-passed-on", day=day, what=", ".join(named))


def _named(what: str, language: str) -> str:
    """What is in `consent_what` is a key of ours or words to be shown as they are."""
    key = f"referral-what-{what}".replace("_", "-")
    return texts.say(language, key) if key in texts.keys(language) else what


def _before_it_was_named(referral: DebtReferral) -> Iterator[str]:
    """What requests from before 0007 passed on."""
    yield "debt_types"
    yield from ["threat"] if referral.threat else []
    yield "municipality"
    yield from ["words"] if referral.words else []
