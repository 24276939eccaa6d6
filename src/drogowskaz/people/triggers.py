"""The journal is only added to: both databases refuse to change or remove a line."""

from django.db.backends.base.base import BaseDatabaseWrapper

TRIGGERS = {"journal_is_final", "journal_stays"}

CREATE = {
    "sqlite": [
        "CREATE TRIGGER journal_is_final BEFORE UPDATE ON people_journalentry"
        " BEGIN SELECT RAISE(ABORT, 'journal_is_final'); END",
        "CREATE TRIGGER journal_stays BEFORE DELETE ON people_journalentry"
        " BEGIN SELECT RAISE(ABORT, 'journal_stays'); END",
    ],
    "postgresql": [
        "CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
        " RAISE integrity_constraint_violation USING CONSTRAINT = TG_ARGV[0], MESSAGE = TG_ARGV[0]; END$$",
        "CREATE TRIGGER journal_is_final BEFORE UPDATE ON people_journalentry"
        " FOR EACH ROW EXECUTE FUNCTION journal_refuse('journal_is_final')",
        "CREATE TRIGGER journal_stays BEFORE DELETE ON people_journalentry"
        " FOR EACH ROW EXECUTE FUNCTION journal_refuse('journal_stays')",
        "CREATE TRIGGER journal_not_emptied BEFORE TRUNCATE ON people_journalentry"
        " EXECUTE FUNCTION journal_refuse('journal_stays')",
    ],
}
DROP = {
    "sqlite": ["DROP TRIGGER IF EXISTS journal_is_final", "DROP TRIGGER IF EXISTS journal_stays"],
    "postgresql": ["DROP FUNCTION IF EXISTS journal_refuse CASCADE"],
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Create every trigger; the last step of each migration that touches the journal."""
    with connection.cursor() as cursor:
        for statement in CREATE[connection.vendor]:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop every trigger; the first step of such a migration."""
    with connection.cursor() as cursor:
        for statement in DROP[connection.vendor]:
            cursor.execute(statement)
