"""Tasks of lesson 04: who comes during the break of a Friday, and how long the last ones take."""

from simulator.scenario import Scenario
from simulator.teaching.entries import Entry
from simulator.teaching.lessons.counter_hours import (
    CLOSE,
    FULL,
    LAST_TICKET,
    OPEN,
    people_a_day,
    people_by_hour,
    ruled_day,
    service_min,
)
from simulator.teaching.lessons.network_office import said_clock
from simulator.teaching.plan import Exercise, Verdict
from simulator.teaching.words import Words

NEAR = 0.1
WAITING = 8
"""People who still stand in line when the last ticket has been given, in the second task."""


def friday_break() -> tuple[float, float]:
    """Hours of the day between which the break of a Friday lies."""
    day = ruled_day(is_friday=True)
    hours, minutes = zip(*(day[key].split(":") for key in ("break_from", "break_to")), strict=True)
    first, last = (int(hour) + int(minute) / 60 for hour, minute in zip(hours, minutes, strict=True))
    return first, last


def _between(base: Scenario, first: float, last: float) -> float:
    """People who come to the counters between two hours of the day, on average."""
    return sum(
        people * max(0.0, min(last, OPEN + at + 1) - max(first, OPEN + at))
        for at, people in enumerate(people_by_hour(base))
    )


def friday_people(base: Scenario) -> float:
    """People who come to the counters during the break of a Friday."""
    return _between(base, *friday_break())


def minutes_after_last_ticket(base: Scenario) -> float:
    """Minutes until the last of those who wait has been served, roughly."""
    return WAITING * service_min(base) / FULL


def friday(base: Scenario, words: Words) -> Exercise:
    """How many people find closed counters if everybody takes the break of a Friday at once."""
    _ = words
    first, last = friday_break()
    truth, by_time = friday_people(base), people_by_hour(base)
    eleven, noon = by_time[int(first - OPEN)], by_time[int(last - 1 - OPEN)]
    evenly = people_a_day(base) * (last - first) / (LAST_TICKET - OPEN)
    day = ruled_day(is_friday=True)
    said = {
        "people": words.number(truth, 0),
        "minutes": words.plain(60 * (last - first)),
        "first": said_clock(day["break_from"], words),
        "last": said_clock(day["break_to"], words),
        "eleven": words.number(eleven),
        "noon": words.number(noon),
    }

    def judge(people: float) -> Verdict:
        if abs(people - truth) <= NEAR * truth:
            text = _(
                "Benar, kira-kira {people} orang menemukan loket kosong. Dengan istirahat bergiliran, selalu ada yang "
                "menerima mereka. Pada hari Jumat, atur giliran supaya semua yang salat Jumat bisa berangkat."
            )
            return Verdict(True, text.format(**said))
        if abs(people - noon) <= NEAR * noon:
            text = _("Itu baru satu jam terakhir. Istirahat Jumat {minutes} menit, mulai pukul {first}.")
        elif abs(people - eleven - noon) <= NEAR * (eleven + noon) / 2:
            text = _("Itu dua jam penuh. Istirahatnya baru mulai pukul {first}: ambil separuh dari jam yang pertama.")
        elif abs(people - evenly) <= NEAR * evenly:
            text = _("Anda membagi rata orang sehari. Lihat berapa yang datang pada jam-jam itu.")
        elif people > truth:
            text = _("Terlalu banyak. Separuh dari {eleven} orang, ditambah {noon} orang.")
        else:
            text = _("Terlalu sedikit. Separuh dari {eleven} orang, ditambah {noon} orang.")
        return Verdict(False, text.format(**said))

    label = _(
        "Jumat, semua petugas beristirahat bersama pukul {first}–{last}, dan loket ditutup. Biasanya {eleven} orang "
        "datang antara pukul 11 dan 12, lalu {noon} orang antara pukul 12 dan 13. Berapa orang menemukan loket tutup?"
    )
    return Exercise(Entry("answer", label.format(**said), _("orang"), 0, 10_000), judge)


def last_ticket(base: Scenario, words: Words) -> Exercise:
    """How long after the last ticket the last of those who wait has been served."""
    _ = words
    truth, each = minutes_after_last_ticket(base), service_min(base)
    alone = WAITING * each
    left = 60 * (CLOSE - LAST_TICKET)
    said = {
        "waiting": WAITING,
        "officers": FULL,
        "each": words.number(each, 0),
        "minutes": words.number(truth, 0),
        "left": words.plain(left),
        "time": said_clock(f"{int(LAST_TICKET)}:00", words),
    }

    def judge(minutes: float) -> Verdict:
        if abs(minutes - truth) <= NEAR * truth:
            text = _(
                "Benar, kira-kira {minutes} menit. Loket tutup {left} menit sesudah tiket terakhir, jadi masih cukup. "
                "Tiket terakhir adalah jam tutup dikurangi waktu untuk menghabiskan antrean."
            )
            return Verdict(True, text.format(**said))
        if abs(minutes - alone) <= NEAR * alone:
            text = _("Itu kalau hanya satu petugas yang melayani. Di loket ada {officers} orang.")
        elif abs(minutes - each) <= NEAR * each:
            text = _("Itu lama melayani satu orang. Yang menunggu {waiting} orang.")
        elif abs(minutes - left) <= 1:
            text = _("Itu waktu sampai loket tutup. Yang ditanya: berapa lama antreannya habis?")
        elif minutes > truth:
            text = _("Terlalu lama. Kalikan orang dengan menit, lalu bagi dengan banyaknya petugas.")
        else:
            text = _("Terlalu singkat. Kalikan orang dengan menit, lalu bagi dengan banyaknya petugas.")
        return Verdict(False, text.format(**said))

    label = _(
        "Pukul {time} tiket terakhir diberikan. {waiting} orang masih menunggu, {officers} petugas baru saja siap "
        "melayani, dan satu pelayanan rata-rata {each} menit. Kira-kira berapa menit sampai semua selesai dilayani?"
    )
    return Exercise(Entry("answer", label.format(**said), _("menit"), 0, 10_000), judge)
