"""Headings and labels of printed material, in both languages side by side, as in the reports."""

from dataclasses import dataclass
from typing import Final

from simulator.teaching.curriculum.text import Lang


@dataclass(frozen=True)
class GuideHeadings:
    """Headings that a trainer's guide must have, in this order, and two more marks that are looked for."""

    title: str
    before: str
    steps: str
    board: str
    wrong_ideas: str
    offline: str
    late: str
    answers: str
    ask: str
    columns: tuple[str, str, str]

    @property
    def parts(self) -> tuple[str, ...]:
        """Headings of the second level, in order."""
        return (self.before, self.steps, self.board, self.wrong_ideas, self.offline, self.late, self.answers)


GUIDE: Final[dict[Lang, GuideHeadings]] = {
    "id": GuideHeadings(
        title="Panduan pelatih",
        before="Sebelum kelas",
        steps="Jalannya pelajaran",
        board="Gambar di papan",
        wrong_ideas="Tiga pikiran keliru yang akan terdengar",
        offline="Kalau jaringan mati",
        late="Kalau waktu kurang",
        answers="Jawaban untuk pelatih",
        ask="Tanyakan:",
        columns=("Menit", "Sel", "Yang dilakukan"),
    ),
    "en": GuideHeadings(
        title="Trainer’s guide",
        before="Before the class",
        steps="The lesson, step by step",
        board="On the board",
        wrong_ideas="Three wrong ideas you will hear",
        offline="If the network is down",
        late="If time is short",
        answers="Answers for the trainer",
        ask="Ask:",
        columns=("Minutes", "Cell", "What to do"),
    ),
}

HANDOUT: Final[dict[Lang, tuple[str, str]]] = {
    "id": ("Kantor saya", "Yang tidak dihitung di sini"),
    "en": ("My office", "What is left out here"),
}
"""Headings that a handout must have, in this order."""

FILES: Final[dict[Lang, dict[str, str]]] = {
    "id": {
        "syllabus": "silabus", "rps": "rps", "attendance": "daftar-hadir", "test": "tes-awal-dan-akhir",
        "guide": "panduan-pelatih", "handout": "lembar-peserta", "assessment": "soal", "form": "formulir",
    },
    "en": {
        "syllabus": "syllabus", "rps": "course-plan", "attendance": "attendance", "test": "test-before-and-after",
        "guide": "trainer-guide", "handout": "handout", "assessment": "test-items", "form": "form",
    },
}  # fmt: skip
"""Names of files."""

MARKS: Final[dict[Lang, dict[str, str]]] = {
    "id": {
        "official": "resmi", "measured": "terukur", "published": "terbit", "source_document": "dokumen sumber",
        "assumed": "asumsi",
    },
    "en": {
        "official": "official", "measured": "measured", "published": "published",
        "source_document": "source document", "assumed": "assumed",
    },
}  # fmt: skip
"""How sure a fact is, in words."""

SESSIONS: Final[dict[Lang, dict[str, str]]] = {
    "id": {
        "registration": "Pendaftaran", "opening": "Pembukaan", "test": "Tes", "lesson": "Pelajaran",
        "practice": "Praktik", "break": "Istirahat", "action_plan": "RTL", "presentation": "Presentasi",
        "closing": "Penutupan",
    },
    "en": {
        "registration": "Registration", "opening": "Opening", "test": "Test", "lesson": "Lesson",
        "practice": "Practice", "break": "Break", "action_plan": "Action plan", "presentation": "Presentation",
        "closing": "Closing",
    },
}  # fmt: skip
"""Kinds of sessions in words."""

