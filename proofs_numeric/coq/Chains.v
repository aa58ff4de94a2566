(* Chains of derivatives: a function that is not negative at one end and rises from there is not negative. Applied k times
   at a zero of order k; the k-th derivative has a sign that `interval` can show. *)
From Coq Require Import Reals Lra Psatz ZArith QArith Qreals.
From Coquelicot Require Import Coquelicot.
From Certibound Require Import Functions Expr.
Close Scope Q_scope.
Open Scope R_scope.

(* ---- for any function ---- *)

Lemma rises (f df : R -> R) (a b : R) :
  (forall x, a <= x <= b -> derivable_pt_lim f x (df x)) ->
  forall x, a <= x <= b -> (forall y, a < y < x -> 0 <= df y) -> f a <= f x.
Proof.
intros Hd x Hx Hp. destruct (Req_dec a x) as [->|Hn]; [apply Rle_refl|].
destruct (MVT_cor2 f df a x) as [c [Hc Hin]]; [lra | intros; apply Hd; lra |].
assert (0 <= df c * (x - a)); [|lra]. apply Rmult_le_pos; [apply Hp; lra | lra].
Qed.

Lemma rises_strictly (f df : R -> R) (a b : R) :
  (forall x, a <= x <= b -> derivable_pt_lim f x (df x)) ->
  forall x, a < x <= b -> (forall y, a < y < x -> 0 < df y) -> f a < f x.
Proof.
intros Hd x Hx Hp. destruct (MVT_cor2 f df a x) as [c [Hc Hin]]; [lra | intros; apply Hd; lra |].
assert (0 < df c * (x - a)); [|lra]. apply Rmult_lt_0_compat; [apply Hp; lra | lra].
Qed.

(* ---- for expressions ---- *)

Section Chain.
Variable params : nat -> R.

(* e and its first k - 1 derivatives are not negative at q. *)
Fixpoint starts (k : nat) (e : expr) (q : Q) : Prop :=
  match k with O => True | S j => 0 <= eval params (at_point q e) (qval q) /\ starts j (D e) q end.
Fixpoint Dn (k : nat) (e : expr) : expr := match k with O => e | S j => Dn j (D e) end.

Theorem chain_right k : forall e (a : Q) b, starts k e a ->
  (forall x, qval a <= x <= b -> smooth params e x) ->
  (forall x, qval a <= x <= b -> 0 <= eval params (Dn k e) x) ->
  forall x, qval a <= x <= b -> 0 <= eval params e x.
Proof.
induction k as [|k IH]; intros e a b Hs Hw Hk; [exact Hk|]. destruct Hs as [H0 Hs].
assert (Hd : forall x, qval a <= x <= b -> 0 <= eval params (D e) x)
  by (apply (IH (D e) a b Hs); [intros; apply smooth_D, Hw; assumption | exact Hk]).
intros x Hx. rewrite at_point_correct in H0. apply Rle_trans with (1 := H0).
apply (rises (eval params e) (eval params (D e)) (qval a) b); [intros; apply D_correct, Hw; assumption | exact Hx |].
intros y Hy. apply Hd. lra.
Qed.

Theorem chain_right_strict k : forall e (a : Q) b, starts k e a ->
  (forall x, qval a <= x <= b -> smooth params e x) ->
  (forall x, qval a < x <= b -> 0 < eval params (Dn k e) x) ->
  forall x, qval a < x <= b -> 0 < eval params e x.
Proof.
induction k as [|k IH]; intros e a b Hs Hw Hk; [exact Hk|]. destruct Hs as [H0 Hs].
assert (Hd : forall x, qval a < x <= b -> 0 < eval params (D e) x)
  by (apply (IH (D e) a b Hs); [intros; apply smooth_D, Hw; assumption | exact Hk]).
