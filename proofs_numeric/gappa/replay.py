#!/usr/bin/env python3
"""Has the error bounds of the double Rhat kernels proven: the roundings by Gappa, all that Gappa has to be told by Coq.

usage: replay.py --work DIR [--jobs N] [--kernel faithful|refined] [--no-coq | --coq main|all]

One line a case, then what Coq says of the hypotheses, then one joined bound a kernel. Exit status 0: every part is proven;
1: one is refused, or the cases leave something out. With --no-coq the hypotheses are named as supposed. With --coq Gappa's own
proofs are checked by Coq too (libcoq-gappa), and each case becomes one theorem about the result of the kernel: `main`, the
case of each kernel that has the largest bound, a minute each; `all`, all of them.
"""
import argparse
import concurrent.futures
import pathlib
import re
import shutil
import subprocess
import sys
from fractions import Fraction

import kernel_coq
import kernel_program
import kernel_scripts
import kernel_theorems

HERE = pathlib.Path(__file__).resolve().parent
COQ = HERE.parent / "coq"
GAPPA = ["gappa", "-Eno-auto-dichotomy", "-Wno-hint-difference", "-Wno-null-denominator"]  # identities() has Coq check what these warn of
FUNCTION = {"faithful": "rhat", "refined": "rhat_refined"}
FORBIDDEN = re.compile(r"\b(Axioms?|Admitted|admit|Parameters?|Conjecture|Hypothes[ie]s|Variables?|Unset|bypass_check|give_up)\b")


