"""The pages of the form: what each one asks, in both languages."""

from datetime import date, datetime, time

from simulator.calibration.form.choices import Choices
from simulator.calibration.form.layout import Column, Sheet
from simulator.calibration.form.words import Words, same
from simulator.scenario import Scenario
from simulator.scenario.legal_routes import expand

HOURS = range(7, 18)
"""Hours of the day for which tickets are counted, each named by its beginning."""

COUNT_HINT = Words("tulis banyaknya {what}, misalnya {example}", "write the number of {what}, such as {example}")
CHOICE_HINT = Words("pilih dari daftar di sel itu", "choose from the list of that cell")
DATE_HINT = Words("tulis tanggal seperti 05/01/2026", "write a date like 2026-01-05")
TIME_HINT = Words("tulis jam seperti 08:00", "write a time like 08:00")
MOMENT_HINT = Words("tulis tanggal dan jam seperti 05/01/2026 09:30", "write date and time like 2026-01-05 09:30")
MINUTES_HINT = Words("tulis lamanya dalam menit, misalnya 12", "write the minutes, such as 12")
DAYS_HINT = Words("tulis banyaknya hari kerja, misalnya 5", "write the number of working days, such as 5")

MAY_STAY_EMPTY = Words(
    "Boleh kosong: yang tidak diisi tetap memakai angka asumsi. Baris abu-abu hanya contoh dan tidak dibaca.",
    "May stay empty: what is not filled in keeps its assumed number. The grey row is only an example and is not read.",
)


def example_permit(base: Scenario) -> int:
    """Position of the first permit with a legal deadline, one that takes days; 0 if there is none."""
    classes = expand(base.spec).case_classes
    return next((number for number, each in enumerate(classes) if each.legal is not None), 0)


def form_sheets(choices: Choices, permit: int = 0) -> tuple[Sheet, ...]:
    """The pages of a form, after the instructions.

    Parameters
    ----------
    choices : mapping
        From :func:`~simulator.calibration.form.choices.choice_lists`.
    permit : int
        Position of the permit in the example of the sheet Permits, from :func:`example_permit`.

    Returns
    -------
    tuple of Sheet
        Office, tickets, services, staff, returns, permits, outages.
    """
    return (_office(), _tickets(), _services(), _staff(), _returns(), _permits(choices, permit), _outages())


def _choice(key: str, title: Words, choices: str, example: int = 0, width: float = 28, required: bool = True) -> Column:
    return Column(key, title, "choice", CHOICE_HINT, example, width, choices, required)


def _count(key: str, title: Words, what: Words, example: int, width: float = 12, required: bool = False) -> Column:
    return Column(
        key, title, "count", COUNT_HINT.filled(what=what, example=example), example, width, is_required=required
    )


def _date(key: str, title: Words, example: date, required: bool = True) -> Column:
    return Column(key, title, "date", DATE_HINT, example, 14, is_required=required)


def _time(key: str, title: Words, example: time, required: bool = False, width: float = 13) -> Column:
    return Column(key, title, "time", TIME_HINT, example, width, is_required=required)


def _office() -> Sheet:
    return Sheet(
        key="office",
        name=Words("Kantor", "Office"),
        heading=Words("Kantor dan masa pencatatan", "The office and the period of counting"),
        lines=(
            Words(
                "Isi kolom Jawaban. Nomor 1, 3, 4, 5 dan 6 wajib diisi bila lembar lain diisi.",
                "Fill in the column Answer. Numbers 1, 3, 4, 5 and 6 are needed once another sheet is filled in.",
            ),
            Words(
                "Masa pencatatan berlaku untuk semua lembar: pilih hari pertama dan hari terakhir yang dihitung.",
                "The period of counting holds for all sheets: the first and the last day that were counted.",
            ),
            Words(
                "Makin lama makin baik: paling sedikit dua minggu, sebaiknya satu bulan atau lebih.",
                "The longer the better: two weeks at least, a month or more if you can.",
            ),
            Words(
                "Jangan menulis nama orang. Pengisi cukup disebut jabatannya.",
                "Write no names of persons. Whoever filled this in is named by function only.",
            ),
        ),
        columns=_office_columns(),
    )


