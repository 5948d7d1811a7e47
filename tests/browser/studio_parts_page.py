"""All parts of the studio on one page, for the tests: the text of this file is the cell of a notebook."""

import json
from html import escape

from ipywidgets import VBox

from simulator.studio.parts import (
    Buttons,
    Cards,
    Download,
    Knobs,
    Line,
    Pick,
    PlanBar,
    Progress,
    Tabs,
    Tour,
    Upload,
)
from simulator.teaching.panels.panel import prose
from simulator.widgets import Message

LANG = "id"
PLANS = {"now": "Sekarang", "p1": "Rencana A", "p2": "Loket tambahan dan jadwal siang yang digeser"}
CAN = ["add", "duplicate", "rename", "remove", "clear", "undo", "redo"]
TITLES = {
    "staff": "Petugas dan jam layanan",
    "channels": "Kanal layanan",
    "network": "Jaringan dan sistem",
    "rules": "Aturan dan tanda tangan",
    "demand": "Kedatangan",
    "money": "Biaya",
}
ROWS = [f"{hour:02d}.{half:02d}–{hour + half // 30:02d}.{30 - half:02d}" for hour in range(6, 18) for half in (0, 30)]
DAYS = [["Sen", "Senin"], ["Sel", "Selasa"], ["Rab", "Rabu"], ["Kam", "Kamis"], ["Jum", "Jumat"]]
ROSTER = ";".join(",".join("2" if 4 <= row < 18 else "0" for _ in DAYS) for row in range(len(ROWS)))
HELP = "Berapa orang yang melayani di titik ini pada jam yang sama. Lebih banyak petugas memperpendek antrean."


def knob(
    key,
    label,
    unit="orang",
    kind="number",
    now="3",
    source="Perda Contoh 2024, lampiran II",
    assumed=False,
    allowed="Boleh 0 sampai 200",
    empty="",
    also="",
    **control,
):
    return {
        "key": key, "label": label, "unit": unit, "kind": kind, "control": control, "now": now,
        "allowed": allowed, "help": HELP, "source": source, "assumed": assumed,
        "empty": empty, "also": also, "ready": False,
    }  # fmt: skip


SPECIAL = [
    knob("loket", "Petugas loket", is_whole=True),
    knob("lama", "Lama melayani satu berkas", "menit", now="12,5", source="", assumed=True, also="durasi tamu"),
    knob(
        "cara",
        "Cara mengantre",
        "",
        "choice",
        "satu",
        options=[["satu", "satu antrean"], ["banyak", "antrean per loket"]],
    ),
    knob("istirahat", "Buka saat istirahat siang", "", "switch", "0"),
    knob("ttd", "Jam tanda tangan pimpinan", "", "times", "09.30; 13.30", empty="setiap jam"),
    knob("jadwal", "Jadwal jaga loket", "", "roster", ROSTER, rows=ROWS, days=DAYS),
]
OTHERS = {
    name: [knob(f"{name}/{n}", f"{title}: isian ke-{n}", now=str(n), assumed=n % 3 == 0, is_whole=True) for n in range(32)]
    for name, title in TITLES.items()
}  # fmt: skip
GROUPS = [
    {"name": name, "title": title, "parts": [
        *([{"title": "Loket pelayanan", "knobs": SPECIAL}] if name == "staff" else []),
        {"title": "Bagian lain", "knobs": OTHERS[name]},
    ]}
    for name, title in TITLES.items()
]  # fmt: skip

state = {"plan": "p1", "entries": {plan: {} for plan in PLANS}, "deaf": False}
log = Message(lang=LANG)
said = []


def tell(*what):
    said.append(what)
    log.say(f"<pre class='log'>{escape(json.dumps(said[-6:]))}</pre>", "bare")


def show_plans():
    plans = [
        {"key": key, "name": name, "note": f"{len(state['entries'][key])} perubahan"} for key, name in PLANS.items()
    ]
    plan_bar.show(plans, state["plan"], CAN if state["plan"] != "now" else ["add", "clear", "undo"])


def show_entries():
    entries = state["entries"][state["plan"]]
    faults = {key: "Tulis dengan angka saja, misalnya 12,5." for key, text in entries.items() if "x" in text}
    same = [key for key, text in entries.items() if text == "3,0"]
    notes = {"jadwal": "Jadwal ini ditambah."} if entries.get("loket") == "4" else {}
    knobs.show_entries(entries, faults, same=same, notes=notes)
    show_plans()


def typed(key, text):
    if state["deaf"]:
        return
    tell("type", key, text if len(text) < 60 else text[:60])
    state["entries"][state["plan"]][key] = text
    show_entries()


