"""Lesson 06: while the central system is down a second link saves nothing, one more counter little, paper most."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from simulator.analysis import Answers
from simulator.measures import Estimate, estimate_mean
from simulator.measures.causes import causes_table, waiting_causes
from simulator.scenario import Scenario
from simulator.teaching.lab import Lab, Measure, Pair
from simulator.teaching.lessons.inputs import number
from simulator.teaching.lessons.network_office import (
    CENTRE,
    COUNTER,
    COUNTERS,
    DOWN,
    ENTRY_MIN,
    ENTRY_SERVERS,
    HOME,
    LINE,
    LINK,
    LINK_STARTS_MIN,
    OWN_LINK,
    PAPER,
    SERVICE_MIN,
    UP,
    WAIT,
    arrivals,
    clock,
    doings,
    hours_lost,
    office,
    said_clock,
    sent_away,
)
from simulator.teaching.lessons.paper_forms import entry_hours, forms, forms_needed, later_entry
from simulator.teaching.pictures import stack_picture
from simulator.teaching.plan import (
    REPLAY_OPENS,
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
)
from simulator.teaching.quiz.quantity import Quantity
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words
from simulator.widgets import Axis, Picture, replay_day


def plan(lab: Lab, words: Words) -> Plan:
    """The lesson in the language of `words`."""
    _ = words
    base = office(CENTRE, WAIT)
    measures = hours_lost(words), sent_away(words)
    return Plan(
        scenario=base,
        facts=_facts(base, words),
        guess=_guess(words),
        explore=_explore(measures, words),
        comparison=_comparison(lab, measures, words),
        reflection=_("Apa yang dilakukan kantor Anda bila OSS macet besok pagi, dan siapa yang memutuskannya?"),
        quantities=lambda: quantities(lab, measures, words),
        displays={"day": _day(lab, words), "causes": _causes(lab, words)},
        exercises={"forms": forms(base, words), "later_entry": later_entry(base, words)},
        legend=_legend(measures, words),
        handout=lambda: {"hours": _hours_table(lab, measures, words), "answers": _answers(base, words)},
    )


def _said(hour: float, words: Words) -> str:
    return said_clock(clock(hour), words)


def _facts(base: Scenario, words: Words) -> list[Fact]:
    _ = words
    minutes = _("{minutes} menit")

    def fact(label: str, path: str, said: str = "{minutes}") -> Fact:
        return Fact(label, said.format(minutes=words.plain(number(base, path))), path)

    span = _("pukul {down}–{up}, hari pertama").format(down=_said(DOWN, words), up=_said(UP, words))
    return [
        fact(_("Loket"), COUNTERS),
        fact(_("Lama melayani satu orang, rata-rata"), SERVICE_MIN, minutes),
        fact(_("Pemohon NIB per hari"), "case_classes[0].arrivals.per_day"),
        Fact(_("Yang datang ke loket"), words.percent(arrivals(base)[1]), "case_classes[0].channels.shares"),
        fact(_("Batas sabar: separuh orang pulang setelah menunggu"), "stations[0].patience.median_min", minutes),
        fact(_("Petugas yang bisa mengentri formulir kertas"), ENTRY_SERVERS),
        fact(_("Lama mengentri satu formulir, rata-rata"), ENTRY_MIN, minutes),
        Fact(_("OSS pusat mati"), span, origin=_("asumsi; gangguan lain dari skenario ini dihilangkan")),
    ]


def _guess(words: Words) -> Guess:
    _ = words
    task = _(
        "OSS pusat mati dari pukul {down} sampai {up}. Kepala dinas hanya boleh memilih satu tindakan. "
        "Mana yang paling banyak mengurangi jam menunggu di loket? Tebak dulu, sebelum melihat hasil."
    )
    return Guess(task.format(down=_said(DOWN, words), up=_said(UP, words)), options=doings(words)[1:])


def _explore(measures: Sequence[Measure], words: Words) -> Explore:
    _ = words
    return Explore(
        task=_(
            "Pilih apa yang putus dan apa yang dilakukan kantor. Gangguannya selalu sama lama. Setiap pilihan menambah "
            "satu titik di grafik; garis pada titik adalah rentang 95%."
        ),
        title=_("Jam menunggu di loket menurut tindakan"),
        levers=(
            Options("does", _("Yang dilakukan kantor"), doings(words)),
            Options("fails", _("Yang putus"), [_("OSS pusat"), _("Jaringan kantor")]),
        ),
        scenario=lambda places: office(int(places["fails"]), int(places["does"])),
        measures=measures,
    )


def _comparison(lab: Lab, measures: Sequence[Measure], words: Words) -> Comparison:
    _ = words
    names = doings(words)
    hours, people = measures

    def verdict(guess: float, outcome: Outcome) -> str:
        chosen = int(guess) + 1
        means = [found[hours.key].mean for found in outcome.estimates]
        best = 1 + int(np.argmin(means[1:]))
        pair = outcome.pairs[chosen - 1][hours.key]
        away = lab.estimate(office(CENTRE, chosen), people)
        said = {
            "chosen": names[chosen],
            "base": words.number(pair.base.mean),
            "saved": words.number(pair.base.mean - pair.alternative.mean),
            "interval": _bounds(hours, pair, words),
            "n": pair.difference.n,
            "people": words.number(away.mean, 0),
            "of_people": words.bounds(people, away),
            "best": names[best],
            "left": words.number(means[best]),
        }
        first = _first_words(chosen, best, pair, words)
        return " ".join(text.format(**said) for text in (first, _tail(chosen, best, words)))

    return Comparison(
        task=_(
            "OSS pusat mati, lima kali dengan nasib yang sama: orang yang sama datang pada saat yang sama. "
            "Yang berbeda hanya tindakan kantor."
        ),
        button=_("Bandingkan kelima tindakan"),
        title=_("Jam menunggu di loket saat OSS pusat mati"),
        settings=[Setting(name, office(CENTRE, does)) for does, name in enumerate(names)],
        measures=(hours,),
        verdict=verdict,
    )


def _bounds(measure: Measure, pair: Pair, words: Words) -> str:
    """Ends of the interval of what was saved."""
    saved = replace(pair.difference, mean=pair.base.mean - pair.alternative.mean)
    return words.change_bounds(measure, saved)


def _first_words(chosen: int, best: int, pair: Pair, words: Words) -> str:
    _ = words
    if pair.difference.half_width == 0:
        return _("{chosen} memangkas {saved} dari {base} jam menunggu karena gangguan, sama di semua {n} ulangan.")
    if chosen == best:
        return _(
            "Tepat. {chosen} memangkas {saved} dari {base} jam menunggu karena gangguan "
            "(rentang 95%: {interval}; {n} ulangan)."
        )
    return _(
        "{chosen} memangkas {saved} dari {base} jam menunggu karena gangguan (rentang 95%: {interval}; {n} ulangan)."
    )


def _tail(chosen: int, best: int, words: Words) -> str:
    _ = words
    why = {
        COUNTER: _("Selama OSS mati, loket tambahan pun tidak bisa melayani. Ia baru berguna sesudah OSS hidup lagi."),
        LINK: _("Jaringan kantor tidak putus, jadi jaringan kedua tidak pernah dipakai."),
        PAPER: _("Pelayanan jalan terus; data dientri setelah OSS hidup lagi."),
        HOME: _(
            "Ruang tunggu cepat kosong, tetapi {people} orang (rentang 95%: {of_people}) pulang tanpa dilayani dan "
            "harus datang lagi."
        ),
    }[chosen]
    return why if chosen == best else f"{why} " + _("Yang paling menolong di sini: {best}, tersisa {left} jam.")


def _day(lab: Lab, words: Words) -> Display:
    _ = words

    def show(places: Choices) -> Iterator[Shown]:
        result = lab.run(office(CENTRE, int(places["does"])), 1)
        text = _("Satu hari dari satu ulangan. Perhatikan loket pada pukul {down} dan antrean pada pukul {up}.")
        said = text.format(down=_said(DOWN, words), up=_said(UP, words))
        yield Shown(said, widget=replay_day(result, 0, opens_hour=REPLAY_OPENS, lang=words.lang))

    return Display(
        heading=_("Putar ulang hari gangguan"),
        task=_("Pilih satu tindakan, lalu lihat apa yang terjadi di loket dari pagi sampai tutup."),
        button=_("Putar ulang hari itu"),
        show=show,
        levers=(Options("does", _("Yang dilakukan kantor"), doings(words)),),
    )


DAMAGE = ("peak_extra_cases", "gave_up_caused")
TWINS = 10  # replications simulated once more without the outage, for the table: each costs as much as the run
Found = tuple[tuple[Estimate, Estimate], Mapping[str, Estimate]]


def _causes(lab: Lab, words: Words) -> Display:
    """Why people stood in line, and what the outage did beside the same day without it."""
    _ = words
    names = doings(words)
    kept: dict[int, Found] = {}

    def show(places: Choices) -> Iterator[Shown]:
        for does in (shown := list(dict.fromkeys([WAIT, int(places["does"])]))):
            if does not in kept:
                kept[does] = _found(lab, does)
        found = {names[does]: kept[does] for does in shown}
        text = _("Setiap jam menunggu dihitung pada satu sebab. Batang: {n} ulangan; tabel: {twins} ulangan.")
        said = text.format(n=lab.replications, twins=min(TWINS, lab.replications))
        yield Shown(said, _causes_picture(found, words), _damage_table(found, words))

    return Display(
        heading=_("Mengapa mereka menunggu"),
        task=_(
            "Pilih satu tindakan. Komputer memilah jam menunggu di loket menurut sebabnya, di samping menunggu saja."
        ),
        button=_("Tampilkan sebabnya"),
        show=show,
        levers=(Options("does", _("Yang dilakukan kantor"), names, COUNTER),),
    )


def _found(lab: Lab, does: int) -> Found:
    """Mean hours in line because of the outage and for other causes; and what the outage did."""
    scenario = office(CENTRE, does)
    log = lab.run(scenario).log
    table = causes_table(waiting_causes(log), log.names, log.replications, "station")
    of_line = table[(table["name"] == LINE) & (table["cause"] != "away")]
    is_down = of_line["cause"] == "outage:oss"
    sums = (part.groupby("replication")["hours"].sum() for part in (of_line[is_down], of_line[~is_down]))
    hours = [estimate_mean(each.reindex(list(log.replications), fill_value=0.0).to_numpy(), "") for each in sums]
    answers = Answers(lab.run(scenario, min(TWINS, lab.replications)))
    damage = answers.resilience.query("subsystems == ''").set_index("measure")
    rows = damage.loc[list(DAMAGE), ["mean", "half_width", "n", "unit"]]
    return (hours[0], hours[1]), {key: Estimate(*rows.loc[key]) for key in DAMAGE}


def _causes_picture(found: Mapping[str, Found], words: Words) -> Picture:
    _ = words
    keys = [_("OSS mati"), _("Petugas melayani yang lebih dulu")]
    return stack_picture(
        _("Jam menunggu di loket menurut sebabnya, tiga hari"),
        _("Satu batang untuk setiap tindakan; panjangnya jam menunggu, dipilah menurut sebab."),
        Axis(_("Jam menunggu"), _("jam")),
        Axis(_("Yang dilakukan kantor"), names=list(found)),
        {key: [hours[at] for hours, _damage in found.values()] for at, key in enumerate(keys)},
        words,
    )


def _damage_table(found: Mapping[str, Found], words: Words) -> str:
    _ = words
    labels = {
        "peak_extra_cases": _("Lebih banyak yang menunggu pada puncaknya, juga yang daring"),
        "gave_up_caused": _("Akhirnya batal"),
    }
    people = sent_away(words)
    rows = [
        [f"{labels[key]}: {name}", *_told(people, damage[key], words)]
        for key in DAMAGE
        for name, (_hours, damage) in found.items()
    ]
    caption = _("Akibat gangguan, dibanding hari yang sama tanpa gangguan (orang)")
    return html_table(caption, [_("Akibat"), _("Rata-rata"), _("Rentang 95%"), _("Ulangan")], rows, numbers=True)


def _told(measure: Measure, estimate: Estimate, words: Words) -> list[str]:
    return [words.number(estimate.mean), words.bounds(measure, estimate), str(estimate.n)]


def quantities(lab: Lab, measures: Sequence[Measure], words: Words) -> dict[str, Quantity]:
    """Numbers of the quiz, from the same runs as the comparison."""
    _ = words
    hours, people = measures
    left = {does: lab.estimate(office(CENTRE, does), hours).mean for does in range(5)}
    own_link = lab.estimate(office(OWN_LINK, LINK), hours).mean
    of_base = left[WAIT]
    away = {does: lab.estimate(office(CENTRE, does), people).mean for does in (WAIT, PAPER, HOME)}
    unit, base = _("jam"), office(CENTRE, WAIT)
    counters = number(base, COUNTERS)
    return {
        "outage": Quantity(UP - DOWN, 0, unit=unit),
        "hours_wait": Quantity(of_base, 0, unit=unit),
        "hours_counter": Quantity(left[COUNTER], 0, unit=unit),
        "hours_in_proportion": Quantity(of_base * counters / (counters + 1), 0, unit=unit),
        "hours_paper": Quantity(left[PAPER], 0, unit=unit),
        "hours_home": Quantity(left[HOME], 0, unit=unit),
        "saved_counter": Quantity(1 - left[COUNTER] / of_base, 0, percent=True),
        "saved_paper": Quantity(1 - left[PAPER] / of_base, 0, percent=True),
        "link_centre": Quantity(of_base - left[LINK], 0, 0.5, unit=unit),
        "link_own": Quantity(of_base - own_link, 0, 2, unit=unit),
        "away_wait": Quantity(away[WAIT], 0, unit=_("orang")),
        "away_paper": Quantity(away[PAPER], 0, unit=_("orang")),
        "away_home": Quantity(away[HOME], 0, unit=_("orang")),
        "forms": Quantity(forms_needed(base), 0, unit=_("lembar")),
        "entry_minutes": Quantity(number(base, ENTRY_MIN), 0, unit=_("menit")),
        "entry_hours": Quantity(entry_hours(base), 1, 0.4, unit=unit),
    }


def _legend(measures: Sequence[Measure], words: Words) -> list[Meaning]:
    _ = words
    hours, people = measures
    counter, link, paper, home = doings(words)[1:]
    return [
        Meaning(
            hours.label,
            hours.unit,
            _(
                "Waktu di antrean loket selama tiga hari, dijumlahkan untuk semua orang, juga yang akhirnya pulang; "
                "dikurangi waktu itu seandainya tidak ada gangguan."
            ),
        ),
        Meaning(
            people.label,
            people.unit,
            _("Karena terlalu lama menunggu, atau karena diminta pulang. Yang pulang dua kali dihitung dua kali."),
        ),
        Meaning(counter, "", _("Satu petugas loket lagi, selama tiga hari.")),
        Meaning(
            link,
            "",
            _(
                "Saluran internet lain untuk kantor; dalam model hidup {minutes} menit kemudian dan tidak pernah gagal."
            ).format(minutes=LINK_STARTS_MIN),
        ),
        Meaning(
            paper,
            "",
            _("Setelah 30 menit, loket melayani dengan formulir; data dientri kemudian oleh satu petugas."),
        ),
        Meaning(home, "", _("Setelah 30 menit, semua yang menunggu diminta pulang; delapan dari sepuluh datang lagi.")),
    ]


def _hours_table(lab: Lab, measures: Sequence[Measure], words: Words) -> str:
    _ = words
    columns = (_("Yang dilakukan kantor"), _("OSS pusat mati"), _("Jaringan kantor mati"), _("Pulang tanpa dilayani*"))
    rows = [f"| {' | '.join(columns)} |", "|:---|---:|---:|---:|"]
    hours = _("{hours} jam")
    for does, name in enumerate(doings(words)):
        cells = [lab.estimate(office(fails, does), measures[0]).mean for fails in (CENTRE, OWN_LINK)]
        away = lab.estimate(office(CENTRE, does), measures[1]).mean
        said = [hours.format(hours=words.number(cell, 0)) for cell in cells]
        rows.append(f"| {name} | {' | '.join(said)} | {words.number(away, 0)} |")
    note = _("*Orang, saat OSS pusat mati. Semua angka rata-rata {n} ulangan.")
    return "\n".join([*rows, "", note.format(n=lab.replications)])


def _answers(base: Scenario, words: Words) -> str:
    _ = words
    lines = [
        _("Latihan 1: kira-kira {forms} lembar.").format(forms=words.number(forms_needed(base), 0)),
        _("Latihan 2: kira-kira {hours} jam.").format(hours=words.number(entry_hours(base))),
    ]
    return "\n".join(f"- {line}" for line in lines)
