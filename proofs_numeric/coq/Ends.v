(* Functions that are continuous up to an end where they have no derivative: sqrt at 0, acos and Rhat at +-1. The mean
   value theorem wants the derivative inside only. *)
From Coq Require Import Reals Lra Psatz ZArith QArith Qreals.
From Coquelicot Require Import Coquelicot.
From Certibound Require Import Functions Expr Chains.
Close Scope Q_scope.
Open Scope R_scope.

(* ---- acos and Rhat are continuous everywhere ---- *)

Definition clamped (x : R) : R := Rmax (-1) (Rmin 1 x).

Lemma clamped_in (x : R) : -1 <= clamped x <= 1.
Proof. unfold clamped, Rmax, Rmin. destruct (Rle_dec 1 x), (Rle_dec (-1) _); lra. Qed.

Lemma acos_clamped (x : R) : acos x = acos (clamped x).
Proof.
unfold clamped, Rmax, Rmin. destruct (Rle_dec 1 x) as [H|H].
- destruct (Rle_dec (-1) 1); [|lra]. rewrite acos_1. unfold acos.
  destruct (Rle_dec x (-1)); [lra|]. destruct (Rle_dec 1 x); [reflexivity|lra].
- destruct (Rle_dec (-1) x) as [G|G]; [reflexivity|]. rewrite acos_m1. unfold acos.
  destruct (Rle_dec x (-1)); [reflexivity|lra].
Qed.

Lemma continuous_of_abs (f g : R -> R) (x : R) : continuous f x -> continuous g x ->
  continuous (fun y => Rmax (f y) (g y)) x /\ continuous (fun y => Rmin (f y) (g y)) x.
Proof.
intros Hf Hg.
assert (Ha : continuous (fun y => Rabs (f y - g y)) x).
{ apply (continuous_comp (fun y => f y - g y) Rabs); [|apply continuous_Rabs].
  apply (continuous_minus f g); assumption. }
split.
- apply (continuous_ext (fun y => (f y + g y + Rabs (f y - g y)) * / 2)).
  + intros y. symmetry. apply Rmax_abs.
  + apply (continuous_mult (fun y => f y + g y + Rabs (f y - g y)) (fun _ => / 2)); [|apply continuous_const].
    apply (continuous_plus (fun y => f y + g y)); [|exact Ha]. apply (continuous_plus f g); assumption.
- apply (continuous_ext (fun y => (f y + g y - Rabs (f y - g y)) * / 2)).
  + intros y. symmetry. apply Rmin_abs.
  + apply (continuous_mult (fun y => f y + g y - Rabs (f y - g y)) (fun _ => / 2)); [|apply continuous_const].
    apply (continuous_minus (fun y => f y + g y)); [|exact Ha]. apply (continuous_plus f g); assumption.
Qed.

Lemma continuous_clamped (x : R) : continuous clamped x.
Proof.
unfold clamped. apply (continuous_of_abs (fun _ => -1) (fun y => Rmin 1 y)); [apply continuous_const|].
apply (continuous_of_abs (fun _ => 1) (fun y => y)); [apply continuous_const | apply continuous_id].
Qed.

Lemma continuous_acos (x : R) : continuous acos x.
Proof.
apply (continuous_ext (fun y => PI / 2 - 2 * atan (clamped y / (1 + sqrt (1 - clamped y * clamped y))))).
- intros y. rewrite (acos_clamped y). symmetry. apply acos_atan_half, clamped_in.
- assert (Hs : continuous (fun y => 1 + sqrt (1 - clamped y * clamped y)) x).
  { apply (continuous_plus (fun _ => 1)); [apply continuous_const|].
    apply (continuous_comp (fun y => 1 - clamped y * clamped y) sqrt); [|apply continuous_sqrt].
    apply (continuous_minus (fun _ => 1)); [apply continuous_const|].
    apply (continuous_mult clamped clamped); apply continuous_clamped. }
  apply (continuous_minus (fun _ => PI / 2)); [apply continuous_const|].
  apply (continuous_mult (fun _ => 2)); [apply continuous_const|].
  apply (continuous_comp (fun y => clamped y / (1 + sqrt (1 - clamped y * clamped y))) atan).
  + apply (continuous_mult clamped); [apply continuous_clamped|].
    apply (continuous_Rinv_comp (fun y => 1 + sqrt (1 - clamped y * clamped y))); [exact Hs|].
    apply Rgt_not_eq. pose proof (sqrt_pos (1 - clamped x * clamped x)). lra.
  + apply continuity_pt_filterlim, derivable_continuous_pt, derivable_pt_atan.
