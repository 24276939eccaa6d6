"""Names as people type them."""

import pytest

from drogowskaz.people.folding import folded


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Łódź", "lodz"),
        ("ŻÓŁĆ gęślą", "zolc gesla"),
        ("Bielsko-Biała", "bielsko biala"),
        ("  Nowy   Sącz ", "nowy sacz"),
        ("İstanbul", "istanbul"),
        ("", ""),
    ],
)
def test_a_name_is_folded_to_plain_small_letters(name, plain):
    assert folded(name) == plain
