"""What of subtitles is said, which cues go on with a sentence, and what a fix may touch."""

from __future__ import annotations

import pytest

from lint.api import check_text, fix_text
from lint.errors import ReadError
from lint.model import Span
from lint.readers import subtitles
from lint.source import PLACEHOLDER, Document

DOUBLED = ["repetition/doubled-word"]


def srt(*cues: str, gap: int = 0) -> str:
    """Cues of a second each, with a gap of so many seconds between them."""
    return "".join(
        f"{row}\n00:{row * (1 + gap):02}:00,000 --> 00:{row * (1 + gap) + 1:02}:00,000\n{text}\n\n"
        for row, text in enumerate(cues, 1)
    )


def read(source: str, *, vtt: bool = False) -> Document:
    (document,) = subtitles.read_vtt("name", source) if vtt else subtitles.read_srt("name", source)
    assert isinstance(document, Document)
    return document


def said(source: str, *, vtt: bool = False) -> list[str]:
    document = read(source, vtt=vtt)
    return [document.text[segment.start : segment.end] for segment in document.segments]


@pytest.mark.parametrize(
    ("cues", "found"),
    [
        (["I went to the", "market."], ["I went to the market."]),
        (["I went home.", "It rained."], ["I went home.", "It rained."]),
        (["It was going to...", "...the river."], ["It was going to... the river."]),
        (["It was going to…", "the river."], ["It was going to… the river."]),
        (["I was going to--", "No."], ["I was going to--", "No."]),
        (["CHAPTER ONE", "It was late."], ["CHAPTER ONE", "It was late."]),
        (["I went\nto the\r\nmarket."], ["I went to the market."]),
        (["- Where is he?\n- I don't\nknow."], ["Where is he?", "I don't know."]),
        (["ANNA: He went\nBOB: No."], ["He went", "No."]),
        (["ANNA:\nHe went."], ["He went."]),
        (["Old Man: Good day."], ["Good day."]),
        (["He read a book called\nOld Man: His Life."], ["He read a book called Old Man: His Life."]),
        (["- [sighs] Fine.\n-No."], ["Fine.", "No."]),
        (["- (sighs) Fine."], ["Fine."]),
        (["There is one thing: patience."], ["There is one thing: patience."]),
        (["-5 degrees, I know."], ["-5 degrees, I know."]),
        (["[door\nopens]", "♪ The the\nsong ♪", "(sighs) I know."], ["I know."]),
        (["I don't [laughs] know."], ["I don't know."]),
        (["It is made of Y-tong [concrete]."], ["It is made of Y-tong [concrete]."]),
        (["It is a non-\nscientific", "well-", "known joke."], ["It is a non-scientific well-known joke."]),
        (["{\\an8}<i>He went</i> <font color='#fff'>home</font>."], ["He went home."]),
        (["I <3 it & Tom &amp; her."], ["I <3 it & Tom &amp; her."]),
    ],
)
def test_sentences_of_subrip(cues: list[str], found: list[str]) -> None:
    assert said(srt(*cues)) == found


def test_nobody_goes_on_with_a_sentence_after_a_while() -> None:
    assert said(srt("I went to the", "market.", gap=1)) == ["I went to the", "market."]
    assert [segment.kind.value for segment in read(srt("Early life", "It rained.", gap=1)).segments] == ["item", "text"]


def test_sentences_of_webvtt() -> None:
    source = (
        "WEBVTT - the the\n\nSTYLE\n::cue {}\n\nNOTE\nthe the\n\nintro the the\n00:01.000 --> 00:02.000 align:start\n"
        "<v Anna>I saw &amp; heard\n<c.loud>the</c> man who\n\n00:02.000 --> 00:03.000\n<v Anna>went <00:02.500>to "
        "<lang fr>le le</lang>.\n\n00:03.000 --> 00:04.000\n<v Bob>Fine.\n\nthe the\n"
    )
    assert said(source, vtt=True) == [f"I saw & heard the man who went to {PLACEHOLDER}.", "Fine."]


@pytest.mark.parametrize(
    "source",
    [
        "1\n0:00:01.0 -> 0:00:02.0\nHe went.\n2\n00:00:03,000 --> 00:00:04,000 X1:1\nHe came.",
        "\n\n00:00:01,000 --> 00:00:02,000\nHe went.\n\n\n\n00:00:03,000 --> 00:00:04,000\n\nHe came.\n9\n",
    ],
)
def test_careless_subrip_is_read(source: str) -> None:
    assert said(source)[0] == "He went."
    assert said(source)[1].startswith("He came.")


def test_a_cue_whose_time_cannot_be_read_is_not_read() -> None:
    assert said(srt("He went.") + "2\n00:00 to 00:01\nthe the\n\n" + srt("He came.")) == ["He went.", "He came."]


def test_what_has_no_cue_is_refused() -> None:
    (error,) = subtitles.read_srt("talk.srt", "He went home.\n")
    assert isinstance(error, ReadError)
    assert str(error).startswith("talk.srt: holds no cue")
    assert said("WEBVTT\n\nNOTE the the\n", vtt=True) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He saw the the man.", "He saw the man."),
        ("<i>- He saw the the man.</i>\r\nthe the", "<i>- He saw the man.</i>\r\nthe"),
        ("He saw the\nthe man.", "He saw the\nthe man."),
        ("He saw <i>the</i> the man.", "He saw <i>the</i> man."),
    ],
)
def test_fixes_change_what_is_said_alone(before: str, after: str) -> None:
    assert fix_text(srt(before), select=DOUBLED, read_as="srt") == srt(after)


def test_a_fault_across_cues_is_found_and_not_fixed() -> None:
    source = srt("He saw the", "the man.")
    (finding,) = check_text(source, select=DOUBLED, read_as="srt")
    assert source[finding.span.start : finding.span.end].split("\n")[0] == "the"
    assert not finding.fixes
    assert fix_text(source, select=DOUBLED, read_as="srt") == source


def test_no_line_is_emptied_and_no_cue_is_made() -> None:
    document = read(srt("He went\nhome."))
    line = Span(8, 13)
    assert document.text[line.start : line.end] == "home."
    assert document.takes(line, "away.")
    assert not document.takes(line, "")
    assert not document.takes(line, "a\n\nb")
    assert not document.takes(line, "-->")


def test_a_note_of_webvtt_suppresses() -> None:
    cue = "00:0{0}.000 --> 00:0{0}.900\nHe saw the the man.\n\n"
    source = "WEBVTT\n\n{}" + cue.format(1) + cue.format(2)
    assert len(check_text(source.format(""), select=DOUBLED, read_as="vtt")) == 2
    assert len(check_text(source.format("NOTE mtlint next repetition: so\n\n"), select=DOUBLED, read_as="vtt")) == 1
    assert len(check_text(source.format("NOTE\nmtlint off\n\n"), select=DOUBLED, read_as="vtt")) == 0


@pytest.mark.parametrize(
    "part", ["<", "[", "♪", "{\\", "- ", "(a ", "x\n", "<v a>b ", "&#", "A: ", "<lang fr>", "...", "a  "]
)
def test_hostile_subtitles_are_read(part: str) -> None:
    source = srt(part * 20_000)
    assert read(source).source == read(source, vtt=True).source == source
