"""Words of the figures of one run."""

RUN: dict[str, dict[str, str]] = {
    "queue_length": {"id": "Permohonan yang menunggu", "en": "Cases waiting"},
    "queue_title": {"id": "Antrean terpanjang pukul {time}: {place}", "en": "The queue is longest at {time}: {place}"},
    "queue_alt": {
        "id": "Antrean terpanjang pukul {time} di {place}: rata-rata {value} menunggu ({n} ulangan).",
        "en": "The queue is longest at {time} at {place}: on average {value} waiting ({n} replications).",
    },
    "queue_short": {"id": "menunggu", "en": "waiting"},
    "queue_scales": {"id": "skala tegak tiap gambar berbeda", "en": "each panel has its own scale upwards"},
    "queue_none_title": {"id": "Antrean sepanjang hari", "en": "Queue through the day"},
    "queue_none": {"id": "Tidak ada yang menunggu di titik mana pun.", "en": "Nobody waits at any station."},
    "waiting_time": {"id": "Waktu tunggu (menit)", "en": "Waiting time (min)"},
    "share_at_least": {"id": "Menunggu paling lama sekian", "en": "Waits at most this long"},
    "waiting_title": {
        "id": "Tunggu terlama di {place}: satu dari sepuluh menunggu lebih dari {length}",
        "en": "The longest waits are at {place}: one in ten waits more than {length}",
    },
    "waiting_note": {
        "id": "semua {visits} kunjungan dari {n} ulangan digabung, jadi kurva tidak mempunyai selang; satu dari "
        "sepuluh menunggu lebih dari {value} (selang 95 % antarulangan)",
        "en": "all {visits} visits in {n} replications pooled, so the curve has no interval; one in ten waits more "
        "than {value} (95 % interval over replications)",
    },
    "waiting_note_one": {
        "id": "semua {visits} kunjungan dari satu ulangan, belum ada selang; satu dari sepuluh menunggu lebih dari "
        "{value}",
        "en": "all {visits} visits of one replication, no interval yet; one in ten waits more than {value}",
    },
    "waiting_alt": {
        "id": "Tunggu terlama di {place}: satu dari sepuluh kunjungan menunggu lebih dari {value} ({n} ulangan).",
        "en": "The longest waits are at {place}: one in ten visits waits more than {value} ({n} replications).",
    },
    "waiting_none_title": {"id": "Sebaran waktu tunggu", "en": "Distribution of waiting time"},
    "waiting_none": {
        "id": "Tidak ada kunjungan yang dilayani petugas dalam rentang hitung.",
        "en": "No visit was served by staff within the window.",
    },
    "target": {"id": "janji {minutes} menit", "en": "promise of {minutes} min"},
    "utilisation": {"id": "Bagian waktu jaga yang terpakai melayani", "en": "Share of staffed time spent serving"},
    "utilisation_title": {"id": "Petugas paling sibuk: {place}", "en": "The busiest staff: {place}"},
    "utilisation_alt": {
        "id": "Petugas paling sibuk: {place}, {value} waktu jaga terpakai melayani; paling longgar: {least_place}, "
        "{least} ({n} ulangan).",
        "en": "The busiest staff: {place}, serving {value} of staffed time; the least busy: {least_place}, "
        "{least} ({n} replications).",
    },
    "utilisation_none_title": {"id": "Kesibukan petugas", "en": "Utilisation of staff"},
    "utilisation_none": {"id": "Tidak ada petugas yang berjaga.", "en": "No staff is on shift."},
    "hours_title": {
        "id": "Menunggu paling lama: {day}, datang pukul {time}",
        "en": "Waits are longest on {day}, for those who come at {time}",
    },
    "hours_title_any": {
        "id": "Menunggu paling lama: datang pukul {time}",
        "en": "Waits are longest for those who come at {time}",
    },
    "hours_alt": {
        "id": "{title}: {value}. Paling singkat: {least_day} pukul {least_time}, {least} ({n} ulangan).",
        "en": "{title}: {value}. Shortest: {least_day} at {least_time}, {least} ({n} replications).",
    },
    "heat_few": {
        "id": "sel bertanda *: hanya satu ulangan, tanpa selang",
        "en": "cells marked *: one replication only, no interval",
    },
    "hours_axis": {"id": "Jam masuk antrean", "en": "Hour of joining the line"},
    "hours_bar": {"id": "Waktu tunggu rata-rata (menit)", "en": "Mean waiting time (min)"},
    "hours_none_title": {"id": "Waktu tunggu menurut hari dan jam", "en": "Waiting time by weekday and hour"},
    "causes_title": {"id": "Mengapa menunggu? Terutama: {cause}", "en": "Why do they wait? Mostly: {cause}"},
    "causes_title_case_class": {
        "id": "Mengapa setiap jenis izin menunggu? Terlama: {place}, terutama {cause}",
        "en": "Why does each permit wait? Longest: {place}, mostly {cause}",
    },
    "causes_title_station": {
        "id": "Mengapa menunggu di setiap tempat? Terlama: {place}, terutama {cause}",
        "en": "Why do they wait at each place? Longest: {place}, mostly {cause}",
    },
    "causes_axis": {
        "id": "Waktu tanpa dikerjakan kantor, per permohonan ({unit})",
        "en": "Time in which the office does no work on it, per case ({unit})",
    },
    "causes_alt": {
        "id": "Tunggu terlama: {place}. Sebab terbesar di sana: {cause}, {value} per permohonan ({n} ulangan).",
        "en": "Longest waits: {place}. The main cause there: {cause}, {value} per case ({n} replications).",
    },
    "causes_none_title": {"id": "Mengapa menunggu?", "en": "Why do they wait?"},
    "causes_none": {
        "id": "Tidak ada yang menunggu, jadi tidak ada sebab yang dapat ditunjukkan.",
        "en": "Nobody waits, so there are no causes to show.",
    },
    "cause_closed": {"id": "kantor tutup", "en": "office closed"},
    "cause_no_server": {"id": "tidak ada petugas yang berjaga", "en": "no server on shift"},
    "cause_busy": {"id": "petugas melayani yang lebih dulu", "en": "servers busy with earlier cases"},
    "cause_overtaken": {"id": "didahului yang berprioritas", "en": "overtaken by priority"},
    "cause_batch": {"id": "menunggu jadwal penandatanganan", "en": "waiting for the set time"},
    "cause_slot": {"id": "menunggu jadwal atau jatah giliran", "en": "waiting for a set time or a free slot"},
    "cause_other": {"id": "sebab lain", "en": "other causes"},
    "cause_external": {"id": "di instansi lain", "en": "at another agency"},
    "cause_applicant": {"id": "di tangan pemohon", "en": "with the applicant"},
    "cause_away": {"id": "pulang dan kembali lagi nanti", "en": "left, and comes back later"},
    "cause_outage": {"id": "gangguan {subsystem}", "en": "outage of {subsystem}"},
    "outage_title": {
        "id": "{subsystems} terganggu {length}: paling banyak {extra} permohonan lebih di kantor",
        "en": "{subsystems} down for {length}: at worst {extra} more cases present",
    },
    "outage_present": {"id": "dengan gangguan", "en": "with the outage"},
    "outage_twin": {"id": "seandainya tanpa gangguan", "en": "had there been no outage"},
    "outage_extra": {"id": "tambahan karena gangguan", "en": "extra because of the outage"},
    "outage_shade": {"id": "gangguan {subsystems}", "en": "outage: {subsystems}"},
    "outage_axis": {"id": "Permohonan di kantor", "en": "Cases present"},
    "outage_note": {
        "id": "Semua ulangan, {interval}: {measures}.",
        "en": "All replications, {interval}: {measures}.",
    },
    "outage_alt": {
        "id": "Gangguan {subsystems} mulai {begin}, {length}. Puncaknya {time}: {extra} permohonan lebih banyak di "
        "kantor "
        "daripada tanpa gangguan (satu ulangan). {measures}",
        "en": "Outage: {subsystems} from {begin}, {length}. At worst, {time}, {extra} more cases are present than "
        "without it (one replication). {measures}",
    },
    "outage_none_title": {"id": "Gangguan dan pemulihan", "en": "Outage and recovery"},
    "outage_none": {
        "id": "Tidak ada gangguan dalam ulangan ini.",
        "en": "There is no outage in this replication.",
    },
    "gantt_title": {"id": "Siapa melayani kapan? {day}", "en": "Who serves when? {day}"},
    "day_number": {"id": "Hari {day}", "en": "Day {day}"},
    "gantt_shift": {"id": "berjaga", "en": "on shift"},
    "gantt_service": {"id": "melayani", "en": "serving"},
    "gantt_pause": {"id": "tertunda", "en": "interrupted"},
    "gantt_outage": {"id": "gangguan", "en": "outage"},
    "gantt_alt": {
        "id": "{day}, satu ulangan: {servers} petugas. Paling banyak melayani: {place} {number}, {services} "
        "layanan, {busy} "
        "dari {staffed} waktu jaga. Layanan yang tertunda: {pauses}. Gangguan: {outages}.",
        "en": "{day}, one replication: {servers} servers. The busiest: {place} {number}, {services} services, "
        "{busy} of "
        "{staffed} on shift. Interrupted services: {pauses}. Outages: {outages}.",
    },
    "gantt_none_title": {"id": "Siapa melayani kapan?", "en": "Who serves when?"},
    "gantt_none": {
        "id": "Pada hari itu tidak ada yang berjaga dan tidak ada yang dilayani.",
        "en": "On that day nobody is on shift and nobody is served.",
    },
    "none": {"id": "tidak ada", "en": "none"},
    "story_title": {
        "id": "Perjalanan satu permohonan: {length}, dilayani hanya {served}",
        "en": "The story of one case: {length}, served for only {served}",
    },
    "story_queue": {"id": "mengantre", "en": "in line"},
    "story_service": {"id": "dilayani", "en": "served"},
    "story_pause": {"id": "tertunda", "en": "interrupted"},
    "story_external": {"id": "di instansi lain", "en": "at another agency"},
    "story_applicant": {"id": "di tangan pemohon", "en": "with the applicant"},
    "story_away": {"id": "pulang, kembali nanti", "en": "away, comes back"},
    "story_alt": {
        "id": "Satu permohonan dalam satu ulangan, {length} sejak datang. Terlama: {kind} di {place}, {longest}. "
        "Dilayani {served}.",
        "en": "One case of one replication, {length} from arrival. Longest: {kind} at {place}, {longest}. "
        "Served for {served}.",
    },
    "story_visit": {"id": "kali ke-{visit}", "en": "time {visit}"},
    "story_home": {"id": "Di luar kantor", "en": "Outside the office"},
    "story_none_title": {"id": "Perjalanan satu permohonan", "en": "The story of one case"},
    "story_none": {"id": "Tidak ada permohonan dengan nomor itu.", "en": "There is no case of that number."},
    "turnaround_title": {
        "id": "Tepat waktu? Terendah: {place}, {value}",
        "en": "On time? Lowest: {place}, {value}",
    },
    "turnaround_axis": {"id": "Hari kerja sampai keputusan", "en": "Working days to the decision"},
    "turnaround_share": {"id": "Bagian permohonan", "en": "Share of cases"},
    "turnaround_on_time": {"id": "{value} tepat waktu", "en": "{value} on time"},
    "turnaround_undecided": {"id": "{value} tanpa keputusan", "en": "{value} never decided"},
    "turnaround_deadline": {"id": "batas {days} hari", "en": "deadline: {days} days"},
    "turnaround_alt": {
        "id": "Yang paling jarang tepat waktu: {place}, {value}, batas {days} hari kerja; setengahnya diputus dalam "
        "{median} hari kerja ({n} ulangan).",
        "en": "Least often on time: {place}, {value}, deadline {days} working days; half are decided within {median} "
        "working days ({n} replications).",
    },
    "turnaround_none_title": {"id": "Lama penyelesaian dan batas waktunya", "en": "Turnaround and its deadline"},
    "turnaround_none": {
        "id": "Tidak ada izin dengan batas waktu yang diputus dalam rentang simulasi.",
        "en": "No permit with a deadline was decided within the horizon.",
    },
    "lateness_title": {
        "id": "Seberapa terlambat? {value} diputus sampai hari batas",
        "en": "How late? {value} are decided by the deadline",
    },
    "lateness_axis": {"id": "Hari kerja setelah batas waktu", "en": "Working days after the deadline"},
    "lateness_share": {"id": "Bagian permohonan", "en": "Share of cases"},
    "lateness_0": {"id": "sampai hari batas", "en": "by the deadline"},
    "lateness_more": {"id": "{least} atau lebih", "en": "{least} or more"},
    "lateness_deemed_approved": {"id": "dianggap dikabulkan", "en": "deemed approved"},
    "lateness_missed": {"id": "lewat, belum diputus", "en": "past it, undecided"},
    "lateness_alt": {
        "id": "{value} diputus sampai hari batas. Di antara yang lewat, terbanyak: {late}, {share} ({n} ulangan).",
        "en": "{value} are decided by the deadline. Of the rest most are: {late}, {share} ({n} replications).",
    },
    "lateness_none_title": {"id": "Seberapa terlambat?", "en": "How late?"},
    "flow_title": {
        "id": "Dari mana ke mana? Paling lama tinggal di {place}: {stay}",
        "en": "From where to where? Longest stay: {place}, {stay}",
    },
    "flow_note": {
        "id": "pada panah: permohonan per hari buka; di kotak: yang datang per hari buka, lama tinggal (median, malam "
        "dan hari libur terhitung), yang datang dari luar (panah hijau) dan yang keluar per hari buka; {interval}; "
        "panah putus-putus: kembali ke langkah sebelumnya",
        "en": "on arrows: cases per open day; in boxes: those who come per open day, how long they stay (median, "
        "nights and days off included), who of them comes from outside (green arrow) and who leaves, per open day; "
        "{interval}; broken arrows go back to an earlier step",
    },
    "flow_hidden": {
        "id": "{count} aliran di bawah {least} per hari tidak digambar",
        "en": "{count} flows below {least} a day are not drawn",
    },
    "flow_alt": {
        "id": "Aliran terbesar: dari {source} ke {target}, {value} per hari. Paling lama tinggal di {place}: {stay} "
        "({n} ulangan).",
        "en": "The largest flow: from {source} to {target}, {value} a day. Longest stay: {place}, {stay} "
        "({n} replications).",
    },
    "flow_(arrival)": {"id": "Datang", "en": "Arrival"},
    "flow_(departure)": {"id": "Selesai", "en": "Done"},
    "flow_(give_up)": {"id": "Berhenti mengurus", "en": "Gives up"},
    "flow_(deemed_approved)": {"id": "Dianggap dikabulkan", "en": "Deemed approved"},
    "flow_again": {"id": "lagi di sini", "en": "here again"},
    "flow_at_once": {"id": "seketika", "en": "at once"},
    "flow_visits": {"id": "{value}/hari", "en": "{value} a day"},
    "flow_none_title": {"id": "Dari mana ke mana?", "en": "From where to where?"},
    "flow_none": {"id": "Tidak ada permohonan yang datang.", "en": "No case arrives."},
    "staff_title": {
        "id": "Beban petugas: paling berat {place} {number}, {value} jam",
        "en": "Load of staff: heaviest for {place} {number}, {value} hours",
    },
    "staff_busy": {"id": "melayani dalam jam jaga", "en": "serving on shift"},
    "staff_overtime": {"id": "melayani di luar jam jaga", "en": "serving outside shifts"},
    "staff_staffed": {"id": "jam jaga", "en": "hours on shift"},
    "staff_alt": {
        "id": "Beban terberat: {place} {number}, {value} jam melayani; teringan: {least_place} {least_number}, "
        "{least} jam "
        "({n} ulangan).",
        "en": "Heaviest load: {place} {number}, {value} hours of service; lightest: {least_place} {least_number}, "
        "{least} "
        "hours ({n} replications).",
    },
    "staff_none_title": {"id": "Beban petugas", "en": "Load of staff"},
}
