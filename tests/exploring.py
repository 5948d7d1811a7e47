"""The exploring tab of the studio without a browser: opened, typed into, its buttons pressed."""

import re

from simulator.studio.desk import Desk
from simulator.studio.panels.explore import Explore
from simulator.studio.panels.explore_form import ExploreForm
from simulator.studio.shelf import Memory
from simulator.studio.study import NOW, Base
from simulator.teaching.words import Words

COUNTERS, DESK = "stations[loket-pelayanan].people", "stations[verifikasi].people"
PATCH = "patch:satu-loket-tambahan"
WAIT = "waiting_time_mean[loket-pelayanan]"
WILD = ["", "abc", "-3", "10000", "1e9", "NaN", "∞", "<script>alert(1)</script>", "9" * 60, "1;2", "٣", "1.000.000,5"]


def opened(lang: str = "id", *, priced: bool = True) -> tuple[Desk, Explore]:
    desk = Desk(Words(lang), Memory())
    desk.choose(Base("kantor-sehari"))
    if priced:
        for station in ("loket-pelayanan", "verifikasi"):
            desk.act(lambda study, at=station: study.with_entry(NOW, f"stations[{at}].cost_per_hour", "35000"))
    panel = Explore(desk)
    desk.watch(panel.refresh)
    panel.refresh()
    for form in panel.forms:
        if "replications" in form.lines:
            typed(form, "replications", "5")
    return desk, panel


def typed(form: ExploreForm, name: str, text: str) -> None:
    line = form.lines[name]
    line.receive({"text": text, "scope": line.answer["scope"], "n": line.answer["heard"] + 1})


def chosen(form: ExploreForm, name: str, value: str) -> None:
    form.picks[name].receive({"value": value})
    assert form.typed[name] == value


def press(form: ExploreForm) -> None:
    form.job.button.receive({"key": "run"})


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()
