"""What cities and editors write becomes a tree; nothing in it is ever run."""

import re
from html.parser import HTMLParser

import pytest

from drogowskaz.common import prose

ALLOWED = {
    *("p", "h2", "h3", "h4", "strong", "em", "a", "ul", "ol", "li", "blockquote", "br"),
    *("table", "tr", "th", "td", "div"),
}


def html(text):
    return prose.html(prose.parse(text))


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<style>body{display:none}</style>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java\tscript:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:x)",
    "[a](//evil.example)",
    "[a](file:///etc/passwd)",
    '[a](https://a.example"onmouseover="alert(1))',
    '[a](<https://a.example/" onclick="x>)',
    "[a][1]\n\n[1]: javascript:alert(1)",
    "![a](https://a.example/pixel.gif)",
    "<https://a.example>",
    "`<b>`\n\n```\n<script>\n```",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "# <b>x</b>\n\n| <i>a</i> |\n|---|\n| <u>b</u> |",
    "\0<scr\0ipt>alert(1)</scr\0ipt>",
    "a\u202ecod.exe",
    "[" * 3000 + "](" * 3000,
    ">" * 3000 + " x",
    "*" * 5000,
    "_a_ **b" * 3000,
    "*" * 5000 + "a" + "*" * 5000,
    "*a " * 3000 + "b*" * 3000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_of_it_is_run(text):
    for tag, facts in Tags(html(text)).found:
        assert tag in ALLOWED
        assert set(facts) <= {"href", "rel", "scope", "class"}
        assert re.match(r"(https://[^/]|mailto:)", facts.get("href", "https://a.example"))


def test_html_is_shown_as_it_stands():
    assert html("<b>x</b> & y") == "<p>&lt;b&gt;x&lt;/b&gt; &amp; y</p>"


def test_small_markdown_becomes_a_page():
    text = "# Tytuł\n\nPark **nowy** i *cichy*  \nnad [rzeką](https://example.org/?a=1&b=2)\n\n1. raz\n2. dwa\n\n> głos"

    assert html(text) == (
        "<h2>Tytuł</h2><p>Park <strong>nowy</strong> i <em>cichy</em><br>nad "
        '<a href="https://example.org/?a=1&amp;b=2" rel="noopener nofollow">rzeką</a></p>'
        "<ol><li><p>raz</p></li><li><p>dwa</p></li></ol><blockquote><p>głos</p></blockquote>"
    )


def test_a_link_that_may_not_be_leaves_its_words():
    assert html("[klik](javascript:x)") == "<p>[klik](javascript:x)</p>"
    assert html("[klik](ftp://a.example/x)") == "<p>klik</p>"
    assert html("[klik](http://a.example/x)") == "<p>klik</p>"


def test_lists_may_lie_in_lists():
    text = "".join(f"{'  ' * depth}- punkt {depth}\n" for depth in range(4))

    assert html(text).count("<ul>") == html(text).count("</ul>") == 4


def test_lists_without_end_are_cut_not_followed():
    text = "".join(f"{'  ' * depth}- x\n" for depth in range(2000))

    assert html(text).count("<ul>") <= 20


def depth(nodes):
    """How deep a tree is, measured without walking into it."""
    levels, found = list(nodes), 0
    while levels:
        found += 1
        levels = [child for node in levels for child in node.get("children", ())]
    return found


@pytest.mark.parametrize(
    "text", ["*" * 4000 + "a" + "*" * 4000, "*a " * 2000 + "b*" * 2000, "> " * 900 + "a"]
)
def test_no_text_makes_a_tree_that_is_too_deep_to_walk(text):
    nodes = prose.parse(text)

    assert 1 < depth(nodes) <= prose.DEEPEST + 1
    assert len(prose.html(nodes)) > 0


def test_words_that_lie_too_deep_are_kept():
    text = "*" * 400 + "park" + "*" * 400

    assert prose.plain(prose.parse(text)) == "park"


@pytest.mark.parametrize(
    "marks", ["> " * 900, ">" * 900, "- " * 300, "1. " * 300, "\t" * 50 + "- ", " " * 900]
)
def test_words_after_too_many_marks_are_kept(marks):
    assert prose.plain(prose.parse(f"przed\n\n{marks}las\n\npo")).split()[-1] == "po"
    assert "las" in prose.plain(prose.parse(f"przed\n\n{marks}las\n\npo"))


def test_words_after_a_deep_list_are_kept():
    text = "".join(f"{'  ' * depth}- las\n" for depth in range(60)) + "\npo"

    assert prose.plain(prose.parse(text)).count("las") == 60
    assert prose.plain(prose.parse(text)).endswith("po")


def test_a_table_scrolls_by_itself():
    assert html("| a | b |\n|---|---|\n| 1 | 2 |") == (
        '<div class="table-scroll"><table><tr><th scope="col">a</th><th scope="col">b</th></tr>'
        "<tr><td>1</td><td>2</td></tr></table></div>"
    )


def test_headings_fit_under_those_of_the_page(drawn):
    assert html("# a\n\n###### b") == "<h2>a</h2><h4>b</h4>"
    assert "<h4>a</h4><h5>b</h5>" in drawn("{% prose text 4 %}", text="# a\n\n### b")
    assert "<h6>b</h6>" in drawn("{% tree nodes 5 %}", nodes=prose.parse("#### b"))


def test_a_huge_text_is_read_up_to_a_bound_and_in_time():
    assert len(html("słowo " * 100_000)) <= prose.LONGEST + 7


def test_an_empty_text_is_nothing(drawn):
    assert prose.parse("") == []
    assert drawn("{% prose text %}", text=None).strip() == '<div class="prose"></div>'


def test_the_words_can_be_had_without_their_form():
    nodes = prose.parse("# Park\n\n- **nowy**\n- [cichy](https://example.org)")

    assert prose.plain(nodes) == "Park nowy cichy"


def test_a_stored_tree_is_no_more_trusted_than_a_text():
    """Trees lie in snapshots; what they carry is escaped when it is drawn."""
    nodes = [
        {"kind": "script", "children": [{"kind": "text", "text": "<x>"}]},
        {"kind": "link", "href": 'javascript:x"', "children": [{"kind": "text", "text": "a"}]},
    ]

    assert prose.html(nodes) == "&lt;x&gt;a"
