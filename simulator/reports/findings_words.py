"""Titles of what is found in event logs, and the sentences around the tables, Indonesian and English."""

from simulator.reports.say import Texts

KEYS: Texts = {
    "name": ("Nama", "Name"),
    "cause": ("Sebab", "Cause"),
    "case_class": ("Jenis izin", "Permit"),
    "station": ("Tempat", "Place"),
    "place": ("Tempat", "Place"),
    "server": ("Petugas ke-", "Person no."),
    "subsystems": ("Sistem yang terganggu", "System that failed"),
    "by": ("Menurut", "By"),
    "group": ("Kelompok", "Group"),
    "reference": ("Dibanding", "Against"),
    "comparison": ("Pembandingan", "Comparison"),
    "of": ("Ukuran", "Measure"),
    "regime": ("Rezim", "Regime"),
    "payer": ("Yang membayar", "Who pays"),
    "item": ("Untuk", "For"),
    "maladministration": ("Bentuk maladministrasi", "Kind of maladministration"),
    "indicator": ("Penunjuk", "Indicator"),
    "element": ("Unsur", "Element"),
    "band": ("Keterlambatan", "Lateness"),
    "thing": ("Untuk", "For"),
    "unit": ("Satuan", "Unit"),
}
"""Columns that say of what a row is."""

MEASURES: Texts = {
    "hours": ("Jam seluruhnya", "Hours in all"),
    "min_per_case": ("Waktu tanpa dikerjakan per permohonan", "Time without work, per application"),
    "share": ("Bagian", "Share"),
    "settled": ("Sudah diputus atau lewat batas", "Decided or past the deadline"),
    "on_time_share": ("Tepat waktu", "On time"),
    "late_share": ("Terlambat", "Late"),
    "missed_share": ("Lewat batas, belum diputus", "Past the deadline, undecided"),
    "deemed_approved_share": ("Dianggap dikabulkan", "Deemed approved"),
    "turnaround_days_mean": ("Lama penyelesaian, yang sudah diputus", "Turnaround, of those decided"),
    "turnaround_days_p90": ("Yang sudah diputus, 90 % selesai dalam", "Of those decided, 90 % take at most"),
    "lateness_days_mean": ("Keterlambatan", "Lateness"),
    "lateness_days_p90": ("Keterlambatan, 90 % tidak lebih dari", "Lateness, 90 % at most"),
    "stopped_days_mean": ("Jam berhenti", "Clock stopped"),
    "ended": ("Selesai", "Ended"),
    "deadline_days": ("Batas waktu", "Deadline"),
    "days_mean": ("Lama", "Time taken"),
    "days_p90": ("90 % selesai dalam", "90 % take at most"),
    "cases": ("Permohonan", "Applications"),
    "episodes": ("Kali terganggu", "Outages"),
    "outage_min": ("Lama gangguan", "Outage"),
    "depth_share": ("Layanan yang hilang", "Service lost"),
    "peak_extra_cases": ("Puncak tumpukan tambahan", "Peak of extra work"),
    "cases_affected": ("Permohonan terkena", "Applications affected"),
    "recovery_min": ("Waktu pulih", "Time to recover"),
    "recovered_share": ("Pulih sebelum akhir simulasi", "Recovered before the end"),
    "lost_case_hours": ("Jam-berkas yang hilang", "Case-hours lost"),
    "extra_staff_hours": ("Jam petugas tambahan", "Extra staff hours"),
    "late_caused": ("Izin menjadi terlambat", "Permits made late"),
    "gave_up_caused": ("Menjadi berhenti", "Made to give up"),
    "waited_mean": (
        "Lama dalam antrean petugas per permohonan (orang dan berkas)",
        "Time in lines for staff per application (people and files)",
    ),
    "waited_p90": (
        "Lama dalam antrean petugas per permohonan, 90 % tidak lebih dari (orang dan berkas)",
        "Time in lines for staff per application, 90 % at most (people and files)",
    ),
    "sojourn_h_mean": ("Sampai selesai", "To completion"),
    "trips_mean": ("Kedatangan", "Trips"),
    "refused_share": ("Pernah ditolak atau pergi", "Refused or left"),
    "gave_up_share": ("Berhenti", "Gave up"),
    "ratio": ("Nisbah", "Ratio"),
    "gap": ("Selisih lama dalam antrean", "Gap in time in lines"),
    "staffed_h": ("Jam jaga", "Staffed"),
    "busy_h": ("Jam melayani", "Serving"),
    "utilisation": ("Kesibukan", "Utilisation"),
    "overtime_h": ("Lembur", "Overtime"),
    "longest_stretch_min": ("Terlama tanpa jeda", "Longest without a break"),
    "persons": ("Orang", "Persons"),
    "gini": ("Ketimpangan (0 merata)", "Unevenness (0: even)"),
    "waited_gini": ("Lama dalam antrean, Gini (0 merata)", "Time in lines, Gini (0: even)"),
    "sojourn_gini": ("Waktu sampai selesai, Gini (0 merata)", "Time to completion, Gini (0: even)"),
    "busiest_to_mean": ("Tersibuk dibanding rata-rata", "Busiest against mean"),
    "amount": ("Biaya", "Cost"),
    "office_cost": ("Biaya kantor", "Cost to the office"),
    "applicant_cost": ("Biaya pemohon", "Cost to applicants"),
    "cost_per_permit": ("Biaya per izin", "Cost per permit"),
    "cost_per_applicant_hour": ("Biaya per jam pemohon", "Cost per applicant's hour"),
    "permits": ("Izin selesai", "Permits completed"),
    "applicant_hours": ("Jam pemohon", "Applicants' hours"),
    "asked": ("Yang ditanya", "Asked"),
    "came": ("Yang datang", "Came"),
    "index_asked": ("Nilai dari yang ditanya", "Index of those asked"),
    "index_all": ("Nilai dari semua yang datang", "Index of all who came"),
    "survivor_effect": ("Selisih karena hanya yang selesai ditanya", "Survivor effect: only those served are asked"),
    "answer_asked": ("Jawaban yang ditanya", "Answer of those asked"),
    "answer_all": ("Jawaban semua", "Answer of all"),
    "value": ("Nilai", "Value"),
}
"""Measures of tables of estimates."""

