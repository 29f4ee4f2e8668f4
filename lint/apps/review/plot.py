"""A desk's record as a picture: a bar a rule, of what was taken, edited and left."""

from __future__ import annotations

from io import BytesIO

from lint.apps.review.desk import Rows
from lint.errors import UsageError
from lint.report.tally import count

MOST = 30
"""Rules that are shown, those on which most was decided."""
# Told apart by lightness and by hatching, so that no one needs to see the colours.
PARTS = (("taken", "#1b7837", ""), ("edited", "#80b1d3", "//"), ("left", "#f4a582", ".."))


def plot(rows: Rows) -> bytes:
    """The picture as SVG; the same record makes the same bytes."""
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
        from matplotlib.ticker import MaxNLocator
    except ModuleNotFoundError:
        raise UsageError('what draws the plot is not installed; run: pip install "mtlint[stats]"') from None
    decided = [item for item in rows if item[1].decided]
    shown = decided[:MOST]
    if not shown:
        raise UsageError("nothing is decided yet, so there is nothing to plot")
    # Identifiers would be random, and text the outlines of a font that another machine lacks.
    with rc_context({"svg.hashsalt": "mtlint", "svg.fonttype": "none", "font.family": "sans-serif"}):
        figure = Figure(figsize=(8, 1.4 + 0.3 * len(shown)), layout="constrained")
        axes = figure.add_subplot()
        names, before = [rule for rule, _ in shown], [0] * len(shown)
        for part, colour, hatch in PARTS:
            widths = [getattr(row, part) for _, row in shown]
            axes.barh(names, widths, left=before, label=part, color=colour, hatch=hatch, edgecolor="#222222")
            before = [start + width for start, width in zip(before, widths, strict=True)]
        axes.invert_yaxis()
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlabel("decisions")
        more = f" (the first {MOST} of {count(len(decided), 'rule')})" if len(decided) > MOST else ""
        axes.set_title(f"What editors took and left{more}")
        figure.legend(loc="outside lower center", ncols=len(PARTS))
        file = BytesIO()
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file.getvalue()
