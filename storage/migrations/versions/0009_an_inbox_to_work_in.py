"""What a shared inbox needs to know: how far a conversation is, whose it is, how pressing, labels, notes and waits"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """See the docstring of this file."""
    _conversations()
    _capacity()
    _labels()
    _notes()
    _waits()


def _points_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _conversations() -> None:
    op.add_column("conversation", sa.Column("status", sa.Text(), nullable=False, server_default="open"))
    op.add_column("conversation", sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("conversation", sa.Column("assigned_to", sa.Uuid(), nullable=True))
    op.add_column("conversation", sa.Column("priority", sa.Integer(), nullable=False, server_default="2"))
    op.add_column("conversation", sa.Column("came_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("conversation", sa.Column("came_how", sa.Text(), nullable=True))
    op.add_column("conversation", sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=True))
    op.create_foreign_key(
        op.f("fk_conversation_assigned_to_staff_member"), "conversation", "staff_member", ["assigned_to"], ["id"]
    )
    op.create_check_constraint(
        op.f("ck_conversation_status_known"), "conversation", "status IN ('open', 'waiting', 'snoozed', 'resolved')"
    )
    op.create_check_constraint(
        op.f("ck_conversation_snoozed_has_an_end"), "conversation",
        "(status = 'snoozed') = (snoozed_until IS NOT NULL)",
    )  # fmt: skip
    op.create_check_constraint(op.f("ck_conversation_priority_known"), "conversation", "priority BETWEEN 0 AND 3")
    op.create_check_constraint(
        op.f("ck_conversation_who_waits_is_seen"), "conversation", "waiting_since IS NULL OR status = 'open'"
    )
    op.create_check_constraint(
        op.f("ck_conversation_came_how_known"), "conversation", "came_how IN ('given', 'woken', 'returned')"
    )
    op.create_check_constraint(
        op.f("ck_conversation_came_whole"), "conversation", "num_nonnulls(came_at, came_how) <> 1"
    )
    _indexes()


def _indexes() -> None:
    newest = sa.text("last_message_at DESC")
    op.create_index("ix_conversation_status", "conversation", ["team_id", "status", newest])
    op.create_index("ix_conversation_assigned", "conversation", ["assigned_to", "status", newest])
    for name, column in (("snoozed", "snoozed_until"), ("came", "came_at")):
        op.create_index(
            f"ix_conversation_{name}", "conversation", [column], postgresql_where=sa.text(f"{column} IS NOT NULL")
        )
    op.drop_index("ix_conversation_waiting", "conversation")
    op.create_index(
        "ix_conversation_waiting", "conversation", ["priority", "waiting_since"],
        postgresql_where=sa.text("waiting_since IS NOT NULL"),
    )  # fmt: skip


def _capacity() -> None:
    op.add_column("staff_member", sa.Column("takes_new", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("staff_member", sa.Column("takes_at_most", sa.Integer(), nullable=True))
    op.add_column("staff_member", sa.Column("last_given_at", sa.DateTime(timezone=True), nullable=True))


def _labels() -> None:
    op.create_table(
        "label",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        _points_to("label", "team_id", "team"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label")),
    )
    op.create_index(
        "uq_label_name", "label", [sa.text("lower(name)"), "team_id"], unique=True,
        postgresql_where=sa.text("ended_at IS NULL"), postgresql_nulls_not_distinct=True,
    )  # fmt: skip
    op.create_table(
        "conversation_label",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("label_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *(_points_to("conversation_label", f"{other}_id", other) for other in ("conversation", "label")),
        _points_to("conversation_label", "staff_id", "staff_member"),
        sa.PrimaryKeyConstraint("conversation_id", "label_id", name=op.f("pk_conversation_label")),
    )
    op.create_index("ix_conversation_label_label_id", "conversation_label", ["label_id"])


def _notes() -> None:
    op.create_table(
        "note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        _points_to("note", "conversation_id", "conversation"),
        _points_to("note", "staff_id", "staff_member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index("ix_note_conversation_id", "note", ["conversation_id", "created_at"])
    op.create_table(
        "mention",
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        _points_to("mention", "note_id", "note"),
        _points_to("mention", "staff_id", "staff_member"),
        sa.PrimaryKeyConstraint("note_id", "staff_id", name=op.f("pk_mention")),
    )
    op.create_index("ix_mention_staff_id", "mention", ["staff_id"])
    op.create_index("ix_mention_unseen", "mention", ["staff_id"], postgresql_where=sa.text("seen_at IS NULL"))


def _waits() -> None:
    op.create_table(
        "wait",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        _points_to("wait", "conversation_id", "conversation"),
        _points_to("wait", "team_id", "team"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wait")),
    )
    op.create_index(
        "uq_wait_one_runs", "wait", ["conversation_id"], unique=True, postgresql_where=sa.text("ended_at IS NULL")
    )
    op.create_index("ix_wait_team_id", "wait", ["team_id", "began_at"])
    op.execute(
        """
        INSERT INTO wait (id, created_at, conversation_id, team_id, began_at)
        SELECT gen_random_uuid(), waiting_since, id, team_id, waiting_since FROM conversation
        WHERE waiting_since IS NOT NULL
        """
    )
