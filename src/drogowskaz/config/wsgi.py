"""The entry for the web server."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

from . import databases

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drogowskaz.config.settings")
application = get_wsgi_application()
databases.answer_soon(connections.databases["default"])
