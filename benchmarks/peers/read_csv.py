"""Times `myoclonus analyze` against `pandas.read_csv` on one generated recording; called by read_csv.sh.

The command reads, filters, detects, estimates the rhythm and writes the results; pandas reads the numbers.
"""
import os
import statistics
import subprocess
import sys
import time

import numpy as np

RATE_HZ = 1000
CHANNELS = 4
# Whole periods of the bursts: the values are formatted for this stretch and repeated, the times never repeat.
STRETCH_ROWS = 170 * RATE_HZ
BURST_EVERY_ROWS = 1700
BURST_ROWS = 60

READ = """
import sys, time, pandas
start = time.perf_counter()
pandas.read_csv(sys.argv[1])
print(time.perf_counter() - start)
"""


def write_recording(path, rows):
    """Noise of 5 uV and a burst of 60 uV and 60 ms every 1.7 s, four channels, a time axis in seconds."""
    rng = np.random.default_rng(1)
    values = 5 * rng.standard_normal((STRETCH_ROWS, CHANNELS))
    burst = (np.arange(STRETCH_ROWS) + BURST_EVERY_ROWS // 2) % BURST_EVERY_ROWS < BURST_ROWS
    values[burst] *= 12
    cells = [",%.5f,%.5f,%.5f,%.5f\n" % tuple(row) for row in values]
    with open(path, "w", encoding="ascii", newline="") as file:
        file.write("time [s]," + ",".join(f"emg{k + 1} [uV]" for k in range(CHANNELS)) + "\n")
        for start in range(0, rows, STRETCH_ROWS):
            stretch = range(start, min(rows, start + STRETCH_ROWS))
            file.write("".join([f"{i // RATE_HZ}.{i % RATE_HZ:03d}{cells[i - start]}" for i in stretch]))


def timed(command):
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, text=True)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\nended with {done.returncode}: {done.stderr}")
    return seconds, done.stdout


def main():
    folder, rows, pairs, command = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
    path = os.path.join(folder, "recording.csv")
    write_recording(path, rows)
    megabytes = os.path.getsize(path) / 1e6
    print(f"{rows} rows, {CHANNELS} channels, {megabytes:.0f} MB; medians of {pairs} runs in turns", flush=True)

    analyze, process, read = [], [], []
    # The first pair finds the file in the cache of the system and is not counted.
    for pair in range(pairs + 1):
        output = os.path.join(folder, f"out{pair}")
        ours, _ = timed([*command, "analyze", path, "--output", output])
        whole, inner = timed([sys.executable, "-c", READ, path])
        if pair > 0:
            analyze.append(ours)
            process.append(whole)
            read.append(float(inner))

    ours = statistics.median(analyze)
    print(f"{'':34}{'s':>8}{'MB/s':>8}{'times analyze':>15}{'from - to':>16}")
    for name, seconds in (
        ("myoclonus analyze, whole process", analyze),
        ("pandas.read_csv, whole process", process),
        ("pandas.read_csv, the call alone", read),
    ):
        middle = statistics.median(seconds)
        span = f"{min(seconds):.2f} - {max(seconds):.2f}"
        print(f"{name:34}{middle:8.2f}{megabytes / middle:8.0f}{middle / ours:15.2f}{span:>16}")


if __name__ == "__main__":
    main()
