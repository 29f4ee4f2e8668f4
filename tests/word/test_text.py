"""What of a Word document is read, and as what."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from lint.errors import ReadError
from lint.model import Span
from lint.source import Document
from lint.word import package
from lint.word.document import document
from lint.word.model import GAP, OBJECT
from lint.word.text import Projected, projected
from tests.wording import box, deleted, docx, field, footnote, inserted, members, note, p, packed, run, table

HIDDEN, GERMAN, BOLD = "<w:vanish/>", '<w:lang w:val="de-DE"/>', "<w:b/>"
FORMULA = "<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>"


def text_of(data: bytes) -> Projected:
    return projected(package.opened("a.docx", data))


def read(*body: str, **parts: str) -> Document:
    found = text_of(docx(*body, **parts))
    return document("a.docx", found.text, found.kinds)


def segments(made: Document) -> list[tuple[str, str]]:
    return [(segment.kind.value, made.text[segment.start : segment.end]) for segment in made.segments]


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("The sh", run("ip sa", BOLD), "nk."), "The ship sank."),
        (("It sank", deleted(" fast"), inserted(run(" slowly")), "."), f"It sank{GAP} slowly."),
        (("See page ", field("PAGEREF a", "12"), "."), f"See page {OBJECT}."),
        (("See ", '<w:fldSimple w:instr="REF a"><w:r><w:t>Chapter</w:t></w:r></w:fldSimple>', "."), f"See {OBJECT}."),
        (("It is ", FORMULA, "."), f"It is {OBJECT}."),
        (("No", run("secret", HIDDEN), "thing."), f"No{GAP}thing."),
        (("No", run("secret", '<w:rStyle w:val="Secret"/>'), "thing."), f"No{GAP}thing."),
        (("He said ", run("nein nein", GERMAN), "."), f"He said {OBJECT}."),
        (("Type ", run("cd cd", "<w:noProof/>"), "."), f"Type {OBJECT}."),
        (("A", "<w:r><w:tab/></w:r>", "b", "<w:r><w:br/></w:r>", "c"), "A\tb\nc"),
        (("It sank.", note(2), " It was old."), f"It sank.{GAP} It was old."),
        (("<w:hyperlink><w:r><w:t>The ship</w:t></w:r></w:hyperlink>", " sank."), "The ship sank."),
        (("<w:r><w:t> The ship\n</w:t></w:r>", " sank."), "The ship sank."),
        (('<w:sdt><w:sdtContent><w:r><w:t>The ship</w:t></w:r></w:sdtContent></w:sdt>', " sank."), "The ship sank."),
        (("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click</w:t></w:r></w:sdtContent></w:sdt>",
          " sank."), f"{OBJECT} sank."),
    ],
)  # fmt: skip
def test_what_stands_in_a_paragraph(parts: tuple[str, ...], text: str) -> None:
    assert text_of(docx(p(*parts))).text == f"{text}\n"


def test_all_parts_are_read_and_each_once() -> None:
    made = text_of(
        docx(
            p("The ship sank.", box(p("It was old."))),
            table(("One", "Two"), ("Three", "Four")),
            footnotes=footnote(2, p("A note.")) + '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>',
            header1=p("A header"),
            comments='<w:comment w:id="0" w:author="Editor"><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>',
        )
    )
    assert made.text == f"The ship sank.{GAP}\nIt was old.\nOne\nTwo\nThree\nFour\nA note.\nA header\n"


def test_styles_and_shapes_say_what_a_paragraph_is() -> None:
    long = "The cell says what the page says elsewhere. It does so in two sentences."
    made = read(
        p("The ship sank", style="Chapter"),
        p("It was old and slow."),
        p("Figure 1", style="Beschriftung"),
        p("one oar", style="Liste"),
        p("one sail", more='<w:numPr><w:numId w:val="3"/></w:numPr>'),
        p("not a list", style="Liste", more='<w:numPr><w:numId w:val="0"/></w:numPr>'),
        p(run("What became of it", BOLD)),
        p("x = x + x", style="SourceCode"),
        table(("a cell", long)),
    )
    assert segments(made) == [
        ("headline", "The ship sank"), ("text", "It was old and slow."), ("caption", "Figure 1"), ("item", "one oar"),
        ("item", "one sail"), ("text", "not a list"), ("headline", "What became of it"), ("table", "a cell"),
        ("text", long),
    ]  # fmt: skip


def test_a_fix_may_cross_runs_but_no_element() -> None:
    made = read(p("The sh", run("ip sa", BOLD), "nk", deleted(" fast"), "ed.", "<w:r><w:br/></w:r>", "Alas."))
    assert made.text.startswith("The ship sanked.\nAlas.")
    ship, sanked, over_lines = (made.text.index(word) for word in ("ship", "sanked", "ed."))
    assert made.editable(Span(ship, ship + 7))
    assert not made.editable(Span(sanked, sanked + 6))
    assert not made.editable(Span(over_lines, over_lines + 5))
    assert made.source_span(Span(sanked, sanked + 6)) == Span(sanked, sanked + 7)
    assert segments(made) == [("text", "The ship sanked.\nAlas.")]


def test_a_deleted_end_joins_paragraphs() -> None:
    gone = '<w:rPr><w:del w:id="7" w:author="Editor"/></w:rPr>'
    made = read(p("The ship ", more=gone), p("sank.", style="berschrift1"), p("Alas."))
    assert segments(made) == [("headline", "The ship sank."), ("text", "Alas.")]


def test_where_all_is_marked_as_foreign_the_marks_are_left_over_from_the_source() -> None:
    assert text_of(docx(p(run("The ship sank.", GERMAN)))).text == "The ship sank.\n"


def test_a_field_over_paragraphs_is_not_read() -> None:
    begin, end = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    assert text_of(docx(p(begin, "One 1"), p("Two 2"), p("Three 3", end), p("Text."))).text == f"{OBJECT}\n\n\nText.\n"


def with_main(data: bytes, content: bytes) -> bytes:
    return packed(members(data) | {"word/document.xml": content})


SOUND = docx(p("The ship sank."))
ENTITY = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document xmlns:w="%s"/>' % package.WORD.encode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no sound Word document"),
        (SOUND[:900], "no sound Word document"),
        (package.OLD + SOUND, "locked with a password"),
        (packed({"a.txt": "The ship sank."}), "no list of its parts"),
        (packed({name: text for name, text in members(SOUND).items() if name != "word/document.xml"}), "missing"),
        (with_main(SOUND, b"<w:document"), "word/document.xml: "),
        (with_main(SOUND, ENTITY), "declares a document type"),
        (with_main(SOUND, b"<html/>"), "its body is none"),
        (with_main(SOUND, b'<w:document xmlns:w="%s"/>' % package.STRICT.encode()), "Strict Open XML"),
        (docx(p("a"), more={"word/vbaProject.bin": b"macros"}), "holds macros"),
    ],
)
def test_what_is_no_sound_document_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=f"a.docx: .*{said}"):
        text_of(data)


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in members(SOUND).items():
            archive.writestr(name, content)
        archive.writestr("word/media/a.png", bytes(5_000_000))
    monkeypatch.setattr(package, "MOST_BYTES", 1_000_000)
    with pytest.raises(ReadError, match="more than is reasonable"):
        text_of(made.getvalue())
    monkeypatch.setattr(package, "MOST_MARKUP", 10)
    with pytest.raises(ReadError, match="more markup in"):
        text_of(SOUND)
    monkeypatch.setattr(package, "MOST_XML", 100)
    with pytest.raises(ReadError, match="of text and markup"):
        text_of(SOUND)


def test_deep_nesting_is_refused() -> None:
    deep = "<w:smartTag>" * 5000 + "</w:smartTag>" * 5000
    with pytest.raises(ReadError, match="depth"):
        text_of(docx(p(deep)))
