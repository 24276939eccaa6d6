"""The look at every page finds what is wrong, and nothing in a page that is right."""

import pytest
from django.http import HttpResponse

from tests.page import faults

RIGHT = """<!doctype html><html lang="pl"><head><title>Miasta</title><link rel="stylesheet" href="/a.css">
<script src="/a.js" defer></script></head><body><a href="#main">Dalej</a><main id="main"><h1>Miasta</h1>
<form><input type="hidden" name="token"><label for="name">Nazwa</label><input id="name" aria-describedby="hint">
<p id="hint">Jak w rejestrze</p><label><input type="checkbox"> Zgoda</label><button>Szukaj</button></form>
<img src="/a.png" alt=""><svg><title>Mapa</title></svg><pre>{{ przykład }}</pre></main></body></html>"""


def test_a_page_that_is_right_has_no_faults():
    assert faults(HttpResponse(RIGHT)) == []


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        (' lang="pl"', "", "no language on <html>"),
        ("<h1>Miasta</h1>", "", "0 h1 instead of one"),
        ("<h1>Miasta</h1>", "<h1>Miasta</h1><h1>Mapa</h1>", "2 h1 instead of one"),
        ("<title>Miasta</title>", "<title></title>", "no title"),
        (' src="/a.js" defer', "", "inline script"),
        ("<h1>", '<h1 style="color: red">', "inline style in <h1>"),
        ("</head>", "<style>p {}</style></head>", "inline style in <style>"),
        ("<button>", '<button onclick="go()">', "inline handler onclick in <button>"),
        ('href="#main"', 'href="javascript:go()"', "an address that is a script"),
        ('<label for="name">Nazwa</label>', "", "<input name=None> without a label"),
        (' alt=""', "", "picture without alt: /a.png"),
        ("Jak w rejestrze", "{{ hint }}", "unrendered {{: {{ hint }}"),
        ("Jak w rejestrze", "Do 3 maja 2027 r..", "two full stops: Do 3 maja 2027 r.."),
        ("Jak w rejestrze", "{% hint %}", "unrendered {%: {% hint %}"),
        ('<p id="hint">', '<p id="name">', "id name stands 2 times"),
        ('href="#main"', 'href="#top"', "href points to #top, which is not there"),
    ],
)
def test_a_fault_is_found(right, wrong, fault):
    assert right in RIGHT

    assert fault in faults(HttpResponse(RIGHT.replace(right, wrong, 1)))


def test_parts_of_pages_and_files_are_left_alone():
    assert faults(HttpResponse("<p style='x'>part</p>")) == []
    assert faults(HttpResponse("<html>{{", content_type="text/plain")) == []
