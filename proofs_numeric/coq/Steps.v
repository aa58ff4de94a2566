(* The rules of inference of proofs_numeric/rules that change the variable, as lemmas and as words of exported files. *)
From Coq Require Import Reals Lra Psatz.
From Certibound Require Export Tactics.
Open Scope R_scope.

Lemma le_transfer (a b c d : R) : b - a = d - c -> c <= d -> a <= b. Proof. lra. Qed.
Lemma lt_transfer (a b c d : R) : b - a = d - c -> c < d -> a < b. Proof. lra. Qed.
Lemma eq_transfer (a b c d : R) : a - b = c - d -> c = d -> a = b. Proof. lra. Qed.

Ltac same_value := first [reflexivity | lra | ring | field; parts; nonzero_by_sign | solve [equal_by_roots]].
(* The goal from K, which says the same of terms that are equal by algebra. *)
Ltac transfer K := first [exact K | lazymatch type of K with
  | _ <= _ => first [apply (le_transfer _ _ _ _) with (2 := K); same_value
      | revert K; fold_corners; intros K; apply (le_transfer _ _ _ _) with (2 := K); same_value]
  | _ < _ => first [apply (lt_transfer _ _ _ _) with (2 := K); same_value
      | revert K; fold_corners; intros K; apply (lt_transfer _ _ _ _) with (2 := K); same_value]
  | _ = _ => apply (eq_transfer _ _ _ _) with (2 := K); same_value
  | _ /\ _ => let A := fresh "A" in let B := fresh "B" in destruct K as [A B]; split; [transfer A | transfer B]
  | _ \/ _ => let A := fresh "A" in destruct K as [A|A]; [left; transfer A | right; transfer A]
  end].
Ltac from_lemma lemma := let K := fresh "K" in pose proof lemma as K; repeat advance_by K; transfer K.
Ltac from_premise lemma := first [solve [apply lemma; premise_side] | from_lemma lemma | number_or_equal].

(* ---- cosine: rho = cos t or - cos t ---- *)

Lemma acos_half (r : R) : 0 <= r <= 1 -> 0 <= acos r <= PI / 2.
Proof.
intros Hr. pose proof (acos_bound r) as Ha. split; [lra|].
destruct (Rle_lt_dec (acos r) (PI / 2)) as [H|H]; [exact H|exfalso].
assert (cos (acos r) < 0) by (apply cos_lt_0; lra). rewrite cos_acos in *; lra.
Qed.

Lemma on_half_cos (P : R -> Prop) :
  (forall t, 0 <= t <= 8 / 5 -> t <= PI / 2 -> P (cos t)) ->
  (forall t, 0 <= t <= 8 / 5 -> t <= PI / 2 -> P (- cos t)) ->
  forall r, -1 <= r <= 1 -> P r.
Proof.
intros Hp Hm r Hr. assert (Hpi : PI / 2 <= 8 / 5) by interval.
destruct (Rle_lt_dec 0 r).
- pose proof (acos_half r). rewrite <- (cos_acos r) by lra. apply Hp; lra.
- pose proof (acos_half (- r)). replace r with (- cos (acos (- r))) by (rewrite cos_acos; lra). apply Hm; lra.
Qed.

Section Cosine.
Variable t : R.
Hypothesis Ht : 0 <= t <= PI / 2.
Let Hpi := PI_RGT_0.

