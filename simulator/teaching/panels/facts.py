"""The office's facts, and what each control and column means."""

from ipywidgets import HTML, Layout

from simulator.calendars import MS_PER_DAY
from simulator.scenario import ASSUMED, Scenario
from simulator.teaching.lab import Lab
from simulator.teaching.plan import Fact, Meaning, Plan
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words


class Facts(HTML):  # type: ignore[misc]
    """The numbers of the story, each with where it comes from."""

    def __init__(self, plan: Plan, words: Words) -> None:
        _ = words
        rows = [[fact.label, fact.value, _origin(plan.scenario, fact, words)] for fact in plan.facts]
        title = plan.scenario.spec.title.id if words.lang == "id" else plan.scenario.spec.title.en
        super().__init__(html_table(title, [_("Fakta"), _("Angka"), _("Asal")], rows))


class Legend(HTML):  # type: ignore[misc]
    """Each control and each column: its unit and meaning."""

    def __init__(self, plan: Plan, lab: Lab, words: Words) -> None:
        _ = words
        meanings = [*plan.legend, *_shared(plan, lab, words)]
        items = "".join(
            f"<dt><strong>{meaning.name}</strong>{f' ({meaning.unit})' if meaning.unit else ''}</dt>"
            f"<dd>{meaning.text}</dd>"
            for meaning in meanings
        )
        heading = _("Arti kendali dan kolom")
        super().__init__(f'<div class="prose"><h2>{heading}</h2><dl>{items}</dl></div>', layout=Layout(margin="0"))


def _shared(plan: Plan, lab: Lab, words: Words) -> list[Meaning]:
    _ = words
    office = plan.scenario.resolved
    days = office.horizon_ms / MS_PER_DAY
    replication = _(
        "Satu percobaan lengkap selama {days}, dengan nasibnya sendiri: siapa datang kapan, berapa lama dilayani, "
        "kapan jaringan putus. Semuanya {replications} ulangan."
    )
    replication = replication.format(
        days=_("satu hari") if days == 1 else _("{days} hari").format(days=words.number(days, 0)),
        replications=lab.replications,
    )
    if office.warm_up_ms:
        text = _("{warm_up} hari pertama tidak dihitung, supaya antrean tidak mulai dari kosong.")
        replication += " " + text.format(warm_up=words.number(office.warm_up_ms / MS_PER_DAY, 0))
    return [
        Meaning(
            _("Rentang 95%"),
            "",
            _("Kalau semua ini diulang 100 kali, kira-kira 95 rentang memuat rata-rata yang sebenarnya."),
        ),
        Meaning(_("Ulangan"), _("kali"), replication),
        Meaning(
            _("Selisih, berpasangan"),
            "",
            _("Semua keadaan diuji dengan nasib yang sama, ulangan demi ulangan, lalu dikurangkan."),
        ),
    ]


def _origin(scenario: Scenario, fact: Fact, words: Words) -> str:
    """Where a number comes from: the word "assumption", the source itself, or what the lesson says of it."""
    _ = words
    if not fact.path:
        return fact.origin
    source = next(number for number in scenario.inputs() if number.path == fact.path)
    return _("asumsi") if source.mark == ASSUMED else source.cite
