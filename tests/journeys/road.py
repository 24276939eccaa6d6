"""One city's whole road, told once: what each person opens, fills in and presses, in the words of the pages.

The people have browsers (`plain.PlainBrowser` or `real.RealBrowser`, which understand the same words), so the same road
is walked without JavaScript and in Chromium, and for any programme that is data.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from drogowskaz.people.models import User
from drogowskaz.programmes.models import Edition
from drogowskaz.programmes.parts import Kind, Question
from drogowskaz.programmes.queries import questionnaire
from drogowskaz.programmes.roles import Role
from tests.builders.participation import a_pdf
from tests.builders.people import a_person
from tests.builders.programmes import PRESETS, a_member
from tests.builders.registers import a_city

CITY, OTHER_CITY = "Modrzewiec", "Olszanka"
PASSWORD = "zielony-rynek-pod-debem"
TITLE = "Rynek, który oddycha"
DAY = timedelta(days=1)
ANSWERS = {
    Kind.LINE: "Rynek",
    Kind.TEXT: "Mieszkańcy **chcą cienia** na rynku.",
    Kind.NUMBER: "18 240",
    Kind.EMAIL: "urzad@modrzewiec.example",
    Kind.URL: "https://modrzewiec.example/",
}


@dataclass(frozen=True)
class Programme:
    """What differs between two programmes for somebody who walks them."""

    preset: str
    name: str
    theme: str  # the city is qualified under it
    other_theme: str
    path: str  # the other city comes by it, without an application
    stages: tuple[tuple[str, ...], ...]  # for each stage the sessions the city confirms
    too_much: str
    refusal: str
    readers: tuple[str, ...]


@dataclass
class Cast:
    """Everybody on the road, each at their own browser."""

    programme: Programme
    run_tasks: Callable[..., Any]
    office: Any
    second: Any
    guardian: Any
    adviser: Any
    applicant: Any
    mayor: Any
    visitor: Any
    users: dict[str, User] = field(default_factory=dict)
    steps_to_record: list[int] = field(default_factory=list)

    @property
    def edition(self) -> Edition:
        """The edition the road leads through."""
        return Edition.objects.get(slug=self.programme.preset)


def take(person: Any, title: str, button: str) -> None:
    """Take up what waits on the person's first page: by its button where it comes first, else from the list."""
    person.open("/panel/")
    person.sees(title)
    person.follow(title if person.has(title) else button)


def a_loaded_programme(cast: Cast) -> None:
    """The preset is loaded; one person works in the Office, three more have accounts; two cities are known."""
    call_command("preset", "load", PRESETS / cast.programme.preset, verbosity=0)
    programme = cast.edition.programme
    office = a_member(programme, Role.OFFICE, name="Ewa Modrzew", email="ewa@biuro.example")
    cast.users = {"office": office} | {
        part: a_person(name=name, email=email)
        for part, name, email in (
            ("second", "Tomasz Jawor", "tomasz@biuro.example"),
            ("guardian", "Halina Wrzos", "halina@cele.example"),
            ("adviser", "Marek Olszyna", "marek@doradcy.example"),
        )
    }
    for part, user in cast.users.items():
        getattr(cast, part).sign_in(user)
    a_city(CITY)
    a_city(OTHER_CITY)


# 1. The edition and the call


def edition_and_call(cast: Cast) -> None:
    """Office opens the edition, says who works in it, announces the call and moves its deadline; both dates stay."""
    office, programme = cast.office, cast.programme
    today = timezone.localdate()
    office.open("/panel/edycje/")
    office.follow(programme.name)
    office.follow("Otwórz edycję")
    office.press("Otwórz edycję")
    office.follow("Kto pracuje w programie")
    for email, role in (("marek@doradcy.example", "doradztwo"), ("tomasz@biuro.example", "biuro programu")):
        office.fill("E-mail tej osoby", email, beside="Nadaj rolę")
        office.choose("Rola", role)
        office.press("Nadaj rolę")
    office.press("Dodaj do biura")  # who works in the Office may do everything, so it is asked once more
    office.fill("E-mail tej osoby", "halina@cele.example", beside="Powierz opiekę nad celem")
    office.choose("Cel", programme.theme)
    office.press("Powierz opiekę nad celem")

    office.open("/panel/edycje/")
    office.follow(programme.name)
    office.follow("Ogłoś nabór")
    office.fill("Pierwszy dzień", str(today))
    office.fill("Ostatni dzień", str(today + 20 * DAY))
    office.fill("Wyniki do", str(today + 60 * DAY))
    office.press("Ogłoś nabór")
    office.follow("Przesuń termin")
    office.fill("Nowy ostatni dzień naboru", str(today + 30 * DAY))
    office.fill("Powód", "Ferie w połowie województw.")
    office.press("Przesuń termin")
    cast.visitor.open("/program/nabor/")
    cast.visitor.sees("Ferie w połowie województw.", said(today + 20 * DAY), said(today + 30 * DAY))


