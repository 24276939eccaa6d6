"""The generated half of docs/reference: settings, commands, lifecycles, roles and deeds, read from the code.

python tools/reference.py            write the pages
python tools/reference.py --check    fail where one is stale
"""

import argparse
import importlib
import inspect
import os
import pkgutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import django
from django.apps import apps
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand
from django.utils import translation

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
NOTE = "<!-- Written by `make docs` from the code. Do not change it here. -->\n"


NAMES = ("settings.md", "commands.md", "lifecycles.md", "roles.md", "deeds.md")


def pages() -> dict[str, str]:
    """Name of the file → its text, for every generated page; Django must have been set up."""
    return dict(zip(NAMES, (settings(), commands(), lifecycles(), roles(), deeds()), strict=True))


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table of Markdown."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def settings() -> str:
    """Every variable an operator may set."""
    environment = importlib.import_module("drogowskaz.config.environment")
    rows = []
    for name, field in environment.Environment.model_fields.items():
        default = field.default
        shown = default.get_secret_value() if hasattr(default, "get_secret_value") else default
        given = "must be given" if field.is_required() else f"`{shown}`" if str(shown) else "empty"
        rows.append((f"`{environment.PREFIX}{name.upper()}`", str(field.description), given))
    return (
        f"# Settings\n\n{NOTE}\n"
        "Environment variables. Any of them may lie in a file instead, named by the same variable with `_FILE` at its\n"
        "end: secrets should. A wrong, missing or misspelt one stops the start with a sentence.\n"
        "`drogowskaz start` makes a secret key in the data folder where none is given, and takes the public address\n"
        "from its port.\n\n" + table(("Variable", "What it is", "Without it"), rows) + "\n"
    )


def _our_commands() -> Iterator[tuple[str, BaseCommand]]:
    for name, app in sorted(get_commands().items()):
        if app.startswith("drogowskaz."):
            yield name, load_command_class(app, name)


def _arguments(parser: argparse.ArgumentParser) -> list[tuple[str, ...]]:
    of_django = {action.dest for action in BaseCommand().create_parser("drogowskaz", "x")._actions}
    rows: list[tuple[str, ...]] = []
    for action in parser._actions:
        if action.help == argparse.SUPPRESS or action.dest in of_django:
            continue
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for word, part in action.choices.items():
                rows.append((f"`{word}`", helps.get(word, "")))
                rows += [(f"`{word} {name.strip('`')}`", text) for name, text in _arguments(part)]
            continue
        name = ", ".join(action.option_strings) or (
            action.metavar if isinstance(action.metavar, str) else action.dest
        )
        choices = f" One of: {', '.join(map(str, action.choices))}." if action.choices else ""
        rows.append((f"`{name}`", f"{action.help or ''}{choices}".strip()))
    return rows


def commands() -> str:
    """Every command of the product."""
    parts = [
        f"# Commands\n\n{NOTE}\n"
        "`drogowskaz <command>`, in a checkout `.venv/bin/drogowskaz <command>`. `DROGOWSKAZ_DATA` says whose data."
    ]
    for name, command in _our_commands():
        rows = _arguments(command.create_parser("drogowskaz", name))
        text = f"## {name}\n\n{command.help}"
        parts.append(f"{text}\n\n{table(('Argument', 'What it does'), rows)}" if rows else text)
    return "\n\n".join(parts) + "\n"


def _labelled(label: object) -> tuple[str, str]:
    said = []
    for language in ("en", "pl"):
        with translation.override(language):
            said.append(str(label))
    return said[0], said[1]


def lifecycles() -> str:
    """Every lifecycle: a diagram and a table of its arrows."""
    lifecycle = importlib.import_module("drogowskaz.common.lifecycle")
    parts = [
        f"# Lifecycles\n\n{NOTE}\nA state changes only by one of these moves, in one UPDATE that compares and sets."
    ]
    for app in _our_apps():
        module = _optional(f"{app}.lifecycle")
        if module is None or module is lifecycle:
            continue
        moves: dict[type, list] = defaultdict(list)
        for move in vars(module).values():
            for one in move if isinstance(move, tuple) else (move,):
                if isinstance(one, lifecycle.Move) and one not in moves[type(one.target)]:
                    moves[type(one.target)].append(one)
        for states, arrows in moves.items():
            if hasattr(states, "choices"):
                parts.append(_lifecycle(app.rpartition(".")[2], states, arrows))
    return "\n\n".join(parts) + "\n"


