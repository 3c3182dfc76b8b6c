"""Turns raw scores into honest probabilities, and chooses from which confidence on a label needs no review."""

from dataclasses import dataclass

import numpy as np

REVIEW_PRECISION = 0.975
"""Share of labels above the threshold that must be acceptable, out of fold; a little over the promised 0.97."""


@dataclass(frozen=True)
class Calibration:
    temperature: float
    review_below: float
    rows: int
    accuracy: float
    acceptable: float


def probabilities(scores, temperature):
    scaled = scores[:, :3] / temperature
    powers = np.exp(scaled - scaled.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def _surprise(scores, labels, temperature):
    shares = probabilities(scores, temperature)
    return -np.log(shares[np.arange(len(labels)), labels] + 1e-12).mean()


def best_temperature(scores, labels):
    """The temperature with the least negative log-likelihood, on a grid of 0.01."""
    grid = np.arange(0.2, 3.001, 0.01)
    return float(round(min(grid, key=lambda temperature: _surprise(scores, labels, temperature)), 2))


def review_threshold(confidence, acceptable):
    """The lowest confidence (0.34 to 0.95) above which the promised share is acceptable."""
    for threshold in np.arange(0.34, 0.951, 0.01):
        kept = confidence >= threshold
        if kept.any() and acceptable[kept].mean() >= REVIEW_PRECISION:
            return float(round(threshold, 2))
    return 0.95


def shares_of(*tests):
    return [round(float(test.mean()), 4) for test in tests]


def calibrate(scores, rows):
    """From scores of sentences that their model did not see in training."""
    labels = np.array([row.label for row in rows])
    temperature = best_temperature(scores, labels)
    shares = probabilities(scores, temperature)
    chosen = shares.argmax(1)
    acceptable = np.array([choice in (row.label, row.alt) for choice, row in zip(chosen, rows)])
    return Calibration(temperature, review_threshold(shares.max(1), acceptable), len(rows), *shares_of(chosen == labels, acceptable))