Qed.

Lemma asin_acos (y : R) : PI / 2 - acos y = asin y.
Proof.
destruct (Rle_lt_dec y (-1)); [|destruct (Rle_lt_dec 1 y)].
- unfold acos, asin. destruct (Rle_dec y (-1)); lra.
- unfold acos, asin. destruct (Rle_dec y (-1)), (Rle_dec 1 y); lra.
- rewrite acos_asin by lra. ring.
Qed.

Lemma continuous_asin (x : R) : continuous asin x.
Proof.
apply (continuous_ext (fun y => PI / 2 - acos y)); [exact asin_acos|].
apply (continuous_minus (fun _ => PI / 2)); [apply continuous_const | apply continuous_acos].
Qed.

Lemma continuous_Rhat1 (x : R) : continuous Rhat1 x.
Proof.
unfold Rhat1. apply (continuous_minus (fun _ => 1)); [apply continuous_const|].
apply (continuous_mult acos (fun _ => / PI)); [apply continuous_acos | apply continuous_const].
Qed.

Lemma continuous_Rhat (x : R) : continuous Rhat x.
Proof.
unfold Rhat. apply (continuous_mult _ (fun _ => / PI)); [|apply continuous_const].
apply (continuous_plus (fun r => sqrt (1 - r * r))).
- apply (continuous_comp (fun r => 1 - r * r) sqrt); [|apply continuous_sqrt].
  apply (continuous_minus (fun _ => 1)); [apply continuous_const|].
  apply (continuous_mult (fun r : R => r) (fun r => r)); apply continuous_id.
- apply (continuous_mult (fun r => PI - acos r) (fun r => r)); [|apply continuous_id].
  apply (continuous_minus (fun _ => PI)); [apply continuous_const | apply continuous_acos].
Qed.

(* ---- expressions ---- *)

Section Ends.
Variable params : nat -> R.

(* Where an expression is continuous. *)
Fixpoint cont (e : expr) (x : R) : Prop :=
  match e with
  | X | P _ | K _ | Pi => True
  | Add a b | Sub a b | Mul a b => cont a x /\ cont b x
  | Div a b => cont a x /\ cont b x /\ eval params b x <> 0
  | Ln a => cont a x /\ 0 < eval params a x
  | Opp a | Pow a _ | Exp a | Sin a | Cos a | Atan a | Erf a | Sqrt a | Asin a | Acos a | Rh a | Rh1 a => cont a x
  end.

Lemma of_derivable (f : R -> R) (x l : R) : derivable_pt_lim f x l -> continuous f x.
Proof. intros H. apply (ex_derive_continuous f). exists l. apply is_derive_Reals, H. Qed.

Theorem cont_correct (e : expr) (x : R) : cont e x -> continuous (eval params e) x.
Proof.
induction e; cbn [cont]; intros H.
- apply continuous_id.
- apply continuous_const.
- apply continuous_const.
- apply continuous_const.
- destruct H. apply (continuous_plus (eval params e1) (eval params e2)); auto.
- destruct H. apply (continuous_minus (eval params e1) (eval params e2)); auto.
- destruct H. apply (continuous_mult (eval params e1) (eval params e2)); auto.
- destruct H as [H1 [H2 H3]]. apply (continuous_mult (eval params e1) (fun y => / eval params e2 y)); auto.
  apply (continuous_Rinv_comp (eval params e2)); auto.
- apply (continuous_opp (eval params e)); auto.
- cbn [eval]. induction n as [|n IH].
  + apply (continuous_const (1 : R)).
  + apply (continuous_mult (eval params e) (fun y => eval params e y ^ n)); auto.
