import pytest

from factcheck import pieces
from factcheck.model import Document
from factcheck.parties import Gazetteer
from factcheck.pieces import read

GAZETTEER = Gazetteer.load()
OPENING = "Peru's foreign minister, Ana Voss, said on Monday that the port was open.\n\n"
FILLER = "Rain fell on the lake all day, and the delegates went home by the coast road.\n\n"


@pytest.fixture
def short_pieces(monkeypatch):
    monkeypatch.setattr(pieces, "BEFORE", 400)


@pytest.mark.parametrize(
    "text", ["", "word " * 2_000, "x" * 9_000, FILLER * 60, "a b\r\n\r\n" * 2_000]
)
def test_pieces_cover_the_text_and_are_bounded(text):
    found = list(pieces.pieces(text, 2_000))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(end - start <= 2_500 for start, end in found)


def test_a_surname_means_whom_an_earlier_piece_introduced(short_pieces):
    text = OPENING + FILLER * 100 + "Voss accused Chile of blocking the road.\n"
    last = read(Document(text, "long.txt"), GAZETTEER, piece=2_000).claims[-1]
    assert (last.speaker, last.party.id, last.targets) == ("Ana Voss", "PER", ("CHL",))
    assert text[last.source.start : last.source.end] == last.source.text == "Voss"


def test_a_speaker_goes_on_over_the_end_of_a_piece(short_pieces):
    said = "“Nobody here has closed the road to the south,” Ana Voss of Peru said.\n\n"
    more = "“We have kept every word that we gave in June.”\n\n"
    for filling in range(18, 30):
        text = FILLER * filling + said + more + FILLER * 40
        found = read(Document(text, "long.txt"), GAZETTEER, piece=2_000).claims
        assert [c.speaker for c in found] == ["Ana Voss", "Ana Voss"]
        assert all(text[s.start : s.end] == s.text for c in found for s in c.content)


def test_pieces_give_what_the_whole_gives(short_pieces):
    text = "".join(
        f"Peru said on Monday that {number} boats had left the port.\n\n{FILLER}"
        for number in range(2, 60)
    )
    in_pieces = read(Document(text, "long.txt"), GAZETTEER, narration=True, piece=2_000)
    assert in_pieces == read(Document(text, "long.txt"), GAZETTEER, narration=True)


def test_languages_are_counted_over_all_pieces(short_pieces):
    french = "Le ministre a déclaré que la route du sud serait fermée pendant dix jours.\n\n"
    german = "Der Minister hat erklärt, dass die Straße nach Süden zehn Tage gesperrt bleibt.\n\n"
    skipped = read(
        Document((FILLER + french) * 40 + german, "a.txt"), GAZETTEER, piece=2_000
    ).skipped
    assert str(skipped) == "has 41 paragraphs not in English, passed over: 40 French, 1 German"
    skipped = read(Document((german + french) * 40, "a.txt"), GAZETTEER, piece=2_000).skipped
    assert str(skipped) == "is not in English (German, French) and was passed over"
