"""Companies, unions, trusts, councils: who speaks for them, and what they are called for short."""

from __future__ import annotations

import pytest

from factcheck.parties.resolve import Cast, Speaker


def _speakers(text, phrases, read_text, gazetteer):
    """The party of each phrase, looked for from where the one before it stands."""
    cast = Cast.read(read_text(text), gazetteer)
    previous: Speaker | None = None
    place, found = 0, []
    for phrase in phrases:
        place = text.index(phrase, place)
        previous = cast.speaker(place, place + len(phrase), previous=previous)
        found.append((previous.name, previous.party and previous.party.id))
        place += len(phrase)
    return found


@pytest.mark.parametrize(
    ("text", "phrases", "name", "party"),
    [
        (
            'Brackwell Hospital Trust opened a ward. "All is well," said the trust\'s medical '
            "director, Dr Nadia Frome. Frome smiled.",
            ["the trust's medical director, Dr Nadia Frome", "Frome"],
            "Nadia Frome",
            "brackwell-hospital-trust",
        ),
        (
            "The Dockers' Union struck. Sam Pell, the union's general secretary, spoke. Pell left.",
            ["Sam Pell, the union's general secretary", "Pell"],
            "Sam Pell",
            "dockers-union",
        ),
        (
            'Fire broke out at an Orlo Glass plant. "We are safe," said plant manager Peter Holt. '
            "Holt left.",
            ["plant manager Peter Holt", "Holt"],
            "Peter Holt",
            "orlo-glass",
        ),
        (
            "On Monday Unite organiser Jo Bell said no. Bell left.",
            ["Unite organiser Jo Bell", "Bell"],
            "Jo Bell",
            "unite",
        ),
        (
            "Jo Bell, an organiser at Unite, said no. Bell left.",
            ["Jo Bell, an organiser at Unite", "Bell"],
            "Jo Bell",
            "unite",
        ),
        (
            "Harlow County Council met. The council's leader, Ann Reed, spoke. Reed left.",
            ["The council's leader, Ann Reed", "Reed"],
            "Ann Reed",
            "harlow-county-council",
        ),
        (
            "Ruth Vane, who chairs the Elm Road Residents' Association, wept. Vane left.",
            ["Ruth Vane", "Vane"],
            "Ruth Vane",
            "elm-road-residents-association",
        ),
        (
            "The Bakers' Union struck. Its secretary, Ann Reed, spoke. Reed left.",
            ["Its secretary, Ann Reed", "Reed"],
            "Ann Reed",
            "bakers-union",
        ),
        (
            "The Bakers' Union met the Cooks' Union. On Monday union leader Ann Reed left.",
            ["union leader Ann Reed"],
            "Ann Reed",
            "ann-reed",
        ),
        (
            "The Bakers' Union struck. Eve Cray of the union spoke. Cray left.",
            ["Eve Cray of the union", "Cray"],
            "Eve Cray",
            "bakers-union",
        ),
        (
            "Varn Water chief executive Ann Reed spoke. Reed left.",
            ["Varn Water chief executive Ann Reed", "Reed"],
            "Ann Reed",
            "varn-water",
        ),
        (
            "The Bakers' Union struck. Union member Ann Reed left.",
            ["Union member Ann Reed"],
            "Ann Reed",
            "ann-reed",
        ),
    ],
)
def test_officers_stand_for_their_body(text, phrases, name, party, read_text, gazetteer) -> None:
    found = _speakers(text, phrases, read_text, gazetteer)
    assert found == [(name, party)] * len(phrases)


