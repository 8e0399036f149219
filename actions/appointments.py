"""Appointments by chat: which ones there are, a proposal for a new one, coming, not coming, another time."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from actions import clock, forms
from actions.forms import Form, Slot, Slots
from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from nlu.understanding import Grain, TimeSpan
from storage import appointments, nudges, tasks
from storage.appointments import Appointment
from storage.nudges import Nudge
from storage.staff import StaffMember

DAY_BEFORE, TWO_HOURS = timedelta(days=1), timedelta(hours=2)


def moment_words(turn: Turn, moment: datetime) -> str:
    """A moment that nobody can mistake: weekday, date and digits (DOMAIN.md section 8)."""
    here = clock.local(moment)
    return turn.word("moment", day=clock.day_words(here.date(), turn.language), clock=clock.clock_words(here))


@answers("ask_appointment", needs=May.HAVE_APPOINTMENTS)
async def ask_appointment(turn: Turn) -> None:
    """What is planned; what still waits for an answer says so."""
    assert turn.person is not None
    ahead = await appointments.upcoming(turn.session, turn.person.id, turn.now)
    if not ahead:
        turn.say("appointment-none")
        turn.offer("button-make-appointment", "make_appointment", answers="yes")
        turn.offer_human()
        return
    turn.paragraphs.append("\n".join([await _line(turn, a) for a in ahead]))
    first = ahead[0]
    turn.offer("button-coming", "appointment.confirm", appointment=str(first.id))
    turn.offer("button-other-time", "appointment.move", appointment=str(first.id))
    turn.offer("button-cannot-come", "appointment.cancel", appointment=str(first.id))
    turn.remember("appointment", appointment=str(first.id))


async def _line(turn: Turn, appointment: Appointment) -> str:
    key = "appointment-line-proposed" if appointment.state == "proposed" else "appointment-line"
    return turn.word(
        key, moment=moment_words(turn, appointment.starts_at), who=await _who(turn, appointment.staff_id),
        where=f", {appointment.place}" if appointment.place else "",
    )  # fmt: skip


async def _who(turn: Turn, staff_id: uuid.UUID | None) -> str:
    staff = await turn.session.get(StaffMember, staff_id) if staff_id else None
    return staff.display_name if staff else turn.word("your-contact-person")


# ---------------------------------------------------------------- making one


def _exact(spans: Sequence[TimeSpan]) -> TimeSpan | None:
    return next((s for s in spans if s.start is not None and s.grain in (Grain.MINUTE, Grain.HOUR)), None)


def _day(spans: Sequence[TimeSpan]) -> TimeSpan | None:
    return next((s for s in spans if s.start is not None and s.grain in (Grain.DAY, Grain.DAYPART)), None)


def _read_day(turn: Turn) -> str | None:
    span = _exact(turn.understood.times) or _day(turn.understood.times)
    if span is None or span.start is None:
        return None
    day = clock.local(span.start).date()
    return day.isoformat() if day >= clock.local(turn.now).date() else None


def _read_clock(turn: Turn) -> str | None:
    """A time of day. Nobody makes an appointment at night: of two readings, the one in daytime is meant."""
    span = _exact(turn.understood.times)
    if span is None or span.start is None:
        return None
    readings = [clock.local(s.start) for s in (span, *span.alternatives) if s.start is not None]
    daytime = [m for m in readings if 8 <= m.hour < 19]
    return clock.clock_words((daytime or readings)[0])


def _read_sure(turn: Turn) -> bool | None:
    if turn.understood.intent in ("affirm", "confirm_appointment", "thank"):
        return True
    if turn.understood.intent == "deny":
        return False
    said = turn.text.lower().strip(" .!")
    return True if said.startswith(("ja", "klopt", "goed", "yes", "ok")) else None


def _sure_facts(turn: Turn, slots: Slots) -> dict[str, object]:
    return {"moment": moment_words(turn, _moment(slots))}


def _moment(slots: Slots) -> datetime:
    hour, minute = map(int, slots["clock"].split(":"))
    day = datetime.fromisoformat(slots["day"]).date()
    return clock.at(day, time(hour, minute))


_SURE_OPTIONS = (("button-yes-right", True), ("button-other-time", False))


def _day_facts(turn: Turn, slots: Slots) -> dict[str, object]:
    return {"day": clock.day_words(datetime.fromisoformat(slots["day"]).date(), turn.language)}


async def _propose(turn: Turn, slots: Slots) -> None:
    moment = _moment(slots)
    if not slots["sure"]:
        await forms.start(turn, APPOINTMENT, moving=slots.get("moving"), topic=slots.get("topic"))
        return
    if moment <= turn.now:
        turn.say("appointment-past")
        await forms.start(turn, APPOINTMENT, moving=slots.get("moving"), topic=slots.get("topic"))
        return
    assert turn.person is not None
    if slots.get("moving"):
        await _drop(turn, uuid.UUID(slots["moving"]), reason="moved")
    made = await appointments.add(
        turn.session,
        Appointment(
            person_id=turn.person.id, staff_id=turn.person.contact_person_id, starts_at=moment, state="proposed",
            made_by_role="client", topic=slots.get("topic"), created_at=turn.now,
        ),
    )  # fmt: skip
    words = turn.word("appointment-proposal-words", moment=moment_words(turn, moment))
    await turn.call_human("appointment", priority=tasks.SOON, words=words, subject_id=made.id)
    turn.say("appointment-proposed", moment=moment_words(turn, moment))
    turn.offer_human()


APPOINTMENT = forms.form(
    Form(
        kind="appointment",
        slots=(
            Slot(name="day", ask="appointment-which-day", read=_read_day, again="appointment-which-day-again"),
            Slot(
                name="clock", ask="appointment-what-time", read=_read_clock, facts=_day_facts,
                again="appointment-what-time-again",
            ),
            Slot(
                name="sure", ask="appointment-right", read=_read_sure, options=_SURE_OPTIONS, facts=_sure_facts
            ),
        ),
        finish=_propose,
        own_intents=frozenset({"make_appointment", "reschedule_appointment", "ask_appointment", "cancel_appointment"}),
    )
)  # fmt: skip


def _known(turn: Turn) -> Slots:
    if turn.button is not None and turn.button.action != "fallback.meant":
        return {}
    found = {"day": _read_day(turn), "clock": _read_clock(turn)}
    return {k: v for k, v in found.items() if v is not None and found["day"] is not None}


@answers("make_appointment", needs=May.HAVE_APPOINTMENTS)
async def make_appointment(turn: Turn) -> None:
    """A proposal for a new appointment with the contactperson."""
    await forms.start(turn, APPOINTMENT, **_known(turn))


@answers("reschedule_appointment", "appointment.move", needs=May.HAVE_APPOINTMENTS)
async def reschedule_appointment(turn: Turn) -> None:
    """Another time for an appointment; the old one stands until the new proposal is made."""
    found = await _which(turn)
    if found is None:
        await turn.go("ask_appointment")
        return
    turn.say("appointment-other-time-fine")
    await forms.start(turn, APPOINTMENT, moving=str(found.id), **_known(turn))


@answers("cancel_appointment", "appointment.cancel", needs=May.HAVE_APPOINTMENTS, effect=True)
async def cancel_appointment(turn: Turn) -> None:
    """Not coming: no questions why; the contactperson knows, and another time is one tap away."""
    found = await _which(turn)
    if found is None:
        await turn.go("ask_appointment")
        return
    if turn.button is None and "appointment" not in turn.arguments:  # a typed yes names it, as the button does
        turn.say("appointment-cancel-sure", moment=moment_words(turn, found.starts_at))
        turn.offer("button-yes-cancel", "appointment.cancel", answers="yes", appointment=str(found.id))
        turn.offer("button-other-time", "appointment.move", appointment=str(found.id))
        turn.offer("button-keep", "appointment.confirm", answers="no", appointment=str(found.id))
        return
    await _drop(turn, found.id, reason="cancelled")
    await turn.call_human("appointment", words=turn.word("appointment-cancelled-words"), subject_id=found.id)
    turn.say("appointment-cancelled")
    turn.offer("button-make-appointment", "make_appointment")
    turn.offer_human()


@answers("confirm_appointment", "appointment.confirm", needs=May.HAVE_APPOINTMENTS)
async def confirm_appointment(turn: Turn) -> None:
    """Coming: good to know for both sides."""
    found = await _which(turn)
    if found is None:
        await turn.go("ask_appointment")
        return
    if found.state == "planned":
        await appointments.change(turn.session, found, state="confirmed", now=turn.now)
    key = "appointment-still-proposed" if found.state == "proposed" else "appointment-confirmed"
    turn.say(key, moment=moment_words(turn, found.starts_at))
    turn.offer("button-other-time", "appointment.move", appointment=str(found.id))


async def _which(turn: Turn) -> Appointment | None:
    assert turn.person is not None
    ahead = await appointments.upcoming(turn.session, turn.person.id, turn.now)
    chosen = turn.arguments.get("appointment")
    if chosen is not None:
        return next((a for a in ahead if str(a.id) == chosen), None)
    return ahead[0] if ahead else None


async def _drop(turn: Turn, appointment_id: uuid.UUID, *, reason: str) -> None:
    found = await appointments.by_id(turn.session, appointment_id)
    if found is not None and found.state in appointments.LIVING:
        await appointments.change(turn.session, found, state="cancelled", now=turn.now)
        await nudges.cancel_about(turn.session, found.id, now=turn.now, reason=reason)


def reminders(appointment: Appointment, now: datetime) -> list[Nudge]:
    """The reminders of a planned appointment: the day before at the same hour, and two hours before."""
    due = {
        "appointment_day_before": _day_before(appointment.starts_at),
        "appointment_two_hours": appointment.starts_at - TWO_HOURS,
    }
    return [
        Nudge(
            kind=kind, person_id=appointment.person_id, subject_id=appointment.id, due_at=moment,
            dedupe_key=f"{kind}:{appointment.id}:{stamp(appointment.starts_at)}", created_at=now,
        )
        for kind, moment in due.items()
        if moment > now
    ]  # fmt: skip


def stamp(starts_at: datetime) -> str:
    """The moment an appointment had when it was planned, as a reminder's key keeps it: in UTC, whatever the zone."""
    return f"{starts_at.astimezone(UTC):%Y%m%dT%H%M}"


def _day_before(starts_at: datetime) -> datetime:
    """The same time on the clock a day earlier (a clock change may make that 23 or 25 hours)."""
    here = clock.local(starts_at)
    return clock.at(here.date() - DAY_BEFORE, here.time())
