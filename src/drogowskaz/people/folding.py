"""Names as people type them: without accents and capitals, so that "lodz" finds "Łódź"."""

import unicodedata

# Letters that Unicode does not take apart.
UNDIVIDED = str.maketrans({"ł": "l", "Ł": "l", "ø": "o", "đ": "d", "ß": "ss"})


def folded(text: str) -> str:
    """The text in small letters, without accents, with single spaces for spaces and dashes."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(UNDIVIDED))
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(plain.replace("-", " ").replace("–", " ").split())
