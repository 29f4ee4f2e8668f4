"""Two versions of a text word by word, for a terminal: in one column as git's word diff has it, or in two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import msgspec

from lint.report.cells import visible
from lint.report.diff import header, lines_of
from lint.report.options import ReportOptions
from lint.report.paint import Brush

if TYPE_CHECKING:
    from rich.text import Text

WORD = re.compile(r"\w+|\s+|[^\w\s]")
SENTENCE = re.compile(r"[^.!?…]*[.!?…]*\s*")
WINDOW = 400
"""Sentences or words that are matched at once."""
CONTEXT = 3
"""Lines around a change that are shown, as git does."""
BESIDE = 1
"""Such lines where the text stands twice."""
HALF = 20
"""Columns that one side needs at least."""


class Piece(msgspec.Struct, frozen=True):
    """Words that both versions have, or words of one that stand against words of the other."""

    old: str
    new: str

    @property
    def same(self) -> bool:
        """True where nothing changed."""
        return self.old == self.new


def pieces(before: str, after: str) -> list[Piece]:
    """What became of a text, sentence by sentence and then word by word."""
    made: list[Piece] = []
    for piece in _matched(SENTENCE.findall(before), SENTENCE.findall(after)):
        made += [piece] if piece.same else _matched(WORD.findall(piece.old), WORD.findall(piece.new))
    return _joined(made)


def _matched(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    """Match two versions, some hundred items at once: fixes are local, and the time for all at once is quadratic."""
    i = k = 0
    while i < len(before) or k < len(after):
        old, new = before[i : i + WINDOW], after[k : k + WINDOW]
        codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if i + WINDOW < len(before) or k + WINDOW < len(after):
            # What follows the last match may match beyond the window.
            last = max((place for place, code in enumerate(codes) if code[0] == "equal"), default=len(codes) - 1)
            codes = codes[: last + 1]
        for _, first, stop, new_first, new_stop in codes:
            yield Piece("".join(old[first:stop]), "".join(new[new_first:new_stop]))
        i, k = i + codes[-1][2], k + codes[-1][4]


def _joined(made: Sequence[Piece]) -> list[Piece]:
    """Pieces with changes that only white space parts made one."""
    joined: list[Piece] = []
    for piece in made:
        last = joined[-1] if joined else None
        if last and last.same == piece.same:
            joined[-1] = Piece(last.old + piece.old, last.new + piece.new)
        elif len(joined) > 1 and last and not piece.same and last.same and last.old.isspace():
            joined[-2:] = [Piece(joined[-2].old + last.old + piece.old, joined[-2].new + last.new + piece.new)]
        else:
            joined.append(piece)
    return joined


class Pair(msgspec.Struct, frozen=True):
    """A line and what became of it, each with its number; 0 where one of them is not there."""

    old: str
    new: str
    old_number: int
    new_number: int


def hunks(before: str, after: str, context: int) -> Iterator[list[Pair]]:
    """The lines that differ, in groups with lines around them that do not."""
    old, new = lines_of(before), lines_of(after)
    for group in SequenceMatcher(None, old, new).get_grouped_opcodes(context):
        pairs: list[Pair] = []
        for _, i, j, k, m in group:
            for step in range(max(j - i, m - k)):
                left, right = i + step < j, k + step < m
                pairs.append(
                    Pair(
                        old[i + step] if left else "",
                        new[k + step] if right else "",
                        i + step + 1 if left else 0,
                        k + step + 1 if right else 0,
                    )
                )
        yield pairs


def word_diff(name: str, before: str, after: str, options: ReportOptions) -> str:
    """The difference in one column; without colour, words that go stand in `[-` `-]`, words that come in `{+` `+}`."""
    if before == after:
        return ""
    brush = Brush(options.colour)
    out = [_head(name, brush)]
    for pairs in hunks(before, after, CONTEXT):
        out.append(brush(_at(pairs), "cyan") + "\n")
        for pair in pairs:
            shown = (_marked(piece, brush) for piece in pieces(_bare(pair.old), _bare(pair.new)))
            out.append("".join(shown) + "\n")
    return "".join(out)


def _marked(piece: Piece, brush: Brush) -> str:
    if piece.same:
        return visible(piece.old)
    return _side(piece.old, "[-", "-]", brush, "red", "strike") + _side(
        piece.new, "{+", "+}", brush, "green", "underline"
    )


def _side(text: str, opened: str, closed: str, brush: Brush, *styles: str) -> str:
    text = visible(text)
    if not text:
        return ""
    return brush(text, *styles) if brush.colour else f"{opened}{text}{closed}"


def side_by_side(name: str, before: str, after: str, options: ReportOptions) -> str:
    """The difference in two columns, as it is and as it would be, with long lines wrapped."""
    if before == after:
        return ""
    from rich.console import Console  # few runs need a table
    from rich.table import Table

    table = Table(box=None, expand=True, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    for ratio in (None, 1, None, 1):
        table.add_column(ratio=ratio, justify="left" if ratio else "right", overflow="fold", no_wrap=not ratio)
    for number, pairs in enumerate(hunks(before, after, BESIDE)):
        if number:
            table.add_row("", "⋯", "", "⋯")
        for pair in pairs:
            old, new = _columns(pair, colour=options.colour)
            table.add_row(str(pair.old_number or ""), old, str(pair.new_number or ""), new)
    console = Console(
        width=max(2 * HALF, options.width),
        color_system="standard" if options.colour else None,
        force_terminal=options.colour,
        legacy_windows=False,
    )
    with console.capture() as capture:
        console.print(table)
    return _head(name, Brush(options.colour)) + "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def _columns(pair: Pair, *, colour: bool) -> tuple[Text, Text]:
    """The two sides of a row."""
    from rich.text import Text

    old, new = Text(), Text()
    for piece in pieces(_bare(pair.old), _bare(pair.new)):
        for side, text, marks, style in (
            (old, piece.old, ("[-", "-]"), "red strike"),
            (new, piece.new, ("{+", "+}"), "green underline"),
        ):
            if piece.same or not text:
                side.append(visible(text))
            elif colour:
                side.append(visible(text), style)
            else:
                side.append(f"{marks[0]}{visible(text)}{marks[1]}")
    return old, new


def _head(name: str, brush: Brush) -> str:
    old, new = (visible(header(f"{side}/{name.lstrip('/')}")).rstrip() for side in "ab")
    return f"{brush(f'--- {old}', 'bold')}\n{brush(f'+++ {new}', 'bold')}\n"


def _at(pairs: Sequence[Pair]) -> str:
    sides = ([p.old_number for p in pairs if p.old_number], [p.new_number for p in pairs if p.new_number])
    old, new = (f"{side[0] if side else 0},{len(side)}" for side in sides)
    return f"@@ -{old} +{new} @@"


def _bare(line: str) -> str:
    return line.removesuffix("\n")