def _office_columns() -> tuple[Column, ...]:
    name_hint = Words("tulis nama kantor", "write the name of the office")
    text_hint = Words("tulis singkat saja", "keep it short")
    yes_no = "yes_no"
    return (
        Column("name", Words("Nama kantor", "Name of the office"), "text", name_hint,
               Words("DPMPTSP Kabupaten Contoh", "DPMPTSP Example Regency"), 36, is_required=True),
        Column("short", Words("Nama singkat untuk berkas (boleh kosong)",
                "Short name for the file (may stay empty)"),
               "text", text_hint, same("kantor-contoh")),
        _date("from", Words("Hari pertama yang dihitung", "First day counted"), date(2026, 1, 5)),
        _date("to", Words("Hari terakhir yang dihitung", "Last day counted"), date(2026, 1, 30)),
        _time("opens", Words("Loket buka pukul", "Counters open at"), time(8), required=True),
        _time("closes", Words("Loket tutup pukul", "Counters close at"), time(15), required=True),
        _choice("lunch", Words("Apakah loket tetap buka pada pukul 12.00–13.00?",
                "Do counters stay open from 12:00 to 13:00?"),
                yes_no, required=False),
        _choice("electronic_signature", Words("Apakah izin ditandatangani secara elektronik (TTE)?",
                "Are permits signed electronically?"), yes_no, required=False),
        _choice("rdtr_integrated", Words("Apakah RDTR sudah terintegrasi dengan OSS?",
                "Is the spatial plan (RDTR) integrated in OSS?"), yes_no, 1, required=False),
        _choice("sicantik_integrated", Words("Apakah data SiCantik tersambung, tanpa entri ulang?",
                "Does SiCantik pass its data on, without second entry?"), yes_no, 1, required=False),
        _choice("incomplete_files", Words("Berkas yang belum lengkap biasanya …", "Incomplete files are usually …"),
                "incomplete", required=False),
        Column("filled_by", Words("Diisi oleh (jabatan, bukan nama)",
                "Filled in by (function, not a name)"), "text",
               text_hint, Words("Kepala seksi pelayanan", "Head of the service section")),
    )  # fmt: skip


def _tickets() -> Sheet:
    hours = tuple(
        _count(f"h{hour:02}", same(f"{hour:02}.00"), Words("tiket", "tickets"), count, 7)
        for hour, count in zip(HOURS, (0, 9, 14, 11, 8, 4, 9, 5, 0, 0, 0), strict=True)
    )
    return Sheet(
        key="tickets",
        name=Words("Antrean", "Tickets"),
        heading=Words("Tiket antrean per jam", "Queue tickets per hour"),
        lines=(
            Words(
                "Hitung: nomor antrean yang diambil pengunjung. Kolom 08.00 berarti pukul 08.00 sampai sebelum 09.00.",
                "Count: the queue numbers that visitors took. Column 08.00 means from 8:00 until before 9:00.",
            ),
            Words(
                "Cara: dari mesin antrean, buku tamu, atau turus oleh satpam. Satu baris untuk satu hari kerja.",
                "How: from the ticket machine, the visitors' book, or tally marks at the door. One "
                "row for each working day.",
            ),
            Words(
                "Satuan: tiket. Lama: dua minggu penuh atau lebih, supaya setiap hari Senin–Jumat terhitung dua kali.",
                "Unit: tickets. How long: two full weeks or more, so that each weekday is counted twice.",
            ),
            MAY_STAY_EMPTY,
        ),
        columns=(_date("date", Words("Tanggal", "Date"), date(2026, 1, 5)), *hours),
        rows=31,
    )


