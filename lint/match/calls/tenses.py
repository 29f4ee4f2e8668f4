"""Tenses that do not go with the time the clause names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lint.language.inflection import be_form, regular_verb_form, verb_form
from lint.language.tokens import Bool, Tokens
from lint.language.vocabulary import Shape
from lint.match.calls.clauses import AUXILIARIES, children_by, clause_of
from lint.match.hit import Edits, Hit, replacement
from lint.match.predicate import Reading

HELPERS = frozenset("have has had 've been be is are was were being get got gets".split())
"""Before a verb they ask for its participle."""
REACH = 3
"""Words before the verb among which such a one is looked for."""
_PERIODS = ("night", "week", "month", "year", "summer", "winter", "spring", "autumn", "century", "season", "weekend")


def perfect_with_past(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A present perfect whose clause names a time that is over: “has arrived yesterday”."""
    tokens = reading.batch.tokens
    spare = frozenset(options["spare"])
    perfect = tokens.has_lower("has", "have", "'ve") & tokens.has_relation("aux")
    for aux in np.flatnonzero(perfect).tolist():
        verb = int(tokens.head[aux])
        children = tokens.children(verb)
        words = {tokens.lower_word(row) for row in children}
        between = tuple(range(aux + 1, verb))
        if tokens.tag_name(verb) != "VBN" or words & spare or _is_nonfinite(tokens, children):
            continue
        time = _past_time(tokens, verb, children, options)
        if time is None:
            continue
        been = [row for row in between if tokens.lower_word(row) == "been"]
        start, end = tokens.span(aux, verb)
        captures = {"time": reading.batch.between(*time), "verb": reading.batch.between(aux, verb)}
        evidence = ((*tokens.span(time[0], time[1]), "the time"),)
        fixes = () if words & {"not", "n't", "never"} else (_simple_past(tokens, aux, verb, been),)
        yield Hit(start, end, captures, fixes, evidence)


