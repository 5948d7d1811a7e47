"""A filled form becomes a scenario with the numbers that were typed in, each with its source."""

from datetime import date, datetime, time

import numpy as np
import pytest

import simulator as sim
from filled_forms import GOOD, NAMES, OFFICE, base_office, filled, imported, rows, ticket_rows
from simulator.calendars import intersect
from simulator.calibration.form import open_form, read_form, scenario_text, summary
from simulator.calibration.form.arrivals import ticket_days
from simulator.calibration.form.estimate import counted
from simulator.calibration.form.expected import almanac_of, cases_by_day, tickets_per_case
from simulator.calibration.form.mix import population_mix
from simulator.calibration.form.outages import round_the_clock
from simulator.calibration.form.returns import return_estimates
from simulator.calibration.form.rosters import roster_estimates
from simulator.calibration.form.service import station_uses
from simulator.scenario import load_scenario
from simulator.scenario.people import Factors
from simulator.scenario.read import parse_document
from simulator.scenario.scenario import scenario_from
from simulator.workload.outages import outage_intervals_ms
from simulator.workload.streams import Streams

BASE = base_office()


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    return imported(filled(tmp_path_factory.mktemp("form") / "uji.xlsx", GOOD, BASE), BASE)


def with_only(tmp_path, **sheets):
    """What becomes of a form with the office and these sheets."""
    return imported(filled(tmp_path / "form.xlsx", {"Kantor": OFFICE, **sheets}, BASE), BASE)


def by_name(items, name):
    return next(item for item in items if item.name == name)


def test_permits_give_arrivals_and_channel_shares(done):
    """January 2026 from the 5th: 19 working days, the 16th is a holiday.

    The 19th, a Monday, counts 1.3, after the holiday: 4.3 Mondays, 4 Tuesdays, Wednesdays and Thursdays, 3 Fridays, each
    with the factor of the tickets. Online, the 7 days off count 0.24 each, six with a factor of 1 and a Friday: half of
    them for half of the cases.
    """
    effective = (4.3 * 120 / 2.3 + 4 * 50 + 4 * 40 + 4 * 50 + 3 * 50) / ((120 / 2.3 + 190) / 5)
    information, practice = (by_name(done.scenario.spec.case_classes, name) for name in ("informasi", "sip"))
    assert information.arrivals.per_day == pytest.approx(968 / effective, rel=1e-4)
    assert practice.arrivals.per_day == pytest.approx(
        202 / (effective + 0.12 * (6 + 50 / ((120 / 2.3 + 190) / 5))), rel=1e-4
    )
    assert practice.channels.shares == {"loket": 0.5, "klinik": 0, "daring-sicantik": 0.5}
    assert information.channels.shares == {"loket": 1, "klinik": 0, "daring": 0}


def test_tickets_give_the_hourly_profile_and_weekday_factors(done):
    spec = done.scenario.spec
    for name in ("loket", "klinik"):
        assert by_name(spec.channels, name).arrival_profile.hourly == {8: 20, 9: 30}
    assert by_name(spec.channels, "daring").arrival_profile == by_name(BASE.spec.channels, "daring").arrival_profile
    tickets = {"mon": 120 / 2.3, "tue": 50, "wed": 40, "thu": 50, "fri": 50}  # the second Monday has 1.3 as many
    mean = sum(tickets.values()) / 5
    for each in spec.case_classes:
        kept = 1 if each.name in ("informasi", "sip") else (1.3 + 1 + 1 + 1 + 0.8) / 5  # mean of the factors below
        assert each.arrivals.weekdays == pytest.approx({day: n / mean * kept for day, n in tickets.items()}, abs=1e-4)


def test_samples_give_service_times(done):
    """Verification: nameless factor 1; mean 30, of which is help: 20 minutes for 0.4 of those of one class and channel.

    Information: mean 5, standard deviation 0.8944; its staff works 1.1, (1 + 0.5 * 0.4) / 0.9, 1.1 and 1 times as long.
    """
    spec = done.scenario.spec
    checking = by_name(spec.stations, "verifikasi").service_time
    uses = station_uses(done.scenario, "verifikasi", almanac_of(*counted(done.form)), population_mix(done.scenario))
    helped = sum(use.weight for use in uses if use.case_class == "sip" and use.help_mean) / sum(x.weight for x in uses)
    assert 0.2 < helped < 0.6
    assert checking.mean_min == pytest.approx(30 - 0.4 * 20 * helped, abs=1e-3)
    assert "Layanan!B8: Meja verifikasi: simpangan" in str([remark.line("id") for remark in done.remarks])
    asking = by_name(spec.stations, "informasi").service_time
    assert (asking.mean_min, asking.cv) == pytest.approx((5 / ((1.1 + 1.2 / 0.9 + 1.1 + 1) / 4), 0.1789), abs=1e-4)
    assert by_name(spec.stations, "klinik").service_time == by_name(BASE.spec.stations, "klinik").service_time


