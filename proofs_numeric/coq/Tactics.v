(* What the files written by `certibound export --coq` say: one word a kind of step. *)
From Coq Require Export Reals Lra Psatz ZArith QArith Qreals List.
From Interval Require Export Tactic.
From Certibound Require Export Functions Expr Chains Ends Signs.
Export ListNotations.
Close Scope Q_scope.
Close Scope list_scope.
Open Scope R_scope.

(* The values of all variables but one. *)
Definition no_params : nat -> R := fun _ => 0.
Definition params (l : list R) : nat -> R := fun n => nth n l 0.

(* ---- functions that `interval` does not know ---- *)

Ltac within := split; first [lra | interval | match goal with x : R |- _ => interval with (i_bisect x) end].
Ltac plain_words :=
  unfold Rhat, Rhat1, log1p, expm1, phi, sinh, cosh, tanh, tan; rewrite ?Rmax_abs, ?Rmin_abs;
  repeat match goal with
  | |- context [acos ?u] => rewrite (acos_atan_half u) by within
  | |- context [asin ?u] => rewrite (asin_atan_half u) by within
  end.

(* |u|, max and min where linear arithmetic decides them, as they are folded in premises. *)
Ltac fold_corners := repeat match goal with
  | |- context [Rabs ?u] => first [rewrite (Rabs_pos_eq u) by lra | rewrite (Rabs_left1 u) by lra]
  | |- context [Rmax ?u ?v] => first [rewrite (Rmax_left u v) by lra | rewrite (Rmax_right u v) by lra]
  | |- context [Rmin ?u ?v] => first [rewrite (Rmin_left u v) by lra | rewrite (Rmin_right u v) by lra]
  end.

(* ---- numbers ---- *)

Lemma asin_m1 : asin (-1) = - (PI / 2).
Proof. replace (-1) with (- (1)) by lra. rewrite asin_opp, asin_1. reflexivity. Qed.
Lemma Rdiv_0_l (a : R) : 0 / a = 0. Proof. unfold Rdiv. ring. Qed.

Ltac known_values :=
  rewrite ?Rhat_1, ?Rhat_m1, ?Rhat_0, ?Rhat1_1, ?Rhat1_m1, ?Rhat1_0, ?acos_1, ?acos_m1, ?acos_0, ?asin_0, ?asin_1, ?asin_m1, ?erf_0, ?cos_PI2, ?sin_PI2, ?cos_PI, ?sin_PI, ?Rabs_R0, ?Rdiv_0_l, ?Rmult_0_l, ?Rmult_0_r,
    ?sqrt_0, ?sqrt_1, ?exp_0, ?ln_1, ?sin_0, ?cos_0, ?atan_0.
Ltac number := first [lra | plain_words; interval | plain_words; interval with (i_prec 120)
  | known_values; first [lra | interval | nra]].

(* ---- powers with half-integer exponents ---- *)

Ltac root_side := first [lra | interval | nra | nonnegative | positive].
Ltac roots_for_powers := repeat match goal with
  | |- context [rpow ?u (IZR (Zpos ?p) / 2)] =>
      rewrite (rpow_halves p u) by root_side; let n := eval vm_compute in (Pos.to_nat p) in change (Pos.to_nat p) with n
  | |- context [rpow ?u (IZR (Zneg ?p) / 2)] =>
      rewrite (rpow_minus_halves p u) by root_side; let n := eval vm_compute in (Pos.to_nat p) in change (Pos.to_nat p) with n
  | |- context [rpow ?u ?y] => rewrite (rpow_exp u y) by first [lra | interval | positive]
  end; rewrite ?pow_1.

(* ---- pieces ---- *)

(* 0 <= F or 0 < F on a box without contacts. *)
Ltac by_bisection1 x := plain_words; first [interval with (i_bisect x, i_depth 30) | interval with (i_bisect x, i_autodiff x, i_depth 40)].
Ltac by_bisection2 x y := plain_words; interval with (i_bisect x, i_bisect y, i_depth 40).
Ltac by_bisection3 x y z := plain_words; interval with (i_bisect x, i_bisect y, i_bisect z, i_depth 60).

