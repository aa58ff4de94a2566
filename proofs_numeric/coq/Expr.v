(* Expressions in one variable as data: their value, their derivative, their value at a rational point with exact parts
   folded. A certificate names an expression once; its derivatives are computed here and never written out. *)
From Coq Require Import Reals Lra Psatz ZArith QArith Qreals Bool.
From Coquelicot Require Import Coquelicot.
From Certibound Require Import Functions.
Close Scope Q_scope.
Open Scope R_scope.

Inductive expr : Type :=
| X | P (n : nat) | K (q : Q) | Pi
| Add (a b : expr) | Sub (a b : expr) | Mul (a b : expr) | Div (a b : expr) | Opp (a : expr) | Pow (a : expr) (n : nat)
| Sqrt (a : expr) | Exp (a : expr) | Ln (a : expr) | Sin (a : expr) | Cos (a : expr) | Atan (a : expr)
| Asin (a : expr) | Acos (a : expr) | Rh (a : expr) | Rh1 (a : expr) | Erf (a : expr).

(* A rational constant as a certificate prints it: 3, or 3 / 2. *)
Definition qval (q : Q) : R :=
  match Qden q with 1%positive => IZR (Qnum q) | d => IZR (Qnum q) / IZR (Zpos d) end.

Lemma qval_Q2R (q : Q) : qval q = Q2R q.
Proof. destruct q as [n d]. unfold qval, Q2R. simpl. destruct d; simpl; unfold Rdiv; try reflexivity. lra. Qed.

(* `params` are the values of the other variables: constants here. *)
Fixpoint eval (params : nat -> R) (e : expr) (x : R) : R :=
  match e with
  | X => x | P n => params n | K q => qval q | Pi => PI
  | Add a b => eval params a x + eval params b x
  | Sub a b => eval params a x - eval params b x
  | Mul a b => eval params a x * eval params b x
  | Div a b => eval params a x / eval params b x
  | Opp a => - eval params a x
  | Pow a n => eval params a x ^ n
  | Sqrt a => sqrt (eval params a x)
  | Exp a => exp (eval params a x)
  | Ln a => ln (eval params a x)
  | Sin a => sin (eval params a x)
  | Cos a => cos (eval params a x)
  | Atan a => atan (eval params a x)
  | Asin a => asin (eval params a x)
  | Acos a => acos (eval params a x)
  | Rh a => Rhat (eval params a x)
  | Rh1 a => Rhat1 (eval params a x)
  | Erf a => erf (eval params a x)
  end.

(* Where the expression and all its derivatives have values. *)
Fixpoint smooth (params : nat -> R) (e : expr) (x : R) : Prop :=
  match e with
  | X | P _ | K _ | Pi => True
  | Add a b | Sub a b | Mul a b => smooth params a x /\ smooth params b x
  | Div a b => smooth params a x /\ smooth params b x /\ eval params b x <> 0
  | Opp a | Pow a _ | Exp a | Sin a | Cos a | Atan a | Erf a => smooth params a x
  | Sqrt a | Ln a => smooth params a x /\ 0 < eval params a x
  | Asin a | Acos a | Rh a | Rh1 a => smooth params a x /\ -1 < eval params a x < 1
  end.

(* ---- operations that fold constants ---- *)

Definition as_K (e : expr) : option Q := match e with K q => Some q | _ => None end.
Fixpoint qpow (q : Q) (n : nat) : Q := match n with O => 1%Q | S m => Qred (q * qpow q m) end.

Definition add (a b : expr) : expr :=
  match as_K a, as_K b with
  | Some p, Some q => K (Qred (p + q))
  | Some p, None => if Qeq_bool p 0 then b else Add a b
  | None, Some q => if Qeq_bool q 0 then a else Add a b
  | None, None => Add a b
  end.
