"""Pronouns of a content become the names of those they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.attribution.tree import SUBJECT, children
from factcheck.model import Form
from factcheck.parties.names import compatible, name_words
from factcheck.statements.antecedents import antecedent
from factcheck.statements.clients import client, name_of_client
from factcheck.statements.described import described
from factcheck.statements.draft import Draft
from factcheck.statements.expletives import dummy, lifeless, thing
from factcheck.statements.generic import of_each, of_everybody
from factcheck.statements.names import Voice, possessive
from factcheck.statements.nouns import holder, human, may_be_person, owned, within
from factcheck.statements.others import (
    done_by_source,
    joined_to_other,
    named_before,
    of_client,
    of_other_sex,
    of_seized,
    other_before,
)
from factcheck.statements.quoted import in_quotation, nested

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIRST_SINGULAR = frozenset(["i", "me", "my", "mine", "myself"])
_FIRST_PLURAL = frozenset(["we", "us", "our", "ours", "ourselves"])
_THIRD = frozenset(["them", "he", "him", "she", "his", "her", "it", "its", "they", "their"])
_PERSONAL = frozenset(["he", "him", "she", "his", "her"])
_CASES = {"he": ("he", "him", "his", "himself"), "she": ("she", "her", "her", "herself")}
_HE, _SHE, _IT = (
    frozenset(["he", "him", "his"]),
    frozenset(["she", "her"]),
    frozenset(["it", "its"]),
)
_THEY = frozenset(["they", "them", "their"])
_POSSESSIVE = frozenset(["my", "mine", "our", "ours", "his", "its", "their"])
_OWN = frozenset(["my", "our", "his", "her", "its", "their"])
_ARTICLE = re.compile(r"^an? ")
_OBJECT = ("dobj", "pobj", "dative")
_ACTORS = frozenset(("PERSON", "NORP", "ORG", "GPE"))


def resolve(
    draft: Draft, tokens: Sequence[Token], *, third: bool = True, subject: str | None = None
) -> None:
    """Replace the pronouns among ``tokens`` that stand for the speaker, the party or its opponent.

    The first mention gets the name; a later one in reach of it as subject becomes "it" or
    "its".  Without ``third`` "it" and "they" stay: the predicate has a subject of its own that
    they may stand for.  ``subject`` is the name that stands before the tokens.
    """
    _Pronouns(draft, tokens, third=third, subject=subject).replace_all()


class _Pronouns:
    def __init__(
        self, draft: Draft, tokens: Sequence[Token], *, third: bool, subject: str | None
    ) -> None:
        self.draft = draft
        self.third = third
        self.tokens = tokens
        self.direct = draft.found.form is Form.DIRECT
        #: The name that the last replaced subject bears, while no other subject came between.
        self.subject = subject
        self.by_person = draft.by_person
        #: The names that stand already.
        self.written: set[str] = set()
        self.nouns_seen = False
        #: Whether somebody was named who could have members, troops or offices.
        self.holders_seen = False
        #: Those named whom "he" or "she" could mean, first of all whom the source spoke to.
        self.told: list[Token] = self._told()
        self.rivals = list(self.told)
        #: Whether the speaker's name stands already, so that "he" can only be the speaker.
        self.person_named = False
        self.opponent_named = False
        #: Pronouns whose first mention was looked up: a later one follows it.
        self.settled: list[frozenset[str]] = []
        #: "He" and "she" within quoted words, which are not the speaker.
        self.quoted: set[frozenset[str]] = set()
        self.plurals: list[Token] = []
        self.actors_seen = False

    def replace_all(self) -> None:
        for token in self.tokens:
            if token.i not in self.draft.replaced:
                self._replace(token)
            if token.pos_ in ("NOUN", "PROPN"):
                self.nouns_seen = self.nouns_seen or token.tag_ not in ("NNS", "NNPS")
                self.holders_seen = self.holders_seen or holder(token)
                if human(token) or may_be_person(token):
                    self.rivals.append(token)
                if token.tag_ in ("NNS", "NNPS"):
                    self.plurals.append(token)
                if token.dep_ in SUBJECT and token.i not in self.draft.replaced:
                    self.subject = None
                if token.dep_ in SUBJECT or token.ent_type_ in _ACTORS:
                    self.actors_seen = True

    def _replace(self, token: Token) -> None:
        word, voice = token.lower_, self.draft.voice
        if token.pos_ not in ("PRON", "DET"):
            return
        if word in ("his", "her") and self._name_client(token):
            return
        if word in _FIRST_SINGULAR | _FIRST_PLURAL and self._of_others(token):
            return
        if word in _FIRST_SINGULAR:
            self._name(token, voice.singular, reflexive=word == "myself", person=True)
        elif word in _FIRST_PLURAL:
            if of_everybody(token):
                return
            if self.by_person and _of_themselves(voice):
                return
            if self.direct or word != "us" or self.draft.found.form is not Form.INDIRECT:
                self._name(token, voice.plural, reflexive=word == "ourselves", person=False)
        elif word in _THIRD and self.third and not self.direct and self._means_source(token):
            person = word in _PERSONAL
            if person and self.person_named:
                return
            name = self._person(token) if person else voice.plural
            self.person_named = person and name is not None
            if name is None:
                self._take_up(token)
            self._name(token, name, person=person)
        elif word == "themselves" and token.i - 1 in self.draft.replaced:
            self.draft.replaced[token.i] = "itself"
        elif word in _THEY and self.direct and voice.other and self._opponent(token):
            self.opponent_named = True
            self._name(token, voice.other, person=False)
        elif word in _THIRD and self.third:
            self._take_up(token)

    def _person(self, pronoun: Token) -> str | None:
        """The source's name, else what its own words call it; "his country" has one by itself."""
        if self.draft.voice.person is not None or pronoun.head.lower_ == "country":
            return self.draft.voice.person
        given = described(self.draft.doc, self.draft.found.source)
        return given.text if given is not None and given.clear and given.person else None

    def _told(self) -> list[Token]:
        """Whom the source spoke to: "told Darrow that he" is no word of the speaker alone."""
        if self.draft.found.verb is None:
            return []
        verb = self.draft.doc[self.draft.found.verb]
        told = [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.i > verb.i]
        to = (c for c in children(verb, "prep", "dative") if c.lower_ == "to")
        told += [c for link in to for c in children(link, "pobj")]
        return [
            t
            for t in told
            if t.lower_ in ("him", "her") or human(t) or (may_be_person(t) and t.ent_type_ != "ORG")
        ]

    def _name_client(self, owner: Token) -> bool:
        """Write whom a lawyer speaks for in place of "her client"; other clients stay hers."""
        noun = owner.head
        meant = client(self.draft) if noun.lower_ in ("client", "clients") else None
        if meant is None:
            return False
        name = name_of_client(self.draft, meant)
        if name is not None and noun.i == owner.i + 1 and noun.lower_ == "client":
            self.draft.replaced[owner.i], self.draft.replaced[noun.i] = name, ""
        return True

    def _of_others(self, token: Token) -> bool:
        """Whether a first person is not the speaker's: quoted within the quotation."""
        start = next((a for a, b in self.draft.found.content if a <= token.idx < b), token.idx)
        return nested(self.draft.doc, start, token)

    def _rival(self, token: Token, other: Token) -> bool:
        """Whether "he" or "she" could be ``other``, who was named before it."""
        word = other.lower_
        if word in ("him", "her"):
            return bool((word == "him") is (token.lower_ in _HE))
        return not within(token, other)

    def _take_up(self, token: Token) -> None:
        """Write what an open pronoun stands for outside the content, once."""
        word = token.lower_
        kind = next(k for k in (_HE, _SHE, _IT, _THEY) if word in k)
        if kind in self.settled or dummy(token) or thing(token) or self._own_or_not(token):
            return
        if of_each(token) or (kind is _THEY and self.draft.group and self.by_person):
            return
        if word in _PERSONAL and any(self._rival(token, each) for each in self.told):
            return  # "put it to him that he had lied"
        self.settled.append(kind)
        meant = antecedent(self.draft, token, self.tokens)
        if meant is None:
            return
        owns = token.dep_ == "poss"
        written = possessive(meant.text, plural=meant.plural) if owns else meant.text
        if token.text[0].isupper():
            written = written[0].upper() + written[1:]
        self.draft.replaced[token.i] = written
        if token.dep_ in SUBJECT:
            self.draft.write_out(token)
            if kind is _THEY and not meant.plural:
                self.draft.agree(token.head)

    def _own_or_not(self, token: Token) -> bool:
        """Whether "he" may as well be the source, whose words tell of others too."""
        if self.direct or token.lower_ not in _PERSONAL or not self.draft.somebody:
            return False
        return not of_other_sex(self.draft, token) and not of_client(self.draft, token)

    def _means_source(self, token: Token) -> bool:
        """Whether a pronoun of an indirect clause stands for the source.

        It does as a subject or possessor before every noun that could be its antecedent, and
        as the possessor that takes up such a subject ("it kept its word").  "He" and "she" do
        until somebody else is named.
        """
        given = self.draft.described
        person = self.by_person and not (
            given is not None and given.it and token.lower_ in ("it", "its")
        )
        if (token.lower_ in _PERSONAL) is not person or of_other_sex(self.draft, token):
            return False
        if in_quotation(token):
            self.quoted |= {kind for kind in (_HE, _SHE) if token.lower_ in kind}
            return False
        if done_by_source(self.draft, token) or any(token.lower_ in kind for kind in self.quoted):
            return False
        acts = token.dep_ in (*SUBJECT, "poss")
        voice, done = self.draft.voice, token.dep_ in _OBJECT
        if person:
            known = voice.pronoun is not None
            rivals = [r for r in self.rivals if self._rival(token, r)]
            if of_client(self.draft, token) or (done and named_before(self.draft, token)):
                return False
            if not known and other_before(self.draft, token):
                return False
            return (acts or (done and known)) and not rivals
        many = voice.plural is not None and self.draft.many(voice.plural)
        several = many or self.draft.several or self.draft.members
        if (token.lower_ in _THEY) is not several and not self.draft.titled:
            return False
        if many:
            return (
                (acts or done)
                and not self.plurals
                and not (token.dep_ in SUBJECT and self.actors_seen)
            )
        if (
            not acts
            or dummy(token)
            or thing(token)
            or lifeless(token)
            or of_seized(self.draft, token)
        ):
            return False
        if joined_to_other(self.draft, token):
            return False
        if token.dep_ == "poss" and self.subject is not None:
            return True
        if token.dep_ == "poss" and not self.holders_seen and owned(token):
            return True
        return not (self.nouns_seen or (self.plurals and token.lower_ in _THEY))

    def _opponent(self, token: Token) -> bool:
        """Whether "they" is the other side: nobody else was named, and it is said to act.

        A plural does not count where "they" acts in a clause about it ("the deals that they
        made"); once "they" is the other side it stays so.
        """
        verb = token.head
        if self._one_person(self.draft.voice.other or ""):
            return False
        others = [noun for noun in self.plurals if verb.dep_ != "relcl" or verb.head != noun]
        if self.actors_seen or (others and not self.opponent_named):
            return False
        if token.dep_ == "nsubjpass" or (token.dep_ == "pobj" and verb.lower_ == "of"):
            return False
        return not (token.dep_ in SUBJECT and verb.lemma_ == "be" and verb.pos_ == "AUX")

    def _one_person(self, name: str) -> bool:
        """Whether the report knows ``name`` as a person's, who is never "they"."""
        surname = name.rsplit(None, 1)[-1:]
        return any(
            e.label_ == "PERSON" and e.text.split()[-1:] == surname and not self.draft.many(name)
            for e in self.draft.doc.ents
        )

    def _name(
        self, token: Token, name: str | None, *, person: bool, reflexive: bool = False
    ) -> None:
        if name is None:
            return
        draft, word = self.draft, token.lower_
        owns = word in _POSSESSIVE or (word == "her" and token.dep_ == "poss")
        plural = draft.many(name)
        again = self.subject == name
        cases = _CASES.get(draft.voice.pronoun or "") if person else None
        if cases is not None and again and word in _FIRST_SINGULAR and word != "mine":
            written = cases[_case(token)]
            draft.replaced[token.i] = written.capitalize() if token.is_sent_start else written
            if token.dep_ in SUBJECT and not owns:
                draft.write_out(token)
                draft.agree(token.head)
            return
        if reflexive:
            draft.replaced[token.i] = "themselves" if plural else "itself"
            if person:
                draft.replaced[token.i] = draft.named(name)
            return
        if again and word in _OWN and owns:
            if not (person or word in ("his", "her")):
                draft.replaced[token.i] = "their" if plural else "its"
                return
            if word in ("his", "her"):
                return
        own = token.i + 1 < len(draft.doc) and draft.doc[token.i + 1].lower_ == "own"
        if own and word in ("our", "its", "their") and name in self.written:
            draft.replaced[token.i] = "their" if plural else "its"
            return
        self.written.add(name)
        written = draft.named(name)
        if again and not person and not owns:
            written = "they" if plural else "it"
            if plural and word == "us":
                written = "them"
        if owns:
            written = possessive(_ARTICLE.sub("the ", draft.owner(written)), plural=plural)
        if token.text[0].isupper() and word != "i":
            written = written[0].upper() + written[1:]
        draft.replaced[token.i] = written
        if token.dep_ in SUBJECT and not owns:
            self.subject = name
            draft.write_out(token)
            joined = any(c.dep_ == "conj" for c in token.children)
            if not plural and not joined:
                draft.agree(token.head)


def _of_themselves(voice: Voice) -> bool:
    """Whether somebody is a party of their own, whatever of their names it goes by."""
    if voice.party is None or voice.person is None:
        return voice.party is None
    return compatible(name_words(voice.party), name_words(voice.person))


def _case(token: Token) -> int:
    """Which of "he", "him", "his" and "himself" stands for "I", "me", "my" and "myself"."""
    return {"i": 0, "me": 1, "my": 2, "myself": 3}[token.lower_]
