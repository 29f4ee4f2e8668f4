"""Where sentences and clauses meet: splices, lost stops, lower-case starts, lone brackets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import regex

from lint.language.tokens import Tokens
from lint.language.vocabulary import Shape
from lint.match.calls.clauses import FINITE, SUBJECTS
from lint.match.calls.sentences import has_prose
from lint.match.hit import Hit, replacement
from lint.match.predicate import Reading
from lint.patterns import late

_SUBORDINATORS = frozenset(
    "when if because although though after before while since as unless until once whereas where whenever wherever "
    "whether whatever whoever however which who whose whom what how why lest provided so both either neither".split()
)
_HEDGES = frozenset(
    "add explain note continue admit ask reply say think believe know guess hope suppose mean see tell hear seem "
    "appear claim feel fear bet".split()
)
_SPLICERS = ("he", "she", "it", "they", "we", "this", "these", "there")
_CHUNK_MARKS = frozenset({",", ";", ":", "–", "—", "-", "(", "...", "…"})
_STARTERS = ("He", "She", "It", "They", "We", "This", "These", "There", "That", "Those")
_STOPPED = frozenset("inc co ltd corp etc jr sr".split())
_OPEN_ENDED = frozenset("IN TO CC DT PRP$ MD WDT VBZ VBP".split())
_BREAKERS = frozenset(
    "of in on at for with from by to and or the a an as than called titled named film book song novel series album "
    "show movie game play episode single is was are were be : ; , - – — “ \" ‘ ' ( [ / …".split()
)
_LONGEST_ASIDE = 12
_PAIR = late(r"[()\[\]（）]")
_LIST_MARK = late(r"(?:^|[\s,;.(])(?:\p{L}|\d{1,3}|[ivxIVX]{1,5})$")
LONGEST_MARK = 8
"""Characters before a bracket that tell whether it closes the mark of a list item."""
_SMILEY = late(r"[:;=8]['’]?-?$")
_WORD = late(r"[^\s()\[\]]*")


def comma_splice(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A comma between two main clauses, the second of which begins with its subject, a pronoun.

    Only in a document with so many `sentences` that a full stop closes: a line alone may be written as people speak.
    """
    tokens = reading.batch.tokens
    written = has_prose(reading, options["sentences"])
    mask = tokens.has_lower(*_SPLICERS) & tokens.has_relation(*SUBJECTS)
    comma = np.append(False, tokens.has_lower(",")[:-1]) if len(tokens) else mask
    for row in np.flatnonzero(mask & comma & ~tokens.opens).tolist():
        if tokens.quoted[row] != tokens.quoted[row - 2] or not written[reading.batch.document_of(row)]:
            continue
        if _joins(tokens, row):
            at = int(tokens.start[row - 1])
            yield replacement(at, at + 1, ";")


def _joins(tokens: Tokens, row: int) -> bool:
    """Two sentences, neither of them a tag, a speaker's “he said” or one of a row of like clauses."""
    first, last = tokens.sentence_rows(row)
    comma, verb = row - 1, int(tokens.head[row])
    opener = tokens.lower_word(first)
    if (
        opener in _SUBORDINATORS
        or opener == "to"
        or tokens.tag_name(first) in ("VBG", "VBN")
        or tokens.tag_name(comma - 1) == "CC"
    ):
        return False
    start = next((r + 1 for r in range(comma - 1, first - 1, -1) if tokens.word(r) in _CHUNK_MARKS), first)
    if tokens.tag_name(start) == "IN":
        return False  # “By the time they came”, “On the day she left”
    subject = _own_subject(tokens, start, comma)
    if subject is None or verb < row or not _is_finite(tokens, verb, row) or comma - start < 3:
        return False
    if tokens.lower[subject] == tokens.lower[row] or last - row < 5 or tokens.word(last - 1) == "?":
        return False
    return _meet(tokens, int(tokens.head[subject]), verb) and tokens.lemma_word(verb) not in _HEDGES


def _meet(tokens: Tokens, left: int, right: int) -> bool:
    """One clause hangs on the other as a mere neighbour."""
    if not _is_loose(tokens, right) or not _is_loose(tokens, left):
        return False
    return bool(tokens.head[right] <= left or tokens.head[left] == right)


def _is_loose(tokens: Tokens, verb: int) -> bool:
    """A main clause, or one that the parser subordinates though no word of it says so."""
    if tokens.relation_name(verb) != "advcl":
        return tokens.relation_name(verb) in ("parataxis", "conj", "ccomp", "root")
    links = {tokens.relation_name(child) for child in tokens.children(verb)}
    return _is_finite(tokens, verb, tokens.sentence_rows(verb)[0]) and links.isdisjoint(("mark", "advmod"))


def _is_finite(tokens: Tokens, verb: int, subject: int) -> bool:
    if tokens.tag_name(verb) in FINITE:
        return True
    return any(tokens.tag_name(r) in FINITE and tokens.head[r] == verb for r in range(subject, verb))


def _own_subject(tokens: Tokens, start: int, comma: int) -> int | None:
    """The subject of a main clause that fills the stretch before the comma."""
    words = {
        tokens.lower_word(r)
        for r in range(start, comma)
        if tokens.tag_name(r) in ("WDT", "WP", "WRB", "IN", "CC", "RB")
    }
    if words & _SUBORDINATORS or (words & {"if", "whether"}):
        return None
    for subject in range(start, comma):
        verb = int(tokens.head[subject])
        if tokens.relation_name(subject) not in SUBJECTS or not start <= verb < comma or verb < subject:
            continue
        if _is_finite(tokens, verb, subject) and _is_main(tokens, verb) and tokens.lemma_word(verb) not in _HEDGES:
            return subject
    return None


