"""A case as one theorem of Coq about the result of the kernel: Gappa's own proof of the script, and what closes it.

  Theorem error_bound (x : R) : let a := rnd x in first <= a <= last -> (the program) ->
    Rabs (rnd z - Rhat (+-a)) <= bound * ulp_of (Rhat (+-a)).

No section hypothesis is left over: the rewriting rules are the identities of kernel_rhat.v, the rest is rhat_exact_value.
"""
import re
from fractions import Fraction

import kernel_scripts
import kernel_theorems
from kernel_program import exact_polynomial, line_of_slope, literal, polynomial_lines, program

HEAD = """(* Generated: closes the proof that Gappa gives of {name}. *)
From Coq Require Import Reals ZArith Lia Lra List Classical.
From Flocq Require Import Core.
From Gappa Require Import Gappa_library.
From Certibound Require Import Functions kernel_approx kernel_rounding kernel_rhat.
From Certibound Require {name}.
Open Scope R_scope.

(* Dyadic numbers as fractions. *)
Ltac fractions := repeat match goal with
  | |- context [float2R (Float2 ?m ?e)] => let d := eval compute in (Z.pow 2 (- e)) in
      replace (float2R (Float2 m e)) with (IZR m / IZR d) by first [reflexivity | unfold float2R, Defs.F2R; simpl; lra]
  | |- context [bpow radix2 ?e] => let d := eval compute in (Z.pow 2 (- e)) in
      replace (bpow radix2 e) with (/ IZR d) by reflexivity
  end.
(* The hypotheses of a script, one after the other; bounds of intervals as numbers. *)
Ltac atoms := repeat lazymatch goal with |- (_ <= _)%R => fail | |- _ => hnf; lazymatch goal with |- _ /\\ _ => split end end.
Ltac open_bounds := repeat match goal with
  | |- context [lower ?i] => let j := eval hnf in i in
      lazymatch j with makepairF ?f _ => let g := eval hnf in f in change (lower i) with g end
  | |- context [upper ?i] => let j := eval hnf in i in
      lazymatch j with makepairF _ ?f => let g := eval hnf in f in change (upper i) with g end
  end.
Ltac from_range H := match goal with
  | |- float2R (lower _) <= _ => apply Rle_trans with (2 := proj1 H)
  | |- _ <= float2R (upper _) => apply Rle_trans with (1 := proj2 H)
  end; open_bounds; fractions; lra.
"""


# The parts of a proof; a case has only those rules and hypotheses that its script has.
PROOF = """Proof.
intros a Ha {names}.
assert (Fa : double a) by (apply generic_format_round; auto with typeclass_instances).
destruct (rhat_exact_value a Fa ltac:(lra)) as [HP [g [[Happ [HHP [Hg Hline]]] [Hplus Hminus]]]].
destruct (one_minus a Fa ltac:(lra)) as [Hv _]. fold v in Happ, Hline, Hplus, Hminus, Hv.
assert (S : sqrt v * sqrt v = v) by (apply sqrt_sqrt; lra).
assert (Hs : sqrt v <> 0) by (apply Rgt_not_eq, sqrt_lt_R0; lra).
{polynomial}assert (HM : M0 = poly kernel v) by (unfold {unfolded}; fractions; cbn [poly kernel]; field).
assert (HR : - {d} <= (M0 - HP) / HP <= {d}).
{{ rewrite HM. apply Rabs_le_inv. unfold Rdiv at 1. rewrite Rabs_mult, Rabs_inv, (Rabs_pos_eq HP) by lra.
  apply (Rmult_le_reg_r HP); [lra|]. rewrite Rmult_assoc, Rinv_l by lra. lra. }}
assert (HL : - {g_error} <= g - {line} <= {g_error}) by (fractions; apply Rabs_le_inv in Hline; exact Hline).
pose (EX := {exact}).
assert (HEX : EX = Rhat {sign}) by (symmetry; exact {which}).
assert (Hpos : 0 < EX) by (rewrite HEX; apply (Rhat_positive a); lra).
assert (HN : EX <> 0) by lra.
{two_sum}assert (G : {goal}).
{{ apply NNPP. intros N. {negated}apply ({name}.l1 x HP g);
  first [{rules} | atoms; first [exact N | from_range Ha | from_range HHP | from_range Hg | from_range HL{from_two_sum}
    | match goal with |- REL _ _ ?i => change (REL M0 HP i); exists ((M0 - HP) / HP); split; [split; from_range HR | field; lra] end]]. }}
rewrite <- HEX. replace {bound} with (1 / 2 + {ulps}) by lra.
{end}
Qed.
"""
ABSOLUTE = """destruct G as [G1 G2]. apply (result_absolute EX z {ulps} ({unit})); [lia | | lra |].
- apply Rle_trans with (2 := G2). fractions. lra.
- apply Rabs_le. revert G1. generalize (z - EX). intros lost. fractions. lra."""
RELATIVE = """apply (result_relative EX z {ulps}); [| lra |].
- assert (T0 : 1 - a - v = 0) by (apply (one_minus a Fa); lra).
  apply Rle_trans with (bpow radix2 (-110)); [apply bpow_le; lia|].
  replace EX with (sqrt v * v * HP) by (unfold EX; rewrite T0; ring). fractions.
  apply Rle_trans with (2 := power_from v HP ltac:(lra) ltac:(lra)). lra.
- apply Rabs_le. revert G. generalize ((z - EX) / EX). intros lost. fractions. lra."""
TWO_SUM = """assert (H2 : 0 <= sum + error - (a + h) <= 0).
{ replace (sum + error) with (a + h); [lra|]. symmetry. apply (two_sum a h Fa). apply generic_format_round; auto with typeclass_instances. }
"""