Lemma acos_mcos : acos (- cos t) = PI - t.
Proof. rewrite acos_opp, acos_cos by lra. reflexivity. Qed.
Lemma Rhat_mcos : Rhat (- cos t) = (sin t - t * cos t) / PI.
Proof.
unfold Rhat. rewrite acos_mcos. replace (1 - - cos t * - cos t) with (1 - cos t * cos t) by ring.
rewrite sqrt_1_cos by lra. unfold Rdiv. ring.
Qed.
Lemma Rhat_pcos : Rhat (cos t) = (sin t + (PI - t) * cos t) / PI.
Proof. apply Rhat_cos. lra. Qed.
Lemma Rhat1_pcos : Rhat1 (cos t) = (PI - t) / PI.
Proof. unfold Rhat1. rewrite acos_cos by lra. field. lra. Qed.
Lemma Rhat1_mcos : Rhat1 (- cos t) = t / PI.
Proof. unfold Rhat1. rewrite acos_mcos. field. lra. Qed.
Let double_sin : cos t = 1 - 2 * sin (t / 2) * sin (t / 2).
Proof. rewrite <- cos_2a_sin. f_equal. field. Qed.
Let double_cos : cos t = 2 * cos (t / 2) * cos (t / 2) - 1.
Proof. rewrite <- cos_2a_cos. f_equal. field. Qed.
Let root_of_double (s : R) : 0 <= s -> sqrt (2 * s * s) = sqrt 2 * s.
Proof. intros Hs. rewrite Rmult_assoc, sqrt_mult, sqrt_square by nra. reflexivity. Qed.
Lemma sqrt_1mcos : sqrt (1 - cos t) = sqrt 2 * sin (t / 2).
Proof.
replace (1 - cos t) with (2 * sin (t / 2) * sin (t / 2)) by (rewrite double_sin; ring).
apply root_of_double, sin_ge_0; lra.
Qed.
Lemma sqrt_1pcos : sqrt (1 + cos t) = sqrt 2 * cos (t / 2).
Proof.
replace (1 + cos t) with (2 * cos (t / 2) * cos (t / 2)) by (rewrite double_cos; ring).
apply root_of_double, cos_ge_0; lra.
Qed.
Lemma sqrt_1mcos2 : sqrt (1 - cos t * cos t) = sin t.
Proof. apply sqrt_1_cos. lra. Qed.
End Cosine.

Ltac roots_of_cos t Ht := repeat match goal with |- context [sqrt ?u] =>
  first [ replace (sqrt u) with (sqrt 2 * sin (t / 2)) by (rewrite <- (sqrt_1mcos t Ht); f_equal; ring)
        | replace (sqrt u) with (sqrt 2 * cos (t / 2)) by (rewrite <- (sqrt_1pcos t Ht); f_equal; ring)
        | replace (sqrt u) with (sin t) by (rewrite <- (sqrt_1mcos2 t Ht); f_equal; ring) ] end.
Ltac of_cos t Ht :=
  rewrite ?(Rhat_pcos t Ht), ?(Rhat_mcos t Ht), ?(Rhat1_pcos t Ht), ?(Rhat1_mcos t Ht), ?(acos_mcos t Ht), ?Ropp_involutive,
    ?(Rhat_pcos t Ht), ?(Rhat1_pcos t Ht);
  repeat rewrite (acos_cos t) by lra; try (roots_of_cos t Ht).

(* An end rho = +-1 that the domain does not have is t = 0. *)
Ltac open_end t := try (assert (0 < t) by
  (destruct (Rle_lt_dec t 0); [exfalso; replace t with 0 in * by lra; rewrite cos_0 in *; lra | assumption])).
(* rho : R and H, that it lies in the domain, are in the context. *)
Ltac cosine_case lemma :=
  let t := fresh "t" in let H1 := fresh "Ha" in let H2 := fresh "Hb" in let H3 := fresh "Hc" in let K := fresh "K" in let Ht := fresh "Ht" in
  intros t H1 H2 H3; cbv beta in *; assert (Ht : 0 <= t <= PI / 2) by lra; open_end t;
  pose proof (lemma t) as K; repeat advance_by K; of_cos t Ht; transfer K.
Ltac by_cosine rho H plus minus :=
  let Hr := fresh "Hr" in assert (Hr : -1 <= rho <= 1) by lra; revert H; pattern rho;
  apply on_half_cos; [ cosine_case plus | cosine_case minus | exact Hr ].

