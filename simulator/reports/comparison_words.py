"""The sentences of a comparison's summary, Indonesian and English."""

from simulator.reports.say import Texts

COMPARED: Texts = {
    "wait_at": ("waktu tunggu orang di {place}", "people's wait at the {place}"),
    "verdict": ("{alternative}: {said} (n = {n}{few}).", "{alternative}: {said} (n = {n}{few})."),
    "verdict_few": ("; biaya n = {n}", "; cost n = {n}"),
    "verdict_better": ("{better}", "{better}"),
    "verdict_worse": ("lebih buruk: {worse}", "worse: {worse}"),
    "verdict_both": ("{better}; tetapi lebih buruk: {worse}", "{better}; but worse: {worse}"),
    "verdict_same": ("semua ukuran utama praktis tetap", "all main measures are practically the same"),
    "verdict_unsure": ("tidak ada yang terbedakan dari sekarang", "nothing can be told apart from now"),
    "verdict_others": (
        "pada ukuran utama lain tidak ada perubahan yang berarti", "no other main measure changes enough to matter",
    ),
    "verdict_comers_more": (
        "{size} lebih banyak yang datang, jadi banyaknya yang selesai serta jam dan biaya pemohon tidak sebanding",
        "{size} more come, so the number completed and applicants' hours and costs are not comparable",
    ),
    "verdict_comers_fewer": (
        "{size} lebih sedikit yang datang, jadi hasilnya tidak sebanding dengan sekarang",
        "{size} fewer come, so its results are not comparable with now",
    ),
    "comers_more": (
        "tidak sebanding: {change}, karena lebih banyak yang datang", "not comparable: {change}, because more come",
    ),
    "comers_fewer": (
        "tidak sebanding: {change}, karena lebih sedikit yang datang", "not comparable: {change}, because fewer come",
    ),
    "comers_more_sums": (
        "{alternative}: {size} lebih banyak yang datang, jadi jam dan biaya semua pemohon serta banyaknya izin tidak "
        "sebanding dengan sekarang.",
        "{alternative}: {size} more come, so the hours and costs of all applicants and the number of permits are not "
        "comparable with now.",
    ),
    "comers_fewer_sums": (
        "{alternative}: {size} lebih sedikit yang datang, jadi jam dan biaya semua pemohon serta banyaknya izin tidak "
        "sebanding dengan sekarang.",
        "{alternative}: {size} fewer come, so the hours and costs of all applicants and the number of permits are not "
        "comparable with now.",
    ),
    "verdict_unstaffed": ("tidak ada petugas lagi di {places}", "nobody works any more at {places}"),
    "from_to_down": (
        "{what} turun dari {base} menjadi {other} (berkurang {ends})",
        "{what} falls from {base} to {other} (less by {ends})",
    ),
    "from_to_up": (
        "{what} naik dari {base} menjadi {other} (bertambah {ends})",
        "{what} rises from {base} to {other} (more by {ends})",
    ),
    "most_of_all": (", terbaik dari semua rencana", ", the best of all plans"),
    "head_leads": (
        "Paling menolong menurut model: {alternative}. Terbukti terbaik untuk {what}; pada ukuran utama lain tidak ada "
        "rencana yang terbukti lebih baik.",
        "Helps most, by the model: {alternative}. Shown to be best for {what}; no plan is shown to be better in the "
        "others.",
    ),
    "head_cheaper": (
        "Lebih murah, dan juga memperbaiki sesuatu: {alternatives}.",
        "Cheaper, and also better than now in something: {alternatives}.",
    ),
    "head_split": (
        "Tidak ada rencana yang terbaik dalam segalanya. {won}.", "No plan is best in everything. {won}.",
    ),
    "head_open": (
        "Belum terbukti rencana mana yang terbaik. Yang memperbaiki sesuatu: {alternatives}.",
        "It is not shown which plan is best. Better than now in something: {alternatives}.",
    ),
    "head_none": (
        "Tidak ada rencana yang terbukti memperbaiki ukuran utama.", "No plan is shown to improve a main measure.",
    ),
    "head_win": (
        "{alternative} terbukti terbaik untuk {what}{but}", "{alternative} is shown to be best for {what}{but}",
    ),
    "head_but": (", tetapi memperburuk {what}", ", but worse for {what}"),
    "head_more": ("{n} ukuran lain", "{n} more"),
    "head_cheapest": (
        "Yang menambah biaya paling sedikit di antara yang memperbaiki sesuatu: {alternative}.",
        "Of those that improve something, what adds least to the cost: {alternative}.",
    ),
    "chance_best": (
        "“Terbaik”: terbukti lebih baik daripada sekarang dan setiap rencana lain, sesudah banyaknya perbandingan "
        "diperhitungkan (cara Holm).",
        "“Best”: shown to be better than now and than every other plan, allowing for the number of comparisons "
        "(Holm's method).",
    ),
    "chance_each": (
        "Selang setiap perubahan berdiri sendiri: dari 20 ukuran yang sebenarnya tidak berubah, kira-kira satu tetap "
        "tampak berubah karena kebetulan.",
        "Each interval stands by itself: of 20 unchanged measures about one will seem changed, by chance.",
    ),
    "money_same": ("tanpa tambahan biaya", "at no extra cost"),
    "money_unsure": (
        "tanpa tambahan biaya yang terbedakan", "at no extra cost that can be told apart from zero",
    ),
    "money_up": (
        "biaya kantor naik {size} dalam {days} hari ({ends}){year}",
        "the office's cost rises by {size} in {days} days ({ends}){year}",
    ),
    "money_down": (
        "biaya kantor turun {size} dalam {days} hari ({ends}){year}",
        "the office's cost falls by {size} in {days} days ({ends}){year}",
    ),
    "a_year": (", kira-kira {size} setahun", ", roughly {size} a year"),
    "a_year_how": (
        "Angka setahun: yang dibayar per bulan dihitung dua belas kali; biaya lain selama {days} hari itu ({work} hari "
        "kerja) dijadikan {year} hari kerja, seolah-olah setahun penuh sama dengan masa yang disimulasikan.",
        "Yearly figures: what is paid by the month counts twelve times; other costs of those {days} days ({work} "
        "working days) are scaled to the {year} working days of a year, as if the whole year were like the time "
        "simulated.",
    ),
    "no_year": (
        "Tanpa angka setahun untuk {alternatives}, sebab masa yang disimulasikan memuat hal yang bertanggal: {what}.",
        "No yearly figure for {alternatives}, because the time simulated holds something dated: {what}.",
    ),
    "dated_campaign": ("kampanye", "a campaign"),
    "dated_outreach": ("penyuluhan", "outreach"),
    "dated_training": ("pelatihan", "training"),
    "dated_away": ("penanda tangan berhalangan", "a signing officer who is away"),
    "dated_closed": ("hari tutup", "days on which the office is closed"),
    "dated_shift": ("jadwal jaga pada tanggal tertentu", "shifts on certain dates"),
    "dated_channel": ("layanan pada tanggal tertentu", "a service on certain dates"),
    "dated_outage": ("gangguan pada tanggal tertentu", "outages on certain dates"),
    "no_verdict": (
        "Ulangannya terlalu sedikit, atau tidak ada yang dilayani: belum ada yang dapat disimpulkan.",
        "There are too few replications, or nobody was served: nothing can be concluded yet.",
    ),
    "table": ("Angka yang paling penting", "The numbers that matter most"),
    "what": ("Apa", "What"),
    "present": ("Sekarang", "Now"),
    "rests": (
        "Di bawah setiap rencana: perubahannya, dalam kurung batas bawah dan atas selang 95%. Tidak terbedakan: selang "
        "itu memuat nol. Praktis tetap: terbedakan, tetapi terlalu kecil untuk berarti. Angka dibulatkan. "
        "n = {n}{few}.",
        "Under each plan: its change, in brackets the lower and upper bound of its 95% interval. Cannot be told apart: "
        "the interval contains zero. Practically the same: told apart, but too small to matter. Numbers are rounded. "
        "n = {n}{few}.",
    ),
    "rests_few": (
        "; biaya, jam pemohon dan perkiraan IKM n = {n}, dari ulangan yang catatan kejadiannya disimpan",
        "; costs, applicants' hours and the forecast index n = {n}, the replications whose logs are kept",
    ),
    "down": ("turun {size} ({ends})", "down {size} ({ends})"),
    "up": ("naik {size} ({ends})", "up {size} ({ends})"),
    "unclear": ("tidak terbedakan", "cannot be told apart"),
    "unchanged": ("sama", "same"),
    "little_down": ("praktis tetap (turun {ends})", "practically the same (down {ends})"),
    "little_up": ("praktis tetap (naik {ends})", "practically the same (up {ends})"),
    "finishes_more": (
        "tidak sebanding: {size} lebih banyak yang selesai", "not comparable: {size} more are completed",
    ),
    "finishes_fewer": (
        "tidak sebanding: {size} lebih sedikit yang selesai", "not comparable: {size} fewer are completed",
    ),
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
    "cost_plain": (
        "{alternative}: dalam {days} hari biaya kantor {extra}; jam pemohon {signed_hours}; {year}, n = {n}.",
        "{alternative}: in {days} days the office's cost: {extra}; applicants' hours: {signed_hours}; {year}, n = {n}.",
    ),
    "of_base": ("{size}, {share} dari sekarang", "{size}, {share} of now"),
    "cost_year": (" Setahun kira-kira {size}.", " In a year roughly {size}."),
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
    "signed_little": ("praktis tetap", "practically the same"),
    "signed_comers_more": (
        "tidak sebanding, karena lebih banyak yang datang", "not comparable, because more come",
    ),
    "signed_comers_fewer": (
        "tidak sebanding, karena lebih sedikit yang datang", "not comparable, because fewer come",
    ),
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
    "part": ("{name} ({size} dari {base}; n = {n})", "{name} ({size} of {base}; n = {n})"),
    "part_size": ("{mean}, antara {ends},", "{mean}, between {ends},"),
    "not_alike": (
        "Kanal {names} tidak dibandingkan, sebab rencana ini mengubah siapa yang memakainya.",
        "Not compared by channel: {names}, because this plan changes who uses them.",
    ),
    "permits": (
        "Berapa hari kerja sampai izin diputus", "How many working days until a permit is decided",
    ),
    "permit": ("Izin", "Permit"),
    "permits_rests": (
        "Rata-rata dari yang diputus, sejak berkas lengkap, tanpa hari pemohon memperbaiki berkas. Izin tanpa batas "
        "waktu, seperti NIB, tidak di sini. n = {n}{few}.",
        "Mean of those decided, from a complete file on, without the days of repair by the applicant. Permits without "
        "a deadline, such as NIB, are not here. n = {n}{few}.",
    ),
    "permits_few": ("; kurang dari itu di baris yang menyebutnya", "; fewer in the rows that say so"),
    "decides_more": ("tidak sebanding: {size} lebih banyak yang diputus", "not comparable: {size} more are decided"),
    "decides_fewer": ("tidak sebanding: {size} lebih sedikit yang diputus", "not comparable: {size} fewer are decided"),
    "finishes_more_who": (
        "Itu hanya dari yang selesai; {size} lebih banyak yang selesai, jadi tidak sepenuhnya sebanding.",
        "That is of those completed only; {size} more are completed, so it is not fully comparable.",
    ),
    "finishes_fewer_who": (
        "Itu hanya dari yang selesai; {size} lebih sedikit yang selesai, jadi tidak sepenuhnya sebanding.",
        "That is of those completed only; {size} fewer are completed, so it is not fully comparable.",
    ),
    "next_check": (
        "Periksa dulu biaya dan kelayakannya, juga apa yang memburuk, lalu hitung ulang dengan angka kantor sendiri.",
        "Check first its cost, whether it can be done and what gets worse, then compute again with your own numbers.",
    ),
    "next_none": (
        "Cari dulu sebab tunggunya, atau perbanyak ulangan.",
        "Look for the causes of waiting first, or use more replications.",
    ),
    "next_cause": (
        "Sebab tunggu terbesar sekarang yang dapat diubah kantor sendiri: {cause}, {share} dari waktu yang berlalu "
        "tanpa dikerjakan.{way}{plan}",
        "The largest cause of waiting now that the office itself can change: {cause}, {share} of the time in which "
        "nobody works on it.{way}{plan}",
    ),
    "next_way": (" Yang dapat dicoba: {way}.", " Worth trying: {way}."),
    "next_plan": (
        " Yang paling menguranginya di antara rencana ini: {alternative} ({size}{money}).",
        " Of these plans, what reduces it most: {alternative} ({size}{money}).",
    ),
    "next_size": ("{change} per permohonan", "{change} for each application"),
    "next_money": ("; {money}", "; {money}"),
    "sure_short": (
        "Singkatnya: dari {all} perubahan ukuran utama, {sure} terbedakan dari kebetulan dan cukup besar untuk "
        "berarti, {small} praktis tetap, dan {rest} tidak terbedakan.",
        "Of {all} changes of main measures {sure} can be told apart from chance and are large enough to "
        "matter, {small} are practically none, and {rest} cannot be told apart.",
    ),
    "unfinished_plans": ("Yang belum selesai itu, pada {changes}.", "Of those not completed, with {changes}."),
    "unfinished_plan": ("{alternative}: {change}", "{alternative}: {change}"),
}  # fmt: skip

