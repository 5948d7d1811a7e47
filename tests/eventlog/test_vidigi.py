"""Event logs in the columns of vidigi: by hand, against what it asks of a log, and against the staff's own hours."""

import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pydantic import BaseModel, ConfigDict, model_validator

from hand_log import WIDE, hand_log
from simulator.engines import get_engine
from simulator.eventlog import NONE, EventLog, concat_logs, vidigi_table, write_vidigi
from simulator.measures import staff_time
from simulator.scenario import load_scenario
from simulator.workload import make_workload

LIVES = """
8:00 shift_start loket/0
8:00 shift_start /1
8:00 arrival a
8:00 queue_join a loket
8:00 service_start a loket/0
8:10 outage_start listrik
8:10 service_pause a loket/0 listrik
8:20 outage_end listrik
8:20 service_resume a loket/0 listrik
8:30 service_end a loket/0
8:30 rework a loket incomplete
8:30 wait_applicant a incomplete
9:00 return_applicant a#1 incomplete
9:00 queue_join a#1 meja
9:15 service_start a#1 meja/1
9:20 service_end a#1 meja/1
9:20 departure a#1
9:30 arrival c@daring
9:30 queue_join c@daring portal
9:30 service_start c@daring portal
9:40 service_end c@daring portal
9:40 queue_join c@daring loket
10:00 renege c@daring loket
10:00 give_up c@daring patience
"""

ROWS = """
0 arrival_departure arrival 480 -
0 queue loket_wait 480 -
0 resource_use loket 480 1
0 resource_use_end loket_end 490 1
0 queue loket_pause 490 -
0 resource_use loket 500 1
0 resource_use_end loket_end 510 1
0 queue home 510 -
0 queue meja_wait 540 -
0 resource_use meja 555 2
0 resource_use_end meja_end 560 2
0 arrival_departure depart 560 -
2 arrival_departure arrival 570 -
2 queue portal_wait 570 -
2 queue portal 570 -
2 queue loket_wait 580 -
2 queue home 600 -
2 arrival_departure depart 600 -
"""


class Row(BaseModel):
    """What the log schema of vidigi 2.0 asks of a row, as its manual and its `BaseEvent` say."""

    model_config = ConfigDict(extra="forbid")

    entity_id: int
    event_type: str
    event: str
    time: float
    pathway: str | None
    run_number: int | None
    resource_id: int | None

    @model_validator(mode="after")
    def is_known(self) -> "Row":
        assert self.event_type in {"arrival_departure", "resource_use", "resource_use_end", "queue"}
        assert (self.event_type == "arrival_departure") == (self.event in {"arrival", "depart"})
        assert self.event_type.startswith("resource_use") == (self.resource_id is not None)
        return self


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as vidigi's logger takes them: whole numbers whole, and None for what is missing."""
    plain = table.astype(object).where(lambda frame: frame.notna(), None).to_dict("records")
    return [{**row, "resource_id": None if row["resource_id"] is None else int(row["resource_id"])} for row in plain]


@pytest.fixture(scope="module")
def log() -> EventLog:
    office = load_scenario("kabupaten-menengah").with_({"horizon.days": 10}).resolved
    return concat_logs([get_engine("reference")(make_workload(office, 5, number)) for number in range(2)])


def test_lives_by_hand():
    table = vidigi_table(hand_log(LIVES, names=WIDE))
    found = [
        f"{row['entity_id']} {row['event_type']} {row['event'].replace(' ', '_')} {row['time']:g} {row['resource_id'] or '-'}"
        for row in records(table)
    ]
    assert found == ROWS.strip().splitlines()
    assert set(table["pathway"]) == {"izin"}


def test_replications_are_run_numbers():
    table = vidigi_table(hand_log("8:00 arrival a", "", "8:00 arrival a\n8:05 arrival b"))
    assert table["run_number"].tolist() == [0, 2, 2]


def test_a_log_without_cases_has_the_columns():
    for text in ("", "8:00 shift_start loket/0"):
        table = vidigi_table(hand_log(text))
        assert set(table) == set(Row.model_fields)
        assert len(table) == 0


def test_rows_are_what_vidigi_asks_for(log: EventLog, tmp_path: Path):
    write_vidigi(log, tmp_path / "log.csv")
    table = pd.read_csv(tmp_path / "log.csv")
    rows = [Row.model_validate(row) for row in records(table)]
    assert len(rows) > 5_000
    borders = table[table["event_type"] == "arrival_departure"].groupby(["run_number", "entity_id"])["event"].agg(list)
    assert set(map(tuple, borders)) == {("arrival",), ("arrival", "depart")}
    assert len(borders) == len(table[["run_number", "entity_id"]].drop_duplicates())
    pd.testing.assert_frame_equal(table, vidigi_table(log), check_dtype=False)


def test_time_in_use_is_the_time_that_servers_are_busy(log: EventLog):
    table = vidigi_table(log)
    starts, ends = (
        table[table["event_type"] == kind].sort_values(["run_number", "entity_id", "time"], kind="stable")
        for kind in ("resource_use", "resource_use_end")
    )
    last = starts.groupby(["run_number", "entity_id"]).cumcount()
    done = ends.groupby(["run_number", "entity_id"]).cumcount()
    pairs = starts.assign(number=last).merge(
        ends.assign(number=done), how="left", on=["run_number", "entity_id", "resource_id", "number"]
    )
    horizon_min = log.horizon_ms / 60_000
    in_use = (pairs["time_y"].fillna(horizon_min) - pairs["time_x"]).sum()
    staff = staff_time(log)
    assert in_use == pytest.approx((staff["busy_min"] + staff["overtime_min"]).sum(), rel=1e-9)
    assert pairs["time_y"].isna().sum() < 20


def test_every_case_arrives_once(log: EventLog):
    table = vidigi_table(log)
    arrived = table.loc[table["event"] == "arrival", ["run_number", "entity_id"]]
    of_cases = log["case"] != NONE
    cases = set(zip(log["replication"][of_cases].tolist(), log["case"][of_cases].tolist(), strict=True))
    assert sorted(map(tuple, arrived.to_numpy().tolist())) == sorted(cases)


def test_vidigi_itself_reads_it(log: EventLog, tmp_path: Path):
    """Its releases up to 2.0 need an older plotly than the rest of the tests: where both fit, it is asked itself."""
    pytest.importorskip("vidigi", exc_type=ImportError)
    from vidigi.analysis import resource_use_intervals
    from vidigi.logging import BaseEvent
    from vidigi.prep import reshape_for_animations

    write_vidigi(log.split()[0], tmp_path / "log.csv")
    table = pd.read_csv(tmp_path / "log.csv")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for row in records(table):
            BaseEvent.model_validate(row)
        frames = reshape_for_animations(table, every_x_time_units=60, limit_duration=2000)
        busy = resource_use_intervals(table, limit_duration=log.horizon_ms / 60_000)["busy_time"].sum()
    staff = staff_time(log.split()[0])
    assert len(frames) > 100
    assert busy == pytest.approx((staff["busy_min"] + staff["overtime_min"]).sum(), rel=1e-9)
