"""Lesson 13: a saved hour costs several times more by a second link than by people, and some hours cost nothing."""

from collections.abc import Mapping

from simulator.measures import Estimate, estimate_mean
from simulator.teaching.curriculum.bars import bar, table
from simulator.teaching.lab import Lab
from simulator.teaching.lessons.budget_options import (
    ASSISTANT,
    BUDGET,
    CAMPAIGNS_A_YEAR,
    LINK,
    MILLION,
    MONTHS,
    OUTREACH,
    PAID,
    PAPER,
    SERVER,
    SIGNATURE,
    Prices,
    hours_per_million,
    office,
    on_time,
    option_names,
    saved_hours,
    working_days,
    yearly_cost,
)
from simulator.teaching.lessons.budget_shown import hypothesis, price_list, shares_of
from simulator.teaching.lessons.budget_tasks import example_price, hour_price, price_of, yearly, yearly_millions
from simulator.teaching.plan import (
    Choices,
    Comparison,
    Explore,
    Fact,
    Guess,
    Meaning,
    Options,
    Outcome,
    Plan,
    Setting,
)
from simulator.teaching.quiz.quantity import Quantity
from simulator.teaching.words import Words

PEOPLE = ((), (ASSISTANT,), (SERVER,))
TOOLS = ((), (LINK,), (SIGNATURE,), (LINK, SIGNATURE))
WAYS = ((), (PAPER,), (OUTREACH,), (PAPER, OUTREACH))
HOURS_PER_MARK = 5


def plan(lab: Lab, words: Words) -> Plan:
    """The lesson in the language of `words`."""
    _ = words
    prices = Prices(lab, words)
    return Plan(
        scenario=office(),
        facts=_facts(words),
        guess=_guess(words),
        explore=_explore(lab, words),
        comparison=_comparison(lab, words),
        reflection=_(
            "Usul belanja mana yang sedang dibicarakan di kantor Anda? Berapa jam pemohon yang dihematnya, dan siapa "
            "yang bisa menghitungnya?"
        ),
        quantities=lambda: quantities(prices),
        displays={"prices": price_list(prices), "hypothesis": hypothesis(prices)},
        exercises={"yearly": yearly(words), "hour_price": hour_price(words)},
        legend=_legend(lab, words),
        handout=lambda: {"prices": _prices_table(prices), "answers": _answers(words)},
    )


def _facts(words: Words) -> list[Fact]:
    _ = words
    names, million = option_names(words), _("Rp {money} juta setahun")
    counted = _("dihitung: {days} hari kerja; tarif per jam di bawah")
    origins = {
        SERVER: counted.format(days=working_days()),
        ASSISTANT: counted.format(days=working_days()),
        LINK: _("asumsi; langganan bulanan dari skenario"),
        SIGNATURE: _("asumsi pelajaran ini"),
        OUTREACH: _("asumsi; {times} kali biaya satu penyuluhan dari skenario").format(times=CAMPAIGNS_A_YEAR),
    }
    hour = office().spec.staff[0].cost_per_hour
    return [
        Fact(_("Anggaran tambahan"), million.format(money=words.plain(BUDGET / MILLION)), origin=_("asumsi")),
        *(
            Fact(
                names[option], million.format(money=words.plain(yearly_cost(option) / MILLION)), origin=origins[option]
            )
            for option in PAID
        ),
        Fact(names[PAPER], _("tanpa belanja"), origin=_("aturan kerja")),
        Fact(
            _("Satu jam petugas loket atau pendamping"),
            _("Rp {money}").format(money=words.number(float(hour or 0), 0)),
            "staff[0].cost_per_hour",
        ),
    ]


def _guess(words: Words) -> Guess:
    _ = words
    task = _(
        "Ada tambahan anggaran. Setiap usul menghemat waktu pemohon: di jalan dan di kantor. Dengan usul mana satu jam "
        "yang dihemat paling murah? Tebak dulu, sebelum melihat hasil."
    )
    names = option_names(words)
    return Guess(task, options=[names[option] for option in PAID])


