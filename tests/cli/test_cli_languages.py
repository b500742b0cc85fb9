import json
from pathlib import Path

import pytest

ENGLISH = "Peru said on Monday that Chile had closed the road to the south.\n"
FRENCH = "Le ministre a déclaré que la route du sud serait fermée pendant dix jours.\n"
RUSSIAN = "Министр заявил, что дорога на юг будет закрыта в течение десяти дней.\n"


@pytest.fixture
def mixed(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "english.txt").write_text(ENGLISH)
    (folder / "french.txt").write_text(FRENCH)
    (folder / "some.txt").write_text(f"{RUSSIAN}\n{FRENCH}\n{RUSSIAN}\n{ENGLISH}")
    return folder


def notices(stderr):
    return [line for line in stderr.splitlines() if "English" in line]


def test_claims_names_each_document_with_another_language_once(factcheck, mixed):
    done = factcheck("claims", mixed, "--format", "jsonl")
    assert done.returncode == 0
    assert notices(done.stderr) == [
        f"factcheck: {mixed}/french.txt is not in English (French) and was passed over",
        f"factcheck: {mixed}/some.txt has 3 paragraphs not in English, passed over: "
        "2 Russian, 1 French",
    ]
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == 2
    for claim in found:
        text = Path(claim["document"]["path"]).read_text()
        assert text[claim["cue"]["start"] : claim["cue"]["end"]] == "said"


def test_build_names_them_too_and_only_when_it_reads_them(factcheck, mixed, tmp_path):
    first = factcheck("build", mixed, "--index", tmp_path / "index")
    assert first.returncode == 0
    assert len(notices(first.stderr)) == 2
    again = factcheck("build", mixed, "--index", tmp_path / "index")
    assert notices(again.stderr) == []
