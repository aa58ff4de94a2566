#!/usr/bin/env python3
"""Compiles the library and the exported claims in a clean folder and says for each claim whether Coq accepts it.

usage: replay.py --program CERTIBOUND --work DIR [--jobs N] [--timeout SECONDS] [--record FILE [--changed]] CERTIFICATE...

WORK is emptied first. One line a claim: accepted, rejected (coqc said no), or not exported (with the reason), the seconds
of processor time and the SHA-256 of the file; FILE becomes the list of these, as JSON, each with the hash of the library it
leaned on. With --changed what FILE says is accepted and has the same SHA-256 today is not compiled again: its row is kept as
it stands, the hash of its library too, so that a reader sees rows that are older than the library. A file that says Axiom,
Admitted or the like is rejected, and so is the whole if the theorems compiled together assume more than assumptions.txt lists.
Exit status 0: every exported file was accepted but those that FILE, as it was before, lists as rejected; 1: another was not.

To load the libraries takes longer than most proofs. So coqc is given several claims in one file, each in a module of its
own; one that is refused is left out, and the file is compiled again.
"""
import argparse
import concurrent.futures
import hashlib
import json
import pathlib
import re
import resource
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
BATCH = 24  # claims in one file


def library_order():
    """The files of the library that claims lean on, each after those it requires; from their own text."""
    needs = {path.stem: set(re.findall(r"\b[A-Z]\w*", " ".join(re.findall(r"From Certibound Require \w+ ([\w ]+)\.", path.read_text()))))
             for path in HERE.glob("*.v") if not path.stem.startswith("kernel_")}
    order = []
    while len(order) < len(needs):
        ready = sorted(name for name in needs if name not in order and needs[name] <= set(order))
        if not ready:
            raise SystemExit("replay.py: the library requires itself")
        order += ready
    return order


def library_hash():
    """The beginning of the SHA-256 of what claims lean on, as coq_export/CMakeLists.txt has it."""
    texts = sorted((f"{name}.v", (HERE / f"{name}.v").read_bytes()) for name in library_order())
    listed = "".join(f"{name} {hashlib.sha256(text).hexdigest()}\n" for name, text in texts)
    return hashlib.sha256(listed.encode()).hexdigest()[:16]


def coq_project(order):
    return "-Q . Certibound\n-arg -w -arg none\n" + "".join(f"{name}.v\n" for name in order)


def allowed_assumptions():
    return set((HERE / "assumptions.txt").read_text().split())