def test_the_roster_replaces_that_of_the_pool(done):
    pool = by_name(done.scenario.spec.staff, "petugas-loket")
    assert (pool.persons, pool.absence) == (3, round(0.04 * 48 / (48 + 16 + 9), 4))  # person-hours of a week
    week = ["mon", "tue", "wed", "thu"]
    assert [(shift.start, shift.end, shift.servers, shift.days) for shift in pool.roster] == [
        ("08:00", "12:00", 3, week),
        ("08:00", "11:00", 3, ["fri"]),
        ("13:00", "15:00", 2, week),
    ]


def test_returns_give_the_probability_of_a_check(done):
    """38 incomplete of the 190 files whose NIK was right."""
    practice = by_name(done.scenario.spec.case_classes, "sip")
    assert practice.details["loket"][0].completeness_check.probability == pytest.approx(38 / 190)


def test_outages_count_in_opening_hours(done):
    """Down 30, 60 and, of a failure from 6:00 to 8:30, 30 minutes; one at night does not count.

    Open are 5 hours on 19 days, 5,700 minutes, of which 120 are down: up is down * (5,700 / 120 - 1). An outage of
    length D is felt if it begins in 5,700 minutes and those before the 38 openings.
    """
    network = by_name_of_outage(done.scenario, "jaringan")
    up, down = network.up.mean_min, network.down.mean_min
    assert network.down.cv == 1
    assert up == pytest.approx(down * (5700 / 120 - 1), rel=1e-5)
    lengths = np.random.default_rng(1).lognormal(np.log(down) - np.log(2) / 2, np.sqrt(np.log(2)), 200_000)
    lunch, night = np.minimum(lengths, 60).mean(), lengths.mean()  # nights are longer than any outage here
    assert (5700 + 19 * lunch + 19 * night) / (up + down) == pytest.approx(3, rel=0.01)
    assert by_name_of_outage(done.scenario, "oss") == by_name_of_outage(BASE, "oss")


def by_name_of_outage(office, name):
    return next(each for each in office.spec.outages if each.subsystem == name)


def test_the_answers_set_hours_and_policies(done):
    spec = done.scenario.spec
    assert [(each.start, each.end) for each in spec.calendars["loket"].open] == [("08:00", "12:00"), ("13:00", "14:00")]
    assert by_name(spec.stations, "loket-pelayanan").tickets.until == "14:00"
    policies = spec.policies
    assert (policies.electronic_signature, policies.rdtr_integrated, policies.sicantik_integrated) == (
        True,
        True,
        False,
    )
    assert policies.incomplete_files == "help"


def test_each_changed_number_has_a_source_of_its_own(done):
    before = {number.path: number.value for number in BASE.inputs()}
    kept = {number.path: number.source for number in BASE.inputs()}
    own = {number.path: number for number in done.scenario.inputs() if number.source.startswith("form-")}
    changed = {
        number.path
        for number in done.scenario.inputs()
        if before.get(number.path) != number.value
        and not number.path.startswith("outages")  # their spread may be assumed
        and not number.path.startswith("uncertain")
        and ".legal." not in number.path  # of the law, which the policies choose
    }
    assert len(changed) >= 20
    assert changed <= own.keys()
    assert all(number.mark == "measured" for number in own.values())
    cites = {number.source: number.cite for number in own.values()}
    assert cites["form-permits-sip"].startswith(
        "Form of DPMPTSP Kabupaten Uji, 2026-01-05 to 2026-01-30: n = 202 applications in 19 working days"
    )
    assert any(path.endswith("up.mean_min") for path in own if path.startswith("outages"))
    assert "n = 5, mean 30.00 ± 9.82 min, cv 0.26" in cites["form-services-verifikasi"]
    others = [number for number in done.scenario.inputs() if number.path in kept.keys() - own.keys()]
    others = [number for number in others if ".legal." not in number.path]
    assert len(others) >= 500
    others = [number for number in others if not number.path.startswith(("uncertain", "outages"))]
    assert all(number.source == kept[number.path] for number in others)


