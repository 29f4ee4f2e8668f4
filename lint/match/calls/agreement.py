"""Subjects and verbs that do not agree in number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lint.language.frequency import english_zipf
from lint.language.inflection import be_form, verb_form
from lint.language.lexicon import is_person, words_in
from lint.language.tokens import Tokens
from lint.language.vocabulary import Shape
from lint.match.calls.clauses import AUXILIARIES, children_by, clause_of, first_of_phrase, subjects_of
from lint.match.hit import Hit, replacement
from lint.match.predicate import Reading

SINGULAR, PLURAL = "singular", "plural"
_PRONOUNS = {"he": SINGULAR, "she": SINGULAR, "it": SINGULAR, "we": PLURAL, "they": PLURAL}
_LIGHT = frozenset("is are was were has have does do".split())
# Between a subject and its verb these open another clause, or an aside.
_BREAKS = frozenset("CC MD VB VBZ VBP VBD VBG VBN TO WDT WP WRB EX PRP HYPH , : -LRB- `` ''".split())
# A subject with one of these may be more than one, or less than sure.
_OPEN = frozenset("conj appos cc list parataxis acl:relcl nsubj cop flat csubj case".split())
_QUANTIFIERS = frozenset("all any no not what which how such neither either both".split())
_KNOWN = 2.0
"""Zipf frequency of a lemma from which a word in -s is a plural, and not “explanans”."""
_VERB = 2.5
"""Zipf frequency of a past tense from which a word is a verb as well."""
_NOUNS, _NAMES = frozenset({"NN", "NNS"}), frozenset({"NNP", "NNPS", "PRP"})
_RELATIVE = frozenset({"that", "which", "who"})
_TAGS = {SINGULAR: "NN", PLURAL: "NNS"}
_MANY = frozenset("these those many several few".split())
_DETERMINERS = frozenset("a an the this every each his her its my your our their".split())
_CLAUSE_WORDS = frozenset("that because when while although where but since before after until".split())


def subject_verb(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A finite verb in the other number than its one subject, which stands before it."""
    tokens = reading.batch.tokens
    spare = frozenset(options["spare"]) | words_in("collective") | words_in("organisation") | words_in("mass_noun")
    spare |= words_in("unit") | words_in("currency") | words_in("time_noun")
    unreal = frozenset(options["unreal"])
    for verb in _at_odds(tokens):
        wanted = _verb_number(tokens, verb, options["margin"])
        subject = _subject(tokens, verb)
        if wanted is None or subject < 0 or tokens.quoted[subject] != tokens.quoted[verb]:
            continue
        number = _subject_number(tokens, subject, verb, spare)
        if number is None or number == wanted or _is_unreal(tokens, subject, unreal):
            continue
        if _may_be_verb(tokens, subject, verb) or _is_noun(tokens, verb) or _equates(tokens, verb, wanted):
            continue
        new = _agreeing(tokens, verb, number)
        start, end = tokens.span(verb)
        captures = {"subject": reading.batch.between(subject, subject), "verb": tokens.word(verb), "new": new}
        evidence = ((*tokens.span(subject), f"the subject, {number}"),)
        yield replacement(start, end, new, captures, evidence)


def _at_odds(tokens: Tokens) -> list[int]:
    """The finite verbs with a subject whose tag is of the other number: few of all, and only these are looked at."""
    singular = tokens.has_tag("VBZ") | tokens.has_lower("was")
    plural = tokens.has_tag("VBP") | tokens.has_lower("were")
    is_one = tokens.has_tag("NN") | tokens.has_lower("he", "she", "it")
    is_many = tokens.has_tag("NNS") | tokens.has_lower("we", "they", "people")
    subjects = np.flatnonzero(tokens.has_relation("nsubj", "nsubj:pass") & (is_one | is_many))
    one, many = np.zeros((2, len(tokens)), bool)
    one[tokens.head[subjects[is_one[subjects]]]] = True
    many[tokens.head[subjects[is_many[subjects]]]] = True
    clause = np.where(tokens.has_relation(*AUXILIARIES), tokens.head, np.arange(len(tokens)))
    odd = (singular & many[clause]) | (plural & one[clause])
    found: list[int] = np.flatnonzero(odd & tokens.has_tag("VBZ", "VBP", "VBD")).tolist()
    return found


