"""What cells of a form say together."""

from datetime import date, timedelta

from simulator.calendars import Interval, count_working_days, intersect, subtract
from simulator.calibration.form.answers import Form, Row
from simulator.calibration.form.choices import DAYS, NO
from simulator.calibration.form.limits import MOST_PERIOD_DAYS
from simulator.calibration.form.sheets import HOURS
from simulator.calibration.form.words import Words, amount, moment

LUNCH = (12 * 60, 13 * 60)
"""When an office closes at midday that does not stay open, in minutes since midnight."""

ROUNDING = 1
"""Minutes by which a duration may differ from its beginning and end."""

END_FIRST = Words(
    "akhirnya tidak sesudah awalnya ({start}); perbaiki salah satu",
    "it does not end after its start ({start}); correct one of them",
)
LONG_PERIOD = Words(
    "masa pencatatan lebih dari {most} hari; periksa tahunnya", "the period is longer than {most} days; check the year"
)
NO_WORKING_DAY = Words(
    "tidak ada hari kerja dalam masa pencatatan ini; periksa tanggalnya",
    "there is no working day in this period; check the dates",
)
OUTSIDE = Words(
    "{day} di luar masa pencatatan di lembar Kantor ({first} s.d. {last}); periksa tanggalnya",
    "{day} is outside the period on the sheet Office ({first} to {last}); check the date",
)
TWICE = Words(
    "{value} sudah ada di baris {row}; gabungkan atau hapus salah satu",
    "{value} stands already in row {row}; join them or delete one",
)
NO_DURATION = Words("isi lamanya, atau jam mulai dan selesai", "write the duration, or start and end")
NO_END = Words("isi kapan pulih, atau lamanya dalam menit", "write when it was back, or the minutes")
MORE_THAN_ALL = Words(
    "{part} berkas bermasalah lebih banyak daripada {whole} berkas yang diterima; periksa keduanya",
    "{part} files that failed are more than the {whole} received; check both",
)
NOT_THE_SUM = Words(
    "jumlah lewat semua cara adalah {total}, bukan {whole}; samakan",
    "the ways of applying add up to {total}, not {whole}; make them agree",
)
NOT_IN_ORDER = Words(
    "{value} hari tidak di antara paling cepat dan paling lama; periksa ketiganya",
    "{value} days are not between fastest and slowest; check the three",
)
OVERLAP = Words(
    "giliran ini bertumpang tindih dengan baris {row}; pisahkan jamnya",
    "this shift overlaps with row {row}; separate their hours",
)
ONLY_LUNCH = Words(
    "loket hanya buka pada jam istirahat, yang menurut jawaban Anda tutup; perbaiki jamnya atau jawaban ini",
    "the counters are open at lunch only, when by your answer they are closed; correct the hours or this answer",
)
NOT_AS_LONG = Words(
    "{minutes} menit, tetapi dari mulai sampai selesai {span} menit; perbaiki atau kosongkan salah satu",
    "{minutes} minutes, but {span} minutes from start to end; correct one of them or leave it empty",
)
ALL_AWAY = Words(
    "100% tidak hadir berarti tidak ada yang bertugas; tulis 0 orang, atau bagian yang lebih kecil",
    "100% absent means that nobody is on duty; write 0 persons, or a smaller share",
)
CLOSED_THEN = Words(
    "banyaknya tiket pukul {hour}.00 pada {days} hari adalah {tickets}, padahal loket tutup; dipakai seperti tertulis, "
    "periksa jamnya",
    "{tickets} tickets at {hour}:00 on {days} days, when the counters are closed; used as written, check the hour",
)


def check_form(form: Form) -> None:
    """Report what does not fit together; cells that are bad by themselves are left alone."""
    _office(form)
    _tickets(form)
    for row in form.tables["services"]:
        _service(form, row)
    _rosters(form)
    for row in form.tables["returns"]:
        _returned(form, row)
    _twice(form, "returns", ("class", "kind"), "kind")
    for row in form.tables["permits"]:
        _permit(form, row)
    _twice(form, "permits", ("class",), "class")
    for row in form.tables["outages"]:
        _outage(form, row)


def period(form: Form) -> tuple[date, date] | None:
    """First and last day counted, if both are known and in order."""
    if not form.office.has("from", "to"):
        return None
    first, last = form.office["from"], form.office["to"]
    return (first, last) if first <= last and "to" not in form.office.bad else None


