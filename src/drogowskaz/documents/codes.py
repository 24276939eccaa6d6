"""Codes for the check page: 128 bits in letters that cannot be taken for one another, and their QR picture."""

import io
import secrets

import segno

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
LENGTH = 26  # letters of 5 bits for 128 bits
GROUP = 5
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new() -> str:
    """A new code nobody can guess, in groups: "7KQ2M-…"."""
    bits = secrets.randbits(128)
    return grouped("".join(ALPHABET[bits >> 5 * place & 31] for place in reversed(range(LENGTH))))


def grouped(letters: str) -> str:
    """Letters in groups of five, for reading aloud."""
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def normalised(typed: str) -> str:
    """The code a person meant: small letters, spaces, missing dashes, O for 0, I or l for 1; "" if it cannot be one."""
    letters = "".join(letter for letter in typed.upper().translate(MISREAD) if letter.isalnum())
    if len(letters) != LENGTH or not set(letters) <= set(ALPHABET):
        return ""
    return grouped(letters)


def qr(address: str) -> str:
    """A QR code of an address as an SVG picture, black on white with its quiet zone."""
    picture = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(
        picture, kind="svg", scale=4, border=4, light="#ffffff", xmldecl=False, svgclass=None, lineclass=None
    )
    return picture.getvalue().decode()
