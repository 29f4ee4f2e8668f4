"""Candidates as lines for people, or as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.mine.patterns import LEVELS
from benchmarks.mine.rank import KINDS, SUSPECT, Candidate, Half
from benchmarks.mine.table import Table

CONTEXT = 45
DEEDS = 4
SAME = 0.7
"""A candidate is a double of better ones where they make so much of what it makes better."""


def chosen(candidates: Sequence[Candidate], like: str, limit: int) -> list[Candidate]:
    """The first candidates of each kind and level, without those that say what better ones said."""
    kept: dict[tuple[str, str], list[Candidate]] = {}
    seen: dict[tuple[str, str], set[int]] = {}
    for candidate in candidates:
        key = candidate.kind, candidate.template.level
        if len(kept.setdefault(key, [])) >= limit or not _mentions(candidate, like):
            continue
        better = {row for row, gain in candidate.places if gain > 0}
        covered = seen.setdefault(key, set())
        if len(better & covered) < SAME * len(better):
            kept[key].append(candidate)
            covered |= better
    return [candidate for kind in KINDS for level in LEVELS for candidate in kept.get((kind, level), ())]


def _mentions(candidate: Candidate, word: str) -> bool:
    marks = str.maketrans(dict.fromkeys("[]<>|=.", " "))
    return not word or word.lower() in candidate.shown.lower().translate(marks).split()


def lines(table: Table, candidates: Sequence[Candidate], examples: int) -> Iterator[str]:
    """A block of lines a candidate, grouped by kind and level."""
    last = ("", "")
    for candidate in candidates:
        group = candidate.kind, candidate.template.level
        if group != last:
            yield f"\n=== {group[0]} by {group[1]}"
            last = group
        yield f"\n{candidate.score:6.1f}  {candidate.shown}"
        yield f"        mined {_half(candidate.mined)}   proof {_half(candidate.proof)}"
        yield (
            f"        {len(candidate.pairs)} pairs ({', '.join(candidate.pairs)})   per 1k {candidate.per_1k:.3f}, "
            f"sound {candidate.sound_per_1k:.4f} ({candidate.sound}), x{candidate.ratio:.0f}"
        )
        if candidate.kind == SUSPECT:
            yield f"        mostly {mostly(table, candidate)}"
        for row, gain in _picked(candidate, examples):
            yield f"          {'+' if gain > 0 else '-' if gain < 0 else '='} {_context(table, candidate, row)}"


def mostly(table: Table, candidate: Candidate) -> str:
    """What editors did most often where a candidate stands, as far as it can be told word by word."""
    rows = {row for row, _ in candidate.places}
    found = Counter(new for row, new in table.changed[candidate.template.size] if row in rows)
    named = [f"{table.strings[new] or '∅'} ({number})" for new, number in found.most_common(DEEDS)]
    return ", ".join(named) or "rewordings"


def _half(half: Half) -> str:
    return (
        f"n={half.count} lift {half.lift:.2f} {half.better}:{half.worse}"
        if half.better + half.worse
        else f"n={half.count} hits {half.hits} lift {half.lift:.2f}"
    )


def _picked(candidate: Candidate, examples: int) -> list[tuple[int, int]]:
    """Examples from all over: most better ones, one worse, one that changes nothing."""
    better = [place for place in candidate.places if place[1] > 0]
    rest = [place for place in candidate.places if place[1] < 0][:1] + [p for p in candidate.places if not p[1]][:1]
    step = max(1, len(better) // max(1, examples))
    return better[::step][:examples] + (rest if examples > 1 else [])


def _context(table: Table, candidate: Candidate, row: int) -> str:
    columns = table.columns
    text = table.texts[columns["text"][row]]
    source = text.document.text
    start = int(columns["start"][row])
    end = int(columns["end"][row + candidate.template.size - 1]) if candidate.template.size else start
    shown = f"{source[max(0, start - CONTEXT) : start]}[{source[start:end]}]{source[end : end + CONTEXT]}"
    return f"{shown}  ({text.document.name})".replace("\n", "¶")


def records(table: Table, candidates: Sequence[Candidate]) -> Iterator[str]:
    """One JSON object a candidate."""
    for candidate in candidates:
        yield json.dumps(_record(table, candidate), ensure_ascii=False)


def _record(table: Table, candidate: Candidate) -> dict[str, Any]:
    halves = {
        name: {"count": half.count, "lift": round(half.lift, 3), "better": half.better, "worse": half.worse}
        for name, half in (("mined", candidate.mined), ("proof", candidate.proof))
    }
    return {
        "kind": candidate.kind,
        "level": candidate.template.level,
        "pattern": candidate.shown,
        "new": candidate.new,
        "score": round(candidate.score, 2),
        **halves,
        "pairs": candidate.pairs,
        "per_1k": round(candidate.per_1k, 4),
        "sound": candidate.sound,
        "sound_per_1k": round(candidate.sound_per_1k, 4),
        "examples": [{"gain": gain, "text": _context(table, candidate, row)} for row, gain in _picked(candidate, 3)],
    }
