"""A filled form becomes a scenario with the numbers that were typed in, each with its source."""

from datetime import date, datetime, time

import pytest

import simulator as sim
from filled_forms import GOOD, NAMES, OFFICE, base_office, filled, imported, rows, ticket_rows
from simulator.calibration.form import scenario_text, summary
from simulator.calibration.form.arrivals import ticket_days
from simulator.calibration.form.estimate import counted
from simulator.calibration.form.mix import population_mix
from simulator.scenario import load_scenario
from simulator.scenario.people import Factors
from simulator.scenario.read import parse_document
from simulator.scenario.scenario import scenario_from

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

    With the weekday factors of the tickets (Monday 1.2, Wednesday 0.8) and 1.3 on the 19th, after the holiday:
    1.2 (3 + 1.3) + 4 + 0.8 * 4 + 4 + 3 = 19.36 days. Online, the 7 days off count 0.24 each: half of them for half
    of the cases, 19.36 + 0.84 = 20.2.
    """
    information, practice = (by_name(done.scenario.spec.case_classes, name) for name in ("informasi", "sip"))
    assert information.arrivals.per_day == pytest.approx(968 / 19.36)
    assert practice.arrivals.per_day == pytest.approx(202 / 20.2)
    assert practice.channels.shares == {"loket": 0.5, "klinik": 0, "daring-sicantik": 0.5}
    assert information.channels.shares == {"loket": 1, "klinik": 0, "daring": 0}


def test_tickets_give_the_hourly_profile_and_weekday_factors(done):
    spec = done.scenario.spec
    for name in ("loket", "klinik"):
        assert by_name(spec.channels, name).arrival_profile.hourly == {8: 20, 9: 30}
    assert by_name(spec.channels, "daring").arrival_profile == by_name(BASE.spec.channels, "daring").arrival_profile
    factors = {"mon": 1.2, "tue": 1, "wed": 0.8, "thu": 1, "fri": 1}
    assert all(each.arrivals.weekdays == factors for each in spec.case_classes)


def test_samples_give_service_times(done):
    """Verification: nameless factor 1; mean 30, standard deviation 7.906 of 20, 25, 30, 35 and 40.

    Information: mean 5, standard deviation 0.8944; its staff works 1.1, (1 + 0.5 * 0.4) / 0.9, 1.1 and 1 times as long.
    """
    spec = done.scenario.spec
    checking = by_name(spec.stations, "verifikasi").service_time
    assert (checking.mean_min, checking.cv) == pytest.approx((30, 0.2635), abs=1e-4)
    asking = by_name(spec.stations, "informasi").service_time
    assert (asking.mean_min, asking.cv) == pytest.approx((5 / ((1.1 + 1.2 / 0.9 + 1.1 + 1) / 4), 0.1789), abs=1e-4)
    assert by_name(spec.stations, "klinik").service_time == by_name(BASE.spec.stations, "klinik").service_time


def test_the_roster_replaces_that_of_the_pool(done):
    pool = by_name(done.scenario.spec.staff, "petugas-loket")
    assert (pool.persons, pool.absence) == (3, 0.04)
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

    Open are 5 hours on 19 days, 5,700 minutes: (5,700 - 120) / 3 between outages.
    """
    network = by_name_of_outage(done.scenario, "jaringan")
    assert (network.up.mean_min, network.down.mean_min, network.down.cv) == (1860, 40, 1)
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
    assert "n = 5, mean 30.00 ± 9.82 min, cv 0.26" in cites["form-services-verifikasi"]
    others = [number for number in done.scenario.inputs() if number.path in kept.keys() - own.keys()]
    others = [number for number in others if ".legal." not in number.path]
    assert len(others) >= 500
    assert all(number.source == kept[number.path] for number in others if not number.path.startswith("uncertain"))


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
    expected = 0.0
    for day in days:
        for group in done.scenario.spec.case_classes:
            weekday = group.arrivals.weekdays[("mon", "tue", "wed", "thu", "fri")[day.weekday()]]
            after = group.arrivals.after_days_off if day == date(2026, 1, 19) else 1
            month = group.arrivals.months.get(1, 1)
            share = mix.channel_shares(group.name)[counters].sum()
            expected += group.arrivals.per_day * weekday * after * month * share
    assert expected == pytest.approx(500, rel=1e-4)


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


@pytest.mark.parametrize(("applications", "is_said"), [(19 * 41, False), (19 * 39, True), (19 * 67, True)])
def test_permits_win_where_tickets_disagree(tmp_path, applications, is_said):
    """50 tickets a day beside 41, 39 and 67 applications at the counter: 22, 28 and 25.4 % apart."""
    done = with_only(
        tmp_path, Antrean=rows(*ticket_rows()), Izin=rows(("Bertanya informasi", applications, applications))
    )
    said = [remark.line("en") for remark in done.remarks]
    assert bool(said) == is_said
    if is_said:
        assert f"50.0 tickets a day, but {applications / 19:.1f} applications a day" in said[0]
    per_day = by_name(done.scenario.spec.case_classes, "informasi").arrivals.per_day
    assert per_day == pytest.approx(applications / 19.36, abs=1e-4)
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
    assert after.service_time.mean_min * mean * staff == pytest.approx(12, abs=1e-3)
    assert (1 + after.service_time.cv**2) * (1 + squared) == pytest.approx(1 + 74.5 / 144, abs=1e-3)


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
    assert oss.down.mean_min == pytest.approx((40 + 20 + 20) / 3, abs=1e-4)
    assert oss.also == []
    assert oss.slow == by_name_of_outage(BASE, "oss").slow
    assert counted(done.form) == (date(2026, 1, 5), date(2026, 1, 30))


def test_sheet_names_of_the_tests_are_those_of_the_form(done):
    for lang in ("id", "en"):
        assert tuple(sheet.name.in_(lang) for sheet in done.form.sheets.values()) == NAMES[lang]
