"""The law of the ledger on both databases: each entry is added to its account, everything else is refused.

Every refusal is a name and arrives as IntegrityError, so that `ledger` can turn it into a sentence. A migration that
touches one of the three tables begins with `remove` and ends with `install`: SQLite rebuilds a changed table and drops
its triggers without a word.
"""

# ruff: noqa: S608 - every piece of SQL is written here; nothing comes from outside

from dataclasses import dataclass, field

from django.db.backends.base.base import BaseDatabaseWrapper

EFFECT = {  # what a minute of each kind adds to a figure of the account
    "granted": {"grant": 1, "transfer_in": 1, "expire": -1, "transfer_out": -1},
    "reserved": {"reserve": 1, "release": -1},
    "used": {"use": 1, "reverse": -1},
}


def added(figure: str, row: str = "") -> str:
    """SQL for what one entry adds to `figure`."""
    cases = " ".join(f"WHEN '{kind}' THEN {sign}" for kind, sign in EFFECT[figure].items())
    return f"{row}minutes * CASE {row}kind {cases} ELSE 0 END"


FIGURES = ", ".join(EFFECT)
SUMS = ", ".join(f"COALESCE(SUM({added(figure)}), 0)" for figure in EFFECT)
COUNT = ", ".join(f"{figure} = {figure} + {added(figure, 'NEW.')}" for figure in EFFECT)
ACCOUNT = "SELECT 1 FROM advisory_account WHERE id = NEW.account_id"
NUMBER = "SELECT COALESCE(MAX(seq), 0) + 1 FROM advisory_entry WHERE account_id = NEW.account_id"


def _ref(kind: str, account: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM advisory_entry WHERE id = NEW.ref_id AND kind = '{kind}'"
        f" AND account_id {account} NEW.account_id AND minutes = NEW.minutes)"
    )


TWO_PEOPLE = """SELECT 1 FROM advisory_entry undone JOIN advisory_entry promise ON promise.id = undone.ref_id
    WHERE undone.key = NEW.key AND undone.kind = 'release' AND undone.account_id = NEW.account_id
    AND promise.by_id <> NEW.by_id"""
OVERLAP = """SELECT 1 FROM advisory_advisorysession other WHERE other.adviser_id = NEW.adviser_id
    AND other.id <> NEW.id AND other.state <> 'cancelled'
    AND other.starts_at < NEW.ends_at AND NEW.starts_at < other.ends_at"""
UNCHANGED = " AND ".join(
    f"NEW.{column} IS OLD.{column}"
    for column in (
        "id",
        "account_id",
        "kind",
        "minutes",
        "happened_on",
        "ref_id",
        "key",
        "reason",
        "at",
        "by_id",
    )
)


@dataclass(frozen=True)
class Guard:
    """One trigger: when it asks, and the names of its refusals with the condition under which each is spoken.

    `sqlite` and `postgresql` hold what only that engine asks, or asks differently.
    """

    name: str
    when: str
    refused: dict[str, str] = field(default_factory=dict)
    sqlite: dict[str, str] = field(default_factory=dict)
    postgresql: dict[str, str] = field(default_factory=dict)

    def refusals(self, vendor: str) -> dict[str, str]:
        """Name → condition, in the order in which they are asked."""
        return {**self.refused, **(self.sqlite if vendor == "sqlite" else self.postgresql)}


