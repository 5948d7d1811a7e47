"""Two simulators side by side: independent replications of each and a tolerance from statistics."""

import numpy as np
from scipy.special import stdtrit

from agreement import FALSE_ALARM, MOST_RELATIVE_ERROR


def assert_same_mean(ours: np.ndarray, theirs: np.ndarray) -> None:
    """The means differ no more than Welch's t allows, and the comparison has power."""
    sizes = np.array([len(ours), len(theirs)])
    shares = np.array([ours.var(ddof=1), theirs.var(ddof=1)]) / sizes
    error = float(np.sqrt(shares.sum()))
    freedom = shares.sum() ** 2 / (shares**2 / (sizes - 1)).sum()
    difference = float(ours.mean() - theirs.mean())
    said = (
        f"ours {ours.mean():.6g} (n {len(ours)}), theirs {theirs.mean():.6g} (n {len(theirs)}), "
        f"standard error of the difference {error:.3g}, t {difference / error:.2f}"
    )
    assert error <= MOST_RELATIVE_ERROR * abs(theirs.mean()), f"no power: {said}"
    assert abs(difference) <= stdtrit(freedom, 1 - FALSE_ALARM / 2) * error, f"not the same: {said}"
