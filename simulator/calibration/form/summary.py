"""What was taken over from a form, and what stays assumed, in words."""

from collections import Counter
from collections.abc import Iterator

from simulator.calibration.form.build import Import
from simulator.calibration.form.words import Lang, Words, amount
from simulator.scenario import Scenario
from simulator.scenario.sources import Input

MOST_LINES = 40
MOST_ESTIMATES = 16
MOST_REMARKS = 8
WIDTH = 118

EMPTY = Words(
    "Formulir ini belum diisi: semua angka tetap angka skenario {base}.",
    "This form is not filled in: all numbers are still those of the scenario {base}.",
)
TAKEN = Words("Diambil dari formulir:", "Taken over from the form:")
REMARKS = Words("Perhatikan:", "Note:")
MORE = Words("… dan {n} lagi (--all menampilkan semua)", "… and {n} more (--all shows all)")
COMPARE = Words(
    "Untuk dibandingkan dengan hasil simulasi (hari kerja):", "To compare with the simulation (working days):"
)
DROPPED = Words(
    "Tuas yang tidak cocok lagi dan dilepas: {names}",
    "Levers that no longer fit and were left out: {names}",
)
STILL = Words(
    "Masih diasumsikan: {assumed} dari {all} input: {groups}", "Still assumed: {assumed} of {all} inputs: {groups}"
)

GROUPS = {
    "horizon": Words("lama simulasi", "horizon"),
    "targets": Words("target", "targets"),
    "population": Words("pemohon", "applicants"),
    "channels": Words("saluran", "channels"),
    "stations": Words("titik layanan", "stations"),
    "staff": Words("petugas", "staff"),
    "system_changes": Words("pembaruan sistem", "system changes"),
    "outages": Words("gangguan", "outages"),
    "costs": Words("biaya", "costs"),
    "uncertain": Words("ketidakpastian", "uncertain inputs"),
    "arrivals": Words("kedatangan", "arrivals"),
    "shares": Words("pilihan saluran", "choice of channel"),
    "checks": Words("berkas kembali", "returns of files"),
    "times": Words("waktu pelayanan", "service times"),
    "other": Words("lainnya", "others"),
}
"""What inputs are about."""


def summary(done: Import, lang: Lang, show_all: bool = False) -> list[str]:
    """What to tell the office.

    Parameters
    ----------
    done : Import
        What became of the form.
    lang : {"id", "en"}
        Language.
    show_all : bool
        Every remark and every assumed input, however many.

    Returns
    -------
    list of str
        Lines; at most :data:`MOST_LINES` unless all are wanted.
    """
    lines: list[str] = []
    if done.form.is_empty:
        lines.append(EMPTY.filled(base=done.scenario.name).in_(lang))
    else:
        lines.append(TAKEN.in_(lang))
        lines += _some([_estimate_line(done, number, lang) for number in range(len(done.estimates))],
                       MOST_ESTIMATES, lang, show_all)  # fmt: skip
    if done.remarks:
        lines.append(REMARKS.in_(lang))
        lines += _some([f"  {remark.line(lang)}" for remark in done.remarks], MOST_REMARKS, lang, show_all)
    if days := list(_days(done, lang)):
        lines += [COMPARE.in_(lang), *_some(days, 4, lang, show_all)]
    if done.dropped:
        lines.append(DROPPED.filled(names=", ".join(done.dropped)).in_(lang))
    return lines + _assumed_lines(done.scenario, lang, show_all)


def _estimate_line(done: Import, number: int, lang: Lang) -> str:
    estimate = done.estimates[number]
    return f"  {done.form.sheets[estimate.sheet].name.in_(lang)}: {estimate.shown.in_(lang)}"


def _some(lines: list[str], most: int, lang: Lang, show_all: bool) -> list[str]:
    """The lines, or the first of them and how many more there are."""
    if show_all or len(lines) <= most:
        return lines
    return [*lines[: most - 1], f"  {MORE.filled(n=len(lines) - most + 1).in_(lang)}"]


def _days(done: Import, lang: Lang) -> Iterator[str]:
    """Days that permits took, as the form says."""
    names = {column.key: column.title for column in done.form.sheets["permits"].columns}
    titles = {choice.name: choice.title for choice in done.form.choices["classes"]}
    for row in done.form.tables["permits"]:
        said = [
            f"{names[key].in_(lang)} {amount(row[key]).in_(lang)}"
            for key in ("promised", "median", "fastest", "slowest", "open")
            if row[key] is not None
        ]
        if said:
            yield f"  {titles[row['class']].in_(lang)}: {', '.join(said)}"


def _assumed_lines(scenario: Scenario, lang: Lang, show_all: bool) -> list[str]:
    assumed = scenario.assumptions()
    counts = Counter(_group(number) for number in assumed)
    groups = ", ".join(f"{GROUPS[group].in_(lang)} ({count})" for group, count in counts.most_common())
    lines = [STILL.filled(assumed=len(assumed), all=len(scenario.inputs()), groups=groups).in_(lang)]
    return lines + ([f"  {number.path} = {number.value} {number.unit}" for number in assumed] if show_all else [])


def _group(number: Input) -> str:
    """What an input is about."""
    parts = number.path.replace("[", ".").split(".")
    if parts[0] == "case_classes":
        rest = {*parts[1:]}
        if "arrivals" in rest or "brought" in rest or "backlog" in rest:
            return "arrivals"
        if "channels" in rest:
            return "shares"
        if rest & {"nik_check", "completeness_check", "rework"}:
            return "checks"
        return "times" if rest & {"service_time", "factors"} else "other"
    if parts[0] == "stations" and "service_time" in parts:
        return "times"
    return parts[0] if parts[0] in GROUPS else "other"
