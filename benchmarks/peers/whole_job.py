"""Times the whole job, from a CSV to events and a rhythm, against Python; called by whole_job.sh.

In turns, each a process of its own from start to end: `myoclonus analyze --no-report` as native binary and as managed command, the same
kind of work in NumPy and SciPy (python_pipeline.py), and pandas, which only reads the file. On one processor a Slurm task or a container runs it. This process stays small: what a process
takes begins with the memory of the one that started it.
"""
import os
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BURSTS_OVER_NOISE = 6
ONLY_READ = "import sys, pandas; pandas.read_csv(sys.argv[1])"
VERSIONS = """
import platform, numpy, pandas, scipy
print(f"pandas {pandas.__version__}, SciPy {scipy.__version__}, NumPy {numpy.__version__}, Python {platform.python_version()}")
"""


class Runs:
    """Seconds on the clock, seconds of processor and the most memory of each run of one command."""

    def __init__(self, name, command, is_on_one=False):
        self.name, self.command, self.is_on_one = name, command, is_on_one
        self.wall, self.processor, self.megabytes = [], [], []

    def run(self, is_counted):
        start = time.perf_counter()
        alone = (lambda: os.sched_setaffinity(0, [max(os.sched_getaffinity(0))])) if self.is_on_one else None
        process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=alone)
        error = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{' '.join(self.command)}\nended with {process.returncode}: {error.decode()}")
        if is_counted:
            self.wall.append(seconds)
            self.processor.append(usage.ru_utime + usage.ru_stime)
            self.megabytes.append(usage.ru_maxrss / 1024)


def count_events(folder):
    """The events of all tables in a folder: a peer that finds other numbers of them does other work."""
    tables = [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith("_events.tsv")]
    return sum(sum(1 for _ in open(table, encoding="utf-8")) - 1 for table in tables)


def can_run_on_one():
    return hasattr(os, "sched_setaffinity") and len(os.sched_getaffinity(0)) > 1


def compare(path, folder, turns, commands, has_peers):
    name = os.path.splitext(os.path.basename(path))[0]
    outputs = {kind: os.path.join(folder, f"{name}_{kind}") for kind in (*commands, *(["python"] if has_peers else []))}
    analyses = {kind: [*command, "analyze", path, "--output", outputs[kind], "--no-report", "--force"] for kind, command in commands.items()}
    ours = {kind: Runs(f"myoclonus analyze, {kind}", command) for kind, command in analyses.items()}
    on_one = [Runs(f"myoclonus analyze, {kind}, on one processor", command, is_on_one=True) for kind, command in analyses.items() if can_run_on_one()]
    peers = [] if not has_peers else [
        Runs("pipeline in NumPy and SciPy", [sys.executable, os.path.join(HERE, "python_pipeline.py"), path, outputs["python"]]),
        Runs("pandas.read_csv alone", [sys.executable, "-c", ONLY_READ, path]),
    ]
    everyone = [*ours.values(), *on_one, *peers]
    # The first turn finds the file in the cache of the system and is not counted.
    for turn in range(turns + 1):
        for runs in everyone:
            runs.run(turn > 0)

    middle = statistics.median
    events = ", ".join(f"{count_events(output)} {kind}" for kind, output in outputs.items())
    rows = []
    for runs in everyone:
        ratios = [f"{middle(own.wall) / middle(runs.wall):.2f} | {middle(own.processor) / middle(runs.processor):.2f}" for own in ours.values()]
        rows.append(f"| {name} | {runs.name} | {middle(runs.wall):.2f} | {min(runs.wall):.2f} – {max(runs.wall):.2f} | {middle(runs.processor):.2f} | "
                    f"{middle(runs.megabytes):.0f} | {' | '.join(ratios)} |")
    return f"{name}.csv, {os.path.getsize(path) / 1e6:.0f} MB; events found: {events}.", rows


def main():
    folder, rows, turns, native, *managed = sys.argv[1:]
    commands = {"native": [native]} if native else {}
    commands["managed"] = managed
    versions = subprocess.run([sys.executable, "-c", VERSIONS], check=True, capture_output=True, text=True).stdout.strip()
    print(f"{rows} rows of 4 channels at 2 kHz; medians of {turns} runs in turns; {versions}.")
    table = []
    for name, gain in (("jerks", BURSTS_OVER_NOISE), ("noise", 1)):
        path = os.path.join(folder, name + ".csv")
        if not os.path.exists(path):
            subprocess.run([sys.executable, os.path.join(HERE, "recording.py"), path, rows, str(gain)], check=True)
        found, lines = compare(path, folder, int(turns), commands, has_peers=True)
        print(found)
        table += lines

    # Half a minute of one channel: what a process takes to start.
    found, lines = compare(os.path.join(HERE, "..", "..", "samples", "data", "rhythmic_5hz.csv"), folder, int(turns), commands, has_peers=False)
    print(found)
    table += lines

    print("\n| recording | process | s | from – to | CPU s | MB | " + " | ".join(f"{kind} over it | CPU" for kind in commands) + " |")
    print("|---|---|---:|---:|---:|---:|" + "---:|---:|" * len(commands))
    print("\n".join(table))


if __name__ == "__main__":
    main()
