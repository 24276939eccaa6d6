"""Issued documents never change: both databases refuse, but for one revocation."""

from django.db.backends.base.base import BaseDatabaseWrapper

TRIGGERS = {"issued_is_final", "issued_revoked_once", "issued_stays"}

FINAL = "id, kind, series, sequence, number, code, title, language, snapshot, sha256, size, issued_at, issued_by_id"
WHEN = {
    "issued_is_final": f"BEFORE UPDATE OF {FINAL} ON documents_issued FOR EACH ROW",
    "issued_revoked_once": "BEFORE UPDATE ON documents_issued FOR EACH ROW WHEN (OLD.revoked_at IS NOT NULL)",
    "issued_stays": "BEFORE DELETE ON documents_issued FOR EACH ROW",
}
CREATE = {
    "sqlite": [
        f"CREATE TRIGGER {name} {moment} BEGIN SELECT RAISE(ABORT, '{name}'); END"
        for name, moment in WHEN.items()
    ],
    "postgresql": [
        "CREATE FUNCTION issued_refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
        " RAISE integrity_constraint_violation USING CONSTRAINT = TG_ARGV[0], MESSAGE = TG_ARGV[0]; END$$",
        *(
            f"CREATE TRIGGER {name} {moment} EXECUTE FUNCTION issued_refuse('{name}')"
            for name, moment in WHEN.items()
        ),
    ],
}
DROP = {
    "sqlite": [f"DROP TRIGGER IF EXISTS {name}" for name in WHEN],
    "postgresql": ["DROP FUNCTION IF EXISTS issued_refuse CASCADE"],
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Create every trigger; the last step of each migration that touches issued documents."""
    with connection.cursor() as cursor:
        for statement in CREATE[connection.vendor]:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop every trigger; the first step of such a migration."""
    with connection.cursor() as cursor:
        for statement in DROP[connection.vendor]:
            cursor.execute(statement)
