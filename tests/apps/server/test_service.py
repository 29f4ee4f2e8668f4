"""The server from outside: an editor on a pipe, which opens, types, pauses, fixes and asks."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import ClientServerConfig, LanguageClient
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

from lint.apps import cli
from tests.apps.conftest import one_line

SERVER = (sys.executable, "-m", "lint.apps.cli", "server")
# A rule that breaks down where a text says so.
FRAGILE = """
import sys
from lint.apps.cli import main
from lint.match.calls import leftovers
sound = leftovers.entity
def entity(reading, options):
    if "&broken;" in reading.batch.text:
        raise RuntimeError("a fault of the rule")
    return sound(reading, options)
leftovers.entity = entity
sys.argv[1:] = ["server"]
main()
"""
TWICE = "The boat that left the harbour on Monday came back with three tons of herring.\n"
TEXT = (
    "# The 😀 ferry\r\n\r\nThe ferry 😀 crossed the the strait in **an** unicorn suit, and she sold a apple.\r\n\r\n"
    + TWICE
    + "\r\n\r\nThe crew made a photo of of the bridge.\r\n\r\n"
    + TWICE
)
WAIT = 20.0


class Editor(LanguageClient):
    """An editor that keeps all that was published."""

    def __init__(self) -> None:
        super().__init__(converter_factory=default_converter)
        self.published: list[types.PublishDiagnosticsParams] = []
        self.texts: dict[str, tuple[int, str]] = {}
        self.unit = ""
        register_lsp_features(self, {**DEFAULT_CLIENT_FEATURES, types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: _publish})

    def open(self, uri: str, text: str, language: str = "markdown") -> None:
        """Open a text."""
        self.texts[uri] = (1, text)
        item = types.TextDocumentItem(uri, language, 1, text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, uri: str, old: str, new: str) -> None:
        """Replace the first place where some text stands, as one change."""
        version, text = self.texts[uri]
        at = text.index(old)
        change = types.TextDocumentContentChangePartial(self.range(text, at, at + len(old)), new)
        self.texts[uri] = (version + 1, text[:at] + new + text[at + len(old) :])
        document = types.VersionedTextDocumentIdentifier(uri=uri, version=version + 1)
        self.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def range(self, text: str, start: int, end: int) -> types.Range:
        """A stretch of a text in the units that were agreed upon."""
        return types.Range(self._position(text, start), self._position(text, end))

    def _position(self, text: str, offset: int) -> types.Position:
        lines = text[:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        size = {"utf-8": 1, "utf-16": 2}[self.unit]
        return types.Position(len(lines) - 1, len(lines[-1].encode({1: "utf-8", 2: "utf-16-le"}[size])) // size)

    def latest(self, uri: str) -> types.PublishDiagnosticsParams | None:
        """What was published last of a text."""
        return next((said for said in reversed(self.published) if said.uri == uri), None)

    async def until(
        self, uri: str, good: Callable[[types.PublishDiagnosticsParams], bool]
    ) -> Sequence[types.Diagnostic]:
        """Wait for something to be published of a text; what was."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            said = self.latest(uri)
            if said is not None and good(said):
                return said.diagnostics
            await asyncio.sleep(0.02)
        raise AssertionError(f"never published: {self.latest(uri)}")

    async def as_checked(self, uri: str, folder: Path, name: str = "x.md") -> Sequence[types.Diagnostic]:
        """Wait for what `mtlint check` says of the text as it is now."""
        version, text = self.texts[uri]
        expected = sorted(
            (finding["rule"], str(self.range(text, finding["start"], finding["end"])), finding["message"])
            for finding in checked(text, folder, name)
        )
        return await self.until(
            uri, lambda said: said.version == version and sorted(map(_key, said.diagnostics)) == expected
        )

    async def actions(self, uri: str, at: str = "", only: Sequence[str] | None = None) -> Sequence[types.CodeAction]:
        """The actions at some text, or in the whole."""
        text = self.texts[uri][1]
        start = text.index(at)
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(uri),
            self.range(text, start, start + len(at) if at else len(text)),
            types.CodeActionContext([], only=only),
        )
        found = await self.text_document_code_action_async(params)
        return [action for action in found or [] if isinstance(action, types.CodeAction)]

    def applied(self, uri: str, action: types.CodeAction) -> str:
        """The text after an action, which must be meant for its version."""
        version, text = self.texts[uri]
        assert action.edit is not None
        assert action.edit.document_changes is not None
        (change,) = action.edit.document_changes
        assert isinstance(change, types.TextDocumentEdit)
        assert (change.text_document.uri, change.text_document.version) == (uri, version)
        # From the end, so that the places of the others hold.
        for edit in reversed(change.edits):
            assert isinstance(edit, types.TextEdit)
            start, end = (self._offset(text, place) for place in (edit.range.start, edit.range.end))
            text = text[:start] + edit.new_text + text[end:]
        return text

    def _offset(self, text: str, place: types.Position) -> int:
        return next(offset for offset in range(len(text) + 1) if self._position(text, offset) == place)


