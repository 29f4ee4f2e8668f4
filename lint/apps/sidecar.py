"""The list of suppressions beside a text that may not be touched: `article.txt.mtlint.toml` for `article.txt`."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Collection
from pathlib import Path

import msgspec

from lint.apps.files import cannot, replace
from lint.errors import ReadError
from lint.fingerprint import Fingerprint, fingerprints
from lint.model import Finding
from lint.source import Document
from lint.suppress import Listed

SUFFIX = ".mtlint.toml"
HEAD = re.compile(r"^[ \t]*\[\[[ \t]*suppress[ \t]*\]\]", re.MULTILINE)


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One `[[suppress]]`: a rule, and what else a finding must have in common with it."""

    rule: str
    text: str = ""
    """What was found; any text where it is empty."""
    part: str = ""
    """The id of the document, where the file holds several."""
    sentence: str = ""
    near: str = ""
    """Fingerprints; either is enough, and where there is none every such text is meant."""
    reason: str = ""


class Sidecar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it is written."""

    suppress: tuple[Entry, ...] = ()


def path_of(name: str) -> Path:
    """Where the list beside a file lies."""
    return Path(name + SUFFIX)


def part_of(document: Document) -> str:
    """What tells a document from the others of its file; empty where it is the only one."""
    return document.part or ("" if document.whole else document.name)


def listed(document: Document) -> tuple[Listed, ...]:
    """What is listed beside a document; ReadError where the list cannot be read."""
    if not path_of(document.path).is_file():
        return ()
    place = path_of(document.path).as_posix()
    text, entries = read(document.path)
    lines = [text.count("\n", 0, found.start()) + 1 for found in HEAD.finditer(text)]
    return tuple(
        Listed(f"{place}:{lines[row] if row < len(lines) else 1}", entry.rule, entry.reason, _test(document, entry))
        for row, entry in enumerate(entries)
        if not entry.part or entry.part == part_of(document)
    )


def _test(document: Document, entry: Entry) -> Callable[[Finding], bool]:
    def holds(finding: Finding) -> bool:
        if entry.text and document.source[finding.span.start : finding.span.end] != entry.text:
            return False
        if not entry.sentence and not entry.near:
            return True
        made = fingerprints(document, [finding])[0]
        return made.sentence == entry.sentence or made.near == entry.near

    return holds


def read(name: str) -> tuple[str, tuple[Entry, ...]]:
    """The list beside a file as it is written, and its entries; nothing where there is none."""
    path = path_of(name)
    place = path.as_posix()
    try:
        text = path.read_text(encoding="utf-8")
        return text, msgspec.convert(tomllib.loads(text), Sidecar).suppress
    except FileNotFoundError:
        return "", ()
    except UnicodeDecodeError as error:
        raise ReadError(place, f"is not valid UTF-8 at byte offset {error.start}; save it as UTF-8") from None
    except OSError as error:
        raise ReadError(place, cannot("read", error)) from None
    except tomllib.TOMLDecodeError as error:
        raise ReadError(place, f"is not TOML: {error}") from None
    except msgspec.ValidationError as error:
        cure = "an entry is [[suppress]] with rule, and text, part, sentence, near, reason where wanted"
        raise ReadError(place, f"{error}; {cure}") from None


def add(document: Document, finding: Finding, reason: str) -> Path:
    """Write a finding into the list beside its file."""
    made: Fingerprint = fingerprints(document, [finding])[0]
    found = document.source[finding.span.start : finding.span.end]
    entry = Entry(finding.rule, found, part_of(document), made.sentence, made.near, reason)
    before = read(document.path)[0]
    fields = msgspec.to_builtins(entry).items()
    # A string of JSON is one of TOML too.
    block = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields)
    path = path_of(document.path)
    gap = "\n" if before and not before.endswith("\n\n") else ""
    _write(path, f"{before}{gap}[[suppress]]\n{block}")
    return path


def prune(name: str, places: Collection[int]) -> None:
    """Take the entries that begin on some lines out of the list beside a file; the list goes where none is left."""
    text, _ = read(name)
    starts = [found.start() for found in HEAD.finditer(text)]
    kept = [text[: starts[0]] if starts else text]
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        if text.count("\n", 0, start) + 1 not in places:
            kept.append(text[start:stop])
    if len(kept) == 1 and not kept[0].strip():
        path_of(name).unlink()
    else:
        _write(path_of(name), "".join(kept))


def _write(path: Path, text: str) -> None:
    try:
        replace(path, text.encode("utf-8", "backslashreplace"), path.stat() if path.exists() else None)
    except OSError as error:
        raise ReadError(path.as_posix(), cannot("write", error)) from None
