"""Trying one rule on corpora: what it finds there, and whether it is any good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from lint import engine
from lint.apps import output
from lint.apps.analyses import KeptAnalyser, trim
from lint.apps.cache import load_rule
from lint.apps.checker import analyser_for
from lint.apps.corpora import Edited, Sample, corpora
from lint.apps.ending import CLEAN, FOUND, UNCHECKED
from lint.apps.progress import share
from lint.apps.terminal import coloured, width
from lint.catalogue import Rule
from lint.checked import Checked
from lint.errors import ReadError, UsageError
from lint.estimation import Estimator
from lint.language.analyse import Reads
from lint.laws import Broken, broken
from lint.readers import plain
from lint.report import trial as report
from lint.report.options import ReportOptions
from lint.report.trial import OTHER, SOUND, TRANSLATION, Judged, Seen, Trial
from lint.scoring import outcome
from lint.source import Document


class Choices(msgspec.Struct, frozen=True):
    """What the options of the command say."""

    sound: tuple[str, ...] = ()
    show: int = 10
    form: str = "text"
    no_cache: bool = False
    estimate: bool = False
    color: str = "auto"


class Corpus(msgspec.Struct, frozen=True):
    """The texts of one file or folder that could be read; in sound English every finding is a false alarm."""

    name: str
    samples: tuple[Sample, ...]
    sound: bool


class Problems(msgspec.Struct):
    """What could not be read or checked; each is said at once."""

    count: int = 0

    def say(self, message: str) -> None:
        """Say that something could not be read or checked."""
        self.count += 1
        click.echo(f"mtlint: {message}", err=True)


def run(path: str, paths: Sequence[str], choices: Choices) -> int:
    """Try a rule and report; 1 where one of its examples fails, 3 where something could not be checked."""
    rule = load_rule(Path(path))
    if rule.estimates and not choices.estimate:
        raise UsageError(f"{rule.id} needs estimates; add --estimate")
    problems = Problems()
    kept = KeptAnalyser(Estimator.load() if choices.estimate else None)
    reads: Reads = analyser_for(choices.estimate) if choices.no_cache else kept
    failed = tuple(broken(rule, lambda text: _check_one(text, rule, reads)))
    # The examples show the rule itself; what it finds in corpora stands behind its gate.
    rule = rule.with_estimates if choices.estimate else rule
    found = [*_read(paths, problems, sound=False), *_read(choices.sound, problems, sound=True)]
    if problems.count and not any(corpus.samples for corpus in found):
        return UNCHECKED
    total = sum(len(_document(sample).text) for corpus in found for sample in corpus.samples)
    checked = list(share(_checked(found, rule, reads), total, lambda: "analysing, once" if kept.made else "checking"))
    made = _trial(rule, failed, found, checked)
    _say_faults(checked, problems)
    if kept.made:
        trim()
    options = ReportOptions(coloured(choices.color), width())
    output.emit(report.FORMATS[choices.form](made, options, choices.show), None)
    return UNCHECKED if problems.count else FOUND if failed else CLEAN


def _check_one(text: str, rule: Rule, reads: Reads) -> Checked:
    (document,) = plain.read("example", text)
    return next(engine.check([document], [rule], reads))


def _read(paths: Sequence[str], problems: Problems, *, sound: bool) -> Iterator[Corpus]:
    for name, items in corpora(paths):
        for item in items:
            if isinstance(item, ReadError):
                problems.say(str(item))
        yield Corpus(name, tuple(item for item in items if not isinstance(item, ReadError)), sound)


def _checked(found: Sequence[Corpus], rule: Rule, reads: Reads) -> Iterator[Checked]:
    """Each corpus checked by itself, so that what is kept of it serves wherever it is named again."""
    for corpus in found:
        yield from engine.check(map(_document, corpus.samples), [rule], reads)


def _say_faults(results: Sequence[Checked], problems: Problems) -> None:
    first = {fault: checked for checked in reversed(results) for fault in checked.faults}
    for fault, checked in first.items():
        problems.say(f"{checked.document.name}: rule {fault}")


def _document(sample: Sample) -> Document:
    return sample.document if isinstance(sample, Edited) else sample


def _trial(rule: Rule, failed: tuple[Broken, ...], found: Sequence[Corpus], results: Sequence[Checked]) -> Trial:
    judged: list[Judged] = []
    seen: list[Seen] = []
    words: dict[tuple[str, str], int] = {}
    samples = [(corpus, sample) for corpus in found for sample in corpus.samples]
    for (corpus, sample), checked in zip(samples, results, strict=True):
        sort, group = _group(corpus, sample)
        words[sort, group] = words.get((sort, group), 0) + len(checked.document.source.split())
        # Beside the languages that it is for, a rule is judged by sound English alone.
        foreign = isinstance(sample, Edited) and rule.sources and sample.pair.partition("-")[0] not in rule.sources
        for finding in checked.findings if not foreign else ():
            if sort == TRANSLATION and isinstance(sample, Edited):
                said = outcome(sample.translation, finding.span, finding.fix.edits if finding.fix else ())
                judged.append(Judged(checked.document, finding, group, sample.translation, said))
            else:
                seen.append(Seen(checked.document, finding, sort, group))
    return Trial(rule, failed, tuple(judged), tuple(seen), tuple((*key, number) for key, number in words.items()))


def _group(corpus: Corpus, sample: Sample) -> tuple[str, str]:
    """The sort of text that a sample is, and the row of the table that it counts in."""
    if corpus.sound:
        return SOUND, corpus.name
    return (TRANSLATION, sample.pair or corpus.name) if isinstance(sample, Edited) else (OTHER, corpus.name)
