"""How the access table is read and asked: letters for answers, a client for each person, nothing kept of a deed."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from .world import World, unknown

ROLES = (
    "anyone",
    "stranger",
    "coordinator",
    "mayor",
    "office",
    "office2",
    "guardian",
    "guardian2",
    "adviser",
    "adviser2",
    "auditor",
)
SIGN_IN = "/konto/login/"
LETTERS = {200: "g", 403: "f", 404: "n", 405: "m", 409: "c", 410: "x", 422: "w", 400: "q", 301: "d"}
"""g given · s sign in first · d done, goes on elsewhere · n not known · f forbidden · w words are missing
c conflict · m not this way · q bad question · x expired."""


@dataclass(frozen=True)
class Row:
    """One route asked one way: a letter for each role, and one for every role, or each, before a foreign object."""

    method: str
    route: str
    own: str
    foreign: str

    def __str__(self) -> str:
        return f"{self.method} {self.route}"

    @property
    def name(self) -> str:
        """The name of the route; what follows "~" says in which state the object is."""
        return self.route.partition("~")[0]

    @property
    def before_foreign(self) -> str:
        """A letter for each role; one letter speaks for all who have signed in, and anyone gets what they get."""
        if len(self.foreign) > 1:
            return self.foreign
        return (self.own[0] if self.own[0] == "s" else self.foreign) + self.foreign * (len(ROLES) - 1)


def read(table: str) -> list[Row]:
    """Rows of a table: method, route, eleven letters, and the letter before a foreign object ("-": there is none)."""
    rows = []
    for line in table.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            method, route, *letters = line.split()
            rows.append(Row(method, route, "".join(letters[: len(ROLES)]), letters[len(ROLES)]))
    return rows


def letter(answer: Any) -> str:
    """The letter for an answer; a number where there is none, so that it is seen."""
    if answer.status_code == 302:
        return "s" if answer["Location"].removeprefix("/en").startswith(SIGN_IN) else "d"
    return LETTERS.get(answer.status_code, f"[{answer.status_code}]")


def ask(
    clients: dict[str, Client],
    role: str,
    row: Row,
    arguments: dict[str, Any] | None,
    words: dict[str, str] | None = None,
) -> Any:
    """Ask as `role`; what the deed has changed is taken back, and so is what the client remembers.

    A form is sent as a browser sends one that nobody has filled in, or with `words`; {} sends a body of no bytes.
    """
    cache.clear()  # forget how often somebody has asked
    client = clients[role]
    remembered = client.cookies.copy()
    address = reverse(row.name, kwargs=arguments)
    with transaction.atomic():
        if row.method == "GET":
            answer = client.get(address)
        else:
            answer = client.post(address, {"csrfmiddlewaretoken": ""} if words is None else words)
        answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    client.cookies = remembered
    return answer


def own(clients: dict[str, Client], world: World, row: Row, roles: tuple[str, ...]) -> str:
    """What each of `roles` gets for its own object, or where there is none for the page."""
    arguments, words = world.own.get(row.route), world.words.get(row.route)
    return "".join(letter(ask(clients, role, row, arguments, words)) for role in roles)


def before(letters: str, roles: tuple[str, ...]) -> str:
    """Of a letter for each role, those of `roles`."""
    return "".join(letters[ROLES.index(role)] for role in roles)


def foreign_and_unknown(
    clients: dict[str, Client], world: World, row: Row, roles: tuple[str, ...]
) -> tuple[str, list[str]]:
    """What each role gets for the object of another programme; and those of `roles` who can tell it from nothing.

    Whoever may not know of a thing must get the very same page for something that does not exist. Who holds the secret
    of an invitation does know of it.
    """
    answers = {role: ask(clients, role, row, world.foreign[row.route]) for role in ROLES}
    telling = []
    for role in roles:
        if letter(answers[role]) in "nf" and "secret" not in world.foreign[row.route]:
            nothing = ask(clients, role, row, unknown(world.foreign[row.route]))
            if _bare(nothing) != _bare(answers[role]):
                telling.append(role)
    return "".join(letter(answer) for answer in answers.values()), telling


def _bare(answer: Any) -> tuple[int, list[bytes]]:
    """Status and page, without what only repeats the address that was asked."""
    asked = answer.request["PATH_INFO"].encode()
    lines = answer.body.replace(asked, b"").splitlines()
    return answer.status_code, [line for line in lines if b"csrfmiddlewaretoken" not in line]


def every_route(patterns: Any = None, space: str = "") -> set[str]:
    """The name of every route the product answers to."""
    names = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            names.add(f"{space}{pattern.name}")
        else:
            names |= every_route(
                pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space
            )
    return names