def _services() -> Sheet:
    return Sheet(
        key="services",
        name=Words("Layanan", "Services"),
        heading=Words("Contoh waktu pelayanan", "Samples of service times"),
        lines=(
            Words(
                "Ukur: sejak pemohon dipanggil sampai selesai dilayani. Waktu menunggu tidak termasuk.",
                "Measure: from the moment an applicant is called until served. Waiting is not part of it.",
            ),
            Words(
                "Cara: jam tangan cukup. Isi menit, atau jam mulai dan jam selesai. Ambil pemohon "
                "berturut-turut, jangan dipilih.",
                "How: a watch will do. Write minutes, or start and end. Take applicants one after "
                "the other; do not choose.",
            ),
            Words(
                "Satuan: menit. Berapa: 20 atau lebih untuk tiap meja; di bawah 5 tidak dipakai.",
                "Unit: minutes. How many: 20 or more for each desk; fewer than 5 are not used.",
            ),
            MAY_STAY_EMPTY,
        ),
        columns=(
            _choice("station", Words("Meja", "Desk"), "stations", 1, 32),
            _choice("class", Words("Izin atau layanan (boleh kosong)", "Permit or service (may stay empty)"), "classes",
                    0, 52, required=False),
            Column("minutes", Words("Lama (menit)", "Duration (minutes)"), "minutes", MINUTES_HINT, 12, 12),
            _time("start", Words("atau mulai pukul", "or start at"), time(9, 10)),
            _time("end", Words("selesai pukul", "end at"), time(9, 22)),
        ),
        rows=120,
        is_landscape=True,
    )  # fmt: skip


def _staff() -> Sheet:
    share_hint = Words("tulis bagian seperti 5%", "write a share like 5%")
    persons_hint = COUNT_HINT.filled(what=Words("orang", "persons"), example=2)
    return Sheet(
        key="staff",
        name=Words("Petugas", "Staff"),
        heading=Words("Jadwal jaga petugas", "Staff on duty"),
        lines=(
            Words(
                "Tulis: berapa orang bertugas, dari pukul berapa sampai pukul berapa, pada hari apa. 0 bila tidak ada.",
                "Write: how many persons are on duty, from when to when, on which days. 0 if nobody.",
            ),
            Words(
                "Cara: dari jadwal piket. Satu baris untuk satu giliran; istirahat memisahkan dua giliran.",
                "How: from the roster. One row for each shift; a break separates two shifts.",
            ),
            Words(
                "Satuan: orang (bilangan bulat). Tidak hadir: kosongkan bila yang ditulis memang yang hadir"
                "; bila menurut jadwal, isi bagian yang biasanya tidak masuk, misalnya 5%.",
                "Unit: persons (whole). Absence: leave it empty if you wrote those really there; if it is the roster"
                ", the share usually away, such as 5%.",
            ),
            MAY_STAY_EMPTY,
        ),
        columns=(
            _choice("pool", Words("Kelompok petugas", "Group of staff"), "pools", 0, 32),
            _choice("days", Words("Hari", "Days"), "days", 0, 20),
            _time("from", Words("Dari pukul", "From"), time(8), required=True),
            _time("to", Words("Sampai pukul", "To"), time(12), required=True),
            Column("persons", Words("Banyaknya orang", "Persons on duty"), "persons", persons_hint, 2, 14,
                   is_required=True),
            Column("absence", Words("Tidak hadir (boleh kosong)",
                    "Absence (may stay empty)"), "share", share_hint, 0.05,
                   16),
        ),
        rows=24,
        is_landscape=True,
    )  # fmt: skip


