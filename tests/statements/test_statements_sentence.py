"""Attributed sentences and the self-contained statements they amount to."""

from __future__ import annotations

import pytest

from factcheck import extract
from factcheck.statements import Voice

CLAUSES = [
    ("The ministry said the bridge was closed.", "The bridge was closed."),
    ("The ministry said that the bridge was closed.", "The bridge was closed."),
    (
        "The ministry told local radio that divers had let in water.",
        "Divers had let in water.",
    ),
    (
        "The army said that but for the rain the bridge would have held.",
        "But for the rain the bridge would have held.",
    ),
    ("The ministry said that was a lie.", "That was a lie."),
    ("The bridge was closed, the ministry said.", "The bridge was closed."),
    ("The bridge, officials said, was closed.", "The bridge was closed."),
    ("According to the army, the bridge was closed.", "The bridge was closed."),
    ("The bridge was closed, according to the army.", "The bridge was closed."),
    ("“The bridge is closed,” the minister said.", "The bridge is closed."),
    ('"The bridge is closed," the minister said.', "The bridge is closed."),
    ("«The bridge is closed,» the minister said.", "The bridge is closed."),
    ("‘The bridge is closed,’ the minister said.", "The bridge is closed."),
    ("''The bridge is closed,'' the minister said.", "The bridge is closed."),
    ("The minister said the bridge was “closed for good”.", "The bridge was closed for good."),
    ("“But the bridge is closed,” the minister said.", "The bridge is closed."),
]
PRONOUNS = [
    ("“We closed the bridge,” the minister said.", "Ruritania closed the bridge."),
    ("“We have closed the bridge,” the minister said.", "Ruritania has closed the bridge."),
    ("“We are closing the bridge,” the minister said.", "Ruritania is closing the bridge."),
    ("“We were not there,” the minister said.", "Ruritania was not there."),
    ("“We want peace,” the minister said.", "Ruritania wants peace."),
    ("“We'll close the bridge,” the minister said.", "Ruritania will close the bridge."),
    ("“We’re closing the bridge,” the minister said.", "Ruritania is closing the bridge."),
    ("“We’ve closed the bridge,” the minister said.", "Ruritania has closed the bridge."),
    ("“Our ships were in port,” the minister said.", "Ruritania's ships were in port."),
    ("“We kept our promise,” the minister said.", "Ruritania kept its promise."),
    (
        "“We kept our promise, and this is our reward,” the minister said.",
        "Ruritania kept its promise, and this is its reward.",
    ),
    ("“They attacked us,” the minister said.", "Sylvania attacked Ruritania."),
    ("“They are prisoners,” the minister said.", "They are prisoners."),
    ("“I signed the order,” the minister said.", "Mara Voss signed the order."),
    ("“My order stands,” the minister said.", "Mara Voss's order stands."),
    ("The army said it had closed the bridge.", "Ruritania had closed the bridge."),
    (
        "The army said its troops had closed the bridge.",
        "Ruritania's troops had closed the bridge.",
    ),
    ("The army said it kept its promise.", "Ruritania kept its promise."),
    ("The minister said he had closed the bridge.", "Mara Voss had closed the bridge."),
    (
        "The ministry said it would be a mistake to close the bridge.",
        "It would be a mistake to close the bridge.",
    ),
    (
        "The ministry said it would be a crime if the bridge was hit.",
        "It would be a crime if the bridge was hit.",
    ),
    (
        "The ministry said it was ready to open the bridge.",
        "Ruritania was ready to open the bridge.",
    ),
]
CHARGES = [
    ("Voss accused Sylvania of closing the bridge.", "Sylvania closed the bridge."),
    ("Voss accused Sylvania of failing to open the bridge.", "Sylvania failed to open the bridge."),
    ("Voss accused Sylvania of not opening the bridge.", "Sylvania did not open the bridge."),
    ("Voss accused Sylvania of having closed the bridge.", "Sylvania closed the bridge."),
    ("Voss accused Sylvania of being unwilling to talk.", "Sylvania was unwilling to talk."),
    ("Voss accused the rebels of being unwilling to talk.", "The rebels were unwilling to talk."),
    ("Voss accused Sylvania of war crimes.", "Sylvania is responsible for war crimes."),
    ("Voss accused the rebels of war crimes.", "The rebels are responsible for war crimes."),
    ("Voss accused Sylvania of breaking its promise.", "Sylvania broke its promise."),
    ("Accusing Sylvania of shelling the town, Voss left the talks.", "Sylvania shelled the town."),
    ("Sylvania was accused by Voss of shelling the town.", "Sylvania shelled the town."),
    (
        "Voss accused Elm Quarries, the firm that owns the pit, of hiding two reports.",
        "Elm Quarries hid two reports.",
    ),
    ("Voss accused Piers Lund, 41, a former clerk, of burning it.", "Piers Lund burned it."),
    (
        "Voss accused a supplier, Elm Quarries, of hiding two reports.",
        "A supplier, Elm Quarries, hid two reports.",
    ),
    (
        "The port is calm. Voss accused Sylvania and its allies of arming the rebels.",
        "Sylvania and its allies armed the rebels.",
    ),
    ("Voss blamed Sylvania for the explosion.", "Sylvania is responsible for the explosion."),
    ("Voss blamed the explosion on Sylvania.", "Sylvania is responsible for the explosion."),
    (
        "Voss blamed the explosion on Sylvania and its ally.",
        "Sylvania and its ally are responsible for the explosion.",
    ),
    ("Voss blamed the rebels for letting the talks fail.", "The rebels let the talks fail."),
    (
        "Voss blamed Sylvania for the explosion in an interview with a newspaper.",
        "Sylvania is responsible for the explosion.",
    ),
]
DENIALS = [
    ("The ministry denied closing the bridge.", "Ruritania did not close the bridge."),
    ("The ministry denied bombing hospitals.", "Ruritania did not bomb hospitals."),
    ("The ministry denied that the bridge was closed.", "The bridge was not closed."),
    ("The ministry denied that troops had crossed the river.", "Troops had not crossed the river."),
    ("The ministry denied that troops crossed the river.", "Troops did not cross the river."),
    (
        "The ministry denied responsibility for the fire.",
        "Ruritania is not responsible for the fire.",
    ),
    ("The ministry denied any role in the fire.", "Ruritania had no role in the fire."),
    (
        "The ministry rejected the claim that its troops crossed the river.",
        "Ruritania's troops did not cross the river.",
    ),
    (
        "The ministry rejected the allegation that a gunboat sank the ferry.",
        "A gunboat did not sink the ferry.",
    ),
    ("Voss refused to sign the treaty.", "Ruritania refused to sign the treaty."),
]
DEMANDS_AND_PROMISES = [
    ("Voss urged Sylvania to open the bridge.", "Sylvania should open the bridge."),
    ("Voss urged Sylvania not to close the bridge.", "Sylvania should not close the bridge."),
    ("Voss called on Sylvania to open the bridge.", "Sylvania should open the bridge."),
    ("Voss appealed to Sylvania to open the bridge.", "Sylvania should open the bridge."),
    ("Voss told Sylvania to open the bridge.", "Sylvania should open the bridge."),
    ("Voss demanded that Sylvania open the bridge.", "Sylvania should open the bridge."),
    (
        "Voss demanded that both ministers be investigated.",
        "Both ministers should be investigated.",
    ),
    ("Voss called for the army to open the bridge.", "The army should open the bridge."),
    ("Voss called for a ceasefire.", "Ruritania wants a ceasefire."),
    ("Voss vowed to defend the bridge.", "Ruritania will defend the bridge."),
    ("Voss promised not to close the bridge.", "Ruritania will not close the bridge."),
    ("The envoy offered to walk out of the city.", "Ruritania will walk out of the city."),
    ("Voss threatened to close the bridge.", "Ruritania threatened to close the bridge."),
]
VALUES = [
    ("Voss called the raid “a crime”.", "The raid is a crime."),
    ("Voss called the raids a disgrace.", "The raids are a disgrace."),
    ("Voss described the vote as a farce.", "The vote is a farce."),
    ("Voss dismissed the report as propaganda.", "The report is propaganda."),
    ("The army put the toll at 40.", "The toll is 40."),
    ("The army put the number of dead at 40.", "The number of dead is 40."),
    ("The army raised its toll to 40.", "Ruritania's toll is 40."),
    ("Voss compared the siege to a famine.", "The siege is like a famine."),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*CLAUSES, *PRONOUNS, *CHARGES, *DENIALS, *DEMANDS_AND_PROMISES, *VALUES],
)
def test_statement_of_one_attribution(stated, text: str, expected: str) -> None:
    assert stated(text) == [expected]


