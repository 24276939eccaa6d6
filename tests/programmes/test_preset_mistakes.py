"""A preset with a mistake is refused whole; every mistake is named with file, line and reason."""

import pytest
from django.utils import translation

from drogowskaz.programmes import presets
from drogowskaz.programmes.parts import Questionnaire
from tests.builders.programmes import NOW

from .faults import FAULTS, a_broken_preset

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def line_of(path, where):
    """The line of the first (or n-th) place where a text stands."""
    if isinstance(where, int):
        return where
    nth, text = where if isinstance(where, tuple) else (1, where)
    found = [number for number, line in enumerate(path.read_text().splitlines(), 1) if text in line]
    return found[nth - 1]


def mistakes(folder):
    with pytest.raises(presets.Faulty) as refused:
        presets.read(folder, today=TODAY)
    return refused.value.faults


@pytest.mark.parametrize("fault", FAULTS)
def test_a_mistake_is_named_with_file_line_and_reason(tmp_path, fault):
    file, old, new, where, reason = FAULTS[fault]
    folder = a_broken_preset(tmp_path / "preset", file, old, new)

    found = [one for one in mistakes(folder) if reason in one.reason]

    line = 1 if new is None or isinstance(new, bytes) else line_of(folder / file, where)
    assert [(one.file, one.line) for one in found] == [(file, line)]


def test_all_mistakes_are_named_at_once(tmp_path):
    folder = a_broken_preset(tmp_path / "preset", "stages.toml", "grain = 15", "grain = 0")
    (folder / "letters" / "plan_frozen.pl.md").unlink()
    (folder / "report" / "advice.pl.md").write_text("")

    assert [f"{one.file}:{one.line}" for one in mistakes(folder)] == [
        "letters/plan_frozen.pl.md:1",
        "report/advice.pl.md:1",
        "stages.toml:6",
    ]


def test_a_folder_that_is_not_there_is_said(tmp_path):
    assert [one.reason for one in mistakes(tmp_path / "nowhere")] == ["There is no such folder."]


def test_a_programme_without_applications_needs_no_questionnaire(tmp_path):
    folder = a_broken_preset(tmp_path / "preset", "paths.toml", "application = true", "application = false")
    (folder / "questionnaire.toml").unlink()

    assert presets.read(folder, today=TODAY).questionnaire == Questionnaire(())
