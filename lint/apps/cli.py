"""The command line. Only what a command needs is imported, since most runs are short."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import Any, NoReturn

import click

from lint import __version__
from lint.apps.ending import CLEAN, UNCHECKED, crash, say, say_error
from lint.apps.groups import Commands, Listing, Own
from lint.apps.options import (
    BASELINE,
    CHOOSING,
    COMPANY,
    DIFFING,
    NEWS,
    OUTPUT,
    PAGE,
    PATHS,
    READING,
    REPORTING,
    REVIEWING,
    RUNNING,
    TRACKING,
    VERDICTS,
    options,
    rule_names,
)
from lint.errors import LintError, UsageError

SAFE_MODE = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="mtlint", message="%(prog)s %(version)s")
def cli() -> None:
    """Find and fix what machine translation breaks in English text.

    Exit codes: 0 nothing found, 1 findings, 2 wrong use or wrong rule file, 3 something could not be checked.
    """


@cli.command(short_help="Check files, folders or standard input.")
@options(PATHS, CHOOSING, COMPANY, NEWS, READING, OUTPUT, REPORTING, RUNNING)
def check(paths: tuple[str, ...], **given: Any) -> int:
    """Check files, folders (texts, Markdown, HTML, subtitles) or standard input (-). Default: this folder."""
    from lint.apps import commands, order

    return commands.check(paths, order.Choices(**given))


@cli.command(short_help="Show what the fixes would change, as a patch.")
@options(PATHS, CHOOSING, COMPANY, NEWS, READING, OUTPUT, DIFFING, RUNNING)
def diff(paths: tuple[str, ...], safe: bool, view: str | None, **given: Any) -> int:
    """Show what the fixes would change, as a patch for `git apply` or `patch -p1`."""
    from lint.apps import diffing, order

    return diffing.diff(paths, order.Choices(**given), ask=not safe, view=view)


@cli.command(short_help="Apply the safe fixes to files.")
@options(PATHS, CHOOSING, COMPANY, NEWS, READING)
@click.option("--ask", is_flag=True, help="Apply the fixes too that a person should look at.")
@click.option("--dry-run", is_flag=True, help="Say what would be fixed; write nothing.")
@options(TRACKING, RUNNING)
def fix(paths: tuple[str, ...], ask: bool, dry_run: bool, **given: Any) -> int:
    """Apply the safe fixes to files; standard input (-) goes to standard output."""
    from lint.apps import commands, order

    tracking = {name: given.pop(name) for name in ("track", "show", "date")}
    if tracking["track"] or given["output"] or tracking["show"] or tracking["date"]:
        from lint.apps import tracking as tracks

        return tracks.run(paths, order.Choices(**given), ask=ask, dry_run=dry_run, **tracking)
    return commands.fix(paths, order.Choices(**given), ask=ask, dry_run=dry_run)


@cli.command()
@options(PATHS, CHOOSING, COMPANY, NEWS, READING, OUTPUT, PAGE, VERDICTS, RUNNING)
def report(paths: tuple[str, ...], title: str, date: str, **given: Any) -> int:
    """Write one HTML page for editors: each text as it is and as proposed; needs mtlint[review]."""
    from lint.apps import order, report_page
    from lint.report.advice import Limits

    limits = Limits.of(given.pop("verdicts"), given.pop("estimated_verdicts"))
    return report_page.report(paths, order.Choices(**given), limits, title, date)


@cli.command(short_help="Decide on what is found: on a page in the browser, or in a file.")
@options(PATHS, CHOOSING, COMPANY, NEWS, READING, REVIEWING, VERDICTS, RUNNING[1:])
def review(paths: tuple[str, ...], target: str | None, system: str, **given: Any) -> int:
    """Decide on what is found, on a page that this machine alone sees; needs mtlint[review].

    With --export no page is shown: what is found goes to a file (JSON) in which a person or a program decides, and
    `mtlint apply` does the rest.
    """
    from lint.apps import order
    from lint.report.advice import Limits

    limits = Limits.of(given.pop("verdicts"), given.pop("estimated_verdicts"))
    serving = {name: given.pop(name) for name in ("port", "browser", "record")}
    if target is not None:
        if serving != {"port": 0, "browser": True, "record": None}:
            raise UsageError("--export shows no page; leave out --port, --no-browser and --record")
        from lint.apps.review import export

        return export.export(paths, order.Choices(**given), target, system)
    from lint.apps.review import serve

    return serve.review(paths, order.Choices(**given), serve.Serving(system=system, limits=limits, **serving))


@cli.command(short_help="Do what was decided in a file of `mtlint review`.")
@click.argument("decisions", metavar="DECISIONS.json", type=click.Path())
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
@options(CHOOSING[2:4], RUNNING[2:4])
def apply(decisions: str, dry_run: bool, **given: Any) -> int:
    """Do what was decided: fixes that were taken, edits, and suppressions of what was left with a reason."""
    from lint.apps import order
    from lint.apps.review import apply

    return apply.apply(decisions, order.Choices(**given), dry_run=dry_run)


@cli.command(short_help="Count which rules editors took and left.")
@click.argument("decisions", metavar="DECISIONS.json...", nargs=-1, required=True, type=click.Path())
@click.option("--plot", metavar="FILE.svg", type=click.Path(), help="Draw it too; needs mtlint[stats].")
@options(RUNNING[4:])
def stats(decisions: tuple[str, ...], plot: str | None, color: str) -> int:
    """Count in files of decisions which rules editors took, edited and left."""
    from lint.apps.review import stats

    return stats.stats(decisions, plot, color)


@cli.group()
def config() -> None:
    """Settings: what holds for a file, and their schema."""


@config.command("show")
@click.argument("path", default=".", type=click.Path(allow_dash=True))
@options(CHOOSING[3:4])
def show_config(path: str, config: str | None) -> int:
    """Print the settings for a file or a folder as TOML, each with the file that it stands in."""
    from lint.apps import config_pages

    config_pages.show(path, config)
    return CLEAN


@config.command("schema")
@click.argument("kind", type=click.Choice(["settings", "decisions"]), default="settings")
def show_schema(kind: str) -> int:
    """Print the JSON Schema of mtlint.toml and [tool.mtlint], or of the decisions of a review."""
    from lint.apps import config_pages

    config_pages.show_schema(kind)
    return CLEAN


@cli.command("suppress", short_help="Suppress a finding where it stands, with a reason.")
@click.argument("place", metavar="FILE:LINE[:COLUMN]", required=False)
@click.argument("rule", required=False, shell_complete=rule_names)
@click.option("--reason", default="", metavar="TEXT", help="Why; stands in the text, and in reports.")
@click.option("--sidecar", is_flag=True, help="Write FILE.mtlint.toml instead of a mark in the text.")
@click.option(
    "--prune", multiple=True, metavar="PATH", type=click.Path(), help="Take out of sidecars what suppresses nothing."
)
@options(CHOOSING, READING, RUNNING[2:3])
def suppress_finding(
    place: str | None, rule: str | None, reason: str, sidecar: bool, prune: tuple[str, ...], **given: Any
) -> int:
    """Suppress a finding: write a mark at the end of its line, or an entry of a list beside the file."""
    from lint.apps import order, suppressing

    if prune and place is None:
        return suppressing.prune(prune, order.Choices(**given))
    if place is None or prune:
        raise click.UsageError("name the place of a finding, FILE:LINE, or --prune PATH")
    return suppressing.suppress(place, rule, reason, order.Choices(**given), beside=sidecar)


@cli.command(short_help="Know what is found now: later runs pass over it.")
@options(PATHS, CHOOSING, BASELINE, READING)
@click.option("--prune", is_flag=True, help="Only take out what is not found any more; add nothing.")
@options(RUNNING[1:])
def baseline(paths: tuple[str, ...], prune: bool, **given: Any) -> int:
    """Write down what is found now, so that later runs of check, diff and fix pass over it."""
    from lint.apps import baseline, order

    return baseline.write(paths, order.Choices(**given), prune=prune)


@cli.group("cache", short_help="What earlier runs found, kept on disk.")
def kept() -> None:
    """What earlier runs found, kept on disk: results by text, rules and version."""


@kept.command("path")
def kept_path() -> int:
    """Print the folder; the results are the files results-* in it."""
    from lint.apps import keeping

    return keeping.show_path()


@kept.command("size")
def kept_size() -> int:
    """Say how many results are kept, and how much room they take."""
    from lint.apps import keeping

    return keeping.show_size()


@kept.command("clear")
def kept_clear() -> int:
    """Throw the results away; other runs may go on meanwhile."""
    from lint.apps import keeping

    return keeping.clear()


def _listed(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """What the first word after `rules` may be."""
    more = ctx.command.list_commands(ctx) if isinstance(ctx.command, click.Group) else []
    return [*(name for name in more if name.startswith(incomplete)), *rule_names(ctx, param, incomplete)]


@cli.group(cls=Listing, invoke_without_command=True, subcommand_metavar="| try RULE.yaml CORPUS...")
@click.argument("family", cls=Own, required=False, shell_complete=_listed)
@options(CHOOSING[2:3], RUNNING[2:3], RUNNING[4:])
def rules(family: str | None, rule_folders: tuple[str, ...], no_cache: bool, color: str) -> int:
    """List the rules, or those of one family."""
    from lint.apps import catalogue_pages

    catalogue_pages.show_list(family, rule_folders, cached=not no_cache, color=color)
    return CLEAN


@rules.command("try")
@click.argument("rule", metavar="RULE.yaml", type=click.Path())
@click.argument("corpus", nargs=-1, required=True, type=click.Path())
@click.option(
    "--sound",
    multiple=True,
    metavar="PATH",
    type=click.Path(),
    help="Sound English, where every finding is a false alarm; again for more.",
)
@click.option(
    "--show",
    default=10,
    show_default=True,
    metavar="N",
    type=click.IntRange(0),
    help="Findings to show of each sort of text.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to report; json has every finding.",
)
@click.option("--no-cache", is_flag=True, help="Analyse the corpora afresh, and keep nothing.")
@click.option("--estimate", is_flag=True, help="Let the learned reader read along; `when_suspect` is a gate then.")
@options(RUNNING[4:])
def try_rule(rule: str, corpus: tuple[str, ...], **given: Any) -> int:
    """Try a rule file on corpora: what it finds, and whether it is any good.

    A corpus is text, Markdown, a folder of them, or JSONL (.gz too) with "text" or with translations and post-edits
    ("mt", "pe", "bad", "gaps", "pair"). Exit codes: 0 tried, 1 an example in the rule file fails, 2 wrong use or wrong
    rule file, 3 something could not be read or checked.
    """
    from lint.apps import trial

    return trial.run(rule, corpus, trial.Choices(**given))


@cli.command(short_help="Explain a rule: fault, reason, cure, examples.")
@click.argument("rule", shell_complete=rule_names)
@options(CHOOSING[2:3], RUNNING[2:3], RUNNING[4:])
def explain(rule: str, rule_folders: tuple[str, ...], no_cache: bool, color: str) -> int:
    """Explain a rule: its fault, its reason, its cure, examples."""
    from lint.apps import catalogue_pages

    catalogue_pages.show_one(rule, rule_folders, cached=not no_cache, color=color)
    return CLEAN


@cli.command(short_help="Serve an editor (Language Server Protocol).")
@options(CHOOSING)
def server(**given: Any) -> int:
    """Serve an editor on standard input and output, by the Language Server Protocol.

    What is asked for here holds unless the settings of the editor say otherwise.
    """
    from lint.apps import server

    return server.run(given)


@cli.command(short_help="Print the completion script of a shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print the completion script of a shell, such as: eval "$(mtlint completion bash)"."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise UsageError(f"no completion for {shell}")
    click.echo(kind(cli, {}, "mtlint", "_MTLINT_COMPLETE").source())
    return CLEAN


def prepare() -> None:
    """Make the process one for long work on small matrices; called before numpy starts its threads."""
    # Several processes are better than several threads on small matrices.
    for name in SAFE_MODE:
        os.environ.setdefault(name, "1")
    # Rules and tables are many objects and no garbage; a collector that walks them all the time costs a tenth of a run.
    gc.set_threshold(200_000, 20, 20)


def main() -> NoReturn:
    """Run the command line; every way out has its exit code and, where something is wrong, one line."""
    prepare()
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        code = code or UNCHECKED
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    # Files are closed and children have ended; taking the modules down one by one would cost a tenth of a short run.
    os._exit(code)


def run(args: list[str]) -> int:
    """The exit code of a command line."""
    try:
        if "_MTLINT_COMPLETE" in os.environ:
            cli.main(args, prog_name="mtlint")
        if not args:
            args = ["--help"]
        # Not `cli.main`: it would print an empty line at Ctrl-C.
        with cli.make_context("mtlint", args) as context:
            result = cli.invoke(context)
    except click.exceptions.Exit as error:
        return error.exit_code
    except SystemExit as error:  # click ends a completion so
        return int(error.code or CLEAN)
    except (click.ClickException, UsageError, LintError) as error:
        return say_error(error)
    except (KeyboardInterrupt, click.Abort):
        # Files are written whole, one after the other, so there is nothing to clear up.
        return say("interrupted; files already written are whole, the others are as they were", UNCHECKED)
    except BaseException as error:
        if os.environ.get("MTLINT_TRACEBACK"):
            raise
        return say(crash(error), UNCHECKED)
    return result if isinstance(result, int) else CLEAN


if __name__ == "__main__":
    main()
