"""Deeds that ask nobody's leave themselves: only those who have asked first may call them.

`people`, `mail`, `documents` and `toolbox` lie below the programmes and cannot know who works in an Office. The deed
above them asks its own policy and then calls them. Who may call is named here; whoever does not ask is found.
"""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "drogowskaz"
OPERATOR = "toolbox/management/commands/tools.py"  # who may run a command may do everything
CALLERS = {
    ("people", "invite"): {"applications/acting.py", "participation/actions.py"},
    ("people", "end_representation"): {"applications/acting.py", "participation/actions.py"},
    ("people", "revoke_invitation"): {"applications/acting.py"},
    ("mail", "release"): {"desk/actions.py"},
    ("mail", "cancel"): {"desk/actions.py"},
    ("mail", "retry"): {"desk/actions.py"},
    ("documents", "revoke"): {"certificates/actions.py"},
    ("toolbox", "publish"): {OPERATOR},
}


def known_as(tree, path):
    """How the module calls the modules of deeds, and deeds it has taken out of them: {name: (app, deed or None)}."""
    found = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom):
            continue
        parts = (node.module or "").split(".")
        for alias in node.names:
            name = alias.asname or alias.name
            if node.level == 1 and alias.name == "actions" and not node.module:
                found[name] = (path.parent.name, None)
            elif node.module and parts[0] == "drogowskaz" and len(parts) == 2 and alias.name == "actions":
                found[name] = (parts[1], None)
            elif node.module and parts[0] == "drogowskaz" and parts[2:] == ["actions"]:
                found[name] = (parts[1], alias.name)
    return found


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def calls_in(function):
    return [(node, ast.unparse(node.func)) for node in ast.walk(function) if isinstance(node, ast.Call)]


def asked_before(tree, function, line):
    """Whether `function` asks before `line`; a part of deeds asks when every deed that calls it does so before."""
    if any(name == "require" and call.lineno < line for call, name in calls_in(function)):
        return True
    whole = [
        asked_before(tree, other, call.lineno)
        for other in functions(tree)
        for call, name in calls_in(other)
        if name == function.name and other is not function
    ]
    return function.name.startswith("_") and bool(whole) and all(whole)


def calls_of(text, path):
    """Every call of a guarded deed: which, in which function, and whether somebody asked before."""
    tree = ast.parse(text)
    names = known_as(tree, path)
    for function in functions(tree):
        for call, name in calls_in(function):
            owner, _, deed = name.rpartition(".")
            app, taken = names.get(owner or deed, ("", None))
            if (app, taken or deed) in CALLERS:
                yield (app, taken or deed), function.name, asked_before(tree, function, call.lineno)


def everywhere():
    for path in SOURCE.rglob("*.py"):
        for deed, function, asked in calls_of(path.read_text(), path):
            yield deed, str(path.relative_to(SOURCE)), function, asked


def test_only_those_named_call_them():
    found = {deed: set() for deed in CALLERS}
    for deed, path, _, _ in everywhere():
        found[deed].add(path)

    assert found == CALLERS


def test_whoever_calls_them_has_asked_before():
    unasked = [
        (path, function) for _, path, function, asked in everywhere() if not asked and path != OPERATOR
    ]

    assert unasked == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("def end(one):\n    require(policies.can_end(one))\n    people.end_representation(one)", True),
        ("def end(one):\n    people.end_representation(one)", False),
        ("def end(one):\n    people.end_representation(one)\n    require(policies.can_end(one))", False),
        ("from drogowskaz.people.actions import end_representation as go\ndef end(one):\n    go(one)", False),
    ],
)
def test_a_caller_that_does_not_ask_is_found(text, asked):
    text = f"from drogowskaz.people import actions as people\n{text}"

    assert list(calls_of(text, SOURCE / "desk" / "actions.py")) == [
        (("people", "end_representation"), "end", asked)
    ]
