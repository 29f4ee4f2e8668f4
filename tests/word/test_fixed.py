"""Edits of the text of a Word document, made in its runs."""

from __future__ import annotations

import contextlib
import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.errors import ReadError
from lint.fixing import apply
from lint.model import Edit, Span
from lint.word.document import document
from lint.word.fixed import fixed
from lint.word.package import opened
from lint.word.text import projected
from tests.wording import box, deleted, docx, field, footnote, inserted, members, note, p, run, table

BOLD, ITALIC = "<w:b/>", "<w:i/>"
RICH = docx(
    p("The sh", run("ip sa", BOLD), run("nk in", ITALIC), " the sea.", note(2), style="Chapter"),
    p("It was", deleted(" very"), inserted(run(" rather")), " old, see ", field("REF a", "page 2"), "."),
    p("<w:r><w:t> A </w:t><w:tab/><w:t xml:space='preserve'>word or </w:t><w:br/><w:t>two.</w:t></w:r>",
      box(p("In a box."))),
    table(("One", "Two")),
    footnotes=footnote(2, p("A note.")),
    more={"word/media/a.bin": bytes(range(256)), "customXml/item1.xml": b"<a  b='c'/>"},
)  # fmt: skip


def text_of(data: bytes) -> str:
    return projected(opened("a.docx", data)).text


def edit(old: str, new: str, data: bytes = RICH) -> bytes:
    start = text_of(data).index(old)
    return fixed("a.docx", data, [Edit(Span(start, start + len(old)), new)])


def runs(data: bytes) -> list[tuple[str, str]]:
    """The runs of the body with their looks."""
    xml = members(data)["word/document.xml"].decode()
    found = re.findall(r"<w:r>(?:<w:rPr>(.*?)</w:rPr>)?<w:t[^>]*?(?:>(.*?)</w:t>|/>)", xml)
    return [(text, look) for look, text in found]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("ship", "boat", [("The boat", ""), (" sa", BOLD), ("nk in", ITALIC)]),
        ("sank in the", "lay in a", [("The sh", ""), ("ip lay", BOLD), (" in", ITALIC), (" a sea.", "")]),
        ("ship sank", "wreck lay", [("The wreck", ""), (" lay", BOLD), (" in", ITALIC)]),
        (" sank", "", [("The sh", ""), ("ip", BOLD), (" in", ITALIC)]),
        ("The ship", "A big ship", [("A big sh", ""), ("ip sa", BOLD)]),
    ],
)
def test_each_run_keeps_its_look(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    made = edit(old, new)
    assert runs(made)[: len(expected)] == expected
    assert text_of(made) == text_of(RICH).replace(old, new, 1)


def test_blanks_at_the_edge_of_a_run_count() -> None:
    plain = docx(p("<w:r><w:t>The ship sank</w:t></w:r>", "<w:r><w:t>.</w:t></w:r>"))
    assert text_of(edit("sank", "", plain)) == "The ship .\n"


def test_what_does_not_change_stays_byte_for_byte() -> None:
    before, after = members(RICH), members(edit("A note", "No note"))
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["word/footnotes.xml"]
    with ZipFile(BytesIO(RICH)) as old, ZipFile(BytesIO(edit("ship", "boat"))) as new:
        assert [(m.filename, m.compress_type, m.date_time) for m in old.infolist()] == [
            (m.filename, m.compress_type, m.date_time) for m in new.infolist()
        ]


def test_an_edit_changes_nothing_else_of_its_part() -> None:
    before, after = (members(data)["word/document.xml"] for data in (RICH, edit("old", "new")))
    canonical = before.replace(b"<w:t xml:space='preserve'>", b'<w:t xml:space="preserve">')
    assert after.split(b"?>", 1)[1].strip() == canonical.replace(b" old, see", b" new, see").split(b"?>", 1)[1].strip()


def test_no_edits_leave_the_bytes() -> None:
    assert fixed("a.docx", RICH, []) == RICH
    assert edit("ship", "ship") == RICH


def test_a_signed_document_is_not_changed() -> None:
    with pytest.raises(ReadError, match="signed"):
        edit("ship", "boat", docx(p("The ship."), more={"_xmlsignatures/sig1.xml": b"<a/>"}))


@given(st.lists(st.tuples(st.integers(0, len(RICH) - 1), st.integers(0, 255)), min_size=1, max_size=9), st.booleans())
def test_damage_is_an_error_that_is_told_or_does_no_harm(changes: list[tuple[int, int]], cut: bool) -> None:
    damaged = bytearray(RICH)
    for place, byte in changes:
        damaged[place] = byte
    data = bytes(damaged[: changes[0][0]] if cut else damaged)
    with contextlib.suppress(ReadError):
        text = text_of(data)
        made = fixed("a.docx", data, [Edit(Span(4, 8), "boat")])
        assert text_of(made) == text[:4] + "boat" + text[8:]


@given(st.data())
def test_edits_in_the_runs_do_to_the_text_what_they_do_to_a_text(data: st.DataObject) -> None:
    edits = any_edits(data)
    assert text_of(fixed("a.docx", RICH, edits)) == apply(text_of(RICH), edits)


def any_edits(data: st.DataObject) -> list[Edit]:
    """Edits such as the engine makes: each within one piece of the prose, none touching another."""
    found = projected(opened("a.docx", RICH))
    edits: list[Edit] = []
    for piece in document("a.docx", found.text, found.kinds).pieces:
        start = data.draw(st.integers(0, piece.length))
        end = data.draw(st.integers(start, piece.length))
        new = data.draw(st.text("ab <&é", max_size=6))
        if data.draw(st.booleans()):
            edits.append(Edit(Span(piece.source + start, piece.source + end), new))
    return edits
