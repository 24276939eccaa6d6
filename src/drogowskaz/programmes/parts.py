"""The parts of a preset as plain values: questionnaire, report and plan templates, fulfilment rules, letters, labels.

A preset folder is read into these (`presets.py`), stored as JSON with the edition (`PresetPart`), and read back
(`queries.part`). They know nothing of the database.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest
from string import Template

from drogowskaz.common.languages import Wording, wording


class Kind(StrEnum):
    """What sort of answer a question takes."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    EMAIL = "email"
    URL = "url"
    YES = "yes"  # a box that must be ticked when required
    CHOICE = "choice"
    CHOICES = "choices"
    ROWS = "rows"  # a repeating group: `columns` are its questions
    THEMES = "themes"  # the themes of the edition, with the leading one
    FILE = "file"


@dataclass(frozen=True)
class Choice:
    """One answer to choose; `value` is stored for ever."""

    value: str
    label_pl: str
    label_en: str = ""

    @property
    def label(self) -> Wording:
        return wording(self, "label")


@dataclass(frozen=True)
class Question:
    """One thing we ask. `key` names the answer for ever; `limit` counts characters.

    `per_theme` asks once for each theme the application names (key "<key>-<theme number>"). `when` is a pair
    (key of a question of the same step, value): the question is asked only if that is the answer.
    `role` tells which column a rule reads it into: "title" copies the answer to the application's title.
    """

    key: str
    kind: Kind
    label_pl: str
    label_en: str = ""
    hint_pl: str = ""
    hint_en: str = ""
    required: bool = True
    limit: int | None = None
    choices: tuple[Choice, ...] = ()
    columns: tuple["Question", ...] = ()
    at_most: int | None = None
    per_theme: bool = False
    when: tuple[str, str] | None = None
    role: str = ""

    @property
    def label(self) -> Wording:
        return wording(self, "label")

    @property
    def hint(self) -> Wording:
        return wording(self, "hint")


@dataclass(frozen=True)
class Step:
    """One step of the wizard."""

    key: str
    title_pl: str
    title_en: str = ""
    lead_pl: str = ""
    lead_en: str = ""
    questions: tuple[Question, ...] = ()

    @property
    def title(self) -> Wording:
        return wording(self, "title")

    @property
    def lead(self) -> Wording:
        return wording(self, "lead")


@dataclass(frozen=True)
class Questionnaire:
    """All steps of the wizard, in order."""

    steps: tuple[Step, ...]


@dataclass(frozen=True)
class ReportSection:
    """A section of the city report; `limit` counts characters.

    `part` names the facts that are set below the city's words: "", "project", "advice" or "authors".
    """

    key: str
    title_pl: str
    title_en: str = ""
    guidance_pl: str = ""
    guidance_en: str = ""
    required: bool = True
    limit: int | None = None
    part: str = ""

    @property
    def title(self) -> Wording:
        return wording(self, "title")

    @property
    def guidance(self) -> Wording:
        return wording(self, "guidance")


@dataclass(frozen=True)
class ReportTemplate:
    """The sections of a city report and the order of its review: any order of guardian, mayor, language.

    `link_days`: how long a link works by which a mayor approves without an account.
    """

    steps: tuple[str, ...]
    sections: tuple[ReportSection, ...]
    link_days: int = 30


@dataclass(frozen=True)
class PlanTemplate:
    """The words of the Plan that are not a city's: title, foreword, how to read it."""

    title_pl: str
    foreword_pl: str
    reading_pl: str
    title_en: str = ""
    foreword_en: str = ""
    reading_en: str = ""


@dataclass(frozen=True)
class Gate:
    """One condition of the certificate; `check` names the function of `certificates.fulfilment` that judges it."""

    key: str
    check: str
    name_pl: str
    name_en: str = ""
    help_pl: str = ""
    help_en: str = ""
    threshold: int | None = None

    @property
    def name(self) -> Wording:
        return wording(self, "name")

    @property
    def help(self) -> Wording:
        return wording(self, "help")


