"""A variety of English and a house style: what the settings want is on, the rest is left alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lint.apps.cache import load_rules
from lint.asked import NOTHING, Asked
from lint.fixing import settle
from lint.language.varieties import spellings
from lint.model import Safety
from lint.select import choose
from tests.making import make_document, run

RULES = load_rules(cached=False)
FAMILIES = ("consistency", "spelling", "style")


def cured(text: str, asked: Asked, level: Safety = Safety.ASK) -> str:
    """The text with the fixes that a house asks for, at rest."""
    rules = [rule for rule in RULES if rule.family in FAMILIES and rule.enabled and rule.asked.met(asked)]
    settled = settle(make_document(text), make_document, lambda document: run(document.source, *rules), level)
    assert not settled.looping
    return settled.source


def asked(**said: str) -> Asked:
    return Asked(**{**dict.fromkeys(Asked.__struct_fields__, "none"), **said})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("variety", "text", "wanted"),
    [
        ("en-GB", "Its color faded; they organize a labor fair.", "Its colour faded; they organize a labour fair."),
        ("en-US", "Its colour faded; they organise a labour fair.", "Its color faded; they organize a labor fair."),
        ("en-US", "The Labour Party of Sydney Harbour said: “Colour!”", ""),
        ("en-GB", "See color/favor in color.py and favor(1).", ""),
        ("none", "A colour in the harbour. A neighbour, a color.", "A colour in the harbour. A neighbour, a colour."),
        ("none", "They organise, organise and organize.", "They organise, organise and organise."),
        ("none", "A colour in the harbour. They organize, organize and organise.",
         "A colour in the harbour. They organize, organize and organize."),
        ("none", "A color, a neighbor and a harbor. They organise and organize.",
         "A color, a neighbor and a harbor. They organize and organize."),
        ("none", "One colour. One theater.", ""),
        ("none", "A colour. We fulfill it in the harbour.", ""),
    ],
)  # fmt: skip
def test_a_variety_is_kept_to(variety: str, text: str, wanted: str) -> None:
    assert cured(text, asked(variety=variety)) == (wanted or text)


@pytest.mark.parametrize(
    ("said", "text", "wanted"),
    [
        ({"dates": "day-month"}, "On May 3, 2024, he left. It rained May 3–5.",
         "On 3 May 2024, he left. It rained May 3–5."),
        ({"dates": "month-day"}, "On 3 May he left, not on 4 June 2004.", "On May 3 he left, not on June 4, 2004."),
        ({"dates": "month-day"}, "From 3–5 May, on 7 and 8 June.", ""),
        ({"dates": "none"}, "On 3 May, 4 May and June 6.", "On 3 May, 4 May and 6 June."),
        ({"titles": "no-point"}, "Dr. Berg and Mrs. Holm live in Ocean Dr. 5.",
         "Dr Berg and Mrs Holm live in Ocean Dr. 5."),
        ({"titles": "point"}, "Dr Berg. Mr Holm. A Ms of note.", "Dr. Berg. Mr. Holm. A Ms of note."),
        ({"quotes": "single"}, "“He said ‘no’,” she said. “It's.”", "‘He said “no”,’ she said. ‘It's.’"),
        ({"quotes": "double"}, "‘He said “no”,’ she said. ‘It’s.’", "“He said ‘no’,” she said. “It’s.”"),
        ({"quotes": "double"}, "'No,' they said in the '90s. The workers' hall.",
         '"No," they said in the \'90s. The workers\' hall.'),
        ({"quotes": "single"}, "“This goes on.\n\nA 5\" disk, “closed”.", ""),
        ({"quotes": "single"}, "Ann: “We said ‘no’ and left.", ""),
        ({"quotes": "double"}, "The dogs’ bowls, ‘the beds’, a ‘cat’.", "The dogs’ bowls, “the beds”, a “cat”."),
    ],
)  # fmt: skip
def test_a_style_is_kept_to(said: dict[str, str], text: str, wanted: str) -> None:
    assert cured(text, asked(**said)) == (wanted or text)
    assert cured(wanted, asked(**said)) == wanted


def test_a_fix_is_safe_where_nothing_else_can_be_meant() -> None:
    style = asked(dates="day-month", quotes="single", titles="point")
    text = "Mr Berg came on May 3. On May 3, 2024, he said “yes” and “it’s”."
    assert cured("On the 3rd May. On 4th May.", asked(dates="month-day"), Safety.SAFE) == "On the 3rd May. On May 4."
    assert cured(text, style, Safety.SAFE) == "Mr. Berg came on 3 May. On May 3, 2024, he said ‘yes’ and “it’s”."


def test_one_rule_alone_sees_to_a_pair_of_spellings() -> None:
    # Two would undo each other's fixes where a text has mostly the one and the settings want the other.
    table = next(rule for rule in RULES if rule.id == "consistency/term").tables["term.tsv"]
    rows = [line.split("\t")[1:] for line in table.splitlines() if not line.startswith("#")]
    known = spellings()
    assert len(known) > 2000
    assert not [row for row in rows for word in row if word in known and known[word].other in row]


def test_rules_that_wait_are_silent_where_nothing_is_set() -> None:
    assert not [rule for rule in choose(RULES, (), (), given=NOTHING) if rule.asked.waits]
    assert {rule.family for rule in RULES if rule.asked.waits} == {"glossary", "spelling", "style"}


def test_a_folder_has_the_style_of_its_settings(environment: dict[str, str], tmp_path: Path) -> None:
    text = "The color of Mr. Berg's boat faded on May 3.\n"
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "t.txt").write_text(text)
    (tmp_path / "a" / "mtlint.toml").write_text(
        'variety = "en-GB"\n[style]\ndates = "day-month"\ntitles = "no-point"\n'
    )
    line = [sys.executable, "-m", "lint.apps.cli", "check", "--format", "json", "."]
    done = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, check=False)
    found = [(f["file"], f["rule"]) for f in json.loads(done.stdout)["findings"]]
    assert not done.stderr
    assert found == [("a/t.txt", f"{rule}") for rule in (
        "spelling/american-spelling", "style/title-with-point", "style/month-first-date",
    )]  # fmt: skip