def _publish(client: Editor, params: types.PublishDiagnosticsParams) -> None:
    client.published.append(params)


def _key(diagnostic: types.Diagnostic) -> tuple[str, str, str]:
    return str(diagnostic.code), str(diagnostic.range), str(diagnostic.message)


def checked(text: str, folder: Path, name: str) -> list[dict[str, Any]]:
    """What the command line finds in a text."""
    (folder / name).write_bytes(text.encode())
    out = folder / "said.json"
    cli.run(["check", "--format", "json", "--output", str(out), str(folder / name)])
    findings: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))["findings"]
    return findings


def capabilities(unit: str) -> types.ClientCapabilities:
    """An editor that can do everything."""
    return types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=[unit]),
        workspace=types.WorkspaceClientCapabilities(
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
        ),
        text_document=types.TextDocumentClientCapabilities(
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(related_information=True),
            code_action=types.CodeActionClientCapabilities(
                resolve_support=types.ClientCodeActionResolveOptions(properties=["edit"])
            ),
        ),
    )


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[sys.executable, "-c", FRAGILE], client_factory=Editor),
    scope="module",
    params=["utf-16", "utf-8"],
)
async def editor(lsp_client: Editor, request: pytest.FixtureRequest) -> AsyncIterator[None]:
    """An editor with a server of its own."""
    lsp_client.unit = request.param
    said = await lsp_client.initialize_session(types.InitializeParams(capabilities=capabilities(request.param)))
    assert said.capabilities.position_encoding == request.param
    yield
    await lsp_client.shutdown_session()
    assert lsp_client._server is not None
    assert lsp_client._server.returncode == 0


@pytest.mark.asyncio(loop_scope="module")
async def test_typing_and_a_pause(editor: Editor, tmp_path: Path) -> None:
    uri = (tmp_path / "a.md").as_uri()
    editor.open(uri, TEXT)
    first = await editor.as_checked(uri, tmp_path)
    again = next(diagnostic for diagnostic in first if diagnostic.code == "repetition/sentence-twice")
    assert again.related_information is not None
    assert again.related_information[0].location.uri == uri
    assert TWICE[:20] in again.related_information[0].message
    # In another paragraph, so that the one above moves and is not read again.
    editor.type(uri, "The 😀 ferry", "The 😀 old ferry\r\n\r\nHe drank an coffee.")
    at_once = await editor.until(uri, lambda said: said.version == 2)
    assert {"article/a-or-an", "repetition/sentence-twice"} <= {str(said.code) for said in at_once}
    editor.type(uri, TWICE, "")
    later = await editor.as_checked(uri, tmp_path)
    assert "repetition/sentence-twice" not in {said.code for said in later}
    versions = [said.version for said in editor.published if said.uri == uri]
    assert versions == sorted(versions, key=lambda version: version or 0)


@pytest.mark.asyncio(loop_scope="module")
async def test_a_finding_in_full(editor: Editor) -> None:
    editor.open("untitled:full", "He drank an coffee.", "plaintext")
    (found,) = await editor.until("untitled:full", lambda said: bool(said.diagnostics))
    assert (found.code, found.source, found.severity) == ("article/a-or-an", "mtlint", types.DiagnosticSeverity.Error)
    assert found.range == types.Range(types.Position(0, 9), types.Position(0, 11))
    assert found.code_description is not None
    page = Path(found.code_description.href.removeprefix("file://"))
    assert "an" in page.read_text(encoding="utf-8")
    assert found.data["safety"] == "safe"


