"""From what a rule file says to what finds its hits."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lint.match import text, tokens, tree, words
from lint.match.calls import resolve
from lint.match.fixes import FixSpec, edits_of
from lint.match.hit import Hit
from lint.match.kinds import CallSpec, Find, MatchSpec, Tables, TextSpec, TokensSpec, TreeSpec, WordsSpec
from lint.match.predicate import Reading
from lint.match.template import Capture, fill

Hits = Callable[[Reading], Iterator[Hit]]


def captures_of(spec: MatchSpec) -> frozenset[str] | None:
    """The names that a message or fix may use; None where a call decides."""
    match spec:
        case TextSpec():
            return text.names_of(spec)
        case TokensSpec():
            return tokens.names_of(spec)
        case TreeSpec():
            return tree.names_of(spec)
        case WordsSpec():
            return words.CONTEXT
        case CallSpec():
            return None


def _finder(spec: TextSpec | WordsSpec | TokensSpec | TreeSpec, tables: Tables) -> Find:
    match spec:
        case TextSpec():
            return text.compile_text(spec)
        case WordsSpec():
            return words.compile_words(spec, tables)
        case TokensSpec():
            return tokens.compile_tokens(spec, tables)
        case TreeSpec():
            return tree.compile_tree(spec, tables)


def compile_match(spec: MatchSpec, fixes: tuple[FixSpec, ...], message: str, tables: Tables) -> Hits:
    """What finds the hits of a rule, with edits and message; ValueError where the rule is wrong."""
    if isinstance(spec, CallSpec):
        return _compile_call(spec, message, tables)
    find = _finder(spec, tables)

    def hits(reading: Reading) -> Iterator[Hit]:
        for bound in find(reading):
            edits = tuple(e for fix in fixes if (e := edits_of(fix, reading.batch.text, bound)))
            if isinstance(spec, WordsSpec) and not fixes and "instead" in bound.captures:
                instead = FixSpec(replace="{instead}")
                edits = tuple(filter(None, [edits_of(instead, reading.batch.text, bound)]))
                if not edits:  # it stands there as it should
                    continue
            yield Hit(bound.start, bound.end, {"": fill(message, bound.captures)}, edits)

    return hits


def _compile_call(spec: CallSpec, message: str, tables: Tables) -> Hits:
    call = resolve(spec.name)
    options = dict(spec.options)
    if "table" in options:
        if options["table"] not in tables:
            raise ValueError(f"no table “{options['table']}” beside the rule")
        options["table"] = tables[options["table"]]

    def hits(reading: Reading) -> Iterator[Hit]:
        for hit in call(reading, options):
            captures = {name: Capture(value) for name, value in hit.captures.items()}
            captures.setdefault("match", Capture(reading.batch.text[hit.start : hit.end]))
            yield Hit(hit.start, hit.end, {"": fill(message, captures)}, hit.edits, hit.evidence, hit.safety)

    return hits
