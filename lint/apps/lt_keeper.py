"""The process that keeps LanguageTool's server for one run: starts it, says where it is, and ends it with the run.

    python lt_keeper.py FOLDER OWNER

It is a program of its own, so that the server ends whatever becomes of the run: at its end, at Ctrl-C, at a crash.
It imports nothing of mtlint. `FOLDER/state.json` says what came of it: {"url": ...} or {"error": ...}.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.request import ProxyHandler, build_opener

VERSION = "6.8"
START = 300.0
"""Seconds that the server may take until it has answered once; it takes ten where nothing else runs."""
FIRST = b"language=en-US&text=It+is+an+hour."
"""The first text takes it seconds, in which it reads its rules."""
STARTED = b"Server started"
PORTS = range(8081, 9000)
TRIES = 5
TICK = 0.1
HOST = "127.0.0.1"
SETTINGS = {"cacheSize": 1000, "pipelineCaching": True, "maxPipelinePoolSize": 8}
FETCH = "mtlint: fetching LanguageTool 6.8 (250 MB), once"
CURE = "see docs/languagetool.md"


class StartError(Exception):
    """No server, and why: one line that also says what to do."""


def main(folder: Path, owner: int) -> None:
    """Keep a server while the run goes on."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    goes_on = watcher(folder, owner)
    try:
        with served(command(folder), folder, goes_on) as (url, server):
            say(folder, url=url)
            while goes_on() and server.poll() is None:
                time.sleep(TICK)
            if goes_on():
                say(folder, error="its server has ended")
    except StartError as problem:
        say(folder, error=str(problem))
    except Exception as problem:  # whatever it is, those who wait must learn of it
        say(folder, error=f"{type(problem).__name__}: {problem}; {CURE}".replace("\n", " "))
    while goes_on():
        time.sleep(TICK)
    shutil.rmtree(folder, ignore_errors=True)


def watcher(folder: Path, owner: int) -> Callable[[], bool]:
    """What tells whether the run still goes on: it has not said that it is over, and its first process lives."""
    import psutil

    def goes_on() -> bool:
        if not folder.exists() or (folder / "end").exists():
            return False
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)

    try:
        process = psutil.Process(owner)
    except psutil.NoSuchProcess:
        return lambda: False
    return goes_on


def say(folder: Path, **state: str) -> None:
    """Tell those who wait what came of it; they never see half of a file."""
    if folder.exists():
        new = folder / "state.new"
        new.write_text(json.dumps(state), encoding="utf-8")
        new.replace(folder / "state.json")


def command(folder: Path) -> Callable[[int], list[str]]:
    """What starts the server on a port; LanguageTool is fetched where it is not there yet."""
    from language_tool_python.config_file import LanguageToolConfig
    from language_tool_python.download_lt import LocalLanguageTool

    local = LocalLanguageTool.from_version_name(VERSION)
    if local not in LocalLanguageTool.get_installed_versions():
        (folder / "fetching").touch()
        print(FETCH, file=sys.stderr, flush=True)
    try:
        local.download()  # checks Java, and fetches only what is not there
    except (ModuleNotFoundError, SystemError, SystemExit) as problem:
        raise StartError(f"{str(problem).rstrip('.')}; install Java 17 or newer") from None
    except Exception as problem:  # a matter of the network, for which the library has many names
        why = f"{type(problem).__name__}: {problem}".replace("\n", " ")
        raise StartError(f"LanguageTool {VERSION} could not be fetched ({why}); {CURE}") from None
    config: Any = LanguageToolConfig(SETTINGS)
    return lambda port: local.get_server_cmd(port, config)


@contextmanager
def served(
    command: Callable[[int], list[str]], folder: Path, goes_on: Callable[[], bool]
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server that answers; on the next free port where another program took the first one meanwhile."""
    for _ in range(TRIES):
        port = free_port()
        log = folder / "server.log"
        with log.open("wb") as output:
            server = subprocess.Popen(command(port), stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        try:
            if answers(server, port, log, goes_on):
                yield f"http://{HOST}:{port}", server
                return
        finally:
            server.kill()
            server.wait()
        last = log.read_text(encoding="utf-8", errors="replace").strip() if log.exists() else ""
        if "Address already in use" not in last:
            raise StartError(f"its server did not start: {reason(last)}; {CURE}")
    raise StartError(f"its server found no free port of {PORTS[0]} to {PORTS[-1]}")


def reason(log: str) -> str:
    """The line of a log that says most of why a server ended."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    telling = [line for line in lines if "rror" in line or "xception" in line]
    return (telling or lines or ["it said nothing"])[0][:300]


def answers(server: subprocess.Popen[bytes], port: int, log: Path, goes_on: Callable[[], bool]) -> bool:
    """Wait until the server has answered once; False where it has ended or the run is over."""
    replied: list[int] = []
    # The first answer takes long, and a run that breaks off is not to wait for it.
    asking = Thread(target=lambda: replied.append(first_status(port)), daemon=True)
    end = time.monotonic() + START
    while time.monotonic() < end:
        if server.poll() is not None or not goes_on():
            return False
        # Its own word for it: on a port that was taken meanwhile another program would answer.
        if not asking.ident and STARTED in log.read_bytes():
            asking.start()
        if replied:
            if replied[0] != 200:
                raise StartError(f"its server did not answer as LanguageTool does (HTTP {replied[0]}); {CURE}")
            return True
        time.sleep(TICK)
    raise StartError(f"its server did not answer within {START:.0f} s")


def first_status(port: int) -> int:
    """The status of the first answer of a server; 0 where there is none."""
    try:
        with build_opener(ProxyHandler({})).open(f"http://{HOST}:{port}/v2/check", FIRST, timeout=START) as reply:
            return int(reply.status)
    except OSError as error:
        return int(getattr(error, "code", 0))


def free_port() -> int:
    """A port that nobody listens on, none of those that systems take for connections going out."""
    for port in random.sample(PORTS, len(PORTS)):
        with socket.socket() as probe:
            if os.name == "posix":
                # As Java does it: a port whose last connections are not quite closed is free.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
        return port
    raise StartError(f"no port from {PORTS[0]} to {PORTS[-1]} is free for its server")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
