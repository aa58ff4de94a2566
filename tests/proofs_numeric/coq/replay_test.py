#!/usr/bin/env python3
"""Coq accepts what the exporter writes, and refuses it once it is changed: a bound beyond the truth, an axiom put in, an
assumption that is not listed. Claims that cannot be written are refused with a reason.

environment: CERTIBOUND_PROGRAM, CERTIBOUND_SOURCE_DIR
"""
import hashlib
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.environ["CERTIBOUND_PROGRAM"]
SOURCE = pathlib.Path(os.environ["CERTIBOUND_SOURCE_DIR"])
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(SOURCE / "proofs_numeric/coq"))
import replay  # noqa: E402


BOXES = "boxes 64 0 1 0"

# One certificate a rule of inference: the claim, and the steps as they stand in a certificate.
RULES = {
    "affine": ("forall x in [0, 1], y in [x, 1] show y >= x", "affine y t\n " + BOXES),
    "ascend": ("forall integer n >= 2 show n^2 > n", f"ascend n 1\n {BOXES}\n {BOXES}"),
    "climb_beside_a_corner": ("forall a in [0, 1], x in [-1, 1] show a*abs(x) <= abs(x)", "climb a upper" + 3 * f"\n {BOXES}"),
    "climb_to_a_root": ("forall x in [0, 1] show sqrt(x) >= 0",
                        f"climb x lower\n {BOXES}\n {BOXES}\n {BOXES}"),
    "concave": ("forall x in [0, 1] show sqrt(x) >= x", "concave x" + 5 * f"\n {BOXES}"),
    "conjunction": ("forall x in [1, 2] show x > 0 and x < 3", f"conjunction\n {BOXES}\n {BOXES}"),
    "disjunct": ("forall x in [1, 2] show x < 0 or x < 3", f"disjunct 1\n {BOXES}\n {BOXES}"),
    "either": ("forall x in [-1, 1] show abs(x) + max(x, 0) <= x^2 + 2", "either {x}" + 4 * f"\n {BOXES}"),
    "exponentials": ("forall x in [1, 2] show log(x) < log(x + 1)", "exponentials {x + 1} {x}" + 3 * f"\n {BOXES}"),
    "isolate": ("forall x in [-1, 1] show x^2 >= 0", "isolate x {0}" + 4 * f"\n {BOXES}"),
    "limit": ("forall x in [1, oo) show 1/(pi*x) <= 1/x", "limit x upper" + 2 * f"\n {BOXES}"),
    "logarithms": ("forall x in [1, 2] show x < exp(2*x)", f"logarithms {{x}} {{exp(2*x)}}\n {BOXES}\n {BOXES}"),
    "product": ("forall x in [0, 1] show x <= 1 + x^2 - x^3", "product {1 - x} {1 + x^2}" + 3 * f"\n {BOXES}"),
    "quadratic": ("forall x in (-oo, oo) show x^2 + x + 1 > 0", "quadratic x {1} {1} {1}" + 3 * f"\n {BOXES}"),
    "ratio": ("forall x in (0, oo), y in [0, x] show x*y <= x^2", "ratio y x t\n " + BOXES),
    "reciprocal": ("forall x in [1, 4] show exp(1/x) < 3", "reciprocal x t\n " + BOXES),
    "reflect": ("forall x in [0, 1] show (1 - x)*exp(1 - x) <= 3", "reflect x {1} y\n " + BOXES),
    "relax": ("forall integer n in 1..9 show n^2 + 1 > n", "relax n\n " + BOXES),
    "sign": ("forall x in [1, 2] show abs(x) < 3", "sign {x}" + 3 * f"\n {BOXES}"),
    "split": ("forall x in [-1, 1] show x^2 >= 0", "split x {0}" + 3 * f"\n {BOXES}"),
    "squares": ("forall x in [0, oo), y in [0, oo) show x^3 + y^3 >= x^2*y + x*y^2",
                "squares {1} {1} {x} {x - y} {1} {y} {x - y}" + 5 * f"\n {BOXES}"),
    "squares_weights": ("forall x in [0, 1], y in [0, x] show 3*x^2*y >= 3*x*y^2",
                        "squares {1} {2} {x*y*(x - y)} {1} {1} {(x - y)*x*y} {1}" + 6 * f"\n {BOXES}"),
    "squares_strict": ("forall x in [0, 1] show x^2 - x + 1 > 0", "squares {1} {3/4} {1} {1} {1/4} {1} {2*x - 1}" + 4 * f"\n {BOXES}"),
    "square": ("forall x in [0, 1) show 2*sqrt(x) <= 1 + x", "square x lower t\n boxes 64 0 1 4 t 1"),
    "suppose": ("forall x in [0, 2] show x <= 1 or x^2 >= x", f"suppose 1\n {BOXES}\n {BOXES}"),
    "singular_end": ("forall x in [3/4, 1) show acos(x) > 0", BOXES),
}


