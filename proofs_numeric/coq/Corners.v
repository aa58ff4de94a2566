(* Goals that are affine in each variable, once fractions are cleared and values of functions are named: shown at the corners of the
   domain, half-lines by their end and slope. *)
From Coq Require Import Reals Lra Psatz.
From Certibound Require Export Bounds.
Close Scope Q_scope.
Open Scope R_scope.

Section Affine.
Variables (f : R -> R) (a b x : R).
Let between_at : a < b -> f x * (b - a) = f a * (b - x) + f b * (x - a) -> a <= x <= b ->
  f x = f a * ((b - x) / (b - a)) + f b * ((x - a) / (b - a)) /\ 0 <= (b - x) / (b - a) /\ 0 <= (x - a) / (b - a) /\
  (b - x) / (b - a) + (x - a) / (b - a) = 1.
Proof.
intros Hab E Hx. split; [|split; [apply div_nonneg; lra | split; [apply div_nonneg; lra | field; lra]]].
replace (f x) with (f x * (b - a) / (b - a)) by (field; lra). rewrite E. field. lra.
Qed.
Lemma affine_pos : a <= x <= b -> a < b -> f x * (b - a) = f a * (b - x) + f b * (x - a) -> 0 < f a -> 0 < f b -> 0 < f x.
Proof.
intros Hx Hab E Ha Hb. destruct (between_at Hab E Hx) as [-> [Hu [Hv S]]].
set (u := (b - x) / (b - a)) in *. set (v := (x - a) / (b - a)) in *.
destruct (Rle_lt_dec u (1 / 2)); [|assert (0 < f a * u) by (apply Rmult_lt_0_compat; lra); assert (0 <= f b * v) by (apply Rmult_le_pos; lra); lra].
assert (0 < f b * v) by (apply Rmult_lt_0_compat; lra). assert (0 <= f a * u) by (apply Rmult_le_pos; lra). lra.
Qed.
Lemma above_nonneg : a <= x -> f x = f a + (x - a) * (f 1 - f 0) -> 0 <= f a -> 0 <= f 1 - f 0 -> 0 <= f x.
Proof. intros Hx -> Ha Hs. assert (0 <= (x - a) * (f 1 - f 0)) by (apply Rmult_le_pos; lra). lra. Qed.
Lemma above_pos : a <= x -> f x = f a + (x - a) * (f 1 - f 0) -> 0 < f a -> 0 <= f 1 - f 0 -> 0 < f x.
Proof. intros Hx -> Ha Hs. assert (0 <= (x - a) * (f 1 - f 0)) by (apply Rmult_le_pos; lra). lra. Qed.
End Affine.

(* The goal 0 <= f x or 0 < f x as a function of x. *)
Ltac as_function_of x tac := pattern x; match goal with |- ?f x => let g := eval cbv beta in (fun y : R => ltac:(
    let t := eval cbv beta in (f y) in match t with 0 <= ?u => exact u | 0 < ?u => exact u end)) in tac g end.
Ltac corner_between x a b := as_function_of x ltac:(fun g => lazymatch goal with
  | |- _ => first [ change (0 <= g x); apply (affine_nonneg g a b x) | change (0 < g x); apply (affine_pos g a b x) ] end);
  cbv beta; [lra | first [lra | interval] | ring | |]; clear dependent x.
Ltac corner_above x a := as_function_of x ltac:(fun g => lazymatch goal with
  | |- _ => first [ change (0 <= g x); apply (above_nonneg g a x) | change (0 < g x); apply (above_pos g a x) ] end);
  cbv beta; [lra | ring | |]; clear dependent x.
Ltac all_corners := repeat match goal with
  | H : ?a <= ?x <= ?b |- 0 <= _ => is_var x; corner_between x a b
  | H : ?a < ?x <= ?b |- 0 <= _ => is_var x; corner_between x a b
  | H : ?a <= ?x < ?b |- 0 <= _ => is_var x; corner_between x a b
  | H : ?a < ?x < ?b |- 0 <= _ => is_var x; corner_between x a b
  | H : ?a <= ?x <= ?b |- 0 < _ => is_var x; corner_between x a b
  | H : ?a <= ?x |- _ => is_var x; corner_above x a
  | H : ?a < ?x |- _ => is_var x; corner_above x a
  end; first [lra | interval | match goal with x : R |- _ => plain_words; interval with (i_bisect x, i_depth 20) end].

(* ---- fractions ---- *)

Lemma cross_le (a b c d : R) : 0 < b -> 0 < d -> a * d <= c * b -> a / b <= c / d.
Proof.
intros Hb Hd H. apply (Rmult_le_reg_r (b * d)); [apply Rmult_lt_0_compat; assumption|].
replace (a / b * (b * d)) with (a * d) by (field; lra). replace (c / d * (b * d)) with (c * b) by (field; lra). exact H.
Qed.
Lemma cross_lt (a b c d : R) : 0 < b -> 0 < d -> a * d < c * b -> a / b < c / d.
Proof.
intros Hb Hd H. apply (Rmult_lt_reg_r (b * d)); [apply Rmult_lt_0_compat; assumption|].
replace (a / b * (b * d)) with (a * d) by (field; lra). replace (c / d * (b * d)) with (c * b) by (field; lra). exact H.
Qed.
Lemma left_le (a b c : R) : 0 < b -> a <= c * b -> a / b <= c.
Proof. intros Hb H. replace c with (c / 1) by field. apply cross_le; lra. Qed.
Lemma left_lt (a b c : R) : 0 < b -> a < c * b -> a / b < c.
Proof. intros Hb H. replace c with (c / 1) by field. apply cross_lt; lra. Qed.
Lemma right_le (a c d : R) : 0 < d -> a * d <= c -> a <= c / d.
Proof. intros Hd H. replace a with (a / 1) by field. apply cross_le; lra. Qed.
Lemma right_lt (a c d : R) : 0 < d -> a * d < c -> a < c / d.
Proof. intros Hd H. replace a with (a / 1) by field. apply cross_lt; lra. Qed.
Ltac divisor := numeric_bounds; positive.
Ltac cross := match goal with
  | |- _ / _ <= _ / _ => apply cross_le; [divisor | divisor |]
  | |- _ / _ < _ / _ => apply cross_lt; [divisor | divisor |]
  | |- _ / _ <= _ => apply left_le; [divisor |]
  | |- _ / _ < _ => apply left_lt; [divisor |]
  | |- _ <= _ / _ => apply right_le; [divisor |]
  | |- _ < _ / _ => apply right_lt; [divisor |]
  end.
