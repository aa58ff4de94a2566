#!/usr/bin/env python3
"""What accepted.json says of each claim is about claims of the papers, and about the files that are exported today.

environment: CERTIBOUND_PROGRAM, CERTIBOUND_SOURCE_DIR
"""
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.environ["CERTIBOUND_PROGRAM"]
SOURCE = pathlib.Path(os.environ["CERTIBOUND_SOURCE_DIR"])
ROWS = json.loads((SOURCE / "proofs_numeric/coq/accepted.json").read_text())
# Few claims, quickly decided: the files of the others are compared by ./run coq itself.
FRESH = ["nachum22/theorem5.claim", "nachum22/lemma2.claim", "arpit19/lemma1.claim", "pooling24/definitions.claim"]


class Record(unittest.TestCase):
    def test_names_each_claim_of_the_papers_at_most_once(self):
        names = [row["claim"] for row in ROWS]
        self.assertEqual(sorted(set(names)), names)
        known = set(json.loads((SOURCE / "proofs_numeric/verdicts.json").read_text()))
        self.assertEqual(set(names) - known, set())

    def test_gives_a_reason_for_all_but_the_accepted(self):
        for row in ROWS:
            self.assertIn(row["status"], ("accepted", "rejected", "not exported"))
            self.assertEqual(row["status"] == "accepted", not row["reason"], row["claim"])
            self.assertEqual(row["status"] == "not exported", row["sha256"] is None, row["claim"])
            self.assertRegex(row.get("library", ""), "^([0-9a-f]{16})?$")

    def test_names_the_library_as_the_program_does(self):
        sys.path.insert(0, str(SOURCE / "proofs_numeric/coq"))
        import replay
        done = subprocess.run([PROGRAM, "audit", "nachum22.thm5", "--quiet", "--json", "-"], capture_output=True, check=False)
        self.assertEqual(json.loads(done.stdout)["coq"]["library"], replay.library_hash())

    def test_is_about_the_files_of_today(self):
        recorded = {row["claim"]: row["sha256"] for row in ROWS}
        with tempfile.TemporaryDirectory() as folder:
            files = [str(SOURCE / "proofs_numeric" / name) for name in FRESH]
            subprocess.run([PROGRAM, "prove", *files, "--quiet", "--certificates", folder], stdout=subprocess.DEVNULL, check=False)
            certificates = sorted(pathlib.Path(folder).iterdir())
            self.assertGreaterEqual(len(certificates), 10)
            for certificate in certificates:
                done = subprocess.run([PROGRAM, "export", "--coq", str(certificate)], capture_output=True, check=False)
                fresh = hashlib.sha256(done.stdout).hexdigest() if done.returncode == 0 else None
                self.assertEqual(fresh, recorded.get(certificate.stem), certificate.stem)


if __name__ == "__main__":
    unittest.main()
