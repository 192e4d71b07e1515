"""How sure a share is: Wilson's interval."""

from dataclasses import dataclass
from math import sqrt

# Two-sided 95% of the normal distribution.
Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Share:
    """k of n with its 95% interval; all three from 0 to 1."""

    value: float
    low: float
    high: float


def share(k: int, n: int) -> Share:
    """Wilson's interval, which holds for small numbers too. Raises ValueError unless 0 <= k <= n and n > 0.

    Source: Wilson, J. Am. Stat. Assoc. 22 (1927), 209; Newcombe, Stat. Med. 17 (1998), 857, method 3.
    """
    if not 0 <= k <= n or n == 0:
        raise ValueError(f"{k} of {n} is no share")
    p, z2 = k / n, Z * Z
    middle, half = p + z2 / (2 * n), Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    low, high = ((middle + sign * half) / (1 + z2 / n) for sign in (-1, 1))
    # At the ends the formula is exact and the arithmetic is not.
    return Share(p, 0.0 if k == 0 else low, 1.0 if k == n else high)
