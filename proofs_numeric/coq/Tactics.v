(* What the files written by `certibound export --coq` say: one word a kind of step. *)
From Coq Require Export Reals Lra Psatz ZArith QArith Qreals List.
From Interval Require Export Tactic.
From Certibound Require Export Functions Expr Chains.
Export ListNotations.
Close Scope Q_scope.
Close Scope list_scope.
Open Scope R_scope.

(* The values of all variables but one. *)
Definition no_params : nat -> R := fun _ => 0.
Definition params (l : list R) : nat -> R := fun n => nth n l 0.

(* ---- functions that `interval` does not know ---- *)

Ltac within := split; first [lra | interval | match goal with x : R |- _ => interval with (i_bisect x) end].
Ltac plain_words :=
  unfold Rhat, Rhat1, log1p, expm1, phi, sinh, cosh, tanh, tan; rewrite ?Rmax_abs, ?Rmin_abs;
  repeat match goal with
  | |- context [acos ?u] => rewrite (acos_atan_half u) by within
  | |- context [asin ?u] => rewrite (asin_atan_half u) by within
  end.

Ltac parts := repeat match goal with |- _ /\ _ => split | |- True => exact I end.

(* ---- numbers ---- *)

Ltac known_values :=
  rewrite ?Rhat_1, ?Rhat_m1, ?Rhat_0, ?Rhat1_1, ?Rhat1_m1, ?Rhat1_0, ?acos_1, ?acos_m1, ?acos_0, ?asin_0, ?erf_0,
    ?sqrt_0, ?sqrt_1, ?exp_0, ?ln_1, ?sin_0, ?cos_0, ?atan_0.
Ltac number := first [lra | plain_words; interval | plain_words; interval with (i_prec 120)
  | known_values; first [lra | interval | nra]].

(* Signs by the shape of a term. *)
Ltac positive := first [lra | interval | match goal with
  | |- 0 < ?a * ?b => apply Rmult_lt_0_compat; positive
  | |- 0 < ?a / ?b => apply Rdiv_lt_0_compat; positive
  | |- 0 < / ?a => apply Rinv_0_lt_compat; positive
  | |- 0 < sqrt ?a => apply sqrt_lt_R0; positive
  | |- 0 < ?a ^ ?n => apply pow_lt; positive
  | |- 0 < exp ?a => apply exp_pos
  | |- 0 < PI => apply PI_RGT_0
  | |- 0 < ?a + ?b => apply Rplus_lt_0_compat; positive
  | |- 0 < ?a + ?b => apply Rplus_lt_le_0_compat; [positive | nonnegative]
  | |- 0 < ?a + ?b => apply Rplus_le_lt_0_compat; [nonnegative | positive]
  end | nra]
with nonnegative := first [lra | interval | match goal with
  | |- 0 <= ?a * ?b => apply Rmult_le_pos; nonnegative
  | |- 0 <= ?a / ?b => apply Rmult_le_pos; [nonnegative | apply Rlt_le, Rinv_0_lt_compat; positive]
  | |- 0 <= / ?a => apply Rlt_le, Rinv_0_lt_compat; positive
  | |- 0 <= sqrt ?a => apply sqrt_pos
  | |- 0 <= ?a ^ 2 => apply pow2_ge_0
  | |- 0 <= ?a ^ ?n => apply pow_le; nonnegative
  | |- 0 <= exp ?a => apply Rlt_le, exp_pos
  | |- 0 <= ?a + ?b => apply Rplus_le_le_0_compat; nonnegative
  end | nra].
Ltac nonzero_by_sign := first [lra | apply Rgt_not_eq; positive | apply Rlt_not_eq, Ropp_lt_cancel; rewrite Ropp_0; positive
  | apply Rmult_integral_contrapositive_currified; nonzero_by_sign | apply pow_nonzero; nonzero_by_sign].

(* ---- powers with half-integer exponents ---- *)

Ltac root_side := first [lra | interval | nra | nonnegative | positive].
Ltac roots_for_powers := repeat match goal with
  | |- context [rpow ?u (IZR (Zpos ?p) / 2)] =>
      rewrite (rpow_halves p u) by root_side; let n := eval vm_compute in (Pos.to_nat p) in change (Pos.to_nat p) with n
  | |- context [rpow ?u (IZR (Zneg ?p) / 2)] =>
      rewrite (rpow_minus_halves p u) by root_side; let n := eval vm_compute in (Pos.to_nat p) in change (Pos.to_nat p) with n
  end; rewrite ?pow_1.

(* ---- refutations: H states the claim ---- *)

Ltac at_witness := parts; roots_for_powers; number.
(* The next premise of H holds. *)
Ltac advance H :=
  lazymatch type of H with ?A -> ?B => let K := fresh in assert (K : A) by at_witness; specialize (H K); clear K end.
Ltac refute H :=
  lazymatch type of H with
  | _ /\ _ => let H1 := fresh in let H2 := fresh in destruct H as [H1 H2]; first [refute H1 | refute H2]
  | _ \/ _ => destruct H as [H|H]; refute H
  | ?a <= ?b => apply (Rle_not_lt _ _ H); roots_for_powers; number
  | ?a < ?b => apply (Rlt_not_le _ _ H); roots_for_powers; number
  | ?a = ?b => revert H; roots_for_powers; first [apply Rlt_not_eq; number | apply Rgt_not_eq; number]
  | ?a <> ?b => apply H; roots_for_powers; first [lra | known_values; lra | field]
  end.

