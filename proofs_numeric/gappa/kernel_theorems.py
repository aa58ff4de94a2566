"""The Coq file kernel_rhat.v: what the Gappa scripts suppose, as theorems about the coefficients that the C++ kernels use.

  rhat_approximation   c0 + w(v) against P(v), relatively, on (0, 1]
  rhat_exact_value     EX of kernel_scripts.py is Rhat, with HP and g as its suppositions() say
  identity_*           each rewriting rule of the scripts

The approximation goes through a reference polynomial of higher degree, made here in decimal arithmetic. It needs no trust: it
is a number of coefficients that Coq compares with both sides.
"""
import math
import re
from decimal import Decimal, localcontext
from fractions import Fraction

import kernel_scripts
from kernel_program import ENDINGS, exact_polynomial, line_of_slope, literal, polynomial_lines

DEGREE = 24                # the relative error of the reference is about 2e-20
REFERENCE_ERROR = Fraction(1, 10**19)
BITS = 110                 # of the coefficients of the reference


# ---- the reference polynomial ----

def arc_tangent_of_inverse(n):
    total, power, k = Decimal(0), 1 / Decimal(n), 0
    while power > Decimal(10) ** -80:
        total += (-1) ** k * power / (2 * k + 1)
        power, k = power / (n * n), k + 1
    return total


def chebyshev_nodes(count):
    """Near the roots of the Chebyshev polynomial on [0, 1]; any distinct points would do."""
    return [Fraction(round((1 - math.cos((2 * i + 1) * math.pi / (2 * count))) * 2**29), 2**30) for i in range(count)]


def interpolation(nodes, values):
    """Coefficients, ascending, of the polynomial through the points (Newton's divided differences)."""
    differences = list(values)
    for order in range(1, len(nodes)):
        for i in range(len(nodes) - 1, order - 1, -1):
            differences[i] = (differences[i] - differences[i - 1]) / (nodes[i] - nodes[i - order])
    result = [Fraction(0)]
    for node, difference in zip(reversed(nodes), reversed(differences)):
        result = [b - node * a for a, b in zip(result + [Fraction(0)], [Fraction(0)] + result)]
        result[0] += difference
    return result[:len(nodes)]


def reference():
    """p with (1/2 + v d/dv)(3/2 + v d/dv) p near 1/(pi sqrt(2 - v)) on [0, 1]: its q is interpolated."""
    with localcontext() as context:
        context.prec = 90
        pi = 16 * arc_tangent_of_inverse(5) - 4 * arc_tangent_of_inverse(239)
        nodes = chebyshev_nodes(DEGREE + 1)
        at = lambda x: 1 / (pi * (2 - Decimal(x.numerator) / Decimal(x.denominator)).sqrt())
        q = interpolation(nodes, [Fraction(at(x)) for x in nodes])
    a = [c / ((i + Fraction(1, 2)) * (i + Fraction(3, 2))) for i, c in enumerate(q)]
    return [Fraction(round(c * 2**BITS), 2**BITS) for c in a]


# ---- identities ----

def coq_number(x):
    x = Fraction(x)
    sign, text = ("- " if x < 0 else ""), f"{abs(x.numerator)}" + ("" if x.denominator == 1 else f" / {x.denominator}")
    return f"({sign}{text})"


def coq_numbers(gappa):
    return re.sub(r"(-?\d+)b-(\d+)", lambda m: coq_number(Fraction(int(m[1]), 2 ** int(m[2]))), gappa)


def meanings(k, case):
    """What the names in the rules of a case stand for, each in terms of those after it."""
    last = ENDINGS[case.kernel, case.ending][-1].split(" = ")
    return (tuple(last), ("EX", kernel_scripts.exact_value(case.ending)), ("M0", exact_polynomial(k, case.kernel)), ("T", "1 - a - v"))


def with_meanings(text, names):
    for name, meaning in names:
        text = re.sub(rf"\b{name}\b", f"({meaning})", text)
    return text


def statement(k, case, rule):
    """left = right for any values of the names and of the constants of the kernel."""
    names = meanings(k, case)
    left, right, exact = (with_meanings(side, names) for side in (*rule, "EX"))
    nonzero = f"MS <> 0 -> {exact} <> 0 ->" if "/" in rule[1] else ""
    text = f"{nonzero}\n  {left}\n  = {right}"
    for name, value in (("c0", k.c0), ("lo", k.lo), ("c1", k.c[0]), ("k1", k.root_factor), ("k2", k.tail_factor),
                        ("k3", k.line[0]), ("k4", k.line[1]), ("1 / 2", Fraction(1, 2))):
        text = text.replace(literal(value), name)
    free = sorted({"MS", "v"} | set(re.findall(r"\b[A-Za-z]\w*", text)))
    return f"({' '.join(free)} : R) : MS * MS = v -> {text}.\n"


