"""Lesson 07: helping with an incomplete file takes the desk less time than sending it home."""

from collections.abc import Iterator

from simulator.eventlog.kinds import Cause
from simulator.measures import Estimate, estimate_mean
from simulator.scenario import Scenario
from simulator.teaching.curriculum.bars import table
from simulator.teaching.entries import Entry
from simulator.teaching.lab import Lab, Measure, of_run
from simulator.teaching.lessons.inputs import number
from simulator.teaching.lessons.returned_files import (
    ARRIVALS,
    CHECK,
    FOLLOWED_UNTIL_DAY,
    HELP,
    HELP_MIN,
    NIK_CHECK,
    PERSONS,
    PRE_CHECK,
    PRE_CHECK_MIN,
    RETURN,
    SERVERS,
    SHARE_NOW,
    VERIFICATION_MIN,
    WARM_UP_DAYS,
    issue_days,
    lost_share,
    office,
    sent_home,
    work,
)
from simulator.teaching.lessons.returned_minutes import (
    even_help_min,
    even_pre_check_min,
    help_minutes,
    pre_check_minutes,
)
from simulator.teaching.pictures import stack_picture
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
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words
from simulator.widgets import Axis, Table

POLICIES = (RETURN, HELP, PRE_CHECK)
LEAST_SHARE, MOST_SHARE, SHARE_STEP = 10, 50, 10
HANDOUT_SHARES = (0.1, 0.2, 0.4, 0.5)


def plan(lab: Lab, words: Words) -> Plan:
    """The lesson in the language of `words`."""
    _ = words
    now = office()
    busy, days, lost = measures(words)
    return Plan(
        scenario=now,
        facts=_facts(now, words),
        guess=_guess(words),
        explore=_explore(busy, days, words),
        comparison=_comparison(busy, days, lost, words),
        reflection=_(
            "Kekurangan apa yang paling sering membuat berkas pulang di kantor Anda? Siapa yang bisa menanyakannya "
            "sebelum berkas masuk antrean?"
        ),
        quantities=lambda: quantities(words),
        displays={"reasons": _reasons(lab, words), "theory": _theory(lab, busy, words)},
        exercises={"help_minutes": help_minutes(words), "pre_check_minutes": pre_check_minutes(words)},
        legend=_legend(busy, days, lost, words),
        handout=lambda: {"minutes": _minutes_table(words), "answers": _answers(words)},
    )


def measures(words: Words) -> tuple[Measure, Measure, Measure]:
    """How busy the officers are, how long a file takes, how many never come back."""
    _ = words
    return (
        of_run("utilisation", _("Petugas sibuk"), "%", decimals=0, percent=True),
        Measure("issue_days", _("Sampai selesai"), _("hari kerja"), issue_days),
        Measure("lost_share", _("Tidak pernah kembali"), "%", lost_share, 1, percent=True),
    )


def policies(words: Words) -> list[str]:
    """What may be done with an incomplete file, in the order of the codes."""
    _ = words
    return [_("Dikembalikan"), _("Dibantu melengkapi"), _("Pra-pemeriksaan")]


def _facts(now: Scenario, words: Words) -> list[Fact]:
    _ = words
    minutes = _("{minutes} menit")

    def of_input(label: str, form: str, path: str) -> Fact:
        value = number(now, path)
        said = words.percent(value) if form == "%" else form.format(minutes=words.plain(value))
        return Fact(label, said, path)

    return [
        Fact(_("Petugas verifikasi"), str(SERVERS), PERSONS),
        of_input(_("Berkas baru per hari kerja"), "{minutes}", ARRIVALS),
        of_input(_("Memeriksa satu berkas, rata-rata"), minutes, VERIFICATION_MIN),
        of_input(_("Berkas daring yang belum lengkap saat masuk"), "%", f"{CHECK}.probability"),
        of_input(_("Masih belum lengkap saat masuk lagi"), "%", f"{CHECK}.again"),
        of_input(_("Dikembalikan, lalu tidak pernah masuk lagi"), "%", f"{CHECK}.repair.never_returns"),
        of_input(_("NIK tidak cocok dengan data Dukcapil"), "%", f"{NIK_CHECK}.probability"),
        of_input(_("Membantu melengkapi satu berkas, rata-rata"), minutes, HELP_MIN),
        Fact(
            _("Pra-pemeriksaan satu berkas, kalau ada"),
            minutes.format(minutes=words.plain(PRE_CHECK_MIN)),
            origin=_("asumsi"),
        ),
        Fact(_("Petugas sibuk, sekarang"), words.percent(work(RETURN).busy), origin=_("dihitung")),
    ]


