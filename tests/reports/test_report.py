"""The report of a run: complete, true, safe, and in need of nothing from outside."""

import re
from collections import Counter
from html.parser import HTMLParser
from math import isnan

import pytest
from babel.numbers import parse_decimal

from offices import case_class, exponential, office, station
from simulator.experiments import Result, run
from simulator.measures import UNITS, Estimate
from simulator.measures.names import GROUP_TITLES, TITLES, UNIT_NAMES
from simulator.reports import run_report
from simulator.reports.html import measure_rows, number
from simulator.reports.measure_tables import office_title
from simulator.reports.numbers import scale_of
from simulator.scenario import Scenario, load_scenario

LANGS = ("id", "en")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page(HTMLParser):
    """A page read strictly: what is not closed, closed twice, or said twice is kept in `faults`."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.rows: list[list[str]] = []
        self.marked_rows: list[list[str]] = []
        self.text = ""
        self.declaration = ""
        self.source = html
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self.open]

    def handle_decl(self, decl: str) -> None:
        self.declaration = decl
        if self.tags:
            self.faults.append("the declaration is not first")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"an attribute of <{tag}> is said twice")
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
            if dict(attrs).get("class") == "assumed":
                self.marked_rows.append(self.rows[-1])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        self.text += data
        if "td" in self.open[-2:] or "th" in self.open[-2:]:
            self.rows[-1][-1] += data

    def values(self, *names: str) -> list[str]:
        return [value for _, name, value in self.attributes if name in names]


@pytest.fixture(scope="module")
def result() -> Result:
    """An office with pools of persons and stations of every kind."""
    return run(load_scenario("kabupaten-menengah"), 3, seed=2026)


@pytest.fixture(scope="module")
def one_day() -> Scenario:
    return load_scenario("kantor-sehari")


@pytest.fixture(scope="module", params=LANGS)
def lang(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def html(result: Result, lang: str) -> str:
    return run_report(result, lang)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_the_page_is_well_formed(page: Page, html: str, lang: str):
    assert page.faults == []
    assert page.declaration.lower() == "doctype html"
    assert ("html", "lang", lang) in page.attributes
    assert page.tags["h1"] == page.tags["main"] == 1
    assert page.tags["title"] == page.tags["svg"] + 1, "of the page and of each figure"
    ids = Counter(page.values("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    links = [link for link in page.values("href", "xlink:href") if not link.startswith("data:image/png;base64,")]
    targets = [link.removeprefix("#") for link in links] + re.findall(r"url\(#([^)]*)\)", html)
    assert len(targets) > 20
    assert set(targets) <= set(ids)


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ("<p>a<b>c</p></b>", "closes something else"),
        ("<p>a", "<p> is not closed"),
        ("a</p>", "closes something else"),
        ("<p id=a id=b></p>", "said twice"),
    ],
)
def test_a_page_that_is_not_well_formed_is_seen(broken: str, fault: str):
    assert any(fault in found for found in Page(broken).faults)


def test_nothing_is_fetched(page: Page, html: str):
    """No address but the names of SVG's namespaces; no script, style sheet, frame or picture of its own."""
    addresses = set(re.findall(r"\w+://[^\s\"'<>)]*", html))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    given = page.values("src", "href", "xlink:href", "action", "poster", "srcset", "data")
    assert not [one for one in given if "//" in one and not one.startswith("data:image/png;base64,")]
    assert not page.tags.keys() & {"script", "link", "iframe", "img", "object", "embed", "base", "form"}
    assert "@import" not in html
    assert re.findall(r"url\((?!#)", html) == []
    assert page.tags["svg"] >= 3


def rounding(text: str, lang: str) -> float:
    """Half a unit of the last figure of a number as shown."""
    decimals = text.rpartition("," if lang == "id" else ".")[2] if ("," if lang == "id" else ".") in text else ""
    return 0.5000001 * 10.0 ** -len(decimals)


