"""An audit of labelled pairs that were written by hand: how many, how alike, what gives them away.

``python -m factcheck.bench.pairs fixtures/pairs`` prints it; ``--format json`` as JSON,
``--similar N`` with the N pairs that are most alike when names and numbers are masked, and
``--telling N`` with the N words whose presence says most about the label.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from factcheck.bench import likeness, partial_input
from factcheck.errors import FactcheckError, InputError
from factcheck.nli.judge import LABELS

#: Two sentences that share more of their runs of three words than this are near copies.
BOUND = 0.5
#: Pairs less alike than this are not compared.
FLOOR = 0.1
#: How far above chance a classifier that sees the hypothesis alone may come.
MARGIN = 0.08
_FIELDS = ("group", "premise", "hypothesis", "label", "phenomenon", "split")


@dataclass(frozen=True, slots=True)
class OwnPair:
    """One pair of the collection; ``label`` indexes LABELS."""

    group: str
    premise: str
    hypothesis: str
    label: int
    phenomenon: str
    split: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """Shares of near copies in other groups, in sentences as written or with names masked.

    ``pairs`` is of pairs whose premise and hypothesis both have their near copy in one other
    pair, ``across`` of test pairs whose copy is a training pair, ``sentences`` of distinct
    sentences with a near copy in another group.  ``greatest`` is how alike the two most alike
    pairs are, 0 where that is below FLOOR.
    """

    pairs: float
    across: float
    sentences: float
    greatest: float


@dataclass(frozen=True, slots=True)
class Alike:
    """Two pairs of different groups and the lesser likeness of their two sides."""

    likeness: float
    first: OwnPair
    second: OwnPair


@dataclass(frozen=True, slots=True)
class PartialInput:
    """Test accuracy of classifiers that are shown one sentence and trained on the train part.

    ``varying`` is the one of a group that its pairs do not share.
    """

    chance: float
    hypothesis: float
    premise: float
    varying: float


@dataclass(frozen=True, slots=True)
class Audit:
    """All that is known of a collection of pairs."""

    pairs: int
    groups: int
    labels: dict[str, dict[str, int]]
    phenomena: dict[str, dict[str, int]]
    words: dict[str, float]
    shared_words: dict[str, float]
    bound: float
    plain: Likeness
    masked: Likeness
    partial_input: PartialInput


def read_own(folder: Path) -> list[OwnPair]:
    """The pairs of all ``*.jsonl`` files in ``folder``, in the files' order.

    Raises:
        InputError: there are none, or a line is no such pair; the message names it.

    """
    found: list[OwnPair] = []
    for path in sorted(folder.glob("*.jsonl")):
        try:
            lines = path.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: cannot be read as UTF-8; name a folder of pairs") from error
        for number, line in enumerate(lines, start=1):
            try:
                found.append(_pair(json.loads(line)))
            except (ValueError, TypeError, KeyError) as error:
                raise InputError(
                    f"{path}:{number}: is no pair; it needs {', '.join(_FIELDS)}"
                ) from error
    if not found:
        raise InputError(f"{folder}: holds no pairs; name a folder of .jsonl files of pairs")
    return found


def _pair(row: Mapping[str, Any]) -> OwnPair:
    texts = [row[name] for name in _FIELDS]
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise TypeError("text")
    group, premise, hypothesis, label, phenomenon, split = texts
    return OwnPair(group, premise, hypothesis, LABELS.index(label), phenomenon, split)


def audit(pairs: Sequence[OwnPair], bound: float = BOUND) -> Audit:
    """Count, compare and classify ``pairs``; some ten seconds for six thousand."""
    apart = varying(pairs)
    return Audit(
        pairs=len(pairs),
        groups=len({pair.group for pair in pairs}),
        labels=_crossed(pairs, lambda pair: pair.split),
        phenomena=_crossed(pairs, lambda pair: pair.phenomenon),
        words=_by_label(pairs, lambda pair: len(likeness.words(apart[pair]))),
        shared_words=_by_label(pairs, _shared),
        bound=bound,
        plain=_likeness(pairs, _plain_sets(pairs), bound),
        masked=_likeness(pairs, _masked_sets(pairs), bound),
        partial_input=_partial_input(pairs),
    )


def varying(pairs: Sequence[OwnPair]) -> dict[OwnPair, str]:
    """For each pair the sentence that sets it apart from the others of its group."""
    hypotheses: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        hypotheses[pair.group].add(pair.hypothesis)
    return {
        pair: pair.premise if len(hypotheses[pair.group]) == 1 else pair.hypothesis
        for pair in pairs
    }


def most_alike(pairs: Sequence[OwnPair], count: int) -> list[Alike]:
    """The ``count`` pairs of pairs in different groups that are most alike, masked."""
    sets = _masked_sets(pairs)
    found = {
        (min(a, b), max(a, b)): Alike(share, pairs[min(a, b)], pairs[max(a, b)])
        for a, b, share in _near(pairs, sets, FLOOR)
    }
    ordered = sorted(found.items(), key=lambda item: (-item[1].likeness, item[0]))
    return [alike for _, alike in ordered[:count]]


def _crossed(pairs: Sequence[OwnPair], key: Callable[[OwnPair], str]) -> dict[str, dict[str, int]]:
    counts = Counter((LABELS[pair.label], key(pair)) for pair in pairs)
    return {
        label: {name: n for (lab, name), n in counts.most_common() if lab == label}
        for label in LABELS
    }


def _by_label(pairs: Sequence[OwnPair], value: Callable[[OwnPair], float]) -> dict[str, float]:
    found = {}
    for number, label in enumerate(LABELS):
        values = [value(pair) for pair in pairs if pair.label == number]
        found[label] = sum(values) / max(1, len(values))
    return found


def _shared(pair: OwnPair) -> float:
    """The share of the hypothesis' words that are in the premise."""
    wanted = likeness.words(pair.hypothesis)
    held = set(likeness.words(pair.premise))
    return sum(word in held for word in wanted) / max(1, len(wanted))


