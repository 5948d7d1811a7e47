"""The sentences of a run's summary, Indonesian and English."""

from simulator.reports.say import Texts

RUN: Texts = {
    "title": ("Ringkasan untuk pimpinan", "Summary for the head of office"),
    "question": ("Pertanyaannya", "The question"),
    "question_text": (
        "Bagaimana kantor ini melayani bila keadaannya seperti yang tertulis di sini, selama {days} hari?",
        "How does this office serve when things are as written here, over {days} days?",
    ),
    "answer": ("Jawabannya", "The answer"),
    "served": (
        "Setiap hari kalender rata-rata datang {arrivals} dan selesai {done}.",
        "On an average calendar day {arrivals} come and {done} are completed.",
    ),
    "promise": (
        "Janji mulai dilayani dalam {promise} menit ditepati pada {share} dari semua pelayanan, baik bagi orang di "
        "loket "
        "maupun berkas di meja.",
        "The promise to be attended to within {promise} minutes is kept for {share} of all services, of people at "
        "counters and of files on desks alike.",
    ),
    "front": ("Orang yang datang menunggu {wait} di {place}.", "People who come wait {wait} at {place}."),
    "fronts": (
        "Orang yang datang menunggu rata-rata: {places}.",
        "People who come wait on average: {places}.",
    ),
    "at": ("{wait} di {place}", "{wait} at {place}"),
    "back": (
        "Yang paling lama menunggu bukan orang melainkan berkas: {wait} di {place}, sebelum mulai dikerjakan.",
        "What waits longest is not people but files: {wait} at {place} before work on them starts.",
    ),
    "back_short": (
        "Berkas menunggu paling lama {wait} di {place}, sebelum mulai dikerjakan.",
        "Files wait longest at {place}: {wait} before work on them starts.",
    ),
    "on_time": (
        "Dari permohonan berbatas waktu menurut peraturan yang sudah diputus atau lewat batas, {share} tepat waktu"
        "{of}.",
        "Of the applications with a legal deadline that are decided or past it, {share} are on time{of}.",
    ),
    "on_time_of": (
        " (rata-rata {settled} dari {came} yang datang; selebihnya belum diketahui)",
        " (on average {settled} of {came} that came; of the others it is not known yet)",
    ),
    "nobody_serves": (
        "Di skenario ini tidak ada petugas yang melayani.",
        "In this scenario nobody serves.",
    ),
    "sure": ("Seberapa pasti", "How sure"),
    "sure_text": (
        "Kantor yang sama disimulasikan {n} kali, tiap kali dengan hari yang berlainan. Angka dalam kurung: selang "
        "95 %. Bila seluruh hitungan diulang 100 kali, kira-kira 95 selang memuat rata-rata yang sebenarnya menurut "
        "model. Bila masukannya keliru, hasilnya ikut keliru.",
        "The same office was simulated {n} times, each time with other luck. The numbers in brackets: 95 % interval. "
        "If the whole computation were repeated 100 times, about 95 of the intervals would contain the model's true "
        "mean. If the inputs are wrong, so are the results.",
    ),
    "single": (
        "Ini satu ulangan saja, jadi belum ada selang: jangan dipakai untuk memutuskan.",
        "This is one single run, so there is no interval yet: do not decide on it.",
    ),
    "luck": (
        "Satu hari tertentu dapat jauh lebih baik atau lebih buruk daripada rata-ratanya.",
        "One particular day can be much better or worse than the average.",
    ),
    "unfinished": (
        "Pada akhir masa simulasi {cases} belum selesai. Lama penyelesaiannya belum terhitung, jadi waktu sampai "
        "selesai di laporan ini cenderung terlalu pendek bagi izin yang lama.",
        "At the end of the simulated time {cases} are not completed. How long they take is not counted, so times to "
        "completion in this report tend to be too short for slow permits.",
    ),
    "cost": ("Biayanya", "What it costs"),
    "no_cost": (
        "Biaya tidak dihitung: tidak ada harga di skenario ini.",
        "Costs are not counted: the scenario gives no prices.",
    ),
    "cost_later": (
        "Harga ada di skenario; rincian biaya ada di laporan lengkap (simptsp report).",
        "The scenario has prices; the full report (simptsp report) has the costs.",
    ),
    "applicants": ("Artinya bagi pemohon", "What it means for applicants"),
    "trips": (
        "Untuk satu permohonan orang rata-rata datang {trips} ke kantor.",
        "For one application people come to the office {trips} on average.",
    ),
    "leave": (
        "Dari setiap 100 permohonan, {balk} urung karena antrean panjang, {renege} pergi karena terlalu lama menunggu, "
        "dan "
        "{turned} dipulangkan; banyak yang kembali lain waktu, tetapi {gave_up} akhirnya berhenti sebelum selesai.",
        "Of every 100 applications, {balk} turn back because the queue is long, {renege} leave because they wait too "
        "long, and {turned} are sent home; many come back another time, but {gave_up} give up in the end.",
    ),
    "returned": (
        "Pada {share} permohonan, berkas pernah dikembalikan untuk diperbaiki.",
        "In {share} of applications the file is sent back for correction at least once.",
    ),
    "deemed": (
        "Pada {share} permohonan berbatas waktu kantor tidak memutus sampai batas itu, sehingga dianggap dikabulkan "
        "(fiktif positif).",
        "Of applications with a deadline, {share} are not decided by then, so they are deemed approved.",
    ),
    "deemed_all": (
        "Pada {share} dari semua permohonan kantor tidak memutus sampai batas waktu, sehingga dianggap dikabulkan "
        "(fiktif positif).",
        "Of all applications, {share} are not decided by their deadline, so they are deemed approved.",
    ),
    "who": ("Siapa yang lebih lama, siapa yang lebih cepat", "Who takes longer, who is faster"),
    "permits": (
        "Paling lama sampai selesai: {long} ({long_time}). Paling cepat: {short} ({short_time}).",
        "Longest until completion: {long} ({long_time}). Fastest: {short} ({short_time}).",
    ),
    "late": (
        "Paling jarang tepat waktu: {name}, {share}.",
        "Least often on time: {name}, {share}.",
    ),
    "assumed": ("Yang diandaikan", "What is assumed"),
    "assumed_text": (
        "{assumed} dari {all} angka masukan adalah asumsi, belum hitungan kantor ini. Daftarnya ada di bagian masukan.",
        "{assumed} of {all} input numbers are assumptions, not yet counts of this office. They are listed under "
        "inputs.",
    ),
    "is_not": ("Batas pemakaian: {text}", "Limits of use: {text}"),
    "next": ("Langkah berikutnya", "What to do next"),
    "count": ("Hitung dulu di kantor sendiri: {what}", "Count in your own office first: {what}"),
    "count_rest": (
        "Sebagian sudah hitungan kantor ini. Hitung juga, bila belum: {what}.",
        "Some of it is counted by this office. Count these, too, if they are not yet: {what}.",
    ),
    "busy": (
        "Petugas di {place} sibuk {share} dari waktu jaganya. Di atas 85 % sedikit tambahan pekerjaan sudah membuat "
        "tunggu melonjak: mulailah dari sini.",
        "Staff at {place} are busy {share} of their staffed time. Above 85 % a little more work makes waits soar: "
        "begin here.",
    ),
    "not_busy": (
        "Tidak ada kelompok petugas yang rata-rata sibuk lebih dari 85 % waktu jaganya. Sebelum menambah orang, lihat "
        "dulu "
        "jam sibuk, gangguan, dan jadwal yang tetap.",
        "No group of staff is busy more than 85 % of its staffed time on average. Before adding people, look at peak "
        "hours, outages and fixed times.",
    ),
    "try": (
        "Bandingkan pilihan yang sudah siap dengan simptsp compare, misalnya: {patches}.",
        "Compare choices that are ready with simptsp compare, for instance: {patches}.",
    ),
    "figures": ("Gambar", "Figures"),
}
