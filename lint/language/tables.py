"""Read the word tables that ship beside the language package."""

import gzip
from bisect import bisect_left
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


def table_text(name: str) -> str:
    """Return the text of one data file, unpacked if its name ends in .gz."""
    data = (_DATA / name).read_bytes()
    return (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")


def table_lines(name: str) -> list[str]:
    """Return the lines of one data file without its comment lines."""
    return [line for line in table_text(name).splitlines() if line and not line.startswith("#")]


def table_rows(name: str) -> list[list[str]]:
    """Return the tab-separated cells of one data file."""
    return [line.split("\t") for line in table_lines(name)]


@cache
def _sorted_lines(name: str) -> list[str]:
    text = table_text(name)
    while text.startswith("#"):
        text = text.partition("\n")[2]
    return text.splitlines()


def look_up(name: str, word: str) -> str | None:
    """Return what stands after a word in a sorted table, "" if the table is a bare list, None if the word is absent.

    The lines are searched by halves as they are: a set of a hundred thousand words would take longer to make than most
    runs last.
    """
    lines = _sorted_lines(name)
    at = bisect_left(lines, word)
    found, _, value = lines[at].partition("\t") if at < len(lines) else ("", "", "")
    return value if found == word and word else None


@cache
def table_sections(name: str) -> dict[str, frozenset[str]]:
    """Return the word classes of one data file: a line "[class]", then its words, parted by commas over any lines."""
    lines: dict[str, list[str]] = {}
    current = ""
    for line in table_lines(name):
        if line.startswith("["):
            current = line.strip("[]")
        else:
            lines.setdefault(current, []).append(line)
    return {
        section: frozenset(word.strip() for word in " ".join(some).split(",") if word.strip())
        for section, some in lines.items()
    }
