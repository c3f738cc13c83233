"""The recordings of the comparisons: recording.py FILE.csv ROWS GAIN."""
import sys

import numpy as np

RATE_HZ = 2000
CHANNELS = 4
NOISE_UV = 3
BURST_EVERY_ROWS = 2200
BURST_ROWS = 90


def write_recording(path, rows, gain):
    """Noise on four channels with a burst of 45 ms every 1.1 s, `gain` times as large as the noise; 1 gives noise alone."""
    signal = np.random.default_rng(5).standard_normal((rows, CHANNELS)) * NOISE_UV
    burst = (np.arange(rows) + BURST_EVERY_ROWS // 2) % BURST_EVERY_ROWS < BURST_ROWS
    signal[burst] *= gain
    np.savetxt(path, np.c_[np.arange(rows) / RATE_HZ, signal], delimiter=",", fmt=["%.4f"] + ["%.3f"] * CHANNELS,
               header="time," + ",".join(f"emg_{name} [uV]" for name in "abcd"), comments="")


if __name__ == "__main__":
    write_recording(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