Definition opp (a : expr) : expr := match as_K a with Some p => K (Qred (- p)) | None => Opp a end.
Definition sub (a b : expr) : expr :=
  match as_K a, as_K b with
  | Some p, Some q => K (Qred (p - q))
  | Some p, None => if Qeq_bool p 0 then Opp b else Sub a b
  | None, Some q => if Qeq_bool q 0 then a else Sub a b
  | None, None => Sub a b
  end.
Definition mul (a b : expr) : expr :=
  match as_K a, as_K b with
  | Some p, Some q => K (Qred (p * q))
  | Some p, None => if Qeq_bool p 0 then K 0 else if Qeq_bool p 1 then b else Mul a b
  | None, Some q => if Qeq_bool q 0 then K 0 else if Qeq_bool q 1 then a else Mul a b
  | None, None => Mul a b
  end.
Definition div (a b : expr) : expr :=
  match as_K a, as_K b with
  | Some p, Some q => if Qeq_bool q 0 then Div a b else K (Qred (p / q))
  | Some p, None => if Qeq_bool p 0 then K 0 else Div a b
  | None, Some q => if Qeq_bool q 1 then a else Div a b
  | None, None => Div a b
  end.
Definition pow_ (a : expr) (n : nat) : expr :=
  match n with
  | O => K 1
  | S O => a
  | _ => match as_K a with Some p => K (qpow p n) | None => Pow a n end
  end.

Lemma qval_red (q : Q) : qval (Qred q) = Q2R q.
Proof. rewrite qval_Q2R. apply Qeq_eqR, Qred_correct. Qed.
Lemma Q2R_0 : Q2R 0 = 0. Proof. unfold Q2R. simpl. lra. Qed.
Lemma Q2R_1 : Q2R 1 = 1. Proof. unfold Q2R. simpl. lra. Qed.
Lemma Q2R_qpow (q : Q) (n : nat) : Q2R (qpow q n) = Q2R q ^ n.
Proof.
induction n as [|n IH]; [apply Q2R_1|]. change (Q2R (Qred (q * qpow q n)) = Q2R q * Q2R q ^ n).
rewrite <- IH, <- Q2R_mult. apply Qeq_eqR, Qred_correct.
Qed.
Lemma as_K_K (e : expr) (q : Q) : as_K e = Some q -> e = K q.
Proof. destruct e; simpl; congruence. Qed.
Lemma is_value (p q : Q) : Qeq_bool p q = true -> Q2R p = Q2R q.
Proof. intros H. apply Qeq_eqR, Qeq_bool_eq, H. Qed.

Ltac constants := repeat match goal with
  | |- context [as_K ?e] => let H := fresh "Hk" in
      destruct (as_K e) eqn:H; [apply as_K_K in H; subst e|clear H]
  | |- context [Qeq_bool ?p ?q] => let H := fresh "Hq" in
      destruct (Qeq_bool p q) eqn:H; [apply is_value in H|]
  end.
Ltac values := cbn [eval]; rewrite ?qval_red, ?qval_Q2R, ?Q2R_plus, ?Q2R_minus, ?Q2R_mult, ?Q2R_opp, ?Q2R_0, ?Q2R_1;
  repeat match goal with H : Q2R _ = _ |- _ => rewrite ?Q2R_0, ?Q2R_1 in H; rewrite H; clear H end.

Section Fold.
Variables (params : nat -> R) (x : R).

Lemma eval_add a b : eval params (add a b) x = eval params a x + eval params b x.
Proof. unfold add. constants; values; lra. Qed.
Lemma eval_opp a : eval params (opp a) x = - eval params a x.
Proof. unfold opp. constants; values; lra. Qed.
Lemma eval_sub a b : eval params (sub a b) x = eval params a x - eval params b x.
Proof. unfold sub. constants; values; lra. Qed.
Lemma eval_mul a b : eval params (mul a b) x = eval params a x * eval params b x.
Proof. unfold mul. constants; values; lra. Qed.
Lemma eval_div a b : eval params (div a b) x = eval params a x / eval params b x.
Proof.
unfold div. constants; values; try lra; unfold Rdiv; try lra.
- rewrite Q2R_div; [reflexivity|]. intros E. apply Qeq_eq_bool in E. congruence.
Qed.
Lemma eval_pow a n : eval params (pow_ a n) x = eval params a x ^ n.
Proof.
unfold pow_. destruct n as [|[|n]]; [|simpl; ring|].
- simpl. rewrite qval_Q2R. apply Q2R_1.
- constants; [|reflexivity]. cbn [eval]. rewrite !qval_Q2R, Q2R_qpow. reflexivity.
Qed.

