"""The studio as a planner walks through it in a browser, and the same studies through the program interface."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace

from playwright.sync_api import Locator, Page, expect

import simulator as sim
from simulator.scenario import Scenario, load_scenario
from simulator.studio.answers.compared import all_html
from simulator.teaching.words import Words

OFFICE = "kabupaten-menengah"
COMPUTED_MS = 120_000
FEW = 30
SEED = 2026
TABS = {"office": "Kantor", "change": "Ubah", "compare": "Bandingkan", "why": "Mengapa", "explore": "Jelajahi", "keep": "Simpan"}  # fmt: skip

Cells = Mapping[str, str]
"""A cell of a roster, by what is read out of it in Indonesian -> its text."""

Entries = Mapping[str, "str | Cells"]
"""Key of a knob -> its text; "1" or "0" for a switch."""

Change = Callable[[Scenario], Scenario]


@dataclass(frozen=True)
class Question:
    """What a planner wants to know, and the same for a program.

    Attributes
    ----------
    plans : mapping
        Name of a plan -> what is typed into it.
    offices : mapping
        Name of a plan -> from the present state to its office.
    now : mapping
        What is typed into the present state.
    present : callable
        From the library's office to the present state.
    """

    plans: Mapping[str, Entries]
    offices: Mapping[str, Change]
    now: Entries = field(default_factory=dict)
    present: Change = lambda office: office

    def expected(self, lang: str) -> str:
        """Every paired difference as HTML, its numbers from the program interface."""
        titles = load_scenario(OFFICE).data["title"]
        base = self.present(load_scenario(OFFICE)).with_({"title": titles})
        plans = [titled(change(base), titles, name) for name, change in self.offices.items()]
        comparison = sim.compare(base, *plans, replications=FEW, seed=SEED, labels=list(self.offices))
        return all_html(SimpleNamespace(comparison=comparison), Words(lang))


class Planner:
    """Somebody at the studio.

    Parameters
    ----------
    page : Page
        Opened, with nothing chosen yet.
    lang : str
        Its language.
    """

    def __init__(self, page: Page, lang: str) -> None:
        self.page, self.say = page, Words(lang)

    def button(self, name: str, *, exact: bool = True) -> Locator:
        """A button by its Indonesian name."""
        return self.page.get_by_role("button", name=self.say(name), exact=exact)

    def go(self, tab: str) -> None:
        """Open a tab, and see that it is shown."""
        self.page.locator(".studio-tabs").get_by_role("button", name=self.say(TABS[tab])).click()
        expect(self.page.locator(f".studio-panel-{tab}")).to_be_visible()
        expect(self.page.locator(f".studio-panel-{tab} h2").first).to_be_visible()

    def begin(self, office: str = OFFICE) -> None:
        """Close the welcome, and begin a study of an office of the library."""
        self.button("Langsung mulai").click()
        title = getattr(load_scenario(office).spec.title, self.say.lang)
        card = self.page.locator("li.st-card", has=self.page.get_by_role("heading", name=title, exact=True))
        card.get_by_role("button").click()
        self.button("Mulai studi dengan kantor ini").first.click()
        expect(self.page.locator(".studio-panel-change")).to_be_visible()

    # ---- plans and knobs

    def look_at(self, plan: str) -> None:
        """Take a plan in hand."""
        name = self.page.locator(".st-plan-name").get_by_text(plan, exact=True)
        chosen = self.page.locator(".st-plans button", has=name)
        chosen.click()
        expect(chosen).to_have_attribute("aria-pressed", "true")

    def name(self, name: str) -> None:
        """Give the plan in hand another name."""
        self.button("Ganti nama").click()
        self.page.get_by_label(self.say("Nama rencana")).fill(name)
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".st-plans [aria-pressed=true]")).to_contain_text(name)

    def add(self) -> None:
        """Add a plan; it is in hand then."""
        plans = self.page.locator(".st-plans button")
        before = plans.count()
        self.page.get_by_role("button", name=f"+ {self.say('Tambah rencana')}").click()
        expect(plans).to_have_count(before + 1)
        expect(plans.last).to_have_attribute("aria-pressed", "true")

    def knob(self, key: str) -> Locator:
        """The row of a knob; its group is opened."""
        row = self.page.locator(f'[data-key="{key}"]')
        closed = self.page.locator("details.st-group:not([open]) > summary")
        while not row.count() and closed.count():
            closed.first.click()
        return row

    def type(self, key: str, text: str | Cells) -> None:
        """Type into a knob."""
        row = self.knob(key)
        if not isinstance(text, str):
            for cell, value in text.items():
                row.get_by_role("textbox", name=re.compile(f"^{re.escape(cell)}")).fill(value)
        elif (switch := row.get_by_role("checkbox")).count():
            switch.set_checked(text == "1")
        elif (list_ := row.get_by_role("combobox")).count():
            list_.select_option(text)
        else:
            row.get_by_role("textbox").fill(text)

    def field(self, key: str) -> Locator:
        """The field of a number or of times."""
        return self.knob(key).get_by_role("textbox")

    def fault(self, key: str) -> Locator:
        """The sentence beside a knob."""
        return self.knob(key).locator(".st-fault")

    def first_answer(self) -> Locator:
        """The column with the first answer, once all its replications are there."""
        column = self.page.locator(".studio-first-answer")
        expect(column.locator(".studio-note").first).to_have_text(re.compile(f"^{FEW} "), timeout=COMPUTED_MS)
        return column

    def write(self, question: Question) -> None:
        """Type a whole question into a study that has one empty plan."""
        for number, (name, entries) in enumerate(question.plans.items()):
            if number:
                self.add()
            self.name(name)
            for key, text in entries.items():
                self.type(key, text)
        if question.now:
            self.look_at(self.say("Sekarang"))
            for key, text in question.now.items():
                self.type(key, text)

    # ---- answers

    def compare(self) -> None:
        """Compare with thirty replications, and wait until all are simulated; logs may still be read then."""
        self.go("compare")
        self.page.get_by_label(self.say("Seberapa teliti")).select_option(f"n{FEW}")
        self.button("Hitung dan bandingkan").click()
        simulated = self.say("{n} ulangan sudah selesai. Biaya, sebab menunggu, kelompok dan gangguan masih dihitung.")
        whole = self.say("Selesai: {n} ulangan untuk setiap kantor.")
        texts = [self.page.get_by_text(said.format(n=FEW)) for said in (simulated, whole)]
        expect(texts[0].or_(texts[1])).to_be_visible(timeout=COMPUTED_MS)

    def differences(self) -> str:
        """The text of all paired differences, as the page shows it."""
        self.button("Tampilkan semua selisih").click()
        title = self.say("Semua selisih berpasangan, seluruh kantor")
        block = self.page.locator(".sp-part.st-answer", has=self.page.get_by_role("table", name=title))
        expect(block).to_be_visible()
        return words_of(block.evaluate("node => node.textContent"))

    def text_of(self, html: str) -> str:
        """The text of some HTML, by the same browser."""
        return words_of(self.page.evaluate("html => new DOMParser().parseFromString(html, 'text/html').body.textContent", html))  # fmt: skip


def titled(office: Scenario, titles: Mapping[str, str], name: str) -> Scenario:
    """The office under a plan's name, which stands above its column."""
    return office.with_({"title": {lang: f"{title} – {name}" for lang, title in titles.items()}})


