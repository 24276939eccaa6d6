"""The Polish catalogues: collected from code and templates, checked, compiled. Needs no gettext tools.

python tools/translations.py             collect and compile every app
python tools/translations.py people      only this app
python tools/translations.py --check     change nothing; fail where Polish is missing, wrong or stale
"""

import argparse
import ast
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "drogowskaz"
TEXTS = {".html", ".txt", ".xml"}
FORMS = 4
HEADER = r"""# Polish catalogue, collected by tools/translations.py; only the msgstr are written by hand.
msgid ""
msgstr ""
"Project-Id-Version: drogowskaz\n"
"POT-Creation-Date: 2026-01-01 00:00+0000\n"
"PO-Revision-Date: 2026-01-01 00:00+0000\n"
"Last-Translator: Drogowskaz\n"
"Language: pl\n"
"Language-Team: pl\n"
"Plural-Forms: nplurals=4; plural=(n==1 ? 0 : (n%10>=2 && n%10<=4) && (n%100<12 || n%100>14) ? 1 : n!=1 && (n%10>=0 && "
"n%10<=1) || (n%10>=5 && n%10<=9) || (n%100>=12 && n%100<=14) ? 2 : 3);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"""

# Function → positions of context, singular, plural among its arguments.
CALLS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
STRING = r"""u?(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
CALL_IN_TEMPLATE = re.compile(rf"\b(n?p?gettext|_)\(\s*({STRING}(?:\s*,\s*{STRING})*)")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|(?<!%)%([sd])|\{(\w+)\}")

Key = tuple[str, str, str]  # context, singular, plural


@dataclass
class Wanted:
    """Every message an app asks for, with the files that ask."""

    places: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    faults: list[str] = field(default_factory=list)


def _literal(node: ast.expr) -> str | None:
    """Read a string, also one added up from pieces; anything else is decided at run time and not ours."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _literal(node.left), _literal(node.right)
        return None if left is None or right is None else left + right
    return None


