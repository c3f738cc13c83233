"""Makes the reference numbers of the Spectra tests with SciPy (written with 1.10.1): python3 make_spectra.py

Every file is lines of "name: numbers"; numbers are written so that they read back exactly.
"""
import pathlib
import numpy as np
import scipy.fft
import scipy.signal as ss

HERE = pathlib.Path(__file__).parent


def save(name, items):
    with open(HERE / name, "w", newline="\n") as f:
        for key, values in items.items():
            f.write(key + ": " + " ".join(repr(float(v)) for v in np.ravel(values)) + "\n")


def interleaved(z):
    return np.column_stack([z.real, z.imag])


rng = np.random.default_rng(20260101)

# Transforms: every radix, products of radices, primes, odd lengths.
fft = {}
for n in (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18, 22, 30, 32, 34, 48, 50, 64, 74, 75, 98, 120, 128, 150, 206, 210, 243, 256):
    x = rng.standard_normal(n)
    fft[f"x{n}"] = x
    fft[f"X{n}"] = interleaved(scipy.fft.rfft(x))
save("fft.txt", fft)

windows = {}
for n in (1, 2, 5, 8):
    for sym, s in ((False, "periodic"), (True, "symmetric")):
        for w in ("hann", "hamming", "blackman"):
            windows[f"{w} {s} {n}"] = ss.get_window(w, n, fftbins=not sym)
        for a in (0.1, 0.5, 1.0):
            windows[f"tukey{a} {s} {n}"] = ss.get_window(("tukey", a), n, fftbins=not sym)
save("windows.txt", windows)

# One signal of 700 samples at 92.77 Hz: noise, a sine, a slope.
fs = 92.77
t = np.arange(700) / fs
x = rng.standard_normal(700) + 2 * np.sin(2 * np.pi * 5.3 * t) + 3 * t + 10
y = 0.5 * np.roll(x, 2) + rng.standard_normal(700)
welch = {"x": x, "y": y}
cases = {
    "default": dict(),
    "hamming0": dict(window="hamming", nperseg=100, noverlap=0),
    "linear75": dict(nperseg=64, noverlap=48, detrend="linear"),
    "padded": dict(nperseg=100, noverlap=50, nfft=256),
    "odd": dict(nperseg=75, noverlap=37),
    "symmetric80": dict(window=ss.get_window("hann", 100, fftbins=False), noverlap=80, nfft=400, detrend=False),
    "median": dict(nperseg=64, average="median"),
    "median odd": dict(nperseg=128, noverlap=0, average="median"),
    "tukey": dict(window=("tukey", 0.2), nperseg=90, noverlap=45),
    "blackman": dict(window="blackman", nperseg=120, noverlap=60),
}
for name, kw in cases.items():
    f, p = ss.welch(x, fs, **kw)
    welch[name] = p
    welch[name + " f"] = f
save("welch.txt", welch)
