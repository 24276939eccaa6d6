"""The command `drogowskaz`: every management command of the product."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from . import environment, place

SETTINGS = "drogowskaz.config.settings"


def main() -> None:
    """Run the command that the words after `drogowskaz` name; a wrong setting ends it with a sentence."""
    if sys.argv[1:2] == ["start"]:
        if "--port" in sys.argv[:-1]:
            os.environ["PORT"] = sys.argv[sys.argv.index("--port") + 1]
        place.prepare(os.environ)
    else:
        place.use_kept_key(os.environ)
    if os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS) == SETTINGS:
        try:
            environment.load()
        except ImproperlyConfigured as error:
            sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
