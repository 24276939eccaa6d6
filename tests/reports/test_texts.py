"""Words as plain values: hashes, what is missing, what changed."""

import pytest

from drogowskaz.programmes.parts import ReportSection, ReportTemplate
from drogowskaz.reports.texts import Fault, Piece, clean, content_of, differences, digest, faults, passages

ROAD = ReportSection("road", "Droga", limit=10)
RISKS = ReportSection("risks", "Ryzyka", required=False, limit=5)
TEMPLATE = ReportTemplate(("guardian",), (ROAD, RISKS))


def test_the_hash_is_of_the_words_and_not_of_their_order():
    one = content_of([("pl", "road", "Ala"), ("en", "road", "Alice"), ("pl", "risks", "")])
    two = content_of([("en", "road", "Alice"), ("pl", "road", "Ala")])

    assert one == {"pl": {"road": "Ala"}, "en": {"road": "Alice"}}
    assert digest(one) == digest(two)
    assert digest(one) != digest(content_of([("pl", "road", "Ala "), ("en", "road", "Alice")]))


def test_the_hash_does_not_change_with_the_program():
    assert (
        digest({"pl": {"road": "Żółć"}}) == "a31ad6d0684798638eac2a44d38d6e9049576452d5649cbe336e149e698d8a33"
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a\r\nb\rc  ", "a\nb\nc"),
        ("nul\x00 i po\ud83dłówka", "nul i połówka"),
        ("\n\n", ""),
    ],
)
def test_a_text_is_kept_as_typed_but_for_what_no_database_takes(typed, kept):
    assert clean(typed) == kept


def test_what_is_missing_or_too_long_is_named_in_the_order_of_the_template():
    content = {"pl": {"risks": "123456"}, "en": {"road": "01234567890"}}

    assert faults(TEMPLATE, content) == [Fault(ROAD, "pl"), Fault(ROAD, "en", 1), Fault(RISKS, "pl", 1)]
    assert faults(TEMPLATE, {"pl": {"road": "0123456789"}}) == []


@pytest.mark.parametrize(
    ("older", "newer", "pieces"),
    [
        ("", "", []),
        ("Ala ma kota", "Ala ma kota", [Piece("same", "Ala ma kota")]),
        ("", "Ala", [Piece("added", "Ala")]),
        ("Ala", "", [Piece("removed", "Ala")]),
        (
            "Ala ma kota.",
            "Ala ma psa.",
            [Piece("same", "Ala ma "), Piece("removed", "kota."), Piece("added", "psa.")],
        ),
        (
            "Ala\n\nma",
            "Ala\nma",
            [Piece("same", "Ala"), Piece("removed", "\n"), Piece("same", "\n"), Piece("same", "ma")],
        ),
    ],
)
def test_differences_are_told_word_by_word(older, newer, pieces):
    assert differences(older, newer) == pieces


def test_a_rewritten_sentence_reads_as_one_change():
    assert differences("W 2024 roku ruszyło", "Od pięciu lat trwa") == [
        Piece("removed", "W 2024 roku ruszyło"),
        Piece("added", "Od pięciu lat trwa"),
    ]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("a b c d", "b x d y"),
        ("raz dwa", "trzy"),
        ("", "x y"),
        ("raz dwa\n\ntrzy cztery", "pięć sześć\n\ntrzy"),
    ],
)
def test_both_texts_can_be_put_together_from_their_differences(older, newer):
    pieces = differences(older, newer)

    assert "".join(piece.text for piece in pieces if piece.kind != "added") == older
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == newer


def test_without_an_older_version_nothing_counts_as_changed():
    content = {"pl": {"road": "Ala"}, "en": {"road": "Alice"}}

    alone = [(one.section.key, one.language, one.changed) for one in passages(TEMPLATE, content, None)]
    beside = [
        (one.section.key, one.language, one.changed)
        for one in passages(TEMPLATE, content, {"pl": {"road": "Ola"}})
    ]

    assert alone == [("road", "pl", False), ("road", "en", False), ("risks", "pl", False)]
    assert beside == [("road", "pl", True), ("road", "en", True), ("risks", "pl", False)]
