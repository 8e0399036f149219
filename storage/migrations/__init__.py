"""The database's schema, one titled change after another (Alembic)."""
