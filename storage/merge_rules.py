"""What merging does besides moving rows: what may run once, how far humans are, and who is no longer anybody."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.merge_moves import change

if TYPE_CHECKING:
    from storage.merges import Merge

REASON = "merged"
"""Why a nudge was cancelled of which the one who is kept has one already."""
_NOW = "CAST(:now AS timestamptz)"
_PLAN = ("template", "began_on", "every_days", "weekday", "at", "paused_from", "paused_until", "after_year", "recap")


async def before(session: AsyncSession, made: Merge, now: datetime) -> None:
    """Before rows move: of what may run once, the one that was not chosen ends."""
    if made.kept_person_id is not None and made.gone_person_id is not None:
        people = {"kept_person": made.kept_person_id, "gone_person": made.gone_person_id}
        await _choose(session, made, people, now)
        await _close_check_in(session, made, people, now)
        await _cancel_doubles(session, made, people, now)
    await _one_wait(session, made, now)


async def _choose(session: AsyncSession, made: Merge, people: dict[str, uuid.UUID], now: datetime) -> None:
    if made.choices.get("plan") == "gone":  # the rows stay whose they are; what they say changes
        theirs = "(SELECT theirs.{} FROM check_in_plan theirs WHERE theirs.person_id = :gone_person)"
        values = {name: theirs.format(name) for name in _PLAN}
        await change(session, made.id, "check_in_plan", values, "person_id = :kept_person", **people)
    if (money := made.choices.get("money")) is not None:
        loser = people["gone_person" if money == "kept" else "kept_person"]
        await change(
            session, made.id, "money_plan", {"ended_at": _NOW}, "person_id = :loser AND ended_at IS NULL",
            loser=loser, now=now,
        )  # fmt: skip


async def _close_check_in(session: AsyncSession, made: Merge, people: dict[str, uuid.UUID], now: datetime) -> None:
    """Of each person one check-in at most is open: where both have one, that of who goes is over."""
    await change(
        session, made.id, "check_in", {"closed_at": _NOW, "closed_as": "'stopped'"},
        "person_id = :gone_person AND closed_at IS NULL AND EXISTS "
        "(SELECT FROM check_in own WHERE own.person_id = :kept_person AND own.closed_at IS NULL)",
        now=now, **people,
    )  # fmt: skip


# What a person hears once, or of one kind at a time; what is about a step or an appointment goes along with that.
_DOUBLES = """
    person_id = :gone_person AND state = 'planned' AND (
        kind = 'check_in' AND EXISTS (SELECT FROM check_in_plan own WHERE own.person_id = :kept_person)
        OR kind = 'money_check_in' AND EXISTS (
            SELECT FROM money_plan own WHERE own.id = nudge.subject_id AND own.ended_at IS NOT NULL)
        OR kind = 'weekly_recap' AND EXISTS (
            SELECT FROM nudge own WHERE own.person_id = :kept_person AND own.kind = nudge.kind
            AND own.state = 'planned')
        OR kind = 'milestone' AND EXISTS (
            SELECT FROM milestone own JOIN milestone theirs ON theirs.kind = own.kind
            WHERE own.person_id = :kept_person AND theirs.id = nudge.subject_id)
        OR kind IN ('check_in_again', 'silence') AND EXISTS (
            SELECT FROM check_in own WHERE own.id = nudge.subject_id AND own.closed_at IS NOT NULL))
"""
_ENDED_MONEY = """
    person_id = :kept_person AND state = 'planned' AND kind = 'money_check_in' AND EXISTS (
        SELECT FROM money_plan own WHERE own.id = nudge.subject_id AND own.ended_at IS NOT NULL)
