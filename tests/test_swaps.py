"""The copies with one changed pronoun: made from gold trees and chains, in sound grammar, the same for one seed."""

from __future__ import annotations

from benchmarks import gum
from benchmarks.swaps import Change, changes
from lint.language.analyse import Analyser
from lint.language.pronouns import Gender
from lint.match.calls.mentions import Casts
from lint.match.calls.reference import model
from lint.match.calls.surroundings import features, surroundings
from lint.model import Depth
from tests.making import make_document

NAMES = {"Anna": Gender.FEMININE}
ROWS = """
# newdoc id = shop
# meta::genre = news
# newpar
# text = Anna Berg owns a shop.
1 Anna Anna PROPN NNP _ 3 nsubj _ Entity=(1-person-new-nnnnn-cf1-1-coref
2 Berg Berg PROPN NNP _ 1 flat _ Entity=1)
3 owns own VERB VBZ _ 0 root _ _
4 a a DET DT _ 5 det _ Entity=(2-place-new-nnnnn-cf2-2-coref
5 shop shop NOUN NN _ 3 obj _ Entity=2)
6 . . PUNCT . _ 3 punct _ _

# text = She is proud and teaches herself the trade.
1 She she PRON PRP Case=Nom|Gender=Fem|Number=Sing|Person=3 3 nsubj _ Entity=(1-person-giv-nnnnn-cf1-1-ana)
2 is be AUX VBZ _ 3 cop _ _
3 proud proud ADJ JJ _ 0 root _ _
4 and and CCONJ CC _ 5 cc _ _
5 teaches teach VERB VBZ _ 3 conj _ _
6 herself herself PRON PRP Gender=Fem|Number=Sing|Person=3|Reflex=Yes 5 iobj _ Entity=(1-person-giv-nnnnn-cf1-1-ana)
7 the the DET DT _ 8 det _ _
8 trade trade NOUN NN _ 5 obj _ _
9 . . PUNCT . _ 3 punct _ _

# text = It has doors which stick.
1 It it PRON PRP Case=Nom|Gender=Neut|Number=Sing|Person=3 2 nsubj _ Entity=(2-place-giv-nnnnn-cf1-1-ana)
2 has have VERB VBZ _ 0 root _ _
3 doors door NOUN NNS _ 2 obj _ Entity=(3-object-new-nnnnn-cf2-1-sgl
4 which which PRON WDT PronType=Rel 5 nsubj _ _
5 stick stick VERB VBP _ 3 acl:relcl _ Entity=3)
6 . . PUNCT . _ 2 punct _ _

# newpar
# text = They are old.
1 They they PRON PRP Case=Nom|Number=Plur|Person=3 3 nsubj _ Entity=(3-object-giv-nnnnn-cf1-1-ana)
2 are be AUX VBP _ 3 cop _ _
3 old old ADJ JJ _ 0 root _ _
4 . . PUNCT . _ 3 punct _ _
"""
SOURCE = "\n".join(line if line.startswith("#") else line.replace(" ", "\t") for line in ROWS.strip().split("\n"))
TEXT = next(gum.parse(SOURCE))
MADE = {(change.old, change.kind): change for change in changes(TEXT, NAMES, seed=0)}


def changed(change: Change) -> str:
    """The sentence of the copy that the changed pronoun stands in."""
    copy, (start, _) = change.apply(TEXT.text), change.place
    first = max(copy.rfind(". ", 0, start) + 2, copy.rfind("\n", 0, start) + 1)
    return copy[first : copy.index(".", start) + 1]


def test_the_text_is_laid_out_in_paragraphs_and_chains() -> None:
    assert TEXT.text.count("\n\n") == 1
    assert [TEXT.tokens[mention.head].form for mention in TEXT.chains["1"]] == ["Anna", "She", "herself"]


def test_a_change_takes_verbs_and_reflexives_along() -> None:
    assert changed(MADE["She", "she -> they"]) == "They are proud and teach themselves the trade."
    assert changed(MADE["She", "she -> he"]) == "He is proud and teaches himself the trade."
    assert changed(MADE["They", "they -> it"]) == "It is old."
    assert changed(MADE["It", "it -> they"]) == "They have doors which stick."
    assert changed(MADE["which", "which -> who"]) == "It has doors who stick."


def test_a_change_knows_what_settles_it_and_whether_another_antecedent_fits() -> None:
    assert MADE["She", "she -> he"].proof.by == "name"
    assert not MADE["She", "she -> he"].rival
    assert MADE["She", "she -> it"].rival
    assert MADE["They", "they -> it"].proof.place == "paragraph before"


def test_the_same_seed_makes_the_same_copies() -> None:
    once, again = (list(changes(TEXT, NAMES, seed=7)) for _ in range(2))
    assert once == again


def test_the_table_of_weights_is_for_the_features_that_there_are() -> None:
    batch = Analyser().read([make_document(TEXT.text)], Depth.TREE)
    names = features(surroundings(batch, Casts(batch))).keys()
    assert model().weights.keys() == names | {"head", "all"}
    assert len(model().weights["head"]) == len(model().words) + 1
