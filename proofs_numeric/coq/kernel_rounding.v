(* What the double Rhat kernels owe to floating-point arithmetic itself (binary64 with gradual underflow, rounding to nearest,
   ties to even; no overflow): the last rounding costs half an ULP of the exact value, the sum of two numbers in six additions
   is exact, and what is lost in 1 - |rho|. *)
From Coq Require Import Reals ZArith Lra Lia.
From Flocq Require Import Core Sterbenz.
From Flocq Require Pff.Pff2Flocq.
Open Scope R_scope.

Definition fexp := FLT_exp (-1074) 53.
Definition ulp_of (x : R) := ulp radix2 fexp x.
Definition double (x : R) := generic_format radix2 fexp x.
Definition rnd (x : R) := round radix2 fexp ZnearestE x.

Instance prec_is_positive : Prec_gt_0 53 := eq_refl.
Instance fexp_is_valid : Valid_exp fexp := FLT_exp_valid (-1074) 53.

(* A number z within d ULP of x, d <= 1/2, rounds to a result within 1/2 + d. The ULP is that of x, also where z has left
   its binade: then the end of the binade, a double, lies between x and z, and rounding z is not worse than going there. *)
Theorem final_rounding (x z d : R) : bpow radix2 (-1022) <= x -> d <= 1 / 2 -> Rabs (z - x) <= d * ulp_of x ->
  Rabs (rnd z - x) <= (1 / 2 + d) * ulp_of x.
Proof.
intros Hx Hd Hz. unfold rnd, ulp_of in *. pose proof (bpow_gt_0 radix2 (-1022)) as H0.
assert (Hu : 0 <= ulp radix2 fexp x) by apply ulp_ge_0.
assert (Hux : ulp radix2 fexp x <= x).
{ apply Rle_trans with (Rabs x * bpow radix2 (1 - 53)).
  - apply ulp_FLT_le. rewrite Rabs_pos_eq by lra. exact Hx.
  - rewrite Rabs_pos_eq by lra. assert (bpow radix2 (1 - 53) <= bpow radix2 0) by (apply bpow_le; lia). simpl in *. nra. }
apply Rabs_le_inv in Hz. assert (Hz0 : 0 < z) by nra.
assert (Hn : Rabs (round radix2 fexp ZnearestE z - z) <= 1 / 2 * ulp radix2 fexp x).
2: { replace (round radix2 fexp ZnearestE z - x) with ((round radix2 fexp ZnearestE z - z) + (z - x)) by ring.
     apply Rle_trans with (1 := Rabs_triang _ _). assert (Rabs (z - x) <= d * ulp radix2 fexp x) by (apply Rabs_le; lra). lra. }
set (b := bpow radix2 (mag radix2 x)).
assert (Hb : x < b) by (apply Rle_lt_trans with (1 := RRle_abs x), bpow_mag_gt).
destruct (Rlt_le_dec z b) as [L|L].
- replace (1 / 2) with (/ 2) by field. apply Rle_trans with (1 := error_le_half_ulp radix2 fexp _ z).
  apply Rmult_le_compat_l; [lra|]. rewrite !ulp_neq_0 by lra. apply bpow_le, FLT_exp_monotone, mag_le_bpow; [lra|].
  rewrite Rabs_pos_eq by lra. exact L.
- assert (Fb : generic_format radix2 fexp b).
  { apply generic_format_bpow. assert (-1022 < mag radix2 x)%Z by (apply mag_gt_bpow; rewrite Rabs_pos_eq by lra; exact Hx).
    unfold fexp, FLT_exp. lia. }
  apply Rle_trans with (Rabs (b - z)); [apply (round_N_pt radix2 fexp (fun n => negb (Z.even n)) z), Fb|].
  rewrite Rabs_minus_sym, Rabs_pos_eq by lra. nra.
Qed.

(* The ULP is never below 2^-53 of the number, and 2^k for a number from 2^(k + 52) on. *)
Lemma ulp_relative (x : R) : 0 <= x -> x * bpow radix2 (-53) <= ulp_of x.
Proof. intros Hx. apply Rlt_le. rewrite <- (Rabs_pos_eq x Hx) at 1. apply (ulp_FLT_gt radix2 (-1074) 53). Qed.

Lemma ulp_from (x : R) (k : Z) : (-1074 <= k)%Z -> bpow radix2 (k + 52) <= x -> bpow radix2 k <= ulp_of x.
Proof.
intros Hk Hx. pose proof (bpow_gt_0 radix2 (k + 52)). unfold ulp_of. rewrite ulp_neq_0 by lra. apply bpow_le.
assert (k + 52 < mag radix2 x)%Z by (apply mag_gt_bpow; rewrite Rabs_pos_eq by lra; exact Hx).
unfold cexp, fexp, FLT_exp. lia.
Qed.

