"""What the invented cities do: for each goal a few projects, each with what existed before and what gets better."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Idea:
    """An invented project: title, what the city already has, its aim, whom it serves, with whom."""

    title: str
    improves: str
    aim: str
    groups: str
    partners: str


def _ideas(*rows: tuple[str, str, str, str, str]) -> tuple[Idea, ...]:
    return tuple(Idea(*row) for row in rows)


IDEAS: dict[int, tuple[Idea, ...]] = {
    1: _ideas(
        ("Spiżarnia sąsiedzka przy każdym osiedlu", "Jedna jadłodzielnia przy ośrodku pomocy, czynna trzy dni w tygodniu", "Cztery jadłodzielnie otwarte codziennie i prowadzone przez mieszkańców", "rodziny i osoby starsze w trudnej sytuacji", "bank żywności, parafie, szkoły"),
        ("Mieszkanie na dobry początek", "Dwa mieszkania treningowe dla młodych dorosłych", "Sześć mieszkań treningowych ze wsparciem doradcy", "osoby opuszczające pieczę zastępczą", "powiatowe centrum pomocy rodzinie"),
        ("Punkt pierwszej porady", "Porady prawne raz w tygodniu w urzędzie", "Jedno okienko, w którym mieszkaniec uzyska poradę i pomoc w pismach", "osoby zadłużone", "organizacje poradnicze"),
    ),
    2: _ideas(
        ("Targ od rolnika", "Sobotni targ bez zaplecza", "Zadaszony targ z wodą, prądem i miejscem dla dziesięciu gospodarstw", "mieszkańcy i rolnicy z okolicy", "ośrodek doradztwa rolniczego"),
        ("Obiad z sąsiedztwa w szkołach", "Posiłki dowożone z daleka", "Trzy szkolne kuchnie, które kupują u miejscowych producentów", "uczniowie szkół podstawowych", "szkoły, gospodarstwa rolne"),
    ),
    3: _ideas(
        ("Rowerem do szkoły i do lekarza", "Dwa odcinki drogi rowerowej, które się nie łączą", "Ciągła trasa łącząca szkoły i przychodnię", "uczniowie i pacjenci", "przychodnia, klub rowerowy"),
        ("Ławki co dwieście metrów", "Ławki tylko w parku", "Chodniki z miejscami odpoczynku na drodze do sklepu i przychodni", "osoby starsze", "rada seniorów"),
        ("Przychodnia bliżej ludzi", "Przychodnia dostępna tylko samochodem", "Dojazd autobusem co pół godziny i bezpieczne dojście", "pacjenci bez samochodu", "przewoźnik miejski"),
    ),
    4: _ideas(
        ("Żłobek w dawnej szkole", "Pusty budynek dawnej szkoły", "Żłobek na czterdzieści miejsc i świetlica", "rodzice małych dzieci", "stowarzyszenie rodziców"),
        ("Biblioteka po godzinach", "Biblioteka czynna do szesnastej", "Samoobsługowa biblioteka czynna do dwudziestej drugiej", "uczniowie i pracujący", "biblioteka powiatowa"),
        ("Warsztat zawodów", "Zajęcia techniczne w jednej sali", "Miejska pracownia, w której uczą rzemieślnicy", "młodzież", "cech rzemiosł, technikum"),
    ),
    5: _ideas(
        ("Bezpieczna droga wieczorem", "Oświetlone tylko główne ulice", "Spacery badawcze i nowe oświetlenie wskazanych przejść", "kobiety wracające po zmroku", "policja, rada kobiet"),
        ("Elastyczne godziny urzędu i przedszkoli", "Przedszkola do szesnastej", "Trzy placówki czynne do osiemnastej", "rodzice pracujący na zmiany", "pracodawcy"),
    ),
    6: _ideas(
        ("Deszczówka zostaje w mieście", "Dwa ogrody deszczowe przy szkołach", "Dwanaście ogrodów deszczowych i zbiorniki przy budynkach miasta", "mieszkańcy zalewanych ulic", "wodociągi, spółdzielnie"),
        ("Źródełka na rynku", "Jeden zdrój uliczny", "Sześć zdrojów z wodą do picia", "mieszkańcy i turyści", "wodociągi"),
    ),
    7: _ideas(
        ("Wspólna energia osiedla", "Panele na dwóch szkołach", "Spółdzielnia energetyczna miasta i mieszkańców", "mieszkańcy bloków", "spółdzielnia mieszkaniowa"),
        ("Chłodniej bez prądu", "Klimatyzacja w urzędzie", "Zacienienie i przewietrzanie budynków miejskich", "pracownicy i klienci urzędu", "politechnika"),
        ("Dom, który mniej zużywa", "Doradca energetyczny na pół etatu", "Punkt doradczy i sto audytów domów", "właściciele domów", "bank spółdzielczy"),
    ),
    8: _ideas(
        ("Rynek pracy na rynku", "Puste lokale w śródmieściu", "Lokale na start dla piętnastu małych firm", "początkujący przedsiębiorcy", "izba gospodarcza"),
        ("Praca z widokiem na rzekę", "Świetlica w dawnej kamienicy", "Miejsce pracy wspólnej z opieką nad dziećmi", "pracujący zdalnie", "centrum kultury"),
    ),
    9: _ideas(
        ("Miejskie laboratorium pomysłów", "Konkurs na pomysł raz w roku", "Stałe miejsce prób z małym budżetem na pilotaże", "mieszkańcy i wydziały urzędu", "uczelnia, firmy"),
        ("Autobus na telefon", "Dwie linie autobusu rano i po południu", "Przewóz na żądanie dla pięciu sołectw", "mieszkańcy bez samochodu", "przewoźnik"),
        ("Otwarte dane urzędu", "Trzy zbiory danych w plikach", "Dwadzieścia zbiorów aktualizowanych same z siebie", "mieszkańcy, firmy, badacze", "szkoły średnie"),
    ),
    10: _ideas(
        ("Urząd bez progów", "Podjazd i winda w ratuszu", "Wszystkie punkty obsługi dostępne i opisane", "osoby z niepełnosprawnościami", "organizacje osób z niepełnosprawnościami"),
        ("Sąsiedzi z daleka", "Kurs polskiego w bibliotece", "Centrum dla nowych mieszkańców z asystentami", "cudzoziemcy", "szkoły, pracodawcy"),
        ("Kultura blisko bloków", "Dom kultury w centrum", "Trzy świetlice prowadzone przez mieszkańców osiedli", "dzieci i seniorzy z osiedli", "rady osiedli"),
    ),
    11: _ideas(
        ("Zielone podwórka od nowa", "Trzy odnowione podwórka", "Dwanaście podwórek zaprojektowanych z mieszkańcami", "mieszkańcy kwartałów śródmieścia", "wspólnoty mieszkaniowe, architekci"),
        ("Podwórka jak dawniej", "Jedno podwórko pokazowe", "Osiem wnętrz kwartałów z zielenią i ławkami", "mieszkańcy kamienic", "wspólnoty mieszkaniowe"),
        ("Dom sąsiedzki w dworcu", "Nieczynny dworzec w centrum", "Dom sąsiedzki z poczekalnią i warsztatem", "mieszkańcy i podróżni", "kolej, stowarzyszenia"),
        ("Ulica szkolna bez samochodów", "Zakaz postoju pod szkołą", "Ulica otwarta dla dzieci w godzinach szkolnych", "uczniowie i rodzice", "szkoła, straż miejska"),
        ("Rynek, na którym się siada", "Rynek zajęty przez parking", "Połowa rynku dla pieszych, z drzewami", "mieszkańcy i kupcy", "kupcy, konserwator zabytków"),
    ),
    12: _ideas(
        ("Miasto bez plastiku", "Zakaz jednorazowych naczyń w urzędzie", "Wypożyczalnia naczyń dla imprez i lokali", "organizatorzy wydarzeń", "gastronomia"),
        ("Drugie życie rzeczy", "Punkt zbiórki odpadów", "Punkt napraw i wymiany obok punktu zbiórki", "mieszkańcy", "spółdzielnia socjalna"),
        ("Nie marnujemy jedzenia", "Zbiórka w jednym markecie", "Siatka dziesięciu punktów i chłodnia", "potrzebujący", "sklepy, bank żywności"),
    ),
    13: _ideas(
        ("Sto drzew w miejsce asfaltu", "Nasadzenia w parku", "Sto drzew wzdłuż ulic, na których jest najgoręcej", "piesi", "zarząd dróg, szkoły"),
        ("Miasto gąbka", "Zbiornik retencyjny za miastem", "Retencja przy szkołach i na parkingach", "mieszkańcy zalewanych ulic", "wodociągi"),
        ("Cień nad przystankiem", "Wiaty przystankowe bez osłon", "Dwadzieścia zielonych wiat", "pasażerowie", "przewoźnik"),
    ),
    15: _ideas(
        ("Łąki zamiast trawników", "Jedna łąka kwietna", "Czterdzieści hektarów koszonych dwa razy w roku", "mieszkańcy, zapylacze", "koło pszczelarzy"),
        ("Zielony pierścień", "Osobne parki i skwery", "Jedna trasa spacerowa łącząca zieleń", "mieszkańcy", "leśnictwo"),
    ),
    16: _ideas(
        ("Urząd, który odpisuje jasno", "Szkolenie z prostego języka", "Sto najczęstszych pism napisanych od nowa", "wszyscy mieszkańcy", "biblioteka, seniorzy"),
        ("Młodzi decydują", "Młodzieżowa rada bez budżetu", "Budżet młodzieżowy i stałe miejsce w komisjach", "młodzież", "szkoły"),
        ("Budżet obywatelski od nowa", "Budżet z głosowaniem w jeden weekend", "Cały rok zgłaszania i wspólnego dopracowania pomysłów", "mieszkańcy", "organizacje społeczne"),
    ),
    17: _ideas(
        ("Gminy za miedzą", "Rozmowy z sąsiednimi gminami raz w roku", "Wspólny rozkład jazdy i wspólne zakupy czterech gmin", "mieszkańcy okolicy", "sąsiednie gminy"),
        ("Partnerstwo szkoły, firmy i miasta", "Praktyki uczniów w dwóch firmach", "Stała umowa piętnastu firm ze szkołami", "uczniowie", "firmy"),
    ),
}  # fmt: skip
GOALS = tuple(IDEAS)  # nobody chose goal 14: an empty chapter is said aloud, not hidden
