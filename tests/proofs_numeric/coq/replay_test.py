#!/usr/bin/env python3
"""Coq accepts what the exporter writes, and refuses it once it is changed: a bound beyond the truth, an axiom put in, an
assumption that is not listed. Claims that cannot be written are refused with a reason.

environment: CERTIBOUND_PROGRAM, CERTIBOUND_SOURCE_DIR
"""
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


class Replay(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        root = pathlib.Path(cls.folder.name)
        cls.certificates, cls.work = root / "certificates", root / "files"
        cls.work.mkdir()
        subprocess.run([PROGRAM, "prove", str(HERE / "representative.claim"), "--quiet", "--certificates", str(cls.certificates)],
                       stdout=subprocess.DEVNULL, check=False)
        cls.files = {path.stem: path for path in cls.certificates.iterdir()}
        replay.compile_library(cls.work)
        cls.rows = {name: replay.replay(path, PROGRAM, cls.work, 300) for name, path in sorted(cls.files.items())
                    if name != "gamma_function"}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def exported(self, name):
        return subprocess.run([PROGRAM, "export", "--coq", str(self.files[name])], capture_output=True, text=True, check=True).stdout

    def refused(self, text):
        (self.work / "changed.v").write_text(text)
        code, output, _ = replay.run_coqc(["-Q", ".", "Certibound", "changed.v"], self.work, 300)
        return replay.refusal(self.work / "changed.v", output, code)

    def test_accepts_every_representative_claim(self):
        self.assertEqual(len(self.rows), 10)
        for name, row in self.rows.items():
            with self.subTest(name):
                self.assertEqual(row["status"], "accepted", row["reason"])

    def test_theorems_assume_only_what_is_listed(self):
        rows = list(self.rows.values())
        self.assertEqual(replay.unexpected_assumptions(rows, self.work, 600, replay.allowed_assumptions()), [])
        self.assertEqual(replay.unexpected_assumptions(rows, self.work, 600, replay.allowed_assumptions() - {"Classical_Prop.classic"}),
                         ["Classical_Prop.classic"])

    def test_refuses_a_false_bound(self):
        text = self.exported("contact_of_order_three")
        self.assertIn("forall (e : R), 0 <= e < 1 ->", text)
        self.assertIn("Error", replay_output(self, text.replace("e < 1 ->", "e < 2 ->")))
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
        out = pathlib.Path(self.folder.name) / "out.v"
        subprocess.run([PROGRAM, "export", "--coq", str(self.files["half_integer_contact"]), "-o", str(out)], check=True)
        self.assertEqual(out.read_text(), text)


def replay_output(test, text):
    (test.work / "changed.v").write_text(text)
    code, output, _ = replay.run_coqc(["-Q", ".", "Certibound", "changed.v"], test.work, 300)
    return output if code else ""


if __name__ == "__main__":
    unittest.main()
