from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.opposition.comparing import bare_conflict, conflict
from factcheck.opposition.figures import KINDS, MOST, Figure, figures, located


def only(text: str) -> Figure:
    found = figures(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Twelve sailors died.", 12, "sailor"),
        ("Some 1,200 homes burned.", 1200, "home"),
        ("The flow fell by 40 per cent.", 40, "percent"),
        ("The lead is 3 percentage points.", 3, "points"),
        ("It cost $3.5 million.", 3.5e6, "money"),
        ("It cost 3.5m euros.", 3.5e6, "euro"),
        ("Rent is EUR 900.", 900, "euro"),
        ("The fine was £2.1bn.", 2.1e9, "pound"),
        ("Two hundred men crossed.", 200, "man"),
        ("The number of soldiers killed is 80 or more.", 80, "dead"),
        ("The death toll stands at 45.", 45, "dead"),
        ("62 soldiers had been killed.", 62, "soldier"),
        ("Nobody asked the 19 sick brewers.", 19, "brewer"),
        ("4 of the crew deserted.", 4, "crew"),
        ("A crew of 22 sailed.", 22, "crew"),
        ("Police counted 12 marches in the city.", 12, "march"),
        ("Only one lifeboat was lowered.", 1, "lifeboat"),
        ("A swimmer of 19 waved.", 19, "swimmer"),
        ("A boy of 9 waved.", 9, "age"),
        ("Edda Kron, 41, waved.", 41, "age"),
        ("The number killed is 45.", 45, "dead"),
        ("Cooks numbering 45 marched.", 45, "cook"),
        ("Nearly 45 Basotho marched.", 45, "basotho"),
        ("It cost $900 a year ago.", 900, "dollar"),
        ("a 16-year-old pupil", 16, "age"),
    ],
)
def test_reads_value_and_unit(text: str, value: float, unit: str) -> None:
    found = only(text)

    assert found.value == value
    assert unit in found.unit


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("thirty-seven vans", 37),
        ("a hundred and six vans", 106),
        ("two hundred and forty vans", 240),
        ("ninety-two thousand three hundred vans", 92_300),
        ("one and a half million vans", 1.5e6),
        ("a million and a half vans", 1.5e6),
        ("half a million vans", 5e5),
        ("a quarter of a million vans", 2.5e5),
        ("two dozen vans", 24),
        ("half a dozen vans", 6),
        ("7½ vans", 7.5),
        ("1\u00a0200 vans", 1200),
        ("1\u2009200\u2009000 vans", 1_200_000),
        ("1 200 vans", 1200),
        ("12,34,567 vans", 1_234_567),
        ("1.200,5 vans", 1.2),
        ("‘40’ vans", 40),
    ],
)
def test_numbers_however_written(text: str, value: float) -> None:
    found = only(text)

    assert found.value == pytest.approx(value)
    assert found.unit == ("van",)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("half of the herd", 50),
        ("half the herd", 50),
        ("It rose by a third.", 100 / 3),
        ("a third of the herd", 100 / 3),
        ("two-thirds of the herd", 200 / 3),
        ("three quarters of the herd", 75),
        ("one in five nurses", 20),
        ("nine in every ten", 90),
        ("Four goats in five are healthy", 80),
    ],
)
def test_shares_are_percentages_to_a_point(text: str, value: float) -> None:
    found = only(text)

    assert found.value == pytest.approx(value)
    assert found.unit[0] == "percent"
    assert found.high - found.low == pytest.approx(2)


