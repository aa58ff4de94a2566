(* The rules of inference that change a variable: x = g(t) for a g that takes every value of the domain. Each tactic puts
   g(t) for x in the whole context and ends the proof with the lemma of the premise, given as a function of t. *)
From Coq Require Import Reals Lra Psatz.
From Certibound Require Export Steps.
Open Scope R_scope.

Ltac renamed x t value E := let Et := fresh in remember value as t eqn:Et in E; clear Et; subst x.
(* Premises of K from the context, bounds of the new variable by `own`. *)
Ltac meet K own := repeat lazymatch type of K with
  ?A -> ?B => let H := fresh in assert (H : A) by (parts; first [assumption | lra | own | nra]); specialize (K H); clear H end.
Ltac use lemma t own := let K := fresh "K" in pose proof (lemma t) as K; cbv beta in K; meet K own;
  first [transfer K | solve [revert K; same_arguments sqrt; intros K; transfer K]].

(* ---- ratio: y = t x, x > 0 ---- *)

Section Ratio.
Variables a t x : R.
Hypothesis Hx : 0 < x.
Lemma div_le_l : a <= t * x -> a / x <= t.
Proof. intros H. apply (Rmult_le_reg_r x _ _ Hx). replace (a / x * x) with a by (field; lra). exact H. Qed.
Lemma div_lt_l : a < t * x -> a / x < t.
Proof. intros H. apply (Rmult_lt_reg_r x _ _ Hx). replace (a / x * x) with a by (field; lra). exact H. Qed.
Lemma div_le_r : t * x <= a -> t <= a / x.
Proof. intros H. apply (Rmult_le_reg_r x _ _ Hx). replace (a / x * x) with a by (field; lra). exact H. Qed.
Lemma div_lt_r : t * x < a -> t < a / x.
Proof. intros H. apply (Rmult_lt_reg_r x _ _ Hx). replace (a / x * x) with a by (field; lra). exact H. Qed.
End Ratio.
Ltac divided := first [apply div_le_l; lra | apply div_lt_l; lra | apply div_le_r; lra | apply div_lt_r; lra | nra].
Ltac by_ratio y x lemma :=
  let Hx := fresh in assert (Hx : 0 < x) by lra;
  let E := fresh in assert (E : y = y / x * x) by (field; lra);
  let t := fresh "t" in renamed y t (y / x) E; use lemma t divided.

(* ---- reciprocal: x = 1 / t ---- *)

Lemma inverse_le (t b : R) : 0 < t -> 1 / t <= b -> 1 <= b * t.
Proof. intros Ht H. replace 1 with (1 / t * t) by (field; lra). apply Rmult_le_compat_r; lra. Qed.
Lemma inverse_lt (t b : R) : 0 < t -> 1 / t < b -> 1 < b * t.
Proof. intros Ht H. replace 1 with (1 / t * t) at 1 by (field; lra). apply Rmult_lt_compat_r; lra. Qed.
Lemma inverse_ge (t b : R) : 0 < t -> b <= 1 / t -> b * t <= 1.
Proof. intros Ht H. replace 1 with (1 / t * t) by (field; lra). apply Rmult_le_compat_r; lra. Qed.
Lemma inverse_gt (t b : R) : 0 < t -> b < 1 / t -> b * t < 1.
Proof. intros Ht H. replace 1 with (1 / t * t) by (field; lra). apply Rmult_lt_compat_r; lra. Qed.
Ltac inverted Ht := repeat match goal with
  | H : _ /\ _ |- _ => destruct H
  | H : 1 / _ <= _ |- _ => apply inverse_le in H; [|exact Ht]
  | H : 1 / _ < _ |- _ => apply inverse_lt in H; [|exact Ht]
  | H : _ <= 1 / _ |- _ => apply inverse_ge in H; [|exact Ht]
  | H : _ < 1 / _ |- _ => apply inverse_gt in H; [|exact Ht]
  end; lra.
Ltac by_reciprocal x lemma :=
  let Hx := fresh in assert (Hx : 0 < x) by lra;
  let Ht := fresh in assert (Ht : 0 < 1 / x) by (apply Rdiv_lt_0_compat; lra);
  let E := fresh in assert (E : x = 1 / (1 / x)) by (field; lra);
  let t := fresh "t" in let Et := fresh in remember (1 / x) as t eqn:Et in E, Ht; clear Et; subst x; use lemma t ltac:(inverted Ht).

(* ---- reflect: x = c - y ---- *)

