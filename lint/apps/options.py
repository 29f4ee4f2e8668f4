"""The options of the command line, in groups that commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
READ_AS = ("text", "markdown", "html", "srt", "vtt", "jsonl", "docx")
FORMATS = ("text", "concise", "diff", "json", "jsonl", "sarif", "rdjson", "rdjsonl", "github", "gitlab", "junit",
           "checkstyle", "markdown", "html-diff")  # fmt: skip
WRITTEN = tuple(name for name in FORMATS if name != "diff")
"""Formats of what is found; a patch is of what is fixed, which is another run."""
SEVERITIES = ("note", "warning", "error")


def _lists(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG001
    return tuple(item.strip() for value in values for item in value.split(",") if item.strip())


def _jobs(ctx: click.Context, param: click.Parameter, value: str) -> int | None:  # noqa: ARG001
    if value == "auto":
        return None
    if not value.isdecimal() or int(value) < 1:
        raise click.BadParameter('must be a number from 1 or "auto"')
    return int(value)


def _reports(
    ctx: click.Context,  # noqa: ARG001
    param: click.Parameter,  # noqa: ARG001
    values: tuple[str, ...],
) -> tuple[tuple[str, str], ...]:
    pairs = []
    for value in values:
        form, _, file = value.partition("=")
        if form not in WRITTEN or not file:
            raise click.BadParameter(f'"{value}" is not FORMAT=FILE with a format of {", ".join(WRITTEN)}')
        pairs.append((form, file))
    return tuple(pairs)


def _date(ctx: click.Context, param: click.Parameter, value: str) -> str:  # noqa: ARG001
    from datetime import date  # one command needs it

    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except ValueError:
        raise click.BadParameter(f'"{value}" is no date such as 2024-05-31') from None


def _limits(ctx: click.Context, param: click.Parameter, values: tuple[float, ...]) -> tuple[float, ...]:  # noqa: ARG001
    if list(values) != sorted(values):
        raise click.BadParameter("each must be at least the one before it")
    return values


def rule_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """The rules and families that a word may be completed to."""
    from lint.apps.cache import load_rules

    head, _, last = incomplete.rpartition(",")
    lead = f"{head}," if head else ""
    ids = [rule.id for rule in load_rules()]
    names = sorted({*ids, *(name.split("/")[0] for name in ids), "all"})
    return [lead + name for name in names if name.startswith(last)]


def options(*groups: tuple[Callable[[F], F], ...]) -> Callable[[F], F]:
    """Add groups of options to a command, in the order given."""

    def add(command: F) -> F:
        for option in reversed([option for group in groups for option in group]):
            command = option(command)
        return command

    return add


PATHS = (click.argument("paths", nargs=-1, type=click.Path(allow_dash=True)),)
CHOOSING = (
    click.option("--select", multiple=True, callback=_lists, metavar="RULES", shell_complete=rule_names,
                 help='Check these only: rules, families, globs, "on", "quiet" or "all"; a comma between.'),
    click.option("--ignore", multiple=True, callback=_lists, metavar="RULES", shell_complete=rule_names,
                 help="Do not check these."),
    click.option("--rules", "rule_folders", multiple=True, metavar="FOLDER", type=click.Path(),
                 help="A folder of your own rules, FAMILY/NAME.yaml, besides those of mtlint."),
    click.option("--config", metavar="FILE", type=click.Path(),
                 help="Settings; else the nearest mtlint.toml or pyproject.toml with [tool.mtlint]."),
    click.option("--source", metavar="CODE",
                 help="Language that the text was translated from, such as ru; auto guesses it, none unsets it."),
    click.option("--estimate/--no-estimate", default=None,
                 help="Let the learned reader estimate what an editor would change; needs mtlint[estimate]."),
)  # fmt: skip
COMPANY = (
    click.option("--with", "others", multiple=True, type=click.Choice(["languagetool", "none"]),
                 help="Ask LanguageTool too (needs mtlint[languagetool] and Java), or none, whatever settings say."),
    click.option("--languagetool-url", metavar="URL", help="A LanguageTool server that runs already."),
    click.option("--languagetool-timeout", metavar="SECONDS", type=click.FloatRange(0, min_open=True), default=60,
                 show_default=True, help="How long an answer of LanguageTool may take."),
    click.option("--allow-remote", is_flag=True, help="Let the text leave this machine for --languagetool-url."),
)  # fmt: skip
READING = (
    click.option("--read-as", type=click.Choice(READ_AS), help="Format of the input, whatever the file names say."),
    click.option("--encoding", metavar="NAME", help="Encoding of the input; else by byte order mark, else UTF-8."),
)
RUNNING = (
    click.option("--exit-zero", is_flag=True, help="Exit 0 even where there are findings."),
    click.option("--jobs", default="auto", callback=_jobs, metavar="N", show_default=True,
                 help="Processes to use; auto takes one where there is little to do."),
    click.option("--no-cache", is_flag=True, help="Use nothing that earlier runs kept, and keep nothing."),
    click.option("--quiet", "-q", is_flag=True, help="Show what was found and what failed, nothing else."),
    click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
                 help="Colour; auto looks at the terminal and at NO_COLOR."),
)  # fmt: skip
BASELINE = (
    click.option("--baseline", metavar="FILE", type=click.Path(),
                 help="What was found before and is not news; else the nearest .mtlint-baseline.json."),
)  # fmt: skip
NEWS = (
    *BASELINE,
    click.option("--no-baseline", is_flag=True, help="Show what is in the baseline too."),
    click.option("--diff-base", metavar="REV",
                 help="Only what stands on lines that changed since the branch left this git revision, such as main."),
)  # fmt: skip
TRACKING = (
    click.option("--track", is_flag=True, help="Write the fixes into a copy of a .docx as tracked changes, and other "
                 "findings as comments; needs --output."),
    click.option("--show", is_flag=True, help="With --track: also the fixes that are no more than a proposal."),
    click.option("--output", "-o", metavar="FILE", type=click.Path(), help="With --track: the copy."),
    click.option("--date", metavar="TIME",
                 help="With --track: the time of the changes, such as 2026-05-01 or 2026-05-01T10:00:00Z; else now."),
)  # fmt: skip
OUTPUT = (click.option("--output", "-o", metavar="FILE", type=click.Path(), help="Write the report to a file."),)
REPORTING = (
    click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True,
                 help="How to report."),
    click.option("--report", "reports", multiple=True, callback=_reports, metavar="FORMAT=FILE",
                 help="Write a report to a file besides, such as sarif=mtlint.sarif; again for more."),
    click.option("--statistics", is_flag=True,
                 help="Count by rule: in place of findings (text, concise), or with them (json, markdown)."),
    click.option("--min-severity", type=click.Choice(SEVERITIES), default="note", show_default=True,
                 help="Leave out what weighs less."),
    click.option("--max-findings", type=click.IntRange(1), metavar="N",
                 help="Show the worst N; all are counted."),
    click.option("--no-suppressed", is_flag=True,
                 help="Leave suppressed findings out of reports that list them (json, sarif, junit)."),
    click.option("--fail-on", type=click.Choice(["new", "error", "any"]), default="new", show_default=True,
                 help="Exit 1 on findings, on errors only, or on those in the baseline too."),
)  # fmt: skip
DIFFING = (
    click.option("--safe", is_flag=True, help="Only what `mtlint fix` would change without being asked."),
    click.option("--word", "view", flag_value="word_diff",
                 help="Show it word by word, as `git diff --word-diff` does."),
    click.option("--side-by-side", "view", flag_value="side_by_side",
                 help="Show the old text and the new in two columns."),
)  # fmt: skip
PAGE = (
    click.option("--title", default="mtlint report", metavar="TEXT", show_default=True, help="Heading of the page."),
    click.option("--date", default="", metavar="DATE", help="Date to show, as YYYY-MM-DD; else none, so that the same "
                 "texts make the same page.", callback=_date),
)  # fmt: skip
VERDICTS = (
    click.option("--verdicts", type=click.FloatRange(0), nargs=3, default=(5.0, 30.0, 100.0), show_default=True,
                 metavar="PUBLISH FIX EDIT", callback=_limits, help="Penalty points in 1,000 words below which each "
                 "verdict holds."),
    click.option("--estimated-verdicts", type=click.FloatRange(0, 100), nargs=3, default=(12.0, 25.0, 50.0),
                 show_default=True, metavar="PUBLISH FIX EDIT", callback=_limits, help="With --estimate: percent of "
                 "words that an editor would change, below which each holds."),
)  # fmt: skip
REVIEWING = (
    click.option("--export", "target", metavar="FILE", type=click.Path(), help="No page, but a file to decide in; - "
                 "prints it."),
    click.option("--record", metavar="FILE", type=click.Path(), help="Add the decisions that are saved to this file, "
                 "for `mtlint stats`."),
    click.option("--system", default="", metavar="NAME", help="What translated the texts; `mtlint stats` "
                 "counts by it."),
    click.option("--port", type=click.IntRange(0, 65_535), default=0, help="Port of the page; else any that is free."),
    click.option("--browser/--no-browser", default=True, help="Open the page in a browser, or print its address only."),
)  # fmt: skip