MENDED = [
    ("The army said last week that Sylvania had sunk the barge.", "Sylvania had sunk the barge."),
    (
        "The army blamed the deaths on a faulty valve and on inspectors who had looked away.",
        "A faulty valve and inspectors who had looked away are responsible for the deaths.",
    ),
    ("The army said it was an accident.", "It was an accident."),
    ("The army said it was a victim of the flood.", "Ruritania was a victim of the flood."),
]


@pytest.mark.parametrize(("text", "expected"), MENDED)
def test_the_statement_says_what_the_source_says(stated, text: str, expected: str) -> None:
    assert stated(text) == [expected]


def test_a_colon_between_two_pieces_is_kept(restated) -> None:
    text = "The pumps had worked, the army said: without them, the town would have drowned."
    pieces = ["The pumps had worked", "without them, the town would have drowned"]
    expected = "The pumps had worked: without them, the town would have drowned."
    assert restated(text, pieces) == expected


def test_what_is_rejected_as_something_is_that(restated) -> None:
    text = "The army rejected the report as politically motivated."
    found = restated(text, ["the report as politically motivated"])
    assert found == "The report is politically motivated."


@pytest.mark.parametrize("when", ["", " on Monday that", ", after three days of hearings, that"])
def test_to_rule_is_not_to_rule_out(when: str) -> None:
    text = f"The judge ruled{when} there was no evidence that votes had been bought."
    (claim,) = extract(text)
    assert claim.statement == "There was no evidence that votes had been bought."


