"""The sentences of a comparison's summary, Indonesian and English."""

from simulator.reports.say import Texts

COMPARED: Texts = {
    "wait_at": ("waktu tunggu orang di {place}", "people's wait at the {place}"),
    "verdict_best_there": (
        "{alternative} paling menolong orang di {place}: {what} turun dari {base} menjadi sekitar {other} (berkurang "
        "{size}).",
        "{alternative} helps people at the {place} most: {what} falls from {base} to about {other} (less by {size}).",
    ),
    "verdict_best": (
        "{alternative} paling menolong: {what} turun dari {base} menjadi sekitar {other} (berkurang {size}).",
        "{alternative} helps most: {what} falls from {base} to about {other} (less by {size}).",
    ),
    "verdict_helps": (
        "{alternative} menolong: {what} turun dari {base} menjadi sekitar {other} (berkurang {size}).",
        "{alternative} helps: {what} falls from {base} to about {other} (less by {size}).",
    ),
    "verdict_little": (
        "{alternative} menolong sedikit: {what} turun dari {base} menjadi sekitar {other} (berkurang {size}).",
        "{alternative} helps a little: {what} falls from {base} to about {other} (less by {size}).",
    ),
    "verdict_worse": (
        "{alternative} merugikan: {what} naik dari {base} menjadi sekitar {other} (bertambah {size}).",
        "{alternative} makes it worse: {what} rises from {base} to about {other} (more by {size}).",
    ),
    "verdict_unsure": (
        "{alternative}: {what} tidak terbedakan dari sekarang.",
        "{alternative}: {what} cannot be told apart from now.",
    ),
    "none_helps": (
        "Tidak ada rencana yang terlihat memperpendek {what} (n = {n}); itu belum berarti tidak ada pengaruhnya.",
        "No plan is seen to shorten {what} (n = {n}); that does not mean that there is no effect.",
    ),
    "no_verdict": (
        "Ulangannya terlalu sedikit, atau tidak ada yang dilayani: belum ada yang dapat disimpulkan.",
        "There are too few replications, or nobody was served: nothing can be concluded yet.",
    ),
    "table": ("Angka yang paling penting", "The numbers that matter most"),
    "what": ("Apa", "What"),
    "present": ("Sekarang", "Now"),
    "rests": (
        "Di bawah setiap rencana: perubahannya, dalam kurung batas bawah dan atas selang 95%. Tidak terbedakan: selang "
        "itu memuat nol. n = {n}{few}.",
        "Under each plan: its change, in brackets the lower and upper bound of its 95% interval. Cannot be told apart: "
        "the interval contains zero. n = {n}{few}.",
    ),
    "rests_few": (
        "; biaya, jam pemohon dan perkiraan IKM n = {n}, dari ulangan yang catatan kejadiannya disimpan",
        "; costs, applicants' hours and the forecast index n = {n}, the replications whose logs are kept",
    ),
    "down": ("turun {size} ({ends})", "down {size} ({ends})"),
    "up": ("naik {size} ({ends})", "up {size} ({ends})"),
    "unclear": ("tidak terbedakan", "cannot be told apart"),
    "unchanged": ("sama", "same"),
    "sure_text": (
        "Semua rencana menghadapi pemohon, hari dan gangguan yang sama, {n} kali, kecuali yang memang diubah "
        "rencananya. Bila seluruh hitungan diulang 100 kali, kira-kira 95 selang memuat rata-rata yang sebenarnya "
        "menurut model; bila masukannya keliru, hasilnya ikut keliru. Semuanya rata-rata; satu hari bisa jauh lebih "
        "besar atau lebih kecil.",
        "All plans face the same applicants, days and outages, {n} times, except for what a plan itself changes. If "
        "the whole computation were repeated 100 times, about 95 of the intervals would contain the model's true mean; "
        "if the inputs are wrong, so are the results. All are averages; one day can be much better or worse.",
    ),
    "cost_price": (
        "{alternative}: dalam {days} hari kantor membayar {extra} lebih banyak dan pemohon menghemat {hours}. Satu jam "
        "yang dihemat berharga {price}{value}; {year}, n = {n}.",
        "{alternative}: in {days} days the office pays {extra} more, and applicants save {hours}. An hour saved costs "
        "{price}{value}; {year}, n = {n}.",
    ),
    "cost_free": (
        "{alternative}: dalam {days} hari pemohon menghemat {hours}, dan tambahan biaya kantor tidak terbedakan dari "
        "nol; {year}, n = {n}.",
        "{alternative}: in {days} days applicants save {hours}, and the office's extra cost cannot be told apart from "
        "zero; {year}, n = {n}.",
    ),
    "cost_dominates": (
        "{alternative}: dalam {days} hari pemohon menghemat {hours} dan kantor tidak membayar lebih banyak (biaya "
        "kantor {extra}): unggul dalam keduanya; {year}, n = {n}.",
        "{alternative}: in {days} days applicants save {hours} and the office pays no more (its cost: {extra}): better "
        "in both; {year}, n = {n}.",
    ),
    "cost_dominated": (
        "{alternative}: dalam {days} hari pemohon kehilangan {hours} dan kantor tidak membayar lebih sedikit (biaya "
        "kantor {extra}): kalah dalam keduanya; {year}, n = {n}.",
        "{alternative}: in {days} days applicants lose {hours} and the office pays no less (its cost: {extra}): worse "
        "in both; {year}, n = {n}.",
    ),
    "cost_cheaper": (
        "{alternative}: dalam {days} hari kantor membayar {extra} lebih sedikit, tetapi pemohon kehilangan {hours}: "
        "kantor menghemat {price} untuk setiap jam pemohon yang hilang{value}; {year}, n = {n}.",
        "{alternative}: in {days} days the office pays {extra} less, but applicants lose {hours}: the office saves "
        "{price} for each hour that applicants lose{value}; {year}, n = {n}.",
    ),
    "cost_no_saving": (
        "{alternative}: dalam {days} hari biaya kantor {extra}; jam pemohon tidak terbedakan dari sekarang, jadi harga "
        "satu jam yang dihemat tidak dapat disebut; {year}, n = {n}.",
        "{alternative}: in {days} days the office's cost: {extra}; applicants' hours cannot be told apart from now, so "
        "no price of a saved hour can be given; {year}, n = {n}.",
    ),
    "cost_unknown": (
        "{alternative}: ulangan atau harganya terlalu sedikit untuk menghitung harga satu jam yang dihemat.",
        "{alternative}: too few replications or prices to work out what a saved hour costs.",
    ),
    "hour_value": (
        ", dibanding {value} nilai satu jam pemohon menurut skenario",
        ", beside {value}, an applicant's hour by the scenario",
    ),
    "price": ("{mean} (antara {low} dan {high})", "{mean} (between {low} and {high})"),
    "signed_up": ("bertambah {size}", "up by {size}"),
    "signed_down": ("berkurang {size}", "down by {size}"),
    "signed_same": ("sama", "the same"),
    "signed_unclear": ("tidak terbedakan dari sekarang", "cannot be told apart from now"),
    "no_cost": (
        "Tambahan biayanya tidak dihitung: {why}.",
        "What it costs more is not counted: {why}.",
    ),
    "no_price": ("skenario ini tidak memuat harga", "the scenario gives no prices"),
    "later": ("laporan lengkap (simptsp report) menghitungnya", "the full report (simptsp report) counts it"),
    "gains": ("{alternative}: lebih cepat selesai bagi {names}.", "{alternative}: completed sooner for {names}."),
    "loses": ("{alternative}: lebih lama selesai bagi {names}.", "{alternative}: completed later for {names}."),
    "comes_back": (
        "Waktu sampai selesai juga menghitung datang lagi pada hari lain.",
        "Time to completion also counts coming back on another day.",
    ),
    "waits_longer": (
        "{alternative}: menunggu lebih lama di {names}.",
        "{alternative}: longer waits at {names}.",
    ),
    "waits_longer_too": (
        "Menunggu lebih lama di {names}.",
        "Waits are longer at {names}.",
    ),
    "no_group": (
        "{alternative}: tidak ada izin, kanal atau tempat yang terbukti lebih cepat atau lebih lama.",
        "{alternative}: no permit, channel or place is shown to be faster or slower.",
    ),
    "part": ("{name} ({size}, n = {n})", "{name} ({size}, n = {n})"),
    "next_best": (
        "Yang paling menurunkan {what}: {alternative}. Periksa dulu biaya dan kelayakannya, lalu hitung ulang dengan "
        "angka kantor sendiri.",
        "What lowers {what} most: {alternative}. Check first what it costs and whether it can be done, then compute it "
        "again with your office's own numbers.",
    ),
    "next_several": (
        "Yang terbukti menurunkan {what}: {alternatives}; di antaranya belum ada yang terbukti terbaik. Periksa dulu "
        "biaya dan kelayakannya, lalu hitung ulang dengan angka kantor sendiri.",
        "Shown to lower {what}: {alternatives}; none of them is shown to be the best. Check first what they cost and "
        "whether they can be done, then compute again with your office's own numbers.",
    ),
    "next_none": (
        "Tidak ada rencana yang terlihat menurunkan {what}. Cari dulu sebab tunggunya (bagian Mengapa mereka "
        "menunggu), atau perbanyak ulangan.",
        "No plan is seen to lower {what}. Look for the causes of waiting first (section Why they wait), or use more "
        "replications.",
    ),
}  # fmt: skip

