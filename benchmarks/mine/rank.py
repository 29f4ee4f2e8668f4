"""Candidates: patterns with what editors do there, all that is known of each, and the most promising first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.mine.changes import LONGEST, done
from benchmarks.mine.patterns import Keys, Template, describe, keys, templates
from benchmarks.mine.table import MINED, PROOF, SOUND, Table, Text
from lint.model import Edit, Span
from lint.record import LEAST_CONTRAST

Rows = NDArray[np.intp]
Floats = NDArray[np.float64]

GUESS = 0.2
"""Times the change was made for each place left alone, below which it is not tried out at every place."""
LEAST_LIFT = 1.05
SUSPECT_LIFT = 1.2
FIRM = 3
"""So many times more hits are wanted for a suspicion than equal changes for a change."""
LEAST_RATIO = 2.0
SUSPECT = "suspect"
"""The kind of candidates where editors change something or other."""
KINDS = ("replace", "delete", "insert", SUSPECT)


@dataclass(frozen=True, slots=True)
class Half:
    """What one half of the translations says of a candidate."""

    count: int
    hits: int
    chance: float
    better: int
    worse: int

    @property
    def lift(self) -> float:
        """Hits over the hits of chance."""
        return self.hits / self.chance if self.chance else 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pattern with a change."""

    template: Template
    kind: str
    shown: str
    new: str
    mined: Half
    proof: Half
    pairs: tuple[str, ...]
    """Those in which the change makes the text better."""
    per_1k: float
    sound: int
    sound_per_1k: float
    places: tuple[tuple[int, int], ...] = field(repr=False)
    """Rows of the translations where the pattern stands, with the gain of the change there; the mined half first."""

    @property
    def ratio(self) -> float:
        """How much more often it stands in translations than in sound English, where half an occurrence is assumed."""
        return self.per_1k / self.sound_per_1k

    @property
    def score(self) -> float:
        """What the mined half speaks for it, in how many pairs, less where it stands in sound English as often.

        A change is worth the texts that it makes better, times twice how sure that is; a mere suspicion the hits that
        chance does not explain, times how far they surely lie above it.
        """
        half = self.mined
        if self.kind == SUSPECT:
            sure = max(0.0, lower_bound(half.hits, half.count) * half.count / half.chance - 1)
            worth = (half.hits - half.chance) * sure
        else:
            worth = half.better * lower_bound(half.better, half.better + half.worse) ** 2
        return worth * len(self.pairs) * min(1.0, self.ratio / LEAST_CONTRAST)


def lower_bound(right: int, all_: int) -> float:
    """Wilson's lower bound of a share, one deviation below."""
    if not all_:
        return 0.0
    share = right / all_
    return (share + 0.5 / all_ - sqrt(share * (1 - share) / all_ + 0.25 / all_**2)) / (1 + 1 / all_)


