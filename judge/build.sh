#!/usr/bin/env bash
# Builds the judge: build.sh [2.21.0|2.20.2|all]. Does nothing if the binary is newer than all of its sources.
set -eu
cd "$(dirname "$0")"
. ./releases.sh

need_go
case ${1:-all} in
all) releases=$(all_releases) ;;
*) releases=$1 ;;
esac

for release in $releases; do
  settings "$release"
  binary=bin/judge-$release
  if [ -x "$binary" ] && [ -z "$(find main.go families.go internal build.sh releases.sh "$modfile" "${modfile%.mod}.sum" -newer "$binary" -type f \
    ! -name '*_test.go' ! -path 'internal/crd/released/*' -print -quit)" ]; then
    echo "$binary is up to date"
    continue
  fi
  echo "$binary: the first build takes 10 to 20 minutes and 2 GB of modules, later ones less than a minute"
  started=$SECONDS
  say "$release" "getting modules" go mod download "${modules[@]}"
  keda=$(go list -m "${modules[@]}" -f '{{.Dir}}' github.com/kedacore/keda/v2)
  say "$release" "writing KEDA's CRDs" go run -buildvcs=false "${flags[@]}" ./internal/crd/write "$keda" "internal/crd/released/$release.json"
  mkdir -p bin
  say "$release" "compiling" go build -buildvcs=false "${flags[@]}" -ldflags "-s -w -X github.com/kedacore/keda/v2/version.Version=$release" -o "$binary" .
  echo "$binary: built in $((SECONDS - started)) s"
done
