#!/usr/bin/env bash
# Times transforms, a filter and the reading of a CSV against FftSharp, NWaves, Math.NET, CsvHelper, Sep, SciPy and pandas: one command,
# one run, in turns, one thread.
#   PYTHON  a Python with numpy, scipy and pandas (default: the first of python3 and /usr/bin/python3 that has them)
#   ROWS    rows of the CSV (default 1000000, 36 MB)
#   SAVE    1 writes the table to benchmarks/results/<processor>/libraries.md as well
set -eu
cd "$(dirname "$0")/../.."
. benchmarks/peers/common.sh

need_python numpy scipy pandas

dotnet build -c Release benchmarks/MyoclonusSignal.Benchmarks -v quiet
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# The runtime's defaults, not those of the guard: calls through interfaces, as NWaves makes them, profit from what the runtime has seen.
table=$(DOTNET_TieredPGO=1 DOTNET_TC_QuickJitForLoops=1 OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "$python" benchmarks/peers/libraries.py \
    "$folder" "${ROWS:-1000000}" dotnet benchmarks/MyoclonusSignal.Benchmarks/bin/Release/net10.0/MyoclonusSignal.Benchmarks.dll peers)
report libraries "Other libraries" "$table"
