"""The whole demo, told on a few cities by the same deeds: everybody one can be finds what their line promises."""

from datetime import date
from pathlib import Path

import pytest
from django.urls import resolve
from django.utils import translation

from drogowskaz.certificates.models import Certificate
from drogowskaz.desk import queries
from drogowskaz.desk.demo import people, story
from drogowskaz.desk.demo.fates import BUKOWIEC, MODRZEWIEC, fates
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import User
from drogowskaz.plans.models import PlanEdition

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PRESET = Path(__file__).parents[2] / "presets" / "pdm"
TODAY = date(2026, 11, 24)
# What the line of each person names, as rooms of the matters that wait; the auditor's line says that nothing does.
PROMISED = {
    "biuro@demo.example": {
        "participation:coordinator",
        "participation:agreement",
        "reports:detail",
    },
    "biuro2@demo.example": {"certificates:detail"},
    "opiekunka@demo.example": {"advisory:request", "advisory:session", "projects:milestone"},
    "doradca@demo.example": {"advisory:arrange"},
    "koordynatorka@demo.example": {"advisory:session", "projects:milestone"},
    "burmistrz@demo.example": {"reports:review"},
    "zgloszenie@demo.example": {"applications:detail"},
    "certyfikat@demo.example": {"applications:start"},
    "audytorka@demo.example": set(),
}
TURNS = (63, 64, 74, 93)  # a report to publish, a session to arrange, one to settle, a coordinator to confirm


def cast():
    """A city of every fate, and those in which a demo person has a part."""
    dealt = fates()
    return {MODRZEWIEC, BUKOWIEC, *TURNS, *(dealt.index(fate) for fate in set(dealt))}


def test_everybody_one_can_be_finds_what_their_line_promises():
    stage = story.tell(PRESET, TODAY, cities=cast())
    with translation.override("pl"):
        waiting = {
            who.email: [
                resolve(matter.url.partition("?")[0]).view_name
                for matter in queries.waiting_for(User.objects.get(email=who.email), stage.clock.at(0, 12))
            ]
            for who in people.listed()
        }

    assert set(waiting) == {who.email for who in people.PEOPLE} == set(PROMISED)
    assert [
        (email, room, sorted(set(waiting[email])))
        for email, rooms in PROMISED.items()
        for room in sorted(rooms - set(waiting[email]))
    ] == []
    assert [email for email, found in waiting.items() if not found] == ["audytorka@demo.example"]
    assert Participation.objects.count() == len(cast())
    assert PlanEdition.objects.exclude(number=None).count() == 1
    assert set(Certificate.objects.values_list("state", flat=True)) == {"proposed", "issued", "revoked"}