Sets = dict[str, likeness.Shingles]


def _sentences(pairs: Sequence[OwnPair]) -> list[str]:
    return list(dict.fromkeys(text for pair in pairs for text in (pair.premise, pair.hypothesis)))


def _plain_sets(pairs: Sequence[OwnPair]) -> Sets:
    return {text: likeness.shingles(likeness.words(text)) for text in _sentences(pairs)}


def _masked_sets(pairs: Sequence[OwnPair]) -> Sets:
    texts = _sentences(pairs)
    common = likeness.common_words(texts)
    return {text: likeness.shingles(likeness.masked_words(text, common)) for text in texts}


def _near(pairs: Sequence[OwnPair], sets: Sets, floor: float) -> Iterator[tuple[int, int, float]]:
    """Positions of pairs in different groups and how alike the less alike of their sides are."""
    texts = list(sets)
    place = {text: at for at, text in enumerate(texts)}
    near = likeness.alike(list(sets.values()), floor)
    by_hypothesis: dict[int, list[int]] = defaultdict(list)
    for at, pair in enumerate(pairs):
        by_hypothesis[place[pair.hypothesis]].append(at)
    for at, pair in enumerate(pairs):
        premises = {place[pair.premise]: 1.0, **near[place[pair.premise]]}
        hypotheses = {place[pair.hypothesis]: 1.0, **near[place[pair.hypothesis]]}
        for hypothesis, share in hypotheses.items():
            for other in by_hypothesis[hypothesis]:
                if pairs[other].group == pair.group:
                    continue
                both = min(share, premises.get(place[pairs[other].premise], 0.0))
                if both >= floor:
                    yield at, other, both


def _likeness(pairs: Sequence[OwnPair], sets: Sets, bound: float) -> Likeness:
    near = list(_near(pairs, sets, min(FLOOR, bound)))
    copies = {at for at, _, share in near if share > bound}
    across = {
        at
        for at, other, share in near
        if share > bound and pairs[at].split == "test" and pairs[other].split == "train"
    }
    texts = list(sets)
    groups: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        groups[pair.premise].add(pair.group)
        groups[pair.hypothesis].add(pair.group)
    single = sum(
        len(groups[text]) > 1
        or any(share > bound and groups[texts[o]] - groups[text] for o, share in others.items())
        for text, others in zip(texts, likeness.alike(list(sets.values()), bound), strict=True)
    )
    return Likeness(
        pairs=len(copies) / len(pairs),
        across=len(across) / max(1, sum(pair.split == "test" for pair in pairs)),
        sentences=single / len(texts),
        greatest=max((share for _, _, share in near), default=0.0),
    )


