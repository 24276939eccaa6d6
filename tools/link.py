"""Make the checkout usable from its virtual environment: `import drogowskaz`, and the command `drogowskaz`."""

import sys
import sysconfig
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"
COMMAND = '#!/bin/sh\nexec "{python}" -m drogowskaz.config.command "$@"\n'


def main() -> None:
    """Write one line into site-packages and one small program beside python."""
    Path(sysconfig.get_path("purelib"), "drogowskaz.pth").write_text(f"{SOURCE}\n")
    program = Path(sysconfig.get_path("scripts"), "drogowskaz")
    program.write_text(COMMAND.format(python=sys.executable))
    program.chmod(0o755)


if __name__ == "__main__":
    main()
