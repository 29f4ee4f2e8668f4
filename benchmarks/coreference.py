"""How many wrong pronouns are found, and how many sound ones are taken for wrong, on gold coreference.

    python -m benchmarks.coreference --shared ../shared          false alarms and recall on dev and test
    python -m benchmarks.coreference --split dev --show 20       and some alarms and misses with context
    python -m benchmarks.coreference --split test --copies 0     false alarms alone
    python -m benchmarks.coreference --split dev --copies 60     60 copies a kind of change at most
    python -m benchmarks.coreference --write                     and what each rule found into rules/measured.json

The texts are UD English-GUM's; a copy is one of them with one pronoun changed (docs/pronouns.md says which and how).
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from benchmarks import checking, gum, measure, tables
from benchmarks.evidence import births
from benchmarks.gum import Text
from benchmarks.measure import MEASURED
from benchmarks.swaps import Change, changes
from benchmarks.texts import records

RULES = ("pronoun/*", "relative/*", "repetition/name-for-pronoun")
CONTEXT = 160
REST = "in no clean set"


@dataclass(frozen=True)
class Alarm:
    """A finding in a text; offsets are code points of it."""

    rule: str
    start: int
    end: int
    edits: tuple[tuple[int, int, str], ...]

    @classmethod
    def read(cls, record: dict[str, Any]) -> Alarm:
        """A finding as the command prints it, with the first of its fixes."""
        start, end, new = record["start"], record["end"], record.get("replacement")
        edits = record.get("edits", []) if new is None else [(start, end, new)]
        return cls(record["rule"], start, end, tuple((first, last, text) for first, last, text in edits))

    def holds(self, start: int, end: int) -> bool:
        """Tell whether the finding is at a place, or holds it."""
        return self.start <= start and end <= self.end


@dataclass(frozen=True)
class Outcome:
    """What became of one changed pronoun."""

    text: Text
    change: Change
    found: frozenset[str]
    """The rules that found it."""
    restored: bool


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    args = arguments(argv)
    names, seen = births(args.shared), in_clean_sets(args.shared)
    swaps, alarms = Counter[str](), Counter[str]()
    for split in args.split:
        texts = gum.read(args.shared / f"treebanks/gum.{split}.conllu.gz")
        sound = found_in([(text.name, text.text) for text in texts])
        print("\n\n".join(alarm_tables(split, texts, sound, seen)))
        made = [(text, change) for text in texts for change in changes(text, names, args.seed)]
        print("\n" + tables.render(f"{split}: changes that can be made", list(counted(made))))
        picked = pick(made, args.seed, args.copies)
        outcomes = list(judge(picked, sound))
        print("\n" + "\n\n".join(recall_tables(split, outcomes, seen)))
        swaps.update(rule for outcome in outcomes for rule in outcome.found)
        alarms.update(alarm.rule for found in sound.values() for alarm in found)
        if args.show:
            print("\n" + "\n".join(shown(texts, sound, outcomes, args.show, args.seed)))

    if args.write:
        rows = measure.read(MEASURED)
        known = ((rule, row) for rule, row in rows.items() if any(fnmatchcase(rule, pattern) for pattern in RULES))
        new = {rule: replace(row, swaps=swaps[rule], swap_alarms=alarms[rule]) for rule, row in known}
        measure.write(MEASURED, rows | new)


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the treebanks (../shared)")
    parser.add_argument("--split", nargs="+", default=["dev", "test"], choices=("dev", "test", "train"))
    parser.add_argument("--copies", type=int, default=1000, help="copies a kind of change at most (1000)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the choice of copies (0)")
    parser.add_argument("--write", action="store_true", help="bring rules/measured.json up to date")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show N alarms and N misses, chosen by chance")
    return parser.parse_args(argv)


def found_in(texts: Sequence[tuple[str, str]]) -> dict[str, list[Alarm]]:
    """What the pronoun rules find in texts, by name."""
    options = [word for rule in RULES for word in ("--select", rule)]
    found: dict[str, list[Alarm]] = {name: [] for name, _ in texts}
    lines = "".join(checking.line(name, text) for name, text in texts)
    for record in checking.run([*options, "--read-as", "jsonl", "-"], lines) if texts else []:
        found[record["id"]].append(Alarm.read(record))
    return found


def in_clean_sets(shared: Path) -> frozenset[str]:
    """The names of the texts that the clean sets hold too, on which rules are tuned."""
    paths = [shared / f"corpora/clean_{name}_dev.jsonl.gz" for name in ("news", "wiki")]
    return frozenset(row["doc_id"] for path in paths for row in records(path))


def counted(made: Sequence[tuple[Text, Change]]) -> Iterator[dict[str, tables.Cell]]:
    """How many pronouns there are whose changed form the text settles, and has no rival for, by kind of change."""
    for kind in sorted({change.kind for _, change in made}):
        some = [change for _, change in made if change.kind == kind]
        yield {"": kind, "settled": len(some), "decided": sum(not change.rival for change in some)}


def pick(made: Sequence[tuple[Text, Change]], seed: int, most: int) -> list[tuple[Text, Change]]:
    """The changes to try: all of a kind, or as many as asked for, chosen by chance."""
    by_kind: dict[str, list[tuple[Text, Change]]] = defaultdict(list)
    for text, change in made:
        by_kind[change.kind].append((text, change))
    chance = random.Random(seed)
    return [pair for _, some in sorted(by_kind.items()) for pair in chance.sample(some, min(most, len(some)))]


def judge(picked: Sequence[tuple[Text, Change]], sound: dict[str, list[Alarm]]) -> Iterator[Outcome]:
    """Check the copies, and tell which changes were found; what was found in the sound text too is no find."""
    found = found_in([(str(n), change.apply(text.text)) for n, (text, change) in enumerate(picked)])
    for number, (text, change) in enumerate(picked):
        before = {a.rule for a in sound[text.name] if a.holds(change.start, change.end)}
        start, end = change.place
        there = [a for a in found[str(number)] if a.holds(start, end) and a.rule not in before]
        restored = any(_restores(alarm, start, end, change.old) for alarm in there)
        yield Outcome(text, change, frozenset(a.rule for a in there), restored)


def _restores(alarm: Alarm, start: int, end: int, old: str) -> bool:
    return any((first, last) == (start, end) and new == old for first, last, new in alarm.edits)


def alarm_tables(
    split: str, texts: Sequence[Text], sound: dict[str, list[Alarm]], seen: Collection[str]
) -> Iterator[str]:
    """False alarms by genre and by rule, and in the texts that are not among those `seen`."""
    genre = {text.name: text.genre for text in texts}
    all_ = [(name, alarm) for name, alarms in sound.items() for alarm in alarms]
    words = sum(text.words for text in texts)
    rest = [text for text in texts if text.name not in seen]
    of_rest = sum(name not in seen for name, _ in all_)
    rows = [_rate("all", len(all_), words), _rate(REST, of_rest, sum(text.words for text in rest))]
    for one in sorted(set(genre.values())):
        number = sum(genre[name] == one for name, _ in all_)
        rows.append(_rate(one, number, sum(text.words for text in texts if text.genre == one)))
    yield tables.render(f"{split}: false alarms by genre", rows)
    rules = sorted({alarm.rule for _, alarm in all_})
    by_rule = [_rate(rule, sum(alarm.rule == rule for _, alarm in all_), words) for rule in rules]
    yield tables.render(f"{split}: false alarms by rule", by_rule)


def _rate(name: str, alarms: int, words: int) -> dict[str, tables.Cell]:
    return {"": name, "words": words, "alarms": alarms, "per_1k": 1000 * alarms / max(1, words)}


def recall_tables(split: str, outcomes: Sequence[Outcome], seen: Collection[str]) -> Iterator[str]:
    """How many changed pronouns were found, by each thing that is known of them."""
    views: dict[str, Callable[[Outcome], str]] = {
        "kind of change": lambda o: o.change.kind,
        "what it speaks of": lambda o: o.change.what,
        "what settles it": lambda o: o.change.proof.by,
        "where that stands": lambda o: o.change.proof.place.value,
        "genre": lambda o: o.text.genre,
    }
    decided = [o for o in outcomes if not o.change.rival]
    both = {"settled": outcomes, "decided (no rival)": decided}
    rows = [_share(name, some) for name, some in both.items()]
    rows += [_share(f"{name}, {REST}", [o for o in some if o.text.name not in seen]) for name, some in both.items()]
    yield tables.render(f"{split}: changed pronouns", rows)
    for title, key in views.items():
        rows = []
        for value in sorted({key(o) for o in outcomes}):
            some = [o for o in outcomes if key(o) == value]
            free = _share(value, [o for o in some if not o.change.rival])
            rows.append({**_share(value, some), "decided": free["copies"], "found of these": free["found"]})
        yield tables.render(f"{split}: by {title}", rows)


def _share(name: str, outcomes: Sequence[Outcome]) -> dict[str, tables.Cell]:
    number = max(1, len(outcomes))
    found, restored = sum(bool(o.found) for o in outcomes), sum(o.restored for o in outcomes)
    return {"": name, "copies": len(outcomes), "found": found / number, "restored": restored / number}


def shown(
    texts: Sequence[Text], sound: dict[str, list[Alarm]], outcomes: Sequence[Outcome], limit: int, seed: int
) -> Iterator[str]:
    """Alarms and misses with the text around them."""
    chance = random.Random(seed)
    alarms = [(text, alarm) for text in texts for alarm in sound[text.name]]
    yield "== alarms"
    for text, alarm in chance.sample(alarms, min(limit, len(alarms))):
        yield f"{alarm.rule:28} {_context(text.text, alarm.start, alarm.end)}  ({text.name})"
    missed = [o for o in outcomes if not o.found and not o.change.rival]
    yield "== misses that were decided"
    for outcome in chance.sample(missed, min(limit, len(missed))):
        change, copy = outcome.change, outcome.change.apply(outcome.text.text)
        yield f"{change.kind:12} {_context(copy, *change.place)}  ({outcome.text.name})"


def _context(text: str, start: int, end: int) -> str:
    left, right = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT // 2]
    return f"{left}[{text[start:end]}]{right}".replace("\n", "¶")


if __name__ == "__main__":
    main()
