"""Several texts in one request to LanguageTool, and its matches back at their places in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

import msgspec

LANGUAGE = "en-US"
"""The speller of another variety knows other words; its alarms at British spellings need agreement, and get none."""
BREAK = "\n\n"
"""Ends a paragraph, so that no sentence of one text reaches into the next."""
MOST = 20_000
"""UTF-16 units of a request, unless one text is longer: servers limit them, and reading so much takes seconds."""
SPELLER = "MORFOLOGIK_RULE_EN_US"
"""Its speller takes most of the time, since it seeks what each foreign name may have been meant to be."""
PAGE = "https://community.languagetool.org/rule/show/{}?lang=en"


class Match(msgspec.Struct, frozen=True):
    """What LanguageTool says of a place; `start` and `end` are code points of the text that it stands in."""

    start: int
    end: int
    rule: str
    category: str
    message: str
    replacements: tuple[str, ...] = ()
    link: str = ""


class _Named(msgspec.Struct):
    id: str


class _Value(msgspec.Struct):
    value: str


class _Rule(msgspec.Struct):
    id: str
    category: _Named
    urls: tuple[_Value, ...] = ()


class _Match(msgspec.Struct):
    offset: int
    length: int
    message: str
    rule: _Rule
    replacements: tuple[_Value, ...] = ()


class _Reply(msgspec.Struct):
    matches: tuple[_Match, ...]


def grouped(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Texts in their order, in the groups that are sent together."""
    waiting: list[str] = []
    size = 0
    for text in texts:
        length = units(text) + len(BREAK)
        if waiting and size + length > MOST:
            yield waiting
            waiting, size = [], 0
        waiting.append(text)
        size += length
    if waiting:
        yield waiting


def body(texts: Sequence[str], *, spelling: bool) -> bytes:
    """A request to check texts, as a form: by the speller alone, or by all but the speller."""
    rules = {"enabledRules": SPELLER, "enabledOnly": "true"} if spelling else {"disabledRules": SPELLER}
    form = {"language": LANGUAGE, "text": BREAK.join(texts), **rules}
    return urlencode(form, errors="replace").encode("ascii")


def matches(reply: bytes, texts: Sequence[str]) -> list[list[Match]]:
    """The matches in each text of a request; ValueError where the reply is not LanguageTool's."""
    found: list[list[Match]] = [[] for _ in texts]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + units(text) + len(BREAK))
    for item in msgspec.json.decode(reply, type=_Reply).matches:
        number = bisect_right(starts, item.offset) - 1
        if not 0 <= number < len(texts):
            raise ValueError("a match lies outside of the text")
        start = item.offset - starts[number]
        # What reaches into the next text is about two that have nothing to do with each other.
        if start + item.length <= units(texts[number]):
            found[number].append(_match(item, texts[number], start))
    return found


def _match(item: _Match, text: str, start: int) -> Match:
    link = item.rule.urls[0].value if item.rule.urls else PAGE.format(item.rule.id)
    return Match(
        code_point(text, start), code_point(text, start + item.length), item.rule.id, item.rule.category.id,
        item.message, tuple(replacement.value for replacement in item.replacements), link,
    )  # fmt: skip


def units(text: str) -> int:
    """How many UTF-16 units a text has, which is how Java counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def code_point(text: str, unit: int) -> int:
    """The code point that begins at a UTF-16 unit of a text."""
    if units(text) == len(text):
        return unit
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * unit].decode("utf-16-le", "replace"))
