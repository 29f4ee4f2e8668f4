"""One stage of the work, timed once in a process of its own: no cache is warmer than in a user's run.

`benchmarks.speed` calls it as `python -m benchmarks.stages STAGE TEXTS`; it prints seconds, words and peak memory.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from lint.source import Document

Work = Callable[[Sequence[str]], None]
WARM = "A first sentence, so that code and weights are loaded before the clock starts."


def documents(texts: Sequence[str]) -> Iterator[Document]:
    """The texts as documents."""
    from lint.readers import plain

    return (document for number, text in enumerate(texts) for document in plain.read(str(number), text))


def analysis(depth_name: str) -> Work:
    """Read the texts down to a depth, in batches as the engine does."""
    from lint.engine import together
    from lint.language.analyse import Analyser
    from lint.model import Depth

    analyser, depth = Analyser(), Depth[depth_name.upper()]

    def work(texts: Sequence[str]) -> None:
        for group in together(documents(texts)):
            analyser.read(group, depth)

    return work


def estimates() -> Work:
    """Read the texts down to the tags, and let the learned reader read along."""
    from lint.apps.checker import analyser_for
    from lint.engine import together
    from lint.model import Depth

    reads = analyser_for(True)

    def work(texts: Sequence[str]) -> None:
        for group in together(documents(texts)):
            reads.read(group, Depth.TAGS)

    return work


def check() -> Work:
    """The whole check with the rules that are on by default, in a process that is set up as the command's is."""
    from lint.apps import cli
    from lint.apps.cache import load_rules
    from lint.engine import check
    from lint.select import choose

    cli.prepare()
    rules = choose(load_rules(), (), ())

    def work(texts: Sequence[str]) -> None:
        for _ in check(documents(texts), rules):
            pass

    return work


def proselint() -> Work:
    """proselint's checks, all that are on by default."""
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    CheckRegistry().register_many(__register__)

    def work(texts: Sequence[str]) -> None:
        for number, text in enumerate(texts):
            LintFile(source=str(number), content=text).lint()

    return work


STAGES: dict[str, Callable[[], Work]] = {
    "words": lambda: analysis("words"),
    "tags": lambda: analysis("tags"),
    "tree": lambda: analysis("tree"),
    "estimates": estimates,
    "check": check,
    "proselint": proselint,
}


def main() -> None:
    """Time one stage."""
    stage, path = sys.argv[1:]
    texts = json.loads(Path(path).read_text(encoding="utf-8"))
    work = STAGES[stage]()
    work([WARM])
    start = time.perf_counter()
    work(texts)
    seconds = time.perf_counter() - start
    words = sum(len(text.split()) for text in texts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "words": words, "peak_mb": peak}))


if __name__ == "__main__":
    main()
