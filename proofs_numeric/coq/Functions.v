(* The functions of the claim language that the Reals of Coq do not have, and the forms of acos, asin, min and max that
   the tactic `interval` can evaluate on closed intervals. No axioms beyond those of the Reals. *)
From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Definition Rhat (r : R) : R := (sqrt (1 - r * r) + (PI - acos r) * r) / PI.
Definition Rhat1 (r : R) : R := 1 - acos r / PI.
Definition log1p (x : R) : R := ln (1 + x).
Definition expm1 (x : R) : R := exp x - 1.
Definition phi (x : R) : R := exp (- (x ^ 2) / 2) / sqrt (2 * PI).
Definition erf (x : R) : R := 2 / sqrt PI * RInt (fun t => exp (- (t ^ 2))) 0 x.
Definition erfc (x : R) : R := 1 - erf x.
Definition Phi (x : R) : R := (1 + erf (x / sqrt 2)) / 2.
(* x^y for x > 0, and 0 for x = 0: what the language means where y > 0. *)
Definition rpow (x y : R) : R := if Req_EM_T x 0 then 0 else Rpower x y.

(* ---- roots and half-integer powers ---- *)

Lemma rpow_half (n : nat) (x : R) : 0 <= x -> (0 < n)%nat -> rpow x (INR n / 2) = sqrt x ^ n.
Proof.
intros Hx Hn. unfold rpow. destruct (Req_EM_T x 0) as [->|Hx0].
- rewrite sqrt_0. symmetry. apply pow_i, Hn.
- assert (Hp : 0 < x) by lra. assert (Hs : 0 < sqrt x) by (apply sqrt_lt_R0, Hp).
  rewrite <- Rpower_pow by exact Hs. rewrite <- (Rpower_sqrt x Hp), Rpower_mult. f_equal. field.
Qed.

Lemma rpow_minus_half (n : nat) (x : R) : 0 < x -> rpow x (- (INR n / 2)) = / (sqrt x ^ n).
Proof.
intros Hx. assert (Hs : 0 < sqrt x) by (apply sqrt_lt_R0, Hx).
unfold rpow. destruct (Req_EM_T x 0) as [E|_]; [lra|].
rewrite Rpower_Ropp, <- Rpower_pow by exact Hs. rewrite <- (Rpower_sqrt x Hx), Rpower_mult. do 2 f_equal. field.
Qed.

(* Any exponent, for a positive base. *)
Lemma rpow_exp (x y : R) : 0 < x -> rpow x y = exp (y * ln x).
Proof. intros Hx. unfold rpow. destruct (Req_EM_T x 0) as [E|_]; [lra | reflexivity]. Qed.

(* The exponents as they are printed: k / 2. *)
Lemma rpow_halves (p : positive) (x : R) : 0 <= x -> rpow x (IZR (Zpos p) / 2) = sqrt x ^ Pos.to_nat p.
Proof.
intros Hx. rewrite <- rpow_half; [|exact Hx|apply Pos2Nat.is_pos]. f_equal. f_equal.
rewrite INR_IZR_INZ, positive_nat_Z. reflexivity.
Qed.

Lemma rpow_minus_halves (p : positive) (x : R) : 0 < x -> rpow x (IZR (Zneg p) / 2) = 1 / sqrt x ^ Pos.to_nat p.
Proof.
intros Hx. unfold Rdiv at 2. rewrite Rmult_1_l, <- rpow_minus_half by exact Hx. f_equal.
rewrite INR_IZR_INZ, positive_nat_Z. change (Zneg p) with (- Zpos p)%Z. rewrite opp_IZR. field.
Qed.

(* ---- min and max ---- *)

Lemma Rmax_abs (x y : R) : Rmax x y = (x + y + Rabs (x - y)) / 2.
Proof. unfold Rmax, Rabs. destruct (Rle_dec x y), (Rcase_abs (x - y)); lra. Qed.

