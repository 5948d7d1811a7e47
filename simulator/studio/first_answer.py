"""The first answer beside the form: what a plan does to those who wait, from a few replications, then from more."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from time import sleep

import pandas as pd

from simulator.analysis import Answers
from simulator.experiments import Comparison, run
from simulator.measures import Estimate
from simulator.reports.comparison_changes import change_beside_comers, change_cell
from simulator.reports.comparison_effects import comers_change
from simulator.reports.comparison_summary import summary_measures
from simulator.reports.comparison_verdict import verdict
from simulator.reports.comparison_words import OF_LOGS
from simulator.reports.facts import counted_days, has_prices, whole
from simulator.reports.findings import estimate_of
from simulator.reports.log_values import estimates_of, paired
from simulator.reports.numbers import LANGS, NO_BREAK, plus_minus
from simulator.scenario import Scenario
from simulator.studio.background import Tell, Work
from simulator.studio.runs import FIRST, LOGGED, Runs
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words

__all__ = ["STAGES", "Answer", "Costs", "Question", "answer_html", "find_answer", "headline"]

STAGES = (FIRST, LOGGED)
"""Replications of the answer that is shown at once, and of the one that takes its place."""

MOST_KEPT = 20
PAUSE_S, STEP_S = 0.8, 0.05
"""Costs are read from event logs, which keeps a processor busy: not while somebody goes on typing."""

Stop = Callable[[], bool]


@dataclass(frozen=True)
class Question:
    """Two offices beside each other, or one alone.

    Attributes
    ----------
    before, after : Scenario
        From what, to what.
    names : tuple of str
        What the planner calls them.
    seed : int
        Root seed.
    is_plan : bool
        Whether the second is a plan for the first; else it is the same office, counted better.
    is_typed : bool
        Whether anything was typed by which the second is to differ.
    """

    before: Scenario
    after: Scenario
    names: tuple[str, str]
    seed: int
    is_plan: bool = True
    is_typed: bool = False

    @cached_property
    def key(self) -> tuple[object, ...]:
        """The same for questions that have the same answer in the same words."""
        return self.before.hash, self.after.hash, self.seed, self.names, self.is_plan, self.is_typed

    @cached_property
    def is_change(self) -> bool:
        """Whether the two differ in anything that is simulated."""
        return _numbers(self.before) != _numbers(self.after)

    @property
    def offices(self) -> tuple[Scenario, ...]:
        """What is to be simulated."""
        return (self.before, self.after) if self.is_change else (self.before,)


def _numbers(office: Scenario) -> str:
    """The resolved form without the name."""
    return replace(office.resolved, name="").hash


@dataclass(frozen=True)
class Answer:
    """What is known of a question so far.

    Attributes
    ----------
    question : Question
        What was asked.
    comparison : Comparison
        Of its offices.
    costs : tuple of DataFrame
        Of each office, by replication; none as long as they are not read.
    """

    question: Question
    comparison: Comparison
    costs: tuple[pd.DataFrame, ...] = ()

    @property
    def replications(self) -> int:
        """How many it rests on."""
        return len(self.comparison.base.values)


class Costs:
    """What offices and their applicants paid in the first replications; each office is looked at once."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int, int], pd.DataFrame] = OrderedDict()

    def of(self, scenario: Scenario, n: int, seed: int, threads: int | None, stop: Stop) -> pd.DataFrame | None:
        """A row for each of n replications; None if it was stopped."""
        key = (scenario.hash, n, seed)
        if key not in self._kept:
            logged = run(scenario, n, seed, threads=threads, stop=stop, keep_log=True)
            if len(logged.values) < n or stop():
                return None
            self._kept[key] = Answers(logged).cost_values.summary
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]


def find_answer(question: Question, runs: Runs, costs: Costs, pause_s: float = PAUSE_S) -> Work:
    """Work that tells an :class:`Answer` at each of its stages.

    Parameters
    ----------
    question : Question
        What is asked.
    runs : Runs
        What was simulated already.
    costs : Costs
        What was paid, as far as it was read.
    pause_s : float, optional
        Seconds without another question after which the costs are read.
    """

    def work(tell: Tell, stop: Stop) -> None:
        offices = question.offices
        for replications in STAGES:
            comparison = runs.comparison(
                offices, question.names[1:][: len(offices) - 1], replications, question.seed, stop
            )
            if comparison is None:
                return
            answer = Answer(question, comparison)
            tell(answer)
        if has_prices(question.before) and _waited(pause_s, stop):
            n = runs.logged(offices, LOGGED, question.seed)
            found = [costs.of(office, n, question.seed, runs.threads, stop) for office in offices]
            paid = tuple(one for one in found if one is not None)
            if len(paid) == len(offices):
                tell(replace(answer, costs=paid))

    return work


def _waited(seconds: float, stop: Stop) -> bool:
    """Whether the work is still wanted after some seconds."""
    for _step in range(round(seconds / STEP_S)):
        if stop():
            return False
        sleep(STEP_S)
    return not stop()


# ---- in words


def headline(answer: Answer, words: Words) -> str:
    """The answer in a sentence or two."""
    _ = words
    if not answer.question.is_change:
        if answer.question.is_typed:
            return _("Perubahan ini tidak mengubah hasil: yang disimulasikan tetap sama.")
        if answer.question.is_plan:
            return _("Belum ada bedanya dari sekarang: ubah satu isian, dan jawabannya muncul di sini.")
        return _("Sekarang masih seperti contoh semula: ganti dengan hitungan kantor Anda sendiri.")
    if not answer.question.is_plan:
        return _("Kantor ini dengan hitungan Anda sendiri, dibanding contoh semula.")
    return verdict(answer.comparison, words.lang_of_reports, answer.costs)


