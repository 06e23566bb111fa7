#!/usr/bin/env bash
# Updates the judge to another release of KEDA: bump.sh VERSION [--keep]. With --keep, the current release is kept as well.
# This script rewrites go.mod, builds, runs the self test, and prints what has to be reviewed.
set -eu
cd "$(dirname "$0")"
. ./releases.sh

version=${1:?usage: bump.sh VERSION [--keep]}
keep=${2:-}
need_go
old=$(newest)
if [ "$old" = "$version" ]; then
  echo "The judge is already at KEDA $version." >&2
  exit 1
fi

source_of() { # VERSION: the folder of KEDA's source
  go mod download -json "github.com/kedacore/keda/v2@v$1" | awk -F'"' '$2 == "Dir" { print $4 }'
}

block() { # replace|exclude FILE: the blocks and lines of a go.mod with that directive
  awk -v what="$1" '$1 == what { print; if ($2 == "(") inside = 1; next } inside { print } inside && /^\)/ { inside = 0 }' "$2"
}

# The version of a module that KEDA's own build uses.
taken() { # MODULE FILE
  awk -v module="$1" '
    $1 == "replace" && $2 == module || $1 == module && $2 == "=>" { replaced = $NF }
    $1 == module && $2 != "=>" || $1 == "require" && $2 == module { required = $1 == "require" ? $3 : $2 }
    END { print replaced != "" ? replaced : required }' "$2"
}

keda=$(source_of "$version")
api=$(taken k8s.io/api "$keda/go.mod")     # v0.36.4
minor=${api#v0.}; minor=${minor%.*}        # 36
patch=${api##*.}                           # 4
# The newest release of Kubernetes that is not newer than the libraries, because not every release exists as a module.
kubernetes=$(go list -m -versions k8s.io/kubernetes | tr ' ' '\n' |
  awk -F. -v minor="$minor" -v patch="$patch" '$1 == "v1" && $2 == minor && $3 ~ /^[0-9]+$/ && $3 <= patch' | sort -V | tail -1)
parts=$api # all of Kubernetes' own modules are released together

if [ "$keep" = --keep ]; then
  mkdir -p releases
  cp go.mod "releases/$old.mod"
  cp go.sum "releases/$old.sum"
fi

{
  echo "module $(awk '$1 == "module" { print $2 }' go.mod)"
  echo
  grep '^go ' "$keda/go.mod"
  echo
  echo "require ("
  echo "	github.com/kedacore/keda/v2 v$version"
  echo "	k8s.io/kubernetes $kubernetes"
  # Kubernetes requires its own modules without versions.
  go mod download -json "k8s.io/kubernetes@$kubernetes" | awk -F'"' '$2 == "GoMod" { print $4 }' | xargs cat |
    awk -v parts="$parts" '$1 ~ /^k8s\.io\// && $2 == "v0.0.0" { print "\t" $1 " " parts }' | sort -u
  echo ")"
  echo
  block replace "$keda/go.mod"
  echo
  block exclude "$keda/go.mod"
} >go.mod.new
mv go.mod.new go.mod
: >go.sum
say "$version" "resolving modules" go mod tidy
go mod verify

go run -buildvcs=false ./internal/refusals/write "$keda" >"internal/trigger/refusals/$version.txt"
./build.sh "$version"
settings "$version"
go vet "${flags[@]}" ./...
go test "${flags[@]}" ./... || echo "The self test fails: see above."

previous=$(source_of "$old")
echo
echo "== Review: texts that distinguish stages, and trigger types (internal/trigger/refusals)"
diff "internal/trigger/refusals/$old.txt" "internal/trigger/refusals/$version.txt" || true
echo "== Review: functions that are called with a signature that the judge constructs (internal/trigger/offline.go)"
for name in $(grep -ho 'scalers\.parse[A-Za-z]*' internal/linked/*.go | cut -d. -f2); do
  diff <(grep -h "^func $name(" "$previous"/pkg/scalers/*.go) <(grep -h "^func $name(" "$keda"/pkg/scalers/*.go) || true
done
echo "== Review: the checks of the webhook of ScaledObjects (internal/linked/linked.go)"
checks() { sed -n '/^func validateWorkload/,/^}/p' "$1/apis/keda/v1alpha1/scaledobject_webhook.go"; }
diff <(checks "$previous") <(checks "$keda") || true
echo "== Review: how the operator builds one trigger (internal/object/operator.go)"
factory() { sed -n '/^func (h \*scaleHandler) buildScalers/,/^}/p' "$1/pkg/scaling/scalers_builder.go"; }
diff <(factory "$previous") <(factory "$keda") || true
echo "== Review: what the operator sets up before it starts (internal/object/release.go)"
diff "$previous/cmd/operator/main.go" "$keda/cmd/operator/main.go" || true
echo "== Review: libraries of the judge whose version differs from that of KEDA's own build"
go version -m "bin/judge-$version" | awk '$1 == "dep" { name = $2; print $2, $3 } $1 == "=>" { print name, $3 }' |
  while read -r module have; do
    want=$(taken "$module" "$keda/go.mod")
    if [ -n "$want" ] && [ "$want" != "$have" ] && ! grep -q "^[[:space:]]*$module .*=>" "$keda/go.mod"; then
      echo "$module: KEDA uses $want, the judge $have"
    fi
  done
echo "== Then: new types whose constructors open a connection (internal/trigger/offline.go), README.md, and the numbers in it"
