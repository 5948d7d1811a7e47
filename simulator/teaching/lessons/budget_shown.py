"""What lesson 13 shows after its comparison: the price of a saved hour, and "half of the success" as a hypothesis."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from simulator.analysis import Ratio, Saving
from simulator.analysis.cost_of_saving import fieller
from simulator.measures import estimate_mean
from simulator.teaching.lab import Values, paired
from simulator.teaching.lessons.budget_options import (
    ASSISTANT,
    FLEXIBLE,
    GENERATOR,
    HELPING,
    LINK,
    MILLION,
    PAID,
    PAPER,
    PERFECT,
    SERVER,
    SIGNATURE,
    Prices,
    office,
    on_time,
    option_names,
    yearly_cost,
)
from simulator.teaching.plan import Choices, Display, Options, Shown
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words
from simulator.widgets import Axis, Picture, Point, Points, Table

CLAIMED = 0.5
"""Part of the success that a review ascribes to infrastructure, without a method."""

_WORK = (SERVER, ASSISTANT, FLEXIBLE, HELPING)
_WITHOUT, _WITH = range(2)


def price_list(prices: Prices) -> Display:
    """What each option costs, saves and changes, and which cannot be told apart."""
    words = prices.words
    _ = words

    def show(_places: Choices) -> Iterator[Shown]:
        savings = {option: prices.saving(option) for option in (*PAID, PAPER)}
        text = " ".join([_alike(prices), _free(savings[PAPER], words)])
        yield Shown(text, _price_picture(savings, words), _price_table(prices, savings))

    return Display(
        heading=_("Harga satu jam yang dihemat"),
        task=_("Setiap titik adalah satu usul. Makin ke kiri, makin murah satu jam pemohon yang dihemat."),
        button=_("Hitung harga satu jam"),
        show=show,
    )


def _alike(prices: Prices) -> str:
    """Pairs of options whose hours for a million rupiah cannot be told apart, in words."""
    words, names = prices.words, option_names(prices.words)
    _ = words
    pairs = []
    for one, other in combinations(PAID, 2):
        gap = estimate_mean(prices.hours_per_million(one) - prices.hours_per_million(other), "h")
        if gap.low <= 0 <= gap.high:
            pairs.append(_("{one} dan {other}").format(one=names[one].lower(), other=names[other].lower()))
    if not pairs:
        return _("Harga kelima usul bisa dibedakan satu sama lain.")
    said = _("Yang harganya belum bisa dibedakan: {pairs}. Di antara yang setara, pilih menurut alasan lain.")
    return said.format(pairs="; ".join(pairs))


def _free(paper: Saving, words: Words) -> str:
    _ = words
    name, hours = option_names(words)[PAPER], paper.saved_hours
    if hours.low <= 0:
        text = _("{name} tidak perlu anggaran, tetapi hematnya belum terbukti dengan {n} ulangan.")
    else:
        text = _(
            "Di luar daftar ada yang hampir tanpa belanja: {name} menghemat {hours} jam sebulan (rentang 95%: {low} "
            "sampai {high}; {n} ulangan)."
        )
    return text.format(
        name=name,
        n=hours.n,
        hours=words.number(hours.mean, 0),
        low=words.number(hours.low, 0),
        high=words.number(hours.high, 0),
    )


def _price_picture(savings: Mapping[int, Saving], words: Words) -> Picture:
    _ = words
    names, title = option_names(words), _("Ribu rupiah untuk setiap jam yang dihemat")
    known = sorted(
        (option for option in PAID if savings[option].ratio.is_bounded and savings[option].ratio.low > 0),
        key=lambda option: savings[option].ratio.value,
    )
    points = [Point(at, *(each / 1000 for each in _ends(savings[option].ratio))) for at, option in enumerate(known)]
    rows = [[names[option], *(words.number(each / 1000) for each in _ends(savings[option].ratio))] for option in known]
    return Picture(
        title=title,
        description=_("Satu baris untuk setiap usul, dari yang termurah. Garis pada titik adalah rentang 95%."),
        x=Axis(_("Harga satu jam"), _("ribu rupiah")),
        y=Axis(_("Usul"), names=[names[option] for option in known]),
        key={},
        table=Table(title, [_("Usul"), _("Harga"), _("Paling rendah"), _("Paling tinggi")], rows),
        marks=[Points(_("simulasi, dengan rentang 95%"), points)],
    )


def _ends(ratio: Ratio) -> tuple[float, float, float]:
    return ratio.value, ratio.low, ratio.high


def _price_table(prices: Prices, savings: Mapping[int, Saving]) -> str:
    words = prices.words
    _ = words
    names, legal, rows = option_names(words), on_time(words), []
    base = prices.lab.values(office(), legal)
    for option, saving in savings.items():
        hours, ratio = saving.saved_hours, saving.ratio
        change = paired(legal, base, prices.lab.values(office(option), legal)).difference
        price = words.span(_thousand(ratio.low, words), _thousand(ratio.high, words))
        rows.append(
            [
                names[option],
                words.plain(yearly_cost(option) / MILLION),
                words.span(words.number(hours.low, 0), words.number(hours.high, 0)),
                price if ratio.is_bounded and hours.low > 0 and yearly_cost(option) else "–",
                words.change_bounds(legal, change),
            ]
        )
    columns = [
        _("Usul"),
        _("Juta rupiah setahun"),
        _("Jam dihemat sebulan, rentang 95%"),
        _("Ribu rupiah per jam, rentang 95%"),
        _("Perubahan izin tepat waktu, rentang 95%"),
    ]
    return html_table(_("Yang dibeli dan yang didapat ({n} ulangan)").format(n=len(base)), columns, rows, numbers=True)


def _thousand(rupiah: float, words: Words) -> str:
    return words.number(rupiah / 1000, 1)


def hypothesis(prices: Prices) -> Display:
    """What part of all that can be saved infrastructure would save, and what part people and ways of working would."""
    words = prices.words
    _ = words

    def show(places: Choices) -> Iterator[Shown]:
        shares = shares_of(prices, int(places["signature"]) == _WITH)
        text = _(
            "Kalau tidak pernah ada gangguan sama sekali, termasuk di OSS pusat: {perfect} dari jam yang bisa dihemat "
            "(rentang 95%: {perfect_span}; {n} ulangan). Yang bisa dibeli kantor ini sendiri: {bought} "
            "({bought_span}). Orang dan cara kerja, dengan infrastruktur seperti sekarang: {people} ({people_span}). "
            "Bagian-bagian ini tumpang tindih, sebab jam yang sama bisa dihemat dengan lebih dari satu jalan."
        )
        said = {name: words.percent(ratio.value) for name, ratio in shares.items()}
        for name, ratio in shares.items():
            said[f"{name}_span"] = words.span(words.percent(ratio.low), words.percent(ratio.high))
        yield Shown(text.format(n=shares["perfect"].n, **said), _share_picture(shares, words))

    return Display(
        heading=_("“Infrastruktur adalah 50% kunci keberhasilan”: diuji"),
        task=_(
            "Tanda tangan elektronik itu alat atau cara kerja? Pilih, lalu lihat apakah kesimpulannya ikut berubah."
        ),
        button=_("Uji hipotesis ini"),
        show=show,
        levers=(
            Options(
                "signature",
                _("Tanda tangan elektronik dihitung sebagai"),
                [_("cara kerja"), _("infrastruktur")],
            ),
        ),
    )


def shares_of(prices: Prices, signature_is_infrastructure: bool) -> dict[str, Ratio]:
    """Parts of what everything together would save; they overlap, so they need not add up to the whole."""
    tool = (SIGNATURE,) if signature_is_infrastructure else ()
    rest = () if signature_is_infrastructure else (SIGNATURE,)
    whole = prices.saved(*_WORK, SIGNATURE, PERFECT)
    parts: dict[str, Values] = {
        "perfect": prices.saved(PERFECT, *tool),
        "bought": prices.saved(LINK, GENERATOR, *tool),
        "people": prices.saved(*_WORK, PAPER, *rest),
    }
    return {name: fieller(part, whole) for name, part in parts.items()}


def _share_picture(shares: Mapping[str, Ratio], words: Words) -> Picture:
    _ = words
    names = [_("Infrastruktur sempurna"), _("Infrastruktur yang bisa dibeli"), _("Orang dan cara kerja")]
    title = _("Bagian dari semua jam yang bisa dihemat")
    found = [[100 * each for each in _ends(ratio)] for ratio in shares.values()]
    claimed = [Point(at, 100 * CLAIMED) for at in range(len(names))]
    rows = [[name, *(words.number(each, 0) for each in ends)] for name, ends in zip(names, found, strict=True)]
    return Picture(
        title=title,
        description=_("Satu baris untuk setiap bagian. Tanda kedua ada di 50%, yaitu pernyataan yang diuji."),
        x=Axis(_("Bagian"), "%", 0, 100),
        y=Axis(_("Yang diperbaiki"), names=names),
        key={},
        table=Table(title, [_("Yang diperbaiki"), _("Bagian, %"), _("Paling rendah"), _("Paling tinggi")], rows),
        marks=[
            Points(_("simulasi, dengan rentang 95%"), [Point(at, *ends) for at, ends in enumerate(found)]),
            Points(_("pernyataan yang diuji"), claimed),
        ],
    )