def test_a_relative_that_its_cue_parts_names_its_noun(restated) -> None:
    text = "It left the talks, which it said had failed."
    found = restated(text, ["which", "had failed"], Voice("Ruritania", "Ruritania"))
    assert found == "The talks had failed."


def test_each_charge_is_a_statement_with_the_same_agent(stated) -> None:
    text = "Voss accused the Sylvanian coast guard of mining the strait and of failing to mark it."
    assert stated(text) == [
        "The Sylvanian coast guard mined the strait.",
        "The Sylvanian coast guard failed to mark it.",
    ]


def test_each_sentence_of_a_quotation_is_a_statement(stated) -> None:
    text = (
        "“We closed the bridge. They attacked us first,” the minister said. "
        "“We will not talk to them.”"
    )
    assert stated(text) == [
        "Ruritania closed the bridge.",
        "Sylvania attacked Ruritania first.",
        "Ruritania will not talk to Sylvania.",
    ]


def test_plural_party_keeps_plural_verbs(stated) -> None:
    voice = Voice(None, "Houthis")
    assert stated("“We are ready and we keep our word,” a man said.", voice) == [
        "The Houthis are ready and they keep their word."
    ]


def test_unknown_speaker_leaves_pronouns(stated) -> None:
    assert stated("“We closed the bridge,” a man said.", Voice(None, None)) == [
        "We closed the bridge."
    ]


def test_it_of_a_person_is_somebody_else(stated) -> None:
    text = "Voss said the raid was over. The president said it had violated the treaty."
    assert stated(text)[1] == "The raid had violated the treaty."


def test_they_is_the_other_side_past_a_noun_in_whose_clause_they_act(stated) -> None:
    text = "“Having broken the deals that they themselves drafted, they now hide,” Voss said."

    assert stated(text) == ["Having broken the deals that Sylvania itself drafted, it now hides."]


def test_they_is_not_the_other_side_where_a_plural_was_named(stated) -> None:
    assert stated("“We met the drivers because they were tired,” Voss said.") == [
        "Ruritania met the drivers because they were tired."
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sylvania denies that it happened at sea.", "It did not happen at sea."),
        ("The mill insists that it was 2,000.", "It was 2,000."),
        ("The party accused him of panicking.", "He panicked."),
        ("Renn accused them of being rude.", "They were rude."),
        (
            "The two boards blamed each other for failing to act.",
            "The two boards both failed to act.",
        ),
        ("Renn told a hearing of the council that the mill had known.", "The mill had known."),
    ],
)
def test_who_is_the_subject(stated, text: str, expected: str) -> None:
    assert stated(text) == [expected]


def test_we_of_a_person_without_a_side_stays(stated) -> None:
    text = "“We did not ram their boat,” Mara Voss said."
    assert stated(text, Voice("Mara Voss", "Mara Voss", official=False)) == [
        "We did not ram their boat."
    ]
    assert stated(text, Voice("Mara Voss", None)) == ["We did not ram their boat."]


