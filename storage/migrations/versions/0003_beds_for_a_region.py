"""Rooms, outages, guests, turn-aways, a waiting list, closures, cold weather and handover notes beside the beds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

GROUPS = (("man", "man", 1), ("vrouw", "vrouw", 2), ("gezin", None, 3), ("jongere", None, 4), ("kind", "kind", 5))
NUDGE_KINDS = (
    "check_in", "step_reminder", "appointment_day_before", "appointment_two_hours", "referral_deadline",
    "hold_reminder", "hold_closed", "place_free", "cold_weather", "count_reminder",
)  # fmt: skip


def upgrade() -> None:
    """Make the new tables, and move rooms, extra beds and outages out of the bed's own columns."""
    _tables()
    _tables_about_those()
    groups = sa.table("target_group", sa.column("key"), sa.column("counts_as"), sa.column("position"))
    op.bulk_insert(groups, [{"key": k, "counts_as": c, "position": p} for k, c, p in GROUPS])
    _beds()
    _bed_nights()
    _others()


def _tables() -> None:
    op.create_table(
        "repeat",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("answer", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_repeat")),
    )
    op.create_index(op.f("ix_repeat_created_at"), "repeat", ["created_at"], unique=False)
    op.create_table(
        "target_group",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("counts_as", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("counts_as IN ('man', 'vrouw', 'kind')", name=op.f("ck_target_group_counts_as_known")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_target_group")),
    )
    op.create_table(
        "room",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facility_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("step_free", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_room_facility_id_facility")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("facility_id", "label", name=op.f("uq_room_facility_id_label")),
    )
    op.create_table(
        "closure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facility_id", sa.Uuid(), nullable=False),
        sa.Column("first_night", sa.Date(), nullable=False),
        sa.Column("last_night", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("last_night >= first_night", name=op.f("ck_closure_in_order")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_closure_facility_id_facility")),
        sa.ForeignKeyConstraint(["made_by"], ["staff_member.id"], name=op.f("fk_closure_made_by_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
    )
    op.create_index(op.f("ix_closure_facility_id"), "closure", ["facility_id"], unique=False)
    op.create_table(
        "cold_spell",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_night", sa.Date(), nullable=False),
        sa.Column("last_night", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("last_night >= first_night", name=op.f("ck_cold_spell_in_order")),
        sa.ForeignKeyConstraint(["made_by"], ["staff_member.id"], name=op.f("fk_cold_spell_made_by_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cold_spell")),
    )
    op.create_table(
        "handover_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("night", sa.Date(), nullable=False),
        sa.Column("facility_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_handover_note_facility_id_facility")),
        sa.ForeignKeyConstraint(["made_by"], ["staff_member.id"], name=op.f("fk_handover_note_made_by_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_note")),
    )
    op.create_index(op.f("ix_handover_note_night"), "handover_note", ["night"], unique=False)
    op.create_table(
        "turn_away",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facility_id", sa.Uuid(), nullable=False),
        sa.Column("night", sa.Date(), nullable=False),
        sa.Column("target_group", sa.Text(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("referred_to", sa.Text(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "reason IN ('full', 'too_young', 'too_old', 'no_fit', 'pet', 'behaviour', 'own_choice', 'other')",
            name=op.f("ck_turn_away_reason_known"),
        ),
        sa.CheckConstraint("people > 0", name=op.f("ck_turn_away_somebody")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_turn_away_facility_id_facility")),
        sa.ForeignKeyConstraint(["made_by"], ["staff_member.id"], name=op.f("fk_turn_away_made_by_staff_member")),
        sa.ForeignKeyConstraint(
            ["target_group"], ["target_group.key"], name=op.f("fk_turn_away_target_group_target_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn_away")),
    )
    op.create_index("ix_turn_away_night", "turn_away", ["night"], unique=False)


def _tables_about_those() -> None:
    op.create_table(
        "guest",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("head", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("head IN ('man', 'vrouw', 'kind')", name=op.f("ck_guest_head_known")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_guest_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest")),
        sa.UniqueConstraint("person_id", name=op.f("uq_guest_person_id")),
    )
    op.create_table(
        "handover_read",
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["handover_note.id"], name=op.f("fk_handover_read_note_id_handover_note")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_member.id"], name=op.f("fk_handover_read_staff_id_staff_member")),
        sa.PrimaryKeyConstraint("note_id", "staff_id", name=op.f("pk_handover_read")),
    )
    op.create_table(
        "outage",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bed_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["bed_id"], ["bed.id"], name=op.f("fk_outage_bed_id_bed")),
        sa.ForeignKeyConstraint(["made_by"], ["staff_member.id"], name=op.f("fk_outage_made_by_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outage")),
    )
    op.create_index("ix_outage_bed_id", "outage", ["bed_id"], unique=False)
    op.create_index(
        "uq_outage_one_open", "outage", ["bed_id"], unique=True, postgresql_where=sa.text("ended_at IS NULL")
    )
    op.create_table(
        "waiter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("night", sa.Date(), nullable=False),
        sa.Column("target_group", sa.Text(), nullable=False),
        sa.Column("facility_id", sa.Uuid(), nullable=True),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("hold_id", sa.Uuid(), nullable=True),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "end_reason IN ('placed', 'left', 'declined', 'over')", name=op.f("ck_waiter_end_reason_known")
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name=op.f("ck_waiter_ended_with_reason")),
        sa.CheckConstraint("conversation_id IS NOT NULL OR name IS NOT NULL", name=op.f("ck_waiter_somebody")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_waiter_conversation_id_conversation")
        ),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_waiter_facility_id_facility")),
        sa.ForeignKeyConstraint(["hold_id"], ["bed_night.id"], name=op.f("fk_waiter_hold_id_bed_night")),
        sa.ForeignKeyConstraint(["made_by"], ["staff_member.id"], name=op.f("fk_waiter_made_by_staff_member")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_waiter_person_id_person")),
        sa.ForeignKeyConstraint(
            ["target_group"], ["target_group.key"], name=op.f("fk_waiter_target_group_target_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiter")),
    )
    op.create_index(
        "ix_waiter_night",
        "waiter",
        ["night", "target_group"],
        unique=False,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(
        "uq_waiter_once",
        "waiter",
        ["conversation_id", "night"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _beds() -> None:
    op.add_column("bed", sa.Column("room_id", sa.Uuid(), nullable=True))
    op.add_column("bed", sa.Column("is_extra", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("bed", sa.Column("first_night", sa.Date(), nullable=True))
    op.add_column("bed", sa.Column("last_night", sa.Date(), nullable=True))
    op.execute("""
        INSERT INTO room (id, created_at, facility_id, label)
        SELECT gen_random_uuid(), now(), facility_id, room FROM bed WHERE room IS NOT NULL GROUP BY facility_id, room
    """)
    op.execute("UPDATE bed SET room_id = r.id FROM room r WHERE r.facility_id = bed.facility_id AND r.label = bed.room")
    op.execute("UPDATE bed SET is_extra = true WHERE state = 'extra'")
    op.execute("""
        INSERT INTO outage (id, created_at, bed_id, reason)
        SELECT gen_random_uuid(), now(), id, coalesce(state_reason, '') FROM bed WHERE state = 'out_of_order'
    """)
    op.alter_column("bed", "is_extra", server_default=None)
    op.drop_constraint(op.f("ck_bed_state_known"), "bed", type_="check")
    op.drop_constraint(op.f("ck_bed_group_known"), "bed", type_="check")
    for column in ("room", "state", "state_reason"):
        op.drop_column("bed", column)
    op.drop_index(op.f("ix_bed_facility_id"), table_name="bed")
    op.create_index("ix_bed_group", "bed", ["facility_id", "target_group"], unique=False)
    op.create_index(op.f("ix_bed_room_id"), "bed", ["room_id"], unique=False)
    op.create_foreign_key(op.f("fk_bed_room_id_room"), "bed", "room", ["room_id"], ["id"])
    op.create_foreign_key(op.f("fk_bed_target_group_target_group"), "bed", "target_group", ["target_group"], ["key"])


def _bed_nights() -> None:
    op.add_column("bed_night", sa.Column("extensions", sa.Integer(), nullable=False, server_default="0"))
    op.alter_column("bed_night", "extensions", server_default=None)
    op.add_column("bed_night", sa.Column("guest_id", sa.Uuid(), nullable=True))
    op.add_column("bed_night", sa.Column("expected_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("""
        UPDATE bed_night SET end_reason = 'cancelled'
        WHERE end_reason NOT IN ('expired', 'cancelled', 'no_show', 'closed', 'left', 'mistake')
    """)
    op.execute("UPDATE bed_night SET end_reason = 'left' WHERE ended_at IS NOT NULL AND end_reason IS NULL")
    op.create_check_constraint(
        op.f("ck_bed_night_ended_with_reason"), "bed_night", "(ended_at IS NULL) = (end_reason IS NULL)"
    )
    op.create_check_constraint(
        op.f("ck_bed_night_end_reason_known"),
        "bed_night",
        "end_reason IN ('expired', 'cancelled', 'no_show', 'closed', 'left', 'mistake')",
    )
    op.drop_constraint(op.f("uq_bed_night_idempotency_key"), "bed_night", type_="unique")
    op.drop_column("bed_night", "idempotency_key")
    op.drop_column("bed_night", "request")
    op.create_foreign_key(op.f("fk_bed_night_guest_id_guest"), "bed_night", "guest", ["guest_id"], ["id"])
    op.drop_index("ix_bed_night_night", table_name="bed_night")
    op.drop_index("uq_bed_night_one_person", table_name="bed_night")
    op.create_index(
        "uq_bed_night_one_person", "bed_night", ["night", "bed_id"], unique=True,
        postgresql_where=sa.text("ended_at IS NULL"), postgresql_include=["held_until"],
    )  # fmt: skip
    op.create_index(
        "ix_bed_night_held", "bed_night", ["night", "held_until"], unique=False,
        postgresql_where=sa.text("ended_at IS NULL AND held_until IS NOT NULL"),
    )  # fmt: skip
    op.create_index("ix_bed_night_guest", "bed_night", ["guest_id", "night"], unique=False)
    op.create_index(
        "ix_bed_night_figures", "bed_night", ["night", "bed_id"], unique=False,
        postgresql_include=["guest_id", "arrived_at", "end_reason"],
    )  # fmt: skip
    op.create_index(
        "uq_bed_night_one_bed", "bed_night", ["guest_id", "night"], unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )  # fmt: skip


def _others() -> None:
    op.add_column("facility", sa.Column("children", sa.Boolean(), nullable=True))
    op.add_column("facility", sa.Column("step_free", sa.Boolean(), nullable=True))
    op.add_column("facility", sa.Column("route_url", sa.Text(), nullable=True))
    op.add_column("person", sa.Column("cold_notice_at", sa.DateTime(timezone=True), nullable=True))
    kinds = ", ".join(f"'{kind}'" for kind in NUDGE_KINDS)
    op.drop_constraint(op.f("ck_nudge_kind_known"), "nudge", type_="check")
    op.create_check_constraint(op.f("ck_nudge_kind_known"), "nudge", f"kind IN ({kinds})")
