"""What a class has learnt, by its test before and after."""

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
from scipy.special import stdtrit
from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.measures.estimate import CONFIDENCE, Estimate, estimate_mean
from simulator.teaching.store.answers import POST, PRE, TESTS, FirstTry, first_tries
from simulator.teaching.store.events import class_events
from simulator.teaching.store.records import ClassEvent
from simulator.teaching.store.schema import LearnerRow


@dataclass(frozen=True)
class LearnerGain:
    """A learner's two tests.

    Attributes
    ----------
    pseudonym, name : str
        Whose.
    pre, post : float or None
        Per cent right at the first try, 0 for a test that was handed in blank; None if it was not taken.
    gain : float or None
        (post - pre) / (100 - pre); None without both tests, and for who had everything right before.
    """

    pseudonym: str
    name: str
    pre: float | None
    post: float | None
    gain: float | None


@dataclass(frozen=True)
class Gain:
    """Normalised gain of a class.

    Attributes
    ----------
    learners : list of LearnerGain
        Everyone, by name.
    mean_of_gains : Estimate
        Mean of the individual gains, with a t interval; `n` learners have one.
    gain_of_means : Estimate
        Gain of the class's mean scores, Hake's ⟨g⟩: of all `n` who took both tests.
    n_undefined : int
        Took both tests, but had everything right before: without an individual gain.
    n_one_test : int
        Took only one of the tests: left out of both numbers.
    """

    learners: list[LearnerGain]
    mean_of_gains: Estimate
    gain_of_means: Estimate
    n_undefined: int
    n_one_test: int


def gain(session: Session, class_id: int, questions: int | None = None) -> Gain:
    """Normalised gain of a class.

    Parameters
    ----------
    session : Session
        Of the store.
    class_id : int
        Which class.
    questions : int, optional
        Questions of each test; one not answered counts as wrong. Without: those that anybody in class has answered.

    References
    ----------
    Hake (1998), *Am. J. Phys.* 66, 64.
    """
    answers = first_tries(class_events(session, class_id, verb="answered", lessons=TESTS))
    ends = class_events(session, class_id, verb="completed", lessons=TESTS)
    pre, post = (_scores(answers, ends, test, questions) for test in (PRE, POST))
    query = select(LearnerRow.pseudonym, LearnerRow.name).where(LearnerRow.class_id == class_id)
    people = sorted(session.execute(query), key=lambda person: (person[1].casefold(), person[0]))
    learners = [_learner_gain(pseudonym, name, pre.get(pseudonym), post.get(pseudonym)) for pseudonym, name in people]
    pairs = [(one.pre, one.post) for one in learners if one.pre is not None and one.post is not None]
    gains = [one.gain for one in learners if one.gain is not None]
    return Gain(
        learners=learners,
        mean_of_gains=estimate_mean(gains, ""),
        gain_of_means=gain_of_means(pairs),
        n_undefined=len(pairs) - len(gains),
        n_one_test=sum((one.pre is None) != (one.post is None) for one in learners),
    )


def normalised_gain(pre: float, post: float) -> float | None:
    """Share of what could still be learnt that was learnt; None where nothing was left to learn.

    Examples
    --------
    >>> normalised_gain(40, 70), normalised_gain(100, 90)
    (0.5, None)
    """
    return (post - pre) / (100 - pre) if pre < 100 else None


def gain_of_means(pairs: list[tuple[float, float]]) -> Estimate:
    """Gain of the mean scores, a ratio of two means.

    Parameters
    ----------
    pairs : list of (float, float)
        Per cent before and after.

    Returns
    -------
    Estimate
        Half-width t(n - 1) · s / √n of the ratio's linear form, (post - pre - g (100 - pre)) / mean (100 - pre).

    References
    ----------
    Hake (1998), *Am. J. Phys.* 66, 64; Cochran (1977), *Sampling Techniques*, 3rd ed., section 6.4.
    """
    n = len(pairs)
    pre, post = np.array(pairs, np.float64).reshape(n, 2).T
    left = float((100 - pre).mean()) if n else 0.0
    if left == 0:
        return Estimate(nan, nan, n, "")
    ratio = float((post - pre).mean()) / left
    if n < 2:
        return Estimate(ratio, nan, n, "")
    residuals = (post - pre - ratio * (100 - pre)) / left
    half_width = float(stdtrit(n - 1, (1 + CONFIDENCE) / 2)) * float(residuals.std(ddof=1)) / sqrt(n)
    return Estimate(ratio, half_width, n, "")


def _scores(answers: list[FirstTry], ends: list[ClassEvent], test: str, questions: int | None) -> dict[str, float]:
    """Per cent right of who answered a question or handed the test in, be it blank."""
    here = [answer for answer in answers if answer.lesson == test]
    number = questions or len({answer.step for answer in here}) or 1
    rights = {end.pseudonym: 0 for end in ends if end.object == test}
    for answer in here:
        rights[answer.pseudonym] = rights.get(answer.pseudonym, 0) + answer.is_right
    return {pseudonym: min(100.0, 100 * right / number) for pseudonym, right in rights.items()}


def _learner_gain(pseudonym: str, name: str, pre: float | None, post: float | None) -> LearnerGain:
    value = None if pre is None or post is None else normalised_gain(pre, post)
    return LearnerGain(pseudonym, name, pre, post, value)