(* y lies between x and an end: what bounds x on the other side bounds y, in words that `interval` sees. *)
Ltac bounded_as x y :=
  try match goal with
  | H : _ < x < ?b |- _ => assert (y < b) by lra
  | H : _ <= x < ?b |- _ => assert (y < b) by lra
  | H : _ < x <= ?b |- _ => assert (y <= b) by lra
  | H : _ <= x <= ?b |- _ => assert (y <= b) by lra
  | H : x < ?b |- _ => assert (y < b) by lra
  | H : x <= ?b |- _ => assert (y <= b) by lra
  end;
  try match goal with
  | H : ?b < x < _ |- _ => assert (b < y) by lra
  | H : ?b < x <= _ |- _ => assert (b < y) by lra
  | H : ?b <= x < _ |- _ => assert (b <= y) by lra
  | H : ?b <= x <= _ |- _ => assert (b <= y) by lra
  | H : ?b < x |- _ => assert (b < y) by lra
  | H : ?b <= x |- _ => assert (b <= y) by lra
  end.

(* A fraction of polynomials (of roots). *)
Lemma div_nonneg (a b : R) : 0 <= a -> 0 < b -> 0 <= a / b.
Proof. intros Ha Hb. apply Rmult_le_pos; [exact Ha | apply Rlt_le, Rinv_0_lt_compat, Hb]. Qed.
Ltac as_fraction := match goal with
  | |- 0 < _ => field_simplify; parts; try nonzero_by_sign; try (apply Rdiv_lt_0_compat)
  | |- 0 <= _ => field_simplify; parts; try nonzero_by_sign; try (apply div_nonneg)
  end; first [positive | nonnegative | nra | match goal with x : R |- _ => pose proof (pow2_ge_0 (x - 1)); nra end].

(* eval p (big) x with big computed to data, then to real numbers *)
Ltac compute_data :=
  match goal with |- context [eval ?p ?t ?x] =>
    let t' := eval vm_compute in t in
    replace t with t' by (vm_cast_no_check (eq_refl t'));
    cbn [eval qval Qden Qnum params nth]
  end.
Ltac at_end := compute_data; first [lra | number | solve [apply Req_le; field; parts; nonzero_by_sign] | solve [apply Req_le; simpl; field; parts; nonzero_by_sign]].
Ltac nonzero := first [apply Rgt_not_eq; interval | apply Rlt_not_eq; interval | lra
  | match goal with x : R |- _ => apply Rgt_not_eq; interval with (i_bisect x) end
  | match goal with x : R |- _ => apply Rlt_not_eq; interval with (i_bisect x) end].
Ltac smooth_side := first [lra | interval | nonzero | plain_words; interval | match goal with x : R |- _ => interval with (i_bisect x) end | positive | nonzero_by_sign].
Ltac is_smooth := cbn [smooth eval qval Qden Qnum params nth]; parts; smooth_side.
Ltac sign_of_derivative := first [solve [nonnegative] | solve [positive] | nra | solve [as_fraction]].
Ltac last_derivative x := compute_data; plain_words; first
  [ lra | interval with (i_bisect x, i_depth 30) | interval with (i_bisect x, i_autodiff x, i_depth 40)
  | assert (0 <= x) by lra; nra ].

(* forall x in [a, b] (or (a, b]): 0 <= F (0 < F), F convertible to eval p e x, with a zero of order k at a. *)
Ltac chain_from_left p e k a b :=
  let x := fresh "x" in let Hx := fresh "Hx" in
  intros x Hx;
  lazymatch goal with
  | |- 0 <= _ => change (0 <= eval p e x); apply (chain_right p k e a b); [ | | | exact Hx ]
  | |- 0 < _ => change (0 < eval p e x); apply (chain_right_strict p k e a b); [ | | | exact Hx ]
  end; clear x Hx;
  [ cbn [starts]; parts; at_end
  | let y := fresh "y" in let Hy := fresh "Hy" in intros y Hy; cbn [qval Qden Qnum] in Hy; unfold e; is_smooth
  | let y := fresh "y" in let Hy := fresh "Hy" in intros y Hy; cbn [qval Qden Qnum] in Hy; last_derivative y ].
Ltac chain_from_right p e k a b :=
  let x := fresh "x" in let Hx := fresh "Hx" in
  intros x Hx;
  lazymatch goal with
  | |- 0 <= _ => change (0 <= eval p e x); apply (chain_left p k e a b); [ | | | exact Hx ]
  | |- 0 < _ => change (0 < eval p e x); apply (chain_left_strict p k e a b); [ | | | exact Hx ]
  end; clear x Hx;
  [ cbn [starts_left]; parts; at_end
  | let y := fresh "y" in let Hy := fresh "Hy" in intros y Hy; cbn [qval Qden Qnum] in Hy; unfold e; is_smooth
  | let y := fresh "y" in let Hy := fresh "Hy" in intros y Hy; cbn [qval Qden Qnum] in Hy; last_derivative y ].

