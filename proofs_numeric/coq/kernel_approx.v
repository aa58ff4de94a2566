(* The smooth part of Rhat, h(v) = Rhat(-(1 - v)) = v^(3/2) P(v), and polynomials that stand for P.

   h(0) = h'(0) = 0 and h''(v) = 1/(pi sqrt(v (2 - v))); the second derivative of v^(3/2) p(v) is v^(-1/2) q(v) with
   q = (1/2 + v d/dv)(3/2 + v d/dv) p. So a relative error of q against 1/(pi sqrt(2 - v)), where nothing is singular, is
   one of v^(3/2) p against h: twice a function that is not negative at 0 and rises. The variable is x with v = 2 sin^2 x. *)
From Coq Require Import Reals Lra Psatz List.
From Coquelicot Require Import Coquelicot.
From Certibound Require Import Functions Chains.
Import ListNotations.
Open Scope R_scope.

(* ---- polynomials as lists of coefficients, ascending ---- *)

Fixpoint poly (l : list R) (x : R) : R := match l with nil => 0 | c :: l' => c + x * poly l' x end.
Fixpoint slope (l : list R) (x : R) : R := match l with nil => 0 | c :: l' => poly l' x + x * slope l' x end.
(* (a + x d/dx) p *)
Fixpoint euler (a : R) (l : list R) : list R := match l with nil => nil | c :: l' => a * c :: euler (a + 1) l' end.
(* p + k q *)
Fixpoint add_scaled (k : R) (p q : list R) : list R :=
  match p, q with nil, _ => map (Rmult k) q | _, nil => p | a :: p', b :: q' => a + k * b :: add_scaled k p' q' end.

Lemma poly_derive l x : is_derive (poly l) x (slope l x).
Proof.
induction l as [|c l IH]; simpl.
- apply (is_derive_const 0 x).
- auto_derive; [exists (slope l x); exact IH|].
  replace (Derive (fun x0 => poly l x0) x) with (slope l x) by (symmetry; apply is_derive_unique, IH). ring.
Qed.

Lemma euler_correct l : forall a x, poly (euler a l) x = a * poly l x + x * slope l x.
Proof. induction l as [|c l IH]; intros a x; simpl; [ring | rewrite IH; ring]. Qed.

Lemma poly_map k l x : poly (map (Rmult k) l) x = k * poly l x.
Proof. induction l as [|c l IH]; simpl; [ring | rewrite IH; ring]. Qed.

Lemma add_scaled_correct k p : forall q x, poly (add_scaled k p q) x = poly p x + k * poly q x.
Proof.
induction p as [|a p IH]; intros q x.
- simpl. rewrite poly_map. ring.
- destruct q as [|b q]; simpl; [ring | rewrite IH; ring].
Qed.

(* ---- h ---- *)

Definition h (v : R) : R := Rhat (- (1 - v)).

Lemma h_is v : -1 <= v <= 1 -> h v = (sqrt (1 - (1 - v) * (1 - v)) - acos (1 - v) * (1 - v)) / PI.
Proof.
intros Hv. unfold h, Rhat. rewrite acos_opp. replace (- (1 - v) * - (1 - v)) with ((1 - v) * (1 - v)) by ring.
unfold Rdiv. ring.
Qed.

Lemma Rhat_is_h a : Rhat (- a) = h (1 - a) /\ Rhat a = h (1 - a) + a.
Proof.
pose proof PI_RGT_0. unfold h. replace (- (1 - (1 - a))) with (- a) by ring. split; [reflexivity|].
unfold Rhat. rewrite acos_opp. replace (- a * - a) with (a * a) by ring. field. lra.
Qed.

Lemma rises_from_0 (f df : R -> R) (b : R) : 0 <= f 0 -> (forall x, 0 <= x <= b -> is_derive f x (df x)) ->
  (forall x, 0 <= x <= b -> 0 <= df x) -> forall x, 0 <= x <= b -> 0 <= f x.
Proof.
intros H0 Hd Hp x Hx. apply Rle_trans with (1 := H0).
apply (rises f df 0 b); [intros; apply is_derive_Reals, Hd; assumption | exact Hx | intros; apply Hp; lra].
Qed.

Definition k3 (x : R) : R := sin (2 * x) - 2 * x * cos (2 * x).

Lemma h_sin x : 0 <= x <= PI / 4 -> h (2 * sin x * sin x) = k3 x / PI.
Proof.
intros Hx. unfold h. replace (1 - 2 * sin x * sin x) with (cos (2 * x)) by apply cos_2a_sin.
unfold Rhat, k3. rewrite acos_opp, acos_cos by lra.
replace (1 - - cos (2 * x) * - cos (2 * x)) with (1 - cos (2 * x) * cos (2 * x)) by ring.
rewrite sqrt_1_cos by lra. unfold Rdiv. ring.
Qed.

