"""The event log itself: its columns and types, its replications, how it is put together and taken apart."""

import numpy as np
import pandas as pd
import pytest

from hand_log import NAMES, WIDE, hand_log
from simulator.calendars import MS_PER_DAY
from simulator.eventlog import COLUMNS, NONE, Event, EventLog, LogBuilder, Names, concat_logs
from simulator.eventlog.rows import ROW

DAY = """
8:00 shift_start loket/0
8:10 arrival a
8:10 queue_join a loket
8:10 service_start a loket/0
8:20 outage_start oss
8:20 outage_end oss
8:30 service_end a loket/0
8:30 departure a
9:00 shift_end loket/0
"""


def columns(rows: int = 3) -> dict[str, np.ndarray]:
    return {name: np.zeros(rows, kind) for name, kind in COLUMNS.items()}


def rebuilt(log: EventLog, **changed: np.ndarray) -> EventLog:
    return EventLog({**log.columns, **changed}, log.names, log.horizon_ms)


def test_columns_and_types_are_those_of_the_contract():
    expected = "replication seq time_ms event case case_class channel visit station server cause"
    assert " ".join(COLUMNS) == expected
    log = hand_log(DAY)
    for name in COLUMNS:
        assert log[name].dtype == COLUMNS[name], name
        assert log[name].dtype.kind == "i"
    assert log["time_ms"].dtype == np.int64


def test_event_codes_are_never_renumbered():
    """The codes of stored logs. A new kind goes to the end."""
    names = (
        "shift_start shift_end outage_start outage_end arrival channel_choice balk queue_join renege service_start "
        "service_pause service_resume service_end rework wait_applicant return_applicant deemed_approved switch_channel "
        "give_up departure"
    )
    assert [event.name.lower() for event in Event][:20] == names.split()
    assert [int(event) for event in Event] == list(range(len(Event)))


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_of_another_type_is_refused(name: str):
    for kind in (np.float64, np.uint8, np.dtype(">i4")):
        with pytest.raises(ValueError, match=rf"the column {name} is .*; it must be {np.dtype(COLUMNS[name])}"):
            EventLog({**columns(), name: np.zeros(3, kind)}, NAMES, MS_PER_DAY)


def test_other_columns_are_refused():
    good = columns()
    missing = {name: good[name] for name in list(COLUMNS)[:-1]}
    swapped = {name: good[name] for name in sorted(COLUMNS)}
    for wrong in (missing, swapped, {**good, "more": good["case"]}, {}):
        with pytest.raises(
            ValueError, match=r"an event log has the columns replication, seq, time_ms, .*, in this order"
        ):
            EventLog(wrong, NAMES, MS_PER_DAY)


def test_columns_of_unlike_length_are_refused():
    with pytest.raises(ValueError, match="same length"):
        EventLog({**columns(3), "case": columns(4)["case"]}, NAMES, MS_PER_DAY)


def test_replications_out_of_order_or_unsaid_are_refused():
    with pytest.raises(ValueError, match="ordered by replication"):
        EventLog({**columns(2), "replication": np.array([1, 0], np.int32)}, NAMES, MS_PER_DAY)
    for said in ((1, 2), (2, 0), (0, 0)):
        with pytest.raises(ValueError, match="not ascending or leave out one that has rows"):
            EventLog(columns(2), NAMES, MS_PER_DAY, said)


def test_split_and_concat_are_inverse_and_keep_empty_replications():
    log = hand_log("", DAY, "", DAY, "")
    assert log.replications == (0, 1, 2, 3, 4)
    parts = log.split()
    assert [part.replications for part in parts] == [(0,), (1,), (2,), (3,), (4,)]
    assert [len(part) for part in parts] == [0, 9, 0, 9, 0]
    again = concat_logs(parts)
    assert again.replications == log.replications
    assert all(np.array_equal(again[name], log[name]) for name in COLUMNS)


def test_split_gives_rows_to_the_replication_they_are_of():
    log = rebuilt(hand_log(DAY, DAY), replication=np.repeat(np.array([3, 2**31 - 1], np.int32), 9))
    for part, number in zip(log.split(), (3, 2**31 - 1), strict=True):
        assert set(part["replication"]) == {number}
        assert part["seq"].tolist() == list(range(9))


def test_where_keeps_order_and_replications():
    log = hand_log(DAY, "", DAY)
    kept = log.where((log["event"] == Event.ARRIVAL) & (log["replication"] == 0))
    assert len(kept) == 1
    assert kept.replications == (0, 1, 2)


def test_logs_of_unlike_offices_are_not_put_together():
    log = hand_log(DAY)
    other_names = LogBuilder(Names(("loket",), ("izin",), ("datang",), ()), MS_PER_DAY, 1).build()
    other_horizon = LogBuilder(NAMES, 2 * MS_PER_DAY, 1).build()
    for logs in ([], [log, other_names], [log, other_horizon]):
        with pytest.raises(ValueError, match="only logs of the same office, at least one"):
            concat_logs(logs)


@pytest.mark.parametrize("numbers", [(1, 0), (0, 0)])
def test_replications_are_put_together_once_and_in_order(numbers: tuple[int, int]):
    logs = [LogBuilder(NAMES, MS_PER_DAY, number) for number in numbers]
    for builder in logs:
        builder.add(0, Event.SHIFT_START, station=0, server=0)
    with pytest.raises(ValueError, match=r"ordered by replication|ascending"):
        concat_logs([builder.build() for builder in logs])


