import pytest

from factcheck.model import Act, DocumentInfo, Form, Judgement, Label, Relation
from factcheck.report import words


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (1.0, "virtually certain, 1.00"),
        (0.93, "very likely, 0.93"),
        (0.86, "likely, 0.86"),
        (0.5, "about as likely as not, 0.50"),
        (0.2, "unsure: unlikely, 0.20"),
        (0.0, "unsure: very unlikely, 0.00"),
    ],
)
def test_scores_in_words(score: float, said: str) -> None:
    assert words.score_words(score) == said


def test_counts_and_lists() -> None:
    assert words.counted(1, "party", "parties") == "1 party"
    assert words.counted(1204, "claim") == "1,204 claims"
    assert words.counted_relation(2, Relation.DENIAL) == "2 denials of a charge"
    assert [words.listed(list("abc"[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_dates() -> None:
    assert words.long_date("2031-03-04T10:00:00") == "4 March 2031"
    assert words.long_date("last week") == "last week"
    assert words.long_date(None) is None


def test_period() -> None:
    days = ["2031-03-05", None, "2031-03-04"]
    documents = [DocumentInfo("a", "b", published=day) for day in days]
    assert words.period(documents) == "4 March 2031 to 5 March 2031"
    assert words.period(documents[:1]) == "5 March 2031"
    assert words.period([]) is None


def test_labels_in_words() -> None:
    when = "2031-03-06T10:00:00+00:00"
    said = [words.label_words(Label("0", judgement, "", when)) for judgement in Judgement]
    assert said == [
        "A reviewer calls this finding right (6 March 2031)",
        "A reviewer calls this finding wrong (6 March 2031)",
        "A reviewer is unsure of this finding (6 March 2031)",
    ]
    noted = words.label_words(Label("0", Judgement.WRONG, "not the same ferry", when))
    assert noted == f"{said[1]}: not the same ferry"


def test_everything_has_a_name() -> None:
    for relation in Relation:
        assert words.RELATION_NAMES[relation]
        assert words.RELATION_MEANINGS[relation]
        assert words.counted_relation(1, relation)
    assert set(words.ACT_NAMES) == set(Act)
    assert set(words.FORM_NAMES) == set(Form)
