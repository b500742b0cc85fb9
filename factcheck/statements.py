"""A claim as one self-contained sentence.

The content's words are edited token by token, never generated: quotation marks and a leading
"that" go, "we" and "I" become the party and the speaker (their verbs agree again), pronouns
of an indirect clause become the source, an implied subject is restored and its gerund or
infinitive made finite, and a denial becomes the negated clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.attribution.tree import child, children
from factcheck.attribution.types import Attribution, Construction, Range
from factcheck.model import Act, Form

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MARKS = frozenset("“”\"«»„‟``''")
_FIRST_SINGULAR = {"i": "", "me": "", "my": "'s", "mine": "'s", "myself": ""}
_FIRST_PLURAL = {"we": "", "us": "", "our": "'s", "ours": "'s", "ourselves": "itself"}
_THIRD = {
    "them": "",
    "he": "",
    "she": "",
    "his": "'s",
    "her": "'s",
    "it": "",
    "its": "'s",
    "they": "",
    "their": "'s",
}
_ACTORS = frozenset(("PERSON", "NORP", "ORG", "GPE"))
_DENYING = frozenset(("deny", "doubt", "dispute", "reject", "refute", "rebut"))
_SUBJUNCTIVE = frozenset("demand insist recommend propose request urge ask call".split())
_OPENERS = frozenset(["but", "and", "so", "yet", "or", "because"])
_PLURAL_NAME = re.compile(
    r"(?:rebels|forces|militants|separatists|workers|Democrats|Republicans|Houthis)$", re.IGNORECASE
)
_ARTICLE = re.compile(
    r"^(?:United (?:States|Kingdom|Nations|Arab)|Netherlands|Philippines|Maldives|Bahamas|Gambia|"
    r"Vatican|Kremlin|White House|Pentagon|European|African|Arab League|Taliban|Houthis|"
    r".* (?:Union|Front|Organi[sz]ation|Council|Ministry|Agency|Group|Party|Army|Alliance|"
    r"Coalition|Commission|Committee|Court|Federation|Republic|Observatory.*|government|company|"
    r"campaign|Administration|Department|Bank|Authority|Movement|Association|Institute))$"
)
#: Nouns whose "X's N to V" says that X does not, did not or wants to V.
_NOMINALS = {
    "inability": "{} {is} unable to",
    "unwillingness": "{} {is} unwilling to",
    "failure": "{} failed to",
    "refusal": "{} refused to",
    "decision": "{} decided to",
    "attempt": "{} tried to",
    "attempts": "{} tried to",
    "willingness": "{} {is} willing to",
    "readiness": "{} {is} ready to",
}
_DENIED = {
    "responsibility": "{} {is} not responsible",
    "involvement": "{} {was} not involved",
    "role": "{} had no role",
    "part": "{} had no part",
    "complicity": "{} {was} not complicit",
    "knowledge": "{} had no knowledge",
    "link": "{} has no link",
    "wrongdoing": "{} did nothing wrong",
}
_WORDS_SAID = frozenset(
    [
        "accusation",
        "allegation",
        "assertion",
        "charge",
        "claim",
        "report",
        "suggestion",
        "rumor",
        "rumour",
        "account",
        "blame",
        "criticism",
    ]
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, as a statement names them.

    ``person`` is the speaker's name, ``party`` the party's; either may be missing, not both
    where a pronoun is to be replaced.  ``other`` is the party that "they" means in a
    quotation without an antecedent of its own.
    """

    person: str | None
    party: str | None
    other: str | None = None

    @property
    def singular(self) -> str | None:
        """Whom "I" means."""
        return self.person or self.party

    @property
    def plural(self) -> str | None:
        """Whom "we" means."""
        return self.party or self.person


def statement(doc: Doc, found: Attribution, voice: Voice) -> str:
    """The claim as one sentence, capital first, full stop last.

    ``doc`` is the parse that ``found`` points into.  Never empty for a content with a word.
    """
    editor = _Editor(doc, found, voice)
    return editor.sentence()


