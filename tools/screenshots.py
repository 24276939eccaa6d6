"""A walk through every page of the running demo, as everybody: pictures, axe, weight, foreign requests.

    make run                                    in another window
    python tools/screenshots.py                 every page as every demo person, at 1280 and 390 px
    python tools/screenshots.py --only public   without signing in

Pages of the same kind (the same address but for its numbers) are looked at once for each person. Pictures and the list
of findings lie in var/pictures; the exit status is 1 where something was found.
"""

import argparse
import re
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import axe_playwright_python
from playwright.sync_api import BrowserContext, Error, Page, sync_playwright

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
WIDTHS = (1280, 390)
WEIGHT = 90 * 1024  # bytes of a first load, compressed, without photographs
VIOLATIONS = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then(
    result => result.violations.map(({id, nodes}) => [id, nodes.length, String(nodes[0].target)]))"""
FILES = re.compile(r"(\.(pdf|csv|json|geojson|docx|zip|xml|ics|png|jpg|svg)|/plik/)$")


@dataclass
class Walk:
    """What has been seen and found, as one person."""

    person: str
    origin: str
    pictures: Path | None  # folder for them; none are taken without one
    seen: set[str] = field(default_factory=set)
    addresses: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    heaviest: tuple[int, str] = (0, "")

    def tell(self, address: str, fault: str) -> None:
        """Keep a finding and say it at once."""
        self.found.append(f"{self.person} {address}: {fault}")
        print(f"  {self.found[-1]}", flush=True)


def kind(address: str) -> str:
    """The address without its numbers and codes: pages of one kind look alike."""
    parts = urlsplit(address)
    path = re.sub(r"/(\d[\w-]*|[A-Z0-9-]{6,})(?=/|$)", "/N", parts.path)
    path = re.sub(r"^(/en)?(/(?:miasta|cele|plan|narzedziownik|aktualnosci))/[^/]+/", r"\1\2/N/", path)
    return path + (
        "?" + "&".join(sorted({pair.partition("=")[0] for pair in parts.query.split("&")}))
        if parts.query
        else ""
    )


@dataclass
class Heard:
    """What a window asks for and complains of while it opens pages."""

    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)


def listen(page: Page, origin: str) -> Heard:
    """Hear, from now on, every request and every complaint of a window."""
    heard = Heard()

    def asked(url: str) -> None:
        if not url.startswith((origin, "data:")):
            heard.foreign.append(url)

    page.on("request", lambda request: asked(request.url))
    page.on("console", lambda said: heard.errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: heard.errors.append(str(error)))
    page.on("requestfinished", lambda request: heard.sizes.append(request.sizes()["responseBodySize"]))
    return heard


def judge(page: Page, address: str, walk: Walk) -> None:
    """Look at the open page at the width it has: axe, and whether it scrolls sideways."""
    width = page.evaluate("window.innerWidth")
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        walk.tell(address, f"{width} px: scrolls sideways")
    if not page.evaluate("typeof axe === 'object'"):  # a window may bring it to each page: `with_axe`
        page.evaluate(f"() => {{ {AXE.read_text()} }}")
    for rule, number, where in page.evaluate(VIOLATIONS, RULES):
        walk.tell(address, f"{width} px: axe {rule} × {number} at {where}")


def with_axe(context: BrowserContext) -> BrowserContext:
    """Bring axe to every page of a window, from outside: the page's own rules about scripts stay in force."""
    context.add_init_script(path=AXE)
    return context


def look(page: Page, address: str, width: int, walk: Walk, *, expected: int = 200) -> list[str]:
    """Open one page at one width and keep its picture; gives the addresses it leads to."""
    heard = listen(page, walk.origin)
    try:
        answer = page.goto(walk.origin + address, wait_until="load")
    except Error as error:
        if "Download is starting" in error.message:
            return []  # a file, no page
        raise
    if answer is None or answer.status != expected:
        walk.tell(address, f"status {answer.status if answer else 'none'}")
        return []
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return []
    if address not in walk.addresses:
        walk.addresses.append(address)
    if walk.pictures:
        name = f"{re.sub(r'[^a-z0-9]+', '-', (walk.person + address).lower()).strip('-')}-{width}.png"
        page.screenshot(path=walk.pictures / name, full_page=True)
    judge(page, address, walk)
    for url in heard.foreign:
        walk.tell(address, f"asks somebody else: {url}")
    for complaint in heard.errors if expected == 200 else ():  # chromium also complains of the status itself
        walk.tell(address, f"console: {complaint}")
    walk.heaviest = max(walk.heaviest, (sum(heard.sizes), address))
    links: list[str] = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    return links


