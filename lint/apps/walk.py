"""Walking a folder: text files that are neither hidden nor ignored by git."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from lint.errors import ReadError

WALKED = (".txt", ".md", ".markdown")


class Ignore(msgspec.Struct, frozen=True):
    """The patterns of one ignore file, which hold from its folder down."""

    folder: Path
    ask: Callable[[str], bool | None]

    def verdict(self, path: Path, is_folder: bool) -> bool | None:
        """True if the path is ignored, False if it is taken back in, None if no pattern speaks of it."""
        inner = path.relative_to(self.folder).as_posix()
        return self.ask(inner + "/" if is_folder else inner)


def walk(folder: Path) -> Iterator[Path | ReadError]:
    """The text files under a folder, sorted by path."""
    top = Path(os.path.abspath(folder))  # noqa: PTH100  # Path.resolve would follow links
    above = _above(top)
    # Who names a folder wants it read, even where git ignores it as a whole.
    ignores = () if _ignored(top, True, above) else above
    yield from _walk(folder, top, ignores)


def _walk(folder: Path, absolute: Path, above: Sequence[Ignore]) -> Iterator[Path | ReadError]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield ReadError(str(folder), f"cannot be read: {error.strerror}; check its access rights")
        return
    ignores = [*above, *_ignores(absolute, (absolute / ".gitignore",))]
    for entry in found:
        if entry.name.startswith("."):
            continue
        inner = absolute / entry.name
        # A link to a folder may lead in a circle, and what it leads to is mostly walked anyway.
        is_folder = entry.is_dir(follow_symlinks=False)
        wanted = is_folder or (entry.name.lower().endswith(WALKED) and entry.is_file())
        if not wanted or _ignored(inner, is_folder, ignores):
            continue
        if is_folder:
            yield from _walk(folder / entry.name, inner, ignores)
        else:
            yield folder / entry.name


def _ignored(path: Path, is_folder: bool, ignores: Sequence[Ignore]) -> bool:
    """Whether git ignores a path: the nearest file that speaks of it decides."""
    for ignore in reversed(ignores):
        verdict = ignore.verdict(path, is_folder)
        if verdict is not None:
            return verdict
    return False


def _above(top: Path) -> list[Ignore]:
    """The ignore files between the root of the repository and a folder, the root's first; none outside a repository."""
    chain = [top, *top.parents]
    root = next((i for i, folder in enumerate(chain) if (folder / ".git").exists()), None)
    if root is None:
        return []
    ignores: list[Ignore] = []
    for folder in reversed(chain[: root + 1]):
        inner = (folder / ".git" / "info" / "exclude",) if folder == chain[root] else ()
        own = () if folder == top else (folder / ".gitignore",)
        ignores += _ignores(folder, (*inner, *own))
    return ignores


def _ignores(folder: Path, files: Sequence[Path]) -> Iterator[Ignore]:
    for name in files:
        try:
            text = name.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        if lines := [line for line in text.splitlines() if line.strip() and not line.startswith("#")]:
            from pathspec import GitIgnoreSpec  # slow to import, and many folders have no such file

            spec = GitIgnoreSpec.from_lines(lines)
            yield Ignore(folder, lambda path, spec=spec: spec.check_file(path).include)  # type: ignore[misc]
