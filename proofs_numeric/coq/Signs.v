(* The sign of a term by its shape: lemmas, and the tactics `positive`, `nonnegative`, `negative`, `nonpositive`. *)
From Coq Require Import Reals Lra Psatz.
From Interval Require Import Tactic.
Open Scope R_scope.

Ltac parts := repeat match goal with |- _ /\ _ => split | |- True => exact I end.

Lemma pos_nonzero (a : R) : 0 < a -> a <> 0. Proof. lra. Qed.
Lemma neg_nonzero (a : R) : a < 0 -> a <> 0. Proof. lra. Qed.
Lemma pos_of_sub (a b : R) : 0 < a -> b <= 0 -> 0 < a - b. Proof. lra. Qed.
Lemma pos_of_sub' (a b : R) : 0 <= a -> b < 0 -> 0 < a - b. Proof. lra. Qed.
Lemma nonneg_of_sub (a b : R) : 0 <= a -> b <= 0 -> 0 <= a - b. Proof. lra. Qed.
Lemma pos_of_opp (a : R) : a < 0 -> 0 < - a. Proof. lra. Qed.
Lemma nonneg_of_opp (a : R) : a <= 0 -> 0 <= - a. Proof. lra. Qed.
Lemma pos_of_neg_mul (a b : R) : a < 0 -> b < 0 -> 0 < a * b. Proof. nra. Qed.
Lemma nonneg_of_neg_mul (a b : R) : a <= 0 -> b <= 0 -> 0 <= a * b. Proof. nra. Qed.
Lemma neg_of_mul (a b : R) : a < 0 -> 0 < b -> a * b < 0. Proof. nra. Qed.
Lemma neg_of_mul' (a b : R) : 0 < a -> b < 0 -> a * b < 0. Proof. nra. Qed.
Lemma nonpos_of_mul (a b : R) : a <= 0 -> 0 <= b -> a * b <= 0. Proof. nra. Qed.
Lemma nonpos_of_mul' (a b : R) : 0 <= a -> b <= 0 -> a * b <= 0. Proof. nra. Qed.
Lemma neg_of_add (a b : R) : a < 0 -> b <= 0 -> a + b < 0. Proof. lra. Qed.
Lemma neg_of_add' (a b : R) : a <= 0 -> b < 0 -> a + b < 0. Proof. lra. Qed.
Lemma nonpos_of_add (a b : R) : a <= 0 -> b <= 0 -> a + b <= 0. Proof. lra. Qed.
Lemma neg_of_sub (a b : R) : a < 0 -> 0 <= b -> a - b < 0. Proof. lra. Qed.
Lemma neg_of_sub' (a b : R) : a <= 0 -> 0 < b -> a - b < 0. Proof. lra. Qed.
Lemma nonpos_of_sub (a b : R) : a <= 0 -> 0 <= b -> a - b <= 0. Proof. lra. Qed.
Lemma neg_of_opp (a : R) : 0 < a -> - a < 0. Proof. lra. Qed.
Lemma nonpos_of_opp (a : R) : 0 <= a -> - a <= 0. Proof. lra. Qed.
Lemma neg_inv (a : R) : a < 0 -> / a < 0. Proof. apply Rinv_lt_0_compat. Qed.

Lemma ln_nonpos (a : R) : a <= 1 -> ln a <= 0.
Proof.
intros H. destruct (Rle_lt_dec a 0) as [N|P].
- unfold ln. destruct (Rlt_dec 0 a); [exfalso; lra | apply Rle_refl].
- rewrite <- ln_1. destruct H as [H | ->]; [apply Rlt_le, ln_increasing; assumption | apply Rle_refl].
Qed.
Lemma ln_neg (a : R) : 0 < a -> a < 1 -> ln a < 0.
Proof. intros Ha H. rewrite <- ln_1. apply ln_increasing; assumption. Qed.
Lemma ln_nonneg (a : R) : 1 <= a -> 0 <= ln a.
Proof. intros H. rewrite <- ln_1. destruct H as [H | <-]; [apply Rlt_le, ln_increasing; lra | apply Rle_refl]. Qed.
Lemma ln_pos (a : R) : 1 < a -> 0 < ln a.
Proof. intros H. rewrite <- ln_1. apply ln_increasing; lra. Qed.