@pytest.mark.parametrize(
    "text",
    [
        "It happened in 2016.",
        "The 2016 ballot is void; so was that of 2019-20.",
        "The 3rd brigade left by the fifth door.",
        "Resolution 2268 was passed.",
        "One of them lied, and one man left.",
        "They met in Room 12, on channel 16 and aboard Flight 208.",
        "Pages 12 and 13 and rounds six and seven are missing.",
        "Ward Six is shut. Line three stands still. Look at No. 7.",
        "Call 020 7946 0958 or +44 20 7946 0958 or 555-0199.",
        "The Rovers won 3-1 at home.",
        "An F-16 and a B-52 flew over, 24/7.",
        "He lives at 12 Elm Street.",
        "It blew up in front of 131 West 23rd Street, near 40 Old Mill Lane.",
        "Rents are three times as high.",
        "It was the worst since nineteen eighty-four.",
        "The second half of the match, and half past the post.",
        "The year 1999 was wet.",
        "9" * 60 + " sheep",
    ],
)
def test_what_names_a_thing_is_no_figure(text: str) -> None:
    assert [f for f in figures(text) if not f.dated] == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("at least 40 barns", 40, math.inf),
        ("no fewer than 40 barns", 40, math.inf),
        ("40 barns or more", 40, math.inf),
        ("40+ barns", 40, math.inf),
        ("no more than 40 barns", 0, 40),
        ("not more than 40 barns", 0, 40),
        ("as many as 40 barns", 0, 40),
        ("40 barns at the most", 0, 40),
        ("40 barns, at the outside", 0, 40),
        ("about 40 barns", 36, 44),
        ("40 barns or so", 36, 44),
        ("just under 40 barns", 36, 40),
        ("just over 40 barns", 40, 44),
        ("between 40 and 60 barns", 40, 60),
        ("from 40 to 60 barns", 40, 60),
        ("cut from 60 to 40 barns", 40, 60),
        ("40 to 60 barns", 40, 60),
        ("40-60 barns", 40, 60),
        ("40–60 barns", 40, 60),
        ("two or three barns", 2, 3),
        ("two to three million barns", 2e6, 3e6),
        ("dozens of barns", 24, math.inf),
        ("tens of thousands of barns", 20_000, math.inf),
        ("several hundred barns", 200, 1000),
        ("40 barns", 40, 40),
    ],
)
def test_bounds_and_ranges(text: str, low: float, high: float) -> None:
    found = only(text)

    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert found.unit == ("barn",)


def test_what_is_said_in_millions_is_rounded() -> None:
    assert conflict(figures("1.2 million voters"), figures("1,183,402 voters")) is None
    assert conflict(figures("1.2 million voters"), figures("1.4 million voters"))
    assert conflict(figures("at least 1.2 million voters"), figures("1,183,402 voters"))


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("a metre and a half", 1.5, "length"),
        ("a metre and forty", 1.4, "length"),
        ("60 centimetres", 0.6, "length"),
        ("a 40-metre mast", 40, "length"),
        ("a wave 5m high", 5, "length"),
        ("8 nautical miles", 8 * 1852, "length"),
        ("six feet", 6 * 0.3048, "length"),
        ("three tonnes of lead", 3000, "mass"),
        ("200 litres", 0.2, "volume"),
        ("140 cubic metres", 140, "volume"),
        ("3 hectares", 30_000, "area"),
        ("5 sq km", 5e6, "area"),
        ("seven hours and ten", 25_800, "duration"),
        ("12 hours and 30 minutes", 45_000, "duration"),
        ("an hour and a half", 5400, "duration"),
        ("90 seconds", 90, "duration"),
        ("25 metres a second", 25, "length/duration"),
        ("90 kilometres an hour", 25, "length/duration"),
        ("50mph", 22.352, "length/duration"),
        ("3.6 cubic metres per hour", 0.001, "volume/duration"),
    ],
)
def test_measures_are_in_base_units(text: str, value: float, kind: str) -> None:
    found = only(text)

    assert found.value == pytest.approx(value)
    assert found.kind == kind
    assert kind in KINDS


def test_measures_compare_across_units() -> None:
    assert (
        conflict(figures("The trench is 13 miles long."), figures("It is 21 kilometres.")) is None
    )
    assert conflict(figures("The trench is 13 miles long."), figures("It is 30 kilometres."))
    assert conflict(
        figures("a rehearsal of 35 minutes"), figures("a rehearsal of over three hours")
    )
    assert conflict(figures("18 months"), figures("a year and a half")) is None
    assert conflict(figures("a gap of 40 metres"), figures("a gap of 40 minutes")) is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("It sold for $5m.", "It sold for €7m."),
        ("30 tonnes of lead", "50 tonnes of barley"),
        ("40 per cent of the nurses", "55 per cent of the doctors"),
        ("900 crowns a month", "14,000 crowns a year"),
        ("a toll of 12 crowns a car", "a loss of 80 million crowns"),
        ("a pause of ten minutes", "a lease of forty years"),
        ("12 cooks drowned", "9 sailors drowned"),
        ("12 cooks were dismissed", "9 cooks were wounded"),
        ("12 barns destroyed", "9 bridges destroyed"),
        ("12 of the 30 cooks", "all 30 cooks"),
    ],
)
def test_unlike_figures_do_not_conflict(a: str, b: str) -> None:
    assert conflict(figures(a), figures(b)) is None
    assert conflict(figures(b), figures(a)) is None


