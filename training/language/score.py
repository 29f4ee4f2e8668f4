"""Scores of the shipped engine on the treebanks, on raw paragraphs and on gold tokens."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from lint.language.network import Network, Parse
from lint.language.tagset import FEATURES, RELATIONS, TAGS, UPOS, Morph
from lint.language.tokenizer import pieces
from lint.language.vocabulary import Vocabulary
from lint.language.weights import read as read_weights
from training.language.treebank import Paragraph, text

_CHUNK = re.compile(r"\S+")
_FINITE = int(Morph.FIN)
Span = tuple[int, int]


@dataclass(frozen=True)
class Row:
    """One token as gold or guess has it: labels, and head and sentence as spans of text."""

    tag: str
    pos: str
    morph: int
    head: Span
    relation: str


@dataclass(frozen=True)
class Reading:
    """A paragraph read: its tokens by their span, and its sentences with or without a finite verb."""

    rows: dict[Span, Row]
    sentences: dict[Span, bool]


def gold(paragraph: Paragraph) -> Reading:
    """Return what the treebank says of a paragraph."""
    _, spans = text(paragraph)
    rows: dict[Span, Row] = {}
    sentences: dict[Span, bool] = {}
    first = 0
    for sentence in paragraph:
        for at, word in enumerate(sentence):
            morph = sum(int(FEATURES.get(name, 0)) for name in word.morph.split("|"))
            rows[spans[first + at]] = Row(word.tag, word.pos, morph, spans[first + word.head], word.relation)
        last = first + len(sentence)
        finite = any("VerbForm=Fin" in word.morph for word in sentence)
        sentences[spans[first][0], spans[last - 1][1]] = finite
        first = last
    return Reading(rows, sentences)


def guesses(network: Network, paragraphs: list[Paragraph], *, gold_tokens: bool) -> list[Reading]:
    """Return what the network says of each paragraph."""
    vocabulary = Vocabulary()
    spans: list[list[Span]] = []
    types: list[int] = []
    for paragraph in paragraphs:
        plain, known = text(paragraph)
        spans.append(known if gold_tokens else tokens(plain))
        types += [vocabulary.id(plain[first:last]) for first, last in spans[-1]]
    firsts = np.cumsum([0, *(len(some) for some in spans[:-1])]).astype(np.int32)
    parse = network.read(vocabulary, np.array(types, np.int32), firsts, tree=True)
    return [_reading(parse, int(first), some) for first, some in zip(firsts, spans, strict=True)]


def tokens(plain: str) -> list[Span]:
    """Return the spans of the tokens of a text."""
    return [(m.start() + a, m.start() + b) for m in _CHUNK.finditer(plain) for a, b in pieces(m.group())]


def _reading(parse: Parse, first: int, spans: list[Span]) -> Reading:
    rows: dict[Span, Row] = {}
    for at, span in enumerate(spans, first):
        rows[span] = Row(
            TAGS[parse.tag[at]],
            UPOS[parse.pos[at]],
            int(parse.morph[at]),
            spans[int(parse.head[at]) - first],
            RELATIONS[parse.relation[at]],
        )
    starts = [*np.flatnonzero(parse.sentence_start[first : first + len(spans)]).tolist(), len(spans)]
    sentences: dict[Span, bool] = {}
    for begin, end in pairwise(starts):
        finite = bool((parse.morph[first + begin : first + end] & _FINITE).any())
        sentences[spans[begin][0], spans[end - 1][1]] = finite
    return Reading(rows, sentences)


def scores(right: list[Reading], guessed: list[Reading]) -> dict[str, float]:
    """Return the F scores in percent; heads and sentences have to agree as spans of text."""
    hits: Counter[str] = Counter()
    all_gold: Counter[str] = Counter()
    all_guessed: Counter[str] = Counter()
    for one, other in zip(right, guessed, strict=True):
        for name, reading in (("gold", one), ("guess", other)):
            total = all_gold if name == "gold" else all_guessed
            for kind in ("token", "tag", "UPOS", "UPOS+FEATS", "UAS", "LAS"):
                total[kind] += len(reading.rows)
            total["finite"] += sum(bool(row.morph & _FINITE) for row in reading.rows.values())
            total["sentence"] += len(reading.sentences)
            total["verbless"] += sum(not finite for finite in reading.sentences.values())
        hits += _agreements(one, other)
    out: dict[str, float] = {}
    for kind in all_gold:
        out[kind] = 200 * hits[kind] / (all_gold[kind] + all_guessed[kind])
    for kind in ("finite", "verbless"):
        out[f"{kind} P"] = 100 * hits[kind] / max(1, all_guessed[kind])
        out[f"{kind} R"] = 100 * hits[kind] / max(1, all_gold[kind])
        del out[kind]
    return out


def _agreements(right: Reading, guessed: Reading) -> Counter[str]:
    hits: Counter[str] = Counter()
    for span in right.rows.keys() & guessed.rows.keys():
        one, other = right.rows[span], guessed.rows[span]
        same_head = one.head == other.head
        reading = one.pos == other.pos and one.morph == other.morph
        hits.update({"token": 1, "tag": one.tag == other.tag, "UPOS": one.pos == other.pos, "UPOS+FEATS": reading})
        hits.update({"UAS": same_head, "LAS": same_head and one.relation == other.relation})
        hits["finite"] += bool(one.morph & other.morph & _FINITE)
    shared = right.sentences.keys() & guessed.sentences.keys()
    hits["sentence"] = len(shared)
    hits["verbless"] = sum(not right.sentences[span] and not guessed.sentences[span] for span in shared)
    return hits


def report(model: Path, banks: dict[str, list[Paragraph]]) -> list[str]:
    """Return one line of scores for each treebank, on raw text and on gold tokens."""
    network = Network(read_weights(model))
    lines: list[str] = []
    for name, paragraphs in banks.items():
        right = [gold(paragraph) for paragraph in paragraphs]
        for mode in ("raw", "gold tokens"):
            found = scores(right, guesses(network, paragraphs, gold_tokens=mode != "raw"))
            lines.append(f"{name}, {mode}: " + ", ".join(f"{kind} {value:.2f}" for kind, value in found.items()))
    return lines
