"""The report as a piece of HTML to embed: the paragraphs that fixes change, with what goes and what comes.

It has classes and neither style, script nor ids: what it looks like is for the page that it is put into.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from lint.checked import Checked
from lint.model import Finding
from lint.report.options import ReportOptions
from lint.report.place import name_of
from lint.report.runs import Block, Numbered, Run, blocks
from lint.report.seen import ends, seen
from lint.report.worst import worst


def render(results: Iterable[Checked], options: ReportOptions) -> Iterator[str]:
    """A section a document in which a fix changes anything."""
    for checked in worst(results, options.limit):
        numbered = Numbered.of(checked.document.source, checked.findings, options.level)
        if numbered.taken:
            yield f'<section class="mtlint-diff">\n<p class="mtlint-name">{_safe(name_of(checked.document))}</p>\n'
            for block in blocks(numbered):
                if any(run.deleted or run.inserted for run in block.runs):
                    yield f'<p class="mtlint-text" dir="auto">{_text(block)}</p>\n'
            rows = (_reason(number, numbered.findings[number]) for number in sorted(numbered.taken))
            yield f'<ol class="mtlint-reasons">\n{"".join(rows)}</ol>\n</section>\n'


def _text(block: Block) -> str:
    return "".join(map(_run, block.runs))


def _run(run: Run) -> str:
    if run.inserted:
        return f'<ins class="mtlint-ins" data-finding="{run.inserted}">{_safe(ends(run.text))}</ins>'
    if run.deleted:
        return f'<del class="mtlint-del" data-finding="{run.deleted}">{_safe(ends(run.text))}</del>'
    return _safe(run.text)


def _reason(number: int, finding: Finding) -> str:
    kind = f'class="mtlint-{finding.severity}" data-safety="{finding.safety.name.lower()}"'
    rule = f'<code class="mtlint-rule">{_safe(finding.rule)}</code>'
    return f'<li value="{number}" {kind}>{_safe(finding.message)} {rule}</li>\n'


def _safe(text: str) -> str:
    return escape(seen(text))