def words_of(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())


def patched(*names: str) -> Change:
    """With ready-made changes of the scenario."""

    def change(office: Scenario) -> Scenario:
        for name in names:
            office = office.patched(name)
        return office

    return change


def with_values(values: Mapping[str, object]) -> Change:
    """With other values at some paths."""
    return lambda office: office.with_(dict(values))


def early_monday(office: Scenario) -> Scenario:
    """A third officer at the counters on Mondays from eight to nine."""
    place = next(place for place, pool in enumerate(office.data["staff"]) if pool["name"] == "petugas-loket")
    first, *rest = office.data["staff"][place]["roster"]
    spans = [
        {**first, "to": "09:00", "servers": 3, "days": ["mon"]},
        {**first, "from": "09:00", "days": ["mon"]},
        {**first, "days": ["tue", "wed", "thu", "fri"]},
    ]
    return office.with_({"staff[petugas-loket].roster": [*spans, *rest], "staff[petugas-loket].persons": 3})


PEOPLE, ROSTER = "staff[petugas-loket].people", "staff[petugas-loket].roster"
FOUR_TIMES = ["09:00", "11:00", "13:30", "15:00"]

QUESTIONS = {
    "one more officer or a different roster": Question(
        {
            "Satu petugas lagi": {PEOPLE: "3"},
            "Senin pagi bertiga": {ROSTER: {"Senin pukul 08.00": "3", "Senin pukul 08.30": "3"}},
        },
        {"Satu petugas lagi": patched("satu-loket-tambahan"), "Senin pagi bertiga": early_monday},
    ),
    "second link or paper fallback": Question(
        {"Jaringan kedua": {"patch:jaringan-cadangan": "1"}, "Formulir kertas": {"patch:kertas-saat-putus": "1"}},
        {"Jaringan kedua": patched("jaringan-cadangan"), "Formulir kertas": patched("kertas-saat-putus")},
    ),
    "signing times or e-signature": Question(
        {
            "Empat kali sehari": {f"stations[{place}].batch.times": "09.00; 11.00; 13.30; 15.00" for place in ("paraf", "tanda-tangan")},
            "Tanda tangan elektronik": {"patch:tanda-tangan-elektronik": "1"},
        },
        {
            "Empat kali sehari": with_values({f"stations[{place}].batch.times": FOUR_TIMES for place in ("paraf", "tanda-tangan")}),
            "Tanda tangan elektronik": patched("tanda-tangan-elektronik"),
        },
    ),
    "mobile service or assisted desk": Question(
        {"Keliling tiap minggu": {"patch:keliling-tiap-minggu": "1"}, "Pendamping kedua": {"staff[pendamping].people": "2"}},
        {"Keliling tiap minggu": patched("keliling-tiap-minggu"), "Pendamping kedua": patched("satu-pendamping-tambahan")},
    ),
    "campaign month with what staff": Question(
        {
            "Loket ketiga": {PEOPLE: "3"},
            "Loket dan pendamping": {PEOPLE: "3", "staff[pendamping].people": "2"},
            "Verifikator membantu": {"patch:verifikator-membantu-loket": "1"},
        },
        {
            "Loket ketiga": patched("satu-loket-tambahan"),
            "Loket dan pendamping": patched("satu-loket-tambahan", "satu-pendamping-tambahan"),
            "Verifikator membantu": patched("verifikator-membantu-loket"),
        },
        {"patch:bulan-kampanye": "1"},
        patched("bulan-kampanye"),
    ),
}  # fmt: skip
"""The planning questions that the studio is for."""
