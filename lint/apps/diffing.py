"""What `diff` does: show what fixing would change, as a patch or for the eye."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from lint.apps import output
from lint.apps.commands import begin, say
from lint.apps.order import Choices
from lint.apps.reporting import FAIL_ON
from lint.apps.run import Cured
from lint.apps.terminal import options_for
from lint.checked import Checked
from lint.model import Safety
from lint.report.diff import patch
from lint.report.options import ReportOptions
from lint.report.paint import Brush
from lint.report.tally import Tally, cures, origins


def diff(paths: Sequence[str], choices: Choices, *, ask: bool, view: str | None = None) -> int:
    """Show what fixing would change: as a patch, or in a view of `lint/report/worded.py`."""
    begun, tally = begin(paths, choices, Safety.ASK if ask else Safety.SAFE), Tally()
    options = options_for(choices)
    cured = _cured(begun.outcomes, tally)
    output.emit(_views(cured, options, view) if view else _patches(cured, options), choices.output)
    begun.keep()
    if not choices.quiet:
        say((cures(tally, Brush(options.colour)) or "No fixes to show.\n") + origins(tally))
    return begun.run.exit(FAIL_ON[choices.fail_on](tally), choices.exit_zero)


def _views(cured: Iterable[Cured], options: ReportOptions, view: str) -> Iterator[str]:
    from lint.report import worded  # few runs ask for it

    show = {"word_diff": worded.word_diff, "side_by_side": worded.side_by_side}[view]
    for item in cured:
        yield show(_relative(item.before.name), item.before.text, item.settled.source, options)


def _patches(cured: Iterable[Cured], options: ReportOptions) -> Iterator[bytes]:
    for item in cured:
        before = item.before
        # The patch must hold the bytes of the file, or it would not apply.
        mark = before.bom.decode(before.encoding)
        text = patch(_relative(before.name), mark + before.text, mark + item.settled.source, options)
        if text:
            yield text.encode(before.encoding, "backslashreplace")


def _cured(outcomes: Iterable[Checked | Cured], tally: Tally) -> Iterator[Cured]:
    for item in outcomes:
        if isinstance(item, Cured):
            tally.add(item.checked)
            yield item


def _relative(name: str) -> str:
    """A path as a patch needs it: from this folder, where the file lies below it."""
    if not os.path.isabs(name):  # noqa: PTH117
        return name
    inner = os.path.relpath(name)
    return name if inner.startswith("..") else inner.replace(os.sep, "/")
