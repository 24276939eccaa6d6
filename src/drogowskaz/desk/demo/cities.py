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

# Where to put cities on the map: a point inside each voivodeship (degrees north, degrees east).
MIDDLES = {
    "02": (51.05, 16.40), "04": (53.05, 18.40), "06": (51.25, 22.80), "08": (52.20, 15.35),
    "10": (51.60, 19.40), "12": (49.85, 20.30), "14": (52.35, 21.10), "16": (50.65, 17.90),
    "18": (50.00, 22.10), "20": (53.25, 22.90), "22": (54.10, 18.00), "24": (50.35, 19.00),
    "26": (50.75, 20.75), "28": (53.85, 20.80), "30": (52.30, 17.20), "32": (53.60, 15.50),
}  # fmt: skip
REGIONS = tuple(MIDDLES)
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
    region = REGIONS[(number * 7) % len(REGIONS)]
    north, east = MIDDLES[region]
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
        latitude=round(north + ((number * 37) % 61 - 30) / 100, 4),
        longitude=round(east + ((number * 53) % 71 - 35) / 70, 4),
    )


TAKING_PART = tuple(_city(number, name) for number, name in enumerate(filter(None, NAMES.split("|"))))
APPLYING = tuple(
    _city(number, name) for number, name in enumerate(APPLICANTS.split("|"), start=len(TAKING_PART))
)
