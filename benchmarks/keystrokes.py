"""How long an editor waits: from a keystroke in a long document to what is said of it, at once and after a pause.

    python -m benchmarks.keystrokes --shared ../shared --keys 300

The document is made of machine translations of the corpora; a sentence is typed letter by letter into paragraphs all
over it. `at once` is the time to the diagnostics of that very version; `after a moment` the same of a key that comes
just when the server has begun to read the whole text; `whole` the time to what `mtlint check` says, with the pause.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks import tables, texts

ROOT = Path(__file__).parent.parent
SERVER = (sys.executable, "-m", "lint.apps.cli", "server")
URI = "untitled:document"
TYPED = " The crew has put an old boats in the the harbour."
BETWEEN = 0.1
"""Seconds from what was said of one key to the next key."""
MOMENT = 0.45
"""Seconds after which the server has begun to read the whole text."""
PAUSES = 40
"""Keys that are followed by a pause or a moment."""
KINDS = ("at once", "after a moment", "whole")
PARAGRAPH = 6
"""Sentences in a paragraph, where a corpus has loose ones."""


class Editor:
    """As much of an editor as types and reads what is said."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(SERVER, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        general = {"positionEncodings": ["utf-32"]}
        self._send("initialize", {"processId": None, "rootUri": None, "capabilities": {"general": general}}, number=1)
        self._next("")
        self._send("initialized", {})

    def _send(self, method: str, params: Any, number: int | None = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params} | ({"id": number} if number else {})
        body = json.dumps(message).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._server.stdin.flush()

    def _next(self, method: str) -> dict[str, Any]:
        """The next message of a method; of none for an answer."""
        out = self._server.stdout
        assert out is not None
        while True:
            length = 0
            while line := out.readline().strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            message: dict[str, Any] = json.loads(out.read(length))
            if message.get("method", "") == method:
                return message

    def open(self, text: str, language: str) -> None:
        """Open the document, and wait for what is said of it."""
        item = {"uri": URI, "languageId": language, "version": 0, "text": text}
        self._send("textDocument/didOpen", {"textDocument": item})
        self.said(0)

    def press(self, version: int, line: int, column: int, key: str) -> None:
        """Type one letter."""
        at = {"line": line, "character": column}
        change = {"range": {"start": at, "end": at}, "text": key}
        document = {"uri": URI, "version": version}
        self._send("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})

    def said(self, version: int) -> None:
        """Wait for what is said of a version."""
        while True:
            params = self._next("textDocument/publishDiagnostics")["params"]
            if params.get("version") == version:
                return

    def leave(self) -> None:
        """End the server."""
        self._send("shutdown", None, number=2)
        self._send("exit", None)
        self._server.wait()


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the corpora (../shared)")
    parser.add_argument("--words", type=int, default=5000, help="words of the document (5000)")
    parser.add_argument("--keys", type=int, default=300, help="keys to press (300)")
    args = parser.parse_args(argv)
    paragraphs = list(document(args.shared, args.words))
    rows = []
    for language in ("plaintext", "markdown"):
        rows += [row(f"{language}, {kind}", took) for kind, took in typed(paragraphs, language, args.keys).items()]
    print(tables.render(f"milliseconds after a key, {sum(len(p.split()) for p in paragraphs):,} words", rows))


def document(shared: Path, words: int) -> Iterator[str]:
    """Paragraphs of so many words in all, from the machine translations of the corpora, again where they are few."""
    (corpus,) = texts.chosen(["mlqe"])
    sentences = [segment.text for segment in texts.read(shared, corpus).segments.values()]
    random.Random(0).shuffle(sentences)
    for first in cycle(range(0, len(sentences), PARAGRAPH)):
        if words <= 0:
            return
        paragraph = " ".join(" ".join(sentence.split()) for sentence in sentences[first : first + PARAGRAPH])
        words -= len(paragraph.split())
        yield paragraph


def typed(paragraphs: Sequence[str], language: str, keys: int) -> dict[str, list[float]]:
    """Milliseconds from keys to what is said of them."""
    editor, chance = Editor(), random.Random(1)
    editor.open("\n\n".join(paragraphs), language)
    lengths = [len(paragraph) for paragraph in paragraphs]
    took: dict[str, list[float]] = {name: [] for name in KINDS}
    row, kind, every = 0, "at once", max(1, keys // PAUSES)
    for version in range(1, keys + 1):
        if (version - 1) % len(TYPED) == 0:
            row = chance.randrange(len(lengths))
        start = time.perf_counter()
        editor.press(version, 2 * row, lengths[row], TYPED[(version - 1) % len(TYPED)])
        lengths[row] += 1
        editor.said(version)
        took[kind].append(1000 * (time.perf_counter() - start))
        kind, pause = "at once", BETWEEN
        if version % (2 * every) == 0:
            editor.said(version)
            took["whole"].append(1000 * (time.perf_counter() - start))
        elif version % every == 0:
            kind, pause = "after a moment", MOMENT
        time.sleep(pause)
    editor.leave()
    return took


def row(name: str, took: Sequence[float]) -> dict[str, tables.Cell]:
    """A row of the table."""
    ninety = quantiles(took, n=10, method="inclusive")[-1] if len(took) > 1 else took[0]
    return {
        "what": name,
        "keys": len(took),
        "median": round(median(took)),
        "nine in ten": round(ninety),
        "worst": round(max(took)),
    }


if __name__ == "__main__":
    main()
