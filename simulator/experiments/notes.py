"""What a reader must know beside the numbers, as sentences in two languages."""

from dataclasses import dataclass
from typing import Literal

from babel.numbers import format_decimal, format_percent

_TEXTS: dict[str, tuple[str, str]] = {
    "cap": (
        "Presisi {target} belum tercapai setelah {n} ulangan: setengah lebar selang {measure} masih {reached} dari "
        "rata-ratanya.",
        "The precision of {target} was not reached in {n} replications: the half-width of {measure} is still {reached} "
        "of its mean.",
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
        "Jumlah permohonan di kantor masih terus bertambah sampai akhir ({growth} dalam seperempat waktu terakhir). "
        "Angka ini hanya berlaku untuk {days} hari itu, bukan untuk jangka panjang.",
        "The number of cases in the office still grows at the end ({growth} over the last quarter of the time). These "
        "numbers are of those {days} days only, not of the long run.",
    ),
    "unsettled": (
        "Antrean tidak pernah mapan ({growth} dalam seperempat waktu terakhir), jadi rata-rata jangka panjang tidak "
        "ada dan tidak ditampilkan.",
        "The queue never settles ({growth} over the last quarter of the time), so there is no long-run mean, and none "
        "is shown.",
    ),
    "warm_up": (
        "Kajian jangka panjang: {warm_up} hari pertama dari {days} hari tidak dihitung (pemanasan menurut MSER-5).",
        "Steady-state study: the first {warm_up} of {days} days are not counted (warm-up by MSER-5).",
    ),
    "pairing": (
        "{name}, {measure}: nisbah ragam hanya {ratio}. Undian yang sama kurang membantu di sini; selangnya hampir "
        "selebar tanpa pasangan.",
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
        cap, stopped, stopped_draws, growing, unsettled, warm_up or pairing.
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
