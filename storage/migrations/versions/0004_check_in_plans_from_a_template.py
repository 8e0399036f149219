"""Check-in plans from a template, and at most one unasked message a day for each person.

Nobody is suddenly asked more often than before. A plan of every 7 days becomes the template "after_shelter", begun nine
days before the day it was made: the days in which that template asks twice a week are over then, so it asks weekly and
later less. A plan with another interval keeps it as its own. A pause that ended within a day lasts until the day after.
The column `next_at` is not used any more; a later version removes it. While the version before this one still runs it
can add plans; it does not know those without an interval of their own, so its check-ins wait for the new version.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _plans()
    op.add_column("nudge", sa.Column("said_on", sa.Date(), nullable=True))
    op.create_index(
        "uq_nudge_one_a_day",
        "nudge",
        ["person_id", "said_on"],
        unique=True,
        postgresql_where=sa.text("said_on IS NOT NULL"),
    )


def _plans() -> None:
    op.add_column("check_in_plan", sa.Column("template", sa.Text(), nullable=False, server_default="after_shelter"))
    op.add_column(
        "check_in_plan", sa.Column("began_on", sa.Date(), nullable=False, server_default=sa.text("CURRENT_DATE"))
    )
    op.add_column("check_in_plan", sa.Column("weekday", sa.Integer(), nullable=True))
    op.add_column("check_in_plan", sa.Column("after_year", sa.Text(), nullable=True))
    op.alter_column("check_in_plan", "every_days", nullable=True)
    op.execute("UPDATE check_in_plan SET began_on = (created_at AT TIME ZONE 'Europe/Amsterdam')::date - 9")
    op.execute("UPDATE check_in_plan SET every_days = NULL WHERE every_days = 7")
    op.alter_column(
        "check_in_plan",
        "paused_until",
        type_=sa.Date(),
        postgresql_using="(paused_until AT TIME ZONE 'Europe/Amsterdam' + interval '1 day - 1 microsecond')::date",
    )
    op.create_check_constraint(
        op.f("ck_check_in_plan_template_known"), "check_in_plan", "template IN ('after_shelter', 'light', 'close')"
    )
    op.create_check_constraint(op.f("ck_check_in_plan_weekday_known"), "check_in_plan", "weekday BETWEEN 0 AND 6")
    op.create_check_constraint(
        op.f("ck_check_in_plan_after_year_known"),
        "check_in_plan",
        "after_year IN ('asked', 'quarterly', 'monthly', 'never')",
    )
