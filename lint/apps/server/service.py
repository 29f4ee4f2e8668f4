"""The server itself: what it listens to, and what it answers."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, default_converter, lsp_method

import lint
from lint.apps.order import Choices
from lint.apps.server import actions
from lint.apps.server.checking import Sheet, Text
from lint.apps.server.clients import Client
from lint.apps.server.diagnostics import diagnostics
from lint.apps.server.documents import Documents, OpenText
from lint.apps.server.pages import page
from lint.apps.server.positions import Places, changed, sound
from lint.apps.server.projects import Projects, chosen, form_of, name_of
from lint.errors import UsageError

SECTION = "mtlint"
"""Under which an editor keeps the settings of the server."""
WATCHED = ("**/mtlint.toml", "**/pyproject.toml", "**/.mtlint*")
log = logging.getLogger("mtlint")


class Protocol(LanguageServerProtocol):
    """The protocol, with texts kept by the server: positions and line ends are then the same wherever they are used."""

    _server: Server

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Follow a text."""
        self._server.opened(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take changes of a text."""
        self._server.changed(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Follow a text no longer."""
        self._server.closed(params.text_document.uri)


class Server(LanguageServer):
    """What holds for one editor: what it can do, its settings, and the texts it has open."""

    def __init__(self, base: Choices) -> None:
        super().__init__(
            "mtlint", lint.__version__, protocol_cls=Protocol, converter_factory=default_converter, max_workers=1
        )
        self.base = base
        """What the command line and the start of the session asked for; other settings of the editor go over it."""
        self.client = Client(types.ClientCapabilities())
        self.documents = Documents(Projects(base), self._publish, self.complain)
        self._said = ""
        self._faults: set[str] = set()

    @property
    def encoding(self) -> str:
        """The units in which columns are counted."""
        agreed = self.server_capabilities.position_encoding
        return agreed.value if isinstance(agreed, types.PositionEncodingKind) else agreed or "utf-16"

    def places(self, source: str) -> Places:
        """The places of a text, in the editor's units."""
        return Places(source, self.encoding)

    def opened(self, item: types.TextDocumentItem) -> None:
        """Follow a text."""
        name = name_of(item.uri)
        self.documents.open(item.uri, Text(name, form_of(name, item.language_id), sound(item.text), item.version))

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take a new version of a text."""
        document = self.documents.get(params.text_document.uri)
        if document is None:
            log.warning("%s was changed but is not open", params.text_document.uri)
            return
        old = document.text
        source = changed(old.source, params.content_changes, self.encoding)
        document.change(Text(old.name, old.form, source, params.text_document.version))

    def closed(self, uri: str) -> None:
        """Follow a text no longer, and take back what was said of it."""
        self.documents.close(uri)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def configure(self, given: Any) -> Choices:
        """Use the settings of the editor; what is used now."""
        try:
            choices = chosen(self.base, given)
        except UsageError as problem:
            self.complain(str(problem))
            return self.documents.projects.choices
        self._said = ""
        if choices != self.documents.projects.choices:
            self.documents.projects.choices = choices
            self.documents.stir()
        return choices

    def reload(self) -> None:
        """Read all texts again under settings that may be others."""
        self._said = ""
        self.documents.stir()

    def complain(self, message: str) -> None:
        """Tell the user what is wrong and how to cure it, once."""
        if message != self._said:
            self._said = message
            log.error("%s", message)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"mtlint: {message}"))

    def _publish(self, document: OpenText) -> None:
        sheet, found = document.current, []
        if sheet is not None:
            found = diagnostics(sheet, self.places(sheet.text.source), document.uri, self.client)
            self._tell_faults(sheet)
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(document.uri, found, document.text.version)
        )

    def _tell_faults(self, sheet: Sheet) -> None:
        for fault in sheet.checked.faults:
            rule = fault.split(" ", 1)[0]
            if rule not in self._faults:
                self._faults.add(rule)
                message = f"{sheet.text.name}: rule {fault}; the other rules went on; please report this rule"
                log.error("%s", message)
                self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))


def initialize(ls: Server, params: types.InitializeParams) -> None:
    """Learn what the editor can do and wants."""
    ls.client = Client(params.capabilities)
    folders = params.workspace_folders
    root = folders[0].uri if folders else params.root_uri
    ls.documents.projects.root = name_of(root) if root else ""
    ls.base = ls.configure(params.initialization_options)


async def initialized(ls: Server, params: types.InitializedParams) -> None:  # noqa: ARG001
    """Ask to be told when settings change."""
    if ls.client.watches:
        watchers = [types.FileSystemWatcher(pattern) for pattern in WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registration = types.Registration("mtlint-settings", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        await ls.client_register_capability_async(types.RegistrationParams([registration]))
    if ls.client.configures:
        await _ask_settings(ls)


async def settings_changed(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    """Use the new settings of the editor: those it sends or, where it is to be asked for them, those it answers."""
    if ls.client.configures:
        await _ask_settings(ls)
    elif isinstance(params.settings, Mapping):
        ls.configure(params.settings.get(SECTION))


async def _ask_settings(ls: Server) -> None:
    items = [types.ConfigurationItem(section=SECTION)]
    answers = await ls.workspace_configuration_async(types.ConfigurationParams(items))
    # Editors that keep none for us answer null or nothing; then what they said at the start holds.
    ls.configure(answers[0] if answers else None)


def files_changed(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:  # noqa: ARG001
    """Use the new settings of projects."""
    ls.reload()


def saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    """Read a text again, since not every editor tells of changes of its settings."""
    ls.documents.reread(params.text_document.uri)


async def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """The pages on what was found at a place."""
    sheet = await ls.documents.sheet(params.text_document.uri)
    if sheet is None:
        return None
    places = ls.places(sheet.text.source)
    at = places.offset(params.position)
    found = [f for f in sheet.checked.findings if f.span.start <= at <= f.span.end]
    if not found:
        return None
    text = "\n\n---\n\n".join(page(finding, sheet.checker.rules.get(finding.rule)) for finding in found)
    kind = types.MarkupKind.Markdown if ls.client.markdown else types.MarkupKind.PlainText
    return types.Hover(types.MarkupContent(kind, text), places.range(found[0].span))


async def code_actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """What can be done about what was found at a place, and in the whole text."""
    uri, only = params.text_document.uri, params.context.only
    sheet = await ls.documents.sheet(uri)
    if sheet is None:
        return []
    found: list[types.CodeAction] = []
    if actions.wanted(types.CodeActionKind.QuickFix, only):
        places = ls.places(sheet.text.source)
        span = places.span(params.range)
        found += actions.quick_fixes(sheet, places, uri, span, ls.client)
        found += actions.suppressions(sheet, uri, span) if ls.client.resolves else ()
    everything = actions.fix_all(sheet, uri) if actions.wanted(actions.FIX_ALL, only) else None
    if everything is not None and (ls.client.resolves or only is not None):
        # Who asks for these alone is about to apply them; in any other menu they are worked out when they are chosen.
        found.append(await resolve(ls, everything) if only is not None else everything)
    return found


async def resolve(ls: Server, action: types.CodeAction) -> types.CodeAction:
    """An action with its edits."""
    data = action.data if isinstance(action.data, Mapping) else {}
    sheet = await ls.documents.sheet(str(data.get("uri", "")))
    if sheet is None or action.edit is not None:
        return action
    make = _suppressed if "rule" in data else _all_fixed
    source = await make(ls, sheet, data)
    if source is not None:
        text = sheet.text
        edits = actions.edits_between(text.source, source)
        action.edit = actions.edit_of(edits, ls.places(text.source), str(data["uri"]), text.version, ls.client)
    return action


async def _all_fixed(ls: Server, sheet: Sheet, data: Mapping[str, Any]) -> str | None:  # noqa: ARG001
    """The text with its safe fixes applied until it is at rest, as `mtlint fix` does it."""
    settled = await ls.documents.work(lambda: sheet.checker.settled(sheet.text))
    if settled.looping:
        log.warning("%s: %s undo each other here; left as it was", sheet.text.name, ", ".join(settled.looping))
    return settled.source


async def _suppressed(ls: Server, sheet: Sheet, data: Mapping[str, Any]) -> str | None:
    """The text with a mark that suppresses a finding; None where there is none, or no mark can."""
    place = (data.get("rule"), data.get("start"), data.get("end"))
    finding = next((f for f in sheet.checked.findings if (f.rule, f.span.start, f.span.end) == place), None)
    if finding is None:
        return None
    source = await ls.documents.work(lambda: sheet.checker.suppressed(sheet, finding))
    if source is None:
        cure = "`mtlint suppress` writes it into a list beside the file"
        message = f"mtlint: no mark suppresses {finding.rule} on this line; {cure}"
        ls.window_show_message(types.ShowMessageParams(types.MessageType.Info, message))
    return source


def end(ls: Server, params: None) -> None:  # noqa: ARG001
    """Stop following texts."""
    ls.documents.end()


FEATURES: Mapping[str, tuple[Callable[..., Any], Any]] = {
    types.INITIALIZE: (initialize, None),
    types.INITIALIZED: (initialized, None),
    types.SHUTDOWN: (end, None),
    types.WORKSPACE_DID_CHANGE_CONFIGURATION: (settings_changed, None),
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (files_changed, None),
    types.TEXT_DOCUMENT_DID_SAVE: (saved, None),
    types.TEXT_DOCUMENT_HOVER: (hover, None),
    types.TEXT_DOCUMENT_CODE_ACTION: (
        code_actions,
        types.CodeActionOptions(code_action_kinds=actions.KINDS, resolve_provider=True),
    ),
    types.CODE_ACTION_RESOLVE: (resolve, None),
}
"""What the server answers, beside what texts are opened, changed and closed."""


def serve(base: Choices) -> int:
    """Serve one editor on standard input and output; 0 where it took its leave, else 1."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="mtlint: %(levelname)s: %(message)s")
    # Nothing but the protocol may reach the editor, whatever prints.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        server = Server(base)
        for name, (handler, options) in FEATURES.items():
            server.feature(name, options)(handler)
        server.start_io(sys.stdin.buffer, out)
    return 0 if server.protocol._shutdown else 1
