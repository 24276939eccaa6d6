"""A small edition in the tables, until the presets of the repository can be loaded."""

from dataclasses import asdict
from datetime import date, timedelta

from drogowskaz.programmes.letters import LETTERS
from drogowskaz.programmes.models import Edition, Path, PresetPart, Programme, Stage, Theme
from drogowskaz.programmes.parts import (
    LABELS,
    AgreementTemplate,
    Criteria,
    Gate,
    Kind,
    Labels,
    LetterTemplate,
    PlanTemplate,
    Question,
    Questionnaire,
    ReportSection,
    ReportTemplate,
    RuleSet,
    Step,
)

CHECKS = ("agreement", "coordinator", "advice", "milestones", "project", "report", "plan")


def small_edition(*, slug: str, programme_slug: str, today: date) -> Edition:
    programme, _ = Programme.objects.get_or_create(
        slug=programme_slug,
        defaults={"name_pl": "Plan Działań dla Miast", "name_en": "Action Plan for Cities"},
    )
    edition = Edition.objects.create(
        programme=programme,
        slug=slug,
        name_pl="PDM 2027",
        name_en="PDM 2027",
        starts_on=today - timedelta(days=120),
        projects_end_on=today + timedelta(days=300),
        number_prefix="PDM",
        preset_sha256="0" * 64,
    )
    Theme.objects.bulk_create(
        Theme(edition=edition, number=n, name_pl=f"Cel {n}", name_en=f"Goal {n}", colour="#3f7e44")
        for n in range(1, 18)
    )
    for place, (key, has) in enumerate({"open-call": True, "expert": False, "invited": False}.items(), 1):
        Path.objects.create(
            edition=edition, key=key, position=place, name_pl=key, name_en=key, has_application=has
        )
    for number, minutes in ((1, 1200), (2, 1800)):
        Stage.objects.create(
            edition=edition,
            number=number,
            name_pl=f"Etap {number}",
            name_en=f"Stage {number}",
            minutes=minutes,
            starts_on=today - timedelta(days=60),
            ends_on=today + timedelta(days=300),
        )
    letters = {
        key: asdict(LetterTemplate(key, f"{key}: $city", " ".join(f"${word}" for word in sorted(words))))
        for key, words in LETTERS.items()
    }
    gates = tuple(
        Gate(f"G{n}", check, check, threshold=80 if check == "advice" else None)
        for n, check in enumerate(CHECKS, 1)
    )
    parts = {
        "questionnaire": Questionnaire(
            (
                Step("concept", "Koncepcja", "Concept", questions=(Question("themes", Kind.THEMES, "Cele"),)),
                Step(
                    "project",
                    "Projekt",
                    "Project",
                    questions=(Question("title", Kind.LINE, "Tytuł", limit=250, role="title"),),
                ),
            )
        ),
        "criteria": Criteria(()),
        "report": ReportTemplate(
            ("guardian", "mayor", "language"), (ReportSection("road", "Dotychczasowa droga", limit=4200),)
        ),
        "plan": PlanTemplate("Plan Działań dla Miast", "Wstęp", "Jak czytać"),
        "fulfilment": RuleSet("FR-1.0", "Certyfikat", "Miasto $city …", gates=gates),
        "agreement": AgreementTemplate("Porozumienie", "Treść"),
        "labels": Labels({key: (key, key) for key in LABELS}),
    }
    for kind, part in parts.items():
        content = part.words if kind == "labels" else asdict(part)
        PresetPart.objects.create(
            edition=edition, kind=kind, content=asdict(part) if kind == "labels" else content
        )
    PresetPart.objects.create(edition=edition, kind="letters", content=letters)
    return edition
