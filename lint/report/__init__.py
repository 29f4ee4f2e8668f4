"""One pure render function a report format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lint.checked import Checked
from lint.report import concise, diff, records, text
from lint.report.options import ReportOptions

Reporter = Callable[[Iterable[Checked], ReportOptions], Iterator[str]]

REPORTERS: dict[str, Reporter] = {
    "text": text.render,
    "concise": concise.render,
    "diff": diff.render,
    "json": records.whole,
    "jsonl": records.lines,
}

__all__ = ["REPORTERS", "ReportOptions", "Reporter"]
