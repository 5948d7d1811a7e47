"""Where the numbers of a process map stand: on their arrow, clear of boxes, of each other and of other arrows."""

from collections.abc import Iterator, Mapping, Sequence
from math import inf

from simulator.figures.flow_layout import Edge, Point

Area = tuple[float, float, float, float]
"""Left, top, right and bottom, in the places of the map."""

_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.78)
"""Of the way of an arrow from layer to layer, the best first."""

_ASIDE = (0.0, -0.4, 0.4)
"""How far a number may stand beside its arrow, in its own widths."""

_STEPS = 24
_ON_A_BOX, _ON_A_LABEL, _ON_AN_ARROW, _LATER = 40.0, 40.0, 0.3, 0.02
"""What is worse: to cover so much of a box or a label, a point of another arrow, or a later place."""


def place_labels(
    curves: Mapping[Edge, Sequence[Point]], sizes: Mapping[Edge, Point], taken: Sequence[Area]
) -> dict[Edge, Point]:
    """Find a place for the number of each arrow.

    Parameters
    ----------
    curves : mapping of (str, str) to sequence of (float, float)
        Of each arrow the first point, then three for each cubic Bézier curve.
    sizes : mapping of (str, str) to (float, float)
        Width and height of the number of each.
    taken : sequence of (float, float, float, float)
        Boxes: left, top, right and bottom.

    Returns
    -------
    dict of (str, str) to (float, float)
        Middle of each number; on its arrow or touching it.
    """
    points = {edge: [_at(curve, share / _STEPS) for curve in _pieces(way) for share in range(_STEPS + 1)]
              for edge, way in curves.items()}  # fmt: skip
    found: dict[Edge, Point] = {}
    labels: list[Area] = []
    for edge in sorted(curves, key=lambda edge: len(points[edge])):
        others = [point for other, own in points.items() if other != edge for point in own]
        best, least = points[edge][len(points[edge]) // 2], inf
        for rank, middle in enumerate(_candidates(curves[edge], sizes[edge][0])):
            area = _area(middle, sizes[edge])
            cost = _LATER * rank + _ON_AN_ARROW * sum(_holds(area, point) for point in others)
            cost += _ON_A_BOX * sum(_shared(area, one) for one in taken)
            cost += _ON_A_LABEL * sum(_shared(area, one) for one in labels)
            if cost < least:
                best, least = middle, cost
        found[edge] = best
        labels.append(_area(best, sizes[edge]))
    return found


def _candidates(way: Sequence[Point], width: float) -> Iterator[Point]:
    pieces = list(_pieces(way))
    for aside in _ASIDE:
        for share in _SHARES:
            for piece in pieces:
                x, y = _at(piece, share)
                yield x + aside * width, y


def _pieces(way: Sequence[Point]) -> Iterator[Sequence[Point]]:
    for start in range(0, len(way) - 1, 3):
        yield way[start : start + 4]


def _at(piece: Sequence[Point], share: float) -> Point:
    """A point of a cubic Bézier curve."""
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    x, y = (sum(w * point[axis] for w, point in zip(weights, piece, strict=True)) for axis in (0, 1))
    return x, y


def _area(middle: Point, size: Point) -> Area:
    return middle[0] - size[0] / 2, middle[1] - size[1] / 2, middle[0] + size[0] / 2, middle[1] + size[1] / 2


def _holds(area: Area, point: Point) -> bool:
    return area[0] <= point[0] <= area[2] and area[1] <= point[1] <= area[3]


def _shared(one: Area, other: Area) -> float:
    """What two areas have in common."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, width) * max(0.0, height)