def timed(command, folder, timeout):
    """Exit status (1 after the timeout), output, seconds of processor time."""
    shell = ["bash", "-c", 'TIMEFORMAT="%U %S"; time "$@"', command[0], *command]
    try:
        done = subprocess.run(shell, cwd=folder, capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        return 1, f"no answer within {timeout} s", float(timeout)
    said, _, seconds = done.stderr.rstrip().rpartition("\n")
    return done.returncode, done.stdout + said, sum(float(word) for word in seconds.split())


# ---- Gappa ----

def prove(text, name, folder, timeout=300):
    """Why Gappa does not prove the script (empty if it does), and its seconds."""
    path = folder / f"{name}.g"
    path.write_text(text)
    code, output, seconds = timed([*GAPPA, path.name], folder, timeout)
    return (output.strip() or f"exit status {code}") if code != 0 or output.strip() else "", seconds


def not_exact_at_ends(k, kernel):
    """-1 and 1 are in no case: there the kernel has to be exact."""
    return [f"{kernel}({rho:.0f}) = {value!r}" for rho in (-1.0, 1.0)
            if (value := kernel_program.evaluate(k, kernel, rho)) != max(rho, 0.0)]


def prove_cases(k, cases, folder, jobs):
    """Sentences about what is not proven."""
    problems = []
    print(f"{'case':<36} {'rho':<28} {'bound':<11} seconds")
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        results = pool.map(lambda case: prove(kernel_scripts.script(k, case), case.name, folder), cases)
        for case, (refusal, seconds) in zip(cases, results):
            ends = f"[{end_text(case.first)}, {end_text(case.last)}]"
            print(f"{case.name:<36} {ends:<28} {float(case.bound):<5} ulp   {seconds:.1f}{'   NOT PROVEN' if refusal else ''}", flush=True)
            if refusal:
                problems.append(f"{case.name}: {refusal[:400]}")
    return problems


def end_text(rho):
    return {kernel_scripts.FIRST: "-1 + 2^-53", kernel_scripts.LAST: "1 - 2^-53"}.get(rho, f"{float(rho):.4g}")


# ---- Coq ----

def library(name):
    """The files of the library that `name` requires, itself last."""
    order = []
    for line in re.findall(r"From Certibound Require \w+ ([\w ]+)\.", (COQ / f"{name}.v").read_text()):
        for needed in line.split():
            order += [one for one in library(needed) if one not in order]
    return order + [name]


def compiled(name, folder, timeout=300):
    """Why coqc refuses the file (empty if it does not), and its seconds."""
    code, output, seconds = timed(["coqc", "-q", "-w", "none", "-Q", ".", "Certibound", f"{name}.v"], folder, timeout)
    return f"{name}.v: {output.strip()[-400:]}" if code else "", seconds


def refused_by_coq(name, folder, timeout=300):
    """The same for a file of ours, which must not suppose anything. (Sections of the library and of Gappa do; what a theorem
    assumes in the end is compared with the lists.)"""
    said = FORBIDDEN.search(re.sub(r"\(\*.*?\*\)", " ", (folder / f"{name}.v").read_text(), flags=re.S))
    return (f"{name}.v says {said.group(0)}", 0.0) if said else compiled(name, folder, timeout)


def compile_library(folder):
    names = []
    for name in ("kernel_approx", "kernel_rounding"):
        names += [one for one in library(name) if one not in names]
    seconds = 0.0
    for name in names:
        shutil.copy(COQ / f"{name}.v", folder)
        refusal, used = compiled(name, folder)
        if refusal:
            raise SystemExit(f"replay.py: {refusal}")
        seconds += used
    return seconds


THEOREMS = ["kernel_rhat.rhat_approximation", "kernel_rhat.rhat_exact_value", "kernel_rhat.faithful_is_kernel", "kernel_rhat.refined_is_kernel",
            "kernel_rounding.two_sum", "kernel_rounding.result_absolute", "kernel_rounding.result_relative"]


def assumed(folder, names):
    """What the theorems assume, as Print Assumptions lists it."""
    files = sorted({name.split(".")[0] for name in names})
    text = f"From Certibound Require {' '.join(files)}.\n" + f"Definition all_of_it := ({', '.join(names)}).\n"
    (folder / "assumed.v").write_text(text + "Print Assumptions all_of_it.\n")
    code, output, seconds = timed(["coqc", "-q", "-w", "none", "-Q", ".", "Certibound", "assumed.v"], folder, 300)
    if code or "Axioms:" not in output:
        raise SystemExit(f"replay.py: the assumptions cannot be printed: {output[-400:]}")
    return set(re.findall(r"^([\w.']+)(?: *:|$)", output.split("Axioms:", 1)[1], re.M)), seconds


def allowed():
    return set((COQ / "assumptions.txt").read_text().split())


def prove_theorems(k, cases, folder):
    """Sentences about what Coq refuses."""
    seconds = compile_library(folder)
    (folder / "kernel_rhat.v").write_text(kernel_theorems.theorems(k, cases))
    refusal, used = refused_by_coq("kernel_rhat", folder)
    if refusal:
        return [refusal]
    count = len(kernel_theorems.identities(k, cases))
    names, printing = assumed(folder, THEOREMS + [f"kernel_rhat.identity_{i + 1}" for i in range(count)])
    more = sorted(names - allowed())
    print(f"Coq: |c0 + w - P| <= {kernel_scripts.APPROXIMATION} P on [0, 1], P in [{', '.join(kernel_scripts.P_RANGE)}], slope/sqrt v near a "
          f"line to {kernel_scripts.SLOPE_ERROR}, Rhat = EX, {count} rewriting rules, 2Sum, the last rounding\n"
          f"     CPU seconds: library {seconds:.1f}, kernel_rhat.v {used:.1f}, assumptions {printing:.1f}; "
          f"assumptions that are not listed: {', '.join(more) or 'none'}")
    return [f"assumed: {name}" for name in more]


# ---- Gappa's proofs as theorems ----

def chosen(cases, which):
    if which == "all":
        return cases
    return [max((case for case in cases if case.kernel == kernel), key=lambda case: case.bound)
            for kernel in dict.fromkeys(case.kernel for case in cases)]


def prove_in_coq(k, case, cases, folder):
    """Why Coq does not accept the case as a theorem (empty if it does), and its seconds."""
    done = subprocess.run([*GAPPA, "-Bcoq", f"{case.name}.g"], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        return done.stderr.strip(), 0.0
    (folder / f"{case.name}.v").write_text(done.stdout)
    (folder / f"{case.name}_bound.v").write_text(kernel_coq.theorem(k, case, kernel_coq.rule_names(k, case, cases)))
    total = 0.0
    for name, check in ((case.name, compiled), (f"{case.name}_bound", refused_by_coq)):
        refusal, seconds = check(name, folder, 1800)
        total += seconds
        if refusal:
            return refusal, total
    return "", total


def theorems_of_cases(k, cases, which, folder, jobs):
    """Sentences about what Coq refuses."""
    some, problems = chosen(cases, which), []
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for case, (refusal, seconds) in zip(some, pool.map(lambda case: prove_in_coq(k, case, cases, folder), some)):
            print(f"Coq: {case.name} {'REFUSED' if refusal else f'is a theorem, {float(case.bound)} ulp'}, {seconds:.1f} s", flush=True)
            problems += [f"{case.name}: {refusal}"] if refusal else []
    if problems:
        return problems
    names, _ = assumed(folder, [f"{case.name}_bound.error_bound" for case in some])
    return [f"assumed: {name}" for name in sorted(names - allowed())]


# ---- the joined bound ----

def joined(k, kernel, cases, with_coq):
    own = [case for case in cases if case.kernel == kernel]
    bound = float(max(case.bound for case in own))
    how = f"proven (Gappa: {len(own)} cases, Coq: approximation)" if with_coq else \
        f"proven by Gappa in {len(own)} cases, supposing {'; '.join(kernel_scripts.suppositions(k) + [kernel_scripts.TWO_SUM])}"
    return f"{FUNCTION[kernel]}: <= {bound} ulp on [-1, 1], {how}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kernel", choices=FUNCTION)
    parser.add_argument("--no-coq", action="store_true")
    parser.add_argument("--coq", choices=("main", "all"))
    options = parser.parse_args()
    shutil.rmtree(options.work, ignore_errors=True)
    options.work.mkdir(parents=True)
    k = kernel_program.Constants()
    kernels = [options.kernel] if options.kernel else list(FUNCTION)
    cases = [case for case in kernel_scripts.CASES if case.kernel in kernels]
    problems = prove_cases(k, cases, options.work, options.jobs)
    for kernel in kernels:
        problems += [*kernel_scripts.gaps(k, kernel, cases), *not_exact_at_ends(k, kernel)]
    if not options.no_coq:
        problems += prove_theorems(k, cases, options.work)
    if options.coq and not options.no_coq and not problems:
        problems += theorems_of_cases(k, cases, options.coq, options.work, options.jobs)
    for sentence in problems:
        print(f"not proven: {sentence}")
    if not problems:
        for kernel in kernels:
            print(joined(k, kernel, cases, not options.no_coq))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
