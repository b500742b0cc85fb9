from __future__ import annotations

from factcheck.attribution.cues import CUE_NOUNS, CUES, GO_ON, cue_of
from factcheck.model import Act
from factcheck.parsing import parse


def test_cues_are_lemmas_in_small_letters() -> None:
    assert all(verb == verb.lower() and " " not in verb for verb in (*CUES, *CUE_NOUNS))


def test_went_on_is_a_cue_and_went_is_none() -> None:
    went_on, went = parse("He went on."), parse("He went home.")
    assert cue_of(went_on[1]) is GO_ON
    assert cue_of(went[1]) is None


def test_an_act_for_each_kind_of_cue() -> None:
    acts = {"say": Act.ASSERTION, "accuse": Act.ACCUSATION, "deny": Act.DENIAL, "vow": Act.PROMISE}
    assert {verb: CUES[verb].act for verb in acts} == acts
