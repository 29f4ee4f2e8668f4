"""The network: trees for any input, the same answer every time, and the readings that rules rest on."""

import re
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.language.network import LONGEST_SENTENCE, Network, Parse, load
from lint.language.tagset import RELATION_ID, RELATIONS, TAGS, UPOS, Morph
from lint.language.tokenizer import pieces
from lint.language.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def network() -> Network:
    return load()


def read(network: Network, *paragraphs: str, tree: bool = True, vocabulary: Vocabulary | None = None) -> Parse:
    vocabulary = vocabulary or Vocabulary()
    types: list[int] = []
    firsts: list[int] = []
    for paragraph in paragraphs:
        firsts.append(len(types))
        for chunk in re.findall(r"\S+", paragraph):
            types += [vocabulary.id(chunk[first:last]) for first, last in pieces(chunk)]
    return network.read(vocabulary, np.array(types, np.int32), np.array(firsts, np.int32), tree=tree)


def assert_trees(parse: Parse) -> None:
    rows = np.arange(len(parse.head))
    sentence = np.cumsum(parse.sentence_start)
    roots = parse.head == rows
    assert (sentence[parse.head] == sentence).all()
    assert (np.bincount(sentence[roots], minlength=sentence[-1] + 1)[1:] == 1).all()
    assert ((parse.relation == RELATION_ID["root"]) == roots).all()
    above = parse.head
    for _ in range(LONGEST_SENTENCE.bit_length()):
        above = above[above]
    assert roots[above].all()


def test_reads_a_plain_sentence(network: Network) -> None:
    parse = read(network, "The old men were watching a small boat.")
    assert [TAGS[tag] for tag in parse.tag] == ["DT", "JJ", "NNS", "VBD", "VBG", "DT", "JJ", "NN", "."]
    assert [UPOS[pos] for pos in parse.pos[:5]] == ["DET", "ADJ", "NOUN", "AUX", "VERB"]
    assert parse.head.tolist() == [2, 2, 4, 4, 4, 7, 7, 4, 4]
    assert [RELATIONS[r] for r in parse.relation] == "det amod nsubj aux root det amod obj punct".split()
    assert Morph(int(parse.morph[2])) == Morph.PLUR
    assert (parse.tag_margin > 0).all()


def test_a_verb_keeps_its_own_number_beside_a_wrong_subject(network: Network) -> None:
    parse = read(network, "The houses is old.", "She have three brothers.")
    assert [TAGS[tag] for tag in parse.tag[[2, 6]]] == ["VBZ", "VBP"]
    assert Morph(int(parse.morph[1])) & Morph.PLUR
    assert [RELATIONS[relation] for relation in parse.relation[[1, 5]]] == ["nsubj", "nsubj"]


def test_splits_with_and_without_a_stop(network: Network) -> None:
    parse = read(network, "Mr. Brown came late. He was tired.", "we left early. It rained")
    assert np.flatnonzero(parse.sentence_start).tolist() == [0, 5, 9, 13]


def test_a_paragraph_always_begins_a_sentence(network: Network) -> None:
    parse = read(network, "the end of", "of the beginning")
    assert parse.sentence_start[[0, 3]].all()


def test_neighbours_do_not_change_a_paragraph(network: Network) -> None:
    alone = read(network, "The cat sat on the mat because it was warm.")
    among = read(network, "Dogs bark.", "The cat sat on the mat because it was warm.", "Nobody knows why.")
    at = slice(3, 3 + len(alone.tag))
    assert (among.tag[at] == alone.tag).all()
    assert (among.head[at] - 3 == alone.head).all()
    assert np.allclose(among.tag_margin[at], alone.tag_margin, atol=1e-3)


def test_reading_twice_gives_the_same(network: Network) -> None:
    text = "Prices rose in March, officials said. What a day it was!"
    vocabulary = Vocabulary()
    first, second = (read(network, text, vocabulary=vocabulary) for _ in range(2))
    fresh = read(load(), text)
    for column in ("tag", "pos", "morph", "sentence_start", "head", "relation", "tag_margin"):
        assert (getattr(first, column) == getattr(second, column)).all()
        assert (getattr(first, column) == getattr(fresh, column)).all()


def test_without_the_tree_the_tags_are_the_same(network: Network) -> None:
    text = "Prices rose in March, officials said."
    deep, flat = read(network, text), read(network, text, tree=False)
    assert (deep.tag == flat.tag).all()
    assert (flat.relation == 0).all()
    assert (flat.head == np.arange(len(flat.head))).all()


def test_nothing_gives_nothing(network: Network) -> None:
    empty = np.zeros(0, np.int32)
    assert len(network.read(Vocabulary(), empty, empty, tree=True).tag) == 0


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.text('ab The of was runs, .!()"-1\ufffc\U0001f600', min_size=1, max_size=80), min_size=1, max_size=4)
)
def test_heads_form_trees(paragraphs: list[str]) -> None:
    filled = [paragraph for paragraph in paragraphs if paragraph.strip()]
    if filled:
        assert_trees(read(_SHARED, *filled))


@pytest.mark.parametrize("text", ["( " * 5000, "word " * 5000, "a . " * 3000])
def test_an_endless_paragraph_is_cut(network: Network, text: str) -> None:
    parse = read(network, text)
    assert_trees(parse)
    assert np.diff(np.flatnonzero(parse.sentence_start)).max() <= LONGEST_SENTENCE


def test_loads_quickly() -> None:
    spent = []
    for _ in range(3):
        before = time.process_time()
        load()
        spent.append(time.process_time() - before)
    # 0.05 s on a quiet machine; the bound is wide, so that a busy one passes.
    assert min(spent) < 0.5


_SHARED = load()
