import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.documents import MarkdownReader, TextReader, front_matter_end
from factcheck.documents.dates import date_in_name, leading_date, whole_date
from factcheck.documents.headline import looks_like_headline
from factcheck.documents.metadata import Metadata, read_metadata

BODY = "\nThe two ministers met for an hour. Neither side spoke to reporters.\n"


def known(text, name="report.txt"):
    return read_metadata(text, name)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Source: Harbour Times date 2019-03-02\n", Metadata(None, "Harbour Times", "2019-03-02")),
        (" date 2019-03-02 AP, GENEVA\n", Metadata(None, "AP", "2019-03-02")),
        ("Harbour Times, 2 March 2019\n", Metadata(None, "Harbour Times", "2019-03-02")),
        ("Geneva, 2 March 2019\n", Metadata(None, None, "2019-03-02")),
        ("SANTA RITA, March 2, 2019\n", Metadata(None, None, "2019-03-02")),
        ("ST. OLAF, Norland, 2 March 2019\n", Metadata(None, None, "2019-03-02")),
        ("Thornfield, 2 March 2019\n", Metadata(None, None, "2019-03-02")),
        ("The Hague, 2 March 2019\n", Metadata(None, None, "2019-03-02")),
        ("The Mariner, 2 March 2019\n", Metadata(None, "The Mariner", "2019-03-02")),
        ("THE PORT HERALD, 2 March 2019\n", Metadata(None, "THE PORT HERALD", "2019-03-02")),
        ("BBC, 2 March 2019\n", Metadata(None, "BBC", "2019-03-02")),
        ("Port Herald | 2 March 2019\n", Metadata(None, "Port Herald", "2019-03-02")),
        ("Port Herald (2 March 2019)\n", Metadata(None, "Port Herald", "2019-03-02")),
        ("Port Herald, Thornfield, 2 March 2019\n", Metadata(None, "Port Herald", "2019-03-02")),
        ("SANTA RITA, March 2, 2019 - The talks began.\n", Metadata(None, None, "2019-03-02")),
        ("Saturday, March 2, 2019\n", Metadata(None, None, "2019-03-02")),
        ("Published on 2 March 2019 at noon\n", Metadata(None, None, "2019-03-02")),
        ("Date: 2019-03-02T10:00:00Z\n", Metadata(None, None, "2019-03-02")),
        ("Date: 02/03/2019\n", Metadata()),
        ("Date: 31 February 2019\n", Metadata()),
        ("URL: https://example.org/a?b=c\n", Metadata(url="https://example.org/a?b=c")),
        ("https://example.org/a\n", Metadata(url="https://example.org/a")),
        ("Source: https://example.org/a\n", Metadata(url="https://example.org/a")),
        (
            "Title: Ministers meet\nSource: Harbour Times\n",
            Metadata("Ministers meet", "Harbour Times"),
        ),
        ("**Source:** Harbour Times\n", Metadata(None, "Harbour Times")),
        ("GENEVA, Sept 12 (Reuters) - The talks began.\n", Metadata(None, "Reuters")),
        ("GENEVA, Sept. 12, 2016 (Reuters) — It began.\n", Metadata(None, "Reuters", "2016-09-12")),
        ("GENEVA (AP) 12 Sept 2016 — It began.\n", Metadata(None, "AP", "2016-09-12")),
        ("12 September 2016 | City desk\n", Metadata(None, None, "2016-09-12")),
        (
            "Talks begin at the lake after a night of delays\nGENEVA, Sept 12 - It began.\n",
            Metadata("Talks begin at the lake after a night of delays"),
        ),
        (
            "Talks: What happens at the lake\nPublished 12 September\n",
            Metadata("Talks: What happens at the lake"),
        ),
        ("NEW YORK (AP) — The talks began.\n", Metadata(None, "AP")),
        ("New York (AP) — The talks began.\n", Metadata(None, "AP")),
        ("The Hague, 5 May 2016 (afp): Talks.\n", Metadata(None, None, None)),
        ("Anna Karlsson (Labour) — a minister — spoke.\n", Metadata()),
        ("Title: Item # 1 of many talks\n", Metadata("Item # 1 of many talks")),
        ("The minister said: nothing.\n", Metadata()),
        ("In Geneva, 5 October 2016 was a cold day.\n", Metadata()),
        ("Source: the minister himself, on 5 May\n" + "x" * 400 + "\n", None),
    ],
)
def test_header_lines(head, expected):
    if expected is not None:
        assert known(head + BODY) == expected
    else:
        assert known(head + BODY).published is None


TITLE = "Ministers meet to talk about canal"


