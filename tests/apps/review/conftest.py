"""A review that is served, by the command itself."""

from __future__ import annotations

import json
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.apps.conftest import PROGRAM

TEXT = "A zig zig bird.\r\n\r\nA zag zag tree, a blorb.\r\n\r\nThe zig zig end & <b>.\r\n"
"""Findings 1 and 4 are safe, 2 asks, 3 has no fix."""


class Served:
    """A review under way."""

    def __init__(self, process: subprocess.Popen[bytes], address: str, said: str) -> None:
        self.process, self.address, self.said = process, address, said
        self.version = 1

    def ask(self, what: str = "", method: str = "GET", body: Any = None, **headers: str | None) -> tuple[int, str, Any]:
        """A request as the page makes it, but for what is told otherwise: status, body, headers."""
        place = urlsplit(self.address)
        given = {"host": place.netloc, "origin": f"http://{place.netloc}", "content-type": "application/json"} | headers
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        connection = HTTPConnection(place.hostname or "", place.port or 0, timeout=20)
        connection.putrequest(method, place.path + what, skip_host=True, skip_accept_encoding=True)
        for name, value in given.items():
            if value is not None:
                connection.putheader(name, value)
        if data is not None and "transfer-encoding" not in given:
            connection.putheader("content-length", str(len(data)))
        connection.endheaders(data)
        answer = connection.getresponse()
        content = answer.read().decode()
        connection.close()
        return answer.status, content, answer.headers

    def post(self, what: str, **asked: Any) -> tuple[int, dict[str, Any]]:
        """What an action answers."""
        status, content, _ = self.ask(what, "POST", {"version": self.version, **asked})
        return status, json.loads(content)

    def decide(self, number: int, decision: str | None, said: str = "") -> dict[str, Any]:
        """Decide, which must be allowed."""
        status, told = self.post("decide", number=number, decision=decision, said=said)
        assert status == 200, told
        return told

    def save(self) -> str:
        """Save; the page after that."""
        assert self.post("save") == (200, {"reload": True})
        self.version += 1
        return self.page()

    def page(self) -> str:
        """The page."""
        status, content, _ = self.ask()
        assert status == 200
        return content

    def end(self) -> str:
        """End it as a person does; what it says last."""
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=30)
        assert self.process.returncode in (0, 3), err
        assert b"Traceback" not in err
        return out.decode() + err.decode()


Serve = Callable[..., Served]


@pytest.fixture
def serve(tmp_path: Path, rules: Path, environment: dict[str, str]) -> Iterator[Serve]:
    """Serve a review of files of the folder with the toy rules alone."""
    running: list[Served] = []

    def served(*args: str, browser: str = "") -> Served:
        chosen = ["--rules", str(rules), "--select", "toys,suppression", *([] if browser else ["--no-browser"])]
        line = [*PROGRAM, "review", *chosen, *args]
        alone = environment | ({"BROWSER": browser, "PATH": "/nowhere", "DISPLAY": ""} if browser else {})
        process = subprocess.Popen(
            line, cwd=tmp_path, env=alone, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
        )
        said = ""
        assert process.stdout
        while "Ctrl+C" not in said:
            line_read = process.stdout.readline().decode()
            assert line_read, process.communicate()
            said += line_read
        found = re.search(r"http://\S+", said)
        assert found
        running.append(Served(process, found[0], said))
        return running[-1]

    yield served
    for one in running:
        if one.process.poll() is None:
            one.end()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A text with four findings."""
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    return path
