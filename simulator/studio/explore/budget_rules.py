"""What a planner is told before a search under a budget: its size, how costs are reckoned, and what hinders it."""

from collections.abc import Sequence

from simulator.measures.costs import Thing
from simulator.reports.titles import part_title
from simulator.scenario import Scenario
from simulator.studio.explore.choices import Buy, clash
from simulator.studio.explore.watched import lang_of
from simulator.studio.explore.wish import FINAL_REPLICATIONS, REPLICATIONS, Size
from simulator.teaching.words import Words

__all__ = ["hindrance", "how_reckoned", "missing_text", "shared_text", "size_text"]


def size_text(size: Size, time: str, words: Words) -> str:
    """How much will be simulated, and about how long that takes."""
    _ = words
    if size.tried < size.affordable:
        text = _(
            "{affordable} dari {all} kombinasi sesuai anggaran; {tried} di antaranya dicoba, masing-masing {n} "
            "ulangan, lalu yang terbaik dihitung ulang dengan {last} ulangan: {time}."
        )
    else:
        text = _(
            "{tried} dari {all} kombinasi sesuai anggaran dan semuanya dicoba, masing-masing {n} ulangan, lalu yang "
            "terbaik dihitung ulang dengan {last} ulangan: {time}."
        )
    return text.format(
        affordable=size.affordable, all=size.combinations, tried=size.tried, n=REPLICATIONS, last=FINAL_REPLICATIONS,
        time=time,
    )  # fmt: skip


def how_reckoned(now: Scenario, days: int, words: Words) -> list[str]:
    """Where the yearly costs come from."""
    _ = words
    simulated = sum(now.resolved.working_days)
    return [
        _(
            "Biaya petugas = biaya per jam × jam menurut jadwal jaga, dari {simulated} hari kerja yang disimulasikan "
            "dan dijadikan {days} hari kerja setahun. Biaya bulanan dihitung dua belas kali; biaya sekali bayar "
            "dihitung penuh pada tahun itu."
        ).format(simulated=simulated, days=days),
        _(
            "Semua ini dihitung dari harga dan jadwal, tidak disimulasikan; karena itu tidak ada selangnya. Jam "
            "petugas yang tidak hadir atau sedang dilatih ikut dibayar. Di tab Bandingkan biaya dibaca dari masa yang "
            "disimulasikan: lembur ikut terhitung, jam petugas yang tidak hadir atau sedang dilatih tidak. Karena itu "
            "angkanya di sana, kalau dijadikan setahun, bisa sedikit lain."
        ),
    ]


def missing_text(now: Scenario, buys: Sequence[Buy], words: Words) -> str:
    """Which prices are missing, and where to fill them in; empty if none is."""
    _ = words
    missing = list(dict.fromkeys(thing for buy in buys for thing in buy.missing))
    if not missing:
        return ""
    names = "; ".join(_named(now, thing, words) for thing in missing)
    return _("Harganya belum ada: {names}. Isi dulu di tab Ubah, keadaan sekarang, kelompok Biaya.").format(names=names)


def _named(now: Scenario, thing: Thing, words: Words) -> str:
    _ = words
    item, name = thing
    titles = {block.subsystem: block.title for block in now.spec.outages}
    where = getattr(titles[name], lang_of(words)) if name in titles else part_title(now, name, lang_of(words))
    kinds = {
        "server_hour": _("biaya per jam petugas, {where}"),
        "channel_day": _("biaya satu hari layanan, {where}"),
        "backup_month": _("biaya cadangan per bulan, {where}"),
        "training": _("biaya pelatihan, {where}"),
        "outreach": _("biaya penyuluhan, {where}"),
    }
    return kinds.get(item, "{where}").format(where=where)


def shared_text(one: Buy, other: Buy, words: Words) -> str:
    """That two choices change the same thing."""
    _ = words
    text = _("{one} dan {other} mengubah hal yang sama; ambil salah satu saja.")
    return text.format(one=one.title, other=other.title)


def hindrance(now: Scenario, buys: Sequence[Buy], words: Words) -> str:
    """What hinders the search, of no single field; empty if nothing does.

    Parameters
    ----------
    now : Scenario
        The present state.
    buys : sequence of Buy
        What was chosen.
    words : Words
        Language.
    """
    _ = words
    if not buys:
        return _("Pilih dulu satu hal yang boleh ditambah.")
    missing = missing_text(now, buys, words)
    if missing:
        return missing
    both = clash(now, buys)
    if both is not None:
        return shared_text(*both, words)
    empty = next((buy for buy in buys if not buy.levels), None)
    if empty is not None:
        return _("Tidak ada nilai yang bisa dihitung untuk {choice}. Ubah jangkauannya.").format(choice=empty.title)
    if all(len(buy.levels) < 2 for buy in buys):
        return _("Pilihan ini tidak punya dua nilai yang bisa dihitung. Ubah jangkauannya.")
    return ""
