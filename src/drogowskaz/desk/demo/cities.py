"""The invented cities: 104 that take part and eight that apply in the open call. None of them exists."""

from dataclasses import dataclass

NAMES = """
Modrzewiec|Bukowiec Leśny|Jarzębin Dolny|Ałyczowo|Brzozogród|Cisowice|Dębianka|Głogowiec Mały|Jesionowo|Kalinogród
Lipczyn|Leszczynów|Olszanka Górna|Sosnogród|Świerkowiec|Topolin|Wierzbiny|Wiązówek|Klonowo Nowe|Grabogród
Tarniny|Jałowczyn|Wrzosowiec|Paprotnik|Mącznica|Borówkowo|Malinów|Jeżynowo|Porzeczkowo|Agrestów
Śliwogród|Jabłonków Nowy|Gruszowiec|Czereśnik|Wiśniogród|Morelin|Orzechowiec|Kasztanów|Rokitnik|Dereniowo
Szczawin Nadrzeczny|Rumiankowo|Makowiec Polny|Chabrowo|Kąkolin|Lnianka|Owsiany Gród|Jęczmionka|Pszenicznik|Gryczyn
Prosowiec|Konopnik|Chmielów Nowy|Rzepakowo|Słonecznik|Fiołków|Nagietkowo|Piwoniec|Dziewannów|Miętowiec
Szałwin|Macierzanka|Tymiankowo|Lubczykowo|Koprowiec|Anyżków|Kminkowo|Bazylin|Rozmarynów|Lawendowo
Żurawin|Czaplinek Nowy|Bocianowo|Jaskółczyn|Skowronkowo|Słowiczyn|Kosogród|Drozdowiec|Sikornik|Dzięciolin
Sójkowo|Krukowiec|Sokolin|Jastrzębnik|Orlikowo|Puszczykowiec|Zimorodkowo|Perkozin|Łabędziowo|Gągołów
Rysiowiec|Żubrowo|Łosiogród|Sarnin|Jelonków|Dzikowiec|Wydrzyn|Bobrogród|Borsukowo|Zajęczyn
Wiewiórków|Jeżogród|Kunowiec|Łasiczyn
""".replace("\n", "|")
APPLICANTS = "Nornikowo|Susłogród|Chomiczyn|Popielicowo|Żabiniec|Traszkowo|Jaszczurczyn|Zaskrońcowo"

# Where to put cities on the map: seven points inside each voivodeship (degrees north, degrees east).
PLACES = {
    "02": ((51.40, 15.60), (51.00, 17.10), (50.90, 15.80), (51.35, 16.90), (50.40, 16.60), (51.20, 16.20), (50.75, 16.60)),
    "04": ((53.50, 17.90), (52.75, 18.40), (53.15, 19.20), (52.95, 18.00), (53.30, 18.60), (52.60, 19.00), (53.25, 19.45)),
    "06": ((51.95, 22.60), (50.70, 23.30), (51.40, 22.20), (51.20, 23.20), (51.70, 23.20), (50.95, 22.40), (51.62, 21.93)),
    "08": ((52.70, 15.20), (51.75, 15.90), (52.30, 14.80), (52.10, 15.50), (52.45, 15.60), (51.60, 15.20), (51.90, 15.10)),
    "10": ((52.10, 19.30), (51.30, 19.50), (51.75, 19.00), (51.95, 20.00), (51.40, 18.80), (51.60, 19.80), (51.45, 20.20)),
    "12": ((50.30, 19.80), (49.60, 20.80), (49.95, 19.60), (50.20, 20.50), (49.50, 19.90), (50.00, 20.90), (49.70, 20.20)),
    "14": ((53.00, 20.30), (51.80, 21.00), (52.40, 21.90), (52.55, 19.80), (52.95, 21.40), (51.40, 21.20), (52.50, 20.70)),
    "16": ((51.00, 18.00), (50.30, 17.60), (50.70, 18.20), (50.86, 17.45), (50.45, 17.90), (50.50, 17.40), (50.65, 17.80)),
    "18": ((50.50, 22.00), (49.50, 22.20), (50.00, 21.90), (50.20, 22.60), (49.70, 21.70), (50.30, 21.60), (49.85, 22.60)),
    "20": ((54.10, 22.90), (52.60, 23.10), (53.20, 22.30), (53.60, 23.30), (52.80, 22.90), (53.80, 22.60), (53.10, 23.30)),
    "22": ((54.60, 17.30), (53.95, 18.10), (54.10, 18.60), (53.85, 17.40), (54.50, 18.10), (54.20, 17.50), (53.90, 19.00)),
    "24": ((50.85, 19.10), (49.75, 19.10), (50.30, 18.60), (50.50, 19.30), (50.00, 18.60), (50.65, 18.70), (50.15, 19.10)),
    "26": ((51.20, 20.40), (50.45, 20.40), (50.87, 21.45), (50.85, 20.40), (50.60, 20.90), (51.00, 21.10), (50.50, 21.30)),
    "28": ((54.20, 20.00), (53.50, 21.20), (53.85, 20.60), (54.15, 21.20), (53.90, 19.80), (53.90, 21.60), (53.50, 20.10)),
    "30": ((53.10, 16.80), (51.70, 17.40), (52.40, 17.40), (52.50, 16.30), (52.10, 18.00), (52.85, 17.20), (52.10, 16.80)),
    "32": ((54.10, 16.10), (53.10, 14.90), (53.40, 15.70), (53.90, 15.30), (53.20, 16.00), (53.50, 14.90), (53.70, 16.40)),
}  # fmt: skip
REGIONS = tuple(PLACES)
KINDS = ("urban", "urban_rural", "urban_rural", "urban", "county_rights")


@dataclass(frozen=True)
class InventedCity:
    """A city that does not exist, with everything a real one would have in the register."""

    name: str
    teryt: str  # begins with 99, which no voivodeship has
    voivodeship: str
    municipality_type: str
    county: str
    population: int
    latitude: float
    longitude: float


def _city(number: int, name: str) -> InventedCity:
    turn = number // len(REGIONS)  # of the cities that are dealt to the voivodeships, one to each in a turn
    region = REGIONS[(number * 7 + turn * 3) % len(REGIONS)]
    north, east = PLACES[region][turn]
    kind = KINDS[number % len(KINDS)]
    size = 6_000 + (number * 7_919) % 61_000
    if kind == "county_rights":
        size += 70_000 + (number * 3_571) % 110_000
    return InventedCity(
        name=name,
        teryt=f"99{number + 1:04}{4 if kind == 'urban_rural' else 1}",
        voivodeship=region,
        municipality_type=kind,
        county="" if kind == "county_rights" else f"powiat {name.split()[0].lower()}ski",
        population=size // 100 * 100,
        latitude=round(north + ((number * 37) % 13 - 6) / 100, 4),
        longitude=round(east + ((number * 53) % 17 - 8) / 100, 4),
    )


TAKING_PART = tuple(_city(number, name) for number, name in enumerate(filter(None, NAMES.split("|"))))
APPLYING = tuple(
    _city(number, name) for number, name in enumerate(APPLICANTS.split("|"), start=len(TAKING_PART))
)
