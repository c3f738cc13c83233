"""The job of `myoclonus analyze` as a script in NumPy and SciPy does it: python_pipeline.py FILE.csv FOLDER.

Read, clean, envelope, onsets and offsets, spectrum of the envelope, two tables: what toolboxes for biosignals string together. It knows no
hum that drifts, noise that changes, heartbeats, lost samples or tonic contraction. Called by whole_job.py, which times it.
"""
import json
import os
import sys

import numpy as np
import pandas
import scipy.signal as ss

HUM_HZ = 50
OVER_MEDIAN = 5
SHORTEST_SECONDS = 0.025
BRIDGED_SECONDS = 0.05
WINDOW_SECONDS = 4
RHYTHM_HZ = (3, 8)


def envelope_of(x, band, notch, smooth):
    """The reference work: band-pass of four sections, notch, Teager-Kaiser energy, low-pass."""
    y = ss.lfilter(*notch, ss.sosfilt(band, x))
    energy = np.zeros_like(y)
    energy[1:-1] = y[1:-1] ** 2 - y[:-2] * y[2:]
    return ss.sosfilt(smooth, np.abs(energy))


def bursts_of(envelope, rate):
    """Starts and ends of the stretches above five medians, near ones joined and brief ones left out."""
    is_above = np.concatenate([[False], envelope > OVER_MEDIAN * np.median(envelope), [False]])
    edges = np.flatnonzero(np.diff(is_above.astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    if len(starts) == 0:
        return starts, ends
    is_apart = starts[1:] - ends[:-1] > BRIDGED_SECONDS * rate
    starts, ends = starts[np.concatenate([[True], is_apart])], ends[np.concatenate([is_apart, [True]])]
    is_long = ends - starts >= SHORTEST_SECONDS * rate
    return starts[is_long], ends[is_long]


def main():
    path, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    table = pandas.read_csv(path)
    times = table.iloc[:, 0].to_numpy()
    rate = 1 / np.median(np.diff(times))
    band = ss.butter(4, [20, 450], "bandpass", fs=rate, output="sos")
    notch = ss.iirnotch(HUM_HZ, 30, fs=rate)
    smooth = ss.butter(2, 20, fs=rate, output="sos")
    name = os.path.splitext(os.path.basename(path))[0]
    summary = {}
    events = []
    for channel in table.columns[1:]:
        envelope = envelope_of(table[channel].to_numpy(), band, notch, smooth)
        starts, ends = bursts_of(envelope, rate)
        peaks = [envelope[start:end].max() for start, end in zip(starts, ends)]
        events += [(times[start], (end - start) / rate, channel, peak) for start, end, peak in zip(starts, ends, peaks)]
        frequencies, power = ss.welch(envelope, rate, nperseg=int(WINDOW_SECONDS * rate), detrend="constant")
        is_rhythm = (frequencies >= RHYTHM_HZ[0]) & (frequencies <= RHYTHM_HZ[1])
        best = np.argmax(power[is_rhythm])
        intervals = np.diff(times[starts])
        summary[channel] = {
            "events": len(starts),
            "rate_per_minute": 60 * len(starts) / (len(envelope) / rate),
            "median_duration_s": float(np.median((ends - starts) / rate)) if len(starts) > 0 else None,
            "interval_cv": float(np.std(intervals) / np.mean(intervals)) if len(intervals) > 1 else None,
            "rhythm_hz": float(frequencies[is_rhythm][best]),
            "rhythm_db": float(10 * np.log10(power[is_rhythm][best] / np.median(power[is_rhythm]))),
        }

    events.sort()
    pandas.DataFrame(events, columns=["onset", "duration", "channel", "peak"]).to_csv(
        os.path.join(folder, f"{name}_events.tsv"), sep="\t", index=False, float_format="%.4f")
    with open(os.path.join(folder, f"{name}_summary.json"), "w", encoding="utf-8") as file:
        json.dump(summary, file, indent=2)


if __name__ == "__main__":
    main()