(* The same on [a, b) (or (a, b)), b a place where e is not smooth. *)
Ltac chain_to_open_by p e k a x Hx :=
  lazymatch goal with
  | |- 0 <= _ => change (0 <= eval p e x); apply (chain_right p k e a x); [ | | | cbn [qval Qden Qnum]; lra ]
  | |- 0 < _ => change (0 < eval p e x); apply (chain_right_strict p k e a x); [ | | | cbn [qval Qden Qnum]; lra ]
  end;
  [ cbn [starts]; parts; at_end
  | let y := fresh "y" in let Hy := fresh "Hy" in
    intros y Hy; cbn [qval Qden Qnum] in Hy; bounded_as x y; unfold e; is_smooth
  | let y := fresh "y" in let Hy := fresh "Hy" in
    intros y Hy; cbn [qval Qden Qnum] in Hy; bounded_as x y; compute_data; sign_of_derivative ].
(* A quotient shows its sign by its shape, and its derivatives grow fast. *)
Ltac chain_to_open p e k a :=
  let x := fresh "x" in let Hx := fresh "Hx" in
  intros x Hx;
  first [ lazymatch goal with |- 0 <= _ / _ => solve [nonnegative] | |- 0 < _ / _ => solve [positive] end | chain_to_open_by p e k a x Hx ].

(* ---- leaves ---- *)

Lemma le_of_difference (a b : R) : 0 <= b - a -> a <= b. Proof. lra. Qed.
Lemma lt_of_difference (a b : R) : 0 < b - a -> a < b. Proof. lra. Qed.
(* 0 <= F or 0 < F for what is to be shown; the premises stand in the context. *)
Ltac as_difference := match goal with
  | |- _ <= _ => apply le_of_difference
  | |- _ < _ => apply lt_of_difference
  end.
Ltac apply_piece lemma := match goal with
  | H : _ |- _ => generalize (lemma H); lra
  end.
(* A root becomes a variable s > 0 with s * s = u; of two exponentials with opposite arguments one becomes 1 over the other. *)
Ltac name_root u := let s := fresh "s" in let Hp := fresh "Hs" in let Hq := fresh "Hq" in
  first [assert (Hp : 0 < sqrt u) by (apply sqrt_lt_R0; positive) | pose proof (sqrt_pos u) as Hp];
  assert (Hq : sqrt u * sqrt u = u) by (apply sqrt_sqrt; nonnegative);
  set (s := sqrt u) in *; clearbody s.
Ltac square_roots := repeat match goal with
  | |- context [sqrt ?u ^ 2] => rewrite (pow2_sqrt u) by nonnegative
  | |- context [sqrt ?u * sqrt ?u] => rewrite (sqrt_sqrt u) by nonnegative
  end.
Ltac name_roots := repeat match goal with |- context [sqrt ?u] => name_root u end.
Ltac join_exps := repeat match goal with |- context [exp ?a] => match goal with |- context [exp ?b] =>
  lazymatch a with b => fail | _ => idtac end;
  let H := fresh in assert (H : exp b = / exp a) by (rewrite <- exp_Ropp; f_equal; field; parts; nonzero_by_sign); rewrite H; clear H end end;
  repeat match goal with |- context [exp ?a] => let H := fresh "He" in pose proof (exp_pos a) as H; let y := fresh "y" in set (y := exp a) in *; clearbody y end.
Lemma ln_quotient (a b : R) : 0 < a -> 0 < b -> ln (a / b) = ln a - ln b.
Proof. intros Ha Hb. unfold Rdiv. rewrite ln_mult, ln_Rinv by (try apply Rinv_0_lt_compat; assumption). ring. Qed.
(* ln of products and quotients of positive factors *)
Ltac part_logs := repeat match goal with
  | |- context [ln (?a * ?b)] => rewrite (ln_mult a b) by positive
  | |- context [ln (?a / ?b)] => rewrite (ln_quotient a b) by positive
  | |- context [ln (/ ?a)] => rewrite (ln_Rinv a) by positive
  | |- context [ln (exp ?a)] => rewrite (ln_exp a)
  | |- context [ln 1] => rewrite ln_1
  end.