LABELS: Final[dict[str, tuple[str, str]]] = {
    "summary": ("Ringkasan", "In short"),
    "audience": ("Peserta", "Participants"),
    "students": ("Peserta kuliah", "Students"),
    "length": ("Lama", "Length"),
    "days": ("{days} hari, {jp} JP (1 JP = {minutes} menit)", "{days} days, {jp} JP (1 JP = {minutes} minutes)"),
    "needs": ("Yang disiapkan", "What is needed"),
    "goals": ("Tujuan", "Goals"),
    "goal": ("Sesudah pelatihan, peserta dapat", "Afterwards, participants can"),
    "lesson": ("Pelajaran", "Lesson"),
    "lessons": ("Pelajaran", "Lessons"),
    "timetable": ("Jadwal", "Timetable"),
    "time": ("Waktu", "Time"),
    "minutes": ("Menit", "Minutes"),
    "session": ("Kegiatan", "Session"),
    "what": ("Isi", "Content"),
    "uncounted": ("Istirahat dan pendaftaran tidak dihitung sebagai JP.", "Breaks and registration are not JP."),
    "assessment": ("Penilaian", "Assessment"),
    "items": (
        "Tes awal dan tes akhir memakai soal yang sama: {n} butir dari setiap pelajaran, {minutes} menit. "
        "Kemajuan dihitung sebagai gain ternormalisasi, g = (akhir − awal) ÷ (100 − awal), untuk setiap peserta "
        "(Hake, 1998).",
        "The test before and the test after have the same items: {n} of each lesson, {minutes} minutes. Progress is "
        "the normalised gain of each participant, g = (after − before) ÷ (100 − before) (Hake, 1998).",
    ),
    "certificate": ("Sertifikat", "Certificate"),
    "certificate_jp": (
        "Sertifikat mencantumkan {jp} JP. Syaratnya: hadir paling sedikit {share} dari menit yang dihitung, dan",
        "The certificate says {jp} JP. It takes attendance of at least {share} of the minutes that count, and",
    ),
    "evaluation": ("Evaluasi", "Evaluation"),
    "level": ("Tingkat {level} Kirkpatrick", "Kirkpatrick level {level}"),
    "no_level": ("Bukan evaluasi", "No evaluation"),
    "facts": ("Dasar dan asumsi", "What this rests on"),
    "fact": ("Pernyataan", "Statement"),
    "mark": ("Tanda", "Mark"),
    "source": ("Sumber", "Source"),
    "as_of": ("Dilihat", "As of"),
    "form": ("Formulir", "Form"),
    "when": ("Kapan", "When"),
    "filled_by": ("Diisi oleh", "Filled in by"),
    "purpose": ("Gunanya", "Purpose"),
    "reading": ("Cara membaca hasilnya", "How to read the result"),
    "statement": ("Pernyataan", "Statement"),
    "attendance": ("Daftar hadir", "Attendance"),
    "attendance_text": (
        "Tanda tangan pada setiap sesi. Sebelum istirahat siang = pagi.",
        "Sign for each half day. Before the long break = morning.",
    ),
    "morning": ("pagi", "morning"),
    "afternoon": ("siang", "afternoon"),
    "number": ("No.", "No."),
    "person": ("Nama", "Name"),
    "unit": ("Unit kerja", "Unit"),
    "test": ("Tes awal dan tes akhir", "Test before and after"),
    "test_lesson": ("Soal: {title}", "Test items: {title}"),
    "test_which": ("☐ Tes awal   ☐ Tes akhir", "☐ Before   ☐ After"),
    "test_how": (
        "Pilih satu jawaban, kecuali bila soal meminta yang lain. Waktu: {minutes} menit. Kosongkan bila benar-benar "
        "tidak tahu; jangan menebak.",
        "One answer for each item, unless it says otherwise. Time: {minutes} minutes. Leave an item empty if you "
        "really do not know; do not guess.",
    ),
    "how": (
        "Pilih satu jawaban, kecuali bila soal meminta yang lain.",
        "One answer for each item, unless it says otherwise.",
    ),
    "order": ("Tulis nomor urutnya, mulai dari 1.", "Number the steps, from 1."),
    "matching": ("Tulis huruf pasangannya.", "Write the letter of what belongs to it."),
    "quiz_item": ("Kuis", "Quiz"),
    "number_answer": ("Jawaban: ……… {unit}", "Answer: ……… {unit}"),
    "pair": ("Pasangan", "Pair"),
    "choices": ("Pilihan", "Choices"),
    "key": ("Kunci jawaban", "Answer key"),
    "key_text": ("Lembar pelatih. Jangan dibagikan.", "For the trainer. Do not hand out."),
    "answer": ("Jawaban", "Answer"),
    "why": ("Mengapa", "Why"),
    "objective": ("Tujuan", "Objective"),
    "score": (
        "Nilai = 100 × jawaban benar ÷ {n}. Soal urutan dan pasangan benar hanya bila seluruhnya benar.",
        "Score = 100 × right answers ÷ {n}. Order and matching items are right only as a whole.",
    ),
    "no_items": ("Belum ada butir soal.", "There are no items yet."),
    "rps": ("Rencana pembelajaran semester (RPS)", "Course plan (RPS)"),
    "identity": ("Identitas", "Identity"),
    "course": ("Mata kuliah", "Course"),
    "programme": ("Program studi", "Study programme"),
    "code": ("Kode", "Code"),
    "semester": ("Semester", "Semester"),
    "lecturer": ("Dosen pengampu", "Lecturer"),
    "credits": ("Bobot", "Credits"),
    "credits_text": (
        "{credits} sks; setiap minggu {meeting} menit tatap muka, {structured} menit tugas terstruktur dan "
        "{independent} menit belajar mandiri",
        "{credits} sks (credits); each week {meeting} minutes of meeting, {structured} minutes of structured tasks "
        "and {independent} minutes of independent study",
    ),
    "dated": ("Tanggal penyusunan", "Date"),
    "outcomes": ("Capaian pembelajaran", "Learning outcomes"),
    "cpl": ("Capaian pembelajaran lulusan program studi", "Outcomes of the programme"),
    "cpmk": ("Capaian pembelajaran mata kuliah", "Outcomes of the course"),
    "sub_cpmk": ("Kemampuan akhir tiap tahap belajar", "What is learned in each stage"),
    "serves": ("Menuju", "Serves"),
    "through": ("Lewat pelajaran", "Through lessons"),
    "weeks": ("Rencana mingguan", "Week by week"),
    "week": ("Minggu", "Week"),
    "topic": ("Bahan kajian", "Topic"),
    "indicator": ("Indikator", "Indicator"),
    "meeting": ("Tatap muka", "Meeting"),
    "structured": ("Tugas terstruktur", "Structured tasks"),
    "independent": ("Belajar mandiri", "Independent study"),
    "weight": ("Bentuk penilaian dan bobot", "Assessment and weight"),
    "reference": ("Pustaka", "References"),
    "task": ("Tugas", "Task"),
    "rubric": ("Rubrik", "Rubric"),
    "rubric_level": ("Tingkat {n}", "Level {n}"),
    "criterion": ("Yang dinilai", "Criterion"),
    "points": ("poin", "points"),
    "main_reference": ("utama", "main"),
    "minutes_short": ("{n} menit", "{n} min"),
    "method": ("Buku kerja {number}: {title}", "Notebook {number}: {title}"),
    "printed": ("SimPTSP · CC BY 4.0", "SimPTSP · CC BY 4.0"),
}
"""Everything else that the pages say, Indonesian and English."""


def label(name: str, lang: str) -> str:
    """A label of the pages.

    Examples
    --------
    >>> label("key", "id"), label("key", "en")
    ('Kunci jawaban', 'Answer key')
    """
    return LABELS[name][lang == "en"]
