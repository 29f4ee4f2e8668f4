"""Inline Markdown whose tokens know where they stood; markdown-it itself keeps the lines of blocks alone."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import cached_property
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import image, link
from markdown_it.rules_inline.state_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

AT = "at"
"""Key in a token's `meta`: the offset in the block's content at which the token begins."""

# Bounded, so that many opening braces with no closing one cost no more than their number.
_SHORTCODE = re.compile(r"\{\{[^\n]{0,300}?\}\}|\{%[^\n]{0,300}?%\}")
_MARK = re.compile(r"\{[#.:][^{}\n]{0,200}\}|\[\^[^\]\s]{1,80}\](?!\()")


class _PlacedState(StateInline):
    """Knows where the text that waits to become a token began."""

    pending_at = 0

    @cached_property
    def last_bracket(self) -> int:
        """The offset of the last closing bracket; an opening one after it cannot begin a link."""
        return self.src.rfind("]")

    def pushPending(self) -> Token:  # noqa: N802
        token = super().pushPending()
        token.meta[AT] = self.pending_at
        return token


class _PlacedInline(ParserInline):
    """The inline parser, writing down at each step where it stands."""

    def parse(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        assert isinstance(state, _PlacedState)
        rules = self.ruler.getRules("")
        end = state.posMax
        deepest = state.md.options["maxNesting"]
        while state.pos < end:
            start, known = state.pos, len(state.tokens)
            if not state.pending:
                state.pending_at = start
            if state.level < deepest and any(rule(state, False) for rule in rules):
                _place(state.tokens[known:], start)
            else:
                state.pending += state.src[start]
                state.pos = start + 1
        if state.pending:
            state.pushPending()


def _place(tokens: list[Token], start: int) -> None:
    for token in tokens:
        # Text before the construct, and tokens inside a link, have their place already.
        if AT not in token.meta:
            token.meta[AT] = start
            start += len(token.content) if token.type == "text" else 0


def _link(state: StateInline, silent: bool) -> bool:
    assert isinstance(state, _PlacedState)
    return state.pos < state.last_bracket and link(state, silent)


def _image(state: StateInline, silent: bool) -> bool:
    assert isinstance(state, _PlacedState)
    return state.pos < state.last_bracket and image(state, silent)


def _shortcode(state: StateInline, silent: bool) -> bool:
    return _opaque(state, silent, _SHORTCODE, "shortcode")


def _mark(state: StateInline, silent: bool) -> bool:
    return _opaque(state, silent, _MARK, "mark")


def _opaque(state: StateInline, silent: bool, pattern: re.Pattern[str], kind: str) -> bool:
    if state.src[state.pos] not in "{[":
        return False
    match = pattern.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push(kind, "", 0)
    state.pos = match.end()
    return True


def parser() -> MarkdownIt:
    """Markdown with tables, strikethrough, footnotes, front matter and the template marks of site generators."""
    # Each level of nesting costs another pass over text with many brackets that are never closed.
    md = MarkdownIt("js-default", {"html": True, "maxNesting": 20})
    md.inline = _PlacedInline()
    md.inline.ruler.at("link", _link)
    md.inline.ruler.at("image", _image)
    md.use(front_matter_plugin).use(footnote_plugin)
    md.inline.ruler.after("newline", "shortcode", _shortcode)
    md.inline.ruler.after("shortcode", "mark", _mark)
    # Joining tokens would lose their places; the tail would move footnotes away from where they stand.
    md.disable(["text_join", "footnote_tail", "footnote_inline"])
    md.inline.ruler2.disable("fragments_join")
    return md
