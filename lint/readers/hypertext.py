"""HTML: the prose that a browser shows; tags, attributes, code and what is in another language stay unread."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from lint.readers import kinds
from lint.readers import marks as marking
from lint.readers.elements import BLOCKS, HOLDERS, IMPLIED, KINDS, OPAQUE, PICTURES, UNSEEN, VOID, Element, language_of
from lint.readers.entities import ENTITY, decoded
from lint.readers.prose import Prose
from lint.readers.tags import Comment, Run, Tag, tokens
from lint.source import PLACEHOLDER, Document, Mark, SegmentKind

BARS = "<&"
_BLANK = " \t\n\f\r"
# What templates fill in is bounded, so that many opening braces with no closing one cost no more than their number.
_FILLED = r"\{\{[^\n]{0,300}?\}\}|\{%[^\n]{0,300}?%\}"
_PART = re.compile(rf"[{_BLANK}]+|[^{_BLANK}&\xad{{]+(?: [^{_BLANK}&\xad{{]+)*|{ENTITY.pattern}|{_FILLED}|[&\xad{{]")
_SOFT_HYPHEN = "\xad"
_TAG = re.compile(r"<[^>]*>")
_DEEPEST = 256
"""Browsers, too, leave the rest flat."""
_LONGEST_NOTE = 500
_EMPHASES = (("strong", "b"), ("em", "i"))


class _Block(msgspec.Struct):
    """What is known of the block that is being read."""

    start: int
    parts: int
    kind: SegmentKind | None
    linked: bool = True
    """Whether every word stands in a link."""
    stressed: bool = True
    """Whether every word stands in bold or slanted type."""


class _Page(msgspec.Struct):
    """The text that grows, and where in the page we stand."""

    prose: Prose
    stack: list[Element] = msgspec.field(default_factory=lambda: [Element("")])
    open: Counter[str] = msgspec.field(default_factory=Counter)
    block: _Block | None = None
    spaced: bool = True
    """Whether blanks that follow are not shown."""
    broken: bool = False
    """Whether a line break came last."""
    language: str = ""
    """What the page as a whole says it is in, where that is not English."""
    due: bool = False
    """Whether something that is not read is yet to be stood for."""

    def text(self, start: int, end: int) -> None:
        """Read characters as a browser shows them."""
        source = self.prose.source
        if not self.stack[-1].read:
            if self.due and source[start:end].strip():
                self.placeholder()
            return
        at = start
        while at < end:
            found = _PART.match(source, at, end)
            assert found is not None
            at = self._part(found.group(), at, found.end())

    def _part(self, part: str, start: int, end: int) -> int:
        """Read a run of blanks, of other characters, or an entity; returns where it ends."""
        if part[0] in _BLANK:
            self._blank(part, start, end)
            return end
        if part[:2] in ("{{", "{%"):
            self.placeholder()
            return end
        shown, length = decoded(part) if part[0] == "&" and len(part) > 1 else ("", 0)
        if part == _SOFT_HYPHEN or (length and shown in ("", _SOFT_HYPHEN)):
            return start + (length or 1)
        if length and not shown.strip(_BLANK):
            self._blank("", start, start + length)
            return start + length
        self._begin(any(map(str.isalpha, shown or part)))
        if length:
            self.prose.spell(shown, start, start + length)
        else:
            self.prose.copy(start, end)
        return start + length if length else end

    def _blank(self, part: str, start: int, end: int) -> None:
        if self.spaced:
            return
        if part == " ":
            self.prose.copy(start, end)
        else:
            self.prose.spell(" ", start, end)
        self.spaced = True

    def _begin(self, word: bool) -> None:
        """Get ready for something that is shown."""
        if self.block is None:
            if self.prose.length:
                self.prose.put("\n\n")
            self.block = _Block(self.prose.length, len(self.prose.parts), self._kind())
        self.spaced = self.broken = False
        if word:
            self.block.linked = self.block.linked and self.open["a"] > 0
            self.block.stressed = self.block.stressed and any(self.open[a] + self.open[b] for a, b in _EMPHASES)

    def _kind(self) -> SegmentKind | None:
        paragraph = False
        for element in reversed(self.stack):
            kind = KINDS.get(element.name)
            if kind is not None:
                # Where tables lay a page out, its paragraphs stand in cells.
                return None if kind is SegmentKind.TABLE and paragraph else kind
            paragraph = paragraph or element.name == "p"
        return None

    def placeholder(self) -> None:
        """Let something that is not read stand in its sentence."""
        self._begin(word=False)
        self.prose.put(PLACEHOLDER)
        self.due = False

    def quote(self, mark: str) -> None:
        """Add a quotation mark that browsers show."""
        if self.stack[-1].read:
            self._begin(word=False)
            self.prose.put(mark)

    def line_break(self) -> None:
        """End a line; two in a row end a block."""
        if self.broken:
            self.flush()
        elif self.block is not None:
            self.prose.put("\n")
            self.spaced = self.broken = True

    def flush(self) -> None:
        """End the block, if there is one; what can be read in it is a segment."""
        block, self.block = self.block, None
        self.spaced, self.broken = True, False
        if block is not None:
            self.prose.segment(block.start, block.parts, lambda body: _kind_of(body, block))

    def pop(self, row: int) -> None:
        """Close the elements from a row of the stack on."""
        self.open.subtract(element.name for element in self.stack[row:])
        del self.stack[row:]
        if self.stack[-1].read:
            self.due = False


def read(name: str, source: str) -> Iterator[Document]:
    """Read one page."""
    page = _Page(Prose(source))
    marks: list[Mark] = []
    for token in tokens(source):
        if isinstance(token, Run):
            page.text(token.start, token.end)
        elif isinstance(token, Comment):
            marks += marking.in_comments(source, token.start, token.end)
        elif token.closes:
            _close(page, token.name)
        else:
            _open(page, token)
    page.flush()
    prose = page.prose
    made = Document(
        name, source, "".join(prose.parts), tuple(prose.segments), tuple(prose.pieces), bars=BARS,
        language="" if prose.segments else page.language,
    )  # fmt: skip
    yield msgspec.structs.replace(made, marks=_with_ends(made, marks)) if marks else made


def _with_ends(document: Document, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Marks that know where the block after them ends."""
    starts = [document.source_offset(segment.start) for segment in document.segments]
    made = []
    for mark in marks:
        row = bisect_left(starts, mark.span.end)
        end = len(document.source)
        if row < len(starts):
            end = document.source_offset(document.segments[row].end, end=True)
        made.append(msgspec.structs.replace(mark, end=end))
    return tuple(made)


