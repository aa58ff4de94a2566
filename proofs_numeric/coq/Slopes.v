(* The rules of inference that look at slopes: climb and concave. F is data (Expr.v); inside the domain it is smooth, at its
   ends continuous. *)
From Coq Require Import Reals Lra Psatz QArith.
From Certibound Require Export Corners.
Close Scope Q_scope.
Open Scope R_scope.

Section Climb.
Variables (p : nat -> R) (e : expr) (a x : R).

Lemma climb_up_le : a <= x -> 0 <= eval p e a -> (forall y, a <= y <= x -> cont p e y) ->
  (forall y, a < y < x -> smooth p e y) -> (forall y, a < y < x -> 0 <= eval p (D e) y) -> 0 <= eval p e x.
Proof. intros Hx H0 Hc Hs Hd. apply Rle_trans with (1 := H0). apply rises_inside; assumption. Qed.
Lemma climb_up_lt : a <= x -> 0 < eval p e a -> (forall y, a <= y <= x -> cont p e y) ->
  (forall y, a < y < x -> smooth p e y) -> (forall y, a < y < x -> 0 <= eval p (D e) y) -> 0 < eval p e x.
Proof. intros Hx H0 Hc Hs Hd. apply Rlt_le_trans with (1 := H0). apply rises_inside; assumption. Qed.
Lemma climb_up_steep : a < x -> 0 <= eval p e a -> (forall y, a <= y <= x -> cont p e y) ->
  (forall y, a < y < x -> smooth p e y) -> (forall y, a < y < x -> 0 < eval p (D e) y) -> 0 < eval p e x.
Proof. intros Hx H0 Hc Hs Hd. apply Rle_lt_trans with (1 := H0). apply rises_strictly_inside; assumption. Qed.
Lemma climb_down_le : x <= a -> 0 <= eval p e a -> (forall y, x <= y <= a -> cont p e y) ->
  (forall y, x < y < a -> smooth p e y) -> (forall y, x < y < a -> 0 <= - eval p (D e) y) -> 0 <= eval p e x.
Proof. intros Hx H0 Hc Hs Hd. apply Rle_trans with (1 := H0). apply falls_inside; assumption. Qed.
Lemma climb_down_lt : x <= a -> 0 < eval p e a -> (forall y, x <= y <= a -> cont p e y) ->
  (forall y, x < y < a -> smooth p e y) -> (forall y, x < y < a -> 0 <= - eval p (D e) y) -> 0 < eval p e x.
Proof. intros Hx H0 Hc Hs Hd. apply Rlt_le_trans with (1 := H0). apply falls_inside; assumption. Qed.
Lemma climb_down_steep : x < a -> 0 <= eval p e a -> (forall y, x <= y <= a -> cont p e y) ->
  (forall y, x < y < a -> smooth p e y) -> (forall y, x < y < a -> 0 < - eval p (D e) y) -> 0 < eval p e x.
Proof. intros Hx H0 Hc Hs Hd. apply Rle_lt_trans with (1 := H0). apply falls_strictly_inside; assumption. Qed.
End Climb.

(* ---- leaves: a zero of order k at an end where e is continuous but not smooth ---- *)