def named(name: str) -> str:
    """A party's name as a noun phrase: with "the" where English wants it."""
    if name.casefold().startswith("the "):
        return name
    return f"the {name}" if _ARTICLE.match(name) else name


class _Editor:
    def __init__(self, doc: Doc, found: Attribution, voice: Voice) -> None:
        self.doc = doc
        self.found = found
        self.voice = voice
        self.replaced: dict[int, str] = {}

    def sentence(self) -> str:
        found, doc = self.found, self.doc
        head = doc[found.head] if found.head is not None else None
        agent = self._words([found.agent]) if found.agent is not None else None
        tokens = self._tokens(found.content)
        source = named(self.voice.plural) if self.voice.plural else "The source"
        kind = found.construction
        if kind is Construction.CHARGE and head is not None:
            who = agent or source
            text = self._charge(who, head, tokens, negate=found.act is Act.DENIAL)
        elif kind is Construction.INFINITIVE and head is not None:
            text = self._infinitive(agent, source, head, tokens)
        elif kind is Construction.SMALL and head is not None and agent is not None:
            text = self._small(agent, head, tokens)
        elif kind is Construction.NOMINAL and head is not None:
            text = self._nominal(agent, source, head, tokens)
        else:
            text = self._clause(tokens, head)
        return _finish(text)

    # -- the constructions ----------------------------------------------------------

    def _clause(self, tokens: list[Token], head: Token | None) -> str:
        while tokens and (
            tokens[0].lower_ in _OPENERS
            or tokens[0].is_punct
            or (
                tokens[0].lower_ == "that"
                and tokens[0].dep_ in ("mark", "det", "nsubj")
                and self._leads(tokens)
            )
        ):
            tokens = tokens[1:]
        self._pronouns(tokens)
        demanded = self.found.act is Act.DEMAND and self._cue_lemma() in _SUBJUNCTIVE
        if demanded and head is not None and head.tag_ in ("VB", "VBP"):
            self._should(head)
        denied = self.found.act is Act.DENIAL and self.found.form is not Form.DIRECT
        if denied and head is not None and self._cue_lemma() in _DENYING:
            self._negate(head)
        return self._render(tokens)

    def _should(self, head: Token) -> None:
        """Make the subjunctive of a demand plain: "that X go" becomes "X should go"."""
        if children(head, "aux"):
            return
        self.replaced[head.i] = f"should {'not ' if children(head, 'neg') else ''}{head.lemma_}"
        for neg in children(head, "neg"):
            self.replaced[neg.i] = ""

    def _leads(self, tokens: list[Token]) -> bool:
        return tokens[0].dep_ == "mark" and self.found.construction is Construction.CLAUSE

    def _cue_lemma(self) -> str:
        return self.doc[self.found.verb].lemma_.lower() if self.found.verb is not None else ""

    def _charge(self, who: str, head: Token, tokens: list[Token], *, negate: bool) -> str:
        """Make a gerund finite: "of failing to V" becomes "X failed to V"."""
        own = self._below(head, tokens)
        self._pronouns(own)
        having = next((a for a in children(head, "aux", "auxpass") if a.tag_ == "VBG"), None)
        first = having if having is not None else head
        negative = negate != (child(head, "neg") is not None)
        for neg in children(head, "neg"):
            self.replaced[neg.i] = ""
        if having is not None and having.lemma_ == "have":
            self.replaced[having.i] = ""
            if child(head, "auxpass") is None:
                first = head
        plural = _is_plural(who)
        self.replaced[first.i] = self._past(_lemma(first), negative, plural)
        return f"{who} {self._render(own)}"

    def _past(self, lemma: str, negative: bool, plural: bool) -> str:
        if lemma == "be":
            word = "were" if plural else "was"
            return f"{word} not" if negative else word
        return f"did not {lemma}" if negative else _inflect(lemma, "VBD")

    def _infinitive(self, agent: str | None, source: str, head: Token, tokens: list[Token]) -> str:
        """Make an infinitive finite: "urged X to V" becomes "X should V", "vowed to V" "S will V"."""
        own = [t for t in self._below(head, tokens) if t.i >= head.left_edge.i]
        self._pronouns(own)
        for aux in children(head, "aux"):
            if aux.lower_ == "to":
                self.replaced[aux.i] = ""
        negative = child(head, "neg") is not None
        for neg in children(head, "neg"):
            self.replaced[neg.i] = ""
        subjects = {t.i for c in children(head, "nsubj") for t in c.subtree}
        own = [t for t in own if t.i not in subjects]
        body = self._render(own)
        if agent is not None:
            return f"{agent} should {'not ' if negative else ''}{body}"
        lemma = self._cue_lemma()
        if lemma in ("refuse", "threaten"):
            past = "refused to" if lemma == "refuse" else "threatened to"
            return f"{source} {past} {body}"
        if lemma == "claim":
            return f"{source} {'did not ' if negative else 'is said to '}{body}"
        if lemma in ("demand", "hope", "propose"):
            return f"{source} wants to {body}"
        return f"{source} will {'not ' if negative else ''}{body}"

    def _small(self, agent: str, head: Token, tokens: list[Token]) -> str:
        own = self._below(head, tokens)
        self._pronouns(own)
        plural = _is_plural(agent)
        if head.tag_ == "VBG":
            self.replaced[head.i] = (
                _lemma(head) if plural and head.lemma_ != "be" else _inflect(_lemma(head), "VBZ")
            )
            return f"{agent} {self._render(own)}"
        return f"{agent} {'are' if plural else 'is'} {self._render(own)}"

    def _nominal(self, agent: str | None, source: str, head: Token, tokens: list[Token]) -> str:
        self._pronouns(tokens)
        owner = child(head, "poss")
        pattern = _NOMINALS.get(head.lower_)
        goal = next(
            (t for t in tokens if t.lower_ == "to" and t.i > head.i and t.dep_ == "aux"), None
        )
        if pattern is not None and owner is not None and goal is not None:
            who = self._render([t for t in tokens if t in owner.subtree and t.dep_ != "case"])
            plural = _is_plural(who)
            rest = self._render([t for t in tokens if t.i > goal.i])
            return pattern.format(who, **{"is": "are" if plural else "is"}) + f" {rest}"
        phrase = self._render(tokens)
        lemma = self._cue_lemma()
        if self.found.act is Act.ACCUSATION and agent is not None:
            what = self._render(
                [t for t in self._below(head, tokens) if t.lower_ != "of" or t.i > head.i]
            )
            return f"{agent} {'are' if _is_plural(agent) else 'is'} responsible for {what}"
        if self.found.act is Act.DENIAL:
            return self._denied(source, head, tokens, phrase)
        if self.found.act is Act.DEMAND:
            return f"{source} wants {phrase}"
        if self.found.act is Act.PROMISE:
            return f"{source} promises {phrase}"
        verb = _inflect(lemma, "VBD") if lemma else "reported"
        link = self._link(head)
        return f"{source} {verb} {link}{phrase}"

    def _link(self, head: Token) -> str:
        return f"{head.head.lower_} " if head.dep_ in ("pobj", "pcomp") else ""

    def _denied(self, source: str, head: Token, tokens: list[Token], phrase: str) -> str:
        lemma = head.lemma_.lower()
        if lemma in _DENIED and self._cue_lemma() == "deny":
            rest = self._render([t for t in tokens if t.i > head.i])
            plural = _is_plural(source)
            forms = {"is": "are" if plural else "is", "was": "were" if plural else "was"}
            return f"{_DENIED[lemma].format(source, **forms)} {rest}"
        if lemma in _WORDS_SAID:
            clause = next(
                (c for c in children(head, "acl", "ccomp", "relcl") if child(c, "mark")), None
            )
            if clause is not None:
                inner = [t for t in tokens if t in clause.subtree and t.lower_ != "that"]
                self._negate(clause)
                return self._render(inner)
            return f"{phrase} {'are' if head.tag_ == 'NNS' else 'is'} false"
        if self._cue_lemma() == "deny":
            kept = [t for t in tokens if not (t.dep_ == "det" and t.head is head)]
            return f"there was no {self._render(kept)}"
        return f"{source} rejects {phrase}"

    # -- tokens ---------------------------------------------------------------------

    def _tokens(self, content: Sequence[Range]) -> list[Token]:
        found = []
        for start, end in content:
            span = self.doc.char_span(start, end, alignment_mode="expand")
            found += [t for t in span or () if not t.is_space and t.text not in _MARKS]
        return found

    def _words(self, content: Sequence[Range]) -> str:
        return self._render(self._tokens(content))

    def _below(self, head: Token, tokens: Sequence[Token]) -> list[Token]:
        """The content's tokens from the predicate's left edge on, without its lead-in."""
        start = head.left_edge.i
        agent = self.found.agent
        inside = [t for t in tokens if t.i >= start]
        if agent is not None and head.i > 0:
            inside = [t for t in inside if not agent[0] <= t.idx < agent[1]]
        while (
            inside
            and (inside[0].is_punct or inside[0].lower_ in ("of", "for", "with", "as", "and"))
            and inside[0].i < head.i
        ):
            inside = inside[1:]
        return inside

    def _pronouns(self, tokens: Sequence[Token]) -> None:
        direct = self.found.form is Form.DIRECT
        for token in tokens:
            word = token.lower_
            if token.pos_ not in ("PRON", "DET") or token.i in self.replaced:
                continue
            if word in _FIRST_SINGULAR and self._quoted(token):
                self._replace(token, self.voice.singular, _FIRST_SINGULAR[word])
            elif word in _FIRST_PLURAL and self._quoted(token):
                self._replace(token, self.voice.plural, _FIRST_PLURAL[word])
            elif word in _THIRD and not direct and self._means_source(token):
                person = word in ("he", "she", "his", "her")
                name = self.voice.person if person else self.voice.plural
                self._replace(token, name, _THIRD[word])
            elif word == "themselves" and token.i - 1 in self.replaced:
                self.replaced[token.i] = "itself"
            elif (
                word in ("they", "them", "their")
                and direct
                and self.voice.other
                and self._unbound(token, tokens)
            ):
                self._replace(token, self.voice.other, "'s" if word == "their" else "")

    def _quoted(self, token: Token) -> bool:
        return self.found.form is not Form.INDIRECT or token.lower_ != "us"

    def _means_source(self, token: Token) -> bool:
        """Whether a pronoun of an indirect clause stands for the source.

        It does as a subject or possessor before every noun that could be its antecedent.
        """
        if token.dep_ not in ("nsubj", "nsubjpass", "poss") or _dummy(token):
            return False
        before = [t for t in self._tokens(self.found.content) if t.i < token.i]
        return not any(t.pos_ in ("NOUN", "PROPN") for t in before)

    def _unbound(self, token: Token, tokens: Sequence[Token]) -> bool:
        return not any(
            t.i < token.i
            and (t.dep_ in ("nsubj", "nsubjpass") or t.ent_type_ in _ACTORS)
            and t.pos_ in ("NOUN", "PROPN")
            for t in tokens
        )

    def _replace(self, token: Token, name: str | None, ending: str) -> None:
        if name is None:
            return
        if ending == "itself":
            self.replaced[token.i] = "itself"
            return
        said = named(name)
        possessive = ("'" if said.endswith("s") else "'s") if ending else ""
        self.replaced[token.i] = said + possessive
        if token.dep_ in ("nsubj", "nsubjpass") and not ending and not _is_plural(name):
            self._agree(token.head)

    def _agree(self, verb: Token) -> None:
        """Give the verbs of a subject that became singular their third person."""
        for each in [
            verb,
            *(c for c in children(verb, "conj") if child(c, "nsubj", "nsubjpass") is None),
        ]:
            finite = next((a for a in children(each, "aux", "auxpass")), each)
            if finite.tag_ == "VBP" or finite.lower_.replace("’", "'") in _AGREEING:
                plain = _FULL.get(finite.lower_.replace("’", "'"), finite.lower_)
                lemma = {"are": "be", "am": "be"}.get(
                    plain, finite.lemma_ if plain == finite.lower_ else plain
                )
                self.replaced[finite.i] = "was" if plain == "were" else _inflect(lemma, "VBZ")

    def _negate(self, head: Token) -> None:
        """Put "not" into a finite clause; a negated one becomes positive."""
        negations = children(head, "neg")
        if negations:
            for neg in negations:
                self.replaced[neg.i] = ""
            return
        auxiliary = next(iter(children(head, "aux", "auxpass")), None)
        if auxiliary is None and head.lemma_ == "be":
            auxiliary = head
        if auxiliary is not None:
            self.replaced[auxiliary.i] = f"{self.replaced.get(auxiliary.i, _full(auxiliary))} not"
            return
        did = {"VBD": "did not", "VBZ": "does not", "VBP": "do not"}.get(head.tag_, "did not")
        self.replaced[head.i] = f"{did} {head.lemma_}"

    def _render(self, tokens: Sequence[Token]) -> str:
        parts: list[str] = []
        for at, token in enumerate(tokens):
            word = self.replaced.get(token.i, token.text)
            if not word:
                continue
            gap = bool(token.whitespace_) or (
                at + 1 < len(tokens) and tokens[at + 1].i != token.i + 1
            )
            if (
                token.i in self.replaced
                and parts
                and not parts[-1].endswith(" ")
                and word[0].isalnum()
            ):
                parts[-1] += " "
            parts.append(word + (" " if gap else ""))
        return "".join(parts)


