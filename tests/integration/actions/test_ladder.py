"""A check-in that stays silent: asked again in other words, given to a human who has the time, and ended by life."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

from sqlalchemy import event

from actions import human, ladder, rungs, texts
from actions.nudges import next_check_in
from storage import checkins, people, tasks
from storage.database import Database
from storage.nudges import Nudge
from storage.people import ChannelAddress, Person
from tests import talk
from tests.silence import MONDAY, asked, check_ins, every_task, heard, planned, ring, ring_at, sweep
from tests.town import Town, moment

pytest_plugins = ("tests.database",)
TRIES = ("2026-11-24 16:00", "2026-11-26 10:30")
ALL = (*TRIES, "2026-11-27 09:00")


# ---------------------------------------------------------------- silence


async def test_silence_is_asked_again_twice_in_other_words(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await ring_at(db, *TRIES)
    assert await heard(sam) == [
        texts.say("nl", key, name="Sam") for key in ("nudge-check-in", "ladder-second-try", "ladder-third-try")
    ]
    [one] = await check_ins(sam)
    assert (one.tries, one.asked_at, one.last_asked_at) == (3, MONDAY, moment(TRIES[1]))
    assert await sam.tasks() == {}


async def test_then_it_is_a_task_that_climbs_each_working_day(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    seen = []
    for at in (*ALL, "2026-11-30 17:00", "2026-12-01 17:00", "2026-12-02 17:00"):
        await ring_at(db, at)
        seen += [(at, t.level, t.priority, t.due_at) for t in await every_task(sam)]
    assert seen == [
        ("2026-11-27 09:00", 0, tasks.NORMAL, moment("2026-11-30 17:00")),
        ("2026-11-30 17:00", 1, tasks.SOON, moment("2026-12-01 17:00")),
        ("2026-12-01 17:00", 2, tasks.URGENT, moment("2026-12-02 17:00")),
        ("2026-12-02 17:00", 2, tasks.URGENT, moment("2026-12-02 17:00")),
    ]
    [task] = await every_task(sam)
    assert task.kind == "silence" and "Stil na 3 keer" in task.words
    assert len(await heard(sam)) == 3 and await planned(sam, "silence", "check_in_again") == []


async def test_a_task_that_was_done_in_time_climbs_no_further(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await ring_at(db, *ALL)
    async with db.begin() as session:
        [task] = await tasks.open_tasks(session, sam.conversation_id)
        await tasks.finish(session, task.id, town.contact.id, moment("2026-11-27 11:00"))
    await ring_at(db, "2026-11-30 17:00", "2026-12-01 17:00")
    assert [t.level for t in await every_task(sam)] == [0]
    assert await planned(sam, "silence") == []


async def test_a_human_in_the_chat_skips_the_try_and_the_ladder_goes_on(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    async with db.begin() as session:
        await human.take_over(session, sam.conversation_id, town.contact, MONDAY)
    await ring_at(db, *ALL)
    assert len(await heard(sam)) == 2  # the question, and that a human reads along
    assert await sam.tasks() == {"silence": tasks.NORMAL}
    assert [c.tries for c in await check_ins(sam)] == [1]


async def test_a_try_waits_for_the_end_of_quiet_hours_and_for_another_day(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    [again] = await planned(sam, "check_in_again")
    async with db.begin() as session:
        (await session.get_one(Nudge, again.id)).due_at = moment("2026-11-23 22:00")
    await ring_at(db, "2026-11-23 22:00")
    assert [n.due_at for n in await planned(sam, "check_in_again")] == [moment("2026-11-24 08:00")]
    async with db.begin() as session:
        (await session.get_one(Nudge, again.id)).due_at = moment("2026-11-23 12:00")
    await ring_at(db, "2026-11-23 12:00")
    assert len(await heard(sam)) == 1  # one unasked thing a day
    assert [n.due_at for n in await planned(sam, "check_in_again")] == [moment("2026-11-24 12:00")]


async def test_a_try_that_came_far_too_late_does_not_end_the_ladder(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await ring_at(db, "2026-11-30 10:00")
    assert len(await heard(sam)) == 1
    assert [n.due_at for n in await planned(sam, "check_in_again")] == [moment("2026-12-02 10:30")]


# ---------------------------------------------------------------- the end of a silence


async def test_an_answer_to_the_second_try_belongs_to_the_question(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await ring_at(db, TRIES[0])
    sam.now = moment("2026-11-24 16:05")
    await sam.hears()
    assert (await sam.presses("button-mood-so-so")).has("checkin-so-so")
    [one] = await check_ins(sam)
    assert (one.mood, one.tries, one.closed_as, one.asked_at) == ("so_so", 2, "answered", MONDAY)
    assert await planned(sam, "check_in_again", "silence") == []


async def test_any_word_is_a_sign_of_life_and_an_answer_after_it_still_counts(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    sam.passes(hours=1)
    await sam.says("hoi", "greet")
    [one] = await check_ins(sam)
    assert (one.closed_as, one.mood) == ("heard", None) and await planned(sam, "check_in_again") == []
    await sam.presses("button-mood-good")
    [one] = await check_ins(sam)
    assert (one.closed_as, one.mood) == ("answered", "good")


async def test_not_now_is_fine_and_nothing_is_asked_again(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    assert (await sam.presses("button-not-now")).has("fine")
    assert [c.closed_as for c in await check_ins(sam)] == ["heard"]
    await ring_at(db, *ALL)
    assert len(await heard(sam)) == 2 and await sam.tasks() == {}


async def test_who_writes_again_ends_the_task_by_it(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await ring_at(db, *ALL)
    sam.now = moment("2026-11-27 13:00")
    await sam.says("sorry, mijn telefoon was kwijt", "out_of_scope")
    [task] = [t for t in await every_task(sam) if t.kind == "silence"]
    assert (task.done_at, task.done_by) == (sam.now, None) and task.words.endswith("Heeft weer geschreven.")
    assert await planned(sam, "silence") == []


async def test_who_is_not_asked_anything_costs_no_statement(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert await _statements(db, sam) == await _statements(db, await _after_an_answer(db, town))


async def _after_an_answer(db: Database, town: Town) -> talk.Talk:
    kim = await asked(db, town, name="Kim")
    await kim.presses("button-mood-good")
    return kim


async def _statements(db: Database, who: talk.Talk) -> int:
    said: list[str] = []
    listen = lambda *args: said.append(args[2])  # noqa: E731
    event.listen(db.engine.sync_engine, "before_cursor_execute", listen)
    await who.says("dank je", "thank")
    event.remove(db.engine.sync_engine, "before_cursor_execute", listen)
    return len(said)


async def test_stop_and_a_rest_end_the_asking(db: Database, town: Town) -> None:
    sam, kim = await asked(db, town), await asked(db, town, name="Kim")
    await sam.says("stop")
    assert kim.person is not None
    async with db.begin() as session:
        plan = await checkins.plan_of(session, kim.person.id)
        assert plan is not None
    await kim.says("twee weken even niet")
    for one in (sam, kim):
        assert [c.closed_as for c in await check_ins(one)] == ["stopped"]
        assert await planned(one, "check_in_again", "silence") == []


async def test_a_check_in_during_a_rest_waits_for_its_end(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.presses("button-mood-good")
    assert sam.person is not None
    async with db.begin() as session:  # as another program would write it
        plan = await checkins.plan_of(session, sam.person.id)
        assert plan is not None
        plan.paused_until = date(2026, 12, 24)
        session.add(plan)
    await ring_at(db, "2026-12-07 10:30")
    assert [n.due_at for n in await planned(sam, "check_in")] == [moment("2026-12-24 10:30")]


# ---------------------------------------------------------------- the regular check-in meanwhile


async def test_a_regular_check_in_waits_until_the_ladder_is_over(db: Database, town: Town) -> None:
    sam = await asked(db, town, every_days=3)
    await ring_at(db, TRIES[0])
    [coming] = await planned(sam, "check_in")
    assert coming.due_at == moment("2026-11-26 10:30")
    await ring_at(db, *TRIES[1:])
    assert [n.due_at for n in await planned(sam, "check_in")] == [moment("2026-11-30 10:30")]
    assert len(await heard(sam)) == 3


async def test_after_the_ladder_it_is_asked_once_in_rhythm_and_the_task_points_on(db: Database, town: Town) -> None:
    sam = await asked(db, town, every_days=3)
    await ring_at(db, *ALL, "2026-11-30 10:30")
    old, new = await check_ins(sam)
    assert (old.closed_as, new.given_up_at, new.closed_at) == ("unanswered", moment("2026-11-30 10:30"), None)
    [task] = await every_task(sam)
    assert task.subject_id == new.id
    assert [n.kind for n in await planned(sam, "check_in_again", "silence")] == ["silence"]
    await ring_at(db, "2026-11-30 17:00")
    assert [t.level for t in await every_task(sam)] == [1] and len(await heard(sam)) == 4
    sam.now = moment("2026-11-30 18:00")
    await sam.hears()
    await sam.presses("button-mood-so-so")
    assert await sam.tasks() == {} and await planned(sam, "silence", "check_in_again") == []


async def test_after_a_task_that_is_done_a_new_question_has_a_ladder_of_its_own(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await ring_at(db, *ALL)
    async with db.begin() as session:
        [task] = await tasks.open_tasks(session, sam.conversation_id)
        await tasks.finish(session, task.id, town.contact.id, moment("2026-11-27 11:00"))
    await ring_at(db, "2026-12-07 10:30")
    assert [c.closed_as for c in await check_ins(sam)] == ["unanswered", None]
    assert [n.due_at for n in await planned(sam, "check_in_again")] == [moment("2026-12-08 16:00")]


# ---------------------------------------------------------------- who cannot be reached


async def test_who_blocked_us_is_not_asked_again_and_a_human_looks(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    async with db.begin() as session:
        (await session.get_one(ChannelAddress, sam.address_id)).unreachable_since = MONDAY
    await ring_at(db, TRIES[0])
    [task] = await every_task(sam)
    assert (task.kind, task.level, task.due_at) == ("unreachable", 0, moment("2026-11-25 17:00"))
    [one] = await check_ins(sam)
    assert one.given_up_at == moment(TRIES[0]) and await planned(sam, "check_in_again", "silence") == []
    await sweep(db, moment("2026-11-25 03:10"))
    await ring_at(db, "2026-11-25 17:00", "2026-11-26 17:00")
    assert [(t.level, t.priority) for t in await every_task(sam)] == [(2, tasks.URGENT)]
    sam.now = moment("2026-11-27 12:00")
    await sam.says("ik ben er weer", "greet")
    assert await sam.tasks() == {}


async def test_a_second_failure_leaves_the_moment_and_the_words(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    for at, words in (("2026-11-24 10:00", "je afspraak is om 14:30"), ("2026-11-26 10:00", "")):
        async with db.begin() as session:
            await tasks.raise_task(
                session, kind="unreachable", conversation_id=sam.conversation_id, now=moment(at), words=words,
                due_at=rungs.due_after(moment(at)),
            )  # fmt: skip
    [task] = await every_task(sam)
    assert (task.words, task.due_at) == ("je afspraak is om 14:30", moment("2026-11-25 17:00"))


async def test_a_message_that_never_arrives_ends_the_tries(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    async with db.begin() as session:
        await ladder.cannot_reach(session, sam.conversation_id, "Hoi Sam.", MONDAY)
    [task] = await every_task(sam)
    assert (task.kind, task.words, task.due_at) == ("unreachable", "Hoi Sam.", moment("2026-11-24 17:00"))
    assert [c.given_up_at for c in await check_ins(sam)] == [MONDAY]
    assert await planned(sam, "check_in_again") == []


async def test_answers_and_tries_at_the_same_moment_leave_nothing_planned(db: Database, town: Town) -> None:
    everyone = [await asked(db, town, name=f"C{n}") for n in range(8)]
    for sam in everyone:
        sam.now, sam.undisturbed = moment(TRIES[0]), False
    await asyncio.gather(
        *(ring(db, moment(TRIES[0])) for _ in range(3)), *(sam.presses("button-mood-good") for sam in everyone)
    )
    await ring_at(db, *ALL[1:])
    for sam in everyone:
        assert [c.closed_as for c in await check_ins(sam)] == ["answered"]
        assert await planned(sam, "check_in_again", "silence") == [] and await sam.tasks() == {}


# ---------------------------------------------------------------- nothing is lost


async def test_the_night_plans_what_is_missing(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    for at, due in (
        ("2026-11-24 03:10", "2026-11-24 16:00"),
        ("2026-11-25 03:10", "2026-11-26 10:30"),
        ("2026-11-27 03:10", "2026-11-27 09:00"),
    ):
        await _lose(db, sam)
        await sweep(db, moment(at))
        await sweep(db, moment(at))
        assert [n.due_at for n in await planned(sam, "check_in_again", "silence")] == [moment(due)]
        await ring(db, moment(due))
    await _lose(db, sam)
    await sweep(db, moment("2026-11-28 03:10"))
    assert [n.due_at for n in await planned(sam, "silence")] == [moment("2026-11-30 17:00")]


async def _lose(db: Database, sam: talk.Talk) -> None:
    async with db.begin() as session:
        for nudge in await planned(sam, "check_in_again", "silence"):
            await session.delete(await session.get_one(Nudge, nudge.id))


async def test_what_staff_called_off_skips_one_try(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    [again] = await planned(sam, "check_in_again")
    async with db.begin() as session:
        from storage import nudges  # noqa: PLC0415

        await nudges.end(session, [again.id], state="cancelled", now=MONDAY, reason="staff")
    await sweep(db, moment("2026-11-24 03:10"))
    assert [n.details for n in await planned(sam, "check_in_again")] == [{"try": 3}]


async def test_the_night_stops_what_nobody_wants(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    assert sam.person is not None
    async with db.begin() as session:
        await people.opt_out(session, await session.get_one(Person, sam.person.id), MONDAY)
    await sweep(db, moment("2026-11-24 03:10"))
    assert [c.closed_as for c in await check_ins(sam)] == ["stopped"]
    assert await planned(sam, "check_in_again") == []


async def test_several_schedulers_climb_once(db: Database, town: Town) -> None:
    everyone = [await asked(db, town, name=f"C{n}") for n in range(8)]
    for at in (*ALL, "2026-11-30 17:00"):
        await asyncio.gather(*(ring(db, moment(at)) for _ in range(4)))
    for sam in everyone:
        assert len(await heard(sam)) == 3
        assert [t.level for t in await every_task(sam)] == [1]


async def test_many_ladders_take_no_more_statements_than_few(db: Database, town: Town) -> None:
    counts = []
    for number, start in ((4, MONDAY), (40, MONDAY + timedelta(days=14))):
        for n in range(number):
            await asked(db, town, name=f"C{number}-{n}", at=start, every_days=366)
        for days, at in ((1, "16:00"), (3, "10:30"), (4, "09:00"), (7, "17:00"), (8, "17:00")):
            said: list[str] = []
            listen = lambda *args, said=said: said.append(args[2])  # noqa: E731
            event.listen(db.engine.sync_engine, "before_cursor_execute", listen)
            await ring(db, moment(f"{(start + timedelta(days=days)).date()} {at}"))
            event.remove(db.engine.sync_engine, "before_cursor_execute", listen)
            counts.append(len(said))
    assert counts[:5] == counts[5:] and max(counts) <= 20


async def test_the_plan_goes_on_beside_the_ladder(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    assert sam.person is not None
    async with db.begin() as session:
        plan = await checkins.plan_of(session, sam.person.id)
        assert plan is not None
    [coming] = await planned(sam, "check_in")
    assert (coming.due_at, coming.dedupe_key) == next_check_in(plan, MONDAY)