(* What a script of Gappa says of z and x in one case, and what follows for the result rnd z. *)
Theorem result_absolute (x z d : R) (k : Z) : (-1022 <= k)%Z -> bpow radix2 (k + 52) <= x -> 0 <= d <= 1 / 2 ->
  Rabs (z - x) <= d * bpow radix2 k -> Rabs (rnd z - x) <= (1 / 2 + d) * ulp_of x.
Proof.
intros Hk Hx Hd Hz. apply final_rounding; [|lra|].
- apply Rle_trans with (2 := Hx). apply bpow_le. lia.
- apply Rle_trans with (1 := Hz). apply Rmult_le_compat_l; [lra|]. apply ulp_from; [lia | exact Hx].
Qed.

Theorem result_relative (x z d : R) : bpow radix2 (-1022) <= x -> 0 <= d <= 1 / 2 ->
  Rabs ((z - x) / x) <= d * bpow radix2 (-53) -> Rabs (rnd z - x) <= (1 / 2 + d) * ulp_of x.
Proof.
intros Hx Hd Hz. pose proof (bpow_gt_0 radix2 (-1022)) as H0. apply final_rounding; [exact Hx | lra |].
replace (z - x) with ((z - x) / x * x) by (field; lra). rewrite Rabs_mult, (Rabs_pos_eq x) by lra.
pose proof (ulp_relative x ltac:(lra)) as U.
apply Rle_trans with (d * bpow radix2 (-53) * x); [apply Rmult_le_compat_r; lra|].
replace (d * bpow radix2 (-53) * x) with (d * (x * bpow radix2 (-53))) by ring. apply Rmult_le_compat_l; lra.
Qed.

(* ---- v = 1 - |rho| rounded, and what rounding it lost ---- *)

Lemma double_bpow (e : Z) : (-1074 <= e)%Z -> double (bpow radix2 e).
Proof. intros He. apply generic_format_bpow. unfold fexp, FLT_exp. lia. Qed.

Theorem one_minus (a : R) : double a -> 0 <= a < 1 -> let v := rnd (1 - a) in
  0 < v <= 1 /\ Rabs (1 - a - v) <= / 2 ^ 54 /\ (a <= 1 / 2 -> 1 / 2 <= v) /\ (1 / 2 <= a -> 1 - a - v = 0).
Proof.
intros Fa Ha v. assert (F1 : double 1) by (apply (double_bpow 0); lia).
assert (F2 : double (1 / 2)).
{ replace (1 / 2) with (bpow radix2 (-1)) by (change (bpow radix2 (-1)) with (/ 2); lra). apply double_bpow. lia. }
assert (Hexact : 1 / 2 <= a -> v = 1 - a).
{ intros Ha2. apply round_generic; [auto with typeclass_instances|]. apply (sterbenz radix2 fexp); [exact F1 | exact Fa | lra]. }
assert (Hhalf : a <= 1 / 2 -> 1 / 2 <= v) by (intros Ha2; apply round_ge_generic; auto with typeclass_instances; first [exact F2 | lra]).
split; [|split; [|split; [exact Hhalf | intros Ha2; rewrite (Hexact Ha2); ring]]].
- split.
  + destruct (Rle_lt_dec (1 / 2) a) as [G|G]; [rewrite (Hexact G) | specialize (Hhalf ltac:(lra))]; lra.
  + apply round_le_generic; auto with typeclass_instances; first [exact F1 | lra].
- rewrite Rabs_minus_sym. destruct (Req_dec a 0) as [->|A0].
  + unfold v, rnd. rewrite Rminus_0_r, round_generic by (auto with typeclass_instances; exact F1).
    rewrite Rminus_eq_0, Rabs_R0. apply Rlt_le, Rinv_0_lt_compat, pow_lt. lra.
  + apply Rle_trans with (1 := error_le_half_ulp radix2 fexp _ (1 - a)). rewrite ulp_neq_0 by lra.
    replace (/ 2 ^ 54) with (/ 2 * bpow radix2 (-53)) by (simpl; lra).
    apply Rmult_le_compat_l; [lra|]. apply bpow_le.
    assert (mag radix2 (1 - a) <= 0)%Z by (apply mag_le_bpow; [lra | rewrite Rabs_pos_eq by lra; simpl; lra]).
    unfold cexp, fexp, FLT_exp. lia.
Qed.

(* Knuth. *)
Theorem two_sum (x y : R) : double x -> double y ->
  let sum := rnd (x + y) in let part := rnd (sum - x) in
  sum + rnd (rnd (x - rnd (sum - part)) + rnd (y - part)) = x + y.
Proof.
intros Fx Fy. apply (Pff.Pff2Flocq.TwoSum_correct (-1074) 53 (fun n => negb (Z.even n))); try assumption; try easy.
intros n. rewrite Z.even_opp, Z.even_add. now destruct (Z.even n).
Qed.
