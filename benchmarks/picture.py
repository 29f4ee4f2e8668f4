"""The picture in the README: the terminal as it looks when mtlint checks the sample text.

python -m benchmarks.picture              writes docs/picture.svg
python -m benchmarks.picture --check      fails where the picture is not what mtlint prints today
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.keeping import keep

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "picture.svg"
COLUMNS = 104
LINES = 34
"""Findings are shown whole up to about this line; the closing lines follow."""
COMMAND = ("check", "--no-cache", "--exit-zero", "--color", "always", "seeds")

# rich's own template loads a font from the network; readers of a README should not.
TEMPLATE = """<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px;
}}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix" xml:space="preserve">
{matrix}
</g>
</g>
</svg>
"""


def main() -> None:
    """Write the picture, or check it."""
    keep({TARGET: drawn(shortened(output()))}, "make docs")


def output() -> str:
    """What the command prints on a terminal of a fixed width."""
    environment = os.environ | {"COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "lint.apps.cli", *COMMAND]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout.decode()


def shortened(text: str) -> str:
    """The first findings, and the closing lines."""
    *findings, closing = text.rstrip("\n").split("\n\n")
    shown: list[str] = []
    for finding in findings:
        if shown and sum(block.count("\n") + 2 for block in [*shown, finding]) > LINES:
            break
        shown.append(finding)
    left = len(findings) - len(shown)
    more = [f"\x1b[2m... {left} more ...\x1b[0m"] if left else []
    return "\n\n".join([*shown, *more, closing])


def drawn(text: str) -> str:
    """The text as a picture of a terminal; the same text gives the same bytes."""
    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi("\x1b[1m$ mtlint check seeds\x1b[0m\n\n" + text), soft_wrap=True)
    svg = console.export_svg(title="mtlint", unique_id="mtlint", code_format=TEMPLATE, font_aspect_ratio=0.602)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


if __name__ == "__main__":
    main()