- apply (continuous_comp (eval params e) sqrt); auto. apply continuous_sqrt.
- apply (continuous_comp (eval params e) exp); auto. apply continuous_exp.
- destruct H. apply (continuous_comp (eval params e) ln); auto. apply (of_derivable _ _ _ (derivable_pt_lim_ln _ H0)).
- apply (continuous_comp (eval params e) sin); auto. apply (of_derivable _ _ _ (derivable_pt_lim_sin _)).
- apply (continuous_comp (eval params e) cos); auto. apply (of_derivable _ _ _ (derivable_pt_lim_cos _)).
- apply (continuous_comp (eval params e) atan); auto. apply (of_derivable _ _ _ (derivable_pt_lim_atan _)).
- apply (continuous_comp (eval params e) asin); auto. apply continuous_asin.
- apply (continuous_comp (eval params e) acos); auto. apply continuous_acos.
- apply (continuous_comp (eval params e) Rhat); auto. apply continuous_Rhat.
- apply (continuous_comp (eval params e) Rhat1); auto. apply continuous_Rhat1.
- apply (continuous_comp (eval params e) erf); auto. apply (of_derivable _ _ _ (derivable_pt_lim_erf _)).
Qed.

Lemma smooth_cont (e : expr) (x : R) : smooth params e x -> cont e x.
Proof. induction e; cbn [smooth cont]; tauto. Qed.

(* ---- the mean value theorem ---- *)

Lemma mean_value (e : expr) (a b : R) : a < b -> (forall x, a <= x <= b -> cont e x) ->
  (forall x, a < x < b -> smooth params e x) ->
  exists c, a < c < b /\ eval params e b - eval params e a = eval params (D e) c * (b - a).
Proof.
intros Hab Hc Hs.
assert (Hd : forall c, a < c < b -> derivable_pt (eval params e) c)
  by (intros c H; exists (eval params (D e) c); apply D_correct, Hs, H).
assert (Hi : forall c, a < c < b -> derivable_pt id c) by (intros; apply derivable_pt_id).
destruct (MVT (eval params e) id a b Hd Hi Hab) as [c [H E]].
- intros c H. apply continuity_pt_filterlim, cont_correct, Hc, H.
- intros c H. apply derivable_continuous_pt, derivable_pt_id.
- exists c. split; [exact H|]. unfold id in E at 1 2.
  rewrite (derive_pt_eq_0 _ _ _ (Hi c H) (derivable_pt_lim_id c)) in E.
  rewrite (derive_pt_eq_0 _ _ _ (Hd c H) (D_correct params e c (Hs c H))) in E. lra.
Qed.

Lemma rises_inside (e : expr) (a b : R) : a <= b -> (forall x, a <= x <= b -> cont e x) ->
  (forall x, a < x < b -> smooth params e x) -> (forall x, a < x < b -> 0 <= eval params (D e) x) ->
  eval params e a <= eval params e b.
Proof.
intros Hab Hc Hs Hd. destruct (Req_dec a b) as [<-|Hn]; [lra|].
destruct (mean_value e a b) as [c [H E]]; [lra | assumption.. |].
assert (0 <= eval params (D e) c * (b - a)) by (apply Rmult_le_pos; [apply Hd, H | lra]). lra.
Qed.

Lemma rises_strictly_inside (e : expr) (a b : R) : a < b -> (forall x, a <= x <= b -> cont e x) ->
  (forall x, a < x < b -> smooth params e x) -> (forall x, a < x < b -> 0 < eval params (D e) x) ->
  eval params e a < eval params e b.
Proof.
intros Hab Hc Hs Hd. destruct (mean_value e a b) as [c [H E]]; [assumption.. |].
assert (0 < eval params (D e) c * (b - a)) by (apply Rmult_lt_0_compat; [apply Hd, H | lra]). lra.
Qed.

Lemma falls_inside (e : expr) (a b : R) : a <= b -> (forall x, a <= x <= b -> cont e x) ->
  (forall x, a < x < b -> smooth params e x) -> (forall x, a < x < b -> 0 <= - eval params (D e) x) ->
  eval params e b <= eval params e a.
Proof.
intros Hab Hc Hs Hd. destruct (Req_dec a b) as [<-|Hn]; [lra|].
destruct (mean_value e a b) as [c [H E]]; [lra | assumption.. |].
assert (0 <= - eval params (D e) c * (b - a)) by (apply Rmult_le_pos; [apply Hd, H | lra]). lra.
Qed.