WHAT: dict[str, tuple[str, str]] = {
    "sojourn_time_mean": ("waktu dari datang sampai selesai", "time from arrival to completion"),
    "waiting_time_mean": ("waktu tunggu rata-rata (orang dan berkas)", "mean waiting time (people and files)"),
}
"""Measures in the words of a sentence."""

MAIN: dict[str, tuple[str, str]] = {
    "service_level": (
        "Pelayanan yang dimulai sesuai janji ({promise} menit)",
        "Services that start as promised ({promise} min)",
    ),
    "sojourn_time_mean": ("Dari datang sampai selesai", "From arrival to completion"),
    "on_time_share": ("Izin yang diputus tepat waktu", "Permits decided on time"),
    "give_up_share": ("Permohonan yang berhenti sebelum selesai", "Applications that are given up"),
}
"""Rows of the summary's table, after people's waits."""

OF_LOGS: dict[str, tuple[str, str, str]] = {
    "office_cost": ("costs", "Biaya kantor, {days} hari", "Cost to the office, {days} days"),
    "applicant_hours": (
        "costs",
        "Jam yang dihabiskan pemohon, {days} hari",
        "Hours that applicants spend, {days} days",
    ),
    "index_all": (
        "forecast",
        "Perkiraan IKM (25–100), semua yang datang",
        "Forecast index (IKM, 25–100), all who came",
    ),
}
"""Its last rows: measure -> table of the logs, and words."""

FRONT: tuple[str, str] = ("Waktu tunggu orang di {place}", "People's wait at the {place}")