(* 1 <= a *)
Lemma one_le_mul (a b : R) : 1 <= a -> 1 <= b -> 1 <= a * b. Proof. nra. Qed.
Lemma one_le_div (a b : R) : 1 <= a -> 0 < b -> b <= 1 -> 1 <= a / b.
Proof. intros Ha Hb H. apply (Rmult_le_reg_r b _ _ Hb). replace (a / b * b) with a by (field; lra). lra. Qed.
Lemma one_le_sqrt (a : R) : 1 <= a -> 1 <= sqrt a.
Proof. intros H. rewrite <- sqrt_1. apply sqrt_le_1_alt, H. Qed.
Ltac at_least_one := first [lra | interval | match goal with
  | |- 1 <= ?a * ?b => apply one_le_mul; at_least_one
  | |- 1 <= ?a / ?b => apply one_le_div; [at_least_one | lra | lra]
  | |- 1 <= sqrt ?a => apply one_le_sqrt; at_least_one
  | |- 1 <= ?a ^ _ => apply pow_R1_Rle; at_least_one
  end | nra].

(* Products of hypotheses help with polynomials; elsewhere their search costs seconds and finds nothing. *)
Ltac by_products := lazymatch goal with
  | |- context [Rinv _] => fail | |- context [Rdiv _ _] => fail | |- context [sqrt _] => fail
  | |- context [exp _] => fail | |- context [ln _] => fail | _ => nra end.
Ltac positive := first [lra | interval | match goal with
  | |- 0 < ?a * ?b => apply Rmult_lt_0_compat; positive
  | |- 0 < ?a * ?b => apply pos_of_neg_mul; negative
  | |- 0 < ?a / ?b => apply Rdiv_lt_0_compat; positive
  | |- 0 < ?a / ?b => apply pos_of_neg_mul; [negative | apply neg_inv; negative]
  | |- 0 < / ?a => apply Rinv_0_lt_compat; positive
  | |- 0 < sqrt ?a => apply sqrt_lt_R0; positive
  | |- 0 < ?a ^ ?n => apply pow_lt; positive
  | |- 0 < exp ?a => apply exp_pos
  | |- 0 < ln ?a => apply ln_pos; lra
  | |- 0 < PI => apply PI_RGT_0
  | |- 0 < - ?a => apply pos_of_opp; negative
  | |- 0 < ?a + ?b => apply Rplus_lt_0_compat; positive
  | |- 0 < ?a + ?b => apply Rplus_lt_le_0_compat; [positive | nonnegative]
  | |- 0 < ?a + ?b => apply Rplus_le_lt_0_compat; [nonnegative | positive]
  | |- 0 < ?a - ?b => apply pos_of_sub; [positive | nonpositive]
  | |- 0 < ?a - ?b => apply pos_of_sub'; [nonnegative | negative]
  end | by_products]
with nonnegative := first [lra | interval | match goal with
  | |- 0 <= ?a * ?b => apply Rmult_le_pos; nonnegative
  | |- 0 <= ?a * ?b => apply nonneg_of_neg_mul; nonpositive
  | |- 0 <= ?a / ?b => apply Rmult_le_pos; [nonnegative | apply Rlt_le, Rinv_0_lt_compat; positive]
  | |- 0 <= ?a / ?b => apply nonneg_of_neg_mul; [nonpositive | apply Rlt_le, neg_inv; negative]
  | |- 0 <= / ?a => apply Rlt_le, Rinv_0_lt_compat; positive
  | |- 0 <= sqrt ?a => apply sqrt_pos
  | |- 0 <= ?a ^ 2 => apply pow2_ge_0
  | |- 0 <= ?a ^ ?n => apply pow_le; nonnegative
  | |- 0 <= exp ?a => apply Rlt_le, exp_pos
  | |- 0 <= ln ?a => apply ln_nonneg; at_least_one
  | |- 0 <= - ?a => apply nonneg_of_opp; nonpositive
  | |- 0 <= ?a + ?b => apply Rplus_le_le_0_compat; nonnegative
  | |- 0 <= ?a - ?b => apply nonneg_of_sub; [nonnegative | nonpositive]
  end | by_products]
