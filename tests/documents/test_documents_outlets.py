import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.documents.outlets import is_outlet, may_be_outlet


@pytest.mark.parametrize(
    "name",
    [
        "Port Herald",
        "The Port and Valley Gazette",
        "Radio Thornfield",
        "Agence Nordique",
        "Isthmus Wire Service",
        "Thornfield Broadcasting Corporation",
        "Reuters",
        "Le Monde",
        "PORT HERALD",
        "Évreux Courier",
    ],
)
def test_names_that_say_they_are_outlets(name):
    assert is_outlet(name)
    assert may_be_outlet(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Thornfield",
        "New Thornfield",
        "Ann Lee",
        "World News",
        "Press Release",
        "The News",
        "Daily",
        "Harbour Safety Agency",
        "Prison Service",
        "special to the Post",
        "Ann Lee, Port Herald",
        "The Hague",
        "The five men of the Herald",
        "The Long Wait of a Small Town",
    ],
)
def test_names_that_could_be_anything(name):
    assert not is_outlet(name)
    assert not may_be_outlet(name)


def test_an_article_is_enough_only_where_an_outlet_stands():
    assert may_be_outlet("The Mariner")
    assert not is_outlet("The Mariner")


@given(st.text(max_size=80))
def test_what_is_surely_an_outlet_may_be_one(name):
    assert may_be_outlet(name) or not is_outlet(name)