def reset(key):
    tell("reset", key)
    state["entries"][state["plan"]].pop(key, None)
    show_entries()


def choose(key):
    tell("choose", key)
    state["plan"] = key
    knobs.show_form(f"study/{key}", GROUPS, of_plan=key != "now")
    show_entries()


def act(name, key, text):
    tell("act", name, key, text)
    if name == "rename":
        PLANS[key] = text
    if name == "remove":
        del PLANS[key]
        state["plan"] = "now"
    choose(state["plan"])


def press(key):
    tell("press", key)
    if key == "deaf":
        state["deaf"] = True
    if key == "run":
        progress.show("Menghitung 3 rencana", 0.4, "sekitar 20 detik lagi")
    if key == "tour":
        tour.show(STEPS, 0)


def picked(value):
    tell("pick", value)
    limit.unit = {"w": "menit", "d": "hari"}[value]


def stop():
    tell("stop")
    progress.hide()


def name_typed(text):
    if not state["deaf"]:
        tell("name", text)
        name.show(text, "study/name")


def came(file, content):
    tell("file", file, len(content), sum(content) % 9973)
    upload.say(f"{file} sudah dibaca.", "right")


def step(at):
    tell("step", at)
    tour.show(STEPS, at)


STEPS = [
    {"title": "Enam langkah", "text": "Dari memilih kantor sampai menyimpan hasilnya.", "target": ".st-tabs"},
    {"title": "Isian kantor", "text": "Buka satu bagian, lalu ubah yang perlu saja.", "target": ".st-groups"},
    {"title": "Selesai", "text": "Anda bisa mulai.", "target": ""},
]
CARDS = [
    {"key": "kabupaten", "title": "Kabupaten menengah", "text": "Dua belas loket, kantor bersama.", "badge": "contoh",
     "facts": [["Permohonan setiap hari", "180"], ["Petugas", "24"]], "note": "Angka: 61% bersumber, sisanya asumsi."},
    {"key": "kecamatan", "title": "Kecamatan terpencil", "text": "Satu loket, jaringan sering putus.",
     "facts": [["Permohonan setiap hari", "14"], ["Petugas", "3"]], "note": "", "badge": ""},
    {"key": "kota", "title": "Mal pelayanan kota besar", "text": "Banyak instansi di satu gedung.", "facts": [], "note": "", "badge": ""},
]  # fmt: skip

tabs = Tabs(lang=LANG, label="Langkah studi", on_choose=lambda key: tell("tab", key))
tabs.show([{"key": word.lower(), "label": word, "disabled": word == "Mengapa"}
           for word in ("Kantor", "Ubah", "Bandingkan", "Mengapa", "Jelajahi", "Simpan")], "ubah")  # fmt: skip
cards = Cards(lang=LANG, label="Kantor dasar", button="Pakai kantor ini", on_choose=lambda key: tell("card", key))
cards.show(CARDS, "kecamatan")
plan_bar = PlanBar(lang=LANG, on_choose=choose, on_act=act)
knobs = Knobs(lang=LANG, on_type=typed, on_reset=reset)
pick = Pick(lang=LANG, label="Ukuran", on_choose=picked)
pick.show([["w", "Waktu tunggu"], ["d", "Hari sampai keputusan"]], "w")
name = Line(lang=LANG, label="Nama studi", longest=60, on_type=name_typed)
name.show("", "study/name")
limit = Line(lang=LANG, label="Batas", unit="menit", on_type=lambda text: tell("limit", text))
buttons = Buttons(lang=LANG, on_press=press)
buttons.show([{"key": "run", "label": "Hitung"}, {"key": "tour", "label": "Tur singkat", "quiet": True},
              {"key": "deaf", "label": "Berhenti mendengar", "quiet": True}, {"key": "print", "label": "Cetak", "quiet": True},
              {"key": "no", "label": "Terkunci", "disabled": True}])  # fmt: skip
progress = Progress(lang=LANG, stop_label="Hentikan", on_stop=stop)
download = Download(lang=LANG, label="Unduh lembar kerja", on_ask=lambda: download.send_file("studi ö.yaml", "text/yaml", bytes(range(256)) * 2000))  # fmt: skip
upload = Upload(lang=LANG, label="Berkas skenario", hint="YAML, paling besar 2 MB.", accept=".yaml,.yml", on_file=came)
tour = Tour(lang=LANG, on_step=step)
choose("p1")
said.clear()
tell("ready")
VBox(
    [
        prose("<h2>Bagian-bagian</h2>"),
        tabs,
        cards,
        plan_bar,
        knobs,
        pick,
        name,
        limit,
        buttons,
        progress,
        download,
        upload,
        tour,
        log,
    ]
)
