"""check(documents, rules) -> findings: read together, match, place, sort, once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lint.catalogue import Rule
from lint.model import Finding
from lint.source import Document


@dataclass(frozen=True, slots=True)
class Checked:
    """A document with what was found in it; `faults` name the rules that crashed on it (exit 3)."""

    document: Document
    findings: tuple[Finding, ...]
    faults: tuple[str, ...] = ()


def check(documents: Iterable[Document], rules: Sequence[Rule]) -> Iterator[Checked]:
    """Check documents in order; small ones are read together, and memory does not grow with their number."""
    raise NotImplementedError