# Leaves that bisection does not show.
LEAVES = {
    "corners": "forall rho in [-1, 1], n in [1, oo) show pi*(1 - Rhat(rho))/(pi + n - 1) <= pi*(1 - Rhat(rho))/n",
    "half_line": "forall L in [6, oo) show 2/((1 - exp(-3/8))^2*L) <= 22/L",
    "logarithm": "forall x in (0, oo) show log(x) <= x - 1",
    "named": "forall t in [83/100, oo) show t^2 + 2 >= (3/8)*sqrt(2*pi)*(2*t + 1)",
    "root": "forall t in [0, 1] show sqrt(1 - t^2) >= 1 - t^2",
}


def certificate(name, claim, steps):
    """The text of a certificate that nobody has checked: the exporter only follows it."""
    text = f"claim {name} {{ {claim} }}\n"
    return (f"certibound certificate 2\nsha256 {hashlib.sha256(text.encode()).hexdigest()}\nclaim {len(text)}\n{text}"
            f"end claim\nverdict proved\nbits 64\ninhabitant x 1\n{steps}\nend\n")


def setUpModule():
    """The library, compiled once."""
    global ROOT
    folder = tempfile.TemporaryDirectory()
    unittest.addModuleCleanup(folder.cleanup)
    ROOT = pathlib.Path(folder.name)
    (ROOT / "library").mkdir()
    replay.compile_library(ROOT / "library")


def folder_with_library(name):
    (ROOT / name).mkdir()
    for compiled in (ROOT / "library").glob("*.vo"):
        (ROOT / name / compiled.name).symlink_to(compiled)
    return ROOT / name


class Status(unittest.TestCase):
    """What makes a replay fail."""

    ROWS = [{"claim": "a", "status": "accepted"}, {"claim": "b", "status": "rejected"}, {"claim": "c", "status": "rejected"}]

    def test_knows_what_the_record_says_is_rejected(self):
        before = {"b": {"status": "rejected"}, "c": {"status": "accepted"}}
        self.assertEqual(replay.refused_anew(self.ROWS, before), ["c"])

    def test_without_a_record_every_rejection_counts(self):
        self.assertEqual(replay.refused_anew(self.ROWS, {}), ["b", "c"])


class Rules(unittest.TestCase):
    def test_keeps_the_rows_of_files_that_are_the_same(self):
        work = folder_with_library("changed")
        paths = []
        for name in ("conjunction", "affine", "relax"):
            paths.append(work / f"{name}.certificate")
            paths[-1].write_text(certificate(name, *RULES[name]))
        fresh = {path.stem: replay.export(path, PROGRAM)[0]["sha256"] for path in paths}
        before = {"conjunction": {"claim": "conjunction", "status": "accepted", "reason": "", "seconds": 7.5, "sha256": fresh["conjunction"]},
                  "affine": {"claim": "affine", "status": "accepted", "reason": "", "seconds": 7.5, "sha256": 64 * "0", "library": "old"},
                  "relax": {"claim": "relax", "status": "rejected", "reason": "late", "seconds": 7.5, "sha256": fresh["relax"], "library": "old"}}
        rows = {row["claim"]: row for row in replay.replay(paths, PROGRAM, work, 1, 300, before=before, changed=True)}
        self.assertEqual(rows["conjunction"], before["conjunction"] | {"library": ""})  # not compiled, and not said to be of today
        for name in ("affine", "relax"):
            self.assertEqual((rows[name]["status"], rows[name]["sha256"], rows[name]["library"]),
                             ("accepted", fresh[name], replay.library_hash()))
            self.assertLess(rows[name]["seconds"], 7.5)
        rows = replay.replay(paths[:1], PROGRAM, work, 1, 300, before=before)
        self.assertEqual(rows[0]["library"], replay.library_hash())

    def replayed(self, name, claims):
        """The rows of the certificates of (name, claim, steps), by name."""
        work, paths = folder_with_library(name), []
        for claim, text, steps in claims:
            paths.append(work / f"{claim}.certificate")
            paths[-1].write_text(certificate(claim, text, steps))
        return {row["claim"]: row for row in replay.replay(paths, PROGRAM, work, 1, 300)}

    def test_follows_every_rule(self):
        rows = self.replayed("rules", [(name, claim, steps) for name, (claim, steps) in RULES.items()])
        self.assertEqual(len(rows), len(RULES))
        for name, row in rows.items():
            with self.subTest(name):
                self.assertEqual(row["status"], "accepted", row["reason"])

    def test_shows_leaves_by_bounds_and_corners(self):
        rows = self.replayed("leaves", [(name, claim, BOXES) for name, claim in LEAVES.items()])
        for name, row in rows.items():
            with self.subTest(name):
                self.assertEqual(row["status"], "accepted", row["reason"])

    def test_does_not_show_false_leaves(self):
        false = {"corners": ("+ n - 1) <=", "+ n - 4) <="), "half_line": ("22/L", "8/L"), "root": ("sqrt(1 - t^2)", "sqrt(1 - t^2)/2"),
                 "logarithm": ("x - 1", "x - 11/10"), "named": ("+ 2", "+ 1")}
        self.assertEqual(set(false), set(LEAVES))
        rows = self.replayed("false_leaves", [(name, LEAVES[name].replace(*change), BOXES) for name, change in false.items()])
        for name, row in rows.items():
            with self.subTest(name):
                self.assertNotEqual(row["status"], "accepted")

    def test_does_not_follow_a_rule_to_a_false_goal(self):
        false = {"concave": (">= x", ">= 2*x"), "quadratic": ("+ 1 > 0", "> 0"), "ratio": ("<= x^2", "<= x^2/2"),
                 "suppose": ("x^2 >= x", "x^2 >= 2*x"), "squares": (">= x^2*y", ">= 2*x^2*y"), "ascend": ("n^2 > n", "n^2 > 2*n"),
                 "either": ("+ 2", "+ 1/2")}
        rows = self.replayed("false", [(name, RULES[name][0].replace(*change), RULES[name][1]) for name, change in false.items()])
        for name, row in rows.items():
            with self.subTest(name):
                self.assertNotEqual(row["status"], "accepted")


