"""The arithmetic of the satisfaction index in lesson 11: its weights, and tasks on it."""

from collections.abc import Iterator
from fractions import Fraction

from simulator.data import load
from simulator.measures.quality import HIGHEST, Index, elements, needed_respondents, weights
from simulator.teaching.entries import Entry
from simulator.teaching.plan import Choices, Display, Exercise, Shown, Slider, Verdict
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words

POINTS = 25
NINTH, SHORT = "weight-ninth", "weight-0-11"
FINISHED, LEFT = 60, 40
INDEX_FINISHED, INDEX_LEFT = 88, 80
SUM_EXERCISE = 32
FEW_SERVED, MANY_SERVED = 1_000, 10_000


def index_of_sum(total: Fraction | float, weight: str) -> Index:
    """Index from the sum of the nine means.

    Examples
    --------
    >>> index_of_sum(36, "weight-ninth").letter, float(index_of_sum(36, "weight-0-11").rounded)
    ('A', 99.0)
    """
    return Index(Fraction(total) * weights()[weight] * POINTS)


def weights_display(words: Words) -> Display:
    """The index with either weight, at the index that a learner sets."""
    _ = words

    def show(places: Choices) -> Iterator[Shown]:
        true, short = (
            Index(Fraction(str(places["index"])) * weight * len(elements())) for weight in weights().values()
        )
        text = _(
            "Dengan bobot 1/9: IKM {true}, mutu {letter}. Dengan bobot 0,11: {short}, mutu {short_letter}."
        ).format(
            true=words.number(float(true.rounded), 2),
            letter=true.letter,
            short=words.number(float(short.rounded), 2),
            short_letter=short.letter,
        )
        if true.letter != short.letter:
            text += " " + _("Satu huruf hilang, padahal jawabannya sama.")
        yield Shown(text, table=_lost_table(words))

    return Display(
        heading=_("Bobot 1/9 atau 0,11"),
        task=_("Kesembilan bobot harus berjumlah 1. Geser IKM sebenarnya, lalu lihat yang keluar bila bobotnya 0,11."),
        button=_("Hitung dengan kedua bobot"),
        show=show,
        levers=(Slider("index", _("IKM sebenarnya"), _("poin"), 60, 100, 0.1, 92, 1),),
    )


def _letter(found: object) -> str:
    return found if isinstance(found, str) and found else "–"


def _lost_table(words: Words) -> str:
    _ = words
    rows = [
        [
            str(row["quality"]),
            _letter(row["quality_with_0_11"]),
            f"{words.number(row['low'], 2)}–{words.number(row['high'], 2)}",
        ]
        for row in load("skm", "lost_bands").to_dict("records")
    ]
    columns = [_("Mutu sebenarnya"), _("Mutu dengan 0,11"), _("Bila IKM sebenarnya")]
    return html_table(_("Nilai yang kehilangan huruf karena bobot 0,11"), columns, rows)


def ninth(words: Words) -> Exercise:
    """The index from the sum of the nine means."""
    _ = words
    true, short = (index_of_sum(SUM_EXERCISE, name) for name in (NINTH, SHORT))
    said = {
        "true": words.number(float(true.rounded), 2),
        "letter": true.letter,
        "short": words.number(float(short.rounded), 2),
        "short_letter": short.letter,
    }

    def judge(index: float) -> Verdict:
        if abs(index - true.value) <= 0.02:
            text = _("Benar: {true}, mutu {letter}. Dengan bobot 0,11 hasilnya {short}, mutu {short_letter}.")
            return Verdict(True, text.format(**said))
        if abs(index - short.value) <= 0.02:
            text = _("Anda memakai bobot 0,11. Sembilan kali 0,11 baru 0,99. Pakai 1/9.")
        elif abs(index - true.value / POINTS) <= 0.02:
            text = _("Itu rata-rata kesembilan unsur. Kalikan dengan 25 agar menjadi IKM.")
        elif abs(index - SUM_EXERCISE * POINTS) <= 0.5:
            text = _("Anda lupa bobotnya. Bagi dulu dengan sembilan.")
        elif index > HIGHEST * POINTS:
            text = _("IKM paling tinggi 100. Jumlahnya dibagi sembilan, lalu dikali 25.")
        else:
            text = _("Dua langkah: jumlah dibagi sembilan, lalu dikali 25.")
        return Verdict(False, text)

    label = _("Rata-rata kesembilan unsur berjumlah {total}. Berapa IKM-nya? Tulis dengan dua desimal.")
    return Exercise(Entry("answer", label.format(total=SUM_EXERCISE), _("poin"), 0, 10_000), judge)


def everyone_index() -> float:
    """Index of all who came in the second exercise."""
    return (FINISHED * INDEX_FINISHED + LEFT * INDEX_LEFT) / (FINISHED + LEFT)


def everyone(words: Words) -> Exercise:
    """The index of all, from that of those who finished and that of those who left."""
    _ = words
    truth = everyone_index()
    said = {
        "truth": words.number(truth),
        "lost": words.number(INDEX_FINISHED - truth),
        "finished": FINISHED,
        "left": LEFT,
    }

    def judge(index: float) -> Verdict:
        if abs(index - truth) <= 0.05:
            text = _("Benar: {truth}. Survei biasa melaporkan {lost} poin lebih tinggi, tanpa seorang pun berbohong.")
            return Verdict(True, text.format(**said))
        if index == INDEX_FINISHED:
            text = _("Itu nilai yang selesai saja. Yang {left} orang belum masuk hitungan.")
        elif index == (INDEX_FINISHED + INDEX_LEFT) / 2:
            text = _("Anda merata-ratakan dua nilai. Tetapi {finished} orang lebih berat daripada {left} orang.")
        elif index == INDEX_LEFT:
            text = _("Itu nilai yang pulang saja. Yang {finished} orang juga dihitung.")
        else:
            text = _("Kalikan setiap nilai dengan jumlah orangnya, jumlahkan, lalu bagi dengan semua yang datang.")
        return Verdict(False, text.format(**said))

    label = _(
        "Dari 100 orang, {finished} selesai dilayani dan memberi IKM {high}. {left} orang pulang; seandainya ditanya, "
        "IKM mereka {low}. Berapa IKM semua yang datang?"
    )
    numbers = {"finished": FINISHED, "left": LEFT, "high": INDEX_FINISHED, "low": INDEX_LEFT}
    return Exercise(Entry("answer", label.format(**numbers), _("poin"), 0, 1000), judge)


def answers(words: Words) -> str:
    """Answers of the exercises, for the trainer."""
    _ = words
    lines = [
        _("Latihan 1: {index} (dengan bobot 0,11 keliru menjadi {short}).").format(
            index=words.number(float(index_of_sum(SUM_EXERCISE, NINTH).rounded), 2),
            short=words.number(float(index_of_sum(SUM_EXERCISE, SHORT).rounded), 2),
        ),
        _("Latihan 2: {index}.").format(index=words.number(everyone_index())),
        _("Responden yang diperlukan: {small} dari {few} yang dilayani, {large} dari {many}.").format(
            small=round(needed_respondents(FEW_SERVED)),
            large=round(needed_respondents(MANY_SERVED)),
            few=words.number(FEW_SERVED, 0),
            many=words.number(MANY_SERVED, 0),
        ),
    ]
    return "\n".join(f"- {line}" for line in lines)
