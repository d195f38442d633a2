"""Synthetic answers for the bench of surveys: villages that are alike within, scores from 1 to 5."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dinhlang.domain.statistics.columns import FloatArray, IntArray
from dinhlang.domain.statistics.design import Design, parse_design

REGIONS, COMMUNES_OF_REGION, VILLAGES, HOUSEHOLDS = 8, 16, 9, 150
COMMUNES_DRAWN, VILLAGES_DRAWN, HOUSEHOLDS_DRAWN = 5, 3, 12
MEAN, OF_COMMUNE, OF_VILLAGE, OF_PERSON = 3.9, 0.25, 0.2, 0.9
OF_LARGE_VILLAGE = 40


@dataclass(frozen=True)
class Drawn:
    """One drawn sample, as columns."""

    columns: Mapping[str, NDArray[Any]]

    @property
    def rows(self) -> int:
        """Return how many rows there are."""
        return len(next(iter(self.columns.values())))

    def codes(self, name: str) -> IntArray:
        """Return a column of codes."""
        return self.columns[name].astype(np.int64, copy=False)

    def numbers(self, name: str) -> FloatArray:
        """Return a column as numbers."""
        return self.columns[name].astype(float, copy=False)

    def texts(self, name: str) -> NDArray[np.object_]:
        """Return a column as texts."""
        return self.columns[name].astype(str).astype(object)


class Province:
    """8 regions × 16 communes × 9 villages × 150 households, from which samples of three stages are drawn."""

    design: Design = parse_design(
        {
            "strata": "region",
            "stage": [
                {"cluster": "commune", "size": "communes"},
                {"cluster": "village", "size": "villages"},
                {"size": "households"},
            ],
        }
    )

    def __init__(self, seed: int) -> None:
        """Give every household its score."""
        self._dice = np.random.default_rng(seed)
        shape = (REGIONS * COMMUNES_OF_REGION, VILLAGES, HOUSEHOLDS)
        latent = (
            MEAN
            + self._dice.normal(0, OF_COMMUNE, (shape[0], 1, 1))
            + self._dice.normal(0, OF_VILLAGE, (*shape[:2], 1))
            + self._dice.normal(0, OF_PERSON, shape)
        )
        self.score: FloatArray = np.clip(np.rint(latent), 1, 5)

    def draw(self) -> tuple[Drawn, FloatArray]:
        """Return a sample drawn at each stage without replacement, and its scores."""
        communes = np.concatenate(
            [
                region * COMMUNES_OF_REGION + self._dice.permutation(COMMUNES_OF_REGION)[:COMMUNES_DRAWN]
                for region in range(REGIONS)
            ]
        )
        villages = self._dice.random((len(communes), VILLAGES)).argsort(axis=1)[:, :VILLAGES_DRAWN]
        order = self._dice.random((len(communes), VILLAGES_DRAWN, HOUSEHOLDS)).argsort(axis=2)
        households = order[:, :, :HOUSEHOLDS_DRAWN]
        score = self.score[communes[:, None, None], villages[:, :, None], households].ravel()
        commune = np.repeat(communes, VILLAGES_DRAWN * HOUSEHOLDS_DRAWN)
        village = np.repeat(villages.ravel(), HOUSEHOLDS_DRAWN)
        sizes = {"communes": COMMUNES_OF_REGION, "villages": VILLAGES, "households": HOUSEHOLDS}
        columns = {name: np.full(len(score), size, dtype=np.int64) for name, size in sizes.items()}
        return Drawn(columns | {"region": commune // COMMUNES_OF_REGION, "commune": commune, "village": village}), score


def answers(people: int, questions: int, communes: int) -> tuple[IntArray, IntArray, FloatArray, NDArray[np.int8]]:
    """Return commune, village, weight of each person, and the answers 1 to 5 by question."""
    dice = np.random.default_rng(7)
    village = np.sort(dice.integers(0, communes * OF_LARGE_VILLAGE, people))
    given = np.empty((questions, people), dtype=np.int8)
    for one in given:
        level = dice.normal(MEAN, OF_VILLAGE, communes * OF_LARGE_VILLAGE)
        one[:] = np.clip(np.rint(level[village] + dice.normal(0, OF_PERSON, people)), 1, 5)
    return village // OF_LARGE_VILLAGE, village, dice.uniform(1, 4, people), given
