"""Where the boxes of a process map stand: layers from top to bottom, few crossings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Edge = tuple[str, str]
Point = tuple[float, float]
Part = str | tuple[str, str, int]
"""A box, or the place where an arrow passes a layer: its ends and the number of the layer."""

_SWEEPS, _PULLS = 12, 30
_ROOM = {True: 1.0, False: 0.45}
"""Width of a box and of a passing arrow, in boxes."""


@dataclass(frozen=True)
class Layout:
    """Places of boxes and ways of arrows, in widths of a box and in layers.

    Attributes
    ----------
    boxes : mapping of str to (float, float)
        Middle of each box: across from 0, and number of its layer from 0, downwards.
    ways : mapping of (str, str) to tuple of (float, float)
        Of each arrow that goes down, the points that it passes, from box to box.
    back : tuple of (str, str)
        Arrows that go back or stay in the layer.
    width : float
        Of the widest layer, in boxes.
    """

    boxes: Mapping[str, Point]
    ways: Mapping[Edge, tuple[Point, ...]]
    back: tuple[Edge, ...]
    width: float


def lay_out(nodes: Iterable[str], weights: Mapping[Edge, float]) -> Layout:
    """Place boxes so that most goes downwards.

    Parameters
    ----------
    nodes : iterable of str
        Boxes.
    weights : mapping of (str, str) to float
        How much goes from each box to each other; arrows from a box to itself are left out.

    Returns
    -------
    Layout
        The same for the same arguments.

    References
    ----------
    Sugiyama, Tagawa & Toda (1981), *IEEE Transactions on Systems, Man, and Cybernetics* 11(2); the order by Eades, Lin
    & Smyth (1993), *Information Processing Letters* 47(6).
    """
    names = list(dict.fromkeys(nodes))
    edges = {edge: weight for edge, weight in weights.items() if edge[0] != edge[1]}
    place = {name: at for at, name in enumerate(downward_order(names, edges))}
    down = [edge for edge in edges if place[edge[0]] < place[edge[1]]]
    layer = _layers(sorted(names, key=place.__getitem__), down)
    rows, links = _with_passages(names, down, layer)
    _untangle(rows, links)
    across = _straighten(rows, links)
    left = min((across[part] - _room(part) / 2 for row in rows for part in row), default=0.0)
    right = max((across[part] + _room(part) / 2 for row in rows for part in row), default=1.0)
    boxes = {name: (across[name] - left, float(layer[name])) for name in names}
    ways = {
        (source, target): (
            boxes[source],
            *((across[source, target, at] - left, float(at)) for at in range(layer[source] + 1, layer[target])),
            boxes[target],
        )
        for source, target in down
    }
    return Layout(boxes, ways, tuple(edge for edge in edges if edge not in ways), right - left)


def downward_order(nodes: list[str], weights: Mapping[Edge, float]) -> list[str]:
    """Boxes in an order in which little goes back: sources first, sinks last, else the largest surplus first."""
    rest, first, last = list(nodes), list[str](), list[str]()
    while rest:
        inner = {edge: weight for edge, weight in weights.items() if edge[0] in rest and edge[1] in rest}
        out = {name: sum(weight for edge, weight in inner.items() if edge[0] == name) for name in rest}
        into = {name: sum(weight for edge, weight in inner.items() if edge[1] == name) for name in rest}
        sinks = [name for name in rest if out[name] == 0 and into[name] > 0]
        if sinks:
            last.insert(0, sinks[-1])
            rest.remove(sinks[-1])
            continue
        chosen = next((name for name in rest if into[name] == 0), None)
        chosen = chosen or max(rest, key=lambda name: out[name] - into[name])
        first.append(chosen)
        rest.remove(chosen)
    return first + last


def _layers(ordered: list[str], down: list[Edge]) -> dict[str, int]:
    """Each box one layer below the lowest of those from which something comes."""
    layer = dict.fromkeys(ordered, 0)
    for name in ordered:
        layer[name] = max((layer[source] + 1 for source, target in down if target == name), default=0)
    for name in reversed(ordered):  # who feeds only lower boxes stands right above them
        below = [layer[target] for source, target in down if source == name]
        if below and not any(target == name for _, target in down):
            layer[name] = min(below) - 1
    joined = {name for edge in down for name in edge}
    return layer | {name: max(layer.values()) for name in ordered if name not in joined}


def _with_passages(
    names: list[str], down: list[Edge], layer: Mapping[str, int]
) -> tuple[list[list[Part]], list[tuple[Part, Part]]]:
    """Boxes and passing arrows of each layer, and what is joined to what in the next."""
    rows: list[list[Part]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for name in names:
        rows[layer[name]].append(name)
    links: list[tuple[Part, Part]] = []
    for source, target in down:
        before: Part = source
        for at in range(layer[source] + 1, layer[target]):
            rows[at].append((source, target, at))
            links.append((before, (source, target, at)))
            before = (source, target, at)
        links.append((before, target))
    return rows, links


def _untangle(rows: list[list[Part]], links: list[tuple[Part, Part]]) -> None:
    """Order each layer by the mean place of its neighbours, downwards and upwards in turn; keep the best."""
    best, kept = _crossings(rows, links), [list(row) for row in rows]
    for sweep in range(_SWEEPS):
        is_down = sweep % 2 == 0
        for row in rows[1:] if is_down else rows[-2::-1]:
            place = {part: at for other in rows for at, part in enumerate(other)}
            near: dict[Part, list[int]] = {part: [] for part in row}
            for upper, lower in links:
                part, other = (lower, upper) if is_down else (upper, lower)
                if part in near:
                    near[part].append(place[other])
            row.sort(key=lambda part: sum(near[part]) / len(near[part]) if near[part] else place[part])
        if (found := _crossings(rows, links)) < best:
            best, kept = found, [list(row) for row in rows]
    rows[:] = kept


def _crossings(rows: list[list[Part]], links: list[tuple[Part, Part]]) -> int:
    place = {part: (number, at) for number, row in enumerate(rows) for at, part in enumerate(row)}
    spans = [(place[upper], place[lower][1]) for upper, lower in links]
    return sum(
        one[0] == other[0] and (a - b) * (c - d) < 0
        for at, ((*one, a), c) in enumerate(spans)
        for (*other, b), d in spans[:at]
    )


def _straighten(rows: list[list[Part]], links: list[tuple[Part, Part]]) -> dict[Part, float]:
    """Pull each part towards its neighbours, as far as those beside it leave room."""
    across: dict[Part, float] = {}
    for row in rows:
        at = -sum(map(_room, row)) / 2
        for part in row:
            across[part] = at + _room(part) / 2
            at += _room(part)
    near: dict[Part, list[Part]] = {part: [] for row in rows for part in row}
    for upper, lower in links:
        near[upper].append(lower)
        near[lower].append(upper)
    for _ in range(_PULLS):
        for row in rows:
            wanted = [
                sum(across[other] for other in near[part]) / len(near[part]) if near[part] else across[part]
                for part in row
            ]
            for part, x in zip(row, _apart(wanted, [_room(part) for part in row]), strict=True):
                across[part] = x
    return across


def _apart(wanted: list[float], rooms: list[float]) -> list[float]:
    """Places nearest to the wanted ones, in the same order, none overlapping: pooled where they would."""
    offsets, at = [], 0.0
    for place, room in enumerate(rooms):
        at += (rooms[place - 1] + room) / 2 if place else 0.0
        offsets.append(at)
    blocks: list[tuple[float, int]] = []
    for x, offset in zip(wanted, offsets, strict=True):
        mean, count = x - offset, 1
        while blocks and blocks[-1][0] > mean:
            other, many = blocks.pop()
            mean, count = (mean * count + other * many) / (count + many), count + many
        blocks.append((mean, count))
    starts = [mean for mean, count in blocks for _ in range(count)]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]


def _room(part: Part) -> float:
    return _ROOM[isinstance(part, str)]
