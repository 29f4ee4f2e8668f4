"""Words that are right as they are: where they are met, what they answer, and where they come from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lint.accepted import accept, accepted
from lint.apps.cache import load_rules
from lint.apps.words import words_in, words_of
from lint.checked import Checked
from lint.model import Edit, Finding, Fix, Safety, Severity, Span
from lint.readers import markdown, plain
from tests.apps.conftest import Run, one_line
from tests.making import make_document, run

SPELLING = "Linguistic conventions/Spelling"


def places(text: str, *terms: str, read_as: str = "text") -> list[str]:
    document = make_document(text, read_as)
    return [document.text[p.start : p.end] for p in accepted(terms).places(document)]


@pytest.mark.parametrize(
    ("text", "terms", "met"),
    [
        ("The Bonpo left; Bonpos came, and the Bonpo's hat.", ["Bonpo"], ["Bonpo", "Bonpos", "Bonpo's"]),
        ("A bonpo, a Bonposaurus and a BONPO.", ["Bonpo"], []),
        ("He ate at the Tarn Hill inn, near Tarn\nHill.", ["Tarn Hill"], ["Tarn Hill", "Tarn\nHill"]),
        ("He ate at Tarn  Hill and Tarn-Hill.", ["Tarn Hill"], []),
        ("Kubectl is old. I like kubectl. Our Kubectl is new.", ["kubectl"], ["Kubectl", "kubectl"]),
        ("We write C++ and C#, .NET too, on Yahoo!", ["C++", "C#", ".NET", "Yahoo!"], ["C++", "C#", ".NET", "Yahoo!"]),
        ("The wall-bridge, the wall-bridges’ stones.", ["wall-bridge"], ["wall-bridge", "wall-bridges’"]),
        ("Two Tarn Hillmen came.", ["Tarn", "Tarn Hillman"], ["Tarn Hillmen"]),
        ("The Sinja-born man.", ["Sinja"], ["Sinja"]),
        ("Two letters of intent, a letter of intents.", ["letter of intent"], ["letters of intent"]),
    ],
)
def test_where_terms_are_met(text: str, terms: list[str], met: list[str]) -> None:
    assert places(text, *terms) == met


def found(text: str, flagged: str, category: str, rule: str = "x/y", fix: Fix | None = None) -> Checked:
    start = text.index(flagged)
    span = Span(start, start + len(flagged))
    finding = Finding(rule, span, "", Severity.WARNING, category, fixes=(fix,) if fix else ())
    return Checked(make_document(text), (finding,))


@pytest.mark.parametrize(
    ("flagged", "category", "rule", "stays"),
    [
        ("Sinja", SPELLING, "x/y", False),
        ("Sinja's", "Linguistic conventions/Capitalization", "x/y", False),
        ("Sinja", "Accuracy/Untranslated", "x/y", False),
        ("Sinja", "Terminology/Inconsistent with terminology resource", "x/y", False),
        ("Sinja", "Accuracy/Mistranslation", "estimation/suspect-words", False),
        ("Sinja", "Accuracy/Mistranslation", "pronoun/sex", True),
        ("Sinja", "Linguistic conventions/Grammar", "article/x", True),
        ("Sinja", "Linguistic conventions/Word order", "order/x", True),
        ("Sinja", "Accuracy/Addition", "repetition/x", True),
        ("Sinja's wool", SPELLING, "x/y", True),
        ("'", "Linguistic conventions/Punctuation", "x/y", False),
        ("Sinja", "Linguistic conventions/Punctuation", "x/y", True),
    ],
)
def test_what_a_term_answers(flagged: str, category: str, rule: str, stays: bool) -> None:
    checked = found("We sold Sinja's wool.", flagged, category, rule)
    assert bool(accept(checked, [accepted(["Sinja"])]).findings) is stays


@pytest.mark.parametrize(
    ("flagged", "new", "safety"),
    [
        ("Sinja wool", "Sinjah wool", Safety.ASK),
        ("old Sinja wool", "Sinja's old wool", Safety.SAFE),
        ("the the Sinja", "the Sinja", Safety.SAFE),
        ("Sinja wool", "SINJA wool", Safety.ASK),
        ("Sinja ", "", Safety.SAFE),
        ("inj", "nji", Safety.ASK),
        ("wool", "woollen", Safety.SAFE),
    ],
)
def test_no_safe_fix_makes_something_else_of_a_term(flagged: str, new: str, safety: Safety) -> None:
    text = "They sold the the Sinja wool and old Sinja wool."
    start = text.index(flagged)
    fix = Fix((Edit(Span(start, start + len(flagged)), new),), Safety.SAFE)
    checked = found(text, flagged, "Linguistic conventions/Grammar", fix=fix)
    assert accept(checked, [accepted(["Sinja"])]).findings[0].safety is safety


def test_a_doubled_term_is_found_and_its_spelling_is_not() -> None:
    rules = [rule for rule in load_rules(cached=False) if rule.family in ("repetition", "casing")]
    text = "The police were called to a stuld. The the cart stood near sinja, in Bonpo Bonpo."
    before = run(text, *rules)
    after = accept(before, [accepted(["stuld", "sinja", "Bonpo"])])
    doubled = ["repetition/doubled-word"] * 2
    assert [f.rule for f in before.findings] == ["casing/unknown-name", doubled[0], "casing/known-name", doubled[1]]
    assert [f.rule for f in after.findings] == doubled


def test_words_of_a_list_and_of_a_text() -> None:
    assert list(words_in("# towns\nSinja\n\nTarn Hill  # in the north\nC#\n#")) == ["Sinja", "Tarn Hill", "C#"]
    text = "a <!-- mtlint words: Bonpo, Tarn Hill,\nSinja --> b <!-- words: X --> `<!-- mtlint words: Y -->`"
    assert words_of(next(markdown.read("a.md", text))) == ("Bonpo", "Tarn Hill", "Sinja")
    assert words_of(next(plain.read("a.txt", "All. # mtlint words: Sinja"))) == ("Sinja",)


def test_words_come_from_the_user_the_project_and_the_text(
    mtlint: Run, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text("A blorb and a blorbing, a zig zig.\n")
    (tmp_path / "b.md").write_text("<!-- mtlint words: blorb -->\n\nA blorb and a zig zig.\n")
    (tmp_path / "c.txt").write_text("<!-- mtlint words: blorb -->\n\nA blorb.\n")

    def reported() -> list[str]:
        done = mtlint("check", "--format", "json", ".", select="toys")
        return [f"{f['file']} {f['rule']}:{f['column']}" for f in json.loads(done.stdout)["findings"]]

    first, second, *rest = ["a.md toys/blorb:3", "a.md toys/blorb:15", "a.md toys/twice:27", "b.md toys/twice:15"]
    assert reported() == [first, second, *rest, "c.txt toys/blorb:3"]
    (tmp_path / "mtlint.toml").write_text('words = ["blorb"]')
    assert reported() == [second, *rest]
    (tmp_path / "terms.txt").write_text("# ours\nblorbing\n")
    (tmp_path / "mtlint.toml").write_text('word-lists = ["terms.txt"]')
    assert reported() == [first, *rest, "c.txt toys/blorb:3"]
    own = Path(environment["XDG_CONFIG_HOME"]) / "mtlint" / "words.txt"
    own.parent.mkdir(parents=True)
    own.write_text("blorb\n")
    assert reported() == rest


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (None, "mtlint.toml: word-lists names terms.txt, but there is no terms.txt; paths start from the folder"),
        (b"Sinja\n\xff\xfe\n", "terms.txt:2: is not valid UTF-8; save it as UTF-8"),
        ("folder", "terms.txt: cannot be read: "),
    ],
)
def test_a_list_that_cannot_be_read_is_named(mtlint: Run, tmp_path: Path, make: object, problem: str) -> None:
    (tmp_path / "a.txt").write_text("A bird.\n")
    (tmp_path / "mtlint.toml").write_text('word-lists = ["terms.txt"]')
    if isinstance(make, bytes):
        (tmp_path / "terms.txt").write_bytes(make)
    elif make:
        (tmp_path / "terms.txt").mkdir()
    done = mtlint("check", ".", select="toys")
    assert done.returncode == 2
    assert problem in one_line(done.stderr)