@pytest.mark.parametrize(
    ("label", "too_large"), [("case", 2**31), ("visit", 2**15), ("server", 2**15), ("station", 128), ("channel", -129)]
)
def test_a_number_that_does_not_fit_is_never_cut(label: str, too_large: int):
    builder = LogBuilder(NAMES, MS_PER_DAY, 0)
    builder.add(0, Event.ARRIVAL, **{label: too_large})
    with pytest.raises(OverflowError, match=f"the column {label} holds a value that does not fit"):
        builder.build()


def test_more_names_than_codes_are_refused_at_the_start():
    names = tuple(f"s{i}" for i in range(128))
    for wrong in (
        Names(names, (), (), ()),
        Names((), names, (), ()),
        Names((), (), names, ()),
    ):
        with pytest.raises(OverflowError, match=r"an event log has room for 127 (stations|case classes|channels)"):
            LogBuilder(wrong, MS_PER_DAY, 0)
    with pytest.raises(OverflowError, match="an event log has room for 50 subsystems"):
        LogBuilder(Names((), (), (), names[:51]), MS_PER_DAY, 0)
    LogBuilder(Names(names[:127], names[:127], names[:127], names[:50]), MS_PER_DAY, 0)


def test_no_two_causes_share_a_code():
    """With as many subsystems as there is room for, each code has one name, and fits its column."""
    subsystems = tuple(f"s{i}" for i in range(50))
    causes = Names((), (), (), subsystems).causes()
    assert len(causes) == len(set(causes.values())) == 10 + 2 * 50 + 2
    assert max(causes) <= np.iinfo(COLUMNS["cause"]).max


def test_names_in_place_of_codes():
    frame = hand_log(DAY).to_frame()
    assert list(frame) == list(COLUMNS)
    start = frame[frame["event"] == "service_start"].iloc[0]
    assert (start["station"], start["case_class"], start["channel"], start["server"]) == ("loket", "izin", "datang", 0)
    assert frame.loc[frame["event"] == "outage_start", "cause"].tolist() == ["oss"]
    shift = frame[frame["event"] == "shift_start"].iloc[0]
    assert pd.isna(shift[["case", "case_class", "channel", "visit", "cause"]]).all()


def test_causes_have_names():
    causes = Names((), (), (), ("oss", "power")).causes()
    own = "queue_limit patience returned nik incomplete last_ticket tickets_gone shift paper deadline"
    of_subsystems = {10: "oss", 11: "power", 60: "slow-oss", 61: "slow-power"}
    assert causes == dict(enumerate(own.split())) | of_subsystems | {110: "never_returned", 111: "no_show"}
    assert NONE not in causes


def test_stations_without_a_kind_are_staffed():
    plain = Names(("one", "two"), (), (), ())
    assert [plain.kind(0), plain.kind(1)] == ["staffed", "staffed"]
    assert WIDE.kind(3) == "self_service"


def test_a_row_has_the_types_of_the_columns():
    assert {name: ROW[name] for name in ROW.names} == {
        name: kind for name, kind in COLUMNS.items() if name not in ("replication", "seq")
    }
    assert (ROW.itemsize, ROW.isalignedstruct) == (24, True)


def test_a_log_of_rows_copies_nothing():
    """Its columns are views, and so are those of its parts; nobody can write through them."""
    rows = hand_log(DAY).rows().copy()
    log = EventLog.from_rows(rows, NAMES, MS_PER_DAY, 7)
    (part,) = log.split()
    for one in (log, part):
        assert all(np.shares_memory(one[name], rows) for name in ROW.names)
        assert one.replications == (7,)
        assert one["replication"].tolist() == [7] * 9
        assert one["seq"].tolist() == list(range(9))
        assert not any(one[name].flags.writeable for name in COLUMNS)
        assert not one.rows().flags.writeable
    assert np.shares_memory(log.rows(), rows)


def test_rows_hold_every_column_of_every_replication():
    log = hand_log(DAY, "", DAY)
    assert log.rows().dtype == ROW
    assert len(log.rows()) == 18
    for name in ROW.names:
        np.testing.assert_array_equal(log.rows()[name], log[name])
    again = concat_logs(
        [EventLog.from_rows(part.rows(), NAMES, MS_PER_DAY, part.replications[0]) for part in log.split()]
    )
    assert again.replications == (0, 1, 2)
    assert all(np.array_equal(again[name], log[name]) for name in COLUMNS)


def test_columns_that_a_log_was_made_from_may_be_used_again():
    mine = columns()
    log = EventLog(mine, NAMES, MS_PER_DAY)
    for name in COLUMNS:
        mine[name][1] = 1
    assert all((log[name] == 0).all() for name in COLUMNS)


def test_what_is_not_rows_is_refused():
    rows = hand_log(DAY).rows()
    packed = np.dtype([(name, ROW[name]) for name in ROW.names])
    for wrong in (rows.astype(packed), rows["case"], rows.reshape(3, 3)):
        with pytest.raises(ValueError, match="rows of a log are a one-dimensional array of ROW"):
            EventLog.from_rows(wrong, NAMES, MS_PER_DAY, 0)
