"""Mining post-edits: what was changed, and what editors change again and again."""

from __future__ import annotations

import json

import pytest

from benchmarks.mine import known
from benchmarks.mine.changes import Change, changes, done, names
from benchmarks.mine.patterns import LEVELS
from benchmarks.mine.rank import KINDS, Candidate, Miner, lower_bound
from benchmarks.mine.showing import chosen, lines, records
from benchmarks.mine.table import MINED, PROOF, SOUND, Table, build, half, read
from lint.language.analyse import Analyser
from tests.making import make_rule

# Editors take photos, whoever made them, and never make anything else of what is made.
PHOTOS = [
    ("She made photos of the bridge.", "She took photos of the bridge."),
    ("They made photos at dawn.", "They took photos at dawn."),
    ("The guide made photos for us.", "The guide took photos for us."),
    ("Many people made photos there.", "Many people took photos there."),
    ("My aunt made photos in the park.", "My aunt took photos in the park."),
    ("He made photos of his dog.", "He took photos of his dog."),
    ("A tourist made photos all day.", "A tourist took photos all day."),
    ("Our neighbours made photos again.", "Our neighbours took photos again."),
    ("The nurse made photos of her class.", "The nurse took photos of her class."),
    ("Two reporters made photos inside.", "Two reporters took photos inside."),
    ("We made photos before lunch.", "We took photos before lunch."),
    ("The pilot made photos from above.", "The pilot took photos from above."),
]
REST = [
    ("The cook made soup for all of them.", "The cook made soup for all of them."),
    ("He made a table out of old wood.", "He made a table out of ancient wood."),
    ("Nothing of it was made here.", "Nothing of it was made here."),
]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Table:
    """The translations above in two language pairs, and a little sound English."""
    folder = tmp_path_factory.mktemp("corpora")
    with (folder / "edited.jsonl").open("w", encoding="utf-8") as file:
        for number, (mt, pe) in enumerate(PHOTOS + REST):
            spans = [[m, m + 4] for m in [mt.find("made")] if mt != pe and m >= 0]
            record = {"id": f"s{number}", "pair": ("xx-en", "yy-en")[number % 2], "mt": mt, "pe": pe, "bad": spans}
            file.write(json.dumps({**record, "gaps": []}) + "\n")
    (folder / "sound.txt").write_text("She made soup. He took photos of it, and of the table that he made.\n")
    files = [*read([str(folder / "edited.jsonl")], sound=False), *read([str(folder / "sound.txt")], sound=True)]
    return build(files, Analyser().read)


@pytest.fixture(scope="module")
def candidates(table: Table) -> list[Candidate]:
    """What is mined from them."""
    return Miner(table).candidates(3, 2, KINDS, LEVELS)


def test_the_right_pattern_comes_first(table: Table, candidates: list[Candidate]) -> None:
    # Seen by tags it is the same places, since nothing else in the plural is made.
    assert candidates[0].shown in ("[<make> => took] NNS", "[made => took] photos")
    first = next(c for c in candidates if c.template.level == "form")
    assert first.shown == "[made => took] photos"
    assert first.score == candidates[0].score
    assert (first.pairs, first.sound) == (("xx-en", "yy-en"), 0)
    assert (first.mined.better + first.proof.better, first.mined.worse + first.proof.worse) == (12, 0)
    assert first.mined.count == sum(text.part == MINED and "photos" in text.document.text for text in table.texts)
    assert first.mined.hits == first.mined.count
    # Where it is not photos that are made, the change does harm, and sound English has that too.
    wider = next(c for c in candidates if c.shown == "[made => took]")
    assert wider.score < first.score
    assert wider.mined.worse + wider.proof.worse == 3
    assert wider.sound == 2


def test_no_change_that_was_not_made(candidates: list[Candidate]) -> None:
    assert {c.new for c in candidates if c.kind != "suspect"} <= {"took", "took photos"}


def test_what_is_shown(table: Table, candidates: list[Candidate]) -> None:
    picked = chosen(candidates, "photos", 5)
    assert picked[0].kind == "replace"
    # The same places are not shown twice at one level.
    assert sum(c.template.level == "form" and c.kind == "replace" for c in picked) == 1
    text = "\n".join(lines(table, picked, 2))
    assert "[made => took] photos" in text
    assert " + " in text
    assert "[made] photos" in text
    assert json.loads(next(records(table, picked)))["new"] == "took"
    assert not chosen(candidates, "soup", 5)


def test_what_rules_find_already_is_left_out(
    table: Table, candidates: list[Candidate], monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = make_rule("default: on\nreads: words\nmatch: {kind: tokens, pattern: [{lower: made}, {lower: photos}]}\n")
    monkeypatch.setattr(known, "load_rules", lambda: (rule,))
    files = [[t for t in table.texts if (t.part == SOUND) == sound] for sound in (False, True)]
    rows = known.known_rows(table, files, Analyser())
    assert rows.sum() == 2 * len(PHOTOS)
    assert known.new(candidates, ~rows)
    assert not [c for c in known.new(candidates, rows) if c.new == "took"]


def test_texts_are_halved_by_their_words(table: Table) -> None:
    assert {text.part for text in table.texts} == {MINED, PROOF, SOUND}
    assert half("The  same words.") == half("The same words.")


def test_changes_by_words() -> None:
    def made(old: str, new: str) -> list[Change]:
        return list(changes(old.split(), new.split()))

    assert made("he made a photo", "he took a photo") == [Change(1, 1, ("took",))]
    assert made("the the cat", "the cat") in ([Change(0, 1, ())], [Change(1, 1, ())])
    assert made("member of team", "member of the team") == [Change(2, 0, ("the",))]
    assert made("a “b” c", 'a "b" c') == []
    # Forms of one word part a longer change.
    assert made("she was walking on road", "she walks along the street") == [
        Change(1, 1, ()),
        Change(2, 1, ("walks",)),
    ]
    assert made("a b c d", "e f g h") == []


@pytest.mark.parametrize(
    ("old", "new", "opens", "called"),
    [
        (["made"], ["took"], False, ("took",)),
        (["Made"], ["Took"], True, ("took",)),
        (["nepal"], ["Nepal"], False, (":title",)),
        (["The"], ["the"], False, (":lower",)),
        (["walked"], ["walking"], False, ("walking", ":-ed+ing")),
        (["cards"], ["card"], False, ("card", ":-s+")),
        (["the"], [], False, ("",)),
        ([], ["of", "the"], False, ("of the",)),
    ],
)
def test_names_of_changes_and_doing_them_again(
    old: list[str], new: list[str], opens: bool, called: tuple[str, ...]
) -> None:
    assert names(old, new, opens=opens) == called
    for name in called:
        assert done(name, " ".join(old)) == " ".join(new)


def test_a_change_that_cannot_be_done() -> None:
    assert done(":-ed+ing", "sang") is None
    assert done("took", "Made") == "Took"


def test_a_share_is_surer_the_more_there_is() -> None:
    assert lower_bound(0, 0) == 0
    assert lower_bound(3, 3) < lower_bound(30, 30) < 1
    assert lower_bound(5, 10) < 0.5
