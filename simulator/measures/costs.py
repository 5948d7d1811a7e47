"""What it cost, and whom: hours, trips and things, each at its price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.calendars import MS_PER_HOUR
from simulator.eventlog import Cause, Event, EventLog
from simulator.measures.experience import comings
from simulator.measures.staff import staff_time

OFFICE = {
    "server_hour": "h",
    "overtime_hour": "h",
    "channel_day": "days",
    "backup_month": "months",
    "item_month": "months",
    "item_once": "times",
    "training": "persons",
    "outreach": "campaigns",
}
"""What the office pays for -> unit of its quantity."""

APPLICANT = {"trip": "trips", "travel_hour": "h", "presence_hour": "h", "channel_fee": "cases"}
"""What applicants pay for -> unit of its quantity."""

COST_UNITS = {"amount": "IDR"}
"""Column of :func:`cost_table` -> unit; that of a quantity stands in its row."""

SUMMARY_UNITS = {
    "office_cost": "IDR",
    "applicant_cost": "IDR",
    "permits": "cases",
    "applicant_hours": "h",
    "cost_per_permit": "IDR/permit",
    "cost_per_applicant_hour": "IDR/h",
}
"""Column of :func:`cost_summary` -> unit."""

Thing = tuple[str, str]
"""What is paid for, and the name of the station, pool, channel, district, subsystem or item that it is of."""

Quantities = dict[Thing, NDArray[np.float64]]
"""Thing -> how much of it was used in each replication."""


@dataclass(frozen=True)
class Charge:
    """Something whose quantity is the same in every replication.

    Attributes
    ----------
    thing : (str, str)
        What it is.
    quantity : float
        How much of it falls in the window.
    price : float or None
        Of one; None if it is not known.
    """

    thing: Thing
    quantity: float
    price: float | None

    @property
    def is_by_month(self) -> bool:
        """Whether it is paid by the month, however many of its days are worked."""
        return OFFICE.get(self.thing[0]) == "months"


@dataclass(frozen=True)
class Tariff:
    """What things cost, and what the log cannot know of them.

    Attributes
    ----------
    prices : mapping of (str, str) to float
        Of what the log shows how much was used: server_hour, overtime_hour, and what applicants pay for.
    charges : tuple of Charge
        The rest.
    places : frozenset of str
        Stations at which applicants are present (U8).
    near : frozenset of str
        Channels that come to the applicants: what a trip there costs, the district does not say.
    permits : frozenset of str
        Case classes that are permits.
    fees : frozenset of str
        Channels that charge applicants a fee, known or not.
    travel_min : mapping of str to float
        District -> way to the office, one direction, minutes.
    """

    prices: Mapping[Thing, float]
    charges: tuple[Charge, ...]
    places: frozenset[str]
    near: frozenset[str]
    permits: frozenset[str]
    fees: frozenset[str]
    travel_min: Mapping[str, float]


@dataclass(frozen=True)
class Costs:
    """What was paid in each replication.

    Attributes
    ----------
    table : DataFrame
        ``replication, payer`` (office, applicant), ``item`` (of :data:`OFFICE` or :data:`APPLICANT`), ``name, quantity,
        unit, amount``. What is used in some replication is in each of them; what has no price is not in it.
    summary : DataFrame
        ``replication``; ``office_cost`` and ``applicant_cost``, not a number where nothing that was used has a price;
        ``permits`` decided, which are those that departed; ``applicant_hours`` of travel and of presence, with a price
        or without; ``cost_per_permit`` and ``cost_per_applicant_hour``, both of what the office pays.
    missing : tuple of (str, str)
        Item and name of what was used in some replication and has no price: no sum contains it.
    """

    table: pd.DataFrame
    summary: pd.DataFrame
    missing: tuple[Thing, ...]


def costs(log: EventLog, tariff: Tariff, districts: pd.DataFrame, warm_up_ms: int = 0) -> Costs:
    """What the window cost the office and the applicants.

    Parameters
    ----------
    log : EventLog
        One or more replications.
    tariff : Tariff
        Prices, and what else the log cannot know.
    districts : DataFrame
        ``replication, case, district`` (a name) of every case.
    warm_up_ms : int, optional
        What happened before is not counted, milliseconds; a stay at the office that began then is.

    Returns
    -------
    Costs
        Per replication, without a discount or a change of prices over time.
    """
    used = _used(log, tariff, districts, warm_up_ms)
    amounts = {thing: amount * tariff.prices[thing] for thing, amount in used.items() if thing in tariff.prices}
    ones = np.ones(len(log.replications))
    for charge in tariff.charges:
        if charge.price is not None and charge.quantity > 0:
            thing, quantity = charge.thing, charge.quantity * ones
            used[thing] = used.get(thing, 0 * ones) + quantity
            amounts[thing] = amounts.get(thing, 0 * ones) + quantity * charge.price
    missing = [thing for thing in used if thing not in amounts]
    missing += [each.thing for each in tariff.charges if each.price is None and each.quantity > 0]
    missing = sorted(set(missing), key=lambda thing: (_ITEMS.index(thing[0]), thing[1]))
    permits = _departed(log, tariff.permits, warm_up_ms)
    return Costs(
        _table(used, amounts, log.replications),
        _summary(used, amounts, missing, permits, log.replications),
        tuple(missing),
    )


_ITEMS = (*OFFICE, *APPLICANT)
_COLUMNS = ["replication", "payer", "item", "name", "quantity", "unit", "amount"]


def _table(used: Quantities, amounts: Quantities, replications: Sequence[int]) -> pd.DataFrame:
    units = OFFICE | APPLICANT
    rows = [
        (number, _payer(item), item, name, used[item, name][place], units[item], amount[place])
        for place, number in enumerate(replications)
        for (item, name), amount in sorted(amounts.items(), key=lambda entry: _ITEMS.index(entry[0][0]))
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


def _payer(item: str) -> str:
    return "office" if item in OFFICE else "applicant"


def _summary(
    used: Quantities,
    amounts: Quantities,
    missing: Sequence[Thing],
    permits: NDArray[np.float64],
    replications: Sequence[int],
) -> pd.DataFrame:
    table = pd.DataFrame({"replication": list(replications)})
    for payer in ("office", "applicant"):
        paid = [amount for (item, _), amount in amounts.items() if _payer(item) == payer]
        is_unknown = not paid and any(_payer(item) == payer for item, _ in missing)
        table[f"{payer}_cost"] = nan if is_unknown else sum(paid, np.zeros(len(table)))
    table["permits"] = permits
    hours = [amount for (item, _), amount in used.items() if item in ("travel_hour", "presence_hour")]
    table["applicant_hours"] = sum(hours, np.zeros(len(table)))
    for name, divisor in {"cost_per_permit": "permits", "cost_per_applicant_hour": "applicant_hours"}.items():
        table[name] = table["office_cost"] / table[divisor].where(table[divisor] > 0)
    return table[["replication", *SUMMARY_UNITS]]


def _used(log: EventLog, tariff: Tariff, districts: pd.DataFrame, warm_up_ms: int) -> Quantities:
    """What the log shows, without that of which nothing was used in any replication."""
    staff = staff_time(log, warm_up_ms).groupby(["replication", "place"])[["staffed_min", "overtime_min"]].sum()
    staff = staff.reset_index().astype({"place": object})
    used = _added_up(staff, "server_hour", "place", staff["staffed_min"] / 60, log)
    used |= _added_up(staff, "overtime_hour", "place", staff["overtime_min"] / 60, log)
    trips = comings(log, tariff.places, warm_up_ms).merge(districts, "left", ["replication", "case"])
    channels = np.array(log.names.channels, object)
    trips["channel"] = channels[trips["channel"].to_numpy()]
    trips["district"] = trips["district"].astype(object)
    used |= _added_up(trips, "presence_hour", "channel", trips["present_ms"] / MS_PER_HOUR, log)
    trips = trips[trips["come_ms"] >= warm_up_ms]
    is_near = trips["channel"].isin(tariff.near)
    ways, near = trips[~is_near], trips[is_near]
    used |= _added_up(ways, "trip", "district", None, log) | _added_up(near, "trip", "channel", None, log)
    used |= _added_up(ways, "travel_hour", "district", ways["district"].map(tariff.travel_min) * 2 / 60, log)
    return used | _fees(log, tariff.fees, warm_up_ms)


def _added_up(table: pd.DataFrame, item: str, by: str, values: "pd.Series[float] | None", log: EventLog) -> Quantities:
    """Sums of the values, or numbers of rows, by name and replication."""
    amounts = table.assign(value=1.0 if values is None else values.astype(np.float64))
    sums = amounts.groupby([by, "replication"])["value"].sum()
    found = {}
    for name in sorted(table[by].unique()):
        amount = sums[name].reindex(list(log.replications), fill_value=0.0).to_numpy(np.float64)
        if amount.any():
            found[item, str(name)] = amount
    return found


def _fees(log: EventLog, channels: frozenset[str], warm_up_ms: int) -> Quantities:
    """Cases that take a channel that charges a fee, on arrival or by a switch; who does not show up does not pay."""
    found = {}
    is_begin = (log["event"] == Event.SWITCH_CHANNEL) | ((log["event"] == Event.ARRIVAL) & (log["time_ms"] > 0))
    is_begin &= log["time_ms"] >= warm_up_ms
    is_absent = (log["cause"] == Cause.NO_SHOW) & (log["time_ms"] >= warm_up_ms)
    for name in sorted(channels):
        is_here = log["channel"] == log.names.channels.index(name)
        amount = _count(log, is_begin & is_here) - _count(log, is_absent & is_here)
        if amount.any():
            found["channel_fee", name] = amount
    return found


def _departed(log: EventLog, classes: frozenset[str], warm_up_ms: int) -> NDArray[np.float64]:
    codes = [code for code, name in enumerate(log.names.case_classes) if name in classes]
    is_permit = (log["event"] == Event.DEPARTURE) & np.isin(log["case_class"], codes)
    return _count(log, is_permit & (log["time_ms"] >= warm_up_ms))


def _count(log: EventLog, mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Rows of each replication for which the mask is true."""
    place = np.searchsorted(np.array(log.replications), log["replication"][mask])
    return np.bincount(place, minlength=len(log.replications)).astype(np.float64)
