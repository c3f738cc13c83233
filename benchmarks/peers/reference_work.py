"""Times the same work in SciPy and in this library, in turns on one core, and prints a table; called by reference_work.sh.

The signal: ten minutes at 2 kHz, noise of 5 uV, a burst of 60 uV and 50 ms every 2 s, hum of 20 uV at 50 Hz.
"""
import platform
import subprocess
import sys
import time

import numpy as np
import scipy
import scipy.fft
import scipy.signal as ss

RATE_HZ = 2000.0
SAMPLES = 1_200_000
ROUNDS = 3


def make_signal():
    rng = np.random.default_rng(1)
    n = np.arange(SAMPLES)
    burst = (n % 4000 >= 2000) & (n % 4000 < 2100)
    return rng.standard_normal(SAMPLES) * np.where(burst, 60, 5) + 20 * np.sin(2 * np.pi * 50 * n / RATE_HZ)


SIGNAL = make_signal()
BAND = ss.butter(4, [20, 450], "bandpass", fs=RATE_HZ, output="sos")
NOTCH = ss.iirnotch(50, 30, fs=RATE_HZ)
SMOOTH = ss.butter(2, 20, fs=RATE_HZ, output="sos")
FIR = ss.firwin(101, [20, 450], pass_zero=False, fs=RATE_HZ)
# The library's own low-pass for a factor of 20 at this rate: 521 taps.
ANTI_ALIAS = ss.firwin(521, 50, window=("kaiser", ss.kaiser_beta(80)), fs=RATE_HZ)


def reference_work(x):
    """Gives starts and ends of the stretches above five medians of the envelope."""
    y = ss.lfilter(*NOTCH, ss.sosfilt(BAND, x))
    psi = np.zeros_like(y)
    psi[1:-1] = y[1:-1] ** 2 - y[:-2] * y[2:]
    envelope = ss.sosfilt(SMOOTH, np.abs(psi))
    edges = np.diff((envelope > 5 * np.median(envelope)).astype(np.int8))
    return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)


def moving_rms(x, window=100):
    sums = np.cumsum(np.concatenate([np.zeros(1), x * x]))
    return np.sqrt(np.maximum(sums[window:] - sums[:-window], 0) / window)


def rfft_100(length):
    x = SIGNAL[:length].copy()
    return length * 100, lambda: [scipy.fft.rfft(x) for _ in range(100)]


# What SciPy does, and which lines of the library's output are the same work. abs(hilbert) is exact and sees the whole signal; the
# library's is a stream with a ripple of two thousandths.
WORKS = [
    ("reference work", SAMPLES, lambda: reference_work(SIGNAL), [
        "reference work, 1 channel", "reference work, 8 channels", "reference work, 8 channels in frames",
        "reference work, 8 channels, 2 threads", "reference work, 1 channel, 480 min",
        "reference work, 1 channel, 480 min, 2 threads"]),
    ("sosfilt, 4 sections", SAMPLES, lambda: ss.sosfilt(BAND, SIGNAL), [
        "sosfilt, 4 sections", "sosfilt, 4 sections, 8 channels in frames"]),
    ("sosfiltfilt, 4 sections", SAMPLES, lambda: ss.sosfiltfilt(BAND, SIGNAL), ["sosfiltfilt, 4 sections"]),
    ("lfilter, 101 taps", SAMPLES, lambda: ss.lfilter(FIR, 1, SIGNAL), ["FIR filter, 101 taps"]),
    ("upfirdn by 20", SAMPLES, lambda: ss.upfirdn(ANTI_ALIAS, SIGNAL, 1, 20), ["FIR decimation by 20"]),
    ("abs(hilbert)", SAMPLES, lambda: np.abs(ss.hilbert(SIGNAL)), ["Hilbert envelope"]),
    ("moving RMS by cumsum", SAMPLES, lambda: moving_rms(SIGNAL), ["moving RMS, 100 samples"]),
    ("median", SAMPLES, lambda: np.median(SIGNAL), ["median"]),
    ("welch, 4 s windows", SAMPLES, lambda: ss.welch(np.abs(SIGNAL), RATE_HZ, nperseg=8000), [
        "welch of the envelope, 4 s windows", "welch of the decimated envelope, 4 s windows"]),
    ("rfft, 512", *rfft_100(512), ["rfft, 512"]),
    ("rfft, 1024", *rfft_100(1024), ["rfft, 1024"]),
    ("rfft, 4096", *rfft_100(4096), ["rfft, 4096"]),
]


def best(work, seconds=0.4):
    """The fastest of as many runs as fit into the time, at least three: as the library's side does."""
    work()
    times = []
    begin = time.perf_counter()
    while len(times) < 3 or time.perf_counter() - begin < seconds:
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main():
    ours, theirs = {}, {}
    for _ in range(ROUNDS):
        for name, samples, work, _ in WORKS:
            theirs[name] = max(theirs.get(name, 0), samples / best(work) / 1e6)
        for line in subprocess.run(sys.argv[1:], check=True, capture_output=True, text=True).stdout.splitlines():
            name, speed = line.rsplit(": ", 1)
            ours[name] = max(ours.get(name, 0), float(speed))
    starts, _ = reference_work(SIGNAL)
    assert len(starts) == SAMPLES // 4000
    print(f"SciPy {scipy.__version__}, NumPy {np.__version__}, Python {platform.python_version()}; the best of {ROUNDS} rounds in turns.")
    print("Million samples per second:\n")
    print("| work | SciPy | MyoclonusSignal | ratio |")
    print("|---|---:|---:|---:|")
    rest = dict(ours)
    for name, _, _, same in WORKS:
        for mine in same:
            if mine in rest:
                print(f"| {mine} | {theirs[name]:.1f} | {rest[mine]:.1f} | {rest.pop(mine) / theirs[name]:.1f} |")
    print("\n| without a peer | MyoclonusSignal |")
    print("|---|---:|")
    for name, speed in rest.items():
        print(f"| {name} | {speed:.1f} |")


main()
