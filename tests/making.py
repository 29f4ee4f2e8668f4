"""Rules and documents made from a line or two, for tests."""

from __future__ import annotations

from collections.abc import Mapping

from lint import catalogue
from lint.catalogue import Rule
from lint.engine import Checked, check
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


def matches(text: str, *rules: Rule, read_as: str = "text") -> list[str]:
    """What the findings of a text cover."""
    checked = run(text, *rules, read_as=read_as)
    assert not checked.faults
    return [checked.document.source[f.span.start : f.span.end] for f in checked.findings]
