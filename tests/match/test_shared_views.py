"""What calls share: ways through the tree, the table of sentences, who is spoken of, and which marks lack a partner."""

from __future__ import annotations

import pytest

from lint.language.analyse import Analyser
from lint.language.batch import Batch, running_rows
from lint.language.pronouns import Case, Gender
from lint.match.calls.boundaries import comma_splice
from lint.match.calls.clauses import children_by, clause_of, first_of_phrase, subjects_of
from lint.match.calls.events import CLASSES, events
from lint.match.calls.fragments import stray_piece
from lint.match.calls.lines import AROUND, in_bracket, line_before
from lint.match.calls.mentions import Casts, Kind
from lint.match.calls.pronouns import case_of
from lint.match.calls.quotation import lonely
from lint.match.calls.repeats import runs
from lint.match.calls.sentences import per_sentence, sentences
from lint.match.predicate import Reading
from lint.model import Depth
from tests.making import make_document


def read(*texts: str) -> Batch:
    return Analyser().read([make_document(text) for text in texts], Depth.DOCUMENT)


def row_of(batch: Batch, word: str) -> int:
    (row,) = [row for row in range(len(batch.tokens)) if batch.tokens.word(row) == word]
    return row


def words(batch: Batch, rows: list[int]) -> list[str]:
    return [batch.tokens.word(row) for row in rows]


def test_a_clause_is_found_from_its_auxiliary_and_knows_its_subject() -> None:
    batch = read("The old baker has sold three loaves to her neighbour.")
    verb = row_of(batch, "sold")
    assert clause_of(batch.tokens, row_of(batch, "has")) == verb
    assert clause_of(batch.tokens, verb) == verb
    assert words(batch, subjects_of(batch.tokens, verb)) == ["baker"]
    assert words(batch, children_by(batch.tokens, verb, "obj", "aux")) == ["has", "loaves"]


def test_a_phrase_begins_with_its_first_word() -> None:
    batch = read("We met a friend of the old baker.")
    assert batch.tokens.word(first_of_phrase(batch.tokens, row_of(batch, "friend"))) == "a"


def test_spans_and_words_of_rows() -> None:
    batch = read("The cat slept.\n\nNobody woke it.")
    tokens = batch.tokens
    assert tokens.span(1) == (4, 7)
    assert batch.text[slice(*tokens.span(0, 2))] == "The cat slept"
    assert tokens.lower_words(0, 3) == ["the", "cat", "slept"]
    assert tokens.tag_names(0, 3) == ["DT", "NN", "VBD"]


def test_places_tell_their_document() -> None:
    batch = read("One cat slept.", "Two dogs barked. A bird sang.")
    row = row_of(batch, "bird")
    assert batch.document_of(row) == 1
    assert batch.text[slice(*batch.extent(0))].rstrip() == "One cat slept."
    assert batch.tokens.lower_words(batch.part(1).start, batch.part(1).stop)[0] == "two"
    first, stop = batch.sentences_before(row, 5)
    assert batch.between(first, stop - 1) == "Two dogs barked. A bird sang."


def test_sentences_know_how_they_stand() -> None:
    batch = read("The harvest was good. of apples and pears.\n\n1. Open the box.\n\nWhat a day!")
    table = sentences(batch)
    assert len(table.first) == len(table.last) == int(batch.tokens.opens.sum())
    piece = batch.tokens.lower_words(int(table.first[1]), int(table.last[1]) + 1)
    assert piece == ["of", "apples", "and", "pears", "."]
    assert table.continues[1]
    assert table.stopped[1]
    assert table.words[1] == 4
    assert table.finite[1] == 0
    assert not table.continues[0]
    assert table.finite[0] == 1
    assert not table.stopped[-1]
    assert not running_rows(batch)[row_of(batch, "box")]
    assert per_sentence(batch.tokens.has_lower("."), table.first).tolist()[:2] == [1, 1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mayor opened the new bridge on Sunday, she praised the builders.", [","]),
        ("When the mayor opened the bridge, she praised the builders.", []),
        ("The mayor opened the bridge, and she praised the builders.", []),
        ("“The bridge is open to all,” she said on Sunday.", []),
    ],
)
def test_a_splice_joins_two_main_clauses(text: str, found: list[str]) -> None:
    batch = read(text)
    assert [batch.text[hit.start : hit.end] for hit in comma_splice(Reading(batch), {"sentences": 0})] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The harvest was good. of apples and pears.", ["of apples and pears."]),
        ("The harvest was good. Of apples we had plenty.", []),
        ("They met Dr. apples and pears in hand.", []),
    ],
)
def test_a_piece_in_lower_case_is_a_fragment(text: str, found: list[str]) -> None:
    batch = read(text)
    hits = stray_piece(Reading(batch), {"longest": 8, "spare": ()})
    assert [batch.text[hit.start : hit.end] for hit in hits] == found


