"""Makes the reference numbers of the Spectra tests with SciPy (written with 1.10.1): python3 make_spectra.py

Every file is lines of "name: numbers"; numbers are written so that they read back exactly.
"""
import pathlib
import numpy as np
import scipy.fft
import scipy.signal as ss
import scipy.stats as st

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

# Coherence of x and y, and the phase of their cross spectrum conj(X)·Y.
coherence = {}
for name, kw in {
    "half": dict(nperseg=64),
    "three quarters": dict(nperseg=64, noverlap=48, detrend="linear"),
    "padded hamming": dict(nperseg=50, noverlap=25, nfft=128, window="hamming"),
}.items():
    coherence[name] = ss.coherence(x, y, fs, **kw)[1]
    coherence[name + " phase"] = np.angle(ss.csd(x, y, fs, **kw)[1])
save("coherence.txt", coherence)

# Tapers and multitaper spectra of x.
dpss = {}
for n, nw, k in ((9, 2, 5), (50, 3, 5), (64, 4, 8), (301, 2.5, 5)):
    tapers, ratios = ss.windows.dpss(n, nw, k, return_ratios=True)
    dpss[f"{n} {nw} {k}"] = tapers
    dpss[f"{n} {nw} {k} ratios"] = ratios
big, bigratios = ss.windows.dpss(20000, 4, 8, return_ratios=True)
dpss["20000 every 500"] = big[:, ::500]
dpss["20000 ratios"] = bigratios
save("dpss.txt", dpss)

n = len(x)
nfft = 720
nw = 4
tapers, lam = ss.windows.dpss(n, nw, 8, return_ratios=True)
keep = lam > 0.9
tapers, lam = tapers[keep], lam[keep]
K = len(lam)
d = x - x.mean()
Y = scipy.fft.rfft(tapers * d, nfft)
P = np.abs(Y) ** 2
side = np.full(nfft // 2 + 1, 2.0)
side[0] = side[-1] = 1
var = np.mean(d ** 2)
S = P[:2].mean(0)
for _ in range(2000):
    w = lam[:, None] * (S / (lam[:, None] * S + (1 - lam[:, None]) * var)) ** 2
    S = (w * P).sum(0) / w.sum(0)
H = tapers.sum(1)
H[1::2] = 0
A = (H[:, None] * Y).sum(0) / (H ** 2).sum()
F = (K - 1) * np.abs(A) ** 2 * (H ** 2).sum() / (np.abs(Y - A * H[:, None]) ** 2).sum(0)

grid = scipy.fft.rfftfreq(nfft, 1 / fs)
tests = np.sum((grid >= 3) & (grid <= 8))
save("multitaper.txt", {
    "x": x,
    "equal": P.mean(0) * side / fs,
    "concentration": (lam[:, None] * P).sum(0) / lam.sum() * side / fs,
    "adaptive": S * side / fs,
    "adaptive dof": 2 * w.sum(0) ** 2 / (w ** 2).sum(0),
    "line F": F,
    "line amplitude": interleaved(A),
    "line probability": st.f.sf(F, 2, 2 * K - 2),
    "line threshold 3-8 Hz": st.f.isf(0.01 / tests, 2, 2 * K - 2),
})

# Chi-square: rows of probability, degrees of freedom, quantile.
rows = [(p, nu, st.chi2.ppf(p, nu)) for p in (1e-6, 0.005, 0.025, 0.5, 0.9, 0.975, 0.995, 1 - 1e-9)
        for nu in (0.7, 1, 2, 3.3, 8, 16, 57.6, 238, 2000)]
save("chi2.txt", {"rows": np.array(rows)})

# Lomb-Scargle at uneven times; with a floating mean by plain least squares.
times = np.sort(rng.uniform(100, 130, 333))
values = 4 + 1.5 * np.cos(2 * np.pi * 4.2 * times + 1) + rng.standard_normal(333)
freqs = 0.05 + 0.05 * np.arange(200)
centred = values - values.mean()
w1 = ss.lombscargle(times - 115, centred, 2 * np.pi * freqs)
w2 = ss.lombscargle(times - 115, centred, 2 * np.pi * freqs, normalize=True)
gls = []
for f in freqs:
    M = np.column_stack([np.ones_like(times), np.cos(2 * np.pi * f * (times - 115)), np.sin(2 * np.pi * f * (times - 115))])
    r = values - M @ np.linalg.lstsq(M, values, rcond=None)[0]
    gls.append(1 - (r @ r) / (centred @ centred))
save("lombscargle.txt", {"times": times, "values": values, "centred": centred, "power": w1, "normalised": w2,
                         "floating mean": gls})
