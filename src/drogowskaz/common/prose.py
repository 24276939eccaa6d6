"""Prose: the small Markdown of cities and editors, parsed once to a tree; web, PDF and DOCX render the tree.

Text stays text: HTML and program text that a city writes are shown as they stand and never run.
A node is a dict: {"kind", "text"?, "href"?, "level"?, "children"?}, with kinds text, paragraph, heading (level 2–4),
strong, em, link (href), bullet_list, ordered_list, list_item, quote, table, row, header, cell, hardbreak.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

Node = dict[str, Any]
RULES = [
    "heading",
    "lheading",
    "list",
    "blockquote",
    "table",
    "emphasis",
    "link",
    "escape",
    "newline",
    "balance_pairs",
    "fragments_join",
    "text_join",
    "entity",
]
KINDS = {
    "paragraph": "paragraph",
    "strong": "strong",
    "em": "em",
    "bullet_list": "bullet_list",
    "ordered_list": "ordered_list",
    "list_item": "list_item",
    "blockquote": "quote",
    "table": "table",
    "tr": "row",
    "th": "header",
    "td": "cell",
}
SCHEMES = {"https", "mailto"}
HIGHEST, LOWEST = 2, 4  # levels of headings that prose may have; level 1 is the page's
LOWEST_ON_PAGE = 6
LONGEST = 200_000  # characters; more than any limit of a form
DEEPEST = 12  # nodes within nodes; the press can follow no further
# Characters of marks and blanks before the words of a line; every level of nesting takes at least one.
WIDEST = 40
MARKS = re.compile(r"^(?:[ >]|[-+*] |\d{1,9}[.)] )+", re.MULTILINE)


def parse(text: str) -> list[Node]:
    """Read small Markdown into a tree; headings of level 1 become level 2, below 4 become 4.

    What lies deeper than DEEPEST gives its words to what surrounds it, so no text makes a tree one cannot walk. The
    reader itself would leave out everything after too many marks; so it is never given that many.
    """
    reader = MarkdownIt("zero", {"maxNesting": 3 * WIDEST}).enable(RULES)
    plain = text[:LONGEST].replace("\0", "").expandtabs(4)
    return _tree(reader.parse(MARKS.sub(lambda found: found[0][:WIDEST], plain)))


def _tree(tokens: list[Token]) -> list[Node]:
    """Build the tree from the reader's marks of beginning and end, which stand in one line."""
    root: list[Node] = []
    open_lists = [root]  # the children of every node that has begun and not ended, the innermost last
    for token in _flat(tokens):
        if token.nesting < 0:
            open_lists.pop()
            continue
        node = _node(token)
        if node is not None and token.nesting > 0 and len(open_lists) > DEEPEST:
            node = None
        if node is not None:
            open_lists[-1].append(node)
        if token.nesting > 0:
            open_lists.append(open_lists[-1] if node is None else node["children"])
    return root


def _flat(tokens: list[Token]) -> Iterator[Token]:
    """The marks of blocks with those of their words in their places."""
    for token in tokens:
        if token.type == "inline":
            yield from token.children or ()
        else:
            yield token


def _node(token: Token) -> Node | None:
    """What begins with a mark, or is it; nothing for wrappers without a meaning."""
    kind = token.type.removesuffix("_open")
    if kind == "softbreak":
        return {"kind": "text", "text": " "}
    if kind == "hardbreak":
        return {"kind": "hardbreak"}
    if kind == "heading":
        return {"kind": "heading", "level": min(max(int(token.tag[1:]), HIGHEST), LOWEST), "children": []}
    if kind == "link":
        href = str(token.attrs.get("href", ""))
        return {"kind": "link", "href": href, "children": []} if _allowed(href) else None
    if kind in KINDS:
        return {"kind": KINDS[kind], "children": []}
    return {"kind": "text", "text": token.content} if token.nesting == 0 and token.content else None


def _allowed(href: str) -> bool:
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES and bool(parts.netloc or parts.scheme.lower() == "mailto")


TAGS = {
    "paragraph": "p",
    "strong": "strong",
    "em": "em",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "quote": "blockquote",
    "row": "tr",
    "cell": "td",
}


def html(nodes: list[Node], highest: int = HIGHEST) -> SafeString:
    """Render a tree for the web; every text is escaped. Its headings begin at the level `highest`."""
    return format_html_join("", "{}", ((_html(node, highest),) for node in nodes))


def _html(node: Node, highest: int) -> SafeString | str:
    kind = node["kind"]
    if kind == "text":
        return str(node.get("text", ""))
    if kind == "hardbreak":
        return format_html("<{}>", "br")
    inner = html(node.get("children") or [], highest)
    if kind == "link" and _allowed(str(node.get("href", ""))):
        return format_html('<a href="{}" rel="noopener nofollow">{}</a>', node.get("href", ""), inner)
    if kind == "heading":
        level = min(max(int(node.get("level", HIGHEST)), HIGHEST), LOWEST) + highest - HIGHEST
        return format_html("<h{0}>{1}</h{0}>", min(level, LOWEST_ON_PAGE), inner)
    if kind == "header":
        return format_html('<th scope="col">{}</th>', inner)
    if kind == "table":
        return format_html('<div class="table-scroll"><table>{}</table></div>', inner)
    tag = TAGS.get(kind)
    return format_html("<{0}>{1}</{0}>", tag, inner) if tag else inner


def plain(nodes: list[Node]) -> str:
    """The words of a tree without their form, for summaries and search."""
    words = []
    for node in nodes:
        words.append(node["text"] if node["kind"] == "text" else plain(node.get("children") or []))
    return " ".join(word for word in (" ".join(words)).split())
