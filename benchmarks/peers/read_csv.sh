#!/usr/bin/env bash
# Times `myoclonus analyze` on a large CSV against pandas, which only reads it: one command, one run, in turns.
#   MYOCLONUS  the command to time (default: the Release build of this repository, built first)
#   PYTHON     a Python with numpy and pandas (default: the first of python3 and /usr/bin/python3 that has them)
#   ROWS       rows of the file (default 2000000, about 90 MB);  PAIRS  how often each is run (default 5)
set -eu
cd "$(dirname "$0")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

python=
for candidate in ${PYTHON:-python3 /usr/bin/python3}; do
    if "$candidate" -c 'import numpy, pandas' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "skipped: no python3 with numpy and pandas (set PYTHON to one)"
    exit 0
fi

if [ -z "${MYOCLONUS:-}" ]; then
    dotnet build -c Release src/MyoclonusSignal.Cli -v quiet
    MYOCLONUS="dotnet $PWD/src/MyoclonusSignal.Cli/bin/Release/net10.0/myoclonus.dll"
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" benchmarks/peers/read_csv.py "$folder" "${ROWS:-2000000}" "${PAIRS:-5}" $MYOCLONUS
