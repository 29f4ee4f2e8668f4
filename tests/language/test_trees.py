"""Any scores of heads give a tree, and heads that are one stay as they are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lint.language.trees import broken, repaired


@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_repaired_heads_are_a_tree(length: int, seed: int) -> None:
    scores = np.random.default_rng(seed).standard_normal((length, length)).astype(np.float32)
    tree = repaired(scores, scores.argmax(1))
    assert not len(broken(tree[None], np.ones((1, length), bool)))


@given(st.integers(2, 12), st.integers(0, 2**32 - 1))
def test_a_tree_is_left_alone(length: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    heads = np.array([0, *(int(random.integers(row)) for row in range(1, length))])
    scores = random.standard_normal((length, length)).astype(np.float32)
    assert not len(broken(heads[None], np.ones((1, length), bool)))
    assert (repaired(scores, heads) == heads).all()


def test_cycles_and_second_roots_are_found() -> None:
    inside = np.ones((4, 3), bool)
    inside[3, 2] = False
    heads = np.array([[0, 0, 1], [1, 0, 2], [0, 1, 1], [0, 0, 2]])
    # The second has a cycle beside its root, the third two roots; what lies outside the fourth does not count.
    assert broken(heads, inside).tolist() == [1, 2]