def _returns() -> Sheet:
    files = Words("berkas", "files")
    return Sheet(
        key="returns",
        name=Words("Berkas", "Returns"),
        heading=Words("Berkas yang dikembalikan", "Files that were returned"),
        lines=(
            Words(
                "Hitung: berkas yang diterima, dan di antaranya yang kurang lengkap atau NIK-nya tidak cocok.",
                "Count: the files received, and of these the incomplete ones and those whose NIK did not match.",
            ),
            Words(
                "Cara: dari buku register atau riwayat di OSS dan SiCantik. Hitung satu berkas hanya di satu kolom.",
                "How: from the register or from OSS and SiCantik. Count a file in one column only.",
            ),
            Words(
                "Satuan: berkas, selama masa pencatatan di lembar Kantor. Satu baris untuk satu izin "
                "dan satu cara mengajukan.",
                "Unit: files, over the period on the sheet Office. One row for each permit and way of applying.",
            ),
            MAY_STAY_EMPTY,
        ),
        columns=(
            _choice("class", Words("Izin atau layanan", "Permit or service"), "classes", 0, 52),
            _choice("kind", Words("Cara mengajukan", "Way of applying"), "kinds", 0, 20),
            _count("received", Words("Berkas diterima", "Files received"), files, 120, 14, required=True),
            _count("incomplete", Words("di antaranya kurang lengkap", "of which incomplete"), files, 18, 16),
            _count("mismatches", Words("di antaranya NIK tidak cocok", "of which NIK did not match"), files, 5, 16),
        ),
        rows=24,
        is_landscape=True,
    )


def _permits(choices: Choices, permit: int) -> Sheet:
    cases = Words("permohonan", "applications")
    examples = {"counter": 40, "assisted": 12, "online": 60, "agent": 8}
    kinds = tuple(_count(each.name, each.title, cases, examples[each.name], 13) for each in choices["kinds"])
    days = (
        ("promised", Words("Janji layanan (hari)", "Promised (days)"), 5),
        ("median", Words("Nyatanya: nilai tengah (hari)", "Actual: median (days)"), 6),
        ("fastest", Words("Paling cepat (hari)", "Fastest (days)"), 1),
        ("slowest", Words("Paling lama (hari)", "Slowest (days)"), 21),
    )
    return Sheet(
        key="permits",
        name=Words("Izin", "Permits"),
        heading=Words("Permohonan dan lamanya, per izin", "Applications and their days, by permit"),
        lines=(
            Words(
                "Hitung: permohonan yang masuk selama masa pencatatan, dan lewat mana masuknya "
                "(jumlahnya harus cocok).",
                "Count: the applications of the period, and by which way they came (these must add up).",
            ),
            Words(
                "Cara: dari register, OSS dan SiCantik. Satu baris untuk satu izin.",
                "How: from the register, OSS and SiCantik. One row for each permit.",
            ),
            Words(
                "Satuan: permohonan dan hari kerja. Hari dipakai untuk membandingkan, tidak mengubah skenario.",
                "Unit: applications and working days. Days serve to compare; they do not change the scenario.",
            ),
            MAY_STAY_EMPTY,
        ),
        columns=(
            _choice("class", Words("Izin atau layanan", "Permit or service"), "classes", permit, 52),
            _count("applications", Words("Permohonan masuk", "Applications"), cases,
                   sum(examples[each.name] for each in choices["kinds"]), 12, required=True),
            *kinds,
            *(Column(key, title, "days", DAYS_HINT, example, 11) for key, title, example in days),
            _count("open", Words("Belum selesai", "Still open"), cases, 9, 10),
        ),
        rows=16,
        is_landscape=True,
    )  # fmt: skip


def _outages() -> Sheet:
    return Sheet(
        key="outages",
        name=Words("Gangguan", "Outages"),
        heading=Words("Catatan gangguan", "Log of outages"),
        lines=(
            Words(
                "Catat: setiap kali sistem, jaringan atau listrik mati pada jam buka, juga yang hanya beberapa menit.",
                "Note: each time a system, the network or the power failed in opening hours, also "
                "for a few minutes only.",
            ),
            Words(
                "Cara: tempel lembar ini di dekat loket. Isi jam pulih, atau lamanya dalam menit.",
                "How: keep this sheet near the counters. Write when it was back, or the minutes it lasted.",
            ),
            Words(
                "Satuan: tanggal dan jam. Lama: seluruh masa pencatatan; di bawah 3 gangguan tidak dipakai.",
                "Unit: date and time. How long: the whole period of counting; fewer than 3 outages are not used.",
            ),
            MAY_STAY_EMPTY,
        ),
        columns=(
            _choice("subsystem", Words("Yang terganggu", "What failed"), "subsystems", 0, 36),
            Column("start", Words("Mulai (tanggal dan jam)", "From (date and time)"), "moment", MOMENT_HINT,
                   datetime(2026, 1, 6, 9, 30), 20, is_required=True),
            Column("end", Words("Pulih (tanggal dan jam)", "Back (date and time)"), "moment", MOMENT_HINT,
                   datetime(2026, 1, 6, 10, 15), 20),
            Column("minutes", Words("atau lama (menit)", "or duration (minutes)"), "minutes", MINUTES_HINT, 45, 14),
            _choice("action", Words("Yang dilakukan", "What was done"), "actions", 0, 26, required=False),
        ),
        rows=30,
        is_landscape=True,
    )  # fmt: skip


