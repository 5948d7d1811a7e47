"""Tasks of lesson 07: how long help and a pre-check may take before they cost the desk more than they save."""

from simulator.teaching.entries import Entry
from simulator.teaching.lessons.inputs import number
from simulator.teaching.lessons.returned_files import (
    HELP,
    HELP_MIN,
    PRE_CHECK,
    PRE_CHECK_MIN,
    RETURN,
    SHARE_NOW,
    VERIFICATION_MIN,
    incomplete_share,
    office,
    work,
)
from simulator.teaching.plan import Exercise, Verdict
from simulator.teaching.words import Words

NEAR = 0.1


def even_help_min() -> float:
    """Minutes of help at which helping takes the officers as long as sending files home."""
    none, one = (work(HELP, help_min=minutes).minutes for minutes in (0.0, 1.0))
    return (work(RETURN).minutes - none) / (one - none)


def even_pre_check_min() -> float:
    """Minutes of a pre-check at which it takes the officers as long as helping without one."""
    none, one = (work(PRE_CHECK, pre_min=minutes).minutes for minutes in (0.0, 1.0))
    return (work(HELP).minutes - none) / (one - none)


def help_minutes(words: Words) -> Exercise:
    """How long help may take."""
    _ = words
    truth, now = even_help_min(), number(office(), HELP_MIN)
    spread = SHARE_NOW * truth
    again = work(RETURN).again
    said = {
        "truth": words.number(truth, 0),
        "now": words.plain(now),
        "share": words.percent(SHARE_NOW),
        "again": words.number(again),
        "verify": words.plain(number(office(), VERIFICATION_MIN)),
    }

    def judge(minutes: float) -> Verdict:
        if abs(minutes - truth) <= NEAR * truth:
            text = _(
                "Benar, kira-kira {truth} menit: selama itu pun membantu belum lebih mahal daripada mengembalikan. "
                "Sekarang bantuan hanya {now} menit."
            )
            return Verdict(True, text.format(**said))
        if abs(minutes - spread) <= NEAR * spread:
            text = _(
                "Itu menit untuk setiap berkas baru. Yang dibantu hanya {share} dari berkas; bagikan kepada mereka."
            )
        elif minutes <= now:
            text = _("Dengan {now} menit pun membantu masih lebih murah. Batasnya lebih lama.")
        elif minutes < truth:
            text = _(
                "Masih lebih murah membantu. Mengembalikan memakan {again} menit pemeriksaan ulang untuk setiap berkas "
                "baru; berapa itu untuk setiap berkas yang kurang?"
            )
        else:
            text = _(
                "Terlalu lama. Berkas yang kembali diperiksa lagi {verify} menit, tetapi tidak semuanya kembali, dan "
                "sebagian kurang lagi."
            )
        return Verdict(False, text.format(**said))

    label = _(
        "Sampai berapa menit membantu satu berkas yang kurang, supaya waktu petugas tidak lebih banyak daripada kalau "
        "berkas itu dikembalikan?"
    )
    return Exercise(Entry("answer", label, _("menit"), 0, 1000), judge)


def pre_check_minutes(words: Words) -> Exercise:
    """How long a pre-check may take."""
    _ = words
    truth, help_min = even_pre_check_min(), number(office(), HELP_MIN)
    left = incomplete_share(PRE_CHECK, SHARE_NOW)
    saved, every = (SHARE_NOW - left) * help_min, SHARE_NOW * help_min
    said = {
        "truth": words.number(truth),
        "saved": words.plain(round(saved, 1)),
        "left": words.percent(left),
        "share": words.percent(SHARE_NOW),
        "help": words.plain(help_min),
        "now": words.plain(PRE_CHECK_MIN),
    }

    def judge(minutes: float) -> Verdict:
        if (1 - NEAR) * saved <= minutes <= (truth + every) / 2:
            text = _(
                "Benar. Bantuan berkurang {saved} menit untuk setiap berkas baru; karena NIK yang tidak cocok juga "
                "ketahuan lebih awal, batasnya {truth} menit."
            )
            return Verdict(True, text.format(**said))
        if abs(minutes - every) <= NEAR * every:
            text = _("Itu kalau sesudah pra-pemeriksaan tidak ada lagi yang kurang. Padahal {left} masih kurang.")
        elif abs(minutes - help_min) <= NEAR * help_min:
            text = _(
                "{help} menit itu bantuan untuk satu berkas yang kurang. Pra-pemeriksaan dilakukan pada semua berkas."
            )
        elif minutes < saved:
            text = _("Masih menguntungkan. Berkas yang kurang turun dari {share} menjadi {left}: bantuan turun berapa?")
        else:
            text = _("Terlalu lama. Setiap berkas diperiksa lebih dulu, juga yang sudah lengkap.")
        return Verdict(False, text.format(**said))

    label = _(
        "Dengan pra-pemeriksaan, yang masih kurang hanya {left}, bukan {share}. Setiap berkas baru dilihat lebih dulu. "
        "Sampai berapa menit per berkas, supaya waktu petugas tidak lebih banyak daripada hanya membantu?"
    )
    return Exercise(Entry("answer", label.format(**said), _("menit"), 0, 1000), judge)