def test_short_sentences_become_one(stated) -> None:
    text = "“They signed the paper. They left,” Renn said."
    assert stated(text) == ["Sylvania signed the paper; it left."]


def test_a_pronoun_of_the_other_sex_is_somebody_else(stated) -> None:
    voice = Voice("Jean Renn", "Jean Renn", official=False)
    text = "His daughter, Jean Renn, said {} had waited for a week."
    assert stated(text.format("he"), voice) == ["He had waited for a week."]
    assert stated(text.format("she"), voice) == ["Jean Renn had waited for a week."]


HER = Voice("Mara Voss", "Ruritania", pronoun="she")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Voss denied that any member of her staff had lied.",
            "No member of Mara Voss's staff had lied.",
        ),
        ("Voss denied that anyone had lied.", "No one had lied."),
        (
            "Voss said divers had come, though she had sent none.",
            "Divers had come, though Mara Voss had sent none.",
        ),
        ("Voss said the mayor had lied to her.", "The mayor had lied to her."),
        ("Voss said the mayor and her brother had lied.", "The mayor and her brother had lied."),
        (
            "“I never left my post... well, I was at lunch,” Voss said.",
            "Mara Voss never left her post; well, she was at lunch.",
        ),
        ("“I blame myself,” Voss said.", "Mara Voss blames herself."),
        ("Voss claimed to have opened the bridge.", "Ruritania opened the bridge."),
        ("Voss wants the bridge reopened.", "Ruritania wants the bridge reopened."),
        (
            "Voss urged Sylvania to open the bridge and to mark the channel.",
            "Sylvania should open the bridge and mark the channel.",
        ),
        ("“No, we did not close it,” Voss said.", "Ruritania did not close it."),
        (
            "Voss accused Roth of having hidden papers that, she said, would have ended the case.",
            "Roth had hidden papers that would have ended the case.",
        ),
    ],
)
def test_who_she_is(stated, text: str, expected: str) -> None:
    assert stated(text, HER) == [expected]


def test_a_person_who_is_no_official_acts_alone(stated) -> None:
    voice = Voice("Mara Voss", "Union Party", official=False)
    assert stated("Mara Voss denied bribing clerks.", voice) == ["Mara Voss did not bribe clerks."]
    assert stated("A spokesman, Jan Roth, denied bribing clerks.", voice) == [
        "The Union Party did not bribe clerks."
    ]


def test_him_of_a_charge_is_the_one_person_named_before(stated) -> None:
    text = "Jan Roth hit back at supporters who accuse him of bleeding the club."
    assert stated(text, Voice(None, None))[-1:] == ["Jan Roth bled the club."]


def test_a_name_in_capitals_is_written_as_a_name(stated) -> None:
    voice = Voice("ROSA VANE", "ROSA VANE", official=False, pronoun="she")
    assert stated("“I met them in my office,” ROSA VANE said.", voice) == [
        "Rosa Vane met them in her office."
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sylvania recalled the boats because it said their brakes had failed.",
            "The boats' brakes had failed.",
        ),
        ("Sylvania expelled the envoys, saying they had lied.", "The envoys had lied."),
        ("Officials said it had crossed the river.", "It had crossed the river."),
        (
            "“Our boats were in our own waters,” the minister said.",
            "Ruritania's boats were in its own waters.",
        ),
        (
            "The minister said that “the treaty binds both of us”.",
            "The treaty binds both of us.",
        ),
        ("Sylvania demanded its release.", "Ruritania wants its release."),
        ("Voss described the wards as overflowing.", "The wards are overflowing."),
        ("The army put the dead at 40.", "The dead are 40."),
        ("Voss said he could not tell.", "Mara Voss could not tell."),
    ],
)
def test_pronouns_agree_in_number_with_their_source(stated, text: str, expected: str) -> None:
    assert stated(text)[-1:] == [expected]


def test_the_doer_of_a_promise_is_not_named_twice(restated) -> None:
    text = "Voss vowed to rebuild the wall “if it takes me ten years”."
    voice = Voice("Mara Voss", "Mara Voss", official=False, pronoun="she")
    assert restated(text, ["to rebuild the wall “if it takes me ten years”"], voice) == (
        "Mara Voss will rebuild the wall if it takes her ten years."
    )