Lemma falls_strictly_inside (e : expr) (a b : R) : a < b -> (forall x, a <= x <= b -> cont e x) ->
  (forall x, a < x < b -> smooth params e x) -> (forall x, a < x < b -> 0 < - eval params (D e) x) ->
  eval params e b < eval params e a.
Proof.
intros Hab Hc Hs Hd. destruct (mean_value e a b) as [c [H E]]; [assumption.. |].
assert (0 < - eval params (D e) c * (b - a)) by (apply Rmult_lt_0_compat; [apply Hd, H | lra]). lra.
Qed.

(* ---- chains up to an end that is not smooth ---- *)

(* e and its first k derivatives but the last are continuous. *)
Fixpoint conts (k : nat) (e : expr) (x : R) : Prop :=
  match k with O => True | S j => cont e x /\ conts j (D e) x end.

Theorem chain_inside k : forall e (a : Q) b, starts params (S k) e a ->
  (forall x, qval a <= x <= b -> conts (S k) e x) -> (forall x, qval a < x < b -> smooth params e x) ->
  (forall x, qval a < x < b -> 0 <= eval params (Dn (S k) e) x) ->
  forall x, qval a <= x <= b -> 0 <= eval params e x.
Proof.
induction k as [|k IH]; intros e a b [H0 Hs] Hc Hw Hk x Hx; rewrite at_point_correct in H0;
  apply Rle_trans with (1 := H0); apply rises_inside; try lra;
  try (intros y Hy; apply Hc; lra); try (intros y Hy; apply Hw; lra); intros y Hy.
- apply Hk. lra.
- apply (IH (D e) a b Hs); [| | exact Hk | lra]; intros z Hz; [apply Hc, Hz | apply smooth_D, Hw, Hz].
Qed.

Theorem chain_inside_strict k : forall e (a : Q) b, starts params (S k) e a ->
  (forall x, qval a <= x <= b -> conts (S k) e x) -> (forall x, qval a < x < b -> smooth params e x) ->
  (forall x, qval a < x < b -> 0 < eval params (Dn (S k) e) x) ->
  forall x, qval a < x <= b -> 0 < eval params e x.
Proof.
induction k as [|k IH]; intros e a b [H0 Hs] Hc Hw Hk x Hx; rewrite at_point_correct in H0;
  apply Rle_lt_trans with (1 := H0); apply rises_strictly_inside; try lra;
  try (intros y Hy; apply Hc; lra); try (intros y Hy; apply Hw; lra); intros y Hy.
- apply Hk. lra.
- apply (IH (D e) a b Hs); [| | exact Hk | lra]; intros z Hz; [apply Hc, Hz | apply smooth_D, Hw, Hz].
Qed.

(* The same to the left of b. *)
Fixpoint conts_left (k : nat) (e : expr) (x : R) : Prop :=
  match k with O => True | S j => cont e x /\ conts_left j (opp (D e)) x end.

Theorem chain_inside_left k : forall e a (b : Q), starts_left params (S k) e b ->
  (forall x, a <= x <= qval b -> conts_left (S k) e x) -> (forall x, a < x < qval b -> smooth params e x) ->
  (forall x, a < x < qval b -> 0 <= eval params (Dn_left (S k) e) x) ->
  forall x, a <= x <= qval b -> 0 <= eval params e x.
Proof.
induction k as [|k IH]; intros e a b [H0 Hs] Hc Hw Hk x Hx; rewrite at_point_correct in H0;
  apply Rle_trans with (1 := H0); apply falls_inside; try lra;
  try (intros y Hy; apply Hc; lra); try (intros y Hy; apply Hw; lra); intros y Hy; rewrite <- eval_opp.
- apply Hk. lra.
- apply (IH (opp (D e)) a b Hs); [| | exact Hk | lra]; intros z Hz; [apply Hc, Hz | apply smooth_opp, smooth_D, Hw, Hz].
Qed.

Theorem chain_inside_left_strict k : forall e a (b : Q), starts_left params (S k) e b ->
  (forall x, a <= x <= qval b -> conts_left (S k) e x) -> (forall x, a < x < qval b -> smooth params e x) ->
  (forall x, a < x < qval b -> 0 < eval params (Dn_left (S k) e) x) ->
  forall x, a <= x < qval b -> 0 < eval params e x.
