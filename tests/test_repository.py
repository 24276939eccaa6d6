"""Rules about the repository: what is written where, and what must not be written at all."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.template import engines
from django.template.loader_tags import ExtendsNode, IncludeNode

from tools import reference

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "drogowskaz"
TEMPLATES = sorted(
    path for path in SOURCE.glob("*/templates/**/*") if path.suffix in {".html", ".txt", ".xml"}
)
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
WEB_FREE = {
    "actions",
    "policies",
    "queries",
    "lifecycle",
    "models",
    "ledger",
    "mails",
    "journal",
    "fulfilment",
}
WEB = ("django.http", "django.shortcuts", "django.forms", "django.views", "django.urls.resolvers")
CLOCKS = {"now", "today", "utcnow", "localtime", "localdate"}
BANNED_NAMES = {"utils", "services", "managers", "misc", "base", "constants", "helpers"}
HOSTS = re.compile(r"://|--(extra-)?index-url|--find-links")


def words(path):
    return str(path.relative_to(ROOT))


def for_each(paths):
    """One test of a rule for many files: those that break it are named together."""

    def decorate(rule):
        def test():
            broken = []
            for path in paths:
                try:
                    rule(path)
                except AssertionError as fault:
                    broken.append(f"{words(path)}: {fault}")
            assert broken == []

        test.__name__ = rule.__name__
        return test

    return decorate


def test_a_file_that_breaks_a_rule_is_named():
    @for_each([ROOT / "README.md", ROOT / "LICENSE"])
    def no_licence(path):
        assert path.name != "LICENSE", "a licence"

    with pytest.raises(AssertionError, match="LICENSE: a licence"):
        no_licence()


def domain(names):
    """Modules of the domain, whether they are one file or a package of the same name."""
    return [
        path
        for path in MODULES
        if (path.stem in names and path.parent.parent == SOURCE)
        or (path.parent.name in names and path.parent.parent.parent == SOURCE)
    ]


@cache
def tree(path):
    return ast.parse(path.read_text())


def imports(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def calls(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


def public(path):
    """Classes, functions and methods that others may use, with their names."""

    def inside(body, prefix=""):
        for node in body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                yield prefix + node.name, node
                if isinstance(node, ast.ClassDef) and not prefix:
                    yield from inside(node.body, f"{node.name}.")

    yield from inside(tree(path).body)


def answers_requests(path):
    """Say whether a module has views: public functions whose first argument is the request."""
    return any(
        isinstance(node, ast.FunctionDef)
        and node.args.args
        and node.args.args[0].annotation is not None
        and ast.unparse(node.args.args[0].annotation) in {"HttpRequest", "SignedIn"}
        for _, node in public(path)
    )


@for_each(domain(WEB_FREE))
def test_the_domain_knows_nothing_of_the_web(path):
    assert [module for module in imports(path) if module.startswith(WEB)] == []


@for_each(domain({"actions", "policies", "lifecycle", "ledger", "fulfilment"}))
def test_the_domain_has_no_clock(path):
    asked = [name for call, name in calls(path) if not call.args and name.rpartition(".")[2] in CLOCKS]

    assert asked == []


@for_each(MODULES + TESTS)
def test_no_file_grows_past_reading(path):
    assert len(path.read_text().splitlines()) <= 400


@for_each(TEMPLATES)
def test_no_template_grows_past_reading(path):
    assert len(path.read_text().splitlines()) <= 120


@for_each(MODULES)
def test_a_module_says_what_it_is(path):
    text = path.read_text()
    small = path.name in {"__init__.py", "apps.py"}

    assert small or ast.get_docstring(ast.parse(text)) is not None


@for_each(domain(WEB_FREE | {"outbox", "press", "tasks"}))
def test_what_others_use_is_explained(path):
    owed = {"actions", "ledger", "outbox", "press", "tasks", "queries", "journal", "fulfilment"}
    if not owed & {path.stem, path.parent.name}:
        return  # its names and signatures say it

    assert [
        name for name, node in public(path) if ast.get_docstring(node) is None and not _obvious(name)
    ] == []


def _obvious(name):
    """A class inside a class says nothing of its own; refusals carry a sentence for people."""
    return "." in name


@for_each(domain({"actions"}))
def test_a_deed_is_atomic_and_is_told_who_and_when(path):
    wrong = []
    for name, node in public(path):
        if not isinstance(node, ast.FunctionDef) or "." in name:
            continue
        told = {argument.arg for argument in node.args.kwonlyargs}
        atomic = "transaction.atomic" in ast.unparse(node) or "by=by, at=at" in ast.unparse(node)
        if not ({"by", "at"} <= told and atomic):
            wrong.append(name)

    app = path.parent.name if path.parent.parent == SOURCE else path.parent.parent.name
    assert [name for name in wrong if (app, name) not in NOBODYS_DEEDS] == []


# What nobody does: the worker brings back what somebody ordered, and what only reckons.
NOBODYS_DEEDS = {
    ("applications", "keep_copy"),
    ("plans", "finish"),
    ("plans", "fail"),
    ("documents", "next_number"),
    ("documents", "receive"),  # one row, after the slow look through the file
    ("people", "digest"),
}


@for_each([path for path in MODULES if answers_requests(path)])
def test_a_view_starts_from_what_may_be_seen(path):
    assert re.findall(r"\.objects\.(?:all|get|exclude|first|last|order_by)\(", path.read_text()) == []


def test_a_verdict_becomes_a_refusal_in_one_place():
    by_hand = re.compile(r"raise PermissionDenied\(\w+\.reason\)")

    assert [words(path) for path in MODULES if by_hand.search(path.read_text())] == [
        "src/drogowskaz/common/verdict.py"
    ]


@for_each(MODULES)
def test_nothing_of_ours_hangs_on_signals(path):
    assert [module for module in imports(path) if module.startswith("django.db.models.signals")] == []
    assert "@receiver" not in path.read_text()


@for_each(MODULES)
def test_only_the_ledger_writes_to_the_ledger(path):
    if path.parent.name in {"advisory"} and path.stem in {"ledger", "proof"}:
        return  # this is the ledger and its proof

    writers = [
        name
        for _, name in calls(path)
        if re.match(r"Entry\.objects\.(create|bulk_create|update|get_or)", name)
    ]

    assert writers == []


def test_no_module_has_a_name_that_means_anything():
    assert [words(path) for path in MODULES if path.stem in BANNED_NAMES] == []


@for_each(MODULES)
def test_nothing_goes_round_the_guards_or_is_left_undone(path):
    text = path.read_text()

    assert re.findall(r"csrf_exempt|\.extra\(|\.raw\(|yaml\.load\(|pickle", text) == []
    assert re.findall(r"\b(TODO|FIXME|XXX)\b|raise NotImplementedError", text) == []


@for_each(PAGES)
def test_a_page_has_nothing_inline(path):
    text = path.read_text()

    assert re.findall(r"\sstyle=|\son[a-z]+=\"|<style|<script>|\|\s*safe\b|autoescape off", text) == []


@for_each(TEMPLATES)
def test_every_template_can_be_read_and_its_parts_exist(path):
    name = str(path.relative_to(path.parents[[p.name for p in path.parents].index("templates")]))
    engine = engines["django"].engine
    template = engine.get_template(name)

    parts = [
        node for kind in (ExtendsNode, IncludeNode) for node in template.nodelist.get_nodes_by_type(kind)
    ]
    for node in parts:
        part = node.parent_name if isinstance(node, ExtendsNode) else node.template
        if isinstance(part.var, str):
            engine.get_template(part.var)


def test_no_template_is_unused():
    code = "\n".join(path.read_text() for path in [*MODULES, *TEMPLATES])
    ours = {
        app.name.rpartition(".")[2] for app in apps.get_app_configs() if app.name.startswith("drogowskaz.")
    }
    unused = []
    for path in TEMPLATES:
        index = [parent.name for parent in path.parents].index("templates")
        name = str(path.relative_to(path.parents[index]))
        # Names of foreign apps (allauth, Django's errors and forms) are asked for by those apps.
        if name.split("/")[0] in ours and f"{name}" not in code and not _by_stem(name, code):
            unused.append(name)

    assert unused == []


def _by_stem(name, code):
    """Letters are named without their ending, families of parts by their beginning: f"programmes/part_{kind}.html"."""
    families = re.findall(r'f"([a-z_]+/[a-z_/]*)\{', code)
    return (
        name.rpartition(".")[0] in code
        or f'"{Path(name).stem}"' in code
        or any(name.startswith(family) for family in families)
    )


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_no_lock_file_names_a_registry(name):
    assert [line for line in (ROOT / name).read_text().splitlines() if HOSTS.search(line)] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_package_has_a_hash(name):
    blocks = re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text(), flags=re.IGNORECASE)

    assert [
        block.split()[0]
        for block in blocks
        if re.match(r"[a-z0-9]", block, re.I) and "--hash=sha256:" not in block
    ] == []


@pytest.mark.parametrize("name", sorted(reference.NAMES))
def test_the_generated_reference_is_fresh(name):
    assert (ROOT / "docs" / "reference" / name).read_text() == reference.pages()[name], "run make docs"


def test_every_decision_is_at_most_a_page():
    long = [
        path.name
        for path in (ROOT / "docs" / "decisions").glob("*.md")
        if len(path.read_text().splitlines()) > 60
    ]

    assert long == []


def test_the_readme_names_its_two_commands_and_no_page_that_is_not_there():
    readme = (ROOT / "README.md").read_text()
    links = re.findall(r"\]\(((?!https?:)[^)#]+)\)", readme)

    assert "make run" in readme
    assert "make test" in readme
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_no_committed_file_knows_the_machine_it_was_written_on():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout of git")
    found = []
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.suffix in {".py", ".html", ".md", ".toml", ".txt", ".yml", ".typ", ".css", ".js", ".po", ""}:
            text = path.read_text(errors="ignore") if path.is_file() else ""
            if str(ROOT) + "/" in text or f"{Path.home()}/" in text:
                found.append(name)

    assert found == []