def _lifecycle(app: str, states: type, arrows: list) -> str:
    title = f"## {app}" + (
        "" if states.__name__ == "State" else f": {states.__name__.removesuffix('State').lower()}"
    )
    order = [str(state) for state in states]  # type: ignore[attr-defined]
    pairs = sorted(
        {(str(source), str(arrow.target), arrow.verb) for arrow in arrows for source in arrow.sources},
        key=lambda pair: (order.index(pair[0]), order.index(pair[1]), pair[2]),
    )
    diagram = "\n".join(f"    {source} --> {target}: {verb}" for source, target, verb in pairs)
    named = [(f"`{state.value}`", *_labelled(state.label)) for state in states]  # type: ignore[attr-defined]
    verbs = [(f"`{verb}`", f"`{source}`", f"`{target}`") for source, target, verb in pairs]
    return "\n\n".join(
        [
            title,
            f"```mermaid\nstateDiagram-v2\n{diagram}\n```",
            table(("State", "English", "Polish"), named),
            table(("Move", "from", "to"), verbs),
        ]
    )


def roles() -> str:
    """Every role in a programme and capacity for a city."""
    role = importlib.import_module("drogowskaz.programmes.roles").Role
    capacity = importlib.import_module("drogowskaz.people.models").Capacity
    parts = [
        f"# Roles\n\n{NOTE}\nOne person may hold several; the policy of each deed says which may not meet."
    ]
    for title, kind in (("In a programme", role), ("For a city", capacity)):
        rows = [(f"`{one.value}`", *_labelled(one.label)) for one in kind]
        parts.append(f"## {title}\n\n{table(('Name in code', 'English', 'Polish'), rows)}")
    return "\n\n".join(parts) + "\n"


def _our_apps() -> list[str]:
    return sorted(app.name for app in apps.get_app_configs() if app.name.startswith("drogowskaz."))


def _optional(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return None


def _functions(module: ModuleType) -> Iterator[tuple[str, object]]:
    parts = [module]
    if hasattr(module, "__path__"):
        parts += [
            importlib.import_module(f"{module.__name__}.{part.name}")
            for part in pkgutil.iter_modules(module.__path__)
        ]
    for part in parts:
        for name, function in vars(part).items():
            own = inspect.unwrap(function) if inspect.isfunction(function) else None
            if own and own.__module__ == part.__name__ and not name.startswith("_"):
                yield name, own


def deeds() -> str:
    """Every deed, with the sentence that says what will happen."""
    parts = [
        f"# Deeds\n\n{NOTE}\n"
        "What people do, app by app. Each is allowed by a policy, moves a thing, is entered in the journal and posts\n"
        "its letters, in one transaction."
    ]
    for app in _our_apps():
        module = _optional(f"{app}.actions")
        rows = [
            (f"`{name}`", (inspect.getdoc(function) or "").partition("\n\n")[0].replace("\n", " "))
            for name, function in (_functions(module) if module else ())
            if "by" in inspect.signature(function).parameters  # type: ignore[arg-type]
        ]
        if rows:
            parts.append(f"## {app.rpartition('.')[2]}\n\n{table(('Deed', 'This will …'), rows)}")
    return "\n\n".join(parts) + "\n"


def main() -> int:
    """Write the pages, or with --check say which are stale."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="change nothing, fail where a page is stale")
    check = parser.parse_args().check
    os.environ.setdefault("DROGOWSKAZ_SECRET_KEY", "only-to-read-the-code-0123456789-abcdefghijklmnopq")
    os.environ.setdefault("DROGOWSKAZ_DATA", tempfile.gettempdir())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drogowskaz.config.settings")
    django.setup()
    stale = [name for name, text in pages().items() if _stored(name) != text]
    if check:
        print(*(f"docs/reference/{name} is stale; run make docs" for name in stale), sep="\n")
        return 1 if stale else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (REFERENCE / name).write_text(pages()[name])
        print(f"docs/reference/{name}")
    return 0


def _stored(name: str) -> str:
    file = REFERENCE / name
    return file.read_text() if file.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