def there_be(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“there is” before a plural, “there are” before a singular with its article."""
    tokens = reading.batch.tokens
    spare = frozenset(options["spare"]) | words_in("unit") | words_in("currency") | words_in("time_noun")
    unreal = frozenset(options["unreal"])
    after_there = np.append(False, tokens.has_tag("EX"))[:-1]
    for verb in np.flatnonzero(tokens.has_lower("is", "are", "was", "were") & after_there).tolist():
        nouns = [row for row in children_by(tokens, verb, "nsubj") if row > verb]
        if len(nouns) != 1 or tokens.relation_name(verb) in AUXILIARIES or _is_unreal(tokens, verb, unreal):
            continue
        number = _thing_number(tokens, verb, nouns[0], spare)
        if number is None or number == (PLURAL if tokens.lower_word(verb) in ("are", "were") else SINGULAR):
            continue
        new = _agreeing(tokens, verb, number)
        start, end = tokens.span(verb)
        captures = {"subject": reading.batch.between(nouns[0], nouns[0]), "verb": tokens.word(verb), "new": new}
        yield replacement(start, end, new, captures)


def _thing_number(tokens: Tokens, verb: int, row: int, spare: frozenset[str]) -> str | None:
    """The number of what there is; None where English leaves the choice or the reading is not sure."""
    children = tokens.children(row)
    relations = {tokens.relation_name(child) for child in children}
    words = {tokens.lower_word(child) for child in children}
    between = {*tokens.tag_names(verb + 1, row)}
    if tokens.tag_name(row) == "NNS" and words & _MANY and "a" not in words and relations <= {"amod", "det", "nmod"}:
        return PLURAL
    if (
        relations & {"conj", "cc", "appos", "list", "nummod"}
        or {tokens.lower_word(row), tokens.lemma_word(row)} & spare
    ):
        return None
    if between - {"DT", "JJ", "JJR", "RB", "VBN", "NN"} or words & _QUANTIFIERS or tokens.margin[row] < 3:
        return None
    if tokens.tag_name(row) == "NNS" and tokens.lower[row] != tokens.lemma[row]:
        return PLURAL if not words & {"a", "an"} else None
    return SINGULAR if tokens.tag_name(row) == "NN" and words & {"a", "an"} and "of" not in words else None


def _verb_number(tokens: Tokens, verb: int, margin: float) -> str | None:
    """The number that a finite verb shows; None where its tag is not sure."""
    lower = tokens.lower_word(verb)
    if lower not in _LIGHT and (tokens.margin[verb] < margin or not lower.isalpha()):
        return None
    if lower in ("was", "were"):
        return SINGULAR if lower == "was" else PLURAL
    return SINGULAR if tokens.tag_name(verb) == "VBZ" else PLURAL


def _subject(tokens: Tokens, verb: int) -> int:
    """The row of a verb's only subject where nothing but a noun phrase lies between them; otherwise -1."""
    clause = clause_of(tokens, verb)
    subjects = subjects_of(tokens, clause)
    if len(subjects) != 1 or tokens.relation_name(subjects[0]) not in ("nsubj", "nsubj:pass") or subjects[0] >= verb:
        return -1
    if any(row < verb for row in children_by(tokens, clause, *AUXILIARIES)):
        return -1
    between = tokens.tag_names(subjects[0] + 1, verb)
    # A noun right after the subject would be the real one: “his points tally was”.
    return -1 if not _BREAKS.isdisjoint(between) or between[:1] in (["NN"], ["NNP"]) else subjects[0]


def _subject_number(tokens: Tokens, row: int, verb: int, spare: frozenset[str]) -> str | None:
    """The number of a subject; None where English leaves the choice or the reading is not sure."""
    lower, tag = tokens.lower_word(row), tokens.tag_name(row)
    children = tokens.children(row)
    relations = {tokens.relation_name(child) for child in children}
    if relations & _OPEN or {lower, tokens.lemma_word(row)} & spare:
        return None
    if row and not tokens.spaced[row] and tokens.tag_name(row - 1) == ".":
        return None  # “toml.loads takes”
    if tag == "PRP":
        near = tokens.lower_word(verb) in _LIGHT and verb - row <= 2
        return _PRONOUNS.get(lower) if near and _stands_free(tokens, row) else None
    words = {tokens.lower_word(child) for child in children}
    first = first_of_phrase(tokens, row)
    if not tokens.shape[row] & Shape.LOWER or words & _QUANTIFIERS or not _stands_free(tokens, first):
        return None
    # “Ten guests is enough” is an amount; “ten guests was invited” is not.
    passive = tokens.relation_name(verb) in ("aux", "aux:pass")
    if "nummod" in relations and not (passive and is_person(tokens.lemma_word(row))):
        return None
    # “the people”, “a German people” may be a nation.
    if lower == "people":
        return PLURAL if not children or words & _MANY else None
    if tag == "NNS" and tokens.lower[row] != tokens.lemma[row]:
        unsure = words & {"a", "this", "each", "every"} or english_zipf(tokens.lemma_word(row)) < _KNOWN
        return None if unsure else PLURAL
    # Without "a", "the" or "this" a singular may be a name, a mass noun or a slip of the tagger.
    joined = any(word in ("and", "&") for word in tokens.lower_words(tokens.sentence_rows(row)[0], verb))
    counted = lower in words_in("countable_noun") or lower in words_in("person")
    certain = not joined and words & _DETERMINERS and counted
    return SINGULAR if tag == "NN" and certain else None


def _may_be_verb(tokens: Tokens, row: int, verb: int) -> bool:
    """“the annotation forces matches”: what was read as a subject is a verb, and the verb its object."""
    if tokens.opens[row] or tokens.tag_name(row) == "PRP":
        return False
    owners = _NAMES if tokens.lower_word(verb) in _LIGHT else _NAMES | _NOUNS
    before = row - 1
    if tokens.tag_name(before) not in owners and tokens.lower_word(before) not in _RELATIVE:
        return False
    return english_zipf(verb_form(tokens.lemma_word(row), "VBD")) >= _VERB


def _is_noun(tokens: Tokens, verb: int) -> bool:
    """“the tool prelude includes”: the verb comes right after what was read as one."""
    if tokens.lower_word(verb) in _LIGHT or tokens.closes[verb]:
        return False
    return tokens.lemma_word(verb) in ("need", "dare") or tokens.tag_name(verb + 1) in ("VBZ", "VBP", "VBD", "MD")


def _equates(tokens: Tokens, verb: int, number: str) -> bool:
    """“the exception are the three types”: the verb goes with what the subject is said to be."""
    noun = clause_of(tokens, verb)
    if noun < verb or tokens.relation_name(verb) != "cop" or tokens.tag_name(noun) != _TAGS[number]:
        return False
    return not children_by(tokens, noun, "case")


def _stands_free(tokens: Tokens, first: int) -> bool:
    """True where a noun phrase opens its clause: no verb or preposition before it that could own it."""
    if tokens.lower_word(first).endswith("ing"):
        return False
    if tokens.opens[first]:
        return True
    return tokens.tag_name(first - 1) in (",", "``", ":", "CC") or tokens.lower_word(first - 1) in _CLAUSE_WORDS


def _is_unreal(tokens: Tokens, subject: int, words: frozenset[str]) -> bool:
    """“if it were”, “demand that he have”: the verb is not in the indicative."""
    first, _ = tokens.sentence_rows(subject)
    return any({tokens.lower_word(row), tokens.lemma_word(row)} & words for row in range(first, subject))


def _agreeing(tokens: Tokens, verb: int, number: str) -> str:
    lower = tokens.lower_word(verb)
    if lower in ("is", "are"):
        return be_form("VBZ", plural=number == PLURAL)
    if lower in ("was", "were"):
        return be_form("VBD", plural=number == PLURAL)
    lemma = tokens.lemma_word(verb)
    return verb_form(lemma, "VBZ") if number == SINGULAR else lemma
