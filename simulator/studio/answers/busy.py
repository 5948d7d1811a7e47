"""How busy each group of officers is, and how long people or files wait for them: now and in each plan."""

from collections.abc import Iterator, Sequence
from html import escape

from simulator.experiments import Result
from simulator.measures import Estimate
from simulator.reports.document import Group, Table
from simulator.reports.facts import staffed_at_times, staffed_places
from simulator.reports.numbers import plus_minus, told
from simulator.reports.say import joined, lower_first
from simulator.reports.titles import part_title
from simulator.studio.answers.asked import Answer
from simulator.studio.answers.blocks import table_html
from simulator.studio.explore.pairs import maybe_best
from simulator.teaching.words import Words

__all__ = ["busiest", "busy_html", "busy_table"]

_BUSY, _WAIT = "utilisation", "waiting_time_mean"


def busy_html(answer: Answer, words: Words) -> str:
    """A sentence on who is busiest, then the table; empty where nobody serves.

    Parameters
    ----------
    answer : Answer
        From its first replications on; no event log is needed.
    words : Words
        Language.
    """
    _ = words
    said = busiest(answer, words)
    if not said:
        return ""
    head = _("Seberapa sibuk petugas")
    return f"<h3>{head}</h3><p>{escape(said)}</p>{table_html(busy_table(answer, words), words.lang_of_reports)}"


def busiest(answer: Answer, words: Words) -> str:
    """Which group is the busiest now, and in the plans where it is another one.

    Parameters
    ----------
    answer : Answer
        With a present state and plans.
    words : Words
        Language.
    """
    _ = words
    now, *plans = [_most(run) for run in _runs(answer)]
    if not now:
        return ""
    text = _("{name}: yang paling sibuk {place}, {share} dari waktu jaganya dipakai untuk melayani.")
    said = [_said(answer.asked.names[0], _runs(answer)[0], now, text, words)]
    others = [at for at, most in enumerate(plans, 1) if most and most[0] != now[0]]
    said += [_said(answer.asked.names[at], _runs(answer)[at], plans[at - 1], text, words) for at in others]
    if not others:
        said.append(_("Begitu juga di semua rencana."))
    return " ".join(said)


def busy_table(answer: Answer, words: Words) -> Table:
    """Share of the paid time that goes into serving, and the wait at every place of a group; the busiest group first.

    Parameters
    ----------
    answer : Answer
        With a present state and plans.
    words : Words
        Language.
    """
    _ = words
    parts = dict.fromkeys(part for run in _runs(answer) for part in _staffed(run))
    order = sorted(parts, key=lambda part: -max(_mean(run, part) for run in _runs(answer)))
    caption = _(
        "Rata-rata ± selang 95%; n = {n} jika tidak disebut lain. Melayani: bagian dari waktu jaga yang dipakai untuk "
        "melayani. Tunggu: dari mulai antre sampai dilayani; berkas juga menunggu di malam hari dan hari libur."
    )
    return Table(
        _("Waktu petugas dan antrean di tempatnya, sekarang dan di setiap rencana"),
        (_("Petugas"), *answer.asked.names),
        tuple(_group(answer, part, words) for part in order),
        caption.format(n=answer.n),
    )


def _group(answer: Answer, part: str, words: Words) -> Group:
    """A group of officers: how busy they are, and the wait at each of their places."""
    _ = words
    runs = _runs(answer)
    rows = [(_("Melayani"), *_cells(runs, f"{_BUSY}[{part}]", words))]
    wait = _("Tunggu di {place}")
    for place in dict.fromkeys(place for run in runs for place in _places(run, part)):
        cells = _cells(runs, f"{_WAIT}[{place}]", words)
        if any(cell != "–" for cell in cells):
            rows.append((wait.format(place=lower_first(_title(runs, place, words))), *cells))
    return Group(_title(runs, part, words), tuple(rows))


def _runs(answer: Answer) -> tuple[Result, ...]:
    return (answer.comparison.base, *answer.comparison.alternatives)


def _staffed(run: Result) -> list[str]:
    """What has a utilisation of its own, and a value of it."""
    return [part for part in staffed_places(run.scenario) if _estimate(run, f"{_BUSY}[{part}]")]


def _places(run: Result, part: str) -> Iterator[str]:
    """Where a group of officers serves; a station with officers of its own is its only place."""
    skills = {pool.name: pool.skills for pool in run.scenario.spec.staff}.get(part, (part,))
    return (place for place in staffed_at_times(run.scenario) if place in skills)


def _most(run: Result) -> list[str]:
    """The busiest group, then those that cannot be told from it."""
    parts = _staffed(run)
    if not parts:
        return []
    best, others = maybe_best([run.column(f"{_BUSY}[{part}]") for part in parts], 1)
    return [parts[best], *(parts[at] for at in others)]


def _said(name: str, run: Result, most: Sequence[str], text: str, words: Words) -> str:
    _ = words
    lang = words.lang_of_reports
    first, *others = (lower_first(part_title(run.scenario, part, lang)) for part in most)
    said = text.format(name=name, place=first, share=told(run.estimate(f"{_BUSY}[{most[0]}]"), lang))
    alike = _("Tidak terbedakan darinya: {places}.").format(places=joined(others, lang)) if others else ""
    return f"{said} {alike}".strip()


def _cells(runs: Sequence[Result], name: str, words: Words) -> list[str]:
    """A mean with its interval in every office, with its own n where that is another; a dash where there is none."""
    return [_cell(_estimate(run, name), run, words) for run in runs]


def _cell(one: Estimate | None, run: Result, words: Words) -> str:
    if one is None:
        return "–"
    few = f" (n = {one.n})" if one.n != run.provenance.replications else ""
    return plus_minus(one, words.lang_of_reports) + few


def _estimate(run: Result, name: str) -> Estimate | None:
    one = run.estimate(name) if name in run.values else None
    return one if one is not None and one.n else None


def _mean(run: Result, part: str) -> float:
    one = _estimate(run, f"{_BUSY}[{part}]")
    return 0.0 if one is None else one.mean


def _title(runs: Sequence[Result], part: str, words: Words) -> str:
    """Of the first office that has it."""
    known = next(run for run in runs if part in {*staffed_places(run.scenario), *staffed_at_times(run.scenario)})
    return part_title(known.scenario, part, words.lang_of_reports)