(* Arguments that are equal by algebra, written alike; exp 0. *)
Ltac same_arguments f := repeat match goal with |- context [f ?a] => match goal with |- context [f ?b] =>
  lazymatch a with b => fail | _ => idtac end; replace (f a) with (f b) by (f_equal; first [ring | field; parts; nonzero_by_sign]) end end.
Ltac corners_as_abs := rewrite ?Rmax_abs, ?Rmin_abs, ?Rabs_Ropp; same_arguments Rabs.
Ltac as_arcsine := repeat match goal with
  | |- context [acos (- ?u)] => rewrite (acos_opp u)
  | |- context [acos ?u] => rewrite (acos_asin u) by lra
  | |- context [asin (- ?u)] => rewrite (asin_opp u)
  end; same_arguments sqrt.
Ltac zero_exps := repeat match goal with |- context [exp ?a] =>
  replace (exp a) with 1 by (symmetry; rewrite <- exp_0; f_equal; first [lra | field; parts; nonzero_by_sign]) end.
(* Roots of products and quotients of factors that are not negative. *)
Ltac part_roots := repeat match goal with
  | |- context [sqrt (?a / ?b)] => rewrite (sqrt_div_alt a b) by positive
  | |- context [sqrt (?a * ?b)] => rewrite (sqrt_mult a b) by nonnegative
  end.
Ltac odd_erf := repeat match goal with
  | |- context [erf (- ?a / ?b)] => replace (- a / b) with (- (a / b)) by (unfold Rdiv; ring)
  | |- context [erf (- ?a)] => rewrite (erf_opp a)
  end.
Ltac by_squares := field_simplify_eq; parts; try nonzero_by_sign; nra.
Ltac equal_by_field := first [reflexivity | lra | ring | field; parts; nonzero_by_sign].
Ltac equal_by_roots := name_roots; first [equal_by_field
  | match goal with H : _ * _ = _ |- _ => field [H]; parts; nonzero_by_sign end
  | match goal with H : _ * _ = _, G : _ * _ = _ |- _ => field [H G]; parts; nonzero_by_sign end
  | by_squares].
(* sin^2 = 1 - cos^2 *)
Ltac equal_by_circle := repeat match goal with |- context [sin ?u] =>
    let H := fresh "Hc" in assert (H : sin u * sin u = 1 - cos u * cos u) by (generalize (sin2_cos2 u); unfold Rsqr; lra);
    let s := fresh "s" in set (s := sin u) in *; clearbody s end;
  match goal with H : _ * _ = 1 - _ |- _ => first [ring [H] | field [H]; parts; nonzero_by_sign] end.
(* exp u, u = ln c by algebra *)
Ltac exps_of_logs := repeat match goal with |- context [exp ?u] => match u with context [ln ?c] =>
  replace (exp u) with c by (replace u with (ln c) by (field; parts; nonzero_by_sign); rewrite exp_ln by positive; reflexivity) end end.
Lemma equal_squares (a b : R) : 0 <= a -> 0 <= b -> a * a = b * b -> a = b.
Proof. intros Ha Hb E. apply Rsqr_inj; assumption. Qed.
Ltac by_squaring := apply equal_squares; [nonnegative | nonnegative |]; name_roots;
  first [equal_by_field
  | match goal with H : _ * _ = _ |- _ => field [H]; parts; nonzero_by_sign end
  | match goal with H : _ * _ = _, G : _ * _ = _ |- _ => field [H G]; parts; nonzero_by_sign end
  | match goal with H : _ * _ = _, G : _ * _ = _, J : _ * _ = _ |- _ => field [H G J]; parts; nonzero_by_sign end].
(* sqrt a * sqrt b = 1 / sqrt c as roots of one number *)
Ltac join_roots := repeat first
  [ match goal with |- context [sqrt ?a * sqrt ?b] => rewrite <- (sqrt_mult a b) by nonnegative end
  | match goal with |- context [1 / sqrt ?a] => replace (1 / sqrt a) with (sqrt (1 / a)) by (rewrite sqrt_div_alt, sqrt_1 by positive; reflexivity) end ];
  match goal with |- sqrt _ = sqrt _ => f_equal; field; parts; nonzero_by_sign end.
