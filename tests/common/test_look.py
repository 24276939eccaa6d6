"""The one stylesheet keeps what it promises: small, in layers, readable in light and dark, complete."""

import gzip
import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation

COMMON = Path(__file__).parents[2] / "src" / "drogowskaz" / "common"
CSS = (COMMON / "static" / "css" / "drogowskaz.css").read_text()
JS = (COMMON / "static" / "js" / "drogowskaz.js").read_bytes()
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})\b", block))
    for block in re.findall(r":root\{(.*?)\n\}", CSS, re.DOTALL)[:1]
    + re.findall(r"prefers-color-scheme:dark\)\{:root\{(.*?)\n\}\}", CSS, re.DOTALL)[:1]
)
PAIRS = [
    *(("ink", ground) for ground in ("paper", "mist", "mist-2", "road-soft")),
    *(("ink-2", ground) for ground in ("paper", "mist")),
    *(("link", ground) for ground in ("paper", "mist", "road-soft")),
    *((kind, f"{kind}-soft") for kind in ("info", "ok", "warn", "bad")),
    ("bad", "paper"),
    ("on-road", "road"),
    ("on-road", "road-deep"),
    ("on-accent", "accent"),
]
EDGES = [
    ("line-strong", "paper"),
    ("line-strong", "mist"),
    ("bar", "paper"),
    ("focus", "paper"),
    ("bar", "land"),
]


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, {**LIGHT, **DARK}], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read(scheme, text, ground):
    assert contrast(scheme[text], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, {**LIGHT, **DARK}], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_and_bars_can_be_seen(scheme, edge, ground):
    assert contrast(scheme[edge], scheme[ground]) >= 3


def test_the_measure_of_contrast_is_right():
    assert round(contrast("#fff", "#000000"), 1) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_stylesheet_and_script_are_small():
    assert len(gzip.compress(CSS.encode(), 9)) <= 15_000
    assert len(gzip.compress(JS, 9)) <= 5_000


def test_nothing_is_forced_outside_the_utilities_and_print():
    bare = re.sub(r"@layer (utilities|print)\{.*?\n\}+\n", "", CSS, flags=re.DOTALL)

    assert "!important" not in bare


def test_every_length_of_a_bar_and_every_colour_of_a_theme_has_its_class():
    assert {int(number) for number in re.findall(r"\.v-(\d+)\{", CSS)} == set(range(101))
    assert {int(number) for number in re.findall(r"\.goal-(\d+)\{", CSS)} >= set(range(1, 25))


def test_every_class_of_our_templates_is_in_the_stylesheet():
    known = set(re.findall(r"\.([a-z][\w-]*)", CSS))
    used = set()
    for path in (COMMON / "templates").rglob("*.html"):
        plain = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text())
        for names in re.findall(r'class="([^"]*)"', plain):
            used |= {name for name in names.split() if not name.endswith("-")}

    assert used - known == set()


def test_no_foreign_address_is_asked_for_anything():
    assert re.findall(r"url\((?!\.\./|\"data:|#)", CSS) == []
    assert b"http" not in JS


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_page_of_components_draws_all_of_them(client, language):
    with translation.override(language):
        answer = client.get(reverse("styleguide"))
    text = answer.content.decode()
    parts = {path.stem for path in (COMMON / "templates" / "components").glob("_*.html")}
    drawn = {
        template.name.rpartition("/")[2].partition(".")[0] for template in answer.templates if template.name
    }

    assert answer.status_code == 200
    assert parts - drawn == set()
    assert f'<html lang="{language}">' in text