GRAIN = (
    "NEW.minutes <= 0 OR NEW.minutes % (SELECT grain FROM advisory_account WHERE id = NEW.account_id) <> 0"
)
GUARDS = (
    Guard(
        "entry_checked",
        "BEFORE INSERT ON advisory_entry",
        {
            "entry_key_once": "EXISTS (SELECT 1 FROM advisory_entry"  # also closes REPLACE and upserts
            " WHERE id = NEW.id OR (key = NEW.key AND kind = NEW.kind))",
            "entry_ref_once": "EXISTS (SELECT 1 FROM advisory_entry WHERE ref_id = NEW.ref_id)",
            "entry_number_is_given": "NEW.seq IS NOT NULL",
            "entry_minutes_fit_the_grain": GRAIN,
            "account_is_open": "NEW.kind IN ('reserve', 'use') AND NOT EXISTS"
            f" ({ACCOUNT} AND opened_at IS NOT NULL AND closed_at IS NULL)",
            "entry_mirrors_its_ref": "NOT CASE NEW.kind"
            f" WHEN 'release' THEN {_ref('reserve', '=')}"
            f" WHEN 'reverse' THEN {_ref('use', '=')}"
            f" WHEN 'transfer_in' THEN {_ref('transfer_out', '<>')}"
            " ELSE NEW.ref_id IS NULL END",
            "entry_use_has_two_people": f"NEW.kind = 'use' AND NOT EXISTS ({TWO_PEOPLE})",
        },
        # SQLite would keep 12.5 or 'abc' in a column of integers.
        sqlite={"entry_minutes_fit_the_grain": f"typeof(NEW.minutes) <> 'integer' OR {GRAIN}"},
    ),
    # PostgreSQL writes the number before the row is in; SQLite gives it afterwards, the one change that is permitted.
    Guard(
        "entry_is_final",
        "BEFORE UPDATE ON advisory_entry",
        sqlite={"entry_is_final": f"NOT (OLD.seq IS NULL AND NEW.seq IS NOT NULL AND {UNCHANGED})"},
        postgresql={"entry_is_final": "TRUE"},
    ),
    Guard("entry_stays", "BEFORE DELETE ON advisory_entry", {"entry_stays": "TRUE"}),
    Guard(
        "account_starts_empty",
        "BEFORE INSERT ON advisory_account",
        {
            "account_starts_empty": "(NEW.granted, NEW.reserved, NEW.used) <> (0, 0, 0)",
            "account_one_per_stage": "EXISTS (SELECT 1 FROM advisory_account WHERE id = NEW.id"
            " OR (participation_id = NEW.participation_id AND stage_id = NEW.stage_id))",
        },
    ),
    # PostgreSQL counts the rows of one INSERT after the last of them, so there sums would mislead: the depth is asked.
    Guard(
        "account_is_derived",
        f"BEFORE UPDATE OF {FIGURES} ON advisory_account",
        sqlite={
            "account_is_derived": "(NEW.granted, NEW.reserved, NEW.used) IS NOT"
            f" (SELECT {SUMS} FROM advisory_entry WHERE account_id = NEW.id)"
        },
        postgresql={
            "account_is_derived": "pg_trigger_depth() < 2"
            " AND (NEW.granted, NEW.reserved, NEW.used) <> (OLD.granted, OLD.reserved, OLD.used)"
        },
    ),
    Guard(
        "account_keeps_its_identity",
        "BEFORE UPDATE OF id, participation_id, stage_id, grain ON advisory_account",
        {
            "account_keeps_its_identity": "(NEW.id, NEW.participation_id, NEW.stage_id, NEW.grain)"
            " <> (OLD.id, OLD.participation_id, OLD.stage_id, OLD.grain)"
        },
    ),
    Guard("account_stays", "BEFORE DELETE ON advisory_account", {"account_stays": "TRUE"}),
)
COUNTING = {
    "sqlite": "CREATE TRIGGER entry_counts AFTER INSERT ON advisory_entry BEGIN"
    f" UPDATE advisory_entry SET seq = ({NUMBER}) WHERE id = NEW.id;"
    f" UPDATE advisory_account SET {COUNT} WHERE id = NEW.account_id; END",
    "postgresql": "CREATE FUNCTION entry_counts() RETURNS trigger LANGUAGE plpgsql"
    " SECURITY DEFINER SET search_path FROM CURRENT AS $$BEGIN"
    f" UPDATE advisory_account SET {COUNT} WHERE id = NEW.account_id; RETURN NULL; END$$;"
    "CREATE TRIGGER entry_counts AFTER INSERT ON advisory_entry FOR EACH ROW EXECUTE FUNCTION entry_counts()",
}
# An adviser is in one place at a time; a cancelled session is nowhere.
APART = {
    "sqlite": [
        f"CREATE TRIGGER {name} BEFORE {deed} ON advisory_advisorysession"
        f" WHEN NEW.state <> 'cancelled' AND EXISTS ({OVERLAP})"
        " BEGIN SELECT RAISE(ABORT, 'session_no_overlap'); END"
        for name, deed in (
            ("session_no_overlap", "INSERT"),
            ("session_no_overlap_when_moved", "UPDATE OF adviser_id, starts_at, ends_at, state"),
        )
    ],
    "postgresql": [  # two ranges: no extension is needed
        "ALTER TABLE advisory_advisorysession ADD CONSTRAINT session_no_overlap"
        " EXCLUDE USING gist (int8range(adviser_id, adviser_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&)"
        " WHERE (state <> 'cancelled')"
    ],
}
EMPTYING = [
    f"CREATE TRIGGER {thing}_not_emptied BEFORE TRUNCATE ON advisory_{thing} EXECUTE FUNCTION {thing}_stays()"
    for thing in ("entry", "account")
]
TRIGGERS = {"entry_counts", "session_no_overlap"} | {guard.name for guard in GUARDS}
REFUSALS = {"session_no_overlap"} | {
    name for guard in GUARDS for vendor in ("sqlite", "postgresql") for name in guard.refusals(vendor)
}

