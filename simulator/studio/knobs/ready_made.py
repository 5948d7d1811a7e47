"""Ready-made changes: the named patches of a scenario as switches."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simulator.reports.field_words import FIELDS, INPUT_UNITS
from simulator.reports.input_words import numbered_path
from simulator.reports.inputs import place_of
from simulator.reports.say import lower_first
from simulator.scenario import Scenario
from simulator.studio.knobs.knob import GROUPS, Knob, Switch
from simulator.studio.knobs.office import Office
from simulator.teaching.words import Words

__all__ = ["change_told", "ready_made"]

MOST_TOLD = 4

_STATION = r"stations\[[^\]]+\]\."
_CLASS = r"case_classes\[[^\]]+\]\."
_GROUP_OF = (
    ("staff", rf"staff\[|calendars[.\[]|{_STATION}(servers|roster|starts_per_shift|lines|jockeying|calendar)"),
    ("channels", rf"channels\[|population\.|{_CLASS}(channels|brought)|.*\.(tickets|appointments)\b"),
    ("network", rf"outages|{_STATION}(needs|on_outage|breakdowns)"),
    ("demand", rf"{_CLASS}arrivals|horizon"),
    ("money", r"costs"),
    ("rules", r""),
)
"""Group of a path, the first that fits."""


def ready_made(office: Office) -> dict[str, list[Knob]]:
    """Ready-made changes of an office, by group."""
    _ = office.words
    found: dict[str, list[Knob]] = {name: [] for name in GROUPS}
    for name, patch in office.spec.patches.items():
        knob = Knob(
            f"patch:{name}", _("Perubahan siap pakai"), office.title(patch), "", False, Switch(), lambda value: {},
            _help(office, patch.changes), patch=name,
        )  # fmt: skip
        found[_group(patch.changes)].append(knob)
    return found


def change_told(scenario: Scenario, name: str, words: Words) -> str:
    """What a ready-made change of an office changes, from what to what, and what it costs; sentences.

    Parameters
    ----------
    scenario : Scenario
        The office before the change.
    name : str
        Of its patch.
    words : Words
        Language.
    """
    office = Office(scenario, words)
    return _help(office, office.spec.patches[name].changes)


def _group(changes: Mapping[str, Any]) -> str:
    """The group of what a change names first; its costs count only if there is nothing else."""
    groups = [name for name in map(_group_of, changes) if name != "money"]
    return groups[0] if groups else "money"


def _group_of(path: str) -> str:
    return next(name for name, paths in _GROUP_OF if re.match(paths, path))


def _help(office: Office, changes: Mapping[str, Any]) -> str:
    """What a change changes, and what it costs."""
    said = list(dict.fromkeys(_said(office, changes)))
    return " ".join([*_listed(said, office.words), *_of_outages(office, changes), *_costs(office, changes)])


def _listed(said: Sequence[str], words: Words) -> Iterator[str]:
    """The first few things that are changed, in a sentence."""
    _ = words
    what, more = "; ".join(said[:MOST_TOLD]), len(said) - MOST_TOLD
    text = _("Mengubah {what}, dan {n} hal lain.") if more > 0 else _("Mengubah {what}.")
    if what:
        yield text.format(what=what, n=more)


def _of_outages(office: Office, changes: Mapping[str, Any]) -> Iterator[str]:
    """What comes of outages: a backup, or none of them any more."""
    _ = office.words
    titles = {one.subsystem: office.title(one) for one in office.spec.outages}
    if changes.get("outages") == []:
        yield _("Seandainya tidak pernah ada gangguan: {titles}.").format(titles=", ".join(titles.values()))
    for path, value in changes.items():
        found = re.fullmatch(r"outages\[([\w-]+)\]\.backup", path)
        if found and found[1] in titles and isinstance(value, dict) and "title" in value:
            yield _("{backup} menggantikan bila {title} terganggu, {minutes} menit sesudah gangguan mulai.").format(
                backup=value["title"][office.lang],
                title=lower_first(titles[found[1]]),
                minutes=office.words.plain(value.get("starts_after_min", 0)),
            )


def _said(office: Office, changes: Mapping[str, Any]) -> Iterator[str]:
    """Each path in words: of which part, and what."""
    names = _names(office.words)
    for path in changes:
        section = re.match(r"\w+", path)
        if (
            path.startswith("costs.")
            or path == "outages"
            or re.fullmatch(r"outages\[[\w-]+\]\.backup", path)
            or ("outages" in changes and re.search(r"\.(needs|on_outage)$", path))
        ):
            continue
        if section and section[0] in ("calendars", "outages", "horizon"):
            yield names[section[0]]
            continue
        at = numbered_path(office.scenario, path)
        _found, title, rest = place_of(office.scenario, at, office.lang)
        what = _word(re.findall(r"[a-z_]+", rest), names, office)
        if title and what and (moved := _moved(office, at, changes[path])):
            what = f"{what}: {moved}"
        yield f"{title} ({what})" if title and what else title or what or names["other"]


def _moved(office: Office, at: str, value: Any) -> str:
    """A number before and after; empty if it is none, or one of several in a roster."""
    before = office.inputs.get(at)
    is_number = before is not None and all(
        isinstance(each, int | float) and not isinstance(each, bool) for each in (before.value, value)
    )
    if before is None or not is_number or ".roster[" in at:
        return ""
    is_share = before.unit == "1" and 0 <= before.value <= 1 and 0 <= value <= 1
    told = [
        f"{office.words.plain(round(100 * each, 6))}%" if is_share else office.words.plain(each)
        for each in (before.value, value)
    ]
    unit = INPUT_UNITS.get(before.unit, ("", ""))[("id", "en").index(office.lang)]
    said = " → ".join(dict.fromkeys(told)) + (f" {unit}" if unit and not is_share else "")
    _ = office.words
    return _("{value}, sama dengan sekarang").format(value=said) if before.value == value else said


def _word(steps: Sequence[str], names: Mapping[str, str], office: Office) -> str:
    """What a path leads to: its last step that has a name of its own, else its first that the reports know."""
    at = ("id", "en").index(office.lang)
    own = [names[step] for step in reversed(steps) if step in names]
    known = [FIELDS[step][at] for step in steps if step in FIELDS and step not in ("channels", "days")]
    return [*own, *known, ""][0]


def _names(words: Words) -> dict[str, str]:
    """Fields of which the reports, which tell of numbers only, have no word."""
    _ = words
    return {
        "aware": _("tahu layanan daring"),
        "away": _("tanggal tidak di tempat"),
        "batch": _("jam penandatanganan"),
        "brought": _("pemohon yang didatangi"),
        "calendars": _("jam buka"),
        "campaigns": _("kampanye"),
        "dates": _("tanggal layanan"),
        "discipline": _("urutan melayani"),
        "electronic_signature": _("tanda tangan elektronik"),
        "horizon": _("masa yang disimulasikan"),
        "incomplete_files": _("perlakuan berkas yang kurang lengkap"),
        "lines": _("susunan antrean"),
        "jockeying": _("pindah antrean"),
        "needs": _("sistem yang diperlukan"),
        "on_outage": _("cara kerja selama gangguan"),
        "other": _("aturan kantor"),
        "outages": _("gangguan dan cadangannya"),
        "outreach": _("penyuluhan"),
        "rdtr_integrated": _("sambungan RDTR dengan OSS"),
        "regime": _("aturan perizinan"),
        "regime_any_date": _("aturan perizinan"),
        "sicantik_integrated": _("sambungan SiCantik"),
        "skills": _("tempat yang dilayani"),
        "tickets": _("nomor antrean"),
    }


# ---- what it costs


def _costs(office: Office, changes: Mapping[str, Any]) -> Iterator[str]:
    """Costs that a change brings, a month and once."""
    _ = office.words
    said = {
        "month": _("Biayanya {amount} rupiah sebulan."),
        "once": _("Biayanya {amount} rupiah, sekali bayar."),
        "hour": _("Biayanya {amount} rupiah per jam jaga."),
    }
    amounts: Counter[str] = Counter()
    for path, value in changes.items():
        if path.endswith("cost_per_hour"):
            amounts["hour"] += value or 0
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                amounts.update(_cost(item))
    for per, amount in amounts.items():
        if amount:
            yield said[per].format(amount=office.words.plain(amount))


def _cost(item: Mapping[str, Any]) -> dict[str, int]:
    if "amount" in item:
        return {item["per"]: item["amount"]}
    if "cost_per_month" in item:
        return {"month": item["cost_per_month"]}
    return {"once": item["cost"] * len(item.get("persons") or [0])} if item.get("cost") else {}
