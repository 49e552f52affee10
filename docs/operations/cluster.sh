#!/bin/sh
# A whole installation on this machine's loopback, for trying and for tests: three PostgreSQL servers that Patroni keeps,
# one the leader and one its synchronous copy; etcd, in which Patroni holds the vote; two nodes of Samsyn; and haproxy in
# front of them. In production each runs on a machine of its own with the same settings: see cluster.md.
#
#   cluster.sh up DIR            makes and starts all of it in DIR, and returns when the nodes are ready
#   cluster.sh status DIR        says who leads, who copies, and which nodes are ready
#   cluster.sh leader DIR        the name of the database's leader: pg1, pg2 or pg3
#   cluster.sh kill DIR NAME     kill -9 of all processes of etcd1, pg1, node1, proxy …; "leader" is the leader
#   cluster.sh start DIR NAME    starts what was killed
#   cluster.sh down DIR          stops all of it and takes DIR away
#
# CLUSTER_PORT is the first of a hundred ports (24000); CLUSTER_ETCD how many etcd (3); SAMSYN the program (bin/samsyn).
# From Debian: apt-get install --no-install-recommends postgresql patroni etcd-server haproxy. Root runs it all as the user postgres.
set -eu
PATH=$PATH:/usr/sbin

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
what=${1:-help}
[ "$what" != help ] && [ $# -ge 2 ] || { sed -n '2,15p' "$0" | sed 's/^# \{0,1\}//'; exit 2; }
dir=$2
base=${CLUSTER_PORT:-24000}
etcds=${CLUSTER_ETCD:-3}
samsyn=${SAMSYN:-$here/../../bin/samsyn}
if [ -f "$dir/settings" ]; then . "$dir/settings"; fi

as() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; else "$@"; fi; }
say() { printf '%s\n' "$*" >&2; }
upto() { seq -s' ' 1 "$1"; }