Ltac cleared := first [progress (repeat cross); as_difference | as_difference; match goal with |- _ ?u => field_simplify u end;
  [first [apply Rdiv_lt_0_compat | apply div_nonneg]; [| divisor] | parts; nonzero_by_sign ..] | as_difference].
Ltac by_corners_of_domain := first [solve [cleared; all_corners] | solve [bound_functions; cleared; all_corners]].

(* ---- numbers that are no fractions, as variables between their bounds ---- *)

Ltac closed c := match c with
  | context [?v] => is_var v; fail 1
  | _ => idtac
  end.
Ltac name_constant c := closed c; let H := fresh "Hc" in interval_intro c with (i_prec 60) as H; let x := fresh "c" in set (x := c) in *; clearbody x.
Ltac name_constants := repeat match goal with
  | |- context [sqrt ?u] => name_constant (sqrt u)
  | |- context [exp ?u] => name_constant (exp u)
  | |- context [ln ?u] => name_constant (ln u)
  | |- context [PI] => name_constant PI
  end.
Ltac from_half_line x a := let u := fresh "u" in let Hu := fresh "Hu" in
  pose (u := x - a); assert (Hu : x = u + a) by (unfold u; ring); assert (0 <= u) by (unfold u; lra); clearbody u; subst x.
Ltac shifted := repeat match goal with
  | H : ?a <= ?x |- _ => is_var x; lazymatch a with 0 => fail | _ => closed a end; from_half_line x a
  | H : ?a < ?x |- _ => is_var x; lazymatch a with 0 => fail | _ => closed a end; from_half_line x a
  end.
Ltac by_named_constants := name_constants; cleared; first [nra | shifted; nra].

(* ---- bounds of functions of a variable ---- *)

Lemma ln_below (x : R) : 0 < x -> ln x <= x - 1.
Proof. intros Hx. pose proof (exp_ineq1_le (ln x)) as H. rewrite exp_ln in H by exact Hx. lra. Qed.
Lemma root_above (u : R) : 0 <= u <= 1 -> u <= sqrt u.
Proof.
intros Hu. pose proof (sqrt_pos u) as Hs. pose proof (sqrt_sqrt u (proj1 Hu)) as Hq.
assert (sqrt u <= 1) by (rewrite <- sqrt_1; apply sqrt_le_1_alt; lra). nra.
Qed.
Lemma root_below (u : R) : 1 <= u -> sqrt u <= u.
Proof. intros Hu. assert (Hs : 1 <= sqrt u) by (apply one_le_sqrt, Hu). pose proof (sqrt_sqrt u) as Hq. nra. Qed.
Lemma sub_nonneg (a b : R) : a <= b -> 0 <= b - a. Proof. lra. Qed.
Ltac by_known_bound := match goal with
  | |- 0 <= sqrt ?u - ?u => apply sub_nonneg; by_known_bound
  | |- ?u <= sqrt ?u => apply root_above; split; nra
  | |- sqrt ?u <= ?u => apply root_below; nra
  | |- context [ln ?u] => let H := fresh in pose proof (ln_below u) as H; first [lra | assert (0 < u) by positive; lra]
  | |- ?a * ?c <= ?c * ?b => rewrite (Rmult_comm a c); apply Rmult_le_compat_l; [nonnegative | by_known_bound]
  | |- sqrt (_ * _) <= _ => part_roots; by_known_bound
  end.
(* |x / |x|| *)
Ltac by_simpler_abs := try fold_corners; repeat match goal with |- context [Rabs ?v] =>
  progress (field_simplify v); [| parts; nonzero_by_sign ..] end; rewrite ?Rabs_R1, ?Rabs_R0; first [lra | nra].

Ltac beyond_signs := first [solve [by_corners_of_domain] | solve [by_known_bound] | solve [by_named_constants] | solve [by_simpler_abs]].
(* After what Bounds.v tries: to clear fractions may take long where it does not help. *)
Ltac by_algebra_or_bisections ::= first [by_signs | solve [by_bounds] | beyond_signs].
Ltac by_algebra_or_bisection1 x ::= first [solve [by_bisection1 x] | solve [as_difference; by_bisection1 x] | by_signs | solve [by_bounds]
  | solve [fraction_by_bisection x] | beyond_signs].
Ltac by_algebra_or_bisection2 x y ::= first [lra | nra | solve [as_difference; by_bisection2 x y] | by_signs | solve [by_bounds] | beyond_signs].
Ltac by_algebra_or_bisection3 x y z ::= first [lra | nra | solve [as_difference; by_bisection3 x y z] | by_signs | solve [by_bounds] | beyond_signs].
