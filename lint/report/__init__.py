"""One pure render function a report format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lint.engine import Checked
from lint.report import checkstyle, concise, diff, github, gitlab, junit, markdown, rdjson, records, sarif, text
from lint.report.options import ReportOptions

Reporter = Callable[[Iterable[Checked], ReportOptions], Iterator[str]]

REPORTERS: dict[str, Reporter] = {
    "text": text.render,
    "concise": concise.render,
    "diff": diff.render,
    "json": records.whole,
    "jsonl": records.lines,
    "sarif": sarif.render,
    "rdjson": rdjson.whole,
    "rdjsonl": rdjson.lines,
    "github": github.render,
    "gitlab": gitlab.render,
    "junit": junit.render,
    "checkstyle": checkstyle.render,
    "markdown": markdown.render,
}

__all__ = ["REPORTERS", "ReportOptions", "Reporter"]
