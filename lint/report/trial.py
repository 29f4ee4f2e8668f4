"""The report of a trial: a rule's broken examples, what it finds in context, its figures, and the verdict."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec

from lint.catalogue import Rule
from lint.laws import Broken
from lint.model import Finding
from lint.record import Default, Standing
from lint.report.cells import cut, visible
from lint.report.cure import changes
from lint.report.frame import frame
from lint.report.options import ReportOptions
from lint.report.paint import Brush
from lint.report.records import dumps, line
from lint.report.tally import count
from lint.scoring import Figures, Outcome, Translation, ratio, record
from lint.source import Document, LineIndex

T = TypeVar("T")
SEED = 1
SORTS = ("better", "worse", "hit", "missed")
TRANSLATION, SOUND, OTHER = "translation", "alarm", "found"
"""What kind of text a finding stands in; in sound English it is a false alarm."""
STYLES = {"better": "green", "hit": "green", "worse": "red", "missed": "yellow", SOUND: "red", OTHER: "cyan"}
MARGIN = 10
LONGEST = 60


class Judged(msgspec.Struct, frozen=True):
    """A finding in a translation, and what its editor says of it."""

    document: Document
    finding: Finding
    pair: str
    translation: Translation
    outcome: Outcome


class Seen(msgspec.Struct, frozen=True):
    """A finding in a text that nobody marked; `sort` is SOUND or OTHER."""

    document: Document
    finding: Finding
    sort: str
    corpus: str


class Trial(msgspec.Struct, frozen=True, dict=True):
    """All that came of trying a rule."""

    rule: Rule
    broken: tuple[Broken, ...]
    judged: tuple[Judged, ...]
    seen: tuple[Seen, ...]
    words: tuple[tuple[str, str, int], ...]
    """Sort of text, language pair or corpus, and the words read in it."""

    def figures(self, sort: str, group: str = "") -> Figures:
        """What is known of the rule in a sort of text, or in one group of it."""
        words = sum(number for kind, name, number in self.words if kind == sort and group in ("", name))
        if sort == TRANSLATION:
            return Figures.of(words, [j.outcome for j in self.judged if group in ("", j.pair)])
        return Figures(words, sum(s.sort == sort and group in ("", s.corpus) for s in self.seen))

    @property
    def standing(self) -> Standing:
        """The default that the rule would have earned had the catalogue measured it on these texts alone."""
        translations, sound = self.figures(TRANSLATION), self.figures(SOUND)
        if not sound.words:
            return Standing(Default.QUIET, "no sound English was read")
        return msgspec.structs.replace(self.rule, record=record(translations, sound)).standing

    def groups(self, sort: str) -> list[str]:
        """The language pairs or corpora of a sort of text, in the order they were read."""
        return [name for kind, name, _ in self.words if kind == sort]


def render(trial: Trial, options: ReportOptions, limit: int) -> Iterator[str]:
    """The report for people, with so many findings of each sort of text in context."""
    brush = Brush(options.colour)
    for row in (*_laws(trial, brush), *_findings(trial, limit, options.width, brush), *_figures(trial, brush)):
        yield row + "\n"


def _laws(trial: Trial, brush: Brush) -> Iterator[str]:
    number = len(trial.rule.file.bad) + len(trial.rule.file.good)
    if not trial.broken:
        yield brush(f"Examples: all {number} hold.", "green")
    for broken in trial.broken:
        label = {"bad": "bad", "good": "good", "cured": "once cured"}[broken.sort]
        yield f"{brush('Example fails', 'red', 'bold')} ({label}): {visible(broken.text)}"
        yield f"  expected: {visible(broken.expected)}"
        yield f"  found:    {visible(broken.found)}"


def _findings(trial: Trial, limit: int, width: int, brush: Brush) -> Iterator[str]:
    groups = {sort: [j for j in trial.judged if j.outcome.name == sort] for sort in SORTS}
    shares = dict.fromkeys(SORTS, 0)
    while sum(shares.values()) < min(limit, len(trial.judged)):
        for sort in SORTS:
            if shares[sort] < len(groups[sort]) and sum(shares.values()) < limit:
                shares[sort] += 1
    for sort in SORTS:
        if shares[sort]:
            yield _title(sort, shares[sort], len(groups[sort]), brush)
            for judged in spread(groups[sort], shares[sort]):
                yield from _one(judged.document, judged.finding, judged.pair, sort, width, brush)
                yield from _editor(judged, width, brush)
    for sort in (SOUND, OTHER):
        seen = [item for item in trial.seen if item.sort == sort]
        if seen and limit:
            yield _title(sort, min(limit, len(seen)), len(seen), brush)
            for item in spread(seen, limit):
                yield from _one(item.document, item.finding, "", sort, width, brush)


MEANING = {
    "better": "the fix brings the text nearer to the editor's",
    "worse": "the fix takes it farther away",
    "hit": "the editor changed something here",
    "missed": "the editor left this as it is",
    SOUND: "in sound English",
    OTHER: "in other text",
}


def _title(sort: str, shown: int, number: int, brush: Brush) -> str:
    of = f"{shown} of {number:,}" if shown < number else f"{number:,}"
    return f"\n{brush(sort, STYLES[sort], 'bold')} ({of}): {MEANING[sort]}"


def spread(items: Sequence[T], number: int) -> list[T]:
    """So many items from all over, in their order, the same ones each time."""
    if len(items) <= number:
        return list(items)
    return [items[i] for i in sorted(random.Random(SEED).sample(range(len(items)), number))]


def _one(document: Document, finding: Finding, pair: str, sort: str, width: int, brush: Brush) -> Iterator[str]:
    lines = LineIndex(document.source)
    shown = frame(lines, finding.span, width - MARGIN)
    place = f"{document.name}:{lines.position(finding.span.start).line}" if document.whole else document.name
    yield f"  {shown.before}{_marked(shown.marked, STYLES[sort], brush)}{shown.after}"
    parts = [
        f"{brush(cut(visible(c.old), LONGEST), 'red')} -> {brush(cut(visible(c.new), LONGEST), 'green')}"
        for c in (changes(document.source, finding.fix.edits, finding.span) if finding.fix else ())
    ]
    cure = f"fix: {'; '.join(parts)}" if parts else "no fix"
    yield f"    {cure}  {brush(f'{pair} {place}'.strip(), 'dim')}"


def _editor(judged: Judged, width: int, brush: Brush) -> Iterator[str]:
    reference = judged.translation.reference
    if reference is not None:
        span = judged.translation.counterpart(judged.translation.window(judged.finding.span))
        shown = frame(LineIndex(reference), span, width - MARGIN - 8)
        yield f"    editor: {shown.before}{_marked(shown.marked, 'cyan', brush)}{shown.after}"


def _marked(text: str, style: str, brush: Brush) -> str:
    return brush(text, style, "bold") if brush.colour and text else f"[{text}]"


HEAD = ("", "words", "findings", "per 1k", "precision", "chance", "lift", "better", "same", "worse")
TOTALS = {TRANSLATION: "translations", SOUND: "sound English", OTHER: "other text"}


def _figures(trial: Trial, brush: Brush) -> Iterator[str]:
    rows: list[tuple[str, ...]] = [HEAD]
    for sort, total in TOTALS.items():
        groups = trial.groups(sort)
        rows += [_row(name, trial.figures(sort, name), sort) for name in groups]
        if groups:
            rows.append(_row(total, trial.figures(sort), sort))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    yield ""
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))]
        yield brush("  ".join(cells).rstrip(), *(["bold"] if row is HEAD or row[0] in TOTALS.values() else []))
    if trial.groups(TRANSLATION):
        yield ""
        yield from _verdict(trial, brush)


def _row(name: str, figures: Figures, sort: str) -> tuple[str, ...]:
    counts = (name, f"{figures.words:,}", f"{figures.findings:,}", _cell(figures.per_1k))
    if sort != TRANSLATION:
        return (*counts, *["-"] * (len(HEAD) - len(counts)))
    rates = (_cell(figures.precision), _cell(figures.random), _cell(figures.lift))
    return (*counts, *rates, str(figures.better), str(figures.same), str(figures.worse))


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _verdict(trial: Trial, brush: Brush) -> Iterator[str]:
    translations, sound = trial.figures(TRANSLATION), trial.figures(SOUND)
    if sound.words and translations.findings:
        times = ratio(translations, sound)
        never = f"It never speaks in {count(sound.words, 'word')} of sound English."
        yield f"It speaks {times:.1f} times as often as in sound English." if times is not None else never
    standing, own = trial.standing, trial.rule.file.default
    style = "green" if standing.default is Default.ON else "yellow"
    said = f"; its file says {own}" if own and own != standing.default else ""
    yield f"{brush(f'Verdict: {standing.default} by default,', style, 'bold')} since {standing.since}{said}."


def records(trial: Trial, options: ReportOptions, limit: int) -> Iterator[str]:  # noqa: ARG001
    """The report for programs: one JSON object with every finding and what is said of it."""
    translations, sound = trial.figures(TRANSLATION), trial.figures(SOUND)
    whole = {
        "version": 1,
        "rule": trial.rule.id,
        "examples": [msgspec.to_builtins(broken) for broken in trial.broken],
        "figures": {
            name: {group: _record(trial.figures(sort, group), sort) for group in (*trial.groups(sort), "")}
            for sort, name in ((TRANSLATION, "translations"), (SOUND, "sound"), (OTHER, "other"))
            if trial.groups(sort)
        },
        "ratio": ratio(translations, sound),
        "standing": msgspec.to_builtins(trial.standing) if trial.groups(TRANSLATION) else None,
        "findings": [*map(_judged, trial.judged), *map(_seen, trial.seen)],
    }
    yield dumps(whole) + "\n"


def _record(figures: Figures, sort: str) -> dict[str, float | int | None]:
    known: dict[str, float | int | None] = {
        "words": figures.words,
        "findings": figures.findings,
        "per_1k": figures.per_1k,
    }
    if sort != TRANSLATION:
        return known
    return known | {
        "precision": figures.precision,
        "chance": figures.random,
        "lift": figures.lift,
        "better": figures.better,
        "same": figures.same,
        "worse": figures.worse,
    }


def _judged(judged: Judged) -> dict[str, Any]:
    said = judged.outcome
    more = {"pair": judged.pair, "outcome": said.name, "hit": said.hit, "chance": said.chance, "gain": said.gain}
    return line(judged.document, judged.finding) | more


def _seen(seen: Seen) -> dict[str, Any]:
    return line(seen.document, seen.finding) | {"corpus": seen.corpus, "outcome": seen.sort}


FORMATS: dict[str, Callable[[Trial, ReportOptions, int], Iterator[str]]] = {"text": render, "json": records}
"""Format name -> report of (trial, options, findings to show)."""
