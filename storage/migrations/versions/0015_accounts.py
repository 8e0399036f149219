"""Second factors, invitations, sessions and organisations"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
ROLES = "'contact_person', 'night_staff', 'debt_specialist', 'housing_officer', 'coordinator', 'admin'"


def upgrade() -> None:
    """See the docstring of this file."""
    _places()
    _sessions()
    _second_factors()
    _ways_in()


def _points_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _places() -> None:
    for table in ("organisation", "municipality"):
        op.create_table(
            table,
            sa.Column("id", sa.Uuid(), nullable=False),
            _moment("created_at"),
            sa.Column("name", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
            sa.UniqueConstraint("name", name=op.f(f"uq_{table}_name")),
        )
        op.execute(
            f"INSERT INTO {table} (id, created_at, name) "  # noqa: S608 (two words of our own)
            f"SELECT gen_random_uuid(), now(), {table} FROM team GROUP BY {table}"
        )
        op.create_foreign_key(op.f(f"fk_team_{table}_{table}"), "team", table, [table], ["name"], onupdate="CASCADE")
    # A team may name an organisation or municipality that nobody named before; the program before this one does so too.
    op.execute(
        """
        CREATE FUNCTION team_names_places() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO organisation (id, created_at, name) VALUES (gen_random_uuid(), now(), NEW.organisation)
            ON CONFLICT (name) DO NOTHING;
            INSERT INTO municipality (id, created_at, name) VALUES (gen_random_uuid(), now(), NEW.municipality)
            ON CONFLICT (name) DO NOTHING;
            RETURN NEW;
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER team_names_places BEFORE INSERT OR UPDATE OF organisation, municipality ON team "
        "FOR EACH ROW EXECUTE FUNCTION team_names_places()"
    )
    op.create_table(
        "login_rule",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("second_factor", sa.Boolean(), nullable=False),
        sa.Column("remember_days", sa.Integer(), nullable=False),
        sa.Column("idle_minutes", sa.Integer(), nullable=False),
        sa.Column("quick_switch", sa.Boolean(), nullable=False),
        _points_to("login_rule", "organisation_id", "organisation"),
        sa.PrimaryKeyConstraint("organisation_id", "role", name=op.f("pk_login_rule")),
        sa.CheckConstraint(f"role IN ({ROLES})", name=op.f("ck_login_rule_role_known")),
        sa.CheckConstraint("idle_minutes BETWEEN 5 AND 720", name=op.f("ck_login_rule_idle_in_reason")),
        sa.CheckConstraint("remember_days BETWEEN 0 AND 30", name=op.f("ck_login_rule_remembered_in_reason")),
    )
    op.create_table(
        "staff_team",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        _points_to("staff_team", "staff_id", "staff_member"),
        _points_to("staff_team", "team_id", "team"),
        sa.PrimaryKeyConstraint("staff_id", "team_id", name=op.f("pk_staff_team")),
    )
    op.create_index(op.f("ix_staff_team_team_id"), "staff_team", ["team_id"])


def _sessions() -> None:
    op.add_column(
        "web_session", sa.Column("id", sa.Uuid(), nullable=False, server_default=sa.text("gen_random_uuid()"))
    )
    op.create_unique_constraint(op.f("uq_web_session_id"), "web_session", ["id"])
    op.add_column("web_session", _moment("last_seen_at", nullable=True))
    op.add_column("web_session", sa.Column("idle_minutes", sa.Integer(), nullable=True))
    for name in ("device", "address"):
        op.add_column("web_session", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("web_session", sa.Column("team_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_web_session_team_id_team"), "web_session", "team", ["team_id"], ["id"])
    op.add_column("login_attempt", sa.Column("address", sa.Text(), nullable=False, server_default=""))
    op.add_column("login_attempt", sa.Column("device_hash", sa.Text(), nullable=True))
    op.create_index("ix_login_attempt_address", "login_attempt", ["address", "at"])


def _second_factors() -> None:
    op.create_table(
        "second_factor",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        _moment("created_at"),
        _moment("confirmed_at", nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False, server_default="0"),
        _points_to("second_factor", "staff_id", "staff_member"),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_second_factor")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        _moment("used_at", nullable=True),
        _points_to("recovery_code", "staff_id", "staff_member"),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_recovery_code")),
    )
    op.create_index(op.f("ix_recovery_code_staff_id"), "recovery_code", ["staff_id"])
    op.create_table(
        "known_device",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        _moment("last_login_at"),
        _moment("remembered_until", nullable=True),
        _points_to("known_device", "staff_id", "staff_member"),
        sa.PrimaryKeyConstraint("token_hash", "staff_id", name=op.f("pk_known_device")),
    )
    op.create_index(op.f("ix_known_device_staff_id"), "known_device", ["staff_id"])
    op.create_table(
        "half_session",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        _moment("expires_at"),
        _points_to("half_session", "staff_id", "staff_member"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_half_session")),
    )
    op.create_index(op.f("ix_half_session_staff_id"), "half_session", ["staff_id"])


def _ways_in() -> None:
    op.create_table(
        "staff_invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        _moment("created_at"),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        _moment("expires_at"),
        _moment("used_at", nullable=True),
        _points_to("staff_invitation", "staff_id", "staff_member"),
        _points_to("staff_invitation", "made_by", "staff_member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_staff_invitation_token_hash")),
        sa.CheckConstraint("kind IN ('invite', 'reset')", name=op.f("ck_staff_invitation_kind_known")),
    )
    op.create_index(op.f("ix_staff_invitation_staff_id"), "staff_invitation", ["staff_id"])
    op.create_table(
        "staff_identity",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        _moment("linked_at"),
        sa.Column("linked_by", sa.Uuid(), nullable=True),
        _points_to("staff_identity", "staff_id", "staff_member"),
        _points_to("staff_identity", "linked_by", "staff_member"),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_staff_identity")),
    )
    op.create_index(op.f("ix_staff_identity_staff_id"), "staff_identity", ["staff_id"])
