"""Counts of returned files -> probabilities of checks."""

from collections.abc import Iterator

from simulator.calibration.form.answers import Form, Row
from simulator.calibration.form.estimate import Estimate, rounded
from simulator.calibration.form.mix import Mix, population_mix
from simulator.calibration.form.words import Words
from simulator.scenario import Scenario
from simulator.scenario.check_routes import MOST_RETURNS
from simulator.scenario.people import CaseClass, Check, Factors

NO_CHECK = Words(
    "skenario dasar tidak memeriksa hal ini untuk izin dan cara mengajukan ini; angka ini tidak dipakai",
    "the scenario below has no such check for this permit and way of applying; this number is not used",
)

TOO_MANY = Words(
    "{part} dari {whole} berkas terlalu banyak: model hanya dapat mengembalikan paling banyak {most} dari {whole}, "
    "sebab berkas yang selalu kembali tidak pernah selesai; periksa kedua jumlahnya",
    "{part} of {whole} files are too many: the model can send back {most} of {whole} at most, for a file that always "
    "comes back is never done; check both counts",
)

CHECKS = {"mismatches": "nik_check", "incomplete": "completeness_check"}
"""Column of the form -> check of a step."""


def return_estimates(office: Scenario, form: Form) -> Iterator[Estimate]:
    """Probability that a file fails a check, for the classes and kinds of channel on the sheet Returns.

    Identity is checked first, so P(mismatch) = mismatches / received, and P(incomplete) = incomplete /
    (received - mismatches). Where the check has factors for persons of a kind, it is divided by their mean over those
    who take the channel, so that as many files fail as were counted. More than the model can send back is a fault.
    """
    mix = population_mix(office)
    for row in form.tables["returns"]:
        if not row["received"]:
            continue
        group = next(each for each in office.spec.case_classes if each.name == row["class"])
        changes: dict[str, object] = {}
        for column, field in CHECKS.items():
            if row[column] is None or column in row.bad:
                continue
            found = dict(_changes(office, form, group, row, column, field, mix))
            if not found and row[column]:
                form.remark("returns", row, column, NO_CHECK)
            changes |= found
        if changes and not row.bad:
            yield _estimate(form, row, group, changes)


def _estimate(form: Form, row: Row, group: CaseClass, changes: dict[str, object]) -> Estimate:
    kind = next(choice.title for choice in form.choices["kinds"] if choice.name == row["kind"])
    incomplete, mismatches, n = row["incomplete"] or 0, row["mismatches"] or 0, row["received"]
    cite = f"n = {n} files, of which {incomplete} incomplete and {mismatches} with a NIK that did not match"
    shown = Words(
        f"{group.title.id}, {kind.id}: {incomplete} kurang lengkap, {mismatches} NIK tidak cocok (n = {n})",
        f"{group.title.en}, {kind.en}: {incomplete} incomplete, {mismatches} NIK not matching (n = {n})",
    )
    return Estimate("returns", f"{row['kind']}-{group.name}", changes, cite, shown)


def _changes(
    office: Scenario, form: Form, group: CaseClass, row: Row, column: str, field: str, mix: Mix
) -> Iterator[tuple[str, object]]:
    """The path of each such check, and its probability."""
    seen = row["received"] - (row["mismatches"] or 0 if column == "incomplete" else 0)
    share = row[column] / seen if seen else 0.0
    for number, channel in enumerate(office.spec.channels):
        if channel.kind != row["kind"] or channel.dates is not None:
            continue
        for routes_field, routes in (("details", group.details), ("routes", group.routes)):
            found = _first_check(routes.get(channel.name, ()), field)
            if found is None:
                continue
            step, check = found
            mean, _ = mix.factor_moments(check.factors, group.name, number)
            path = f"case_classes[{group.name}].{routes_field}.{channel.name}[{step}].{field}.probability"
            if share / mean > _most(check):
                most = int(_most(check) * mean * seen)
                form.fault("returns", row, column, TOO_MANY.filled(part=row[column], whole=seen, most=most))
            yield path, rounded(share / mean)


def _first_check(steps: object, field: str) -> tuple[int, Check] | None:
    """The first step of a route with such a check."""
    for number, step in enumerate(steps if isinstance(steps, list) else ()):
        check: Check | None = getattr(step, field)
        if check is not None:
            return number, check
    return None


def _most(check: Check) -> float:
    """Largest probability that a scenario may give a check."""
    return MOST_RETURNS / (1.0 if check.again is not None else _largest_factor(check.factors))


def _largest_factor(factors: Factors | None) -> float:
    if factors is None:
        return 1.0
    literacy = max(1.0, factors.low_literacy, factors.middle_literacy)
    return literacy * max(1.0, factors.unaware) * max(1.0, factors.unconnected)
