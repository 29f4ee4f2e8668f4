"""Glossaries: read from tables and TBX, enforced in every inflection, and never against themselves."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lint.accepted import accept
from lint.apps.cache import load_rules
from lint.apps.glossaries import entries, with_glossaries
from lint.apps.lists import ListFile
from lint.apps.order import Order
from lint.apps.words import known
from lint.errors import UsageError
from lint.glossary import Entry, checked, head, read_csv
from lint.model import Safety
from lint.tbx import read_tbx
from tests.apps.conftest import one_line
from tests.making import run

RULES = [rule for rule in load_rules(cached=False) if rule.family == "glossary"]


def write(folder: Path, text: str, name: str = "g.csv") -> tuple[ListFile, ...]:
    (folder / name).write_text(text, encoding="utf-8")
    return (ListFile(str(folder / name), name, str(hash(text))),)


def cured(text: str, files: tuple[ListFile, ...]) -> str:
    """The text with all fixes of the glossary rules, after the words that are accepted."""
    found = accept(run(text, *with_glossaries(RULES, files)), known(Order(glossaries=files)))
    for finding in reversed(found.findings):
        assert finding.fix is not None
        for edit in reversed(finding.fix.edits):
            text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize(
    ("row", "text", "wanted"),
    [
        ("vote-rigging,ballot-rigging", "Two ballot-riggings. Ballot-rigging’s.", "Two vote-riggings. Vote-rigging’s."),
        ("perform,carry out", "He carried out a test, carrying out more.", "He performed a test, performing more."),
        ("log in,sign in|log", "She signs in, logs in, and logs.", "She logs in, logs in, and logs in."),
        ("letter of intent,LOI", "Two LOIs came; the loi stays.", "Two letters of intent came; the loi stays."),
        ("Internet,internet", "The internet and the Internet.", "The Internet and the Internet."),
        ("internet,Internet", "Internet is old. The Internet lives.", "Internet is old. The internet lives."),
        ("wharf,quay", "The quays and the quay.", "The wharves and the quay.".replace("quay", "wharf")),
        ("staff canteen,canteen", "The staff canteen and the canteens.", "The staff canteen and the staff canteens."),
        ("spokesperson,spokesman", "Spokesmen said so.", "Spokespersons said so."),
    ],
)  # fmt: skip
def test_avoided_terms_are_met_and_cured_in_every_form(tmp_path: Path, row: str, text: str, wanted: str) -> None:
    files = write(tmp_path, f"term,avoid\n{row}\n")
    assert cured(text, files) == wanted
    assert cured(wanted, files) == wanted


@pytest.mark.parametrize(
    ("term", "text", "wanted"),
    [
        ("GitHub", "On github, Git-Hub and GitHubs.", "On GitHub, GitHub and GitHubs."),
        ("iPhone", "An Iphone. IPhone sales fell.", "An iPhone. IPhone sales fell."),
        ("OpenOffice", "An open office. They use Open Office daily.", "An open office. They use OpenOffice daily."),
        ("Tarn Hill", "In tarn hill, at tarnhill.example.", "In Tarn Hill, at tarnhill.example."),
        ("Windows", "She opened the windows and started WINDOWS.", "She opened the windows and started Windows."),
        ("C++", "A c++ course in C.", "A C++ course in C."),
    ],
)
def test_terms_that_stay_as_they_are(tmp_path: Path, term: str, text: str, wanted: str) -> None:
    assert cured(text, write(tmp_path, f"term,translate\n{term},no\n")) == wanted


def test_only_capitals_inside_a_sentence_are_surely_wrong(tmp_path: Path) -> None:
    rules = with_glossaries(RULES, write(tmp_path, "term,translate\nGitHub,no\nWord Online,no\n"))
    found = run("Github is up. It lies on github, or on git-hub. He put the word online.", *rules).findings
    assert [finding.safety for finding in found] == [Safety.ASK, Safety.SAFE, Safety.ASK, Safety.ASK]


def test_tables_may_come_from_any_program() -> None:
    wanted = [Entry("a, b", "g:2", ("c", "d")), Entry("e", "g:4", fixed=True, note="not ours")]
    assert list(read_csv('term,avoid,translate,note\n"a, b",c|d\n\ne,,no,not  ours\n', "g")) == wanted
    assert list(read_csv("Note;Term;Avoid;Translate\r\n;a, b;c | d;\r\n\r\nnot ours;e;;NO\r\n", "g")) == wanted
    assert list(read_csv("term\tavoid\n‘a’\t\n", "g")) == [Entry("‘a’", "g:2")]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "g.csv: is empty; begin it with a header row: term,avoid,translate,note"),
        ("term,avoid\n", "g.csv: holds no English term"),
        ("term,avoids\na,b\n", 'g.csv:1: unknown column "avoids"; did you mean "avoid"?'),
        ("vote,ballot\n", 'g.csv:1: unknown column "vote"; '),
        ("avoid,note\na,b\n", "g.csv:1: the header needs the column term"),
        ("term,avoid\na,b,c\n", "g.csv:2: has 3 cells where the header has 2"),
        ('term,avoid\na,b\n"c,d\n', "g.csv:3: is no row of a table: "),
        ("term,avoid\n,b\n", "g.csv:2: has no term"),
        ("term,translate\na,never\n", 'g.csv:2: translate is "never"; write no'),
        ("term,avoid\na,b\nc,d\na,e\n", "g.csv:4: “a” is also a term in g.csv:2; join the two entries"),
        ("term,avoid\na,b\nc,b\n", "g.csv:3: “b” is also to be avoided in g.csv:2"),
        ("term,avoid\na,b\nb,c\n", "g.csv:2: “b” is to be avoided, but is a term in g.csv:3; take one of them out"),
        ("term,avoid\na <b>,c\n", "g.csv:2: “a <b>” is no term that can be looked for"),
    ],
)
def test_a_wrong_glossary_says_where(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(UsageError) as caught:
        entries(write(tmp_path, text))
    assert str(caught.value).startswith(problem)


def test_two_glossaries_must_not_speak_against_each_other(tmp_path: Path) -> None:
    files = (*write(tmp_path, "term,avoid\na,b\n"), *write(tmp_path, "term\nb\n", "h.csv"))
    with pytest.raises(UsageError, match=r"g\.csv:2: “b” is to be avoided, but is a term in h\.csv:2"):
        entries(files)
    with pytest.raises(UsageError, match=r"g\.txt: is no glossary by its name; it must end in \.csv, \.tsv, \.tbx"):
        entries(write(tmp_path, "term\na\n", "g.txt"))


DCA = """<?xml version="1.0"?>
<!DOCTYPE tbx SYSTEM "TBXcoreStructV03.dtd">
<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="c1">
 <langSec xml:lang="de"><termSec><term>Wahlbetrug</term></termSec></langSec>
 <langSec xml:lang="en-GB">
  <termSec><term>ballot-rigging</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
  <termSec><term>electoral fraud</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>
  <termSec><term>vote-rigging</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
 </langSec>
