"""What changed since a revision, asked of git itself."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path, PurePosixPath

import msgspec

from lint.apps.files import SUFFIXES, Found
from lint.apps.order import ALL, Lines
from lint.apps.project import upward
from lint.errors import ReadError, UsageError

HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
AT_ONCE = 500
"""Files that git is asked for in one call; a command line has an end."""
CALM = {"GIT_LITERAL_PATHSPECS": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
FOREIGN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What a hook is told of the repository that it runs in; which one a folder lies in is found out here."""
PLAIN = ("--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--diff-filter=d", "--ignore-submodules")
PATCH = ("--unified=0", "--inter-hunk-context=0", "--text", "--src-prefix=a/", "--dst-prefix=b/")


class Changes(msgspec.Struct, frozen=True):
    """What changed in a repository: the files that git knows, and of those that differ the lines."""

    root: str
    tracked: frozenset[str]
    lines: dict[str, Lines]

    def lines_of(self, path: str, real: str) -> Lines:
        """The lines of a file that changed, all of them where git does not know it; ReadError where nobody can say."""
        name = os.path.relpath(real, self.root).replace(os.sep, "/")
        if name in self.tracked:
            return self.lines.get(name, ())
        cure = "so what changed in it is not known; leave out --diff-base"
        if name.startswith("../"):
            raise ReadError(path, f"lies outside the repository {self.root}, {cure}")
        if any(str(folder) in self.tracked for folder in PurePosixPath(name).parents):
            raise ReadError(path, f"lies in a submodule, {cure}")
        return ALL

    def listed(self) -> tuple[tuple[str, Lines], ...]:
        """The lines of the files that git knows, by the real paths of these."""
        return tuple((os.path.join(self.root, name), lines) for name, lines in self.lines.items())  # noqa: PTH118

    def only(self, found: Iterable[Found | ReadError]) -> Iterator[Found | ReadError]:
        """The files in which anything changed; the others need not be read."""
        for item in found:
            if isinstance(item, ReadError):
                yield item
                continue
            try:
                lines = self.lines_of(item.name, item.real)
            except ReadError as error:
                yield error
            else:
                if lines:
                    yield msgspec.structs.replace(item, lines=lines)


def changes_since(revision: str, paths: Sequence[str]) -> Changes:
    """What differs between files as they are now and the commit that HEAD and a revision have in common."""
    if "-" in paths:
        raise UsageError("--diff-base asks what changed in files, and standard input is none; name files or folders")
    folder = next(folder for folder in upward(paths) if folder.is_dir())
    root = _root(folder, revision)
    base = _fork(root, revision)
    tracked = frozenset(map(os.fsdecode, _git(root, "ls-files", "-z").split(b"\0")))
    asked = {_inside(root, path) for path in paths}
    changed = {n: old for n, old in _changed(root, base) if Path(n).suffix.lower() in SUFFIXES or n in asked}
    lines: dict[str, Lines] = {}
    left = iter(changed)
    while names := tuple(islice(left, AT_ONCE)):
        # The old names too, or a file that was moved would be new from end to end.
        both = dict.fromkeys([*names, *(changed[name] for name in names)])
        lines |= _lines(_git(root, "diff", *PLAIN, *PATCH, base, "--", *both))
    return Changes(root, tracked, lines)


def _inside(root: str, path: str) -> str:
    """A path as git has it, from the root."""
    return os.path.relpath(os.path.realpath(path), root).replace(os.sep, "/")


def _root(folder: Path, revision: str) -> str:
    if revision.startswith("-") or not revision.strip():
        raise UsageError(f'--diff-base: "{revision}" is no revision; examples: main, origin/main, HEAD~1, v1.2')
    status, printed, said = _run(str(folder), "rev-parse", "--show-toplevel")
    if status:
        raise UsageError(f"--diff-base: {folder} is in no git repository ({said}); leave the option out")
    return os.path.realpath(os.fsdecode(printed.rstrip(b"\r\n")))


def _fork(root: str, revision: str) -> str:
    """The commit from which both a revision and this tree went on, as a pull request has it."""
    if _run(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")[0]:
        cure = "see `git branch --all`; a clone of one branch must fetch the others first"
        raise UsageError(f'--diff-base: git knows no revision "{revision}"; {cure}')
    status, printed, _ = _run(root, "merge-base", revision, "HEAD")
    if status:
        cure = "a shallow clone must fetch more first: git fetch --unshallow"
        raise UsageError(f'--diff-base: "{revision}" and HEAD have no commit in common; {cure}')
    return printed.decode().strip()


def _changed(root: str, base: str) -> Iterator[tuple[str, str]]:
    """The files that differ from a commit: their names now and then."""
    fields = iter(_git(root, "diff", *PLAIN, "--name-status", "-z", base, "--").split(b"\0"))
    for status in fields:
        if status:
            old = os.fsdecode(next(fields))
            yield (os.fsdecode(next(fields)) if status[:1] in b"RC" else old), old


def _lines(patch: bytes) -> Iterator[tuple[str, Lines]]:
    """The lines of each file that a patch without context adds or, where it only deletes, the gap between two."""
    name, found, skip = "", [], 0
    for line in patch.split(b"\n"):
        if skip:
            skip -= 1
        elif hunk := HUNK.match(line):
            gone, start, count = (int(number) if number is not None else 1 for number in hunk.groups())
            # Of a deletion git names the line before it.
            found.append((start, start + count) if count else (start + 1, start + 1))
            skip = gone + count
        elif line.startswith(b"+++ "):
            if name:
                yield name, tuple(found)
            name, found = _name(line[4:]), []
    if name:
        yield name, tuple(found)


def _name(field: bytes) -> str:
    """The name of a file in a patch, which git quotes as C does where it holds anything unusual."""
    if field.startswith(b'"'):
        import ast  # few names need it

        quoted: bytes = ast.literal_eval("b" + field.decode("ascii"))
        return os.fsdecode(quoted)[2:]
    return os.fsdecode(field.removesuffix(b"\t"))[2:]


def _git(root: str, *args: str) -> bytes:
    """What a command of git prints; UsageError where it fails."""
    status, printed, said = _run(root, *args)
    if status:
        raise UsageError(f"--diff-base: `git {args[0]}` failed: {said}")
    return printed


def _run(folder: str, *args: str) -> tuple[int, bytes, str]:
    """The exit code of a command of git, what it printed, and the first line of its complaint."""
    import subprocess  # most runs ask git nothing

    # Names are quoted where they are not ASCII, whatever the user has set, since the patch is read so.
    command = ["git", "-C", folder, "-c", "core.quotePath=true", "-c", "diff.relative=false", *args]
    environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    try:
        done = subprocess.run(command, check=False, capture_output=True, env=environment | CALM)
    except OSError as error:
        raise UsageError(f"--diff-base needs git, which cannot be started: {error.strerror}; install it") from None
    said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
    return done.returncode, done.stdout, said.removeprefix("fatal: ") or f"it ended with {done.returncode}"