WHAT: dict[str, tuple[str, str]] = {
    "sojourn_time_mean": ("waktu dari datang sampai selesai", "time from arrival to completion"),
    "waiting_time_mean": ("waktu tunggu rata-rata (orang dan berkas)", "mean waiting time (people and files)"),
    "on_time_share": ("izin yang diputus tepat waktu", "the share of permits decided on time"),
    "service_level": ("pelayanan yang dimulai sesuai janji", "the share of services that start as promised"),
    "give_up_share": ("permohonan yang berhenti sebelum selesai", "the share of applications that are given up"),
    "deemed_approved_share": (
        "permohonan yang dianggap dikabulkan (fiktif positif)",
        "the share of applications deemed approved",
    ),
    "throughput": ("permohonan yang selesai", "the number of applications completed"),
}
"""Measures in the words of a sentence."""

MAIN: dict[str, tuple[str, str]] = {
    "service_level": (
        "Pelayanan yang dimulai sesuai janji ({promise} menit)",
        "Services that start as promised ({promise} min)",
    ),
    "on_time_share": ("Izin yang diputus tepat waktu", "Permits decided on time"),
    "give_up_share": ("Permohonan yang berhenti sebelum selesai", "Applications that are given up"),
    "deemed_approved_share": (
        "Permohonan yang dianggap dikabulkan (fiktif positif)",
        "Applications deemed approved",
    ),
    "throughput": ("Permohonan yang selesai", "Applications completed"),
    "sojourn_time_mean": (
        "Dari datang sampai selesai (hanya yang selesai)",
        "From arrival to completion (of those completed only)",
    ),
}
"""Rows of the summary's table, after people's waits."""