def in_python(path: Path, wanted: Wanted, place: str) -> None:
    """Collect the messages of one module."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in CALLS:
            continue
        if any(isinstance(argument, ast.JoinedStr) for argument in node.args):
            wanted.faults.append(
                f"{place}:{node.lineno}: an f-string cannot be translated; use placeholders."
            )
            continue
        texts = [
            _literal(node.args[at]) if at is not None and at < len(node.args) else "" for at in CALLS[name]
        ]
        if texts[1] and None not in texts:
            wanted.places[texts[0] or "", texts[1], texts[2] or ""].add(place)


def in_template(path: Path, wanted: Wanted, place: str) -> None:
    """Collect the messages of one template, the way Django itself reads it."""
    for name, arguments in CALL_IN_TEMPLATE.findall(templatize(path.read_text(), origin=str(path))):
        texts = [ast.literal_eval(text) for text in re.findall(STRING, arguments)]
        positions = CALLS[name]
        if max(at for at in positions if at is not None) >= len(texts):
            continue
        context, singular, plural = (texts[at] if at is not None else "" for at in positions)
        wanted.places[context, singular, plural].add(place)


def collect(app: Path) -> Wanted:
    """Everything one app asks to be translated."""
    wanted = Wanted()
    for path in sorted(app.rglob("*.py")):
        if "migrations" not in path.parts:
            in_python(path, wanted, str(path.relative_to(app)))
    for path in sorted((app / "templates").rglob("*")):
        if path.suffix in TEXTS:
            in_template(path, wanted, str(path.relative_to(app)))
    return wanted


def stored(file: Path) -> dict[Key, Message]:
    """What has been translated before."""
    if not file.exists():
        return {}
    with file.open("rb") as opened:
        catalog = read_po(opened, locale="pl")
    messages = {}
    for message in catalog:
        if message.id:
            singular, plural = (message.id, "") if isinstance(message.id, str) else message.id[:2]
            messages[message.context or "", singular, plural] = message
    return messages


def _forms(message: Message | None, plural: bool) -> list[str]:
    given = message.string if message else ""
    strings = [given] if isinstance(given, str) else list(given or [])
    return (strings + [""] * FORMS)[: FORMS if plural else 1]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n")
    lines = [line for line in re.split(r"(?<=\\n)", escaped) if line] if "\\n" in escaped else [escaped]
    quoted = [f'"{line}"' for line in lines]
    return quoted[0] if len(quoted) == 1 else "\n".join(['""', *quoted])


def written(wanted: Wanted, known: dict[Key, Message]) -> str:
    """The catalogue as text: every message wanted, in the order of the alphabet, with what is known of it."""
    blocks = [HEADER]
    for key in sorted(wanted.places, key=lambda key: (key[1], key[2], key[0])):
        context, singular, plural = key
        lines = [f"#: {place}" for place in sorted(wanted.places[key])]
        message = known.get(key)
        if message and "fuzzy" in message.flags:
            lines.append("#, fuzzy")
        if context:
            lines.append(f"msgctxt {_quoted(context)}")
        lines.append(f"msgid {_quoted(singular)}")
        if plural:
            lines.append(f"msgid_plural {_quoted(plural)}")
            forms = _forms(message, plural=True)
            lines += [f"msgstr[{number}] {_quoted(form)}" for number, form in enumerate(forms)]
        else:
            lines.append(f"msgstr {_quoted(_forms(message, plural=False)[0])}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def compiled(text: str) -> bytes:
    """The catalogue as the machine reads it; the same text gives the same bytes."""
    catalog: Catalog = read_po(io.BytesIO(text.encode()), locale="pl")
    binary = io.BytesIO()
    write_mo(binary, catalog)
    return binary.getvalue()


def _placeholders(text: str) -> set[str]:
    return {"".join(found) for found in PLACEHOLDER.findall(text)}


def untrue(key: Key, message: Message | None) -> Iterator[str]:
    """Say what is wrong with one translation."""
    _, singular, plural = key
    forms = _forms(message, bool(plural))
    if message is None or not all(forms):
        yield "no Polish"
        return
    if "fuzzy" in message.flags:
        yield "fuzzy"
    allowed = _placeholders(singular) | _placeholders(plural)
    for number, form in enumerate(forms):
        used = _placeholders(form)
        needed = _placeholders(plural or singular) if not plural or number else set()
        if not needed <= used <= allowed:
            yield f"placeholders differ: {sorted(used)} instead of {sorted(needed or allowed)}"
        if form.startswith("\n") != singular.startswith("\n") or form.endswith("\n") != singular.endswith(
            "\n"
        ):
            yield "begins or ends with a line break where the other does not"


def work(apps: list[Path], *, check: bool) -> list[str]:
    """Bring the catalogues of `apps` up to date, or with `check` only look; returns the faults as sentences."""
    faults: list[str] = []
    said: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for app in apps:
        wanted = collect(app)
        folder = app / "locale" / "pl" / "LC_MESSAGES"
        po, mo = folder / "django.po", folder / "django.mo"
        faults += [f"{app.name}/{fault}" for fault in wanted.faults]
        if not wanted.places:
            if po.exists():
                faults.append(
                    f"{app.name}: a catalogue, but nothing to translate; remove {po.name} and {mo.name}."
                )
            continue
        known = stored(po)
        for key in wanted.places:
            message = known.get(key)
            faults += [f"{app.name}: {key[1]!r}: {fault}" for fault in untrue(key, message)]
            if message and all(_forms(message, bool(key[2]))):
                said[key[0], key[1]][app.name] = " / ".join(_forms(message, bool(key[2])))
        text = written(wanted, known)
        if check:
            if not po.exists() or po.read_text() != text:
                faults.append(f"{app.name}: the catalogue is stale; run python tools/translations.py")
            elif not mo.exists() or mo.read_bytes() != compiled(text):
                faults.append(
                    f"{app.name}: the compiled catalogue is stale; run python tools/translations.py"
                )
            continue
        for key in known.keys() - wanted.places.keys():
            print(f"{app.name}: dropped {key[1]!r} (was {known[key].string!r})")
        folder.mkdir(parents=True, exist_ok=True)
        po.write_text(text)
        mo.write_bytes(compiled(text))
    for (context, singular), translations in said.items():
        if len(set(translations.values())) > 1:
            where = "; ".join(f"{app}: {text}" for app, text in translations.items())
            faults.append(
                f"{singular!r} {context} is said in more than one way, only one would show: {where}"
            )
    return faults


def main() -> int:
    """Run; the exit status is 1 where a translation is missing or wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("apps", nargs="*", help="names of apps; none means all")
    parser.add_argument("--check", action="store_true", help="change nothing, fail where something is wrong")
    chosen = parser.parse_args()
    settings.configure(USE_I18N=True)
    django.setup()
    every = sorted(path.parent for path in SOURCE.glob("*/__init__.py"))
    unknown = set(chosen.apps) - {app.name for app in every}
    if unknown:
        parser.error(f"no such app: {', '.join(sorted(unknown))}")
    faults = work([app for app in every if not chosen.apps or app.name in chosen.apps], check=chosen.check)
    print(*faults, sep="\n")
    print(f"{len(faults)} faults" if faults else "Every sentence has its Polish.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
