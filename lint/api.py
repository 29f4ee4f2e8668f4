"""The public door: check or fix a text from Python."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from lint.apps.cache import load_rules
from lint.apps.checker import Chosen, analyser_for, chosen, fixed_origin, origin_of
from lint.catalogue import Rule
from lint.checked import Checked
from lint.engine import OriginOf, check
from lint.errors import LintError, ReadError, RuleError, UsageError
from lint.fixing import settle
from lint.language.analyse import Reads
from lint.model import Edit, Evidence, Finding, Fix, Safety, Severity, Span
from lint.readers import READERS
from lint.source import Document
from lint.sources import parse_source
from lint.suppress import suppressed

__all__ = [
    "Edit", "Evidence", "Finding", "Fix", "LintError", "ReadError", "Rule", "RuleError", "Safety", "Severity", "Span",
    "UsageError", "check_text", "fix_text", "load_rules",
]  # fmt: skip


def check_text(
    text: str,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    read_as: str = "text",
    source: str = "none",
    estimate: bool = False,
) -> tuple[Finding, ...]:
    """The findings of a text, by place; spans are half-open ranges of its code points.

    `select` and `ignore` take rule ids, families and globs as on the command line; `read_as` is a format as there, but
    for `jsonl`; `source` is the code of the language that the text was translated from, `auto` or `none`; `estimate`
    lets the learned reader read along. What marks in the text suppress is left out. Raises UsageError for an unknown
    rule, format or source and where what estimates is not installed, ReadError for a text that cannot be read, and
    LintError where a rule broke down.
    """
    code = parse_source(source)
    made = _chosen(tuple(select), tuple(ignore), code, estimate)
    return _checked(_document(text, read_as), made, origin_of(code), _reads(estimate)).findings


def fix_text(
    text: str,
    *,
    level: Safety = Safety.SAFE,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    read_as: str = "text",
    source: str = "none",
    estimate: bool = False,
) -> str:
    """The text with its fixes of at least a level applied until it is at rest; raises as `check_text` does."""
    code = parse_source(source)
    made, reads = _chosen(tuple(select), tuple(ignore), code, estimate), _reads(estimate)
    document = _document(text, read_as)
    asked = origin_of(code)
    # What the text is fixed for must not change while it is being fixed.
    origin = fixed_origin(asked(document) if asked else None)
    return settle(document, lambda t: _document(t, read_as), lambda d: _checked(d, made, origin, reads), level).source


@lru_cache(maxsize=16)
def _chosen(select: tuple[str, ...], ignore: tuple[str, ...], source: str, estimate: bool) -> Chosen:
    return chosen(load_rules(), select, ignore, source, estimate=estimate)


@lru_cache(maxsize=2)
def _reads(estimate: bool) -> Reads | None:
    """What reads texts; the encoder takes a while to load, and is kept."""
    return analyser_for(estimate) if estimate else None


def _document(text: str, read_as: str) -> Document:
    if read_as not in READERS or read_as == "jsonl":
        known = ", ".join(form for form in READERS if form != "jsonl")
        raise UsageError(f"unknown format “{read_as}” for one text; there are {known}")
    for item in READERS[read_as]("text", text):
        if isinstance(item, ReadError):
            raise item
        return item
    return Document.plain("text", text, ())


def _checked(document: Document, made: Chosen, origin: OriginOf | None, reads: Reads | None) -> Checked:
    checked = next(check([document], made.rules, reads, origin))
    if checked.faults:
        raise LintError("; ".join(checked.faults))
    findings, more = suppressed(document, checked.findings, made.policy)
    return msgspec.structs.replace(checked, findings=findings, suppressed=more)
