# needs.sh: sourced by tests/run.sh and samples/run.sh. `needs PACKAGE...` installs those Debian
# packages that are missing; elsewhere it says what is needed and goes on if the tools are there.

needs()
{
    missing=
    if [ -e /etc/debian_version ] && command -v dpkg-query >/dev/null; then
        for package; do
            case $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) in
            *" installed") ;;
            *) missing="$missing $package" ;;
            esac
        done
        [ -n "$missing" ] || return 0
        echo "installing:$missing"
        root=
        [ "$(id -u)" = 0 ] || root=sudo
        log=$(mktemp)
        # shellcheck disable=SC2086
        if { $root apt-get update && $root env DEBIAN_FRONTEND=noninteractive apt-get install -y \
            --no-install-recommends $missing; } >"$log" 2>&1; then
            rm -f "$log"
            return 0
        fi
        tail -n 5 "$log"
        rm -f "$log"
        echo "cannot install them; as root: apt-get install$missing" >&2
    fi
    for tool in cc python3 meson ninja; do
        if ! command -v $tool >/dev/null; then
            echo "no $tool. Needed: a C compiler, python3, meson >= 1.0, ninja, pkg-config and libclang >= 19" >&2
            echo "(Fedora: gcc python3 meson ninja-build pkgconf clang-devel; Arch: base-devel python" >&2
            echo "meson clang; Debian: $*)" >&2
            exit 1
        fi
    done
}
