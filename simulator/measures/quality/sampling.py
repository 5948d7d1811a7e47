"""How far a survey can be relied on: the interval of its index, and how many respondents it needs."""

from fractions import Fraction
from math import nan, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from simulator.measures.estimate import CONFIDENCE

CHI_SQUARE = Fraction("3.841")
"""χ² for one degree of freedom at 95 %."""

SHARE = Fraction("0.5")
"""Population share that asks for the largest sample."""

MARGIN = Fraction("0.05")
"""Margin of a share that the sample must keep."""


def half_width_of_index(answers: NDArray[np.float64], points: float, population: int | None = None) -> float:
    r"""Half-width of the 95 % interval of an index that is the mean of the elements' means, times `points`.

    Parameters
    ----------
    answers : ndarray, shape (n_respondents, n_elements)
        Not a number where there is no answer; each element has one at least.
    points : float
        Points of the index for one point of the mean answer.
    population : int, optional
        From which the respondents are a simple random sample without replacement.

    Returns
    -------
    float
        In points of the index; not a number for fewer than two respondents, 0 if the whole population answered.

    Notes
    -----
    Respondent r adds :math:`u_r = (p/m) Σ_e (x_{re} - \bar{x}_e) / n_e` to the index, over the elements e that r
    answered: p points, m elements, n_e answers. The variance is :math:`n/(n - 1) Σ_r u_r^2 (1 - n/N)`. Where all
    answered all elements this is s²/n of the respondents' own indices. Quantile of Student's t with n - 1 degrees.

    References
    ----------
    Cochran (1977), *Sampling Techniques*, 3rd ed., sections 2.6 (finite population correction) and 6.3 (ratios, by
    which an element's mean is its sum over its number of answers).
    """
    n = len(answers)
    if n < 2:
        return nan
    counts = (~np.isnan(answers)).sum(axis=0)
    means = np.nansum(answers, axis=0) / counts
    shares = np.nansum((answers - means) / counts, axis=1) * points / answers.shape[1]
    variance = n / (n - 1) * float(shares @ shares) * (1 - n / population if population else 1.0)
    return float(stdtrit(n - 1, (1 + CONFIDENCE) / 2)) * sqrt(variance)


def needed_respondents(population: int | None = None) -> Fraction:
    """Respondents that a survey needs, by the formula of Krejcie and Morgan.

    Parameters
    ----------
    population : int, optional
        Who was served in the time that the survey is about; without it, any number however large.

    Returns
    -------
    Fraction
        Exact; offices use the nearest whole number.

    Raises
    ------
    ValueError
        If there is nobody.

    Notes
    -----
    S = χ² N P (1 - P) / (d² (N - 1) + χ² P (1 - P)) with χ² = 3.841, P = 0.5, d = 0.05.

    References
    ----------
    Krejcie & Morgan (1970), Determining sample size for research activities, *Educational and Psychological
    Measurement* 30.

    Examples
    --------
    >>> [round(needed_respondents(n)) for n in (100, 1000, 100_000)], round(needed_respondents())
    ([80, 278, 383], 384)
    """
    spread = CHI_SQUARE * SHARE * (1 - SHARE)
    if population is None:
        return spread / MARGIN**2
    if population < 1:
        raise ValueError(f"the population is {population}; it must be at least 1")
    return spread * population / (MARGIN**2 * (population - 1) + spread)
