#!/usr/bin/env bash
# Builds and tests the projects of this folder as users of keda4j would: run.sh REPOSITORY [PROJECT...]
# REPOSITORY is a local Maven repository that has keda4j installed (mvn install -Dmaven.repo.local=REPOSITORY).
# Prints a table at the end. Exit code 1 if a project failed.
set -u
cd "$(dirname "$0")"
repository=$(realpath "${1:?name the local Maven repository that contains keda4j}")
shift
wanted=("$@")
logs=$(mktemp -d)
table=()
failed=0

try() { # PROJECT WHAT [OPTION...]
  local project=$1 what=$2
  shift 2
  build "$project" "$what" passes "$@"
}

try_failing() { # PROJECT WHAT WORDS [OPTION...]: the build must fail and print these words
  local project=$1 what=$2 words=$3
  shift 3
  build "$project" "$what" fails_saying "$@"
}

passes() { [ "$1" -eq 0 ]; }

fails_saying() { [ "$1" -ne 0 ] && grep -qF "$words" "$logs/log"; }

build() { # PROJECT WHAT AS_EXPECTED [OPTION...]: AS_EXPECTED is called with the exit code of Maven
  local project=$1 what=$2 as_expected=$3 from=$SECONDS verdict=passed code=0
  shift 3
  if [ "${#wanted[@]}" -gt 0 ] && [[ " ${wanted[*]} " != *" $project "* ]]; then
    return
  fi
  echo "--- $project: $what"
  mkdir -p "$logs/work"
  rm -rf "$logs/work/$project"
  cp -r "$project" "$logs/work/$project"
  mvn -B -ntp -q -f "$logs/work/$project/pom.xml" "-Dmaven.repo.local=$repository" "$@" verify >"$logs/log" 2>&1 || code=$?
  if ! "$as_expected" "$code"; then
    verdict=FAILED
    failed=$((failed + 1))
    tail -60 "$logs/log"
  fi
  table+=("$(printf '%-7s %4s s  %-17s %s' "$verdict" "$((SECONDS - from))" "$project" "$what")")
}

property() { # PROJECT NAME: the value in its pom.xml
  sed -n "s:.*<$2>\\(.*\\)</$2>.*:\\1:p" "$1/pom.xml" | head -1
}

parent() { # PROJECT
  sed -n '/<parent>/,/<\/parent>/s:.*<version>\(.*\)</version>.*:\1:p' "$1/pom.xml"
}

aws=$(property class-path awssdk.version)
fabric8=$(property class-path fabric8.version)
# The oldest version above the bound of 2.42.34 of which every artifact is still available.
lowest_aws=2.50.2

try class-path "fabric8 $fabric8, AWS SDK $aws"
try class-path "fabric8 $fabric8, AWS SDK $lowest_aws (lowest)" "-Dawssdk.version=$lowest_aws"
try class-path "fabric8 7.3.1 (lowest), AWS SDK $aws" -Dfabric8.version=7.3.1 -Djackson.version=2.19.0
# The tree of fabric8 8.0.0 alone does not converge: it contains two versions of snakeyaml-engine.
try class-path "fabric8 8.0.0 (newest), AWS SDK $aws" -Dfabric8.version=8.0.0 -Djackson.version=2.22.3 -Denforcer.skip
try module-path "fabric8 $fabric8, AWS SDK $aws"
try model-only 'keda-model and nothing else'
try podidentity-only "AWS SDK $aws"
try podidentity-only "AWS SDK $lowest_aws (lowest)" "-Dawssdk.version=$lowest_aws"
try operator-sdk "java-operator-sdk $(property operator-sdk operator-sdk.version), fabric8 $fabric8"
try spring-boot-3 "Spring Boot $(parent spring-boot-3)"
try spring-boot-4 "Spring Boot $(parent spring-boot-4)"
try quarkus-3 "Quarkus $(property quarkus-3 quarkus.version)"
try testing-validation-only 'assertions of keda4j-testing and nothing else'
try maven-plugin 'keda4j:lint of manifests that KEDA accepts'
try_failing maven-plugin 'keda4j:lint of manifests that KEDA refuses' 'timezone is missing.' -Dmanifests=broken

rm -rf "$logs"
printf '%s\n' "${table[@]}"
[ "$failed" -eq 0 ]
