"""Which questions teach, and which mislead."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import nan

import numpy as np
from scipy.stats import binomtest, pointbiserialr
from sqlalchemy.orm import Session

from simulator.measures.estimate import Estimate, estimate_mean
from simulator.teaching.store.answers import FirstTry, first_tries
from simulator.teaching.store.events import class_events

#: With fewer learners the numbers of an item say more of these learners than of the item.
FEWEST_RELIABLE = 10

_FEWEST_FOR_R = 3


@dataclass(frozen=True)
class Item:
    """How a class did at a question.

    Attributes
    ----------
    lesson, step : str
        Which question.
    n : int
        Learners who answered it.
    p, p_low, p_high : float
        Share right at the first try, and its 95 % interval (Wilson).
    tries : Estimate
        Answers until one was right; all, if none was.
    r : float
        Point-biserial correlation of right at the first try with the rest score: how many of the other questions of
        the lesson or test the learner had right at the first try. Not a number where one of the two does not vary.
    options : dict
        First answer -> share of those who answered, the most frequent first.
    is_unreliable : bool
        Whether fewer than :data:`FEWEST_RELIABLE` answered.
    """

    lesson: str
    step: str
    n: int
    p: float
    p_low: float
    p_high: float
    tries: Estimate
    r: float
    options: dict[str, float]
    is_unreliable: bool


def items(session: Session, class_id: int) -> list[Item]:
    """Item analysis of every question that somebody has answered, by lesson and step.

    A question that a learner has not reached counts as not right in the rest score.

    References
    ----------
    Allen & Yen (1979), *Introduction to Measurement Theory*, ch. 6 (difficulty, item-rest correlation).
    """
    by_item: defaultdict[tuple[str, str], list[FirstTry]] = defaultdict(list)
    rights: Counter[tuple[str, str]] = Counter()
    for answer in first_tries(class_events(session, class_id, verb="answered")):
        by_item[answer.lesson, answer.step].append(answer)
        rights[answer.lesson, answer.pseudonym] += answer.is_right
    return [_item(answers, rights) for _, answers in sorted(by_item.items())]


def _item(answers: list[FirstTry], rights: Counter[tuple[str, str]]) -> Item:
    n = len(answers)
    right = np.array([answer.is_right for answer in answers])
    rest = np.array([rights[answer.lesson, answer.pseudonym] - answer.is_right for answer in answers])
    interval = binomtest(int(right.sum()), n).proportion_ci(0.95, method="wilson")
    labels = Counter(answer.label for answer in answers)
    return Item(
        lesson=answers[0].lesson,
        step=answers[0].step,
        n=n,
        p=float(right.mean()),
        p_low=float(interval.low),
        p_high=float(interval.high),
        tries=estimate_mean([answer.tries for answer in answers], ""),
        r=rest_correlation(right, rest),
        options={label: count / n for label, count in labels.most_common()},
        is_unreliable=n < FEWEST_RELIABLE,
    )


def rest_correlation(right: np.ndarray, rest: np.ndarray) -> float:
    """Point-biserial correlation of an item with the rest score.

    Parameters
    ----------
    right : ndarray of bool, shape (n_learners,)
        Whether the item was right.
    rest : ndarray of int, shape (n_learners,)
        Right among the others.

    Returns
    -------
    float
        Not a number for fewer than three learners, or where one of the two does not vary.
    """
    if len(right) < _FEWEST_FOR_R or len(set(right.tolist())) < 2 or len(set(rest.tolist())) < 2:
        return nan
    return float(pointbiserialr(right, rest).statistic)