Ltac quarter_turns := unfold tan; rewrite ?cos_shift, ?sin_shift.
Ltac by_reflection x c lemma :=
  let E := fresh in assert (E : x = c - (c - x)) by ring;
  let t := fresh "t" in renamed x t (c - x) E; quarter_turns; use lemma t lra.

(* ---- square: x = a + t^2 or b - t^2 ---- *)

Lemma at_most_root (t l : R) : 0 <= t -> t ^ 2 <= l -> t <= sqrt l.
Proof. intros Ht H. rewrite <- (sqrt_pow2 t Ht). apply sqrt_le_1_alt, H. Qed.
Lemma below_root (t l : R) : 0 <= t -> t ^ 2 < l -> t < sqrt l.
Proof. intros Ht H. rewrite <- (sqrt_pow2 t Ht). apply sqrt_lt_1_alt. split; [apply pow2_ge_0 | exact H]. Qed.
Lemma root_positive (t : R) : 0 <= t -> 0 < t ^ 2 -> 0 < t.
Proof. intros [Ht|<-] H; [exact Ht | simpl in H; lra]. Qed.
Lemma root_of_square (c t : R) : 0 <= c -> 0 <= t -> sqrt (c * (t * t)) = sqrt c * t.
Proof. intros Hc Ht. rewrite sqrt_mult, sqrt_square by nra. reflexivity. Qed.
(* sqrt u = sqrt c t for u = c t^2: c is u at t = 1. *)
Ltac roots_of_square t := repeat match goal with |- context [sqrt ?u] =>
  match eval pattern t in u with ?f t => let c := eval cbv beta in (f 1) in
    replace (sqrt u) with (sqrt c * t) by
      (let E := fresh in assert (E : u = c * (t * t)) by ring; rewrite E; symmetry; apply root_of_square; lra) end end.
Ltac squared := first [apply at_most_root; lra | apply below_root; lra | apply root_positive; lra].
Ltac finish_square x t v E lemma :=
  let Ht := fresh in assert (Ht : 0 <= sqrt v) by apply sqrt_pos;
  let Et := fresh in remember (sqrt v) as t eqn:Et in E, Ht; clear Et; subst x; roots_of_square t; use lemma t squared.
(* image: the term in t, as a function *)
Ltac by_square x v image lemma :=
  let E := fresh in assert (E : x = image (sqrt v)) by (cbv beta; rewrite pow2_sqrt by lra; ring);
  cbv beta in E; let t := fresh "t" in finish_square x t v E lemma.

(* ---- affine: y = a + t (b - a) ---- *)

Section Affine.
Variables a b y : R.
Let at_ratio : a < b -> y = a + (y - a) / (b - a) * (b - a). Proof. intros. field. lra. Qed.
Let ratio_le : a < b -> y <= b -> (y - a) / (b - a) <= 1. Proof. intros. apply div_le_l; lra. Qed.
Let ratio_lt : a < b -> y < b -> (y - a) / (b - a) < 1. Proof. intros. apply div_lt_l; lra. Qed.
Let ratio_ge : a < b -> a <= y -> 0 <= (y - a) / (b - a). Proof. intros. apply div_le_r; lra. Qed.
Let ratio_gt : a < b -> a < y -> 0 < (y - a) / (b - a). Proof. intros. apply div_lt_r; lra. Qed.
Lemma affine_cc : a <= y <= b -> exists t, 0 <= t <= 1 /\ y = a + t * (b - a).
Proof.
intros H. destruct (Req_dec a b) as [E|N]; [exists 0; split; lra|].
exists ((y - a) / (b - a)). split; [split; [apply ratio_ge | apply ratio_le] | apply at_ratio]; lra.
Qed.
Lemma affine_oc : a < y <= b -> exists t, 0 < t <= 1 /\ y = a + t * (b - a).
Proof. intros H. exists ((y - a) / (b - a)). split; [split; [apply ratio_gt | apply ratio_le] | apply at_ratio]; lra. Qed.
Lemma affine_co : a <= y < b -> exists t, 0 <= t < 1 /\ y = a + t * (b - a).
Proof. intros H. exists ((y - a) / (b - a)). split; [split; [apply ratio_ge | apply ratio_lt] | apply at_ratio]; lra. Qed.
Lemma affine_oo : a < y < b -> exists t, 0 < t < 1 /\ y = a + t * (b - a).
Proof. intros H. exists ((y - a) / (b - a)). split; [split; [apply ratio_gt | apply ratio_lt] | apply at_ratio]; lra. Qed.
End Affine.
Ltac by_affine how a b y lemma :=
  let t := fresh "t" in let Ht := fresh in let E := fresh in
  destruct (how a b y) as [t [Ht E]]; [lra|]; subst y; use lemma t lra.
