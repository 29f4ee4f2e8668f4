"""The texts that the benchmarks read: which corpora there are, and what each of them can tell."""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

PAIRS = ("et-en", "ne-en", "ro-en", "ru-en", "si-en")
ODD = "ro-en"
"""Its training part is unlike its development part: what is tuned on it does harm there, so it judges nothing."""


class Sort(StrEnum):
    """What a finding in a corpus means."""

    TRANSLATION = "translation"
    """Machine translation with its post-edit: a finding is right where the editor changed something."""
    RAW = "raw"
    """Machine translation without marks: to look at."""
    CLEAN = "clean"
    """Sound English: every finding is a false alarm."""
    GOLD = "gold"
    """Machine translation with each fault marked."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A named set of texts in the data folder."""

    name: str
    sort: Sort
    paths: tuple[str, ...]
    typical: bool = True
    """False for clean text unlike what people translate today, which is measured but not weighed."""


CORPORA = (
    Corpus("mlqe", Sort.TRANSLATION, tuple(f"corpora/mlqe.{pair}.dev.jsonl.gz" for pair in PAIRS)),
    Corpus(
        "mlqe_train", Sort.TRANSLATION, tuple(f"corpora/mlqe.{pair}.train.jsonl.gz" for pair in PAIRS if pair != ODD)
    ),
    Corpus("mlqe_odd", Sort.TRANSLATION, (f"corpora/mlqe.{ODD}.train.jsonl.gz",)),
    Corpus("articles", Sort.RAW, ("corpora/articles_dev.jsonl.gz",)),
    Corpus("docs", Sort.RAW, ("corpora/docs_wmt21_dev.jsonl.gz",)),
    Corpus("gold", Sort.GOLD, ("gold",)),
    Corpus("seed", Sort.GOLD, ("gold", "seeds")),
    Corpus("clean_news", Sort.CLEAN, ("corpora/clean_news_dev.jsonl.gz",)),
    Corpus("clean_wiki", Sort.CLEAN, ("corpora/clean_wiki_dev.jsonl.gz",)),
    Corpus("clean_wmt21", Sort.CLEAN, ("corpora/clean_wmt21_dev.jsonl.gz",)),
    Corpus("clean_gold", Sort.CLEAN, ("gold/clean",)),
    Corpus("clean_books", Sort.CLEAN, ("corpora/clean_books_dev.jsonl.gz",), typical=False),
    Corpus("markdown", Sort.CLEAN, ("corpora/markdown_dev",), typical=False),
)
GROUPS = {
    "clean": ("clean_news", "clean_wiki", "clean_wmt21", "clean_gold", "clean_books"),
    "proof": tuple(c.name for c in CORPORA if c.name not in ("mlqe_train", "mlqe_odd", "articles", "docs")),
    "all": tuple(c.name for c in CORPORA if c.name not in ("mlqe_odd", "articles", "docs")),
}


@dataclass(slots=True)
class Sample:
    """A corpus with its texts; `segments` are the scorer's, and hold the findings once there are some."""

    corpus: Corpus
    segments: dict[str, Any]
    items: dict[str, list[Any]] = field(default_factory=dict)
    """The marked faults of each gold document."""

    @property
    def words(self) -> int:
        """Words separated by white space, as the scorers count them."""
        return sum(s.words for s in self.segments.values())

    def findings(self) -> Iterator[tuple[Any, Any]]:
        """Every finding with the text it stands in."""
        return ((s, f) for s in self.segments.values() for f in s.findings)


@cache
def scorer(shared: Path, name: str) -> ModuleType:
    """One of the scorers that lie beside the data: `eval/score` or `gold/score_gold`."""
    path = shared / f"{name}.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if not path.exists() or spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no such scorer; name the folder of the corpora with --shared")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


def chosen(names: list[str]) -> list[Corpus]:
    """The corpora of these names, groups resolved, in the order of the table."""
    wanted = {member for name in names for member in GROUPS.get(name, (name,))}
    unknown = sorted(wanted - {c.name for c in CORPORA})
    if unknown:
        known = ", ".join([*GROUPS, *(c.name for c in CORPORA)])
        raise SystemExit(f"unknown data {', '.join(unknown)}; there are {known}")
    return [c for c in CORPORA if c.name in wanted]


def read(shared: Path, corpus: Corpus) -> Sample:
    """Read the texts of a corpus."""
    score = scorer(shared, "eval/score")
    paths = [shared / path for path in corpus.paths]
    if all(path.suffix == ".gz" for path in paths):
        return Sample(corpus, score.read_corpora(paths))
    if corpus.sort is Sort.GOLD:
        return gold(shared, corpus, marks=paths[0], texts=paths[-1])
    files = sorted(f for path in paths for f in path.iterdir() if f.suffix in (".md", ".txt"))
    return Sample(corpus, {f.name: score.Segment(f.name, corpus.name, text(f)) for f in files})


def gold(shared: Path, corpus: Corpus, *, marks: Path, texts: Path) -> Sample:
    """Read annotated documents: those whose text lies in `texts`."""
    score, scored = scorer(shared, "eval/score"), scorer(shared, "gold/score_gold")
    files = [f for f in sorted(texts.glob("*.txt")) if (marks / f"{f.stem}.jsonl").exists()]
    segments = {f.stem: score.Segment(f.stem, corpus.name, text(f)) for f in files}
    return Sample(corpus, segments, {f.stem: scored.read_gold(marks / f"{f.stem}.jsonl") for f in files})


def source_of(segment: Any) -> str:
    """The code of the language that a text was translated from, by its pair or its name; empty where neither says."""
    found = re.match(r"([a-z]{2})-en\b", segment.group) or re.match(r"([a-z]{2})-en\b", segment.id)
    return found[1] if found else ""


def in_training(document: str) -> bool:
    """Whether a document of sound English is in the half that may be learned from; the other is only measured on."""
    return zlib.crc32(document.encode()) % 2 == 0


def records(path: Path) -> list[dict[str, Any]]:
    """The records of a gzipped file that has one in each line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def text(path: Path) -> str:
    """The text of a file with its line ends as they are, so that offsets hold."""
    return path.read_bytes().decode("utf-8")