def visit(context: BrowserContext, address: str, walk: Walk) -> list[str]:
    """Look at one page at every width; gives the addresses it leads to.

    A picture shows the page as it comes at its width, so then it is opened anew for each.
    """
    opened = WIDTHS if walk.pictures else WIDTHS[:1]
    links: list[str] = []
    for width in opened:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        try:
            links = look(page, address, width, walk)
            for narrower in WIDTHS[len(opened) :] if address in walk.addresses else ():
                page.set_viewport_size({"width": narrower, "height": 900})
                judge(page, address, walk)
        except Error as error:
            walk.tell(address, f"{width} px: {error.message.splitlines()[0]}")
        page.close()
    return links


def stroll(
    context: BrowserContext, start: list[str], walk: Walk, most: int, *, within: tuple[str, ...] = ("/",)
) -> None:
    """Follow the links of each page to one page of every kind, where its address begins with one of `within`."""
    waiting = list(start)
    while waiting and len(walk.seen) < most:
        address = waiting.pop(0)
        if kind(address) in walk.seen or FILES.search(urlsplit(address).path):
            continue
        walk.seen.add(kind(address))
        print(f"{walk.person} {address}", flush=True)
        links = visit(context, address, walk)
        for link in links:
            full = urldefrag(urljoin(walk.origin + address, link)).url
            further = full.removeprefix(walk.origin)
            if full.startswith(walk.origin + "/") and further.startswith(within):
                waiting.append(further)


def people(context: BrowserContext, origin: str) -> list[str]:
    """The e-mail addresses that the sign-in page of the demo offers."""
    page = context.new_page()
    page.goto(f"{origin}/konto/login/")
    found: list[str] = page.eval_on_selector_all(
        "form input[name=email][type=hidden]", "all => all.map(one => one.value)"
    )
    page.close()
    return found


def enter(context: BrowserContext, origin: str, email: str) -> None:
    """Become one of the invented people with one click."""
    page = context.new_page()
    page.goto(f"{origin}/konto/login/")
    page.locator(f'form:has(input[value="{email}"]) button').click()
    page.wait_for_load_state()
    page.close()


def main() -> int:
    """Walk; say what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--address", default="http://localhost:8000", help="where the demo runs")
    parser.add_argument(
        "--to", type=Path, default=Path("var/pictures"), help="folder for pictures and findings"
    )
    parser.add_argument(
        "--only", action="append", help='an e-mail address of a demo person, or "public"; repeatable'
    )
    parser.add_argument("--most", type=int, default=80, help="pages for each person (default: 80)")
    chosen = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        sys.exit("There is no chromium: apt-get install chromium")
    chosen.to.mkdir(parents=True, exist_ok=True)
    origin = chosen.address.rstrip("/")
    walks: list[Walk] = []
    with sync_playwright() as engine:
        browser = engine.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        try:
            everybody = ["public", *people(browser.new_context(), origin)]
        except Error:
            sys.exit(f"Nobody answers at {origin}. Start the demo first: make run")
        for person in chosen.only or everybody:
            context = with_axe(browser.new_context(locale="pl-PL", reduced_motion="reduce"))
            walk = Walk(person, origin, chosen.to)
            if person != "public":
                enter(context, origin, person)
            stroll(context, ["/", "/en/"] if person == "public" else ["/panel/"], walk, chosen.most)
            if person == "public" and walk.heaviest[0] > WEIGHT:
                walk.tell(walk.heaviest[1], f"weighs {walk.heaviest[0]} bytes")
            walks.append(walk)
            context.close()
        browser.close()
    found = [fault for walk in walks for fault in walk.found]
    (chosen.to / "findings.txt").write_text("\n".join(found) + "\n")
    for walk in walks:
        size, address = walk.heaviest
        print(
            f"{walk.person}: {len(walk.seen)} kinds of pages, {len(walk.found)} findings, heaviest {size} B ({address})"
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
