"""Makes the .txt files beside this script: python3 make_filtering.py (SciPy 1.10.1, NumPy 1.24)."""
import pathlib

import numpy as np
from scipy import signal

HERE = pathlib.Path(__file__).parent
KINDS = {"low": "lowpass", "high": "highpass", "band": "bandpass", "stop": "bandstop"}
DESIGNS = [
    ("low", 1, (6.0,), 1000.0), ("low", 2, (20.0,), 100.0), ("low", 5, (40.0,), 2000.0), ("low", 8, (100.0,), 1000.0),
    ("high", 1, (20.0,), 1000.0), ("high", 3, (10.0,), 250.0), ("high", 4, (20.0,), 2000.0), ("high", 7, (60.0,), 500.0),
    ("band", 1, (3.0, 8.0), 100.0), ("band", 2, (2.0, 40.0), 100.0), ("band", 2, (0.3, 20.0), 92.77),
    ("band", 4, (20.0, 450.0), 2000.0), ("band", 4, (20.0, 450.0), 1000.0), ("band", 4, (20.0, 57.6), 128.0),
    ("band", 3, (30.0, 300.0), 5000.0), ("band", 6, (50.0, 200.0), 1000.0),
    ("stop", 1, (49.0, 51.0), 1000.0), ("stop", 2, (45.0, 55.0), 250.0), ("stop", 3, (55.0, 65.0), 2000.0),
]
# Ripple and attenuation are those of studies of EMG and of the families' own textbooks.
FAMILIES = {
    "cheby1-0.5": lambda *a, **k: signal.cheby1(a[0], 0.5, *a[1:], **k),
    "cheby1-3": lambda *a, **k: signal.cheby1(a[0], 3, *a[1:], **k),
    "cheby2-40": lambda *a, **k: signal.cheby2(a[0], 40, *a[1:], **k),
    "cheby2-20": lambda *a, **k: signal.cheby2(a[0], 20, *a[1:], **k),
    "ellip-0.5-40": lambda *a, **k: signal.ellip(a[0], 0.5, 40, *a[1:], **k),
    "ellip-1-60": lambda *a, **k: signal.ellip(a[0], 1, 60, *a[1:], **k),
    "bessel-phase": lambda *a, **k: signal.bessel(*a, norm="phase", **k),
    "bessel-delay": lambda *a, **k: signal.bessel(*a, norm="delay", **k),
    "bessel-magnitude": lambda *a, **k: signal.bessel(*a, norm="mag", **k),
}
FAMILY_DESIGNS = [
    ("low", 1, (6.0,), 1000.0), ("low", 2, (20.0,), 100.0), ("low", 5, (40.0,), 2000.0), ("low", 8, (100.0,), 1000.0),
    ("high", 3, (10.0,), 250.0), ("high", 4, (20.0,), 2000.0), ("band", 1, (3.0, 8.0), 100.0),
    ("band", 4, (20.0, 450.0), 2000.0), ("band", 5, (30.0, 300.0), 5000.0), ("stop", 2, (45.0, 55.0), 250.0),
    ("stop", 3, (55.0, 65.0), 2000.0),
]
FIRS = [
    ("low", 31, (40.0,), 1000.0, 60.0), ("low", 64, (12.5,), 100.0, 40.0), ("low", 1, (6.0,), 100.0, 60.0),
    ("high", 51, (20.0,), 500.0, 15.0), ("band", 101, (20.0, 200.0), 1000.0, 80.0), ("stop", 75, (45.0, 55.0), 250.0, 30.0),
]
NOTCHES = [(50.0, 30.0, 1000.0), (60.0, 30.0, 2000.0), (150.0, 90.0, 2000.0), (50.0, 5.0, 128.0), (4.2, 2.0, 100.0)]


def text(numbers):
    return " ".join(repr(float(number)) for number in numbers)


def frequencies(fs):
    return np.arange(1, 32) * fs / 64.0