def test_every_measure_is_there_with_its_number(result: Result, page: Page, lang: str):
    """Read back from the page, each number is the table's within its last figure, and so is its half-width."""
    spec = result.scenario.spec
    titles = {place.name: getattr(place.title, lang) for place in (*spec.staff, *spec.stations)}
    permit, channel = {"id": ("Jenis izin", "Kanal"), "en": ("Permit", "Channel")}[lang]
    titles |= {f"class:{each.name}": f"{permit}: {getattr(each.title, lang)}" for each in spec.case_classes}
    titles |= {f"channel:{each.name}": f"{channel}: {getattr(each.title, lang)}" for each in spec.channels}
    whole = "Seluruh kantor" if lang == "id" else "Whole office"
    shown: dict[tuple[str, str], list[str]] = {}
    group = ""
    for row in page.rows:
        if len(row) == 1:
            group = row[0]
        elif len(row) == 3 and group:
            shown[group, row[0]] = row[1:]
    assert len(shown) == len(result.measures) > 40
    for measure in result.measures.itertuples():
        name, _, place = measure.measure.rstrip("]").partition("[")
        title = office_title(result, name, lang) if not place else TITLES[name][LANGS.index(lang)]
        text, n = shown[titles.get(place, whole), title]
        assert int(n) == measure.n
        if isnan(measure.mean):
            assert text == "–"
            continue
        found = re.fullmatch(r"([\d.,]+)(?:\s±\s([\d.,]+))?\s?(\D*)", text)
        assert found, text
        scale = scale_of(Estimate(measure.mean, measure.half_width, measure.n, measure.unit))
        assert found[3] == scale.word[LANGS.index(lang)].strip()
        for shown_text, value in ((found[1], measure.mean), (found[2], measure.half_width)):
            if shown_text is None:
                assert isnan(value) or value == 0
                continue
            shown_value = float(parse_decimal(shown_text, locale=lang))
            assert abs(shown_value - scale.factor * value) <= rounding(shown_text, lang), (measure.measure, text)


def test_every_measure_and_unit_has_a_name_in_both_languages():
    assert TITLES.keys() == UNITS.keys()
    assert UNIT_NAMES.keys() == set(UNITS.values())
    for names in (*TITLES.values(), *UNIT_NAMES.values(), *GROUP_TITLES.values()):
        assert len(names) == 2
        assert all(names)
    assert len({names[0] for names in TITLES.values()}) == len({names[1] for names in TITLES.values()}) == len(TITLES)


def test_every_input_is_there_by_its_source(result: Result, page: Page, lang: str):
    """Put together: a value that stands in several places counts as often as the page says."""
    inputs = result.scenario.inputs()
    assert len(inputs) > 400
    title = "Semua masukan menurut sumbernya" if lang == "id" else "All inputs by source"
    rows = [row for row in Page(html_after(page, title)).rows if len(row) == 2][1:]
    numbers = [one for row in rows for one in row[1].split("; ")]
    counts = [int(found[1]) if (found := re.search(r"\((\d+)×\)$", one)) else 1 for one in numbers]
    assert sum(counts) == len(inputs)
    assumed = len(result.scenario.assumptions())
    assert 0 < assumed < len(inputs)
    assert f"{assumed} {'dari' if lang == 'id' else 'of'} {len(inputs)}" in page.text
    assert len(rows) < len(inputs) / 2, "grouped, so that a person can read it"


def html_after(page: Page, title: str) -> str:
    """What follows the heading of a section."""
    return page.source[page.source.index(f"<h2>{title}</h2>") :].partition("</section>")[0]


def test_promise_and_provenance_are_told(result: Result, page: Page, lang: str):
    assert {"id": "Janji mulai dilayani dalam 30 menit", "en": "within 30 minutes"}[lang] in page.text
    provenance = result.provenance
    for expected in (
        provenance.scenario_hash,
        f"--replications 3 --seed 2026 --engine {provenance.engine}",
        *(f"{package} {version}" for package, version in provenance.versions.items()),
        provenance.platform,
    ):
        assert str(expected) in page.text