def said(day: Any) -> str:
    """A day as pages write it, without the year."""
    months = (
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"
    )
    return f"{day.day} {months.split()[day.month - 1]}"


# 2. The city's people and its application


def people_of_the_city(cast: Cast) -> None:
    """One person signs up and chooses the city; another is invited by the Office; both act for it then."""
    applicant, office, mayor = cast.applicant, cast.office, cast.mayor
    applicant.open("/konto/signup/")
    _sign_up(cast, applicant, "Anna Leszczyna", "anna@modrzewiec.example")
    applicant.fill("Nazwa miasta", "modrz")
    applicant.press("Szukaj w rejestrze")
    applicant.follow(CITY)
    applicant.tick("koordynacja lokalna")
    applicant.press("Wyślij prośbę do biura programu")

    take(office, "Potwierdź, kto działa w imieniu miasta", "Zobacz prośbę")
    office.press(f"Potwierdź Anna Leszczyna, {CITY}")

    office.open("/panel/ludzie/miasto/")
    office.fill("Nazwa miasta", CITY)
    office.press("Szukaj w rejestrze")
    office.follow(CITY)
    office.fill("Imię i nazwisko", "Jan Dereń")
    office.fill("E-mail", "jan@modrzewiec.example")
    office.tick("prezydent lub burmistrz")
    office.press("Wyślij zaproszenie")
    mayor.open(_mailed(cast, "jan@modrzewiec.example", r"https?://[^/\s]+(/panel/ludzie/zaproszenie/\S+)"))
    mayor.follow("Załóż konto")
    _sign_up(cast, mayor, "Jan Dereń", "jan@modrzewiec.example")
    mayor.press(f"Przyjmij i działaj w imieniu miasta {CITY}")
    mayor.sees("Jan Dereń")


def _sign_up(cast: Cast, person: Any, name: str, email: str) -> None:
    person.fill("Imię i nazwisko", name)
    person.fill("Adres e-mail", email)
    person.fill("Hasło", PASSWORD)
    person.press("Załóż konto")
    person.fill("Kod", _mailed(cast, email, r"\b([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})?)\b\s*$"))
    person.press("Potwierdź")


def _mailed(cast: Cast, address: str, pattern: str) -> str:
    """What `pattern` finds in the last letter to `address` that has it."""
    cast.run_tasks()
    letters = [letter.body for letter in mail.outbox if letter.to == [address]]
    found = [match[1] for body in letters if (match := re.search(pattern, body, re.M))]
    assert found, f"nothing like {pattern} in {letters}"
    return found[-1]


def application(cast: Cast) -> None:
    """The applicant answers every question of every step, checks the answers and sends them before the deadline."""
    applicant = cast.applicant
    take(applicant, "Zacznij zgłoszenie", "Zobacz nabór")
    applicant.press(f"Zacznij zgłoszenie miasta {CITY}")
    steps = questionnaire(cast.edition).steps
    applicant.follow(f"1. {steps[0].title_pl}")
    asked_for = {question.when for step in steps for question in step.questions if question.when}
    for place, step in enumerate(steps, 1):
        applicant.sees(step.title_pl)
        for question in step.questions:
            _answer(cast, question, asked_for)
            if question.kind == Kind.THEMES and any(one.per_theme for one in step.questions):
                applicant.press(
                    "Zapisz i wróć później"
                )  # the next questions are asked for what has been chosen
                applicant.follow(f"{place}. {step.title_pl}")
        applicant.press("Zapisz i przejdź dalej")
    applicant.sees_not("Zanim wyślesz: czego brakuje")
    applicant.press("Wyślij zgłoszenie")
    applicant.sees("Wysłano zgłoszenie")
    assert applicant.downloads("Kopia do druku (PDF)").startswith(b"%PDF")