@pytest.mark.parametrize(
    ("head", "outlet", "published"),
    [
        (f"{TITLE}\n\nIsthmus Wire Service\nSANTA RITA, March 2, 2019", "Isthmus Wire Service", 1),
        (f"{TITLE}\nIsthmus News Agency\nSANTA RITA, March 2, 2019", "Isthmus News Agency", 1),
        (f"{TITLE}\n\nThe Mail & Argus\nMarch 2, 2019\nAnn Lee, Editor", "The Mail & Argus", 1),
        (f"{TITLE}\n\nThe Mariner\nSaturday 2 March 2019\nBy Ann Lee", "The Mariner", 1),
        (f"Port Herald\n\n{TITLE}\n\n2 March 2019", "Port Herald", 1),
        (f"{TITLE}\n2 March 2019\nRadio Port\n", "Radio Port", 1),
        (f"{TITLE}\nBy Ann Lee in Thornfield\nPort Herald", "Port Herald", 0),
        (f"{TITLE}\n\nAnn Lee\n2 March 2019", None, 1),
        (f"{TITLE}\n\nThe Mariner\n", None, 0),
        (f"{TITLE}\n\nWorld News\n2 March 2019", None, 1),
        (f"{TITLE}\n\nPress Release\n2 March 2019", None, 1),
        (f"{TITLE}\n\nHarbour Safety Agency\n2 March 2019", None, 1),
        (f"{TITLE}\n\nThe Long Wait of a Small Town\n2 March 2019", None, 1),
        (f"{TITLE}\nBy Ann Lee, for the Port Herald", "Port Herald", 0),
        (f"{TITLE}\nBy Ann Lee for the Mariner", "Mariner", 0),
        (f"{TITLE}\nBy Ann Lee, The Port Herald", "The Port Herald", 0),
        (f"{TITLE}\nBy Ann Lee of Thornfield", None, 0),
        (f"{TITLE}\nBy Wei Sun", None, 0),
        (f"{TITLE}\nBy Ann Lee, Health Editor", None, 0),
    ],
)
def test_the_outlet_in_a_head(head, outlet, published):
    day = "2019-03-02" if published else None
    assert known(f"{head}\n{BODY}") == Metadata(TITLE, outlet, day)


def test_below_the_first_sentence_no_line_is_an_outlet():
    text = f"{TITLE}\n\nThe two met on Friday.\n\nIsthmus Wire Service\n2 March 2019\n"
    assert known(text).outlet is None


def test_a_closing_source_line_names_the_outlet():
    assert known(BODY + "\nSource: AP\n").outlet == "AP"
    assert known(BODY + "\nDate: 2019-03-02\n").published is None


def test_front_matter_wins_over_lines_and_lines_over_the_name():
    text = "---\ntitle: 'One: two'\ndate: 2020-01-01\n---\nDate: 2021-01-01\n" + BODY
    assert known(text, "2022-01-01.txt") == Metadata("One: two", None, "2020-01-01")
    assert known("Date: 2021-01-01\n" + BODY, "2022-01-01.txt").published == "2021-01-01"
    assert known(BODY, "talks-2022-01-01.txt").published == "2022-01-01"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\ntitle: x\ntags:\n  - a\n---\nBody", "Body"),
        ("\ufeff---\r\ntitle: x\r\n...\r\nBody", "Body"),
        ("---\ntitle: x\n---", ""),
        ("---\n\nThe talks failed.\n\n---\nBody", None),
        ("---\ntitle: never closed\nBody", None),
        ("---\n---\nBody", None),
        ("title: x\n---\nBody", None),
        ("", None),
    ],
)
def test_front_matter_end(text, body):
    assert text[front_matter_end(text) :] == (text if body is None else body)


def test_front_matter_values_are_read_as_yaml_does():
    text = "---\ntitle: 'It''s over' \noutlet: AP # the agency\ndate: \"2020-01-01\"\n---\n"
    assert known(text + BODY) == Metadata("It's over", "AP", "2020-01-01")


def test_front_matter_values_that_say_nothing_are_unknown():
    entries = ["title: >", "headline: ~", "outlet: [a, b]", "publisher: null", "date: soon"]
    text = "\n".join(["---", *entries, "url: javascript:alert(1)", "---", BODY])
    assert known(text) == Metadata()


@pytest.mark.parametrize(
    "line",
    [
        "Talks on the canal collapse as both sides trade blame",
        "Harbour talks: what we know so far",
        "Who is to blame for the failed truce?",
        "Minister says ‘patience has run out’",
        "Who let the lock rot? Both banks point across the water",
        "IT’S OVER! Dockers return - but the row goes on",
        "They did it, and we can prove it!",
        "U.S. Senate rejects grain deal",
        "PRESIDENT REJECTS OFFER OF TALKS WITH REBELS",
        "President Anna Karlsson Finally Endorses House Speaker Martin Brown",
        "Watchdog accuses army of blocking inspectors",
    ],
)
def test_headlines(line):
    assert looks_like_headline(line)
    assert known(line + "\n" + BODY).title == line


