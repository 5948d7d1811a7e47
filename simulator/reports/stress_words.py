"""The text of the STRESS-DES checklist of a report, Indonesian and English (docs/stress-des.md)."""

from simulator.reports.say import Texts

TO_FILL: Texts = {
    "blank": ("[Diisi oleh penyusun: {what}]", "[For the author to fill in: {what}]"),
}

STRESS: Texts = {
    "title": ("Laporan model menurut STRESS-DES", "The model reported by STRESS-DES"),
    "lead": (
        "Butir 1.1 sampai 6.1 dari daftar STRESS-DES (Monks dan lain-lain, 2019), diisi dari skenario, pengaturan dan "
        "catatan program. Yang tidak dapat diketahui program ditandai untuk diisi oleh penyusun.",
        "Items 1.1 to 6.1 of the STRESS-DES checklist (Monks and others 2019), filled in from the scenario, the "
        "settings "
        "and the records of the program. What a program cannot know is marked for the author to fill in.",
    ),
    "1": ("1. Tujuan", "1. Objectives"),
    "2": ("2. Logika", "2. Logic"),
    "3": ("3. Data", "3. Data"),
    "4": ("4. Percobaan", "4. Experimentation"),
    "5": ("5. Pelaksanaan", "5. Implementation"),
    "6": ("6. Akses kode", "6. Code access"),
    "1.1": ("1.1 Tujuan model", "1.1 Purpose of the model"),
    "1.2": ("1.2 Keluaran model", "1.2 Model outputs"),
    "1.3": ("1.3 Tujuan percobaan", "1.3 Experimentation aims"),
    "2.1": ("2.1 Gambaran model dasar", "2.1 Base model overview"),
    "2.2": ("2.2 Logika model dasar", "2.2 Base model logic"),
    "2.3": ("2.3 Logika skenario", "2.3 Scenario logic"),
    "2.4": ("2.4 Algoritme", "2.4 Algorithms"),
    "2.5": ("2.5 Komponen", "2.5 Components"),
    "3.1": ("3.1 Sumber data", "3.1 Data sources"),
    "3.2": ("3.2 Pengolahan awal", "3.2 Pre-processing"),
    "3.3": ("3.3 Parameter masukan", "3.3 Input parameters"),
    "3.4": ("3.4 Asumsi", "3.4 Assumptions"),
    "4.1": ("4.1 Keadaan awal", "4.1 Initialisation"),
    "4.2": ("4.2 Lama simulasi", "4.2 Run length"),
    "4.3": ("4.3 Pendugaan", "4.3 Estimation approach"),
    "5.1": ("5.1 Perangkat lunak", "5.1 Software"),
    "5.2": ("5.2 Angka acak", "5.2 Random sampling"),
    "5.3": ("5.3 Pelaksanaan model", "5.3 Model execution"),
    "5.4": ("5.4 Mesin", "5.4 System specification"),
    "6.1": ("6.1 Pernyataan berbagi model", "6.1 Computer model sharing statement"),
}

