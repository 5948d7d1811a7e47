"""When waits are long: a heat map of weekdays and hours."""

import pandas as pd
from babel.dates import get_day_names

from simulator.calendars import MS_PER_HOUR
from simulator.figures.heat import draw_heat, marked_note
from simulator.figures.rows import largest, smallest
from simulator.figures.style import Drawing, new_figure, nothing_figure, set_title
from simulator.figures.values import clock, estimate, interval_note, replications
from simulator.figures.words import Lang, word

_MOST_HOURS_WITH_HALF = 14


def hours_figure(estimates: pd.DataFrame, lang: Lang = "id", place: str = "") -> Drawing:
    """When are waits long? Mean waiting time by weekday and hour of joining the line.

    Parameters
    ----------
    estimates : DataFrame
        ``weekday`` (0 is Monday, -1 any day), ``hour, measure, unit, mean, half_width, n``: as
        ``summarise_by(waits_by_hour(log), ["weekday", "hour"], WAITS_BY_HOUR_UNITS)`` gives it.
    lang : {"id", "en"}, optional
        Language of the words.
    place : str, optional
        Name for people of the only station that counts.

    Returns
    -------
    Drawing
        Cells without a wait are empty; one with waits in a single replication is marked. The title is of cells that
        have a value in most replications.
    """
    table = estimates[(estimates["measure"] == "waiting_time_mean") & estimates["mean"].notna()]
    if table.empty:
        return nothing_figure(word("hours_none_title", lang), word("waiting_none", lang))
    weekdays, hours = sorted(set(table["weekday"])), list(range(table["hour"].min(), table["hour"].max() + 1))
    figure, axes = new_figure(height_cm=4.5 + 1.3 * len(weekdays))
    means, halves = (
        table.pivot(index="weekday", columns="hour", values=part).reindex(index=weekdays, columns=hours).to_numpy()
        for part in ("mean", "half_width")
    )
    draw_heat(figure, axes, means, halves, "min", word("hours_bar", lang), lang, len(hours) <= _MOST_HOURS_WITH_HALF)
    axes.set_xticks(
        range(len(hours)),
        [_hour(hour, lang) if len(hours) <= _MOST_HOURS_WITH_HALF else f"{hour:02d}" for hour in hours],
    )
    axes.set_yticks(range(len(weekdays)), [_day(weekday, lang) for weekday in weekdays])
    axes.set_xlabel(word("hours_axis", lang))
    usual = table[table["n"] >= (table["n"].max() + 1) // 2]
    worst, best = (largest(usual), smallest(usual))
    key = "hours_title" if worst["weekday"] >= 0 else "hours_title_any"
    title = word(key, lang, day=_day(worst["weekday"], lang), time=_hour(worst["hour"], lang))
    title = f"{place}: {title[0].lower()}{title[1:]}" if place else title
    set_title(figure, title, "; ".join([interval_note(table["n"], lang), *marked_note(means, halves, lang)]))
    figure.alt = word(
        "hours_alt",
        lang,
        title=title,
        value=estimate(worst["mean"], worst["half_width"], "min", lang),
        least_day=_day(best["weekday"], lang),
        least_time=_hour(best["hour"], lang),
        least=estimate(best["mean"], best["half_width"], "min", lang),
        n=replications(table["n"]),
    )
    return figure


def _day(weekday: int, lang: Lang) -> str:
    return word("any_day", lang) if weekday < 0 else str(get_day_names("wide", locale=lang)[int(weekday)])


def _hour(hour: int, lang: Lang) -> str:
    return clock(hour * MS_PER_HOUR, lang)