Lemma Rmin_abs (x y : R) : Rmin x y = (x + y - Rabs (x - y)) / 2.
Proof. unfold Rmin, Rabs. destruct (Rle_dec x y), (Rcase_abs (x - y)); lra. Qed.

(* ---- inverse trigonometric functions by atan, end points included ---- *)

Lemma sqrt_1_cos (t : R) : 0 <= t <= PI -> sqrt (1 - cos t * cos t) = sin t.
Proof.
intros Ht. replace (1 - cos t * cos t) with (Rsqr (sin t)) by (generalize (sin2_cos2 t); unfold Rsqr; lra).
apply sqrt_Rsqr, sin_ge_0; lra.
Qed.

(* With a = asin x: x / (1 + sqrt (1 - x^2)) = sin a / (1 + cos a) = tan (a/2). *)
Lemma asin_atan_half (x : R) : -1 <= x <= 1 -> asin x = 2 * atan (x / (1 + sqrt (1 - x * x))).
Proof.
intros Hx. pose proof PI_RGT_0 as Hpi. pose proof (asin_bound x) as Ha.
pose proof (sin_asin x Hx) as Hs. pose proof (cos_asin x Hx) as Hc. unfold Rsqr in Hc.
rewrite <- Hc. set (a := asin x) in *. rewrite <- Hs.
assert (Hh : 0 < cos (a / 2)) by (apply cos_gt_0; lra).
replace (sin a / (1 + cos a)) with (tan (a / 2)); [rewrite atan_tan; lra|].
replace a with (2 * (a / 2)) at 2 3 by field.
rewrite sin_2a, cos_2a_cos. unfold tan. field. split; nra.
Qed.

Lemma acos_atan_half (x : R) : -1 <= x <= 1 -> acos x = PI / 2 - 2 * atan (x / (1 + sqrt (1 - x * x))).
Proof. intros Hx. rewrite acos_asin, asin_atan_half by exact Hx. reflexivity. Qed.

Lemma derivable_pt_lim_asin_in (x : R) : -1 < x < 1 -> derivable_pt_lim asin x (1 / sqrt (1 - x ^ 2)).
Proof.
intros Hx. replace (1 - x ^ 2) with (1 - x²) by (unfold Rsqr; ring).
rewrite <- (derive_pt_asin x Hx). destruct (derivable_pt_asin x Hx) as [l Hl]. exact Hl.
Qed.

Lemma derivable_pt_lim_acos_in (x : R) : -1 < x < 1 -> derivable_pt_lim acos x (- (1 / sqrt (1 - x ^ 2))).
Proof.
intros Hx. replace (1 - x ^ 2) with (1 - x²) by (unfold Rsqr; ring).
replace (- (1 / sqrt (1 - x²))) with (-1 / sqrt (1 - x²)) by (unfold Rdiv; ring).
rewrite <- (derive_pt_acos x Hx). destruct (derivable_pt_acos x Hx) as [l Hl]. exact Hl.
Qed.

(* ---- the dual activation of the ReLU ---- *)

Lemma Rhat_cos (t : R) : 0 <= t <= PI -> Rhat (cos t) = (sin t + (PI - t) * cos t) / PI.
Proof. intros Ht. unfold Rhat. rewrite acos_cos, sqrt_1_cos by exact Ht. reflexivity. Qed.

Lemma on_cos (P : R -> Prop) : (forall t, 0 <= t <= PI -> P (cos t)) -> forall r, -1 <= r <= 1 -> P r.
Proof. intros H r Hr. rewrite <- (cos_acos r Hr). apply H, acos_bound. Qed.

Lemma acos_m1 : acos (-1) = PI.
Proof. replace (-1) with (- (1)) by lra. rewrite acos_opp, acos_1. lra. Qed.