def _guess(words: Words) -> Guess:
    _ = words
    now = office()
    said = {
        "busy": words.percent(work(RETURN).busy),
        "help": words.plain(number(now, HELP_MIN)),
        "share": words.percent(SHARE_NOW),
    }
    task = _(
        "Sekarang berkas yang belum lengkap dikembalikan, dan petugas sibuk {busy}. Mulai besok petugas membantu "
        "melengkapinya: {help} menit lebih lama untuk setiap berkas yang kurang, dan yang kurang {share}. Petugas "
        "tetap dua orang. Berapa persen mereka sibuk nanti? Tebak saja, tidak ada nilai."
    )
    entry = Entry("guess", _("Tebakan Anda: petugas sibuk, kalau membantu"), _("persen"), 0, 200)
    return Guess(task.format(**said), entry, at=100 * SHARE_NOW)


def _explore(busy: Measure, days: Measure, words: Words) -> Explore:
    _ = words
    share = Slider(
        "share",
        _("Berkas yang belum lengkap"),
        "%",
        minimum=LEAST_SHARE,
        maximum=MOST_SHARE,
        step=SHARE_STEP,
        start=round(100 * SHARE_NOW),
    )
    return Explore(
        task=_(
            "Geser banyaknya berkas yang belum lengkap, lalu ganti caranya. Setiap pilihan menambah satu titik di "
            "grafik; garis tegak pada titik adalah rentang 95%."
        ),
        title=_("Kesibukan petugas menurut banyaknya berkas yang belum lengkap"),
        levers=(share, Options("policy", _("Berkas yang belum lengkap…"), policies(words))),
        scenario=lambda places: office(int(places["policy"]), round(places["share"] / 100, 2)),
        measures=(busy, days),
        x_range=(0.0, 60.0),
    )


def _comparison(busy: Measure, days: Measure, lost: Measure, words: Words) -> Comparison:
    _ = words
    settings = [Setting(title, office(at)) for at, title in zip(POLICIES, policies(words), strict=True)]

    def verdict(guess: float, outcome: Outcome) -> str:
        before, after = (found[busy.key] for found in outcome.estimates[:2])
        if guess >= 100 * before.mean:
            text = _("Tebakan Anda {guess}%: meja tidak menjadi lebih longgar. Hasilnya sebaliknya:")
        elif guess > 100 * after.high:
            text = _("Tebakan Anda {guess}%: arahnya benar, dan hasilnya lebih longgar lagi:")
        elif guess < 100 * after.low:
            text = _("Tebakan Anda {guess}%: arahnya benar, tetapi membantu tetap memakan waktu:")
        else:
            text = _("Tebakan Anda {guess}%; itu ada di dalam rentang hasil simulasi:")
        saved = outcome.pairs[0][busy.key].difference
        rest = _(
            "dari {before} menjadi {after} (selisih {saved}; rentang 95%: {interval}; {n} ulangan). "
            "Sampai selesai: dari {slow} menjadi {fast} hari kerja."
        )
        said = {
            "guess": words.plain(guess),
            "before": words.percent(before.mean),
            "after": words.percent(after.mean),
            "saved": words.change(busy, saved.mean),
            "interval": words.change_bounds(busy, saved),
            "n": saved.n,
            "slow": words.number(outcome.estimates[0][days.key].mean),
            "fast": words.number(outcome.estimates[1][days.key].mean),
        }
        return f"{text} {rest}".format(**said)

    return Comparison(
        task=_(
            "Tiga cara, nasib yang sama: berkas yang sama datang pada saat yang sama, dan yang kurang juga sama. "
            "Petugasnya selalu dua orang."
        ),
        button=_("Bandingkan ketiga cara"),
        title=_("Kesibukan petugas menurut caranya"),
        settings=settings,
        measures=(busy, days, lost),
        verdict=verdict,
        guess_place=1,
    )


