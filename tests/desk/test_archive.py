"""The archive edition: what public pages say, and nothing else."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from drogowskaz.desk import archive
from drogowskaz.participation.models import Participation
from drogowskaz.programmes.lifecycle import EditionState
from drogowskaz.programmes.models import Edition
from drogowskaz.programmes.presets import Faulty
from drogowskaz.registers.models import City
from tests.builders.programmes import NOW, PRESETS, an_edition

pytestmark = pytest.mark.django_db

FOLDER = PRESETS / "pdm-2021"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def loaded():
    an_edition(programme_slug="pdm")
    return archive.load(archive.read(FOLDER, today=NOW.date()), at=NOW)[0]


def test_the_edition_is_archived_and_public_from_the_start():
    edition = loaded()

    assert edition.state == EditionState.ARCHIVED
    assert edition in Edition.objects.public()
    assert not edition.invented


def test_the_stated_numbers_of_cities_make_104_and_have_their_source():
    paths = loaded().paths.order_by("position")

    assert [path.stated_cities for path in paths] == [35, 34, 35]
    assert all(path.source.startswith("https://pdm.irmir.pl/") for path in paths)


def test_every_known_city_has_its_source_and_blanks_stay_blank():
    edition = loaded()

    parts = Participation.objects.filter(edition=edition).select_related("city", "theme", "path")
    assert len(parts) == 15
    assert all(part.source.startswith("https://") and part.qualified_by is None for part in parts)
    found = {
        part.city.slug: (part.theme and part.theme.number, part.path and part.path.key) for part in parts
    }
    assert found["warszawa"] == (12, "open-call")
    assert found["rzeszow"] == (9, "expert")
    assert found["czestochowa"] == (None, None)
    assert not City.objects.filter(invented=True).exists()


def test_loading_again_changes_nothing():
    loaded()

    edition, new = archive.load(archive.read(FOLDER, today=NOW.date()), at=NOW)

    assert (new, Participation.objects.filter(edition=edition).count()) == (False, 15)


def a_copy(tmp_path: Path, file: str, old: str, new: str) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    for one in FOLDER.iterdir():
        (folder / one.name).write_text(one.read_text())
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))
    return folder


def test_other_files_do_not_change_an_archive(tmp_path):
    loaded()
    folder = a_copy(tmp_path, "cities.toml", "nie marnujmy", "nie wyrzucajmy")

    with pytest.raises(archive.ChangedSince):
        archive.load(archive.read(folder, today=NOW.date()), at=NOW)


FAULTS = {
    "no source": (
        "cities.toml",
        'source = "https://pdm.irmir.pl/miasta/gdansk"\n',
        "",
        "“source” is missing here.",
    ),
    "a source that is no page": (
        "cities.toml",
        '"https://pdm.irmir.pl/miasta/gdansk"',
        '"heard it"',
        "A source is",
    ),
    "an unknown goal": ("cities.toml", "theme = 12", "theme = 18", "There is no goal 18."),
    "a wrong number": ("cities.toml", '"1465011"', '"146501"', "A number in the register has seven digits"),
    "a city twice": ("cities.toml", '"1465011"', '"1412011"', "“1412011” stands here a second time."),
    "an unknown path": ("cities.toml", 'path = "expert"', 'path = "export"', "Did you mean “expert”?"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_mistake_is_named(tmp_path, fault):
    file, old, new, reason = FAULTS[fault]

    with pytest.raises(Faulty) as refused:
        archive.read(a_copy(tmp_path, file, old, new), today=NOW.date())

    assert [found.file for found in refused.value.faults] == [file]
    assert reason in refused.value.faults[0].reason


def test_the_command_asks_for_the_programme_first():
    out = StringIO()
    call_command("archive", "check", str(FOLDER), stdout=out)
    assert out.getvalue() == "The archive is in order: 15 cities.\n"
    with pytest.raises(CommandError, match="The programme “pdm” is not there"):
        call_command("archive", "load", str(FOLDER))

    an_edition(programme_slug="pdm")
    call_command("archive", "load", str(FOLDER), stdout=out)
    call_command("archive", "load", str(FOLDER), stdout=out)
    assert out.getvalue().splitlines()[1:] == [
        "The archive edition “pdm-2021” was loaded.",
        "The archive edition “pdm-2021” is there already.",
    ]
