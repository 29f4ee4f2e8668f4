"""Quotation marks: unpaired, of the wrong kind, or of two kinds in one document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import regex

from lint.language.batch import Batch
from lint.match.hit import Hit, replacement
from lint.match.patience import matches_in
from lint.match.predicate import Reading
from lint.patterns import late
from lint.source import SegmentKind

_DOUBLE = re.compile(r"[\"“”]")
_UNQUOTED = (SegmentKind.TABLE, SegmentKind.HEADLINE)
_STOP = late(r"[.!?…]['’)\]]* +(?=[\p{Lu}\p{N}])")
_SAID = late(
    r"\b(?:said|says|say|added|told \w+|asked|replied|answered|wrote|writes|stated|noted|explained)[:,] (?=\p{Lu})"
)
_SINGLE = late(r"(?<![\w’'\"”])['‘](?=\p{Lu}\p{Ll})(?!\w+in['’]\b)")
_APOSTROPHE = late(r"(?<=\p{L})['’](?=\p{L})")
_TURNED = late(r"(?<=[\p{L}\p{N}.,!?…])“(?=[\s.,;:!?)]|$)")
_WORD = late(r"\S+")
_GLUED = frozenset(".,!?:")
_OPENS_AFTER = frozenset(" \t\n\u00a0([{—–-/'‘")


class Mark(msgspec.Struct, frozen=True):
    """A double quotation mark with its place, the row of its segment, and whether it can open or close."""

    at: int
    character: str
    segment: int
    opens: bool
    closes: bool


class Lonely(msgspec.Struct, frozen=True):
    """A mark without its partner; `opened` tells which of the two it is, `after` where the last pair closed."""

    mark: Mark
    opened: bool
    after: int


def marks(batch: Batch) -> list[list[Mark]]:
    """The double marks of the running text of each document."""
    found: list[list[Mark]] = [[] for _ in batch.documents]
    text, starts, ends = batch.text, batch.segments.start.tolist(), batch.segments.end.tolist()
    for match in _DOUBLE.finditer(text):
        at = match.start()
        segment = bisect_right(starts, at) - 1
        if segment >= 0 and at < ends[segment] and batch.segments.kind_name(segment) not in _UNQUOTED:
            before = text[at - 1] if at > starts[segment] else "\n"
            after = text[at + 1] if at + 1 < ends[segment] else "\n"
            found[int(batch.segments.document[segment])].append(_mark(at, match[0], segment, before, after))
    return found


def _mark(at: int, character: str, segment: int, before: str, after: str) -> Mark:
    # An inch mark, or a foreign one that another rule sees to.
    if (character == '"' and before.isdigit()) or (character == "“" and before in ".,!?"):
        return Mark(at, character, segment, False, True)
    if character == '"' and before.isspace() and after.isspace():
        starts, ends = before == "\n", after == "\n"
        return Mark(at, character, segment, starts or not ends, ends or not starts)
    # Without the space that belongs there: ‘said:"I am’ opens, ‘left,"he said’ may do either.
    if character == '"' and before in _GLUED and after.isalpha():
        return Mark(at, character, segment, True, before != ":")
    opens = character == "“" or (character == '"' and before in _OPENS_AFTER and not after.isspace())
    closes = character == "”" or (character == '"' and not before.isspace() and not after.isalnum())
    return Mark(at, character, segment, opens, closes)


def lonely(reading: Reading, document: int) -> Iterator[Lonely]:
    """The marks of a document that have no partner; a quotation may run over paragraphs, and open again in each."""
    opened: Mark | None = None
    after = int(reading.batch.offsets[document])
    starts = reading.batch.segments.start
    for mark in reading.once(marks)[document]:
        if mark.opens and not (mark.closes and opened is not None):
            reopens = opened is not None and mark.segment > opened.segment and mark.at == starts[mark.segment]
            if opened is not None and not reopens:
                yield Lonely(opened, True, after)
            opened = mark
        elif mark.closes:
            if opened is None and not reading.batch.text[mark.at - 1].isdigit():
                yield Lonely(mark, False, after)
            opened, after = None, mark.at + 1
    if opened is not None:
        yield Lonely(opened, True, after)


def never_opened(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A closing mark that nothing opened: the opening one is put where the quotation most likely begins."""
    batch = reading.batch
    for number in range(len(batch.documents)):
        # A sentence by itself may be the end of a quotation that began in another.
        if _sentences(reading, number) > options["fewest_sentences"]:
            yield from (_unopened(reading, found) for found in lonely(reading, number) if not found.opened)


def _sentences(reading: Reading, document: int) -> int:
    return int(reading.batch.tokens.opens[reading.batch.part(document)].sum())


def _unopened(reading: Reading, found: Lonely) -> Hit:
    text, mark = reading.batch.text, found.mark
    new = "“" if mark.character == "”" else '"'
    evidence = ((mark.at, mark.at + 1, "closes here"),)
    single = _single_before(reading, found)
    if single is not None:
        return replacement(single, single + 1, new, {"mark": new}, evidence)
    at = _likely_start(reading, found)
    word = _WORD().match(text, at)
    end = word.end() if word else at + 1
    return Hit(at, end, {"mark": new}, (((at, at, new),),), evidence)