class Miner:
    """The table with all that is worked out once for it."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.hits, self.chance = zip(*(_hits(table, size) for size in range(LONGEST + 1)), strict=True)
        self._gains: dict[tuple[int, int, str], int] = {}
        # Of each sort of change (taking away, another form, another word) the most frequent is a candidate.
        self._sorts = np.array([0 if not s else 1 if s.startswith(":") and len(s) > 1 else 2 for s in table.strings])
        self._words = [max(1, table.words(part)) for part in (MINED, PROOF, SOUND)]

    def candidates(self, least: int, breadth: int, kinds: Sequence[str], levels: Sequence[str]) -> list[Candidate]:
        """All candidates whose change was made so often in the mined half, in so many pairs; most promising first."""
        found: list[Candidate] = []
        for template in templates():
            if template.level not in levels:
                continue
            possible = {"insert"} if not template.size else {"replace", "delete"}
            if possible & set(kinds):
                found += self._of(template, least)
            if SUSPECT in kinds and template.size:
                found += self._suspects(template, FIRM * least)
        wanted = (c for c in found if c.kind in kinds and len(c.pairs) >= breadth and c.score > 0)
        return sorted(wanted, key=lambda c: (-c.score, c.shown))

    def _of(self, template: Template, least: int) -> Iterator[Candidate]:
        """The candidates of one template whose change, by a first guess, does more good than harm."""
        table = self.table
        all_keys = keys(table, template)
        wanted, news, made = self._changed(template, all_keys, least)
        if not len(wanted):
            return
        distinct, groups = np.unique(wanted, return_inverse=True)
        at = np.minimum(np.searchsorted(distinct, all_keys), len(distinct) - 1)
        rows = np.flatnonzero(distinct[at] == all_keys)
        order = np.argsort(at[rows], kind="stable")
        bounds = np.searchsorted(at[rows][order], np.arange(len(distinct) + 1))
        hits, chance = self.hits[template.size], self.chance[template.size]
        for group, new, count in zip(groups.tolist(), news, made.tolist(), strict=True):
            name = table.strings[new]
            places = self._open(rows[order[bounds[group] : bounds[group + 1]]], template.size, name)
            mined = places[table.part[places] == MINED]
            unchanged = len(mined) - hits[mined].sum()
            if count > GUESS * unchanged and hits[mined].sum() > LEAST_LIFT * chance[mined].sum():
                candidate = self._candidate(template, name, places)
                if candidate:
                    yield candidate

    def _open(self, rows: Rows, size: int, new: str) -> Rows:
        """Those of some rows where a change is one: a capital to be is not one yet, an ending is there to be taken."""
        if size != 1 or not new.startswith(":") or len(new) == 1:
            return rows
        forms, strings = self.table.columns["form"], self.table.strings
        open_ = [done(new, strings[form]) not in (None, strings[form]) for form in forms[rows].tolist()]
        kept: Rows = rows[np.array(open_, bool)]
        return kept

    def _changed(self, template: Template, all_keys: Keys, least: int) -> tuple[Keys, list[int], Rows]:
        """The keys of patterns with a change that was made often enough, that change, and how often."""
        pairs = np.array(self.table.changed[template.size], np.int64).reshape(-1, 2)
        pairs = pairs[self.table.part[pairs[:, 0]] == MINED]
        combined = np.empty(len(pairs), [("key", np.uint64), ("new", np.int64)])
        combined["key"], combined["new"] = all_keys[pairs[:, 0]], pairs[:, 1]
        distinct, count = np.unique(combined, return_counts=True)
        sort = self._sorts[distinct["new"]]
        order = np.lexsort((distinct["new"], -count, sort, distinct["key"]))
        distinct, count, sort = distinct[order], count[order], sort[order]
        best = np.ones(len(distinct), bool)
        best[1:] = (distinct["key"][1:] != distinct["key"][:-1]) | (sort[1:] != sort[:-1])
        best &= count >= least
        return distinct["key"][best], distinct["new"][best].tolist(), count[best]

    def _suspects(self, template: Template, least: int) -> Iterator[Candidate]:
        """Patterns of one template where editors change something more often than chance has it."""
        table, size = self.table, template.size
        hits, chance, part = self.hits[size], self.chance[size], table.part
        wanted, which = np.unique(keys(table, template), return_inverse=True)

        def counts(where: int, weights: Floats) -> NDArray[Any]:
            return np.bincount(which[part == where], weights[part == where], minlength=len(wanted))

        one = np.ones(len(part))
        count, hit, random = (counts(MINED, weights) for weights in (one, hits, chance))
        good = (hit >= least) & (hit > SUSPECT_LIFT * random)
        rate = (count + counts(PROOF, one)) / (self._words[MINED] + self._words[PROOF])
        good &= rate > LEAST_RATIO * counts(SOUND, one) / self._words[SOUND]
        chosen = np.flatnonzero(good[which])
        order = chosen[np.argsort(which[chosen], kind="stable")]
        for rows in np.split(order, np.flatnonzero(np.diff(which[order])) + 1):
            if len(rows):
                yield self._suspect(template, rows)

    def _suspect(self, template: Template, rows: Rows) -> Candidate:
        hits, chance = self.hits[template.size], self.chance[template.size]
        owners, texts = self.table.columns["text"], self.table.texts
        halves: list[Half] = []
        pairs: dict[str, float] = {}
        for part in (MINED, PROOF):
            chosen = rows[self.table.part[rows] == part]
            for row in chosen.tolist():
                pair = texts[owners[row]].pair
                pairs[pair] = pairs.get(pair, 0.0) + hits[row] - SUSPECT_LIFT * chance[row]
            halves.append(Half(len(chosen), int(hits[chosen].sum()), float(chance[chosen].sum()), 0, 0))
        places = tuple((row, int(hits[row])) for row in rows[self.table.part[rows] <= PROOF].tolist())
        return self._made(template, SUSPECT, rows, "?", halves, {p for p, more in pairs.items() if more > 0}, places)

    def _candidate(self, template: Template, new: str, rows: Rows) -> Candidate | None:
        table = self.table
        kind = "insert" if not template.size else "replace" if new else "delete"
        halves: list[Half] = []
        places: list[tuple[int, int]] = []
        pairs: set[str] = set()
        for part in (MINED, PROOF):
            chosen = rows[table.part[rows] == part]
            gains = [(row, self.gain(row, template.size, new)) for row in chosen.tolist()]
            better, worse = sum(g > 0 for _, g in gains), sum(g < 0 for _, g in gains)
            if part == MINED and not better:
                return None
            hits, chance = self.hits[template.size][chosen].sum(), self.chance[template.size][chosen].sum()
            halves.append(Half(len(chosen), int(hits), float(chance), better, worse))
            pairs |= {table.texts[table.columns["text"][row]].pair for row, gain in gains if gain > 0}
            places += gains
        return self._made(template, kind, rows, new, halves, pairs, tuple(places))

    def _made(
        self, template: Template, kind: str, rows: Rows, new: str, halves: Sequence[Half], pairs: set[str],
        places: tuple[tuple[int, int], ...],
    ) -> Candidate:  # fmt: skip
        sound = int(np.count_nonzero(self.table.part[rows] == SOUND))
        mined, proof = halves
        return Candidate(
            template, kind, describe(self.table, template, int(rows[0]), new), new, mined, proof,
            tuple(sorted(pairs)), 1000 * (mined.count + proof.count) / (self._words[MINED] + self._words[PROOF]),
            sound, 1000 * max(sound, 0.5) / self._words[SOUND], places,
        )  # fmt: skip

    def gain(self, row: int, size: int, new: str) -> int:
        """Words that the editor would have had to change less after this change at this row."""
        known = self._gains.get((row, size, new))
        if known is None:
            known = self._gains[row, size, new] = self._gain(row, size, new)
        return known

    def _gain(self, row: int, size: int, new: str) -> int:
        columns = self.table.columns
        text: Text = self.table.texts[columns["text"][row]]
        start = int(columns["start"][row])
        if not size:
            return text.translation.gain([Edit(Span(start, start), f"{new} ")])
        last = row + size - 1
        if last >= len(columns["text"]) or columns["text"][last] != columns["text"][row]:
            return 0
        span = Span(start, int(columns["end"][last]))
        after = done(new, text.document.text[span.start : span.end])
        return text.translation.gain([Edit(span, after)]) if after is not None else 0


def _hits(table: Table, size: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """For each row whether a change of so many words there is a hit, and how likely one elsewhere in its text is."""
    columns = table.columns
    hits, chance = np.zeros(len(table.part)), np.zeros(len(table.part))
    starts, ends, owners = (columns[name].tolist() for name in ("start", "end", "text"))
    for row in np.flatnonzero(table.part <= PROOF).tolist():
        last = row + size - 1
        if size and (last >= len(owners) or owners[last] != owners[row]):
            continue
        translation = table.texts[owners[row]].translation
        window = translation.window(Span(starts[row], ends[last] if size else starts[row]))
        hits[row], chance[row] = translation.hit(window), translation.chance(len(window))
    return hits, chance
