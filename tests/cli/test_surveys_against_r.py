"""`dinhlang surveys estimate` against R's `survey`: the same numbers to six digits and more."""

import json
import math
import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from dinhlang.cli import surveys
from dinhlang.cli.surveys_table import CsvTable
from dinhlang.domain.statistics.calibration import Margin, raked
from dinhlang.domain.statistics.design import parse_design
from dinhlang.domain.statistics.estimates import Estimator, Kind
from dinhlang.domain.statistics.replicates import jackknife
from dinhlang.domain.statistics.sample import build

FIELDS = ("estimate", "se", "low", "high", "n", "deff", "df")
# What the three kinds are called in R; `v` is the column, `d` the design of those who answered.
R_BODY = """
suppressMessages(library(survey)); data(api); own <- read.csv("own.csv")
options(survey.lonely.psu = "fail")
told <- function(x) cat(sprintf("%.15g", x), "\\n")
mean_of <- function(d, v) { f <- reformulate(v); d <- d[!is.na(d$variables[[v]]), ]
  m <- svymean(f, d, deff = TRUE); told(c(coef(m), SE(m), confint(m, df = degf(d)), nrow(d), deff(m), degf(d))) }
total_of <- function(d, v) { f <- reformulate(v); d <- d[!is.na(d$variables[[v]]), ]
  m <- svytotal(f, d, deff = TRUE); told(c(coef(m), SE(m), confint(m, df = degf(d)), nrow(d), deff(m), degf(d))) }
share_of <- function(d, v) { d$variables$y <- v(d$variables); d <- d[!is.na(d$variables$y), ]
  m <- svymean(~y, d, deff = TRUE); c <- attr(svyciprop(~y, d), "ci")
  told(c(coef(m), SE(m), c, nrow(d), deff(m), degf(d))) }
ratio_of <- function(d, a, b) { d <- d[!is.na(d$variables[[a]]) & !is.na(d$variables[[b]]), ]
  m <- svyratio(reformulate(a), reformulate(b), d, deff = TRUE)
  told(c(coef(m), SE(m), confint(m, df = degf(d)), nrow(d), deff(m), degf(d))) }
srs <- svydesign(id = ~1, fpc = ~fpc, data = apisrs)
strat <- svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat)
clus1 <- svydesign(id = ~dnum, weights = ~pw, fpc = ~fpc, data = apiclus1)
clus2 <- svydesign(id = ~dnum + snum, fpc = ~fpc1 + fpc2, data = apiclus2)
clus2w <- svydesign(id = ~dnum + snum, weights = ~pw, data = apiclus2)
three <- svydesign(id = ~village + family + person, strata = ~commune, fpc = ~villages + families + persons,
  data = own, nest = TRUE)
for (name in c("apisrs", "apistrat", "apiclus1", "apiclus2")) write.csv(get(name), paste0(name, ".csv"), row.names = F)
"""
DESIGNS = {
    "srs": ("apisrs", '[[stage]]\nsize = "fpc"'),
    "strat": ("apistrat", 'weights = "pw"\nstrata = "stype"\n[[stage]]\nsize = "fpc"'),
    "clus1": ("apiclus1", 'weights = "pw"\n[[stage]]\ncluster = "dnum"\nsize = "fpc"'),
    "clus2": ("apiclus2", '[[stage]]\ncluster = "dnum"\nsize = "fpc1"\n[[stage]]\nsize = "fpc2"'),
    "clus2w": ("apiclus2", 'weights = "pw"\n[[stage]]\ncluster = "dnum"\n[[stage]]\ncluster = "snum"'),
    "three": (
        "own",
        (
            'strata = "commune"\nnest = true\n[[stage]]\ncluster = "village"\nsize = "villages"\n'
            '[[stage]]\ncluster = "family"\nsize = "families"\n[[stage]]\nsize = "persons"'
        ),
    ),
}
# Raking, the jackknife and a difference of two domains: value and standard error, line by line after the cases.
MORE = """
totals <- list(data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018)),
  data.frame(sch.wide = c("No", "Yes"), Freq = c(1072, 5122)))
raked <- calibrate(clus1, ~stype + sch.wide, c(6194, 755, 1018, 5122), calfun = "raking", epsilon = 1e-10)
both <- function(m) told(c(coef(m), SE(m)))
both(svymean(~api00, raked)); both(svytotal(~enroll, raked)); both(svymean(~api00, subset(raked, stype == "H")))
folded <- as.svrepdesign(strat, mse = TRUE)
both(svymean(~api00, folded)); both(svytotal(~enroll, folded)); both(svyratio(~api.stu, ~enroll, folded))
both(svycontrast(svyby(~api00, ~sch.wide, strat, svymean, covmat = TRUE), c(-1, 1)))
"""
YES = 'function(t) as.numeric(t$awards == "Yes")'
M_ONLY = 'subset(clus1, stype == "M")'
CASES = [
    *((name, "--of api00", f'mean_of({name}, "api00")') for name in ("srs", "strat", "clus1", "clus2", "clus2w")),
    *((name, "--kind total --of enroll", f'total_of({name}, "enroll")') for name in ("strat", "clus1", "clus2")),
    *(
        (name, "--kind ratio --of api.stu --over enroll", f'ratio_of({name}, "api.stu", "enroll")')
        for name in ("strat", "clus1", "clus2", "clus2w")
    ),
    *((name, "--of x --where awards=='Yes'", f"share_of({name}, {YES})") for name in ("strat", "clus1", "clus2")),
    *(
        (name, f"--of api99 --by stype {level}", f'mean_of(subset({name}, stype == "{level}"), "api99")')
        for name in ("strat", "clus1", "clus2")
        for level in "EHM"
    ),
    ("clus2", "--of enroll", 'mean_of(clus2, "enroll")'),  # with empty cells
    ("clus1", "--of x --where api00>700 --by stype M", f"share_of({M_ONLY}, function(t) 0+(t$api00>700))"),
    ("three", "--of score", 'mean_of(three, "score")'),
    ("three", "--of score --by sex 1", 'mean_of(subset(three, sex == 1), "score")'),
    ("three", "--of x --where score>=4", "share_of(three, function(t) 0+(t$score>=4))"),
    ("three", "--kind total --of score --by sex 2", 'total_of(subset(three, sex == 2), "score")'),
]  # fmt: skip


