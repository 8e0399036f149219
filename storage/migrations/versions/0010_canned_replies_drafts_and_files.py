"""Ready replies, drafts, messages for later, files that are kept, and no message twice"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

NUDGES = (
    "check_in", "step_reminder", "appointment_day_before", "appointment_two_hours", "referral_deadline",
    "hold_reminder", "hold_closed", "place_free", "cold_weather", "count_reminder", "check_in_again", "silence",
    "step_after", "weekly_recap", "milestone", "digest", "new_contact_person", "appointment_made",
    "appointment_leave", "appointment_after", "appointment_missed", "referral_news", "money_check_in",
    "staff_message",
)  # fmt: skip
TASKS = (
    "crisis", "talk_to_human", "check_in_bad", "debt_referral", "appointment", "privacy", "complaint",
    "not_understood", "need_basics", "housing", "unreachable", "failed", "request", "attachment", "silence",
    "money", "post", "held_message",
)  # fmt: skip


def upgrade() -> None:
    """See the docstring of this file."""
    _one_of(table="nudge", kinds=NUDGES)
    _one_of(table="task", kinds=TASKS)
    op.add_column("message", sa.Column("dedupe_key", sa.Text(), nullable=True))
    op.create_index(
        "uq_message_dedupe_key", "message", ["dedupe_key"], unique=True,
        postgresql_where=sa.text("dedupe_key IS NOT NULL"),
    )  # fmt: skip
    _drafts()
    _replies()
    _later()
    _files()


def _one_of(*, table: str, kinds: tuple[str, ...]) -> None:
    name = op.f(f"ck_{table}_kind_known")
    op.drop_constraint(name, table)
    op.create_check_constraint(name, table, f"kind IN ({', '.join(repr(kind) for kind in kinds)})")


def _points_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _drafts() -> None:
    op.create_table(
        "draft",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _moment("changed_at"),
        sa.CheckConstraint("mode IN ('reply', 'note')", name=op.f("ck_draft_mode_known")),
        _points_to("draft", "staff_id", "staff_member"),
        _points_to("draft", "conversation_id", "conversation"),
        sa.PrimaryKeyConstraint("staff_id", "conversation_id", "mode", name=op.f("pk_draft")),
    )


def _replies() -> None:
    op.create_table(
        "ready_reply",
        sa.Column("id", sa.Uuid(), nullable=False),
        _moment("created_at"),
        sa.Column("shortcut", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("nl", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        _moment("used_at", nullable=True),
        _points_to("ready_reply", "team_id", "team"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ready_reply")),
    )
    op.create_index(
        "uq_ready_reply_shortcut", "ready_reply", [sa.text("lower(shortcut)"), "team_id"], unique=True,
        postgresql_where=sa.text("active"), postgresql_nulls_not_distinct=True,
    )  # fmt: skip


def _later() -> None:
    why = "'wrote', 'opted_out', 'blocked', 'handed_over', 'writer_gone', 'unreachable', 'late'"
    op.create_table(
        "later_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        _moment("created_at"),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _moment("due_at"),
        sa.Column("seen_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("held_why", sa.Text(), nullable=True),
        _moment("changed_at"),
        _moment("ended_at", nullable=True),
        sa.CheckConstraint(
            "state IN ('planned', 'sent', 'cancelled', 'held')", name=op.f("ck_later_message_state_known")
        ),
        sa.CheckConstraint(f"held_why IN ({why})", name=op.f("ck_later_message_why_known")),
        sa.CheckConstraint("(state = 'held') = (held_why IS NOT NULL)", name=op.f("ck_later_message_held_with_reason")),
        _points_to("later_message", "conversation_id", "conversation"),
        _points_to("later_message", "staff_id", "staff_member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_later_message")),
    )
    op.create_index("ix_later_message_staff_id", "later_message", ["staff_id"])
    op.create_index(
        "ix_later_message_open", "later_message", ["conversation_id"],
        postgresql_where=sa.text("state IN ('planned', 'held')"),
    )  # fmt: skip


def _files() -> None:
    types = "'image/jpeg', 'image/png', 'image/heic', 'application/pdf'"
    op.create_table(
        "stored_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        _moment("created_at"),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("thumbnail", sa.LargeBinary(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.CheckConstraint(f"media_type IN ({types})", name=op.f("ck_stored_file_type_known")),
        sa.CheckConstraint("octet_length(content) <= 12000000", name=op.f("ck_stored_file_not_too_large")),
        _points_to("stored_file", "conversation_id", "conversation"),
        _points_to("stored_file", "staff_id", "staff_member"),
        _points_to("stored_file", "message_id", "message"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
    )
    op.create_index(
        "ix_stored_file_unsent", "stored_file", ["conversation_id", "staff_id"],
        postgresql_where=sa.text("message_id IS NULL"),
    )  # fmt: skip
    op.create_index(
        "ix_stored_file_message_id", "stored_file", ["message_id"],
        postgresql_where=sa.text("message_id IS NOT NULL"),
    )  # fmt: skip
