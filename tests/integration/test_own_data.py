"""What a region says and counts in its own way, over HTTP: shown first, kept, in force at once, and taken back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date

import pytest

from actions import own_data as in_force
from actions import rhythm, terms, texts
from bot import own_data as followed_data
from bot.bell import Bell
from bot.web.parts import Parts
from storage import own_data
from tests.editors import Browser, changes

pytest_plugins = ("tests.fixtures_editors",)
TEXT = "/admin/texts/steps-more"
RHYTHM = "/admin/rhythms/light"
TERM = "/admin/terms/first_talk"


@pytest.fixture(autouse=True)
def as_brought_along() -> Iterator[None]:
    """What a test puts in force is over with it."""
    yield
    in_force.use([])


async def test_a_sentence_is_found_by_its_words(coordinator: Browser) -> None:
    page = await coordinator.opens("/admin/texts?find=jouw+schuld")
    assert "crisis-violence" in page and "steps-more" not in page
    assert "Nog niets." in await coordinator.opens("/admin/texts")


async def test_a_sentence_is_looked_at_first_then_kept_and_said_at_once(parts: Parts, coordinator: Browser) -> None:
    await coordinator.opens(TEXT)
    assert coordinator.fields["nl"] == "En nog { $count }."
    page = coordinator.reads(await coordinator.sends(TEXT, {"nl": "Plus { $count } erbij.", "do": "look"}))
    assert "Plus ‹count› erbij." in page and texts.say("nl", "steps-more", count=2) == "En nog 2."
    assert (await coordinator.sends(TEXT)).headers["Location"] == "/admin/texts?done=kept"
    assert texts.say("nl", "steps-more", count=2) == "Plus 2 erbij."
    assert texts.say("en", "steps-more", count=2) == "And 2 more."
    [entry] = await changes(parts, "text.changed")
    assert entry.details == {"of": "steps-more", "changed": {"nl": ["En nog { $count }.", "Plus { $count } erbij."]}}
    assert "Plus { $count } erbij." in await coordinator.opens("/admin/texts")


async def test_a_sentence_goes_back_to_what_stapje_says(parts: Parts, coordinator: Browser) -> None:
    await coordinator.opens(TEXT)
    await coordinator.sends(TEXT, {"nl": "Plus { $count } erbij."})
    page = await coordinator.opens(TEXT)
    assert "Terug naar de tekst van Stapje" in page
    await coordinator.sends(f"{TEXT}/back")
    assert texts.say("nl", "steps-more", count=2) == "En nog 2."
    assert len(await changes(parts, "text.changed")) == 2


@pytest.mark.parametrize(
    ("key", "typed", "says"),
    [
        ("steps-more", "Nog meer.", "Er mist iets dat Stapje invult"),
        ("steps-more", "En { $count } van { $who }.", "niet kan invullen"),
        ("steps-more", "En nog { $count.", "niet lezen"),
        ("steps-more", "", "Vul dit in"),
        ("crisis-self-harm", "Dit klinkt zwaar. Bel iemand.", "telefoonnummer"),
        ("button-remind", "Stuur mij alsjeblieft op tijd een berichtje hierover", "te lang"),
    ],
)
async def test_a_sentence_that_would_lose_something_is_refused(
    parts: Parts, coordinator: Browser, key: str, typed: str, says: str
) -> None:
    await coordinator.opens(f"/admin/texts/{key}")
    answer = await coordinator.sends(f"/admin/texts/{key}", {"nl": typed})
    assert answer.status_code == 400 and says in coordinator.reads(answer)
    assert await changes(parts, "text.changed") == []


async def test_what_is_typed_stays_words(coordinator: Browser) -> None:
    """A sentence cannot become a piece of the page, nor a second sentence."""
    await coordinator.opens(TEXT)
    answer = await coordinator.sends(TEXT, {"nl": "<script>alert({ $count })</script>", "do": "look"})
    assert "<script>alert" not in answer.text
    answer = await coordinator.sends(TEXT, {"nl": "En { $count }.\ncrisis-violence = weg"})
    assert answer.status_code in (303, 400) and "112" in texts.say("nl", "crisis-violence")


async def test_two_who_edit_a_sentence_at_once_are_told(coordinator: Browser, admin: Browser) -> None:
    for browser in (coordinator, admin):
        await browser.opens(TEXT)
    assert (await coordinator.sends(TEXT, {"nl": "Plus { $count }."})).status_code == 303
    answer = await admin.sends(TEXT, {"en": "Plus { $count }."})
    assert answer.status_code == 409 and "Iemand anders veranderde dit net" in admin.reads(answer)


async def test_a_rhythm_is_looked_at_kept_and_counts(parts: Parts, coordinator: Browser) -> None:
    page = await coordinator.opens(RHYTHM)
    before = page.split(" keer in het eerste jaar")[0].rsplit(" ", 1)[-1].rsplit(">", 1)[-1]
    changed = {"every_1": "7", "every_unit_1": "days"}
    looked = coordinator.reads(await coordinator.sends(RHYTHM, changed | {"do": "look"}))
    after = looked.split(" keer in het eerste jaar")[0].rsplit(" ", 1)[-1].rsplit(">", 1)[-1]
    assert int(after) > int(before) and rhythm.templates()["light"][0].every.days == 14
    assert (await coordinator.sends(RHYTHM)).headers["Location"] == "/admin/rhythms?done=kept"
    assert rhythm.templates()["light"][0].every.days == 7 and rhythm.templates()["light"][-1].asked_first
    [entry] = await changes(parts, "rhythm.template_changed")
    assert entry.details["of"] == "light"
    assert "elke 7 dagen tot 3 maanden" in await coordinator.opens(RHYTHM)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"every_1": ""}, "Vul dit in"),
        ({"until_1": ""}, "geen einde"),
        ({"until_3": "24", "until_unit_3": "months"}, "Laat het einde leeg"),
        ({"until_2": "1", "until_unit_2": "months"}, "niet later"),
        ({"every_1": "0"}, "past niet"),
        ({"every_1": "999"}, "past niet"),
        ({"every_unit_1": "eeuwen"}, "Vul dit in"),
    ],
)
async def test_a_rhythm_that_cannot_be_is_refused(coordinator: Browser, typed: dict[str, str], says: str) -> None:
    await coordinator.opens(RHYTHM)
    answer = await coordinator.sends(RHYTHM, typed)
    assert answer.status_code == 400 and says in coordinator.reads(answer)


async def test_a_term_is_kept_for_new_requests_and_goes_back(parts: Parts, coordinator: Browser) -> None:
    await coordinator.opens(TERM)
    await coordinator.sends(TERM, {"length": "2"})
    assert terms.first_talk_by(date(2026, 11, 2), urgent=False) == date(2026, 11, 16)
    assert terms.first_talk_by(date(2026, 11, 2), urgent=True) == date(2026, 11, 5)
    [entry] = await changes(parts, "term.changed")
    assert entry.details["changed"] == {"length": ["4", "2"]}
    await coordinator.sends(f"{TERM}/back")
    assert terms.first_talk_by(date(2026, 11, 2), urgent=False) == date(2026, 11, 30)


@pytest.mark.parametrize("typed", [{"length": ""}, {"length": "0"}, {"length": "27"}, {"length": "x"}, {"source": ""}])
async def test_a_term_without_length_or_source_is_refused(coordinator: Browser, typed: dict[str, str]) -> None:
    await coordinator.opens(TERM)
    assert (await coordinator.sends(TERM, typed)).status_code == 400


@pytest.mark.parametrize("path", ["/admin/texts/no-such-text", "/admin/rhythms/own", "/admin/terms/never"])
async def test_what_there_is_not_is_not_found(coordinator: Browser, path: str) -> None:
    assert (await coordinator.web.get(path)).status_code == 404
    assert (await coordinator.sends(path)).status_code in (403, 404)


async def test_another_process_hears_of_a_change(parts: Parts) -> None:
    """Pages and workers are processes apart: a ring is enough for what was kept to count there as well."""
    bell = Bell()
    async with followed_data.followed(parts.database, bell):
        assert texts.say("nl", "steps-more", count=2) == "En nog 2."
        async with parts.database.begin() as session:
            await own_data.keep(session, "text", "nl/steps-more", {"text": "Plus { $count }."}, parts.now())
        bell.ring(followed_data.TOPIC)
        async with asyncio.timeout(5):
            while texts.say("nl", "steps-more", count=2) != "Plus 2.":
                await asyncio.sleep(0.01)


async def test_a_sentence_that_a_newer_version_cannot_fill_in_is_said_as_before(parts: Parts) -> None:
    async with parts.database.begin() as session:
        await own_data.keep(session, "text", "nl/steps-more", {"text": "Plus { $gone }."}, parts.now())
        await in_force.put_in_force(session)
    assert texts.say("nl", "steps-more", count=2) == "En nog 2."
