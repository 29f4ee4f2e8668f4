"""The matcher kinds, each on rules of a line."""

from __future__ import annotations

import pytest

from lint.errors import RuleError
from tests.making import make_rule, matches, run


def test_text_flags_the_group_mark() -> None:
    rule = make_rule("reads: text\nmatch: {kind: text, pattern: '\\b(?P<mark>the) the\\b'}")
    assert matches("Here is the the cat.", rule) == ["the"]


def test_text_is_silent_where_unless_holds() -> None:
    rule = make_rule("reads: text\nmatch: {kind: text, pattern: 'colou?r', unless: 'favourite'}")
    assert matches("A color.\n\nMy favourite color.", rule) == ["color"]


def test_text_does_not_cross_segments() -> None:
    rule = make_rule("reads: text\nmatch: {kind: text, pattern: 'end\\.\\s+Begin'}")
    assert matches("This is the end.\n\nBegin again with a sentence.", rule) == []


def test_words_take_the_longest_phrase_and_keep_the_capital() -> None:
    body = 'reads: words\nmatch: {kind: words, entries: {"at same": "x", "at same time": "at the same time"}}'
    checked = run("At same time it rained.", make_rule(body))
    (finding,) = checked.findings
    assert finding.fix is not None
    assert finding.fix.edits[0].text == "At the same time"


def test_words_inflect_the_replacement_like_the_lemma() -> None:
    body = 'reads: tags\nmatch: {kind: words, entries: {"<do> a decision": "<make> a decision"}}'
    checked = run("The board did a decision on Monday.", make_rule(body))
    (finding,) = checked.findings
    assert finding.fix is not None
    assert finding.fix.edits[0].text == "made a decision"


def test_words_leave_a_gap_for_what_stands_before_the_object() -> None:
    body = 'reads: tags\nmatch: {kind: words, entries: {"<do> * <decision>": "<make> * <decision>"}}'
    text = (
        "The board did its two hardest decisions. They do decisions. We did a decision tree. I do not fear decisions."
    )
    found = run(text, make_rule(body)).findings
    assert [f.fix.edits[0].text for f in found if f.fix] == ["made its two hardest decisions", "make decisions"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("* decision\tx", r"t\.tsv:2: a phrase needs a word at both ends"),
        ("<do> * * decision\tx", r"t\.tsv:2: two gaps in a row"),
        ("<do> a decision\t<make> * decision", r"t\.tsv:2: .* has more gaps than"),
    ],
)
def test_a_broken_row_of_a_table_says_where(row: str, problem: str) -> None:
    with pytest.raises(RuleError, match=problem):
        make_rule("reads: tags\nmatch: {kind: words, table: t.tsv}", tables={"t.tsv": f"# source\n{row}\n"})


def test_words_read_a_table() -> None:
    rule = make_rule(
        "reads: words\nmatch: {kind: words, table: t.tsv}", tables={"t.tsv": "# source\nin night\tat night\n"}
    )
    assert matches("They work in night.", rule) == ["in night"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He looked calm and calm.", ["calm and calm"]),
        ("He looked calm and quiet.", []),
        ("It was calm. And calm it stayed.", []),
    ],
)
def test_tokens_compare_with_an_earlier_capture(text: str, found: list[str]) -> None:
    rule = make_rule("reads: tags\nmatch: {kind: tokens, pattern: [{shape: alpha, as: a}, {lower: and}, {same: a}]}")
    assert matches(text, rule) == found


def test_tokens_unfold_optional_parts_longest_first() -> None:
    body = "reads: tags\nmatch: {kind: tokens, pattern: [{lower: a}, {lower: very, repeat: [0, 3]}, {lower: old}]}"
    assert matches("It is a very very old house beside a old barn.", make_rule(body)) == ["a very very old", "a old"]


def test_tokens_mark_part_of_a_match() -> None:
    body = "reads: tags\nmatch: {kind: tokens, pattern: [{lower: very, as: v}, {lower: old, as: o}], mark: o}"
    assert matches("It is very old.", make_rule(body)) == ["old"]


def test_tree_follows_children_and_heads() -> None:
    body = """reads: tree
match:
  kind: tree
  node: {lemma: bark, as: verb}
  with:
    - {relation: nsubj, as: subject, before: verb}
    - {of: subject, relation: det, lower: the}
  mark: subject"""
    rule = make_rule(body)
    assert matches("The dog barked at the postman.", rule) == ["dog"]
    assert matches("A dog barked at the postman.", rule) == []


def test_tree_without_excludes() -> None:
    body = "reads: tree\nmatch: {kind: tree, node: {lemma: dog, as: d}, without: [{relation: amod}]}"
    assert matches("The old dog slept beside the dog.", make_rule(body)) == ["dog"]


@pytest.mark.parametrize(
    ("body", "line", "says"),
    [
        ("reads: text\nmatch: {kind: text, pattern: '(('}", 7, "cannot be compiled"),
        ("reads: text\nmatch: {kind: text, pattern: a, needs: ['']}", 7, "which every text has"),
        ("reads: tags\nmatch: {kind: tokens, pattern: [{tag: NNX}]}", 7, 'did you mean "NN"'),
        ("reads: tags\nmatch: {kind: tokens, pattern: [{tga: NN}]}", 7, 'did you mean "tag"'),
        ("reads: tags\nmatch: {kind: tokens, pattern: [{is: monht}]}", 7, 'did you mean "month"'),
        ("reads: tags\nmatch: {kind: tokens, pattern: [{same: a}]}", 7, "no earlier token"),
        ("reads: tags\nmatch: {kind: call, name: no.such}", 7, "unknown call"),
        ("reads: text\nmesage: x\nmatch: {kind: text, pattern: a}", 7, 'did you mean "message"'),
        ("reads: text\nmatch: {kind: text, pattern: a}\nfix: {keep: b}", 8, "does not capture"),
        ("reads: text\nmatch: {kind: text, pattern: a\n", 8, "check the quotes"),
    ],
)
def test_a_wrong_rule_names_its_line_and_the_cure(body: str, line: int, says: str) -> None:
    with pytest.raises(RuleError) as caught:
        make_rule(body)
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"test/rule.yaml:{line}:")