@dataclass(frozen=True)
class RuleSet:
    """The conditions of the certificate, under the version that will stand on it."""

    version: str
    certificate_name_pl: str
    sentence_pl: str  # $city $programme $edition $project $theme $date
    certificate_name_en: str = ""
    sentence_en: str = ""
    disclaimer_pl: str = ""
    disclaimer_en: str = ""
    gates: tuple[Gate, ...] = ()


@dataclass(frozen=True)
class Criterion:
    """A criterion of evaluation: question, weight, described scale (used from the evaluation on)."""

    key: str
    name_pl: str
    name_en: str = ""
    question_pl: str = ""
    question_en: str = ""
    weight: int = 0
    scale_pl: tuple[str, ...] = ()
    scale_en: tuple[str, ...] = ()

    @property
    def levels(self) -> list["Level"]:
        """The described levels, from 0 to 5."""
        return [Level(*texts) for texts in zip_longest(self.scale_pl, self.scale_en, fillvalue="")]


@dataclass(frozen=True)
class Level:
    """What one mark means, in both languages."""

    text_pl: str
    text_en: str = ""


@dataclass(frozen=True)
class Criteria:
    """All criteria; their weights make 100."""

    criteria: tuple[Criterion, ...]


def fill(text: str, words: dict[str, str]) -> str:
    """Fill in `words`; a line with words to fill in, all of which are empty, is left out."""
    lines = []
    for line in text.split("\n"):
        template = Template(line)
        names = template.get_identifiers()
        if not names or any(str(words[name]).strip() for name in names):
            lines.append(template.substitute(words))
    return "\n".join(lines)


@dataclass(frozen=True)
class LetterTemplate:
    """A letter of the programme; words to fill in are written $city, $link … (string.Template)."""

    key: str
    subject_pl: str
    body_pl: str
    subject_en: str = ""
    body_en: str = ""

    def write(self, language: str, **words: str) -> tuple[str, str]:
        """Fill in the words and give (subject, body) in `language`, or in Polish where it is not translated.

        A line of the body that has nothing to fill in ("Remarks: $remarks", and there are none) is left out.

        Raises:
            KeyError: a word of the template is missing; the check of the preset prevents it for known letters.
        """
        subject, body = wording(self, "subject", language), wording(self, "body", language)
        filled = " ".join(Template(str(subject)).substitute(words).split())
        return filled, fill(str(body), words)


@dataclass(frozen=True)
class AgreementTemplate:
    """The text of the agreement; words to fill in are written $city, $institution, $project, $theme, $hours …"""

    title_pl: str
    body_pl: str  # small Markdown; "## " begins a paragraph of the agreement
    title_en: str = ""
    body_en: str = ""


@dataclass(frozen=True)
class Labels:
    """Words a programme uses for our things, as in: theme → "cel", stage → "etap"; key → (Polish, English)."""

    words: dict[str, tuple[str, str]] = field(default_factory=dict)


LABELS = (
    "theme",
    "themes",
    "stage",
    "stages",
    "unit",
    "units",
    "path",
    "guardian",
    "adviser",
    "coordinator",
    "agreement",
    "project",
    "report",
    "plan",
    "toolbox",
    "certificate",
)
"""The words every preset must give."""

GATE_CHECKS = ("agreement", "coordinator", "advice", "milestones", "project", "report", "plan")
"""The conditions that can be judged today; `certificates.fulfilment` has a function for each."""

CARD_ROLES = ("title", "short_title", "improves", "aim", "actions", "groups", "partners", "place")
"""What a question may be for the project card; each answer is taken over into the line of that name."""

REPORT_PARTS = ("project", "advice", "authors")
"""The facts of the tables that a section of the report may show below the city's words."""

REVIEW_STEPS = ("guardian", "mayor", "language")
"""The steps of a report's review, which a preset may put in any order; the mayor's is never left out."""