def _explore(lab: Lab, words: Words) -> Explore:
    _ = words

    def levels(choices: tuple[tuple[int, ...], ...], none: str) -> list[str]:
        return [priced(each, words) if each else none for each in choices]

    return Explore(
        task=_(
            "Belanjakan Rp {money} juta setahun. Harga ada di belakang setiap pilihan, dalam juta rupiah. Setiap "
            "pilihan menambah satu titik; makin tinggi titiknya, makin banyak jam pemohon yang dihemat."
        ).format(money=words.plain(BUDGET / MILLION)),
        title=_("Jam yang dihemat menurut belanja kantor"),
        levers=(
            Options("people", _("Orang"), levels(PEOPLE, _("Tidak membeli"))),
            Options("tools", _("Alat"), levels(TOOLS, _("Tidak membeli"))),
            Options("ways", _("Cara kerja dan penyuluhan"), levels(WAYS, _("Seperti sekarang"))),
        ),
        scenario=lambda places: office(*bought_at(places)),
        measures=(saved_hours(lab, words), on_time(words)),
        note=lambda places: spent(bought_at(places), words),
    )


def bought_at(places: Choices) -> tuple[int, ...]:
    """What is bought where the levers stand."""
    return (*PEOPLE[int(places["people"])], *TOOLS[int(places["tools"])], *WAYS[int(places["ways"])])


def spent(bought: tuple[int, ...], words: Words) -> str:
    """What is bought costs so much in a year, and whether the budget allows it."""
    _ = words
    cost = yearly_cost(*bought)
    text = (
        _("Belanja: Rp {cost} juta setahun. <strong>Ini melewati anggaran</strong> Rp {budget} juta.")
        if cost > BUDGET
        else _("Belanja: Rp {cost} juta setahun, dari anggaran Rp {budget} juta.")
    )
    return text.format(cost=words.plain(cost / MILLION), budget=words.plain(BUDGET / MILLION))


def priced(bought: tuple[int, ...], words: Words) -> str:
    """Names of options with what they cost together in a year, million rupiah."""
    names = " + ".join(option_names(words)[option] for option in bought)
    return f"{names} ({words.plain(yearly_cost(*bought) / MILLION)})"


def _comparison(lab: Lab, words: Words) -> Comparison:
    _ = words
    names, saved = option_names(words), saved_hours(lab, words)

    def verdict(guess: float, outcome: Outcome) -> str:
        found = {option: each[saved.key] for option, each in zip(PAID, outcome.estimates, strict=True)}
        chosen, best = PAID[int(guess)], cheapest(found)
        text = _("Tepat. {said}") if chosen == best else _("{said} Yang paling murah di sini: {best}.")
        return text.format(said=_said(chosen, found[chosen], words), best=_said(best, found[best], words).rstrip("."))

    return Comparison(
        task=_(
            "Kantor yang sama dalam bulan yang sama, dengan orang yang sama. Setiap kali hanya satu usul yang dibeli. "
            "Selisih dihitung terhadap usul pertama, satu petugas loket lagi."
        ),
        button=_("Bandingkan kelima usul"),
        title=_("Jam pemohon yang dihemat satu juta rupiah"),
        settings=[Setting(names[option], office(option)) for option in PAID],
        measures=(hours_per_million(lab, words), saved),
        verdict=verdict,
    )


def cheapest(saved: Mapping[int, Estimate]) -> int:
    """The option whose saved hour costs least."""
    return min(saved, key=lambda option: price_of(option, saved[option].mean))


def _said(option: int, saved: Estimate, words: Words) -> str:
    """What an option saves, and what an hour costs by it; no price where it may save nothing."""
    _ = words
    name = option_names(words)[option]
    if saved.low <= 0:
        text = _(
            "{name} belum terbukti menghemat jam pemohon ({n} ulangan), jadi harga satu jamnya belum bisa dikatakan."
        )
    else:
        text = _(
            "{name} menghemat {hours} jam sebulan (rentang 95%: {low} sampai {high}; {n} ulangan) dengan Rp {money} "
            "juta setahun: Rp {price} untuk setiap jam (rentang 95%: {least} sampai {most})."
        )
    return text.format(
        name=name,
        hours=words.number(saved.mean, 0),
        low=words.number(saved.low, 0),
        high=words.number(saved.high, 0),
        n=saved.n,
        money=words.plain(yearly_cost(option) / MILLION),
        price=rupiah(price_of(option, saved.mean), words),
        least=rupiah(price_of(option, saved.high), words),
        most=rupiah(price_of(option, saved.low), words),
    )


def rupiah(price: float, words: Words) -> str:
    """Price to the nearest hundred."""
    return words.number(round(price, -2), 0)


