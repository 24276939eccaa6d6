"""What differs between the programmes the journeys walk, seen from outside."""

from .road import Programme

PDM = Programme(
    preset="pdm",
    name="Plan Działań dla Miast",
    theme="11.",
    other_theme="7.",
    path="Nabór ekspercki",
    stages=(("8:00", "8:00"), ("8:00", "8:00", "8:00")),  # four fifths of 20 and of 30 hours
    too_much="13:00",
    refusal="Zostało 12 h w etapie 1. Skróć termin albo poproś o godziny.",
    readers=("guardian", "mayor", "language"),
)
ADVISORY_DAYS = Programme(
    preset="advisory-days",
    name="Dni doradcze, edycja pierwsza",
    theme="2.",
    other_theme="6.",
    path="Wskazanie regionu",
    stages=(
        ("1 dzień",),
        ("1 dzień", "0,5 dnia"),
        ("4 h",),
    ),  # half of two, three and one days of eight hours
    too_much="2,5 dnia",
    refusal="Zostało 2 dni w etapie 1. Skróć termin albo poproś o godziny.",
    readers=("mayor", "guardian", "language"),
)