def _partial_input(pairs: Sequence[OwnPair]) -> PartialInput:
    apart = varying(pairs)

    def seen(sentence: Callable[[OwnPair], str]) -> float:
        parts: dict[str, list[tuple[str, int]]] = {"train": [], "test": []}
        for pair in pairs:
            parts.setdefault(pair.split, []).append((sentence(pair), pair.label))
        return partial_input.accuracy(parts["train"], parts["test"], len(LABELS))

    tested = Counter(pair.label for pair in pairs if pair.split == "test")
    return PartialInput(
        chance=max(tested.values(), default=0) / max(1, tested.total()),
        hypothesis=seen(lambda pair: pair.hypothesis),
        premise=seen(lambda pair: pair.premise),
        varying=seen(apart.__getitem__),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the audit; 1 where the hypothesis alone gives too much away, 2 for bad input."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.bench.pairs")
    parser.add_argument("folder", type=Path, help="folder of .jsonl files of pairs")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--similar", type=int, default=0, metavar="N", help="list the N most alike")
    parser.add_argument("--telling", type=int, default=0, metavar="N", help="list N telling words")
    options = parser.parse_args(arguments)
    try:
        pairs = read_own(options.folder)
    except FactcheckError as error:
        print(error, file=sys.stderr)
        return 2
    found = audit(pairs)
    similar = most_alike(pairs, options.similar) if options.similar > 0 else []
    apart = varying(pairs)
    told = partial_input.telling([(apart[pair], pair.label) for pair in pairs], len(LABELS))
    told = told[: max(0, options.telling)]
    if options.format == "json":
        extra = {"similar": list(map(asdict, similar)), "telling": list(map(asdict, told))}
        print(json.dumps({**asdict(found), **extra}, indent=1))
    else:
        print("\n".join([*_lines(found), *_similar_lines(similar), *_telling_lines(told)]))
    partial = found.partial_input
    return int(partial.hypothesis > partial.chance + MARGIN)


def _lines(found: Audit) -> Iterator[str]:
    yield f"{found.pairs:,} pairs in {found.groups:,} groups\n"
    yield f"{'':36}" + "".join(f"{label:>15}" for label in LABELS)
    splits = dict.fromkeys(name for label in LABELS for name in found.labels[label])
    for name in splits:
        counts = "".join(f"{found.labels[label].get(name, 0):15,}" for label in LABELS)
        yield f"{name + ' pairs':36}{counts}"
    words = "".join(f"{found.words[label]:15.1f}" for label in LABELS)
    yield f"{'words of the sentence that varies':36}{words}"
    shared = "".join(f"{found.shared_words[label]:15.2f}" for label in LABELS)
    yield f"{'hypothesis words in the premise':36}{shared}\n"
    for label in LABELS:
        counted = ", ".join(f"{name} {n}" for name, n in found.phenomena[label].items())
        yield f"{label}: {counted}"
    yield f"\n{f'near copies (likeness > {found.bound})':36}{'as written':>15}{'masked':>15}"
    for name, what in (
        ("pairs", "pairs with one in another group"),
        ("across", "test pairs with one in train"),
        ("sentences", "sentences with one elsewhere"),
    ):
        yield f"{what:36}{getattr(found.plain, name):15.2%}{getattr(found.masked, name):15.2%}"
    greatest = f"{found.plain.greatest:15.2f}{found.masked.greatest:15.2f}"
    yield f"{'the two most alike pairs':36}{greatest}"
    yield f"\n{'a classifier that sees only':36}{'test accuracy':>15}"
    partial = found.partial_input
    for what, value in (
        ("nothing (chance)", partial.chance),
        ("the hypothesis", partial.hypothesis),
        ("the premise", partial.premise),
        ("the sentence that varies", partial.varying),
    ):
        yield f"{what:36}{value:15.1%}"


def _similar_lines(similar: Sequence[Alike]) -> Iterator[str]:
    for each in similar:
        yield f"\n{each.likeness:.2f}"
        for pair in (each.first, each.second):
            yield f"  {pair.group} ({LABELS[pair.label]}, {pair.split})"
            yield f"    P {pair.premise}\n    H {pair.hypothesis}"


def _telling_lines(told: Sequence[partial_input.Telling]) -> Iterator[str]:
    if told:
        yield f"\n{'word':20}{'label':>15}{'sentences':>11}{'share':>8}{'z':>7}"
    for each in told:
        numbers = f"{each.count:11,}{each.share:8.0%}{each.z:7.1f}"
        yield f"{each.word:20}{LABELS[each.label]:>15}{numbers}"


if __name__ == "__main__":
    sys.exit(main())