@pytest.mark.parametrize(
    ("text", "pieces", "expected"),
    [
        (
            "“There is no famine,” Voss told a crowd, “there is a shortage of lorries.”",
            ["“There is no famine,”", "“there is a shortage of lorries.”"],
            "There is no famine; there is a shortage of lorries.",
        ),
        (
            "“If the rain comes,” Voss told a crowd, “it will flood.”",
            ["“If the rain comes,”", "“it will flood.”"],
            "If the rain comes, it will flood.",
        ),
        (
            "Voss said the bridge was closed and the road flooded.",
            ["the bridge was closed", "the road flooded"],
            "The bridge was closed and the road flooded.",
        ),
        (
            "Voss said that boats had left and that others had stayed.",
            ["that boats had left and that others had stayed"],
            "Boats had left and others had stayed.",
        ),
        (
            "Voss said boats had sailed to fetch ice and that others had stayed.",
            ["boats had sailed to fetch ice and that others had stayed"],
            "Boats had sailed to fetch ice and others had stayed.",
        ),
        (
            "Voss said that he knew that boats had left and that others had stayed.",
            ["that he knew that boats had left and that others had stayed"],
            "Mara Voss knew that boats had left and that others had stayed.",
        ),
        (
            "Voss said in an interview that troops had left.",
            ["an interview that troops had left"],
            "Troops had left.",
        ),
    ],
)
def test_pieces_of_a_content_become_one_sentence(
    restated, text: str, pieces: list[str], expected: str
) -> None:
    assert restated(text, pieces) == expected


def test_sentences_on_both_sides_of_a_cue_are_parted(restated) -> None:
    text = "The port is closed, Voss says. “If it opens, ships will come.”"
    pieces = ["The port is closed", "If it opens, ships will come"]
    assert restated(text, pieces) == "The port is closed; if it opens, ships will come."


def test_a_mark_within_a_quotation_parts_nothing(stated) -> None:
    text = "“Fishermen say, ‘it cannot last,’ and laugh,” Voss said."
    assert stated(text) == ["Fishermen say, it cannot last, and laugh."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Who is no "he", is told something, or is seized, is not meant.
        ("Mr Holt's widow, Nora Moor, said he was unarmed.", "Mr Holt was unarmed."),
        (
            "Mr Holt's lawyer, Essa Moor, said he'd never been there.",
            "Mr Holt had never been there.",
        ),
        (
            "Minister Essa Moor said Mr Holt was lying and warned that he could be charged.",
            "Mr Holt was lying.",
        ),
        (
            "There was a row. Renn, head of the panel, told Reuters it had not finished its work.",
            "It had not finished its work.",
        ),
        (
            "The council said that no nurse would lose their job at the two clinics.",
            "No nurse would lose their job at the two clinics.",
        ),
        (
            "Norway's navy seized a boat, saying it had fished without a licence.",
            "The boat had fished without a licence.",
        ),
        (
            "Norway rejected the offer, saying it had agreed to nothing.",
            "Norway rejects the offer.",
        ),
        # A body that is meant.
        (
            "Security firm Kestrel Labs said it had found the files.",
            "Kestrel Labs had found the files.",
        ),
        (
            "Norway has rejected claims that it was to blame for the fire.",
            "Norway was not to blame for the fire.",
        ),
        (
            "Norway said a raid on its embassy was an attack on peace.",
            "A raid on Norway's embassy was an attack on peace.",
        ),
        (
            "Norway said it was the miners that broke the pact.",
            "It was the miners that broke the pact.",
        ),
        (
            "The president of the Salt Guild said his men had stopped work.",
            "The president of the Salt Guild's men had stopped work.",
        ),
        (
            "Norway said the samples had been taken above its outlet.",
            "The samples had been taken above Norway's outlet.",
        ),
        (
            "Norway said its boat was in its own waters.",
            "Norway's boat was in its own waters.",
        ),
        (
            "Two former directors of Datalis said they had warned the board.",
            "Two former directors of Datalis had warned the board.",
        ),
        (
            "Forth Coaches said it had paid every penny.",
            "Forth Coaches had paid every penny.",
        ),
        (
            "Senate Republicans said it would fail.",
            "It would fail.",
        ),
        (
            "Farmers along the River Oder say a mill poisoned their wells.",
            "A mill poisoned farmers' wells.",
        ),
        ("Norway said it did not matter who had paid.", "It did not matter who had paid."),
        # Who is urged, and when.
        (
            "The World Bank on Tuesday urged Norway to stop digging.",
            "Norway should stop digging.",
        ),
        ("Norway accused Denmark of cowardice.", "Denmark is guilty of cowardice."),
        (
            "Norway blamed a supplier, Elmforge, for the leak.",
            "A supplier, Elmforge, is responsible for the leak.",
        ),
        (
            "Norway blamed Elmforge and Orvex for the leak.",
            "Elmforge and Orvex are responsible for the leak.",
        ),
    ],
)
def test_who_and_what_a_pronoun_cannot_be(text: str, expected: str) -> None:
    assert extract(text)[0].statement == expected


