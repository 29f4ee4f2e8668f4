"""What the catalogue finds already, so that mining need not find it again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from benchmarks.mine.rank import Candidate
from benchmarks.mine.table import SOUND, Table, Text
from lint.apps.cache import load_rules
from lint.engine import check
from lint.language.analyse import Reads
from lint.model import Finding, Span

KNOWN = 0.5
"""A candidate is known where rules speak at so many of the places that speak for it."""


def known_rows(table: Table, files: Sequence[Sequence[Text]], reads: Reads) -> NDArray[np.bool_]:
    """For each row of the translations whether a rule that is on finds something there, or would change it."""
    rules = [rule for rule in load_rules() if rule.enabled]
    known = np.zeros(len(table.part), bool)
    starts, ends = table.columns["start"], table.columns["end"]
    firsts = np.searchsorted(table.columns["text"], np.arange(len(table.texts) + 1)).tolist()
    # All texts of a file, so that what was analysed for the table serves once more.
    translated = (texts for texts in files if any(text.part != SOUND for text in texts))
    checked = chain.from_iterable(check([text.document for text in texts], rules, reads) for texts in translated)
    numbers = (number for number, text in enumerate(table.texts) if text.part != SOUND)
    for number, result in zip(numbers, checked, strict=True):
        rows = slice(firsts[number], firsts[number + 1])
        for span in (span for finding in result.findings for span in _spans(finding)):
            known[rows] |= (starts[rows] <= span.end) & (ends[rows] >= span.start)
    return known


def _spans(finding: Finding) -> list[Span]:
    return [finding.span, *(edit.span for fix in finding.fixes for edit in fix.edits)]


def new(candidates: Sequence[Candidate], known: NDArray[np.bool_]) -> list[Candidate]:
    """The candidates that rules do not know."""
    return [c for c in candidates if known[[row for row, gain in c.places if gain > 0]].mean() < KNOWN]