INSTRUCTIONS_NAME = Words("Petunjuk", "Instructions")
INSTRUCTIONS_HEADING = Words(
    "Formulir data kantor perizinan untuk SimPTSP", "Collection form of a licensing office for SimPTSP"
)
INSTRUCTIONS: tuple[tuple[Words, Words], ...] = (
    (
        Words("Untuk apa", "What for"),
        Words(
            "Dengan angka kantor Anda sendiri, SimPTSP menirukan antrean dan lamanya izin di kantor Anda, lalu mencoba "
            "perubahan di komputer sebelum dicoba di loket.",
            "With your office's own numbers SimPTSP imitates the queues and the days that permits "
            "take in your office, and "
            "tries changes on a computer before they are tried at the counter.",
        ),
    ),
    (
        Words("Cara mengisi", "How to fill it in"),
        Words(
            "Mulai dari lembar Kantor. Lembar lain boleh kosong, seluruhnya atau sebagian: yang "
            "kosong tetap memakai angka "
            "asumsi, dan hasilnya mengatakan mana saja. Isi mulai di bawah baris abu-abu bertanda “contoh”.",
            "Begin with the sheet Office. The others may stay empty, wholly or in part: what is "
            "empty keeps an assumed number, "
            "and the result says which these are. Write below the grey row marked “example”.",
        ),
    ),
    (
        Words("Yang paling berguna", "What helps most"),
        Words(
            "Bila waktunya sedikit: lembar Izin (dari register), lalu Antrean (dua minggu), lalu "
            "Layanan (20 pemohon per meja).",
            "If time is short: the sheet Permits (from the register), then Tickets (two weeks), then "
            "Services (20 applicants a desk).",
        ),
    ),
    (
        Words("Kerahasiaan", "Privacy"),
        Words(
            "Hanya jumlah dan waktu. Jangan menulis nama, NIK, nomor telepon atau alamat siapa pun, "
            "baik pemohon maupun petugas.",
            "Counts and times only. Write no name, NIK, telephone number or address of anybody, "
            "neither applicants nor staff.",
        ),
    ),
    (
        Words("Menulis angka", "Writing numbers"),
        Words(
            "Jam ditulis 08:00, tanggal 05/01/2026, pecahan 7,5. Sel yang punya daftar diisi dengan "
            "memilih dari daftar itu. "
            "Jangan menggabungkan sel, mengganti judul kolom atau nama lembar. Baris boleh ditambah di bawah.",
            "Times as 08:00, dates as 2026-01-05, fractions as 7.5. Cells with a list are filled by "
            "choosing from it. Do not "
            "merge cells or change the headings or names of sheets. More rows may be added below.",
        ),
    ),
    (
        Words("Mengirim", "Sending it"),
        Words(
            "Simpan sebagai .xlsx tanpa kata sandi dan kirim kepada yang memintanya, atau jalankan sendiri: "
            "simptsp import-form NAMA-BERKAS.xlsx. Sel yang keliru disebut satu per satu dengan alamatnya.",
            "Save it as .xlsx without a password and send it to whoever asked for it, or run it yourself: "
            "simptsp import-form FILE-NAME.xlsx. Each bad cell is named with its address.",
        ),
    ),
)
"""Headings and paragraphs of the first sheet."""