def clock(minutes: int) -> str:
    """A time of day as people write it."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def counter_hours(form: Form) -> list[Interval]:
    """When counters are open by the answers about the office, in minutes since midnight."""
    day = [(form.office["opens"], form.office["closes"])]
    return subtract(day, intersect(day, [LUNCH])) if form.office["lunch"] == NO else day


def _office(form: Form) -> None:
    office = form.office
    if office.has("opens", "closes") and office["closes"] <= office["opens"]:
        form.fault("office", office, "closes", END_FIRST.filled(start=clock(office["opens"])))
    elif office.has("opens", "closes") and not counter_hours(form):
        form.fault("office", office, "lunch", ONLY_LUNCH)
    if not office.has("from", "to"):
        return
    first, last = office["from"], office["to"]
    if last < first:
        form.fault("office", office, "to", END_FIRST.filled(start=moment(first)))
    elif last - first >= timedelta(MOST_PERIOD_DAYS):
        form.fault("office", office, "to", LONG_PERIOD.filled(most=MOST_PERIOD_DAYS))
    elif not count_working_days(first, last):
        form.fault("office", office, "to", NO_WORKING_DAY)


def _in_period(form: Form, sheet: str, row: Row, key: str, day: date) -> None:
    span = period(form)
    if span and not span[0] <= day <= span[1]:
        form.fault(sheet, row, key, OUTSIDE.filled(day=moment(day), first=moment(span[0]), last=moment(span[1])))


def _tickets(form: Form) -> None:
    for row in form.tables["tickets"]:
        if row.has("date"):
            _in_period(form, "tickets", row, "date", row["date"])
    _twice(form, "tickets", ("date",), "date")
    if form.office.has("opens", "closes") and form.office["opens"] < form.office["closes"]:
        _closed_hours(form)


def _closed_hours(form: Form) -> None:
    """Remark tickets of hours in which counters are closed, once for each hour."""
    for hour in HOURS:
        key, span = f"h{hour:02}", (hour * 60, (hour + 1) * 60)
        rows = [row for row in form.tables["tickets"] if row[key]]
        if rows and not intersect(counter_hours(form), [span]):
            tickets = sum(row[key] for row in rows)
            said = CLOSED_THEN.filled(tickets=tickets, hour=f"{hour:02}", days=len(rows))
            form.remark("tickets", rows[0], key, said)


def _twice(form: Form, sheet: str, keys: tuple[str, ...], at: str) -> None:
    """Report rows about what a row above is about."""
    seen: dict[tuple[object, ...], int] = {}
    for row in form.tables[sheet]:
        if not row.has(*keys):
            continue
        what = tuple(row[key] for key in keys)
        if what in seen:
            form.fault(sheet, row, at, TWICE.filled(value=_shown(form, sheet, row, at), row=seen[what]))
        seen.setdefault(what, row.number)


def _shown(form: Form, sheet: str, row: Row, key: str) -> Words:
    column = next(column for column in form.sheets[sheet].columns if column.key == key)
    titles = [each.title for each in form.choices.get(column.choices, ()) if each.name == row[key]]
    return titles[0] if titles else moment(row[key])


def _service(form: Form, row: Row) -> None:
    if row.has("start", "end"):
        if row["end"] <= row["start"]:
            form.fault("services", row, "end", END_FIRST.filled(start=clock(row["start"])))
        else:
            _agree(form, "services", row, row["end"] - row["start"])
    elif not row.has("minutes") and not row.bad & {"minutes", "start", "end"}:
        form.fault("services", row, "minutes", NO_DURATION)


def _agree(form: Form, sheet: str, row: Row, span: float) -> None:
    """Report minutes that are not those from start to end."""
    if row.has("minutes") and abs(row["minutes"] - span) > ROUNDING:
        form.fault(sheet, row, "minutes", NOT_AS_LONG.filled(minutes=amount(row["minutes"]), span=amount(span)))


def _rosters(form: Form) -> None:
    rows = form.tables["staff"]
    for row in rows:
        if row["absence"] == 1:
            form.fault("staff", row, "absence", ALL_AWAY)
        if row.has("from", "to") and row["to"] <= row["from"]:
            form.fault("staff", row, "to", END_FIRST.filled(start=clock(row["from"])))
    whole = [row for row in rows if row.has("pool", "days", "from", "to") and not row.bad]
    for number, row in enumerate(whole):
        for earlier in whole[:number]:
            shared = set(DAYS[row["days"]][1]) & set(DAYS[earlier["days"]][1])
            if (
                earlier["pool"] == row["pool"]
                and shared
                and row["from"] < earlier["to"]
                and earlier["from"] < row["to"]
            ):
                form.fault("staff", row, "from", OVERLAP.filled(row=earlier.number))
                break


def _returned(form: Form, row: Row) -> None:
    failed = sum(row[key] or 0 for key in ("incomplete", "mismatches"))
    if row.has("received") and failed > row["received"] and not row.bad & {"incomplete", "mismatches"}:
        key = "incomplete" if row["incomplete"] else "mismatches"
        form.fault("returns", row, key, MORE_THAN_ALL.filled(part=failed, whole=row["received"]))


def _permit(form: Form, row: Row) -> None:
    kinds = [choice.name for choice in form.choices["kinds"]]
    counts = [row[kind] for kind in kinds if row[kind] is not None]
    if row.has("applications") and counts and not row.bad & {*kinds} and sum(counts) != row["applications"]:
        form.fault("permits", row, "applications", NOT_THE_SUM.filled(total=sum(counts), whole=row["applications"]))
    days = [row[key] for key in ("fastest", "median", "slowest") if row[key] is not None]
    if days != sorted(days):
        key = "median" if row.has("median") else "slowest"
        form.fault("permits", row, key, NOT_IN_ORDER.filled(value=amount(row[key])))


def _outage(form: Form, row: Row) -> None:
    if row.has("start"):
        _in_period(form, "outages", row, "start", row["start"].date())
    if row.has("start", "end"):
        if row["end"] <= row["start"]:
            form.fault("outages", row, "end", END_FIRST.filled(start=moment(row["start"])))
        elif row["end"].date() - row["start"].date() > timedelta(31):
            form.fault("outages", row, "end", LONG_PERIOD.filled(most=31))
        else:
            _agree(form, "outages", row, (row["end"] - row["start"]) / timedelta(minutes=1))
    elif not row.has("minutes") and not row.bad & {"minutes", "end"}:
        form.fault("outages", row, "minutes", NO_END)
