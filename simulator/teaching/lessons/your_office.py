"""Lesson 15: a plan for one's own office; which plan wins hangs on a number that nobody had counted."""

from collections.abc import Iterator, Sequence

from simulator.measures import Estimate
from simulator.teaching.lab import Lab, Measure
from simulator.teaching.lessons.own_exercises import OFFICE_HOURS, busy, price
from simulator.teaching.lessons.own_handout import RETURNS, answers, flip_block, plans_block
from simulator.teaching.lessons.own_office import (
    EXAMPLE,
    days_measure,
    entries,
    office,
    verification_busy,
    wait_measure,
    with_returns,
)
from simulator.teaching.lessons.own_plans import (
    COUNTERS,
    HELPED,
    LOOKED_THROUGH_MIN,
    NOW,
    PLANS,
    SIGNING,
    plan_names,
    planned,
    saved,
    saving,
)
from simulator.teaching.lessons.own_report import with_bounds
from simulator.teaching.pictures import point
from simulator.teaching.plan import (
    Choices,
    Comparison,
    Display,
    Explore,
    Fact,
    Guess,
    Meaning,
    Options,
    Outcome,
    Plan,
    Setting,
    Shown,
    Slider,
)
from simulator.teaching.quiz.quantity import Quantity
from simulator.teaching.words import Words
from simulator.widgets import Axis, Picture, Points, Table

FEW, MOST_RETURNS = 1, 6
RIVALS = (HELPED, SIGNING)
PATHS = {
    "files": "case_classes[0].arrivals.per_day",
    "counters": "stations[5].roster[0].servers",
    "counter_min": "stations[5].service_time.mean_min",
    "desk": "stations[0].servers",
    "station_min": "stations[0].service_time.mean_min",
    "agency": "stations[1].service_time.mean_min",
}


def plan(lab: Lab, words: Words) -> Plan:
    """The lesson in the language of `words`."""
    _ = words
    measures = days_measure(words), wait_measure(words)
    return Plan(
        scenario=office(EXAMPLE),
        facts=_facts(words),
        guess=_guess(words),
        explore=_explore(measures, words),
        comparison=_comparison(lab, measures, words),
        reflection=_("Siapa yang akan Anda tunjuki rencana ini, dan pertanyaan apa yang pertama ia ajukan?"),
        quantities=lambda: quantities(lab, measures, words),
        displays={"flip": _flip(lab, measures[0], words)},
        exercises={"busy": busy(words), "price": price(lab, measures[0], words)},
        legend=_legend(measures, words),
        handout=lambda: {
            "plans": plans_block(lab, measures, words),
            "flip": flip_block(lab, measures[0], RIVALS, words),
            "answers": answers(lab, measures[0], words),
        },
    )


def _facts(words: Words) -> list[Fact]:
    _ = words
    return [
        Fact(
            entry.label.partition(";")[0].rstrip("?"),
            f"{words.plain(EXAMPLE[entry.name])} {entry.unit}",
            PATHS.get(entry.name, ""),
            _("asumsi"),
        )
        for entry in entries(words)
    ]


def _guess(words: Words) -> Guess:
    _ = words
    task = _(
        "Kantor contoh menimbang lima rencana. Mana yang paling banyak mengurangi hari kerja sampai izin terbit? "
        "Tebak saja, tidak ada nilai."
    )
    return Guess(task, options=plan_names(words)[1:])


def _explore(measures: Sequence[Measure], words: Words) -> Explore:
    _ = words
    lever = Slider(
        "returns",
        _("Dari sepuluh berkas, yang dikembalikan"),
        _("berkas"),
        minimum=0,
        maximum=MOST_RETURNS,
        step=1,
        start=EXAMPLE["returns"],
    )
    return Explore(
        task=_(
            "Pilih rencana, satu per satu. Setiap pilihan menambah satu titik di grafik; garis pada titik adalah "
            "rentang 95%. Sesudah itu geser yang dikembalikan, dan coba lagi."
        ),
        title=_("Hari kerja sampai izin terbit menurut rencana"),
        levers=(Options("plan", _("Rencana"), plan_names(words)), lever),
        scenario=lambda places: planned(with_returns(places["returns"]), int(places["plan"])),
        measures=measures,
    )