def _open(page: _Page, tag: Tag) -> None:
    name, above = tag.name, page.stack[-1]
    if name in BLOCKS:
        _end_implied(page, name)
        above = page.stack[-1]
        if not above.opaque:
            page.flush()
    if name == "br" and above.read:
        page.line_break()
    elif name in PICTURES and above.read and page.block is not None:
        page.placeholder()
    if name in VOID or tag.empty or len(page.stack) >= _DEEPEST:
        return
    note = name == "sup" and _is_note(page.prose.source, tag.end)
    element = above.inner(name, tag.attributes, opaque=note or name in OPAQUE)
    page.stack.append(element)
    if name in ("html", "body") and not element.english:
        page.language = language_of(tag.attributes) or page.language
    page.open[name] += 1
    if above.read and not element.read:
        page.due = not note and name not in UNSEEN and name not in BLOCKS
    if name == "q":
        page.quote("“")


def _close(page: _Page, name: str) -> None:
    block = name in BLOCKS
    if name == "q" and page.open["q"]:
        page.quote("”")
    if page.open[name] > 0:
        row = len(page.stack) - 1
        while page.stack[row].name != name:
            if not block and page.stack[row].name in BLOCKS:
                return
            row -= 1
        page.pop(row)
    if block and not page.stack[-1].opaque:
        page.flush()


def _end_implied(page: _Page, name: str) -> None:
    """Close what a block ends whose own end was left out."""
    ended = (*IMPLIED.get(name, ()), "p")
    if not any(page.open[other] > 0 for other in ended):
        return
    lowest = 0
    for row in range(len(page.stack) - 1, 0, -1):
        if page.stack[row].name in HOLDERS:
            break
        if page.stack[row].name in ended:
            lowest = row
    if lowest:
        page.pop(lowest)


def _is_note(source: str, start: int) -> bool:
    """Whether what is set high is the mark of a footnote, not a power or the end of a numeral."""
    end = source.find("</sup", start, start + _LONGEST_NOTE)
    raw = source[start:end] if end >= 0 else ""
    shown = _TAG.sub("", raw).strip()
    return 0 < len(shown) <= 8 and ("<a" in raw or shown[0] == "[")


def _kind_of(body: str, block: _Block) -> SegmentKind:
    if block.kind is SegmentKind.ITEM:
        return kinds.item_kind(body)
    if block.kind is SegmentKind.TABLE:
        return SegmentKind.TEXT if kinds.item_kind(body) is SegmentKind.TEXT else SegmentKind.TABLE
    if block.kind is not None:
        return block.kind
    apart = kinds.apart(body)
    if apart is not None:
        return apart
    if block.linked and not kinds.ends_sentence(body):
        return SegmentKind.ITEM
    return SegmentKind.HEADLINE if block.stressed and kinds.is_headline(body, first=False) else SegmentKind.TEXT
