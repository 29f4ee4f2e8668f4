"""A baseline: what was found when it was written, so that later runs can tell what is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from lint.checked import Checked
from lint.errors import UsageError, in_json
from lint.fingerprint import fingerprints
from lint.model import Finding
from lint.report.records import dumps

VERSION = 1
LONGEST = 60
"""Code points of what was found that an entry shows."""
CURE = 'delete it and write it anew with "mtlint baseline"'


class Entry(msgspec.Struct, frozen=True, order=True, forbid_unknown_fields=True):
    """A finding that is known; `text` is for people, the fingerprints are what it is known by."""

    rule: str
    text: str
    sentence: str
    near: str


Entries = Mapping[str, tuple[Entry, ...]]


class Baseline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known: of files by their path from the baseline's folder, of records of JSONL by their id."""

    files: Entries = {}
    records: Entries = {}
    version: int = VERSION


class _Versioned(msgspec.Struct):
    """What baselines of all versions have."""

    version: int


def read(data: bytes, place: str) -> Baseline:
    """The baseline in the bytes of a file; UsageError where it is none, or one of another version."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        version = msgspec.json.decode(data, type=_Versioned).version
        if version == VERSION:
            return msgspec.json.decode(data, type=Baseline)
    except ValueError as error:
        line, problem = in_json(data, error)
        raise UsageError(f"{place}{line}: is no baseline ({problem}); {CURE}") from None
    raise UsageError(f"{place}: is a baseline of version {version}, this mtlint reads {VERSION}; {CURE}")


def render(baseline: Baseline) -> str:
    """The file of a baseline: a line an entry, sorted, so that versions of it can be compared and merged."""
    groups = [f'"files": {_group(baseline.files)}']
    if any(baseline.records.values()):
        groups.append(f'"records": {_group(baseline.records)}')
    return f'{{\n"version": {baseline.version},\n' + ",\n".join(groups) + "\n}\n"


def _group(entries: Entries) -> str:
    listed = [f"{dumps(name)}: {_listed(entries[name])}" for name in sorted(entries) if entries[name]]
    return "{\n" + ",\n".join(listed) + "\n}" if listed else "{}"


def _listed(entries: Sequence[Entry]) -> str:
    return "[\n" + ",\n".join(f"  {dumps(msgspec.structs.asdict(entry))}" for entry in sorted(entries)) + "\n]"


def entries_of(checked: Checked) -> tuple[Entry, ...]:
    """The entries that the findings of a document would have in a baseline, in their order."""
    names = fingerprints(checked.document, checked.findings)
    return tuple(
        Entry(finding.rule, _shown(checked, finding), name.sentence, name.near)
        for finding, name in zip(checked.findings, names, strict=True)
    )


def _shown(checked: Checked, finding: Finding) -> str:
    found = checked.document.source[finding.span.start : finding.span.end]
    text = " ".join(found.split()) or found
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def matched(known: Sequence[Entry], found: Sequence[Entry]) -> tuple[bool, ...]:
    """Which of the entries found are known: by both fingerprints, else by one; each known one serves once."""
    used = [False] * len(known)
    hits = [False] * len(found)
    # What agrees in both comes first, so that a new finding nearby takes no entry from an old one.
    for name in (_both, _sentence, _near):
        left: dict[tuple[str, ...], list[int]] = {}
        for number, entry in enumerate(known):
            if not used[number]:
                left.setdefault(name(entry), []).append(number)
        for number, entry in enumerate(found):
            if not hits[number] and (twins := left.get(name(entry))):
                used[twins.pop(0)] = hits[number] = True
    return tuple(hits)


def _both(entry: Entry) -> tuple[str, ...]:
    return entry.rule, entry.sentence, entry.near


def _sentence(entry: Entry) -> tuple[str, ...]:
    return entry.rule, entry.sentence


def _near(entry: Entry) -> tuple[str, ...]:
    return entry.rule, entry.near
