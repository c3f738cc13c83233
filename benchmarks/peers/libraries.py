"""Times transforms, a filter and the reading of a CSV in other libraries of .NET and in Python, in turns; called by libraries.sh."""
import os
import platform
import subprocess
import sys
import time

import numpy as np
import pandas
import scipy
import scipy.fft
import scipy.signal as ss

from recording import write_recording

RATE_HZ = 2000.0
SAMPLES = 1_200_000
CHANNELS = 8
TRANSFORMED = 1 << 20
ROUNDS = 3
OWN = "MyoclonusSignal"

SIGNAL = np.random.default_rng(1).standard_normal(SAMPLES)
FRAMES = SIGNAL.reshape(-1, CHANNELS)
BAND = ss.butter(4, [20, 450], "bandpass", fs=RATE_HZ, output="sos")


def transforms(length):
    runs = max(1, TRANSFORMED // length)
    x = SIGNAL[:length].copy()
    return runs * length, lambda: [scipy.fft.rfft(x) for _ in range(runs)]


def works(csv, numbers):
    """Work, library, values, call: named as the .NET side names its lines."""
    for length in (512, 1024, 4096, 65536, 4000):
        yield f"rfft, {length}", "SciPy", *transforms(length)
    yield "band-pass of 4 sections", "SciPy", SAMPLES, lambda: ss.sosfilt(BAND, SIGNAL)
    yield f"band-pass of 4 sections, {CHANNELS} channels in frames", "SciPy", SAMPLES, lambda: ss.sosfilt(BAND, FRAMES, axis=0)
    yield "CSV, numbers", "pandas", numbers, lambda: pandas.read_csv(csv)


def least_seconds(work, seconds=0.4):
    """The fastest of as many runs as fit into the time, at least three, in time of the processor, as the .NET side counts it."""
    work()
    times = []
    begin = time.perf_counter()
    while len(times) < 3 or time.perf_counter() - begin < seconds:
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main():
    folder, rows, *command = sys.argv[1:]
    csv = os.path.join(folder, "noise.csv")
    write_recording(csv, int(rows), gain=1)
    numbers = pandas.read_csv(csv).size
    speeds = {}

    def take(work, library, speed):
        libraries = speeds.setdefault(work, {})
        libraries[library] = max(libraries.get(library, 0), speed)

    for _ in range(ROUNDS):
        for line in subprocess.run([*command, csv], check=True, capture_output=True, text=True).stdout.splitlines():
            work, library, speed = line.rsplit(": ", 2)
            take(work, library, float(speed))
        for work, library, values, call in works(csv, numbers):
            take(work, library, values / least_seconds(call) / 1e6)

    print(f"SciPy {scipy.__version__}, NumPy {np.__version__}, pandas {pandas.__version__}, Python {platform.python_version()}; "
          f"the best of {ROUNDS} rounds in turns.")
    print("Million values per second of processor; a ratio above 1 says that MyoclonusSignal is faster:\n")
    print("| work | peer | its speed | MyoclonusSignal | ratio |")
    print("|---|---|---:|---:|---:|")
    for work, libraries in speeds.items():
        own = libraries.pop(OWN)
        for library, speed in sorted(libraries.items(), key=lambda item: -item[1]):
            ratio = own / speed
            print(f"| {work} | {library} | {speed:.1f} | {own:.1f} | {ratio:.{0 if ratio >= 10 else 2}f} |")


main()
