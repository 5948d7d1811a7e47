"""Folders of results: enough to make them again, bit for bit, and honest where they differ."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulator.eventlog import write_parquet
from simulator.experiments import Comparison, Result, compare, run, run_uncertain, select, sweep
from simulator.experiments.designs import read_design
from simulator.reports import (
    ReportError,
    folder_report,
    scenario_report,
    write_comparison,
    write_report,
    write_run,
    write_selection,
    write_uncertain,
)
from simulator.reports.document import Document, Paragraph, Table
from simulator.reports.html import render_html
from simulator.reports.manifest import values_hash
from simulator.reports.recompute import again, read_exactly, read_manifest, scenario_of
from simulator.reports.study import FORMATS
from simulator.scenario import load_scenario
from simulator.scenario.library import library_names

OFFICE, MORE = "kantor-sehari", "satu-loket-tambahan"


@pytest.fixture(scope="module")
def result() -> Result:
    return run(load_scenario(OFFICE), 4, seed=11)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    office = load_scenario(OFFICE)
    return compare(office, office.patched(MORE), office.patched("tanpa-gangguan"), replications=4, seed=11,
                   labels=[MORE, "tanpa-gangguan"])  # fmt: skip


def words(document: Document) -> str:
    return render_html(document)


def edit(folder: Path, **changes: object) -> None:
    file = folder / "study.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))


def test_a_run_is_made_again_bit_for_bit(result: Result, tmp_path: Path):
    write_run(result, tmp_path)
    found = again(tmp_path, read_manifest(tmp_path))
    assert found.check.is_same
    pd.testing.assert_frame_equal(found.runs[0].values, result.values, check_exact=True)
    assert found.runs[0].scenario.hash == result.scenario.hash


def test_a_comparison_is_made_again_bit_for_bit(comparison: Comparison, tmp_path: Path):
    write_comparison(comparison, tmp_path)
    found = again(tmp_path, read_manifest(tmp_path))
    assert found.check.is_same
    pd.testing.assert_frame_equal(found.comparison.table(), comparison.table(), check_exact=True)
    assert found.labels == comparison.labels


def test_a_study_in_the_long_run_keeps_its_warm_up_and_its_remarks(tmp_path: Path):
    settled = run(load_scenario("meja-verifikasi"), 10, steady_state=True)
    write_run(settled, tmp_path)
    found = again(tmp_path, read_manifest(tmp_path))
    assert found.check.is_same
    assert found.runs[0].provenance.warm_up_days == settled.provenance.warm_up_days
    assert found.runs[0].notes == settled.notes != ()


def test_the_manifest_counts_not_what_the_library_holds_today(result: Result, tmp_path: Path):
    changed = result.scenario.with_({"stations[loket-pelayanan].roster[0].servers": 5})
    other = run(changed, 3, seed=1)
    write_run(other, tmp_path)
    found = again(tmp_path, read_manifest(tmp_path))
    assert found.check.is_same
    assert found.runs[0].scenario.spec.stations[0].roster[0].servers == 5


@pytest.mark.parametrize("name", library_names())
def test_every_scenario_survives_its_manifest(name: str):
    scenario = load_scenario(name)
    entry = json.loads(json.dumps({"name": name, "origin": name, "data": scenario.data}))
    assert scenario_of(entry).data == scenario.data
    assert scenario_of(entry).hash == scenario.hash


def test_a_number_that_was_changed_is_seen_and_named(comparison: Comparison, tmp_path: Path):
    write_comparison(comparison, tmp_path)
    values = read_exactly(tmp_path / "values.csv")
    values.loc[2, "waiting_time_mean"] = np.nextafter(values.loc[2, "waiting_time_mean"], 99)
    values.to_csv(tmp_path / "values.csv", index=False, lineterminator="\n")
    made = folder_report(tmp_path, "en")
    assert not made.is_same
    assert "the table values.csv was changed: Waiting time, mean (only in the last digits)." in made.remark
    assert made.remark in words(made.document).replace("&#39;", "'")


def test_a_mismatch_stands_first_in_bold_with_titles_and_numbers_of_the_language(
    comparison: Comparison, tmp_path: Path
):
    write_comparison(comparison, tmp_path)
    values = read_exactly(tmp_path / "values.csv")
    values.loc[2, "waiting_time_mean"] += 1.5
    values.loc[1, "service_level"] -= 0.25
    values.to_csv(tmp_path / "values.csv", index=False, lineterminator="\n")
    for lang, said in {
        "en": ("Waiting time, mean (by up to 1.5", "(by up to 25 percentage points)"),
        "id": ("Waktu tunggu, rata-rata (sampai 1,5", "(sampai 25 poin persen)"),
    }.items():
        made = folder_report(tmp_path, lang)
        first = made.document.sections[0].blocks[0]
        assert isinstance(first, Paragraph)
        assert first.is_strong
        assert first.text == made.remark
        assert "waiting_time_mean" not in first.text
        for part in said:
            assert part in first.text


def test_a_changed_table_of_a_run_names_the_measures(result: Result, tmp_path: Path):
    write_run(result, tmp_path)
    table = read_exactly(tmp_path / "measures.csv")
    table.loc[table["measure"] == "waiting_time_mean", "mean"] += 2.0
    table.to_csv(tmp_path / "measures.csv", index=False, lineterminator="\n")
    check = again(tmp_path, read_manifest(tmp_path)).check
    (only,) = check.differences
    assert [name for name, _ in only.measures] == ["waiting_time_mean"]
    assert only.measures[0][1] == pytest.approx(2.0)
    assert set(check.compared) == {"values", "events.parquet"}


def test_what_was_compared_is_said(result: Result, comparison: Comparison, tmp_path: Path):
    write_run(result, tmp_path / "run")
    write_comparison(comparison, tmp_path / "compare")
    for name, said in {
        "run": "all values of every replication, measures.csv and events.parquet.",
        "compare": "all values of every replication, comparison.csv and values.csv.",
    }.items():
        check = again(tmp_path / name, read_manifest(tmp_path / name)).check
        assert check.is_whole
        assert check.sentence("en").endswith(f"equal bit for bit to what is stored: {said}")


def test_events_that_are_cut_empty_others_or_gone_are_said(result: Result, tmp_path: Path):
    write_run(result, tmp_path)
    events = tmp_path / "events.parquet"
    whole, log = events.read_bytes(), result.log
    keep = np.ones(len(log), bool)
    keep[-1] = False
    write_parquet(log.where(keep), events)
    fewer = again(tmp_path, read_manifest(tmp_path)).check.sentence("en")
    assert f"the events in events.parquet ({len(log) - 1} rows stored, {len(log)} computed again)" in fewer
    write_parquet(run(result.scenario, 4, seed=12).log, events)
    assert "the events in events.parquet" in again(tmp_path, read_manifest(tmp_path)).check.sentence("en")
    for contents in (whole[: len(whole) // 2], b""):
        events.write_bytes(contents)
        assert "events.parquet cannot be read" in again(tmp_path, read_manifest(tmp_path)).check.sentence("en")
    events.unlink()
    check = again(tmp_path, read_manifest(tmp_path)).check
    assert not check.is_same
    assert "berkas events.parquet hilang" in check.sentence("id")


def test_files_beside_the_numbers_that_are_missing_or_broken_are_said(result: Result, tmp_path: Path):
    write_run(result, tmp_path)
    (tmp_path / "provenance.json").write_text("{")
    (tmp_path / "report.html").unlink()
    check = again(tmp_path, read_manifest(tmp_path)).check
    assert check.is_same
    assert not check.is_whole
    assert "or not readable: provenance.json and report.html." in check.sentence("en")


def test_other_versions_are_said_even_if_the_numbers_are_equal(result: Result, tmp_path: Path):
    write_run(result, tmp_path)
    manifest = read_manifest(tmp_path)
    manifest["provenance"][0]["versions"]["numpy"] = "1.0"
    edit(tmp_path, **manifest)
    check = again(tmp_path, read_manifest(tmp_path)).check
    assert check.is_whole
    assert f"numpy 1.0 became {np.__version__}" in check.sentence("en")


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("settings", "replications"), 0, "settings.replications: input should be greater than or equal to 1;"),
        (("settings", "replications"), 1_000_000_000, "should be less than or equal to 1000000;"),
        (("settings", "replications"), "3", "settings.replications: input should be a valid integer;"),
        (("settings", "replications"), True, "settings.replications: input should be a valid integer;"),
        (("settings", "seed"), "abc", "settings.seed: input should be a valid integer;"),
        (("settings", "seed"), -1, "settings.seed: input should be greater than or equal to 0;"),
        (("settings",), [], "settings: input should be"),
        (("scenarios",), [], "scenarios: list should have at least 1 item"),
        (("scenarios", 0, "data"), "x", "scenarios.0.data: input should be a valid dictionary;"),
        (("notes",), [{"kind": "dance", "facts": {}}], "a remark has no sentence"),
        (("provenance",), [], "provenance: list should have at least 1 item"),
        (("simptsp_study",), "one", "simptsp_study is no whole number"),
    ],
)
def test_an_edited_manifest_is_refused_in_one_sentence(
    path: tuple[str | int, ...], value: object, said: str, result: Result, tmp_path: Path
):
    write_run(result, tmp_path)
    manifest = json.loads((tmp_path / "study.json").read_text())
    place = manifest
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value
    edit(tmp_path, **manifest)
    with pytest.raises(ReportError) as caught:
        folder_report(tmp_path, "en")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_comparison_of_an_unknown_measure_is_refused(comparison: Comparison, tmp_path: Path):
    write_comparison(comparison, tmp_path)
    edit(tmp_path, measures=["no_such_measure"])
    with pytest.raises(ReportError, match="there is no measure 'no_such_measure'"):
        folder_report(tmp_path, "en")


def test_titles_with_controls_give_every_format_without_a_warning(tmp_path: Path):
    """Warnings are errors here; a control has no glyph, and a mark of direction turns what follows."""
    title = "Loket \x07satu \u202egnabmag\u2066 \u4e2d"
    office = load_scenario(OFFICE).with_({"stations[loket-pelayanan].title": {"id": title, "en": title}})
    made = scenario_report(office, "id", 2)
    files = write_report(made.document, {one: tmp_path / f"a.{one}" for one in FORMATS})
    assert all(file.stat().st_size for file in files)
    page = files[0].read_text(encoding="utf-8")
    assert "Loket satu gnabmag \u4e2d" in page
    assert not set("\x07\u202e\u2066") & set(page)


def test_another_version_and_other_values_are_said(result: Result, tmp_path: Path):
    write_run(result, tmp_path)
    manifest = read_manifest(tmp_path)
    manifest["scenarios"][0]["values_sha256"] = "0" * 64
    manifest["provenance"][0]["versions"]["numpy"] = "1.0"
    edit(tmp_path, **manifest)
    check = again(tmp_path, read_manifest(tmp_path)).check
    assert not check.is_same
    assert f"nilai ulangan {OFFICE}" in check.sentence("id")
    assert "numpy 1.0 menjadi " in check.sentence("id")
    assert "numpy 1.0 became " in check.sentence("en")


def test_a_missing_table_is_said(result: Result, tmp_path: Path):
    write_run(result, tmp_path)
    (tmp_path / "measures.csv").unlink()
    assert "measures.csv" in again(tmp_path, read_manifest(tmp_path)).check.sentence("en")


def test_a_rule_that_has_changed_since_is_said(result: Result, tmp_path: Path):
    """As when a limit of a regulation changes: the same text then is another office."""
    write_run(result, tmp_path)
    manifest = read_manifest(tmp_path)
    manifest["scenarios"][0]["scenario_sha256"] = manifest["scenarios"][0]["values_sha256"] = "0" * 64
    edit(tmp_path, **manifest)
    assert f"resolved form of scenario {OFFICE}" in again(tmp_path, read_manifest(tmp_path)).check.sentence("en")


def test_values_differ_by_one_bit_a_name_or_an_order():
    frame = pd.DataFrame({"a": [1.0, np.nan], "b": [2.0, 3.0]})
    same = values_hash(frame)
    assert values_hash(frame.copy()) == same
    assert values_hash(frame.assign(a=[1.0, float("-nan")])) == same, "what is not a number is equal"
    for other in (
        frame.assign(b=[2.0, np.nextafter(3.0, 4)]),
        frame.rename(columns={"a": "c"}),
        frame[::-1],
        frame[["b", "a"]],
    ):
        assert values_hash(other) != same


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ({}, "holds no study.json"),
        ({"provenance.json": "{}", "measures.csv": "x"}, "results without study.json: they are of an older SimPTSP"),
        ({"comparison.json": "{}"}, "simptsp compare --out"),
        ({"study.json": "{"}, "cannot be read"),
        ({"study.json": "[]"}, "is no manifest"),
        ({"study.json": '{"study": "run", "simptsp_study": 99}'}, "newer SimPTSP (schema 99)"),
        ({"study.json": '{"study": "run", "simptsp_study": 1}'}, "study.json lacks settings; simulate"),
        ({"study.json": '{"study": "dance"}'}, "unknown kind (dance)"),
        ({"study.json": '{"study": "sweep"}'}, "table.csv is missing"),
    ],
)
def test_a_folder_that_lacks_something_says_what_in_one_sentence(made: dict[str, str], said: str, tmp_path: Path):
    for name, contents in made.items():
        (tmp_path / name).write_text(contents)
    with pytest.raises(ReportError) as caught:
        folder_report(tmp_path, "en")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_scenario_that_is_no_longer_valid_is_one_sentence(result: Result, tmp_path: Path):
    write_run(result, tmp_path)
    manifest = read_manifest(tmp_path)
    manifest["scenarios"][0]["data"]["horizon"]["days"] = 0
    edit(tmp_path, **manifest)
    with pytest.raises(ReportError, match="not valid in this version"):
        folder_report(tmp_path, "en")


def tables(document: Document) -> list[Table]:
    return [block for section in document.sections for block in section.all_blocks() if isinstance(block, Table)]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_sweep_has_a_report_from_its_tables(lang: str, tmp_path: Path):
    (tmp_path / "design.yaml").write_text(
        "simptsp_design: 1\nname: coba\nbase: kantor-sehari\nlevers:\n"
        "  - {name: loket, set: ['stations[loket-pelayanan].roster[0].servers'], levels: [2, 3], source: assumed}\n"
        "  - {name: gangguan, patches: [none, tanpa-gangguan], source: assumed}\n"
        "design: {kind: full-factorial}\nmeasures: [waiting_time_mean, service_level]\nreplications: 3\n"
    )
    done = sweep(read_design(tmp_path / "design.yaml"), tmp_path / "out")
    document = folder_report(tmp_path / "out", lang).document
    (points,) = tables(document)
    for row, expected in zip(points.rows, done.table.to_dict("records"), strict=True):
        assert row[:3] == (expected["point"], expected["loket"], expected["gangguan"])
        assert row[3:6] == tuple(expected[f"waiting_time_mean.{part}"] for part in ("mean", "half_width", "n"))
    assert "loket = 3" in words(document)
    (tmp_path / "out" / "table.csv").unlink()
    with pytest.raises(ReportError, match="--resume"):
        folder_report(tmp_path / "out", lang)


def test_a_selection_and_uncertain_inputs_have_reports_from_their_tables(tmp_path: Path):
    office = load_scenario(OFFICE)
    found = select(office, {MORE: office.patched(MORE)}, "waiting_time_mean", "min", indifference=5.0, budget=60)
    write_selection(found, tmp_path / "select", office)
    (ranking,) = tables(folder_report(tmp_path / "select", "en").document)
    assert [row[0] for row in ranking.rows] == found.table()["alternative"].tolist()
    assert [row[1] for row in ranking.rows] == found.table()["mean"].tolist()
    drawn = run_uncertain(load_scenario("kabupaten-menengah"), 2, 2)
    write_uncertain(drawn, tmp_path / "drawn")
    document = folder_report(tmp_path / "drawn", "id").document
    assert any(row[1] == drawn.table()["mean"].iloc[0] for one in tables(document) for row in one.rows)
