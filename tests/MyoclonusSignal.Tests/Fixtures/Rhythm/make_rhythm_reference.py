"""Writes the reference numbers of the rhythm tests with SciPy 1.10. Not needed to run the tests.

    python3 make_rhythm_reference.py
"""
import csv
import pathlib

from scipy import stats

here = pathlib.Path(__file__).parent

with open(here / "fisher_tail.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["ratio", "freedom1", "freedom2", "probability"])
    for nu1, nu2 in ((2, 7), (3.3, 9.1), (18, 47), (60.5, 150), (400, 900), (900, 1090), (900, 1110), (3000, 9000), (25000, 70000)):
        for p in (0.9, 0.3, 0.05, 1e-3, 1e-6):
            x = stats.f.isf(p, nu1, nu2)
            out.writerow([repr(float(x)), nu1, nu2, repr(float(stats.f.sf(x, nu1, nu2)))])

with open(here / "poisson_limits.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["count", "low", "high"])
    for n in (0, 1, 2, 5, 10, 37, 250, 4000):
        low = stats.chi2.ppf(0.025, 2 * n) / 2 if n else 0.0
        out.writerow([n, repr(float(low)), repr(float(stats.chi2.ppf(0.975, 2 * n + 2) / 2))])
