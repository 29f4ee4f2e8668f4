"""The options of the command line, in groups that commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
READ_AS = ("text", "markdown", "jsonl")


def _lists(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG001
    return tuple(item.strip() for value in values for item in value.split(",") if item.strip())


def _jobs(ctx: click.Context, param: click.Parameter, value: str) -> int | None:  # noqa: ARG001
    if value == "auto":
        return None
    if not value.isdecimal() or int(value) < 1:
        raise click.BadParameter('must be a number from 1 or "auto"')
    return int(value)


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
    click.option("--with", "others", multiple=True, type=click.Choice(["languagetool"]),
                 help="Ask LanguageTool too; needs mtlint[languagetool] and Java."),
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
    click.option("--no-cache", is_flag=True, help="Read the rules afresh."),
    click.option("--quiet", "-q", is_flag=True, help="Show what was found and what failed, nothing else."),
    click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
                 help="Colour; auto looks at the terminal and at NO_COLOR."),
)  # fmt: skip
OUTPUT = (click.option("--output", "-o", metavar="FILE", type=click.Path(), help="Write the report to a file."),)
