"""From sentences to the integer arrays that the network is trained on."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

import numpy as np

from lint.language.features import COLUMNS, columns, normal
from training.language.treebank import Paragraph, Sentence, Word

Ints = np.ndarray[Any, np.dtype[np.int32]]
Floats = np.ndarray[Any, np.dtype[np.float32]]

LONGEST = 128
_LENGTHS = (16, 32, 64, 128)
_GOLD_COLUMNS = 6


@dataclass(frozen=True)
class Inventory:
    """The forms and labels that the network knows, and how often each form was seen."""

    forms: tuple[str, ...]
    frequencies: tuple[int, ...]
    tags: tuple[str, ...]
    morphs: tuple[str, ...]
    relations: tuple[str, ...]

    @cached_property
    def form_rows(self) -> dict[str, int]:
        """The row of each form; row 0 is the unknown form."""
        return {form: row for row, form in enumerate(self.forms, 1)}


def inventory(paragraphs: list[Paragraph]) -> Inventory:
    """Return all forms seen twice and all labels; readings seen less than three times are left out."""
    words = [word for paragraph in paragraphs for sentence in paragraph for word in sentence]
    forms = Counter(normal(word.form) for word in words)
    kept = [(form, count) for form, count in forms.most_common() if count >= 2]
    morphs = Counter(reading(word) for word in words)
    return Inventory(
        forms=tuple(form for form, _ in kept),
        frequencies=(1, *(count for _, count in kept)),
        tags=tuple(tag for tag, _ in Counter(word.tag for word in words).most_common()),
        morphs=tuple(name for name, count in morphs.most_common() if count >= 3),
        relations=tuple(name for name, _ in Counter(word.relation for word in words).most_common()),
    )


def reading(word: Word) -> str:
    """Return the part of speech and the features of `word` as one label."""
    return f"{word.pos}|{word.morph}"


class Encoder:
    """Turns runs of sentences into rows of feature and gold columns, each form looked up once."""

    def __init__(self, inventory: Inventory) -> None:
        self._forms = inventory.form_rows
        self._columns: dict[str, tuple[int, ...]] = {}
        self._tags = {name: at for at, name in enumerate(inventory.tags)}
        self._morphs = {name: at for at, name in enumerate(inventory.morphs)}
        self._relations = {name: at for at, name in enumerate(inventory.relations)}

    def rows(self, run: Iterable[Sentence]) -> tuple[Ints, Ints]:
        """Return the feature columns and the gold columns (tag, morph, relation, head, sentence, start) of `run`."""
        features: list[tuple[int, ...]] = []
        gold: list[tuple[int, ...]] = []
        for number, sentence in enumerate(run):
            offset = len(gold)
            for at, word in enumerate(sentence):
                found = self._columns.get(word.form)
                if found is None:
                    found = self._columns[word.form] = columns(word.form, self._forms)
                features.append(found)
                inside = word.head < len(sentence)
                gold.append(
                    (
                        self._tags.get(word.tag, -1),
                        self._morphs.get(reading(word), -1),
                        self._relations.get(word.relation, -1) if inside else -1,
                        offset + word.head if inside else -1,
                        number,
                        int(at == 0) if word.tag else -1,
                    )
                )
        return np.array(features, "i4"), np.array(gold, "i4")


def windows(run: list[Sentence]) -> Iterator[list[Sentence]]:
    """Yield `run` in pieces of at most LONGEST words, longer sentences cut off."""
    window: list[Sentence] = []
    for sentence in run:
        cut = sentence[:LONGEST]
        if window and sum(map(len, window)) + len(cut) > LONGEST:
            yield window
            window = []
        window.append(cut)
    if window:
        yield window


def batches(encoded: list[tuple[Ints, Ints]], words: int, random: Random) -> list[tuple[Ints, Ints, Floats]]:
    """Return shuffled batches of about `words` words, windows of like length together."""
    buckets: dict[int, list[tuple[Ints, Ints]]] = defaultdict(list)
    for item in encoded:
        buckets[next(length for length in _LENGTHS if len(item[0]) <= length)].append(item)
    out: list[tuple[Ints, Ints, Floats]] = []
    for length in sorted(buckets):
        items = buckets[length]
        random.shuffle(items)
        size = max(1, words // length)
        out += [_padded(items[at : at + size], size, length) for at in range(0, len(items), size)]
    random.shuffle(out)
    return out


def _padded(items: list[tuple[Ints, Ints]], size: int, length: int) -> tuple[Ints, Ints, Floats]:
    features = np.zeros((size, length, len(COLUMNS)), "i4")
    gold = np.full((size, length, _GOLD_COLUMNS), -1, "i4")
    mask = np.zeros((size, length), "f4")
    for row, (columns_, labels) in enumerate(items):
        features[row, : len(columns_)] = columns_
        gold[row, : len(labels)] = labels
        mask[row, : len(labels)] = 1
    return features, gold, mask