def quantities(prices: Prices) -> dict[str, Quantity]:
    """Numbers of the quiz, from the same runs as the comparison."""
    words = prices.words
    _ = words
    hours, million = _("jam"), _("juta rupiah")
    saved = {option: float(prices.saved(option).mean()) for option in (*PAID, PAPER)}
    cost = {option: price_of(option, saved[option]) for option in PAID}
    names = {LINK: "link", ASSISTANT: "assistant", SIGNATURE: "signature", SERVER: "officer", OUTREACH: "outreach"}
    bought, perfect = (shares_of(prices, False)[name].value for name in ("bought", "perfect"))
    rupiah = _("rupiah")
    return {
        **{f"saved_{name}": Quantity(saved[option], 0, unit=hours) for option, name in names.items()},
        **{f"cost_{name}": Quantity(yearly_cost(option) / MILLION, 1, unit=million) for option, name in names.items()},
        "price_signature": Quantity(round(cost[SIGNATURE], -2), 0, 0.1 * cost[SIGNATURE], unit=rupiah),
        "price_assistant": Quantity(round(cost[ASSISTANT], -2), 0, unit=rupiah),
        "price_link": Quantity(round(cost[LINK], -2), 0, unit=rupiah),
        "price_of_a_month": Quantity(
            round(MONTHS * cost[SIGNATURE], -2), 0, 0.1 * MONTHS * cost[SIGNATURE], unit=rupiah
        ),
        "hours_for_money": Quantity(saved[SIGNATURE] * MONTHS / (yearly_cost(SIGNATURE) / MILLION), 0, 5, unit=hours),
        "saved_paper": Quantity(saved[PAPER], 0, unit=hours),
        "budget": Quantity(BUDGET / MILLION, 0, unit=million),
        "pair_cost": Quantity((yearly_cost(ASSISTANT, SIGNATURE)) / MILLION, 1, unit=million),
        "perfect": Quantity(perfect, 0, percent=True),
        "bought": Quantity(bought, 0, percent=True),
        "claimed": Quantity(0.5, 0, percent=True),
    }


def _legend(lab: Lab, words: Words) -> list[Meaning]:
    _ = words
    saved, ratio, legal = saved_hours(lab, words), hours_per_million(lab, words), on_time(words)
    return [
        Meaning(
            saved.label,
            saved.unit,
            _("Perjalanan pergi-pulang dan waktu di kantor yang tidak lagi terpakai, semua pemohon dan penanya."),
        ),
        Meaning(ratio.label, ratio.unit, _("Jam yang dihemat setahun dibagi harga setahun menurut tabel fakta.")),
        Meaning(legal.label, "%", _("Dari izin yang selesai: yang diputus petugas dalam batas waktu hukum.")),
        Meaning(
            _("Harga satu jam"),
            _("rupiah"),
            _(
                "Harga setahun menurut tabel fakta dibagi jam yang dihemat setahun menurut simulasi. Rentangnya dari "
                "rentang jam itu."
            ),
        ),
        Meaning(
            _("Setahun"),
            "",
            _("Dua belas kali Januari: {days} hari kerja dari {year}. Bulan lain bisa berbeda.").format(
                days=working_days() // MONTHS, year=working_days()
            ),
        ),
    ]


def _prices_table(prices: Prices) -> str:
    words = prices.words
    _ = words
    rows = []
    for option in sorted(PAID, key=lambda each: price_of(each, prices.saved(each).mean())):
        saved = estimate_mean(prices.saved(option), "h")
        per_million = MILLION / price_of(option, saved.mean)
        rows.append(
            (
                option_names(words)[option],
                words.plain(yearly_cost(option) / MILLION),
                f"{words.number(saved.mean, 0)} ± {words.number(saved.half_width, 0)}",
                rupiah(price_of(option, saved.mean), words),
                bar(per_million, HOURS_PER_MARK),
            )
        )
    paper = estimate_mean(prices.saved(PAPER), "h")
    free = f"{words.number(paper.mean, 0)} ± {words.number(paper.half_width, 0)}"
    rows.append((option_names(words)[PAPER], "0", free, "–", ""))
    columns = (_("Usul"), _("Juta setahun"), _("Jam dihemat sebulan"), _("Rupiah per jam"), _("Jam per juta rupiah"))
    note = _("Rata-rata {n} ulangan dengan rentang 95%. Satu kotak = {hours} jam yang dihemat dengan satu juta rupiah.")
    said = note.format(n=prices.lab.replications, hours=HOURS_PER_MARK)
    return "\n".join([table(columns, rows, numeric=(1, 2, 3)), "", said])


def _answers(words: Words) -> str:
    _ = words
    lines = [
        _("Latihan 1: {money} juta rupiah.").format(money=words.plain(yearly_millions())),
        _("Latihan 2: Rp {price}.").format(price=words.number(example_price(), 0)),
    ]
    return "\n".join(f"- {line}" for line in lines)
