# What the comparisons share; read by the scripts beside it, from the top folder of the repository.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# find_python MODULE...: the Python to use, or nothing where none has the modules.
find_python() {
    local candidate modules=$*
    for candidate in ${PYTHON:-python3 /usr/bin/python3}; do
        if "$candidate" -c "import ${modules// /, }" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}

# need_python MODULE...: sets python to it; where none has the modules, says so and ends the script, which is then skipped.
need_python() {
    local modules=$*
    python=$(find_python "$@")
    if [ -z "$python" ]; then
        echo "skipped: no python3 with ${modules// /, } (set PYTHON to one)"
        exit 0
    fi
}

# report NAME TITLE TEXT: prints the processor and the text; with SAVE=1 it keeps both in the folder of the processor.
report() {
    local processor folder
    processor=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -n 1)
    printf 'Processor: %s\n\n%s\n' "$processor" "$3"
    if [ "${SAVE:-0}" = 1 ]; then
        folder=benchmarks/results/$(echo "$processor" | tr '[:upper:]' '[:lower:]' | sed 's/([^)]*)//g; s/[^a-z0-9]\{1,\}/-/g; s/^-//; s/-$//')
        mkdir -p "$folder"
        printf '# %s\n\nMade by `benchmarks/peers/%s.sh`. Processor: %s.\n\n%s\n' "$2" "$1" "$processor" "$3" > "$folder/$1.md"
        echo "wrote $folder/$1.md"
    fi
}
