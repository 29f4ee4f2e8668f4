"""Rules and documents made from a line or two, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec.structs import replace

from lint import catalogue
from lint.catalogue import Rule
from lint.checked import Checked
from lint.engine import check
from lint.language.analyse import Analyser
from lint.language.batch import Batch
from lint.model import Depth
from lint.readers import READERS
from lint.source import Document

HEAD = "why: because\ncategory: Linguistic conventions/Grammar\nbad: []\ngood: []\n"


def make_rule(body: str, name: str = "test/rule", tables: Mapping[str, str] | None = None) -> Rule:
    """A verified rule of a body without `why`, `category` and examples; the message defaults to the match."""
    text = ("" if "message:" in body else "message: '{match}'\n") + HEAD + body
    source = catalogue.decode(name, f"{name}.yaml", text, tables or {})
    rule = catalogue.parse(source)
    catalogue.verify(rule, source)
    return rule


def make_document(text: str, read_as: str = "text") -> Document:
    """The one document of a text."""
    document = next(iter(READERS[read_as]("document", text)))
    assert isinstance(document, Document)
    return document


def run(text: str, *rules: Rule, read_as: str = "text") -> Checked:
    """A text checked by rules."""
    return next(check([make_document(text, read_as)], rules))


class Told:
    """Reads as an analyser does, with the estimates that a test tells it: by word, and one effort for each sentence."""

    def __init__(
        self,
        suspicion: Mapping[str, float] | None = None,
        missing: Mapping[str, float] | None = None,
        effort: Sequence[float] = (),
    ) -> None:
        self.columns, self.effort = {"suspicion": suspicion or {}, "missing": missing or {}}, effort

    def read(self, documents: Sequence[Document], depth: Depth) -> Batch:
        """Read documents together, down to a depth."""
        batch = Analyser().read(documents, max(depth, Depth.TAGS))
        tokens = batch.tokens
        words = [tokens.lower_word(row) for row in range(len(tokens))]
        columns = {
            n: np.array([told.get(word, 0.05) for word in words], np.float32) for n, told in self.columns.items()
        }
        efforts = np.resize(np.array(self.effort or [0.05], np.float32), len(tokens.sentence_starts) - 1)
        columns["effort"] = efforts[tokens.sentence]
        return replace(batch, tokens=replace(tokens, **columns), estimated=True)


def matches(text: str, *rules: Rule, read_as: str = "text") -> list[str]:
    """What the findings of a text cover."""
    checked = run(text, *rules, read_as=read_as)
    assert not checked.faults
    return [checked.document.source[f.span.start : f.span.end] for f in checked.findings]