def dyadics(text):
    return re.sub(r"(-?\d+)b-(\d+)", r"(float2R (Float2 (\1) (-\2)))", text)


def lets(lines):
    return "".join(f"  let {name} := {dyadics(text)} in\n" for name, text in lines)


def split_lines(lines):
    return [line.split(" = ") for line in lines]


def goal(case):
    """As kernel_scripts.goal has it: the same intervals, so that Coq sees the same numbers."""
    bound = kernel_scripts.rounded_down(case.ulps * (case.unit or kernel_scripts.U))
    low, high = dyadics(literal(-bound)), dyadics(literal(bound))
    if case.unit is None:
        return f"{low} <= (z - EX) / EX <= {high}"
    return f"({low} <= z - EX <= {high}) /\\ {dyadics(literal(case.unit * 2**52))} <= EX"


def theorem(k, case, rule_names):
    number = kernel_theorems.coq_number
    ends = sorted((abs(case.first), abs(case.last)))
    lines = split_lines(program(k, (case.kernel, case.ending)))
    exact = split_lines([*polynomial_lines(k, case.kernel, False, "M"), f"M0 = {exact_polynomial(k, case.kernel)}"])
    negative, positive = case.ending == "negative", case.ending == "positive"
    values = {"name": case.name, "names": " ".join(name for name, _ in lines), "sign": "(- a)" if negative else "a",
              "which": "Hminus" if negative else "Hplus", "bound": number(case.bound), "ulps": number(case.ulps),
              "d": number(Fraction(kernel_scripts.APPROXIMATION)), "goal": goal(case),
              "g_error": number(Fraction(kernel_scripts.SLOPE_ERROR)), "line": dyadics(line_of_slope(k)),
              "polynomial": "".join(f"pose ({name} := {dyadics(text)}).\n" for name, text in exact),
              "unfolded": ", ".join(name for name, _ in reversed(exact)),
              "exact": kernel_scripts.exact_value(case.ending).replace("MS", "sqrt v").replace("T", "(1 - a - v)"),
              "two_sum": TWO_SUM if positive else "", "from_two_sum": " | from_range H2" if positive else "",
              "negated": "apply not_and_or in N. " if case.unit else "",
              "rules": " | ".join(f"solve [eapply {rule}; [exact S | exact Hs | exact HN]] | solve [eapply {rule}; exact S]"
                                  for rule in rule_names),
              "unit": None if case.unit is None else 1 - case.unit.denominator.bit_length()}
    values["end"] = (RELATIVE if case.unit is None else ABSOLUTE).format(**values)
    return (HEAD.format(name=case.name)
            + f"Theorem error_bound (x : R) : let a := rnd x in {number(ends[0])} <= a <= {number(ends[1])} ->\n{lets(lines)}"
            f"  Rabs (rnd z - Rhat {values['sign']}) <= {values['bound']} * ulp_of (Rhat {values['sign']}).\n"
            + PROOF.format(**values))


def rule_names(k, case, cases):
    """The identities of kernel_rhat.v that the script of the case has as rewriting rules."""
    order = kernel_theorems.statements(k, cases)
    return [f"identity_{order.index(text) + 1}" for text in kernel_theorems.statements(k, [case])]
