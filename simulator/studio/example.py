"""A study that is ready to be opened: a third counter beside a second link."""

from simulator.studio.study import Base, Study
from simulator.teaching.words import Words

__all__ = ["OFFICE", "example_study"]

OFFICE = "kabupaten-menengah"
COUNTER, LINK = "patch:satu-loket-tambahan", "patch:jaringan-cadangan"
YES = "1"


def example_study(words: Words) -> Study:
    """Three plans for a mid-sized regency office: one more counter, a second link, and both.

    Parameters
    ----------
    words : Words
        Language of the names.

    Returns
    -------
    Study
        Not run yet; every number in it is that of the library's office, or an assumption.

    Examples
    --------
    >>> study = example_study(Words("en"))
    >>> study.name, [plan.name for plan in study.plans]
    ('A third counter or a second link?', ['A third counter', 'A second link', 'Both'])
    """
    _ = words
    plans = {
        _("Loket ketiga"): (COUNTER,),
        _("Jaringan cadangan"): (LINK,),
        _("Keduanya"): (COUNTER, LINK),
    }
    study = Study(_("Loket ketiga atau jaringan cadangan?"), Base(OFFICE), lang=words.lang)
    for name, knobs in plans.items():
        study = study.with_plan(name, dict.fromkeys(knobs, YES))
    return study
