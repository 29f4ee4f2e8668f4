"""Templates of messages and replacements: `{a}`, `{a:lower}`, `{verb:VBD}`, `{noun:plural}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import msgspec

from lint.language import inflection
from lint.language.batch import Batch

FIELD = re.compile(r"\{(\w+)(?::([\w$]+))?\}")
VERB_TAGS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")


class Capture(msgspec.Struct, frozen=True):
    """A captured stretch: its text and, where it is one token, its lemma and tag."""

    text: str
    lemma: str = ""
    tag: str = ""


def capture_rows(batch: Batch, first: int, last: int) -> Capture:
    """The capture of the rows first to last, both included."""
    text = batch.between(first, last)
    if first == last:
        return Capture(text, batch.tokens.lemma_word(first), batch.tokens.tag_name(first))
    return Capture(text)


FORMATS: dict[str, Callable[[Capture], str]] = {
    "": lambda c: c.text,
    "lower": lambda c: c.text.lower(),
    "upper": lambda c: c.text.upper(),
    "title": lambda c: c.text[:1].upper() + c.text[1:],
    "lemma": lambda c: c.lemma or c.text,
    "plural": lambda c: inflection.plural(c.text),
    "singular": lambda c: inflection.singular(c.text),
    "comparative": lambda c: inflection.comparative(c.text),
    "article": lambda c: inflection.indefinite_article(c.text),
    **{tag: (lambda c, tag=tag: inflection.verb_form(c.lemma or c.text, tag)) for tag in VERB_TAGS},  # type: ignore[misc]
}


def check_template(template: str, names: frozenset[str]) -> None:
    """ValueError where a template names a capture or a format that there is not."""
    for name, form in FIELD.findall(template):
        if name not in names:
            raise ValueError(f"the template “{template}” names “{name}”, which the pattern does not capture")
        if form not in FORMATS:
            raise ValueError(
                f"unknown format “{form}” in the template “{template}”; there are {', '.join(filter(None, FORMATS))}"
            )


def fill(template: str, captures: Mapping[str, Capture]) -> str:
    """The template with its captures; one that took no part in the match is empty."""

    def value(match: re.Match[str]) -> str:
        capture = captures.get(match[1])
        return FORMATS[match[2] or ""](capture) if capture is not None and capture.text else ""

    return FIELD.sub(value, template)
