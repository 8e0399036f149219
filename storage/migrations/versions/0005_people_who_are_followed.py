"""Tries of a check-in, goals, milestones, pictures, and somebody who answers for every client

A check-in that was asked and not answered stays open only when it is the newest of its person and nothing was said
after it. Who had no contactperson or team gets the one of their conversation's team, else the coordinator who is
known longest; without any coordinator the upgrade stops and says so. The column `next_at` of a plan, which nothing
used any more, goes: stop the version before this one before upgrading.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

NUDGE_KINDS = (
    "check_in", "step_reminder", "appointment_day_before", "appointment_two_hours", "referral_deadline",
    "hold_reminder", "hold_closed", "place_free", "cold_weather", "count_reminder",
    "check_in_again", "silence", "step_after", "weekly_recap", "milestone", "digest", "new_contact_person",
)  # fmt: skip
TASK_KINDS = (
    "crisis", "talk_to_human", "check_in_bad", "debt_referral", "appointment", "privacy", "complaint",
    "not_understood", "need_basics", "housing", "unreachable", "failed", "request", "attachment", "silence",
)  # fmt: skip


def upgrade() -> None:
    """See the docstring of this file."""
    _check_ins()
    _goals_and_steps()
    _milestones_and_pictures()
    _who_answers()
    _kinds()


def _new_table(name: str, *columns: sa.Column[object] | sa.Constraint) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _points_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _check_ins() -> None:
    op.drop_column("check_in_plan", "next_at")
    op.add_column("check_in_plan", sa.Column("paused_from", sa.Date(), nullable=True))
    op.create_check_constraint(op.f("ck_check_in_plan_pause_sane"), "check_in_plan", "paused_from < paused_until")
    op.add_column("check_in_plan", sa.Column("recap", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("check_in", sa.Column("tries", sa.Integer(), nullable=False, server_default="1"))
    for name in ("last_asked_at", "given_up_at", "closed_at"):
        op.add_column("check_in", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.add_column("check_in", sa.Column("closed_as", sa.Text(), nullable=True))
    op.execute("UPDATE check_in SET last_asked_at = asked_at")
    op.execute("UPDATE check_in SET closed_at = answered_at, closed_as = 'answered' WHERE answered_at IS NOT NULL")
    op.execute(
        """
        UPDATE check_in c SET closed_at = coalesce(asked_at, created_at), closed_as = 'unanswered'
        WHERE closed_at IS NULL AND (
            EXISTS (SELECT 1 FROM check_in n WHERE n.person_id = c.person_id AND (n.created_at, n.id) > (c.created_at, c.id))
            OR EXISTS (
                SELECT 1 FROM conversation t JOIN message m ON m.conversation_id = t.id
                WHERE t.person_id = c.person_id AND m.direction = 'in' AND m.created_at > c.created_at
            )
        )
        """
    )
    op.create_check_constraint(op.f("ck_check_in_tries_sane"), "check_in", "tries BETWEEN 1 AND 3")
    op.create_check_constraint(
        op.f("ck_check_in_closed_as_known"),
        "check_in",
        "closed_as IN ('answered', 'heard', 'contact', 'unanswered', 'stopped')",
    )
    op.create_check_constraint(
        op.f("ck_check_in_closed_wholly"), "check_in", "(closed_at IS NULL) = (closed_as IS NULL)"
    )
    op.create_index(
        "uq_check_in_one_open", "check_in", ["person_id"], unique=True, postgresql_where=sa.text("closed_at IS NULL")
    )


def _goals_and_steps() -> None:
    domains = "'wonen', 'familie', 'gezondheid', 'mensen', 'geld', 'schulden', 'leren', 'werk'"
    _new_table(
        "goal",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("life_domain", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'reached', 'dropped')", name=op.f("ck_goal_state_known")),
        sa.CheckConstraint(f"life_domain IN ({domains})", name=op.f("ck_goal_life_domain_known")),
        sa.CheckConstraint("made_by IN ('client', 'staff')", name=op.f("ck_goal_maker_known")),
        _points_to("goal", "person_id", "person"),
    )
    op.create_index(op.f("ix_goal_person_id"), "goal", ["person_id"], unique=False)
    op.add_column("step", sa.Column("goal_id", sa.Uuid(), nullable=True))
    for name in ("place", "first_action", "helper"):
        op.add_column("step", sa.Column(name, sa.Text(), nullable=True))
    op.add_column("step", sa.Column("moved_times", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("step", sa.Column("made_by", sa.Text(), nullable=False, server_default="client"))
    op.create_check_constraint(op.f("ck_step_maker_known"), "step", "made_by IN ('client', 'staff')")
    op.create_foreign_key(op.f("fk_step_goal_id_goal"), "step", "goal", ["goal_id"], ["id"])
    op.create_index(op.f("ix_step_goal_id"), "step", ["goal_id"], unique=False)


def _milestones_and_pictures() -> None:
    _new_table(
        "milestone",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.Column("line", sa.Text(), nullable=True),
        sa.Column("line_by", sa.Uuid(), nullable=True),
        sa.Column("congratulated_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('first_month', 'half_year', 'tenth_step', 'own_home')", name=op.f("ck_milestone_kind_known")
        ),
        sa.UniqueConstraint("person_id", "kind", name=op.f("uq_milestone_person_id_kind")),
        _points_to("milestone", "person_id", "person"),
        _points_to("milestone", "line_by", "staff_member"),
    )
    _new_table(
        "picture",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        sa.Column("alt", sa.Text(), nullable=False),
        _points_to("picture", "person_id", "person"),
    )
    op.create_index(op.f("ix_picture_person_id"), "picture", ["person_id"], unique=False)


def _who_answers() -> None:
    op.add_column("staff_member", sa.Column("digest", sa.Boolean(), nullable=False, server_default=sa.true()))
    _new_table(
        "transfer",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        _points_to("transfer", "person_id", "person"),
        _points_to("transfer", "from_id", "staff_member"),
        _points_to("transfer", "to_id", "staff_member"),
        _points_to("transfer", "by_id", "staff_member"),
    )
    op.create_index(op.f("ix_transfer_person_id"), "transfer", ["person_id"], unique=False)
    _new_table(
        "absence",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("cover_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_absence_in_order")),
        sa.CheckConstraint("cover_id <> staff_id", name=op.f("ck_absence_somebody_else")),
        _points_to("absence", "staff_id", "staff_member"),
        _points_to("absence", "cover_id", "staff_member"),
    )
    op.create_index(op.f("ix_absence_staff_id"), "absence", ["staff_id"], unique=False)
    op.create_index(
        "ix_message_by_human", "message", ["conversation_id", "id"], postgresql_where=sa.text("sender = 'human'")
    )
    _everybody_has_somebody()


def _everybody_has_somebody() -> None:
    op.execute(
        """
        UPDATE person p SET contact_person_id = (
            SELECT s.id FROM staff_member s WHERE s.active AND s.team_id IS NOT NULL
            AND s.role IN ('contact_person', 'coordinator', 'admin')
            ORDER BY (s.team_id = p.team_id) DESC NULLS LAST, s.role <> 'coordinator', s.created_at LIMIT 1
        ) WHERE p.contact_person_id IS NULL
        """
    )
    op.execute(
        """
        UPDATE person p SET team_id = (SELECT s.team_id FROM staff_member s WHERE s.id = p.contact_person_id)
        WHERE p.team_id IS NULL
        """
    )
    alone = op.get_bind().scalar(
        sa.text("SELECT count(*) FROM person WHERE contact_person_id IS NULL OR team_id IS NULL")
    )
    if alone:
        raise RuntimeError(f"{alone} clients have nobody who answers for them; give them a contactperson with a team.")
    op.alter_column("person", "contact_person_id", nullable=False)
    op.alter_column("person", "team_id", nullable=False)


def _kinds() -> None:
    op.add_column("task", sa.Column("level", sa.Integer(), nullable=False, server_default="0"))
    op.create_check_constraint(op.f("ck_task_level_known"), "task", "level BETWEEN 0 AND 2")
    for table, kinds in (("nudge", NUDGE_KINDS), ("task", TASK_KINDS)):
        op.drop_constraint(op.f(f"ck_{table}_kind_known"), table, type_="check")
        listed = ", ".join(f"'{kind}'" for kind in kinds)
        op.create_check_constraint(op.f(f"ck_{table}_kind_known"), table, f"kind IN ({listed})")