with negative := first [lra | interval | match goal with
  | |- ?a * ?b < 0 => apply neg_of_mul; [negative | positive]
  | |- ?a * ?b < 0 => apply neg_of_mul'; [positive | negative]
  | |- ?a / ?b < 0 => apply neg_of_mul; [negative | apply Rinv_0_lt_compat; positive]
  | |- ?a / ?b < 0 => apply neg_of_mul'; [positive | apply neg_inv; negative]
  | |- / ?a < 0 => apply neg_inv; negative
  | |- ln ?a < 0 => apply ln_neg; lra
  | |- - ?a < 0 => apply neg_of_opp; positive
  | |- ?a + ?b < 0 => apply neg_of_add; [negative | nonpositive]
  | |- ?a + ?b < 0 => apply neg_of_add'; [nonpositive | negative]
  | |- ?a - ?b < 0 => apply neg_of_sub; [negative | nonnegative]
  | |- ?a - ?b < 0 => apply neg_of_sub'; [nonpositive | positive]
  end]
with nonpositive := first [lra | interval | match goal with
  | |- ?a * ?b <= 0 => apply nonpos_of_mul; [nonpositive | nonnegative]
  | |- ?a * ?b <= 0 => apply nonpos_of_mul'; [nonnegative | nonpositive]
  | |- ?a / ?b <= 0 => apply nonpos_of_mul; [nonpositive | apply Rlt_le, Rinv_0_lt_compat; positive]
  | |- ?a / ?b <= 0 => apply nonpos_of_mul'; [nonnegative | apply Rlt_le, neg_inv; negative]
  | |- / ?a <= 0 => apply Rlt_le, neg_inv; negative
  | |- ln ?a <= 0 => apply ln_nonpos; lra
  | |- - ?a <= 0 => apply nonpos_of_opp; nonnegative
  | |- ?a + ?b <= 0 => apply nonpos_of_add; nonpositive
  | |- ?a - ?b <= 0 => apply nonpos_of_sub; [nonpositive | nonnegative]
  end].
(* A variable above a constant that is no numeral: that both are positive, for linear arithmetic. *)
Ltac above_constant c x := lazymatch goal with
  | _ : 0 < x |- _ => fail | _ : 1 < x |- _ => fail
  | _ => first [assert (1 < x) by (assert (1 < c) by interval; lra) | assert (0 < x) by (assert (0 < c) by interval; lra)] end.
Ltac numeric_bounds := repeat match goal with
  | H : ?c <= ?x |- _ => is_var x; above_constant c x
  | H : ?c < ?x |- _ => is_var x; above_constant c x
  end.
(* 1 + (x / y - 1) *)
Ltac nonzero_as_fraction := match goal with |- ?u <> 0 =>
  field_simplify u; [apply pos_nonzero; positive | parts; first [lra | apply pos_nonzero; positive]..] end.
Ltac nonzero_by_sign := first [lra | solve [nonzero_as_fraction] | apply pos_nonzero; positive | apply neg_nonzero; negative
  | apply Rmult_integral_contrapositive_currified; nonzero_by_sign | apply pow_nonzero; nonzero_by_sign
  | progress numeric_bounds; nonzero_by_sign | nonzero_by_bound]
(* x <> 0 from 0 < e <= x *)
with nonzero_by_bound := match goal with
  | H : ?e <= ?x |- ?x <> 0 => is_var x; apply pos_nonzero, Rlt_le_trans with (2 := H); positive
  | H : ?e < ?x |- ?x <> 0 => is_var x; apply pos_nonzero, Rlt_trans with (2 := H); positive
  end.