def case(key, sos, fs):
    """Coefficients b0 b1 b2 a1 a2 of each section, then real and imaginary part at fs k/64, k = 1 to 31."""
    _, response = signal.sosfreqz(sos, frequencies(fs), fs=fs)
    flat = np.stack([response.real, response.imag], axis=1).ravel()
    return [f"{key} sos: {text(sos[:, [0, 1, 2, 4, 5]].ravel())}", f"{key} response: {text(flat)}"]


def main():
    lines, outputs = [], []
    n = np.arange(600)  # of the 600 samples of output every fifth is kept
    x = ((7919 * n + 31 * n * n) % 1009) / 1009 - 0.25
    for kind, order, edges, fs in DESIGNS:
        sos = signal.butter(order, edges if len(edges) > 1 else edges[0], KINDS[kind], fs=fs, output="sos")
        key = f"{kind} {order} {'-'.join(f'{e:g}' for e in edges)} {fs:g}"
        lines += case(key, sos, fs)
        outputs.append(f"{key} output: {text(signal.sosfilt(sos, x)[::5])}")
    (HERE / "butterworth.txt").write_text("\n".join(lines) + "\n")
    lines, states = [], []
    for kind, order, edges, fs in DESIGNS:
        sos = signal.butter(order, edges if len(edges) > 1 else edges[0], KINDS[kind], fs=fs, output="sos")
        states.append(f"{kind} {order} {'-'.join(f'{e:g}' for e in edges)} {fs:g} zi: {text(signal.sosfilt_zi(sos).ravel())}")
    (HERE / "zi.txt").write_text("\n".join(states) + "\n")
    for f, q, fs in NOTCHES:
        b, a = signal.iirnotch(f, q, fs=fs)
        sos = np.array([[*b, *a]])
        key = f"notch {q:g} {f:g} {fs:g}"
        lines += case(key, sos, fs)
        outputs.append(f"{key} output: {text(signal.sosfilt(sos, x)[::5])}")
    for f, q, fs in NOTCHES:
        b, a = signal.iirpeak(f, q, fs=fs)
        lines += case(f"peak {q:g} {f:g} {fs:g}", np.array([[*b, *a]]), fs)
    (HERE / "notch.txt").write_text("\n".join(lines) + "\n")
    lines = []
    for kind, order, edges, fs in DESIGNS:
        sos = signal.butter(order, edges if len(edges) > 1 else edges[0], KINDS[kind], fs=fs, output="sos")
        key = f"{kind} {order} {'-'.join(f'{e:g}' for e in edges)} {fs:g}"
        for padtype, padlen in (("odd", None), ("even", 40), ("constant", 100), (None, 0)):
            y = signal.sosfiltfilt(sos, x, padtype=padtype, padlen=padlen)
            lines.append(f"{key} {padtype} {'default' if padlen is None else padlen} zerophase: {text(y[::10])}")
    (HERE / "zerophase.txt").write_text("\n".join(lines) + "\n")
    lines = []
    for kind, taps, edges, fs, attenuation in FIRS:
        window = ("kaiser", signal.kaiser_beta(attenuation))
        h = signal.firwin(taps, edges if len(edges) > 1 else edges[0], window=window, pass_zero=KINDS[kind], fs=fs)
        key = f"{kind} {taps} {'-'.join(f'{e:g}' for e in edges)} {fs:g} {attenuation:g}"
        lines.append(f"{key} taps: {text(h)}")
        lines.append(f"{key} output: {text(signal.lfilter(h, 1, x)[::5])}")
        lines.append(f"{key} decimated: {text(signal.upfirdn(h, x, 1, 7)[:86])}")
    (HERE / "fir.txt").write_text("\n".join(lines) + "\n")
    lines = []
    for family, design in FAMILIES.items():
        for kind, order, edges, fs in FAMILY_DESIGNS:
            sos = design(order, edges if len(edges) > 1 else edges[0], KINDS[kind], fs=fs, output="sos")
            lines += case(f"{family}/{kind} {order} {'-'.join(f'{e:g}' for e in edges)} {fs:g}", sos, fs)
    (HERE / "families.txt").write_text("\n".join(lines) + "\n")
    (HERE / "sosfilt.txt").write_text("\n".join(outputs) + "\n")


main()
