"""Markdown: the prose alone; front matter, code, markup, addresses and HTML stay unread and untouched."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from lint.readers import kinds
from lint.readers import marks as marking
from lint.readers.inline import AT, parser
from lint.readers.prose import Prose
from lint.source import LINE_END, PLACEHOLDER, Document, Mark, SegmentKind

_TOML = re.compile(r"\+\+\+[ \t]*(?:\r\n|\r|\n)(?:(?!\+\+\+)[^\r\n]*(?:\r\n|\r|\n))*\+\+\+[ \t]*(?=[\r\n]|\Z)")
_VISIBLE = re.compile(r"[^\r\n]")
# What opens a block and is no prose: a container or alert mark, an attribute list, a task box.
_OPENING = re.compile(r"(?::::[^\n]*|\[![A-Za-z]+\][^\n]*|\{:[^\n]*\})(?:\n|\Z)|\[[ xX]\][ \t]")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_OPAQUE_TAGS = frozenset({"code", "kbd", "pre", "samp", "script", "style", "svg", "tt", "var"})
_UNSEEN = frozenset({"mark", "footnote_ref"})
_PIPE = re.compile(r"(?<!\\)\|")


class _Run(NamedTuple):
    """Where a stretch of a block's content begins, in the content and in the source, and where it ends there."""

    content: int
    source: int
    end: int


def read(name: str, source: str) -> Iterator[Document]:
    """Read one Markdown text."""
    prose = Prose(source)
    lines = _lines(source)
    tokens = _parser().parse(_masked(source))
    marks = _block_marks(source, lines, tokens) if marking.NAME in source else []
    for holder, inlines, items in _blocks(tokens):
        if holder == "tr_open":
            for token, runs in zip(inlines, _row_runs(source, lines, inlines), strict=True):
                _block(prose, token, runs, SegmentKind.TABLE)
                marks += _inline_marks(source, token, runs)
        else:
            kind = SegmentKind.HEADLINE if holder == "heading_open" else SegmentKind.ITEM if items else None
            runs = _runs(source, lines, inlines[0])
            _block(prose, inlines[0], runs, kind)
            marks += _inline_marks(source, inlines[0], runs)
    text = "".join(prose.parts)
    ordered = tuple(sorted(marks, key=lambda mark: mark.span))
    yield Document(name, source, text, tuple(prose.segments), tuple(prose.pieces), marks=ordered)


def _block_marks(source: str, lines: Sequence[tuple[int, int]], tokens: Sequence[Token]) -> list[Mark]:
    """The words to mtlint in blocks of HTML; the like in code are examples."""
    blocks = (token.map for token in tokens if token.type == "html_block" and token.map)
    return [mark for first, stop in blocks for mark in marking.in_comments(source, lines[first][0], lines[stop - 1][1])]


def _inline_marks(source: str, token: Token, runs: Sequence[_Run]) -> list[Mark]:
    """The words to mtlint in comments within a block of prose."""
    found: list[Mark] = []
    for child in token.children or ():
        if runs and child.type == "html_inline" and marking.NAME in child.content:
            run = runs[_run_of(runs, child.meta[AT])]
            place = run.source + child.meta[AT] - run.content
            found += marking.in_comments(source, place, place + len(child.content))
    return found


@cache
def _parser() -> MarkdownIt:
    return parser()


def _masked(source: str) -> str:
    """The source without a byte order mark and with TOML front matter blanked out, since the parser knows neither."""
    bom = int(source.startswith("\ufeff"))
    match = _TOML.match(source, bom)
    if match is None:
        return source[bom:]
    return _VISIBLE.sub(" ", match.group()) + source[match.end() :]