SAID: Texts = {
    "purpose_blank": (
        "mengapa kajian ini dibuat, dan keputusan apa yang menunggunya",
        "why this study was made, and which decision waits for it",
    ),
    "outputs": (
        "{count} ukuran setiap ulangan, untuk kantor, {places} tempat, {classes} jenis permohonan dan {channels} "
        "kanal: "
        "waktu tunggu, tingkat layanan, waktu sampai selesai, kesibukan petugas, lembur, yang pergi, dan ketepatan "
        "waktu. "
        "Rumusnya ada di docs/model.md.",
        "{count} measures of each replication, for the office, {places} places, {classes} case classes and {channels} "
        "channels: waiting time, service level, time to completion, utilisation, overtime, who leaves, timeliness. "
        "Their "
        "formulas are in docs/model.md.",
    ),
    "aims_run": ("Menduga ukuran-ukuran itu bagi satu kantor.", "To estimate these measures of one office."),
    "aims_compare": ("Membandingkan kantor dengan: {others}.", "To compare the office with: {others}."),
    "aims_blank": ("hipotesis dan batas keputusan", "hypotheses and limits for the decision"),
    "overview": (
        "Permohonan datang lewat {channels}, lalu melewati {stations}. Aturan geraknya, satu alinea per aturan, ada di "
        "docs/model.md.",
        "Applications come by {channels} and pass {stations}. The rules by which they move, a paragraph each, are in "
        "docs/model.md.",
    ),
    "logic": (
        "Kejadian diskret. Urutan kejadian pada saat yang sama sudah ditetapkan (docs/model.md, T3); tidak ada yang "
        "ditentukan oleh urutan kode.",
        "Discrete events. The order of what happens at the same moment is fixed (docs/model.md, T3); nothing depends "
        "on "
        "the order in which code runs.",
    ),
    "scenarios": (
        "Dibanding model dasar, skenarionya: {others}.",
        "Against the base model the scenarios are: {others}.",
    ),
    "no_scenarios": ("Tidak ada skenario lain.", "There are no other scenarios."),
    "algorithms": (
        "Aturan urutan di setiap tempat: {disciplines}. Pilihan kanal, pemeriksaan berkas dan jam hukum: "
        "docs/model.md.",
        "Order of service at each place: {disciplines}. Choice of channel, checks of files and the legal clock: "
        "docs/model.md.",
    ),
    "fifo": ("datang dulu dilayani dulu", "first come, first served"),
    "priority": ("menurut prioritas", "by priority"),
    "entities": ("Permohonan: {names}.", "Entities: {names}."),
    "activities": (
        "Kegiatan: pelayanan di {count} tempat; lamanya menurut sebaran di skenario.",
        "Activities: service at {count} places; their duration follows the distributions in the scenario.",
    ),
    "servers": ("Sumber daya: {names}.", "Resources: {names}."),
    "queues": ("Antrean: {names}.", "Queues: {names}."),
    "exits": (
        "Masuk: {channels}. Keluar: selesai, berhenti, atau belum selesai pada akhir masa simulasi.",
        "Entry: {channels}. Exit: completed, given up, or present at the end.",
    ),
    "subsystems": ("Sistem yang dapat terganggu: {names}.", "Systems that may fail: {names}."),
    "sources": (
        "{count} sumber; {marks}. Rinciannya di lampiran.",
        "{count} sources; {marks}. Details in the appendix.",
    ),
    "preprocessing": (
        "Skenario diuraikan menjadi bentuk lengkap (satuan milidetik, nilai baku diisi, rute menurut peraturan diambil "
        "dari "
        "datasets/regulations), lalu diberi sidik SHA-256.",
        "The scenario is resolved to its complete form (milliseconds, defaults filled in, legal routes taken from "
        "datasets/regulations) and given a SHA-256 hash.",
    ),
    "preprocessing_blank": (
        "bagaimana data kantor sendiri dibersihkan, bila dipakai",
        "how the office's own data were cleaned, if any were used",
    ),
    "inputs": ("{count} angka, semuanya di lampiran.", "{count} numbers, all in the appendix."),
    "assumptions": (
        "{assumed} dari {count} angka adalah asumsi. {is_not}",
        "{assumed} of {count} numbers are assumed. {is_not}",
    ),
    "initial_empty": ("Kantor mulai kosong.", "The office starts empty."),
    "initial_backlog": (
        "Kantor mulai dengan {cases} permohonan yang belum selesai.",
        "The office starts with {cases} applications in hand.",
    ),
    "warm_up": ("{days} hari pertama tidak dihitung.", "The first {days} days are not counted."),
    "no_warm_up": ("Semua hari dihitung.", "All days are counted."),
    "length": (
        "{days} hari, {working} di antaranya hari kerja{start}. Jenis kajian: {kind}.",
        "{days} days, {working} of them working days{start}. Kind of study: {kind}.",
    ),
    "start": (", mulai {date}", ", from {date}"),
    "terminating": ("berakhir (masa yang disimulasikan itu sendiri)", "terminating (the simulated time itself)"),
    "steady-state": ("keadaan tunak", "steady state"),
    "estimation": (
        "{n} ulangan yang saling bebas, seed {seed}; selang 95 % menurut t-Student atas rata-rata ulangan.",
        "{n} independent replications, seed {seed}; 95 % intervals by Student's t over the means of replications.",
    ),
    "paired": (
        "Selisih berpasangan dengan angka acak bersama: setiap skenario menghadapi pemohon dan gangguan yang sama.",
        "Differences are paired with common random numbers: each scenario faces the same applicants and outages.",
    ),
    "software": ("SimPTSP {simptsp}, Python {python}, mesin simulasi {engine}; {others}.",
                 "SimPTSP {simptsp}, Python {python}, engine {engine}; {others}."),
    "random": (
        "Philox4x32-10; setiap angka acak ditentukan oleh alamatnya (seed, ulangan, tujuan, permohonan, tempat, "
        "kunjungan), bukan oleh urutan pengambilan.",
        "Philox4x32-10; each random number is a function of its address (seed, replication, purpose, case, station, "
        "visit), not of the order in which numbers are asked for.",
    ),
    "execution": (
        "Kejadian demi kejadian; hasil yang sama bit demi bit dari dua mesin simulasi yang ditulis terpisah.",
        "Event by event; the same bits come from two engines that were written separately.",
    ),
    "system": ("{platform}; lama hitung {seconds} detik.", "{platform}; {seconds} seconds of computing."),
    "sharing": (
        "Kode SimPTSP berlisensi Apache-2.0. Skenario lengkap ada di study.json dalam folder hasil.",
        "SimPTSP's code is licensed under Apache-2.0. The complete scenario is in study.json in the folder of results.",
    ),
    "sharing_blank": ("alamat tempat berkas kajian ini disimpan", "address at which the files of this study are kept"),
}  # fmt: skip