(* s = 1: from below; s = -1: from above. *)
Section One_side.
Variable p : list R.
Variables s d : R.
Let p1 := euler (3 / 2) p.
Let q := euler (1 / 2) p1.
Hypothesis Hq : forall x, 0 <= x <= PI / 4 ->
  0 <= s * (sqrt 2 * cos x * poly q (2 * sin x * sin x) - / PI) + d / PI.

Let K x := s * (sqrt 2 * sin x * poly p1 (2 * sin x * sin x)) - (s - d) * (2 * x) / PI.

Lemma first_derivative x : 0 <= x <= PI / 4 -> 0 <= K x.
Proof.
pose proof PI_RGT_0. revert x.
apply (rises_from_0 _ (fun x => 2 * (s * (sqrt 2 * cos x * poly q (2 * sin x * sin x) - / PI) + d / PI))).
- unfold K. rewrite sin_0. lra.
- intros x Hx. unfold K. auto_derive; [exists (slope p1 (2 * sin x * sin x)); apply poly_derive|].
  replace (Derive (fun y => poly p1 y) (2 * sin x * sin x)) with (slope p1 (2 * sin x * sin x))
    by (symmetry; apply is_derive_unique, poly_derive).
  unfold q. rewrite euler_correct. field. lra.
- intros x Hx. generalize (Hq x Hx). lra.
Qed.

Lemma one_side x : 0 <= x <= PI / 4 ->
  0 <= s * (2 * sqrt 2 * sin x ^ 3 * poly p (2 * sin x * sin x)) - (s - d) * k3 x / PI.
Proof.
pose proof PI_RGT_0. revert x. apply (rises_from_0 _ (fun x => 4 * sin x * cos x * K x)).
- unfold k3. rewrite Rmult_0_r, sin_0. lra.
- intros x Hx. unfold k3. auto_derive; [exists (slope p (2 * sin x * sin x)); apply poly_derive|].
  replace (Derive (fun y => poly p y) (2 * sin x * sin x)) with (slope p (2 * sin x * sin x))
    by (symmetry; apply is_derive_unique, poly_derive).
  unfold K, p1. rewrite euler_correct, sin_2a. field. lra.
- intros x Hx. repeat apply Rmult_le_pos; try lra; [apply sin_ge_0 | apply cos_ge_0 | apply first_derivative]; lra.
Qed.
End One_side.

Lemma sqrt_2_squares y : 0 <= y -> sqrt (2 * y * y) = sqrt 2 * y.
Proof. intros Hy. rewrite Rmult_assoc, sqrt_mult, sqrt_square by nra. reflexivity. Qed.

(* v = 2 sin^2 x *)
Lemma half_angle v : 0 <= v <= 1 -> exists x, 0 <= x <= PI / 4 /\ v = 2 * sin x * sin x.
Proof.
intros Hv. pose proof PI_RGT_0. pose proof (acos_bound (1 - v)) as Ht. pose proof (cos_acos (1 - v)) as Hc.
set (t := acos (1 - v)) in *. exists (t / 2). split.
- destruct (Rle_dec t (PI / 2)) as [|N]; [lra|]. assert (cos t < 0) by (apply cos_lt_0; lra). lra.
- pose proof (cos_2a_sin (t / 2)) as E. replace (2 * (t / 2)) with t in E by field. lra.
Qed.

Theorem relative_error p d :
  (forall v, 0 <= v <= 1 -> Rabs (sqrt (2 - v) * poly (euler (1 / 2) (euler (3 / 2) p)) v - / PI) <= d / PI) ->
  forall v, 0 <= v <= 1 -> Rabs (sqrt v * v * poly p v - h v) <= d * h v.
