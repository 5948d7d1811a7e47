"""The sentences of the review that lesson 14 reads, and tasks on its defects."""

from collections.abc import Iterator

from simulator.data import find_row, load
from simulator.teaching.entries import Entry
from simulator.teaching.plan import Choices, Display, Exercise, Options, Shown, Verdict
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words

BUDGET = "theme-1-d"
SHOWN = "theme-1-b", BUDGET, "theme-1-e", "theme-2-a", "theme-4-c", "theme-4-f"
"""Sub-themes whose mentions a learner can read."""


def mentions_display(words: Words) -> Display:
    """Every mention of a sub-theme, with the study that it is of."""
    _ = words
    names = load("review27", "subthemes").set_index("id")["name_id" if words.lang == "id" else "name"]

    def show(places: Choices) -> Iterator[Shown]:
        subtheme = SHOWN[int(places["subtheme"])]
        n_mentions = int((load("review27", "mentions")["subtheme"] == subtheme).sum())
        text = _("{n} sebutan pada subtema “{name}”. Berapa studi yang berbeda?")
        table = _mentions_table(subtheme, str(names[subtheme]), words)
        yield Shown(text.format(n=n_mentions, name=names[subtheme]), table=table)

    return Display(
        heading=_("Kutipan demi kutipan"),
        task=_(
            "Pilih sebuah subtema. Setiap baris satu sebutan. Perhatikan studi yang muncul dua kali, dan yang bukan "
            "dari ke-27 studi."
        ),
        button=_("Tampilkan kutipannya"),
        show=show,
        levers=(Options("subtheme", _("Subtema"), [str(names[name]) for name in SHOWN], SHOWN.index(BUDGET)),),
    )


def _mentions_table(subtheme: str, name: str, words: Words) -> str:
    _ = words
    mentions = load("review27", "mentions")
    place_of = load("review27", "studies").set_index("id")["place"]
    says = "says_id" if words.lang == "id" else "says"
    rows = []
    for row in mentions[mentions["subtheme"] == subtheme].to_dict("records"):
        study = row["study"] if isinstance(row["study"], str) else ""
        place = str(place_of[study]) if study else _("bukan dari ke-27 studi")
        number = study.removeprefix("study-").lstrip("0") or "–"
        rows.append([str(row[says]), str(row["cited_as"]), number, place])
    columns = [_("Isi kutipan"), _("Dikutip sebagai"), _("Nomor studi"), _("Tempat")]
    return html_table(_("Sebutan pada subtema “{name}”").format(name=name), columns, rows)


def _budget() -> tuple[int, int]:
    """Mentions of the budget, and how many of them are of works outside the review."""
    mentions = load("review27", "mentions")
    here = mentions[mentions["subtheme"] == BUDGET]
    return len(here), int(here["study"].isna().sum())


def budget_studies() -> int:
    """Different studies of the review that are cited on the budget."""
    mentions = load("review27", "mentions")
    return int(mentions.loc[mentions["subtheme"] == BUDGET, "study"].nunique())


def evidence(words: Words) -> Exercise:
    """How many studies stand behind the mentions of a sub-theme."""
    _ = words
    truth = budget_studies()
    mentions, outside = _budget()
    n_studies = len(load("review27", "studies"))
    said = {"truth": truth, "mentions": mentions, "outside": outside, "all": n_studies}

    def judge(studies: float) -> Verdict:
        if studies == truth:
            text = _(
                "Benar: {mentions} sebutan, tetapi {outside} bukan dari ke-{all} studi. Bukti dari ulasan ini: {truth} "
                "studi."
            )
            return Verdict(True, text.format(**said))
        if studies == mentions:
            text = _("Itu banyaknya sebutan. Adakah baris tanpa nomor studi?")
        elif studies == n_studies:
            text = _("Itu semua studi. Hitung hanya yang dikutip pada subtema anggaran.")
        elif studies > mentions:
            text = _("Tidak mungkin lebih banyak studi daripada sebutannya, {mentions}.")
        else:
            text = _("Terlalu sedikit. Pilih subtema anggaran, lalu hitung nomor studi yang berbeda.")
        return Verdict(False, text.format(**said))

    label = _(
        "Pada subtema anggaran (“Alokasi anggaran”): berapa studi berbeda, dari ke-{all} studi, yang menjadi buktinya?"
    )
    return Exercise(Entry("answer", label.format(all=n_studies), _("studi"), 0, 1000, whole=True), judge)


def printed_sum() -> float:
    """Sum of the ten percentages of the Ombudsman's table as the review prints them."""
    return float(round(load("ombudsman2020")["printed_percent"].sum(), 2))


def sum_exercise(words: Words) -> Exercise:
    """Whether a table of percentages adds up."""
    _ = words
    percents = load("ombudsman2020")["printed_percent"]
    truth, first = printed_sum(), float(percents.iloc[0])
    rounding = find_row("ombudsman2020/percent-sum-rounding-2020").value
    assert rounding is not None
    said = {
        "truth": words.number(truth, 2),
        "rounding": words.number(rounding, 2),
        "extra": words.number(truth - 100, 2),
    }

    def judge(total: float) -> Verdict:
        if abs(total - truth) <= 0.005:
            text = _(
                "Benar: {truth}. Lebih {extra}; pembulatan sepuluh angka paling banyak {rounding}. Jadi ada yang salah "
                "cetak, atau ada yang terhitung dua kali."
            )
            return Verdict(True, text.format(**said))
        if total == 100:
            text = _("Seharusnya memang 100. Tetapi jumlahkan dulu yang tercetak: itulah pemeriksaannya.")
        elif abs(total - (truth - first)) <= 0.005:
            text = _("Baris pertama terlewat. Jumlahkan kesepuluh baris.")
        elif abs(total - truth) <= 1:
            text = _("Sudah dekat. Periksa lagi angka di belakang koma, satu per satu.")
        else:
            text = _("Jumlahkan kesepuluh persen itu dengan kalkulator; jangan dibulatkan.")
        return Verdict(False, text)

    label = _(
        "Ulasan itu mengutip tabel laporan Ombudsman 2020, dalam persen: {percents}. Berapa jumlahnya? Tulis dengan "
        "dua desimal."
    )
    listed = "; ".join(words.number(float(each), 2) for each in percents)
    return Exercise(Entry("answer", label.format(percents=listed), "%", 0, 1000), judge)


def task_answers(words: Words) -> str:
    """Answers of the exercises, for the trainer."""
    _ = words
    mentions, outside = _budget()
    lines = [
        _("Latihan 1: {studies} studi ({mentions} sebutan, {outside} di antaranya bukan dari ke-27 studi).").format(
            studies=budget_studies(), mentions=mentions, outside=outside
        ),
        _("Latihan 2: {total}%, bukan 100%.").format(total=words.number(printed_sum(), 2)),
    ]
    return "\n".join(f"- {line}" for line in lines)