def test_the_languages_differ(result: Result):
    pages = {lang: run_report(result, lang) for lang in LANGS}
    assert "Whole office" in pages["en"]
    assert "Whole office" not in pages["id"]
    assert "Seluruh kantor" in pages["id"]
    assert "Seluruh kantor" not in pages["en"]


def test_the_same_result_gives_the_same_page(result: Result, html: str, lang: str):
    """A second run differs in nothing but how long it took."""
    assert run_report(result, lang) == html
    again = run(result.scenario, 3, seed=2026)
    words = {"id": "lama hitung {} detik", "en": "; {} seconds of computing"}[lang]
    lasted = [words.format(part.provenance.wall_seconds) for part in (result, again)]
    assert html.count(lasted[0]) == 1
    assert run_report(again, lang).replace(lasted[1], "") == html.replace(lasted[0], "")


EVIL = '<script>alert("1")</script> & \'"><img src=x>'


@pytest.fixture(scope="module")
def evil_page() -> str:
    scenario = office(
        title={"id": EVIL, "en": EVIL},
        description={"id": EVIL, "en": EVIL},
        sources={"s": {"mark": "published", "cite": EVIL}},
        stations=[station(servers=1, title={"id": EVIL, "en": EVIL}, source="s")],
        case_classes=[case_class(per_hour=2, route=[{"station": "one", "service_time": exponential(10)}])],
    )
    return run_report(run(scenario, 2), "en")


def test_texts_of_a_scenario_are_shown_not_obeyed(evil_page: str):
    page = Page(evil_page)
    assert page.faults == []
    assert page.tags["script"] == page.tags["img"] == 0
    assert page.text.count(EVIL) >= 5, "in title, heading, description, group, source and figures"
    assert not {name for _, name, _ in page.attributes if name.startswith("on")}


def test_one_replication_says_that_there_is_no_interval(one_day: Scenario, lang: str):
    html = run_report(run(one_day, 1), lang)
    assert {"id": "jangan dipakai untuk memutuskan", "en": "do not decide on it"}[lang] in html
    title = "Semua ukuran" if lang == "id" else "All measures"
    rows = [row for row in Page(html_after(Page(html), title)).rows if len(row) == 3][1:]
    assert len(rows) == 48
    assert not [row for row in rows if "±" in row[1]]
    on_time = TITLES["on_time_share"][LANGS.index(lang)]  # nothing has a deadline here
    assert {row[0]: row[2] for row in rows if row[2] != "1"} == {on_time: "0"}