def test_the_scenario_file_holds_the_same_and_runs(done, tmp_path):
    file = tmp_path / "kantor-uji.yaml"
    text = scenario_text(done.scenario, "Made from a form,\non a base.")
    file.write_text(text, encoding="utf-8")
    assert text.startswith("# Made from a form, on a base.\nsimptsp: 1\nname: dpmptsp-kabupaten-uji\n")
    office = load_scenario(file)
    assert (office.data, office.hash) == (done.scenario.data, done.scenario.hash)
    assert scenario_text(office) == scenario_text(done.scenario)
    result = sim.run(office, replications=2, seed=2026)
    assert result.estimate("waiting_time_mean").n == 2


def test_an_empty_form_leaves_the_scenario_as_it_is(tmp_path):
    for lang in ("id", "en"):
        done = imported(filled(tmp_path / f"{lang}.xlsx", {}, BASE, lang), BASE)
        assert (done.scenario.data, done.estimates, done.remarks) == (BASE.data, (), ())
        said = summary(done, lang)
        assert said[0].startswith({"id": "Formulir ini belum diisi", "en": "This form is not filled in"}[lang])
        assert f" {len(BASE.assumptions())} " in said[1]
        assert scenario_from(parse_document(scenario_text(done.scenario))).data == BASE.data


def test_an_english_form_gives_the_same_scenario(done, tmp_path):
    words = {
        "Tidak": "No", "Ya": "Yes", "Dibantu sampai lengkap di tempat": "Completed on the spot with help",
        "Meja verifikasi": "Verification desk", "Meja informasi": "Information desk",
        "Klinik perizinan": "Licensing clinic", "Petugas loket": "Counter staff", "Senin–Kamis": "Monday–Thursday",
        "Jumat": "Friday", "Surat izin praktik tenaga kesehatan": "Practice permit of health workers",
        "Loket": "Counter", "Bertanya informasi": "Asking for information", "Jaringan kantor": "Office network",
        "Menunggu sampai pulih": "Waited until it was back", "Dicatat di kertas": "Went on with paper",
        "OSS pusat": "Central OSS",
    }  # fmt: skip
    cells = {sheet: {cell: words.get(value, value) for cell, value in values.items()} for sheet, values in GOOD.items()}
    english = imported(filled(tmp_path / "uji.xlsx", cells, BASE, "en"), BASE)
    assert english.scenario.data == done.scenario.data
    assert summary(english, "en") == [
        line.replace("Layanan!", "Services!").replace("Berkas!", "Returns!").replace("Gangguan!", "Outages!")
        for line in summary(done, "en")
    ]
    assert "Services!B19: Licensing clinic: samples 2, fewer than 5; its service times stay assumed" in str(
        summary(english, "en")
    )


def test_tickets_alone_scale_all_arrivals(tmp_path):
    """Under the same weekday factors, counters and clinic then expect the tickets that were counted."""
    done = with_only(tmp_path, Antrean=rows(*ticket_rows()))
    ratios = {
        after.name: after.arrivals.per_day / before.arrivals.per_day
        for before, after in zip(BASE.spec.case_classes, done.scenario.spec.case_classes, strict=True)
    }
    assert len({round(ratio, 3) for ratio in ratios.values()}) == 1
    mix = population_mix(done.scenario)
    counters = [n for n, each in enumerate(done.scenario.spec.channels) if each.kind in ("counter", "assisted")]
    days = ticket_days(done.form)
    expected, seen = 0.0, {}
    for day in days:
        for group in done.scenario.spec.case_classes:
            weekday = group.arrivals.weekdays[("mon", "tue", "wed", "thu", "fri")[day.weekday()]]
            after = group.arrivals.after_days_off if day == date(2026, 1, 19) else 1
            month = group.arrivals.months.get(1, 1)
            share = mix.channel_shares(group.name)[counters].sum()
            per_case = tickets_per_case(done.scenario)[group.name] if group.name not in seen else seen[group.name]
            seen[group.name] = per_case
            expected += group.arrivals.per_day * weekday * after * month * share * per_case
    assert expected == pytest.approx(500, rel=0.01)


def test_few_tickets_leave_the_weekdays_alone(tmp_path):
    done = with_only(tmp_path, Antrean=rows(*ticket_rows()[:9]))
    assert [each.arrivals.weekdays for each in done.scenario.spec.case_classes] == [
        each.arrivals.weekdays for each in BASE.spec.case_classes
    ]
    assert by_name(done.scenario.spec.channels, "loket").arrival_profile.hourly[8] == 20