def _reasons(lab: Lab, words: Words) -> Display:
    """Why files are sent home, under each policy: help mends one reason only."""
    _ = words
    causes = {_("berkas belum lengkap"): Cause.INCOMPLETE, _("NIK tidak cocok"): Cause.NIK}

    def show(_places: Choices) -> Iterator[Shown]:
        found: list[list[Estimate]] = []
        for policy in POLICIES:
            result = lab.run(office(policy))
            found.append([estimate_mean(100 * sent_home(result, cause), "") for cause in causes.values()])
        title = _("Berkas yang disuruh pulang, dari setiap 100 berkas baru")
        rows = [
            [
                f"{name}: {reason}",
                words.number(each.mean),
                words.span(words.number(max(0.0, each.low)), words.number(each.high)),
                str(each.n),
            ]
            for name, estimates in zip(policies(words), found, strict=True)
            for reason, each in zip(causes, estimates, strict=True)
        ]
        columns = [_("Cara dan sebab"), _("Kali"), _("Rentang 95%"), _("Ulangan")]
        picture = stack_picture(
            title,
            _("Satu batang untuk setiap cara; panjangnya berapa kali berkas pulang, dipilah menurut sebab."),
            Axis(_("Kali per 100 berkas baru"), _("kali")),
            Axis(_("Cara"), names=policies(words)),
            {reason: [row[at].mean for row in found] for at, reason in enumerate(causes)},
            words,
            table=Table(title, columns, rows),
        )
        text = _(
            "Bantuan petugas menghapus sebab pertama. NIK yang tidak cocok tetap harus ke Dukcapil; pra-pemeriksaan "
            "hanya membuatnya ketahuan lebih awal."
        )
        yield Shown(text, picture, html_table(title, columns, rows, numbers=True))

    return Display(
        heading=_("Mengapa berkas pulang"),
        task=_("Satu berkas bisa pulang lebih dari sekali. Sebab mana yang bisa dihapus petugas?"),
        button=_("Tampilkan sebabnya"),
        show=show,
    )


def _theory(lab: Lab, busy: Measure, words: Words) -> Display:
    """Officers' minutes for a file, from the formula, and the simulation beside it."""
    _ = words

    def show(_places: Choices) -> Iterator[Shown]:
        works = [work(policy) for policy in POLICIES]
        parts = {
            _("pra-pemeriksaan"): [one.pre_check for one in works],
            _("pemeriksaan pertama"): [one.first for one in works],
            _("memeriksa lagi"): [one.again for one in works],
            _("membantu"): [one.help for one in works],
        }
        title = _("Menit petugas untuk satu berkas baru, menurut rumus")
        names = policies(words)
        rows = []
        for name, one, policy in zip(names, works, POLICIES, strict=True):
            found = lab.estimate(office(policy), busy)
            cells = [words.number(one.minutes), words.percent(one.busy, 1), words.percent(found.mean, 1)]
            rows.append([name, *cells, words.bounds(busy, found), str(found.n)])
        columns = [_("Cara"), _("Menit per berkas"), _("Sibuk, rumus"), _("Sibuk, simulasi"), _("Rentang 95%")]
        columns.append(_("Ulangan"))
        picture = stack_picture(
            title,
            _("Satu batang untuk setiap cara; panjangnya menit petugas, dipilah menurut pekerjaannya."),
            Axis(_("Menit per berkas"), _("menit")),
            Axis(_("Cara"), names=names),
            parts,
            words,
            table=Table(title, columns, rows),
        )
        eaten = works[RETURN].sent_back / works[RETURN].visits
        text = _(
            "Kalau berkas dikembalikan, satu berkas diperiksa rata-rata {visits} kali, dan {eaten} dari semua "
            "pemeriksaan berakhir dengan “lengkapi dulu”. Sebesar itu pula bagian waktu memeriksa yang habis untuknya."
        )
        said = text.format(visits=words.number(works[RETURN].visits, 2), eaten=words.percent(eaten))
        yield Shown(said, picture, html_table(title, columns, rows, numbers=True))

    return Display(
        heading=_("Hitungannya di samping simulasi"),
        task=_("Apakah simulasi dan rumus memberi jawaban yang sama? Lihat juga ke mana menit petugas pergi."),
        button=_("Tampilkan hitungannya"),
        show=show,
    )


