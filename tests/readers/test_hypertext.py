"""What of HTML is prose, where it stands, and what a fix may touch."""

from __future__ import annotations

import pytest

from lint.api import check_text, fix_text
from lint.model import Span
from lint.readers import hypertext
from lint.source import PLACEHOLDER, Document


def read(source: str) -> Document:
    (document,) = hypertext.read("name", source)
    return document


def shapes(source: str) -> list[tuple[str, str]]:
    document = read(source)
    return [(segment.kind.value, document.text[segment.start : segment.end]) for segment in document.segments]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>He was <b>ver</b>y tired.", "He was very tired."),
        ("<p>\n  One line\n  <i> and </i> two.\n</p>", "One line and two."),
        ("<p>Fish&nbsp;&amp; chips don&#8217;t go&hellip;", "Fish\xa0& chips don’t go…"),
        ("<p>a < b, R&D, &unknown; and &copy 1", "a < b, R&D, &unknown; and © 1"),
        ("<p>trans&shy;late un\xadder", "translate under"),
        ("<p>One<br>two.", "One\ntwo."),
        ("<p>He said <q>no</q>.", "He said “no”."),
        ("<p>Call <code>the the()</code> now.", f"Call {PLACEHOLDER} now."),
        ("<p>Say <i lang='fr'>le le</i> now.", f"Say {PLACEHOLDER} now."),
        ("<p>Say <i lang='en-GB'>it</i> now.", "Say it now."),
        ("<p>Use <b translate='no'>the the</b> now.", f"Use {PLACEHOLDER} now."),
        ("<p>Hello {{ user.the }}, and welcome.", f"Hello {PLACEHOLDER}, and welcome."),
        ("<p>Old <del>words</del><ins>ones</ins> <!-- the the -->go.", "Old ones go."),
        (
            "<p>So it is.<sup><a href='#1'>1</a></sup> It was the 19<sup>th</sup> time.",
            "So it is. It was the 19th time.",
        ),
        ("<p title='the the' alt=the>Here<script>the('</p>')</script> it is.", "Here it is."),
        ("<p>Here <svg><title>the the</title><text>the</text></svg> it is.", f"Here {PLACEHOLDER} it is."),
        ("<p>A <?php if ($a > 1) echo 'the'; ?>end.", "A end."),
        ("text <p", "text"),
        ("text <a href='the", "text"),
    ],
)
def test_prose_is_what_a_browser_shows(source: str, text: str) -> None:
    ((_, found),) = shapes(source)
    assert found == text


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (
            "<title>A &amp; B</title><h1>The <i>bridge</i></h1>It stands.",
            "headline A & B|headline The bridge|text It stands.",
        ),
        ("<ul><li>two eggs<li>some <b>flour</b></ul>", "item two eggs|item some flour"),
        ("<li lang=de>zwei Eier<li>some flour", "item some flour"),
        ("<dl><dt>Bridge<dd>It goes over a river.</dl>", "item Bridge|item It goes over a river."),
        ("<table><tr><th>Old<td>New<tr><td>a</table>", "table Old|table New|table a"),
        ("<td><p>It stands.</p></td>", "text It stands."),
        ("<figure><img src=a><figcaption>The bridge</figcaption></figure>", "caption The bridge"),
        ("<p>One.<p>Two.<div>Three.</div>Four.", "text One.|text Two.|text Three.|text Four."),
        ("<p>One.<br> <br>Two.", "text One.|text Two."),
        ("<p><b>Early life</b></p><p><b>He was born.</b></p>", "headline Early life|text He was born."),
        ("<nav><a href=/>Home</a></nav><p><a href=/a>More news</a></p>", "item Home|item More news"),
        ("<div lang='de'><p>Das das.</p><p lang='en'>It stands.</p></div>", "text It stands."),
        ("<p>Use <code>the<p>It stands.", f"text Use {PLACEHOLDER}|text It stands."),
        ("<p>One.</b></x></p></p>Two.", "text One.|text Two."),
    ],
)
def test_blocks_and_their_kinds(source: str, found: str) -> None:
    assert [" ".join(shape) for shape in shapes(source)] == found.split("|")


@pytest.mark.parametrize(
    "name", ["pre", "script", "style", "template", "textarea", "select", "button", "noscript", "math", "svg", "iframe"]
)
def test_what_is_no_prose_is_not_read(name: str) -> None:
    assert shapes(f"<div><{name}>the the</{name}></div><p>It stands.") == [("text", "It stands.")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>He saw the&nbsp;the man &amp; left.", "<p>He saw the man &amp; left."),
        ("<p>He saw the\n    the man.", "<p>He saw the man."),
        ("<p class='the the'>He saw <b>a man</b> the the day.", "<p class='the the'>He saw <b>a man</b> the day."),
        ("<p>He saw the <b>the man</b>.", "<p>He saw the <b>the man</b>."),
        ("<pre>the the</pre>\r\n<p>He saw the the man.\r\n", "<pre>the the</pre>\r\n<p>He saw the man.\r\n"),
    ],
)
def test_fixes_change_text_alone(before: str, after: str) -> None:
    assert fix_text(before, select=["repetition/doubled-word"], read_as="html") == after


def test_an_entity_is_replaced_whole_or_left_alone() -> None:
    document = read("<p>I don&#8217;t &acE; know.")
    assert document.editable(Span(2, 7))
    assert document.source_span(Span(2, 7)) == Span(5, 16)
    assert document.source_span(Span(5, 6)) == Span(8, 15)
    double = document.text.index("\u223e")
    assert document.editable(Span(double, double + 2))
    assert not document.editable(Span(double, double + 1))


def test_no_fix_writes_markup() -> None:
    document = read("<p>He and she")
    assert document.takes(Span(3, 6), "or")
    assert not document.takes(Span(3, 6), "&")
    assert not document.takes(Span(3, 6), "<b>")


def test_an_insertion_before_a_block_stays_in_it() -> None:
    document = read("<p>One.</p><p>Two.</p>")
    assert document.source_span(Span(6, 6)) == Span(14, 14)


def test_marks_are_comments() -> None:
    page = "<p>He saw the the man.</p>\n{}<p>He saw the the man.</p>\n<p>He saw the the man.</p>\n"
    rules = ["repetition/doubled-word"]
    assert len(check_text(page.format(""), select=rules, read_as="html")) == 3
    assert len(check_text(page.format("<!-- mtlint next repetition: so -->\n"), select=rules, read_as="html")) == 2
    assert len(check_text(page.format("<!-- mtlint off -->\n"), select=rules, read_as="html")) == 1
    assert len(check_text(page.format("<pre>&lt;!-- mtlint off -->\n</pre>\n"), select=rules, read_as="html")) == 3


@pytest.mark.parametrize(
    "source",
    [
        *["<" * 50_000, "<a " * 30_000, "<a b='" * 9_000, "<!--" * 20_000, "<b>" * 20_000, "&" * 50_000, "{{" * 10_000],
        *["&#" + "9" * 50_000 + ";", "<p><b>" * 9_000, "<sup>" * 9_000, " " * 100_000, "<ul><li>" * 9_000],
    ],
)
def test_hostile_markup_is_read(source: str) -> None:
    assert read(source).source == source