def statements(k, cases):
    """One for each rule; those of several cases that read alike once, so that their order is that of the lemmas."""
    return list(dict.fromkeys(statement(k, case, rule) for case in cases for rule in kernel_scripts.rules(k, case)))


def identities(k, cases):
    return [f"Lemma identity_{i + 1} {text}Proof. intros; subst v; first [ring | field; repeat split; by_nonzero]. Qed.\n"
            for i, text in enumerate(statements(k, cases))]


# ---- the file ----

HEAD = """(* Generated from rhat_coeffs.inc and rhat-inl.hpp by kernel_theorems.py. *)
From Coq Require Import Reals Lra Psatz List.
From Flocq Require Import Core.Raux.
From Interval Require Import Tactic.
From Certibound Require Import Functions kernel_approx kernel_rounding.
Import ListNotations.
Open Scope R_scope.

"""

APPROXIMATION = """
Ltac as_terms := cbn [poly euler add_scaled map kernel reference].

Lemma reference_error v : 0 <= v <= 1 -> Rabs (sqrt v * v * poly reference v - h v) <= {d2} * h v.
Proof.
revert v. apply relative_error. intros v Hv. as_terms.
interval with (i_taylor v, i_degree 20, i_bisect v, i_prec 100).
Qed.

Lemma kernel_below v : 0 <= v <= 1 -> 0 <= poly (add_scaled {d1} (add_scaled (-1) reference kernel) reference) v.
Proof. intros Hv. as_terms. interval with (i_taylor v, i_degree 8, i_bisect v, i_prec 100). Qed.
Lemma kernel_above v : 0 <= v <= 1 -> 0 <= poly (add_scaled {d1} (add_scaled (-1) kernel reference) reference) v.
Proof. intros Hv. as_terms. interval with (i_taylor v, i_degree 8, i_bisect v, i_prec 100). Qed.

Theorem rhat_approximation v : 0 <= v <= 1 -> Rabs (sqrt v * v * poly kernel v - h v) <= {d} * h v.
Proof.
intros Hv. pose proof (reference_error v Hv) as A. pose proof (kernel_below v Hv) as B. pose proof (kernel_above v Hv) as C.
rewrite !add_scaled_correct in B, C. assert (S : 0 <= sqrt v * v) by (apply Rmult_le_pos; [apply sqrt_pos | lra]).
apply Rabs_le_inv in A. apply Rabs_le. set (s := sqrt v * v) in *. clearbody s.
assert (0 <= h v) by lra. split; nra.
Qed.

Lemma kernel_range v : 0 <= v <= 1 -> {p_low} <= poly kernel v <= {p_high}.
Proof. intros Hv. as_terms. split; interval with (i_taylor v, i_degree 8, i_bisect v). Qed.

(* The slope of h at c, beside v, by sqrt v. *)
Lemma slope_range v c : 1 / 2 <= v <= 1 -> Rabs (c - v) <= / 2 ^ 54 -> c <= 1 ->
  Rabs (acos (1 - c) / PI / sqrt v - {line}) <= {g_error}.
Proof.
intros Hv Hc Hc1. set (r := c - v) in *. replace c with (v + r) in * by (unfold r; ring). clearbody r.
apply Rabs_le_inv in Hc. assert (Hr : -1 / 100000 <= r <= 1 / 100000) by (split; interval).
rewrite acos_atan_half by lra. interval with (i_bisect v, i_depth 20).
Qed.

Theorem rhat_exact_value a : double a -> 0 <= a < 1 ->
  let v := rnd (1 - a) in let T := 1 - a - v in exists HP g,
  (Rabs (poly kernel v - HP) <= {d} * HP /\\ {hp_low} <= HP <= {hp_high} /\\ {g_low} <= g <= {g_high} /\\
    Rabs (g - {line}) <= {g_error}) /\\
  Rhat a = sqrt v * (v * HP + T * g) + a /\\ Rhat (- a) = sqrt v * (v * HP + T * g).
Proof.
intros Fa Ha v T. destruct (one_minus a Fa Ha) as [Hv [HT [Hhalf Hexact]]]. fold v in Hv, HT, Hhalf, Hexact. fold T in HT, Hexact.
assert (Hs : 0 < sqrt v) by (apply sqrt_lt_R0; lra). pose proof (rhat_approximation v ltac:(lra)) as Happ.
assert (Hss : 0 < sqrt v * v) by (apply Rmult_lt_0_compat; lra).
set (HP := h v / (sqrt v * v)). assert (EP : h v = sqrt v * v * HP) by (unfold HP; field; lra).
assert (HHP : Rabs (poly kernel v - HP) <= {d} * HP).
{{ rewrite EP in Happ. replace (sqrt v * v * poly kernel v - sqrt v * v * HP) with (sqrt v * v * (poly kernel v - HP)) in Happ by ring.
  rewrite Rabs_mult, (Rabs_pos_eq (sqrt v * v)) in Happ by lra. apply Rmult_le_reg_l with (1 := Hss). lra. }}
assert (Hrange : {hp_low} <= HP <= {hp_high}) by (pose proof (kernel_range v ltac:(lra)); apply Rabs_le_inv in HHP; lra).
assert (G : exists g, Rabs (g - {line}) <= {g_error} /\\ h (1 - a) = sqrt v * (v * HP + T * g)).
{{ destruct (Rle_lt_dec (1 / 2) a) as [Ha2|Ha2].
  - exists {line}. split; [rewrite Rminus_diag_eq, Rabs_R0 by reflexivity; lra|]. assert (T0 : T = 0) by (apply Hexact; exact Ha2).
    replace (1 - a) with v by (unfold T in T0; lra). rewrite EP, T0. ring.
  - destruct (h_step v (1 - a)) as [c [Hc E]]; [lra | lra |]. exists (acos (1 - c) / PI / sqrt v). split.
    + apply slope_range; [lra | |].
      * apply Rle_trans with (2 := HT). unfold T in *. unfold Rmin, Rmax in Hc.
        destruct (Rle_dec v (1 - a)); unfold Rabs; destruct (Rcase_abs (c - v)), (Rcase_abs (1 - a - v)); lra.
      * apply Rle_trans with (1 := proj2 Hc). unfold Rmax. destruct (Rle_dec v (1 - a)); lra.
    + fold T in E. replace (h (1 - a)) with (h v + (h (1 - a) - h v)) by ring. rewrite E, EP. field. pose proof PI_RGT_0. lra. }}
destruct G as [g [Hg E]]. exists HP, g. destruct (Rhat_is_h a) as [M P]. rewrite M, P, E.
assert (Hrange_g : {g_low} <= g <= {g_high}) by (apply Rabs_le_inv in Hg; lra).
repeat split; try lra; assumption.
Qed.
"""