def _own_table() -> str:
    """Return a province of three stages: communes, villages, families, persons; some answers are missing."""
    draw = np.random.Generator(np.random.PCG64(7))
    lines = ["commune,village,family,person,sex,villages,families,persons,score"]
    for commune in range(4):
        for village in range(3 + commune):
            for family in range(2 + (commune + village) % 3):
                for person in range(2):
                    answer = "" if draw.random() < 0.08 else str(int(draw.integers(1, 6)))
                    lines.append(
                        f"{commune},{village},{family},{person},{draw.integers(1, 3)},{9 + commune},"
                        f"{40 + 5 * ((commune + village) % 3)},{3 + family % 2},{answer}"
                    )
    return "\n".join(lines)


@pytest.fixture(scope="module")
def told_by_r(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[list[float]]]:
    """One run of R for all cases; its answers and the folder with the tables."""
    folder = tmp_path_factory.mktemp("r")
    (folder / "own.csv").write_text(_own_table())
    (folder / "cases.R").write_text(R_BODY + "\n".join(case[2] for case in CASES) + MORE)
    rscript = shutil.which("Rscript")
    found = rscript and subprocess.run(
        [rscript, "cases.R"], cwd=folder, capture_output=True, text=True, check=False, env=os.environ | {"LC_ALL": "C"}
    )
    if not found or "there is no package" in found.stderr:
        pytest.skip("no R with its package survey here (Debian: apt-get install r-cran-survey)")
    assert found.returncode == 0, found.stderr
    return folder, [[float(number) for number in line.split()] for line in found.stdout.splitlines()]


def _ours(folder: Path, name: str, asked: str) -> dict[str, float]:
    data, design = DESIGNS[name]
    (folder / f"{name}.toml").write_text(design)
    words = asked.replace("--of x ", "").split()
    domain = words.pop() if "--by" in words else ""
    result = CliRunner().invoke(
        surveys.app,
        ["estimate", str(folder / f"{data}.csv"), "--design", str(folder / f"{name}.toml"), *words, "--json"],
    )
    assert result.exit_code == 0, result.output
    read = json.loads(result.stdout)
    found: dict[str, float] = next(one for one in read if one["domain"] == domain) if domain else read
    return found


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{case[0]} {case[1]}" for case in CASES])
def test_estimate_error_interval_n_deff_and_df_are_those_of_r(
    told_by_r: tuple[Path, list[list[float]]], number: int
) -> None:
    folder, answers = told_by_r
    name, asked, _ = CASES[number]
    ours, theirs = _ours(folder, name, asked), dict(zip(FIELDS, answers[number], strict=True))
    for field in FIELDS:
        assert math.isclose(ours[field], theirs[field], rel_tol=1e-7), (field, ours[field], theirs[field])


def test_raked_weights_jackknife_and_difference_are_those_of_r(told_by_r: tuple[Path, list[list[float]]]) -> None:
    folder, answers = told_by_r
    clus1, strat = (CsvTable(folder / f"{DESIGNS[name][0]}.csv") for name in ("clus1", "strat"))
    clusters, stratified = (
        build(parse_design(tomllib.loads(DESIGNS[name][1])), table)
        for name, table in (("clus1", clus1), ("strat", strat))
    )
    kinds, programme = clus1.codes("stype"), clus1.codes("sch.wide")
    fitted = raked(
        clusters, [Margin(kinds, np.array([4421.0, 755, 1018])), Margin(programme, np.array([1072.0, 5122]))]
    )
    mean = Estimator(fitted).estimate(clus1.numbers("api00"), Kind.MEAN)
    total = Estimator(fitted).estimate(clus1.numbers("enroll"), Kind.TOTAL)
    high = Estimator(fitted, kinds, 3).estimate(clus1.numbers("api00"), Kind.MEAN)
    enrolled = strat.numbers("enroll")
    gap = Estimator(stratified, strat.codes("sch.wide"), 2).difference(
        strat.numbers("api00"), Kind.MEAN, one=1, other=0
    )
    ours = [
        (mean.estimate[0], mean.se[0]),
        (total.estimate[0], total.se[0]),
        (high.estimate[1], high.se[1]),
        jackknife(stratified, strat.numbers("api00"), Kind.MEAN),
        jackknife(stratified, enrolled, Kind.TOTAL),
        jackknife(stratified, strat.numbers("api.stu"), Kind.RATIO, enrolled),
        (gap.gap, gap.se),
    ]
    for found, wanted in zip(ours, answers[len(CASES) :], strict=True):
        assert found == pytest.approx(tuple(wanted), rel=1e-6)
