(* All words of exported files: the other rules of proofs_numeric/rules, and those of the files it exports. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coq Require Export Classical.
From Certibound Require Export Steps Substitution Slopes Bounds Corners.
Close Scope Q_scope.
Open Scope R_scope.

Ltac has_value := parts; reflexivity.

(* ---- suppose: the other parts of a disjunction fail ---- *)

Ltac denied H := lazymatch type of H with
  | ~ (_ <> _) => apply NNPP in H
  | ~ (_ <= _) => apply Rnot_le_lt in H
  | ~ (_ < _) => apply Rnot_lt_le in H
  | ~ (_ /\ _) => apply not_and_or in H; destruct H as [H|H]; denied H
  | ~ (_ \/ _) => let A := fresh H in apply not_or_and in H; destruct H as [A H]; denied A; denied H
  | _ => idtac
  end.

(* ---- quadratic, where the discriminant may vanish ---- *)

Lemma quadratic_le (u v w y a b : R) : b - a = u * y ^ 2 + v * y + w -> 0 < u -> 0 <= 4 * u * w - v ^ 2 -> a <= b.
Proof.
intros E Hu Hd. assert (0 <= 4 * u * (b - a)); [|nra].
replace (4 * u * (b - a)) with ((2 * u * y + v) ^ 2 + (4 * u * w - v ^ 2)) by (rewrite E; ring).
pose proof (pow2_ge_0 (2 * u * y + v)). lra.
Qed.
Ltac same_by_algebra := first [same_value | solve [by_algebra]].
Ltac by_quadratic u v w y H1 H2 :=
  match goal with |- _ < _ => apply (quadratic_lt u v w y) | |- _ <= _ => apply (quadratic_le u v w y) end;
  [ same_by_algebra | from_lemma H1 | from_lemma H2 ].

(* ---- squares: the difference times m is a sum s of weighted squares ---- *)

Lemma squares_le (m s a b : R) : (b - a) * m = s -> 0 < m -> 0 <= s -> a <= b.
Proof. intros E Hm Hs. destruct (Rle_lt_dec a b) as [H|H]; [exact H|exfalso]. nra. Qed.
Lemma squares_lt (m s a b : R) : (b - a) * m = s -> 0 < m -> 0 < s -> a < b.
Proof. intros E Hm Hs. destruct (Rlt_le_dec a b) as [H|H]; [exact H|exfalso]. nra. Qed.
Lemma weighted_square (c w q : R) : 0 <= c -> 0 <= w -> 0 <= c * w * q ^ 2.
Proof. intros Hc Hw. apply Rmult_le_pos; [apply Rmult_le_pos; assumption | apply pow2_ge_0]. Qed.
(* Leaves the sign of the sum to show. *)
Ltac by_squares m s H :=
  match goal with |- _ < _ => apply (squares_lt m s) | |- _ <= _ => apply (squares_le m s) end;
  [ same_by_algebra | from_lemma H | ].

(* ---- logarithms ---- *)

Lemma ln_power (x : R) (n : nat) : 0 < x -> ln (x ^ n) = INR n * ln x.
Proof.
intros Hx. induction n as [|n IH]; [simpl; rewrite ln_1; ring|].
change (x ^ S n) with (x * x ^ n). rewrite ln_mult, IH, S_INR by (try apply pow_lt; assumption). ring.
Qed.
Lemma ln_root (x : R) : 0 < x -> ln (sqrt x) = ln x / 2.
Proof.
intros Hx. assert (Hs : 0 < sqrt x) by (apply sqrt_lt_R0, Hx).
rewrite <- (sqrt_sqrt x) at 2 by lra. rewrite ln_mult by assumption. field.
Qed.
Lemma of_logs_lt (l r a b : R) : b - a = r - l -> 0 < l -> 0 < r -> ln l < ln r -> a < b.
Proof. intros E Hl Hr H. apply ln_lt_inv in H; lra. Qed.
Lemma of_logs_le (l r a b : R) : b - a = r - l -> 0 < l -> 0 < r -> ln l <= ln r -> a <= b.
Proof. intros E Hl Hr [H|H]; [apply ln_lt_inv in H; lra | apply ln_inv in H; lra]. Qed.
Ltac all_logs_parted := unfold log1p; repeat first [progress part_logs
  | match goal with
    | |- context [ln (?a ^ ?n)] => rewrite (ln_power a n) by positive
    | |- context [ln (sqrt ?a)] => rewrite (ln_root a) by positive
    end]; cbn [INR].
Ltac positive_somehow := first [positive | match goal with x : R |- _ => interval with (i_bisect x, i_depth 30) end].
Ltac by_logs l r H :=
  match goal with |- _ < _ => apply (of_logs_lt l r) | |- _ <= _ => apply (of_logs_le l r) end;
  [ same_by_algebra | positive_somehow | positive_somehow | all_logs_parted; from_lemma H ].

Lemma of_exps_lt (u v a b : R) : b - a = ln u - ln v -> 0 < u - v -> 0 < v -> a < b.
Proof. intros E H Hv. assert (ln v < ln u) by (apply ln_increasing; lra). lra. Qed.
Lemma of_exps_le (u v a b : R) : b - a = ln u - ln v -> 0 <= u - v -> 0 < v -> a <= b.
Proof. intros E H Hv. assert (ln v <= ln u); [|lra].
destruct (Req_dec u v) as [->|N]; [lra|]. apply Rlt_le, ln_increasing; lra. Qed.
Ltac by_exps u v H1 H2 :=
  match goal with |- _ < _ => apply (of_exps_lt u v) | |- _ <= _ => apply (of_exps_le u v) end;
  [ first [same_by_algebra | solve [all_logs_parted; same_by_algebra]] | from_lemma H1 | from_lemma H2 ].

(* ---- ascend: from integer to integer ---- *)

Section Ascend.
Variables (F : R -> R) (a s : Z).
Hypothesis Hs : (0 < s)%Z.
Hypothesis step : forall n, IZR a <= IZR n -> 0 <= F (IZR n + IZR s) - F (IZR n).

Let first_below (n : Z) : (a <= n)%Z -> exists k, (0 <= k < s)%Z /\ F (IZR (a + k)) <= F (IZR n).
Proof.
intros Hn. set (d := (n - a)%Z). replace n with (a + d)%Z by (unfold d; lia).
assert (Hd : (0 <= d)%Z) by (unfold d; lia). clearbody d. clear Hn n.
refine (Z_lt_induction (fun d => (0 <= d)%Z -> exists k, (0 <= k < s)%Z /\ F (IZR (a + k)) <= F (IZR (a + d))) _ d Hd Hd).
intros x IH Hx. destruct (Z_lt_le_dec x s) as [L|G]; [exists x; split; [lia | lra]|].
destruct (IH (x - s)%Z) as [k [Hk Hf]]; [lia | lia |]. exists k. split; [exact Hk|].
apply Rle_trans with (1 := Hf). specialize (step (a + (x - s))%Z). rewrite <- plus_IZR in step.
replace (a + (x - s) + s)%Z with (a + x)%Z in step by lia.
assert (IZR a <= IZR (a + (x - s))) by (apply IZR_le; lia). lra.
Qed.

Lemma ascend_lt : (forall k, (0 <= k < s)%Z -> 0 < F (IZR (a + k))) -> forall n, IZR a <= IZR n -> 0 < F (IZR n).
Proof.
intros H0 n Hn. destruct (first_below n) as [k [Hk Hf]]; [apply le_IZR, Hn|]. specialize (H0 k Hk). lra.
Qed.
Lemma ascend_le : (forall k, (0 <= k < s)%Z -> 0 <= F (IZR (a + k))) -> forall n, IZR a <= IZR n -> 0 <= F (IZR n).
Proof.
intros H0 n Hn. destruct (first_below n) as [k [Hk Hf]]; [apply le_IZR, Hn|]. specialize (H0 k Hk). lra.
Qed.
End Ascend.

(* first_values: a tactic for 0 < F a, ..., 0 < F (a + s - 1); slope: the premise of the step, as a function of n. *)
Ltac by_ascend F a s n slope first_values :=
  lazymatch goal with
  | |- 0 < _ => change (0 < F (IZR n)); apply (ascend_lt F a s)
  | |- 0 <= _ => change (0 <= F (IZR n)); apply (ascend_le F a s)
  end;
  [ lia
  | let m := fresh "m" in let Hm := fresh in intros m Hm; cbv beta; from_lemma (slope m)
  | let k := fresh "k" in let Hk := fresh in intros k Hk;
    let E := fresh in assert (E : (k = 0 \/ k = 1 \/ k = 2 \/ k = 3)%Z) by lia;
    destruct E as [ -> | [ -> | [ -> | -> ] ] ]; try (exfalso; lia); cbn [Z.add Pos.add Pos.succ]; cbv beta; first_values
  | lra ].