def polynomial_definition(name, coefficients):
    return f"Definition {name} : list R := [\n  " + ";\n  ".join(coq_number(c) for c in coefficients) + "].\n"


def odd_even_identity(k, kernel):
    """M0 of the scripts is the polynomial of the theorem."""
    lines = "".join(f"  let {line.replace(' = ', ' := ')} in\n" for line in polynomial_lines(k, kernel, False, "M"))
    return (f"Lemma {kernel}_is_kernel v :\n{coq_numbers(lines)}  {coq_numbers(exact_polynomial(k, kernel))} = poly kernel v.\n"
            "Proof. cbv zeta. cbn [poly kernel]. field. Qed.\n")


def theorems(k, cases):
    d, hp, g = Fraction(kernel_scripts.APPROXIMATION), kernel_scripts.P_RANGE, kernel_scripts.SLOPE_RANGE
    slack = Fraction(1, 10**12)  # of the polynomial's range within that of P
    values = {"d": d, "d2": REFERENCE_ERROR / 2, "d1": d - REFERENCE_ERROR, "hp_low": Fraction(hp[0]), "hp_high": Fraction(hp[1]),
              "p_low": Fraction(hp[0]) + slack, "p_high": Fraction(hp[1]) - slack,
              "g_low": Fraction(g[0]), "g_high": Fraction(g[1]), "g_error": Fraction(kernel_scripts.SLOPE_ERROR)}
    numbers = {name: coq_number(x) for name, x in values.items()} | {"line": coq_numbers(line_of_slope(k))}
    return (HEAD + polynomial_definition("kernel", k.polynomial()) + polynomial_definition("reference", reference())
            + APPROXIMATION.format(**numbers) + "\n" + "\n".join(odd_even_identity(k, kernel) for kernel in ("faithful", "refined"))
            + "\n(* ---- the rewriting rules ---- *)\n\nLtac by_nonzero := first [assumption | nra].\n"
            + "\n".join(identities(k, cases)))
