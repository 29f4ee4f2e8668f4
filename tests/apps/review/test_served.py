"""`mtlint review`: what its server answers, what it refuses, and what becomes of the files."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from lint.apps.review import decisions
from tests.apps.conftest import ASK_RULE, Run, one_line
from tests.apps.review.conftest import TEXT, Serve
from tests.wording import docx, p, run


def test_decisions_are_kept_as_they_are_made_and_done_when_saved(serve: Serve, article: Path) -> None:
    first = serve("a.txt")
    assert "4 findings in 1 file" in first.said
    told = first.decide(1, "take")
    assert (told["decided"], told["unsaved"], told["undoable"]) == (1, 1, True)
    assert [row["id"] for row in told["rows"]] == ["d1r0"]
    first.decide(2, "edit", "z & <i>a</i>g")
    first.decide(3, "leave")
    # A crash loses nothing.
    first.process.kill()
    again = serve("a.txt")
    page = again.page()
    assert "3 of 4 decided" in page
    assert "z &amp; &lt;i&gt;a&lt;/i&gt;g" in page
    again.decide(4, "leave", "so said")
    page = again.save()
    assert "Applied decisions in 1 file: 1 taken, 1 edited, 1 suppressed." in page
    assert article.read_bytes() == (
        b"A zig bird.\r\n\r\nA z & <i>a</i>g tree, a blorb.\r\n\r\n"
        b"The zig zig end & <b>. # mtlint off toys/twice: so said\r\n"
    )
    # What was left stays so, for this review and the next.
    assert "1 of 1 decided" in page
    assert "1 of 1 finding decided" in again.end()
    assert "1 of 1 decided" in serve("a.txt").page()


def test_undo_takes_back_whole_actions(serve: Serve, article: Path) -> None:
    served = serve("a.txt")
    served.decide(2, "take")
    told = served.post("safe")[1]
    assert told["decided"] == 3
    assert {row["id"] for row in told["rows"]} == {"d1r0", "d1r2"}
    assert served.post("undo")[1]["decided"] == 1
    # On what is decided, nothing takes it back too.
    assert served.decide(2, None)["decided"] == 0
    assert served.post("undo")[1]["decided"] == 1
    told = served.post("undo")[1]
    assert (told["decided"], told["undoable"]) == (0, False)
    assert served.post("undo") == (422, {"error": "there is nothing to undo"})
    assert served.post("safe")[0] == 200
    assert served.post("safe")[0] == 422
    assert article.read_bytes() == TEXT.encode()


def test_what_cannot_be_decided_is_refused(serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>A zag zag <b>tree</b>, a blo<i>rb</i> blorb.</p>")
    served = serve("a.html")
    assert "0 of 3 decided" in served.page()
    for number, decision, said, problem in (
        (2, "take", "", "there is no fix to take"),
        (1, "edit", "a\nb", '"text" is one line'),
        (1, "edit", "a < b", '"<" would be markup here'),
        (2, "edit", "b", "there is markup in what was found"),
        (1, "leave", "a -->", "a reason is one line, and has no --> in it"),
        (9, "take", "", "there is no such finding"),
        (-1, "take", "", "there is no such finding"),
    ):
        status, told = served.post("decide", number=number, decision=decision, said=said)
        assert status == 422, told
        assert problem in told["error"]
    assert "0 of 3 decided" in served.page()


def test_two_fixes_that_touch_are_not_both_taken(serve: Serve, article: Path, rules: Path) -> None:
    wide = ASK_RULE.replace(r"\b(?P<a>zag) (?P=a)\b", "zag (?P<a>tree)").replace("zag zag=>zag", "zag tree=>tree")
    (rules / "toys" / "wide.yaml").write_text(wide.replace("A zag", "A zog").replace("The zag", "The zog"))
    served = serve("a.txt")
    assert "0 of 5 decided" in served.page()
    served.decide(2, "take")
    status, told = served.post("decide", number=3, decision="take")
    assert (status, told["error"]) == (422, "its fix touches that of finding 2, which was taken")
    # Where the first is left, the other is free.
    served.decide(2, "leave")
    served.decide(3, "take")
    assert served.post("decide", number=2, decision="edit", said="zug")[0] == 422
    served.save()
    assert b"A zag tree, a blorb" in article.read_bytes()


@pytest.mark.usefixtures("article")
def test_what_asks_from_elsewhere_is_refused(serve: Serve) -> None:
    served = serve("a.txt")
    host = served.address.split("/")[2]
    asked = {"version": 1, "number": 1, "decision": "take"}
    assert served.ask(host="evil.example")[0] == 421
    assert served.ask(host=f"evil.example:{host.split(':')[1]}")[0] == 421
    assert served.ask(host=None)[0] in (400, 421)
    assert served.ask(origin="http://evil.example")[0] == 403
    assert served.ask(origin="null")[0] == 403
    assert served.ask("decide", "POST", asked, origin=None)[0] == 403
    assert served.ask("decide", "POST", asked, origin="https://" + host)[0] == 403
    assert served.ask("decide", "POST", asked, **{"content-type": "text/plain"})[0] == 415
    assert served.ask("decide", "POST", b"x" * 70_000)[0] == 413
    chunked = {"transfer-encoding": "chunked"}
    assert served.ask("decide", "POST", b"2\r\n{}\r\n0\r\n\r\n", **chunked)[0] == 413
    assert served.ask("decide", "POST", b"{")[0] == 400
    assert served.ask("decide", "POST", {**asked, "more": 1})[0] == 400
    assert served.ask("decide", "POST", {**asked, "decision": "burn"})[0] == 400
    assert served.ask("decide")[0] == 405
    assert served.ask("../../etc/passwd")[0] == 404
    served.address, good = served.address[:-4] + "abc/", served.address
    assert served.ask()[0] == 404
    assert served.ask("decide", "POST", asked)[0] == 404
    served.address = good
    assert "0 of 4 decided" in served.page()
    assert served.ask(host=host.replace("127.0.0.1", "localhost"), origin=None)[0] == 200


def test_the_page_may_do_little_and_all_text_is_escaped(serve: Serve, article: Path) -> None:
    article.write_text("<script>alert(1)</script> A zig zig bird, javascript:alert(2).\n")
    served = serve("a.txt")
    _, page, headers = served.ask()
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "<script>alert" not in page
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    told = served.decide(1, "edit", "<img src=x onerror=alert(3)>")
    assert "<img" not in told["rows"][0]["html"]
    # The server is not to be told from any other, and says nothing of what it is made of.
    assert headers["server"] is None


@pytest.mark.usefixtures("article")
def test_it_listens_on_this_machine_alone(serve: Serve) -> None:
    served = serve("a.txt")
    port = int(served.address.split(":")[2].split("/")[0])
    elsewhere = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for address in elsewhere:
        with pytest.raises(OSError), socket.create_connection((str(address), port), timeout=2):  # noqa: PT011
            pass


def test_a_file_that_changed_is_left_alone_and_both_versions_are_shown(serve: Serve, article: Path) -> None:
    served = serve("a.txt")
    served.decide(1, "take")
    served.decide(2, "take")
    article.write_bytes(TEXT.replace("zag zag tree", "zag zag <oak>").encode())
    page = served.save()
    assert "was changed since it was reviewed; nothing was written" in page
    assert "<del>tree</del>" in page
    assert "<ins>&lt;oak&gt;</ins>" in page
    assert b"zig zig" in article.read_bytes()
    # What was decided stays where its sentence does.
    assert served.post("check", number=1) == (200, {"reload": True})
    served.version += 1
    page = served.page()
    assert "1 of 4 decided" in page
    assert "was changed since" not in page
    assert "1 taken" in served.save()
    assert article.read_bytes() == TEXT.replace("zag zag tree", "zag zag <oak>").replace("zig zig", "zig", 1).encode()


def test_a_file_that_is_gone_and_one_that_cannot_be_written(serve: Serve, article: Path) -> None:
    served = serve("a.txt")
    served.decide(1, "take")
    article.chmod(0o400)
    assert "is read-only; nothing was written" in served.save()
    article.chmod(0o600)
    article.unlink()
    assert "no such file" in served.save()
    assert served.post("check", number=1)[0] == 200
    served.version += 1
    assert "could not be read" in served.page()
    article.write_bytes(TEXT.encode())
    assert "1 taken" in served.save()
    assert "a.txt" in served.end()


def test_settings_that_break_meanwhile_are_said(serve: Serve, article: Path, tmp_path: Path) -> None:
    served = serve("a.txt")
    served.decide(1, "take")
    (tmp_path / "mtlint.toml").write_text("select = 7\n")
    status, told = served.post("check", number=1)
    assert status == 500
    assert "mtlint.toml:1" in told["error"]
    # What was decided needs no settings; only the new text cannot be checked.
    assert "mtlint.toml:1" in served.save()
    assert b"A zig bird" in article.read_bytes()
    (tmp_path / "mtlint.toml").unlink()
    assert served.post("check", number=1)[0] == 200


@pytest.mark.usefixtures("article")
def test_a_page_that_is_old_decides_nothing(serve: Serve) -> None:
    served = serve("a.txt")
    served.decide(1, "take")
    served.save()
    served.version -= 1
    assert served.post("decide", number=1, decision="take") == (409, {"reload": True})
    assert served.post("save")[0] == 409
    assert served.post("undo")[0] == 409
    served.version += 1
    page = served.page()
    assert "The texts were read again since this page was made." in page
    assert "0 of 3 decided" in page


def test_two_reviews_of_one_file_know_of_each_other(serve: Serve, article: Path) -> None:
    one, other = serve("a.txt"), serve("a.txt")
    one.decide(1, "take")
    assert other.post("decide", number=1, decision="leave") == (409, {"reload": True})
    page = other.page()
    assert "Another review decided on this text meanwhile" in page
    assert "1 of 4 decided" in page
    other.decide(2, "take")
    assert one.post("undo")[0] == 409
    assert "2 taken" in one.save()
    # What the other did is done, and nothing is left for this one to do.
    assert other.post("save")[0] == 200
    assert article.read_bytes() == TEXT.replace("zig zig", "zig", 1).replace("zag zag", "zag").encode()


def test_a_word_document_comes_back_as_it_came(serve: Serve, tmp_path: Path, mtlint: Run) -> None:
    (tmp_path / "a.docx").write_bytes(docx(p(run("A zig "), run("zig", "<w:b/>"), run(" bird, a blorb."))))
    served = serve("a.docx")
    served.decide(1, "take")
    assert "1 taken" in served.save()
    found = json.loads(mtlint("check", "--format", "json", "a.docx").stdout)["findings"]
    assert [one["rule"] for one in found] == ["toys/blorb"]


@pytest.mark.usefixtures("article")
def test_what_was_saved_is_recorded_once(serve: Serve, tmp_path: Path, mtlint: Run) -> None:
    served = serve("a.txt", "--record", "r.json", "--system", "Ours", "--source", "ru")
    served.decide(1, "take")
    served.decide(3, "leave")
    served.save()
    served.decide(1, "edit", "z")
    served.save()
    served.end()
    made = decisions.read((tmp_path / "r.json").read_bytes(), "r.json")
    assert [[found.decision for found in one.findings] for one in made.documents] == [
        ["take", None, "leave", None],
        ["edit", None, None],
    ]
    assert {one.system for one in made.documents} == {"Ours"}
    later = serve("a.txt", "--record", "r.json", "--system", "Ours", "--source", "ru")
    later.post("safe")
    later.save()
    made = decisions.read((tmp_path / "r.json").read_bytes(), "r.json")
    said = sorted(str(found.decision) for one in made.documents for found in one.findings if found.decision)
    assert said == ["edit", "leave", "take", "take"]
    table = mtlint("stats", "r.json", alone=True).stdout.decode()
    assert "toys/twice" in table


@pytest.mark.usefixtures("article")
def test_what_stands_in_the_way_is_said_in_one_line(mtlint: Run, tmp_path: Path, environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = mtlint("review", "--port", str(port), "a.txt")
    assert done.returncode == 2
    assert f"port {port}: another program listens there" in one_line(done.stderr)
    for args, problem in (
        (["-"], "a review is of files"),
        (["--export", "d.json", "--port", "80", "a.txt"], "--export shows no page"),
        (["--record", "a.txt", "a.txt"], "a.txt:1: is not JSON"),
    ):
        done = mtlint("review", *args, input=b"")
        assert done.returncode == 2, args
        assert problem in one_line(done.stderr)
    (tmp_path / "good.txt").write_text("A bird.\n")
    done = mtlint("review", "good.txt")
    assert done.returncode == 0
    assert done.stdout.decode() == "Nothing was found in 1 file, so there is nothing to review.\n"
    cache = Path(environment["XDG_CACHE_HOME"]) / "mtlint"
    cache.mkdir(exist_ok=True)
    (cache / "reviews-1.sqlite").write_bytes(b"no database, but long enough to be taken for one" * 100)
    done = mtlint("review", "--no-cache", "a.txt")
    assert done.returncode == 3
    assert "decisions cannot be kept: file is not a database" in one_line(done.stderr)


@pytest.mark.usefixtures("article")
def test_a_decision_that_cannot_be_kept_is_not_made(serve: Serve, environment: dict[str, str]) -> None:
    served = serve("a.txt")
    journal = Path(environment["XDG_CACHE_HOME"]) / "mtlint" / "reviews-1.sqlite"
    journal.write_bytes(b"no database, but long enough to be taken for one" * 100)
    for more in ("-wal", "-shm"):
        journal.with_name(journal.name + more).unlink(missing_ok=True)
    status, told = served.post("decide", number=1, decision="take")
    assert status == 507
    assert "decisions cannot be kept" in told["error"]
    assert "0 of 4 decided" in served.page()


@pytest.mark.usefixtures("article")
def test_where_no_browser_is_the_address_is_enough(serve: Serve) -> None:
    served = serve("a.txt", browser="no-such-browser")
    assert "0 of 4 decided" in served.page()
    assert "no browser could be started; open the address in one" in served.end()


def test_a_hostile_text_is_only_shown(serve: Serve, article: Path) -> None:
    article.write_text(f"<script>alert(1)</script>\u202eA zig zig {'bird ' * 100_000}, a zag zag.")
    served = serve("a.txt")
    page = served.page()
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "⟨U+202E⟩" in page
    served.decide(1, "take")
    served.decide(2, "take")
    assert "2 taken" in served.save()
    assert article.read_text().startswith("<script>alert(1)</script>\u202eA zig bird")
