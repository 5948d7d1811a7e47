"""What a reader must know beside the numbers, as sentences in two languages."""

from dataclasses import dataclass
from typing import Literal

from babel.numbers import format_decimal, format_percent

_TEXTS: dict[str, tuple[str, str]] = {
    "cap": (
        "{name}: presisi {target} belum tercapai setelah {n} ulangan: setengah lebar selang {measure} masih {reached} "
        "dari rata-ratanya.",
        "{name}: the precision of {target} was not reached in {n} replications: the half-width of {measure} is still "
        "{reached} of its mean.",
    ),
    "cap_early": (
        "{name}: presisi {target} tercapai, tetapi belum bertahan cukup lama ketika batas {n} ulangan dicapai "
        "({measure}: {reached}).",
        "{name}: the precision of {target} was reached, but had not held for long enough when the cap of {n} "
        "replications came ({measure}: {reached}).",
    ),
    "no_value": (
        "{name}: {measure} tidak bernilai pada cukup banyak ulangan, jadi presisi {target} tidak dapat dicapai dalam "
        "{n} ulangan.",
        "{name}: {measure} has no value in enough of the {n} replications for a precision of {target}.",
    ),
    "few_draws": (
        "Hanya {n} undian: bagian masukan masih kasar; pakai sedikitnya {most}.",
        "Only {n} draws: the inputs' part is rough; use at least {most}.",
    ),
    "stopped": (
        "Dihentikan: {n} dari paling banyak {most} ulangan selesai. Angka di sini dari ulangan yang selesai itu.",
        "Stopped: {n} of at most {most} replications are done. The numbers are of those.",
    ),
    "stopped_draws": (
        "Dihentikan: {n} dari {most} kali menarik masukan selesai. Angka di sini dari yang selesai itu.",
        "Stopped: {n} of {most} draws of the inputs are done. The numbers are of those.",
    ),
    "growing": (
        "{name}: jumlah permohonan di kantor masih bertambah {growth} dalam seperempat waktu terakhir. "
        "Angka ini hanya berlaku untuk {days} hari itu, bukan untuk keadaan tunak.",
        "{name}: the number of cases in the office still grows by {growth} over the last quarter of the time. These "
        "numbers are of those {days} days only, not of the long run.",
    ),
    "unsettled": (
        "{name}: antrean tidak mapan, jumlah permohonan di kantor masih bertambah {growth} dalam seperempat waktu "
        "terakhir; jadi rata-rata keadaan tunak tidak ada dan tidak ditampilkan.",
        "{name}: the queue does not settle, the number of cases in the office still grows by {growth} over the last "
        "quarter of the time; so there is no long-run mean, and none is shown.",
    ),
    "warm_up": (
        "{name}, kajian keadaan tunak: {warm_up} hari pertama dari {days} hari tidak dihitung (menurut MSER-5, atau "
        "lebih lama bila skenario memintanya).",
        "{name}, steady-state study: the first {warm_up} of {days} days are not counted (by MSER-5, or longer if the "
        "scenario says so).",
    ),
    "pairing": (
        "{name}, {measure}: nisbah ragam hanya {ratio}. Angka acak bersama kurang membantu di sini; selangnya "
        "hampir selebar tanpa pasangan.",
        "{name}, {measure}: the variance ratio is only {ratio}. Common random numbers help little here; the "
        "interval is nearly as wide as without pairs.",
    ),
}


@dataclass(frozen=True)
class Note:
    """One remark on a result.

    Attributes
    ----------
    kind : str
        cap, cap_early, no_value, few_draws, stopped, stopped_draws, growing, unsettled, warm_up or pairing.
    facts : dict
        What the sentence mentions: shares, numbers and names.
    """

    kind: str
    facts: dict[str, float | int | str]

    def text(self, lang: Literal["id", "en"] = "en") -> str:
        """The sentence."""
        written = {name: _written(name, value, lang) for name, value in self.facts.items()}
        return _TEXTS[self.kind][("id", "en").index(lang)].format(**written)


_SHARES = ("target", "reached", "growth")


def _written(name: str, value: float | int | str, lang: str) -> str:
    if isinstance(value, str):
        return value
    if name in _SHARES:
        return str(format_percent(value, "0.#%" if abs(value) < 0.1 else "0%", locale=lang))
    return str(format_decimal(value, "#,##0" if isinstance(value, int) else "0.0", locale=lang))