(* ---- product, quadratic ---- *)

Lemma product_lt (u v a b : R) : b - a = u * v -> 0 < u -> 0 < v -> a < b. Proof. nra. Qed.
Lemma product_le (u v a b : R) : b - a = u * v -> 0 <= u -> 0 <= v -> a <= b. Proof. nra. Qed.
Ltac by_product u v H1 H2 :=
  match goal with |- _ < _ => apply (product_lt u v) | |- _ <= _ => apply (product_le u v) end;
  [ first [same_value | solve [by_algebra]] | from_premise H1 | from_premise H2 ].
Lemma quadratic_lt (u v w y a b : R) : b - a = u * y ^ 2 + v * y + w -> 0 < u -> 0 < 4 * u * w - v ^ 2 -> a < b.
Proof.
intros E Hu Hd. assert (0 < 4 * u * (b - a)); [|nra].
replace (4 * u * (b - a)) with ((2 * u * y + v) ^ 2 + (4 * u * w - v ^ 2)) by (rewrite E; ring).
pose proof (pow2_ge_0 (2 * u * y + v)). lra.
Qed.

(* ---- either: abs, max and min as u >= 0 decides them, and as u <= 0 does ---- *)

Lemma abs_of_same (u v : R) : 0 <= u -> v = u -> Rabs v = u.
Proof. intros Hu ->. apply Rabs_pos_eq, Hu. Qed.
Lemma abs_of_opposite (u v : R) : 0 <= u -> v = - u -> Rabs v = u.
Proof. intros Hu ->. rewrite Rabs_Ropp. apply Rabs_pos_eq, Hu. Qed.
Lemma max_of_greater (u a b : R) : 0 <= u -> a - b = u -> Rmax a b = a. Proof. intros. apply Rmax_left. lra. Qed.
Lemma max_of_less (u a b : R) : 0 <= u -> a - b = - u -> Rmax a b = b. Proof. intros. apply Rmax_right. lra. Qed.
Lemma min_of_greater (u a b : R) : 0 <= u -> a - b = u -> Rmin a b = b. Proof. intros. apply Rmin_right. lra. Qed.
Lemma min_of_less (u a b : R) : 0 <= u -> a - b = - u -> Rmin a b = a. Proof. intros. apply Rmin_left. lra. Qed.
(* H: 0 <= u. *)
Ltac decided_corners u H := repeat match goal with
  | |- context [Rabs ?v] => first [rewrite (abs_of_same u v H) by same_value | rewrite (abs_of_opposite u v H) by same_value]
  | |- context [Rmax ?a ?b] => first [rewrite (max_of_greater u a b H) by same_value | rewrite (max_of_less u a b H) by same_value]
  | |- context [Rmin ?a ?b] => first [rewrite (min_of_greater u a b H) by same_value | rewrite (min_of_less u a b H) by same_value]
  end.
Ltac on_one_side u H lemma := decided_corners u H; let K := fresh "K" in pose proof lemma as K; repeat advance_by K; transfer K.
Ltac by_either u K0 K1 := destruct (Rle_lt_dec 0 u) as [G|G];
  [ on_one_side u G K0
  | assert (Gm : 0 <= - u) by lra; on_one_side (- u) Gm K1 ].

(* ---- sign: abs, max and min where the sign of a term is known ---- *)

Ltac by_cases_of_sign B :=
  unfold Rmax, Rmin, Rabs in *; repeat match goal with
  | |- context [Rle_dec ?a ?b] => destruct (Rle_dec a b)
  | |- context [Rcase_abs ?a] => destruct (Rcase_abs a)
  end; first [transfer B | lra | nra].
Ltac by_sign K0 K1 :=
  let A := fresh "A" in let B := fresh "B" in pose proof K0 as A; repeat advance_by A; pose proof K1 as B; repeat advance_by B;
  first [ solve [progress fold_corners; lra] | by_cases_of_sign B ].
