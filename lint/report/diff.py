"""The report as a patch: unified, for `git apply` and `patch -p1`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lint.checked import Checked
from lint.fixing import apply, plan
from lint.report.options import ReportOptions
from lint.report.paint import Brush

NO_END = "\\ No newline at end of file\n"
QUOTED = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def render(results: Iterable[Checked], options: ReportOptions) -> Iterator[str]:
    """A patch a document, of the fixes that one pass would apply."""
    for checked in results:
        source = checked.document.source
        edits = [edit for finding in plan(checked.findings, options.level) if finding.fix for edit in finding.fix.edits]
        if edits and checked.document.whole:
            yield patch(checked.document.name, source, apply(source, edits), options)


def patch(name: str, before: str, after: str, options: ReportOptions) -> str:
    """The unified difference of two versions of a file, empty where they are the same.

    Only `\\n` ends a line, as git has it; a carriage return stays where it stands, at the end of its line.
    """
    if before == after:
        return ""
    from difflib import unified_diff  # needed by this report alone

    brush = Brush(options.colour)
    old, new = (f"{side}/{name.lstrip('/')}" for side in "ab")
    lines = list(unified_diff(lines_of(before), lines_of(after), n=3))[2:]
    head = [brush(f"--- {header(old)}", "bold") + "\n", brush(f"+++ {header(new)}", "bold") + "\n"]
    return "".join([*head, *(_painted(line, brush) for line in lines)])


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends, as git has them."""
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _painted(line: str, brush: Brush) -> str:
    style = {"+": "green", "-": "red", "@": "cyan"}.get(line[0])
    body = line.removesuffix("\n")
    text = brush(body, style) if style else body
    return text + "\n" + ("" if line.endswith("\n") else NO_END)


def header(path: str) -> str:
    """A path as git writes it: quoted where it holds a control character, ended by a tab where it holds a space."""
    if any(char in QUOTED for char in path):
        return '"' + "".join(QUOTED.get(char, char) for char in path) + '"'
    return path + "\t" if " " in path else path