@pytest.mark.parametrize(
    "text",
    [
        "The dead are 61",
        "The dead numbered 61",
        "The toll stands at 61",
        "a toll of 61",
        "Losses are 61 killed",
        "Its count of the cooks killed is 61",
        "The number of dead is 61",
        "The deaths of 61 miners",
        "The blast killed 61 miners",
        "61 miners had lost their lives",
        "61 miners of Orro were put to death",
        "61 bodies were found",
        "61 fatalities",
        "61 victims",
    ],
)
def test_the_dead_are_one_unit_in_whatever_words(text: str) -> None:
    found = only(text)

    assert (found.value, found.kind) == (61, "dead")
    assert conflict((found,), figures("Forty people died."))


def test_who_does_it_does_not_suffer_it() -> None:
    assert only("Twelve gunmen killed the guard.").kind == ""
    assert [f.kind for f in figures("Twelve gunmen killed 3 guards.")] == ["", "dead"]
    assert only("40 mourners walked for the dead.").kind == ""


def test_the_hurt_are_another() -> None:
    dead, hurt = figures("The blast killed 12 people and injured 40")

    assert (dead.kind, hurt.kind) == ("dead", "hurt")
    assert [f.kind for f in figures("Two clerks and nine guards were hurt")] == ["hurt", "hurt"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The number of arrests is 27", ("arrest",)),
        ("the number of barrels to be sold as between 20 and 27", ("barrel",)),
        ("They put the strikers at 27", ("striker",)),
        ("the missing on the mountain at 27", ("missing",)),
        ("casualties: 27", ("casualty",)),
        ("There are 27 lambs", ("lamb",)),
        ("There are 27", ()),
        ("It is 27, and all are named", ()),
        ("Twenty-seven.", ()),
    ],
)
def test_what_is_counted_may_stand_before(text: str, unit: tuple[str, ...]) -> None:
    assert only(text).unit == unit


def test_deeds_and_what_was_done_are_one() -> None:
    assert conflict(figures("The number of arrests is 27"), figures("Forty cooks were arrested"))


def test_a_unit_said_once_counts_for_both() -> None:
    assert [f.unit[-1] for f in figures("40 and 38 litres")] == ["litre", "litre"]
    assert [f.value for f in figures("40 and 38 litres")] == pytest.approx([0.04, 0.038])
    part, whole = figures("14 of its 20 barges sank")
    assert (part.unit[0], part.whole, whole.value, whole.whole) == ("barge", False, 20, True)
    assert conflict(figures("14 of 20 barges"), figures("9 of the 20 barges"))
    assert conflict(figures("1,150 out of 4,600 clerks"), figures("80 per cent of the clerks"))


def test_a_share_of_a_number_stays_a_share() -> None:
    share, whole = figures("Two thirds of the 300 tenants agreed")

    assert share.unit[:2] == ("percent", "tenant")
    assert (whole.value, whole.unit[0], whole.whole) == (300, "tenant", True)


def test_a_rate_compares_with_its_like_only() -> None:
    assert only("$900 a year").unit == ("money", "dollar", "/year")
    assert only("$900 a year ago").unit == ("money", "dollar")
    assert conflict(figures("70 euros for every goat"), figures("45 euros a goat"))


def test_conflict_needs_one_unit() -> None:
    assert conflict(figures("Seven men died."), figures("Eleven men died."))
    assert conflict(figures("Seven men died."), figures("Eleven boats sank.")) is None
    assert conflict(figures("Seven."), figures("Eleven boats sank.")) is None


def test_open_bounds_do_not_conflict_with_what_lies_inside() -> None:
    assert conflict(figures("At least 10 men died."), figures("14 men died.")) is None
    assert conflict(figures("At least 10 men died."), figures("7 men died."))
    assert conflict(figures("About 100 men died."), figures("95 men died.")) is None


