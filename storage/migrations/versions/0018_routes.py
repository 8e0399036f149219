"""Which team gets a conversation by rule: the rules, what was told, teams that ended, and danger that all teams see"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """See the docstring of this file."""
    op.drop_constraint(op.f("ck_own_data_kind_known"), "own_data", type_="check")
    op.create_check_constraint(
        op.f("ck_own_data_kind_known"), "own_data", "kind IN ('text', 'rhythm', 'term', 'route')"
    )
    op.add_column("team", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("conversation", sa.Column("route", postgresql.JSONB(none_as_null=True), nullable=True))
    op.add_column(
        "conversation", sa.Column("seen_by_all", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
