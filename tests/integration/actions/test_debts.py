"""Asking for help with debts: few questions, first what helps today, and nothing is passed on without a yes."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from storage.audit import AuditEntry
from storage.database import Database
from storage.people import Person
from tests import talk
from tests.debt_desks import ALMELO, AREAS, answer_all, open_desk, open_line, referrals, tasks_of
from tests.town import Town, moment

pytest_plugins = ("tests.database",)
MORNING = moment("2026-11-26 10:00")


async def intake(sam: talk.Talk, threat: str) -> talk.Answer:
    await sam.says("ik heb schulden", "debt_help")
    await answer_all(sam, "debt-type-huur", f"debt-threat-{threat}")
    if sam.last.has("debt-when"):
        await sam.says("over drie weken")
    return await answer_all(sam, "debt-money-none", "button-yes-pass-on")


@pytest.mark.parametrize(
    ("threat", "urgent", "due", "priority"),
    [
        ("none", False, date(2026, 12, 24), 1),
        ("unknown", False, date(2026, 12, 24), 0),
        ("eviction", True, date(2026, 12, 1), 0),
        ("cut-off", True, date(2026, 12, 1), 0),
        ("insurance", True, date(2026, 12, 1), 0),
        ("bailiff", True, date(2026, 12, 1), 0),
    ],
)
async def test_a_request_has_its_term(
    db: Database, town: Town, threat: str, urgent: bool, due: date, priority: int
) -> None:
    await open_line(db)
    desk = await open_desk(db, town)
    sam = await talk.client(db, town.contact)
    answer = await intake(sam, threat)
    assert answer.has("debt-passed-on-urgent" if urgent else "debt-passed-on", to=ALMELO)
    [made] = await referrals(sam)
    assert (made.urgent, made.due_on, made.debt_types, made.desk_id) == (urgent, due, ["huur"], desk.id)
    assert (made.requested_on, made.administration) == (date(2026, 11, 26), "none")
    assert made.threat_on == (date(2026, 12, 17) if urgent else None)
    assert await sam.tasks() == {"debt_referral": priority}


async def test_the_law_is_named_only_where_it_says_so(db: Database, town: Town) -> None:
    lee, sam = await talk.client(db, town.contact, name="Lee"), await talk.client(db, town.contact)
    assert (await intake(lee, "eviction")).has("debt-due", day="dinsdag 1 december")
    assert (await intake(sam, "bailiff")).has("debt-due-asked", day="dinsdag 1 december")


async def test_one_message_may_answer_nearly_everything(db: Database, town: Town) -> None:
    await open_desk(db, town, municipality="Twenterand")
    sam = await talk.client(db, town.contact)
    answer = await sam.says(
        "ik heb huurschuld bij beter wonen en 3 december moet ik eruit, woon in vriezenveen", "debt_urgent",
        debt_type="huur", municipality="Twenterand",
    )  # fmt: skip
    assert answer.has("debt-day-on", day="donderdag 3 december 2026") and answer.has("debt-who-minds-money")
    assert (await sam.says("niemand")).offers("button-yes-pass-on")
    await sam.says("ja", "affirm")
    [made] = await referrals(sam)
    assert (made.threat, made.threat_on, made.municipality) == ("eviction", date(2026, 12, 3), "Twenterand")
    assert made.words.startswith("ik heb huurschuld bij beter wonen")


async def test_the_plan_for_today_comes_before_any_question(db: Database, town: Town) -> None:
    await open_line(db)
    sam = await talk.client(db, town.contact, now=MORNING)
    text = (await sam.says("HELP ONTRUIMING VRIJDAG", "debt_urgent")).text
    assert text.index("rechter") < text.index("Geldlijn") < text.index("Helpt iemand je al met je geld?")
    assert [task.priority for task in await tasks_of(sam)] == [0]


async def test_what_is_for_tomorrow_calls_a_human_at_once(db: Database, town: Town) -> None:
    await open_line(db)
    sam = await talk.client(db, town.contact, now=MORNING)
    answer = await sam.says("morgen sluiten ze het gas af", "debt_urgent", debt_type="energie")
    assert answer.has("debt-human-today") and answer.has("debt-reads-today")
    [task] = await tasks_of(sam)
    assert (task.priority, task.due_at) == (0, moment("2026-11-26 17:00"))
    assert "vrijdag 27 november 2026" in task.words and "toestemming" in task.words
    assert await referrals(sam) == []


async def test_at_night_nobody_is_promised(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says("morgen sluiten ze het gas af", "debt_urgent")
    assert answer.has("debt-reads-later", day="vrijdag 27 november", clock="09:00")


async def test_a_threat_is_seen_by_a_human_when_somebody_goes_quiet_halfway(db: Database, town: Town) -> None:
    await open_line(db)
    sam = await talk.client(db, town.contact, now=MORNING)
    await sam.says("ik heb een dagvaarding", "debt_urgent")
    assert [(t.priority, t.due_at) for t in await tasks_of(sam)] == [(1, moment("2026-11-27 17:00"))]


async def test_without_a_yes_nothing_is_kept(db: Database, town: Town) -> None:
    await open_line(db)
    sam = await talk.client(db, town.contact)
    await sam.says("dwangbevel over twee weken, in wierden", "debt_urgent", municipality="Wierden")
    await sam.presses("debt-money-none")
    answer = await sam.says("nee", "deny")
    assert answer.has("debt-not-passed-on") and "Geldlijn" in answer.text and answer.offers("button-human")
    assert await referrals(sam) == [] and await tasks_of(sam) == []
    assert (await sam.state()).form is None
    async with db.begin() as session:
        assert (await session.exec(select(Person))).one().municipality == "Almelo"


async def test_without_a_yes_a_human_still_looks_at_what_is_for_tomorrow(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("morgen ontruiming", "debt_urgent")
    await sam.says("sla over")
    assert (await sam.presses("button-no-keep")).has("debt-not-passed-on-near")
    assert [task.priority for task in await tasks_of(sam)] == [0] and await referrals(sam) == []


@pytest.mark.parametrize("said", ["ja hoor", "is goed", "Prima", "yes please", "ok doe maar"])
async def test_a_yes_in_ones_own_words_is_a_yes(db: Database, town: Town, said: str) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("schulden", "debt_help", debt_type="huur")
    await answer_all(sam, "debt-threat-none", "debt-money-none")
    await sam.says(said)
    assert len(await referrals(sam)) == 1


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("ja maar niet aan mijn moeder", "affirm"),
        ("wat geven jullie dan door?", "privacy_request"),
        ("ja nee weet niet", "affirm"),
        ("hmm", "out_of_scope"),
    ],
)
async def test_half_a_yes_is_asked_again(db: Database, town: Town, said: str, intent: str) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("schulden", "debt_help", debt_type="huur")
    await answer_all(sam, "debt-threat-none", "debt-money-none")
    assert (await sam.says(said, intent)).offers("button-yes-pass-on")
    assert await referrals(sam) == []


async def test_what_is_agreed_to_is_shown_and_written_down(db: Database, town: Town) -> None:
    await open_line(db)
    await open_desk(db, town)
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    await sam.says("", attachment="photo")
    await sam.says("beslag op mijn loon")
    await answer_all(sam, "button-not-known", "debt-money-administrator")
    for words in ("je naam", "beslag op geld of spullen", "Almelo", "een bewindvoerder", "je foto van de brief"):
        assert f"• {words}" in sam.last.text or f": {words}" in sam.last.text
    await sam.presses("button-yes-pass-on")
    [made] = await referrals(sam)
    what = ["name", "threat", "municipality", "administration", "letters", "words"]
    assert (made.consent_to, made.consent_purpose, made.consent_what) == (ALMELO, "debt_help", what)
    assert made.consent_at == sam.now and len(made.letters) == 1
    async with db.begin() as session:
        query = select(AuditEntry).where(AuditEntry.action == "referral.consented")
        assert (await session.exec(query)).one().details["what"] == what


async def test_where_no_desk_is_known_the_contactperson_has_it(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await intake(sam, "none")).has("debt-with-contact")
    [made] = await referrals(sam)
    assert (made.desk_id, made.consent_to) == (None, "contact_person")


async def test_a_desk_outside_stapje_needs_somebody_who_brings_it(db: Database, town: Town) -> None:
    await open_desk(db, town, inside=False)
    sam = await talk.client(db, town.contact)
    assert (await intake(sam, "none")).has("debt-brought", to=ALMELO)
    assert [task.words.startswith(f"Breng naar {ALMELO}") for task in await tasks_of(sam)] == [True]


async def test_a_desk_for_what_cannot_wait(db: Database, town: Town) -> None:
    await open_desk(db, town, urgent=False)
    await open_desk(db, town, urgent=True)
    lee, sam = await talk.client(db, town.contact, name="Lee"), await talk.client(db, town.contact)
    await intake(lee, "eviction")
    await intake(sam, "none")
    assert [(await referrals(one))[0].consent_to for one in (lee, sam)] == [f"{ALMELO} spoed", ALMELO]


async def test_a_desk_that_closed_meanwhile_is_no_desk_somebody_said_yes_to(db: Database, town: Town) -> None:
    desk = await open_desk(db, town)
    sam = await talk.client(db, town.contact)
    await sam.says("schulden", "debt_help", debt_type="huur")
    await answer_all(sam, "debt-threat-none", "debt-money-none")
    async with db.begin() as session:
        desk.active = False
        session.add(desk)
    answer = await sam.presses("button-yes-pass-on")
    assert answer.offers("button-yes-pass-on") and ALMELO not in answer.text
    assert await referrals(sam) == []


# ---------------------------------------------------------------- the questions


async def test_an_area_is_asked_only_where_one_has_a_desk(db: Database, town: Town) -> None:
    await open_desk(db, town)
    for area in AREAS:
        await open_desk(db, town, area=area)
    sam = await talk.client(db, town.contact)
    await sam.says("schulden", "debt_help", debt_type="huur")
    assert (await sam.presses("debt-threat-none")).has("debt-which-area")
    assert {*AREAS} <= {*sam.last.buttons}
    await sam.says("de rit")
    await answer_all(sam, "debt-money-none", "button-yes-pass-on")
    [made] = await referrals(sam)
    assert (made.neighbourhood, made.consent_to) == ("De Riet", "Schuldhulp De Riet")


async def test_an_area_is_asked_in_haste_too_when_there_is_room_for_a_question(db: Database, town: Town) -> None:
    await open_desk(db, town)
    await open_desk(db, town, area="De Riet")
    sam = await talk.client(db, town.contact)
    answer = await sam.says("ik moet 3 december mijn huis uit", "debt_urgent", debt_type="huur")
    assert answer.has("debt-which-area")


@pytest.mark.parametrize(("said", "kept"), [("weet ik niet", None), ("ergens achter het station", "ergens achter")])
async def test_an_area_may_be_unknown_or_ones_own_words(db: Database, town: Town, said: str, kept: str | None) -> None:
    await open_desk(db, town)
    await open_desk(db, town, area="De Riet")
    sam = await talk.client(db, town.contact)
    await sam.says("schulden", "debt_help", debt_type="huur")
    await sam.presses("debt-threat-none")
    await sam.says(said)
    await answer_all(sam, "debt-money-none", "button-yes-pass-on")
    [made] = await referrals(sam)
    assert (made.neighbourhood or "").startswith(kept or "") and made.consent_to == ALMELO
    assert bool(made.neighbourhood) is bool(kept)


async def test_a_municipality_that_is_not_known_is_asked_and_remembered(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    async with db.begin() as session:
        person = (await session.exec(select(Person))).one()
        person.municipality = None
        session.add(person)
    await sam.says("schulden", "debt_help", debt_type="huur")
    assert (await sam.presses("debt-threat-none")).has("debt-which-municipality")
    assert (await sam.says("bij mijn broer")).has("debt-which-municipality-again")
    assert (await sam.says("nog steeds bij mijn broer")).has("form-skipped"), "nobody is kept at a question"
    await answer_all(sam, "debt-money-none", "button-other-place", "municipality-wierden", "button-yes-pass-on")
    async with db.begin() as session:
        assert (await session.exec(select(Person))).one().municipality == "Wierden"


async def test_every_question_can_be_skipped_but_the_last(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    for _ in range(3):
        await sam.says("sla over")
    assert sam.last.offers("button-yes-pass-on")
    assert (await sam.says("sla over")).offers("button-yes-pass-on")
    await sam.presses("button-yes-pass-on")
    [made] = await referrals(sam)
    assert (made.debt_types, made.threat, made.administration) == ([], "unknown", "unknown")


async def test_several_kinds_of_debts_without_a_long_quiz(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    await answer_all(sam, "debt-type-boetes", "button-one-more")
    assert sam.last.has("debt-which-kind-more") and not sam.last.offers("debt-type-boetes")
    assert (await sam.presses("button-that-is-all")).has("debt-which-letter")
    assert (await sam.says("nog een")).has("debt-which-kind-more")
    await sam.says("ook de huur en het water", debt_type=("huur", "water"))
    await answer_all(sam, "debt-threat-none", "debt-money-none", "button-yes-pass-on")
    assert [made.debt_types for made in await referrals(sam)] == [["boetes", "huur", "water"]]


async def test_a_pile_of_post_is_an_answer(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    await sam.says("er ligt hier een stapel ongeopende post")
    assert (await sam.says("ik durf niet te kijken")).has("debt-not-alone")
    await answer_all(sam, "debt-money-none", "button-yes-pass-on")
    [made] = await referrals(sam)
    assert (made.debt_types, made.threat, made.urgent) == (["post"], "unknown", False)
    assert [task.due_at for task in await tasks_of(sam)] == [moment("2026-11-30 17:00")], "not in four weeks"


@pytest.mark.parametrize(
    ("said", "intent", "threat"),
    [
        ("nee", "deny", None),
        ("dat weet ik niet", None, "unknown"),
        ("alleen een aanmaning", None, None),
        ("nog geen vonnis hoor", None, None),
        ("ze sluiten over een week af", "debt_urgent", "cut_off"),
        ("ik moet uit huis", None, "eviction"),
        ("een brief van de rechtbank", None, "bailiff"),
        ("die mannen komen weer terug", "debt_urgent", "bailiff"),
    ],
)
async def test_what_threatens_in_ones_own_words(
    db: Database, town: Town, said: str, intent: str | None, threat: str | None
) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("schulden", "debt_help", debt_type="huur")
    await sam.says(said, intent)
    if sam.last.has("debt-when"):
        await sam.says("weet ik niet")
    await answer_all(sam, "debt-money-none", "button-yes-pass-on")
    [made] = await referrals(sam)
    assert made.threat == threat and said in made.words + "nee"


async def test_a_bare_yes_does_not_say_what_threatens(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("schulden", "debt_help", debt_type="huur")
    assert (await sam.says("ja", "affirm")).has("debt-which-letter-again")


async def test_a_worse_threat_that_comes_up_later_counts(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("schulden", "debt_help", debt_type="huur")
    await sam.presses("debt-threat-bailiff")
    await sam.says("over een week is de ontruiming")
    await answer_all(sam, "debt-money-none", "button-yes-pass-on")
    [made] = await referrals(sam)
    assert (made.threat, made.threat_on) == ("eviction", date(2026, 12, 3))


@pytest.mark.parametrize(
    ("said", "echo", "day", "on"),
    [
        ("3 december", "debt-day-on", "donderdag 3 december 2026", date(2026, 12, 3)),
        ("volgende week", "debt-day-from", "maandag 30 november 2026", date(2026, 11, 30)),
        ("binnen twee weken", "debt-day-by", "donderdag 10 december 2026", date(2026, 12, 10)),
        ("binnenkort", "debt-who-minds-money", "", None),
        ("geen idee", "debt-who-minds-money", "", None),
    ],
)
async def test_when_it_is(db: Database, town: Town, said: str, echo: str, day: str, on: date | None) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("schulden", "debt_help", debt_type="huur")
    await sam.presses("debt-threat-eviction")
    assert (await sam.says(said)).has(echo, **({"day": day} if day else {}))
    await answer_all(sam, "debt-money-none", "button-yes-pass-on")
    assert [made.threat_on for made in await referrals(sam)] == [on]


async def test_a_day_that_has_passed_is_asked_about_once_and_is_still_urgent(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("schulden", "debt_help", debt_type="huur")
    await sam.presses("debt-threat-cut-off")
    assert (await sam.says("3 november")).has("debt-day-passed", day="dinsdag 3 november 2026")
    assert (await sam.presses("button-day-right")).has("debt-human-today")
    await answer_all(sam, "debt-money-none", "button-yes-pass-on")
    [made] = await referrals(sam)
    assert (made.threat_on, made.urgent) == (date(2026, 11, 3), True)


async def test_a_day_that_was_a_mistake_is_put_right(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("schulden", "debt_help", debt_type="huur")
    await sam.presses("debt-threat-eviction")
    await sam.says("3 november")
    answer = await sam.says("nee 3 december", "deny")
    assert answer.has("debt-day-on", day="donderdag 3 december 2026") and answer.has("debt-who-minds-money")


async def test_who_means_something_else_says_so_at_any_question(db: Database, town: Town) -> None:
    await open_desk(db, town, municipality="Wierden")
    sam = await talk.client(db, town.contact)
    await sam.says("schulden", "debt_help", debt_type="huur")
    await answer_all(sam, "debt-threat-none", "debt-money-none")
    answer = await sam.says("nee ik bedoel Wierden", "deny", municipality="Wierden")
    assert answer.has("debt-changed") and "Schuldhulp Wierden" in answer.text
    await sam.presses("button-yes-pass-on")
    assert [made.municipality for made in await referrals(sam)] == ["Wierden"]


async def test_who_has_an_administrator_hears_that_they_have_a_say(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says("schulden, ik heb een bewindvoerder", "debt_help", debt_type="huur")
    assert answer.has("debt-minder-decides") and answer.has("debt-which-letter")
    assert (await sam.presses("debt-threat-none")).offers("button-yes-pass-on"), "and it still goes on"
    await sam.presses("button-yes-pass-on")
    assert [made.administration for made in await referrals(sam)] == ["administrator"]


async def test_a_photo_that_begins_it_is_kept_with_the_request(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says("deze brief over mijn huur", "debt_help", attachment="photo", debt_type="huur")
    assert answer.has("debt-letter-kept")
    await answer_all(sam, "debt-threat-none", "debt-money-none", "button-yes-pass-on")
    [made] = await referrals(sam)
    assert len(made.letters) == 1 and "attachment" in await sam.tasks()


async def test_amounts_are_never_asked_and_stay_in_the_words(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik sta 3000 euro rood", "debt_help", amount="3000 euro", debt_type="lening")
    await answer_all(sam, "debt-threat-none", "debt-money-none", "button-yes-pass-on")
    assert [made.words for made in await referrals(sam)] == ["ik sta 3000 euro rood"]


async def test_who_came_by_a_button_is_not_quoted_with_its_label(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("menu")
    await sam.presses("button-debt-help")
    await answer_all(sam, "debt-type-huur", "debt-threat-none", "debt-money-none", "button-yes-pass-on")
    assert [made.words for made in await referrals(sam)] == [""]


# ---------------------------------------------------------------- visitors


async def test_a_visitor_gets_the_way_in_and_a_human(db: Database, town: Town) -> None:
    await open_line(db)
    anyone = await talk.visitor(db)
    answer = await anyone.says("ik heb schulden", "debt_help")
    assert "Geldlijn" in answer.text and answer.has("debt-visitor")
    assert (await anyone.says("ja", "affirm")).has("human-write-here")


async def test_a_visitor_in_need_hears_what_helps_today(db: Database, town: Town) -> None:
    await open_line(db)
    anyone = await talk.visitor(db)
    answer = await anyone.says("morgen word ik uit huis gezet", "debt_urgent")
    assert answer.has("first-aid-eviction-calm") and answer.has("debt-visitor") and "Geldlijn" in answer.text


async def test_not_knowing_what_to_do_is_no_question_for_the_menu(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("morgen komt de deurwaarder", "debt_urgent")
    assert (await sam.says("weet niet wat ik moet doen", "ask_help")).offers("button-yes-pass-on")


async def test_a_bed_is_found_in_between_though_somebody_does_not_know(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("schulden", "debt_help", debt_type="huur")
    answer = await sam.says("weet niet waar ik vannacht kan slapen", "ask_bed_availability")
    assert answer.has("beds-total", free=4) and answer.has("debt-which-letter")


@pytest.mark.parametrize("said", ["wat gebeurt er dan", "wie leest dit dan allemaal", "waarom moet dat"])
async def test_who_wonders_what_a_yes_means_hears_it(db: Database, town: Town, said: str) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("schulden", "debt_help", debt_type="huur")
    await answer_all(sam, "debt-threat-none", "debt-money-none")
    answer = await sam.says(said, "ask_shelter_info")
    assert answer.has("debt-consent-means") and answer.offers("button-yes-pass-on")
    assert await referrals(sam) == []


async def test_the_name_of_a_debt_is_enough(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    await sam.says("energie en belasting", "checkin_positive", 0.6)
    await answer_all(sam, "debt-threat-none", "debt-money-none", "button-yes-pass-on")
    assert [made.debt_types for made in await referrals(sam)] == [["energie", "belasting"]]
