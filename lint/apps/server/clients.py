"""What an editor can do, by what it said when it started the server."""

from __future__ import annotations

from lsprotocol import types
from pygls.capabilities import get_capability


class Client:
    """The abilities of an editor that the server asks for."""

    def __init__(self, given: types.ClientCapabilities) -> None:
        tags = get_capability(given, "text_document.publish_diagnostics.tag_support.value_set", [])
        self.fades = types.DiagnosticTag.Unnecessary in (tags or [])
        """Shows in grey what is there for nothing."""
        self.relates = bool(get_capability(given, "text_document.publish_diagnostics.related_information", False))
        """Shows other places that belong to a finding."""
        self.versions = bool(get_capability(given, "workspace.workspace_edit.document_changes", False))
        """Refuses edits of a version that is no longer there."""
        later = get_capability(given, "text_document.code_action.resolve_support.properties", [])
        self.resolves = "edit" in (later or [])
        """Asks for the edits of an action when it is chosen."""
        formats = get_capability(given, "text_document.hover.content_format", None)
        self.markdown = formats is None or types.MarkupKind.Markdown in formats
        """Shows Markdown."""
        self.watches = bool(get_capability(given, "workspace.did_change_watched_files.dynamic_registration", False))
        """Says when files were changed that it was asked to watch."""
        self.configures = bool(get_capability(given, "workspace.configuration", False))
        """Answers what its settings are."""
