"""The network that tags, splits and parses: plain matrix products over many paragraphs at a time."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np
from numpy.typing import NDArray

from lint.language import trees
from lint.language.encoder import Encoder, normed
from lint.language.tagset import RELATION_ID
from lint.language.vocabulary import Vocabulary
from lint.language.weights import Floats, Weights, read

Rows = NDArray[np.int64]

LONGEST_SENTENCE = 256
"""Attention costs the square of the length, so that longer sentences are cut."""
BATCH = 2048
"""Words read together: enough to keep the matrix products busy, few enough to need little memory."""

_REACH = 31
_FAR = np.float32(-1e4)
_PADDED = 2000
_ROOT = RELATION_ID["root"]


class Parse(msgspec.Struct, frozen=True, eq=False):
    """What the network says of each token; ids and flags are those of the tag set, a root is its own head."""

    tag: NDArray[np.uint8]
    pos: NDArray[np.uint8]
    morph: NDArray[np.uint32]
    sentence_start: NDArray[np.bool_]
    head: NDArray[np.int32]
    relation: NDArray[np.uint8]
    tag_margin: NDArray[np.float32]
    """By how much (log probability) the tag beats the next best one."""


class _Group(msgspec.Struct, frozen=True, eq=False):
    """Sentences of like length, padded: their rows, which places hold a word, and how many."""

    rows: Rows
    inside: NDArray[np.bool_]
    lengths: Rows


class Network:
    """The trained network and the vectors of the words it has met."""

    def __init__(self, weights: Weights) -> None:
        p = weights.matrices
        self._weights = weights
        self._encoder = Encoder(weights)
        at = np.arange(LONGEST_SENTENCE)
        distance = np.clip(at[None] - at[:, None], -_REACH, _REACH) + _REACH
        self._distance = p["arc.distance"][distance]
        self._distances = [np.ascontiguousarray(p[f"attend{i}.distance"][:, distance]) for i in range(weights.layers)]
        self._outputs = np.concatenate([p["tag"], p["morph"]], 1)
        self._outputs_bias = np.concatenate([p["tag.bias"], p["morph.bias"]])
        self._edges = np.concatenate(
            [p[f"{part}.{end}"] for part in ("arc", "label") for end in ("dependent", "head")], 1
        )
        bias = (p["arc.dependent.bias"], p["arc.head.bias"], p["label.bias"], np.zeros_like(p["label.bias"]))
        self._edges_bias = np.concatenate(bias)

    def read(self, vocabulary: Vocabulary, types: NDArray[np.int32], firsts: NDArray[np.int32], *, tree: bool) -> Parse:
        """Return the parse of paragraphs: the forms of all their tokens and the row each begins at."""
        n = len(types)
        parse = Parse(
            tag=np.zeros(n, np.uint8),
            pos=np.zeros(n, np.uint8),
            morph=np.zeros(n, np.uint32),
            sentence_start=np.zeros(n, bool),
            head=np.arange(n, dtype=np.int32),
            relation=np.zeros(n, np.uint8),
            tag_margin=np.zeros(n, np.float32),
        )
        stops = vocabulary.numbers((".", "!", "?"))
        for bounds in _portions(types, firsts, stops):
            self._read(parse, vocabulary, types, bounds, tree)
        return parse

    def _read(
        self, parse: Parse, vocabulary: Vocabulary, types: NDArray[np.int32], bounds: list[int], tree: bool
    ) -> None:
        p = self._weights.matrices
        first, last = bounds[0], bounds[-1]
        local = np.array(bounds, np.int64) - first
        x = self._encoder.vectors(vocabulary, types[first:last], local)
        starts = (x @ p["start"])[:, 0] + p["start.bias"][0] > 0
        starts[local[:-1]] = True
        _cut_long(starts)
        parse.sentence_start[first:last] = starts
        edges = np.empty((last - first, 2 * p["label.head"].shape[1]), np.float32)
        heads = np.arange(last - first)
        for group in _groups(starts):
            y = self._attend(x[group.rows.ravel()], group)
            self._label_words(parse, first, y, group)
            if tree:
                self._attach(heads, edges, y, group)
        if tree:
            parse.head[first:last] = heads + first
            parse.relation[first:last] = self._relations(heads, edges)

    def _attend(self, x: Floats, group: _Group) -> Floats:
        p, heads = self._weights.matrices, self._weights.heads
        (batch, length), width = group.rows.shape, x.shape[1]
        depth = width // heads
        blocked = np.where(group.inside, np.float32(0), _FAR)[:, None, None, :]
        for i in range(self._weights.layers):
            name = f"attend{i}"
            z = normed(x, p[f"{name}.norm"], p[f"{name}.norm.bias"]) @ p[f"{name}.in"]
            query, key, value = z.reshape(batch, length, 3, heads, depth).transpose(2, 0, 3, 1, 4)
            scores = np.matmul(query, key.transpose(0, 1, 3, 2))
            scores *= depth**-0.5
            scores += self._distances[i][:, :length, :length]
            scores += blocked
            scores -= scores.max(-1, keepdims=True)
            np.exp(scores, out=scores)
            scores /= scores.sum(-1, keepdims=True)
            mixed = np.matmul(scores, value).transpose(0, 2, 1, 3).reshape(batch * length, width)
            x += mixed @ p[f"{name}.out"]
            wide = x @ p[f"{name}.wide"]
            wide += p[f"{name}.wide.bias"]
            np.maximum(wide, 0, out=wide)
            x += wide @ p[f"{name}.narrow"]
        return x

    def _label_words(self, parse: Parse, first: int, y: Floats, group: _Group) -> None:
        labels = self._weights.labels
        inside = group.inside.ravel()
        at = group.rows.ravel()[inside] + first
        scores = y[inside] @ self._outputs
        scores += self._outputs_bias
        tags = scores[:, : len(labels.tag)]
        best = tags.argmax(1)
        every = np.arange(len(best))
        highest = tags[every, best]
        parse.tag[at] = labels.tag[best]
        readings = scores[:, len(labels.tag) :].argmax(1)
        parse.pos[at] = labels.pos[readings]
        parse.morph[at] = labels.morph[readings]
        # The normalizing term of the probabilities cancels out in a difference.
        tags[every, best] = _FAR
        parse.tag_margin[at] = highest - tags.max(1)

    def _attach(self, heads: Rows, edges: Floats, y: Floats, group: _Group) -> None:
        p = self._weights.matrices
        batch, length = group.rows.shape
        size = p["arc"].shape[1]
        z = y @ self._edges
        z += self._edges_bias
        ends = np.maximum(z[:, : 2 * size], 0)
        dependents = (ends[:, :size] @ p["arc"][:size] + p["arc"][size]).reshape(batch, length, size)
        scores = np.matmul(dependents, ends[:, size:].reshape(batch, length, size).transpose(0, 2, 1))
        scores += self._distance[:length, :length]
        scores += np.where(group.inside, np.float32(0), _FAR)[:, None, :]
        chosen = scores.argmax(2)
        for row in trees.broken(chosen, group.inside):
            n = group.lengths[row]
            chosen[row, :n] = trees.repaired(scores[row, :n, :n], chosen[row, :n])
        chosen += group.rows[:, :1]
        inside = group.inside.ravel()
        at = group.rows.ravel()[inside]
        heads[at] = chosen.ravel()[inside]
        edges[at] = z[inside, 2 * size :]

    def _relations(self, heads: Rows, edges: Floats) -> NDArray[np.uint8]:
        p, relation = self._weights.matrices, self._weights.labels.relation
        half = edges.shape[1] // 2
        rows = np.arange(len(heads))
        z = edges[:, :half] + edges[heads, half:]
        z += p["label.direction"][np.sign(heads - rows) + 1]
        np.maximum(z, 0, out=z)
        scores = z @ p["label"] + p["label.out.bias"]
        scores[:, relation == _ROOT] = _FAR
        return np.where(heads == rows, np.uint8(_ROOT), relation[scores.argmax(1)])


def load() -> Network:
    """Return the network that ships with the linter."""
    return Network(read())


def _portions(types: NDArray[np.int32], firsts: NDArray[np.int32], stops: NDArray[np.int32]) -> Iterator[list[int]]:
    """Yield the bounds of paragraphs that are read together; an endless paragraph is cut after a full stop."""
    bounds: list[int] = []
    ends = [*firsts.tolist(), len(types)][1:]
    for first, end in zip(firsts.tolist(), ends, strict=True):
        if bounds and end - bounds[0] > BATCH:
            yield [*bounds, first]
            bounds = []
        while end - first > BATCH:
            closing = np.flatnonzero(np.isin(types[first : first + BATCH], stops))
            cut = first + (int(closing[-1]) + 1 if len(closing) else BATCH)
            yield [first, cut]
            first = cut
        bounds.append(first)
    if bounds:
        yield [*bounds, len(types)]


def _cut_long(starts: NDArray[np.bool_]) -> None:
    at = np.flatnonzero(starts)
    lengths = np.diff(at, append=len(starts))
    for row in np.flatnonzero(lengths > LONGEST_SENTENCE):
        starts[at[row] : at[row] + lengths[row] : LONGEST_SENTENCE] = True


def _groups(starts: NDArray[np.bool_]) -> Iterator[_Group]:
    """Yield the sentences in groups of like length, so that little of a group is padding."""
    at = np.flatnonzero(starts)
    lengths = np.diff(at, append=len(starts))
    order = np.argsort(lengths, kind="stable")
    sizes = lengths[order].tolist()
    i = 0
    while i < len(order):
        longest = max(sizes[i] + 3, int(sizes[i] * 1.15))
        j = i + 1
        while j < len(order) and sizes[j] <= longest and (j - i) * longest < _PADDED:
            j += 1
        group = order[i:j]
        places = np.arange(sizes[j - 1])
        inside = places[None] < lengths[group][:, None]
        rows = at[group][:, None] + np.where(inside, places[None], 0)
        yield _Group(rows, inside, lengths[group])
        i = j