"""


async def _cancel_doubles(session: AsyncSession, made: Merge, people: dict[str, uuid.UUID], now: datetime) -> None:
    values = {"state": "'cancelled'", "ended_at": _NOW, "reason": f"'{REASON}'"}
    await change(session, made.id, "nudge", values, _DOUBLES, now=now, **people)
    await change(session, made.id, "nudge", values, _ENDED_MONEY, now=now, kept_person=people["kept_person"])


async def _one_wait(session: AsyncSession, made: Merge, now: datetime) -> None:
    """Where both wait for a human, one wait goes on: it began when the first of them began."""
    talks = {"kept": made.kept_id, "gone": made.gone_id}
    theirs = "(SELECT theirs.began_at FROM wait theirs WHERE theirs.conversation_id = :gone AND ended_at IS NULL)"
    await change(
        session, made.id, "wait", {"began_at": f"least(began_at, {theirs})"},
        "conversation_id = :kept AND ended_at IS NULL", **talks,
    )  # fmt: skip
    await change(
        session, made.id, "wait", {"ended_at": _NOW},
        "conversation_id = :gone AND ended_at IS NULL AND EXISTS "
        "(SELECT FROM wait own WHERE own.conversation_id = :kept AND own.ended_at IS NULL)",
        now=now, **talks,
    )  # fmt: skip


# ---------------------------------------------------------------- when rows have moved


async def after(session: AsyncSession, made: Merge, now: datetime) -> None:
    """When rows have moved: what a visitor had is the client's, and the one who went is nobody any more."""
    talks = {"kept": made.kept_id, "gone": made.gone_id}
    if made.kept_person_id is not None:
        for table in ("bed_night", "debt_referral", "waiter"):
            await change(
                session, made.id, table, {"person_id": ":person"},
                f"conversation_id = :kept AND person_id IS NULL AND EXISTS (SELECT FROM merge_move m "  # nosec B608 (our own names)
                f"WHERE m.merge_id = :merge AND m.table_name = '{table}' AND m.row_key = {table}.id::text)",
                kept=made.kept_id, person=made.kept_person_id,
            )  # fmt: skip
    await change(
        session, made.id, "task", {"dedupe_key": "replace(dedupe_key, :gone_text, :kept_text)"},
        "conversation_id = :kept AND done_at IS NULL AND dedupe_key <> replace(dedupe_key, :gone_text, :kept_text) "
        "AND NOT EXISTS (SELECT FROM task own WHERE own.done_at IS NULL "
        "AND own.dedupe_key = replace(task.dedupe_key, :gone_text, :kept_text))",
        kept=made.kept_id, gone_text=str(made.gone_id), kept_text=str(made.kept_id),
    )  # fmt: skip
    await _conversations(session, made, talks)
    if made.gone_person_id is not None:
        await _people(session, made, now)
    await last_said(session, *talks.values())


_OF_GONE = "(SELECT theirs.{} FROM conversation theirs WHERE theirs.id = :gone)"
_HUMAN = f"mode = 'bot' AND {_OF_GONE.format('mode')} = 'human'"
_OPENS = f"{_OF_GONE.format('status')} = 'open'"


async def _conversations(session: AsyncSession, made: Merge, talks: dict[str, uuid.UUID]) -> None:
    """Who waits goes on waiting, a human who has taken over keeps the bot silent, and what was open is open."""
    kept = {
        "waiting_since": f"least(waiting_since, {_OF_GONE.format('waiting_since')})",
        "taken_by": f"CASE WHEN {_HUMAN} THEN {_OF_GONE.format('taken_by')} ELSE taken_by END",
        "mode": f"CASE WHEN {_HUMAN} THEN 'human' ELSE mode END",
        "form": f"CASE WHEN {_HUMAN} THEN NULL ELSE form END",
        "status": f"CASE WHEN {_OPENS} THEN 'open' ELSE status END",
        "snoozed_until": f"CASE WHEN {_OPENS} THEN NULL ELSE snoozed_until END",
        "priority": f"least(priority, {_OF_GONE.format('priority')})",
    }
    await change(session, made.id, "conversation", kept, "id = :kept", **talks)
    gone = {
        "person_id": "NULL", "merged_into": ":kept", "waiting_since": "NULL", "mode": "'bot'", "taken_by": "NULL",
        "form": "NULL", "status": "'resolved'", "snoozed_until": "NULL", "assigned_to": "NULL", "priority": "2",
    }  # fmt: skip
    await change(session, made.id, "conversation", gone, "id = :gone", **talks)


async def _people(session: AsyncSession, made: Merge, now: datetime) -> None:
    """Nothing is said any more to who is nobody any more; who said stop, said it."""
    people = {"kept_person": made.kept_person_id, "gone_person": made.gone_person_id}
    theirs = "(SELECT theirs.{} FROM person theirs WHERE theirs.id = :gone_person)"
    kept = {name: f"coalesce({name}, {theirs.format(name)})" for name in ("opted_out_at", "cold_notice_at")}
    await change(session, made.id, "person", kept, "id = :kept_person", **people)
    gone = {"merged_into": ":kept_person", "opted_out_at": f"coalesce(opted_out_at, {_NOW})"}
    await change(session, made.id, "person", gone, "id = :gone_person", now=now, **people)


async def last_said(session: AsyncSession, *talks: uuid.UUID) -> None:
    """When something was said last in these conversations, looked up anew."""
    await session.execute(
        text(
            "UPDATE conversation SET last_message_at = (SELECT max(m.created_at) FROM message m "
            "WHERE m.conversation_id = conversation.id) WHERE id = ANY(:talks)"
        ),
        {"talks": list(talks)},
    )
