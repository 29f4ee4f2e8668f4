"""Train the model of what a pronoun stands for, and write its table.

    python -m training.reference ../shared

It learns from the sound texts of the training parts of GUM and EWT which pronoun stands in which surroundings, as
the analysis of mtlint sees them. Each text is read whole and in cuts, since people check cuts too, and each once
more with the sexes exchanged, since the treebanks speak of more men than women.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np

from benchmarks import gum
from benchmarks.gum import Text
from lint.engine import together
from lint.language.analyse import Analyser
from lint.language.batch import Batch
from lint.match.calls.events import CLASS, CLASSES, FORMS
from lint.match.calls.mentions import Casts
from lint.match.calls.surroundings import Codes, Surroundings, features, head_words, surroundings
from lint.model import Depth
from lint.readers import plain
from lint.source import Document
from training.reference.fit import fit
from training.reference.table import write

TREEBANKS = ("gum.train", "ewt.train")
CUTS, LENGTHS = 4, (1, 1, 2, 3, 5, 8, 12, 20)
"""Cuts of each text, and how many sentences one may have."""
LEAST = 24
"""So often a word must be the head of a pronoun to have weights of its own; each pronoun counts twice."""
TARGET = Path(__file__).parents[2] / "lint/language/data/reference.tsv.gz"
MIRROR = {"he": "she", "she": "he", "man": "woman", "woman": "man"}


class Sample(msgspec.Struct, frozen=True, eq=False):
    """The pronouns of some texts: their features, what each hangs on, and the class of each."""

    codes: dict[str, Codes]
    heads: list[str]
    shown: Codes


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder of the treebanks")
    args = parser.parse_args()
    texts = [text for name in TREEBANKS for text in gum.read(args.shared / f"treebanks/{name}.conllu.gz")]
    sample = gather(texts)
    counts = Counter(sample.heads)
    words = sorted(word for word, count in counts.items() if count >= LEAST)
    numbers = {word: number for number, word in enumerate(words, 1)}
    codes = sample.codes | {
        "head": np.array([numbers.get(word, 0) for word in sample.heads], np.int64),
        "all": np.zeros(len(sample.shown), np.int64),
    }
    weights, loss = fit(codes, sample.shown, len(FORMS))
    print(f"{len(sample.shown):,} pronouns, {sum(map(len, weights.values())):,} rows of weights, loss {loss:.4f}")
    write(TARGET, weights, words)


def gather(texts: Sequence[Text]) -> Sample:
    """The pronouns of texts and of their cuts, as they are and mirrored."""
    codes: dict[str, list[Codes]] = {}
    heads: list[str] = []
    shown: list[Codes] = []
    for batch in batches(texts):
        found = surroundings(batch, Casts(batch))
        for here in (found, mirrored(found)) if len(found.row) else ():
            for name, code in features(here).items():
                codes.setdefault(name, []).append(code)
            heads += head_words(here)
            shown.append(here.shown.astype(np.int64))
    return Sample({name: np.concatenate(parts) for name, parts in codes.items()}, heads, np.concatenate(shown))


def batches(texts: Sequence[Text]) -> Iterator[Batch]:
    """The texts and their cuts, analysed."""
    analyser = Analyser()
    documents = (Document.plain(name, text, plain.segments(text)) for name, text in pieces(texts))
    for group in together(documents):
        yield analyser.read(group, Depth.TREE)


def pieces(texts: Sequence[Text]) -> Iterator[tuple[str, str]]:
    """Each text, and some runs of its sentences."""
    chance = random.Random(0)
    for text in texts:
        yield text.name, text.text
        starts = sorted({token.sentence: token.start for token in reversed(text.tokens)}.values())
        for number in range(CUTS):
            first = chance.randrange(len(starts))
            stop = min(len(starts) - 1, first + chance.choice(LENGTHS))
            cut = text.text[starts[first] : starts[stop]].strip()
            if cut:
                yield f"{text.name}#{number}", cut


def mirrored(here: Surroundings) -> Surroundings:
    """The same pronouns where every man is a woman and the other way round."""
    swapped = np.array([CLASS[MIRROR.get(name, name)] for name in CLASSES], np.int32)
    exchanged = msgspec.structs.replace(here.events, kind=swapped[here.events.kind])
    return Surroundings(here.batch, exchanged, here.row, swapped[here.shown])


if __name__ == "__main__":
    main()
