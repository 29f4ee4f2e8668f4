"""The inventories of the analysis: Penn tags, UPOS, Universal Dependencies relations, morphology flags."""

from __future__ import annotations

from enum import IntFlag
from fnmatch import fnmatchcase
from functools import cache

TAGS = (
    "_", "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN",
    "JJ", "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS",
    "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "XX", "``",
)  # fmt: skip
UPOS = (
    "_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
)  # fmt: skip
RELATIONS = (
    "_", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc",
    "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass", "dep",
    "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "flat:foreign", "goeswith", "iobj",
    "list", "mark", "nmod", "nmod:desc", "nmod:npmod", "nmod:poss", "nmod:tmod", "nmod:unmarked", "nsubj",
    "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:npmod", "obl:tmod", "obl:unmarked",
    "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
)  # fmt: skip

TAG_ID = {name: i for i, name in enumerate(TAGS)}
UPOS_ID = {name: i for i, name in enumerate(UPOS)}
RELATION_ID = {name: i for i, name in enumerate(RELATIONS)}


class Morph(IntFlag):
    """Morphology of a token, the features of Universal Dependencies that rules ask for."""

    SING = 1
    PLUR = 2
    PAST = 4
    PRES = 8
    FIN = 16
    INF = 32
    GER = 64
    PART = 128
    MASC = 256
    FEM = 512
    NEUT = 1024
    FIRST = 2048
    SECOND = 4096
    THIRD = 8192
    NOM = 16384
    ACC = 32768
    POSS = 65536
    REFLEX = 131072
    PASS = 262144
    IMP = 524288
    IND = 1048576
    DEF = 2097152
    INDEF = 4194304
    CMP = 8388608
    SUP = 16777216
    NEG = 33554432


FEATURES = {
    "Number=Sing": Morph.SING, "Number=Plur": Morph.PLUR, "Tense=Past": Morph.PAST, "Tense=Pres": Morph.PRES,
    "VerbForm=Fin": Morph.FIN, "VerbForm=Inf": Morph.INF, "VerbForm=Ger": Morph.GER, "VerbForm=Part": Morph.PART,
    "Gender=Masc": Morph.MASC, "Gender=Fem": Morph.FEM, "Gender=Neut": Morph.NEUT, "Person=1": Morph.FIRST,
    "Person=2": Morph.SECOND, "Person=3": Morph.THIRD, "Case=Nom": Morph.NOM, "Case=Acc": Morph.ACC,
    "Case=Gen": Morph.POSS, "Poss=Yes": Morph.POSS, "Reflex=Yes": Morph.REFLEX, "Voice=Pass": Morph.PASS,
    "Mood=Imp": Morph.IMP, "Mood=Ind": Morph.IND, "Definite=Def": Morph.DEF, "Definite=Ind": Morph.INDEF,
    "Degree=Cmp": Morph.CMP, "Degree=Sup": Morph.SUP, "Polarity=Neg": Morph.NEG,
}  # fmt: skip
"""UD feature -> flag; `training` and the weights speak the left side, rules the right."""


@cache
def matching(pattern: str, names: tuple[str, ...]) -> tuple[int, ...]:
    """The ids of the names that fit a name or a glob such as `VB*`; empty where none does."""
    return tuple(i for i, name in enumerate(names) if name == pattern or fnmatchcase(name, pattern))
