# For the other scripts: `tool cargo-deny '^0.20'` prints where that program is, and builds it the first time.

tool() {
    command -v "$1" && return
    local path=target/tools/bin/$1
    # Unoptimised: it is quick enough, and there in a fraction of the time. Nothing of its build is needed again.
    [ -x "$path" ] || { CARGO_TARGET_DIR=target/tools/build \
        cargo install "$1" --version "$2" --locked --debug --quiet --root target/tools >&2; rm -rf target/tools/build; }
    echo "$path"
}
