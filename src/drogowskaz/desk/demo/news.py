"""Three pieces of news of the demo."""

from drogowskaz.portal.models import NewsItem

from .stage import Stage

NEWS = (
    (
        -14,
        "nabor-otwarty",
        "Nabór do następnej edycji jest otwarty",
        "The call for the next edition is open",
        "Miasta mogą zgłaszać projekty. Wszystkie pytania można przeczytać wcześniej.",
        "Cities can apply. All questions can be read beforehand.",
        "Zgłoszenie zapisuje się samo. Możesz je wypełniać w dowolnej kolejności i wrócić do niego później.\n\n"
        "To edycja pokazowa: miasta i osoby są zmyślone.",
    ),
    (
        -6,
        "plan-wydanie-1",
        "Plan: pierwsze wydanie",
        "The Plan: first edition",
        "Raporty miast są w jednym dokumencie, ułożone według celów.",
        "The reports of the cities stand in one document, by goals.",
        "Każdy raport wszedł do Planu dokładnie w tej wersji, którą zatwierdził burmistrz. Cel bez miasta mówi o tym wprost.",
    ),
    (
        -4,
        "pierwsze-certyfikaty",
        "Pierwsze certyfikaty",
        "The first certificates",
        "Certyfikat dostaje każde miasto, które spełni wszystkie warunki. Nie ma punktów ani miejsc.",
        "Every city that meets all conditions gets a certificate. There are no points and no places.",
        "Ważność certyfikatu sprawdzisz po kodzie z dokumentu. Unieważnienie widać od razu, razem z powodem.",
    ),
)


def write(stage: Stage) -> None:
    """Three pieces of news of the demo."""
    for days, slug, title_pl, title_en, lead_pl, lead_en, body_pl in NEWS:
        NewsItem.objects.create(
            slug=slug,
            title_pl=title_pl,
            title_en=title_en,
            lead_pl=lead_pl,
            lead_en=lead_en,
            body_pl=body_pl,
            publish_at=stage.clock.at(days, 9),
            written_at=stage.clock.at(days, 8),
            written_by=stage.office,
        )