def test_number_sex_and_kind_of_those_a_text_speaks_of() -> None:
    batch = read("My aunt met two farmers at the ministry. Mr Olsen lost his keys. People waited for Queen Maud.")
    (cast,) = Casts(batch)
    found = {batch.between(m.first, m.last): (m.kind, m.plural, m.sex) for m in cast.all}
    assert found["aunt"] == (Kind.PERSON, False, Gender.FEMININE)
    assert found["farmers"] == (Kind.PERSON, True, None)
    assert found["ministry"][0] is Kind.BODY
    assert found["Mr Olsen"] == (Kind.PERSON, False, Gender.MASCULINE)
    assert found["keys"][:2] == (Kind.THING, True)
    assert found["People"][:2] == (Kind.PERSON, True)
    assert found["Queen Maud"] == (Kind.PERSON, False, Gender.FEMININE)
    assert [batch.between(m.first, m.last) for m in cast.between(0, row_of(batch, "at"))] == ["aunt", "farmers"]


def test_the_events_of_a_text_in_order() -> None:
    batch = read("My aunt met two farmers. She lives in Lund with her son and daughter. Lund is old.")
    found = events(batch, Casts(batch))
    assert [CLASSES[kind] for kind in found.kind.tolist()] == [
        "i", "woman", "people", "she", "body", "she", "man", "both", "body",
    ]  # fmt: skip
    assert found.subject.tolist() == [number in (1, 3, 8) for number in range(9)]


@pytest.mark.parametrize(("text", "word", "case"), [
    ("We saw her today.", "her", Case.OBJECT),
    ("We saw her brother.", "her", Case.DETERMINER),
    ("She saw us.", "She", Case.SUBJECT),
    ("He hurt himself.", "himself", Case.REFLEXIVE),
])  # fmt: skip
def test_a_pronoun_has_the_case_of_its_place(text: str, word: str, case: Case) -> None:
    batch = read(text)
    assert case_of(batch, row_of(batch, word)) is case


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Come in,” she said. “It rains.”", []),
        ("“Come in, she said.", [("“", True)]),
        ("Come in,” she said.", [("”", False)]),
        ("“It rains.\n\n“It snows.”", []),
        ('He said "no and left. He said "yes" later.', [('"', True)]),
        ('A pipe of 12" and a board of 3".', []),
        ('He said:"Come in." She asked,"Why?" and left.', []),
        ('"It is late,"he said. "Go.', [('"', True)]),
    ],
)
def test_a_mark_is_lonely_where_the_state_of_the_quotation_forbids_it(text: str, found: list[tuple[str, bool]]) -> None:
    assert [(each.mark.character, each.opened) for each in lonely(Reading(read(text)), 0)] == found


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“Come in,” she said.", ["“", "Come", "in", ",", "”"]),
        ("“Come in, she said.\n\nNobody came.", ["“", "Come", "in", ",", "she", "said", "."]),
        ("The dogs’ owner left.", []),
        ('She said:"Go." He went.', ['"', "Go", ".", '"']),
    ],
)
def test_tokens_know_whether_they_are_quoted(text: str, quoted: list[str]) -> None:
    batch = read(text)
    assert words(batch, [row for row in range(len(batch.tokens)) if batch.tokens.quoted[row]]) == quoted


def test_repetitions_are_found_with_their_period() -> None:
    batch = read("It was very very cold, cold and wet, cold and wet.")
    found = {batch.between(run.first, run.first + run.period - 1): (run.period, run.times) for run in runs(batch)}
    assert found == {"very": (1, 2), ", cold and wet": (4, 2)}


def test_a_bracket_is_open_on_its_line_only() -> None:
    text = "An (old\n\nhouse [with a garden"
    assert in_bracket(text, 7)
    assert not in_bracket(text, text.index("house") + 5)
    assert in_bracket(text, len(text))
    assert line_before(text, len(text)) == "house [with a garden"
    assert len(line_before("a" * 5000, 4000)) == AROUND
