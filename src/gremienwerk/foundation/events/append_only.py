"""How does the database itself keep the log from being changed?

SQLite needs three triggers: `INSERT OR REPLACE` removes the old row without firing
DELETE triggers. PostgreSQL needs one; its error code makes Django raise `IntegrityError`
on both. Two limits: the owner of the table can drop triggers; and on SQLite a migration
that alters the table rebuilds it without them, so it lifts first and protects again after.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE = {
    "update": "BEFORE UPDATE ON events_entry",
    "delete": "BEFORE DELETE ON events_entry",
    "replace": """BEFORE INSERT ON events_entry WHEN EXISTS (SELECT 1 FROM events_entry
        WHERE id = NEW.id OR hash = NEW.hash OR previous_hash = NEW.previous_hash)""",
}
PROTECT = {
    "sqlite": [
        f"""CREATE TRIGGER events_entry_no_{name} {event}
        BEGIN SELECT RAISE(ABORT, 'events_entry is append-only'); END"""
        for name, event in _SQLITE.items()
    ],
    "postgresql": [
        """CREATE FUNCTION events_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'events_entry is append-only' USING ERRCODE = 'restrict_violation';
        END $$""",
        """CREATE TRIGGER events_entry_append_only
        BEFORE UPDATE OR DELETE OR TRUNCATE ON events_entry
        FOR EACH STATEMENT EXECUTE FUNCTION events_entry_refuse()""",
    ],
}
LIFT = {
    "sqlite": [f"DROP TRIGGER events_entry_no_{name}" for name in _SQLITE],
    "postgresql": ["DROP FUNCTION events_entry_refuse() CASCADE"],
}


def protect(connection: BaseDatabaseWrapper) -> None:
    """Forbid every UPDATE, DELETE and TRUNCATE of the log."""
    _run(connection, PROTECT[connection.vendor])


def lift(connection: BaseDatabaseWrapper) -> None:
    """Undo `protect`."""
    _run(connection, LIFT[connection.vendor])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def is_protected(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether every trigger is in place."""
    expected = {
        "sqlite": ("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", 3),
        "postgresql": ("SELECT count(*) FROM pg_trigger WHERE tgname LIKE %s", 1),
    }
    query, number = expected[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query, ["events_entry_%"])
        [found] = cursor.fetchone()
    return bool(found == number)