class Replay(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.certificates, cls.work = ROOT / "certificates", folder_with_library("representative")
        subprocess.run([PROGRAM, "prove", str(HERE / "representative.claim"), "--quiet", "--certificates", str(cls.certificates)],
                       stdout=subprocess.DEVNULL, check=False)
        cls.files = {path.stem: path for path in cls.certificates.iterdir()}
        cls.rows = {row["claim"]: row for row in replay.replay(list(cls.files.values()), PROGRAM, cls.work, 2, 300)}

    def exported(self, name):
        return subprocess.run([PROGRAM, "export", "--coq", str(self.files[name])], capture_output=True, text=True, check=True).stdout

    def refused(self, text):
        (self.work / "changed.v").write_text(text)
        row = {"claim": "changed"}
        word = replay.forbidden_word(text)
        if word:
            return word
        replay.compile_claims([(row, text)], self.work / "changed.v", 300)
        return row.get("reason", "")

    def test_accepts_every_representative_claim(self):
        self.assertEqual(len(self.rows), 11)
        for name, row in self.rows.items():
            with self.subTest(name):
                self.assertEqual(row["status"], "not exported" if name == "gamma_function" else "accepted", row["reason"])

    def test_theorems_assume_only_what_is_listed(self):
        found = replay.assumptions_of(list(self.rows.values()), self.work, 600)
        self.assertEqual(found - replay.allowed_assumptions(), set())
        self.assertIn("Classical_Prop.classic", found)

    def test_sees_an_assumption_that_is_not_listed(self):
        row = {"claim": "leaning"}
        replay.compile_claims([(row, "Axiom hidden : False.\nTheorem claim_leaning : False. exact hidden. Qed.\n")],
                              self.work / "leaning.v", 300)
        found = replay.assumptions_of([row], self.work, 300)
        self.assertEqual({name.split(".")[-1] for name in found - replay.allowed_assumptions()}, {"hidden"})

    def test_leaves_out_the_claim_that_is_refused(self):
        rows = [{"claim": name} for name in ("one", "two", "three")]
        texts = [f"Theorem claim_{name} : 1 {sign} 2. Proof. repeat constructor. Qed." for name, sign in
                 (("one", "<="), ("two", "="), ("three", "<"))]
        replay.compile_claims(list(zip(rows, texts)), self.work / "three.v", 300)
        self.assertEqual([row["status"] for row in rows], ["accepted", "rejected", "accepted"])
        self.assertTrue(rows[1]["reason"])

    def test_refuses_a_false_bound(self):
        text = self.exported("contact_of_order_three")
        self.assertIn("forall (e : R), 0 <= e < 1 ->", text)
        self.assertTrue(self.refused(text.replace("e < 1 ->", "e < 2 ->")))
        text = self.exported("refuted_where_it_is_tight")
        self.assertIn("(301 / 1000)", text)
        self.assertTrue(self.refused(text.replace("(301 / 1000)", "(300 / 1000)")))

    def test_refuses_what_is_put_in(self):
        text = self.exported("number")
        proof = text[text.index("Theorem"):]
        self.assertIn("Admitted", self.refused(text.replace(proof, proof[:proof.index("Proof.")] + "Proof. Admitted.\n")))
        self.assertIn("Axiom", self.refused(text.replace("Theorem", "Axiom easy : False.\nTheorem")))

    def test_says_why_a_claim_is_not_exported(self):
        done = subprocess.run([PROGRAM, "export", "--coq", str(self.files["gamma_function"])], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("cannot be exported: gamma functions are not written for Coq", done.stderr)

    def test_gives_the_same_text_and_writes_files(self):
        text = self.exported("half_integer_contact")
        out = self.work / "out.v"
        subprocess.run([PROGRAM, "export", "--coq", str(self.files["half_integer_contact"]), "-o", str(out)], check=True)
        self.assertEqual(out.read_text(), text)


if __name__ == "__main__":
    unittest.main()
