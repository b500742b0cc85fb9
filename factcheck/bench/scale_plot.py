"""Lines in a plot whose axes are both logarithmic, as SVG."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 640, 430, 70, 150, 30, 50
#: How far, in powers of ten, a point may lie beyond the axes.
_NEARLY = 0.02
_COLOURS = ("#0b5cad", "#b3541e", "#3d7a3d", "#6b4c9a")


def plot(lines: Mapping[str, Sequence[tuple[float, float]]], across: str, up: str) -> str:
    """``lines`` by name, each of points (x, y) above zero, between axes with the names given.

    Raises:
        ValueError: no points.

    """
    points = [point for line in lines.values() for point in line]
    if not points:
        raise ValueError("no points to draw")
    xs, ys = _powers(x for x, _ in points), _powers(y for _, y in points)

    def at(x: float, y: float) -> tuple[float, float]:
        right = (math.log10(x) - xs[0]) / (xs[-1] - xs[0])
        high = (math.log10(y) - ys[0]) / (ys[-1] - ys[0])
        width, height = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
        return round(_LEFT + right * width, 1), round(_HEIGHT - _BOTTOM - high * height, 1)

    drawn = []
    for power in xs:
        x, y = at(10.0**power, 10.0 ** ys[0])
        drawn.append(f'<path d="M{x} {y}V{_TOP}" stroke="#ddd"/>')
        drawn.append(_text(x, y + 18, f"{10.0**power:,.0f}", "middle"))
    for power in ys:
        x, y = at(10.0 ** xs[0], 10.0**power)
        drawn.append(f'<path d="M{x} {y}H{_WIDTH - _RIGHT}" stroke="#ddd"/>')
        drawn.append(_text(x - 6, y + 4, f"{10.0**power:,.{max(0, -power)}f}", "end"))
    for (name, line), colour in zip(lines.items(), _coloured(len(lines)), strict=True):
        ends = [at(*point) for point in sorted(line)]
        path = " ".join(f"{x},{y}" for x, y in ends)
        drawn.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        drawn += [f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/>' for x, y in ends]
        drawn.append(_text(ends[-1][0] + 8, ends[-1][1] + 4, name, "start", colour))
    middle = _LEFT + (_WIDTH - _LEFT - _RIGHT) / 2
    drawn.append(_text(middle, _HEIGHT - 10, across, "middle"))
    drawn.append(_text(8, _TOP - 16, up, "start"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="sans-serif" font-size="12">\n'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>\n'
        + "\n".join(drawn)
        + "\n</svg>\n"
    )


def _powers(values: Iterable[float]) -> range:
    """The powers of ten from below all ``values`` to above them, or nearly so."""
    logs = [math.log10(value) for value in values]
    low = math.floor(min(logs) + _NEARLY)
    return range(low, max(math.ceil(max(logs) - _NEARLY), low + 1) + 1)


def _coloured(count: int) -> list[str]:
    return [_COLOURS[k % len(_COLOURS)] for k in range(count)]


def _text(x: float, y: float, words: str, anchor: str, colour: str = "#333") -> str:
    said = escape(words)
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}">{said}</text>'