def test_tickets_on_a_day_off_are_named_and_not_used(tmp_path):
    done = with_only(tmp_path, Antrean=rows(*ticket_rows(), (date(2026, 1, 16), None, 500)))
    assert [remark.line("id") for remark in done.remarks] == [
        "Antrean!B18: 16/01/2026 bukan hari kerja; baris ini tidak dipakai"
    ]
    assert by_name(done.scenario.spec.channels, "loket").arrival_profile.hourly == {8: 20, 9: 30}


@pytest.mark.parametrize(("applications", "is_said"), [(19 * 44, False), (19 * 37, True), (19 * 30, True)])
def test_permits_win_where_tickets_disagree(tmp_path, applications, is_said):
    """50 tickets a day beside 44, 37 and 30 applications at the counter, of which some 95 of 100 take a ticket."""
    done = with_only(
        tmp_path, Antrean=rows(*ticket_rows()), Izin=rows(("Bertanya informasi", applications, applications))
    )
    said = [remark.line("en") for remark in done.remarks]
    assert bool(said) == is_said
    if is_said:
        assert f"50.0 tickets a day, but {applications / 19:.1f} applications a day" in said[0]
    per_day = by_name(done.scenario.spec.case_classes, "informasi").arrivals.per_day
    assert 18 < applications / per_day < 20
    others = by_name(done.scenario.spec.case_classes, "tinggi").arrivals.per_day
    assert others == by_name(BASE.spec.case_classes, "tinggi").arrivals.per_day


def test_samples_of_one_permit_change_only_its_steps(tmp_path):
    """What the applicants' literacy and the staff's skill add is divided out: together they give the samples again."""
    minutes = (2, 5, 12, 19, 22)
    samples = [("Loket pelayanan", "NIB, risiko rendah", each) for each in minutes]
    done = with_only(tmp_path, Layanan=rows(*samples))
    before, after = (
        by_name(office.spec.case_classes, "nib-rendah").details["loket"][0] for office in (BASE, done.scenario)
    )
    other = by_name(done.scenario.spec.case_classes, "sip").details["loket"][0]
    assert other == by_name(BASE.spec.case_classes, "sip").details["loket"][0]
    assert after.factors == before.factors != Factors()
    mean, squared = population_mix(done.scenario).factor_moments(after.factors, "nib-rendah", 0)
    assert mean > 1
    staff = (1.1 + 1.2 / 0.9) / 2
    own, helped, staff_square = after.service_time.mean_min * mean, 0.03 * 10, staff**2  # 3 % are helped for 10 minutes
    assert (own + helped) * staff == pytest.approx(12, abs=1e-3)
    square = own**2 * (1 + after.service_time.cv**2) * (1 + squared) + 2 * own * helped + 0.03 * 100 * (1 + 0.6**2)
    assert square * staff_square == pytest.approx(144 + 74.5, rel=1e-3)


def test_factors_are_weighted_with_those_who_take_the_channel():
    """People of low literacy come to the counter more often than online."""
    mix, names = population_mix(BASE), [channel.name for channel in BASE.spec.channels]
    counter, online = (
        mix.factor_moments(Factors(low_literacy=2), "nib-rendah", names.index(name))[0] for name in ("loket", "daring")
    )
    assert counter > 1.05 * online > 1.05


def test_fewer_than_five_samples_change_nothing(tmp_path):
    done = with_only(tmp_path, Layanan=rows(*(("Meja verifikasi", None, minutes) for minutes in (20, 25, 30, 35))))
    assert done.scenario.data["stations"] == with_only(tmp_path).scenario.data["stations"]
    assert len(done.remarks) == 1


def test_a_smaller_pool_loses_what_was_said_of_absent_persons(tmp_path):
    done = with_only(tmp_path, Petugas=rows(("Petugas loket", "Senin–Jumat", time(8), time(15), 1)))
    pool = by_name(done.scenario.spec.staff, "petugas-loket")
    assert (pool.persons, pool.different) == (1, [])
    assert all(person == 0 for session in pool.training for person in session.persons or [])
    assert pool.roster[0].days is None