def _is_main(tokens: Tokens, verb: int) -> bool:
    for _ in range(8):
        relation, head = tokens.relation_name(verb), int(tokens.head[verb])
        if relation == "root" or head == verb:
            return True
        if not _is_loose(tokens, verb) or tokens.lemma_word(head) in _HEDGES:
            return False
        verb = head
    return False


def missing_stop(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A full stop lost between a lower-case word and a capital pronoun with its verb."""
    tokens = reading.batch.tokens
    known = tokens.vocabulary.numbers(_STARTERS)
    for row in np.flatnonzero(tokens.within("form", known)).tolist():
        if row < 4 or row + 2 >= len(tokens) or tokens.segment[row - 4] != tokens.segment[row + 1]:
            continue
        before, after = tokens.word(row - 1), tokens.tag_name(row + 1)
        ends = before in ")]" or (
            tokens.shape[row - 1] & (Shape.ALPHA | Shape.DIGIT) and before.lower() not in _BREAKERS
        )
        if not ends or not _starts_clause(tokens, row, after) or tokens.quoted[row] != tokens.quoted[row - 1]:
            continue
        if (
            not tokens.shape[row - 1] & (Shape.LOWER | Shape.DIGIT)
            and before not in ")]"
            and tokens.tag_name(row - 1) != "NNP"
        ):
            continue
        if before in ")]" and (not tokens.shape[row - 2] & Shape.LOWER or _follows_stop(tokens, row - 1)):
            continue
        if before.endswith("."):
            continue
        start, end = tokens.span(row - 1)
        yield Hit(start, end, {"word": tokens.word(row)}, (((end, end, "."),),))


def _follows_stop(tokens: Tokens, closing: int) -> bool:
    """“Hello, my fans! (tm) There is time”: a bracket behind a stop is no part of a sentence that lacks one."""
    for row in range(closing - 1, max(closing - _LONGEST_ASIDE, 0), -1):
        if tokens.lower_word(row) in ("(", "["):
            return tokens.lower_word(row - 1) in (".", "!", "?")
    return False


def _starts_clause(tokens: Tokens, row: int, after: str) -> bool:
    if not tokens.shape[row + 1] & Shape.LOWER:
        return False
    if tokens.shape[row - 2] & Shape.TITLE and tokens.shape[row - 1] & Shape.TITLE:
        return False
    return after in FINITE and tokens.tag_name(row - 1) not in _OPEN_ENDED


def lower_start(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A sentence after a stop that begins in lower case and has a subject and a finite verb of its own."""
    tokens = reading.batch.tokens
    lower = ((tokens.shape & Shape.LOWER) != 0) & tokens.opens
    after_stop = np.append(False, tokens.has_lower(".", "?", "!")[:-1]) if len(tokens) else lower
    for row in np.flatnonzero(lower & after_stop).tolist():
        first, last = tokens.sentence_rows(row)
        if tokens.segment[row - 1] != tokens.segment[row] or tokens.quoted[row - 1] or not tokens.spaced[row]:
            continue
        subject = row if tokens.relation_name(row) in SUBJECTS else -1
        if subject < 0 or last - first < 4 or tokens.lower_word(row - 2) in _STOPPED:
            continue
        start, end = tokens.span(row)
        word = tokens.word(row)
        yield replacement(start, end, word[0].upper() + word[1:])


def lone_bracket(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A bracket without its partner in its paragraph; list marks and smileys are none."""
    batch = reading.batch
    for number in range(len(batch.documents)):
        segments = batch.segments_of(number)
        # A sentence by itself may hold one end of a longer bracket.
        for segment in segments if len(segments) > options["fewest_paragraphs"] else ():
            lonely = _lonely_brackets(batch.text, *batch.segments.span(segment))
            if len(lonely) == 1:
                yield _bracket(batch.text, lonely[0], batch.segments.span(segment)[0])


def _lonely_brackets(text: str, first: int, last: int) -> list[int]:
    """Where brackets without a partner stand in a stretch of text."""
    opened: list[int] = []
    lonely: list[int] = []
    for match in _PAIR().finditer(text, first, last):
        at = match.start()
        if match[0] in "([（":
            opened.append(at)
        elif opened:
            opened.pop()
        elif not _LIST_MARK().search(text[max(first, at - LONGEST_MARK) : at]) and not _is_smiley(text, first, at):
            lonely.append(at)
    return lonely + [at for at in opened if not _is_smiley(text, first, at)]


def _is_smiley(text: str, first: int, at: int) -> bool:
    return _SMILEY().search(text[max(first, at - 3) : at]) is not None


def _bracket(text: str, at: int, first: int) -> Hit:
    if text[at] in "([（":
        word = _WORD().match(text, at + 1)
        end = word.end() if word else at + 1
        # A name of a site is a whole remark: “(example.org”.
        closes = regex.search(r"[\p{L}\d]\.\p{L}{2,4}$", text[at:end])
        return Hit(at, end, {}, (((end, end, ")"),),) if closes and text[at] == "(" else ())
    start = at
    while start > first and not text[start - 1].isspace() and text[start - 1] not in "()[]":
        start -= 1
    return Hit(start, at + 1)