Ltac by_algebra := known_values; unfold Phi, erfc, Rhat, Rhat1, log1p, expm1, phi, sinh, cosh, tanh; known_values; odd_erf;
  first [equal_by_field | number | solve [square_roots; equal_by_field] | solve [equal_by_roots] | solve [part_roots; equal_by_roots] | solve [part_logs; first [equal_by_field | equal_by_roots]]
  | solve [zero_exps; first [equal_by_field | equal_by_roots]]
  | solve [same_arguments sqrt; first [equal_by_field | equal_by_roots]] | solve [same_arguments ln; equal_by_field]
  | solve [same_arguments exp; equal_by_field] | solve [corners_as_abs; equal_by_field] | solve [as_arcsine; first [equal_by_field | equal_by_roots]] | solve [join_exps; first [equal_by_field | equal_by_roots]]
  | solve [equal_by_circle] | solve [exps_of_logs; equal_by_field] | solve [by_squaring] | solve [rewrite ?exp_plus; equal_by_field] | solve [join_roots]].
Ltac number_or_equal := first [number | apply Req_le; by_algebra].
(* ---- refutations: H states the claim ---- *)

Ltac at_witness := parts; roots_for_powers; number.
(* The next premise of H holds. *)
Ltac advance H :=
  lazymatch type of H with ?A -> ?B => let K := fresh "K" in assert (K : A) by at_witness; specialize (H K); clear K end.
Ltac refute H :=
  lazymatch type of H with
  | _ /\ _ => let H1 := fresh "Ha" in let H2 := fresh "Hb" in destruct H as [H1 H2]; first [refute H1 | refute H2]
  | _ \/ _ => destruct H as [H|H]; refute H
  | ?a <= ?b => apply (Rle_not_lt _ _ H); roots_for_powers; number
  | ?a < ?b => apply (Rlt_not_le _ _ H); roots_for_powers; number_or_equal
  | ?a = ?b => revert H; roots_for_powers; first [apply Rlt_not_eq; number | apply Rgt_not_eq; number]
  | ?a <> ?b => apply H; roots_for_powers; first [lra | known_values; lra | field]
  end.

Ltac by_difference := first [nonzero_by_sign | apply Rlt_not_eq; lra | apply Rgt_not_eq; lra | apply Rminus_not_eq; nonzero_by_sign
  | progress fold_corners; simpl; lra].

(* A rational function that is positive for x beyond the end a of a half-line: in u = x - a. *)
Ltac from_end x a := let u := fresh "u" in let Hu := fresh "Hu" in
  pose (u := x - a); assert (Hu : x = u + a) by (unfold u; ring); clearbody u; rewrite ?Hu in *; clear Hu.
Ltac on_half_line := match goal with
  | H : ?a < ?x |- _ => is_var x; from_end x a; as_difference; as_fraction
  | H : ?a <= ?x |- _ => is_var x; from_end x a; as_difference; as_fraction
  end.
Ltac by_corners := unfold Rmax, Rmin, Rabs; repeat match goal with
  | |- context [Rle_dec ?a ?b] => destruct (Rle_dec a b)
  | |- context [Rcase_abs ?a] => destruct (Rcase_abs a)
  end; first [lra | nra].
(* a u <= a where u <= 1 is a number *)
Ltac by_factor := as_difference; match goal with
  | |- 0 <= ?a - ?a * ?u => replace (a - a * u) with (a * (1 - u)) by ring; apply Rmult_le_pos; [nonnegative | interval]
  end.
Lemma exp_le (a b : R) : a <= b -> exp a <= exp b.
Proof. intros [H | ->]; [apply Rlt_le, exp_increasing, H | apply Rle_refl]. Qed.
Lemma exp_ge_1 (a : R) : 0 <= a -> 1 <= exp a. Proof. intros H. rewrite <- exp_0. apply exp_le, H. Qed.
Lemma exp_le_1 (a : R) : a <= 0 -> exp a <= 1. Proof. intros H. rewrite <- exp_0. apply exp_le, H. Qed.
Lemma ln_mono (a b : R) : 0 < a -> a <= b -> ln a <= ln b.
Proof. intros Ha [H | ->]; [apply Rlt_le, ln_increasing; assumption | apply Rle_refl]. Qed.
(* A polynomial that is affine in each of its variables is not negative on a box if it is not at the corners. *)
Lemma affine_nonneg (f : R -> R) (a b x : R) : a <= x <= b -> a < b ->
  f x * (b - a) = f a * (b - x) + f b * (x - a) -> 0 <= f a -> 0 <= f b -> 0 <= f x.
