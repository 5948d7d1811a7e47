"""What an office is and is not, what is assumed of it, and which data would take the place of that."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from simulator.reports.input_words import input_words
from simulator.reports.inputs import MARK_TITLES, mark_counts
from simulator.reports.numbers import LANGS
from simulator.scenario import ASSUMED, Input, Scenario
from simulator.studio.library import assumed_sentence, office_facts
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words

__all__ = ["about", "assumptions", "by_kind", "kinds_of_data"]

OTHER = ""

_PATTERNS = (
    ("prices", r"(cost|price|fee|amount|applicant_hour|overtime_per_hour)|^costs\b"),
    ("promises", r"^targets|legal|deadline"),
    ("outages", r"^outages|on_outage|breakdowns"),
    ("returns", r"check|rework|repair"),
    ("patience", r"patience|balk_at_queue|on_failure|no_show|punctuality|early_min"),
    ("service", r"service_time|help_time|factors|starts_per_shift"),
    ("staff", r"^staff|servers|roster|^system_changes"),
    ("demand", r"arrivals|arrival_profile|shares|by_segment|logit|brought|backlog|day_off|^case_classes"),
    ("population", r"^population"),
)
"""Kind of data -> inputs of scenarios that it would replace; the first that is found in a path counts."""


def kinds_of_data(words: Words) -> dict[str, tuple[str, str]]:
    """Kind of assumption -> what it is about, and where an office finds what is true of it."""
    _ = words
    return {
        "demand": (
            _("Permohonan yang masuk"),
            _(
                "Buku tamu, nomor antrean dan laporan OSS: berapa permohonan sehari, menurut jenis dan kanal, selama "
                "empat minggu."
            ),
        ),
        "staff": (
            _("Petugas dan jam jaga"),
            _("Jadwal jaga dan daftar hadir: siapa yang benar-benar melayani di setiap jam, juga saat istirahat."),
        ),
        "service": (_("Lama melayani"), _("Jam mulai dan selesai dari sekitar 50 pelayanan di setiap meja.")),
        "patience": (
            _("Kesabaran menunggu"),
            _("Nomor yang dipanggil tetapi orangnya sudah pergi, dan orang yang pulang karena antrean panjang."),
        ),
        "returns": (
            _("Berkas kurang atau keliru"),
            _("Dari setiap 100 berkas: berapa yang dikembalikan, apa sebabnya, dan berapa hari sampai masuk lagi."),
        ),
        "outages": (
            _("Gangguan"),
            _("Jam mulai dan selesai setiap gangguan OSS, jaringan dan listrik selama sebulan."),
        ),
        "prices": (
            _("Biaya"),
            _(
                "DPA (dokumen pelaksanaan anggaran) dan standar biaya daerah: upah, sewa jaringan, pemeliharaan, "
                "layanan keliling."
            ),
        ),
        "promises": (
            _("Janji dan batas waktu"),
            _("Standar pelayanan yang ditetapkan kantor dan peraturan yang berlaku."),
        ),
        "population": (
            _("Pemohon dan kecamatan"),
            _("Data BPS dan Diskominfo, dan beberapa pertanyaan kepada 100 pemohon."),
        ),
        OTHER: (
            _("Lain-lain"),
            _("Tanyakan kepada petugas yang mengerjakannya, lalu catat selama dua minggu."),
        ),
    }  # fmt: skip


def about(scenario: Scenario, words: Words, own: Scenario | None = None) -> str:
    """What an office is, what it is not and what would best be counted first, as HTML.

    Parameters
    ----------
    scenario : Scenario
        The office.
    words : Words
        Language.
    own : Scenario, optional
        The same office with the planner's own counts, to be told beside it.
    """
    _ = words
    spec, lang = scenario.spec, words.lang
    parts = [f"<p>{escape(getattr(spec.description, lang))}</p>", _glance(scenario, words, own)]
    if spec.is_not:
        head = _("Bukan untuk apa")
        parts.append(f"<h3>{escape(head)}</h3><p>{escape(getattr(spec.is_not, lang))}</p>")
    if spec.measure_first:
        items = "".join(f"<li>{escape(getattr(each, lang))}</li>" for each in spec.measure_first)
        head = _("Yang sebaiknya dihitung dulu")
        text = _("Ini sudah cukup untuk mulai; angka lain boleh tetap dari contoh.")
        parts.append(f"<h3>{escape(head)}</h3><p>{escape(text)}</p><ol>{items}</ol>")
    return "".join(parts)


def _glance(scenario: Scenario, words: Words, own: Scenario | None) -> str:
    """What an office has and how much of it, and beside it what the planner has counted."""
    _ = words
    facts = office_facts(scenario, words)
    if own is None:
        return html_table(_("Sekilas"), (_("Apa"), _("Berapa")), facts)
    rows = [
        (label, value, counted)
        for (label, value), (_label, counted) in zip(facts, office_facts(own, words), strict=True)
    ]
    return html_table(_("Sekilas"), (_("Apa"), _("Contoh"), _("Hitungan Anda")), rows)


def assumptions(scenario: Scenario, words: Words) -> str:
    """How much is assumed, which data would replace it, and all assumed numbers, folded by kind; as HTML.

    Parameters
    ----------
    scenario : Scenario
        The office, with the planner's own counts as far as there are any.
    words : Words
        Language.
    """
    _ = words
    found, kinds = by_kind(scenario.assumptions()), kinds_of_data(words)
    parts = [f"<p><strong>{escape(assumed_sentence(scenario, words))}</strong></p>"]
    if found:
        counted = _(
            "Setiap angka masukan dihitung, juga bila nilainya sama di beberapa tempat. Yang sudah Anda ganti dengan "
            "hitungan sendiri tidak lagi terhitung asumsi."
        )
        text = _(
            "Asumsi boleh dipakai untuk mencoba, tetapi gantilah dengan hitungan kantor sendiri sebelum memutuskan: di "
            "tab Ubah, pada “Sekarang”."
        )
        parts.append(f"<p>{escape(counted)} {escape(text)}</p>")
        rows = [(kinds[kind][0], words.number(len(inputs), 0), kinds[kind][1]) for kind, inputs in found.items()]
        heads = _("Tentang"), _("Asumsi"), _("Data yang menggantikannya")
        parts.append(html_table(_("Asumsi dan data yang menggantikannya"), heads, rows))
        parts += [_folded(scenario, kinds[kind][0], inputs, words) for kind, inputs in found.items()]
    parts.append(_evidence(scenario, words))
    return "".join(parts)


def by_kind(inputs: Sequence[Input]) -> dict[str, list[Input]]:
    """Inputs by the kind of data that would replace them, in the order of :func:`kinds_of_data`."""
    found: dict[str, list[Input]] = {kind: [] for kind in kinds_of_data(Words("id"))}
    for one in inputs:
        found[_kind(one.path)].append(one)
    return {kind: those for kind, those in found.items() if those}


def _kind(path: str) -> str:
    return next((kind for kind, pattern in _PATTERNS if re.search(pattern, path)), OTHER)


def _folded(scenario: Scenario, title: str, inputs: Sequence[Input], words: Words) -> str:
    """The numbers of a kind, shown on demand."""
    _ = words
    heads = _("Bagian"), _("Angka"), _("Nilai")
    table = html_table(title, heads, list(_rows(scenario, inputs, words)))
    said = _("{title}: {count} asumsi").format(title=title, count=words.number(len(inputs), 0))
    return f'<details class="studio-fold"><summary>{escape(said)}</summary>{table}</details>'


def _rows(scenario: Scenario, inputs: Sequence[Input], words: Words) -> Iterator[tuple[str, str, str]]:
    """Part, number and value, those that are equal once with how often."""
    lang = LANGS[words.lang == "en"]
    told = (input_words(scenario, one, lang) for one in inputs)
    counted = Counter((one.part, one.what, f"{one.value} {one.unit}".strip()) for one in told)
    for (part, what, value), times in counted.items():
        yield part, what, value if times == 1 else f"{value} ({times}×)"


def _evidence(scenario: Scenario, words: Words) -> str:
    """How many numbers rest on what."""
    _ = words
    at = LANGS.index(LANGS[words.lang == "en"])
    counts = mark_counts(scenario.inputs())
    if {mark for mark, count in counts.items() if count} <= {ASSUMED}:
        return ""
    rows = [(MARK_TITLES[mark][at], words.number(count, 0)) for mark, count in counts.items() if count]
    return html_table(_("Dari mana semua angkanya"), (_("Bukti"), _("Angka masukan")), rows)
