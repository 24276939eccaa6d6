"""Chromium with JavaScript on, spoken to in the same words as `plain.PlainBrowser`: by roles and labels."""

import re
from typing import Any

from django.test import Client
from playwright.sync_api import Browser, Locator, Page, Response, expect

from drogowskaz.people.models import User
from tools.screenshots import Walk, judge, kind

from .plain import OPTIONAL

PATIENCE = 10_000  # milliseconds until something that does not come is given up
WIDE, PHONE = (1280, 900), (390, 844)


class RealBrowser:
    """One person's window. Answers other than 200, which no table of pages knows, are looked at with axe as they come.

    `steps` counts what the person has done with mouse and keyboard; `troubles` are complaints of the pages.
    """

    def __init__(self, chromium: Browser, walk: Walk, *, size: tuple[int, int] = WIDE) -> None:
        self.walk = walk
        self.origin = walk.origin
        self.context = chromium.new_context(
            locale="pl-PL",
            timezone_id="Europe/Warsaw",
            reduced_motion="reduce",
            viewport={"width": size[0], "height": size[1]},
        )
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.troubles: list[str] = []
        self.steps = 0
        self.page.on("pageerror", lambda error: self.troubles.append(f"{self.page.url}: {error}"))
        self.page.on(
            "console",
            lambda said: (
                self.troubles.append(f"{self.page.url}: {said.text}") if self._blames_us(said) else None
            ),
        )

    @staticmethod
    def _blames_us(said: Any) -> bool:
        # Chromium itself complains of every answer 4xx; a refusal with status 422 is what we ask for.
        return said.type == "error" and "status of 422" not in said.text

    def close(self) -> None:
        """Close the window."""
        self.context.close()

    def sign_in(self, user: User) -> None:
        """Begin as a person who has signed in."""
        client = Client()
        client.force_login(user, backend="drogowskaz.people.accounts.Backend")
        cookie = client.cookies["session"]
        self.context.add_cookies([{"name": "session", "value": cookie.value, "url": self.origin}])

    @property
    def address(self) -> str:
        """Where the person is, without the server."""
        return self.page.url.removeprefix(self.origin)

    def open(self, address: str) -> None:
        """Go to an address and on to where it leads."""
        self._arrive(self.page.goto(self.origin + address))

    def has(self, name: str) -> bool:
        """Say whether there is a link with these words."""
        return self._main().get_by_role("link", name=re.compile(_loosely(name))).count() > 0

    def href(self, name: str) -> str:
        """Where a link leads."""
        return self._one("link", name).get_attribute("href") or ""

    def _main(self) -> Locator:
        return self.page.get_by_role("main")

    def _one(self, role: Any, name: str) -> Locator:
        for place in (self._main(), self.page):
            for pattern in (rf"^{_loosely(name)}$", _loosely(name)):
                found = place.get_by_role(role, name=re.compile(pattern))
                if found.count():
                    return found.first
        raise AssertionError(f"no {role} named {name!r} at {self.address}:\n{self.text()[:3000]}")

    def follow(self, name: str) -> None:
        """Follow the link with these words."""
        self._go(self._one("link", name))

    def press(self, name: str) -> None:
        """Press the button with these words; the page that comes is waited for."""
        self._go(self._one("button", name))

    def _go(self, place: Locator) -> None:
        self.steps += 1
        with self.page.expect_navigation() as coming:
            place.click()
        self._arrive(coming.value)

    def _arrive(self, answer: Response | None) -> None:
        assert answer, f"nothing came to {self.address}"
        seen = f"{kind(self.address)} {answer.status} {self.page.viewport_size}"
        if answer.status != 200 and seen not in self.walk.seen:
            self.walk.seen.add(seen)
            judge(self.page, self.address, self.walk)

    def fill(self, label: str, value: str, *, group: str = "", beside: str = "", nth: int = 0) -> None:
        """Write `value` over what stands in the field with this label."""
        self.steps += 1
        self._field(label, group, beside=beside, nth=nth).fill(value)

    def choose(self, label: str, option: str, *, group: str = "") -> None:
        """Choose the option whose words begin with `option` in the list with this label."""
        self.steps += 1
        field = self._field(label, group)
        words = [text for text in field.locator("option").all_inner_texts() if text.startswith(option)]
        field.select_option(label=words[0])

    def tick(self, label: str, *, group: str = "") -> None:
        """Tick a box, or choose one of several buttons."""
        self.steps += 1
        self._field(label, group).check()

    def attach(self, label: str, name: str, content: bytes) -> None:
        """Choose a file of one's computer."""
        self.steps += 1
        file = {"name": name, "mimeType": "application/pdf", "buffer": content}
        self._field(label, "").set_input_files(file)  # type: ignore[arg-type]

    def _field(self, label: str, group: str, *, beside: str = "", nth: int = 0) -> Locator:
        place = self._main()
        if group:
            place = place.get_by_role("group", name=_begins(group)).first
        if beside:
            place = place.locator("form").filter(has=self.page.get_by_role("button", name=beside, exact=True))
        exact = place.get_by_label(re.compile(rf"^\s*{re.escape(label)}({re.escape(OPTIONAL)})?\s*$"))
        found = exact if exact.count() else place.get_by_label(_begins(label))
        assert found.count(), (
            f"no field labelled {label!r} {group!r} at {self.address}:\n{self.text()[:3000]}"
        )
        return found.nth(nth)

    def text(self) -> str:
        """All the words of the page that can be seen, on one line."""
        return " ".join(self.page.locator("body").inner_text().split())

    def sees(self, *texts: str) -> None:
        """Make sure that all of `texts` can be seen on the page."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text, use_inner_text=True, ignore_case=True)

    def sees_not(self, *texts: str) -> None:
        """Make sure that none of `texts` stands on the page."""
        for text in texts:
            expect(self.page.locator("body")).not_to_contain_text(text, use_inner_text=True)

    def downloads(self, name: str) -> bytes:
        """The bytes behind a link; the page stays."""
        answer = self.context.request.get(self.origin + self.href(name).removeprefix(self.origin))
        assert answer.ok, f"{name!r} gives {answer.status} at {self.address}"
        return answer.body()


def _loosely(words: str) -> str:
    # What only a screen reader hears stands apart from the words before it: "Zmień tekst : W skrócie".
    return re.escape(words).replace(":", r"\s*:").replace(r"\ ", r"\s+")


def _begins(words: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(words)}")