def _dummy(token: Token) -> bool:
    """Whether "it" holds the place of a clause ("it would be senseless to …", "it was X that")."""
    verb = token.head
    if token.lower_ != "it" or verb.lemma_ not in ("be", "seem", "appear", "take"):
        return False
    later = (t for t in verb.subtree if t.i > verb.i)
    return any(
        (t.tag_ == "TO" and t.dep_ == "aux")
        or (t.dep_ == "mark" and t.lower_ == "that")
        or t.dep_ == "relcl"
        for t in later
    )


_FULL = {
    "'s": "is",
    "'re": "are",
    "'m": "am",
    "'ve": "have",
    "'d": "had",
    "'ll": "will",
    "ca": "can",
    "wo": "will",
}


_AGREEING = frozenset(("were", "'m", "'re", "'ve"))


def _full(auxiliary: Token) -> str:
    """An auxiliary without its contraction."""
    return _FULL.get(auxiliary.lower_.replace("’", "'"), auxiliary.text)


def _is_plural(name: str) -> bool:
    return " and " in f" {name} " or bool(_PLURAL_NAME.search(name))


def _lemma(verb: Token) -> str:
    """The lemma of a verb form, also where the tagger took it for a noun ("bombing")."""
    from lemminflect import getLemma

    found: tuple[str, ...] = getLemma(verb.lower_, upos="VERB")
    return found[0] if found else str(verb.lemma_)


@lru_cache(maxsize=4096)
def _inflect(lemma: str, tag: str) -> str:
    """The inflected form by lemminflect's dictionary and rules."""
    if lemma == "be":
        return {"VBZ": "is", "VBD": "was"}[tag]
    if lemma == "lie" and tag == "VBD":
        return "lied"
    from lemminflect import getInflection

    forms: tuple[str, ...] = getInflection(lemma, tag=tag)
    return forms[0] if forms else lemma


_SPACE_BEFORE = re.compile(r"\s+([,.;:!?%)’])")
_BRACKETED = re.compile(r"\[([^\[\]]{0,80})\]")
_ELLIPSIS = re.compile(r"\s*(?:\.\s?\.\s?\.|…)\s*")


def _finish(text: str) -> str:
    """Tidy white space and punctuation, capital first, full stop last."""
    text = _ELLIPSIS.sub(" ", _BRACKETED.sub(r"\1", text))
    text = _SPACE_BEFORE.sub(r"\1", " ".join(text.split()))
    text = text.strip(' ,;:–—-“”"')
    if not text:
        return text
    if text[-1] not in ".!?":
        text += "."
    return text[0].upper() + text[1:]
