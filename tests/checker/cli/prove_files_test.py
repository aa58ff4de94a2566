"""certibound prove on scripts of SMT-LIB 2, and its --explain, from outside."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import jsonschema

PROGRAM = os.environ["CERTIBOUND_PROGRAM"]
SOURCE = pathlib.Path(os.environ["CERTIBOUND_SOURCE_DIR"])
HERE = SOURCE / "tests" / "checker" / "cli" / "explain"


def run(*words):
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, timeout=120)


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def script(self, text, name="some.smt2"):
        path = self.folder / name
        path.write_text(text)
        return path


class Scripts(Files):
    UNSAT = "(set-info :status unsat)(declare-fun x () Real)(assert (and (<= 0 x 1) (> (* x x) x)))(check-sat)\n"

    def test_the_answer_stands_in_the_line_of_the_claim(self):
        for assertion, verdict, word, status in [("(> (* x x) x)", "proved", "unsat", 0),
                                                 ("(>= (* x x) x)", "refuted", "sat", 1),
                                                 ("(< (log x) (- 3))", "ill-posed", "unknown", 2)]:
            with self.subTest(assertion=assertion):
                path = self.script("(declare-fun x () Real)(assert (<= 0 x 1))(assert %s)(check-sat)" % assertion)
                result = run("prove", path)
                self.assertEqual(result.returncode, status, result.stderr)
                line = result.stdout.splitlines()[0].split()
                self.assertEqual(line[:3], [verdict, "some", word + ":"])
                self.assertNotIn("WARNING", result.stdout + result.stderr)

    def test_a_solution_is_a_certified_witness(self):
        path = self.script("(declare-fun x () Real)(declare-fun p () Bool)"
                           "(assert (and (<= 1 x 3) p (=> p (= (* x x) 4))))(check-sat)(get-model)")
        result = run("prove", path, "--certificates", self.folder)
        self.assertIn("fails at x = 2, p = 1", result.stdout)
        checked = run("check", self.folder / "some.certificate")
        self.assertEqual((checked.returncode, checked.stdout.split(":")[1]), (0, " refuted some\n"), checked.stdout)

    def test_another_status_is_told_loudly_and_changes_nothing(self):
        right, wrong = self.script(self.UNSAT), self.script(self.UNSAT.replace("unsat", "sat"), "wrong.smt2")
        self.assertNotIn("WARNING", run("prove", right).stdout)
        result = run("prove", wrong, "--json", self.folder / "out.json")
        self.assertEqual(result.returncode, 0)
        message = "WARNING: %s:1: the script says (set-info :status sat), but the answer is unsat" % wrong
        self.assertIn(message, result.stdout)
        self.assertIn(message, result.stderr)
        document = json.loads((self.folder / "out.json").read_text())
        jsonschema.validate(document, json.loads((SOURCE / "checker/report/schema/audit.schema.json").read_text()))
        self.assertEqual(document["smt"], [{"claim": "wrong", "answer": "unsat", "status": "sat", "differs": True}])
        self.assertTrue(document["claims"][0]["statement"].startswith("unsat: not ("))

    def test_each_check_sat_is_a_claim_and_files_can_be_mixed(self):
        script = self.script("(declare-fun x () Real)(assert (> x 1))(check-sat)(assert (< x 1))(check-sat)")
        claims = self.script("claim other { show 1 < 2 }", "other.claim")
        result = run("prove", script, claims)
        self.assertEqual([line.split()[:2] for line in result.stdout.splitlines() if line[0].islower()][:3],
                         [["refuted", "some.1"], ["proved", "some.2"], ["proved", "other"]])

    def test_an_error_points_at_its_place(self):
        path = self.script("(set-logic QF_NRA)\n  (push 1)\n")
        result = run("prove", path)
        self.assertEqual(result.returncode, 3)
        self.assertIn("%s:2:4: 'push' is not read" % path, result.stderr)
        self.assertEqual(run("prove", self.script("(set-logic QF_NRA)")).returncode, 3)


class Explain(Files):
    def test_three_claims_are_explained_word_for_word(self):
        result = run("prove", HERE / "three.claim", "--explain", "--timeout", "0.5", "--quiet")
        expected = (HERE / "three.txt").read_text()
        self.maxDiff = None
        self.assertEqual(result.stdout[:len(expected)], expected)
        verdicts = result.stdout[len(expected):].splitlines()
        self.assertEqual([line.split()[1] for line in verdicts[:1]], ["none.definitions"])

    def test_a_script_is_explained_too(self):
        result = run("prove", self.script("(declare-fun x!1 () Real)(assert (<= 0 x!1 1))(assert (> (sin x!1) 2))(check-sat)"),
                     "--explain")
        self.assertIn("  reads       the script's x!1 is x_1\n", result.stdout)
        self.assertIn("  variables   x_1 in [0, 1]\n", result.stdout)
        self.assertIn("  goal        2 - sin(x_1) >= 0\n", result.stdout)

    def test_a_domain_without_sense_is_told(self):
        result = run("prove", self.script("claim a { forall x in [0, 1], integer n in 1..x show n > 0 }", "a.claim"), "--explain")
        self.assertIn("the domain cannot be used", result.stdout.split("undecided")[0])

    def test_it_does_not_mix_with_a_document_on_standard_output(self):
        result = run("prove", HERE / "three.claim", "--explain", "--json", "-")
        self.assertEqual((result.returncode, result.stdout), (3, ""))
        self.assertIn("--explain", result.stderr)


if __name__ == "__main__":
    unittest.main()