Proof. intros Hx Hab E Ha Hb. assert (0 <= f x * (b - a)); [rewrite E; apply Rplus_le_le_0_compat; apply Rmult_le_pos; lra | nra]. Qed.
Ltac affine_between x a b :=
  pattern x; match goal with |- ?f x => let g := eval cbv beta in (fun y : R => ltac:(
    let t := eval cbv beta in (f y) in match t with 0 <= ?u => exact u end)) in
    change (0 <= g x); apply (affine_nonneg g a b x); cbv beta; [lra | lra | ring | |] end; clear dependent x.
Ltac at_corners := as_difference; repeat match goal with
  | H : ?a <= ?x <= ?b |- 0 <= _ => is_var x; affine_between x a b
  | H : ?a < ?x <= ?b |- 0 <= _ => is_var x; affine_between x a b
  | H : ?a <= ?x < ?b |- 0 <= _ => is_var x; affine_between x a b
  | H : ?a < ?x < ?b |- 0 <= _ => is_var x; affine_between x a b
  end; lra.
(* Both sides are values of one function that rises. *)
Ltac inside_rising := match goal with
  | |- exp _ <= exp _ => apply exp_le
  | |- 1 <= exp _ => apply exp_ge_1
  | |- exp _ <= 1 => apply exp_le_1
  | |- sqrt _ <= sqrt _ => apply sqrt_le_1_alt
  | |- ln _ <= ln _ => apply ln_mono; [positive|]
  end; first [lra | nonnegative | nra | as_difference; nonnegative].
Ltac equal_sides := match goal with |- _ <= _ => apply Req_le; by_algebra end.
Ltac by_signs := first [lra | solve [nonnegative] | solve [positive] | solve [as_difference; first [nonnegative | positive]] | nra
  | solve [equal_sides] | solve [inside_rising] | apply exp_ineq1_le | solve [name_roots; nra] | solve [on_half_line] | solve [as_difference; as_fraction]
  | solve [by_factor] | solve [at_corners] | match goal with |- context [Rmax] => idtac | |- context [Rmin] => idtac | |- context [Rabs] => idtac end; by_corners].
(* A fraction without contacts whose divisor vanishes at an end: its numerator, by bisection. *)
Ltac fraction_by_bisection x := as_difference; match goal with |- _ ?u => field_simplify u end;
  [ first [apply Rdiv_lt_0_compat | apply div_nonneg]; [interval with (i_bisect x, i_depth 30) | positive] | parts; nonzero_by_sign.. ].
Ltac apply_wider_piece lemma := match goal with |- ?g =>
  first [apply lemma | as_difference; apply lemma] end;
  match goal with H : _ |- _ => split; first [lra | apply Rle_trans with (2 := proj1 H); interval | apply Rlt_le, Rle_lt_trans with (2 := proj1 H); interval
    | apply Rle_trans with (1 := proj2 H); interval | apply Rlt_le, Rlt_le_trans with (1 := proj2 H); interval] end.
Ltac by_corner K := let A := fresh in let B := fresh in destruct K as [A B]; [first [assumption | parts; lra].. |];
  first [apply Rmax_lub | apply Rmax_lub_lt | apply Rmin_glb | apply Rmin_glb_lt]; assumption.
Ltac by_algebra_or_bisections := by_signs.
Ltac by_algebra_or_bisection1 x := first [solve [by_bisection1 x] | solve [as_difference; by_bisection1 x] | by_signs].
Ltac by_algebra_or_bisection2 x y := first [lra | nra | solve [as_difference; by_bisection2 x y] | by_signs].
Ltac by_algebra_or_bisection3 x y z := first [lra | nra | solve [as_difference; by_bisection3 x y z] | by_signs].

(* The goal from the lemma of a premise, bounds and hypotheses found in the context or by linear arithmetic. *)
Ltac premise_side := first [assumption | lra | parts; first [assumption | lra | nra | tauto]].
Ltac advance_by K :=
  lazymatch type of K with ?A -> ?B => let H := fresh in assert (H : A) by premise_side; specialize (K H); clear H end.

(* Values that are equal by the squares of roots. *)
Ltac at_end ::= compute_data; first [lra | number | solve [apply Req_le; equal_by_field] | solve [apply Req_le; equal_by_roots]].