Proof.
induction k as [|k IH]; intros e a b [H0 Hs] Hc Hw Hk x Hx; rewrite at_point_correct in H0;
  apply Rle_lt_trans with (1 := H0); apply falls_strictly_inside; try lra;
  try (intros y Hy; apply Hc; lra); try (intros y Hy; apply Hw; lra); intros y Hy; rewrite <- eval_opp.
- apply Hk. lra.
- apply (IH (opp (D e)) a b Hs); [| | exact Hk | lra]; intros z Hz; [apply Hc, Hz | apply smooth_opp, smooth_D, Hw, Hz].
Qed.

(* ---- second derivatives ---- *)

Lemma slope_between (e : expr) (a b : R) : a < b -> (forall x, a <= x <= b -> cont e x) ->
  (forall x, a < x < b -> smooth params e x) ->
  exists c, a < c < b /\ (eval params e b - eval params e a) / (b - a) = eval params (D e) c.
Proof.
intros Hab Hc Hs. destruct (mean_value e a b Hab Hc Hs) as [c [H E]]. exists c. split; [exact H|].
rewrite E. field. lra.
Qed.

(* If e goes down from a to x and up from x to b, its slope rises somewhere inside. *)
Lemma bends_up (e : expr) (a b x : R) : a < x < b -> (forall y, a <= y <= b -> cont e y) ->
  (forall y, a < y < b -> smooth params e y) -> eval params e x <= eval params e a ->
  eval params e x <= eval params e b ->
  exists c, a < c < b /\ 0 <= eval params (D (D e)) c /\
    (eval params e x < eval params e a -> 0 < eval params (D (D e)) c).
Proof.
intros Hx Hc Hs Ha Hb.
destruct (slope_between e a x) as [c [H1 E1]]; [lra | intros; apply Hc; lra | intros; apply Hs; lra |].
destruct (slope_between e x b) as [d [H2 E2]]; [lra | intros; apply Hc; lra | intros; apply Hs; lra |].
destruct (slope_between (D e) c d) as [m [H3 E3]]; [lra | | |].
- intros y Hy. apply smooth_cont, smooth_D, Hs. lra.
- intros y Hy. apply smooth_D, Hs. lra.
- assert (I1 : 0 < / (x - a)) by (apply Rinv_0_lt_compat; lra).
  assert (I2 : 0 < / (b - x)) by (apply Rinv_0_lt_compat; lra).
  assert (I3 : 0 < / (d - c)) by (apply Rinv_0_lt_compat; lra).
  assert (F2 : 0 <= eval params (D e) d) by (rewrite <- E2; apply Rmult_le_pos; lra).
  exists m. split; [lra|]. rewrite <- E3. split.
  + assert (eval params (D e) c <= 0) by (rewrite <- E1; unfold Rdiv; nra). apply Rmult_le_pos; lra.
  + intros Hlt. assert (eval params (D e) c < 0) by (rewrite <- E1; unfold Rdiv; nra). apply Rmult_lt_0_compat; lra.
Qed.

Section Concave.
Variables (e : expr) (a b x : R).
Hypothesis Hx : a <= x <= b.
Hypothesis Hc : forall y, a <= y <= b -> cont e y.
Hypothesis Hs : forall y, a < y < b -> smooth params e y.

Lemma concave_le : 0 <= eval params e a -> 0 <= eval params e b ->
  (forall y, a < y < b -> 0 <= - eval params (D (D e)) y) -> 0 <= eval params e x.
Proof.
intros Ha Hb Hd. destruct (Rle_lt_dec 0 (eval params e x)) as [|Hn]; [assumption|exfalso].
destruct (Req_dec a x) as [<-|]; [lra|]. destruct (Req_dec x b) as [->|]; [lra|].
destruct (bends_up e a b x) as [c [Hm [_ E]]]; try assumption; try lra. specialize (Hd c Hm). lra.
Qed.
Lemma concave_lt : 0 < eval params e a -> 0 < eval params e b ->
  (forall y, a < y < b -> 0 <= - eval params (D (D e)) y) -> 0 < eval params e x.
