"""The sentences of a comparison's summary, Indonesian and English."""

from simulator.reports.say import Texts

COMPARED: Texts = {
    "question_text": (
        "Apa yang berubah di {office} bila: {alternatives}?",
        "What changes in {office} with: {alternatives}?",
    ),
    "question_texts": (
        "Apa yang berubah di {office} dengan setiap pilihan ini sendiri-sendiri: {alternatives}?",
        "What changes in {office} with each of these choices alone: {alternatives}?",
    ),
    "now": (
        "Sekarang: {said}.",
        "Now: {said}.",
    ),
    "front_now": ("orang menunggu {wait} di {place}", "people wait {wait} at {place}"),
    "promise_now": ("{share} pelayanan dimulai dalam {promise} menit yang dijanjikan",
                    "{share} of services start within the promised {promise} minutes"),
    "changes": ("{alternative}: {said}.", "{alternative}: {said}."),
    "down": ("{what} turun {size}", "{what} falls by {size}"),
    "up": ("{what} naik {size}", "{what} rises by {size}"),
    "from_to": (", dari {base} menjadi {other}", ", from {base} to {other}"),
    "none": (
        "{alternative}: tidak terbedakan dari sekarang pada ukuran-ukuran utama. Itu bukan berarti tidak ada pengaruh: "
        "{what} masih mungkin turun sampai {least} atau naik sampai {most}.",
        "{alternative}: cannot be told apart from now in the main measures. That does not mean that it has no effect: "
        "{what} "
        "may still fall by up to {least} or rise by up to {most}.",
    ),
    "same": (
        "{alternative}: ukuran-ukuran utama sama persis dengan sekarang pada setiap ulangan.",
        "{alternative}: the main measures are exactly as now in every replication.",
    ),
    "undecided": ("Tidak terbedakan: {what}.", "Cannot be told apart: {what}."),
    "better_of": (
        "Dibanding {worse}, {better} membuat {what} lebih rendah {size}.",
        "Against {worse}, {better} makes {what} lower by {size}.",
    ),
    "no_better": (
        "Antara {one} dan {other}, {what} tidak terbedakan.",
        "Between {one} and {other}, {what} cannot be told apart.",
    ),
    "sure_text": (
        "Setiap pilihan menghadapi pemohon, hari dan gangguan yang sama, {n} kali. Angka dalam kurung adalah batas "
        "bawah "
        "dan atas perubahannya; batas seperti ini benar pada 95 dari 100 kajian. Bila batas itu memuat nol, ditulis "
        "“tidak terbedakan”. Kepastian itu tentang model: bila masukannya keliru, hasilnya ikut keliru.",
        "Each choice faces the same applicants, days and outages, {n} times. The numbers in brackets are the lower and "
        "upper "
        "bound of the change; bounds like these are right in 95 of 100 studies. Where they contain zero, we write "
        "“cannot be told apart”. That is certainty about the model: if its inputs are wrong, so are its results.",
    ),
    "mean_of": (
        "Perubahan ini rata-rata dari semua pemohon dan semua hari; pada satu hari bisa jauh lebih besar atau lebih "
        "kecil.",
        "These changes are averages over all applicants and all days; on one day they can be much larger or smaller.",
    ),
    "cost_more": (
        "{alternative}: biaya kantor bertambah {extra} dan pemohon menghemat {hours} selama masa yang disimulasikan.",
        "{alternative}: the office pays {extra} more and applicants save {hours} in the simulated time.",
    ),
    "cost_each": (
        "{alternative}: biaya kantor berubah {extra}; jam pemohon berubah {hours}; keduanya selama masa yang "
        "disimulasikan.",
        "{alternative}: the office's cost changes by {extra}, applicants' hours by {hours}, both in the simulated "
        "time.",
    ),
    "no_cost": (
        "Tambahan biayanya tidak dihitung: {why}.",
        "What it costs more is not counted: {why}.",
    ),
    "no_price": ("skenario ini tidak memuat harga", "the scenario gives no prices"),
    "later": ("laporan lengkap (simptsp report) menghitungnya", "the full report (simptsp report) counts it"),
    "leave": (
        "{alternative}: {said}.",
        "{alternative}: {said}.",
    ),
    "no_change": (
        "{alternative}: kedatangan ke kantor, yang pergi dan yang berhenti tidak terbedakan dari sekarang.",
        "{alternative}: trips to the office, who leaves and who gives up cannot be told apart from now.",
    ),
    "gains": ("{alternative}: lebih cepat selesai bagi {names}.", "{alternative}: completed sooner for {names}."),
    "loses": ("{alternative}: lebih lama selesai bagi {names}.", "{alternative}: completed later for {names}."),
    "no_group": (
        "{alternative}: tidak ada jenis izin atau kanal yang terbukti lebih cepat atau lebih lama selesai.",
        "{alternative}: no permit or channel is shown to be completed sooner or later.",
    ),
    "part": ("{name} ({size})", "{name} ({size})"),
    "next_best": (
        "Yang paling menurunkan {what}: {alternative}. Periksa dulu biaya dan kelayakannya, lalu hitung ulang dengan "
        "angka "
        "kantor sendiri.",
        "What lowers {what} most: {alternative}. Check first what it costs and whether it can be done, then compute it "
        "again "
        "with your office's own numbers.",
    ),
    "next_none": (
        "Tidak ada pilihan yang terbukti menurunkan {what}. Cari dulu sebab tunggunya (bagian Mengapa mereka "
        "menunggu), "
        "atau perbanyak ulangan.",
        "No choice is shown to lower {what}. Look for the causes of waiting first (section Why they wait), or use more "
        "replications.",
    ),
}  # fmt: skip

MAIN: dict[str, tuple[str, str]] = {
    "sojourn_time_mean": ("waktu dari datang sampai selesai", "time from arrival to completion"),
    "waiting_time_mean": ("waktu tunggu rata-rata (orang dan berkas)", "mean waiting time (people and files)"),
    "service_level": ("bagian pelayanan yang dimulai sesuai janji", "share of services that start as promised"),
    "on_time_share": ("bagian izin yang diputus tepat waktu", "share of permits decided on time"),
}
"""What the summary is about, in the words of a sentence; waits of people at each place come first."""

LEAVING: dict[str, tuple[str, str]] = {
    "trips_mean": ("kedatangan per permohonan", "trips per application"),
    "balk_share": ("yang urung karena antrean panjang", "those who turn back because the queue is long"),
    "renege_share": ("yang pergi karena terlalu lama menunggu", "those who leave because they wait too long"),
    "turned_away_share": ("yang dipulangkan", "those sent home"),
    "give_up_share": ("yang berhenti sebelum selesai", "those who give up"),
    "deemed_approved_share": ("yang dianggap dikabulkan", "those deemed approved"),
}

WAIT_AT: tuple[str, str] = ("tunggu orang di {place}", "people's wait at {place}")
