"""One pure render function a report format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from lint.checked import Checked
from lint.report import concise, text
from lint.report.options import ReportOptions

Reporter = Callable[[Iterable[Checked], ReportOptions], Iterator[str]]


def _later(module: str, name: str) -> Reporter:
    """A reporter that is loaded when it is used: most runs need none of these, and every start would pay for all."""

    def render(results: Iterable[Checked], options: ReportOptions) -> Iterator[str]:
        yield from getattr(import_module(f"lint.report.{module}"), name)(results, options)

    return render


REPORTERS: dict[str, Reporter] = {
    "text": text.render,
    "concise": concise.render,
    "diff": _later("diff", "render"),
    "json": _later("records", "whole"),
    "jsonl": _later("records", "lines"),
    "sarif": _later("sarif", "render"),
    "rdjson": _later("rdjson", "whole"),
    "rdjsonl": _later("rdjson", "lines"),
    "github": _later("github", "render"),
    "gitlab": _later("gitlab", "render"),
    "junit": _later("junit", "render"),
    "checkstyle": _later("checkstyle", "render"),
    "markdown": _later("markdown", "render"),
    "html-diff": _later("fragment", "render"),
}

__all__ = ["REPORTERS", "ReportOptions", "Reporter"]
