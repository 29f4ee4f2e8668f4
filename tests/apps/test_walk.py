"""Which files of a folder are checked."""

from __future__ import annotations

import subprocess
from pathlib import Path

from lint.apps.files import Found, gather


def _tree(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def _names(folder: Path, *paths: str) -> list[str]:
    found = [
        item for item in gather([str(folder / path) for path in paths] or [str(folder)]) if isinstance(item, Found)
    ]
    return [Path(item.name).relative_to(folder).as_posix() for item in found]


def test_text_and_markdown_in_order(tmp_path: Path) -> None:
    _tree(tmp_path, {"b.md": "", "a.txt": "", "c.py": "", "sub/d.markdown": "", ".hidden/e.txt": "", ".f.txt": ""})
    assert _names(tmp_path) == ["a.txt", "b.md", "sub/d.markdown"]


def test_a_file_named_twice_is_checked_once(tmp_path: Path) -> None:
    _tree(tmp_path, {"b.md": "", "a.txt": ""})
    assert _names(tmp_path, "b.md", "", "a.txt") == ["b.md", "a.txt"]


def test_ignore_files_as_git_reads_them(tmp_path: Path) -> None:
    _tree(
        tmp_path,
        {
            ".gitignore": "*.md\n!keep.md\n/build/\nlogs/*\n",
            ".git/info/exclude": "private.txt\n",
            "sub/.gitignore": "!own.md\ninner.txt\n",
            "a.txt": "", "b.md": "", "keep.md": "", "private.txt": "", "build/x.txt": "", "sub/build/y.txt": "",
            "sub/own.md": "", "sub/inner.txt": "", "sub/deep/inner.txt": "", "logs/z.txt": "", "sub/private.txt": "",
        },
    )  # fmt: skip
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=False)
    (tmp_path / ".git/info/exclude").write_text("private.txt\n")
    assert _names(tmp_path) == ["a.txt", "keep.md", "sub/build/y.txt", "sub/own.md"]
    # The ignore files above a folder hold in it as well.
    assert _names(tmp_path, "sub") == ["sub/build/y.txt", "sub/own.md"]
    # What is named is read, ignored or not.
    assert _names(tmp_path, "build", "b.md") == ["build/x.txt", "b.md"]


def test_links_in_a_circle(tmp_path: Path) -> None:
    _tree(tmp_path, {"sub/a.txt": ""})
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "sub" / "gone.txt").symlink_to("nowhere")
    assert _names(tmp_path) == ["sub/a.txt"]