@pytest.mark.asyncio(loop_scope="module")
async def test_fixes(editor: Editor) -> None:
    uri = "untitled:fixes"
    text = (
        "The 😀 ferry crossed the the strait.\r\n\r\nShe put her foots on the table, and the the rest was an quiet.\r\n"
    )
    editor.open(uri, text, "plaintext")
    fix, _ = await editor.actions(uri, "ferry crossed the the", only=["quickfix"])
    assert fix.is_preferred
    assert editor.applied(uri, fix) == text.replace("the the", "the", 1)
    assert [str(said.code) for said in fix.diagnostics or ()] == ["repetition/doubled-word"]
    everything = await editor.actions(uri)
    assert {action.kind for action in everything} == {types.CodeActionKind.QuickFix, "source.fixAll.mtlint"}
    asking = [action for action in everything if action.edit and not action.is_preferred]
    assert any("foots" in action.title for action in asking)


@pytest.mark.asyncio(loop_scope="module")
async def test_all_safe_fixes_are_those_of_the_command_line(editor: Editor, tmp_path: Path) -> None:
    uri = (tmp_path / "a.md").as_uri()
    text = TEXT.replace("bridge", "the the the bridge 😀 and and an bank")
    editor.open(uri, text)
    (at_once,) = await editor.actions(uri, only=["source.fixAll"])
    (later,) = [action for action in await editor.actions(uri) if action.kind == "source.fixAll.mtlint"]
    assert later.edit is None
    resolved = await editor.code_action_resolve_async(later)
    path = tmp_path / "b.md"
    path.write_bytes(text.encode())
    cli.run(["fix", "--quiet", str(path)])
    fixed = path.read_bytes().decode()
    assert editor.applied(uri, at_once) == editor.applied(uri, resolved) == fixed != text


@pytest.mark.parametrize(
    ("language", "name", "mark"),
    [
        ("markdown", "a.md", " <!-- mtlint off article/a-or-an -->"),
        ("plaintext", "a.txt", " # mtlint off article/a-or-an"),
    ],
)
@pytest.mark.asyncio(loop_scope="module")
async def test_suppressing(editor: Editor, tmp_path: Path, language: str, name: str, mark: str) -> None:
    uri = (tmp_path / name).as_uri()
    text = "The 😀 man drank an coffee, and the the tea.\r\n\r\nHe drank an coffee.\r\n"
    editor.open(uri, text, language)
    actions = [action for action in await editor.actions(uri, "man drank an coffee") if "Suppress" in action.title]
    (action,) = actions
    marked = editor.applied(uri, await editor.code_action_resolve_async(action))
    assert marked == text.replace("tea.", f"tea.{mark}")
    assert [finding["rule"] for finding in checked(marked, tmp_path, name)] == [
        "repetition/doubled-word",
        "article/a-or-an",
    ]


@pytest.mark.asyncio(loop_scope="module")
async def test_hover(editor: Editor) -> None:
    uri = "untitled:hover"
    editor.open(uri, "The 😀 man drank an coffee.", "markdown")
    text = editor.texts[uri][1]
    here, there = (editor.range(text, at, at).start for at in (text.index("an coffee"), 0))
    params = types.HoverParams(types.TextDocumentIdentifier(uri), here)
    hover = await editor.text_document_hover_async(params)
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert hover.range == editor.range(text, text.index("an coffee"), text.index(" coffee"))
    for part in ("article/a-or-an", "Measured", "Flagged", "Left alone"):
        assert part in hover.contents.value
    assert await editor.text_document_hover_async(types.HoverParams(params.text_document, there)) is None


@pytest.mark.asyncio(loop_scope="module")
async def test_settings_of_the_project(editor: Editor, tmp_path: Path) -> None:
    uri = (tmp_path / "a.txt").as_uri()
    settings = tmp_path / "mtlint.toml"
    event = types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)

    def write(text: str) -> None:
        settings.write_text(text, encoding="utf-8")
        editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))

    editor.open(uri, "He drank an coffee.\n", "plaintext")
    await editor.until(uri, lambda said: len(said.diagnostics) == 1)
    write('per-path-ignores = {"*.md" = ["article"]}\n')
    await editor.until(uri, lambda said: len(said.diagnostics) == 1)
    write('per-path-ignores = {"a.txt" = ["article"]}\n')
    await editor.until(uri, lambda said: not said.diagnostics)
    write('ignor = ["article"]\n')
    while not editor.messages:
        await asyncio.sleep(0.02)
    message = editor.messages.pop().message
    assert message.startswith("mtlint: ")
    assert 'mtlint.toml:1: unknown key "ignor"; did you mean "ignore"?' in message
    write("")
    await editor.until(uri, lambda said: len(said.diagnostics) == 1)
    assert not editor.messages


