"""The second half of the road: report, Plan, project, certificate, and what everybody can see of it."""

from django.utils import timezone

from drogowskaz.programmes.queries import report_template
from tests.builders.participation import a_pdf

from .road import CITY, DAY, TITLE, Cast, take

# 6. The report


def report(cast: Cast) -> None:
    """The city writes every section; each reader passes the exact version on; words are edited; it is published."""
    city, office = cast.applicant, cast.office
    city.open("/panel/raporty/")
    city.press("Zacznij raport")
    sections = report_template(cast.edition).sections
    city.follow(f"Napisz tekst: {sections[0].title_pl}, pl")
    for place, section in enumerate(sections, 1):
        city.sees(section.title_pl)
        city.fill("Tekst części", f"Rynek w części {place} **oddycha** o kazdej porze.")
        last = place == len(sections)
        city.press("Zapisz i wróć do listy" if last else "Zapisz i przejdź do następnej części")
    city.follow("Sprawdź raport")
    city.press("Wyślij raport")
    for reader in cast.programme.readers:
        {"guardian": _guardian_reads, "mayor": _mayor_approves, "language": _words_are_edited}[reader](cast)
    take(office, "Opublikuj raport", "Przejdź do raportu")
    office.follow("Zobacz i opublikuj")
    office.press("Opublikuj tę wersję")
    cast.visitor.open("/miasta/")
    cast.visitor.follow(CITY)
    cast.visitor.sees(TITLE)


def _guardian_reads(cast: Cast) -> None:
    take(cast.guardian, "Przeczytaj raport miasta i przekaż go dalej", "Przeczytaj raport")
    cast.guardian.press("Zatwierdzam")


def _mayor_approves(cast: Cast) -> None:
    take(cast.mayor, "Zatwierdź raport miasta", "Przeczytaj i zatwierdź")
    cast.mayor.sees("o kazdej porze")
    cast.mayor.press("Zatwierdzam")


def _words_are_edited(cast: Cast) -> None:
    office, first = cast.office, report_template(cast.edition).sections[0]
    take(office, "Zredaguj tekst raportu", "Przejdź do redakcji")
    review = office.address
    office.follow("Wybierz część i zredaguj jej tekst")
    office.follow(f"Zmień tekst: {first.title_pl}, pl")
    office.fill("Tekst części", "Rynek w części 1 **oddycha** o każdej porze.")
    office.press("Zapisz i pokaż podgląd")
    office.open(review)
    office.fill("Co się zmieniło", "Literówka.")
    office.press("Zapisz jako nową wersję")
    office.press("Redakcja językowa gotowa")


# 7. The Plan


def plan(cast: Cast) -> None:
    """Office compiles a proof, the worker presses it, another person of the Office freezes it; the public reads it."""
    cast.office.open("/panel/plan/")
    cast.office.follow("Złóż próbny wydruk")
    cast.office.press("Złóż próbny wydruk")
    cast.run_tasks()
    take(cast.second, "Próbny wydruk Planu czeka na zamrożenie", "Przeczytaj próbny wydruk")
    assert cast.second.downloads("Pobierz PDF").startswith(b"%PDF")
    cast.second.press("Zamroź jako kolejne wydanie")
    cast.visitor.open("/plan/")
    cast.visitor.sees(CITY)


# 8. The project


def project(cast: Cast) -> None:
    """The project is planned from the application, its milestone reached with evidence; others accept both."""
    city, guardian = cast.applicant, cast.guardian
    take(city, "Opisz projekt miasta", "Zaplanuj projekt")
    city.fill("Cel projektu", "Co drugi dzień lata bez upału na rynku.")
    city.press("Zapisz projekt")
    city.follow("Dodaj kamień milowy")
    city.fill("Kamień milowy", "Drzewa posadzone")
    city.fill("Dzień, do którego to będzie zrobione", str(timezone.localdate() + 10 * DAY))
    city.tick("Certyfikat wymaga tego kamienia milowego")
    city.press("Zapisz kamień milowy")
    city.press("Rozpocznij projekt")
    city.follow("Drzewa posadzone")
    city.fill("Co to pokazuje", "Protokół odbioru")
    city.attach("Plik", "protokół.pdf", a_pdf())
    city.press("Zgłoś jako wykonany")
    take(guardian, "Kamień milowy czeka na odbiór", "Zobacz dowody")
    assert guardian.downloads("Protokół odbioru") == a_pdf()
    guardian.press("Odbierz kamień milowy")
    city.open("/panel/projekty/")
    city.follow(TITLE)
    city.fill("Co zrobiono i co zmieniło się dla mieszkańców", "Posadzono 40 drzew, w południe jest cień.")
    city.press("Zgłoś ukończenie projektu")
    take(guardian, "Ukończony projekt czeka na odbiór", "Zobacz projekt")
    guardian.press("Odbierz projekt jako ukończony")


# 9 and 10. The certificate, and what everybody can see


def certificate(cast: Cast) -> str:
    """One person of the Office proposes, another issues; gives the code by which everybody can check it."""
    cast.office.open("/panel/certyfikaty/")
    cast.office.follow(CITY)
    cast.office.press("Zaproponuj certyfikat")
    take(cast.second, "Certyfikat czeka na drugą osobę", "Zobacz warunki")
    cast.second.press("Wydaj certyfikat")
    assert cast.second.downloads("Pobierz certyfikat (PDF)").startswith(b"%PDF")
    return cast.second.href("Zobacz publiczną stronę sprawdzenia").rstrip("/").rpartition("/")[2]


def check(cast: Cast, code: str) -> None:
    """A visitor types the code, however it is written, and reads that the certificate holds."""
    cast.visitor.open("/certyfikat/")
    cast.visitor.fill("Kod", f" {code.lower()} ")
    cast.visitor.press("Sprawdź")
    cast.visitor.sees("Certyfikat jest ważny.", CITY, TITLE)


def revocation(cast: Cast, code: str) -> None:
    """The Office revokes; the page of the same code says so at once, with the reason."""
    cast.office.open("/panel/certyfikaty/")
    cast.office.follow(CITY)
    cast.office.follow("DD-" if cast.programme.preset != "pdm" else "PDM-")
    cast.office.follow("Unieważnij certyfikat")
    cast.office.fill("Dlaczego certyfikat już nie obowiązuje?", "Podano błędną datę ukończenia.")
    cast.office.press("Unieważnij certyfikat")
    cast.visitor.open(f"/certyfikat/{code}/")
    cast.visitor.sees("Certyfikat jest nieważny.", "Podano błędną datę ukończenia.")
    cast.visitor.sees_not("Certyfikat jest ważny.")