Proof.
intros Ha Hb Hd. destruct (Rlt_le_dec 0 (eval params e x)) as [|Hn]; [assumption|exfalso].
destruct (Req_dec a x) as [<-|]; [lra|]. destruct (Req_dec x b) as [->|]; [lra|].
destruct (bends_up e a b x) as [c [Hm [_ E]]]; try assumption; try lra. specialize (Hd c Hm). lra.
Qed.
End Concave.

Lemma concave_steep (e : expr) (a b x : R) : a < x < b -> (forall y, a <= y <= b -> cont e y) ->
  (forall y, a < y < b -> smooth params e y) -> 0 <= eval params e a -> 0 <= eval params e b ->
  (forall y, a < y < b -> 0 < - eval params (D (D e)) y) -> 0 < eval params e x.
Proof.
intros Hin Hc Hs Ha Hb Hd. destruct (Rlt_le_dec 0 (eval params e x)) as [|Hn]; [assumption|exfalso].
destruct (bends_up e a b x) as [c [H [E _]]]; try assumption; try lra. specialize (Hd c H). lra.
Qed.
(* A convex function with slope 0 at p is least there. *)
Lemma bowl (e : expr) (a b p x : R) : a < p < b -> a <= x <= b -> (forall y, a <= y <= b -> cont e y) ->
  (forall y, a < y < b -> smooth params e y) -> eval params (D e) p = 0 -> 0 <= eval params e p ->
  (forall y, a < y < b -> 0 <= eval params (D (D e)) y) -> 0 <= eval params e x.
Proof.
intros Hp Hx Hc Hs H1 H0 Hd. apply Rle_trans with (1 := H0).
destruct (Rtotal_order x p) as [L|[->|G]]; [|lra|].
- destruct (mean_value e x p) as [c [H E]]; [exact L | intros; apply Hc; lra | intros; apply Hs; lra |].
  destruct (mean_value (D e) c p) as [d [H2 E2]]; [lra | | |].
  + intros y Hy. apply smooth_cont, smooth_D, Hs. lra.
  + intros y Hy. apply smooth_D, Hs. lra.
  + assert (0 <= eval params (D (D e)) d * (p - c)) by (apply Rmult_le_pos; [apply Hd|]; lra).
    assert (0 <= - eval params (D e) c * (p - x)) by (apply Rmult_le_pos; lra). lra.
- destruct (mean_value e p x) as [c [H E]]; [lra | intros; apply Hc; lra | intros; apply Hs; lra |].
  destruct (mean_value (D e) p c) as [d [H2 E2]]; [lra | | |].
  + intros y Hy. apply smooth_cont, smooth_D, Hs. lra.
  + intros y Hy. apply smooth_D, Hs. lra.
  + assert (0 <= eval params (D (D e)) d * (c - p)) by (apply Rmult_le_pos; [apply Hd|]; lra).
    assert (0 <= eval params (D e) c * (x - p)) by (apply Rmult_le_pos; lra). lra.
Qed.

End Ends.

(* ---- the error function is odd ---- *)

Lemma erf_opp (x : R) : erf (- x) = - erf x.
Proof.
pose (p := fun _ : nat => 0). pose (e := Add (Erf X) (Erf (Opp X))).
assert (Hs : forall y, smooth p e y) by (intros y; cbn; tauto).
assert (Hd : forall y, eval p (D e) y = 0).
{ intros y. unfold e. cbn [D]. rewrite eval_add, !eval_mul, eval_opp. cbn [eval]. rewrite !eval_opp, !eval_pow, eval_div.
  cbn [eval]. rewrite ?eval_opp. cbn [eval]. replace ((- y) ^ 2) with (y ^ 2) by ring. unfold qval. simpl. ring. }
assert (H0 : eval p e 0 = 0) by (cbn [eval e]; rewrite Ropp_0, erf_0; ring).
assert (E : eval p e x = 0); [|cbn [eval e] in E; lra].
destruct (Rtotal_order x 0) as [L|[->|G]]; [|exact H0|].
- destruct (mean_value p e x 0 L) as [c [_ E]]; [intros; apply smooth_cont, Hs | intros; apply Hs |]. rewrite Hd in E. lra.
- destruct (mean_value p e 0 x G) as [c [_ E]]; [intros; apply smooth_cont, Hs | intros; apply Hs |]. rewrite Hd in E. lra.
Qed.
