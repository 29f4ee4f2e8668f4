"""The text of a Word document: a line for each paragraph, and where in the XML each stretch of it stands."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from lxml import etree

from lint.readers import kinds
from lint.source import SegmentKind
from lint.word.model import GAP, HYPHEN, OBJECT, Kinds
from lint.word.names import (
    ALTERNATE,
    CHANGED,
    CHOICE,
    INLINE,
    MATH,
    PARAGRAPH,
    RUN,
    RUN_LOOK,
    SPACE,
    T,
    w,
)
from lint.word.package import Package
from lint.word.styles import Look, Styles, look_of, numbered, outlined, value

_BLANKS = " \t\r\n"
_AS_BLANK = {ord(char): " " for char in f"\t\r\n{OBJECT}"}
_TRANSPARENT = frozenset({*CHANGED, *map(w, ("hyperlink", "smartTag", "customXml", "dir", "bdo"))})
_SHOWN = frozenset({*map(w, ("fldSimple", "ruby")), f"{{{MATH}}}oMath", f"{{{MATH}}}oMathPara"})
"""What is seen in a line of text and is not text to read."""
_REMOVED = frozenset(map(w, ("del", "moveFrom")))
_SIGNS = {
    **dict.fromkeys(map(w, ("tab", "ptab")), "\t"),
    **dict.fromkeys(map(w, ("br", "cr")), "\n"),
    **dict.fromkeys(map(w, ("sym", "pgNum", "dayShort", "monthShort", "yearShort")), OBJECT),
    **dict.fromkeys(
        map(w, ("softHyphen", "footnoteReference", "endnoteReference", "commentReference", "footnoteRef",
                "endnoteRef", "annotationRef")), GAP),
    w("noBreakHyphen"): HYPHEN,
}  # fmt: skip
"""What stands in the text for an element of a run."""
_DRAWN = frozenset(map(w, ("drawing", "pict", "object")))


class Stretch(msgspec.Struct, frozen=True):
    """Text that stands in one `w:t` of a part."""

    start: int
    text: str
    element: etree._Element
    part: str

    @property
    def end(self) -> int:
        """Where in the text it ends."""
        return self.start + len(self.text)


class Projected(msgspec.Struct, frozen=True):
    """The text of a document, the kind of each line, and the stretches of `w:t` in their order."""

    text: str
    kinds: Kinds
    stretches: tuple[Stretch, ...]


def projected(package: Package) -> Projected:
    """The text of a document: its body, notes, headers and footers."""
    styles = Styles(package.styles)
    walk = _Walk(styles, _foreign_throughout(package, styles))
    for part, tree in package.trees.items():
        walk.read_part(part, tree)
    return Projected("".join(walk.parts), tuple(walk.kinds), tuple(walk.stretches))


def _foreign_throughout(package: Package, styles: Styles) -> bool:
    """Whether most of the text is marked as foreign: translating leaves the marks of the source behind."""
    foreign = read = 0
    for tree in package.trees.values():
        for text in tree.iter(T):
            run = text.getparent()
            size = len(text.text or "")
            read += size
            foreign += size if run is not None and run.tag == RUN and _look(styles, run).foreign else 0
    return foreign * 2 > read


def _look(styles: Styles, run: etree._Element) -> Look:
    properties = run.find(RUN_LOOK)
    return look_of(properties).over(styles.style(value(properties, "rStyle")).look)


class _Walk:
    """The text that grows while the parts are read."""

    def __init__(self, styles: Styles, ignore_languages: bool) -> None:
        self.styles, self.ignore_languages = styles, ignore_languages
        self.parts: list[str] = []
        self.kinds: list[SegmentKind | None] = []
        self.stretches: list[Stretch] = []
        self.length = 0
        self.part = ""
        self.begin: int | None = None
        """Where in `parts` the open paragraph begins; None where none is open."""
        self.fields = 0
        """How many fields are open; what they show is made by the program."""
        self.boxes: list[etree._Element] = []
        self.look = Look()
        self.code = False
        self.bold = True
        """Whether all that was read of the paragraph is bold."""
        self.marginal = False
        """Whether the part is a header or a footer, where what looks like a title is one."""

    def read_part(self, part: str, tree: etree._Element) -> None:
        """Read one part, whose paragraphs are all closed after it."""
        self.part, self.fields = part, 0
        self.marginal = tree.tag in (w("hdr"), w("ftr"))
        if tree.tag in (w("footnotes"), w("endnotes")):
            for note in tree:
                if note.get(w("type"), "normal") == "normal":
                    self._blocks(note, None)
        else:
            body = tree.find(w("body")) if tree.tag == w("document") else tree
            if body is not None:
                self._blocks(body, None)

    def _blocks(self, holder: etree._Element, kind: SegmentKind | None) -> None:
        """Read what stands in a body, a cell, a note or a box; `kind` is what its plain paragraphs are."""
        for block in holder:
            self._block(block, kind)
        if self.begin is not None:
            self._close(kind or SegmentKind.TEXT)

    def _block(self, block: etree._Element, kind: SegmentKind | None) -> None:
        if block.tag == PARAGRAPH:
            self._paragraph(block, kind)
        elif block.tag == w("tbl"):
            for row in block.iterchildren(w("tr"), w("sdt"), w("customXml")):
                self._row(row)
        elif block.tag in (w("sdt"), w("customXml"), ALTERNATE):
            for inner in _content(block):
                self._block(inner, kind)

    def _row(self, row: etree._Element) -> None:
        if row.tag != w("tr"):
            for inner in _content(row):
                self._row(inner)
        elif row.find(f"{w('trPr')}/{w('del')}") is None:
            for cell in row.iterchildren(w("tc"), w("sdt"), w("customXml")):
                self._cell(cell)

    def _cell(self, cell: etree._Element) -> None:
        if cell.tag == w("tc"):
            self._blocks(cell, SegmentKind.TABLE)
        else:
            for inner in _content(cell):
                self._cell(inner)

    def _paragraph(self, paragraph: etree._Element, within: SegmentKind | None) -> None:
        properties = paragraph.find(w("pPr"))
        style = self.styles.style(value(properties, "pStyle"))
        if self.begin is None:
            self.begin, self.bold = len(self.parts), True
        self.look, self.code = style.look, style.code
        self._inline(paragraph)
        mark = properties.find(RUN_LOOK) if properties is not None else None
        if mark is not None and any(mark.find(name) is not None for name in _REMOVED):
            # Its end is deleted, so that the next paragraph goes on where this one stops.
            self._put(GAP)
            return
        listed = numbered(properties)
        said = SegmentKind.HEADLINE if outlined(properties) else style.kind
        if said in (None, SegmentKind.ITEM) and listed is not None:
            said = SegmentKind.ITEM if listed else None
        self._close(self._judged(within or said))

    def _close(self, kind: SegmentKind) -> None:
        breaks = "".join(self.parts[self.begin :]).count("\n")
        self._put("\n")
        self.kinds += [kind, *[None] * breaks]
        self.begin = None
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self._blocks(box, None)

    def _judged(self, kind: SegmentKind | None) -> SegmentKind:
        """The kind of the open paragraph, by what its style says and by its shape."""
        body = "".join(self.parts[self.begin :]).replace(GAP, "").strip(kinds.EDGE)
        if not body:
            return SegmentKind.TEXT
        if kind in (SegmentKind.ITEM, SegmentKind.TABLE):
            # Whole pages are laid out with tables: a cell of full sentences is running text, as such an item is.
            return kind if kinds.item_kind(body) is SegmentKind.ITEM else SegmentKind.TEXT
        if kind is not None:
            return kind
        shown = kinds.apart(body)
        if shown is not None:
            return shown
        return SegmentKind.HEADLINE if self.bold and kinds.is_headline(body, first=False) else SegmentKind.TEXT

    def _inline(self, holder: etree._Element) -> None:
        for child in holder:
            if child.tag == RUN:
                self._run(child)
            elif child.tag in _TRANSPARENT:
                self._inline(child)
            elif child.tag in (w("sdt"), ALTERNATE):
                self._control(child)
            elif child.tag in _SHOWN:
                self._object()
            elif child.tag in _REMOVED:
                self._put(GAP)

    def _control(self, control: etree._Element) -> None:
        properties = control.find(w("sdtPr"))
        made = properties is not None and any(
            properties.find(w(name)) is not None for name in ("dataBinding", "showingPlcHdr")
        )
        if made:
            self._object()
            return
        for content in control.iterchildren(w("sdtContent"), CHOICE):
            self._inline(content)
            break

    def _run(self, run: etree._Element) -> None:
        look = _look(self.styles, run).over(self.look)
        code = self.code or self.styles.style(value(run.find(RUN_LOOK), "rStyle")).code
        unread = code or look.unproofed or (look.foreign and not self.ignore_languages)
        for child in run:
            if child.tag == w("fldChar"):
                self._field(child.get(w("fldCharType")))
            elif not self.fields:
                self._piece(child, look, bool(unread))

    def _field(self, what: str | None) -> None:
        if what == "begin":
            if not self.fields:
                self._object()
            self.fields += 1
        elif what == "end":
            self.fields = max(0, self.fields - 1)

    def _piece(self, child: etree._Element, look: Look, unread: bool) -> None:
        """Read one element of a run."""
        if child.tag in _DRAWN or child.tag == ALTERNATE:
            self._drawing(child)
        elif look.hidden:
            self._put(GAP if child.tag == T else "")
        elif child.tag == T and unread:
            self._object()
        elif child.tag == T:
            self._text(child, look)
        elif child.tag in _SIGNS:
            self._put(_SIGNS[str(child.tag)])

    def _text(self, element: etree._Element, look: Look) -> None:
        text = (element.text or "").translate(_AS_BLANK)
        if element.get(SPACE) != "preserve":
            text = text.strip(_BLANKS)
        if text:
            self.bold = self.bold and (bool(look.bold) or self.marginal or not text.strip())
            self.stretches.append(Stretch(self.length, text, element, self.part))
            self._put(text)

    def _drawing(self, drawing: etree._Element) -> None:
        """Pass over what is drawn; the text in its boxes comes after the paragraph."""
        shown = next(drawing.iterchildren(CHOICE), drawing)
        boxes = [box for box in shown.iter(w("txbxContent")) if _outermost(box, shown)]
        self.boxes += boxes
        inline = next(shown.iter(INLINE), None) is not None or drawing.tag == w("object")
        self._object() if inline else self._put(GAP)

    def _object(self) -> None:
        if not self.parts or self.parts[-1] != OBJECT:
            self._put(OBJECT)

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def _content(block: etree._Element) -> Iterator[etree._Element]:
    """What stands in a control, or in the first of several versions."""
    if block.tag == w("customXml"):
        yield from block
        return
    if block.find(f"{w('sdtPr')}/{w('dataBinding')}") is not None:
        return
    for content in block.iterchildren(w("sdtContent"), CHOICE):
        yield from content
        break


def _outermost(box: etree._Element, within: etree._Element) -> bool:
    """Whether a box stands in no other, and not in the version of a drawing for older programs."""
    for above in box.iterancestors():
        if above is within:
            return True
        if above.tag == w("txbxContent") or above.tag.endswith("}Fallback"):
            return False
    return True
