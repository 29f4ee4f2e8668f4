"""From the best head of each word to a tree: one root, no cycle."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

_NEVER = np.float32(-1e9)


def broken(heads: Rows, inside: NDArray[np.bool_]) -> Rows:
    """Return which sentences of a padded batch are no tree; a root is its own head."""
    batch, length = heads.shape
    above = (heads + length * np.arange(batch)[:, None]).ravel()
    ancestors = above
    for _ in range(length.bit_length()):
        ancestors = ancestors[ancestors]
    roots = ((heads == np.arange(length)) & inside).sum(1)
    looping = ((above[ancestors] != ancestors).reshape(heads.shape) & inside).any(1)
    return np.flatnonzero((roots != 1) | looping)


def repaired(scores: Floats, heads: Rows) -> Rows:
    """Return heads that form a tree; each cycle is re-attached where that costs least."""
    tree = heads.copy()
    root = _choose_root(scores, tree)
    for _ in range(len(tree)):
        ends = _ends(tree)
        lost = np.flatnonzero(ends != root)
        if not len(lost):
            break
        cycle = _cycle(tree, int(ends[lost[0]]))
        others = scores[cycle]
        # A word that hangs under the cycle may not become its new head.
        others[:, np.isin(ends, cycle)] = _NEVER
        best = others.argmax(1)
        gains = others[np.arange(len(cycle)), best] - scores[cycle, tree[cycle]]
        chosen = int(gains.argmax())
        tree[cycle[chosen]] = best[chosen]
    return tree


def _choose_root(scores: Floats, tree: Rows) -> int:
    roots = np.flatnonzero(tree == np.arange(len(tree)))
    diagonal = scores.diagonal()
    root = int(roots[diagonal[roots].argmax()]) if len(roots) else int(diagonal.argmax())
    tree[root] = root
    for row in roots.tolist():
        if row != root:
            others = scores[row].copy()
            others[row] = _NEVER
            tree[row] = others.argmax()
    return root


def _ends(tree: Rows) -> Rows:
    """Return where the way up from each row ends: in the root, or somewhere in a cycle."""
    ends = tree
    for _ in range(len(tree).bit_length()):
        ends = ends[ends]
    return ends


def _cycle(tree: Rows, row: int) -> list[int]:
    """Return the rows of the cycle that a row is in, in order."""
    cycle = [row]
    while (row := int(tree[row])) != cycle[0]:
        cycle.append(row)
    return sorted(cycle)
