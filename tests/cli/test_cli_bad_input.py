"""What cannot be used is named in one line, and the index stays as it was."""

import os
import resource
import sqlite3

import pytest

GOOD = "Spain accused Portugal of closing the river.\n"


@pytest.fixture
def place(tmp_path):
    return tmp_path / "index"


def refused(done, *words):
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("factcheck: ")
    assert done.stderr.count("\n") == 1, done.stderr
    for word in words:
        assert word in done.stderr
    return True


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", ["is empty"]),
        (b" \n\n", ["is empty"]),
        (b"\x00\x01\x02abc" * 50, ["is binary"]),
        (b"%PDF-1.7 ...", ["PDF", "pdftotext"]),
        ("Le ministre a démenti.".encode("latin-1"), ["ISO-8859-1", "iconv -f"]),
        ("He said “no”.".encode("cp1252"), ["WINDOWS-1252", "iconv -f"]),
        ("He said no.".encode("utf-16"), ["UTF-16", "iconv -f"]),
    ],
)
@pytest.mark.parametrize("command", ["build", "claims"])
def test_unusable_content(factcheck, tmp_path, place, command, content, words):
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    where = ["--index", place] if command == "build" else []
    assert refused(factcheck(command, path, *where), "bad.txt", *words)
    assert not place.exists()


def test_a_missing_file(factcheck, place):
    assert refused(factcheck("build", "nowhere.txt", "--index", place), "nowhere.txt", "exist")
    assert not place.exists()


def test_a_file_that_may_not_be_read(factcheck, tmp_path, place):
    path = tmp_path / "locked.txt"
    path.write_text(GOOD)
    path.chmod(0)
    if os.access(path, os.R_OK):
        path.unlink()
        path.symlink_to(path.name)
    assert refused(factcheck("build", path, "--index", place), "locked.txt")


def test_a_line_of_50_megabytes(factcheck, tmp_path, place):
    path = tmp_path / "long.txt"
    path.write_bytes(b"x" * 50_000_000)
    assert refused(
        factcheck("build", path, "--index", place), "50,000,000", "20,000,000", "split it"
    )
    assert refused(factcheck("claims", path), "split it")


def test_standard_input_that_is_empty(factcheck, place):
    assert refused(factcheck("build", "-", "--index", place, text=""), "- is empty")


def test_a_bad_file_among_good_ones(factcheck, exported, reports, place):
    (reports / "bad.txt").write_bytes(b"\xff\xfe\xfa")
    done = factcheck("build", reports, "--index", place)
    assert done.returncode == 3
    complaints = [line for line in done.stderr.splitlines() if line.startswith("factcheck:")]
    assert len(complaints) == 1
    assert "bad.txt" in complaints[0]
    assert len(exported(place)["documents"]) == 2
    again = factcheck("build", reports, "--index", place)
    assert again.returncode == 3
    assert "Nothing to do: 2 unchanged, 1 not read." in again.stderr
    listed = factcheck("claims", reports)
    assert listed.returncode == 3
    assert listed.stdout.count("\n") == 3
    assert "bad.txt" in listed.stderr


def test_a_document_of_a_kind_that_is_not_read(factcheck, exported, reports, place):
    (reports / "scan.pdf").write_bytes(b"%PDF-1.7")
    (reports / "fetch.py").write_text("pass")
    built = factcheck("build", reports, "--index", place)
    listed = factcheck("claims", reports)
    for done in (built, listed):
        assert done.returncode == 3
        (complaint,) = (row for row in done.stderr.splitlines() if row.startswith("factcheck:"))
        assert "scan.pdf is not read" in complaint
        assert f"pdftotext {reports / 'scan.pdf'} {reports / 'scan.txt'}" in complaint
    assert len(exported(place)["documents"]) == 2
    (reports / "scan.txt").write_text("The dam held, the mayor said.")
    assert factcheck("claims", reports).returncode == 0


def test_a_single_thing_is_counted_as_one(factcheck, reports, place):
    done = factcheck("build", next(iter(sorted(reports.glob("*.txt")))), "--index", place)
    assert done.returncode == 0
    assert "Reading: 1 file\n" in done.stderr
    assert " holds 1 document, " in done.stderr
    assert "1 document, " in factcheck("status", "--index", place, "--format", "table").stdout


