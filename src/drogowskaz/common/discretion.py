"""Secrets of links are for their readers: neither a log nor a colleague's screen shows them."""

import logging
import re

# 32 random bytes, as secrets.token_urlsafe writes them.
SECRET = re.compile(r"(?<=/)[A-Za-z0-9_-]{43}(?=[/?#\s]|$)")
VEIL = "•••"


def veiled(text: str) -> str:
    """`text` with a mark in place of every secret that stands in an address."""
    return SECRET.sub(VEIL, text)


class Discreet(logging.Filter):
    """Takes the secrets of links out of what is logged; never drops a line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the line before any handler formats it."""
        said = record.getMessage()
        if (shown := veiled(said)) != said:
            record.msg, record.args = shown, None
        return True
