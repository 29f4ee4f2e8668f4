"""What becomes of LanguageTool's matches: their places, and which of them speak."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from lint.backends import joining
from lint.backends.joining import Match, grouped, matches
from lint.backends.languagetool import AnswerError, second
from lint.backends.policy import Choice, Entry, Policy, Speaks
from lint.checked import Checked
from lint.engine import check
from lint.model import Safety
from lint.record import Record
from tests.making import make_document, make_rule

TWICE = make_rule("reads: text\nmatch: {kind: text, pattern: 'zig zig'}")
ENTRIES = {
    "ALWAYS": Entry(Speaks.ON, Record(confidence=0.75), cures=True),
    "BARE": Entry(Speaks.ON, Record()),
    "AGREED": Entry(Speaks.AGREED, Record(), cures=True),
    "NEVER": Entry(Speaks.OFF, Record(), cures=True),
    joining.SPELLER: Entry(Speaks.AGREED, Record(), cures=True),
}


def reply(texts: Sequence[str], *places: tuple[int, str]) -> bytes:
    """What a server says of texts: a match at each place, given as the number of a text and what stands there."""
    found: list[dict[str, Any]] = []
    for number, wanted in places:
        before = "".join(text + joining.BREAK for text in texts[:number]) + texts[number].partition(wanted)[0]
        found.append(
            {
                "offset": len(before.encode("utf-16-le")) // 2,
                "length": len(wanted.encode("utf-16-le")) // 2,
                "message": "Wrong.",
                "replacements": [{"value": "right"}],
                "rule": {"id": "ALWAYS", "category": {"id": "GRAMMAR", "name": "Grammar"}},
            }
        )
    return json.dumps({"software": {}, "matches": found}).encode()


class Scripted:
    """Answers as LanguageTool would: it flags the words that it is told, and remembers what it was asked to spell."""

    def __init__(self, flagged: Mapping[str, str], replacement: str = "right") -> None:
        self.flagged, self.replacement = flagged, replacement
        self.spelled: list[str] = []

    def __call__(self, texts: Sequence[str], *, spelling: bool) -> list[list[Match]]:
        """The matches in each text."""
        if spelling:
            self.spelled += texts
            return [[Match(0, len(text), joining.SPELLER, "TYPOS", "Misspelt.", (self.replacement,))] for text in texts]
        return [
            [
                Match(text.index(word), text.index(word) + len(word), rule, "GRAMMAR", "Wrong.", (self.replacement,))
                for word, rule in self.flagged.items()
                if word in text
            ]
            for text in texts
        ]


def asked(text: str, ask: Scripted, read_as: str = "text", **wish: Any) -> Checked:
    """A text checked by one rule and LanguageTool."""
    opinion = second(ask, Choice(Policy("6.8", ENTRIES), **wish))
    return next(check([make_document(text, read_as)], [TWICE], second=opinion))


def rules_in(checked: Checked) -> list[str]:
    """The rules of the findings, by place."""
    return [finding.rule for finding in checked.findings]


def test_places_are_code_points_of_the_right_text() -> None:
    texts = ["😀 One blip.", "Two 🇫🇮 blip 😀 blop.", "", "blip"]
    found = matches(reply(texts, (0, "blip"), (1, "blip 😀 blop"), (3, "blip")), texts)
    assert [[texts[i][m.start : m.end] for m in row] for i, row in enumerate(found)] == [
        ["blip"],
        ["blip 😀 blop"],
        [],
        ["blip"],
    ]
    assert found[0][0].link == "https://community.languagetool.org/rule/show/ALWAYS?lang=en"


def test_a_match_that_spans_two_texts_is_about_neither() -> None:
    texts = ["One blip.", "Two."]
    wide = reply(texts, (0, "blip.")).replace(b'"length": 5', b'"length": 9')
    assert matches(wide, texts) == [[], []]


@pytest.mark.parametrize("answer", [b"<html>", b"{}", b'{"matches": 3}', reply(["a blip", ""], (0, "blip"))[:-3]])
def test_what_is_no_reply_of_languagetool_is_refused(answer: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        matches(answer, ["One."])


def test_long_texts_go_in_several_requests_in_order() -> None:
    texts = [f"{number} " + "x" * 3000 for number in range(20)] + ["y" * 50_000, "z"]
    groups = list(grouped(texts))
    assert [text for group in groups for text in group] == texts
    assert len(groups) > 3
    assert all(sum(map(len, group)) <= joining.MOST for group in groups if len(group) > 1)


def test_the_policy_decides_rule_by_rule() -> None:
    flagged = {"blip": "ALWAYS", "blop": "BARE", "objectionation": "AGREED", "flop": "NEVER", "glop": "UNHEARD_OF"}
    text = "The Blip blip house. The Blop blop house. The objectionation house. The Flop flop house. The glop house."
    checked = asked(text, Scripted(flagged))
    heard = {finding.rule: finding for finding in checked.findings}
    # A coined word is the sign that AGREED waits for.
    assert heard.keys() >= {"languagetool/ALWAYS", "languagetool/BARE", "languagetool/AGREED"}
    assert not heard.keys() & {"languagetool/NEVER", "languagetool/UNHEARD_OF"}
    always = heard["languagetool/ALWAYS"]
    assert (always.category, always.confidence, always.safety) == ("Linguistic conventions/Grammar", 0.75, Safety.ASK)
    assert heard["languagetool/BARE"].fixes == ()


def test_a_rule_that_needs_agreement_is_silent_without() -> None:
    assert rules_in(asked("The house is old.", Scripted({"house": "AGREED"}))) == []
    assert rules_in(asked("The house is zig zig.", Scripted({"house": "AGREED"}))) == [
        "languagetool/AGREED",
        "test/rule",
    ]


def test_what_mtlint_says_is_not_said_twice() -> None:
    assert rules_in(asked("The zig zig bird.", Scripted({"zig zig bird": "ALWAYS"}))) == ["test/rule"]


def test_what_was_selected_speaks_whatever_the_policy_says_and_what_was_ignored_never() -> None:
    flagged = Scripted({"house": "NEVER", "old": "ALWAYS"})
    text = "The house is old."
    never = ("languagetool/NEVER",)
    assert rules_in(asked(text, flagged, select=never, only=True)) == ["languagetool/NEVER"]
    assert rules_in(asked(text, flagged, select=never)) == ["languagetool/NEVER", "languagetool/ALWAYS"]
    assert rules_in(asked(text, flagged, ignore=("languagetool/AL*",))) == []
    assert len(asked(text, flagged, select=("languagetool",), ignore=("languagetool/ALWAYS",)).findings) == 1


@pytest.mark.parametrize(
    ("text", "old", "new", "safety"),
    [
        ("They bought ten apples.", "apples", "pears", Safety.ASK),
        ("They bought 10 apples.", "10 apples", "12 apples", Safety.SHOW),
        ("They met Anna there.", "Anna", "Emma", Safety.SHOW),
        ("They are not there.", "not there", "there", Safety.SHOW),
        ('He said: "I am home again."', "home", "house", Safety.SHOW),
    ],
)
def test_a_fix_never_changes_a_number_a_name_a_negation_or_speech(
    text: str, old: str, new: str, safety: Safety
) -> None:
    (finding,) = asked(text, Scripted({old: "ALWAYS"}, new)).findings
    assert finding.safety is safety


def test_a_fix_across_markup_is_left_out() -> None:
    (finding,) = asked("The old **blue** house.", Scripted({"old blue house": "BARE"}), "markdown").findings
    assert (finding.span.start, finding.span.end) == (4, 22)
    (finding,) = asked("The old **blue** house.", Scripted({"old blue house": "ALWAYS"}), "markdown").findings
    assert finding.fixes == ()


def test_the_speller_is_asked_of_coined_words_and_heard_where_another_sign_agrees() -> None:
    ask = Scripted({})
    text = "Toomas Jõesaar went to Kuressaare with a colourful objectionation, a kuwari and a house."
    assert rules_in(asked(text, ask)) == []
    assert ask.spelled == ["objectionation"]
    assert rules_in(asked(text.replace("went", "zig zig"), ask)) == ["test/rule", f"languagetool/{joining.SPELLER}"]


def test_the_spelling_of_another_country_is_no_fault() -> None:
    ask = Scripted({})
    ask.replacement = "sanitizers"
    assert rules_in(asked("They bought zig zig and many cheap sanitisers.", ask)) == ["test/rule"]
    assert ask.spelled == ["sanitisers"]


def test_documents_that_languagetool_did_not_read_say_so() -> None:
    def silent(texts: Sequence[str], *, spelling: bool) -> list[list[Match]]:  # noqa: ARG001
        raise AnswerError("it is away")

    documents = [make_document(text) for text in ("A zig zig bird.", "", "A tree.")]
    done = list(check(documents, [TWICE], second=second(silent, Choice(Policy("6.8", {})))))
    assert [checked.unread for checked in done] == ["it is away", "", "it is away"]
    assert rules_in(done[0]) == ["test/rule"]
