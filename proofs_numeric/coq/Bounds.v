(* Bounds of functions that hold everywhere on their domain, for goals that are algebra beyond them. *)
From Coq Require Import Reals Lra Psatz.
From Certibound Require Export Steps Ends.
Close Scope Q_scope.
Open Scope R_scope.

Lemma Rhat1_bounds (r : R) : 0 <= Rhat1 r <= 1.
Proof.
pose proof (acos_bound r) as H. pose proof PI_RGT_0 as Hpi. unfold Rhat1. split.
- replace (1 - acos r / PI) with ((PI - acos r) / PI) by (field; lra). apply div_nonneg; lra.
- assert (0 <= acos r / PI) by (apply div_nonneg; lra). lra.
Qed.

Lemma Rhat_rises (a b : R) : -1 <= a -> a <= b -> b <= 1 -> Rhat a <= Rhat b.
Proof.
intros Ha Hab Hb. apply (rises_inside no_params (Rh X) a b Hab).
- intros x Hx. exact I.
- intros x Hx. split; [exact I | cbn [eval]; lra].
- intros x Hx. change (eval no_params (D (Rh X)) x) with (Rhat1 x). apply Rhat1_bounds.
Qed.

Lemma Rhat_bounds (r : R) : -1 <= r <= 1 -> 0 <= Rhat r <= 1.
Proof.
intros Hr. pose proof (Rhat_rises (-1) r) as Ha. pose proof (Rhat_rises r 1) as Hb.
rewrite Rhat_m1 in Ha. rewrite Rhat_1 in Hb. split; [apply Ha | apply Hb]; lra.
Qed.

Lemma Rhat_below_1 (r : R) : -1 <= r < 1 -> Rhat r < 1.
Proof.
intros Hr. rewrite <- Rhat_1. apply (rises_strictly_inside no_params (Rh X) r 1); [lra | | |].
- intros x Hx. exact I.
- intros x Hx. split; [exact I | cbn [eval]; lra].
- intros x Hx. change (0 < Rhat1 x). pose proof PI_RGT_0 as Hpi. pose proof (acos_bound x) as Hb.
  assert (Ha : acos x < PI).
  { destruct (proj2 Hb) as [L | E]; [exact L|]. assert (x = -1) by (rewrite <- (cos_acos x), E; [apply cos_PI | lra]). lra. }
  unfold Rhat1. replace (1 - acos x / PI) with ((PI - acos x) / PI) by (field; lra). apply Rdiv_lt_0_compat; lra.
Qed.
Lemma exp_bounds (u : R) : 0 < exp u /\ 1 + u <= exp u.
Proof. split; [apply exp_pos | apply exp_ineq1_le]. Qed.

(* A value becomes a variable between its bounds. *)
Ltac bounded_value v bounds := let B := fresh "B" in pose proof bounds as B; let x := fresh "v" in set (x := v) in *; clearbody x.
Ltac bound_functions := repeat match goal with
  | |- context [Rhat1 ?u] => bounded_value (Rhat1 u) (Rhat1_bounds u)
  | |- context [Rhat ?u] => let H := fresh in assert (H : -1 <= u <= 1) by lra;
      try (let L := fresh in assert (L : Rhat u < 1) by (apply Rhat_below_1; lra)); bounded_value (Rhat u) (Rhat_bounds u H)
  | |- context [acos ?u] => bounded_value (acos u) (acos_bound u)
  | |- context [asin ?u] => bounded_value (asin u) (asin_bound u)
  | |- context [sqrt ?u] => bounded_value (sqrt u) (sqrt_pos u)
  | |- context [exp ?u] => bounded_value (exp u) (exp_bounds u)
  | |- context [cos ?u] => bounded_value (cos u) (COS_bound u)
  | |- context [sin ?u] => bounded_value (sin u) (SIN_bound u)
  end; numeric_bounds.
Ltac by_bounds := bound_functions; first [lra | nra | solve [as_difference; positive] | solve [as_difference; nonnegative]].
Ltac by_algebra_or_bisections ::= first [by_signs | solve [by_bounds]].
Ltac by_algebra_or_bisection1 x ::= first [solve [by_bisection1 x] | solve [as_difference; by_bisection1 x] | by_signs | solve [by_bounds] | solve [fraction_by_bisection x]].
Ltac by_algebra_or_bisection2 x y ::= first [lra | nra | solve [as_difference; by_bisection2 x y] | by_signs | solve [by_bounds]].
Ltac by_algebra_or_bisection3 x y z ::= first [lra | nra | solve [as_difference; by_bisection3 x y z] | by_signs | solve [by_bounds]].