def run_coqc(arguments, folder, timeout):
    """Exit status (None after the timeout) and output, errors last."""
    try:
        done = subprocess.run(["coqc", "-q", "-w", "none", *arguments], cwd=folder, capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired as late:
        return None, (late.stdout or b"").decode()
    return done.returncode, done.stdout + done.stderr


def assumptions_in(output):
    """The names that Print Assumptions lists."""
    return set(re.findall(r"^([\w.']+)(?: *:|$)", output.split("Axioms:", 1)[1], re.M)) if "Axioms:" in output else set()


def forbidden_word(text):
    said = FORBIDDEN.search(COMMENT.sub(" ", text))
    return f"the file says {said.group(0)}" if said else ""


def export(certificate, program):
    """A row of the answer, and the text of the file if there is one."""
    done = subprocess.run([program, "export", "--coq", str(certificate)], capture_output=True, text=True)
    row = {"claim": certificate.stem, "status": "exported", "reason": "", "seconds": 0.0, "sha256": None, "library": library_hash()}
    if done.returncode == 2:
        return row | {"status": "not exported", "reason": done.stderr.strip().split("cannot be exported: ", 1)[-1]}, None
    if done.returncode != 0:
        return row | {"status": "rejected", "reason": done.stderr.strip()}, None
    row["sha256"] = hashlib.sha256(done.stdout.encode()).hexdigest()
    word = forbidden_word(done.stdout)
    return (row | {"status": "rejected", "reason": word}, None) if word else (row, done.stdout)


SENTENCE = re.compile(r"^Chars (\d+) - (\d+) .* [\d.]+ secs \(([\d.]+)u,([\d.]+)s\)$", re.M)
PLACE = re.compile(r'^File "[^"]*", line (\d+), characters [\d-]+:\n((?:.|\n)*)', re.M)


def module_of(row):
    return "Claim_" + re.sub(r"\W", "_", row["claim"])


class Batch:
    """Some exported claims as one file."""

    def __init__(self, claims):
        self.text, self.ends = "", []
        for row, text in claims:
            self.text += f"Module {module_of(row)}.\n{text}\nEnd {module_of(row)}.\n"
            self.ends.append(len(self.text.encode()))

    def claim_at(self, byte):
        return next((i for i, end in enumerate(self.ends) if byte < end), len(self.ends) - 1)

    def compile(self, path, timeout):
        """Seconds by claim, and (claim, reason) of the first that is refused or None."""
        timeout += 10 * len(self.ends)
        path.write_text(self.text)
        code, output = run_coqc(["-time", "-Q", ".", "Certibound", path.name], path.parent, timeout)
        seconds, last = [0.0] * len(self.ends), 0
        for start, end, user, system in SENTENCE.findall(output):
            seconds[self.claim_at(int(start))] += float(user) + float(system)
            last = int(end)
        if code == 0:
            return seconds, None
        if code is None:
            return seconds, (self.claim_at(last + 1), f"no answer within {timeout} s")
        place = PLACE.search(output)
        line = int(place.group(1)) if place else 1
        byte = len("".join(self.text.splitlines(True)[: line - 1]).encode())
        reason = " ".join(place.group(2).split())[-160:] if place else output[-160:]
        return seconds, (self.claim_at(byte), reason or "coqc failed")


def compile_claims(claims, path, timeout):
    """Sets the status of each (row, text); `path` is the file that holds those that are accepted."""
    while claims:
        seconds, refused = Batch(claims).compile(path, timeout)
        for (row, _), used in zip(claims, seconds):
            row["seconds"] = round(used, 2)
        if refused is None:
            for row, _ in claims:
                row |= {"status": "accepted", "file": path.stem}
            return
        index, reason = refused
        claims[index][0].update(status="rejected", reason=reason)
        claims = claims[:index] + claims[index + 1:]


def assumptions_of(rows, work, timeout):
    """What the theorems of the accepted claims assume: all at once, since the libraries are gone through once."""
    accepted = [row for row in rows if row["status"] == "accepted" and "file" in row]
    if not accepted:
        return set()
    files = sorted({row["file"] for row in accepted})
    names = [f"{row['file']}.{module_of(row)}.claim_" + re.sub(r"\W", "_", row["claim"]) for row in accepted]
    text = "".join(f"From Certibound Require {file}.\n" for file in files)
    text += f"Definition all_claims := ({', '.join(names)}).\nPrint Assumptions all_claims.\n"
    (work / "all_claims.v").write_text(text)
    code, output = run_coqc(["-Q", ".", "Certibound", "all_claims.v"], work, timeout)
    if code != 0 or ("Axioms:" not in output and "Closed under the global context" not in output):
        return {"the assumptions cannot be printed: " + output[-200:]}
    return assumptions_in(output)


def compile_library(work, timeout=300):
    order = library_order()
    (work / "_CoqProject").write_text(coq_project(order))
    for name in order:
        shutil.copy(HERE / f"{name}.v", work)
        said = IN_LIBRARY.search(COMMENT.sub(" ", (HERE / f"{name}.v").read_text()))
        if said:
            raise SystemExit(f"replay.py: {name}.v says {said.group(0)}")
        code, output = run_coqc(["-Q", ".", "Certibound", f"{name}.v"], work, timeout)
        if code != 0:
            raise SystemExit(f"replay.py: {name}.v: {output}")


def rows_of(record):
    """The rows of the last record by claim."""
    return {row["claim"]: row for row in json.loads(record.read_text())} if record and record.exists() else {}


def unchanged(row, before):
    """Is the file the one that Coq accepted?"""
    return before is not None and before["status"] == "accepted" and before["sha256"] == row["sha256"]


def batches_of(claims, before):
    """Those that may be refused each in a file of its own, so that no others are compiled twice; the rest together, the long
    ones spread over the files."""
    def status(claim):
        return before.get(claim[0]["claim"], {}).get("status")

    def seconds(claim):
        return before.get(claim[0]["claim"], {}).get("seconds", 0.0)

    alone = [[claim] for claim in claims if status(claim) == "rejected"]
    rest = sorted((claim for claim in claims if status(claim) != "rejected"), key=seconds, reverse=True)
    count = -(-len(rest) // BATCH)
    return alone + [rest[i::count] for i in range(count)]


def replay(certificates, program, work, jobs, timeout, report=lambda rows: None, before=None, changed=False):
    """The rows of all certificates; `report` sees those of each batch when it is done. `before`: the rows of the last record;
    with `changed` those that it accepted and whose files are the same are kept."""
    before = before or {}

    def batch(numbered):
        number, claims = numbered
        compile_claims(claims, work / f"claims_{number}.v", timeout)
        report([row for row, _ in claims])

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        exported = list(pool.map(lambda path: export(path, program), sorted(certificates)))
        rows, claims = [], []
        for row, text in exported:
            old = before.get(row["claim"])
            kept = changed and unchanged(row, old)
            rows.append({"library": "", **old} if kept else row)
            if text and not kept:
                claims.append((row, text))
        report([row for row in rows if row["status"] != "exported" and row["status"] != "accepted"])
        list(pool.map(batch, enumerate(batches_of(claims, before))))
    return sorted(rows, key=lambda row: row["claim"])


def print_rows(rows):
    for row in rows:
        print(f"{row['status']:<12} {row['claim']}  {row['seconds']:.1f} s" + (f"  {row['sha256'][:16]}" if row["sha256"] else "")
              + (f"  {row['reason']}" if row["reason"] else ""), flush=True)


def print_table(rows, wall):
    count = {status: sum(row["status"] == status for row in rows) for status in ("accepted", "rejected", "not exported")}
    used = [row["seconds"] for row in rows if row["status"] == "accepted"] or [0.0]
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"coq: {count['accepted']} accepted, {count['rejected']} rejected, {count['not exported']} not exported "
          f"({len(rows)} certificates)")
    print(f"     CPU seconds: median claim {statistics.median(used):.1f}, longest {max(used):.1f}, all with the library "
          f"{spent.ru_utime + spent.ru_stime:.0f}; wall {wall:.0f}")


def refused_anew(rows, before):
    """The claims that are rejected although the record does not say so of them; without a record all that are rejected."""
    known = {claim for claim, row in before.items() if row["status"] == "rejected"}
    return [row["claim"] for row in rows if row["status"] == "rejected" and row["claim"] not in known]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--work", required=True, type=pathlib.Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--timeout", type=int, default=60, help="of a file, 10 s more for each claim in it")
    parser.add_argument("--record", type=pathlib.Path)
    parser.add_argument("--changed", action="store_true", help="keep the rows of RECORD whose files are the same")
    parser.add_argument("certificates", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    start = time.monotonic()
    shutil.rmtree(options.work, ignore_errors=True)
    options.work.mkdir(parents=True)
    compile_library(options.work)
    before = rows_of(options.record)
    rows = replay(options.certificates, options.program, options.work, options.jobs, options.timeout, print_rows, before,
                  options.changed)
    allowed = allowed_assumptions()
    found = assumptions_of(rows, options.work, 4 * options.timeout)
    more = sorted(found - allowed)
    print_table(rows, time.monotonic() - start)
    older = sum(row["status"] == "accepted" and row.get("library") != library_hash() for row in rows)
    if older:
        print(f"     {older} of the accepted rows are kept from an earlier library; without --changed all are compiled")
    print(f"     assumptions: {len(found & allowed)} of the {len(allowed)} listed"
          + (f"; not listed: {', '.join(more)}" if more else ""))
    anew = refused_anew(rows, before)
    if anew:
        print(f"     rejected, and not so recorded: {', '.join(anew)}")
    if options.record:
        record = [{key: row[key] for key in ("claim", "status", "reason", "seconds", "sha256", "library")} for row in rows]
        written = options.record.with_suffix(".new")  # a run that is stopped leaves the old record whole
        written.write_text(json.dumps(record, indent=1) + "\n")
        written.replace(options.record)
    return 1 if more or anew else 0


if __name__ == "__main__":
    sys.exit(main())
