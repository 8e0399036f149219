"""All tables together, and bringing a database up to the newest schema."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, text

from storage import (
    appointments,
    audit,
    audit_chain,
    beds,
    blocks,
    calendar_feeds,
    checkins,
    closures,
    contact_cards,
    conversations,
    debts,
    desks,
    drafts,
    emergencies,
    facilities,
    files,
    filters,
    finding,
    goals,
    guests,
    half_sessions,
    handovers,
    help_places,
    identities,
    inbound,
    invitations,
    labels,
    later,
    login_attempts,
    merge_moves,
    merges,
    message_counts,
    messages,
    milestones,
    money,
    names,
    notes,
    nudges,
    organisations,
    outbox,
    own_data,
    people,
    person_changes,
    pictures,
    presence,
    put_aside,
    referral_events,
    repeats,
    replies,
    retention,
    rights,
    rooms,
    second_factors,
    slots,
    staff,
    steps,
    tasks,
    transfers,
    turn_aways,
    views,
    waiting,
    waits,
)
from storage.database import Database
from storage.database import metadata as _metadata

TABLE_MODULES = (
    appointments, audit, audit_chain, beds, blocks, calendar_feeds, checkins, closures, contact_cards, conversations,
    debts, desks, drafts, emergencies, facilities, files, filters, finding, goals, guests, half_sessions, handovers,
    help_places, identities, inbound, invitations, labels, later, login_attempts, merge_moves, merges, message_counts,
    messages, milestones, money, names, notes, nudges, organisations, outbox, own_data, people, person_changes,
    pictures, presence, put_aside, referral_events, repeats, replies, retention, rights, rooms, second_factors, slots,
    staff, steps, tasks, transfers, turn_aways, views, waiting, waits,
)  # fmt: skip
metadata: MetaData = _metadata
STANDING = ("target_group",)
"""Tables that the migrations fill, because the rest stands on their rows."""
_SCHEMA_LOCK = 7300


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _SCHEMA_LOCK})
    if MigrationContext.configure(connection).get_current_revision() != newest_revision():
        command.upgrade(_config(connection), "head")


async def upgrade(database: Database) -> None:
    """Bring the schema up to date; several processes may do so at once, one of them does the work."""
    async with database.engine.begin() as connection:
        await connection.run_sync(_upgrade)


def newest_revision() -> str | None:
    """The revision this program expects of its database."""
    return ScriptDirectory.from_config(_config()).get_current_head()