Lemma smooth_add a b : smooth params a x -> smooth params b x -> smooth params (add a b) x.
Proof. unfold add. constants; simpl; tauto. Qed.
Lemma smooth_opp a : smooth params a x -> smooth params (opp a) x.
Proof. unfold opp. constants; simpl; tauto. Qed.
Lemma smooth_sub a b : smooth params a x -> smooth params b x -> smooth params (sub a b) x.
Proof. unfold sub. constants; simpl; tauto. Qed.
Lemma smooth_mul a b : smooth params a x -> smooth params b x -> smooth params (mul a b) x.
Proof. unfold mul. constants; simpl; tauto. Qed.
Lemma smooth_div a b : smooth params a x -> smooth params b x -> eval params b x <> 0 -> smooth params (div a b) x.
Proof. unfold div. constants; simpl; tauto. Qed.
Lemma smooth_pow a n : smooth params a x -> smooth params (pow_ a n) x.
Proof. unfold pow_. destruct n as [|[|n]]; simpl; try tauto. constants; simpl; tauto. Qed.
End Fold.

(* ---- the derivative ---- *)

Fixpoint D (e : expr) : expr :=
  match e with
  | X => K 1
  | P _ | K _ | Pi => K 0
  | Add a b => add (D a) (D b)
  | Sub a b => sub (D a) (D b)
  | Mul a b => add (mul (D a) b) (mul a (D b))
  | Div a b => sub (div (D a) b) (div (mul a (D b)) (pow_ b 2))
  | Opp a => opp (D a)
  | Pow a n => match n with O => K 0 | S m => mul (mul (K (inject_Z (Z.of_nat n))) (pow_ a m)) (D a) end
  | Sqrt a => div (D a) (mul (K 2) (Sqrt a))
  | Exp a => mul (D a) (Exp a)
  | Ln a => div (D a) a
  | Sin a => mul (D a) (Cos a)
  | Cos a => opp (mul (D a) (Sin a))
  | Atan a => div (D a) (add (K 1) (pow_ a 2))
  | Asin a => div (D a) (Sqrt (sub (K 1) (pow_ a 2)))
  | Acos a => opp (div (D a) (Sqrt (sub (K 1) (pow_ a 2))))
  | Rh a => mul (Rh1 a) (D a)
  | Rh1 a => div (D a) (mul Pi (Sqrt (sub (K 1) (pow_ a 2))))
  | Erf a => mul (D a) (mul (div (K 2) (Sqrt Pi)) (Exp (opp (pow_ a 2))))
  end.

Section Derivative.
Variable params : nat -> R.

Let one_minus_square (a : expr) (x : R) : -1 < eval params a x < 1 -> 0 < eval params (sub (K 1) (pow_ a 2)) x.
Proof. intros H. rewrite eval_sub, eval_pow. change (eval params (K 1) x) with 1. nra. Qed.

Lemma smooth_D e x : smooth params e x -> smooth params (D e) x.
Proof.
induction e; cbn [smooth D]; intros H; try exact I;
  try (destruct H as [H1 [H2 H3]]; specialize (IHe1 H1); specialize (IHe2 H2));
  try (destruct H as [H1 H2]; try specialize (IHe1 H1); try specialize (IHe2 H2); try specialize (IHe H1));
  try specialize (IHe H).