def test_a_folder_of_bad_files_only(factcheck, tmp_path, place):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"")
    assert refused(factcheck("build", tmp_path, "--index", place), "none of the 2", "a.txt")
    assert not place.exists()


def test_a_table_of_parties_that_is_none(factcheck, reports, place):
    (reports / "parties.toml").write_text("[[party]\n")
    assert refused(factcheck("build", reports, "--index", place), "parties.toml")


@pytest.mark.parametrize(
    "arguments", [["query", "The truce held."], ["report"], ["status"], ["show", "ab"]]
)
def test_no_index(factcheck, place, arguments):
    done = factcheck(*arguments, "--index", place)
    assert refused(done, "there is no index", "factcheck build")
    assert not place.exists()


def test_the_index_folder_is_a_file(factcheck, reports, tmp_path):
    path = tmp_path / "file"
    path.write_text("mine")
    assert refused(factcheck("build", reports, "--index", path), "file", "--index")
    assert path.read_text() == "mine"


@pytest.mark.parametrize("arguments", [["build", "-"], ["query", "The truce held."]])
def test_an_index_of_another_encoder(factcheck, exported, own_index, arguments):
    before = exported(own_index)
    meta(own_index, "UPDATE meta SET value = 'other@1234' WHERE key = 'encoder'")
    done = factcheck(*arguments, "--index", own_index, text=GOOD)
    assert refused(done, "other@1234", "all-MiniLM-L6-v2")
    meta(own_index, f"UPDATE meta SET value = '{before['run']['encoder']}' WHERE key = 'encoder'")
    assert exported(own_index) == before


@pytest.mark.parametrize("arguments", [["build", "-"], ["query", "The truce held."], ["report"]])
def test_an_index_of_a_newer_version(factcheck, own_index, arguments):
    meta(own_index, "PRAGMA user_version = 99")
    done = factcheck(*arguments, "--index", own_index, text=GOOD)
    assert refused(done, "newer factcheck", "upgrade")


def test_a_file_that_is_no_index(factcheck, place):
    place.mkdir()
    (place / "factcheck.sqlite").write_text("not a database " * 100)
    assert refused(factcheck("status", "--index", place), "damaged")


def test_no_room_on_the_disk(factcheck, exported, own_index, reports):
    before = exported(own_index)

    def limited():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = factcheck("build", reports, "--index", own_index, preexec_fn=limited)
    assert done.returncode == 2
    assert "Documents" not in done.stderr
    complaints = [line for line in done.stderr.splitlines() if line.startswith("factcheck:")]
    assert len(complaints) == 1
    assert "disk" in complaints[0]
    assert "Traceback" not in done.stderr
    assert exported(own_index) == before


def test_standard_output_without_room(factcheck, index):
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = factcheck("report", "--index", index, "--format", "json", stdout=full, stderr=-1)
    assert done.returncode == 2
    assert done.stderr == (
        "factcheck: the disk is full; free some space and run the command again\n"
    )


def test_output_that_cannot_be_written(factcheck, index, tmp_path):
    done = factcheck("report", "--index", index, "--output", tmp_path / "no" / "report.html")
    assert refused(done, "report.html", "--output")


def test_a_device_is_not_replaced_by_a_file(factcheck, index):
    done = factcheck("report", "--index", index, "--format", "csv", "--output", "/dev/null")
    assert done.returncode == 0
    assert os.path.exists("/dev/null")  # noqa: PTH110
    assert not os.path.isfile("/dev/null")  # noqa: PTH113


@pytest.mark.parametrize("claim", ["", "  ", "?!"])
def test_an_empty_query(factcheck, index, claim):
    assert refused(factcheck("query", claim, "--index", index), "empty")


def test_an_unknown_id(factcheck, index):
    assert refused(factcheck("show", "zzzz", "--index", index), "zzzz")


def test_an_unknown_party(factcheck, index):
    done = factcheck("report", "--party", "Atlantis", "--index", index)
    assert refused(done, "Atlantis", "factcheck status")


def test_removing_what_is_not_there(factcheck, exported, own_index):
    before = exported(own_index)
    assert refused(factcheck("build", "--remove", "no.txt", "--index", own_index), "no.txt")
    assert exported(own_index) == before


def meta(index, statement):
    connection = sqlite3.connect(index / "factcheck.sqlite")
    with connection:
        connection.execute(statement)
    connection.close()
