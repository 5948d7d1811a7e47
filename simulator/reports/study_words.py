"""The sentences of reports on sweeps, searches, selections and uncertain inputs, Indonesian and English."""

from simulator.reports.say import Texts

STUDY_SAID: Texts = {
    "sweep_title": ("Sapuan {name}", "Sweep {name}"),
    "sweep_subtitle": (
        "{points} titik dari {base}, masing-masing {n} ulangan.",
        "{points} points of {base}, {n} replications each.",
    ),
    "sweep_question": (
        "Bagaimana {base} berubah bila ini diubah: {levers}?",
        "How does {base} change with these levers: {levers}?",
    ),
    "best": (
        "{measure}: terbaik {mean} pada {levels}.",
        "{measure}: best {mean} at {levels}.",
    ),
    "worst": ("Terburuk {mean} pada {levels}.", "Worst {mean} at {levels}."),
    "matters": (
        "Yang paling berpengaruh pada {measure}: {lever}.",
        "What matters most to {measure}: {lever}.",
    ),
    "failed": ("{count} titik tidak menghasilkan kantor yang sah.", "{count} points lead to no valid office."),
    "sweep_sure": (
        "± adalah setengah lebar selang 95 % dari rata-rata setiap titik. Titik yang terbaik terpilih di antara banyak "
        "titik, jadi sebagian dari keunggulannya kebetulan: periksa dengan simptsp compare.",
        "± is the half-width of the 95 % interval of each point's mean. The best point was chosen from many, so part "
        "of its "
        "lead is luck: check it with simptsp compare.",
    ),
    "points": ("Semua titik", "All points"),
    "point": ("Titik", "Point"),
    "some_points": ("Titik-titik pertama", "The first points"),
    "sensitivity": ("Pengaruh setiap tuas", "Effect of each lever"),
    "lever": ("Tuas", "Lever"),
    "index": ("Indeks", "Index"),
    "value": ("Nilai", "Value"),
    "low": ("Batas bawah", "Lower bound"),
    "high": ("Batas atas", "Upper bound"),
    "noise": ("Bagian derau (%)", "Noise share (%)"),
    "optimise_title": ("Pencarian susunan terbaik: {name}", "Search for the best settings: {name}"),
    "optimise_subtitle": (
        "{candidates} susunan dilihat; {finalists} finalis disimulasikan lagi.",
        "{candidates} settings looked at; {finalists} finalists simulated again.",
    ),
    "optimise_question": (
        "Susunan mana yang paling memenuhi tujuan {name}?",
        "Which settings serve the goal {name} best?",
    ),
    "finalists": ("Finalis", "Finalists"),
    "pareto": ("Biaya lawan mutu", "Cost against quality"),
    "cost": ("Biaya (Rp/tahun)", "Cost (IDR/year)"),
    "feasible": ("Memenuhi", "Feasible"),
    "difference": ("Selisih dari yang terbaik", "Difference from the best"),
    "yes": ("ya", "yes"),
    "no": ("tidak", "no"),
    "group": ("Kelompok", "Group"),
    "select_title": ("Pemilihan yang terbaik", "Selection of the best"),
    "select_subtitle": ("Menurut {measure}.", "By {measure}."),
    "select_question": (
        "Kantor mana yang terbaik menurut {measure}?",
        "Which office is the best by {measure}?",
    ),
    "alternative": ("Alternatif", "Alternative"),
    "selected": ("Terpilih", "Selected"),
    "uncertain_subtitle": (
        "{draws} undian atas masukan yang tidak diketahui persis.",
        "{draws} draws of the inputs that are not known exactly.",
    ),
    "uncertain_question": (
        "Seberapa pasti hasilnya bila masukan sendiri tidak diketahui persis?",
        "How certain are the results when the inputs themselves are not known exactly?",
    ),
    "uncertain_answer": ("{measure}: {mean}.", "{measure}: {mean}."),
    "uncertain_sure": (
        "Bagian masukan hanya mengecil bila masukan diukur lebih baik; bagian simulasi mengecil bila ulangan dan "
        "undian "
        "diperbanyak.",
        "Only better data make the inputs' part smaller; more replications and draws make the simulation's part "
        "smaller.",
    ),
    "parts": ("Ukuran, dengan bagian-bagian selangnya", "Measures, with the parts of their intervals"),
    "of_inputs": ("± masukan", "± inputs"),
    "of_simulation": ("± simulasi", "± simulation"),
    "drawn": ("Masukan yang diundi", "Inputs that were drawn"),
    "least": ("Terkecil", "Smallest"),
    "most": ("Terbesar", "Largest"),
    "sure": ("Seberapa pasti", "How sure"),
    "scenario": ("Skenario dasar", "Base scenario"),
    "settings": ("Pengaturan", "Settings"),
    "versions": ("Versi", "Versions"),
}
