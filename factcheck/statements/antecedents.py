"""What a pronoun of a claim stands for, where the words around the claim leave one choice.

Candidates are the noun phrases of the pronoun's own sentence before it, then of the sentences
before that, the nearest first, in the order of Hobbs ("Resolving pronoun references", Lingua
44, 1978); number, kind and the ban on arguments of one verb filter them as in Lappin and Leass
("An algorithm for pronominal anaphora resolution", Computational Linguistics 20(4), 1994).
Their salience weights always choose; a statement must not choose wrongly, so here a second
candidate of the same sentence leaves the pronoun as it is, and so does a noun before it in the
content, or a name beside the candidate that may be a person's.  One preference is kept: a
subject takes up the subject of the clause that its own is joined to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.cues import cue_of
from factcheck.attribution.tree import SUBJECT, child, children, text_of
from factcheck.model import Form
from factcheck.parties.titles import BODIES
from factcheck.statements.clients import client, has_surname, name_of_client, own_body
from factcheck.statements.expletives import event, lifeless
from factcheck.statements.names import plural_noun
from factcheck.statements.nouns import (
    ARGUMENT,
    bare,
    held,
    holder,
    human,
    in_relative,
    label,
    may_be_person,
    nobody,
    owned,
    people,
    phrasal,
    same_name,
    somebody,
    unclear,
)
from factcheck.statements.repeated import Antecedent, written
from factcheck.statements.sexes import Sexes, told_by, told_by_name
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from factcheck.statements.draft import Draft

#: Sentences before its own that a pronoun looks back over.
REACH = 2
#: Words of the longest sentence that is read.
_SENTENCE = 120
#: A sentence of so few tokens is the label of a turn of speech ("ROSA VANE:").
_SHORTEST = 3
_WORDS = word_lists(Path(__file__).parent / "words.toml")
_BODIES = BODIES | _WORDS["bodies"]
_VAGUE = _WORDS["vague"]
_ACCUSING = _WORDS["accusing"]
_MINDED = _WORDS["minded"]
#: Of whom these are told is dead, and no speaker.
_DEATHS = _WORDS["deaths"]
_HE, _SHE = frozenset(["he", "him", "his"]), frozenset(["she", "her"])
_IT, _THEY = frozenset(["it", "its"]), frozenset(["they", "them", "their"])
_FIRST = frozenset(["my", "our"])
_POSSESSIVE = frozenset(["his", "her", "its", "their", "my", "our", "your"])
_FIGURES = frozenset(["DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"])
_PRONOUNS = frozenset(["he", "she", "they", "it"])
_NOMINAL = ("NOUN", "PROPN", "PRON")
_ASKED = frozenset(["asked", "challenged", "pressed", "questioned", "quizzed"])
#: What follows these tells when: it is taken up by no pronoun.
_TIMES = frozenset(["after", "before", "during", "since", "until"])


@lru_cache(maxsize=4)
def _sexes_of(text: str) -> Sexes:
    return Sexes(text)


def sexes(doc: Doc) -> Sexes:
    """Who is a he and who a she by the titles in the text."""
    return _sexes_of(text_of(doc))


def antecedent(draft: Draft, pronoun: Token, tokens: Sequence[Token]) -> Antecedent | None:
    """What ``pronoun`` of the content ``tokens`` stands for outside of it.

    None where nothing fits, where two things do, and where the content names what does.
    """
    search = _Search(draft, pronoun)
    before = [t for t in tokens if t.i < pronoun.i]
    if any(search.rivals(t) or search.own_side(t) for t in before):
        return None
    topic = search.topic()
    if topic is not None:
        return written(topic, person=False)
    if not search.able or search.told():
        return None
    body = own_body(draft, pronoun)
    if body is not None:
        return body
    meant = client(draft, pronoun) if search.person and not search.direct else None
    name = name_of_client(draft, meant) if meant is not None else None
    if name is not None:
        return Antecedent(name, plural=False) if search.of_sex(name) else None
    owner = meant if meant is not None and meant.pos_ != "PRON" else search.owner()
    if owner is not None:
        return written(owner, person=search.person) if search.of_sex(owner.text) else None
    joined = search.joined()
    if joined is not None:
        return written(joined, person=search.person)
    speakers = search.speakers()
    if speakers is not None:
        return written(speakers, person=search.person)
    for sentence in _before(pronoun):
        if sentence.end - sentence.start > _SENTENCE:
            return None
        earlier = sentence.start < pronoun.sent.start
        if earlier and search.taken_up(sentence):
            continue
        found = [t for t in sentence if t.i < pronoun.i and search.fits(t)]
        found = [t for t in found if t.dep_ != "appos" or t.head not in found]
        charged = search.charged(found) if not earlier else None
        if charged is not None:
            return written(charged, person=search.person)
        accused = next((t for t in found if _accused(t)), None) if search.several else None
        if accused is not None and earlier:
            return written(accused, person=search.person)
        if len({t.lemma_.lower() for t in found}) > 1 or (found and search.barred(found)):
            return None
        if found and search.doubtful(found[-1], sentence):
            return None
        if found:
            return written(found[-1], person=search.person)
        if earlier or (
            search.several and any(search.rivals(t) for t in sentence if t.i < pronoun.i)
        ):
            return None
    return None


def _called(noun: Token) -> str:
    """The name of a person up to ``noun``, its last word."""
    first = noun.i
    while noun.ent_type_ == "PERSON" and noun.doc[first].ent_iob_ == "I":
        first -= 1
    return str(noun.doc[first : noun.i + 1].text)


class _Search:
    """What one pronoun may stand for."""

    def __init__(self, draft: Draft, pronoun: Token) -> None:
        self.draft = draft
        self.pronoun = pronoun
        self.direct = draft.found.form is not Form.INDIRECT
        word = pronoun.lower_
        self.person = word in _HE | _SHE
        self.several = word in _THEY
        #: Whether "it" does what things alone do: then it is no body.
        self.lifeless = lifeless(pronoun)
        #: Whether "they" or "it" does what only people and bodies do.
        self.minded = pronoun.dep_ == "nsubj" and pronoun.head.lemma_.lower() in _MINDED
        self.able = self.person or self.several or (word in _IT and not event(pronoun))
        source = draft.found.source
        span = draft.doc.char_span(*source, alignment_mode="expand") if source else None
        self.source = span
        voice = (draft.voice.person or "", draft.voice.party or "")
        names = {word for name in voice for word in name.casefold().split()}
        #: Words that name the speaker or the speaker's side, which others' pronouns do not mean.
        self.own = names | {t.lower_ for t in span or () if t.pos_ in ("NOUN", "PROPN")}

    def fits(self, noun: Token) -> bool:
        """Whether the noun can be what the pronoun stands for, and is not the source."""
        counted = noun.pos_ == "NUM" and noun.dep_ in SUBJECT and self.several
        if noun.pos_ not in ("NOUN", "PROPN") and not counted:
            return False
        if label(noun) or nobody(noun) or (noun.dep_ == "compound" and noun.tag_ != "NNS"):
            return False
        if noun.ent_type_ in _FIGURES or noun.lower_ in _VAGUE or noun.lower_ in self.own:
            return False
        if any(c.lower_ in self.own for c in children(noun, "appos")):
            return False
        if self.minded and not holder(noun):
            return False
        return self._kind(noun) and self._placed(noun) and self._has(noun)

    def rivals(self, noun: Token) -> bool:
        """Whether the pronoun may stand for the noun, wherever that stands in its sentence."""
        counted = noun.pos_ == "NUM" and noun.dep_ in SUBJECT
        if noun.pos_ not in ("NOUN", "PROPN") and not counted:
            return False
        if noun.dep_ in ("compound", "amod", "npadvmod"):
            return False
        if noun.ent_type_ in _FIGURES or noun.lower_ in _VAGUE or noun.lower_ in self.own:
            return False
        if self._acts_on(noun) or phrasal(noun) or (self.lifeless and holder(noun)):
            return False
        if self.person:
            return human(noun) or may_be_person(noun)
        return counted or (plural_noun(noun) is self.several and (self.several or not human(noun)))

    def own_side(self, noun: Token) -> bool:
        """Whether the noun names the speaker or the speaker's side, whom the pronoun then means."""
        named = noun.pos_ in ("NOUN", "PROPN") and noun.lower_ in self.own
        return named and noun.dep_ not in ("compound", "amod") and not self._acts_on(noun)

    def charged(self, found: Sequence[Token]) -> Token | None:
        """Whom one person charges, saying something of "it": "blamed Sylvania, saying its …"."""
        if self.person or self.several or not self.draft.by_person:
            return None
        return next((t for t in found if _accused(t) and holder(t)), None)

    def told(self) -> bool:
        """Whether somebody is told what "it" does: Reuters, or the body of whoever speaks."""
        verb = self.draft.doc[self.draft.found.verb] if self.draft.found.verb is not None else None
        addressed = verb is not None and verb.lemma_ == "tell" and child(verb, "dobj", "dative")
        return bool(addressed) and self.pronoun.lower_ in _IT and not self.direct

    def _acts_on(self, noun: Token) -> bool:
        """Whether the noun is the subject of the verb whose object the pronoun is."""
        verb = self.pronoun.head
        return noun.dep_ in SUBJECT and noun.head.i == verb.i and self.pronoun.dep_ == "dobj"

    def _has(self, noun: Token) -> bool:
        """Whether the noun can own what the pronoun says it does: a charge has no troops."""
        if self.person or self.pronoun.dep_ != "poss":
            return True
        return holder(noun) or not owned(self.pronoun)

    def doubtful(self, found: Token, sentence: Span) -> bool:
        """Whether another noun of the sentence may be meant instead of the one that fits.

        Beside the subject of the sentence only a person's name rivals, and for "he" or "she".
        """
        if self.person and not self._one(found):
            return True
        main = found.dep_ in SUBJECT and found.head.dep_ == "ROOT"
        if not self.person and not self.several and unclear(found):
            return True
        if main and not self.person:
            return False
        phrase = {t.i for t in found.subtree}
        surname = found.lemma_.lower()
        for token in sentence:
            if token.i >= self.pronoun.i:
                break
            if token.i in phrase or token.lemma_.lower() == surname or not self.rivals(token):
                continue
            if not (self.person and same_name(token, found)):
                return True
        return False

    def _kind(self, noun: Token) -> bool:
        if self.person:
            return human(noun)
        if self.several:
            body = noun.lower_ in _BODIES or noun.ent_type_ in ("ORG", "GPE", "NORP")
            body = body and self.direct and self.pronoun.dep_ != "nsubjpass"
            return plural_noun(noun) or noun.pos_ == "NUM" or (body and _accused(noun))
        if self.lifeless and holder(noun):
            return False
        one = noun.ent_type_ == "PERSON" or (noun.pos_ == "PROPN" and has_surname(noun))
        return not plural_noun(noun) and not one and not somebody(noun)

    def of_sex(self, name: str) -> bool:
        """Whether nothing tells that ``name`` is a he where the pronoun is a she, or reversely."""
        told = sexes(self.draft.doc).pronoun(name) or told_by(name) or told_by_name(name)
        return told is None or (self.pronoun.lower_ in _SHE) is (told == "she")

    def _one(self, noun: Token) -> bool:
        """Whether "he" or "she" can be the noun: a name, or what somebody is who acts."""
        if not (self.of_sex(noun.text) and self.of_sex(_called(noun))):
            return False
        if self.pronoun.dep_ == "poss" and self.pronoun.head.lower_ in _DEATHS:
            return not _speaks(noun)
        acts = noun.dep_ in (*SUBJECT, "dobj")
        return noun.ent_type_ == "PERSON" or acts

    def _placed(self, noun: Token) -> bool:
        if noun.dep_ == "compound":
            return True
        if noun.dep_ not in ARGUMENT and not (self.person and noun.dep_ in ("poss", "appos")):
            return False
        above = noun.head.head if noun.dep_ == "pobj" and not self.person else None
        if above is not None and (above.lemma_ == "be" or above.pos_ in _NOMINAL):
            return False
        if noun.dep_ == "conj" and not self.person:
            return False
        if noun.dep_ == "pobj" and (noun.head.lower_ in _TIMES or bare(noun) or self.lifeless):
            return False
        same = noun.head.i == self.pronoun.head.i or noun.is_ancestor(self.pronoun)
        return not same or (self.pronoun.dep_ == "poss" and not held(self.pronoun, noun))

    def barred(self, found: Sequence[Token]) -> bool:
        """Whether the candidates may be the speaker's own side, or stand too far inside.

        “They” after "their leader said" or after "parents complained" may be either side's.
        """
        if any(in_relative(t) or t.dep_ == "compound" for t in found) or self._acts(found):
            return True
        if not self.direct or not self.several:
            return False
        if all(any(c.lower_ in _FIRST for c in children(t, "poss")) for t in found):
            return bool(self.pronoun.lower_ == "they")
        possessor = any(t.lower_ in _POSSESSIVE | _PRONOUNS for t in self.source or ())
        labelled = self.source is not None and self.draft.found.cue is None
        said = any(
            t.dep_ in SUBJECT and any(c.dep_ in ("ccomp", "oprd", "xcomp") for c in t.head.children)
            for t in found
        )
        owned = any(c.lower_ in _POSSESSIVE - _FIRST for t in found for c in children(t, "poss"))
        return owned or (not labelled and (possessor or said))

    def _acts(self, found: Sequence[Token]) -> bool:
        """Whether "they" does what things mostly do not ("held talks. They came")."""
        if not self.several or self.pronoun.dep_ != "nsubj" or self.pronoun.head.lemma_ == "be":
            return False
        return not any(t.dep_ in SUBJECT or people(t) for t in found)

    def taken_up(self, sentence: Span) -> bool:
        """Whether the sentence has the same pronoun, so that both look further back together."""
        kinds = (_HE, _SHE, _IT, _THEY)
        kind = next(k for k in kinds if self.pronoun.lower_ in k)
        for token in sentence:
            if token.pos_ in ("NOUN", "PROPN") and self._kind(token):
                return False
            if token.lower_ in kind and token.pos_ in ("PRON", "DET"):
                return True
        return False

    def owner(self) -> Token | None:
        """Whose sister the source is, for a "he" or "she" who is not the source."""
        if not self.person or self.source is None or self.direct:
            return None
        return next((t for t in self.source if t.dep_ == "poss" and human(t)), None)

    def topic(self) -> Token | None:
        """What the source was asked about: "Asked about the letter, she said it was forged"."""
        if self.person or self.draft.found.verb is None:
            return None
        for asking in self.draft.doc[self.draft.found.verb].sent:
            about = child(asking, "prep") if asking.lower_ in _ASKED else None
            if about is None or about.lower_ not in ("about", "on"):
                continue
            noun = child(about, "pobj")
            if noun is None or noun.pos_ not in ("NOUN", "PROPN"):
                continue
            if noun.idx < self.draft.start and self._kind(noun):
                return noun
        return None

    def joined(self) -> Token | None:
        """The subject of the clause that the pronoun's own is joined to, outside the content."""
        verb = self.pronoun.head
        if self.pronoun.dep_ not in SUBJECT or verb.dep_ != "conj" or self.direct:
            return None
        subject = child(verb.head, *SUBJECT)
        if subject is None or subject.idx >= self.draft.start or not self.fits(subject):
            return None
        return subject

    def speakers(self) -> Token | None:
        """Who "they" are that say it of themselves: "The miners left. They said they would sue"."""
        source = self.source
        own = source is not None and len(source) == 1 and source[0].lower_ == "they"
        if self.direct or not own or self.pronoun.lower_ not in ("they", "their"):
            return None
        before = [s for s in _before(self.pronoun) if s.start < self.pronoun.sent.start]
        main = [t for t in (before or [()])[0] if t.dep_ in SUBJECT and t.head.dep_ == "ROOT"]
        return main[0] if len(main) == 1 and self.fits(main[0]) and people(main[0]) else None


def _before(pronoun: Token) -> Iterator[Span]:
    """The pronoun's sentence and those before it, the nearest first."""
    sentence = pronoun.sent
    yield sentence
    reach = REACH
    while reach and sentence.start:
        sentence = pronoun.doc[sentence.start - 1].sent
        if sentence.end - sentence.start > _SHORTEST:
            reach -= 1
            yield sentence


def _accused(noun: Token) -> bool:
    """Whether the sentence lays something on the noun ("accused the guard of waiting")."""
    return noun.dep_ == "dobj" and noun.head.lemma_.lower() in _ACCUSING


def _speaks(noun: Token) -> bool:
    """Whether the noun is who says something in its sentence."""
    while noun.dep_ in ("appos", "compound"):
        noun = noun.head
    return noun.dep_ == "nsubj" and cue_of(noun.head) is not None
