"""Compares every sample and annotation of an EDF or BDF file with what MNE-Python reads.

    python3 compare_edf.py RECORDING FOLDER

FOLDER holds what our reader gave: NAME.f64 for each signal (raw doubles in the unit of the file's header) in the order of
index.txt (one label a line), and annotations.tsv (onset, duration, text, from the first sample). Prints one line and
exits with 1 where something differs. Debian: apt-get install python3-mne.
"""
import sys
import warnings

import mne
import numpy as np

SCALES = {"uV": 1e6, "mV": 1e3, "V": 1.0}


def main(recording, folder):
    read = mne.io.read_raw_bdf if recording.endswith(".bdf") else mne.io.read_raw_edf
    labels = open(f"{folder}/index.txt", encoding="utf-8").read().splitlines()
    samples = 0
    worst = 0.0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for i, line in enumerate(labels):
            label, unit = line.split("\t")
            ours = np.fromfile(f"{folder}/{i}.f64")
            # One signal at a time: MNE resamples signals of different rates to the highest.
            others = [line.split("\t")[0] for line in labels if line.split("\t")[0] != label]
            raw = read(recording, exclude=others, preload=True, verbose="error")
            index = raw.ch_names.index(label)
            theirs = raw.get_data()[index]
            # MNE turns units that it knows into volts and keeps the others.
            theirs = theirs * SCALES.get(unit, 1.0)
            if len(ours) != len(theirs):
                sys.exit(f"{label}: {len(ours)} samples, MNE has {len(theirs)}")
            scale = max(np.abs(theirs).max(), 1e-300)
            worst = max(worst, np.abs(ours - theirs).max() / scale)
            samples += len(ours)
        if worst > 1e-12:
            sys.exit(f"samples differ by {worst} of the largest")
        raw = read(recording, preload=False, verbose="error")
        theirs = [(round(float(a["onset"]), 6), round(float(a["duration"]), 6), a["description"]) for a in raw.annotations]
    ours = []
    for line in open(f"{folder}/annotations.tsv", encoding="utf-8").read().splitlines():
        onset, duration, text = line.split("\t")
        ours.append((round(float(onset), 6), round(float(duration), 6), text))
    # MNE leaves out what lies outside of the samples.
    if sorted(theirs) != sorted(a for a in ours if a in theirs) or len(theirs) > len(ours):
        sys.exit(f"annotations differ: {ours[:5]} and {theirs[:5]}")
    print(f"{samples} samples, largest difference {worst:.1e} of the largest; {len(theirs)} annotations of {len(ours)}")


main(*sys.argv[1:])