def _comparison(lab: Lab, measures: Sequence[Measure], words: Words) -> Comparison:
    _ = words
    names = plan_names(words)
    days, wait = measures

    def verdict(guess: float, outcome: Outcome) -> str:
        chosen = int(guess) + 1
        gains = {plan: saved(outcome.pairs[plan - 1][days.key]) for plan in PLANS if plan != NOW}
        best = max(gains, key=lambda plan: gains[plan].mean)
        said = {
            "chosen": names[chosen],
            "gain": with_bounds(days, gains[chosen], words),
            "n": gains[chosen].n,
            "best": names[best],
            "most": with_bounds(days, gains[best], words),
            "counter": names[COUNTERS],
            "wait": with_bounds(wait, saving(lab, wait, EXAMPLE, COUNTERS), words),
        }
        parts = [
            _("{chosen} menghemat {gain} hari kerja; dalam kurung rentang 95%, {n} ulangan."),
            _("Tebakan Anda tepat.") if chosen == best else _("Yang paling banyak: {best}, {most} hari kerja."),
            _("{counter} menyingkatkan antrean di loket {wait} menit, tetapi berkas tidak menunggu di loket."),
        ]
        return " ".join([*(part.format(**said) for part in parts), _if_few(lab, days, best, words)])

    return Comparison(
        task=_(
            "Enam kali kantor yang sama, dengan nasib yang sama: orang dan berkas yang sama datang pada saat yang "
            "sama. Yang berbeda hanya rencananya."
        ),
        button=_("Bandingkan kelima rencana"),
        title=_("Hari kerja sampai izin terbit, kantor contoh"),
        settings=[Setting(name, planned(EXAMPLE, code)) for code, name in enumerate(names)],
        measures=(days,),
        verdict=verdict,
    )


def _if_few(lab: Lab, days: Measure, best: int, words: Words) -> str:
    """What becomes of the choice where few files are sent back."""
    _ = words
    names, counts = plan_names(words), with_returns(FEW)
    rival = RIVALS[1] if best == RIVALS[0] else RIVALS[0]
    lead = saving(lab, days, counts, rival, instead_of=best)
    if not lead.low > 0:
        return ""
    text = _(
        "Tetapi kalau ternyata hanya {few} dari sepuluh berkas yang dikembalikan, yang menang {rival}: "
        "{lead} hari kerja lebih cepat daripada {best}."
    )
    return text.format(few=FEW, rival=names[rival], lead=with_bounds(days, lead, words), best=names[best])


def _flip(lab: Lab, days: Measure, words: Words) -> Display:
    _ = words

    def show(_places: Choices) -> Iterator[Shown]:
        found: list[tuple[int, tuple[Estimate, ...]]] = []
        for returns in RETURNS:
            gains = tuple(saving(lab, days, with_returns(returns), plan) for plan in RIVALS)
            found.append((returns, gains))
            text = _("Setiap titik: selisih berpasangan dengan kantor yang sama tanpa rencana itu; {n} ulangan.")
            picture, is_whole = _flip_picture(found, days, words), len(found) == len(RETURNS)
            yield Shown(text.format(n=gains[0].n), picture, is_whole=is_whole)

    return Display(
        heading=_("Satu hitungan yang lain"),
        task=_(
            "Dua rencana terbaik, di lima kantor yang sama. Yang berbeda hanya satu hitungan: berapa dari sepuluh "
            "berkas yang dikembalikan."
        ),
        button=_("Tampilkan kedua rencana"),
        show=show,
    )


