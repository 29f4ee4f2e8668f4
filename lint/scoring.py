"""Scoring findings on translations: what an editor changed there, and what random places would have got."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Self

import msgspec

from lint.model import Edit, Span
from lint.record import Record

TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
"""What counts as one word when changes are counted: a word with its hyphens and apostrophes, or one other sign."""


class Translation(msgspec.Struct, frozen=True, dict=True):
    """A translation and what an editor made of it: the spans changed, the places filled, the text that came out."""

    text: str
    reference: str | None = None
    bad: tuple[Span, ...] = ()
    gaps: tuple[int, ...] = ()

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        spans = [match.span() for match in TOKEN.finditer(self.text)]
        return [start for start, _ in spans], [end for _, end in spans]

    @cached_property
    def _bad_before(self) -> list[int]:
        """For each token, and for the end, how many tokens before it were changed."""
        counts = [0]
        for start, end in zip(*self._bounds, strict=True):
            counts.append(counts[-1] + any(span.start < end and start < span.end for span in self.bad))
        return counts

    @cached_property
    def _gaps_before(self) -> list[int]:
        """For each gap (number i lies before token i), and for the end, how many gaps before it were filled."""
        _, ends = self._bounds
        filled = {bisect_right(ends, gap) for gap in self.gaps}
        counts = [0]
        for place in range(len(ends) + 1):
            counts.append(counts[-1] + (place in filled))
        return counts

    @cached_property
    def _chances(self) -> dict[int, float]:
        return {}

    @cached_property
    def _reference_words(self) -> list[str]:
        return TOKEN.findall(self.reference or "")

    @cached_property
    def edits(self) -> int:
        """Words to change to get the editor's version; spacing does not count."""
        return self._distance(self.text)

    def window(self, span: Span) -> range:
        """The tokens that a span overlaps; empty, but placed, where it lies between two."""
        starts, ends = self._bounds
        first = bisect_right(ends, span.start)
        return range(first, max(first, bisect_left(starts, span.end)))

    def hit(self, window: range) -> bool:
        """True if the editor changed one of these tokens, or put something in between or beside them."""
        bad, gaps = self._bad_before, self._gaps_before
        return bad[window.stop] > bad[window.start] or gaps[window.stop + 1] > gaps[window.start]

    def chance(self, size: int) -> float:
        """How likely a random run of so many tokens of this text is a hit."""
        known = self._chances.get(size)
        if known is None:
            places = len(self._bounds[0]) - size + 1
            known = self._chances[size] = sum(self.hit(range(i, i + size)) for i in range(places)) / places
        return known

    def gain(self, edits: Iterable[Edit]) -> int:
        """Words that the editor would have had to change less had these edits been made; negative where more."""
        text = self.text
        for edit in sorted(edits, reverse=True):
            text = text[: edit.span.start] + edit.text + text[edit.span.end :]
        return self.edits - self._distance(text)

    def counterpart(self, window: range) -> Span:
        """Where the editor's version has what stands in these tokens, by the alignment that changes fewest words."""
        from rapidfuzz.distance import Levenshtein

        words = TOKEN.findall(self.text)
        first, last = [0] * (len(words) + 1), [0] * (len(words) + 1)
        blocks = Levenshtein.opcodes(words, self._reference_words)
        # Insertions come last: what was put in at a border belongs to the words on both sides of it.
        for block in sorted(blocks, key=lambda b: b.src_start == b.src_end):
            start, end = block.src_start, block.src_end
            for border in range(start, end + 1):
                if block.tag == "equal":
                    first[border] = last[border] = block.dest_start + border - start
                else:
                    first[border] = block.dest_start if border < end or start == end else block.dest_end
                    last[border] = block.dest_end if border > start or start == end else block.dest_start
        return self._stretch(first[window.start], last[window.stop])

    def _stretch(self, first: int, last: int) -> Span:
        spans = [match.span() for match in TOKEN.finditer(self.reference or "")]
        if first < last:
            return Span(spans[first][0], spans[last - 1][1])
        at = spans[first - 1][1] if first else 0
        return Span(at, at)

    def _distance(self, text: str) -> int:
        from rapidfuzz.distance import Levenshtein  # only scoring needs it

        return Levenshtein.distance(TOKEN.findall(text), self._reference_words)


class Outcome(msgspec.Struct, frozen=True):
    """What a translation says of one finding."""

    hit: bool
    chance: float
    gain: int | None
    """None where there is no fix, or no post-edit to compare it with."""

    @property
    def name(self) -> str:
        """better, worse or, where a fix brings the text no nearer, hit or missed."""
        if self.gain:
            return "better" if self.gain > 0 else "worse"
        return "hit" if self.hit else "missed"


def outcome(translation: Translation, span: Span, edits: Sequence[Edit]) -> Outcome:
    """Judge a finding, given the edits of its first fix."""
    window = translation.window(span)
    gain = translation.gain(edits) if edits and translation.reference is not None else None
    return Outcome(translation.hit(window), translation.chance(len(window)), gain)


class Figures(msgspec.Struct, frozen=True):
    """What is known of a rule in some texts; rates are None where there is nothing to divide by."""

    words: int
    findings: int
    hits: int = 0
    chance: float = 0.0
    """Hits that as many random places of the same lengths would have."""
    better: int = 0
    same: int = 0
    worse: int = 0

    @classmethod
    def of(cls, words: int, outcomes: Sequence[Outcome]) -> Self:
        """Sum up outcomes in texts of so many words."""
        gains = [o.gain for o in outcomes if o.gain is not None]
        better, worse = sum(gain > 0 for gain in gains), sum(gain < 0 for gain in gains)
        return cls(
            words,
            len(outcomes),
            sum(o.hit for o in outcomes),
            sum(o.chance for o in outcomes),
            better,
            len(gains) - better - worse,
            worse,
        )

    @property
    def per_1k(self) -> float | None:
        """Findings in 1,000 words."""
        return 1000 * self.findings / self.words if self.words else None

    @property
    def precision(self) -> float | None:
        """The share of findings that are hits."""
        return self.hits / self.findings if self.findings else None

    @property
    def random(self) -> float | None:
        """The share of random places that would be hits."""
        return self.chance / self.findings if self.findings else None

    @property
    def lift(self) -> float | None:
        """Hits over the hits of chance."""
        return self.hits / self.chance if self.chance else None


def ratio(translations: Figures, sound: Figures) -> float | None:
    """How many times more often a rule speaks in translations than in sound English; None where it never does there."""
    here, there = translations.per_1k, sound.per_1k
    return here / there if here is not None and there else None


def record(translations: Figures, sound: Figures) -> Record:
    """The record of a rule that was measured on these texts and no others."""
    return Record(
        findings=translations.findings,
        precision=rounded(translations.precision),
        chance=rounded(translations.random),
        lift=rounded(translations.lift),
        better=translations.better,
        worse=translations.worse,
        per_1k=round(translations.per_1k or 0.0, 4),
        clean=sound.findings,
        clean_per_1k=round(sound.per_1k or 0.0, 4),
    )


def rounded(share: float | None) -> float | None:
    """A share as records have it."""
    return share if share is None else round(share, 3)
