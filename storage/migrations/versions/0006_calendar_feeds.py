"""Appointments in a calendar program: how long they last, how often they changed, and a private feed for each colleague"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """See the docstring of this file."""
    op.add_column("appointment", sa.Column("minutes", sa.Integer(), nullable=False, server_default="45"))
    op.add_column("appointment", sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"))
    op.create_check_constraint(op.f("ck_appointment_length_sane"), "appointment", "minutes BETWEEN 5 AND 600")
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_calendar_feed_staff_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feed_token_hash")),
    )
    op.create_index(
        "uq_calendar_feed_one_living",
        "calendar_feed",
        ["staff_id"],
        unique=True,
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
