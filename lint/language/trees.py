"""From the best head of each word to a tree: one root, no cycle."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

_NEVER = np.float32(-1e9)


def broken(heads: Rows, inside: NDArray[np.bool_]) -> Rows:
    """Return which sentences of a padded batch are no tree; a root is its own head."""
    length = heads.shape[1]
    ancestors = heads
    for _ in range(length.bit_length()):
        ancestors = np.take_along_axis(ancestors, ancestors, 1)
    roots = ((heads == np.arange(length)) & inside).sum(1)
    looping = ((np.take_along_axis(heads, ancestors, 1) != ancestors) & inside).any(1)
    return np.flatnonzero((roots != 1) | looping)


def repaired(scores: Floats, heads: Rows) -> list[int]:
    """Return heads that form a tree; each cycle is re-attached where that costs least."""
    tree: list[int] = heads.tolist()
    root = _choose_root(scores, tree)
    for _ in tree:
        cycle = _cycle(tree, root)
        if not cycle:
            break
        # A word that hangs under the cycle may not become its new head.
        outside = np.array(sorted(set(range(len(tree))) - _below(tree, cycle)))
        best = [(scores[row, outside].max() - scores[row, tree[row]], -row) for row in cycle]
        row = -max(best)[1]
        tree[row] = int(outside[scores[row, outside].argmax()])
    return tree


def _choose_root(scores: Floats, tree: list[int]) -> int:
    roots = [row for row, head in enumerate(tree) if row == head]
    diagonal = scores.diagonal()
    root = max(roots, key=lambda row: float(diagonal[row])) if roots else int(diagonal.argmax())
    tree[root] = root
    for row in roots:
        if row != root:
            others = scores[row].copy()
            others[row] = _NEVER
            tree[row] = int(others.argmax())
    return root


def _cycle(tree: list[int], root: int) -> list[int]:
    """Return the rows of the first cycle, none if every row leads to the root."""
    settled = [False] * len(tree)
    settled[root] = True
    for start in range(len(tree)):
        path: dict[int, None] = {}
        row = start
        while not settled[row] and row not in path:
            path[row] = None
            row = tree[row]
        if not settled[row]:
            steps = list(path)
            return steps[steps.index(row) :]
        for row in path:
            settled[row] = True
    return []


def _below(tree: list[int], cycle: list[int]) -> set[int]:
    children: list[list[int]] = [[] for _ in tree]
    for row, head in enumerate(tree):
        children[head].append(row)
    below = set(cycle)
    waiting = list(cycle)
    while waiting:
        for row in children[waiting.pop()]:
            if row not in below:
                below.add(row)
                waiting.append(row)
    return below
