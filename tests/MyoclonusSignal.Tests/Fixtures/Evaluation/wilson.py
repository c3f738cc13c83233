"""Writes wilson.csv: Wilson score intervals of SciPy (binomtest(...).proportion_ci(method="wilson")). SciPy 1.10."""
from scipy.stats import binomtest

with open("wilson.csv", "w", newline="\n") as out:
    out.write("successes,trials,low,high\n")
    for k, n in [(0, 1), (1, 1), (0, 20), (20, 20), (1, 3), (7, 10), (95, 100), (523, 1000), (99999, 100000)]:
        ci = binomtest(k, n).proportion_ci(confidence_level=0.95, method="wilson")
        out.write(f"{k},{n},{float(ci.low)!r},{float(ci.high)!r}\n")
