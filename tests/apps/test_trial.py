"""`mtlint rules try`: one rule file, tried on corpora."""

from __future__ import annotations

import gzip
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.apps.conftest import BARE_RULE, PROGRAM, SAFE_RULE, Run, one_line

RULE = """
message: "“{match}” is for one who makes it."
why: Languages that make their photos.
category: Accuracy/Mistranslation
reads: tags
match:
  kind: tokens
  pattern: [{lower: made, as: verb}, {table: things.txt}]
  mark: verb
fix: {replace: took, safety: ask}
bad:
  - She {made=>took} photos of the bridge.
  - They {made=>took} photos at dawn.
good:
  - She made soup.
  - They took photos.
"""
Try = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def tried(tmp_path: Path, environment: dict[str, str]) -> Try:
    """Run `mtlint rules try` in a folder with the rule house/photo.yaml and its table."""
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "photo.yaml").write_text(RULE, encoding="utf-8")
    (folder / "things.txt").write_text("photos\npictures\n", encoding="utf-8")

    def run(*args: str, rule: str = "house/photo.yaml") -> subprocess.CompletedProcess[bytes]:
        line = [*PROGRAM, "rules", "try", rule, *args]
        return subprocess.run(line, check=False, capture_output=True, cwd=tmp_path, env=environment, timeout=60)

    return run


def edited(number: int, mt: str, pe: str, *bad: list[int], pair: str = "xx-en") -> str:
    """A line of a corpus with post-edits."""
    return json.dumps({"id": f"s{number}", "pair": pair, "mt": mt, "pe": pe, "bad": bad, "gaps": []})