- apply smooth_add; assumption.
- apply smooth_sub; assumption.
- apply smooth_add; apply smooth_mul; assumption.
- apply smooth_sub; apply smooth_div; try assumption; [apply smooth_mul; assumption | apply smooth_pow; assumption|].
  rewrite eval_pow. apply pow_nonzero, H3.
- apply smooth_opp; assumption.
- destruct n as [|n]; [exact I|]. repeat apply smooth_mul; try assumption; [exact I | apply smooth_pow, H].
- apply smooth_div; [exact IHe | apply smooth_mul; [exact I | split; assumption] |].
  rewrite eval_mul. change (eval params (K 2) x) with 2. cbn [eval]. pose proof (sqrt_lt_R0 _ H2). lra.
- apply smooth_mul; assumption.
- apply smooth_div; try assumption. lra.
- apply smooth_mul; assumption.
- apply smooth_opp, smooth_mul; assumption.
- apply smooth_div; [exact IHe | apply smooth_add; [exact I | apply smooth_pow, H] |].
  rewrite eval_add, eval_pow. change (eval params (K 1) x) with 1. nra.
- pose proof (one_minus_square e x H2) as Hq.
  apply smooth_div; [exact IHe | split; [apply smooth_sub; [exact I | apply smooth_pow, H1] | exact Hq] |].
  cbn [eval]. pose proof (sqrt_lt_R0 _ Hq). lra.
- pose proof (one_minus_square e x H2) as Hq.
  apply smooth_opp, smooth_div; [exact IHe | split; [apply smooth_sub; [exact I | apply smooth_pow, H1] | exact Hq] |].
  cbn [eval]. pose proof (sqrt_lt_R0 _ Hq). lra.
- apply smooth_mul; [split|]; assumption.
- pose proof (one_minus_square e x H2) as Hq. pose proof (sqrt_lt_R0 _ Hq) as Hs. pose proof PI_RGT_0.
  apply smooth_div; [exact IHe | apply smooth_mul; [exact I | split; [apply smooth_sub; [exact I | apply smooth_pow, H1] | exact Hq]] |].
  rewrite eval_mul. cbn [eval]. nra.
- apply smooth_mul; [exact IHe|]. apply smooth_mul; [|apply smooth_opp, smooth_pow, H].
  apply smooth_div; [exact I | split; [exact I | apply PI_RGT_0] |].
  cbn [eval]. pose proof (sqrt_lt_R0 _ PI_RGT_0). lra.
Qed.

Let lim_comp (g : R -> R) (a : expr) (x l la : R) (f : R -> R) :
  derivable_pt_lim (eval params a) x la -> derivable_pt_lim g (eval params a x) l ->
  (forall t, f t = g (eval params a t)) -> derivable_pt_lim f x (l * la).
Proof.
intros Ha Hg Hf. apply is_derive_Reals. apply (is_derive_ext (fun t => g (eval params a t))); [intros; symmetry; apply Hf|].
apply is_derive_Reals. apply (derivable_pt_lim_comp (eval params a) g x la l Ha Hg).
Qed.

Theorem D_correct e x : smooth params e x -> derivable_pt_lim (eval params e) x (eval params (D e) x).
Proof.
induction e; cbn [smooth D]; intros H;
  try (destruct H as [H1 [H2 H3]]; specialize (IHe1 H1); specialize (IHe2 H2));
  try (destruct H as [H1 H2]; try specialize (IHe1 H1); try specialize (IHe2 H2); try specialize (IHe H1));
  try specialize (IHe H).
- apply derivable_pt_lim_id.
- apply derivable_pt_lim_const.
- apply derivable_pt_lim_const.
- apply derivable_pt_lim_const.
- rewrite eval_add. apply derivable_pt_lim_plus; assumption.
- rewrite eval_sub. apply derivable_pt_lim_minus; assumption.
- rewrite eval_add, !eval_mul. apply derivable_pt_lim_mult; assumption.
- rewrite eval_sub, !eval_div, eval_mul, eval_pow.
  replace (eval params (D e1) x / eval params e2 x - eval params e1 x * eval params (D e2) x / eval params e2 x ^ 2)
    with ((eval params (D e1) x * eval params e2 x - eval params (D e2) x * eval params e1 x) / (eval params e2 x)²)
    by (unfold Rsqr; field; exact H3).
  apply derivable_pt_lim_div; assumption.
