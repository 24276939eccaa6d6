"""The tool that collects and checks the Polish catalogues."""

import gettext
import io

import pytest

from tools import translations


@pytest.fixture
def app(tmp_path):
    """An app in a folder, with a module and a template that ask for translations."""
    folder = tmp_path / "shop"
    (folder / "templates" / "shop").mkdir(parents=True)
    (folder / "views.py").write_text(
        'from x import _, ngettext, pgettext\n_("Hand " "in")\npgettext("month", "May")\n'
        'ngettext("%(n)s city", "%(n)s cities", n)\n_(not_ours)\n'
    )
    (folder / "templates" / "shop" / "a.html").write_text(
        '{% load i18n %}{% translate "Hello" %}'
        "{% blocktranslate trimmed %}\n  Dear {{ name }},\n  welcome\n{% endblocktranslate %}"
    )
    return folder


def catalogue(app):
    return app / "locale" / "pl" / "LC_MESSAGES" / "django.po"


def complete(app):
    translations.work([app], check=False)
    text = catalogue(app).read_text()
    for before, after in {
        'msgid "Hand in"\nmsgstr ""': 'msgid "Hand in"\nmsgstr "Złóż"',
        'msgid "Hello"\nmsgstr ""': 'msgid "Hello"\nmsgstr "Dzień dobry"',
        'msgid "May"\nmsgstr ""': 'msgid "May"\nmsgstr "maj"',
        'welcome"\nmsgstr ""': 'welcome"\nmsgstr "Szanowny %(name)s, witamy"',
        'msgstr[0] ""': 'msgstr[0] "jedno miasto"',
        'msgstr[1] ""': 'msgstr[1] "%(n)s miasta"',
        'msgstr[2] ""': 'msgstr[2] "%(n)s miast"',
        'msgstr[3] ""': 'msgstr[3] "%(n)s miasta"',
    }.items():
        assert before in text
        text = text.replace(before, after)
    catalogue(app).write_text(text)
    assert translations.work([app], check=False) == []


def test_messages_are_collected_from_code_and_templates(app):
    assert set(translations.collect(app).places) == {
        ("", "Hand in", ""),
        ("month", "May", ""),
        ("", "%(n)s city", "%(n)s cities"),
        ("", "Hello", ""),
        ("", "Dear %(name)s, welcome", ""),
    }


def test_a_complete_catalogue_is_compiled_and_passes(app):
    complete(app)

    assert translations.work([app], check=True) == []
    with catalogue(app).with_suffix(".mo").open("rb") as file:
        polish = gettext.GNUTranslations(io.BytesIO(file.read()))
    assert polish.gettext("Hand in") == "Złóż"
    assert polish.pgettext("month", "May") == "maj"
    assert [polish.ngettext("%(n)s city", "%(n)s cities", n) for n in (1, 2, 5, 22)] == [
        "jedno miasto",
        "%(n)s miasta",
        "%(n)s miast",
        "%(n)s miasta",
    ]


def test_collecting_twice_changes_nothing(app):
    complete(app)
    before = catalogue(app).read_text(), catalogue(app).with_suffix(".mo").read_bytes()

    translations.work([app], check=False)

    assert (catalogue(app).read_text(), catalogue(app).with_suffix(".mo").read_bytes()) == before


def test_what_is_missing_is_named(app):
    assert "shop: 'Hello': no Polish" in translations.work([app], check=False)


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("Szanowny %(name)s", "Szanowny", "placeholders differ"),
        ("%(n)s miast", "%(m)s miast", "placeholders differ"),
        ('msgstr "Złóż"', 'msgstr ""', "no Polish"),
        ('msgid "Hello"', '#, fuzzy\nmsgid "Hello"', "fuzzy"),
    ],
)
def test_a_wrong_translation_is_found(app, right, wrong, fault):
    complete(app)
    assert right in catalogue(app).read_text()
    catalogue(app).write_text(catalogue(app).read_text().replace(right, wrong, 1))

    assert [found for found in translations.work([app], check=True) if fault in found]


def test_a_stale_catalogue_is_found(app):
    complete(app)
    (app / "views.py").write_text('_("Hand in")\n')

    assert translations.work([app], check=True) == [
        "shop: the catalogue is stale; run python tools/translations.py"
    ]


def test_a_stale_compiled_catalogue_is_found(app):
    complete(app)
    catalogue(app).write_text(catalogue(app).read_text().replace("Dzień dobry", "Witaj"))

    assert translations.work([app], check=True) == [
        "shop: the compiled catalogue is stale; run python tools/translations.py"
    ]


def test_what_nobody_asks_for_any_more_is_dropped_and_told(app, capsys):
    complete(app)
    (app / "templates" / "shop" / "a.html").unlink()

    assert translations.work([app], check=False) == []
    assert "shop: dropped 'Hello' (was 'Dzień dobry')" in capsys.readouterr().out
    assert "Hello" not in catalogue(app).read_text()


def test_an_f_string_cannot_be_translated(app):
    (app / "views.py").write_text('_(f"Hello {name}")\n')

    assert translations.work([app], check=False)[0] == (
        "shop/views.py:1: an f-string cannot be translated; use placeholders."
    )


def test_one_sentence_is_not_said_in_two_ways(app, tmp_path):
    complete(app)
    other = tmp_path / "bank"
    other.mkdir()
    (other / "views.py").write_text('_("Hand in")\n')
    translations.work([other], check=False)
    catalogue(other).write_text(
        catalogue(other).read_text().replace('"Hand in"\nmsgstr ""', '"Hand in"\nmsgstr "Wyślij"')
    )

    (fault,) = translations.work([app, other], check=False)

    assert fault.startswith("'Hand in'  is said in more than one way")
