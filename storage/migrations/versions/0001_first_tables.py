"""All tables of the first release"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table of the first release."""
    op.create_table(
        "facility",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("opens_at", sa.Time(), nullable=True),
        sa.Column("closes_at", sa.Time(), nullable=False),
        sa.Column("price_cents", sa.Integer(), nullable=True),
        sa.Column("pets", sa.Boolean(), nullable=True),
        sa.Column("referral_needed", sa.Boolean(), nullable=False),
        sa.Column("min_age", sa.Integer(), nullable=True),
        sa.Column("max_age", sa.Integer(), nullable=True),
        sa.Column("bring", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("hold_minutes", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_checked_on", sa.Date(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facility")),
        sa.UniqueConstraint("key", name=op.f("uq_facility_key")),
    )
    op.create_table(
        "login_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempt")),
    )
    op.create_index(op.f("ix_login_attempt_username"), "login_attempt", ["username"], unique=False)
    op.create_table(
        "team",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("name", name=op.f("uq_team_name")),
    )
    op.create_table(
        "bed",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facility_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=True),
        sa.Column("target_group", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_reason", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('usable', 'out_of_order', 'extra')", name=op.f("ck_bed_state_known")),
        sa.CheckConstraint(
            "target_group IN ('man', 'vrouw', 'gezin', 'jongere', 'kind')", name=op.f("ck_bed_group_known")
        ),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_bed_facility_id_facility")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bed")),
        sa.UniqueConstraint("facility_id", "label", name=op.f("uq_bed_facility_id_label")),
    )
    op.create_index(op.f("ix_bed_facility_id"), "bed", ["facility_id"], unique=False)
    op.create_table(
        "staff_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "role IN ('contact_person', 'night_staff', 'debt_specialist', 'housing_officer', 'coordinator', 'admin')",
            name=op.f("ck_staff_member_role_known"),
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_staff_member_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_member")),
        sa.UniqueConstraint("username", name=op.f("uq_staff_member_username")),
    )
    op.create_table(
        "api_token",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_api_token_staff_id_staff_member")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_api_token")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("contact_person_id", sa.Uuid(), nullable=True),
        sa.Column("opted_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_person_id"], ["staff_member.id"], name=op.f("fk_person_contact_person_id_staff_member")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_person_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_contact_person_id"), "person", ["contact_person_id"], unique=False)
    op.create_index(op.f("ix_person_team_id"), "person", ["team_id"], unique=False)
    op.create_table(
        "web_session",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_web_session_staff_id_staff_member")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_web_session")),
    )
    op.create_index(op.f("ix_web_session_staff_id"), "web_session", ["staff_id"], unique=False)
    op.create_table(
        "appointment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_by_role", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("made_by_role IN ('client', 'staff')", name=op.f("ck_appointment_maker_known")),
        sa.CheckConstraint(
            "state IN ('proposed', 'planned', 'confirmed', 'cancelled', 'done', 'missed')",
            name=op.f("ck_appointment_state_known"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_appointment_person_id_person")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_appointment_staff_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    op.create_index(op.f("ix_appointment_person_id"), "appointment", ["person_id"], unique=False)
    op.create_index(op.f("ix_appointment_staff_id"), "appointment", ["staff_id"], unique=False)
    op.create_index(
        "uq_appointment_one_at_a_time",
        "appointment",
        ["staff_id", "starts_at"],
        unique=True,
        postgresql_where=sa.text("state IN ('planned', 'confirmed')"),
    )
    op.create_table(
        "check_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mood", sa.Text(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.CheckConstraint("mood IN ('good', 'so_so', 'bad')", name=op.f("ck_check_in_mood_known")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_check_in_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
    )
    op.create_index(op.f("ix_check_in_person_id"), "check_in", ["person_id"], unique=False)
    op.create_table(
        "check_in_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("every_days", sa.Integer(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("every_days BETWEEN 1 AND 366", name=op.f("ck_check_in_plan_interval_sane")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_check_in_plan_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in_plan")),
        sa.UniqueConstraint("person_id", name=op.f("uq_check_in_plan_person_id")),
    )
    op.create_table(
        "conversation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("taken_by", sa.Uuid(), nullable=True),
        sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_message_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("form", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("context", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("stumbles", sa.Integer(), nullable=False),
        sa.CheckConstraint("mode IN ('bot', 'human')", name=op.f("ck_conversation_mode_known")),
        sa.CheckConstraint("num_nonnulls(person_id, staff_id) <= 1", name=op.f("ck_conversation_one_counterpart")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_conversation_person_id_person")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_conversation_staff_id_staff_member")),
        sa.ForeignKeyConstraint(["taken_by"], ["staff_member.id"], name=op.f("fk_conversation_taken_by_staff_member")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_conversation_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
        sa.UniqueConstraint("person_id", name=op.f("uq_conversation_person_id")),
        sa.UniqueConstraint("staff_id", name=op.f("uq_conversation_staff_id")),
    )
    op.create_index(
        "ix_conversation_inbox", "conversation", ["team_id", sa.literal_column("last_message_at DESC")], unique=False
    )
    op.create_index(
        "ix_conversation_waiting",
        "conversation",
        ["waiting_since"],
        unique=False,
        postgresql_where=sa.text("waiting_since IS NOT NULL"),
    )
    op.create_table(
        "invite",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("num_nonnulls(person_id, staff_id) = 1", name=op.f("ck_invite_one_guest")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invite_person_id_person")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_invite_staff_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invite")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invite_token_hash")),
    )
    op.create_table(
        "step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("planned_words", sa.Text(), nullable=True),
        sa.Column("life_domain", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words_after", sa.Text(), nullable=True),
        sa.Column("remind", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'done', 'partly', 'not_done', 'dropped')", name=op.f("ck_step_state_known")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_step_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
    )
    op.create_index(op.f("ix_step_person_id"), "step", ["person_id"], unique=False)
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_audit_entry_conversation_id_conversation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_audit_entry_person_id_person")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_audit_entry_staff_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index("ix_audit_entry_person", "audit_entry", ["person_id", "at"], unique=False)
    op.create_table(
        "bed_night",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bed_id", sa.Uuid(), nullable=False),
        sa.Column("night", sa.Date(), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("guest_name", sa.Text(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("idempotency_key", sa.Text(), nullable=True),
        sa.Column("request", sa.Text(), nullable=True),
        sa.CheckConstraint("(held_until IS NULL) <> (arrived_at IS NULL)", name=op.f("ck_bed_night_held_or_arrived")),
        sa.ForeignKeyConstraint(["bed_id"], ["bed.id"], name=op.f("fk_bed_night_bed_id_bed")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_bed_night_conversation_id_conversation")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["staff_member.id"], name=op.f("fk_bed_night_made_by_staff_member")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_bed_night_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bed_night")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_bed_night_idempotency_key")),
    )
    op.create_index(op.f("ix_bed_night_conversation_id"), "bed_night", ["conversation_id"], unique=False)
    op.create_index(
        "ix_bed_night_night", "bed_night", ["night"], unique=False, postgresql_where=sa.text("ended_at IS NULL")
    )
    op.create_index(op.f("ix_bed_night_person_id"), "bed_night", ["person_id"], unique=False)
    op.create_index(
        "uq_bed_night_one_hold_each",
        "bed_night",
        ["conversation_id", "night"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL AND held_until IS NOT NULL"),
    )
    op.create_index(
        "uq_bed_night_one_person",
        "bed_night",
        ["bed_id", "night"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "channel_address",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("bot", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=True),
        sa.Column("unreachable_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("channel IN ('telegram', 'webchat')", name=op.f("ck_channel_address_channel_known")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_channel_address_conversation_id_conversation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_address")),
        sa.UniqueConstraint("channel", "bot", "address", name=op.f("uq_channel_address_channel_bot_address")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_channel_address_secret_hash")),
    )
    op.create_index(op.f("ix_channel_address_conversation_id"), "channel_address", ["conversation_id"], unique=False)
    op.create_table(
        "conversation_read",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_conversation_read_conversation_id_conversation")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_conversation_read_staff_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("staff_id", "conversation_id", name=op.f("pk_conversation_read")),
    )
    op.create_table(
        "debt_referral",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=True),
        sa.Column("debt_types", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("threat", sa.Text(), nullable=True),
        sa.Column("threat_on", sa.Date(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("consent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("consent_to", sa.Text(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "stage IN ('registration', 'crisis', 'intake', 'decision', 'plan', 'stabilisation', 'solution', 'aftercare', 'closed')",
            name=op.f("ck_debt_referral_stage_known"),
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_debt_referral_conversation_id_conversation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_debt_referral_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debt_referral")),
    )
    op.create_index(op.f("ix_debt_referral_conversation_id"), "debt_referral", ["conversation_id"], unique=False)
    op.create_index(op.f("ix_debt_referral_person_id"), "debt_referral", ["person_id"], unique=False)
    op.create_table(
        "nudge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dedupe_key", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint(
            "kind IN ('check_in', 'step_reminder', 'appointment_day_before', 'appointment_two_hours', 'referral_deadline', 'hold_reminder')",
            name=op.f("ck_nudge_kind_known"),
        ),
        sa.CheckConstraint("state IN ('planned', 'sent', 'cancelled', 'missed')", name=op.f("ck_nudge_state_known")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_nudge_conversation_id_conversation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_nudge_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_nudge_dedupe_key")),
    )
    op.create_index("ix_nudge_due", "nudge", ["due_at"], unique=False, postgresql_where=sa.text("state = 'planned'"))
    op.create_index(op.f("ix_nudge_person_id"), "nudge", ["person_id"], unique=False)
    op.create_index(op.f("ix_nudge_subject_id"), "nudge", ["subject_id"], unique=False)
    op.create_table(
        "task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("dedupe_key", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('crisis', 'talk_to_human', 'check_in_bad', 'debt_referral', 'appointment', 'privacy', 'complaint', 'not_understood', 'need_basics', 'housing', 'unreachable', 'failed', 'request', 'attachment')",
            name=op.f("ck_task_kind_known"),
        ),
        sa.CheckConstraint("priority BETWEEN 0 AND 2", name=op.f("ck_task_priority_known")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_task_conversation_id_conversation")
        ),
        sa.ForeignKeyConstraint(["done_by"], ["staff_member.id"], name=op.f("fk_task_done_by_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index(
        "ix_task_open", "task", ["conversation_id"], unique=False, postgresql_where=sa.text("done_at IS NULL")
    )
    op.create_index(
        "uq_task_one_open", "task", ["dedupe_key"], unique=True, postgresql_where=sa.text("done_at IS NULL")
    )
    op.create_table(
        "message",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("address_id", sa.Uuid(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("buttons", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("attachments", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(direction = 'in') = (sender = 'person')", name=op.f("ck_message_person_speaks_in")),
        sa.CheckConstraint("direction IN ('in', 'out')", name=op.f("ck_message_direction_known")),
        sa.CheckConstraint("sender IN ('person', 'bot', 'human')", name=op.f("ck_message_sender_known")),
        sa.ForeignKeyConstraint(
            ["address_id"], ["channel_address.id"], name=op.f("fk_message_address_id_channel_address")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_message_conversation_id_conversation")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_message_staff_id_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index("ix_message_thread", "message", ["conversation_id", "id"], unique=False)
    op.create_table(
        "button",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("arguments", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_button_conversation_id_conversation")
        ),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_button_message_id_message")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_button")),
    )
    op.create_index(op.f("ix_button_conversation_id"), "button", ["conversation_id"], unique=False)
    op.create_table(
        "inbound",
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("bot", sa.Text(), nullable=False),
        sa.Column("update_id", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("intent", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_inbound_conversation_id_conversation")
        ),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_inbound_message_id_message")),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_inbound")),
        sa.UniqueConstraint("bot", "update_id", name=op.f("uq_inbound_bot_update_id")),
    )
    op.create_index(
        "ix_inbound_unhandled",
        "inbound",
        ["conversation_id", "message_id"],
        unique=False,
        postgresql_where=sa.text("handled_at IS NULL"),
    )
    op.create_table(
        "outbound",
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("address_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("channel_message_id", sa.Text(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.CheckConstraint("state IN ('due', 'sent', 'failed', 'cancelled')", name=op.f("ck_outbound_state_known")),
        sa.ForeignKeyConstraint(
            ["address_id"], ["channel_address.id"], name=op.f("fk_outbound_address_id_channel_address")
        ),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_outbound_message_id_message")),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_outbound")),
    )
    op.create_index(
        "ix_outbound_due", "outbound", ["priority", "due_at"], unique=False, postgresql_where=sa.text("state = 'due'")
    )
    op.create_index(
        "ix_outbound_order",
        "outbound",
        ["address_id", "message_id"],
        unique=False,
        postgresql_where=sa.text("state = 'due'"),
    )
