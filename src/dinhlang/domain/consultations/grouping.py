"""Opinion groups: people who stand near each other, two to five groups, as many as fit best by silhouette."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from threadpoolctl import threadpool_limits

from dinhlang.domain.consultations.votes import Floats

FINE_CLUSTERS = 100  # people are gathered into so many first; groups are made of these (published method)
FEWEST_GROUPS, MOST_GROUPS = 2, 5
LEAST_SIZE, LEAST_SHARE = 5, 4  # a group has five people; of a small gathering a quarter
GAIN = 0.02  # a further group must fit better by this much: else chance decides between two and three
SEED, FINE_TRIES, TRIES = 0, 3, 20  # the same votes give the same groups
DECIMALS = 9

Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Grouping:
    """The group of each place, from 1, the largest first; silhouettes: how well each tried number of groups fits."""

    labels: Labels
    silhouettes: dict[int, float]


def group(places: Floats) -> Grouping:
    """Return the groups of people by their places; one group where all stand on one spot or too few are there."""
    rounded = np.round(places, DECIMALS)
    distinct = len(np.unique(rounded, axis=0))
    if distinct <= FEWEST_GROUPS or len(rounded) < FEWEST_GROUPS * 2:
        return Grouping(_by_size(np.unique(rounded, axis=0, return_inverse=True)[1].ravel()), {})
    with threadpool_limits(limits=1):  # sums in one order: the same result on every run
        fine = KMeans(min(FINE_CLUSTERS, distinct), n_init=FINE_TRIES, random_state=SEED).fit(rounded)
        weights = np.bincount(fine.labels_, minlength=fine.n_clusters)
        tried = _tried(fine.cluster_centers_, weights)
    least = min(LEAST_SIZE, max(1, len(rounded) // LEAST_SHARE))
    best: tuple[float, Labels] | None = None
    for fit, coarse in tried.values():
        labels = coarse[fine.labels_]
        big_enough = np.bincount(labels).min() >= least
        if big_enough and (best is None or fit > best[0] + GAIN):
            best = fit, labels
    labels = best[1] if best else np.zeros(len(rounded), dtype=np.int64)
    return Grouping(_by_size(labels), {number: fit for number, (fit, _) in tried.items()})


def _tried(centres: Floats, weights: Labels) -> dict[int, tuple[float, Labels]]:
    """Return by number of groups how well they fit and the group of each fine cluster."""
    found = {}
    for number in range(FEWEST_GROUPS, min(MOST_GROUPS, len(centres) - 1) + 1):
        made = KMeans(number, n_init=TRIES, random_state=SEED).fit(centres, sample_weight=weights)
        found[number] = float(silhouette_score(centres, made.labels_)), made.labels_.astype(np.int64)
    return found


def _by_size(labels: NDArray[np.int64]) -> Labels:
    """Return the labels numbered from 1, the largest group first; of equal ones that of the earlier person."""
    names, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    order = sorted(range(len(names)), key=lambda one: (-sizes[one], first[one]))
    numbers = np.empty(len(names), dtype=np.int64)
    numbers[order] = np.arange(1, len(names) + 1)
    return numbers[np.searchsorted(names, labels)]
