# Shared by build.sh and bump.sh: the supported releases of KEDA, and how to build for each. Source this file in its own folder.

# The newest release is that of go.mod; each older one has its own file.
newest() {
  awk '$1 == "github.com/kedacore/keda/v2" { print substr($2, 2); exit }' go.mod
}

all_releases() {
  newest
  for file in releases/*.mod; do
    [ -e "$file" ] && basename "$file" .mod
  done
}

# settings RELEASE: sets modfile and the Go flags for a release.
settings() {
  if [ "$1" = "$(newest)" ]; then
    modfile=go.mod
    modules=(-modfile=go.mod)
  elif [ -e "releases/$1.mod" ]; then
    modfile=releases/$1.mod
    modules=("-modfile=$modfile")
  else
    echo "There is no KEDA $1 here; available are: $(all_releases | tr '\n' ' ')" >&2
    exit 1
  fi
  # The build tag of files that are only for one minor release, such as keda_2_20.
  local minor=${1%.*}
  flags=("${modules[@]}" "-tags=keda_${minor//./_}")
}

need_go() {
  local wanted have
  wanted=$(awk '$1 == "go" { print $2; exit }' go.mod)
  if ! command -v go >/dev/null; then
    echo "The judge needs Go $wanted or newer, and there is no go on the PATH. Only tests need the judge." >&2
    exit 1
  fi
  have=$(go env GOVERSION)
  have=${have#go}
  if [ "$(printf '%s\n%s\n' "$wanted" "$have" | sort -V | head -1)" != "$wanted" ]; then
    echo "The judge needs Go $wanted or newer, and this is Go $have. Only tests need the judge." >&2
    exit 1
  fi
}

# say RELEASE WHAT COMMAND...: runs it, and reports every half minute that it is still running.
say() {
  local release=$1 what=$2 from=$SECONDS next=30 pid status=0
  shift 2
  echo "judge $release: $what"
  "$@" &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 1
    if [ $((SECONDS - from)) -ge "$next" ]; then
      echo "judge $release: $what, for $((SECONDS - from)) s"
      next=$((next + 30))
    fi
  done
  wait "$pid" || status=$?
  return "$status"
}
