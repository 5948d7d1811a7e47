"""Logarithm, exponential and normal quantile in plain arithmetic.

Library versions of these functions differ in the last bit from one machine to another, and a last bit can move a
duration by a millisecond. These use only +, -, * and /, square roots and powers of two, which IEEE 754 fixes exactly:
the same address gives the same duration on every machine.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

HALF_ROOT = 0.7071067811865476
PER_LN2 = 1.44269504088896338700
LN2_HIGH, LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
LOG_SERIES = (
    6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01, 2.222219843214978396e-01,
    1.818357216161805012e-01, 1.531383769920937332e-01, 1.479819860511658591e-01,
)  # fmt: skip
EXP_SERIES = (
    1.66666666666666019037e-01, -2.77777777770155933842e-03, 6.61375632143793436117e-05,
    -1.65339022054652515390e-06, 4.13813679705723846039e-08,
)  # fmt: skip

CENTRE = (
    (3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
     4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3),
    (1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
     2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3),
)  # fmt: skip
TAIL = (
    (1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
     1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4),
    (1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9),
)  # fmt: skip
FAR_TAIL = (
    (6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
     2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7),
    (1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15),
)  # fmt: skip


def log(x: Array) -> Array:
    """Natural logarithm of positive numbers.

    Parameters
    ----------
    x : ndarray, float64
        Positive, finite.

    Returns
    -------
    ndarray, float64
        Within one unit in the last place.

    References
    ----------
    Reduction and coefficients: fdlibm 5.3 (Sun Microsystems, 1993), ``e_log.c``.
    """
    mantissa, exponent = np.frexp(x)
    small = mantissa < HALF_ROOT
    f = np.where(small, 2.0 * mantissa, mantissa) - 1.0
    k = exponent - small
    s = f / (2.0 + f)
    z = s * s
    half_square = 0.5 * f * f
    series = z * _polynomial(LOG_SERIES, z)
    result: Array = k * LN2_HIGH - ((half_square - (s * (half_square + series) + k * LN2_LOW)) - f)
    return result


def exp(x: Array) -> Array:
    """Exponential function.

    Parameters
    ----------
    x : ndarray, float64
        Between -700 and 700.

    Returns
    -------
    ndarray, float64
        Within one unit in the last place.

    References
    ----------
    Reduction and coefficients: fdlibm 5.3 (Sun Microsystems, 1993), ``e_exp.c``.
    """
    k = np.floor(x * PER_LN2 + 0.5)
    high, low = x - k * LN2_HIGH, k * LN2_LOW
    r = high - low
    square = r * r
    c = r - square * _polynomial(EXP_SERIES, square)
    y = 1.0 - ((low - (r * c) / (2.0 - c)) - high)
    result: Array = np.ldexp(y, k.astype(np.int32))
    return result


def normal_quantile(p: Array) -> Array:
    """Quantile of the standard normal distribution.

    Parameters
    ----------
    p : ndarray, float64
        Probabilities above 0 and below 1.

    Returns
    -------
    ndarray, float64
        Relative error about 1e-16.

    References
    ----------
    Wichura (1988), "Algorithm AS 241: the percentage points of the normal distribution", *Applied Statistics* 37(3).
    """
    q = p - 0.5
    side = np.where(q < 0, p, 1.0 - p)
    tail = np.sqrt(-log(side))
    centre = q * _ratio(CENTRE, 0.180625 - q * q)
    outer = np.where(tail <= 5.0, _ratio(TAIL, tail - 1.6), _ratio(FAR_TAIL, tail - 5.0))
    return np.where(np.abs(q) <= 0.425, centre, np.where(q < 0, -outer, outer))


def _ratio(coefficients: tuple[tuple[float, ...], tuple[float, ...]], x: Array) -> Array:
    return _polynomial(coefficients[0], x) / _polynomial(coefficients[1], x)


def _polynomial(coefficients: tuple[float, ...], x: Array) -> Array:
    """Horner's rule; the first coefficient is the constant."""
    result = np.full_like(x, coefficients[-1])
    for coefficient in reversed(coefficients[:-1]):
        result = result * x + coefficient
    return result
