"""Inflect English verbs, nouns and adjectives: rules first, small tables for what the rules get wrong."""

import re
from functools import cache, lru_cache

from lint.language.articles import indefinite_article as indefinite_article
from lint.language.tables import table_lines, table_rows

_VERB_TAGS = ("VBD", "VBN", "VBG", "VBZ")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_SHORT_CVC = re.compile(r"^(?:[^aeiou]*|[^aeiou]*qu)[aeiouy][bcdfgklmnprtvz]$")
_BE = {"VB": "be", "VBG": "being", "VBN": "been", "VBZ": "is", "VBP": "are", "VBD": "was"}
_HEAD_FIRST = re.compile(r"^(\w+)(-(?:in|of|at|to|by|de)-.*|-in-law|-up|-by|-general| general)$")

_NAMES_IN_Y = frozenset("germany italy january february mary kennedy henry harry tony gary barry jerry larry".split())


def match_case(model: str, word: str) -> str:
    """Give a word the capitals of the model: all of them, the first, or its own."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def ordinal_suffix(number: int) -> str:
    """Return "st", "nd", "rd" or "th" for a number in digits."""
    if abs(number) % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(abs(number) % 10, "th")


def be_form(tag: str, person: int = 3, plural: bool = False) -> str:
    """Return the form of "be" for a finite tag in agreement with its subject."""
    singular = not plural and person != 2
    if tag == "VBD":
        return "was" if singular else "were"
    if tag in ("VBP", "VBZ"):
        if singular:
            return "am" if person == 1 else "is"
        return "are"
    return _BE[tag]


@lru_cache(maxsize=8192)
def verb_form(lemma: str, tag: str) -> str:
    """Return the form of a verb for a Penn tag; of a phrase ("carry out") the first word is inflected."""
    if tag not in _BE:
        raise ValueError(f"not a Penn tag of verbs: {tag}")
    first, space, rest = lemma.partition(" ")
    lower = first.lower()
    if lower == "be":
        return match_case(first, _BE[tag]) + space + rest
    if tag in ("VB", "VBP"):
        return lemma
    listed = _irregular_verbs().get(lower, {}).get(tag)
    return match_case(first, listed or regular_verb_form(lower, tag)) + space + rest


def regular_verb_form(lemma: str, tag: str) -> str:
    """Return the form that the spelling rules alone give."""
    if tag == "VBZ":
        return _with_s(lemma)
    stem = lemma
    if lemma.endswith("ic"):
        stem = lemma + "k"
    elif _SHORT_CVC.match(lemma):
        stem = lemma + lemma[-1]
    if tag == "VBG":
        if lemma.endswith("ie"):
            return lemma[:-2] + "ying"
        if lemma.endswith("e") and len(lemma) > 2 and not re.search(r"[eoy]e$", lemma):
            return lemma[:-1] + "ing"
        return stem + "ing"
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if _CONSONANT_Y.search(lemma) else stem + "ed"


def _with_s(word: str) -> str:
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ies"
    return word + ("es" if _SIBILANT.search(word) or re.search(r"[^aeiou]o$", word) else "s")


@lru_cache(maxsize=8192)
def plural(noun: str) -> str:
    """Return the plural of a singular noun; of a phrase the last word is inflected, of "mother-in-law" the first."""
    inverted = _HEAD_FIRST.match(noun)
    if inverted:
        return plural(inverted[1]) + inverted[2]
    before, separator, last = _split_last(noun)
    lower = last.lower()
    listed = _irregular_plurals().get(lower)
    if listed is None:
        listed = _plural_of_name(lower) if last.istitle() else regular_plural(lower)
    return before + separator + _cased(last, listed)


def _plural_of_name(lower: str) -> str:
    # Two Germanys, two Marys; one Chinese, two Chinese.
    if lower in _NAMES_IN_Y:
        return lower + "s"
    return lower if re.search(r"[^e]ese$", lower) else regular_plural(lower)


def regular_plural(noun: str) -> str:
    """Return the plural that the spelling rules alone give."""
    if noun.endswith("sis"):
        return noun[:-2] + "es"
    if len(noun) > 4 and noun.endswith("man"):
        return noun[:-2] + "en"
    if noun.endswith("o"):
        return noun + "s"
    # "goods" and "circumstances" are plural already.
    return noun if re.search(r"[^aiousy]s$", noun) else _with_s(noun)


@lru_cache(maxsize=8192)
def singular(noun: str) -> str:
    """Return the singular of a plural noun; of a word that is singular already, the word."""
    before, separator, last = _split_last(noun)
    lower = last.lower()
    listed = _irregular_singulars().get(lower) or regular_singular(lower)
    return before + separator + _cased(last, listed)


def regular_singular(noun: str) -> str:
    """Return the singular that the spelling rules alone give."""
    if len(noun) > 5 and noun.endswith("men"):
        return noun[:-2] + "an"
    if not noun.endswith("s") or re.search(r"(?:ss|us|is)$", noun) or len(noun) < 3:
        return noun
    if len(noun) > 4 and noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-2] if re.search(r"(?:[^aeo]us|ss|sh|ch|x|zz)es$", noun) else noun[:-1]


def _split_last(noun: str) -> tuple[str, str, str]:
    match = re.match(r"^(.*)([ -])([^ -]+)$", noun, re.DOTALL)
    return (match[1], match[2], match[3]) if match else ("", "", noun)


def _cased(model: str, word: str) -> str:
    lower = model.lower()
    if lower.startswith(word):
        return model[: len(word)]
    if word.startswith(lower):
        ending = word[len(lower) :]
        # The s of "NGOs" and "MPs" stays small, that of "MINISTERS" does not.
        shouted = model.isupper() and len(model) > 5
        return model + (ending.upper() if shouted else ending)
    return match_case(model, word)


def comparative(adjective: str) -> str:
    """Return the comparative: "bigger", "more important"."""
    return _graded(adjective, 0)


def superlative(adjective: str) -> str:
    """Return the superlative: "biggest", "most important"."""
    return _graded(adjective, 1)


def _graded(adjective: str, column: int) -> str:
    lower = adjective.lower()
    listed = _irregular_adjectives().get(lower)
    word = (listed or regular_degrees(lower))[column]
    return match_case(adjective, word)


def regular_degrees(adjective: str) -> tuple[str, str]:
    """Return the comparative and superlative that length and spelling alone give."""
    groups = len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", adjective))) or 1
    if groups == 2 and _CONSONANT_Y.search(adjective):
        return adjective[:-1] + "ier", adjective[:-1] + "iest"
    if groups > 1:
        return "more " + adjective, "most " + adjective
    if adjective.endswith("e"):
        return adjective + "r", adjective + "st"
    if _CONSONANT_Y.search(adjective):
        return adjective[:-1] + "ier", adjective[:-1] + "iest"
    stem = adjective + adjective[-1] if _SHORT_CVC.match(adjective) else adjective
    return stem + "er", stem + "est"


def is_countable(noun: str) -> bool | None:
    """Tell whether a noun is counted (True), a mass noun (False), or both or unknown (None)."""
    lower = noun.lower()
    if lower in mass_nouns():
        return False
    return True if lower in countable_nouns() else None


@cache
def mass_nouns() -> frozenset[str]:
    """Return the nouns that take neither "a" nor a plural."""
    return frozenset(table_lines("mass_nouns.txt"))


@cache
def countable_nouns() -> frozenset[str]:
    """Return the nouns that, in the singular, call for a determiner."""
    return frozenset(table_lines("countable_nouns.txt"))


@cache
def _irregular_verbs() -> dict[str, dict[str, str]]:
    rows = table_rows("irregular_verbs.tsv")
    return {lemma: {tag: form for tag, form in zip(_VERB_TAGS, forms, strict=True) if form} for lemma, *forms in rows}


@cache
def _irregular_plurals() -> dict[str, str]:
    return {row[0]: row[1] for row in table_rows("irregular_nouns.tsv") if row[1]}


@cache
def _irregular_singulars() -> dict[str, str]:
    table: dict[str, str] = {}
    for lemma, form, *others in table_rows("irregular_nouns.tsv"):
        for spelling in (form, *others):
            if spelling:
                table.setdefault(spelling, lemma)
    return table


@cache
def _irregular_adjectives() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2]) for row in table_rows("irregular_adjectives.tsv")}