Proof.
intros Hq v Hv. pose proof PI_RGT_0 as Hpi. destruct (half_angle v Hv) as [x [Hx Hv']].
assert (Hq' : forall x, 0 <= x <= PI / 4 ->
  Rabs (sqrt 2 * cos x * poly (euler (1 / 2) (euler (3 / 2) p)) (2 * sin x * sin x) - / PI) <= d / PI).
{ intros y Hy. assert (Hcos : 0 <= cos y) by (apply cos_ge_0; lra).
  rewrite <- sqrt_2_squares by exact Hcos.
  replace (2 * cos y * cos y) with (2 - 2 * sin y * sin y) by (generalize (sin2_cos2 y); unfold Rsqr; lra).
  apply Hq. assert (Hc2 : 0 <= cos (2 * y)) by (apply cos_ge_0; lra). rewrite cos_2a_sin in Hc2. nra. }
assert (Hs : 0 <= sin x) by (apply sin_ge_0; lra).
rewrite Hv', sqrt_2_squares, h_sin by assumption.
assert (A1 := one_side p 1 d (fun y Hy => ltac:(generalize (proj1 (Rabs_le_between _ _) (Hq' y Hy)); lra)) x Hx).
assert (A2 := one_side p (-1) d (fun y Hy => ltac:(generalize (proj1 (Rabs_le_between _ _) (Hq' y Hy)); lra)) x Hx).
set (y := poly p (2 * sin x * sin x)) in *. set (k := k3 x) in *. clearbody y k.
apply Rabs_le. unfold Rdiv in *. simpl in A1, A2. nra.
Qed.

Theorem h_pos v : 0 < v <= 1 -> 0 < h v.
Proof.
intros Hv. destruct (half_angle v) as [x [Hx Hv']]; [lra|]. pose proof PI_RGT_0.
assert (Hx0 : 0 < x). { destruct (Rle_lt_dec x 0) as [Z|]; [|assumption]. replace x with 0 in Hv' by lra. rewrite sin_0 in Hv'. lra. }
rewrite Hv', h_sin by exact Hx. apply Rdiv_lt_0_compat; [|assumption].
replace 0 with (k3 0) by (unfold k3; rewrite Rmult_0_r, sin_0; ring).
apply (rises_strictly k3 (fun x => 4 * x * sin (2 * x)) 0 (PI / 4)); [|lra|].
- intros y Hy. apply is_derive_Reals. unfold k3. auto_derive; [easy | ring].
- intros y Hy. apply Rmult_lt_0_compat; [lra | apply sin_gt_0; lra].
Qed.

(* ---- a step from v to v + t ---- *)

Lemma h_derive v : 0 < v < 2 -> derivable_pt_lim h v (acos (1 - v) / PI).
Proof.
intros Hv. pose proof PI_RGT_0. apply is_derive_Reals. unfold h.
replace (acos (1 - v) / PI) with (1 * Rhat1 (- (1 - v))) by (unfold Rhat1; rewrite acos_opp; field; lra).
apply (is_derive_comp Rhat (fun v => - (1 - v))); [apply is_derive_Reals, derivable_pt_lim_Rhat; lra|].
auto_derive; [easy | ring].
Qed.

Lemma h_step v w : 0 < v <= 1 -> 0 < w <= 1 -> exists c, Rmin v w <= c <= Rmax v w /\ h w - h v = (w - v) * (acos (1 - c) / PI).
Proof.
assert (G : forall v w, 0 < v < w -> w <= 1 -> exists c, v <= c <= w /\ h w - h v = (w - v) * (acos (1 - c) / PI)).
{ clear. intros v w Hv Hw. destruct (MVT_cor2 h (fun c => acos (1 - c) / PI) v w) as [c [E Hc]]; [lra | |].
  - intros c Hc. apply h_derive. lra.
  - exists c. split; [lra|]. rewrite E. ring. }
intros Hv Hw. destruct (Rtotal_order v w) as [L|[E|L]].
- destruct (G v w) as [c [Hc E]]; [lra | lra |]. exists c. rewrite Rmin_left, Rmax_right by lra. split; assumption.
- subst w. exists v. rewrite Rmin_left, Rmax_left by lra. split; [lra | ring].
- destruct (G w v) as [c [Hc E]]; [lra | lra |]. exists c. rewrite Rmin_right, Rmax_left by lra. split; [assumption | lra].
Qed.

Theorem Rhat_positive a : 0 <= a < 1 -> 0 < Rhat a /\ 0 < Rhat (- a).
Proof. intros Ha. destruct (Rhat_is_h a) as [M P]. rewrite M, P. pose proof (h_pos (1 - a)). lra. Qed.

(* Far above the smallest normal double. *)
Lemma power_from v p : / 2 ^ 53 <= v <= 1 -> 3 / 10 <= p -> / 2 ^ 110 <= sqrt v * v * p.
Proof.
intros Hv Hp. assert (H0 : 0 < / 2 ^ 53) by (apply Rinv_0_lt_compat, pow_lt; lra).
assert (Hs : sqrt v * sqrt v = v) by (apply sqrt_sqrt; lra). pose proof (sqrt_pos v) as Hs0.
assert (Hs1 : v <= sqrt v) by nra.
assert (H1 : / 2 ^ 53 * / 2 ^ 53 <= sqrt v * v) by (apply Rmult_le_compat; lra).
apply Rle_trans with (/ 2 ^ 53 * / 2 ^ 53 * (3 / 10)); [lra | apply Rmult_le_compat; nra].
Qed.
