"""A sample snapshot of every document, with invented cities and people; the handbook shows them pressed."""

import hashlib
from typing import Any

from django.utils import translation

from drogowskaz.applications import documents as applications
from drogowskaz.certificates import documents as certificates
from drogowskaz.documents import codes
from drogowskaz.documents.parts import Fact, Figure, Person, Section, Tile
from drogowskaz.participation import documents as participation
from drogowskaz.plans import documents as plans
from drogowskaz.reports import documents as reports

PANGRAM = "Zażółć gęślą jaźń"
HOSTILE = "#raw[tekst miasta nie jest programem] $x$ {{7*7}} <script> \\ @a *b* _c_ // /* `"
TILE = Tile("11", "Zrównoważone miasta i społeczności", "#fd9d24")
HOUSE: dict[str, Any] = {"language": "pl", "institution": "Instytut Drogowskaz", "demo": True}


def text(words: str) -> dict[str, Any]:
    """A leaf of a prose tree."""
    return {"kind": "text", "text": words}


def node(kind: str, *children: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A branch of a prose tree."""
    return {"kind": kind, "children": list(children), **more}


def paragraph(words: str) -> dict[str, Any]:
    """A paragraph of plain words."""
    return node("paragraph", text(words))


def a_bit_of_everything() -> tuple[dict[str, Any], ...]:
    """Every kind of node that prose can have, and words that would like to be code."""
    return (
        node("heading", text("Śródtytuł miasta"), level=5),
        node(
            "paragraph",
            text(f"{PANGRAM} i w lesie, a także o rynku – „w cudzysłowie”. {HOSTILE} "),
            node("strong", text("mocno")),
            text(", "),
            node("em", text("z naciskiem")),
            node("hardbreak"),
            node("link", text("strona urzędu"), href="https://miasto.example/"),
            text(" i "),
            node("link", text("niedobre łącze"), href="javascript:alert(1)"),
        ),
        node("bullet_list", node("list_item", paragraph("pierwsze")), node("list_item", paragraph("drugie"))),
        node(
            "ordered_list",
            node(
                "list_item", paragraph("krok"), node("bullet_list", node("list_item", paragraph("głębiej")))
            ),
        ),
        node("quote", paragraph("Pod drzewem jest chłodniej niż na patelni.")),
        node(
            "table",
            node("row", node("cell", text("Rok")), node("cell", text("Drzewa"))),
            node("row", node("cell", text("2025")), node("cell", text("41 🌳"))),
            node("row", node("cell", text("2026"))),
        ),
    )


def a_certificate() -> certificates.Certificate:
    """The certificate of an invented city."""
    code, address = (
        "7KQ2M-X4N0P-9RSTV-WXYZ1-23456-7",
        "http://localhost:8000/sprawdz/7KQ2M-X4N0P-9RSTV-WXYZ1-23456-7/",
    )
    with translation.override("pl"):
        return certificates.Certificate(
            **HOUSE,
            title="Certyfikat",
            description="Certyfikat miasta Modrzewiec",
            labels=certificates.labels(),
            programme="Plan Działań dla Miast, edycja 2026–2027",
            holder="Modrzewiec",
            sentence=(
                "Miasto Modrzewiec zrealizowało założenia programu Plan Działań dla Miast"
                " (edycja 2026–2027, zasady FR-1.0); stan na 24 listopada 2026 r."
            ),
            project="Rynek, który oddycha: cień i zieleń zamiast betonu",
            tile=TILE,
            number="PDM26-C/2026/0007",
            code=code,
            check_url=address,
            qr_svg=codes.qr(address),
            not_claimed="Nie jest to ocena całego miasta ani potwierdzenie ze strony ONZ.",
            facts=(
                Fact("Numer", "PDM26-C/2026/0007"),
                Fact("Data wydania", "24 listopada 2026 r."),
                Fact("Zasady", "FR-1.0"),
                Fact("Wydał", "Instytut Drogowskaz"),
            ),
            signatories=(
                Person("Halina Wrzos", "dyrektorka programu"),
                Person("Jan Grab", "opiekun celu 11"),
            ),
        )


def a_card() -> reports.ProjectCard:
    """A project card with all its parts."""
    return reports.ProjectCard(
        title="Rynek, który oddycha",
        promise="Do końca 2027 r. na rynku będzie cień i woda, z których skorzysta 18 tysięcy mieszkańców.",
        facts=(
            Fact("Stan", "w realizacji"),
            Fact("Miejsce", "Rynek i ulica Lipowa"),
            Fact("Dla kogo", "mieszkańcy śródmieścia, kupcy, osoby starsze"),
        ),
        sections=(
            Section("Co już było", (paragraph("Od 2019 r. sadzimy drzewa przy szkołach."),)),
            Section("Co robimy", (paragraph("Rozszczelniamy 3200 m² nawierzchni."),)),
        ),
        milestones=(
            reports.Milestone(
                "Spacer badawczy", "14 maja 2026 r.", "przyjęty", "protokół i mapa miejsc gorących"
            ),
            reports.Milestone("64 drzewa posadzone", "30 listopada 2027 r.", "zaplanowany"),
        ),
    )


def results() -> tuple[reports.Result, ...]:
    """Two indicators, one without a way to measure progress."""
    return (
        reports.Result("Posadzone drzewa", "0 (2025)", "64 (2027)", "41 (2026)", "ewidencja urzędu", 41 / 64),
        reports.Result("Zadowolenie z rynku", "brak pomiaru", "60%", "46%"),
    )


def hours() -> tuple[reports.StageHours, ...]:
    """Two stages of advice."""
    return (
        reports.StageHours("Etap 1", "20 h", "20 h", "0 h", 1.0),
        reports.StageHours("Etap 2", "30 h", "11 h 30 min", "18 h 30 min", 11.5 / 30),
    )


def a_report() -> reports.CityReport:
    """The report of an invented city, with every part."""
    with translation.override("pl"):
        return reports.CityReport(
            **HOUSE,
            title="Raport miasta: Modrzewiec",
            description="Raport miasta Modrzewiec w edycji 2026–2027",
            labels=reports.labels(),
            programme="Plan Działań dla Miast, edycja 2026–2027",
            city="Modrzewiec",
            lead="Rynek, który oddycha: cień i zieleń zamiast betonu",
            tile=TILE,
            version="2",
            published="18 listopada 2026 r.",
            licence="CC BY 4.0",
            figures=(
                Figure("41", "Posadzone drzewa", "z 64"),
                Figure("1850", "Odzyskana nawierzchnia", "m²"),
                Figure("31,5", "Godziny doradztwa", "z 50"),
                Figure("318", "Mieszkańcy na spacerach"),
            ),
            facts=(
                Fact("Województwo", "łódzkie"),
                Fact("Mieszkańcy", "24 300 (2025)"),
                Fact("Koordynatorka lokalna", "Ewa Jarząb"),
                Fact("Opiekun celu", "Jan Grab"),
            ),
            sections=(
                reports.ReportSection("W skrócie", a_bit_of_everything()),
                reports.ReportSection("Dotychczasowa droga", (paragraph("Najpierw był upał."),), "road"),
                reports.ReportSection("Osiągnięcia i lekcje"),
                reports.ReportSection("Projekt w programie", (), "project"),
                reports.ReportSection("Wskaźniki", (), "results"),
                reports.ReportSection("Doradztwo", (paragraph("Doradzano o drzewach."),), "advice"),
                reports.ReportSection("Ambitne cele 2030+", (), "aims"),
                reports.ReportSection("Summary", (paragraph("What we did, in English."),), language="en"),
                reports.ReportSection("Kto napisał", (), "authors"),
            ),
            road=(
                reports.Event(
                    "2019", "Pierwsze drzewa przy szkołach", "Posadziliśmy 12 lip.", "uchwała IX/71/2019"
                ),
                reports.Event("lipiec 2024", "Upał na rynku", "Bruk nagrzał się do 58°C. Targ opustoszał."),
            ),
            project=a_card(),
            results=results(),
            aims=(
                reports.Commitment(
                    "Każdy ma najwyżej 5 minut pieszo do cienia.",
                    "2030",
                    "udział mieszkańców",
                    "Burmistrz",
                    "budżet",
                ),
                reports.Commitment("Rynek bez samochodów.", "2035"),
            ),
            hours=hours(),
            advice=(reports.Advice("12 maja 2026 r.", "Jak wybrać gatunki drzew", "1 h 30 min"),),
            authors=(Person("Ewa Jarząb", "koordynatorka lokalna"), Person("Adam Lipa")),
            approvals=(Fact("Burmistrz", "Maria Dąb, 10 listopada 2026 r."),),
        )


GOALS = (
    ("Koniec z ubóstwem", "#e5243b"),
    ("Zero głodu", "#dda63a"),
    ("Dobre zdrowie i jakość życia", "#4c9f38"),
    ("Dobra jakość edukacji", "#c5192d"),
    ("Równość płci", "#ff3a21"),
)
CITIES = ("Modrzewiec", "Jeziorany Leśne", "Żółtowiec", "Świerkowo", "Łęgi Górne")
VOIVODESHIPS = ("łódzkie", "śląskie", "warmińsko-mazurskie", "świętokrzyskie")


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def a_city_card(number: int) -> plans.CityCard:
    """The page of the city with this number; the names repeat with a numeral."""
    turn, place = divmod(number, len(CITIES))
    return plans.CityCard(
        key=f"miasto-{number}",
        city=CITIES[place] + (f" {turn + 1}" if turn else ""),
        voivodeship=VOIVODESHIPS[number % len(VOIVODESHIPS)],
        path="nabór otwarty" if number % 3 else "wskazanie ekspertów",
        project=a_card(),
        facts=(Fact("Mieszkańcy", "24 300 (2025)"), Fact("Kontakt", "wydział rozwoju")),
        sections=(
            Section("W skrócie", a_bit_of_everything()),
            Section("Osiągnięcia i lekcje", tuple(paragraph(f"{PANGRAM}. " * 30) for _ in range(3))),
        ),
        results=results(),
        hours=hours(),
        report="2 z 18 listopada 2026 r.",
        address="http://localhost:8000/miasta/modrzewiec/",
    )


def a_plan(cities: int = 6) -> plans.Plan:
    """The Plan of so many invented cities; the last goal has none, and says so."""
    names = [a_city_card(number) for number in range(cities)]
    full = len(GOALS) - 1
    chapters = tuple(
        plans.Chapter(
            Tile(str(place + 1), name, colour),
            (paragraph(f"Co miasta robią dla celu: {name}."),),
            tuple(names[place::full]) if place < full else (),
        )
        for place, (name, colour) in enumerate(GOALS)
    )
    inputs = tuple(plans.Input(card.city, "2", _hash(card.key)) for card in names)
    with translation.override("pl"):
        return plans.Plan(
            **HOUSE,
            title="Plan Działań dla Miast",
            description="Plan Działań dla Miast, wydanie 1",
            labels=plans.labels(),
            programme="Modelowa lokalność, edycja 2026–2027",
            subtitle="Czego nauczyły się miasta i co mogą wziąć z tego inni",
            edition_number=1,
            edition="Wydanie 1, 24 listopada 2026 r.",
            foreword=(paragraph("Plan jest drogowskazem. "), *a_bit_of_everything()),
            reading=(paragraph("Znajdź miasto podobne do swojego."),),
            imprint=(Fact("Wydawca", "Instytut Drogowskaz"), Fact("Licencja", "CC BY 4.0")),
            disclaimer="Treść nie została zatwierdzona przez Organizację Narodów Zjednoczonych.",
            figures=(
                Figure(str(cities), "Miasta"),
                Figure("5", "Cele", "z 17"),
                Figure("31,5", "Godziny", "na miasto"),
            ),
            chapters=chapters,
            register=tuple(card.key for card in sorted(names, key=lambda card: card.city)),
            index=tuple(
                plans.IndexEntry(name, tuple(card.key for card in names if card.voivodeship == name))
                for name in VOIVODESHIPS
            ),
            editors=(Person("Halina Wrzos", "redaktorka"),),
            inputs=inputs,
            checksum=_hash("".join(entry.sha256 for entry in inputs)),
        )


def an_application(number: str = "PDM26/0012") -> applications.PrintedApplication:
    """The printed copy of an application; without a number it is a draft."""
    with translation.override("pl"):
        return applications.PrintedApplication(
            **HOUSE,
            title="Zgłoszenie miasta Modrzewiec",
            description="Zgłoszenie w naborze 2026",
            labels=applications.labels(),
            programme="Plan Działań dla Miast, edycja 2026–2027",
            call="Nabór 2026",
            city="Modrzewiec",
            project="Rynek, który oddycha",
            number=number,
            handed_in="24 listopada 2026 r., 11:59:58 – Ewa Jarząb" if number else "",
            facts=(Fact("Województwo", "łódzkie"), Fact("Osoba do kontaktu", "Ewa Jarząb")),
            themes=(TILE, Tile("13", "Działania w dziedzinie klimatu", "#3f7e44")),
            steps=(
                applications.AnsweredStep(
                    "Miasto",
                    (
                        applications.Answer("Nazwa urzędu", "Urząd Miasta Modrzewiec"),
                        applications.Answer("Strona miasta"),
                        applications.Answer(
                            "Osiągnięcia",
                            "",
                            ("Rok", "Co się zmieniło"),
                            (("2019", "Drzewa przy szkołach"), ("2024", "🌳")),
                        ),
                    ),
                ),
                applications.AnsweredStep(
                    "Projekt",
                    (
                        applications.Answer(
                            "Na czym polega projekt?", f"{PANGRAM}.\nDrugi wiersz.\n\nNowy akapit. {HOSTILE}"
                        ),
                    ),
                ),
            ),
            files=(
                applications.AttachedFile("Uchwała rady", "Uchwała_Łódź.pdf", "1,2 MB", _hash("uchwała")),
            ),
            checksum=_hash("answers"),
            signatories=(Person("Maria Dąb", "burmistrzyni"),),
        )


def a_draft() -> applications.PrintedApplication:
    """A draft that says it is one."""
    return an_application(number="")


def an_agreement() -> participation.AgreementText:
    """The agreement with an invented city."""
    with translation.override("pl"):
        return participation.AgreementText(
            **HOUSE,
            title="Porozumienie o doradztwie",
            description="Porozumienie z miastem Modrzewiec",
            labels=participation.labels(),
            programme="Plan Działań dla Miast, edycja 2026–2027",
            number="PDM26-U/2026/0003",
            concluded="Zawarte dnia ………………… 2026 r. w ………………………………",
            parties=(
                participation.Party(
                    "Instytut Drogowskaz", "ul. Lipowa 1, Warszawa", (Person("Halina Wrzos", "dyrektorka"),)
                ),
                participation.Party("Gmina Modrzewiec", "Rynek 1", (Person("Maria Dąb", "burmistrzyni"),)),
            ),
            tile=TILE,
            project="Rynek, który oddycha",
            facts=(
                Fact("Etap 1", "20 h, do 30 września 2026 r."),
                Fact("Etap 2", "30 h, do 31 grudnia 2027 r."),
            ),
            sections=(
                Section("Co robi instytut", a_bit_of_everything()),
                Section("Co robi miasto", (paragraph("Miasto wyznacza koordynatora lokalnego."),)),
            ),
            annexes=("Harmonogram", "Karta projektu"),
            contact="biuro@example.org",
        )


ALL = (a_certificate, a_report, a_plan, an_application, a_draft, an_agreement)
