"""The command `drogowskaz`: every management command of the product."""

import os
import sys

from django.core.management import execute_from_command_line

from . import place


def main() -> None:
    """Run the command that the words after `drogowskaz` name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drogowskaz.config.settings")
    if sys.argv[1:2] == ["start"]:
        place.prepare(os.environ)
    else:
        place.use_kept_key(os.environ)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