# On PostgreSQL the row of the account is the queue: one writer at a time from here on, and the number is read under it.
BEFORE = {"entry_checked": "PERFORM 1 FROM advisory_account WHERE id = NEW.account_id FOR UPDATE; "}
AFTER = {"entry_checked": f" NEW.seq := ({NUMBER});"}


def _create(guard: Guard, vendor: str) -> str:
    if vendor == "sqlite":
        body = " ".join(
            f"SELECT RAISE(ABORT, '{name}') WHERE {refused};"
            for name, refused in guard.refusals(vendor).items()
        )
        return f"CREATE TRIGGER {guard.name} {guard.when} BEGIN {body} END"
    body = " ".join(
        f"IF ({refused}) THEN RAISE integrity_constraint_violation"
        f" USING CONSTRAINT = '{name}', MESSAGE = '{name}'; END IF;"
        for name, refused in guard.refusals(vendor).items()
    )
    return (
        f"CREATE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT"
        f" AS $$BEGIN {BEFORE.get(guard.name, '')}{body}{AFTER.get(guard.name, '')} RETURN NEW; END$$;"
        f"CREATE TRIGGER {guard.name} {guard.when} FOR EACH ROW EXECUTE FUNCTION {guard.name}()"
    )


def install(connection: BaseDatabaseWrapper) -> None:
    """Create every trigger; the last step of each migration that touches one of the tables."""
    vendor = connection.vendor
    statements = [_create(guard, vendor) for guard in GUARDS] + [COUNTING[vendor], *APART[vendor]]
    if vendor == "postgresql":
        statements += EMPTYING
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop every trigger; the first step of such a migration."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "ALTER TABLE advisory_advisorysession DROP CONSTRAINT IF EXISTS session_no_overlap"
            )
            for name in sorted(TRIGGERS):
                cursor.execute(f"DROP FUNCTION IF EXISTS {name} CASCADE")
        else:
            for name in sorted(TRIGGERS | {"session_no_overlap_when_moved"}):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' UNION SELECT conname FROM pg_constraint",
}


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of `TRIGGERS` that the database has lost or never had."""
    with connection.cursor() as cursor:
        cursor.execute(PRESENT[connection.vendor])
        return TRIGGERS - {str(row[0]) for row in cursor.fetchall()}
