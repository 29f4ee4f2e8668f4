"""Offsets and positions, in the units of every encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from lint.apps.server.positions import Places, changed, sound
from lint.model import Span

ENCODINGS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
TEXT = "One 😀 é\r\nTwo\rThree \x0b\u2028\x85 one line\nÜ"
texts = st.text(st.sampled_from("aé€😀 \r\n\u2028\x85"), max_size=30)


@pytest.mark.parametrize(
    ("encoding", "columns"), [("utf-8", (8, 9, 17)), ("utf-16", (6, 7, 14)), ("utf-32", (5, 6, 14))]
)
def test_columns_count_units_of_the_encoding(encoding: str, columns: tuple[int, int, int]) -> None:
    places = Places(TEXT, encoding)
    assert places.position(5) == types.Position(0, columns[0])
    assert places.position(6) == types.Position(0, columns[1])
    # Only line feed, carriage return and both together end a line.
    assert places.position(TEXT.index("line")) == types.Position(2, columns[2])
    assert places.range(Span(len(TEXT) - 1, len(TEXT))).start == types.Position(3, 0)


@given(texts, st.sampled_from(sorted(ENCODINGS)))
def test_every_place_is_found_again(text: str, encoding: str) -> None:
    places, (codec, size) = Places(text, encoding), ENCODINGS[encoding]
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] == "\r\n":
            continue  # between the two no position stands
        position = places.position(offset)
        assert places.offset(position) == offset
        line = text[:offset].replace("\r\n", "\n").replace("\r", "\n").rsplit("\n", 1)[-1]
        assert position.character == len(line.encode(codec)) // size


def test_places_that_are_not_there() -> None:
    places = Places("a😀b\nc", "utf-16")
    assert places.offset(types.Position(0, 99)) == 3
    assert places.offset(types.Position(9, 0)) == 5
    # Inside a character.
    assert places.offset(types.Position(0, 2)) == 1
    assert Places("é", "utf-8").offset(types.Position(0, 1)) == 0


@given(texts, texts, st.data(), st.sampled_from(sorted(ENCODINGS)))
def test_a_change_replaces_what_the_editor_selected(text: str, new: str, data: st.DataObject, encoding: str) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for place in (start, end):
        if text[place - 1 : place + 1] == "\r\n":
            return
    selected = Places(text, encoding).range(Span(start, end))
    change = types.TextDocumentContentChangePartial(selected, new)
    assert changed(text, [change], encoding) == text[:start] + new + text[end:]


def test_changes_follow_one_another() -> None:
    def put(line: int, character: int, text: str) -> types.TextDocumentContentChangePartial:
        at = types.Position(line, character)
        return types.TextDocumentContentChangePartial(types.Range(at, at), text)

    assert changed("", [put(0, 0, "ab\r\n"), put(1, 0, "c"), put(0, 1, "😀")], "utf-16") == "a😀b\r\nc"
    assert changed("old", [types.TextDocumentContentChangeWholeDocument("new"), put(0, 3, "er")], "utf-8") == "newer"


def test_halves_of_characters_do_no_harm() -> None:
    assert sound("a\ud83db") == "a\ufffdb"
    assert changed("", [types.TextDocumentContentChangeWholeDocument("\udc00x")], "utf-16") == "\ufffdx"
