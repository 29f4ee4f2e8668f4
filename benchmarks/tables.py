"""Tables for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Cell = str | int | float | None


def cell(value: Cell) -> str:
    """A value as it stands in a table."""
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.3f}"
    return f"{value:,}" if isinstance(value, int) else value


def render(title: str, rows: Sequence[Mapping[str, Cell]]) -> str:
    """A table with a column for each key of the first row; its first column is flush left."""
    if not rows:
        return f"{title}: nothing"
    grid = [list(rows[0]), *([cell(value) for value in row.values()] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
    lines = [
        "  ".join(
            text.ljust(width) if at == 0 else text.rjust(width)
            for at, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in grid
    ]
    return "\n".join([title, "-" * len(title), *lines])
