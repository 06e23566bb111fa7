#!/usr/bin/env python3
"""Compares keda4j lint with kubeconform: wall time, CPU time and memory of whole processes, which take turns.

Prints the rows of the benchmark table: ten files, and 10,000 files with 20,000 objects; the median of nine runs each. kubeconform
checks structure only, with -strict and schemas made from KEDA's CustomResourceDefinitions; keda4j checks everything. kubeconform
v0.8.0 is built with Go, or is the program that --kubeconform names; without either, its rows are left out.

    mvn -q -Dkeda4j.quick -DskipTests package -pl keda4j-cli -am
    python3 benchmarks/src/lint/compare.py
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
PEER = "github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0"

MANIFESTS = """\
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata:
  name: orders-{n}
  namespace: shop
spec:
  podIdentity:
    provider: aws
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: orders-{n}
  namespace: shop
  labels:
    team: orders
    part: "{n}"
spec:
  scaleTargetRef:
    name: orders-{n}
  minReplicaCount: 0
  maxReplicaCount: 20
  triggers:
  - type: aws-sqs-queue
    metadata:
      queueURL: https://sqs.eu-west-1.amazonaws.com/111122223333/orders-{n}
      awsRegion: eu-west-1
      queueLength: "10"
    authenticationRef:
      name: orders-{n}
  - type: cron
    metadata:
      timezone: Europe/Dublin
      start: 0 8 * * *
      end: 0 18 * * *
      desiredReplicas: "5"
"""


def write_manifests(folder, files):
    for n in range(files):
        part = folder / f"part-{n // 100:03}"
        part.mkdir(parents=True, exist_ok=True)
        (part / f"orders-{n:05}.yaml").write_text(MANIFESTS.format(n=n))


def run(command, environment):
    """Wall-clock seconds, CPU seconds, and MB of memory of one process and the children that it waited for."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment)
    said = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if child.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {child.returncode}:\n{said.decode()[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def strict(schema):
    """Like kubeconform's own converter, makes objects with properties refuse all other properties."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("x-kubernetes-int-or-string"):
        return {"type": ["string", "integer"]}
    made = {key: strict(value) for key, value in schema.items()}
    if "properties" in made and "additionalProperties" not in made:
        made["additionalProperties"] = False
    return made


def write_schemas(folder):
    import yaml

    keda = subprocess.run(
        ["go", "list", "-m", "-f", "{{.Dir}}", "github.com/kedacore/keda/v2"],
        cwd=ROOT / "judge", check=True, capture_output=True, text=True).stdout.strip()
    for file in pathlib.Path(keda, "config", "crd", "bases").glob("*.yaml"):
        for crd in yaml.safe_load_all(file.read_text()):
            for version in crd["spec"]["versions"]:
                kind = crd["spec"]["names"]["kind"].lower()
                schema = strict(version["schema"]["openAPIV3Schema"])
                schema["properties"]["metadata"] = {"type": "object"}
                (folder / f"{kind}_{version['name']}.json").write_text(json.dumps(schema))


def peer(argument, work):
    program = argument or shutil.which("kubeconform")
    if program:
        return program
    if not shutil.which("go"):
        return None
    built = subprocess.run(["go", "install", PEER], env={**os.environ, "GOBIN": str(work)})
    return str(work / "kubeconform") if built.returncode == 0 else None


def contenders(arguments, work):
    jar = ROOT / "keda4j-cli" / "target" / "keda4j.jar"
    script = ROOT / "keda4j-cli" / "src" / "main" / "launcher" / "keda4j"
    if not jar.is_file():
        sys.exit(f"{jar} is missing. Build it: mvn -q -Dkeda4j.quick -DskipTests package -pl keda4j-cli -am")
    base = {**os.environ, "KEDA4J_JAR": str(jar), "KEDA4J_OPTS": os.environ.get("KEDA4J_OPTS", "")}
    cached = {**base, "KEDA4J_CACHE": str(work / "cache")}
    no_cache = {**base, "KEDA4J_CACHE": "/dev/null/none"}
    lint = lambda folder: [str(script), "lint", str(folder)]
    found = {}
    program = peer(arguments.kubeconform, work)
    if program:
        schemas = work / "schemas"
        schemas.mkdir()
        write_schemas(schemas)
        location = str(schemas / "{{.ResourceKind}}_{{.ResourceAPIVersion}}.json")
        found["kubeconform -strict"] = (
            lambda folder: [program, "-strict", "-schema-location", location, str(folder)], dict(os.environ))
    else:
        print("kubeconform is left out, because there is neither Go to build it nor --kubeconform.", file=sys.stderr)
    found["keda4j lint, with class archive"] = (lint, cached)
    found["keda4j lint, without archive"] = (lint, no_cache)
    return found


def wait_for_archive(command, environment, cache):
    run(command, environment)
    deadline = time.monotonic() + 120
    while not list(cache.glob("*.jsa")):
        if time.monotonic() > deadline:
            sys.exit("The launcher did not create an archive of classes.")
        time.sleep(0.2)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kubeconform", help="the program to use instead of one built with Go")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--files", type=int, action="append", help="how many files; default: 10 and 10000")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = pathlib.Path(temporary)
        programs = contenders(arguments, work)
        print("| files | objects | program | wall s | relative to the peer | CPU s | memory MB |")
        print("|---|---|---|---|---|---|---|")
        for files in arguments.files or [10, 10_000]:
            folder = work / f"manifests-{files}"
            write_manifests(folder, files)
            command, environment = programs["keda4j lint, with class archive"]
            wait_for_archive(command(folder), environment, work / "cache")
            measured = {name: [] for name in programs}
            for _ in range(arguments.rounds):
                for name, (command, environment) in programs.items():
                    measured[name].append(run(command(folder), environment))
            medians = {
                name: [statistics.median(values) for values in zip(*runs)] for name, runs in measured.items()}
            first = next(iter(medians.values()))[0]
            for name, (wall, cpu, memory) in medians.items():
                print(f"| {files:,} | {2 * files:,} | {name} | {wall:.3f} | {wall / first:.2f} | {cpu:.2f} | {memory:.0f} |")


if __name__ == "__main__":
    main()
