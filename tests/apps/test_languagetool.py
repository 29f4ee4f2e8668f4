"""`--with languagetool` from outside, with a small server that speaks as LanguageTool does, well and badly."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest

from lint.apps import lt_keeper
from tests.apps.conftest import START, Run, one_line

POLICY = {"version": "6.8", "rules": {"BLIP": {"speaks": "on", "record": {"confidence": 0.5}, "cures": True}}}
TEXT = "A zig zig bird. The blip sang.\n"
Answer = Callable[[BaseHTTPRequestHandler, str], None]


def well(handler: BaseHTTPRequestHandler, text: str) -> None:
    """Flag each “blip”."""
    found = [_match(text, place) for place in re.finditer(r"\bblip\b", text)]
    _send(handler, 200, json.dumps({"matches": found}).encode())


def _match(text: str, place: re.Match[str]) -> dict[str, Any]:
    before = text[: place.start()]
    return {
        "offset": len(before.encode("utf-16-le")) // 2,
        "length": 4,
        "message": "No word.",
        "replacements": [{"value": "bird"}],
        "rule": {"id": "BLIP", "category": {"id": "TYPOS"}, "urls": [{"value": "https://example.org/blip"}]},
    }


def _send(handler: BaseHTTPRequestHandler, status: int, body: bytes) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def server(answer: Answer) -> Iterator[str]:
    """The address of a server that answers so."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True)
            # Of spelling it knows nothing.
            answer(self, form["text"][0] if "enabledOnly" not in form else "")

        def log_message(self, *_: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=listening.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.server_port}"
    finally:
        listening.shutdown()
        listening.server_close()


