"""Who looks along, who is blocked, and what was merged"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """See the docstring of this file."""
    _presence()
    _blocks()
    _merges()


def _points_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _presence() -> None:
    """Lost when the server crashes, and not written to its journal: it is about the next seconds only."""
    op.create_table(
        "presence",
        sa.Column("tab", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        _moment("typing_until"),
        _moment("seen_at", nullable=False),
        sa.CheckConstraint("length(tab) <= 40", name=op.f("ck_presence_tab_short")),
        sa.PrimaryKeyConstraint("tab", name=op.f("pk_presence")),
        prefixes=["UNLOGGED"],
    )


def _blocks() -> None:
    op.create_table(
        "block",
        sa.Column("id", sa.Uuid(), nullable=False),
        _moment("created_at", nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _moment("until"),
        _moment("ended_at"),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        _points_to("block", "conversation_id", "conversation"),
        _points_to("block", "staff_id", "staff_member"),
        _points_to("block", "ended_by", "staff_member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_block")),
    )
    op.create_index(
        "uq_block_one_runs", "block", ["conversation_id"], unique=True, postgresql_where=sa.text("ended_at IS NULL")
    )
    op.create_index(
        "ix_block_until", "block", ["until"],
        postgresql_where=sa.text("ended_at IS NULL AND until IS NOT NULL"),
    )  # fmt: skip


def _merges() -> None:
    for table in ("person", "conversation"):
        op.add_column(table, sa.Column("merged_into", sa.Uuid(), nullable=True))
        op.create_foreign_key(op.f(f"fk_{table}_merged_into_{table}"), table, table, ["merged_into"], ["id"])
    op.create_table(
        "merge",
        sa.Column("id", sa.Uuid(), nullable=False),
        _moment("created_at", nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("kept_id", "gone_id")),
        *(sa.Column(name, sa.Uuid(), nullable=True) for name in ("kept_person_id", "gone_person_id")),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("choices", JSONB(), nullable=False),
        _moment("undone_at"),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        *(_points_to("merge", name, "conversation") for name in ("kept_id", "gone_id")),
        *(_points_to("merge", name, "person") for name in ("kept_person_id", "gone_person_id")),
        *(_points_to("merge", name, "staff_member") for name in ("by_id", "undone_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
    )
    op.create_index("ix_merge_kept", "merge", ["kept_id"])
    op.create_index("ix_merge_gone", "merge", ["gone_id"])
    op.create_table(
        "merge_move",
        sa.Column("merge_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("table_name", "column_name", "row_key")),
        *(sa.Column(name, JSONB(), nullable=False) for name in ("before", "after")),
        _points_to("merge_move", "merge_id", "merge"),
        sa.PrimaryKeyConstraint("merge_id", "table_name", "column_name", "row_key", name=op.f("pk_merge_move")),
    )
