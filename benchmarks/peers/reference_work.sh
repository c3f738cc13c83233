#!/usr/bin/env bash
# Times the reference work and its parts against SciPy: one command, one run, in turns, one core (two where it says so).
#   PYTHON  a Python with numpy and scipy (default: the first of python3 and /usr/bin/python3 that has them)
#   LONG    1 adds eight hours of signal (needs 2 GB and some minutes)
#   SAVE    1 writes the table to benchmarks/results/<processor>/reference_work.md as well
set -eu
cd "$(dirname "$0")/../.."
. benchmarks/peers/common.sh

need_python numpy scipy

dotnet build -c Release benchmarks/MyoclonusSignal.Benchmarks -v quiet
command="dotnet $PWD/benchmarks/MyoclonusSignal.Benchmarks/bin/Release/net10.0/MyoclonusSignal.Benchmarks.dll reference"
if [ "${LONG:-0}" = 1 ]; then
    command="$command --long"
fi

# One thread on either side: SciPy has no other, and the library is asked for one unless the line says two.
table=$(OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "$python" benchmarks/peers/reference_work.py $command)
report reference_work "Reference work" "$table"
