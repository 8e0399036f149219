"""Desks and their routes, the life of a referral, places that help, the money check-in, and free slots

A colleague has one appointment at a time: where older rows overlap, the later one becomes a proposal again, so that a
human looks at it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"

NUDGE_KINDS = (
    "check_in", "step_reminder", "appointment_day_before", "appointment_two_hours", "referral_deadline",
    "hold_reminder", "hold_closed", "place_free", "cold_weather", "count_reminder",
    "check_in_again", "silence", "step_after", "weekly_recap", "milestone", "digest", "new_contact_person",
    "appointment_made", "appointment_leave", "appointment_after", "appointment_missed", "referral_news",
    "money_check_in",
)  # fmt: skip
TASK_KINDS = (
    "crisis", "talk_to_human", "check_in_bad", "debt_referral", "appointment", "privacy", "complaint",
    "not_understood", "need_basics", "housing", "unreachable", "failed", "request", "attachment", "silence",
    "money", "post",
)  # fmt: skip
STAGES = (
    "registration", "crisis", "intake", "decision", "plan", "stabilisation", "solution", "aftercare", "closed",
)  # fmt: skip


def upgrade() -> None:
    """See the docstring of this file."""
    _desks()
    _referrals()
    _help_places()
    _money()
    _appointments()
    _slots()
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


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _texts(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Text(), nullable=True) for name in names]


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def _desks() -> None:
    _new_table(
        "debt_desk",
        sa.Column("name", sa.Text(), nullable=False),
        *_texts("organisation", "phone", "hours", "address", "bring"),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("decision_weeks", sa.Integer(), nullable=True),
        sa.Column("last_checked_on", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        _check("debt_desk", "one_recipient", "num_nonnulls(team_id, staff_id) <= 1"),
        _check("debt_desk", "decision_weeks_sane", "decision_weeks BETWEEN 1 AND 26"),
        _points_to("debt_desk", "team_id", "team"),
        _points_to("debt_desk", "staff_id", "staff_member"),
    )
    _new_table(
        "debt_route",
        sa.Column("municipality", sa.Text(), nullable=False),
        *_texts("neighbourhood"),
        sa.Column("urgent", sa.Boolean(), nullable=True),
        sa.Column("desk_id", sa.Uuid(), nullable=False),
        _points_to("debt_route", "desk_id", "debt_desk"),
    )
    op.create_index(
        "uq_debt_route_one_desk", "debt_route", ["municipality", "neighbourhood", "urgent"], unique=True,
        postgresql_nulls_not_distinct=True,
    )  # fmt: skip


def _referrals() -> None:
    for written in _texts("neighbourhood", "administration", "closed_as"):
        op.add_column("debt_referral", written)
    op.add_column(
        "debt_referral", sa.Column("letters", postgresql.ARRAY(sa.BigInteger()), nullable=False, server_default="{}")
    )
    op.add_column("debt_referral", sa.Column("consent_purpose", sa.Text(), nullable=False, server_default="debt_help"))
    op.add_column("debt_referral", sa.Column("consent_what", postgresql.JSONB(), nullable=False, server_default="[]"))
    op.add_column("debt_referral", sa.Column("desk_id", sa.Uuid(), nullable=True))
    op.add_column("debt_referral", sa.Column("staff_id", sa.Uuid(), nullable=True))
    op.add_column("debt_referral", sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("debt_referral", sa.Column("decision_due_on", sa.Date(), nullable=True))
    for column, other in (("desk_id", "debt_desk"), ("staff_id", "staff_member")):
        op.create_foreign_key(op.f(f"fk_debt_referral_{column}_{other}"), "debt_referral", other, [column], ["id"])
    op.create_check_constraint(
        op.f("ck_debt_referral_administration_known"), "debt_referral",
        _one_of("administration", ("none", "budget", "administrator", "guardianship", "wsnp", "unknown")),
    )  # fmt: skip
    op.create_check_constraint(
        op.f("ck_debt_referral_exit_known"), "debt_referral",
        _one_of("closed_as", ("done", "withdrawn", "not_appeared", "moved", "elsewhere")),
    )  # fmt: skip
    _new_table(
        "referral_event",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("by_role", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        _check(
            "referral_event", "kind_known",
            _one_of("kind", ("stage", "accepted", "returned", "told", "warned", "breach", "withdrawn")),
        ),
        _check("referral_event", "stage_known", _one_of("stage", STAGES)),
        _check("referral_event", "stage_named", "(kind = 'stage') = (stage IS NOT NULL)"),
        _check("referral_event", "actor_known", "by_role IN ('client', 'staff', 'stapje')"),
        _check("referral_event", "actor_named", "(by_role = 'staff') = (staff_id IS NOT NULL)"),
        _points_to("referral_event", "referral_id", "debt_referral"),
        _points_to("referral_event", "staff_id", "staff_member"),
    )  # fmt: skip
    op.create_index(op.f("ix_referral_event_referral_id"), "referral_event", ["referral_id"])


def _help_places() -> None:
    _new_table(
        "help_place",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        *_texts("municipality", "address", "phone", "hours", "bring", "note", "url"),
        sa.Column("free_call", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("last_checked_on", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        _check(
            "help_place", "kind_known",
            _one_of(
                "kind",
                ("food", "clothes", "furniture", "emergency_money", "money_advice", "legal_advice", "walk_in"),
            ),
        ),
    )  # fmt: skip


def _money() -> None:
    _new_table(
        "money_plan",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        *_texts("administrator", "agreement"),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        _check("money_plan", "weekday_known", "weekday BETWEEN 0 AND 6"),
        _points_to("money_plan", "person_id", "person"),
        _points_to("money_plan", "made_by", "staff_member"),
    )
    op.create_index(
        "uq_money_plan_one_living", "money_plan", ["person_id"], unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )  # fmt: skip
    _new_table(
        "money_check_in",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        *_texts("answer"),
        sa.Column("words", sa.Text(), nullable=False),
        _check("money_check_in", "answer_known", _one_of("answer", ("enough", "tight", "out", "other"))),
        _points_to("money_check_in", "person_id", "person"),
    )
    op.create_index(op.f("ix_money_check_in_person_id"), "money_check_in", ["person_id"])
    _new_table(
        "post_item",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        _points_to("post_item", "person_id", "person"),
        _points_to("post_item", "message_id", "message"),
        _points_to("post_item", "done_by", "staff_member"),
    )
    op.create_index(op.f("ix_post_item_person_id"), "post_item", ["person_id"])


def _appointments() -> None:
    for column in _texts("route_url", "bring", "went"):
        op.add_column("appointment", column)
    op.add_column("appointment", sa.Column("went_words", sa.Text(), nullable=False, server_default=""))
    op.add_column("appointment", sa.Column("leaves_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("appointment", sa.Column("reminders", postgresql.JSONB(), nullable=True))
    op.add_column("appointment", sa.Column("follows_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_appointment_follows_id_appointment"), "appointment", "appointment", ["follows_id"], ["id"]
    )
    op.create_check_constraint(
        op.f("ck_appointment_went_known"), "appointment", _one_of("went", ("good", "so_so", "bad"))
    )
    op.add_column("person", sa.Column("reminders", postgresql.JSONB(), nullable=True))
    op.execute(
        """
        UPDATE appointment SET state = 'proposed', sequence = sequence + 1
        WHERE state IN ('planned', 'confirmed') AND EXISTS (
            SELECT 1 FROM appointment earlier
            WHERE earlier.staff_id = appointment.staff_id AND earlier.state IN ('planned', 'confirmed')
              AND (earlier.starts_at, earlier.id) < (appointment.starts_at, appointment.id)
              AND earlier.starts_at + make_interval(mins => earlier.minutes) > appointment.starts_at
        )
        """
    )
    op.drop_index("uq_appointment_one_at_a_time", "appointment")
    op.execute("CREATE TYPE uuid_range AS RANGE (subtype = uuid)")  # plain SQL's way to compare an id in a GiST index
    op.execute(
        """
        ALTER TABLE appointment ADD CONSTRAINT ex_appointment_no_double_booking EXCLUDE USING gist (
            uuid_range(staff_id, staff_id, '[]') WITH =,
            tsrange(timezone('UTC', starts_at), timezone('UTC', starts_at) + make_interval(mins => minutes)) WITH &&
        ) WHERE (state IN ('planned', 'confirmed') AND staff_id IS NOT NULL)
        """
    )


def _slots() -> None:
    for name, of_its_own in (
        (
            "slot_pattern",
            (
                sa.Column("weekday", sa.Integer(), nullable=False),
                sa.Column("first_day", sa.Date(), nullable=False),
                sa.Column("last_day", sa.Date(), nullable=True),
                _check("slot_pattern", "weekday_known", "weekday BETWEEN 0 AND 6"),
                _check("slot_pattern", "days_in_order", "last_day >= first_day"),
            ),
        ),
        (
            "slot_exception",
            (
                sa.Column("day", sa.Date(), nullable=False),
                sa.Column("kind", sa.Text(), nullable=False),
                _check("slot_exception", "kind_known", "kind IN ('off', 'extra')"),
            ),
        ),
    ):
        _new_table(
            name,
            sa.Column("staff_id", sa.Uuid(), nullable=False),
            *of_its_own,
            sa.Column("starts", sa.Time(), nullable=False),
            sa.Column("ends", sa.Time(), nullable=False),
            sa.Column("minutes", sa.Integer(), nullable=False),
            *_texts("place", "route_url"),
            _check(name, "in_order", "ends > starts"),
            _check(name, "length_sane", "minutes BETWEEN 5 AND 600"),
            _points_to(name, "staff_id", "staff_member"),
        )
        op.create_index(op.f(f"ix_{name}_staff_id"), name, ["staff_id"])


def _kinds() -> None:
    for table, kinds in (("nudge", NUDGE_KINDS), ("task", TASK_KINDS)):
        op.drop_constraint(op.f(f"ck_{table}_kind_known"), table, type_="check")
        op.create_check_constraint(op.f(f"ck_{table}_kind_known"), table, _one_of("kind", kinds))