bin=$(for b in /usr/lib/postgresql/*/bin; do [ -x "$b/postgres" ] && echo "$b"; done | sort -V | tail -1)
if [ -z "$bin" ]; then bin=$(dirname "$(readlink -f "$(command -v postgres)")"); fi

# run starts a program in a group of its own, so that it can be killed with all that it has started.
run() {
	name=$1
	shift
	(
		exec >>"$dir/log/$name.log" 2>&1 </dev/null # or whoever reads what this script says would wait for the program
		as setsid sh -c 'echo $$ >"$0"; exec "$@"' "$dir/run/$name.pid" "$@"
	) &
}

etcd_urls() { for i in $(upto "$etcds"); do printf '%shttp://127.0.0.1:%s' "${sep:-}" $((base + i)); sep=,; done; }
etcd_hosts() { for i in $(upto "$etcds"); do printf '%s127.0.0.1:%s' "${sep:-}" $((base + i)); sep=,; done; }
etcd_peers() { for i in $(upto "$etcds"); do printf '%setcd%s=http://127.0.0.1:%s' "${sep:-}" "$i" $((base + 10 + i)); sep=,; done; }
database() { printf 'postgres://samsyn:%s@127.0.0.1:%s,127.0.0.1:%s,127.0.0.1:%s/samsyn?sslmode=disable&connect_timeout=2&target_session_attrs=read-write' \
	"$password" $((base + 21)) $((base + 22)) $((base + 23)); }

start_etcd() {
	i=${1#etcd}
	run "$1" env ETCD_UNSUPPORTED_ARCH="$(dpkg --print-architecture 2>/dev/null || true)" etcd --name "$1" --data-dir "$dir/$1" --logger zap \
		--listen-client-urls "http://127.0.0.1:$((base + i))" --advertise-client-urls "http://127.0.0.1:$((base + i))" \
		--listen-peer-urls "http://127.0.0.1:$((base + 10 + i))" --initial-advertise-peer-urls "http://127.0.0.1:$((base + 10 + i))" \
		--initial-cluster "$(sep='' etcd_peers)" --initial-cluster-token samsyn
}

# What stands under bootstrap.dcs is what makes the promises: a standby is written to before a commit is answered, and
# none but that one can become the leader.
write_patroni() {
	i=${1#pg}
	cat >"$dir/$1.yml" <<-YML
		scope: samsyn
		name: $1
		restapi: {listen: "127.0.0.1:$((base + 30 + i))", connect_address: "127.0.0.1:$((base + 30 + i))"}
		etcd3: {hosts: "$(sep='' etcd_hosts)"}
		bootstrap:
		  dcs:
		    ttl: 20
		    loop_wait: 5
		    retry_timeout: 5
		    maximum_lag_on_failover: 1048576
		    synchronous_mode: true
		    postgresql:
		      use_pg_rewind: true
		      use_slots: true
		      parameters: {max_connections: 200, shared_buffers: 64MB, synchronous_commit: "on", wal_keep_size: 256MB}
		  initdb: [{encoding: UTF8}, {locale: C.UTF-8}, data-checksums]
		  pg_hba: ["host all all 127.0.0.1/32 scram-sha-256", "host replication all 127.0.0.1/32 scram-sha-256"]
		postgresql:
		  listen: 127.0.0.1:$((base + 20 + i))
		  connect_address: 127.0.0.1:$((base + 20 + i))
		  data_dir: $dir/$1
		  bin_dir: $bin
		  pgpass: $dir/run/$1.pgpass
		  authentication:
		    superuser: {username: postgres, password: "$password"}
		    replication: {username: replicator, password: "$password"}
		    rewind: {username: rewind, password: "$password"}
		  parameters: {unix_socket_directories: "$dir/run", password_encryption: scram-sha-256}
	YML
}

start_pg() { run "$1" patroni "$dir/$1.yml"; }

start_node() {
	i=${1#node}
	run "$1" env SAMSYN_DATABASE="$(database)" SAMSYN_KEYS="$dir/keys" "$dir/samsyn" serve --listen "127.0.0.1:$((base + 40 + i))" \
		--base-url "http://127.0.0.1:$((base + 50))" --trusted-proxy 127.0.0.1
}

# A request that reached no node is sent to the other; one that did is not sent again by the proxy.
write_proxy() {
	cat >"$dir/haproxy.cfg" <<-CFG
		defaults
		  mode http
		  timeout connect 2s
		  timeout client 60s
		  timeout server 60s
		  option redispatch
		  retries 3
		frontend people
		  bind 127.0.0.1:$((base + 50))
		  default_backend nodes
		backend nodes
		  balance roundrobin
		  option forwardfor
		  option httpchk GET /readyz
		  default-server check inter 1s fall 2 rise 1
		  server node1 127.0.0.1:$((base + 41))
		  server node2 127.0.0.1:$((base + 42))
	CFG
}

start_proxy() { run proxy haproxy -db -f "$dir/haproxy.cfg"; }

start() {
	case $1 in
	etcd*) start_etcd "$1" ;;
	pg*) start_pg "$1" ;;
	node*) start_node "$1" ;;
	proxy) start_proxy ;;
	*) say "There is no $1."; exit 2 ;;
	esac
}

ask() { curl -sf -m 2 -o "${2:-/dev/null}" "$1"; }

leader() { for i in 1 2 3; do if ask "http://127.0.0.1:$((base + 30 + i))/leader"; then echo "pg$i"; return; fi; done; return 1; }
copies() { for i in 1 2 3; do if ask "http://127.0.0.1:$((base + 30 + i))/sync"; then echo "pg$i"; return; fi; done; return 1; }

await() {
	says=$1
	shift
	for _ in $(seq 1 600); do
		if "$@" >/dev/null 2>&1; then return; fi
		sleep 0.2
	done
	say "$says did not come within two minutes; see $dir/log"
	exit 1
}

# The processes of a PostgreSQL leave Patroni's group, so the server is killed by the number in its own file.
stop() {
	signal=$1
	name=$2
	[ "$name" != leader ] || name=$(leader)
	if [ -f "$dir/$name/postmaster.pid" ]; then
		server=$(head -1 "$dir/$name/postmaster.pid")
		kill -s "$signal" -- "-$(cat "$dir/run/$name.pid")" 2>/dev/null || true
		children=$(ps -o pid= --ppid "$server" || true)
		# shellcheck disable=SC2086
		kill -s "$signal" "$server" $children 2>/dev/null || true
	elif [ -f "$dir/run/$name.pid" ]; then
		kill -s "$signal" -- "-$(cat "$dir/run/$name.pid")" 2>/dev/null || true
	else
		say "$name is not running."
		exit 1
	fi
	rm -f "$dir/run/$name.pid"
	echo "$name"
}

sql() { PGPASSWORD=$password "$bin/psql" -qAt -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$(($(leader | tr -d pg) + base + 20))" -U postgres "$@"; }

up() {
	for need in etcd patroni haproxy curl setpriv; do
		command -v $need >/dev/null || { say "$need is missing. On Debian: apt-get install --no-install-recommends postgresql patroni etcd-server haproxy curl"; exit 1; }
	done
	[ -x "$samsyn" ] || { say "There is no program at $samsyn. Run make build, or name one in SAMSYN."; exit 1; }
	mkdir -p "$dir/run" "$dir/log"
	dir=$(CDPATH='' cd -- "$dir" && pwd)
	password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
	printf "base=%s\netcds=%s\npassword=%s\n" "$base" "$etcds" "$password" >"$dir/settings"
	cp "$samsyn" "$dir/samsyn"
	if [ "$(id -u)" = 0 ]; then chown -R postgres: "$dir"; fi
	chmod 700 "$dir"
	for i in $(upto "$etcds"); do start "etcd$i"; done
	await etcd ask "http://127.0.0.1:$((base + 1))/health"
	for i in 1 2 3; do
		write_patroni "pg$i"
		start "pg$i"
	done
	await "A leader" leader
	await "A synchronous copy" copies
	await "The leader's connection" sql -c 'SELECT 1'
	sql -c "CREATE ROLE samsyn LOGIN PASSWORD '$password'"
	sql -c "CREATE DATABASE samsyn OWNER samsyn"
	as "$dir/samsyn" keys create "$dir/keys" >/dev/null
	for i in 1 2; do start "node$i"; done
	write_proxy
	start proxy
	for i in 1 2; do await "node$i" ask "http://127.0.0.1:$((base + 40 + i))/readyz"; done
	await "The proxy" ask "http://127.0.0.1:$((base + 50))/readyz"
	say "Samsyn answers at http://127.0.0.1:$((base + 50))/ and its nodes at ports $((base + 41)) and $((base + 42)). Logs: $dir/log"
	printf 'proxy=%s\ndatabase=%s\nkeys=%s\n' "http://127.0.0.1:$((base + 50))" "$(database)" "$dir/keys"
}

down() {
	for pid in "$dir"/run/node*.pid "$dir"/run/proxy.pid "$dir"/run/pg*.pid "$dir"/run/etcd*.pid; do
		[ -f "$pid" ] || continue
		stop KILL "$(basename "$pid" .pid)" >/dev/null
	done
	for server in "$dir"/pg*/postmaster.pid; do if [ -f "$server" ]; then kill -KILL "$(head -1 "$server")" 2>/dev/null || true; fi; done
	rm -rf "$dir"
}

status() {
	echo "leader $(leader || echo none), copy $(copies || echo none)"
	for i in 1 2; do if ask "http://127.0.0.1:$((base + 40 + i))/readyz"; then echo "node$i ready"; else echo "node$i not ready"; fi; done
}

case $what in
up) up ;;
down) down ;;
status) status ;;
leader) leader ;;
kill) stop KILL "$3" ;;
start) start "$3" ;;
*) sed -n '2,15p' "$0" | sed 's/^# \{0,1\}//'; exit 2 ;;
esac
