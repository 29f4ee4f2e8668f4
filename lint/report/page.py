"""What a rule is about, in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.examples import MARK


def example(line: str) -> str:
    """An example as an item: what is flagged struck out, its cure in bold; a long one keeps its paragraphs."""
    shown = "".join(pieces(line.strip()))
    first, *rest = [escaped_lines.strip() for escaped_lines in shown.split("\n")]
    return "\n".join([f"* {first}", *(f"  {paragraph}" if paragraph else "" for paragraph in rest)])


def pieces(line: str) -> Iterator[str]:
    """The parts of an example in Markdown."""
    at = 0
    for found in MARK.finditer(line):
        yield escaped(line[at : found.start()])
        at = found.end()
        if found["old"] is None and found["far"] is None:
            yield escaped(found[0][0])
            continue
        old, new = (found["old"], found["new"]) if found["old"] is not None else (found["far"], found["cure"])
        yield changed(old, new)
    yield escaped(line[at:])


def changed(old: str, new: str | None) -> str:
    """Flagged text and its cure; white space at the edges stays outside, or the marks would not be read as such."""
    if new is None:
        return framed(old, "<ins>", "</ins>")
    return (
        framed(old, "~~", "~~")
        + (" " if old.strip() and new.strip() and not old.endswith(" ") else "")
        + framed(new, "**", "**")
    )


def framed(text: str, before: str, after: str) -> str:
    """Text between two marks; text of nothing but white space, which no mark can show, as code."""
    inside = text.strip()
    if not inside:
        return f"`{text}`" if text else ""
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{before}{escaped(inside)}{after}{trail}"


def escaped(text: str) -> str:
    """Text whose marks are letters to Markdown."""
    return re.sub(r"([\\`*_\[\]<>|~#])", r"\\\1", text).replace("&", "&amp;")


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
