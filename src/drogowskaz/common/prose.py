"""Prose: the small Markdown of cities and editors, parsed once to a tree; web, PDF and DOCX render the tree.

Text stays text: HTML and program text that a city writes are shown as they stand and never run.
A node is a dict: {"kind", "text"?, "href"?, "level"?, "children"?}, with kinds text, paragraph, heading (level 2–4),
strong, em, link (href), bullet_list, ordered_list, list_item, quote, table, row, header, cell, hardbreak.
"""

from typing import Any
from urllib.parse import urlsplit

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

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
SCHEMES = {"https", "http", "mailto"}
HIGHEST, LOWEST = 2, 4  # levels of headings that prose may have; level 1 is the page's
LOWEST_ON_PAGE = 6
LONGEST = 200_000  # characters; more than any limit of a form


def parse(text: str) -> list[Node]:
    """Read small Markdown into a tree; headings of level 1 become level 2, below 4 become 4."""
    reader = MarkdownIt("zero", {"maxNesting": 20}).enable(RULES)
    return _nodes(SyntaxTreeNode(reader.parse(text[:LONGEST].replace("\0", ""))).children)


def _nodes(nodes: list[SyntaxTreeNode]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        found.extend(_node(node))
    return found


def _node(node: SyntaxTreeNode) -> list[Node]:
    """One node of the reader as ours; wrappers that mean nothing give their children."""
    kind = node.type
    if kind == "text":
        return [{"kind": "text", "text": node.content}]
    if kind == "softbreak":
        return [{"kind": "text", "text": " "}]
    if kind == "hardbreak":
        return [{"kind": "hardbreak"}]
    children = _nodes(node.children)
    if kind == "heading":
        level = min(max(int(node.tag[1:]), HIGHEST), LOWEST)
        return [{"kind": "heading", "level": level, "children": children}]
    if kind == "link":
        href = str(node.attrs.get("href", ""))
        return [{"kind": "link", "href": href, "children": children}] if _allowed(href) else children
    if kind in KINDS:
        return [{"kind": KINDS[kind], "children": children}]
    if not children and node.content:
        return [{"kind": "text", "text": node.content}]
    return children


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
