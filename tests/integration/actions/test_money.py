"""The weekly question about living money, and what a client answers, asks and changes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import select

from actions import human, money_plan
from bot.bell import Bell
from bot.schedule import Clockwork
from storage import messages, tasks
from storage.audit import AuditEntry
from storage.database import Database
from storage.money import MoneyCheckIn, MoneyPlan
from storage.nudges import Nudge
from storage.tasks import Task
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)
TUESDAY = moment("2026-11-24 12:00")
THURSDAY = moment("2026-11-26 10:00")
QUESTION = "Hoi Sam. Is er genoeg leefgeld voor deze week?"
WEEK = timedelta(days=7)


async def ring(db: Database, now: datetime) -> None:
    """What the clock does every few seconds."""
    await Clockwork(db, Bell(), lambda: now).compose_due()


async def night(db: Database, now: datetime) -> None:
    """What the clock does in the night."""
    await Clockwork(db, Bell(), lambda: now).plan_check_ins()


async def asked_weekly(db: Database, town: Town, now: datetime = TUESDAY, **more: Any) -> talk.Talk:
    """A client who is asked each Thursday at ten, from this week on."""
    sam = await talk.client(db, town.contact, now=now)
    assert sam.person is not None
    async with db.begin() as session:
        values: dict[str, Any] = {"weekday": 3, "at": time(10, 0), "began_on": money_plan.first_day(now)} | more
        plan = MoneyPlan(person_id=sam.person.id, made_by=town.contact.id, created_at=now, **values)
        await money_plan.replan(session, plan, now)
    return sam


async def asked(db: Database, town: Town) -> talk.Talk:
    """A client who was asked this very moment."""
    sam = await asked_weekly(db, town)
    sam.now = THURSDAY
    await ring(db, THURSDAY)
    await sam.hears()
    return sam


async def heard(sam: talk.Talk) -> list[str]:
    async with sam.db.begin() as session:
        return [m.text for m in await messages.latest(session, sam.conversation_id) if m.direction == "out"]


async def questions(db: Database) -> list[MoneyCheckIn]:
    async with db.begin() as session:
        return list((await session.exec(select(MoneyCheckIn).order_by(MoneyCheckIn.asked_at))).all())  # type: ignore[arg-type]


async def planned(db: Database) -> list[datetime]:
    async with db.begin() as session:
        query = select(Nudge.due_at).where(Nudge.kind == "money_check_in", Nudge.state == "planned")
        return sorted((await session.exec(query)).all())


async def work(db: Database) -> list[tuple[str, int, str]]:
    async with db.begin() as session:
        found = (await session.exec(select(Task).where(Task.done_at.is_(None)))).all()  # type: ignore[union-attr]
        return sorted((task.kind, task.priority, task.words) for task in found)


# ---------------------------------------------------------------- being asked


async def test_it_is_asked_on_the_agreed_day_and_the_next_week_is_planned(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    assert await heard(sam) == [QUESTION]
    assert list(sam.last.buttons) == ["Genoeg", "Het is krap", "Het is op", "Iets anders", "Nu niet"]
    assert await planned(db) == [THURSDAY + WEEK]


async def test_enough_is_kept_and_answered_in_few_words(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    answer = await sam.presses("button-money-enough")
    [kept] = await questions(db)
    assert (kept.answer, kept.answered_at) == ("enough", THURSDAY)
    assert answer.text in {answer.text for tone in range(1, 5) if answer.has("money-enough", tone=tone)}
    assert await work(db) == []


async def test_tight_gets_one_gentle_question_and_three_ways_on(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    answer = await sam.presses("button-money-tight")
    assert answer.has("money-tight")
    assert all(answer.offers(key) for key in ("button-set-step", "button-money-post", "button-want-to-talk"))
    assert await work(db) == []


async def test_what_makes_it_tight_is_kept_and_a_human_reads_it(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.presses("button-money-tight")
    assert (await sam.says("de wasmachine is kapot")).has("money-told")
    assert (await questions(db))[0].words == "de wasmachine is kapot"
    assert await work(db) == [("money", tasks.NORMAL, "krap: “de wasmachine is kapot”")]


async def test_tight_two_weeks_running_is_seen_by_a_human(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.presses("button-money-tight")
    sam.now = THURSDAY + WEEK
    await ring(db, sam.now)
    await sam.hears()
    await sam.presses("button-money-tight")
    assert await work(db) == [("money", tasks.NORMAL, "krap")]


async def test_nothing_left_is_help_for_today_and_a_task_soon(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    answer = await sam.presses("button-money-out")
    assert answer.has("money-out") and answer.offers("button-human")
    assert ("money", tasks.SOON, "op") in await work(db)
    await sam.says("ik heb sinds gisteren niet gegeten")
    assert (await sam.tasks())["need_basics"] == tasks.URGENT


async def test_nothing_left_in_own_words_reaches_a_human_in_those_words(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.says("het is op, de huur ging eraf")
    assert ("money", tasks.SOON, "op: “het is op, de huur ging eraf”") in await work(db)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("ja", "enough"), ("er is genoeg", "enough"), ("👍", "enough"), ("krap", "tight"), ("nee", "tight"),
        ("het is op", "out"), ("geen cent meer, kan niets kopen", "out"), ("nu niet", None), ("bijna op", "tight"),
    ],
)  # fmt: skip
async def test_typing_is_as_good_as_pressing(db: Database, town: Town, said: str, answer: str | None) -> None:
    sam = await asked(db, town)
    await sam.says(said)
    [kept] = await questions(db)
    assert (kept.answer, kept.answered_at) == (answer, THURSDAY)


async def test_who_does_not_know_what_it_is_hears_it_and_answers_after_all(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    answer = await sam.says("welk geld?")
    assert answer.has("money-explain") and answer.offers("button-money-tight")
    assert [q.answered_at for q in await questions(db)] == [None]
    await sam.says("genoeg")
    assert [q.answer for q in await questions(db)] == ["enough"]


async def test_a_threat_in_the_answer_is_debt_help_at_once(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    answer = await sam.says("het is op en de deurwaarder komt morgen")
    assert answer.has("debt-urgent-first")
    assert ("money", tasks.SOON, "op: “het is op en de deurwaarder komt morgen”") in await work(db)


async def test_an_answer_still_counts_after_something_in_between(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.says("NL91ABNA0417164300")
    await sam.says("genoeg")
    assert [q.answer for q in await questions(db)] == ["enough"]


async def test_a_plain_no_is_asked_further_and_kept_meanwhile(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    answer = await sam.says("nee", "deny")
    assert answer.has("money-which")
    await sam.presses("button-money-out")
    assert [q.answer for q in await questions(db)] == ["out"]


async def test_a_story_nobody_understands_is_kept_and_read_by_a_human(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    assert (await sam.says("mijn zus haalt zaterdag wat voor me")).has("money-told")
    [kept] = await questions(db)
    assert (kept.answer, kept.words) == ("other", "mijn zus haalt zaterdag wat voor me")
    assert await work(db) == [("money", tasks.NORMAL, "anders: “mijn zus haalt zaterdag wat voor me”")]


async def test_another_wish_is_served_and_the_question_stays_open(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    assert (await sam.says("wanneer is mijn afspraak", "ask_appointment")).has("appointment-none")
    assert [q.answered_at for q in await questions(db)] == [None]
    assert (await sam.says("mijn leefgeld is krap")).has("money-tight")
    assert [q.answer for q in await questions(db)] == ["tight"]


async def test_a_bad_mood_goes_the_way_of_a_bad_mood(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    assert (await sam.says("het gaat niet goed met me", "checkin_negative")).has("checkin-bad")
    assert [q.answered_at for q in await questions(db)] == [None]
    assert "check_in_bad" in await sam.tasks()


async def test_danger_comes_before_money(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    assert (await sam.says("het is op, ik wil niet meer leven")).has("crisis-self-harm")
    assert (await sam.tasks())["crisis"] == tasks.URGENT


async def test_perhaps_danger_is_asked_straight_out_and_the_answer_is_kept(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    feeling = [("out_of_scope", 0.4), ("crisis_self_harm", 0.2)]
    assert (await sam.says("het is op met mij", "out_of_scope", 0.4, ranking=feeling)).has("crisis-are-you-safe")


async def test_it_got_worse_after_all(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.presses("button-money-enough")
    await sam.says("toch krap")
    [kept] = await questions(db)
    assert (kept.answer, kept.answered_at) == ("tight", THURSDAY)


async def test_yes_after_tight_means_talking(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.presses("button-money-tight")
    await sam.says("ja")
    assert "talk_to_human" in await sam.tasks()
    assert [q.answer for q in await questions(db)] == ["tight"]


async def test_an_open_form_goes_on_after_enough(db: Database, town: Town) -> None:
    sam = await asked_weekly(db, town)
    sam.now = THURSDAY - timedelta(minutes=5)
    await sam.says("ik wil een stap", "step_set")
    sam.now = THURSDAY
    await ring(db, THURSDAY)
    answer = await sam.says("genoeg")
    assert answer.has("form-resume") and answer.has("step-what")
    assert [q.answer for q in await questions(db)] == ["enough"]


async def test_an_account_number_is_not_needed_nor_said_back(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    answer = await sam.says("NL91ABNA0417164300")
    assert answer.has("money-no-numbers") and "NL91" not in answer.text
    answer = await sam.says("krap, dit is mijn rekening NL91ABNA0417164300 kijk maar even")
    assert answer.has("money-no-numbers") and answer.has("money-tight")
    assert (await questions(db))[0].words == "krap, dit is mijn rekening ••• kijk maar even"
    assert all("NL91" not in words for _, _, words in await work(db))


# ---------------------------------------------------------------- when it is not asked


async def test_who_opted_out_is_not_asked_and_is_again_after_coming_back(db: Database, town: Town) -> None:
    sam = await asked_weekly(db, town)
    await sam.says("stop")
    assert await planned(db) == []
    await night(db, moment("2026-11-25 03:10"))
    await ring(db, THURSDAY)
    assert QUESTION not in await heard(sam)
    sam.now = THURSDAY + timedelta(hours=1)
    await sam.says("start berichten", "opt_in")
    assert await planned(db) == [THURSDAY + WEEK]


async def test_a_human_in_the_chat_is_not_interrupted(db: Database, town: Town) -> None:
    sam = await asked_weekly(db, town)
    async with db.begin() as session:
        await human.take_over(session, sam.conversation_id, town.contact, TUESDAY)
    await ring(db, THURSDAY)
    assert QUESTION not in await heard(sam) and await planned(db) == [THURSDAY + WEEK]


async def test_it_is_not_asked_in_a_crisis(db: Database, town: Town) -> None:
    sam = await asked_weekly(db, town)
    await sam.says("ik wil niet meer leven")
    await ring(db, THURSDAY)
    assert QUESTION not in await heard(sam) and await planned(db) == [THURSDAY + WEEK]


async def test_it_comes_beside_another_message_and_keeps_the_later_one_for_tomorrow(db: Database, town: Town) -> None:
    sam = await asked_weekly(db, town)
    assert sam.person is not None
    person = sam.person.id
    async with db.begin() as session:
        for hour in (9, 14):
            at = moment(f"2026-11-26 {hour:02}:00")
            session.add(Nudge(kind="check_in", person_id=person, due_at=at, dedupe_key=f"check_in:{hour}"))
    for hour in (9, 10, 14):
        await ring(db, moment(f"2026-11-26 {hour:02}:00"))
    assert len(await heard(sam)) == 2 and QUESTION in await heard(sam)


async def test_what_is_said_later_that_day_waits_when_money_was_first(db: Database, town: Town) -> None:
    sam = await asked_weekly(db, town)
    assert sam.person is not None
    async with db.begin() as session:
        at = moment("2026-11-26 14:00")
        session.add(Nudge(kind="check_in", person_id=sam.person.id, due_at=at, dedupe_key="check_in:x"))
    await ring(db, THURSDAY)
    await ring(db, at)
    assert await heard(sam) == [QUESTION]


async def test_a_late_question_waits_for_the_morning(db: Database, town: Town) -> None:
    sam = await asked_weekly(db, town)
    await ring(db, moment("2026-11-26 22:00"))
    assert await heard(sam) == []
    await ring(db, moment("2026-11-27 08:00"))
    assert await heard(sam) == [QUESTION] and await planned(db) == [THURSDAY + WEEK]


async def test_what_comes_two_days_late_is_left_out(db: Database, town: Town) -> None:
    sam = await asked_weekly(db, town)
    await ring(db, moment("2026-11-28 12:00"))
    assert await heard(sam) == [] and await planned(db) == [THURSDAY + WEEK]


async def test_two_silent_weeks_reach_a_human_and_then_it_is_every_other_week(db: Database, town: Town) -> None:
    sam = await asked_weekly(db, town)
    for week in range(7):
        await ring(db, THURSDAY + week * WEEK)
    days = [q.asked_at for q in await questions(db)]
    assert days == [THURSDAY + week * WEEK for week in (0, 1, 3, 5)]
    assert [(kind, priority) for kind, priority, _ in await work(db)] == [("money", tasks.NORMAL)]
    sam.now = days[-1] + timedelta(hours=2)
    await sam.says("mijn leefgeld is krap")
    await ring(db, THURSDAY + 7 * WEEK)
    await ring(db, THURSDAY + 8 * WEEK)
    assert len(await questions(db)) == 6


async def test_a_lost_nudge_comes_back_in_the_night(db: Database, town: Town) -> None:
    await asked_weekly(db, town)
    async with db.begin() as session:
        for nudge in (await session.exec(select(Nudge))).all():
            await session.delete(nudge)
    await night(db, moment("2026-11-26 03:10"))
    await night(db, moment("2026-11-26 03:10"))
    assert await planned(db) == [THURSDAY]


async def test_many_are_asked_in_few_statements(db: Database, town: Town) -> None:
    for _ in range(12):
        await asked_weekly(db, town)
    await ring(db, THURSDAY)
    assert len(await questions(db)) == 12 and len(await planned(db)) == 12


# ---------------------------------------------------------------- what a client wants


async def test_a_client_asks_for_it_chooses_a_day_and_a_human_hears(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=TUESDAY)
    assert (await sam.says("help me met weekgeld")).has("money-which-day")
    answer = await sam.presses("button-named-step", name="Vrijdag")
    assert answer.has("money-begun", day="vrijdag", clock="10:00", first="vrijdag 27 november")
    assert [kind for kind, _, _ in await work(db)] == ["money"]
    await ring(db, moment("2026-11-27 10:00"))
    assert QUESTION in await heard(sam)


async def test_a_day_may_be_typed(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=TUESDAY)
    await sam.says("help me met weekgeld")
    assert (await sam.says("zaterdag")).has("money-begun", day="zaterdag", clock="10:00", first="zaterdag 28 november")


@pytest.mark.parametrize("said", ["liever op vrijdag", "Liever vrijdag graag"])
async def test_right_after_the_question_another_day_is_about_it(db: Database, town: Town, said: str) -> None:
    sam = await asked(db, town)
    answer = await sam.says(said)
    assert answer.has("money-changed", day="vrijdag", clock="10:00", first="vrijdag 4 december")
    assert await planned(db) == [moment("2026-12-04 10:00")]


async def test_at_any_moment_it_is_when_the_money_is_named(db: Database, town: Town) -> None:
    sam = await asked_weekly(db, town)
    await sam.says("hoi", "greet")
    answer = await sam.says("vraag liever op woensdag naar mijn leefgeld")
    assert answer.has("money-changed", day="woensdag", clock="10:00", first="woensdag 25 november")
    await ring(db, THURSDAY)
    assert [q.asked_at for q in await questions(db)] == [THURSDAY]  # due on Wednesday, a day late


async def test_a_rest_and_the_end(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.says("twee weken niet")
    assert await planned(db) == [moment("2026-12-10 10:00")]
    await sam.says("vraag niet meer naar mijn leefgeld")
    assert await planned(db) == []
    await night(db, moment("2026-12-01 03:10"))
    assert await planned(db) == []
    assert "Wil geen vraag meer over leefgeld." in [words for _, _, words in await work(db)]


async def test_the_agreement_is_read_and_a_correction_goes_to_a_human(db: Database, town: Town) -> None:
    more: dict[str, Any] = {
        "administrator": "mevrouw Voorbeeld",
        "agreement": "op donderdag leefgeld",
        "agreed_on": date(2026, 11, 20),
    }
    sam = await asked_weekly(db, town, **more)
    answer = await sam.says("wat is er afgesproken over mijn geld?")
    assert answer.has("money-line-keeper", who="mevrouw Voorbeeld")
    assert answer.has("money-line-agreed", what="op donderdag leefgeld")
    assert answer.has("money-line-since", day="vrijdag 20 november")
    await sam.presses("button-money-wrong")
    assert (await sam.says("het is op woensdag")).has("money-passed-on")
    assert [w for _, _, w in await work(db)] == [
        "Afspraak over geld klopt niet, zegt de deelnemer: “het is op woensdag”"
    ]


async def test_a_question_for_the_administrator_is_written_and_never_sent(db: Database, town: Town) -> None:
    sam = await asked_weekly(db, town)
    await sam.says("mag ik mijn bewindvoerder vragen of ik schoenen mag kopen?")
    answer = await sam.presses("button-draft-soon")
    draft = "Ik wil graag vragen of ik schoenen mag kopen. Kun je mij deze week laten weten of dat kan?"
    assert draft in answer.text
    assert await work(db) == []
    await sam.presses("button-draft-human")
    assert await work(db) == [("money", tasks.NORMAL, f"Vraag voor de bewindvoerder, graag doorsturen: “{draft}”")]


async def test_two_short_questions_when_nothing_was_said_yet(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=TUESDAY)
    assert (await sam.says("mag ik dit vragen aan mijn bewindvoerder?")).has("draft-what")
    assert (await sam.says("extra geld voor een winterjas")).has("draft-when")
    answer = await sam.says("maakt niet uit")
    assert "Ik wil graag iets vragen: extra geld voor een winterjas. Kun je mij laten weten" in answer.text
    assert (await sam.presses("button-draft-self")).has("draft-self")


async def test_no_orders_and_no_sums(db: Database, town: Town) -> None:
    sam = await asked_weekly(db, town)
    assert (await sam.says("betaal mijn huur")).has("money-no-orders")
    assert (await sam.says("hoeveel is mijn beslagvrije voet?")).has("money-no-sums")


async def test_changes_are_in_the_audit_trail(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.says("liever op vrijdag")
    await sam.says("stop met vragen over mijn leefgeld")
    async with db.begin() as session:
        kept = [a.action for a in (await session.exec(select(AuditEntry))).all()]
    assert [a for a in kept if a.startswith("money.")] == ["money.changed", "money.ended"]
