"""What a message turned out to mean, when a person or a colleague said so."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column."""
    op.add_column("inbound", sa.Column("meant", sa.Text(), nullable=True))
