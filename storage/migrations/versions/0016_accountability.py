"""A chained audit trail, and the rights of the client"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """See the docstring of this file."""
    _entries()
    _links()
    _only_added()
    _emergencies()
    _rights()
    _retention()


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _by_staff(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["staff_member.id"], name=op.f(f"fk_{table}_{column}_staff_member"))


def _entries() -> None:
    """Who somebody was at that moment, for whom and from where; a client who is forgotten stays behind as an id."""
    for column in ("role", "organisation", "channel", "place", "session", "reason"):
        op.add_column("audit_entry", sa.Column(column, sa.Text(), nullable=True))
    op.add_column("audit_entry", sa.Column("actor", sa.Text(), nullable=False, server_default="stapje"))
    op.add_column("audit_entry", sa.Column("on_behalf_of", sa.Uuid(), nullable=True))
    op.execute(
        "UPDATE audit_entry SET actor = CASE WHEN staff_id IS NOT NULL THEN 'staff' "
        "WHEN details->>'by' = 'client' OR action LIKE 'person.%' OR action = 'privacy.requested' THEN 'client' "
        "ELSE 'stapje' END"
    )
    op.create_check_constraint(
        op.f("ck_audit_entry_actor_known"), "audit_entry", "actor IN ('staff', 'token', 'client', 'stapje')"
    )
    for other in ("person", "conversation"):
        op.drop_constraint(f"fk_audit_entry_{other}_id_{other}", "audit_entry", type_="foreignkey")
    op.create_index("ix_audit_entry_staff", "audit_entry", ["staff_id", "id"])
    op.create_index("ix_audit_entry_action", "audit_entry", ["action", "id"])
    op.create_index("ix_audit_entry_conversation", "audit_entry", ["conversation_id", "id"])
    op.create_index("ix_audit_entry_about", "audit_entry", ["person_id", "id"])


def _links() -> None:
    op.create_table(
        "audit_link",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        _moment("chained_at", nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_audit_link_number_counts")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_link")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_audit_link_entry_id")),
    )


def _only_added() -> None:
    """Rows are only added: the database itself refuses the rest.

    What the retention job deletes it announces in its own transaction; even then the five years of the care sector
    hold by the database's own clock (DOMAIN.md section 7; docs/decisions/0038).
    """
    op.execute(
        """
        CREATE FUNCTION audit_is_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND coalesce(current_setting('stapje.audit_term_over', true), '') = 'on' THEN
                IF TG_TABLE_NAME = 'audit_link' THEN RETURN OLD; END IF;
                IF OLD.at < now() - interval '5 years' THEN RETURN OLD; END IF;
                RAISE EXCEPTION 'audit_entry %: is younger than five years and stays', OLD.id
                    USING ERRCODE = 'insufficient_privilege';
            END IF;
            RAISE EXCEPTION '% refused: % is only added to', TG_OP, TG_TABLE_NAME
                USING ERRCODE = 'insufficient_privilege';
        END $$
        """
    )
    for table in ("audit_entry", "audit_link"):
        op.execute(
            f"CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION audit_is_only_added()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_only_added()"
        )


def _emergencies() -> None:
    op.create_table(
        "emergency_access",
        sa.Column("id", sa.Uuid(), nullable=False),
        _moment("created_at", nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _moment("ends_at", nullable=False),
        _moment("ended_at"),
        _by_staff("emergency_access", "staff_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_access")),
    )
    op.create_index("ix_emergency_access_staff_id", "emergency_access", ["staff_id", "ends_at"])
    op.create_index("ix_emergency_access_person_id", "emergency_access", ["person_id"])


def _rights() -> None:
    op.create_table(
        "rights_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        _moment("created_at", nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, server_default="open"),
        sa.Column("identified_how", sa.Text(), nullable=True),
        sa.Column("identified_by", sa.Uuid(), nullable=True),
        sa.Column("wrong", sa.Text(), nullable=False, server_default=""),
        sa.Column("right", sa.Text(), nullable=False, server_default=""),
        sa.Column("answer", sa.Text(), nullable=False, server_default=""),
        sa.Column("proposed_by", sa.Uuid(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        _moment("ended_at"),
        sa.Column("token_hash", sa.Text(), nullable=True),
        _moment("link_until"),
        _moment("fetched_at"),
        sa.Column("report", postgresql.JSONB(), nullable=True),
        sa.CheckConstraint("kind IN ('export', 'correction', 'deletion')", name=op.f("ck_rights_request_kind_known")),
        sa.CheckConstraint("asked_by IN ('client', 'staff')", name=op.f("ck_rights_request_asker_known")),
        sa.CheckConstraint(
            "state IN ('open', 'proposed', 'done', 'refused')", name=op.f("ck_rights_request_state_known")
        ),
        sa.CheckConstraint(
            "proposed_by IS NULL OR ended_by IS NULL OR state <> 'done' OR proposed_by <> ended_by",
            name=op.f("ck_rights_request_four_eyes"),
        ),
        *(_by_staff("rights_request", name) for name in ("identified_by", "proposed_by", "ended_by")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_rights_request_token_hash")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_request")),
    )
    op.create_index("ix_rights_request_person_id", "rights_request", ["person_id"])
    op.create_index(
        "uq_rights_request_one_open", "rights_request", ["person_id", "kind"], unique=True,
        postgresql_where=sa.text("state IN ('open', 'proposed') AND kind <> 'correction'"),
    )  # fmt: skip
    op.create_table(
        "legal_hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        _moment("created_at", nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        _moment("ended_at"),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_legal_hold_person_id_person")),
        *(_by_staff("legal_hold", name) for name in ("staff_id", "ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    op.create_index(
        "uq_legal_hold_one_runs", "legal_hold", ["person_id"], unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )  # fmt: skip


def _retention() -> None:
    op.create_table(
        "retention_term",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.CheckConstraint("days > 0", name=op.f("ck_retention_term_days_positive")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_retention_term")),
    )
    op.create_table(
        "retention_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        _moment("created_at", nullable=False),
        _moment("ended_at"),
        sa.Column("gone", postgresql.JSONB(), nullable=False),
        sa.Column("kept", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_run")),
    )
    op.create_index("ix_retention_run_created_at", "retention_run", ["created_at"])
