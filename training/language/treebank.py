"""Reading gzipped CoNLL-U: documents of paragraphs of sentences of words."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

SOURCES = ("ewt", "gum")


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; `head` is a row of the sentence, the root's own row for the root."""

    form: str
    lemma: str
    tag: str
    pos: str
    morph: str
    head: int
    relation: str
    spaced: bool


Sentence = tuple[Word, ...]
Paragraph = tuple[Sentence, ...]


def read(folder: Path, source: str, split: str) -> list[Paragraph]:
    """Return the paragraphs of one split of one treebank in the order of the file."""
    paragraphs: list[list[Sentence]] = []
    for opens, sentence in _sentences(folder / f"{source}.{split}.conllu.gz"):
        if opens or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(sentence)
    return [tuple(paragraph) for paragraph in paragraphs]


def text(paragraph: Paragraph) -> tuple[str, list[tuple[int, int]]]:
    """Return the natural text of `paragraph` and the span of every word in it."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for sentence in paragraph:
        for word in sentence:
            spans.append((at, at + len(word.form)))
            parts.append(word.form + " " * word.spaced)
            at += len(parts[-1])
    return "".join(parts).rstrip(" "), spans


def _sentences(path: Path) -> Iterator[tuple[bool, Sentence]]:
    opens = False
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in (*lines, "\n"):
            if line.startswith("#"):
                opens = opens or re.match(r"# new(doc|par)(?!_block)\b", line) is not None
            elif line.strip():
                rows.append(line.rstrip("\n").split("\t"))
            elif rows:
                yield opens, _sentence(rows)
                opens, rows = False, []


def _sentence(rows: list[list[str]]) -> Sentence:
    words = [_word(row) for row in rows if row[0].isdigit()]
    for row in rows:
        if "-" in row[0]:
            # A contraction is the plain concatenation of its words, so only their spacing has to be set.
            first, last = (int(number) - 1 for number in row[0].split("-"))
            for at in range(first, last):
                words[at] = replace(words[at], spaced=False)
            words[last] = replace(words[last], spaced="SpaceAfter=No" not in row[9])
    return tuple(words)


def _word(row: list[str]) -> Word:
    at = int(row[0]) - 1
    head = int(row[6]) - 1
    return Word(
        form=row[1].replace("\u00a0", " "),
        lemma=row[2],
        tag=row[4],
        pos=row[3],
        morph="" if row[5] == "_" else row[5],
        head=head if head >= 0 else at,
        relation=row[7],
        spaced="SpaceAfter=No" not in row[9],
    )
