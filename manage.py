"""`python manage.py …`: the command `drogowskaz` from a checkout."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))

from drogowskaz.config.command import main

if __name__ == "__main__":
    main()