def _lines(source: str) -> list[tuple[int, int]]:
    """Start and end of each line as the parser counts them."""
    start = int(source.startswith("\ufeff"))
    lines = []
    for match in LINE_END.finditer(source):
        lines.append((start, match.start()))
        start = match.end()
    lines.append((start, len(source)))
    return lines


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[str, list[Token], int]]:
    """Each block with inline content: what it is, its content or its cells, and in how many list items it stands."""
    items = 0
    holder = ""
    row: list[Token] = []
    for token in tokens:
        if token.type in ("list_item_open", "list_item_close"):
            items += token.nesting
        elif token.type == "tr_open":
            holder, row = token.type, []
        elif token.type == "tr_close":
            yield holder, row, items
        elif token.type == "inline" and holder == "tr_open":
            row.append(token)
        elif token.type == "inline":
            yield holder, [token], items
        elif token.type in ("heading_open", "paragraph_open"):
            holder = token.type


def _runs(source: str, lines: Sequence[tuple[int, int]], token: Token) -> list[_Run]:
    """Where each line of a block's content stands; none if a line is not found where it must be.

    The parser takes prefixes off the front of a line (quote marks, indentation) and blanks off its end, so a line of
    content is the end of its line in the source.
    """
    first = token.map[0] if token.map else 0
    runs: list[_Run] = []
    offset = 0
    for number, content in enumerate(token.content.split("\n"), first):
        start, end = lines[number]
        line = source[start:end].replace("\0", "\ufffd")
        body = content.lstrip(" \t")
        tail = len(line.rstrip())
        for left in (len(line), tail, len(line[:tail].rstrip("#").rstrip())):
            if line.endswith(body, 0, left):
                runs.append(_Run(offset + len(content) - len(body), start + left - len(body), end))
                break
        else:
            return []
        offset += len(content) + 1
    return runs


def _row_runs(source: str, lines: Sequence[tuple[int, int]], row: Sequence[Token]) -> Iterator[list[_Run]]:
    """Where the content of each cell of a table row stands; the parser has taken the backslash from each pipe in it."""
    start, end = lines[row[0].map[0]] if row and row[0].map else (0, 0)
    line = source[start:end].replace("\0", "\ufffd")
    bars = [-1, *(match.start() for match in _PIPE.finditer(line)), len(line)]
    fields = [line[left + 1 : right].strip() for left, right in pairwise(bars)]
    wanted = [cell.content.replace("|", "\\|") for cell in row]
    skip = _leading_fields(fields, wanted)
    for column, content in enumerate(wanted):
        if skip is None or not content:
            yield []
        else:
            bar = bars[column + skip + 1]
            blanks = bar - bars[column + skip] - 1 - len(line[bars[column + skip] + 1 : bar].rstrip())
            yield _cell_runs(content, start + bar - blanks - len(content))


def _cell_runs(content: str, place: int) -> list[_Run]:
    runs: list[_Run] = []
    offset = 0
    for part in content.split("\\|"):
        # A pipe begins the run after it, so that its backslash falls between two runs.
        length = len(part) + (1 if runs else 0)
        runs.append(_Run(offset, place, place + length))
        offset += length
        place += length + 1
    return runs


def _leading_fields(fields: Sequence[str], wanted: Sequence[str]) -> int | None:
    """How many fields of a row stand before its first cell; None if the cells are not those of the row."""
    for skip in (0, 1):
        found = [*fields[skip : skip + len(wanted)], *[""] * len(wanted)][: len(wanted)]
        # Before the first cell of a row with no opening bar stand the prefixes of quotes and lists.
        opens = found[0] == wanted[0] or (not skip and wanted[0] and found[0].endswith(wanted[0]))
        if opens and found[1:] == wanted[1:]:
            return skip
    return None


def _block(prose: Prose, token: Token, runs: Sequence[_Run], kind: SegmentKind | None) -> None:
    """Add the prose of one block, and its segment if there is anything to read in it."""
    if not runs:
        return
    if prose.length:
        prose.put("\n\n")
    start, parts = prose.length, len(prose.parts)
    opening = _OPENING.match(token.content)
    children = _after(token.children or [], opening.end()) if opening else token.children or []
    _children(prose, children, runs)
    prose.segment(start, parts, lambda body: _kind(body, kind, children))