VALUES: Texts = {
    "external": ("Instansi lain mengerjakan", "Another agency works on it"),
    "applicant": ("Pemohon memperbaiki berkas", "The applicant repairs the file"),
    "away": ("Pemohon pergi dan belum kembali", "The applicant left and is not back yet"),
    "closed": ("Kantor tutup", "The office is closed"),
    "no_server": ("Tidak ada petugas berjaga", "Nobody is on shift"),
    "slot": ("Menunggu jadwal berikutnya (tanda tangan, kunjungan)", "Waits for the next set time (signing, visit)"),
    "overtaken": ("Didahului yang berprioritas", "Others with priority go first"),
    "busy": ("Petugas melayani yang datang lebih dulu", "Staff serve those who came first"),
    "": ("Seluruhnya", "All together"),
    "server_hour": ("Jam petugas", "Staff hours"),
    "overtime_hour": ("Lembur", "Overtime"),
    "channel_day": ("Hari layanan kanal", "Days of a channel"),
    "backup_month": ("Cadangan sistem", "Backup systems"),
    "item_month": ("Biaya bulanan", "Monthly costs"),
    "item_once": ("Biaya sekali", "One-off costs"),
    "training": ("Pelatihan", "Training"),
    "outreach": ("Penyuluhan", "Outreach"),
    "trip": ("Perjalanan", "Trips"),
    "travel_hour": ("Jam di jalan", "Hours of travel"),
    "presence_hour": ("Jam di kantor", "Hours at the office"),
    "channel_fee": ("Bayaran perantara", "Fees of intermediaries"),
    "district": ("Kecamatan", "District"),
    "literacy": ("Literasi digital", "Digital literacy"),
    "channel": ("Kanal", "Channel"),
    "priority_group": ("Kelompok prioritas", "Priority group"),
    "segment": ("Jenis usaha", "Segment"),
    "case_class": ("Jenis izin", "Permit"),
    "connected": ("Sambungan internet", "Connection"),
    "aware": ("Tahu layanan daring", "Knows the online channel"),
    "low": ("rendah", "low"),
    "middle": ("sedang", "middle"),
    "high": ("tinggi", "high"),
    "ratio": ("nisbah", "ratio"),
    "gap": ("selisih", "gap"),
}
"""Names that are the same in every office."""

