"""One document a line, and what happens to a broken one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lint.errors import ReadError
from lint.readers import jsonl
from lint.source import Document


def test_each_line_is_a_document_that_cannot_be_written_back() -> None:
    documents = list(
        jsonl.read("in.jsonl", '{"id": "a", "text": "One."}\n\n{"id": 7, "text": "Two."}\n{"text": "Three."}')
    )
    assert [(d.name, d.text, d.line, d.whole) for d in documents if isinstance(d, Document)] == [
        ("a", "One.", 1, False),
        ("7", "Two.", 3, False),
        ("in.jsonl:4", "Three.", 4, False),
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"id": "a", "text": "One."', "is not valid JSON"),
        ("[1]", "is not a JSON object"),
        ('{"id": "a"}', 'has no "text"'),
        ('{"text": 3}', '"text" is not a string'),
        ('{"id": [], "text": "One."}', '"id" is neither'),
        ("[" * 200_000, "is nested too deeply"),
        ('{"text": ' + "9" * 5000 + "}", "holds a number that is too long"),
    ],
)
def test_a_broken_line_is_told_and_the_others_are_read(line: str, problem: str) -> None:
    first, broken, last = jsonl.read("in.jsonl", f'{{"text": "One."}}\n{line}\n{{"text": "Two."}}\n')
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(broken, ReadError)
    assert str(broken).startswith(f"in.jsonl:2: {problem}")
    assert "each line must be" in str(broken)


def test_half_a_surrogate_pair_becomes_one_replacement_character() -> None:
    (document,) = jsonl.read("in.jsonl", '{"id": "\\udc00", "text": "a\\ud800b \\ud83d\\ude00"}')
    assert isinstance(document, Document)
    assert (document.name, document.text) == ("\ufffd", "a\ufffdb 😀")


def test_separators_inside_a_string_do_not_end_the_line() -> None:
    (document,) = jsonl.read("in.jsonl", '\ufeff{"text": "One.\u2028Two."}\r\n')
    assert isinstance(document, Document)
    assert document.text == "One.\u2028Two."


def test_a_stream_is_read_as_it_comes() -> None:
    def endless() -> Iterator[str]:
        while True:
            yield '{"text": "One."}\n'

    documents = jsonl.read_lines("-", endless())
    names = [document.name for document in (next(documents), next(documents)) if isinstance(document, Document)]
    assert names == ["-:1", "-:2"]
