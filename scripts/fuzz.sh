#!/usr/bin/env bash
# Throws all kinds of bytes at every parser of what anybody may have written, for so many seconds each
# (30 unless said otherwise), and stops at the first that fails. The first build takes as long as that of
# the program itself: everything is compiled to be watched.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tool.sh
seconds=${1:-30}

fuzz=$(tool cargo-fuzz '^0.13')

# Without the sanitizer of addresses: there is no unsafe code of ours, and it needs an unstable compiler.
options=(--fuzz-dir tests/fuzz --sanitizer none --target-dir target/fuzz)
# Once for all targets; in several steps it would be linked as often.
"$fuzz" build "${options[@]}" >&2

for target in header label query jsonl markdown ladder; do
    mkdir -p "target/fuzz/corpus/$target"
    log=target/fuzz/$target.log
    if "$fuzz" run "${options[@]}" "$target" "target/fuzz/corpus/$target" "tests/fuzz/corpus/$target" -- \
        -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 >"$log" 2>&1; then
        tried=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        printf '%-28s tried %9s   failed 0\n' "bytes given to $target" "$tried"
    else
        tail -20 "$log" >&2
        printf '%-28s failed; the input is in tests/fuzz/artifacts/%s\n' "bytes given to $target" "$target"
        exit 1
    fi
done
