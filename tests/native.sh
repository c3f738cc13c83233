#!/usr/bin/env bash
# Makes the native binary and runs every verb with it and with the managed command: what both write must be the same bytes.
# Skips, and says why, where the linker is missing. Ends with 0 unless something differs or warns.
set -u
cd "$(dirname "$0")/.."
if ! command -v clang > /dev/null && ! command -v gcc > /dev/null; then
    echo "native: skipped, there is no clang or gcc to link with"
    exit 0
fi

case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) rid=linux-x64 ;;
    Linux-aarch64) rid=linux-arm64 ;;
    *) echo "native: skipped on $(uname -s) $(uname -m)"; exit 0 ;;
esac

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if ! dotnet publish -c Release -r "$rid" -p:PublishAot=true src/MyoclonusSignal.Cli -o "$folder/bin" > "$folder/log" 2>&1; then
    cat "$folder/log"
    # A machine may have the compiler of C without the libraries to link with.
    if grep -q "cannot find -lz" "$folder/log"; then
        echo "native: skipped, there is no zlib to link with"
        exit 0
    fi
    echo "native: it was not built"
    exit 1
fi
if grep -q "warning" "$folder/log"; then
    grep "warning" "$folder/log" | sort -u
    echo "native: the build warns"
    exit 1
fi

managed=src/MyoclonusSignal.Cli/bin/Release/net10.0/myoclonus.dll
[ -f "$managed" ] || dotnet build -c Release src/MyoclonusSignal.Cli > "$folder/log" 2>&1
managed=$(realpath "$managed")
native=$(realpath "$folder/bin/myoclonus")

# What a run says of itself and not of its results: where it stood, and how long it took.
plain() { sed -E -e "s#$folder/(managed|native)#HERE#g" -e 's/"processing_s":\{[^}]*\}/"processing_s":{}/' "$1"; }

both() {
    local kind
    for kind in managed native; do
        mkdir -p "$folder/$kind"
        if [ "$kind" = managed ]; then
            (cd "$folder/$kind" && dotnet "$managed" "$@" > out.txt 2> err.txt < /dev/null; echo $? > code.txt)
        else
            (cd "$folder/$kind" && "$native" "$@" > out.txt 2> err.txt < /dev/null; echo $? > code.txt)
        fi
        plain "$folder/$kind/out.txt" > "$folder/$kind/out.plain"; mv "$folder/$kind/out.plain" "$folder/$kind/out.txt"
        plain "$folder/$kind/err.txt" > "$folder/$kind/err.plain"; mv "$folder/$kind/err.plain" "$folder/$kind/err.txt"
    done
    runs=$((runs + 1))
    if [ "$(cat "$folder/native/code.txt")" != "$expected" ]; then
        echo "native: myoclonus $* ends with $(cat "$folder/native/code.txt") instead of $expected"
        cat "$folder/native/err.txt"
        wrong=$((wrong + 1))
    fi
    if ! diff -rq "$folder/managed" "$folder/native" > "$folder/diff"; then
        echo "native: myoclonus $* differs:"
        sed "s#$folder/##g" "$folder/diff"
        diff "$folder/managed/out.txt" "$folder/native/out.txt" | head -5
        diff "$folder/managed/err.txt" "$folder/native/err.txt" | head -5
        wrong=$((wrong + 1))
    fi
}

runs=0
wrong=0
expected=0
both --version
both --help
both simulate s.csv --duration 40 --seed 3
both simulate train.edf --scenario rhythmic-train --duration 30 --seed 4
both simulate acc.csv --scenario accelerometer --duration 40 --seed 5
both inspect s.csv
both inspect train.edf
both analyze s.csv train.edf acc.csv -o out
both analyze s.csv --json --no-report -o again
both report out/s_summary.json --force
both evaluate out/s_events.tsv s_truth.tsv
both convert s.csv s.edf
both convert train.edf plain.csv
both watch s.csv
both watch train.edf
both benchmark --recordings 2 --duration 20 -o bench
mkdir -p "$folder"/{managed,native}/bids/sub-01/emg
for kind in managed native; do
    cp "$folder/$kind/s.edf" "$folder/$kind/bids/sub-01/emg/sub-01_task-rest_emg.edf"
    echo '{"Name": "made", "BIDSVersion": "1.11.0"}' > "$folder/$kind/bids/dataset_description.json"
done
both run bids bids/derivatives/myoclonus participant
both run bids bids/derivatives/myoclonus group
expected=66
both analyze missing.csv
expected=64
both nonsense

# The binary for every processor, without its twin: it does the job by itself, to within the order of its sums.
if [ -f "$folder/bin/myoclonus.x86-64-v3" ]; then
    mkdir "$folder/alone" && cp "$folder/bin/myoclonus" "$folder/alone/"
    runs=$((runs + 1))
    if ! "$folder/alone/myoclonus" analyze "$folder/native/s.csv" --no-report -o "$folder/alone/out" > "$folder/log" 2>&1 \
        || ! diff -q <(cut -f1-4 "$folder/alone/out/s_events.tsv") <(cut -f1-4 "$folder/native/out/s_events.tsv") > /dev/null; then
        echo "native: the binary without its twin does not do the job"
        cat "$folder/log"
        wrong=$((wrong + 1))
    fi
fi
echo "native: $runs runs, $((runs - wrong)) with the same bytes as the managed command"
[ "$wrong" -eq 0 ]
