"""The matcher kind `words`: a table of phrases with what should stand in their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec
import numpy as np

from lint.language.inflection import verb_form
from lint.language.tokenizer import pieces
from lint.language.tokens import Tokens
from lint.match.fixes import Bound
from lint.match.kinds import Find, Tables, WordsSpec
from lint.match.predicate import Reading
from lint.match.template import Capture

CONTEXT = frozenset({"match", "instead"})


class Phrase(msgspec.Struct, frozen=True):
    """The words of an entry, which of them are lemmas, and the replacement (None: flagged alone)."""

    words: tuple[str, ...]
    lemmas: tuple[bool, ...]
    instead: str | None


def compile_words(spec: WordsSpec, tables: Tables) -> Find:
    """What finds the phrases; of overlapping ones the leftmost, then the longest."""
    phrases = _phrases(spec, tables)
    if not phrases:
        raise ValueError("neither `entries` nor `table` names a phrase")
    by_word: dict[str, list[tuple[int, Phrase]]] = defaultdict(list)
    for phrase in phrases:
        anchor = max(range(len(phrase.words)), key=lambda k: (phrase.lemmas[k], len(phrase.words[k])))
        by_word[phrase.words[anchor]].append((anchor, phrase))
    anchors = frozenset(by_word)

    def find(reading: Reading) -> Iterator[Bound]:
        tokens = reading.batch.tokens
        known = tokens.vocabulary.numbers(anchors)
        mask = tokens.within("lower", known) | tokens.within("lemma", known)
        found: list[tuple[int, int, Phrase]] = []
        for row in np.flatnonzero(mask).tolist():
            for word in {tokens.lower_word(row), tokens.lemma_word(row)}:
                found += [m for a, p in by_word.get(word, ()) if (m := _match(tokens, row - a, p))]
        last = -1
        for first, stop, phrase in sorted(found, key=lambda m: (m[0], -m[1])):
            if first >= last:
                last = stop
                yield _bound(reading, first, stop, phrase)

    return find


def _phrases(spec: WordsSpec, tables: Tables) -> list[Phrase]:
    rows: list[tuple[str, str | None]] = list(spec.entries.items())
    if spec.table:
        if spec.table not in tables:
            raise ValueError(f"no table “{spec.table}” beside the rule")
        for line in tables[spec.table].splitlines():
            if line and not line.startswith("#"):
                phrase, _, instead = line.partition("\t")
                rows.append((phrase, instead.split("\t")[0] or None))
    return [_phrase(phrase, instead) for phrase, instead in rows]


def _phrase(text: str, instead: str | None) -> Phrase:
    words: list[str] = []
    lemmas: list[bool] = []
    for chunk in text.lower().replace("’", "'").split():
        if chunk.startswith("<") and chunk.endswith(">"):
            words.append(chunk[1:-1])
            lemmas.append(True)
        else:
            for a, b in pieces(chunk):
                words.append(chunk[a:b])
                lemmas.append(False)
    if not words:
        raise ValueError("an empty phrase in the table")
    return Phrase(tuple(words), tuple(lemmas), instead)


def _match(tokens: Tokens, first: int, phrase: Phrase) -> tuple[int, int, Phrase] | None:
    stop = first + len(phrase.words)
    if first < 0 or stop > len(tokens) or tokens.sentence[first] != tokens.sentence[stop - 1]:
        return None
    for row, word, lemma in zip(range(first, stop), phrase.words, phrase.lemmas, strict=True):
        if (tokens.lemma_word(row) if lemma else tokens.lower_word(row)) != word:
            return None
    return first, stop, phrase


def _bound(reading: Reading, first: int, stop: int, phrase: Phrase) -> Bound:
    batch, tokens = reading.batch, reading.batch.tokens
    start, end = int(tokens.start[first]), int(tokens.end[stop - 1])
    captures = {"match": Capture(batch.text[start:end])}
    if phrase.instead is not None:
        captures["instead"] = Capture(_inflected(tokens, first, phrase))
    return Bound(start, end, {"match": (start, end)}, captures)


def _inflected(tokens: Tokens, first: int, phrase: Phrase) -> str:
    models = [first + k for k, lemma in enumerate(phrase.lemmas) if lemma]
    words = []
    for word in (phrase.instead or "").split(" "):
        if word.startswith("<") and word.endswith(">"):
            tag = tokens.tag_name(models.pop(0)) if models else "VB"
            word = verb_form(word[1:-1], tag) if tag.startswith("VB") else word[1:-1]
        words.append(word)
    return " ".join(words)