- rewrite eval_opp. apply derivable_pt_lim_opp, IHe.
- destruct n as [|n].
  + apply (derivable_pt_lim_const 1 x).
  + rewrite !eval_mul, eval_pow.
    change (eval params (K (inject_Z (Z.of_nat (S n)))) x) with (IZR (Z.of_nat (S n))). rewrite <- INR_IZR_INZ.
    apply (lim_comp (fun y => y ^ S n) e x _ _ _ IHe); [|reflexivity]. apply derivable_pt_lim_pow.
- rewrite eval_div, eval_mul. change (eval params (K 2) x) with 2. cbn [eval].
  replace (eval params (D e) x / (2 * sqrt (eval params e x))) with (/ (2 * sqrt (eval params e x)) * eval params (D e) x)
    by (unfold Rdiv; ring).
  apply (lim_comp sqrt e x _ _ _ IHe); [|reflexivity]. apply derivable_pt_lim_sqrt, H2.
- rewrite eval_mul. cbn [eval]. rewrite Rmult_comm. apply (lim_comp exp e x _ _ _ IHe); [|reflexivity].
  apply derivable_pt_lim_exp.
- rewrite eval_div. unfold Rdiv. rewrite Rmult_comm. apply (lim_comp ln e x _ _ _ IHe); [|reflexivity].
  apply derivable_pt_lim_ln, H2.
- rewrite eval_mul. cbn [eval]. rewrite Rmult_comm. apply (lim_comp sin e x _ _ _ IHe); [|reflexivity].
  apply derivable_pt_lim_sin.
- rewrite eval_opp, eval_mul. cbn [eval].
  replace (- (eval params (D e) x * sin (eval params e x))) with (- sin (eval params e x) * eval params (D e) x) by ring.
  apply (lim_comp cos e x _ _ _ IHe); [|reflexivity]. apply derivable_pt_lim_cos.
- rewrite eval_div, eval_add, eval_pow. change (eval params (K 1) x) with 1. unfold Rdiv. rewrite Rmult_comm.
  apply (lim_comp atan e x _ _ _ IHe); [|reflexivity].
  apply derivable_pt_lim_atan.
- rewrite eval_div. cbn [eval]. rewrite eval_sub, eval_pow. change (eval params (K 1) x) with 1.
  replace (eval params (D e) x / sqrt (1 - eval params e x ^ 2))
    with (1 / sqrt (1 - eval params e x ^ 2) * eval params (D e) x) by (unfold Rdiv; ring).
  apply (lim_comp asin e x _ _ _ IHe); [|reflexivity]. apply derivable_pt_lim_asin_in, H2.
- rewrite eval_opp, eval_div. cbn [eval]. rewrite eval_sub, eval_pow. change (eval params (K 1) x) with 1.
  replace (- (eval params (D e) x / sqrt (1 - eval params e x ^ 2)))
    with (- (1 / sqrt (1 - eval params e x ^ 2)) * eval params (D e) x) by (unfold Rdiv; ring).
  apply (lim_comp acos e x _ _ _ IHe); [|reflexivity]. apply derivable_pt_lim_acos_in, H2.
- rewrite eval_mul. apply (lim_comp Rhat e x _ _ _ IHe); [|reflexivity]. apply derivable_pt_lim_Rhat, H2.
- rewrite eval_div, eval_mul. cbn [eval]. rewrite eval_sub, eval_pow. change (eval params (K 1) x) with 1.
  replace (eval params (D e) x / (PI * sqrt (1 - eval params e x ^ 2)))
    with (1 / (PI * sqrt (1 - eval params e x ^ 2)) * eval params (D e) x) by (unfold Rdiv; ring).
  apply (lim_comp Rhat1 e x _ _ _ IHe); [|reflexivity]. apply derivable_pt_lim_Rhat1, H2.
