"""Pages and subtitles on the command line: found, fixed byte for byte, suppressed, recalled."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.apps.conftest import Run, one_line

PAGE = (
    '<!DOCTYPE html>\r\n<html lang="en"><body class="zig zig">\r\n<p>A <b>fine</b> zig\r\n   zig caf\u00e9 &amp; a'
    " zag zag cat.</p>\r\n<pre>zig zig</pre><p lang=de>Ein zig zig.</p>\r\n"
)
SUBRIP = (
    "1\r\n00:00:01,000 --> 00:00:02,000\r\n- A zig\r\nzig bird\r\n\r\n"
    "2\r\n00:00:02,000 --> 00:00:03,000\r\nand a zig zig cat.\r\n"
)
WEBVTT = "WEBVTT\n\nNOTE zig zig\n\nzig zig\n00:01.000 --> 00:02.000 line:0\n<v zig zig>A zig zig &lt;bird&gt;.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A page, subtitles of both kinds, and a file that is none of these."""
    for name, text in (("a.html", PAGE), ("b.srt", SUBRIP), ("c.vtt", WEBVTT), ("d.css", "zig zig")):
        (tmp_path / name).write_bytes(text.encode())
    return tmp_path


def test_a_folder_is_checked_and_fixed_byte_for_byte(mtlint: Run, folder: Path) -> None:
    done = mtlint("check", "--format", "concise", ".")
    places = [line.split(" ")[0] for line in done.stdout.decode().splitlines() if "toys/" in line]
    assert places == ["a.html:3:18:", "a.html:4:21:", "b.srt:3:5:", "b.srt:8:7:", "c.vtt:7:14:"]
    # What was kept of the first run is the same in every byte.
    assert mtlint("check", "--format", "concise", ".").stdout == done.stdout
    assert mtlint("check", "--format", "concise", "--no-cache", ".").stdout == done.stdout
    assert mtlint("fix", ".").returncode == 1
    assert (folder / "a.html").read_bytes().decode() == PAGE.replace("zig\r\n   zig", "zig")
    assert (folder / "b.srt").read_bytes().decode() == SUBRIP.replace("a zig zig", "a zig")
    assert (folder / "c.vtt").read_bytes().decode() == WEBVTT.replace("A zig zig", "A zig")
    assert mtlint("fix", "--ask", ".").returncode == 1
    assert (folder / "a.html").read_bytes().decode() == PAGE.replace("zig\r\n   zig", "zig").replace("zag zag", "zag")


def test_a_page_may_say_its_encoding(mtlint: Run, tmp_path: Path) -> None:
    page = '<html><head>\n<meta charset="iso-8859-1"></head><p>“A caf\u00e9, a zig zig bird.”\n'
    (tmp_path / "a.html").write_bytes(page.encode("cp1252"))
    mtlint("fix", "a.html")
    assert (tmp_path / "a.html").read_bytes() == page.replace("zig zig", "zig").encode("cp1252")
    # A byte order mark says it more surely, and a person most surely.
    (tmp_path / "a.html").write_bytes(page.encode("utf-8-sig"))
    mtlint("fix", "a.html")
    assert (tmp_path / "a.html").read_bytes() == page.replace("zig zig", "zig").encode("utf-8-sig")
    (tmp_path / "a.html").write_bytes(page.replace("iso-8859-1", "x-none").encode())
    done = mtlint("check", "a.html")
    assert done.returncode == 3
    assert "a.html: says that its encoding is “x-none”, which is unknown" in one_line(done.stderr)
    assert mtlint("check", "--encoding", "utf-8", "a.html").returncode == 1


@pytest.mark.usefixtures("folder")
def test_any_text_may_be_read_as_these(mtlint: Run) -> None:
    done = mtlint("check", "--read-as", "html", "--format", "concise", "-", input=PAGE.encode())
    assert done.stdout.startswith(b"stdin:3:18: toys/twice")
    done = mtlint("check", "--read-as", "srt", "a.html")
    assert done.returncode == 3
    assert "a.html: holds no cue" in one_line(done.stderr)


def test_a_finding_is_suppressed_in_a_comment_or_beside_the_file(mtlint: Run, folder: Path) -> None:
    assert mtlint("suppress", "a.html:3").stdout.endswith(b"suppressed in a.html\n")
    assert "zig <!-- mtlint off toys/twice -->\r\n" in (folder / "a.html").read_bytes().decode()
    assert b"toys/twice" not in mtlint("check", "a.html").stdout
    assert mtlint("suppress", "b.srt:8").stdout.endswith(b"suppressed in b.srt.mtlint.toml\n")
    assert (folder / "b.srt").read_bytes().decode() == SUBRIP