@pytest.mark.asyncio(loop_scope="module")
async def test_settings_of_the_editor(editor: Editor) -> None:
    uri = "untitled:settings"
    editor.open(uri, "He drank an coffee of of old.\n", "plaintext")
    await editor.until(uri, lambda said: len(said.diagnostics) == 2)

    def send(settings: dict[str, Any]) -> None:
        editor.workspace_did_change_configuration(types.DidChangeConfigurationParams({"mtlint": settings}))

    send({"select": ["article"], "trace": {"server": "off"}})
    await editor.until(uri, lambda said: [found.code for found in said.diagnostics] == ["article/a-or-an"])
    for wrong, told in (({"selct": []}, 'did you mean "select"?'), ({"ignore": "x"}, "ignore must be a list")):
        send(wrong)
        while not editor.messages:
            await asyncio.sleep(0.02)
        assert told in editor.messages.pop().message
    send({})
    await editor.until(uri, lambda said: len(said.diagnostics) == 2)


@pytest.mark.asyncio(loop_scope="module")
async def test_what_is_closed(editor: Editor) -> None:
    uri = "untitled:closed"
    editor.open(uri, "He drank an coffee.", "plaintext")
    await editor.until(uri, lambda said: bool(said.diagnostics))
    document = types.TextDocumentIdentifier(uri)
    editor.text_document_did_close(types.DidCloseTextDocumentParams(document))
    await editor.until(uri, lambda said: not said.diagnostics)
    editor.type(uri, "coffee", "tea")
    assert await editor.actions(uri) == []
    assert await editor.text_document_hover_async(types.HoverParams(document, types.Position(0, 0))) is None


@pytest.mark.asyncio(loop_scope="module")
async def test_a_rule_that_breaks_down_is_logged_and_the_others_go_on(editor: Editor) -> None:
    uri = "untitled:broken"
    editor.open(uri, "He drank an coffee &broken;", "plaintext")
    await editor.until(uri, lambda said: [found.code for found in said.diagnostics] == ["article/a-or-an"])
    (logged,) = [said.message for said in editor.log_messages if "a fault of the rule" in said.message]
    assert "leftovers/html-entity" in logged
    editor.type(uri, "&broken;", "&amp;")
    await editor.until(uri, lambda said: "leftovers/html-entity" in {found.code for found in said.diagnostics})


@pytest.mark.asyncio(loop_scope="module")
async def test_a_long_text_and_one_that_is_none(editor: Editor, tmp_path: Path) -> None:
    long = (tmp_path / "long.txt").as_uri()
    editor.open(
        long, "\n\n".join(f"In the year {n} he drank an coffee with the crew." for n in range(300)), "plaintext"
    )
    odd = "untitled:odd"
    editor.open(odd, "an coffee \0", "plaintext")
    editor.open("untitled:empty", "", "plaintext")
    await editor.until("untitled:empty", lambda said: not said.diagnostics)
    await editor.until(odd, lambda said: not said.diagnostics)
    await editor.until(long, lambda said: len(said.diagnostics) >= 300)
    editor.type(long, "he drank an coffee", "he drank a coffee")
    await editor.as_checked(long, tmp_path, "y.txt")


def test_without_the_library_one_line_says_how_to_get_it() -> None:
    start = "import sys; sys.modules['pygls'] = None; from lint.apps.cli import main; sys.argv[1:] = ['server']; main()"
    done = subprocess.run([sys.executable, "-c", start], capture_output=True, check=False, timeout=60)
    assert done.returncode == 2
    assert 'pip install "mtlint[server]"' in one_line(done.stderr)


def test_an_editor_that_goes_without_a_word_ends_the_server() -> None:
    done = subprocess.run(SERVER, input=b"", capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (1, b"")
