"""The matcher kind `tree`: constraints on a token, its children and its heads, as joins over the head column."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from lint.match.fixes import Bound
from lint.match.kinds import Edge, Find, Tables, TreeSpec
from lint.match.predicate import Predicate, Reading, compile_predicate, listed
from lint.match.tokens import bind

Rows = NDArray[np.int64]
Bindings = dict[str, Rows]


def names_of(spec: TreeSpec) -> frozenset[str]:
    """What a pattern captures."""
    return frozenset(p.name for p in (spec.node, *spec.present) if p.name) | {"match"}


def compile_tree(spec: TreeSpec, tables: Tables) -> Find:
    """What finds the matches of a tree pattern."""
    if not spec.node.name:
        raise ValueError("the node of a tree pattern needs a name (`as`)")
    node = compile_predicate(spec.node, tables)
    present = [(edge, _number(edge, tables)) for edge in spec.present]
    absent = [(edge, _number(edge, tables)) for edge in spec.absent]
    _check(spec)
    marks = listed(spec.mark) or (spec.node.name,)

    def find(reading: Reading) -> Iterator[Bound]:
        bound: Bindings = {spec.node.name: np.flatnonzero(reading.mask(node))}
        for edge, number in present:
            if not len(bound[spec.node.name]):
                return
            bound = _join(reading, bound, edge, number)
        for edge, number in absent:
            bound = _without(reading, bound, edge, number)
        seen: set[int] = set()
        for i, row in enumerate(bound[spec.node.name].tolist()):
            if row not in seen:
                seen.add(row)
                named = {name: (int(rows[i]), int(rows[i])) for name, rows in bound.items() if name}
                yield bind(reading, named, row, row + 1, marks)

    return find


def _number(edge: Edge, tables: Tables) -> int:
    own = {name: getattr(edge, name) for name in Predicate.__struct_fields__}
    return compile_predicate(Predicate(**own), tables)


def _check(spec: TreeSpec) -> None:
    known = {spec.node.name}
    for edge in (*spec.present, *spec.absent):
        for name in filter(None, (edge.of or spec.node.name, edge.before, edge.after)):
            if name not in known:
                raise ValueError(f"an edge names “{name}”, which no earlier part of the pattern captures")
        known.add(edge.name)
    for name in listed(spec.mark):
        if name not in names_of(spec):
            raise ValueError(f"`mark` names “{name}”, which the pattern does not capture")


def _pairs(reading: Reading, bound: Bindings, edge: Edge, number: int) -> tuple[Rows, Rows]:
    """Which binding goes with which row that the edge asks for."""
    head = reading.batch.tokens.head
    anchor = bound[edge.of or next(iter(bound))]
    if edge.up:
        above = head[anchor].astype(np.int64)
        which = np.flatnonzero(reading.mask(number)[above] & (above != anchor))
        rows = above[which]
    else:
        below = np.flatnonzero(reading.mask(number))
        below = below[head[below] != below]
        below = below[np.argsort(head[below], kind="stable")]
        low, high = (np.searchsorted(head[below], anchor, side=side) for side in ("left", "right"))
        which = np.repeat(np.arange(len(anchor)), high - low)
        rows = below[np.arange(len(which)) - np.repeat(np.cumsum(high - low) - (high - low), high - low) + low[which]]
    return _ordered(bound, edge, which, rows)


def _ordered(bound: Bindings, edge: Edge, which: Rows, rows: Rows) -> tuple[Rows, Rows]:
    keep = np.ones(len(rows), bool)
    if edge.before:
        keep &= rows < bound[edge.before][which]
    if edge.after:
        keep &= rows > bound[edge.after][which]
    return which[keep], rows[keep]


def _join(reading: Reading, bound: Bindings, edge: Edge, number: int) -> Bindings:
    which, rows = _pairs(reading, bound, edge, number)
    return {**{name: values[which] for name, values in bound.items()}, edge.name or f"?{len(bound)}": rows}


def _without(reading: Reading, bound: Bindings, edge: Edge, number: int) -> Bindings:
    which, _ = _pairs(reading, bound, edge, number)
    keep = np.ones(len(next(iter(bound.values()))), bool)
    keep[which] = False
    return {name: values[keep] for name, values in bound.items()}