- rewrite !eval_mul, eval_div. change (eval params (K 2) x) with 2. cbn [eval]. rewrite eval_opp, eval_pow.
  rewrite Rmult_comm. apply (lim_comp erf e x _ _ _ IHe); [|reflexivity]. apply derivable_pt_lim_erf.
Qed.
End Derivative.

(* ---- the value at a rational point, exact parts folded ---- *)

Definition is (p q : Q) : bool := Qeq_bool p q.
Definition root_of (q : Q) : option Q :=
  let r := (Z.sqrt (Qnum q) # Pos.sqrt (Qden q))%Q in
  if is (Qmult r r) q then if Qle_bool 0 r then Some r else None else None.
Definition sqrt_at (a : expr) : expr :=
  match as_K a with Some q => match root_of q with Some r => K (Qred r) | None => Sqrt a end | None => Sqrt a end.
(* f(q) = value, one known pair, else the function itself *)
Definition known (f : expr -> expr) (a : expr) (table : list (Q * expr)) : expr :=
  match as_K a with
  | Some q => match List.find (fun row => is (fst row) q) table with Some row => snd row | None => f a end
  | None => f a
  end.
Definition rh_at a := known Rh a ((1%Q, K 1) :: (0%Q, Div (K 1) Pi) :: ((-1)%Q, K 0) :: nil).
Definition rh1_at a := known Rh1 a ((1%Q, K 1) :: (0%Q, K (1 # 2)) :: ((-1)%Q, K 0) :: nil).
Definition acos_at a := known Acos a ((1%Q, K 0) :: (0%Q, Div Pi (K 2)) :: ((-1)%Q, Pi) :: nil).

Fixpoint at_point (q : Q) (e : expr) : expr :=
  match e with
  | X => K q
  | P _ | K _ | Pi => e
  | Add a b => add (at_point q a) (at_point q b)
  | Sub a b => sub (at_point q a) (at_point q b)
  | Mul a b => mul (at_point q a) (at_point q b)
  | Div a b => div (at_point q a) (at_point q b)
  | Opp a => opp (at_point q a)
  | Pow a n => pow_ (at_point q a) n
  | Sqrt a => sqrt_at (at_point q a)
  | Exp a => known Exp (at_point q a) ((0%Q, K 1) :: nil)
  | Ln a => known Ln (at_point q a) ((1%Q, K 0) :: nil)
  | Sin a => known Sin (at_point q a) ((0%Q, K 0) :: nil)
  | Cos a => known Cos (at_point q a) ((0%Q, K 1) :: nil)
  | Atan a => known Atan (at_point q a) ((0%Q, K 0) :: nil)
  | Asin a => known Asin (at_point q a) ((0%Q, K 0) :: nil)
  | Acos a => acos_at (at_point q a)
  | Rh a => rh_at (at_point q a)
  | Rh1 a => rh1_at (at_point q a)
  | Erf a => known Erf (at_point q a) ((0%Q, K 0) :: nil)
  end.

Section Point.
Variables (params : nat -> R) (q : Q).
Let x := qval q.

Lemma root_of_correct p r : root_of p = Some r -> sqrt (Q2R p) = Q2R r.
Proof.
unfold root_of, is. set (s := (Z.sqrt (Qnum p) # Pos.sqrt (Qden p))%Q).
destruct (Qeq_bool (s * s) p) eqn:E; [|discriminate]. destruct (Qle_bool 0 s) eqn:L; [|discriminate].
intros H. injection H as <-. apply Qeq_bool_eq, Qeq_eqR in E. rewrite Q2R_mult in E. rewrite <- E.
apply sqrt_square. rewrite <- Q2R_0. apply Qle_Rle, Qle_bool_iff, L.
Qed.

Lemma eval_sqrt_at a : eval params (sqrt_at a) x = sqrt (eval params a x).
Proof.
unfold sqrt_at. destruct (as_K a) eqn:E; [|reflexivity]. apply as_K_K in E. subst a.
destruct (root_of q0) eqn:F; [|reflexivity]. cbn [eval]. rewrite qval_red, qval_Q2R. symmetry. apply root_of_correct, F.
Qed.

Lemma eval_known f g a table :
  (forall b, eval params (f b) x = g (eval params b x)) ->
  List.Forall (fun row => g (Q2R (fst row)) = eval params (snd row) x) table ->
  eval params (known f a table) x = g (eval params a x).
Proof.
intros Hf Ht. unfold known. destruct (as_K a) eqn:E; [|apply Hf]. apply as_K_K in E. subst a.
destruct (List.find _ table) eqn:F; [|apply Hf]. apply List.find_some in F. destruct F as [F1 F2].
rewrite List.Forall_forall in Ht. rewrite <- (Ht _ F1). cbn [eval]. rewrite qval_Q2R.
unfold is in F2. apply is_value in F2. rewrite F2. reflexivity.
Qed.

Let Q2R_m1 : Q2R (-1) = -1. Proof. unfold Q2R. simpl. lra. Qed.
Ltac pairs := repeat (apply List.Forall_cons || apply List.Forall_nil); cbn [fst snd eval];
  rewrite ?Q2R_0, ?Q2R_1, ?Q2R_m1; unfold qval; simpl.

Theorem at_point_correct e : eval params (at_point q e) x = eval params e x.
Proof.
induction e; cbn [at_point]; try reflexivity.
- rewrite eval_add, IHe1, IHe2. reflexivity.
- rewrite eval_sub, IHe1, IHe2. reflexivity.
- rewrite eval_mul, IHe1, IHe2. reflexivity.
- rewrite eval_div, IHe1, IHe2. reflexivity.
- rewrite eval_opp, IHe. reflexivity.
- rewrite eval_pow, IHe. reflexivity.
- rewrite eval_sqrt_at, IHe. reflexivity.
- rewrite (eval_known Exp exp); [cbn [eval]; rewrite IHe; reflexivity | reflexivity |]. pairs. apply exp_0.
- rewrite (eval_known Ln ln); [cbn [eval]; rewrite IHe; reflexivity | reflexivity |]. pairs. apply ln_1.
- rewrite (eval_known Sin sin); [cbn [eval]; rewrite IHe; reflexivity | reflexivity |]. pairs. apply sin_0.
- rewrite (eval_known Cos cos); [cbn [eval]; rewrite IHe; reflexivity | reflexivity |]. pairs. apply cos_0.
- rewrite (eval_known Atan atan); [cbn [eval]; rewrite IHe; reflexivity | reflexivity |]. pairs. apply atan_0.
- rewrite (eval_known Asin asin); [cbn [eval]; rewrite IHe; reflexivity | reflexivity |]. pairs. apply asin_0.
- unfold acos_at. rewrite (eval_known Acos acos); [cbn [eval]; rewrite IHe; reflexivity | reflexivity |].
  pairs; [apply acos_1 | apply acos_0 | apply acos_m1].
- unfold rh_at. rewrite (eval_known Rh Rhat); [cbn [eval]; rewrite IHe; reflexivity | reflexivity |].
  pairs; [apply Rhat_1 | apply Rhat_0 | apply Rhat_m1].
- unfold rh1_at. rewrite (eval_known Rh1 Rhat1); [cbn [eval]; rewrite IHe; reflexivity | reflexivity |].
  pairs; [apply Rhat1_1 | apply Rhat1_0 | apply Rhat1_m1].
- rewrite (eval_known Erf erf); [cbn [eval]; rewrite IHe; reflexivity | reflexivity |]. pairs. apply erf_0.
Qed.
End Point.