def _flip_picture(found: Sequence[tuple[int, tuple[Estimate, ...]]], days: Measure, words: Words) -> Picture:
    _ = words
    names = [plan_names(words)[plan] for plan in RIVALS]
    title, unit = _("Hari kerja yang dihemat, menurut berkas yang dikembalikan"), days.unit
    x = _("Dari sepuluh berkas, yang dikembalikan")
    rows = [
        [str(returns), *(cell for e in gains for cell in (words.value(days, e.mean), words.bounds(days, e)))]
        for returns, gains in found
    ]
    heads = [cell for name in names for cell in (f"{name} ({unit})", _("Rentang 95%"))]
    return Picture(
        title=title,
        description=_("Mendatar: berkas yang dikembalikan. Tegak: hari kerja yang dihemat masing-masing rencana."),
        x=Axis(x, _("berkas"), 0, MOST_RETURNS),
        y=Axis(_("Hari kerja yang dihemat"), unit),
        key={},
        table=Table(title, [x, *heads], rows),
        marks=[
            Points(name, [point(returns, gains[i], days) for returns, gains in found]) for i, name in enumerate(names)
        ],
    )


def quantities(lab: Lab, measures: Sequence[Measure], words: Words) -> dict[str, Quantity]:
    """Numbers of the quiz, from the same runs as the comparison."""
    _ = words
    days, wait = measures
    unit, minutes = days.unit, wait.unit
    gain = {plan: saving(lab, days, EXAMPLE, plan).mean for plan in PLANS if plan != NOW}
    few = {plan: saving(lab, days, with_returns(FEW), plan).mean for plan in RIVALS}
    spend = EXAMPLE["station_min"] * EXAMPLE["files"] / 60
    there = EXAMPLE["desk"] * OFFICE_HOURS
    return {
        "now_days": Quantity(lab.estimate(office(EXAMPLE), days).mean, 1, unit=unit),
        "gain_counter": Quantity(gain[COUNTERS], 2, unit=unit),
        "gain_help": Quantity(gain[HELPED], 1, unit=unit),
        "gain_signing": Quantity(gain[SIGNING], 1, unit=unit),
        "few_help": Quantity(few[HELPED], 1, unit=unit),
        "few_signing": Quantity(few[SIGNING], 1, unit=unit),
        "wait_counter": Quantity(saving(lab, wait, EXAMPLE, COUNTERS).mean, 0, unit=minutes),
        "returned": Quantity(EXAMPLE["returns"], 0),
        "few": Quantity(FEW, 0),
        "files": Quantity(EXAMPLE["files"], 0),
        "desk": Quantity(EXAMPLE["desk"], 0),
        "station_min": Quantity(EXAMPLE["station_min"], 0, unit=minutes),
        "station_hours": Quantity(OFFICE_HOURS, 1, unit=_("jam")),
        "station_busy": Quantity(verification_busy(EXAMPLE), 0, 3, percent=True),
        "station_first": Quantity(spend / there, 0, percent=True),
        "station_one": Quantity(EXAMPLE["desk"] * verification_busy(EXAMPLE), 0, percent=True),
        "checks": Quantity(verification_busy(EXAMPLE) * there / spend, 1, unit=_("kali")),
    }


def _legend(measures: Sequence[Measure], words: Words) -> list[Meaning]:
    _ = words
    days, wait = measures
    texts = (
        "",
        _("Satu loket lagi sepanjang hari."),
        _("Satu orang lagi di meja verifikasi; berkas kurang dilengkapi di tempat, tidak dikembalikan."),
        _("Saluran internet lain yang mengambil alih setelah 2 menit; kadang putus juga."),
        _("Kepala dinas menandatangani setiap hari kerja, pada sore hari."),
        _(
            "Berkas dicocokkan dulu dengan daftar: {minutes} menit lebih lama, yang dikembalikan menjadi separuh."
        ).format(minutes=LOOKED_THROUGH_MIN),
    )
    plans = [Meaning(name, "", text) for name, text in zip(plan_names(words), texts, strict=True) if text]
    return [
        Meaning(
            days.label,
            days.unit,
            _("Dari berkas masuk sampai ditandatangani, termasuk hari berkas dibawa pulang pemohon."),
        ),
        Meaning(wait.label, wait.unit, _("Rata-rata orang yang dilayani; yang pulang karena terlalu lama tidak ikut.")),
        *plans,
        Meaning(_("Biaya sebulan"), _("rupiah"), _("Tambahan biaya kantor karena rencana itu, menurut harga asumsi.")),
    ]
