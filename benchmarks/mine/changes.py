"""What an editor did to a translation, word by word; and the same change done somewhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Levenshtein, Opcodes

LONGEST = 2
"""Words of a change: what editors did to more at once is a new wording, not a pattern."""
STEM, ENDING = 4, 3
"""Two words that begin with so many same letters are aligned; with endings of so many at most they are forms of one."""
SAME_MARK = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-"})
"""Post-edits were released tokenised, so that the kind of a quotation mark or dash in them means nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """The words from `first`, `size` of them, became `new`."""

    first: int
    size: int
    new: tuple[str, ...]

    @property
    def kind(self) -> str:
        """insert, delete or replace."""
        return "insert" if not self.size else "replace" if self.new else "delete"


def changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """The short changes between two texts in words, by the alignment that changes fewest.

    Within what changed, forms of one word are aligned once more, so that a long change falls into short ones.
    """
    a, b = ([word.translate(SAME_MARK) for word in words] for words in (old, new))
    for i, i_end, j, j_end in _blocks(Levenshtein.opcodes(a, b)):
        stems = [[word[:STEM].lower() for word in words] for words in (a[i:i_end], b[j:j_end])]
        anchors = _blocks(Indel.opcodes(*stems))  # it aligns as many as it can, where the other would rather replace
        for k, k_end, m, m_end in anchors:
            yield from _short(i + k, i + k_end, tuple(new[j + m : j + m_end]))
        for k, m in _between(anchors, i_end - i, j_end - j):
            if a[i + k] != b[j + m]:
                yield from _short(i + k, i + k + 1, (new[j + m],))


def _short(first: int, stop: int, new: tuple[str, ...]) -> Iterator[Change]:
    if stop - first <= LONGEST and len(new) <= LONGEST:
        yield Change(first, stop - first, new)


def _blocks(codes: Opcodes) -> list[tuple[int, int, int, int]]:
    """What differs between two lists, each stretch as a whole."""
    blocks: list[tuple[int, int, int, int]] = []
    for code in codes:
        i, j = code.src_start, code.dest_start
        if code.tag == "equal":
            continue
        if blocks and blocks[-1][1] == i and blocks[-1][3] == j:
            i, _, j, _ = blocks.pop()
        blocks.append((i, code.src_end, j, code.dest_end))
    return blocks


def _between(blocks: Sequence[tuple[int, int, int, int]], size: int, length: int) -> Iterator[tuple[int, int]]:
    """The places in both lists that lie in none of the blocks."""
    i = j = 0
    for start, stop, start_new, stop_new in [*blocks, (size, size, length, length)]:
        yield from zip(range(i, start), range(j, start_new), strict=True)
        i, j = stop, stop_new


def names(old: Sequence[str], new: Sequence[str], *, opens: bool) -> tuple[str, ...]:
    """What a change may be called so that it can be done elsewhere: by its new words, and by what it does to a form."""
    text = " ".join(new)
    if len(old) != 1 or len(new) != 1:
        title = bool(old) and opens and old[0][:1].isupper()
        return ((text[:1].lower() + text[1:] if title else text),)
    (before,), (after,) = old, new
    if before.lower() == after.lower():
        return (":lower" if after.islower() else ":title" if after == before.capitalize() else f"={after}",)
    literal = after.lower() if opens and before[:1].isupper() else after
    return (literal, *_ending(before, after))


def _ending(before: str, after: str) -> Iterator[str]:
    stem = 0
    while stem < min(len(before), len(after)) and before[stem] == after[stem]:
        stem += 1
    old, new = before[stem:], after[stem:]
    if stem >= STEM and len(old) <= ENDING and len(new) <= ENDING and (old + new).isalpha():
        yield f":-{old}+{new}"


def done(name: str, old: str) -> str | None:
    """The new text of `old` by a named change; None where the change cannot be done to it."""
    if name == ":lower":
        return old.lower()
    if name == ":title":
        return old[:1].upper() + old[1:]
    if name.startswith(":-"):
        ending, _, new = name[2:].partition("+")
        return old[: len(old) - len(ending)] + new if old.endswith(ending) else None
    text = name.removeprefix("=") if len(name) > 1 else name
    return text[:1].upper() + text[1:] if old[:1].isupper() and text.islower() and text else text