def _answer(cast: Cast, question: Question, asked_for: set[Any], *, group: str = "") -> None:
    person, label = cast.applicant, question.label_pl
    if question.kind == Kind.THEMES:
        person.tick(cast.programme.theme, group=label)
    elif question.kind == Kind.YES:
        person.tick("Tak", group=label)
    elif question.kind in (Kind.CHOICE, Kind.CHOICES):
        # The answer that leads to one more question, where there is one.
        chosen = [one for one in question.choices if (question.key, one.value) in asked_for]
        person.tick((chosen or question.choices)[0].label_pl, group=label)
    elif question.kind == Kind.FILE:
        person.attach(label, "oświadczenie.pdf", a_pdf())
    elif question.kind == Kind.DATE:
        for part, value in (("Dzień", "30"), ("Miesiąc", "6"), ("Rok", "2027")):
            person.fill(part, value, group=label)
    elif question.kind == Kind.ROWS:
        for column in question.columns:
            _answer(cast, column, asked_for, group=label)
    else:
        value = TITLE if question.role == "title" else ANSWERS[question.kind]
        person.fill(label, value[: question.limit], group=group)


# 3. The decision, and two ways into the programme


def decision(cast: Cast) -> None:
    """Office accepts and lets the letter go; the city reads it; then both cities are admitted, each by its path."""
    office, applicant, programme = cast.office, cast.applicant, cast.programme
    take(office, "Rozstrzygnij zgłoszenie", "Otwórz zgłoszenie")
    office.follow("Przyjmij")
    office.fill("Uzasadnienie decyzji", "Projekt rozwija to, co miasto już ma.")
    office.press("Przyjmij zgłoszenie")
    applicant.open("/panel/zgloszenia/")
    applicant.sees("trwa ocena")  # nobody knows before the letter goes
    office.open("/panel/listy/")
    office.tick("Wyślij: ")
    office.press("Wyślij zaznaczone listy")
    office.open("/panel/listy/")
    office.tick("Wyślij: ")
    office.press("Wyślij zaznaczone listy")
    cast.run_tasks()
    applicant.open("/panel/zgloszenia/")
    applicant.sees_not("trwa ocena")

    take(office, "Przyjmij miasto, którego zgłoszenie zakwalifikowano", "Przyjmij")
    office.press("Przyjmij miasto")
    office.open("/panel/miasta/przyjmij/")
    office.fill("Miasto", OTHER_CITY)
    office.choose("Ścieżka kwalifikacji", programme.path)
    office.choose("Cel, pod którym miasto jest zakwalifikowane", programme.other_theme)
    office.fill("Tytuł projektu", "Ciepło z odpadów")
    office.fill("Udokumentowane osiągnięcia", "Plan ciepłowniczy z 2025 roku.")
    office.press("Przyjmij miasto")
    office.sees(OTHER_CITY)


# 4. Agreement, coordinator, guardian


def agreement_and_people(cast: Cast) -> None:
    """The agreement is recorded with its file; the mayor names the coordinator; the guardian sees just this city."""
    office, mayor, guardian = cast.office, cast.mayor, cast.guardian
    signed = str(timezone.localdate() - 5 * DAY)
    office.open("/panel/miasta/")
    office.follow(CITY)
    office.follow("Porozumienie i koordynacja")
    office.follow("Zapisz porozumienie")
    office.fill("Numer porozumienia", "P-1/2027")
    office.fill("Kto podpisał za miasto", "Jan Dereń")
    office.fill("Dzień podpisu miasta", signed)
    office.fill("Kto podpisał za instytucję", "Halina Wrzos")
    office.fill("Funkcja, tak jak w dokumencie", "dyrektorka", nth=1)
    office.fill("Dzień podpisu instytucji", signed)
    office.attach("Podpisane porozumienie", "porozumienie.pdf", a_pdf())
    office.press("Zapisz porozumienie")
    office.sees("P-1/2027", "SHA-256")
    assert office.downloads("Pobierz podpisane porozumienie") == a_pdf()

    take(mayor, "Wskaż koordynatora lokalnego miasta", "Wskaż koordynatora")
    mayor.fill("Imię i nazwisko", "Anna Leszczyna")
    mayor.fill("Służbowy adres e-mail", "anna@modrzewiec.example")
    mayor.press("Wyślij do biura programu")
    take(office, "Potwierdź osobę do koordynacji lokalnej", "Zobacz propozycję")
    office.press("Zatwierdź")
    office.sees("Anna Leszczyna")

    guardian.open("/panel/miasta/")
    guardian.sees(CITY)
    guardian.sees_not(OTHER_CITY)