def regular_past(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """“goed”, “was writed”: the regular form of a verb that has none."""
    tokens = reading.batch.tokens
    verbs = {regular_verb_form(verb, "VBD"): verb for verb in options["verbs"]}
    for row in np.flatnonzero(tokens.has_lower(*verbs) & ((tokens.shape & Shape.LOWER) != 0)).tolist():
        verb = verbs[tokens.lower_word(row)]
        near = tokens.lower_words(max(int(tokens.sentence_rows(row)[0]), row - REACH), row)
        past = verb_form(verb, "VBD" if HELPERS.isdisjoint(near) else "VBN")
        yield replacement(*tokens.span(row), past, {"past": past})


def present_with_past(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A present tense whose clause names a time that is over: “arrives yesterday”."""
    tokens = reading.batch.tokens
    spare = frozenset(options["spare"])
    for row in np.flatnonzero(_present(tokens)).tolist():
        helper = tokens.relation_name(row) in AUXILIARIES
        verb = clause_of(tokens, row)
        children = tokens.children(verb)
        words = {tokens.lower_word(child) for child in children}
        if (helper and tokens.relation_name(row) == "aux") or words & spare or _is_nonfinite(tokens, children):
            continue
        time = _past_time(tokens, verb, children, options)
        if time is None or time[0] - row > options["reach"] or (not helper and tokens.margin[row] < options["margin"]):
            continue
        start, end = tokens.span(row)
        new = (
            be_form("VBD", plural=tokens.lower_word(row) == "are")
            if helper
            else verb_form(tokens.lemma_word(row), "VBD")
        )
        captures = {"time": reading.batch.between(*time), "verb": tokens.word(row), "new": new}
        evidence = ((*tokens.span(time[0], time[1]), "the time"),)
        yield replacement(start, end, new, captures, evidence)


def past_with_recent(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A simple past whose clause counts up to now, “in recent years it grew”, or to a time that the sentence tells."""
    tokens = reading.batch.tokens
    nouns = tokens.has_lower("years", "months", "weeks", "days", "decades", "time")
    recent = tokens.has_lower("recent") & np.append(nouns[1:], False)
    for row in (np.flatnonzero(recent) + 1).tolist():
        verb = int(tokens.head[row])
        children = tokens.children(verb)
        if (
            tokens.tag_name(verb) != "VBD"
            or tokens.margin[verb] < options["margin"]
            or tokens.relation_name(row)[:3] != "obl"
        ):
            continue
        if any(tokens.relation_name(child).startswith(("aux", "cop")) for child in children):
            continue
        subjects = children_by(tokens, verb, "nsubj")
        if len(subjects) != 1 or tokens.opens[row - 1]:
            continue
        plural = tokens.tag_name(subjects[0]) in ("NNS", "NNPS") or tokens.lower_word(subjects[0]) in (
            "they",
            "we",
            "i",
            "you",
        )
        told = any(tokens.tag_name(child) == "VBD" for child in children_by(tokens, verb, "conj"))
        auxiliary = "had " if told else "have " if plural else "has "
        new = auxiliary + verb_form(tokens.lemma_word(verb), "VBN")
        start, end = tokens.span(verb)
        captures = {"time": reading.batch.between(row - 1, row), "verb": tokens.word(verb), "new": new}
        yield replacement(start, end, new, captures)


def _present(tokens: Tokens) -> Bool:
    main = tokens.has_tag("VBZ", "VBP") & ~tokens.has_lower("'s", "'re", "'m", "has", "have", "'ve")
    return main & (~tokens.has_relation(*AUXILIARIES) | tokens.has_lower("is", "are"))


def _is_nonfinite(tokens: Tokens, children: list[int]) -> bool:
    """“is said to have come”, “may have come”, “having come”."""
    return any(tokens.tag_name(row) in ("TO", "MD") for row in children)


def _past_time(tokens: Tokens, verb: int, children: list[int], options: Mapping[str, Any]) -> tuple[int, int] | None:
    """First and last row of a time that is over, said of a verb."""
    for row in children:
        if not tokens.relation_name(row).startswith(("obl", "advmod")):
            continue
        below = [child for child in tokens.children(row) if tokens.relation_name(child) != "punct"]
        under = {tokens.lower_word(child) for child in below}
        if under & {"since", "until", "till", "by", "before", "after", "between", "from", "than", "to", "for"}:
            continue
        lower = tokens.lower_word(row)
        if lower in ("yesterday", "ago"):
            return min([row, *below]), row
        if lower in _PERIODS and "last" in under and not under & {"the", "over", "during", "in", "this"}:
            return min([row, *below]), row
        if _is_year(tokens, row, options) and "in" in under and len(below) == 1:
            return below[0], row
    return None


def _is_year(tokens: Tokens, row: int, options: Mapping[str, Any]) -> bool:
    word = tokens.word(row)
    return bool(tokens.shape[row] & Shape.DIGIT) and len(word) == 4 and 1000 <= int(word) <= options["year"]


def _simple_past(tokens: Tokens, aux: int, verb: int, been: list[int]) -> Edits:
    """The edits that make a perfect a simple past: “has been built” gives “was built”."""
    start, end = tokens.span(aux)
    if been:
        new = be_form("VBD", plural=tokens.lower_word(aux) != "has")
        return (
            ((start, int(tokens.end[been[0]]), new),)
            if been[0] == aux + 1
            else ((start, end, new), _gone(tokens, been[0]))
        )
    past = verb_form(tokens.lemma_word(verb), "VBD")
    gone = (start, int(tokens.start[aux + 1]), "")
    return (gone,) if past == tokens.word(verb) else (gone, (*tokens.span(verb), past))


def _gone(tokens: Tokens, row: int) -> tuple[int, int, str]:
    return int(tokens.start[row]), int(tokens.start[row + 1]), ""


def present_among_past(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A present passive that tells an event, between two sentences in the past."""
    batch, tokens = reading.batch, reading.batch.tokens
    events, spare = frozenset(options["events"]), frozenset(options["spare"])
    for be in np.flatnonzero(tokens.has_lower("is", "are") & tokens.has_relation("aux:pass")).tolist():
        verb, (first, stop) = int(tokens.head[be]), tokens.sentence_rows(be)
        if tokens.lemma_word(verb) not in events or not spare.isdisjoint(tokens.lower_words(first, stop)):
            continue
        rows = batch.rows(batch.document_of(be))
        if first == rows.start or stop == rows.stop or _telling(tokens, be) != (be, "is"):
            continue
        if _telling(tokens, first - 1)[1] == _telling(tokens, stop)[1] == "past":
            start, end = tokens.span(be)
            new = be_form("VBD", plural=tokens.lower_word(be) == "are")
            captures = {"be": tokens.word(be), "verb": tokens.word(verb), "new": new}
            yield replacement(start, end, new, captures)


def _telling(tokens: Tokens, row: int) -> tuple[int, str]:
    """The finite word of the main clause of a row's sentence, and "past", "is" for a present passive, or ""."""
    first, stop = tokens.sentence_rows(row)
    for root in range(first, stop):
        if tokens.head[root] == root and not tokens.quoted[root]:
            helpers = children_by(tokens, root, *AUXILIARIES)
            finite = min([*helpers, root])
            if tokens.tag_name(finite) == "VBD":
                return finite, "past"
            passive = tokens.relation_name(finite) == "aux:pass" and tokens.tag_name(root) == "VBN"
            return finite, "is" if passive and tokens.lower_word(finite) in ("is", "are") else ""
    return first, ""