</conceptEntry>
</body></text></tbx>"""
DCT = DCA.replace('style="dca"', 'style="dct" xmlns:m="urn:m"').replace(
    '<termNote type="administrativeStatus">', "<m:administrativeStatus>").replace(
    "</termNote>", "</m:administrativeStatus>")  # fmt: skip
OLD = (
    DCA.replace("<tbx style", "<martif style").replace("</tbx>", "</martif>").replace("DOCTYPE tbx", "DOCTYPE martif")
    .replace("conceptEntry", "termEntry").replace("langSec", "langSet").replace("<termSec>", "<ntig><termGrp>")
    .replace("</termSec>", "</termGrp></ntig>").replace("administrativeStatus", "normativeAuthorization")
    .replace("Term-admn-sts", "Term")
)  # fmt: skip


@pytest.mark.parametrize("text", [DCA, DCT, OLD], ids=["dca", "dct", "martif"])
def test_term_bases_are_read_in_all_their_styles(text: str) -> None:
    assert read_tbx(text.encode(), "t") == (
        Entry("vote-rigging", "t:9", ("ballot-rigging",)), Entry("electoral fraud", "t:8"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<tbx><a></tbx>", "t:1: is not XML: mismatched tag"),
        ("", "t:1: is not XML: no element found"),
        ("<html/>", "t: is no TBX, which begins with <tbx> or <martif>, but <html>"),
        ('<!DOCTYPE t [<!ENTITY a "b">]><tbx>&a;</tbx>', "t: declares entities, which is refused"),
        (DCA.replace("preferred", "superseded").replace("admitted", "rejected"), "t:7: “ballot-rigging” is dep"),
        (DCA.replace("vote-rigging", " "), "t:9: has no term"),
    ],
)  # fmt: skip
def test_a_wrong_term_base_says_where(text: str, problem: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_tbx(text.encode(), "t")
    assert str(caught.value).startswith(problem)


@pytest.mark.parametrize(
    ("term", "inflected"),
    [
        ("carry out", "carry"),
        ("letter of intent", "letter"),
        ("vote rigging", "rigging"),
        ("Guns N' Roses", "Roses"),
        ("Yahoo !", "Yahoo"),
        ("of age", "age"),
    ],
)
def test_the_head_of_a_term(term: str, inflected: str) -> None:
    assert term.split()[head(term.split())] == inflected


def test_twenty_thousand_terms_are_no_burden(tmp_path: Path) -> None:
    rows = "".join(f"good{n} name{n},bad{n} phrase\n" for n in range(20_000))
    files = write(tmp_path, f"term,avoid\n{rows}")
    assert len(checked(entries(files))) == 20_000
    assert cured("A bad7 phrase, two bad19999 phrases.", files) == "A good7 name7, two good19999 name19999s."


def test_a_glossary_of_the_settings_is_enforced_like_any_rule(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "g").mkdir()
    (tmp_path / "g" / "terms.csv").write_text("\ufeffterm,avoid,translate\nwharf,quay,\nGitHub,,no\n")
    (tmp_path / "g" / "mtlint.toml").write_text('glossary = ["terms.csv"]\n[severity]\n"glossary" = "error"\n')
    (tmp_path / "g" / "a.txt").write_text("We met on the old quay and put it on github.\n")
    (tmp_path / "b.txt").write_text("We met on the old quay and put it on github.\n")

    def mtlint(*args: str) -> subprocess.CompletedProcess[bytes]:
        line = [sys.executable, "-m", "lint.apps.cli", "check", *args]
        return subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, check=False)

    def reported(*args: str) -> list[tuple[str, str, str]]:
        found = json.loads(mtlint("--format", "json", *args, ".").stdout)["findings"]
        return [(f["file"], f["rule"], f["severity"]) for f in found]

    avoided, fixed = (("g/a.txt", f"glossary/{name}", "error") for name in ("avoided-term", "changed-term"))
    assert reported() == [avoided, fixed]
    assert reported("--ignore", "glossary/changed-term") == [avoided]
    assert reported("--ignore", "glossary") == []
    (tmp_path / "g" / "terms.csv").write_text("term,avoid\nwharf,quay\nquay,wharf\n")
    done = mtlint(".")
    assert done.returncode == 2
    assert "terms.csv:2: “quay” is to be avoided, but is a term in terms.csv:3" in one_line(done.stderr)
