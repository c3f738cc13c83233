#!/usr/bin/env bash
# Times the whole job, a CSV of 70 MB to events, rhythm and results, against a pipeline in NumPy and SciPy and against pandas,
# which only reads the file: one command, one run, in turns, native binary and managed command.
#   PYTHON     a Python with numpy, scipy and pandas (default: the first of python3 and /usr/bin/python3 that has them)
#   NATIVE     the native binary (default: published first; left out where there is neither clang nor gcc)
#   MYOCLONUS  the managed command (default: the Release build of this repository, built first)
#   FOLDER     keeps the two recordings there and takes those that are there (default: a folder of its own, deleted at the end)
#   ROWS       rows of each recording (default 2000000);  TURNS  how often each is run (default 5)
#   SAVE       1 writes the tables to benchmarks/results/<processor>/whole_job.md as well
set -eu
cd "$(dirname "$0")/../.."
. benchmarks/peers/common.sh

need_python numpy scipy pandas

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
if [ -z "${MYOCLONUS:-}" ]; then
    dotnet build -c Release src/MyoclonusSignal.Cli -v quiet
    MYOCLONUS="dotnet $PWD/src/MyoclonusSignal.Cli/bin/Release/net10.0/myoclonus.dll"
fi
if [ -z "${NATIVE:-}" ]; then
    NATIVE=
    if command -v clang > /dev/null || command -v gcc > /dev/null; then
        dotnet publish -c Release -r linux-x64 -p:PublishAot=true src/MyoclonusSignal.Cli -o "$scratch/native" -v quiet
        NATIVE=$scratch/native/myoclonus
    else
        echo "no native binary: neither clang nor gcc is there"
    fi
fi

folder=${FOLDER:-$scratch}
mkdir -p "$folder"
tables=$("$python" benchmarks/peers/whole_job.py "$folder" "${ROWS:-2000000}" "${TURNS:-5}" "$NATIVE" $MYOCLONUS)
report whole_job "Whole job" "$tables"