BOOLEANS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "connected": (("terhubung", "connected"), ("tidak terhubung", "not connected")),
    "aware": (("tahu", "know of it"), ("belum tahu", "do not know of it yet")),
}
"""Groupings by yes and no: what each is called."""

PAYERS: Texts = {"office": ("Kantor", "The office"), "applicant": ("Pemohon", "Applicants")}

SAID: Texts = {
    "causes_beside": (
        "Waktu tanpa dikerjakan per permohonan, menurut sebabnya",
        "Time without work per application, by cause",
    ),
    "causes_read": (
        "Yang dihitung: waktu yang berlalu tanpa dikerjakan (di kantor, di instansi lain, di rumah) dari semua "
        "permohonan, juga yang berhenti atau belum selesai, sampai akhir simulasi; jadi jumlahnya dapat melebihi "
        "rata-rata waktu sampai selesai, yang hanya dari yang selesai. Setiap menit dihitung pada tepat satu sebab; "
        "malam dan hari libur termasuk dalam sebab kantor tutup.",
        "Counted is the time in which nobody at the office works on it (at the office, at other agencies, at home) of "
        "all applications, also of those given up or not completed, up to the end of the simulation; so it may add up "
        "to more than the mean time to completion, which is of those completed. Every minute has exactly one cause; "
        "nights and days off belong to the cause that the office is closed.",
    ),
    "legal_beside": ("Ketepatan waktu per jenis izin", "Timeliness by permit"),
    "resilience_beside": ("Akibat gangguan", "What outages do"),
    "costs_beside": ("Biaya", "Costs"),
    "costs_changed": ("Yang berubah, satu per satu", "What changes, item by item"),
    "forecast_beside": ("Perkiraan IKM", "Forecast index (IKM)"),
    "groups_beside": (
        "Selisih lama dalam antrean petugas per permohonan (orang dan berkas), dibanding kelompok terbesar",
        "Gap in time in lines for staff per application (people and files), against the largest group",
    ),
    "gaps_read": (
        "Angka di atas nol: kelompok itu lebih lama dalam antrean daripada pembandingnya.",
        "A number above zero: the group is in lines longer than the one it is held against.",
    ),
    "against": ("{group}, dibanding {reference}", "{group}, against {reference}"),
    "of_channel": ("kanal {title}", "the channel {title}"),
    "of_case": ("permohonan {title}", "applications of the kind {title}"),
    "no_priority": ("bukan kelompok prioritas", "in no priority group"),
    "outages_all": ("Semua gangguan", "All outages"),
    "outages_several": ("Beberapa sekaligus", "Several at a time"),
    "shared": ("pusat, dipakai bersama", "central, shared"),
    "own": ("milik kantor sendiri", "the office's own"),
    "fewer": (
        "Gambar dan rincian dari catatan kejadian di bagian ini memakai {n} ulangan pertama dari {all} ulangan kajian; "
        "n di setiap tabel menyebut berapa yang memberi nilai.",
        "Figures and details from the event log in this part rest on the first {n} of the study's {all} replications; "
        "n in each table says how many give a value.",
    ),
    "outage": ("Gangguan: {name}", "Outage: {name}"),
    "causes": ("Mengapa mereka menunggu", "Why they wait"),
    "causes_lead": (
        "Sebab terbesar: {cause}, {share} dari seluruh waktu yang berlalu tanpa dikerjakan.",
        "The largest cause: {cause}, {share} of all the time in which nobody at the office works on it.",
    ),
    "causes_table": ("Waktu yang berlalu tanpa dikerjakan, menurut sebabnya", "Time without work, by cause"),
    "causes_station": (
        "Waktu tanpa dikerjakan di setiap tempat, menurut sebabnya",
        "Time without work at each place, by cause",
    ),
    "legal": ("Batas waktu menurut peraturan", "The legal clock"),
    "legal_lead": (
        "Hari kerja dihitung sejak berkas lengkap; selama pemohon memperbaiki berkas, hitungan berhenti. Tepat waktu, "
        "terlambat, dianggap dikabulkan dan lewat batas adalah bagian dari izin berbatas waktu yang sudah diputus atau "
        "lewat batas; yang lain belum diketahui pada akhir simulasi dan tidak dihitung, jadi izin yang lama tampak "
        "lebih baik daripada sebenarnya. Lama penyelesaian hanya dari yang sudah diputus.",
        "Working days count from when the file is complete; while the applicant repairs it, the clock stands. On "
        "time, late, deemed approved and past the deadline are shares of the permits with a deadline that are decided "
        "or past it; the others are not known yet at the end of the simulation and left out, so slow permits look "
        "better than they are. Turnaround is of those decided only.",
    ),
    "legal_table": ("Ketepatan waktu per jenis izin", "Timeliness by permit"),
    "regime_table": ("Ketepatan waktu semua izin menurut rezim hukum", "Timeliness of all permits by legal regime"),
    "legal_days": (
        "Lama penyelesaian per jenis izin, hanya yang sudah diputus",
        "Turnaround by permit, of those decided only",
    ),
    "steps_table": ("Ketepatan waktu per langkah", "Timeliness by step"),
    "resilience": ("Gangguan dan pemulihan", "Outages and recovery"),
    "resilience_means": (
        "Artinya: dalam {days} hari, gangguan menambah waktu semua permohonan di kantor sebanyak {hours}, membuat "
        "{late} diputus terlambat dan {gave_up} berhenti, dibanding hari-hari yang sama tanpa gangguan (n = {n}).",
        "What it means: in {days} days, outages add {hours} to the time that all applications spend in the office, "
        "make {late} be decided late and {gave_up} give up, against the same days without any outage (n = {n}).",
    ),
    "resilience_lead": (
        "Dibandingkan dengan hari-hari yang sama tanpa gangguan, ulangan demi ulangan. Gangguan yang bertumpang "
        "tindih, atau yang mulai sebelum kantor pulih dari yang sebelumnya, dihitung satu. Karena itu kali terganggu "
        "dapat bertambah padahal gangguannya lebih pendek: yang tadinya menyatu lalu terhitung dua. Beberapa gangguan "
        "yang panjang dapat memuat sebagian besar menitnya, jadi lama rata-ratanya tidak mewakili gangguan yang biasa. "
        "Jam-berkas: lamanya permohonan berada di kantor, juga saat pemohonnya di rumah; itu bukan jam pemohon pada "
        "bagian Biaya, yang hanya waktu di jalan dan di kantor. "
        "Pulih: permohonan yang ada melebihi hari tanpa gangguan paling banyak satu, atau sepersepuluh dari puncak "
        "kelebihannya, dan tetap begitu sampai akhir hari itu atau gangguan berikutnya, sedikitnya satu jam.",
        "Against the same days without any outage, replication by replication. Outages that overlap, or that begin "
        "before the office has recovered from the one before, count as one. So outages may become more though they "
        "are shorter: what ran together then counts as two. A few long ones may hold most of the minutes, so their "
        "mean length is not that of a usual outage. Case-hours: how long applications are at the office, also while "
        "their applicants are at home; they are not the applicants' hours under Costs, which are time on the way and "
        "at the office only. Recovered: at most one more "
        "application is present than without the outage, or a tenth of the largest excess, and that stays so to the "
        "end of the day or the next outage, for an hour at least.",
    ),
    "resilience_less": (
        "Jam petugas tambahan di bawah nol: yang berhenti karena gangguan tidak dilayani lagi.",
        "Extra staff hours below zero: those who give up because of outages are not served any more.",
    ),
    "outage_often": ("Seberapa sering dan seberapa lama", "How often and for how long"),
    "outage_effects": ("Akibatnya", "What outages do"),
    "groups": ("Siapa yang terkena", "Who is affected"),
    "groups_lead": (
        "Perbedaan antarkelompok berasal dari model dan masukannya; "
        "periksa dengan catatan kantor sendiri sebelum menyimpulkan.",
        "Differences between groups come from the model and its inputs; check them against your own "
        "records before you conclude anything.",
    ),
    "groups_table": ("Pengalaman setiap kelompok", "What each group goes through"),
    "gaps_table": ("Selisih antarkelompok", "Gaps between groups"),
    "group_worst": (
        "Menurut {by}: paling lama dalam antrean {group}, {size} lebih lama daripada {reference}, kelompok terbesar "
        "(n = {n}).",
        "By {by}: longest in lines are {group}, {size} longer than {reference}, the largest group (n = {n}).",
    ),
    "group_best": (
        "Menurut {by}: paling singkat dalam antrean {group}, {size} lebih singkat daripada {reference}, kelompok "
        "terbesar (n = {n}).",
        "By {by}: shortest in lines are {group}, {size} shorter than {reference}, the largest group (n = {n}).",
    ),
    "gini_table": ("Ketimpangan antarpermohonan", "How unequal applications fare"),
    "staff": ("Beban petugas", "Staff"),
    "staff_table": ("Beban setiap tempat dan petugas", "Load of each place and server"),
    "spread_table": ("Pembagian beban", "How load is spread"),
    "costs": ("Biaya", "Costs"),
    "costs_lead": (
        "Untuk {days} hari yang disimulasikan, dengan harga yang ditulis di skenario ({year}). Yang tidak diberi harga "
        "tidak terhitung.",
        "For the {days} simulated days, at the prices in the scenario ({year}). What has no price is not counted.",
    ),
    "costs_table": ("Rincian biaya", "Costs in detail"),
    "costs_sum": ("Biaya seluruhnya", "Costs in all"),
    "costs_are": (
        "Dalam {days} hari yang disimulasikan, kantor membayar {office} dan pemohon {applicants} ({year}; n = {n}).",
        "In the {days} simulated days the office pays {office}, and applicants {applicants} ({year}; n = {n}).",
    ),
    "cost_each": (
        "Biaya per izin bagi kantor: {amount} (n = {n}).",
        "Cost per permit to the office: {amount} (n = {n}).",
    ),
    "money_year": ("uang tahun {year}", "in money of {year}"),
    "no_money_year": ("tahun uangnya tidak disebut", "the year of the money is not said"),
    "forecast": ("Perkiraan mutu layanan", "Forecast of service quality"),
    "forecast_lead": (
        "Ini perkiraan, bukan survei: jawaban dihitung dari pengalaman dalam simulasi dengan asumsi yang belum diukur. "
        "Pakai "
        "untuk membandingkan pilihan, bukan sebagai IKM kantor. Survei hanya menanyai yang selesai dilayani; nilai "
        "dari semua yang datang ditampilkan di sampingnya.",
        "This is a forecast, not a survey: answers are computed from simulated experience by assumptions that nobody "
        "has "
        "measured. Use it to compare options, not as the office's index. A survey asks only those who were served; "
        "the index of all who came stands beside it.",
    ),
    "forecast_table": ("Perkiraan IKM", "Forecast index (IKM)"),
    "risks": ("Risiko maladministrasi", "Risk of maladministration"),
    "risks_lead": (
        "Risiko, bukan temuan: simulasi tidak dapat menunjukkan maladministrasi.",
        "A risk, not a finding: a simulation cannot show maladministration.",
    ),
    "risks_table": ("Penunjuk risiko", "Indicators of risk"),
    "nothing": ("Tidak ada yang dapat ditampilkan: {why}.", "There is nothing to show: {why}."),
    "no_outage": ("skenario ini tidak mempunyai gangguan sistem", "this scenario has no outages"),
    "no_deadline": (
        "tidak ada jenis izin dengan batas waktu menurut peraturan",
        "no permit has a legal deadline",
    ),
    "no_wait": ("tidak ada yang menunggu", "nobody waited"),
    "no_group": (
        "skenario ini tidak membagi pemohon dalam kelompok",
        "this scenario tells no groups of applicants apart",
    ),
    "no_price": ("skenario ini tidak memuat harga", "this scenario gives no prices"),
    "unpriced": ("Tanpa harga, jadi tidak terhitung: {things}.", "Without a price, so not counted: {things}."),
    "once": (
        "Biaya yang dikeluarkan sekali ({things}) dibebankan seluruhnya pada {days} hari ini, juga dalam biaya per "
        "izin, walaupun hasilnya dipakai lebih lama.",
        "What is paid once ({things}) falls wholly on these {days} days, also in the cost per permit, though it lasts "
        "longer.",
    ),
    "no_staff": ("tidak ada petugas di skenario ini", "this scenario has no staff"),
}
