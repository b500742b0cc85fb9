"""People whose side the subject of a sentence before tells."""

from __future__ import annotations

import pytest

from factcheck.parties.gazetteer import Gazetteer

TABLE = Gazetteer.parse(
    (
        "mine.toml",
        """
[[party]]
id = "elm-grove"
name = "Elm Grove Academy"
kind = "body"
aliases = ["Elm Grove", "the school"]
[[party]]
id = "corro"
name = "Corro"
kind = "company"
""",
    )
)
UNION = "The Reed Cutters' Union wants more. "


@pytest.mark.parametrize(
    ("text", "phrase", "party"),
    [
        (UNION + '"No," regional officer Ida Lunt said.', "Ida Lunt", "reed-cutters-union"),
        ("Unite wants more. National officer Ida Lunt said no.", "Ida Lunt", "unite"),
        ("Corro drained it. Finance chief Olav Brun said no.", "Olav Brun", "corro"),
        (
            "Amnesty International condemned it. Chief executive Olav Brun said no.",
            "Olav Brun",
            "olav-brun",
        ),
        (
            "“No,” said Chile's envoy. Her Peruvian colleague, Luz Pardo, said yes.",
            "Luz Pardo",
            "PER",
        ),
        ("The surgeon left. Her Peruvian colleague, Luz Pardo, said yes.", "Luz Pardo",
         "luz-pardo"),
        # Whose office it is stands beside it.
        (UNION + "Union rep Ida Lunt said no.", "Ida Lunt", "reed-cutters-union"),
        ("Ida Lunt, a union rep at Corro, said no.", "Ida Lunt", "union"),
        ("It is over. RMT organiser Ida Lunt said no.", "Ida Lunt", "rmt"),
        ("The Trade Workers' Union met. Trade Secretary Ida Lunt said no.", "Ida Lunt",
         "ida-lunt"),
        ("The Health Workers' Union met. Health Secretary Ida Lunt said no.", "Ida Lunt",
         "ida-lunt"),
        ("Corro spoke. The mining group's chief, Ylva Renn, said no.", "Ylva Renn", "corro"),
        # A school by its kind, and those who run it.
        ("Elm Grove shut. A spokesperson for the academy said no.",
         "A spokesperson for the academy", "elm-grove"),
        ("Elm Grove shut. The school's governors said no.", "The school's governors",
         "elm-grove"),
        ("Elm Grove shut. Academy trustees said no.", "Academy trustees", "elm-grove"),
        ("Corro drained it. Bosses said no.", "Bosses", "corro"),
        ("Bosses at Corro said no. Ryle Freight left.", "Bosses at Corro", "corro"),
        ("Armed Forces chief General Jo Senn said no.", "Jo Senn", "jo-senn"),
        ("The navy's spokesman for the Grey Sea, Jo Senn, said no.", "Jo Senn",
         "jo-senn"),
        ("Oxfam counted nine. The charity said no.", "The charity", "oxfam"),
        # Bodies by what is said of them.
        ("Night Lawyers, a rights group, said no.", "Night Lawyers, a rights group",
         "night-lawyers"),
        ("The charity Elm Aid said beds had gone. The charity said no.", "The charity", "elm-aid"),
        ("In a 40-page report Norwatch says the dam leaks.", "a 40-page report Norwatch",
         "norwatch"),
        ("Rye's Lock Safety Board met. Rye's Lock Safety Board said no.",
         "Rye's Lock Safety Board", "lock-safety-board"),
        ("Oxfam met. Night Lawyers, a rights group, said no. It said so twice.", "It",
         "night-lawyers"),
        # Those who only deal with somebody, or work there.
        ("Mayor Ida Lunt left. Supporters of Ms Lunt said no.", "Supporters of Ms Lunt", None),
        ("Prison officers at Tarn jail said it was full.", "Prison officers at Tarn jail",
         None),
    ],
)  # fmt: skip
def test_whose_side_somebody_is_on(text, phrase, party, party_of) -> None:
    assert party_of(text, phrase, TABLE) == party