def quantities(words: Words) -> dict[str, Quantity]:
    """Numbers of the quiz, all from the formula."""
    _ = words
    minutes, times = _("menit"), _("kali")
    back, helped, pre = (work(policy) for policy in POLICIES)
    eaten = back.sent_back / back.visits
    verify, help_min = number(office(), VERIFICATION_MIN), number(office(), HELP_MIN)
    return {
        "share": Quantity(SHARE_NOW, 0, percent=True),
        "busy_return": Quantity(back.busy, 0, percent=True),
        "busy_help": Quantity(helped.busy, 0, percent=True),
        "busy_pre": Quantity(pre.busy, 0, percent=True),
        "busy_added": Quantity(back.busy * (1 + helped.help / back.minutes), 0, percent=True),
        "eaten": Quantity(eaten, 0, 4, percent=True),
        "eaten_far": Quantity(eaten / 4, 0, percent=True),
        "visits": Quantity(back.visits, 1, unit=times),
        "verify": Quantity(verify, 0, unit=minutes),
        "help": Quantity(help_min, 0, unit=minutes),
        "help_each": Quantity(SHARE_NOW * help_min, 0, 0.5, unit=minutes),
        "half": Quantity(help_min / 2, 0, unit=minutes),
        "again_each": Quantity(back.again, 0, unit=minutes),
    }


def _legend(busy: Measure, days: Measure, lost: Measure, words: Words) -> list[Meaning]:
    _ = words
    counted = _(
        "Dari berkas masuk sampai selesai diperiksa, dalam hari kerja penuh: masuk dan selesai pada hari yang sama "
        "dihitung 0. Waktu berkas di tangan pemohon ikut dihitung. Yang dihitung berkas yang selesai, dari yang masuk "
        "pada hari {first} sampai {last}."
    )
    return [
        Meaning(_("Berkas yang belum lengkap"), "%", _("Bagian berkas daring yang kurang sesuatu saat pertama masuk.")),
        Meaning(
            _("Dikembalikan"), "", _("Diperiksa, lalu dikirim pulang; pemohon melengkapi di rumah dan masuk lagi.")
        ),
        Meaning(_("Dibantu melengkapi"), "", _("Petugas melengkapinya bersama pemohon saat itu juga.")),
        Meaning(
            _("Pra-pemeriksaan"),
            "",
            _(
                "Petugas yang sama melihat setiap berkas sebentar bersama pemohon, sebelum diperiksa; yang masih "
                "kurang dibantu."
            ),
        ),
        Meaning(busy.label, "%", _("Bagian jam kerja petugas yang terpakai, termasuk membantu.")),
        Meaning(days.label, days.unit, counted.format(first=WARM_UP_DAYS, last=FOLLOWED_UNTIL_DAY)),
        Meaning(lost.label, "%", _("Berkas yang pulang dan tidak pernah masuk lagi, dari semua berkas baru.")),
    ]


def _minutes_table(words: Words) -> str:
    _ = words
    rows = []
    for share in HANDOUT_SHARES:
        cells = [words.percent(share)]
        for policy in POLICIES:
            one = work(policy, share)
            cells += [words.number(one.minutes), words.percent(one.busy)]
        rows.append(cells)
    headings = [_("Belum lengkap")]
    for name in (_("Dikembalikan, menit"), _("Dibantu, menit"), _("Pra-pemeriksaan, menit")):
        headings += [name, _("sibuk")]
    return table(headings, rows, numeric=range(len(headings)))


def _answers(words: Words) -> str:
    _ = words
    lines = [
        _("Latihan 1: {minutes} menit.").format(minutes=words.number(even_help_min(), 0)),
        _("Latihan 2: {minutes} menit.").format(minutes=words.number(even_pre_check_min(), 0)),
    ]
    return "\n".join(f"- {line}" for line in lines)
