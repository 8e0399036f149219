"""The checks of a simulation must be able to fail: here the world is broken on purpose, one thing at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.simulate import findings
from bot.simulate.channel import Delivery
from bot.simulate.deeds import Cry, Notes, Promise, Spell
from bot.simulate.record import ANSWER, UNKNOWN, Arrived, Inbound, Record, TaskRow
from tests.town import moment

ASKED = moment("2026-11-03 10:30")


def said(at: datetime, kind: str = "check_in", *, asked_for: bool = False, text: str = "Hoe gaat het?") -> Arrived:
    return Arrived(client=1, at=at, kind=kind, asked_for=asked_for, text=text, number=0)


def record(*arrived: Arrived, notes: Notes | None = None, tasks: tuple[TaskRow, ...] = ()) -> Record:
    return Record(
        begins=moment("2026-11-01 00:00"), ends=moment("2027-01-01 00:00"), arrived=arrived, deliveries=(),
        known=frozenset({0}), tasks=tasks, inbound=(), troubles=(), notes=notes or Notes(addresses={"1": 1}),
    )  # fmt: skip


def task(kind: str, created_at: datetime, priority: int = 2) -> TaskRow:
    return TaskRow(client=1, kind=kind, priority=priority, level=0, created_at=created_at, done_at=None)


def broken(found: Record) -> list[str]:
    """What the checks find, apart from the silence that a lone question is."""
    return [one.what for some in findings.all_of(found).values() for one in some if one.what != "silence"]


def test_a_question_at_ten_thirty_is_fine() -> None:
    assert broken(record(said(ASKED))) == []


def test_a_question_at_night_is_found() -> None:
    assert broken(record(said(moment("2026-11-03 21:00")))) == ["quiet hours"]
    assert broken(record(said(moment("2026-11-03 07:59")))) == ["quiet hours"]


def test_a_reminder_somebody_asked_for_may_come_at_night() -> None:
    assert broken(record(said(moment("2026-11-03 22:30"), "step_reminder", asked_for=True))) == []


def test_the_night_is_local_also_after_the_clocks_went_back() -> None:
    """25 October 2026 is the first day of winter time: 06:30 UTC was half past eight a day before."""
    early = datetime.fromisoformat("2026-10-25T06:30:00+00:00")
    assert broken(record(said(early))) == ["quiet hours"]
    assert broken(record(said(early - timedelta(days=1)))) == []


def test_two_unasked_messages_on_one_day_are_found() -> None:
    assert broken(record(said(ASKED), said(moment("2026-11-03 16:00"), "weekly_recap"))) == ["two in a day"]
    assert broken(record(said(ASKED), said(moment("2026-11-04 08:00"), "weekly_recap"))) == []


def test_a_message_that_no_nudge_stands_behind_is_found() -> None:
    assert "said twice" in broken(record(said(ASKED, UNKNOWN)))


def test_a_delivery_that_nobody_wrote_down_is_found_unless_a_worker_was_killed_over_it() -> None:
    again = Delivery(number=7, address="1", at=ASKED, text="Hoe gaat het?", buttons=())
    found = replace(record(said(ASKED)), deliveries=[again])
    assert broken(found) == ["delivered twice"]
    found.notes.in_flight.add(7)
    assert broken(found) == []


def test_a_silence_without_a_task_is_found() -> None:
    assert [f.what for f in findings.silences(record(said(ASKED)))] == ["silence"]


def test_a_silence_that_somebody_noticed_is_not() -> None:
    assert not list(findings.silences(record(said(ASKED), tasks=(task("silence", moment("2026-11-09 09:00")),))))


def test_a_task_that_comes_too_late_does_not_count() -> None:
    assert list(findings.silences(record(said(ASKED), tasks=(task("silence", moment("2026-11-13 09:00")),))))


def test_who_answered_paused_or_has_a_human_is_not_silent() -> None:
    day_after = ASKED + timedelta(days=1)
    for notes in (
        Notes(said=[(1, day_after)]),
        Notes(quiet=[Spell(client=1, begins=day_after)]),
        Notes(with_human=[Spell(client=1, begins=day_after)]),
        Notes(contacts=[(1, day_after)]),
    ):
        assert not list(findings.silences(record(said(ASKED), notes=notes)))


def test_a_message_after_stop_is_found() -> None:
    stopped = Notes(addresses={"1": 1}, quiet=[Spell(client=1, begins=ASKED - timedelta(hours=1))])
    assert "not wanted" in broken(record(said(ASKED), notes=stopped))
    stopped.quiet[0].ends = ASKED - timedelta(minutes=1)
    assert broken(record(said(ASKED), notes=stopped)) == []


def promised() -> Notes:
    return Notes(promises=[Promise(client=1, kind="step", moment=ASKED, words="de was", made_at=ASKED)])


def test_a_reminder_that_comes_late_never_or_about_something_else_is_found() -> None:
    in_time = said(ASKED + timedelta(seconds=59), "step_reminder", asked_for=True, text="Je stap: de was doen.")
    assert broken(record(in_time, notes=promised())) == []
    for wrong in (
        replace(in_time, at=ASKED + timedelta(seconds=61)),
        replace(in_time, text="Je stap: de post."),
        replace(in_time, at=ASKED - timedelta(seconds=1)),
    ):
        assert broken(record(wrong, notes=promised())) == ["late reminder"]
    assert broken(record(notes=promised())) == ["late reminder"]


def test_a_reminder_that_is_not_counted_on_any_more_is_none() -> None:
    notes = promised()
    notes.promises[0].dropped_at = ASKED - timedelta(hours=1)
    assert broken(record(notes=notes)) == []


def test_a_cry_for_help_needs_an_answer_and_an_urgent_task() -> None:
    notes = Notes(cries=[Cry(client=1, at=ASKED, words="ik wil niet meer leven")])
    answer = said(ASKED, ANSWER, asked_for=True, text="Bel 113.")
    assert broken(record(notes=notes)) == ["crisis without a task", "crisis without an answer"]
    assert broken(record(answer, notes=notes, tasks=(task("crisis", ASKED, priority=1),))) == ["crisis without a task"]
    assert broken(record(answer, notes=notes, tasks=(task("crisis", ASKED, priority=0),))) == []


def test_a_message_that_nobody_answers_is_found_unless_a_human_has_the_chat() -> None:
    lost = Inbound(client=1, received_at=ASKED, handled_at=None, answered=False)
    ignored = replace(lost, handled_at=ASKED)
    assert broken(replace(record(), inbound=[lost, ignored])) == ["not taken up", "not answered"]
    with_human = Notes(with_human=[Spell(client=1, begins=ASKED - timedelta(hours=1))])
    assert broken(replace(record(notes=with_human), inbound=[ignored])) == []


def test_shares_are_counted_by_try() -> None:
    second = ASKED + timedelta(days=1)
    asked = [said(ASKED), said(second, "check_in_again"), said(ASKED + timedelta(days=7))]
    answered = Notes(answers=[(1, second + timedelta(hours=1))])
    assert findings.answered_by_try(record(*asked, notes=answered)) == {1: 0.0, 2: 0.5, 3: 0.5}