# 5. Advice


def open_stage(cast: Cast, number: int) -> None:
    """Office opens the hours of a stage."""
    office = cast.office
    office.open("/panel/miasta/")
    office.follow(CITY)
    office.follow("Doradztwo i godziny")
    office.press(f"Otwórz etap {number}")


def request_for_advice(cast: Cast) -> None:
    """The coordinator asks; the guardian accepts and names the adviser, who sees the city from then on."""
    cast.applicant.open("/panel/doradztwo/")
    cast.applicant.follow("Poproś o doradztwo")
    cast.applicant.fill("Temat", "Drzewa na rynku")
    cast.applicant.fill("Co chcecie rozstrzygnąć?", "Które drzewa wytrzymają suszę.")
    cast.applicant.press("Wyślij prośbę")
    take(cast.guardian, "Odpowiedz na prośbę o doradztwo", "Odpowiedz")
    cast.guardian.choose("Kto będzie doradzać", "Marek Olszyna")
    cast.guardian.press("Przyjmij prośbę")


def arrange(cast: Cast, amount: str, *, days_ago: int, topic: str = "Drzewa na rynku") -> None:
    """The adviser arranges a session of a day that has passed: advice given can be booked, and nobody has to wait."""
    adviser = cast.adviser
    adviser.open("/panel/doradztwo/")
    adviser.follow(CITY)
    adviser.follow("Umów spotkanie")
    adviser.fill("Temat", topic)
    adviser.choose("Forma spotkania", "zdalnie")
    adviser.fill("Dzień", str(timezone.localdate() - days_ago * DAY))
    adviser.fill("Początek", "08:00")
    adviser.fill("Koniec", "16:00")
    adviser.fill("Ile czasu zarezerwować", amount)
    adviser.press("Umów i zarezerwuj czas")


def record(cast: Cast, amount: str) -> None:
    """The adviser records the session, from the first page of the workspace on; the steps are counted."""
    adviser = cast.adviser
    adviser.open("/panel/")
    before = adviser.steps
    adviser.follow("Zapisz")
    adviser.fill("Ile to trwało?", amount)
    adviser.fill("Ustalenia", "Lista drzew na przyszły tydzień.")
    adviser.press("Zapisz i poproś miasto o potwierdzenie")
    cast.steps_to_record.append(adviser.steps - before)


def confirm(cast: Cast) -> None:
    """The city confirms, and the time counts."""
    take(cast.applicant, "doradztwa", "Zobacz i potwierdź")
    cast.applicant.press("Zgadza się")
    cast.applicant.sees("Zaliczono")


def advice(cast: Cast) -> None:
    """Every stage: opened, asked for, given and confirmed; more than there is, is refused in words and put right."""
    past = 2
    for number, sessions in enumerate(cast.programme.stages, 1):
        open_stage(cast, number)
        if number == 1:
            request_for_advice(cast)
        for place, amount in enumerate(sessions):
            first_refused = number == 1 and place == len(sessions) - 1
            arrange(cast, cast.programme.too_much if first_refused else amount, days_ago=past)
            if first_refused:
                cast.adviser.sees(cast.programme.refusal)
                cast.adviser.fill("Ile czasu zarezerwować", amount)
                cast.adviser.press("Umów i zarezerwuj czas")
            record(cast, amount)
            confirm(cast)
            past += 1
