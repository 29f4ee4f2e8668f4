"""Lemmas: a table of what the rules get wrong, then the irregular inflections turned round, then the spelling rules."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lint.language.inflection import singular
from lint.language.tables import table_rows

_VERB_COLUMNS = ("VBD", "VBN", "VBG", "VBZ")
_DEGREE_COLUMNS = {"JJR": 1, "RBR": 1, "JJS": 2, "RBS": 2}
_SIBILANT_ES = re.compile(r"(?:ch|sh|ss|zz|x|[^aeiou]o)es$")
_DOUBLED = re.compile(r"([bdgklmnprtv])\1$")
# Stems that lost a silent e: danc-, judg-, rais-, handl-, negotiat-, comput-, decid-, mak-, defin-, requir-.
_SILENT_E = re.compile(
    r"(?:[cuv]|(?<!z)z|[aeiourlnp]s|[bcdfgkptz]l|(?<!ki)stl|(?<!n)g|(?:ch|rr)ang"
    r"|(?:..[^aeo]|cre|^[^aeiou]|st)at|(?:mpl|del|mp|cr)et|(?:nv|wr|c|un|gn|^b|sp)it|[uvnm]ot|(?<![aeio])ut"
    r"|(?<![aeiou])[iuoa]d|(?<![aeiou])[aiou]k|(?<![aeiou])[iaou]m|(?<![aeiou])[iu]n|^[^aeiou]+[aiou]p|scap|scop"
    r"|(?<![ae])ir|(?<!o)ur|(?:^[^aeiou]+|pl|gn|ad|st|sc)or|(?<![eo])ar|(?<![aeiou])[iou]l|[ch]al|(?<![aeiou])[iou]b"
    r"|(?<![aeiou])[ia]f|oath|ooth|cloth)$"
)


def lemma(lower: str, pos: str, tag: str) -> str:
    """Return the lemma, in lower case, of a word in lower case with its part of speech and Penn tag."""
    listed = _listed().get((lower, pos, tag))
    return rule_lemma(lower, tag) if listed is None else listed


@lru_cache(maxsize=65536)
def rule_lemma(lower: str, tag: str) -> str:
    """Return what `lemma` gives for a word that is not in the table; the table is made with it."""
    if tag in ("NNS", "NNPS"):
        return singular(lower)
    if tag in _VERB_COLUMNS:
        # A faulty text has the past where the participle belongs: "has went".
        past = _verbs().get((lower, "VBD")) if tag == "VBN" else None
        return _verbs().get((lower, tag)) or past or _verb(lower, tag)
    if tag in _DEGREE_COLUMNS:
        return _degrees().get((lower, _DEGREE_COLUMNS[tag])) or _positive(lower, "est" if tag[-1] == "S" else "er")
    return lower


def _verb(lower: str, tag: str) -> str:
    if tag == "VBZ":
        if lower.endswith("ies") and len(lower) > 4:
            return lower[:-3] + "y"
        if _SIBILANT_ES.search(lower):
            return lower[:-2]
        return lower.removesuffix("s")
    ending = "ing" if tag == "VBG" else "ed"
    if not lower.endswith(ending) or len(lower) <= len(ending) + 1:
        return lower
    stem = lower.removesuffix(ending)
    if ending == "ed" and stem.endswith("i"):
        return stem + "e" if len(stem) == 2 else stem[:-1] + "y"
    return stem + "e" if ending == "ed" and stem.endswith("e") else _restored(stem)


def _positive(lower: str, ending: str) -> str:
    if not lower.endswith(ending) or len(lower) <= len(ending) + 2:
        return lower
    stem = lower.removesuffix(ending)
    return stem[:-1] + "y" if stem.endswith("i") else _restored(stem)


def _restored(stem: str) -> str:
    """Return `stem` with its silent e or without the letter that was doubled."""
    if _DOUBLED.search(stem):
        # "tell" keeps its double l, "travell" does not.
        short = len(re.findall(r"[aeiouy]+", stem)) == 1 or stem.startswith("in")
        return stem if (stem.endswith("ll") and short) or stem == "add" else stem[:-1]
    return stem + "e" if _SILENT_E.search(stem) else stem


@cache
def _listed() -> dict[tuple[str, str, str], str]:
    return {(form, pos, tag): word for word, form, pos, tag in table_rows("lemmas.tsv.gz")}


@cache
def _verbs() -> dict[tuple[str, str], str]:
    forms: dict[tuple[str, str], str] = {}
    for base, *cells in table_rows("irregular_verbs.tsv"):
        for tag, cell in zip(_VERB_COLUMNS, cells, strict=False):
            for form in filter(None, cell.split("|")):
                forms.setdefault((form, tag), base)
    return forms


@cache
def _degrees() -> dict[tuple[str, int], str]:
    degrees: dict[tuple[str, int], str] = {}
    for base, *cells in table_rows("irregular_adjectives.tsv"):
        for column, form in enumerate(cells, 1):
            degrees.setdefault((form, column), base)
    return degrees
