"""What invented cities write in their reports: whole sentences, different from city to city, plainly made up."""

from .cities import InventedCity
from .projects import Idea

ACTIONS = (
    "Najpierw pytamy mieszkańców, czego im brakuje, i mierzymy punkt wyjścia. Potem robimy małą próbę w jednym miejscu "
    "i poprawiamy ją razem z tymi, którzy z niej korzystają. Dopiero wtedy robimy całość.\n\n"
    "- rozmowy i spacer badawczy, zanim powstanie projekt,\n"
    "- jedna próba, którą można jeszcze zmienić,\n"
    "- pomiar rok po zakończeniu, ten sam co na początku."
)
NEWS = (
    "W październiku pierwsza próba pokazała, co trzeba poprawić. Zmieniliśmy kolejność prac i mówimy o tym wprost, "
    "żeby inne miasta nie musiały uczyć się tego od nowa."
)
SECTIONS = {
    "at-a-glance": (
        "{city} ma {population} mieszkańców. W programie rozwija to, co już działa: {improves_low}. "
        "Cel projektu „{title}”: {aim_low}.\n\nMiasto, osoby i liczby w tym raporcie są zmyślone."
    ),
    "mayors-statement": (
        "Zaczęliśmy od rozmów z mieszkańcami, nie od gotowego pomysłu. Powiedzieli nam, czego brakuje na co dzień. "
        "Dlatego wybraliśmy projekt „{title}”. Dziękuję wszystkim, którzy pokazali nam, co poprawić."
    ),
    "how-it-was-made": (
        "Raport napisał zespół urzędu razem z doradcami programu. Zebraliśmy dane z wydziałów, odbyliśmy trzy spotkania "
        "z mieszkańcami i jeden spacer badawczy. Treść czytała rada miasta."
    ),
    "road-so-far": (
        "## Od czego zaczęliśmy\n\nPierwszy krok zrobiliśmy w 2019 roku: {improves_low}.\n\n"
        "- **2019** – pierwsze rozmowy i mała próba\n- **2021** – próba staje się stałym działaniem\n"
        "- **2023** – badanie wśród mieszkańców\n- **2025** – decyzja o większym projekcie\n\n"
        "## Co się nie udało\n\nPierwsza wersja była za droga i za trudna w utrzymaniu. Po roku zmieniliśmy sposób pracy "
        "i zaczęliśmy od mniejszych części."
    ),
    "achievements": (
        "1. {improves} – z tego korzysta dziś kilkuset mieszkańców.\n2. Stały zespół w urzędzie, który zna temat.\n"
        "3. Partnerzy: {partners}.\n\nGdybyśmy zaczynali dziś, szybciej zapytalibyśmy tych, których to dotyczy: {groups}."
    ),
    "links-to-goals": (
        "Projekt najmocniej wiąże się z celem, pod którym miasto zakwalifikowano. Pomaga też w celu 11, bo poprawia życie "
        "w mieście, i w celu 17, bo opiera się na współpracy."
    ),
    "project": (
        "**Dla kogo:** {groups}.\n\n**Z kim:** {partners}.\n\n**Co zrobimy:** {aim_low}. Najpierw rozmowy i pomiar, potem "
        "mała próba, na końcu całość."
    ),
    "results": (
        "| Co mierzymy | Na początku | Cel |\n|---|---|---|\n| mieszkańcy, którzy korzystają | {start} | {goal} |\n"
        "| miejsca objęte zmianą | 1 | {places} |\n\nLiczymy dwa razy w roku, w tych samych miejscach i o tej samej porze."
    ),
    "advice": (
        "Doradcy pomogli nam wybrać rozwiązanie, policzyć koszt utrzymania i zaplanować pomiar. Przyjęliśmy większość "
        "propozycji. Z jednej zrezygnowaliśmy, bo nie pasowała do naszych ulic."
    ),
    "residents": (
        "W spotkaniach wzięło udział {people} osób. Każda uwaga dostała odpowiedź na stronie miasta. Najwięcej zmieniły "
        "głosy tych, którzy zwykle nie przychodzą na spotkania: {groups}."
    ),
    "risks": "Największe ryzyko to wzrost kosztów. Mamy plan mniejszej wersji i kolejność prac, która pozwala się zatrzymać.",
    "delivery": "Za projekt odpowiada wydział rozwoju. Terminy są na liście kamieni milowych.",
    "ambitious-goals": (
        "Do 2030 roku:\n\n- {aim}\n- z rozwiązania korzysta co piąty mieszkaniec\n- co roku publikujemy wynik pomiaru\n\n"
        "Za każdy z tych celów odpowiada zastępca burmistrza. Wracamy do nich przy każdym budżecie."
    ),
}  # fmt: skip
OTHERWISE = "W tej części opisaliśmy, co zrobiliśmy i czego się nauczyliśmy. Treść jest zmyślona."


def section(key: str, city: InventedCity, idea: Idea) -> str:
    """What `city` writes in one section, as small Markdown."""
    seed = city.population // 100
    return SECTIONS.get(key, OTHERWISE).format(
        city=city.name,
        population=f"{city.population:,}".replace(",", " "),
        title=idea.title,
        improves=idea.improves,
        improves_low=idea.improves[0].lower() + idea.improves[1:],
        aim=idea.aim,
        aim_low=idea.aim[0].lower() + idea.aim[1:],
        groups=idea.groups,
        partners=idea.partners,
        start=40 + seed % 90,
        goal=400 + seed % 700,
        places=3 + seed % 9,
        people=60 + seed % 240,
    )
