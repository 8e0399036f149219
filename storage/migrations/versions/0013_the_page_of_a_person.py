"""What the page of one person needs: contact cards, what was corrected, and indexes to read a history by"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """See the docstring of this file."""
    _cards()
    _changes()
    op.create_index("ix_message_when", "message", ["conversation_id", "created_at"])
    op.create_index("ix_task_conversation", "task", ["conversation_id", "created_at"])


def _new_table(name: str, *columns: sa.Column[object] | sa.Constraint) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_person_id"), name, ["person_id"])


def _points_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _cards() -> None:
    _new_table(
        "contact_card",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("may_call", sa.Boolean(), nullable=False),
        sa.Column("may_call_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_contact_card_name_there")),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_contact_card_ended_by_somebody")),
        _points_to("contact_card", "person_id", "person"),
        _points_to("contact_card", "made_by", "staff_member"),
        _points_to("contact_card", "ended_by", "staff_member"),
    )


def _changes() -> None:
    _new_table(
        "person_change",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "field IN ('name', 'municipality', 'language', 'channel', 'invite')",
            name=op.f("ck_person_change_field_known"),
        ),
        _points_to("person_change", "person_id", "person"),
        _points_to("person_change", "staff_id", "staff_member"),
    )