def test_levers_fit_the_new_roster_or_are_left_out(done):
    patch = done.scenario.spec.patches["satu-loket-tambahan"].changes
    assert patch == {
        "staff[petugas-loket].persons": 4,
        "staff[petugas-loket].roster[0].servers": 4,
        "staff[petugas-loket].roster[1].servers": 4,
        "staff[petugas-loket].roster[2].servers": 3,
    }
    assert set(done.dropped) == set(BASE.spec.patches) - set(done.scenario.spec.patches)
    assert "jaringan-cadangan" in done.scenario.spec.patches
    assert "stations[verifikasi].service_time.mean_min" in {each.at for each in BASE.spec.uncertain}
    assert "stations[verifikasi].service_time.mean_min" not in {each.at for each in done.scenario.spec.uncertain}


def test_the_summary_fits_a_screen_and_says_what_stays_assumed(done):
    for lang in ("id", "en"):
        lines = summary(done, lang)
        assert 15 <= len(lines) <= 40
        still = {"id": "Masih diasumsikan: {} dari {} input", "en": "Still assumed: {} of {} inputs"}[lang]
        assumed, every = len(done.scenario.assumptions()), len(done.scenario.inputs())
        assert lines[-1].startswith(still.format(assumed, every))
        whole = summary(done, lang, show_all=True)
        assert len(whole) >= len(lines) + assumed


def test_a_long_form_is_cut_to_a_screen(tmp_path):
    stations = [each.title.id for each in BASE.spec.stations if each.kind == "staffed"]
    permits = [each.title.id for each in BASE.spec.case_classes]
    ways = ("Loket", "Klinik perizinan", "Daring")
    done = with_only(
        tmp_path,
        Layanan=rows(*((station, None, 3) for station in stations)),
        Izin=rows(*((permit, 60, None, None, None, None, 5, 6, 1, 30, 2) for permit in permits)),
        Berkas=rows(*((permit, way, 50, 5, 1) for permit in permits for way in ways)),
        Petugas=rows(*((each.title.id, "Senin–Jumat", time(8), time(15), 2) for each in BASE.spec.staff)),
    )
    assert len(done.estimates) > 16
    assert len(done.remarks) > 8
    lines = summary(done, "id")
    assert len(lines) <= 40
    assert sum("--all" in line for line in lines) == 3
    assert len(summary(done, "id", show_all=True)) > 500


def test_forms_are_not_changed_by_reading(tmp_path):
    file = filled(tmp_path / "form.xlsx", GOOD, BASE)
    before = file.read_bytes()
    first, second = imported(file, BASE), imported(file, BASE)
    assert first.scenario.data == second.scenario.data
    assert file.read_bytes() == before


def test_outages_that_overlap_count_once(tmp_path):
    log = [("OSS pusat", datetime(2026, 1, day, 9), datetime(2026, 1, day, 9, 20), None) for day in (6, 7, 8)] + [
        ("OSS pusat", datetime(2026, 1, 6, 9, 10), datetime(2026, 1, 6, 9, 40), None)
    ]
    done = with_only(tmp_path, Gangguan=rows(*log))
    oss = by_name_of_outage(done.scenario, "oss")
    assert oss.up.mean_min / oss.down.mean_min == pytest.approx(5700 / (40 + 20 + 20) - 1, rel=1e-4)
    assert oss.also == []
    assert oss.slow == by_name_of_outage(BASE, "oss").slow
    assert counted(done.form) == (date(2026, 1, 5), date(2026, 1, 30))


def test_sheet_names_of_the_tests_are_those_of_the_form(done):
    for lang in ("id", "en"):
        assert tuple(sheet.name.in_(lang) for sheet in done.form.sheets.values()) == NAMES[lang]


def service_means(office, station="loket-pelayanan"):
    """Mean of the first channel's service time of each class at a station."""
    return {
        group.name: step.service_time.mean_min
        for group in office.spec.case_classes
        for step in group.details.get("loket", [])
        if step.station == station and step.service_time is not None
    }


def test_samples_without_a_permit_scale_all_alike(tmp_path):
    """Their mean is that of the mix: permits keep their differences. Three samples that name one are too few."""
    named = [("Loket pelayanan", "NIB, risiko rendah", 3)] * 3
    unnamed = [("Loket pelayanan", None, minutes) for minutes in (20, 25, 30, 35, 40)]
    done = with_only(tmp_path, Layanan=rows(*named, *unnamed))
    before, after = service_means(BASE), service_means(done.scenario)
    ratios = [after[name] / before[name] for name in before]
    assert ratios == pytest.approx([ratios[0]] * len(ratios), rel=1e-4)
    assert after["nib-rendah"] < after["sip"]
    uses = station_uses(
        done.scenario, "loket-pelayanan", almanac_of(*counted(done.form)), population_mix(done.scenario)
    )
    per_case = [use.weight * (use.factor * use.mean + use.help_mean) for use in uses]
    staff = (1.1 + 1.2 / 0.9) / 2
    assert sum(per_case) / sum(use.weight for use in uses) * staff == pytest.approx(30, rel=1e-4)
    assert "Loket pelayanan, NIB, risiko rendah: banyaknya contoh 3" in done.remarks[0].line("id")