(* ---- pieces ---- *)

(* 0 <= F or 0 < F on a box without contacts. *)
Ltac by_bisection1 x := plain_words; first [interval with (i_bisect x, i_depth 30) | interval with (i_bisect x, i_autodiff x, i_depth 40)].
Ltac by_bisection2 x y := plain_words; interval with (i_bisect x, i_bisect y, i_depth 40).
Ltac by_bisection3 x y z := plain_words; interval with (i_bisect x, i_bisect y, i_bisect z, i_depth 60).

(* eval p (big) x with big computed to data, then to real numbers *)
Ltac compute_data :=
  match goal with |- context [eval ?p ?t ?x] =>
    let t' := eval vm_compute in t in
    replace t with t' by (vm_cast_no_check (eq_refl t'));
    cbn [eval qval Qden Qnum params nth]
  end.
Ltac at_end := compute_data; first [lra | number | apply Req_le; field | apply Req_le; simpl; field; lra].
Ltac nonzero := first [apply Rgt_not_eq; interval | apply Rlt_not_eq; interval | lra
  | match goal with x : R |- _ => apply Rgt_not_eq; interval with (i_bisect x) end
  | match goal with x : R |- _ => apply Rlt_not_eq; interval with (i_bisect x) end].
Ltac smooth_side := first [lra | interval | nonzero | plain_words; interval | match goal with x : R |- _ => interval with (i_bisect x) end].
Ltac is_smooth := cbn [smooth eval qval Qden Qnum params nth]; parts; smooth_side.
Ltac last_derivative x := compute_data; plain_words; first
  [ lra | interval with (i_bisect x, i_depth 30) | interval with (i_bisect x, i_autodiff x, i_depth 40)
  | assert (0 <= x) by lra; nra ].

(* forall x in [a, b] (or (a, b]): 0 <= F (0 < F), F convertible to eval p e x, with a zero of order k at a. *)
Ltac chain_from_left p e k a b :=
  let x := fresh "x" in let Hx := fresh "Hx" in
  intros x Hx;
  lazymatch goal with
  | |- 0 <= _ => change (0 <= eval p e x); apply (chain_right p k e a b); [ | | | exact Hx ]
  | |- 0 < _ => change (0 < eval p e x); apply (chain_right_strict p k e a b); [ | | | exact Hx ]
  end; clear x Hx;
  [ cbn [starts]; parts; at_end
  | let y := fresh "y" in let Hy := fresh "Hy" in intros y Hy; cbn [qval Qden Qnum] in Hy; unfold e; is_smooth
  | let y := fresh "y" in let Hy := fresh "Hy" in intros y Hy; cbn [qval Qden Qnum] in Hy; last_derivative y ].
Ltac chain_from_right p e k a b :=
  let x := fresh "x" in let Hx := fresh "Hx" in
  intros x Hx;
  lazymatch goal with
  | |- 0 <= _ => change (0 <= eval p e x); apply (chain_left p k e a b); [ | | | exact Hx ]
  | |- 0 < _ => change (0 < eval p e x); apply (chain_left_strict p k e a b); [ | | | exact Hx ]
  end; clear x Hx;
  [ cbn [starts_left]; parts; at_end
  | let y := fresh "y" in let Hy := fresh "Hy" in intros y Hy; cbn [qval Qden Qnum] in Hy; unfold e; is_smooth
  | let y := fresh "y" in let Hy := fresh "Hy" in intros y Hy; cbn [qval Qden Qnum] in Hy; last_derivative y ].

(* ---- leaves ---- *)

Lemma le_of_difference (a b : R) : 0 <= b - a -> a <= b. Proof. lra. Qed.
Lemma lt_of_difference (a b : R) : 0 < b - a -> a < b. Proof. lra. Qed.
(* 0 <= F or 0 < F for what is to be shown; the premises stand in the context. *)
Ltac as_difference := match goal with
  | |- _ <= _ => apply le_of_difference
  | |- _ < _ => apply lt_of_difference
  end.
Ltac apply_piece lemma := match goal with
  | H : _ |- _ => generalize (lemma H); lra
  end.
Ltac equal_by_field := first [reflexivity | lra | ring | field; parts; nonzero_by_sign].
Ltac by_algebra := known_values; unfold Rhat, Rhat1, log1p, expm1, phi, sinh, cosh, tanh; first [equal_by_field | number].
Ltac by_difference := first [apply Rgt_not_eq; positive | apply Rlt_not_eq; lra].
Ltac by_signs := first [lra | nonnegative | positive | as_difference; first [nonnegative | positive] | nra].
Ltac by_algebra_or_bisections := by_signs.
Ltac by_algebra_or_bisection1 x := first [solve [by_bisection1 x] | solve [as_difference; by_bisection1 x] | by_signs].
Ltac by_algebra_or_bisection2 x y := first [solve [by_bisection2 x y] | solve [as_difference; by_bisection2 x y] | by_signs].
Ltac by_algebra_or_bisection3 x y z := first [solve [by_bisection3 x y z] | by_signs].

(* The goal from the lemma of a premise, bounds and hypotheses found in the context or by linear arithmetic. *)
Ltac premise_side := first [assumption | lra | parts; first [assumption | lra | nra]].
Ltac advance_by K :=
  lazymatch type of K with ?A -> ?B => let H := fresh in assert (H : A) by premise_side; specialize (K H); clear H end.
Ltac from_premise lemma := apply lemma; premise_side.