intros x Hx. rewrite at_point_correct in H0. apply Rle_lt_trans with (1 := H0).
apply (rises_strictly (eval params e) (eval params (D e)) (qval a) b); [intros; apply D_correct, Hw; assumption | exact Hx |].
intros y Hy. apply Hd. lra.
Qed.

(* The same to the left of b: e, - e', e'', ... *)
Fixpoint starts_left (k : nat) (e : expr) (q : Q) : Prop :=
  match k with O => True | S j => 0 <= eval params (at_point q e) (qval q) /\ starts_left j (opp (D e)) q end.
Fixpoint Dn_left (k : nat) (e : expr) : expr := match k with O => e | S j => Dn_left j (opp (D e)) end.

Lemma falls (f df : R -> R) (a b : R) :
  (forall x, a <= x <= b -> derivable_pt_lim f x (df x)) ->
  forall x, a <= x <= b -> (forall y, x < y < b -> 0 <= - df y) -> f b <= f x.
Proof.
intros Hd x Hx Hp. destruct (Req_dec x b) as [->|Hn]; [apply Rle_refl|].
destruct (MVT_cor2 f df x b) as [c [Hc Hin]]; [lra | intros; apply Hd; lra |].
assert (0 <= - df c * (b - x)); [|lra]. apply Rmult_le_pos; [apply Hp; lra | lra].
Qed.

Lemma falls_strictly (f df : R -> R) (a b : R) :
  (forall x, a <= x <= b -> derivable_pt_lim f x (df x)) ->
  forall x, a <= x < b -> (forall y, x < y < b -> 0 < - df y) -> f b < f x.
Proof.
intros Hd x Hx Hp. destruct (MVT_cor2 f df x b) as [c [Hc Hin]]; [lra | intros; apply Hd; lra |].
assert (0 < - df c * (b - x)); [|lra]. apply Rmult_lt_0_compat; [apply Hp; lra | lra].
Qed.

Theorem chain_left k : forall e a (b : Q), starts_left k e b ->
  (forall x, a <= x <= qval b -> smooth params e x) ->
  (forall x, a <= x <= qval b -> 0 <= eval params (Dn_left k e) x) ->
  forall x, a <= x <= qval b -> 0 <= eval params e x.
Proof.
induction k as [|k IH]; intros e a b Hs Hw Hk; [exact Hk|]. destruct Hs as [H0 Hs].
assert (Hd : forall x, a <= x <= qval b -> 0 <= eval params (opp (D e)) x)
  by (apply (IH (opp (D e)) a b Hs); [intros; apply smooth_opp, smooth_D, Hw; assumption | exact Hk]).
intros x Hx. rewrite at_point_correct in H0. apply Rle_trans with (1 := H0).
apply (falls (eval params e) (eval params (D e)) a (qval b)); [intros; apply D_correct, Hw; assumption | exact Hx |].
intros y Hy. rewrite <- eval_opp. apply Hd. lra.
Qed.

Theorem chain_left_strict k : forall e a (b : Q), starts_left k e b ->
  (forall x, a <= x <= qval b -> smooth params e x) ->
  (forall x, a <= x < qval b -> 0 < eval params (Dn_left k e) x) ->
  forall x, a <= x < qval b -> 0 < eval params e x.
Proof.
induction k as [|k IH]; intros e a b Hs Hw Hk; [exact Hk|]. destruct Hs as [H0 Hs].
assert (Hd : forall x, a <= x < qval b -> 0 < eval params (opp (D e)) x)
  by (apply (IH (opp (D e)) a b Hs); [intros; apply smooth_opp, smooth_D, Hw; assumption | exact Hk]).
intros x Hx. rewrite at_point_correct in H0. apply Rle_lt_trans with (1 := H0).
apply (falls_strictly (eval params e) (eval params (D e)) a (qval b)); [intros; apply D_correct, Hw; assumption | exact Hx |].
intros y Hy. rewrite <- eval_opp. apply Hd. lra.
Qed.
End Chain.
