# SPDX-License-Identifier: Apache-2.0
"""Exact intervals of a share (Clopper and Pearson, Biometrika 1934;26:404)."""
import math


def at_most(count: int, trials: int, chance: float) -> float:
    """The probability of at most so many successes."""
    if chance <= 0.0:
        return 1.0
    if chance >= 1.0:
        return 1.0 if count >= trials else 0.0
    logs = (
        math.lgamma(trials + 1) - math.lgamma(i + 1) - math.lgamma(trials - i + 1)
        + i * math.log(chance) + (trials - i) * math.log1p(-chance)
        for i in range(count + 1)
    )
    return min(1.0, math.fsum(math.exp(log) for log in logs))


def chance_where(target: float, count: int, trials: int) -> float:
    """The chance at which at_most(count) falls to the target."""
    low, high = 0.0, 1.0
    for _ in range(100):
        middle = (low + high) / 2
        if at_most(count, trials, middle) > target:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def clopper_pearson(count: int, trials: int, level: float = 0.95) -> tuple[float, float]:
    """From 0 to 1 when there was no trial."""
    tail = (1 - level) / 2
    low = 0.0 if count == 0 else chance_where(1 - tail, count - 1, trials)
    high = 1.0 if count == trials else chance_where(tail, count, trials)
    return low, high