def test_one_agreeing_figure_of_the_unit_is_no_conflict() -> None:
    assert conflict(figures("4 barns and later 6 barns"), figures("4 barns")) is None


def test_a_rejected_figure_conflicts_with_the_one_that_is_given() -> None:
    asserted, rejected = figures("Eight lanterns, not five.")

    assert (asserted.rejected, rejected.rejected) == (False, True)
    assert rejected.unit == asserted.unit
    assert conflict((rejected,), figures("Five lanterns hung."))
    assert conflict(figures("It was not five lanterns."), figures("Five lanterns hung."))
    assert conflict(figures("It was not five lanterns."), figures("Six lanterns hung.")) is None
    assert [f.rejected for f in figures("nine lambs rather than 12")] == [False, True]
    assert [f.rejected for f in figures("not 40 but 60 lambs")] == [True, False]
    assert conflict(figures("There weren't 40 lambs."), figures("There were 300 lambs."))


@pytest.mark.parametrize(
    ("text", "minutes", "halves"),
    [
        ("the alarm rang at 4.55", 295, True),
        ("the alarm rang at 5.20 a.m.", 320, False),
        ("the alarm rang at 17:40", 1060, False),
        ("the alarm rang at noon", 720, False),
        ("the alarm rang at four that afternoon", 960, False),
        ("the alarm rang at 4 o'clock", 240, True),
        ("the alarm rang at half past six in the evening", 1110, False),
        ("the alarm rang at a quarter to nine", 525, True),
        ("the alarm had not rung before eight", 480, True),
        ("the alarm rang at 4pm", 960, False),
    ],
)
def test_times_of_day(text: str, minutes: float, halves: bool) -> None:
    found = only(text)

    assert (found.unit, found.value, found.halves) == (("clock",), minutes, halves)
    assert found.dated


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("We sailed on the fourteenth", 14),
        ("We sailed on the twenty-first", 21),
        ("We sailed on the 14th", 14),
        ("We sailed on 12 November", 1112),
        ("We sailed on November 12, 2013", 20131112),
        ("We sailed in March 2013", 20130300),
        ("We sailed between 5 and 7 March", 307),
        ("We sailed on 2013-03-12", 20130312),
    ],
)
def test_dates(text: str, value: float) -> None:
    found = only(text)

    assert (found.unit, found.value) == (("date",), value)


def test_what_looks_like_a_time_or_a_date_and_is_none() -> None:
    assert only("The price stood at 4.55.").kind == ""
    assert only("Shares fell by 4.55 per cent.").kind == "percent"
    assert only("In May 12 people left.").unit == ("people",)
    assert only("It fired on the first of the 12 trucks.").unit == ("truck",)


def test_times_and_dates_conflict_only_when_asked() -> None:
    for a, b, differ in (
        ("It rang at 4.55.", "It rang at 5.20.", True),
        ("It rang at 4.55.", "It rang at 4.55 p.m.", False),
        ("It rang at 4.55 a.m.", "It rang at 4.55 p.m.", True),
        ("It rang at about 4.55.", "It rang at 5.05.", False),
        ("It began on 12 November.", "It began on the fourteenth.", True),
        ("It began in March 2013.", "It began on 4 March.", False),
        ("It began on 4 March.", "It rang at 4.55.", False),
    ):
        assert conflict(figures(a), figures(b)) is None
        assert bool(conflict(figures(a), figures(b), dated=True)) is differ, (a, b)


def test_a_bare_figure_conflicts_with_whatever_it_does_not_agree_with() -> None:
    assert bare_conflict(figures("It is nineteen, counted twice."), figures("25 divers came"))
    assert bare_conflict(figures("25 divers came"), figures("Nineteen."))
    assert bare_conflict(figures("Sixty."), figures("It was 40 minutes."))
    assert not bare_conflict(figures("Forty."), figures("It was 40 minutes."))
    assert not bare_conflict(figures("At least nineteen."), figures("25 divers came"))
    assert not bare_conflict(figures("Nineteen divers."), figures("25 divers came"))
    assert not bare_conflict(figures("Nineteen, of 300."), figures("25 divers came"))
    assert not bare_conflict(figures("Nineteen."), figures("It rang at 4.55."))
    assert not bare_conflict(figures("Nineteen."), ())


