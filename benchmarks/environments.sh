#!/usr/bin/env bash
# Analyses the same recordings in sixteen environments (instruction sets, numbers of processors, languages, time zones, ways of
# compiling) and compares every byte of every result.
#
#   benchmarks/environments.sh [PATH_OF_myoclonus.dll]
set -eu
dll=${1:-$(dirname "$0")/../src/MyoclonusSignal.Cli/bin/Release/net10.0/myoclonus.dll}
dll=$(realpath "$dll")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

dotnet "$dll" simulate emg.csv --scenario random-jerks --duration 120 --quiet
dotnet "$dll" simulate rhythm.edf --scenario rhythmic-train --duration 60 --quiet
dotnet "$dll" simulate acc.csv --scenario accelerometer --duration 60 --quiet

environments=(
    ""
    "DOTNET_EnableHWIntrinsic=0"
    "DOTNET_EnableAVX=0"
    "DOTNET_EnableAVX2=0"
    "DOTNET_EnableAVX512=0"
    "DOTNET_EnableFMA=0"
    "DOTNET_PROCESSOR_COUNT=1"
    "DOTNET_PROCESSOR_COUNT=7"
    "DOTNET_TieredCompilation=0"
    "DOTNET_TieredPGO=0"
    "DOTNET_ReadyToRun=0"
    "DOTNET_gcServer=1"
    "LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8"
    "LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8"
    "TZ=Pacific/Auckland"
    "TZ=America/St_Johns LC_ALL=C"
)

different=0
for i in "${!environments[@]}"; do
    # shellcheck disable=SC2086
    env ${environments[$i]} dotnet "$dll" analyze emg.csv rhythm.edf acc.csv -o "out" --figures svg --cycles --force --quiet
    (cd out && sha256sum ./* ) > "hashes$i"
    if cmp -s hashes0 "hashes$i"; then
        echo "same       ${environments[$i]:-as it is}"
    else
        echo "different  ${environments[$i]}: $(diff hashes0 "hashes$i" | grep -c '^>') of $(wc -l < hashes0) files"
        different=$((different + 1))
    fi
done
echo "$((${#environments[@]} - different)) of ${#environments[@]} environments give the same bytes"
[ "$different" -eq 0 ]
