"""A questionnaire with a question of every kind, and a call that asks it."""

from dataclasses import asdict

from drogowskaz.programmes.models import Call, PresetPart
from drogowskaz.programmes.parts import Choice, Kind, Question, Questionnaire, Step
from tests.builders.programmes import a_call, an_edition

KINDS = (Choice("project", "Projekt", "Project"), Choice("programme", "Program", "Programme"))
EVERYTHING = Questionnaire(
    (
        Step(
            "applicant",
            "Dane zgłaszającego",
            "Applicant",
            "Kto zgłasza",
            questions=(
                Question("office", Kind.LINE, "Nazwa urzędu", limit=20),
                Question("email", Kind.EMAIL, "E-mail urzędu"),
                Question("site", Kind.URL, "Strona", required=False),
            ),
        ),
        Step(
            "concept",
            "Koncepcja",
            questions=(
                Question("themes", Kind.THEMES, "Cele"),
                Question("title", Kind.LINE, "Tytuł projektu", limit=150, role="title"),
            ),
        ),
        Step(
            "why",
            "Uzasadnienie",
            questions=(
                Question("reason", Kind.TEXT, "Dlaczego ten cel?", limit=30, per_theme=True),
                Question("targets", Kind.CHOICES, "Zadania", choices=KINDS, at_most=1, per_theme=True),
            ),
        ),
        Step(
            "project",
            "Projekt",
            questions=(
                Question("kind", Kind.CHOICE, "Rodzaj", choices=KINDS),
                Question("stages", Kind.TEXT, "Etapy programu", when=("kind", "programme")),
                Question("ends_on", Kind.DATE, "Koniec"),
                Question("cost", Kind.NUMBER, "Koszt", required=False),
                Question(
                    "actions",
                    Kind.ROWS,
                    "Działania",
                    at_most=2,
                    columns=(
                        Question("action", Kind.LINE, "Działanie", limit=40),
                        Question("on", Kind.DATE, "Kiedy", required=False),
                    ),
                ),
            ),
        ),
        Step(
            "statement",
            "Oświadczenie",
            questions=(
                Question("true", Kind.YES, "Dane są prawdziwe"),
                Question("signed", Kind.FILE, "Podpisane oświadczenie"),
            ),
        ),
    )
)


def a_rich_call(**facts: object) -> Call:
    """A call whose application asks a question of every kind."""
    edition = an_edition()
    PresetPart.objects.create(edition=edition, kind="questionnaire", version=2, content=asdict(EVERYTHING))
    return a_call(edition, **facts)