def test_located_gives_the_place_of_the_number() -> None:
    text = "At 4.55 at least 1,200 homes, no more than 12 hours and 30 minutes, and 7 crowns."

    found = list(located(text))

    places = [text[one.start : one.end] for one in found]
    assert places == ["at least 1,200", "no more than 12 hours and 30 minutes", "7"]
    written = [one.figure.written for one in found]
    assert written == ["at least 1,200", "no more than 12 hours and 30 minutes", "7 crowns"]
    assert [one.figure for one in located(text, dated=True)] == list(figures(text))
    assert figures(text)[0].written == "4.55"


PIECES = st.sampled_from(
    "a an the and or of in to not half three twenty hundred million dozen 5 1,200 2019 4.55 7.5m % "
    "$ - – , . : ' ” per cent hours metres men killed at is before on March third past between "
    "at_least \u202e \ud800 \x00".replace("_", " ").split(" ")
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map(" ".join)), st.data())
def test_any_text_is_read_and_every_figure_is_sound(text: str, data: st.DataObject) -> None:
    found = list(located(text, dated=True))
    end = 0
    for one in found:
        assert end <= one.start < one.end <= len(text)
        end = one.start
        assert math.isfinite(one.figure.value)
        assert one.figure.low <= one.figure.high
        assert one.figure.agrees(one.figure)
    given_ = tuple(one.figure for one in found)
    assert bool(conflict(given_, (), dated=True)) is False
    other = figures(" ".join(data.draw(st.lists(PIECES, max_size=20))))
    assert bool(conflict(given_, other)) == bool(conflict(other, given_))
    assert bare_conflict(given_, other) == bare_conflict(other, given_)


@given(st.integers(0, 99_999_999))
def test_grouped_and_plain_digits_are_one_number(value: int) -> None:
    plain, grouped = (
        only(f"exactly {value:,} crates"),
        only(f"exactly {value:_} crates".replace("_", "\u202f")),
    )

    assert plain.value == grouped.value == value


@pytest.mark.parametrize(
    "text",
    [
        "9" * 100_000,
        "1,111" * 30_000,
        "1 111 " * 30_000,
        "1.1" * 50_000,
        "two hundred and " * 20_000,
        "million " * 50_000,
        "a metre and " * 30_000,
        "at least " * 50_000,
        "the " * 50_000 + "5 men",
        "5 of the " * 30_000,
        "is " * 50_000 + "5",
        "one in " * 30_000,
        "12-" * 50_000,
        "half past " * 30_000,
        "x" * 200_000 + " 5",
        "not 5, " * 30_000,
    ],
)
def test_hostile_text_is_read_within_bounds(text: str) -> None:
    found = figures(text)

    assert len(found) <= MOST
    conflict(found, found, dated=True)
    assert all(math.isfinite(figure.value) for figure in found)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The merger costs 310 jobs.", "Only 120 posts are to go."),
        ("Forty demonstrators were there.", "The stewards counted 900 marchers."),
        ("Two policemen were hurt.", "Nineteen officers were hurt."),
        ("The repair costs 80 million kroner.", "It costs 12 million kroner."),
    ],
)
def test_two_words_for_one_thing_count_the_same(a: str, b: str) -> None:
    assert conflict(figures(a), figures(b))


def test_counts_of_another_order_are_not_of_one_thing() -> None:
    assert conflict(figures("400 barrels leaked."), figures("3 million barrels a year.")) is None
    assert conflict(figures("400 barrels leaked."), figures("3 million barrels leaked.")) is None
    assert conflict(figures("40 barrels leaked."), figures("9,000 barrels leaked."))
    assert conflict(figures("Zero barrels leaked."), figures("9,000 barrels leaked."))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The blockade lasted a week.", 7),
        ("The blockade lasted one week.", 7),
        ("It was over within a day.", 1),
        ("It took almost a fortnight.", 14),
        ("They waited for half a day.", 0.5),
        ("More than a week passed.", 7),
    ],
)
def test_a_length_of_time_may_leave_its_number_out(text: str, days: float) -> None:
    found = only(text)
    assert found.value == days * 86400
    assert found.kind == "duration"


