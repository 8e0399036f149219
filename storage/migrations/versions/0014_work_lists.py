"""What work lists and the dashboard need"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """See the docstring of this file."""
    op.create_table(
        "put_aside",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_put_aside_staff_id_staff_member")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_put_aside_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_put_aside")),
        sa.UniqueConstraint("staff_id", "about", name=op.f("uq_put_aside_staff_id_about")),
    )
    op.create_index("ix_put_aside_person_id", "put_aside", ["person_id"])
    op.create_table(
        "message_count",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_message_count_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_count")),
    )
    op.create_index("ix_message_count_day", "message_count", ["day"])
    # Small enough to cost nothing: messages lie in the order of their moments.
    op.create_index("ix_message_created_at", "message", ["created_at"], postgresql_using="brin")