def test_another_who_is_named_before_a_second_cue_may_be_meant() -> None:
    said = extract("Minister Essa Moor said Mr Holt was lying and warned that he could be charged.")
    assert "Moor" not in said[-1].statement


def test_what_leads_into_a_quotation_is_no_part_of_the_statement(restated) -> None:
    text = "Norway sent this comment: “The harbour was shut and no boat left it.”"
    said = restated(f"Norway said boats left. {text}", [text[text.index("this") :]])
    assert said == "The harbour was shut and no boat left it."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The court found the firm to have copied the valve.", "The firm copied the valve."),
        ("Divers found the boats not to have been moored.", "The boats were not moored."),
        ("She believes the men to be innocent.", "The men are innocent."),
        ("She believes the mayor not to know.", "The mayor does not know."),
        ("The minister called the figures invented.", "The figures are invented."),
        ("The minister called the vote rigged.", "The vote is rigged."),
    ],
)
def test_what_is_found_of_a_thing_is_said_of_it(text: str, expected: str) -> None:
    assert extract(text)[0].statement == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The court found the firm to have copied the valve, and ordered it to pay a fine.",
            "The firm should pay a fine.",
        ),
        (
            "Elm Rail said the union had left the table and accused it of misleading passengers.",
            "The union misled passengers.",
        ),
        ("The board met the union. It urged it to wait.", "It should wait."),
    ],
)
def test_it_who_is_urged_is_whom_the_verb_before_is_about(text: str, expected: str) -> None:
    assert extract(text)[-1].statement == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ruritania accused Sylvania and its allies, which it called mad, of arming rebels.",
            "Sylvania and its allies armed rebels.",
        ),
        (
            "Voss accused the government and its backers of arming rebels.",
            "The government and its backers armed rebels.",
        ),
        (
            "The mill accused the farmers and its rivals of spreading fear.",
            "The farmers and the mill's rivals spread fear.",
        ),
        (
            "Voss accused two officers, who have since retired, of hiding the tape.",
            "Two officers hid the tape.",
        ),
    ],
)
def test_an_aside_parts_nobody_from_the_charge(text: str, expected: str) -> None:
    assert [c.statement for c in extract(text)] == [expected]


def test_the_noun_before_a_particle_is_named_for_its_relative() -> None:
    text = "They urged both sides to let trucks through, which they said had been held for a week."
    assert extract(text)[-1].statement == "Trucks had been held for a week."


def test_a_clause_joined_to_one_about_a_thing_is_not_of_the_source() -> None:
    text = "The fund says the company lied and that its founder sold shares."
    assert extract(text)[-1].statement == "The company's founder sold shares."


def test_he_in_the_words_of_his_rival_is_not_the_rival() -> None:
    text = "President Anton Grel left at noon. His rival, Mira Sand, said he had stolen the vote."
    assert extract(text)[-1].statement == "Anton Grel had stolen the vote."


def test_it_in_what_is_said_of_the_accused_may_be_either() -> None:
    text = "Norway accused Denmark of breaking the truce, saying it had moved guns."
    assert extract(text)[-1].statement == "It had moved guns."


def test_two_who_speak_are_no_wards() -> None:
    text = (
        "Kate Moran and Sunil Das said it had spread through three wards and that they had warned."
    )
    assert "wards had warned" not in extract(text)[-1].statement


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ruritania admitted firing on the boat.", "Ruritania fired on the boat."),
        ("Ruritania denied firing on the boat.", "Ruritania did not fire on the boat."),
        # What is wished, feared or talked of is done by nobody yet.
        ("Ruritania called for ending the war.", "Ruritania called for ending the war."),
        ("Ruritania warned against opening it.", "Ruritania warned against opening it."),
        ("Ruritania insisted on seeing the papers.", "Ruritania insisted on seeing the papers."),
        ("Ruritania suggested holding talks.", "Ruritania suggested holding talks."),
    ],
)
def test_a_gerund_is_a_deed_only_where_it_is_owned_up_to(text: str, expected: str) -> None:
    assert extract(text)[0].statement == expected