def answer_html(answer: Answer, words: Words) -> str:
    """The table of an answer as HTML: before, after and the difference of what matters most.

    Parameters
    ----------
    answer : Answer
        What is known.
    words : Words
        Language.
    """
    _ = words
    before, after = answer.question.names
    n = answer.replications
    rows = [[said, *cells] for said, cells in _rows(answer, words)]
    heads = [_("Apa"), before, after, _("Selisih")] if answer.question.is_change else [_("Apa"), before]
    table = html_table(_("Jawaban pertama"), heads, rows)
    notes = [_basis(answer, words)]
    if n < STAGES[-1]:
        interim = _(
            "Baru sementara: perkiraan dari sedikit ulangan. Kantor yang sama disimulasikan beberapa kali, tiap kali "
            "dengan hari yang berlainan; sekarang sedang dihitung dengan {n} ulangan."
        )
        notes.append(interim.format(n=STAGES[-1]))
    elif answer.question.is_change:
        unsure = _(
            "“Tidak terbedakan” berarti selang selisihnya memuat nol: hitung dengan lebih banyak ulangan di tab "
            "Bandingkan. “Praktis tetap” berarti terbedakan, tetapi terlalu kecil untuk berarti."
        )
        notes.append(unsure)
    return table + "".join(f'<p class="studio-note">{escape(note)}</p>' for note in notes)


def _basis(answer: Answer, words: Words) -> str:
    """On how many replications it rests, and what the intervals mean."""
    _ = words
    if answer.question.is_change:
        said = _(
            "{n} ulangan; keduanya menghadapi pemohon, hari dan gangguan yang sama, kecuali yang memang diubah. ± dan "
            "angka dalam kurung: selang 95%."
        )
    else:
        said = _("{n} ulangan. ±: selang 95%.")
    means = _(
        "Bila seluruh hitungan diulang 100 kali, kira-kira 95 selang memuat rata-rata yang sebenarnya menurut model. "
        "Bila masukannya keliru, hasilnya ikut keliru."
    )
    return f"{said.format(n=answer.replications)} {means} {_of_costs(answer, words)}".strip()


def _of_costs(answer: Answer, words: Words) -> str:
    """On how many replications costs rest, if on fewer: the logs of large offices are long."""
    _ = words
    n = min((len(table) for table in answer.costs), default=answer.replications)
    return _("Biaya dihitung dari {n} ulangan saja.").format(n=n) if n < answer.replications else ""


def _rows(answer: Answer, words: Words) -> Iterator[tuple[str, Sequence[str]]]:
    """What is told, and its cells."""
    comparison, lang = answer.comparison, words.lang_of_reports
    for name, said in summary_measures(comparison, lang).items():
        before = whole(comparison.base, name)
        after = whole(comparison.alternatives[0], name) if comparison.alternatives else None
        if before is not None or after is not None:
            change = change_cell(comparison, 0, name, lang) if comparison.alternatives else None
            n = comparison.estimate(name, 0).n if change else answer.replications
            yield said, _cells(answer, (before, after), change, n, words)
    yield from _cost_rows(answer, words)


def _cost_rows(answer: Answer, words: Words) -> Iterator[tuple[str, Sequence[str]]]:
    values = [{"costs": table} for table in answer.costs]
    days = counted_days(answer.question.before)
    at = LANGS.index(words.lang_of_reports)
    for measure, (table, *said) in OF_LOGS.items() if values else ():
        if table == "costs":
            found = [_of(estimates_of(one, "costs"), measure) for one in values]
            one = _of(paired(values[0], values[1], "costs"), measure) if len(values) > 1 else None
            compared = answer.comparison if one and measure == "applicant_hours" else None
            comers = comers_change(compared, 0) if compared else None
            change = change_beside_comers(one, comers, words.lang_of_reports, found[0])
            n = one.n if one else answer.replications
            yield said[at].format(days=days), _cells(answer, (found[0], found[-1]), change, n, words)


def _of(estimates: pd.DataFrame, measure: str) -> Estimate | None:
    rows = estimates[(estimates["measure"] == measure) & (estimates["n"] > 0)].to_dict("records")
    return estimate_of(rows[0]) if rows else None


def _cells(answer: Answer, found: Sequence[Estimate | None], change: str | None, n: int, words: Words) -> Sequence[str]:
    """Before, after and the difference with its n; only the first if there is nothing beside it."""
    before, after = found
    first = _told(before, answer.replications, words)
    if not answer.question.is_change:
        return [first]
    return [first, _told(after, answer.replications, words), (change or "–") + _n_words(n, answer.replications)]


def _told(one: Estimate | None, of: int, words: Words) -> str:
    """A mean with its half-width, which may stand on the next line, and n where it is not that of the table."""
    if one is None:
        return "–"
    said = plus_minus(one, words.lang_of_reports).replace(" %", f"{NO_BREAK}%").replace(f"{NO_BREAK}±", " ±")
    return said + _fewer(one, of)


def _fewer(one: Estimate | None, of: int) -> str:
    return "" if one is None else _n_words(one.n, of)


def _n_words(n: int, of: int) -> str:
    return "" if n in (0, of) else f" (n = {n})"
