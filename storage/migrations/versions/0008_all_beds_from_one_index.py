"""What is counted of a bed stands in an index, in the order in which the places of a night stand in theirs"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """See the docstring of this file."""
    op.create_index(
        "ix_bed_counted", "bed", ["id"],
        postgresql_include=["facility_id", "target_group", "is_extra", "first_night", "last_night"],
    )  # fmt: skip
