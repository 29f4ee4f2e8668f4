"""`mtlint baseline`: writes down what is found, so that later runs pass over it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from itertools import compress
from pathlib import Path

import msgspec

from lint.apps import output
from lint.apps.commands import begin
from lint.apps.files import cannot, replace
from lint.apps.known import NAME, Known, find_baseline
from lint.apps.order import Choices
from lint.apps.project import layers_for, upward
from lint.baseline import Baseline, Entry, entries_of, render
from lint.checked import Checked
from lint.errors import UsageError
from lint.report.tally import count


class Change(msgspec.Struct):
    """A baseline that is made anew: the entries of documents by group and name, and how many are new and gone."""

    known: Known
    prune: bool
    running: frozenset[str]
    rules: frozenset[str]
    made: dict[tuple[str, str], list[Entry]] = msgspec.field(default_factory=dict)
    new: int = 0

    def add(self, checked: Checked) -> None:
        """Take in what was found in a document."""
        group = "files" if checked.document.whole else "records"
        found = entries_of(checked)
        hits = self.known.hits(checked, found)
        self.new += 0 if self.prune else len(found) - sum(hits)
        entries = self.made.setdefault((group, self.known.name_of(checked.document)), [])
        entries += compress(found, hits) if self.prune else found

    def baseline(self, paths: Sequence[str]) -> Baseline:
        """What is known now: what was found, and what nobody looked for."""
        before = self.known.baseline
        return Baseline(self._group("files", before.files, paths), self._group("records", before.records, ()))

    def _group(
        self, group: str, before: Mapping[str, Sequence[Entry]], paths: Sequence[str]
    ) -> dict[str, tuple[Entry, ...]]:
        made = {name: entries for (kind, name), entries in self.made.items() if kind == group}
        kept = {}
        for name, entries in before.items():
            if name in made:
                # What a rule would say that did not run is not known to be gone.
                kept[name] = [e for e in entries if e.rule in self.rules and e.rule not in self.running]
            elif not self._is_gone(name, paths):
                kept[name] = list(entries)
        return {name: (*kept.get(name, ()), *made.get(name, ())) for name in {**kept, **made}}

    def _is_gone(self, name: str, paths: Sequence[str]) -> bool:
        """Whether a file is missing where somebody looked."""
        path = os.path.abspath(os.path.join(self.known.folder, name))  # noqa: PTH100, PTH118
        below = any(path == top or path.startswith(top.rstrip(os.sep) + os.sep) for top in map(os.path.abspath, paths))
        return below and not os.path.lexists(path)


def write(paths: Sequence[str], choices: Choices, *, prune: bool) -> int:
    """Write the baseline of paths; what it knows of other files stays."""
    if "-" in paths:
        raise UsageError("a baseline is of files, and standard input is none; name files or folders")
    place = _place(paths, choices, prune)
    known = Known.load(place) if Path(place).exists() else Known(Baseline(), os.path.dirname(place))  # noqa: PTH120
    begun = begin(paths, msgspec.structs.replace(choices, no_baseline=True))
    policies = [worker.roster.policy for worker in begun.workers]
    running = frozenset().union(*(policy.running for policy in policies))
    change = Change(known, prune, running, frozenset().union(*(policy.known for policy in policies)))
    for outcome in begun.outcomes:
        if isinstance(outcome, Checked):
            change.add(outcome)
    begun.keep()
    after = change.baseline(paths or (".",))
    _write(Path(place), render(after).encode())
    if not choices.quiet:
        output.emit([_said(place, known.baseline, after, change.new)], None)
    return begun.run.exit(found=False, exit_zero=False)


def _place(paths: Sequence[str], choices: Choices, prune: bool) -> str:
    """Where the baseline lies or is to lie: where one is, else beside the settings, else at the repository's root."""
    if choices.baseline is not None and not prune:
        return choices.baseline
    if found := find_baseline(paths, choices.baseline):
        return found
    if prune:
        raise UsageError('there is no baseline to prune; "mtlint baseline" writes one')
    folders = list(upward(paths))
    root = next((folder for folder in folders if (folder / ".git").exists()), folders[0])
    layers = layers_for(str(folders[0]), choices.config)
    return str(Path(layers[-1].folder if layers else root, NAME))


def _write(place: Path, data: bytes) -> None:
    try:
        target = place.resolve()
        replace(target, data, target.stat() if target.exists() else None)
    except OSError as error:
        raise UsageError(f"{place}: {cannot('write', error)}; choose another --baseline") from None


def _said(place: str, before: Baseline, after: Baseline, new: int) -> str:
    """What was written, in one line."""
    size = _size(after)
    gone = _size(before) + new - size
    documents = sum(map(bool, (*after.files.values(), *after.records.values())))
    shown = Path(os.path.relpath(place)).as_posix()
    return f"Wrote {shown}: {count(size, 'finding')} in {count(documents, 'file')}, {new:,} new, {gone:,} gone.\n"


def _size(baseline: Baseline) -> int:
    return sum(map(len, (*baseline.files.values(), *baseline.records.values())))