@pytest.mark.parametrize(
    "text", ["It was a week ago.", "They meet twice a week.", "A day of mourning was held."]
)
def test_a_day_or_a_rate_is_no_length_of_time(text: str) -> None:
    assert not figures(text)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Some 6,000 people took part.", "The number of marchers was 20,000."),
        ("About 200 people attended.", "The crowd was 1,500."),
        ("Enrolment: 310 students.", "270 children are in the school."),
        ("Passenger numbers had dropped to 48.", "63 passengers were on board."),
        ("Fifty employees are on strike.", "Ninety miners had joined."),
    ],
)
def test_people_may_be_counted_under_a_wider_name(a: str, b: str) -> None:
    assert conflict(figures(a), figures(b))
    assert conflict(figures(b), figures(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Forty people were detained.", "Nine hundred marchers came."),
        ("Twelve nurses were there.", "Thirty drivers were there."),
        ("Forty people had come.", "Sixty boats had come."),
        ("Ticket numbers had dropped to 48.", "63 passengers were on board."),
    ],
)
def test_other_people_are_not_the_same(a: str, b: str) -> None:
    assert not conflict(figures(a), figures(b))


def test_those_who_joined_are_of_whoever_the_other_counts() -> None:
    joined = figures("Fewer than 90 had joined.")

    assert bare_conflict(joined, figures("310 members were on strike."))
    assert not bare_conflict(joined, figures("310 lorries were on the road."))
    assert not bare_conflict(figures("Ninety were detained."), figures("310 members struck."))


@pytest.mark.parametrize(
    ("text", "value", "deed"),
    [
        ("Inspectors visited the mine four times.", 4, "visit"),
        ("The crew had warned the harbour twice.", 2, "warning"),
        ("She met the buyer only once.", 1, "meeting"),
        ("The patrol violated the line on 30 occasions.", 30, "violation"),
    ],
)
def test_how_often_something_was_done(text: str, value: float, deed: str) -> None:
    found = only(text)

    assert found.value == value
    assert found.unit == ("time",)
    assert deed in found.deeds


@pytest.mark.parametrize(
    "text",
    [
        "The harbour was once busy.",
        "Once the ice broke they left.",
        "He had once signed the lease.",
        "The votes were counted twice.",
        "It is twice the price.",
    ],
)
def test_once_and_twice_that_count_no_deed(text: str) -> None:
    assert not figures(text)


@pytest.mark.parametrize(
    ("a", "b", "differ"),
    [
        ("Inspectors visited the mine four times.", "The log shows a single visit.", True),
        ("She met the buyer only once.", "They had held at least five meetings.", True),
        ("A guard shot him three times.", "The doctor found two shots.", True),
        ("The crew had warned the harbour twice.", "They were warned six times.", True),
        ("The crew had warned the harbour twice.", "The crew had refuelled six times.", False),
        ("Inspectors visited the mine four times.", "Two inspectors were ill.", False),
        ("Inspectors visited the mine four times.", "There were four visits.", False),
    ],
)
def test_deeds_are_counted_as_verb_or_noun(a: str, b: str, differ: bool) -> None:
    assert (conflict(figures(a), figures(b)) is not None) is differ
    assert (conflict(figures(b), figures(a)) is not None) is differ


@pytest.mark.parametrize(
    ("a", "b", "differ"),
    [
        ("The mill was told on 12 March.", "It did not know until 9 March.", False),
        ("The mill knew on 4 March.", "It did not know until 9 March.", True),
        ("The mill knew on 4 March 2031.", "Nobody told it before 9 March.", True),
        ("The mill was told before 9 March.", "It was told on 7 March 2031.", False),
        ("The mill was told before 9 March.", "It was told on 12 March.", True),
        ("The mill was told by 9 March.", "It was told on 9 March.", False),
        ("The mill shut after 9 March.", "It shut on 20 April.", False),
        ("The mill shut after 9 March.", "It shut on 2 February.", True),
        ("The mill was shut until 9 March.", "It was shut until 12 March.", True),
        ("The bell rang before 6 a.m.", "The bell rang at 5.30 a.m.", False),
    ],
)
def test_a_day_that_is_only_bounded_leaves_others(a: str, b: str, differ: bool) -> None:
    assert (conflict(figures(a), figures(b), dated=True) is not None) is differ
    assert (conflict(figures(b), figures(a), dated=True) is not None) is differ
