# Sourced by ./run and ./test: makes .venv from the hash-locked requirements named in $requirements (base or dev).
# Each set has its own stamp, so that running and testing do not undo each other.
# Compiled modules are kept in our own environment, whatever the machine's habit is: a start is twice as quick.
unset PYTHONDONTWRITEBYTECODE

say() { printf '%s\n' "$*" >&2; }

python_found() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}

make_venv() {
    rm -rf .venv
    "$python" -m venv .venv >/dev/null 2>&1 && return
    rm -rf .venv
    # Debian and Ubuntu ship Python without venv.
    package="python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "Installing $package ..."
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            "$package"; } </dev/null >/dev/null 2>&1
        "$python" -m venv .venv >/dev/null 2>&1 && return
        rm -rf .venv
    fi
    say "Python's venv module is missing. Install it and repeat: sudo apt-get install $package"
    exit 1
}

install_requirements() {
    # uv is ten times quicker; where it cannot work, pip installs the same locked files.
    uv_cache=${XDG_CACHE_HOME:-${HOME:-/nonexistent}}
    [ -w "$uv_cache" ] && no_cache= || no_cache=--no-cache
    if .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes \
        -r requirements/installer.txt >/dev/null 2>&1 &&
        .venv/bin/python -m uv pip install -q $no_cache --python .venv/bin/python --require-hashes \
            -r "requirements/$requirements.txt" 2>/dev/null; then
        return
    fi
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes \
        -r "requirements/$requirements.txt" && return
    say "The packages could not be installed (see above). Check the connection to the package index, then repeat."
    exit 1
}

python=$(python_found)
if [ -z "$python" ]; then
    say "Python 3.11 or newer is needed. Debian, Ubuntu: sudo apt-get install python3 python3-venv; macOS: brew install python"
    exit 1
fi
stamp=".venv/.stamp-$requirements"
wanted="$(cat requirements/installer.txt "requirements/$requirements.txt" | cksum) $PWD"
if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
    # A folder that was moved, or a Python that was upgraded away, leaves an environment that does not run.
    .venv/bin/python -m pip --version >/dev/null 2>&1 || make_venv
    say "Installing the packages of requirements/$requirements.txt (about a minute) ..."
    install_requirements
    printf %s "$wanted" >"$stamp"
fi