@pytest.mark.parametrize(
    "line",
    [
        "The talks on the canal collapsed on Friday.",
        "The talks collapsed, he said. Nobody was surprised",
        "“We will not go back to the table”",
        "Foreign Minister Anna Karlsson",
        "Secretary of State Martin Brown",
        "By Anna Karlsson and Martin Brown",
        "Photo by Martin Brown, from the archive",
        "failed to reach an agreement on Friday",
        "He told reporters the following:",
        "He told reporters “it is over.”",
        "Too short",
        "12 34 56 78",
        "word " * 40,
    ],
)
def test_lines_that_are_no_headline(line):
    assert not looks_like_headline(line)
    assert known(line + "\n" + BODY).title is None


def test_a_headline_stands_apart_and_above_a_text():
    wrapped = "The ministers of both countries met on Friday to\ntalk about the canal.\n"
    assert known(wrapped).title is None
    assert known("Ministers meet to talk about the canal").title is None
    above_byline = "Ministers meet to talk about canal\nBy Anna Karlsson\n\nThey met.\n"
    assert known(above_byline).title == "Ministers meet to talk about canal"
    below_source = "Source: AP\n\nMinisters meet to talk about canal\n\nThey met.\n"
    assert known(below_source).title == "Ministers meet to talk about canal"


def test_markdown_titles(tmp_path):
    def title(text):
        path = tmp_path / "a.md"
        path.write_text(text)
        document = MarkdownReader().read(path)
        assert document.text == text
        return document.title

    assert title("# Talks **fail** in [Geneva](https://x.org) #\n\nBody.") == "Talks fail in Geneva"
    assert title("Talks fail\n==========\n\nBody.") == "Talks fail"
    assert title("---\ntitle: Front\n---\n# Heading\n\nBody.") == "Front"
    assert title("---\ndate: 2020-01-01\n---\n\n# Heading\n\nBody.") == "Heading"
    assert title("Just some prose.\n\nMore prose.") is None


def test_the_text_reader_keeps_text_and_metadata_apart(tmp_path):
    path = tmp_path / "2019-03-02 talks.txt"
    text = "\ufeffMinisters meet to talk about canal\r\n\r\nSource: AP\r\n" + BODY
    path.write_bytes(text.encode())
    document = TextReader().read(path)
    assert document.text == text
    assert (document.title, document.outlet, document.published, document.url) == (
        "Ministers meet to talk about canal",
        "AP",
        "2019-03-02",
        None,
    )


@pytest.mark.parametrize("title", ["Who let the lock at Thornfield rot?", "We told them so!"])
def test_a_title_that_asks_or_exclaims_ends_no_head(title):
    text = f"{title}\nPort Herald, 2 March 2019\n{BODY}"
    assert known(text) == Metadata(title, "Port Herald", "2019-03-02")


def test_dates():
    assert whole_date("5th October 2016") == "2016-10-05"
    assert whole_date("Wed, Oct. 5, 2016") == "2016-10-05"
    assert whole_date("2016/10/05") == "2016-10-05"
    assert whole_date("5 October") is None
    assert leading_date("2016-10-05 and so on") == ("2016-10-05", 10)
    assert leading_date("2016-10-051") is None
    assert date_in_name("a-2016-10-05-b.txt") == "2016-10-05"
    assert date_in_name("2016-10-05_2016-10-06.txt") is None
    assert date_in_name("2016-13-05.txt") is None
    assert date_in_name("000_7720161005.txt") is None


PIECES = st.sampled_from(
    ["---\n", "Source: ", "date ", "2016-10-05", "\n", " AFP, PARIS", ":", "Title", ") -", "\u202e"]
) | st.sampled_from(
    ["GENEVA, Sept 12", "(", "#", "'", '"', "\x00", "\ud800", "- ", "https://", "5 May 2016", ","]
)


@given(st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join))
def test_any_text_has_metadata(text):
    found = known(text)
    assert found.published is None or len(found.published) == 10
    assert 0 <= front_matter_end(text) <= len(text)


def test_a_huge_line_costs_no_more_than_a_short_one():
    for filler in ("a", "A, ", "Source: ", "---\n", "2016-", "GENEVA ("):
        found = known(filler * (50_000_000 // len(filler)))
        assert found.url is None
