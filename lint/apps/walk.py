"""Walking a folder: text files that are neither hidden nor ignored by git."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from lint.apps.files import Found
from lint.errors import ReadError

WALKED = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".srt", ".vtt")


class Ignore(msgspec.Struct, frozen=True):
    """The patterns of one ignore file, which hold from its folder (its path ends with a slash) down."""

    folder: str
    ask: Callable[[str], bool | None]

    def verdict(self, path: str, is_folder: bool) -> bool | None:
        """True if the path is ignored, False if it is taken back in, None if no pattern speaks of it."""
        inner = path[len(self.folder) :].replace(os.sep, "/")
        return self.ask(inner + "/" if is_folder else inner)


class Folder(msgspec.Struct, frozen=True):
    """A folder by its name in reports, by its whole path, and by that without links; each ends with a slash."""

    name: str
    path: str
    real: str

    def inner(self, name: str) -> Folder:
        """A folder in this one."""
        return Folder(f"{self.name}{name}/", f"{self.path}{name}{os.sep}", f"{self.real}{name}{os.sep}")


def walk(folder: Path) -> Iterator[Found | ReadError]:
    """The text files under a folder, sorted by path."""
    top = Path(os.path.abspath(folder))  # noqa: PTH100  # Path.resolve would follow links
    above = _above(top)
    # Who names a folder wants it read, even where git ignores it as a whole.
    ignores = () if _ignored(str(top), True, above) else above
    name = folder.as_posix()
    real = os.path.realpath(top)
    yield from _walk(Folder("" if name == "." else _closed(name, "/"), _closed(str(top)), _closed(real)), ignores)


def _closed(path: str, end: str = os.sep) -> str:
    """A path that ends with a slash."""
    return path if path.endswith(end) else path + end


# Paths are strings here, and links are followed only where there are some: folders may hold very many files.
def _walk(folder: Folder, above: Sequence[Ignore]) -> Iterator[Found | ReadError]:
    try:
        with os.scandir(folder.path) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        name = folder.name.rstrip("/") or "."
        yield ReadError(name, f"cannot be read: {error.strerror}; check its access rights")
        return
    ignores = [*above, *_ignores(Path(folder.path), (Path(folder.path, ".gitignore"),))]
    for entry in found:
        if entry.name.startswith("."):
            continue
        # A link to a folder may lead in a circle, and what it leads to is mostly walked anyway.
        is_folder = entry.is_dir(follow_symlinks=False)
        wanted = is_folder or (entry.name.lower().endswith(WALKED) and entry.is_file())
        if not wanted or (ignores and _ignored(entry.path, is_folder, ignores)):
            continue
        if is_folder:
            yield from _walk(folder.inner(entry.name), ignores)
        else:
            real = os.path.realpath(entry.path) if entry.is_symlink() else folder.real + entry.name
            yield Found(folder.name + entry.name, real)


def _ignored(path: str, is_folder: bool, ignores: Sequence[Ignore]) -> bool:
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
            yield Ignore(_closed(str(folder)), lambda path, spec=spec: spec.check_file(path).include)  # type: ignore[misc]
