"""A browser without JavaScript over Django's client: it reads pages and fills in the forms that stand in them.

It finds everything as a person does – a field by its label, a link or button by its words – and sends exactly what
such a browser would send, hidden fields and tokens included. Every page it gets is looked at (see `tests.page`).
"""

from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from lxml.html import FormElement, HtmlElement

from drogowskaz.people.models import User
from tests.page import CheckedClient

OPTIONAL = " (nieobowiązkowe)"
REDIRECTS = 5


def words(element: HtmlElement) -> str:
    """The words of an element on one line."""
    return " ".join(element.text_content().split())


class PlainBrowser:
    """One person's browser. Everything it does not find it says, together with what stands on the page."""

    def __init__(self, client: Client | None = None) -> None:
        self.client = client or CheckedClient(enforce_csrf_checks=True)
        self.address = "/"
        self.page: HtmlElement = html.fromstring("<html><body></body></html>")
        self.status = 0
        self.steps = 0  # what the person has done with mouse and keyboard
        self.files: dict[HtmlElement, SimpleUploadedFile] = {}

    def sign_in(self, user: User) -> None:
        """Begin as a person who has signed in."""
        self.client.force_login(user, backend="drogowskaz.people.accounts.Backend")

    def open(self, address: str) -> None:
        """Go to an address and on to where it leads."""
        self._arrive(address, self.client.get(address))

    def _arrive(self, address: str, answer: object) -> None:
        for _ in range(REDIRECTS):
            if answer.status_code not in (301, 302, 303):
                break
            address = urljoin(address, answer["Location"])
            answer = self.client.get(address)
        self.address, self.status, self.files = address, answer.status_code, {}
        if answer["Content-Type"].startswith("text/html"):
            self.page = html.fromstring(answer.content.decode(), parser=html.HTMLParser(encoding="utf-8"))
            return
        self.page = html.fromstring("<html><body></body></html>")
        self.content = answer.getvalue()

    # What stands on the page

    def text(self) -> str:
        """All the words of the page, on one line."""
        return words(self.page)

    def has(self, name: str) -> bool:
        """Say whether there is a link with these words."""
        return bool(self._named(self._main().xpath(".//a[@href]"), name))

    def href(self, name: str) -> str:
        """Where a link leads."""
        return urljoin(self.address, self._one(("a[@href]",), name).get("href"))

    def _main(self) -> HtmlElement:
        found = self.page.xpath("//main")
        return found[0] if found else self.page

    def _named(self, elements: Iterable[HtmlElement], name: str) -> list[HtmlElement]:
        seen = [one for one in elements if one.get("aria-hidden") != "true"]
        exact = [one for one in seen if words(one) == name]
        return exact or [one for one in seen if name in words(one)]

    def _one(self, kinds: tuple[str, ...], name: str) -> HtmlElement:
        for place in (self._main(), self.page):
            found = self._named(place.xpath(" | ".join(f".//{kind}" for kind in kinds)), name)
            if found:
                same = {(one.get("href"), one.get("formaction")) for one in found}
                assert len(same) == 1 or words(found[0]) == name, self._said(f"several named {name!r}")
                return found[0]
        raise AssertionError(self._said(f"nothing named {name!r} ({', '.join(kinds)})"))

    def _said(self, trouble: str) -> str:
        return f"{trouble} at {self.address} ({self.status}):\n{self.text()[:3000]}"

    # What a person does

    def follow(self, name: str) -> None:
        """Follow the link with these words."""
        self.steps += 1
        self.open(self.href(name))

    def fill(self, label: str, value: str, *, group: str = "", beside: str = "", nth: int = 0) -> None:
        """Write `value` over what stands in the field with this label.

        Of several, the one in the fieldset `group`, or in the form with the button `beside`, or the `nth` of them.
        """
        self.steps += 1
        self._field(label, group, beside=beside, nth=nth).value = value

    def choose(self, label: str, option: str, *, group: str = "") -> None:
        """Choose the option whose words begin with `option` in the list with this label."""
        self.steps += 1
        field = self._field(label, group)
        found = [one for one in field.xpath(".//option") if words(one).startswith(option)]
        assert found, self._said(f"no option {option!r} in {label!r}")
        field.value = found[0].get("value")

    def tick(self, label: str, *, group: str = "") -> None:
        """Tick a box, or choose one of several buttons."""
        self.steps += 1
        field = self._field(label, group)
        if field.get("type") == "radio":
            for other in field.xpath("ancestor::form//input[@type='radio']"):
                if other.get("name") == field.get("name"):
                    other.checked = False
        field.checked = True

    def attach(self, label: str, name: str, content: bytes) -> None:
        """Choose a file of one's computer."""
        self.steps += 1
        self.files[self._field(label, "")] = SimpleUploadedFile(name, content)

    def press(self, name: str) -> None:
        """Press the button with these words: the form it belongs to is sent."""
        self.steps += 1
        button = self._one(("button",), name)
        assert button.get("disabled") is None, self._said(f"the button {name!r} cannot be pressed")
        form: FormElement = next(button.iterancestors("form"))
        data: dict[str, list[object]] = {}
        for key, value in form.form_values():
            data.setdefault(key, []).append(value)
        if button.get("name"):
            data.setdefault(button.get("name"), []).append(button.get("value") or "")
        address = urljoin(self.address, button.get("formaction") or form.get("action") or self.address)
        if form.get("method", "get").lower() == "get":
            self._arrive(address, self.client.get(urlsplit(address).path, data))
            return
        if form.get("enctype") == "multipart/form-data":
            for field, file in self.files.items():
                data.setdefault(field.get("name"), []).append(file)
        self._arrive(address, self.client.post(address, data))

    def _field(self, label: str, group: str, *, beside: str = "", nth: int = 0) -> HtmlElement:
        place = self._group(group) if group else self._main()
        if beside:
            place = next(self._one(("button",), beside).iterancestors("form"))
        labels = [one for one in place.xpath(".//label") if words(one).removesuffix(OPTIONAL) == label]
        labels = labels or [one for one in place.xpath(".//label") if words(one).startswith(label)]
        assert labels, self._said(f"no field labelled {label!r} {group!r}")
        name = labels[nth].get("for")
        found = place.xpath(".//*[@id=$name]", name=name) if name else labels[nth].xpath(".//input")
        assert found, self._said(f"the label {label!r} belongs to no field")
        return found[0]

    def _group(self, legend: str) -> HtmlElement:
        for one in self._main().xpath(".//fieldset"):
            said = one.xpath("./legend")
            if said and words(said[0]).removesuffix(OPTIONAL) == legend:
                return one
        raise AssertionError(self._said(f"no group {legend!r}"))

    # What a person makes sure of

    def sees(self, *texts: str) -> None:
        """Make sure that all of `texts` stand on the page."""
        there = self.text()
        missing = [text for text in texts if text not in there]
        assert not missing, self._said(f"not on the page: {missing}")

    def sees_not(self, *texts: str) -> None:
        """Make sure that none of `texts` stands on the page."""
        there = self.text()
        found = [text for text in texts if text in there]
        assert not found, self._said(f"on the page: {found}")

    def downloads(self, name: str) -> bytes:
        """The bytes behind a link; the page stays."""
        answer = self.client.get(self.href(name))
        assert answer.status_code == 200, self._said(f"{name!r} gives {answer.status_code}")
        return answer.getvalue()