OF_LOGS: dict[str, tuple[str, str, str]] = {
    "office_cost": ("costs", "Biaya kantor, {days} hari", "Cost to the office, {days} days"),
    "applicant_hours": (
        "costs",
        "Jam pemohon di jalan dan di kantor, {days} hari",
        "Applicants' hours on the way and at the office, {days} days",
    ),
    "index_all": (
        "forecast",
        "Perkiraan IKM (25–100), semua yang datang",
        "Forecast index (IKM, 25–100), all who came",
    ),
}
"""Its last rows: measure -> table of the logs, and words."""

FRONT: tuple[str, str] = ("Waktu tunggu orang di {place}", "People's wait at the {place}")

RELIEF: Texts = {
    "busy": (
        "petugas tambahan, atau giliran jaga yang mengikuti jam ramai",
        "more staff, or shifts that follow the busy hours",
    ),
    "slot": (
        "jadwal yang lebih sering untuk tanda tangan atau kunjungan, atau tanda tangan elektronik",
        "more frequent times for signing or visits, or electronic signatures",
    ),
    "no_server": (
        "giliran jaga yang menutup jam kosong, atau petugas yang saling membantu",
        "shifts that cover the empty hours, or staff who help each other out",
    ),
    "overtaken": (
        "aturan prioritas yang lebih longgar, atau petugas tersendiri bagi yang berprioritas",
        "looser rules of priority, or staff of their own for those with priority",
    ),
    "external": (
        "kesepakatan waktu dengan instansi itu, atau sambungan sistem dengannya",
        "times agreed with that agency, or a link between its system and yours",
    ),
    "applicant": (
        "bantuan melengkapi berkas sebelum permohonan dimasukkan, supaya lebih sedikit yang kembali",
        "help with completing files before they are lodged, so that fewer come back",
    ),
    "away": (
        "janji temu atau jatah nomor antrean yang cukup, supaya orang tidak pergi sebelum dilayani",
        "appointments or enough queue tickets, so that people do not leave before they are served",
    ),
    "closed": (
        "jam buka yang lebih panjang, atau layanan daring yang tidak menunggu jam buka",
        "longer opening hours, or online services that do not wait for them",
    ),
    "outage": (
        "cadangan bagi sistem yang terganggu, atau bekerja dengan kertas selama sistem putus",
        "a backup for the system that fails, or work on paper while it is down",
    ),
}  # fmt: skip
"""Cause of waiting -> what is worth trying."""
