"""Tracked changes and comments: who accepts all has the text as fixed, who rejects all has it as it was."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.model import Edit, Span
from lint.word.comments import Note
from lint.word.fixed import fixed
from lint.word.names import SPACE, w
from lint.word.package import opened
from lint.word.text import projected
from lint.word.tracked import Author, Tracked, tracked
from tests.word.test_fixed import RICH, any_edits
from tests.wording import box, deleted, docx, footnote, inserted, members, note, p, run

AUTHOR = Author("mtlint", "2026-05-01T10:00:00Z")
Letters = list[list[tuple[str, str]]]
"""The letters of each paragraph, each with the look of its run."""


def text_of(data: bytes) -> str:
    return projected(opened("a.docx", data)).text


def track(data: bytes, *edits: tuple[str, str], notes: tuple[str, ...] = ()) -> Tracked:
    text = text_of(data)
    made = [Edit(span_of(text, old), new) for old, new in edits]
    return tracked("a.docx", data, made, [Note(span_of(text, place), f"About {place}.") for place in notes], AUTHOR)


def span_of(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def letters(data: bytes, kept: str = "", gone: str = "") -> Letters:
    """The letters of a document in which our changes of one kind are made undone, and those of the other are gone.

    Read with another library than the one that wrote it, and with nothing of ours.
    """
    found: Letters = []

    def walk(element: ElementTree.Element, into: list[tuple[str, str]], look: str, *, restored: bool = False) -> None:
        ours = element.get(w("author")) == AUTHOR.name
        if ours and element.tag == w(gone):
            return
        if element.tag == w("p"):
            into = []
            found.append(into)
        elif element.tag == w("r"):
            properties = element.find(w("rPr"))
            look = "" if properties is None else " ".join(child.tag for child in properties)
        elif element.tag in (w("t"), w("delText")):
            state = "" if element.tag == w("t") or restored else "deleted by others"
            text = element.text or ""
            text = text if element.get(SPACE) == "preserve" else text.strip()
            into += [(letter, look + state) for letter in text]
        elif element.tag in (w("tab"), w("br"), w("fldChar"), w("footnoteReference")):
            into.append((element.tag, look))
        for child in element:
            walk(child, into, look, restored=restored or (ours and element.tag == w(kept)))

    for name, content in members(data).items():
        if name.endswith(("document.xml", "footnotes.xml", "header1.xml")):
            walk(ElementTree.fromstring(content), [], "")
    return found


def accepted(data: bytes) -> Letters:
    return letters(data, "ins", "del")


def rejected(data: bytes) -> Letters:
    return letters(data, "del", "ins")


@pytest.mark.parametrize(
    "edits",
    [
        [("ship", "boat")],
        [("sank in the", "lay in a")],
        [(" sank", "")],
        [("The", "The big")],
        [("The", "A The")],
        [("rather", "quite")],
        [(" rather old", " older")],
        [("rather", "rather quite")],
        [("word", "words")],
        [("In a", "In the"), ("One", "Two"), ("A note", "No note"), ("ship", "boat"), ("sea", "lake")],
        [("The ship sank in the sea", "Water")],
    ],
)
def test_changes_can_be_accepted_and_rejected(edits: list[tuple[str, str]]) -> None:
    made = track(RICH, *edits).data
    plain = fixed("a.docx", RICH, [Edit(span_of(text_of(RICH), old), new) for old, new in edits])
    assert accepted(made) == letters(plain)
    assert rejected(made) == letters(RICH)
    assert text_of(made).replace("\u2060", "") == text_of(plain).replace("\u2060", "")


@given(st.data())
def test_any_changes_can_be_accepted_and_rejected(data: st.DataObject) -> None:
    edits = any_edits(data)
    size = len(text_of(RICH))
    places = st.tuples(st.integers(0, size), st.integers(0, size)).map(lambda pair: Span(min(pair), max(pair)))
    notes = [Note(span, "Look.") for span in data.draw(st.lists(places, max_size=3))]
    made = tracked("a.docx", RICH, edits, notes, AUTHOR)
    plain = fixed("a.docx", RICH, edits)
    assert accepted(made.data) == letters(plain)
    assert rejected(made.data) == letters(RICH)
    assert (
        len(re.findall(rb"<w:comment ", members(made.data).get("word/comments.xml", b""))) == len(notes) - made.unplaced
    )


def test_a_change_names_its_author_and_time_and_has_a_number_of_its_own() -> None:
    xml = members(track(RICH, ("ship", "boat"), ("sea", "lake")).data)["word/document.xml"].decode()
    ours = re.findall(r'<w:(ins|del) w:id="(\d+)" w:author="mtlint" w:date="2026-05-01T10:00:00Z">', xml)
    assert sorted(kind for kind, _ in ours) == ["del", "del", "ins", "ins"]
    numbers = re.findall(r'<w:(?:ins|del) w:id="(\d+)"', xml)
    assert len(numbers) == len(set(numbers))


def test_what_others_put_in_stays_theirs() -> None:
    data = docx(p("It was", inserted(run(" rather old")), "."))
    xml = members(track(data, ("rather", "quite")).data)["word/document.xml"].decode()
    theirs = re.findall(r'<w:ins w:id="901"[^>]*>.*?</w:ins>', xml)
    assert len(theirs) == 2
    assert "mtlint" not in re.sub(r"<w:del .*?</w:del>", "", "".join(theirs))


def test_what_others_took_out_stays_as_it_is() -> None:
    data = docx(p("It was ", deleted("very"), "old."))
    xml = members(track(data, ("It was ", "It is "), ("old", "new")).data)["word/document.xml"].decode()
    assert deleted("very") in xml


def test_a_comment_stands_beside_those_that_are_there() -> None:
    old = '<w:comment w:id="4" w:author="Editor"><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>'
    data = docx(p("The sh", run("ip", "<w:b/>"), " sank."), comments=old)
    made = members(track(data, notes=("ship",)).data)
    assert old in made["word/comments.xml"].decode()
    assert 'w:id="5" w:author="mtlint"' in made["word/comments.xml"].decode()
    xml = made["word/document.xml"].decode()
    inside = xml.split('<w:commentRangeStart w:id="5"/>')[1].split('<w:commentRangeEnd w:id="5"/>')[0]
    assert re.sub("<.*?>", "", inside) == "ship"
    assert list(made) == list(members(data)), "no part was added"


def test_a_first_comment_brings_the_part_that_holds_it() -> None:
    made = track(docx(p("The ship sank.")), notes=("ship",)).data
    assert "word/comments.xml" in members(made)
    assert b'Target="comments.xml"' in members(made)["word/_rels/document.xml.rels"]
    assert b"/word/comments.xml" in members(made)["[Content_Types].xml"]
    assert track(made, notes=("sank",)).data.count(b"comments.xml") == made.count(b"comments.xml")


def test_where_word_takes_no_comments_none_is_written() -> None:
    data = docx(p("The ship.", note(2), box(p("In a box."))), footnotes=footnote(2, p("A note.")))
    made = track(data, notes=("box", "note"))
    assert (made.data, made.unplaced) == (data, 2)
