#!/usr/bin/env bash
# Builds the programs of a cluster, and copies KEDA's manifests from its module: build.sh [BIN]
# BIN is the output folder, by default bin beside this script. Programs that are up to date are skipped.
# Exit codes: 0 built, 1 a build failed, 3 this machine cannot build it. If this script ends for any reason, the build ends too.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bin=${1:-$here/bin}

unable() {
  echo "build.sh: $*" >&2
  exit 3
}

[ "$(uname -s)" = Linux ] || unable "judge/cluster needs Linux: its programs end with their supervisor through prctl(2)."
command -v go >/dev/null ||
  unable "Go is not on the PATH. Install Go $(sed -n 's/^go //p' "$here/go.mod") or newer, see https://go.dev/dl."

mkdir -p "$bin/.stamps"
bin=$(cd "$bin" && pwd)
exec 9>"$bin/.lock"
flock --nonblock 9 || { echo "Another build is writing to $bin; waiting for its end." && flock 9; }

temp=$bin/.tmp
rm -rf "$temp" && mkdir "$temp"
trap 'rm -rf "$temp"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
export GOTMPDIR=$temp

version() { # MODULE: its version in go.mod
  awk -v module="$1" '$1 == module { print $2; exit }' "$here/go.mod"
}

kubernetes=$(version k8s.io/kubernetes)
keda=$(version github.com/kedacore/keda/v2)
IFS=. read -r major minor _ <<<"${kubernetes#v}"
in_kubernetes=k8s.io/component-base/version
# Clients cannot parse the version of a Kubernetes that was built without a version.
ldflags="-s -w -X $in_kubernetes.gitVersion=$kubernetes -X $in_kubernetes.gitMajor=$major -X $in_kubernetes.gitMinor=$minor"
ldflags+=" -X $in_kubernetes.gitTreeState=clean -X $in_kubernetes.buildDate=2026-01-01T00:00:00Z"
ldflags+=" -X github.com/kedacore/keda/v2/version.Version=${keda#v}"

# Runs a command in a process group that ends with this script: after SIGKILL, a script has no time to end its children.
if setpriv --pdeathsig TERM true 2>/dev/null; then
  together() {
    exec setpriv --pdeathsig TERM setsid bash -c 'trap "trap - TERM; kill 0" TERM; "$@" & wait $!' together "$@"
  }
else
  together() { exec "$@"; }
fi

# Runs a Go command that prints a line for each compiled package, and reports the progress every half minute.
with_progress() { # NAME COMMAND...
  local name=$1 from=$SECONDS said=$SECONDS packages=0 line
  shift
  : >"$temp/output"
  while IFS= read -r line; do
    packages=$((packages + 1))
    echo "$line" >>"$temp/output"
    if [ $((SECONDS - said)) -ge 30 ]; then
      said=$SECONDS
      echo "$name: $((SECONDS - from)) s, $packages packages"
    fi
  done < <(together "$@" 2>&1 9>&-)
  if ! wait $!; then
    tail -n 30 "$temp/output" >&2
    echo "build.sh: $name was not built." >&2
    exit 1
  fi
  echo "$name: built in $((SECONDS - from)) s, $packages packages compiled"
}

stamp() { # FILE...: changes if one of the files, Go, or the flags change
  { go env GOVERSION GOOS GOARCH CGO_ENABLED && echo "$ldflags" && cat "$@"; } | sha256sum
}

built=0
up_to_date() { # NAME STAMP
  [ -e "$bin/$1" ] && [ "$(cat "$bin/.stamps/$1" 2>/dev/null)" = "$2" ]
}

done_with() { # NAME STAMP
  rm -rf "${bin:?}/$1"
  mv "$temp/$1" "$bin/$1"
  echo "$2" >"$bin/.stamps/$1"
  built=$((built + 1))
}

program() { # NAME MODULE_DIR PACKAGE FILE...
  local name=$1 module=$2 package=$3 stamp
  shift 3
  stamp=$(stamp "$module/go.mod" "$module/go.sum" "$@")
  up_to_date "$name" "$stamp" && return
  with_progress "$name" go build -C "$module" -v -ldflags "$ldflags" -o "$temp/$name" "$package"
  done_with "$name" "$stamp"
}

manifests() {
  local stamp module
  stamp=$(stamp "$here/go.mod" "$here/go.sum" "$here"/manifests/*.go)
  up_to_date manifests "$stamp" && return
  (cd "$here" && go mod download github.com/kedacore/keda/v2)
  module=$(cd "$here" && go list -m -f '{{.Dir}}' github.com/kedacore/keda/v2)
  with_progress manifests go run -C "$here" -v ./manifests "$module" "$temp/manifests"
  done_with manifests "$stamp"
}

mapfile -t sources < <(find "$here"/*.go "$here/internal" -name '*.go' ! -name '*_test.go' | LC_ALL=C sort)
program etcd "$here/etcd" . "$here/etcd/main.go"
program cluster "$here" . "${sources[@]}"
program keda-admission-webhooks "$here" github.com/kedacore/keda/v2/cmd/webhooks
program keda-operator "$here" github.com/kedacore/keda/v2/cmd/operator
program keda-metrics-apiserver "$here" github.com/kedacore/keda/v2/cmd/adapter
program kube-apiserver "$here" k8s.io/kubernetes/cmd/kube-apiserver
program kube-controller-manager "$here" k8s.io/kubernetes/cmd/kube-controller-manager
manifests
if [ "$built" -eq 0 ]; then
  echo "Everything in $bin is up to date."
fi
