"""People who do something at the very same moment, each in a connection of their own, on both engines.

SQLite keeps the database of the tests in memory, where connections do not wait for each other; so there the deeds are
done in a copy of it, a file like that of a real installation.
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from drogowskaz.common.refusal import Refusal


def at_once(deeds, judge, folder):
    """What came of each of `deeds` (its value, or the name of the refusal), and what `judge` finds afterwards."""
    copy = folder / "copy.sqlite3"
    if connection.vendor == "sqlite":
        connection.cursor().execute(f"VACUUM INTO '{copy}'")
    settings = {**connection.settings_dict, "NAME": str(copy)}
    start = Barrier(len(deeds), timeout=20)

    def apart(deed, wait=True):
        if connection.vendor == "sqlite":
            connections["default"] = DatabaseWrapper(settings, "default")
        try:
            connection.ensure_connection()
            if wait:
                start.wait()
            return deed()
        except Refusal as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        outcomes = list(pool.map(apart, deeds))
    with ThreadPoolExecutor(1) as pool:
        return outcomes, pool.submit(apart, judge, False).result()