@pytest.mark.parametrize(
    ("text", "noun", "party"),
    [
        (
            "Orlo Glass, which runs the works, met. Oil reached the River Varn. The company left.",
            "The company",
            "orlo-glass",
        ),
        (
            "Varn Steel said no. The Varn Steel Workers' Union struck. The company left.",
            "The company",
            "varn-steel",
        ),
        ("Waste reached the River Varn. The company left.", "The company", None),
        ("The company left early. Orlo Glass Ltd sold it.", "The company", "orlo-glass-ltd"),
        (
            "The Mine Safety Inspectorate wrote. The regulator left.",
            "The regulator",
            "mine-safety-inspectorate",
        ),
        ("Orlo Glass Ltd and Varn Foods Ltd bid. The watchdog left.", "The watchdog", None),
        (
            "The Alliance of Teachers and Clerks struck. The union left.",
            "The union",
            "alliance-of-teachers-and-clerks",
        ),
        ("The Elm Road Residents' Association met. The union left.", "The union", None),
        (
            "The Farmers' Forum, a local charity, met. The charity left.",
            "The charity",
            "farmers-forum",
        ),
        (
            "Marlin Foods closed. According to Marlin Foods, the council lied. The council left.",
            "The council",
            None,
        ),
        ("Northern Press Agency\n\nA dam burst on Monday. The agency left.", "The agency", None),
        ("The Chilean navy sank a boat. The navy left.", "The navy", "CHL"),
    ],
)
def test_a_noun_means_a_body_of_its_kind(text, noun, party, read_text, gazetteer) -> None:
    ((_, found),) = _speakers(text, [noun], read_text, gazetteer)
    assert found == party


@pytest.mark.parametrize(
    ("text", "phrase", "party"),
    [
        (
            "Furious Health Secretary Tom Alder spoke.",
            "Furious Health Secretary Tom Alder",
            "tom-alder",
        ),
        ("Health Secretary Tom Alder spoke.", "Health Secretary Tom Alder", "tom-alder"),
        ("Father-of-two Carl Mott spoke.", "Father-of-two Carl Mott", "carl-mott"),
        ("Detective Sergeant Eve Cray spoke.", "Detective Sergeant Eve Cray", "police"),
        (
            "The Chilean navy sank a boat. Navy spokesman Luis Prat spoke.",
            "Navy spokesman Luis Prat",
            "CHL",
        ),
        (
            "The Chilean navy met the Peruvian navy. Navy spokesman Luis Prat spoke.",
            "Navy spokesman Luis Prat",
            "luis-prat",
        ),
        (
            "Chile's Foreign Ministry wrote. Foreign Ministry spokesman Luis Prat spoke.",
            "Foreign Ministry spokesman Luis Prat",
            "CHL",
        ),
        (
            "Peru's President Marta Salcedo met Brazil's leader. A spokesman for President Salcedo "
            "spoke.",
            "A spokesman for President Salcedo",
            "PER",
        ),
        ("St Anselm's School closed. The school left.", "The school", "st-anselms-school"),
    ],
)
def test_titles_and_epithets_are_no_names(text, phrase, party, read_text, gazetteer) -> None:
    ((_, found),) = _speakers(text, [phrase], read_text, gazetteer)
    assert found == party


def test_a_states_forces_are_blamed_as_the_state(read_text, gazetteer) -> None:
    text = "Peru accused the Ecuadorian navy of delay."
    start, end = text.index("the Ecuadorian"), text.index(" of delay")
    targets = Cast.read(read_text(text), gazetteer).targets(start, end)
    assert [party.id for party in targets] == ["ECU"]


@pytest.mark.parametrize(
    ("text", "phrases", "name"),
    [
        (
            "Mr Holt left. A nurse who saw it, Ramon Ortiz, said it was dark. He wept.",
            ["A nurse who saw it, Ramon Ortiz", "He"],
            "Ramon Ortiz",
        ),
        (
            "Detective Eve Cray left. Mum-of-three Alma Dunn said no. She wept.",
            ["Mum-of-three Alma Dunn", "She"],
            "Alma Dunn",
        ),
    ],
)
def test_pronouns_mean_the_nearest_who_fits(text, phrases, name, read_text, gazetteer) -> None:
    found = _speakers(text, phrases, read_text, gazetteer)
    assert [each for each, _ in found] == [name, name]


def test_a_pronoun_passes_over_the_other_sex(read_text, gazetteer) -> None:
    text = (
        "Colm Deane hailed it. Not so, snapped trust boss Dr Miriam Cole: it was late. "
        '"They lost," she said.'
    )
    assert _speakers(text, ["Colm Deane", "she"], read_text, gazetteer)[1][0] == "Miriam Cole"


def test_it_is_not_whoever_spoke_before_a_body_without_name(read_text, gazetteer) -> None:
    text = "Colm Deane left. The trust was late. It said sorry."
    assert _speakers(text, ["Colm Deane", "It"], read_text, gazetteer)[1] == (None, None)
