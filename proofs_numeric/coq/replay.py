#!/usr/bin/env python3
"""Compiles the library and the exported claims in a clean folder and says for each claim whether Coq accepts it.

usage: replay.py --program CERTIBOUND --work DIR [--jobs N] [--timeout SECONDS] [--json FILE] CERTIFICATE...

WORK is emptied first. One line a claim: accepted, rejected (coqc said no), or not exported (with the reason), the seconds
of processor time and the SHA-256 of the file. A file that says Axiom, Admitted or the like is rejected, and so is the
whole if the theorems together assume more than assumptions.txt lists. Exit status 0: every exported file was accepted; 1: one was not.
"""
import argparse
import concurrent.futures
import hashlib
import json
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
# Variable and Hypothesis may stand in the sections of the library; outside of one they would be assumptions, which are compared.
IN_LIBRARY = re.compile(r"\b(Axioms?|Admitted|admit|Parameters?|Conjecture|Unset|bypass_check|give_up)\b")
FORBIDDEN = re.compile(IN_LIBRARY.pattern[:-3] + r"|Hypothes[ie]s|Variables?)\b")
COMMENT = re.compile(r"\(\*.*?\*\)", re.S)


def library_order():
    """The files of the library, each after those it requires; from their own text."""
    needs = {path.stem: set(re.findall(r"\b[A-Z]\w*", " ".join(re.findall(r"From Certibound Require \w+ ([\w ]+)\.", path.read_text()))))
             for path in HERE.glob("*.v")}
    order = []
    while len(order) < len(needs):
        ready = sorted(name for name in needs if name not in order and needs[name] <= set(order))
        if not ready:
            raise SystemExit("replay.py: the library requires itself")
        order += ready
    return order


def coq_project(order):
    return "-Q . Certibound\n-arg -w -arg none\n" + "".join(f"{name}.v\n" for name in order)


def allowed_assumptions():
    return set((HERE / "assumptions.txt").read_text().split())


def run_coqc(arguments, folder, timeout):
    """Exit status (None after the timeout), output, seconds of processor time."""
    command = ["bash", "-c", 'TIMEFORMAT="%U %S"; time "$@"', "coqc", "coqc", "-q", "-w", "none", *arguments]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        return None, f"no answer within {timeout} s", float(timeout)
    error = done.stderr.rstrip().rsplit("\n", 1)
    user, system = (float(word) for word in error[-1].split())
    return done.returncode, done.stdout + (error[0] if len(error) > 1 else ""), user + system


def assumptions_in(output):
    """The names that Print Assumptions lists."""
    return set(re.findall(r"^([\w.']+)(?: *:|$)", output.split("Axioms:", 1)[1], re.M)) if "Axioms:" in output else set()


def refusal(path, output, code):
    """Why a compiled file does not count, or an empty text."""
    if code is None or code != 0:
        lines = [line for line in output.splitlines() if line.strip()]
        return (lines[-1] if lines else "coqc failed")[:160]
    said = FORBIDDEN.search(COMMENT.sub(" ", path.read_text()))
    if said:
        return f"the file says {said.group(0)}"
    return ""


def unexpected_assumptions(rows, work, timeout, allowed):
    """What the theorems of the accepted files assume beyond the list: all at once, since the libraries are gone through once."""
    files = [pathlib.Path(row["file"]).stem for row in rows if row["status"] == "accepted"]
    if not files:
        return []
    names = [re.search(r"^Theorem (\w+)", (work / f"{file}.v").read_text(), re.M).group(1) for file in files]
    text = "".join(f"From Certibound Require {file}.\n" for file in files)
    text += f"Definition all_claims := ({', '.join(f'{file}.{name}' for file, name in zip(files, names))}).\n"
    (work / "all_claims.v").write_text(text + "Print Assumptions all_claims.\n")
    code, output, _ = run_coqc(["-Q", ".", "Certibound", "all_claims.v"], work, timeout)
    if code != 0 or ("Axioms:" not in output and "Closed under the global context" not in output):
        return ["the assumptions cannot be printed: " + output[-200:]]
    return sorted(assumptions_in(output) - allowed)


def compile_library(work, timeout=300):
    order = library_order()
    (work / "_CoqProject").write_text(coq_project(order))
    seconds = 0.0
    for name in order:
        shutil.copy(HERE / f"{name}.v", work)
        said = IN_LIBRARY.search(COMMENT.sub(" ", (HERE / f"{name}.v").read_text()))
        if said:
            raise SystemExit(f"replay.py: {name}.v says {said.group(0)}")
        code, output, used = run_coqc(["-Q", ".", "Certibound", f"{name}.v"], work, timeout)
        if code != 0:
            raise SystemExit(f"replay.py: {name}.v: {output}")
        seconds += used
    return seconds


def replay(certificate, program, work, timeout):
    text = subprocess.run([program, "export", "--coq", str(certificate)], capture_output=True, text=True)
    row = {"claim": certificate.stem, "file": None, "sha256": None, "seconds": 0.0}
    if text.returncode == 2:
        return row | {"status": "not exported", "reason": text.stderr.strip().split("cannot be exported: ", 1)[-1]}
    if text.returncode != 0:
        return row | {"status": "rejected", "reason": text.stderr.strip()}
    path = work / (re.sub(r"\W", "_", certificate.stem) + ".v")
    path.write_text(text.stdout)
    code, output, used = run_coqc(["-Q", ".", "Certibound", path.name], work, timeout)
    reason = refusal(path, output, code)
    return row | {"status": "rejected" if reason else "accepted", "reason": reason, "seconds": round(used, 2), "file": path.name,
                  "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def table(rows, library_seconds, wall):
    count = {status: sum(row["status"] == status for row in rows) for status in ("accepted", "rejected", "not exported")}
    used = [row["seconds"] for row in rows if row["status"] == "accepted"] or [0.0]
    print(f"coq: {count['accepted']} accepted, {count['rejected']} rejected, {count['not exported']} not exported "
          f"({len(rows)} certificates)")
    print(f"     CPU seconds: library {library_seconds:.1f}, median claim {statistics.median(used):.1f}, "
          f"longest {max(used):.1f}, all {library_seconds + sum(row['seconds'] for row in rows):.1f}; wall {wall:.0f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--work", required=True, type=pathlib.Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--timeout", type=int, default=120)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("certificates", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    start = time.monotonic()
    shutil.rmtree(options.work, ignore_errors=True)
    options.work.mkdir(parents=True)
    library_seconds = compile_library(options.work)
    allowed = allowed_assumptions()
    rows = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        work = lambda certificate: replay(certificate, options.program, options.work, options.timeout)
        for row in pool.map(work, sorted(options.certificates)):
            rows.append(row)
            print(f"{row['status']:<12} {row['claim']}  {row['seconds']:.1f} s"
                  + (f"  {row['sha256'][:16]}" if row["sha256"] else "") + (f"  {row['reason']}" if row["reason"] else ""), flush=True)
    more = unexpected_assumptions(rows, options.work, 4 * options.timeout, allowed)
    table(rows, library_seconds, time.monotonic() - start)
    print(f"     assumptions beyond the list: {', '.join(more) if more else 'none'}")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n")
    return 1 if more or any(row["status"] == "rejected" for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