Ltac is_cont := cbn [cont eval qval Qden Qnum params nth]; parts; smooth_side.
Ltac compute_cont := match goal with |- cont ?p ?t ?x =>
  let t' := eval vm_compute in t in replace t with t' by (vm_cast_no_check (eq_refl t')) end; is_cont.
Ltac sign_inside y := compute_data; first
  [ solve [plain_words; interval with (i_bisect y, i_depth 30)] | solve [plain_words; interval with (i_bisect y, i_autodiff y, i_depth 40)]
  | sign_of_derivative ].
Ltac chain_inside_by lemma e x Hx :=
  let y := fresh "y" in let Hy := fresh "Hy" in apply lemma;
  [ clear x Hx; cbn [starts starts_left]; parts; at_end
  | clear x Hx; intros y Hy; cbn [qval Qden Qnum] in Hy; cbn [conts conts_left]; parts; compute_cont
  | clear x Hx; intros y Hy; cbn [qval Qden Qnum] in Hy; unfold e; is_smooth
  | clear x Hx; intros y Hy; cbn [qval Qden Qnum] in Hy; sign_inside y
  | exact Hx ].
(* k is the order less one. *)
Ltac chain_inside_from_left p e k a b :=
  let x := fresh "x" in let Hx := fresh "Hx" in intros x Hx;
  first [ lazymatch goal with
  | |- 0 <= _ => change (0 <= eval p e x); chain_inside_by (chain_inside p k e a b) e x Hx
  | |- 0 < _ => change (0 < eval p e x); chain_inside_by (chain_inside_strict p k e a b) e x Hx
  end | solve [by_bounds] | solve [beyond_signs] ].
Ltac chain_inside_from_right p e k a b :=
  let x := fresh "x" in let Hx := fresh "Hx" in intros x Hx;
  first [ lazymatch goal with
  | |- 0 <= _ => change (0 <= eval p e x); chain_inside_by (chain_inside_left p k e a b) e x Hx
  | |- 0 < _ => change (0 < eval p e x); chain_inside_by (chain_inside_left_strict p k e a b) e x Hx
  end | solve [by_bounds] | solve [beyond_signs] ].

(* ---- climb, concave ---- *)

(* The premise K0 is the goal at an end, which is qval q if it is a number. *)
Ltac at_start K0 := let K := fresh "K" in pose proof K0 as K; repeat advance_by K;
  cbn [eval qval Qden Qnum params nth]; first [transfer K | number].
Ltac at_number p q := match goal with |- context [eval p ?e ?a] =>
  change a with (qval q); rewrite <- (at_point_correct p q e); at_end end.
Ltac at_domain_end p e q K0 := unfold e; first [solve [at_number p q] | at_start K0].
Ltac slope_from slope := let y := fresh "y" in let Hy := fresh "Hy" in let K := fresh "K" in
  intros y Hy; compute_data; pose proof (slope y) as K; cbv beta in K; repeat advance_by K; transfer K.
Ltac is_cont_between e x := let y := fresh "y" in let Hy := fresh "Hy" in intros y Hy; bounded_as x y; unfold e; is_cont.
Ltac is_smooth_between e x := let y := fresh "y" in let Hy := fresh "Hy" in intros y Hy; bounded_as x y; unfold e; is_smooth.
Ltac as_data p e x := lazymatch goal with
  | |- 0 <= _ => change (0 <= eval p e x) | |- 0 < _ => change (0 < eval p e x) end.

(* The goal is 0 <= F or 0 < F. K0: the premise at the end a; slope: the premise of the slope at y. *)
Ltac by_climb how p e a q x K0 slope :=
  as_data p e x; apply (how p e a x);
  [ lra | at_domain_end p e q K0 | is_cont_between e x | is_smooth_between e x | slope_from slope ].
Ltac by_concave how p e a qa b qb x Ka Kb bend :=
  as_data p e x; apply (how p e a b x);
  [ lra | is_cont_between e x | is_smooth_between e x | at_domain_end p e qa Ka | at_domain_end p e qb Kb | slope_from bend ].

(* ---- leaves on a half-line: F rises from its lower end a = qval q ---- *)

Ltac rises_by how p e a q x :=
  as_data p e x; apply (how p e a x);
  [ lra | unfold e; at_number p q | is_cont_between e x | is_smooth_between e x
  | let y := fresh "y" in let Hy := fresh "Hy" in intros y Hy; bounded_as x y; sign_inside y ].
Ltac rises_to_order k p e a q x := as_data p e x;
  lazymatch goal with |- 0 <= _ => apply (chain_right p k e q x) | |- 0 < _ => apply (chain_right_strict p k e q x) end;
  cbn [qval Qden Qnum];
  [ cbn [starts]; parts; at_end
  | let y := fresh "y" in let Hy := fresh "Hy" in intros y Hy; bounded_as x y; unfold e; is_smooth
  | let y := fresh "y" in let Hy := fresh "Hy" in intros y Hy; bounded_as x y; sign_inside y | lra ].
Ltac by_rise_of p e a q x := lazymatch goal with
  | |- 0 <= _ => first [rises_by climb_up_le p e a q x | rises_to_order 2%nat p e a q x | rises_to_order 3%nat p e a q x]
  | |- 0 < _ => first [rises_by climb_up_lt p e a q x | rises_by climb_up_steep p e a q x
      | rises_to_order 2%nat p e a q x | rises_to_order 3%nat p e a q x]
  end.
(* F is the right side of 0 < F, or the difference of the sides. *)
Ltac by_rise p e a q x := first [by_rise_of p e a q x | as_difference; by_rise_of p e a q x].
