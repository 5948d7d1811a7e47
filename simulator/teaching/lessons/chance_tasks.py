"""Tasks of lesson 12: how many replications half an interval needs, and how many useless proposals look real."""

from simulator.measures.estimate import CONFIDENCE
from simulator.teaching.entries import Entry
from simulator.teaching.plan import Exercise, Verdict
from simulator.teaching.words import Words

REPLICATIONS = 10
TESTS = 20
FALSE_ALARMS = round(TESTS * (1 - CONFIDENCE), 9)
"""Useless proposals, of those tested, whose interval leaves zero out, on average."""


def most_tests() -> int:
    """Replications that halve the interval: four times as many."""
    return 4 * REPLICATIONS


def half_interval(words: Words) -> Exercise:
    """How many replications make an interval half as wide."""
    _ = words
    truth = most_tests()
    said = {"n": REPLICATIONS, "truth": truth, "double": 2 * REPLICATIONS}

    def judge(n: float) -> Verdict:
        if abs(n - truth) <= REPLICATIONS / 2:
            text = _(
                "Benar, kira-kira {truth}. Rentang menyempit dengan akar banyaknya ulangan: empat kali, separuhnya."
            )
            return Verdict(True, text.format(**said))
        if n == truth - REPLICATIONS:
            text = _("Itu tambahannya. Berapa semuanya?")
        elif n == 2 * REPLICATIONS:
            text = _("{double} ulangan baru menyempitkan rentang menjadi kira-kira 70%. Rentang mengikuti akar.")
        elif n <= REPLICATIONS:
            text = _("Dengan ulangan lebih sedikit, rentangnya melebar.")
        elif n < truth:
            text = _("Belum cukup. Rentang mengikuti akar banyaknya ulangan.")
        else:
            text = _("Lebih dari cukup. Yang diminta separuh, bukan sepersepuluh. Rentang mengikuti akar.")
        return Verdict(False, text.format(**said))

    label = _(
        "{n} ulangan memberi rentang yang masih dua kali terlalu lebar. Kira-kira berapa ulangan semuanya, supaya "
        "lebarnya tinggal separuh?"
    )
    return Exercise(Entry("answer", label.format(**said), _("ulangan"), 0, 100_000), judge)


def false_alarms(words: Words) -> Exercise:
    """How many of many useless proposals look different all the same."""
    _ = words
    percent = 100 * (1 - CONFIDENCE)
    said = {"tests": TESTS, "alarms": words.plain(FALSE_ALARMS), "percent": words.plain(round(percent, 6))}

    def judge(n: float) -> Verdict:
        if abs(n - FALSE_ALARMS) <= 0.1:
            text = _(
                "Benar, rata-rata {alarms} dari {tests}. Siapa yang mencoba banyak usul akan menemukan “juara” karena "
                "kebetulan. Uji juara itu sekali lagi, dengan hari yang baru."
            )
            return Verdict(True, text.format(**said))
        if n == 0:
            text = _("Rentang 95% meleset kira-kira 5 dari 100 kali, juga kalau tidak ada bedanya.")
        elif abs(n - percent) <= 0.1:
            text = _("{percent} adalah persennya. Berapa itu dari {tests} usul?")
        elif n >= TESTS - 1:
            text = _("Itu yang benar-benar tampak sama. Yang ditanya: yang keliru tampak berbeda.")
        else:
            text = _("Hitung {percent}% dari {tests}.")
        return Verdict(False, text.format(**said))

    label = _(
        "{tests} usul diuji. Semuanya sebenarnya tidak berguna. Setiap usul dinilai dengan rentang 95%. Rata-rata "
        "berapa usul yang rentangnya tidak memuat nol, jadi tampak nyata?"
    )
    return Exercise(Entry("answer", label.format(**said), _("usul"), 0, 1000), judge)
