"""How it goes, small talk, preferences, privacy, shelters, professionals and daily life."""

import pytest
from sqlmodel import select

from storage import silence
from storage.audit import AuditEntry
from storage.checkins import CheckIn, CheckInPlan
from storage.database import Database
from storage.people import Person
from storage.staff import Role
from tests import talk
from tests.town import Town

pytest_plugins = ("tests.database",)


async def moods(db: Database) -> list[CheckIn]:
    async with db.begin() as session:
        return list((await session.exec(select(CheckIn))).all())


@pytest.mark.parametrize(
    ("intent", "key", "mood", "task"),
    [
        ("checkin_positive", "checkin-good", "good", {}),
        ("checkin_neutral", "checkin-so-so", "so_so", {}),
        ("checkin_negative", "checkin-bad", "bad", {"check_in_bad": 1}),
    ],
)
async def test_each_answer_is_kept_in_ones_own_words(
    db: Database, town: Town, intent: str, key: str, mood: str, task: dict[str, int]
) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("nou, zo dus", intent)).has(key)
    [kept] = await moods(db)
    assert (kept.mood, kept.words, kept.answered_at) == (mood, "nou, zo dus", sam.now)
    assert await sam.tasks() == task


async def test_the_answer_belongs_to_the_question_that_is_open(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert sam.person is not None
    async with db.begin() as session:
        await silence.ask(session, [sam.person.id], sam.now)
    await sam.says("gaat wel", "checkin_neutral")
    await sam.says("toch niet zo", "checkin_negative")
    assert [(m.asked_at is not None, m.mood) for m in await moods(db)] == [(True, "so_so"), (False, "bad")]


async def test_what_it_is_about_is_kept_with_the_answer(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("slecht", "checkin_negative")
    answer = await sam.presses("domain-geld")
    assert answer.has("checkin-topic-heard") and answer.offers("button-debt-help")
    assert [m.topic for m in await moods(db)] == ["geld"]
    await sam.presses("domain-wonen")
    assert not sam.last.offers("button-debt-help")
    assert (await sam.says("ja", "affirm")).has("human-write-here")


async def test_a_visitor_may_say_how_it_goes_and_nothing_is_kept_of_it(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    assert (await anyone.says("niet goed", "checkin_negative")).has("checkin-bad")
    assert (await anyone.presses("domain-geld")).has("checkin-topic-heard")
    assert await moods(db) == []


@pytest.mark.parametrize(
    ("role", "buttons"),
    [
        (None, {"button-bed", "button-debt-help", "button-human"}),
        (
            Role.CLIENT,
            {
                "button-bed",
                "button-debt-help",
                "button-my-steps",
                "button-my-appointments",
                "button-how-often",
                "button-human",
            },
        ),
        (Role.NIGHT_STAFF, {"button-bed", "button-who-is-in"}),
        (Role.CONTACT_PERSON, {"button-day", "button-bed", "button-human"}),
    ],
)
async def test_the_menu_shows_what_one_may_do(db: Database, town: Town, role: Role | None, buttons: set[str]) -> None:
    who = (
        await talk.visitor(db) if role is None
        else await talk.client(db, town.contact) if role is Role.CLIENT
        else await talk.colleague(db, role)
    )  # fmt: skip
    answer = await who.says("help")
    assert len(answer.buttons) == len(buttons) and all(answer.offers(b) for b in buttons)
    assert answer.has("help-staff" if who.staff else "help")


async def test_small_talk(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    assert (await anyone.says("hoi", "greet")).has("greet")
    assert (await anyone.says("doei", "goodbye")).has("goodbye")
    assert (await anyone.says("bedankt", "thank")).has("thank")
    assert (await anyone.says("ben je een robot", "bot_challenge")).has("i-am-a-computer")
    assert (await anyone.says("nee", "deny")).has("fine")
    colleague = await talk.colleague(db, Role.COORDINATOR)
    assert (await colleague.says("hoi", "greet")).has("greet-known", name="Collega coordinator")


async def test_no_messages_and_messages_again(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert sam.person is not None
    assert (await sam.says("stop")).has("opted-out")
    async with db.begin() as session:
        assert (await session.get_one(Person, sam.person.id)).opted_out_at == sam.now
        session.add(CheckInPlan(person_id=sam.person.id))
    assert (await sam.presses("button-opt-in")).has("opted-in-check-ins")
    async with db.begin() as session:
        assert (await session.get_one(Person, sam.person.id)).opted_out_at is None
        assert [e.action for e in (await session.exec(select(AuditEntry).order_by(AuditEntry.id))).all()] == [  # type: ignore[arg-type]
            "person.opted_out",
            "person.opted_in",
        ]


async def test_a_visitor_may_say_stop_and_start_as_well(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    assert (await anyone.says("stop")).has("opted-out")
    assert (await anyone.presses("button-opt-in")).has("opted-in")


async def test_what_is_kept_and_a_wish_to_see_or_delete_it(db: Database, town: Town) -> None:
    sam, anyone = await talk.client(db, town.contact), await talk.visitor(db)
    await sam.says("de post openmaken", "step_set")
    await sam.presses("button-no-time")
    await sam.presses("button-skip")
    assert (await sam.says("wat weet je van me", "privacy_request")).has("privacy-of-you", steps=1, moods=0)
    assert (await sam.presses("button-privacy-delete")).has("privacy-passed-on")
    assert await sam.tasks() == {"privacy": 2}
    assert "antwoorden" not in (await anyone.says("wat weet je van me", "privacy_request")).text
    assert (await anyone.presses("button-privacy-see")).has("privacy-passed-on")
    async with db.begin() as session:
        entries = (await session.exec(select(AuditEntry))).all()
    assert [e.details["wish"] for e in entries] == ["delete", "see"]


async def test_no_shelter_known_at_all(db: Database) -> None:
    anyone = await talk.visitor(db)
    assert (await anyone.says("waar is de opvang", "ask_shelter_info")).has("shelter-nothing-known")
    assert (await anyone.says("is er plek", "ask_bed_availability")).has("beds-no-such-place")


@pytest.mark.parametrize(
    ("intent", "key"),
    [
        ("request_fast_fund", "request-fast-fund"),
        ("put_on_case_table", "request-case-table"),
        ("report_signal", "request-signal"),
    ],
)
async def test_a_professional_passes_something_on(db: Database, town: Town, intent: str, key: str) -> None:
    noor = await talk.Talk(db, staff=town.contact).begin()
    assert (await noor.says("graag voor de familie op nummer 4", intent)).has(key)
    assert await noor.tasks() == {"request": 2}
    night = await talk.colleague(db, Role.NIGHT_STAFF)
    assert (await night.says("versnelfonds", intent)).has("not-for-you")


@pytest.mark.parametrize(
    ("intent", "key", "tasks"),
    [
        ("need_basics", "basics-first", {"need_basics": 1}),
        ("ask_housing", "housing-no-promise", {"housing": 2}),
        ("report_housing_problem", "housing-problem-heard", {"housing": 1}),
        ("complaint", "complaint-heard", {"complaint": 1}),
        ("talk_to_human", "human-write-here", {"talk_to_human": 1}),
    ],
)
async def test_what_a_human_should_see(db: Database, town: Town, intent: str, key: str, tasks: dict[str, int]) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("zo zit dat", intent)).has(key)
    assert await sam.tasks() == tasks
    assert (await sam.state()).waiting_since == sam.now