@pytest.fixture
def asking(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Run:
    """Run mtlint with toy rules and LanguageTool under a policy of one rule, on a text in `a.txt`."""
    shelf = tmp_path_factory.mktemp("shelf")
    (shelf / "languagetool.json").write_text(json.dumps(POLICY))
    (tmp_path / "a.txt").write_text(TEXT)
    program = START.replace("/nowhere", str(shelf))

    def run(
        command: str, *args: str, told: Sequence[str] = ("--with", "languagetool"), **more: Any
    ) -> subprocess.CompletedProcess[bytes]:
        line = [sys.executable, "-c", program, command, *told, *args]
        options = {"cwd": tmp_path, "env": environment, "timeout": 60, "capture_output": True, **more}
        return subprocess.run(line, check=False, **options)

    return run


@pytest.fixture
def toys(rules: Path) -> tuple[str, ...]:
    """The options that bring the toy rules."""
    return ("--rules", str(rules))


def found_by(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    """The rules in a report of one finding a line."""
    return [json.loads(line)["rule"] for line in done.stdout.splitlines()]


def test_its_findings_are_findings_like_all_others(asking: Run, toys: tuple[str, ...], tmp_path: Path) -> None:
    with server(well) as url:
        there = (*toys, "--languagetool-url", url)
        done = asking("check", *there, "--format", "json", "a.txt")
        assert (done.returncode, done.stderr) == (1, b"")
        mine, its = json.loads(done.stdout)["findings"]
        assert mine["rule"] == "toys/twice"
        assert (its["rule"], its["category"], its["link"], its["safety"], its["confidence"]) == (
            "languagetool/BLIP", "Linguistic conventions/Spelling", "https://example.org/blip", "ask", 0.5,
        )  # fmt: skip
        assert b"see: https://example.org/blip" in asking("check", *there, "a.txt").stdout
        assert b"+A zig bird. The bird sang." in asking("diff", *there, "a.txt").stdout
        assert b"languagetool/BLIP" in asking("fix", "--ask", *there, "a.txt").stdout
        assert (tmp_path / "a.txt").read_text() == "A zig bird. The bird sang.\n"


def test_its_rules_are_chosen_as_all_others_are(asking: Run, toys: tuple[str, ...], tmp_path: Path) -> None:
    with server(well) as url:
        lines = (*toys, "--languagetool-url", url, "--format", "jsonl", "a.txt")
        assert found_by(asking("check", *lines)) == ["toys/twice", "languagetool/BLIP"]
        assert found_by(asking("check", "--ignore", "languagetool/BLIP", *lines)) == ["toys/twice"]
        assert found_by(asking("check", "--select", "languagetool/BLIP", "--ignore", "toys", *lines)) == [
            "languagetool/BLIP"
        ]
        assert found_by(asking("check", "--select", "languagetool/BLOP,toys", *lines)) == ["toys/twice"]
        (tmp_path / "mtlint.toml").write_text('[per-path-ignores]\n"a.txt" = ["languagetool"]\n')
        assert found_by(asking("check", *lines)) == ["toys/twice"]


def test_settings_ask_for_it(asking: Run, toys: tuple[str, ...], tmp_path: Path) -> None:
    both, alone = ["toys/twice", "languagetool/BLIP"], ["toys/twice"]
    (tmp_path / "b.txt").write_text(TEXT)
    with server(well) as url:
        line = (*toys, "--format", "jsonl", "--languagetool-url", url)
        (tmp_path / "mtlint.toml").write_text("languagetool = true\n")
        assert found_by(asking("check", *line, "a.txt", told=())) == both
        assert found_by(asking("check", *toys, "--format", "jsonl", "a.txt", told=("--with", "none"))) == alone
        assert asking("check", *line, "a.txt", told=("--with", "none")).returncode == 2
        (tmp_path / "mtlint.toml").write_text('[[overrides]]\npaths = ["b.txt"]\nlanguagetool = true\n')
        assert found_by(asking("check", *line, "a.txt", "b.txt", told=())) == [*alone, *both]
        (tmp_path / "mtlint.toml").write_text("languagetool = false\n")
        assert found_by(asking("check", *line, "a.txt")) == both


def test_several_processes_find_the_same(asking: Run, toys: tuple[str, ...], tmp_path: Path) -> None:
    text = "The blip 😀 number {}. A zig zig blip."
    lines = [{"id": str(number), "text": text.format(number), "more": "x" * 2000} for number in range(300)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    with server(well) as url:
        options = (*toys, "--languagetool-url", url, "--format", "jsonl", "a.jsonl")
        one, two = (asking("check", "--jobs", jobs, *options) for jobs in ("1", "2"))
    assert (one.returncode, one.stderr) == (1, b"")
    assert one.stdout.count(b"\n") == 3 * len(lines)
    assert one.stdout == two.stdout


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--languagetool-url", "http://lt.example.org/v2"), "lt.example.org is not this machine, and the text would"),
        (("--languagetool-url", "http://10.0.0.1:8081"), "add --allow-remote if it may"),
        (("--languagetool-url", "http://127.0.0.1.example.org"), "is not this machine"),
        (("--languagetool-url", "http://[::1"), "--languagetool-url http://[::1: "),
        (("--languagetool-url", "localhost:8081"), "is no address; write it as http://localhost:8081"),
        (("--languagetool-url", "http://localhost:port"), "--languagetool-url http://localhost:port: "),
        (("--languagetool-timeout", "0"), "--languagetool-timeout"),
    ],
)
def test_a_wrong_address_is_refused_before_anything_runs(asking: Run, options: tuple[str, ...], problem: str) -> None:
    done = asking("check", *options, "a.txt")
    assert problem in one_line(done.stderr)
    assert (done.returncode, done.stdout) == (2, b"")


def test_options_of_languagetool_need_it_to_be_asked(mtlint: Run) -> None:
    done = mtlint("check", "--languagetool-url", "http://localhost:8081", "a.txt")
    assert "add --with languagetool" in one_line(done.stderr)
    assert done.returncode == 2
    done = mtlint("check", "a.txt", select="languagetool/BLIP")
    assert one_line(done.stderr) == "mtlint: languagetool/BLIP is for LanguageTool; add --with languagetool\n"
    assert done.returncode == 2


def slowly(handler: BaseHTTPRequestHandler, text: str) -> None:
    """Begin at once, and never come to an end."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        time.sleep(0.2)
        try:
            handler.wfile.write(b" ")
        except OSError:
            return
    well(handler, text)


def silently(handler: BaseHTTPRequestHandler, text: str) -> None:  # noqa: ARG001
    """Say nothing."""
    time.sleep(5)


def with_a_page(handler: BaseHTTPRequestHandler, text: str) -> None:  # noqa: ARG001
    """Answer as another program does that listens there."""
    _send(handler, 200, b"<html>Welcome to my printer.</html>")


def busily(handler: BaseHTTPRequestHandler, text: str) -> None:  # noqa: ARG001
    """Answer as an overburdened server does."""
    _send(handler, 503, b"Too many\nrequests")


def elsewhere(handler: BaseHTTPRequestHandler, text: str) -> None:  # noqa: ARG001
    """Send the text on to another machine."""
    handler.send_response(307)
    handler.send_header("Location", "http://lt.example.org/v2/check")
    handler.send_header("Content-Length", "0")
    handler.end_headers()


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (slowly, "did not answer within 1 s (--languagetool-timeout)"),
        (silently, "did not answer within 1 s (--languagetool-timeout)"),
        (with_a_page, "did not reply as LanguageTool does"),
        (busily, "refused the text (HTTP 503: Too many requests)"),
        (elsewhere, "refused the text (HTTP 307"),
    ],
)
def test_a_bad_server_is_named_and_the_rest_is_checked(
    asking: Run, toys: tuple[str, ...], answer: Answer, problem: str
) -> None:
    with server(answer) as url:
        where = (*toys, "--languagetool-url", url, "--languagetool-timeout", "1")
        done = asking("check", *where, "--format", "jsonl", "a.txt")
    line = one_line(done.stderr)
    assert line.startswith(f"mtlint: a.txt: not checked by LanguageTool: {url} ")
    assert problem in line
    assert found_by(done) == ["toys/twice"]
    assert done.returncode == 3


class Dying:
    """A server that answers so many requests, and then no more."""

    def __init__(self, answers: int) -> None:
        self.answers, self.asked = answers, 0

    def __call__(self, handler: BaseHTTPRequestHandler, text: str) -> None:
        """Answer a request, or close its connection."""
        self.asked += 1
        if self.asked > self.answers:
            handler.connection.close()
        else:
            well(handler, text)


def test_a_server_that_dies_in_the_middle(asking: Run, toys: tuple[str, ...], tmp_path: Path) -> None:
    files = [f"{number}.txt" for number in range(3)]
    for name in files:
        # Two of them are more than is read together, and one takes two requests and one for the speller.
        (tmp_path / name).write_text("The blip. A zig zig bird.\n\n" * 1150)
    dying = Dying(3)
    with server(dying) as url:
        done = asking("check", *toys, "--languagetool-url", url, "--jobs", "1", "--format", "jsonl", *files)
    first, total = done.stderr.decode().splitlines()
    assert first.startswith(f"mtlint: 1.txt: not checked by LanguageTool: {url} does not answer (")
    assert total == "mtlint: 2 texts in all were not checked by LanguageTool"
    assert dying.asked == 4, "a server that is gone is not asked again"
    rules = found_by(done)
    assert (rules.count("toys/twice"), rules.count("languagetool/BLIP")) == (3450, 1150)
    assert done.returncode == 3


def test_a_server_that_dies_while_a_text_is_fixed(asking: Run, toys: tuple[str, ...], tmp_path: Path) -> None:
    with server(Dying(1)) as url:
        done = asking("fix", "--ask", *toys, "--languagetool-url", url, "--quiet", "a.txt")
    assert one_line(done.stderr).startswith("mtlint: a.txt: not checked by LanguageTool: ")
    assert (tmp_path / "a.txt").read_text() == "A zig bird. The bird sang.\n"
    assert done.returncode == 3


def test_nobody_listens_there(asking: Run, toys: tuple[str, ...]) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    done = asking("check", *toys, "--languagetool-url", f"http://localhost:{port}", "--format", "jsonl", "a.txt")
    assert "refused" in one_line(done.stderr)
    assert (found_by(done), done.returncode) == (["toys/twice"], 3)


def test_java_is_missing(asking: Run, environment: dict[str, str], tmp_path: Path) -> None:
    done = asking("check", "a.txt", env={**environment, "PATH": str(tmp_path)})
    assert "needs Java 17 or newer, or a server by --languagetool-url" in one_line(done.stderr)
    assert (done.returncode, done.stdout) == (2, b"")


def test_java_is_too_old(asking: Run, toys: tuple[str, ...], environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n")
    (tmp_path / "bin" / "java").chmod(0o755)
    path = f"{tmp_path / 'bin'}:{environment['PATH']}"
    lines = (*toys, "--format", "jsonl", "a.txt")
    done = asking("check", *lines, env={**environment, "PATH": path, "LTP_PATH": str(tmp_path / "none")})
    said = one_line(done.stderr.replace(lt_keeper.FETCH.encode() + b"\n", b""))
    assert "Detected java 11" in said
    assert said.endswith("install Java 17 or newer\n")
    assert (found_by(done), done.returncode) == (["toys/twice"], 3)


def test_the_extra_is_missing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from lint.apps import cli, company

    monkeypatch.setattr(company, "find_spec", lambda _: None)
    assert cli.run(["check", "--with", "languagetool", "-"]) == 2
    assert "pip install 'mtlint[languagetool]'" in capsys.readouterr().err


def test_a_port_that_is_taken_meanwhile_is_given_up_for_another(tmp_path: Path) -> None:
    taken = "import sys; sys.exit('java.net.BindException: Address already in use')"
    serves = (
        "import sys; from http.server import HTTPServer, BaseHTTPRequestHandler as H;"
        "H.do_POST = lambda s: (s.send_response(200), s.end_headers());"
        "listening = HTTPServer(('127.0.0.1', int(sys.argv[1])), H); print('Server started', flush=True);"
        "listening.serve_forever()"
    )
    ports: list[int] = []

    def command(port: int) -> list[str]:
        ports.append(port)
        return [sys.executable, "-c", taken if len(ports) == 1 else serves, str(port)]

    with lt_keeper.served(command, tmp_path, lambda: True) as (url, process):
        assert url == f"http://127.0.0.1:{ports[1]}"
        assert process.poll() is None
    assert process.poll() is not None

    def broken(_: int) -> list[str]:
        return [sys.executable, "-c", "raise SystemExit('Error: could not find or load main class')"]

    with pytest.raises(lt_keeper.StartError, match="could not find"), lt_keeper.served(broken, tmp_path, lambda: True):
        pass


def test_nothing_of_it_is_loaded_unasked(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A tree.\n")
    shown = "import atexit, sys; from lint.apps import cli; cli.run(['check', 'a.txt']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", shown], env=environment, cwd=tmp_path, capture_output=True, check=True, text=True
    )
    loaded = done.stdout.split()
    assert "lint.apps.commands" in loaded
    assert not [
        name for name in loaded if name.startswith(("lint.backends", "lint.apps.lt_", "lint.apps.company", "psutil"))
    ]


def test_its_rules_are_explained_elsewhere(mtlint: Run) -> None:
    done = mtlint("explain", "languagetool/EN_A_VS_AN")
    assert "see https://community.languagetool.org/rule/show/EN_A_VS_AN" in one_line(done.stderr)
    assert done.returncode == 2
