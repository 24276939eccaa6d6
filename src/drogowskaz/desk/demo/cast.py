"""The people of the invented cities: names that can be told apart, none of them anybody's."""

FIRST = (
    (
        "Agnieszka",
        "Barbara",
        "Celina",
        "Danuta",
        "Elżbieta",
        "Felicja",
        "Grażyna",
        "Hanna",
        "Izabela",
        "Joanna",
    ),
    ("Adam", "Bartosz", "Cezary", "Dariusz", "Emil", "Filip", "Grzegorz", "Henryk", "Ignacy", "Jakub"),
)
LAST = (
    "Brzoza", "Cis", "Dąb", "Figowiec", "Głóg", "Jałowiec", "Jodła", "Kalinowa", "Klon", "Lipka", "Modrak", "Olcha",
    "Paproć", "Rokita", "Sosenka", "Szyszka", "Świerk", "Topola", "Wiąz", "Wierzba", "Żarnowiec", "Bluszcz", "Chaber",
)  # fmt: skip
GUARDIANS = (
    "Halina Wrzos", "Kazimierz Rdest", "Lidia Szałwia", "Mieczysław Perz", "Natalia Mięta", "Olgierd Tatarak",
    "Paulina Oset", "Roman Łopian", "Sylwia Malwa",
)  # fmt: skip
ADVISERS = (
    "Marek Olszyna", "Beata Kminek", "Czesław Lebioda", "Dorota Jaskier", "Edward Sitowie", "Franciszka Cykoria",
    "Gabriela Ostrożeń", "Hubert Dziurawiec",
)  # fmt: skip


def person(number: int) -> str:
    """An invented name; the same number gives the same name."""
    names = FIRST[number % 2]
    return f"{names[number // 2 % len(names)]} {LAST[(number * 7) % len(LAST)]}"