def test_an_office_without_staff_queue_or_arrivals_has_a_report():
    for scenario in (
        office(stations=[station(kind="self_service")], case_classes=[case_class()]),
        office(stations=[station(servers=0)], case_classes=[case_class()]),
        office(stations=[station(servers=1)], case_classes=[case_class(per_hour=0)]),
    ):
        page = Page(run_report(run(scenario, 2), "en"))
        assert page.faults == []
        assert not re.search(r"\bnan\b", page.text, flags=re.IGNORECASE)


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (float("nan"), "–", "–"),
        (0, "0,000", "0.000"),
        (3e-17, "0,000", "0.000"),
        (0.000431, "0,000431", "0.000431"),
        (0.00431, "0,00431", "0.00431"),
        (0.0999, "0,0999", "0.0999"),
        (0.4567, "0,457", "0.457"),
        (1, "1,00", "1.00"),
        (9.87, "9,87", "9.87"),
        (12.34, "12,3", "12.3"),
        (999.94, "999,9", "999.9"),
        (1234.5, "1.234", "1,234"),
        (1234567, "1.234.567", "1,234,567"),
        (-0.25, "-0,250", "-0.250"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(value: float, indonesian: str, english: str):
    assert (number(value, "id"), number(value, "en")) == (indonesian, english)


def test_rows_are_grouped_by_office_place_and_group(one_day: Scenario):
    groups = measure_rows(run(one_day, 2), "en")
    classes = [f"Permit: {each.title.en}" for each in one_day.spec.case_classes]
    channels = [f"Channel: {each.title.en}" for each in one_day.spec.channels]
    titles = ["Whole office", "Service counters", "Verification desk", *classes, *channels]
    assert len(titles) >= 5
    assert [title for title, _ in groups] == titles
    assert [len(rows) for _, rows in groups] == [len(UNITS), 6, 6, *[3] * len(titles[3:])]


def test_a_group_has_its_own_rows(result: Result, lang: str):
    """Waits and stay of every channel; of every permit, and what is on time where the law sets a deadline."""
    groups, at = dict(measure_rows(result, lang)), LANGS.index(lang)
    usual = [TITLES[name][at] for name in ("waiting_time_mean", "service_level", "sojourn_time_mean")]
    limits = {each.name: each.deadline_days for each in result.scenario.resolved.case_classes}
    assert len(limits) > 4
    for each in result.scenario.spec.case_classes:
        titles = [row.title for row in groups[f"{GROUP_TITLES['class'][at]}: {getattr(each.title, lang)}"]]
        assert titles == [*usual, *([TITLES["on_time_share"][at]] if limits[each.name] > 0 else [])]
    for each in result.scenario.spec.channels:
        assert [row.title for row in groups[f"{GROUP_TITLES['channel'][at]}: {getattr(each.title, lang)}"]] == usual


def test_pools_have_rows_of_their_own(result: Result, lang: str):
    """Utilisation and overtime are of the pool; waiting is at the stations that it serves."""
    groups = dict(measure_rows(result, lang))
    spec, at = result.scenario.spec, LANGS.index(lang)
    skills = {name for pool in spec.staff for name in pool.skills}
    assert len(spec.staff) == 4
    for pool in spec.staff:
        titles = [row.title for row in groups[getattr(pool.title, lang)]]
        assert titles == [TITLES["utilisation"][at], TITLES["overtime"][at]]
    for place in spec.stations:
        titles = [row.title for row in groups.get(getattr(place.title, lang), [])]
        assert (TITLES["waiting_time_mean"][at] in titles) == (place.kind == "staffed")
        assert (TITLES["utilisation"][at] in titles) == (place.kind == "staffed" and place.name not in skills)


def test_two_stations_of_the_same_title_stay_apart(one_day: Scenario):
    same = one_day.with_({"stations[verifikasi].title.en": "Service counters"})
    assert [title for title, _ in measure_rows(run(same, 2), "en")][:3] == ["Whole office", *["Service counters"] * 2]


@pytest.mark.parametrize(
    ("scenario", "words"),
    [
        (
            load_scenario("kantor-sehari").patched("satu-loket-tambahan"),
            "simptsp run kantor-sehari --patch satu-loket-tambahan --replications 2",
        ),
        (load_scenario("kantor-sehari").with_({"targets.waiting_time_min": 5}), "changed in a Python program"),
    ],
)
def test_the_report_says_how_to_get_it_again(scenario, words):
    assert words in run_report(run(scenario, 2), "en")


def test_what_a_reader_must_know_stands_above_the_numbers():
    """A run that was stopped, and one of the long run, which another must ask for too to get the same numbers."""
    scenario = office(horizon={"days": 3, "source": "assumed"}, case_classes=[case_class()])
    stopped = run(scenario, 9, stop=lambda: True)
    html = run_report(stopped, "id")
    assert 0 < html.index("Dihentikan: 1 dari paling banyak 9 ulangan selesai.") < html.index("<table")
    assert "--steady-state" not in html
    long_run = run_report(run(load_scenario("meja-verifikasi"), 2, steady_state=True), "en")
    assert "are not counted (by MSER-5" in long_run
    assert "--steady-state</code>" in long_run