@pytest.fixture
def corpora(tmp_path: Path) -> tuple[str, str]:
    """Translations in which the rule is right, wrong, right but no nearer, and silent; and sound English."""
    lines = [
        edited(1, "He made photos.", "He took photos.", [3, 7]),
        edited(2, "We made pictures of clay.", "We made pictures of clay.", pair="yy-en"),
        edited(3, "I made photos.", "I shot photos.", [2, 6]),
        edited(4, "Nothing is here.", "Nothing is here."),
    ]
    with gzip.open(tmp_path / "edited.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    (tmp_path / "sound.txt").write_text("They made pictures.\n\n" + "All of it is sound. " * 25, encoding="utf-8")
    return "edited.jsonl.gz", "sound.txt"


def test_figures_and_findings_for_programs(tried: Try, corpora: tuple[str, str]) -> None:
    done = tried(corpora[0], "--sound", corpora[1], "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    said = json.loads(done.stdout)
    assert said["rule"] == "house/photo"
    assert said["examples"] == []
    whole = said["figures"]["translations"][""]
    assert (whole["words"], whole["findings"], whole["better"], whole["same"], whole["worse"]) == (14, 3, 1, 1, 1)
    assert whole["precision"] == 2 / 3
    assert whole["chance"] == pytest.approx((1 / 4 + 0 + 1 / 4) / 3)
    assert said["figures"]["translations"]["yy-en"]["precision"] == 0
    assert said["figures"]["sound"]["sound.txt"]["findings"] == 1
    assert said["ratio"] == pytest.approx((3 / 14) / (1 / 128))
    outcomes = [(f["id"], f["outcome"], f["replacement"]) for f in said["findings"]]
    assert outcomes == [
        ("s1", "better", "took"),
        ("s2", "worse", "took"),
        ("s3", "hit", "took"),
        ("sound.txt", "alarm", "took"),
    ]


def test_the_report_for_people(tried: Try, corpora: tuple[str, str]) -> None:
    done = tried(corpora[0], "--sound", corpora[1])
    text = done.stdout.decode()
    assert "Examples: all 4 hold." in text
    assert "better (1)" in text
    assert "He [made] photos." in text
    assert "editor: He [took] photos." in text
    assert "made -> took" in text
    assert "They [made] pictures." in text
    assert text.rstrip().splitlines()[-1].startswith("Verdict: ")
    assert done.stdout == tried(corpora[0], "--sound", corpora[1]).stdout


@pytest.mark.parametrize(
    ("more", "pairs", "sound", "last"),
    [
        ("", ("xx-en",), "They made pictures.", "off by default, since it speaks only "),
        ("proof: Photos are taken.\n", ("xx-en",), "All is sound.", "on by default, since it has a proof"),
        ("sources: [ru]\n", ("ro-en",), "All is sound.", "on by default, since it finds nothing in translations but"),
        ("sources: [ru]\n", ("ru-en",), "All is sound.", "on by default, since its lift is 4.00"),
        ("default: off\n", ("xx-en",), "All is sound.", "on by default, since its lift is 4.00; its file says off."),
        ("", (), "All is sound.", "quiet by default, since it finds nothing in translations."),
        ("", ("xx-en",), "", "quiet by default, since no sound English was read."),
    ],
)
def test_the_verdict_is_what_the_catalogue_would_say(
    tried: Try, tmp_path: Path, more: str, pairs: tuple[str, ...], sound: str, last: str
) -> None:
    (tmp_path / "house" / "photo.yaml").write_text(RULE.lstrip() + more, encoding="utf-8")
    lines = [edited(0, "Nothing is here.", "Nothing is here.")]
    lines += [edited(1, "He made photos.", "He took photos.", [3, 7], pair=pair) for pair in pairs]
    (tmp_path / "edited.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "sound.txt").write_text(sound, encoding="utf-8")
    done = tried("edited.jsonl", "--sound", "sound.txt")
    assert done.stdout.decode().rstrip().splitlines()[-1].startswith(f"Verdict: {last}")


def test_the_number_of_findings_to_show(tried: Try, corpora: tuple[str, str]) -> None:
    one = tried(corpora[0], "--show", "1").stdout.decode()
    assert one.count("fix: ") == 1
    assert "fix: " not in tried(corpora[0], "--show", "0").stdout.decode()


def test_colour_marks_what_is_flagged(tried: Try, corpora: tuple[str, str]) -> None:
    assert "He \x1b[32;1mmade\x1b[0m photos." in tried(corpora[0], "--color", "always").stdout.decode()


def test_other_text_is_counted(tried: Try, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("# Head\n\nWe *made* photos.\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(
        '{"text": "I made photos."}\n{"mt": ["I made photos.", "So."]}\n', encoding="utf-8"
    )
    done = tried("docs", "b.jsonl", "--format", "json")
    figures = json.loads(done.stdout)["figures"]
    assert set(figures) == {"other"}
    assert (figures["other"]["docs"]["findings"], figures["other"]["b"]["findings"]) == (1, 2)
    assert b"Verdict" not in tried("docs").stdout


def test_a_failing_example_is_shown_and_the_corpus_read(tried: Try, corpora: tuple[str, str], tmp_path: Path) -> None:
    text = RULE.replace("She made soup.", "She made photos.").replace(
        "{made=>took} photos at", "{made=>shot} photos at"
    )
    (tmp_path / "house" / "photo.yaml").write_text(text, encoding="utf-8")
    done = tried(corpora[0])
    text = done.stdout.decode()
    assert done.returncode == 1
    assert "Example fails (bad): They made photos at dawn.\n  expected: cured to “They shot photos at dawn.”" in text
    assert "Example fails (good): She made photos.\n  expected: nothing\n  found:    “made” at 4" in text
    assert "translations" in text


def test_a_rule_that_breaks_down_is_said_so(tried: Try, tmp_path: Path) -> None:
    slow = BARE_RULE.replace("'blorb'", "'(a|aa)+$'")
    (tmp_path / "slow.yaml").write_text(slow, encoding="utf-8")
    (tmp_path / "a.txt").write_text("a" * 40 + "!\n", encoding="utf-8")
    done = tried("a.txt", rule="slow.yaml")
    assert done.returncode == 3
    assert "its pattern took too long on this text" in one_line(done.stderr)


def test_a_changed_rule_is_tried_as_it_is_now(tried: Try, corpora: tuple[str, str], tmp_path: Path) -> None:
    first = json.loads(tried(corpora[0], "--format", "json").stdout)
    (tmp_path / "house" / "things.txt").write_text("photos\n", encoding="utf-8")
    again = json.loads(tried(corpora[0], "--format", "json").stdout)
    assert (len(first["findings"]), len(again["findings"])) == (3, 2)


def test_without_the_cache_the_same_is_said_and_nothing_kept(
    tried: Try, corpora: tuple[str, str], environment: dict[str, str]
) -> None:
    fresh = tried(corpora[0], "--no-cache").stdout
    assert not Path(environment["XDG_CACHE_HOME"], "mtlint").exists()
    assert tried(corpora[0]).stdout == fresh
    assert list(Path(environment["XDG_CACHE_HOME"], "mtlint", "analyses").iterdir())
    assert tried(corpora[0]).stdout == fresh


@pytest.mark.parametrize(
    ("args", "rule", "code", "said"),
    [
        ((), "house/photo.yaml", 2, "Missing argument 'CORPUS...'"),
        (("sound.txt",), "house/none.yaml", 2, "house/none.yaml: no such rule file"),
        (("none.jsonl",), "house/photo.yaml", 3, "none.jsonl: no such file or folder"),
        (("zip.jsonl.gz",), "house/photo.yaml", 3, "zip.jsonl.gz: is not gzip"),
        (("cut.jsonl.gz",), "house/photo.yaml", 3, "cut.jsonl.gz: ends in the middle"),
        (("sound.txt", "broken.jsonl"), "house/photo.yaml", 3, "broken.jsonl:2: is not valid JSON"),
        (("sound.txt", "spans.jsonl"), "house/photo.yaml", 3, "spans.jsonl:1: a span"),
        (("sound.txt", "types.jsonl"), "house/photo.yaml", 3, "types.jsonl:1: expected"),
    ],
)
def test_bad_input(
    tried: Try, corpora: tuple[str, str], tmp_path: Path, args: tuple[str, ...], rule: str, code: int, said: str
) -> None:
    del corpora
    (tmp_path / "zip.jsonl.gz").write_text('{"text": "A."}\n', encoding="utf-8")
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(b'{"text": "A long line of text."}\n' * 50)[:-20])
    (tmp_path / "broken.jsonl").write_text('{"text": "I made photos."}\n{"text"\n{"text": "I made photos."}\n')
    (tmp_path / "spans.jsonl").write_text('{"mt": "A.", "pe": "A.", "bad": [[0, 9]], "gaps": []}\n')
    (tmp_path / "types.jsonl").write_text('{"mt": "A.", "pe": "A.", "bad": [["x", 9]], "gaps": []}\n')
    done = tried(*args, rule=rule)
    assert done.returncode == code
    assert said in one_line(done.stderr)


def test_what_is_around_a_broken_line_is_read(tried: Try, tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl").write_text('{"text": "I made photos."}\n[\n{"text": "We made photos."}\n')
    done = tried("broken.jsonl", "--format", "json")
    assert done.returncode == 3
    assert len(json.loads(done.stdout)["findings"]) == 2


def test_a_broken_rule_file_has_a_line(tried: Try, corpora: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "house" / "photo.yaml").write_text(RULE.replace("reads:", "reeds:"), encoding="utf-8")
    done = tried(corpora[0])
    assert done.returncode == 2
    assert "house/photo.yaml:5: " in one_line(done.stderr)
    assert 'did you mean "reads"?' in done.stderr.decode()


def test_rules_goes_on_listing(mtlint: Run) -> None:
    listed = mtlint("rules").stdout.decode()
    assert "twice" in listed
    assert mtlint("rules", "toys").stdout.decode() == listed
    assert one_line(mtlint("rules", "toys", "more").stderr)


def test_help_and_completion_name_both(tmp_path: Path, environment: dict[str, str]) -> None:
    def said(*args: str, **more: str) -> subprocess.CompletedProcess[bytes]:
        line = [*PROGRAM, *args]
        return subprocess.run(
            line, check=False, capture_output=True, cwd=tmp_path, env={**environment, **more}, timeout=60
        )

    assert b"mtlint rules [OPTIONS] [FAMILY] | try RULE.yaml CORPUS..." in said("rules", "--help").stdout
    assert b"Usage: mtlint rules try [OPTIONS] RULE.yaml CORPUS..." in said("rules", "try", "--help").stdout
    asked = {"_MTLINT_COMPLETE": "bash_complete", "COMP_CWORD": "2"}
    found = said(COMP_WORDS="mtlint rules t", **asked)
    assert (found.returncode, found.stdout, found.stderr) == (0, b"plain,try\n", b"")
    inner = said(COMP_WORDS="mtlint rules try --s", **{**asked, "COMP_CWORD": "3"})
    assert inner.stdout == b"plain,--sound\nplain,--show\n"


def test_a_rule_of_text_is_tried_too(tried: Try, tmp_path: Path) -> None:
    (tmp_path / "zig.yaml").write_text(SAFE_RULE, encoding="utf-8")
    (tmp_path / "a.txt").write_text("A zig zig bird.\n", encoding="utf-8")
    done = tried("a.txt", rule="zig.yaml")
    assert done.returncode == 0
    assert "A [zig zig] bird." in done.stdout.decode()
