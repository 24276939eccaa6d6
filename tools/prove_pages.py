"""Every page of the demo as everybody: accessible at 1280 and 390 px, on its own, light, and there without JavaScript.

    make prove-pages

Starts a demo of its own in a folder that is thrown away, follows the links of each page as a visitor and as each demo
person to one page of every kind, and looks at it with axe (WCAG 2.2 A and AA, best practice). Then each kind is opened
once more with JavaScript off. Takes about ten minutes; the exit status is 1 where something was found, and the findings
are said as they come. Pictures: make screenshots.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tools.screenshots import WEIGHT, Walk, enter, listen, people, stroll, with_axe

PATIENCE = 300  # seconds until the demo has to answer; it invents 104 cities first


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def a_demo() -> Iterator[str]:
    """A demo that has just been made, as `make run` makes it; gives its address."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="drogowskaz-pages-") as folder:
        environment = os.environ | {
            "DROGOWSKAZ_DATA": folder,
            "DROGOWSKAZ_DEMO": "true",
            "PORT": str(port),
        }
        running = subprocess.Popen(
            [sys.executable, "-m", "drogowskaz.config.command", "start"], env=environment
        )
        try:
            wait_for(f"http://localhost:{port}", running)
            yield f"http://localhost:{port}"
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(timeout=30)


def wait_for(origin: str, running: "subprocess.Popen[bytes]") -> None:
    """Wait until the demo answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and running.poll() is None:
        try:
            with urllib.request.urlopen(f"{origin}/-/ready", timeout=5):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    sys.exit("The demo has not started.")


def a_window(browser: Browser, origin: str, person: str, *, javascript: bool = True) -> BrowserContext:
    """A window in which `person` has signed in."""
    context = browser.new_context(locale="pl-PL", reduced_motion="reduce", java_script_enabled=javascript)
    if person != "public":
        enter(context, origin, person)
    return context


def without_javascript(context: BrowserContext, walk: Walk) -> None:
    """Open one page of every kind that has been walked: it has its heading, its words and no empty main part."""
    page = context.new_page()
    for address in walk.addresses:
        answer = page.goto(walk.origin + address)
        if answer is None or answer.status != 200 or page.locator("h1").count() != 1:
            walk.tell(address, "is not whole without JavaScript")
        elif not page.locator("main").inner_text().strip():
            walk.tell(address, "is empty without JavaScript")
    page.close()


def weigh(browser: Browser, walk: Walk) -> None:
    """Weigh the first load of every kind of public page, as it comes over the wire, photographs left out."""
    for address in walk.addresses:
        context = browser.new_context(locale="pl-PL")
        page = context.new_page()
        heard = listen(page, walk.origin)
        page.goto(walk.origin + address, wait_until="networkidle")
        weight = sum(heard.sizes)
        walk.heaviest = max(walk.heaviest, (weight, address))
        if weight > WEIGHT:
            walk.tell(address, f"weighs {weight} bytes")
        context.close()


def prove(browser: Browser, origin: str, person: str, most: int) -> Walk:
    """Walk as one person, with JavaScript and without."""
    walk = Walk(person, origin, None)
    context = with_axe(a_window(browser, origin, person))
    if person == "public":
        stroll(context, ["/", "/en/"], walk, most)
    else:  # what everybody sees has been looked at
        stroll(context, ["/panel/"], walk, most, within=("/panel/", "/konto/"))
    context.close()
    if person == "public":
        weigh(browser, walk)
    context = a_window(browser, origin, person, javascript=False)
    without_javascript(context, walk)
    context.close()
    return walk


def main() -> int:
    """Start the demo, walk as everybody, say what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--only", action="append", help='an e-mail address of a demo person, or "public"; repeatable'
    )
    parser.add_argument("--most", type=int, default=120, help="pages for each person (default: 120)")
    chosen = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        sys.exit("There is no chromium: apt-get install chromium")
    with a_demo() as origin, sync_playwright() as engine:
        browser = engine.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        everybody = ["public", *people(browser.new_context(), origin)]
        walks = [prove(browser, origin, person, chosen.most) for person in chosen.only or everybody]
        browser.close()
    for walk in walks:
        size, address = walk.heaviest
        print(
            f"{walk.person}: {len(walk.addresses)} kinds of pages, {len(walk.found)} findings, "
            f"heaviest {size} B ({address})"
        )
    return 1 if any(walk.found for walk in walks) else 0


if __name__ == "__main__":
    sys.exit(main())
