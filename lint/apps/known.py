"""What is known: the baseline of a run, what it keeps from being reported, and what of it is not found any more."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import compress
from pathlib import Path

import msgspec

from lint.apps.files import cannot
from lint.apps.project import upward
from lint.baseline import Baseline, Entry, entries_of, matched, read
from lint.checked import Checked
from lint.errors import UsageError
from lint.model import Hushed, Suppressed
from lint.source import Document

NAME = ".mtlint-baseline.json"
MOST_TRIED = 5
"""Old names that are looked at for a file that is new, those first that have most in common with it."""


def find_baseline(paths: Sequence[str], asked: str | None) -> str:
    """The baseline of paths: the one that was asked for, else the nearest upward in the repository; empty for none."""
    if asked is not None:
        if not Path(asked).is_file():
            raise UsageError(f'{asked}: no such baseline; "mtlint baseline" writes one')
        return asked
    for folder in upward(paths):
        if (folder / NAME).is_file():
            return str(folder / NAME)
        if (folder / ".git").exists():
            break
    return ""


def load_baseline(path: str) -> Baseline:
    """The baseline in a file."""
    shown = os.path.relpath(path).replace(os.sep, "/")
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"{shown}: {cannot('read', error)}") from None
    return read(data, path if shown.startswith("../../") else shown)


class Known(msgspec.Struct, frozen=True, dict=True):
    """A baseline and the folder that its paths start from."""

    baseline: Baseline
    folder: str

    @classmethod
    def load(cls, path: str) -> Known:
        """The baseline in a file, with its place."""
        return cls(load_baseline(path), os.path.dirname(path))  # noqa: PTH120  # a Path would forget `./`

    def name_of(self, document: Document) -> str:
        """What a document is called in the baseline."""
        if not document.whole:
            return document.name
        return os.path.relpath(document.name, self.folder or ".").replace(os.sep, "/")

    def entries(self, document: Document) -> tuple[Entry, ...]:
        """What is known of a document by its name."""
        group = self.baseline.files if document.whole else self.baseline.records
        return group.get(self.name_of(document), ())

    @cached_property
    def gone(self) -> Mapping[str, tuple[Entry, ...]]:
        """What is known of files that are not there any more."""
        files = self.baseline.files
        return {name: files[name] for name in files if not Path(self.folder, name).exists()}

    @cached_property
    def _where(self) -> Mapping[str, Sequence[str]]:
        """The files that are not there any more by the fingerprints in them: a whole folder may have been moved."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, entries in self.gone.items():
            for entry in entries:
                found[entry.sentence].append(name)
                found[entry.near].append(name)
        return found

    def hits(self, checked: Checked, found: Sequence[Entry]) -> tuple[bool, ...]:
        """Which entries of a document's findings are known, by its name or, where it was moved, by its old one."""
        known = self.entries(checked.document)
        if known or not found or not checked.document.whole:
            return matched(known, found)
        names = Counter(name for entry in found for key in (entry.sentence, entry.near) for name in self._where[key])
        tried = [self.gone[name] for name, _ in names.most_common(MOST_TRIED)]
        # A file that was moved still has most of what its old name had.
        moved = [hits for entries in tried if 2 * sum(hits := matched(entries, found)) >= len(entries)]
        return max(moved, key=sum, default=(False,) * len(found))


def known_sieve(known: Known) -> Callable[[Checked], Checked]:
    """Keeps back what is known."""

    def sieve(checked: Checked) -> Checked:
        # Most documents are not in the baseline, and no fingerprint need be made of what is found in them.
        if not checked.findings or not (known.entries(checked.document) or known.gone):
            return checked
        hits = known.hits(checked, entries_of(checked))
        old = [Suppressed(finding, Hushed.BASELINE) for finding in compress(checked.findings, hits)]
        new = tuple(finding for finding, hit in zip(checked.findings, hits, strict=True) if not hit)
        suppressed = tuple(sorted((*checked.suppressed, *old), key=lambda one: one.finding.span))
        return msgspec.structs.replace(checked, findings=new, suppressed=suppressed)

    return sieve


class Stale(msgspec.Struct):
    """Counts what of a baseline is not found any more, in the documents that a run checked and by its rules."""

    known: Known
    running: frozenset[str]
    count: int = 0

    def add(self, checked: Checked) -> None:
        """Count what is left of the entries of a document; where a rule broke down, nobody knows."""
        if not checked.faults:
            entries = sum(entry.rule in self.running for entry in self.known.entries(checked.document))
            self.count += max(0, entries - sum(one.by is Hushed.BASELINE for one in checked.suppressed))

    def __str__(self) -> str:
        noun, verb, them = ("finding", "is", "it") if self.count == 1 else ("findings", "are", "them")
        return f"{self.count:,} {noun} of the baseline {verb} gone; `mtlint baseline --prune` takes {them} out"
