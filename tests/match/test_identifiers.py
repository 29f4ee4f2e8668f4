"""Texts on programs: their jargon is in no list, and their short style is none of a machine's."""

from __future__ import annotations

import pytest

from lint.apps.cache import load_rules
from lint.source import Document, Piece
from tests.making import make_document, run

RULES = {rule.id: rule for rule in load_rules(cached=False)}
PROSE = "".join(
    f"In 19{year} the town built a bridge, and people walk over it to the harbour. " for year in range(10, 60, 8)
)
MANUAL = "Set `level` and `mode` in `tool.toml` first. " * 12


def found(text: str, *names: str) -> list[str]:
    checked = run(text, *(RULES[name] for name in names), read_as="markdown")
    return [text[finding.span.start : finding.span.end] for finding in checked.findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{PROSE}Then the hekturd fell.", ["hekturd"]),
        (f"{PROSE}Then the hekturd fell, and `hekturd --now` ran.", []),
        (f"{PROSE}Then the hekturd fell, and `Hekturd` ran.", ["hekturd"]),
        (f"{PROSE}It runs on the x86-hekturd-linux host.", []),
        (f"{PROSE}It runs on the arm-brenzol-hekturd host.", []),
        (f"{PROSE}The well-known hekturd fell.", ["hekturd"]),
        (f"{MANUAL}Then the hekturd starts.", []),
    ],
)
def test_words_of_the_code_and_of_chains_are_known(text: str, expected: list[str]) -> None:
    assert found(text, "spelling/unknown-word") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{PROSE}\n\nRuns the tests of the whole project.", ["Runs"]),
        (f"{MANUAL}\n\nRuns the tests of the whole project.", []),
        (f"{PROSE}\n\n" + "Runs the tests of the whole project.\n\nStarts the old server again.\n\n" * 2, []),
    ],
)
def test_a_manual_leaves_subjects_out(text: str, expected: list[str]) -> None:
    assert found(text, "sentence/opening-verb") == expected


def test_a_manual_says_the_same_of_several_commands() -> None:
    said = "\n\nThe default works for nearly all of the projects that we know of."
    between = "\n\nThe next one is older. It was written in a week. Nobody knows it well."
    assert len(found(PROSE + said + between + said, "repetition/sentence-twice")) == 1
    assert found(MANUAL + said + between + said, "repetition/sentence-twice") == []


def test_what_stands_in_code_may_differ() -> None:
    said = "\n\nThis option can also be set by the variable `{}` of the shell."
    text = PROSE + said.format("ONE") + said.format("TWO")
    assert found(text, "repetition/sentence-twice") == []


def test_the_words_of_code() -> None:
    assert make_document("Call `old_name2` and `x.y`.", "markdown").coded == {"old", "name", "x", "y"}
    assert make_document('Call <code class="k">old<b>er</b></code> now.', "html").coded == {"old", "er"}
    assert make_document("Call it now.", "markdown").coded == frozenset()


def test_code_at_the_edges_of_a_document() -> None:
    document = Document("name", "`first` is `last`", "\ufffc is \ufffc", (), (Piece(1, 7, 4),))
    assert document.coded == {"first", "last"}