def test_each_class_has_a_source_with_its_own_n(tmp_path):
    names = ("NIB, risiko rendah", "Surat izin praktik tenaga kesehatan")
    samples = [
        ("Loket pelayanan", name, 10 + place + number) for place, name in enumerate(names) for number in range(10)
    ]
    done = with_only(tmp_path, Layanan=rows(*samples))
    cites = {each.of: each.cite for each in done.estimates if each.sheet == "services"}
    assert cites["loket-pelayanan-nib-rendah"].startswith("n = 10, mean 14.50")
    assert cites["loket-pelayanan-sip"].startswith("n = 10, mean 15.50")


def test_minutes_are_used_where_start_and_end_agree_with_them(tmp_path):
    samples = [("Meja informasi", None, minutes, time(9), time(9, 10)) for minutes in (9.5, 9.5, 10.5, 10.5, 9.5)]
    cites = [each.cite for each in with_only(tmp_path, Layanan=rows(*samples)).estimates if each.sheet == "services"]
    assert cites[0].startswith("n = 5, mean 9.90")


def test_expected_tickets_give_back_the_weekday_factors(tmp_path):
    """Also where days after days off count more."""
    mix, days = population_mix(BASE), [date(2026, 1, day) for day in range(5, 31) if date(2026, 1, day).weekday() < 5]
    almanac = almanac_of(date(2026, 1, 5), date(2026, 1, 30))
    base = BASE.with_(
        {f"case_classes[{name}].arrivals.weekdays": {"mon": 1.3, "fri": 0.8} for name in ("informasi", "sip")}
    )
    visited = [channel.kind in ("counter", "assisted") for channel in base.spec.channels]
    by_day = sum(
        cases_by_day(base, each, mix.channel_shares(each.name), almanac)[visited].sum(axis=0)
        for each in base.spec.case_classes
    )
    log = [(day, None, round(100 * by_day[(day - days[0]).days])) for day in days if day != date(2026, 1, 16)]
    done = imported(filled(tmp_path / "form.xlsx", {"Kantor": OFFICE, "Antrean": rows(*log)}, base), base)
    for each in done.scenario.spec.case_classes:
        assert each.arrivals.weekdays == pytest.approx({"mon": 1.3, "tue": 1, "wed": 1, "thu": 1, "fri": 0.8}, rel=0.01)


