# needs.sh: sourced by tests/run.sh and samples/run.sh. `needs PACKAGE...` installs those Debian
# packages that are missing; elsewhere, and where it may not install, it says what is needed and goes
# on if the tools are there.

# The packages that are missing are installed as root, or with sudo; false: it cannot be done.
needs_install()
{
    root=
    if [ "$(id -u)" != 0 ]; then
        root=sudo
        if ! command -v sudo >/dev/null; then
            echo "missing: $*; you are not root, and there is no sudo to install with" >&2
            return 1
        fi
    fi
    echo "installing: $*"
    log=$(mktemp)
    if { $root apt-get update && $root env DEBIAN_FRONTEND=noninteractive apt-get install -y \
        --no-install-recommends "$@"; } >"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    tail -n 5 "$log" >&2
    rm -f "$log"
    echo "cannot install them" >&2
    return 1
}

needs()
{
    if [ -e /etc/debian_version ] && command -v dpkg-query >/dev/null; then
        missing=
        for package; do
            case $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) in
            *" installed") ;;
            *) missing="$missing $package" ;;
            esac
        done
        [ -n "$missing" ] || return 0
        # shellcheck disable=SC2086
        needs_install $missing && return 0
        echo "as root: apt-get update && apt-get install -y$missing" >&2
    fi
    for tool in cc python3 meson ninja; do
        if ! command -v $tool >/dev/null; then
            echo "there is no $tool. Needed: a C compiler, python3, meson >= 1.0, ninja, pkg-config and" >&2
            echo "libclang >= 19 (Fedora: gcc python3 meson ninja-build pkgconf clang-devel; Arch:" >&2
            echo "base-devel python meson clang; Debian: $*)" >&2
            exit 1
        fi
    done
}
