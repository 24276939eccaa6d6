"""What must hold for every page, whatever it shows: looked at in every test that asks for one."""

from collections import Counter
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponseBase
from django.test import Client

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
FILLED_IN = {"input", "select", "textarea"}
DATA_IN_PAGE = {"application/json", "application/ld+json"}  # data, never run
NEEDS_NO_LABEL = {"hidden", "submit", "button", "reset", "image"}
RAW = ("{{", "}}", "{%", "%}", "{#")


class Page(HTMLParser):
    """One HTML page, read once; `faults` says what is wrong with it in sentences."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()
        self.labelled: set[str] = set()
        self.fields: list[tuple[str, dict[str, str]]] = []
        self.pointed: list[tuple[str, str]] = []
        self.headings = 0
        self.lang = ""
        self.titles: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        self._conclude()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.open.append(tag)
        if "id" in facts:
            self.ids[facts["id"]] += 1
        if tag == "html":
            self.lang = facts.get("lang", "")
        if tag == "h1":
            self.headings += 1
        if tag == "style" or "style" in facts:
            self.faults.append(f"inline style in <{tag}>")
        if tag == "script" and not facts.get("src") and facts.get("type") not in DATA_IN_PAGE:
            self.faults.append("inline script")
        self.faults += [f"inline handler {name} in <{tag}>" for name in facts if name.startswith("on")]
        if facts.get("href", "").strip().lower().startswith("javascript:"):
            self.faults.append("an address that is a script")
        if tag == "img" and "alt" not in facts:
            self.faults.append(f"picture without alt: {facts.get('src')}")
        if tag == "label" and "for" in facts:
            self.labelled.add(facts["for"])
        if tag in FILLED_IN and facts.get("type", "text") not in NEEDS_NO_LABEL and "label" not in self.open:
            self.fields.append((tag, facts))
        for name in ("aria-describedby", "aria-labelledby", "aria-controls"):
            self.pointed += [(name, target) for target in facts.get(name, "").split()]
        if tag == "a" and facts.get("href", "").startswith("#") and len(facts["href"]) > 1:
            self.pointed.append(("href", facts["href"][1:]))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, text: str) -> None:
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.titles.append(text.strip())
        if not {"code", "pre", "textarea", "script"} & set(self.open):
            self.faults += [f"unrendered {mark}: {text.strip()[:60]}" for mark in RAW if mark in text]
            if "r.." in text:  # a day in Polish ends with a full stop already
                self.faults.append(f"two full stops: {text.strip()[:60]}")

    def _conclude(self) -> None:
        if not self.lang:
            self.faults.append("no language on <html>")
        if self.headings != 1:
            self.faults.append(f"{self.headings} h1 instead of one")
        if not any(self.titles):
            self.faults.append("no title")
        for tag, facts in self.fields:
            named = (
                facts.get("aria-label") or facts.get("aria-labelledby") or facts.get("id") in self.labelled
            )
            if not named:
                self.faults.append(f"<{tag} name={facts.get('name')}> without a label")
        self.faults += [f"id {name} stands {count} times" for name, count in self.ids.items() if count > 1]
        self.faults += [
            f"{name} points to #{target}, which is not there"
            for name, target in self.pointed
            if target not in self.ids
        ]


def faults(response: HttpResponseBase) -> list[str]:
    """Say what is wrong with a page; parts of pages, files and redirects have no faults."""
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return []
    text = response.content.decode()
    return Page(text).faults if "<html" in text else []


class CheckedClient(Client):
    """A client that looks at every page it gets and fails the test when something is wrong with it."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        wrong = faults(response)
        assert not wrong, f"{request.get('PATH_INFO')} ({response.status_code}): " + "; ".join(wrong)
        return response
