"""What a region says or counts otherwise than Stapje does by itself: its own texts, templates and terms"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """See the docstring of this file."""
    op.create_table(
        "own_data",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", postgresql.JSONB(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_own_data")),
        sa.CheckConstraint("kind IN ('text', 'rhythm', 'term')", name=op.f("ck_own_data_kind_known")),
    )