def _single_before(reading: Reading, found: Lonely) -> int | None:
    """A single mark at the start of a paragraph that nothing closes."""
    segments, text = reading.batch.segments, reading.batch.text
    for segment in range(found.mark.segment, -1, -1):
        start, end = segments.span(segment)
        if start < found.after or found.mark.segment - segment > 8:
            return None
        match = _SINGLE().match(text, start)
        if match and not regex.search(r"\w[.,!?]?['’](?!\w)", text[start + 1 : min(end, found.mark.at)]):
            return start
    return None


def _likely_start(reading: Reading, found: Lonely) -> int:
    text, start = reading.batch.text, int(reading.batch.segments.start[found.mark.segment])
    if found.after > start:
        stop = _STOP().search(text, found.after, found.mark.at)
        start = stop.end() if stop else found.after
    at = max((said.end() for said in _SAID().finditer(text, start, found.mark.at)), default=start)
    while text[at].isspace():
        at += 1
    return at


def never_closed(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """An opening mark that nothing closes before the next one opens or the document ends."""
    batch = reading.batch
    for number in range(len(batch.documents)):
        for found in lonely(reading, number):
            if found.opened and len(batch.segments_of(number)) > options["fewest_paragraphs"]:
                yield _unclosed(reading, found)


def _unclosed(reading: Reading, found: Lonely) -> Hit:
    """The place where the mark belongs that closes the quotation, or the one that opens it where this is unknown."""
    text, at = reading.batch.text, found.mark.at
    close = _likely_end(reading, found)
    if close is None:
        word = _WORD().match(text, at)
        return Hit(at, word.end() if word else at + 1, {"mark": found.mark.character})
    new = "”" if found.mark.character == "“" else '"'
    last = max(at, *(text.rfind(space, at, close) + 1 for space in " \n\u00a0"))
    evidence = ((at, at + 1, "opens here"),)
    return Hit(last, close, {"mark": found.mark.character}, (((close, close, new),),), evidence)


def _likely_end(reading: Reading, found: Lonely) -> int | None:
    """Before the sentence in which the next quotation opens, or where the paragraph ends that began with the mark."""
    text, at = reading.batch.text, found.mark.at
    end = int(reading.batch.segments.end[found.mark.segment])
    following = _DOUBLE.search(text, at + 1, end)
    if following is None:
        starts = at == int(reading.batch.segments.start[found.mark.segment]) or text[max(0, at - 2) : at] in (
            ", ",
            ": ",
        )
        return end if starts and text[end - 1] in ".!?" else None
    stop = max((stop.end() for stop in _STOP().finditer(text, at, following.start())), default=None)
    return None if stop is None else at + len(text[at:stop].rstrip())


def wrong_way(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Opening marks where a quotation ends, as German and its neighbours close with them."""
    batch = reading.batch
    for number in range(len(batch.documents)):
        first, last = batch.extent(number)
        if batch.text.find("“", first, last) < 0:
            continue
        straight = batch.text.count('"', first, last)
        curly = sum(batch.text.count(c, first, last) for c in "“”")
        for match in matches_in(_TURNED(), batch.text, first, last):
            at = match.start()
            right = '"' if straight >= curly else "”"
            yield replacement(at, at + 1, right, {"right": right})


def two_kinds(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Curly marks in a document of straight ones, or the other way round; one finding, which changes them all.

    Where all double marks are curly, single ones and apostrophes tell whether the text is one of straight marks.
    """
    batch = reading.batch
    for number in range(len(batch.documents)):
        # An opening mark that closes is turned the wrong way, which another rule says.
        found = [mark for mark in reading.once(marks)[number] if mark.opens or mark.character != "“"]
        straight = [mark for mark in found if mark.character == '"']
        curly = [mark for mark in found if mark.character != '"']
        places = [mark.at for mark in straight] or _straight_singles(batch, number)
        minority = curly if len(curly) <= len(places) else straight
        others = places if minority is curly else [mark.at for mark in curly]
        if not minority or len(others) < max(2, 2 * len(minority)):
            continue
        edits = tuple((m.at, m.at + 1, _as_others(m, minority is straight)) for m in minority)
        evidence = ((others[0], others[0] + 1, "the other kind"),)
        yield Hit(minority[0].at, minority[0].at + 1, {"right": edits[0][2]}, (edits,), evidence)


def _straight_singles(batch: Batch, number: int) -> list[int]:
    """The straight single marks and apostrophes of a document that has no curly ones."""
    first, last = batch.extent(number)
    if any(batch.text.find(mark, first, last) >= 0 for mark in "‘’"):
        return []
    return [first + match.start() for match in re.finditer("'", batch.text[first:last])]


def _as_others(mark: Mark, curly: bool) -> str:
    if not curly:
        return '"'
    return "“" if mark.opens else "”"


def two_apostrophes(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Curly apostrophes in a document whose other apostrophes and marks are straight, or the other way round."""
    batch = reading.batch
    for number in range(len(batch.documents)):
        first, last = batch.extent(number)
        text = batch.text[first:last]
        if "'" not in text or "’" not in text:
            continue
        found = list(matches_in(_APOSTROPHE(), text))
        few, many = sorted(([m for m in found if m[0] == "'"], [m for m in found if m[0] == "’"]), key=len)
        if not few or len(many) == len(few):
            continue
        right = many[0][0]
        others = len(many) + sum(map(text.count, '"' if right == "'" else "“”"))
        if others >= options["fewest"] and others >= 2 * len(few):
            edits = tuple((first + m.start(), first + m.end(), right) for m in few)
            at = first + many[0].start()
            yield Hit(edits[0][0], edits[0][1], {"right": right}, (edits,), ((at, at + 1, "the other kind"),))