def _after(children: Sequence[Token], offset: int) -> list[Token]:
    """The tokens from an offset of the content on; a text that lies across it is cut."""
    kept = []
    for token in children:
        at = token.meta.get(AT, 0)
        if at >= offset:
            kept.append(token)
        elif token.type == "text" and at + len(token.content) > offset:
            kept.append(token.copy(content=token.content[offset - at :], meta={AT: offset}))
    return kept


def _kind(body: str, kind: SegmentKind | None, children: Sequence[Token]) -> SegmentKind:
    if kind is None:
        return _own_kind(body, children)
    return kinds.item_kind(body) if kind is SegmentKind.ITEM else kind


def _own_kind(body: str, children: Sequence[Token]) -> SegmentKind:
    apart = kinds.apart(body)
    if apart is not None:
        return apart
    if _all_within(children, "link") and not kinds.ends_sentence(body):
        return SegmentKind.ITEM
    if (_all_within(children, "strong") or _all_within(children, "em")) and kinds.is_headline(body, first=False):
        return SegmentKind.HEADLINE
    return SegmentKind.TEXT


def _all_within(children: Sequence[Token], mark: str) -> bool:
    """True if every word of the block stands inside the mark."""
    depth = 0
    for token in children:
        if token.type in (f"{mark}_open", f"{mark}_close"):
            depth += token.nesting
        elif not depth and (token.type == "code_inline" or any(char.isalpha() for char in token.content)):
            return False
    return True


def _children(prose: Prose, children: Sequence[Token], runs: Sequence[_Run]) -> None:
    muted = ""
    address = passed_over = False
    for token in children:
        if token.type in _UNSEEN or (token.type == "html_inline" and token.content.startswith("<!--")):
            passed_over = True
        elif token.type == "html_inline":
            muted = _html(prose, token.content, muted)
        elif muted:
            continue
        elif token.markup == "autolink":
            address = token.nesting > 0
            prose.put(PLACEHOLDER if address else "")
        elif address:
            continue
        elif token.type == "text":
            # Of the blanks around what no reader sees, one is a blank between words.
            before = prose.parts[-1] if passed_over and prose.parts else ""
            twice = before.endswith(" ") and token.content.startswith(" ")
            _copy(prose, token.meta[AT] + twice, token.content[twice:], runs)
            passed_over = False
        elif token.type in ("softbreak", "hardbreak"):
            _break(prose, token.meta[AT], runs)
        elif token.type == "text_special":
            prose.put(token.content)
        elif token.type in ("code_inline", "image", "shortcode"):
            prose.put(PLACEHOLDER)


def _html(prose: Prose, content: str, muted: str) -> str:
    """Pass over a tag; returns the name of the element whose content is not read, if we stand in one."""
    match = _TAG.match(content)
    if match is None:
        return muted
    closes, name = match.group(1), match.group(2).lower()
    if muted:
        return "" if closes and name == muted else muted
    if name == "br":
        prose.put("\n")
    elif name in _OPAQUE_TAGS and not closes and not content.endswith("/>"):
        prose.put(PLACEHOLDER)
        return name
    return ""


def _run_of(runs: Sequence[_Run], offset: int) -> int:
    return max(0, bisect_right(runs, offset, key=lambda run: run.content) - 1)


def _copy(prose: Prose, offset: int, content: str, runs: Sequence[_Run]) -> None:
    end = offset + len(content)
    row = _run_of(runs, offset)
    while offset < end:
        stop = min(end, runs[row + 1].content) if row + 1 < len(runs) else end
        place = runs[row].source + offset - runs[row].content
        prose.copy(place, place + stop - offset)
        offset = stop
        row += 1


def _break(prose: Prose, offset: int, runs: Sequence[_Run]) -> None:
    """Add a line end with the blanks around it, as far as no prefix stands between them."""
    row = _run_of(runs, offset)
    start = runs[row].end
    if row + 1 == len(runs):
        prose.put("\n")
        return
    if 0 <= prose.copied <= start and not prose.source[prose.copied : start].strip():
        start = prose.copied
    match = LINE_END.match(prose.source, runs[row].end)
    stop = runs[row + 1].source
    if prose.source[start:stop].strip() and match:
        stop = match.end()
    prose.copy(start, stop)