Lemma Rhat_1 : Rhat 1 = 1.
Proof. pose proof PI_RGT_0. unfold Rhat. rewrite acos_1. replace (1 - 1 * 1) with 0 by lra. rewrite sqrt_0. field. lra. Qed.
Lemma Rhat_m1 : Rhat (-1) = 0.
Proof.
pose proof PI_RGT_0. unfold Rhat. rewrite acos_m1. replace (1 - -1 * -1) with 0 by lra. rewrite sqrt_0. field. lra.
Qed.
Lemma Rhat_0 : Rhat 0 = 1 / PI.
Proof. unfold Rhat. replace (1 - 0 * 0) with 1 by lra. rewrite sqrt_1, Rmult_0_r, Rplus_0_r. reflexivity. Qed.
Lemma Rhat1_1 : Rhat1 1 = 1.
Proof. unfold Rhat1. rewrite acos_1. unfold Rdiv. ring. Qed.
Lemma Rhat1_m1 : Rhat1 (-1) = 0.
Proof. pose proof PI_RGT_0. unfold Rhat1. rewrite acos_m1. field. lra. Qed.
Lemma Rhat1_0 : Rhat1 0 = 1 / 2.
Proof. pose proof PI_RGT_0. unfold Rhat1. rewrite acos_0. field. lra. Qed.

Lemma derivable_pt_lim_Rhat (r : R) : -1 < r < 1 -> derivable_pt_lim Rhat r (Rhat1 r).
Proof.
intros Hr. pose proof PI_RGT_0 as Hpi. pose proof (derivable_pt_lim_acos_in r Hr) as Ha.
assert (Hq : 0 < 1 - r * r) by nra. assert (Hs : 0 < sqrt (1 - r * r)) by (apply sqrt_lt_R0, Hq).
apply is_derive_Reals. apply is_derive_Reals in Ha. unfold Rhat. auto_derive.
- repeat split; try lra. exists (- (1 / sqrt (1 - r ^ 2))). exact Ha.
- replace (Derive (fun x => acos x) r) with (- (1 / sqrt (1 - r ^ 2))) by (symmetry; apply is_derive_unique, Ha).
  unfold Rhat1. replace (1 + - (r * r)) with (1 - r * r) by ring. replace (1 - r ^ 2) with (1 - r * r) by ring.
  field. split; lra.
Qed.

Lemma derivable_pt_lim_Rhat1 (r : R) : -1 < r < 1 -> derivable_pt_lim Rhat1 r (1 / (PI * sqrt (1 - r ^ 2))).
Proof.
intros Hr. pose proof PI_RGT_0 as Hpi. pose proof (derivable_pt_lim_acos_in r Hr) as Ha.
assert (Hs : 0 < sqrt (1 - r ^ 2)) by (apply sqrt_lt_R0; nra).
apply is_derive_Reals. apply is_derive_Reals in Ha. unfold Rhat1. auto_derive.
- exists (- (1 / sqrt (1 - r ^ 2))). exact Ha.
- replace (Derive (fun x => acos x) r) with (- (1 / sqrt (1 - r ^ 2))) by (symmetry; apply is_derive_unique, Ha).
  field. split; lra.
Qed.

(* ---- the error function ---- *)

Lemma erf_0 : erf 0 = 0.
Proof. unfold erf. rewrite RInt_point. unfold zero. simpl. ring. Qed.

Lemma derivable_pt_lim_erf (x : R) : derivable_pt_lim erf x (2 / sqrt PI * exp (- (x ^ 2))).
Proof.
assert (Hc : forall z, continuous (fun t => exp (- (t ^ 2))) z).
{ intros z. apply (ex_derive_continuous (fun t => exp (- (t ^ 2)))). auto_derive. easy. }
apply is_derive_Reals. unfold erf. apply is_derive_scal.
apply (is_derive_RInt (fun t => exp (- (t ^ 2))) _ 0); [|apply Hc].
apply filter_forall. intros y. apply (RInt_correct (V := R_CompleteNormedModule) (fun t => exp (- (t ^ 2)))).
apply (ex_RInt_continuous (fun t => exp (- (t ^ 2)))). intros z _. apply Hc.
Qed.
