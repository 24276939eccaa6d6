"""What an invented city answers in the wizard, by the key of the question; other questions get a plain answer."""

from io import BytesIO
from typing import Any

import pikepdf
from django.core.files.base import ContentFile

from drogowskaz.applications.answers import Answers, Asked
from drogowskaz.applications.sheet import Sheet
from drogowskaz.programmes.parts import Kind, Question, Step

from .cities import InventedCity
from .projects import Idea

PLAIN = {
    Kind.NUMBER: "12",
    Kind.DATE: "2027-6-30",
    Kind.EMAIL: "urzad@demo.example",
    Kind.URL: "https://demo.example/",
    Kind.YES: "yes",
    Kind.TEXT: "Opis jest zmyślony, jak całe to miasto.",
    Kind.LINE: "Odpowiedź pokazowa",
}


def known(city: InventedCity, idea: Idea, contact: str, mayor: str) -> dict[str, Any]:
    """The answers that are about this city and this project."""
    return {
        "office_name": f"Urząd Miasta {city.name}",
        "office_street": "Rynek 1",
        "office_postcode": "00-001",
        "office_place": city.name,
        "office_phone": "+48 000 000 000",
        "population": str(city.population),
        "contact_name": contact,
        "contact_position": "inspektor",
        "contact_unit": "Wydział Rozwoju",
        "contact_phone": "+48 000 000 001",
        "office_edelivery": "AE:PL-00000-00000-AAAAA-00",
        "representative_name": mayor,
        "representative_function": "burmistrz",
        "working_title": idea.title,
        "title": idea.title,
        "short_title": idea.title[:80],
        "why": f"Mieszkańcy od lat mówią nam, że to ważne. Punkt wyjścia: {idea.improves.lower()}.",
        "achievements": [
            {
                "title": idea.improves[:150],
                "years": "2022–2025",
                "scale": "Korzysta kilkuset mieszkańców.",
                "evidence": "",
            }
        ],
        "targets": "11.3, 11.7",
        "improvement": f"Mamy: {idea.improves}. Chcemy: {idea.aim}.",
        "need": f"Najbardziej skorzystają: {idea.groups}.",
        "aim": idea.aim,
        "actions": [
            {
                "action": "Spotkania z mieszkańcami",
                "months": "styczeń–marzec",
                "responsible": "wydział rozwoju",
            },
            {"action": idea.aim[:250], "months": "kwiecień–październik", "responsible": "wydział rozwoju"},
        ],
        "groups": idea.groups,
        "partners": idea.partners,
        "indicators": [
            {
                "name": "Mieszkańcy, którzy korzystają",
                "baseline": "120",
                "target": "600",
                "measure": "osoby",
                "origin": "liczenie w terenie",
            }
        ],
        "advice_for": "Chcemy dobrze wybrać rozwiązanie, policzyć koszty i sprawdzić, czy działa.",
        "good_practice": f"Pokażemy innym miastom, jak doszliśmy do tego: {idea.improves.lower()}.",
    }


def to_step(sheet: Sheet, step: Step, facts: dict[str, Any], themes: tuple[int, ...]) -> Answers:
    """An answer to every question of one step; `themes` are the numbers of the goals, the leading one first."""
    answers: Answers = {}
    for asked in sheet.asked(step):
        if asked.kind == Kind.THEMES:
            answers[asked.name] = [str(number) for number in themes]
            answers[f"{asked.name}-leading"] = str(themes[0])
        elif asked.kind != Kind.FILE:
            answers[asked.name] = _answer(asked, facts)
    return answers


def _answer(asked: Asked, facts: dict[str, Any]) -> Any:
    question = asked.question
    if question.key in facts:
        return facts[question.key]
    if asked.kind == Kind.CHOICES:
        return [question.choices[0].value]
    if asked.kind == Kind.ROWS:
        return [{column.key: _single(column) for column in question.columns}]
    return _single(question)


def _single(question: Question) -> str:
    if question.kind == Kind.CHOICE:
        return question.choices[0].value
    plain = PLAIN.get(question.kind, "Odpowiedź pokazowa")
    return plain[: question.limit] if question.limit else plain


def statement(city: InventedCity) -> ContentFile[bytes]:
    """The signed statement of an invented city: one page, which says that it is made up."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(595, 842))
    page = document.pages[0]
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(
            F1=pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
        )
    )
    words = b"BT /F1 14 Tf 72 760 Td (Statement of the city - made up for a demonstration) Tj ET"
    page.Contents = document.make_stream(words)
    document.docinfo["/Title"] = f"Oświadczenie: {city.name}"
    content = BytesIO()
    document.save(content, deterministic_id=True)
    return ContentFile(content.getvalue(), name=f"oswiadczenie-{city.teryt}.pdf")
