"""Finding a project's settings: the nearest file upward that has some."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from lint.errors import UsageError
from lint.settings import Settings, read

FILES = (("mtlint.toml", ()), ("pyproject.toml", ("tool", "mtlint")))


def find_settings(paths: Sequence[str], asked: str | None = None) -> tuple[Settings, str]:
    """The settings for paths, and the folder that their globs start from."""
    if asked is not None:
        path = Path(asked)
        table = ("tool", "mtlint") if path.name == "pyproject.toml" else ()
        found = read(_text(path, asked), asked, table=table)
        if found is None:
            raise UsageError(f"{asked}: has no table [tool.mtlint]")
        return found, str(path.parent)
    for folder in upward(paths):
        for name, table in FILES:
            path = folder / name
            if path.is_file():
                found = read(_text(path, _shown(path)), _shown(path), table=table)
                if found is not None:
                    return found, str(folder)
    return Settings(), ""


def upward(paths: Sequence[str]) -> Iterator[Path]:
    """The folder that holds all paths, and those above it."""
    real = [os.path.abspath(path) for path in paths if path != "-"]  # noqa: PTH100
    if "-" in paths or not real:
        real.append(str(Path.cwd()))
    common = Path(os.path.commonpath([path if Path(path).is_dir() else str(Path(path).parent) for path in real]))
    yield common
    yield from common.parents


def _text(path: Path, place: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{place}: is not valid UTF-8 at byte offset {error.start}; save it as UTF-8") from None
    except OSError as error:
        raise UsageError(f"{place}: cannot be read: {error.strerror}; check --config") from None


def _shown(path: Path) -> str:
    inner = os.path.relpath(path).replace(os.sep, "/")
    return path.as_posix() if inner.startswith("../../") else inner
