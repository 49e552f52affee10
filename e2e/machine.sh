#!/bin/sh
# Sets up what the tests need of a machine beside Go, Node and npm: a PostgreSQL server, a browser, and independent
# readers of PDF. What is there is left as it is. Where it is missing it is installed from Debian by root, and named to anybody else.
set -eu

want=""
# shellcheck disable=SC2144
if ! ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 && ! command -v postgres >/dev/null; then
	want="$want postgresql"
fi
if ! command -v chromium >/dev/null && ! command -v google-chrome >/dev/null; then
	want="$want chromium"
fi
command -v qpdf >/dev/null || want="$want qpdf"
command -v pdfinfo >/dev/null || want="$want poppler-utils"
command -v cc >/dev/null || want="$want gcc libc6-dev" # for the disk under PostgreSQL; the race detector is written in C too
if [ "${1:-}" = full ]; then # a whole installation, killed under load
	command -v patroni >/dev/null || want="$want patroni"
	command -v etcd >/dev/null || want="$want etcd-server"
	[ -x /usr/sbin/haproxy ] || want="$want haproxy"
	command -v curl >/dev/null || want="$want curl"
	command -v ps >/dev/null || want="$want procps"
fi
[ -n "$want" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
	echo "The tests need what this machine does not have. Install it and run make again:" >&2
	echo "    sudo apt-get update && sudo apt-get install$want" >&2
	exit 1
fi
echo "Installing for the tests:$want"
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
# shellcheck disable=SC2086
apt-get install -y -q --no-install-recommends $want
