"""The stylesheet has no class that no page uses."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "drogowskaz"
CSS = (SOURCE / "common" / "static" / "css" / "drogowskaz.css").read_text()
RULES = re.sub(r"/\*.*?\*/|url\([^)]*\)|\{[^{}]*\}", " ", CSS, flags=re.DOTALL)
CLASSES = sorted({name.rstrip("-") for name in re.findall(r"\.(-?[a-z][a-z0-9_-]*)", RULES)})
COMPUTED = re.compile(r"(goal|v)-\d+")  # written by `shade` and `percent_class`
PAGES = "".join(path.read_text() for path in SOURCE.rglob("templates/**/*.html"))
WRITTEN = [*re.findall(r'class="([^"]*(?:"[^">]*"[^"]*)*)"', PAGES)]
WRITTEN += [path.read_text() for kind in ("*.py", "*.js") for path in SOURCE.rglob(kind)]
WORDS = set(re.findall(r"[a-z][a-z0-9_-]*", "\n".join(WRITTEN)))
BUILT = {
    "timeline--done",
    "timeline--now",
    "tag--ok",
    "tag--info",
    "tag--bad",
    "tag--warn",
    "tag--plain",
    "notice--ok",
}


def test_the_stylesheet_is_read():
    assert {"board", "goal", "v-100", "next-step--late"} <= set(CLASSES)


@pytest.mark.parametrize("name", [one for one in CLASSES if not COMPUTED.fullmatch(one)])
def test_every_class_of_the_stylesheet_is_used(name):
    assert name in WORDS or name in BUILT
