"""Makes mixed.edf and mixed.bdf (three rates, annotations) by hand, reads them with MNE-Python 1.3 and writes the numbers.

    python3 make_edf.py        (Debian: apt-get install python3-mne)
"""
import struct
import warnings

import mne
import numpy as np

RECORDS = 4
SECONDS = 2
SIGNALS = [  # label, unit, physical and digital range, samples per record
    ("EMG TA", "uV", -1200.5, 1200.25, None, 64),
    ("EMG chin", "mV", 2.5, -2.5, None, 32),
    ("Resp belt", "", -100, 250, None, 10),
]


def number(value):
    return f"{value:.7g}".encode().ljust(8)[:8]


def make(path, is_bdf):
    low, high = (-8388608, 8388607) if is_bdf else (-32768, 32767)
    width = 3 if is_bdf else 2
    mark = "BDF" if is_bdf else "EDF"
    annotation_samples = 40
    n = len(SIGNALS) + 1
    rng = np.random.default_rng(20260301)
    head = (b"\xffBIOSEMI" if is_bdf else b"0       ") + b"X F X Somebody".ljust(80) + b"Startdate 01-MAR-2026 X X X".ljust(80)
    head += b"01.03.2622.00.00" + str(256 * (n + 1)).encode().ljust(8) + f"{mark}+C".encode().ljust(44)
    head += str(RECORDS).encode().ljust(8) + str(SECONDS).encode().ljust(8) + str(n).encode().ljust(4)
    rows = [[s[0], "AgAgCl", s[1], s[2], s[3], low, high, "HP:10Hz", s[5]] for s in SIGNALS]
    rows.append([f"{mark} Annotations", "", "", -1, 1, low, high, "", annotation_samples])
    for column, size in enumerate([16, 80, 8, 8, 8, 8, 8, 80, 8]):
        for row in rows:
            value = row[column]
            head += number(value) if isinstance(value, (int, float)) else value.encode().ljust(size)
    head += b" " * 32 * n
    body = b""
    for record in range(RECORDS):
        for signal in SIGNALS:
            for value in rng.integers(low, high + 1, signal[5]):
                body += struct.pack("<i", int(value))[:width]
        lists = f"+{record * SECONDS}\x14\x14\0"
        if record == 1:
            lists += "+1.25\x150.5\x14jerk\x14\0+3\x14Müller\x14zweiter Text\x14\0"
        body += lists.encode().ljust(annotation_samples * width, b"\0")
    with open(path, "wb") as file:
        file.write(head + body)


def numbers(path, file):
    read = mne.io.read_raw_bdf if path.endswith("bdf") else mne.io.read_raw_edf
    for label, unit, *_ in SIGNALS:
        raw = read(path, exclude=[s[0] for s in SIGNALS if s[0] != label], preload=True, verbose="error")
        # In microvolts; what has no unit stays as it is.
        values = raw.get_data()[raw.ch_names.index(label)] * (1e6 if unit else 1)
        file.write(f"{path}\t{label}\t" + " ".join(f"{v:.17g}" for v in values) + "\n")


warnings.simplefilter("ignore")
make("mixed.edf", False)
make("mixed.bdf", True)
with open("mixed.txt", "w", encoding="utf-8") as text:
    numbers("mixed.edf", text)
    numbers("mixed.bdf", text)