def test_simulated_tickets_give_back_the_arrivals(tmp_path):
    """Who comes again takes another ticket: the mean tickets of 8 replications are those of the scenario itself."""
    base, counts, replications = load_scenario("kabupaten-menengah"), {}, 8
    frame = sim.run(base, replications=replications, seed=7).log.to_frame()
    frame["before"] = frame.groupby(["replication", "case"]).event.shift()
    kinds = {channel.name: channel.kind for channel in base.spec.channels}
    desks = [each.name for each in base.spec.stations if each.kind == "staffed"]
    tickets = frame[
        (frame.event == "queue_join")
        & frame.before.isin(["arrival", "channel_choice", "return_applicant", "switch_channel"])
        & frame.channel.astype(str).map(kinds).isin(["counter", "assisted"])
        & frame.station.isin(desks)
    ]
    for moment in tickets.time_ms:
        day, hour = divmod(moment // 3_600_000, 24)
        counts.setdefault(day, dict.fromkeys(range(7, 18), 0))[hour] += 1
    log, before, so_far = [], 0, 0
    for day in sorted(counts):  # the mean of the replications, in whole tickets, without a drift of rounding
        whole = []
        for count in counts[day].values():
            so_far += count
            whole.append(round(so_far / replications) - before)
            before += whole[-1]
        log.append((date.fromordinal(date(2026, 1, 5).toordinal() + int(day)), *whole))
    answers = {cell: OFFICE[cell] for cell in ("C7", "C9")} | {"C10": date(2026, 2, 1), "C11": time(8), "C12": time(15)}
    done = imported(filled(tmp_path / "form.xlsx", {"Kantor": answers, "Antrean": rows(*log)}, base), base)
    for before, after in zip(base.spec.case_classes, done.scenario.spec.case_classes, strict=True):
        assert after.arrivals.per_day / before.arrivals.per_day == pytest.approx(1, abs=0.03)


@pytest.mark.parametrize("hours", [1.5, 7 * 24])
def test_drawn_outages_are_as_many_and_as_long_as_those_counted(hours):
    """Over 200 times the four weeks that were counted; three outages of 1.5 hours, or of a week."""
    day, minute = 86_400_000, 60_000
    hours_open = [(d * day + 480 * minute, d * day + 900 * minute) for d in range(28) if d % 7 < 5]
    begins = [day + 600 * minute, 10 * day + 600 * minute, 19 * day + 600 * minute]
    spans = [(begin, begin + int(hours * 60) * minute) for begin in begins]
    length = lambda intervals: sum(end - start for start, end in intervals) / minute  # noqa: E731
    down = length(intersect(hours_open, spans))
    gaps = [1020.0] * 16 + [1020.0 + 2880] * 4
    up, mean = round_the_clock(3, down, length(hours_open), gaps, 1.0)
    office = BASE.with_(
        {
            "outages[listrik].up": {"distribution": "exponential", "mean_min": up},
            "outages[listrik].down": {"distribution": "lognormal", "mean_min": mean, "cv": 1},
        }
    )
    power = next(n for n, each in enumerate(office.spec.outages) if each.subsystem == "listrik")
    periods = 1000
    drawn = outage_intervals_ms(office.resolved.outages, periods * 28 * day, Streams(5, 0))[power].tolist()
    felt = [(p * 28 * day + start, p * 28 * day + end) for p in range(periods) for start, end in hours_open]
    starts = np.array([start for start, _ in felt])
    ends = np.array([end for _, end in felt])
    touching = sum(np.searchsorted(ends, start, "right") < np.searchsorted(starts, end, "left") for start, end in drawn)
    assert touching / periods == pytest.approx(3, rel=0.05)  # 3,000 outages: 1.8 % standard error, 2.7 standard errors
    shares = length(intersect(felt, [(a, b) for a, b in drawn])) / length(felt)
    assert shares == pytest.approx(down / length(hours_open), rel=0.1)


@pytest.mark.parametrize(("n", "mark"), [(4, "assumed"), (5, "form-outages-oss")])
def test_the_spread_of_few_outages_is_assumed(tmp_path, n, mark):
    """Of 10, 20, 30, 40 and 50 minutes the standard deviation, with n - 1, is 15.811."""
    log = [("OSS pusat", datetime(2026, 1, 6 + each, 9), None, 10 * (each + 1)) for each in (0, 1, 2, 3, 6)[:n]]
    log = [(*row[:3], 10 * (number + 1)) for number, row in enumerate(log)]
    done = with_only(tmp_path, Gangguan=rows(*log))
    sources = {each.path: each.source for each in done.scenario.inputs()}
    path = next(each for each in sources if each.startswith("outages[") and each.endswith("].down.cv"))
    assert sources[path] == mark
    assert sources[path.replace("cv", "mean_min")] == "form-outages-oss"
    assert by_name_of_outage(done.scenario, "oss").down.cv == pytest.approx(1 if n < 5 else 15.8114 / 30, abs=1e-4)


def test_absence_that_is_left_empty_is_none(tmp_path):
    shifts = [
        ("Petugas loket", "Senin–Kamis", time(8), time(12), 1),
        ("Petugas loket", "Jumat", time(8), time(12), 3, 0.1),
    ]
    done = with_only(tmp_path, Petugas=rows(*shifts))
    pool = by_name(done.scenario.spec.staff, "petugas-loket")
    assert pool.persons == 3  # the most, not those of the first shift
    assert pool.absence == pytest.approx(0.1 * 12 / (16 + 12), abs=1e-4)
    pool = by_name(with_only(tmp_path, Petugas=rows(shifts[0])).scenario.spec.staff, "petugas-loket")
    assert pool.absence == 0


def estimated(tmp_path, part, **sheets):
    """The faults and remarks of one part of the import."""
    file = filled(tmp_path / "form.xlsx", {"Kantor": OFFICE, **sheets}, BASE)
    form = read_form(open_form(file), BASE)
    found = list(part(BASE, form))
    return found, [each.line("en") for each in form.faults], [each.line("en") for each in form.remarks]


def test_a_group_of_nobody_is_reported(tmp_path):
    nobody = ("Senin–Jumat", time(8), time(15), 0)
    _, faults, remarks = estimated(tmp_path, roster_estimates, Petugas=rows(("Petugas loket", *nobody)))
    assert (len(faults), remarks) == (1, [])
    assert faults[0].startswith("Petugas!F8: nobody is on duty at Service counters; write the roster")
    base = BASE.with_({"staff[pendamping].skills": ["klinik", "informasi", "loket-pelayanan", "pengambilan"]})
    file = filled(tmp_path / "form.xlsx", {"Kantor": OFFICE, "Petugas": rows(("Petugas loket", *nobody))}, base)
    done = imported(file, base)
    assert [shift.servers for shift in by_name(done.scenario.spec.staff, "petugas-loket").roster] == [0]
    assert "by the roster nobody is on duty" in str([each.line("en") for each in done.remarks])


@pytest.mark.parametrize(("incomplete", "mismatches", "cell"), [(100, 0, "E8"), (0, 100, "F8")])
def test_more_returns_than_the_model_can_have_are_a_fault(tmp_path, incomplete, mismatches, cell):
    log = rows(("NIB, risiko rendah", "Daring" if incomplete else "Loket", 100, incomplete, mismatches))
    found, faults, _ = estimated(tmp_path, return_estimates, Berkas=log)
    assert found == []
    assert [each.split(":")[0] for each in faults] == [f"Berkas!{cell}"]
    assert "100 of 100 files are too many" in faults[0]


def test_returns_are_divided_by_the_mean_of_their_factors(tmp_path):
    done = with_only(tmp_path, Berkas=rows(("NIB, risiko rendah", "Daring", 100, 10, 0)))
    check = by_name(done.scenario.spec.case_classes, "nib-rendah").details["daring"][0].completeness_check
    number = [channel.name for channel in BASE.spec.channels].index("daring")
    mean, _ = population_mix(done.scenario).factor_moments(check.factors, "nib-rendah", number)
    assert mean > 1.1
    assert check.probability * mean == pytest.approx(0.1, abs=1e-3)


def test_the_mix_has_as_many_aware_people_as_the_districts():
    mix = population_mix(BASE)
    assert mix.shares[mix.people.aware].sum() == pytest.approx(0.4 * 0.5 + 0.4 * 0.35 + 0.2 * 0.2)


def test_lunch_is_open_unless_the_answer_is_no(tmp_path):
    answers = {**OFFICE, "C13": None}
    done = imported(filled(tmp_path / "form.xlsx", {"Kantor": answers}, BASE), BASE)
    assert [(each.start, each.end) for each in done.scenario.spec.calendars["loket"].open] == [("08:00", "14:00")]


def test_arrivals_by_the_hour_give_way_to_those_by_the_day(tmp_path):
    base = BASE.with_(
        {
            f"channels[{name}].{field}": None
            for name in ("loket", "klinik", "daring-sicantik")
            for field in ("arrival_profile", "calendar")
        }
        | {"channels[daring-sicantik].day_off_factor": None, "case_classes[sip].arrivals": {"per_hour": 1}}
    )
    file = filled(
        tmp_path / "form.xlsx", {"Kantor": OFFICE, "Izin": rows(("Surat izin praktik tenaga kesehatan", 19))}, base
    )
    arrivals = by_name(imported(file, base).scenario.spec.case_classes, "sip").arrivals
    assert arrivals.per_hour is None
    assert arrivals.per_day == pytest.approx(19 / 26, abs=1e-4)  # on every day, with these channels


def test_tickets_of_closed_hours_are_remarked(tmp_path):
    done = with_only(tmp_path, Antrean=rows((date(2026, 1, 6), 5, 20, 30), (date(2026, 1, 7), 4, 20, 30)))
    assert (
        "Antrean!C8: 9 tickets at 07:00 on 2 days, when the counters are closed; used as written, check the hour"
        in [each.line("en") for each in done.remarks]
    )


def test_hours_of_ramadan_stay_within_those_of_the_office(tmp_path):
    """The scenario below opens 08:00-14:00 in Ramadan; this office never opens before 9 or after 12."""
    done = with_only(tmp_path, Kantor={**OFFICE, "C11": time(9), "C12": time(12)})
    calendar = done.scenario.spec.calendars["loket"]
    assert [(each.start, each.end) for each in calendar.ramadan] == [("09:00", "12:00")]
