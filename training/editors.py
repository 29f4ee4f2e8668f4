"""The translations of MLQE and what editors made of them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from benchmarks import texts


def sources(corpora: Path) -> list[str]:
    """Return the languages of the pairs whose train part is there, in alphabetical order."""
    return sorted(path.name.split(".")[1].split("-")[0] for path in corpora.glob("mlqe.*-en.train.jsonl.gz"))


@cache
def records(corpora: Path, source: str) -> list[tuple[str, str]]:
    """Return each translation of the train part of a pair with its post-edit."""
    rows = texts.records(corpora / f"mlqe.{source}-en.train.jsonl.gz")
    return [(row["mt"], row["pe"] or "") for row in rows]


def translations(corpora: Path, source: str) -> Iterator[str]:
    """Yield each translation of the train part of a pair."""
    return (translation for translation, _ in records(corpora, source))
