"""The command line from outside: answers, exit statuses, clean standard output, documents that keep their schema."""
import decimal
import hashlib
import json
import os
import pathlib
import re
import signal
import struct
import subprocess
import tempfile
import time
import unittest
import xml.dom.minidom

import jsonschema

PROGRAM = os.environ["CERTIBOUND_PROGRAM"]
SOURCE = pathlib.Path(os.environ["CERTIBOUND_SOURCE_DIR"])
SCHEMAS = SOURCE / "checker" / "report" / "schema"


def run(*words, **options):
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, timeout=120, **options)


class CommandLine(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def claim_file(self, text, name="some.claim"):
        path = self.folder / name
        path.write_text(text)
        return path

    def prove(self, goal, *options):
        return run("prove", self.claim_file("claim c { %s }" % goal), *options)

    def assert_fails(self, result, status, message):
        self.assertEqual(result.returncode, status, result.stdout + result.stderr)
        self.assertIn(message, result.stderr)
        self.assertTrue(result.stderr.startswith("certibound: "), result.stderr)


class Prove(CommandLine):
    VERDICTS = [  # goal, word, status
        ("forall x in [0, 1] show x^2 <= x", "proved", 0),
        ("forall x in [0, 1] show x^2 < x", "refuted", 1),
        ("forall x in [0, 1] show log(x) <= x", "ill-posed", 2),
        ("forall x in [0, 1] assume x > 2 show x < 0", "vacuous", 2),
        ("forall x in (0, 1), y in (0, 1) show x^y + y^x > 1", "undecided", 2),
        ('because "a human says so" show 1 < 2', "reduced", 0),
        ("forall x in [1, 2] show gamma(x + 1) == x*gamma(x)", "agrees", 2),
        ("measure x^2 over x in {1/3}", "enclosed", 0),
        ("forall x in [0, 1] find sup x*(1 - x)", "enclosed", 0),
        ("forall x in [-2, 2] find roots x^2 - 2", "enclosed", 0),
        ("forall x in [0, 2] find roots (x^2 - 2)^2", "undecided", 2),
        ("forall x in [-2, 2] find where x^2 < 2", "enclosed", 0),
        ("forall x in [-2, 2] find where 1/x < 2", "ill-posed", 2),
        ("forall integer k >= 1 show exp(lgamma(k + 1/2) - lgamma(k)) <= sqrt(k)", "checked", 2),
    ]

    def test_every_verdict_has_its_word_and_status(self):
        for goal, word, status in self.VERDICTS:
            with self.subTest(goal=goal):
                result = self.prove(goal, "--timeout", "2")
                self.assertTrue(result.stdout.startswith(word + " "), result.stdout)
                self.assertEqual(result.returncode, status)

    def test_the_worst_status_wins(self):
        both = self.claim_file("claim a { show 1 < 0 } claim b { forall x in [0, 1] show log(x) < 9 }")
        self.assertEqual(run("prove", both).returncode, 1)

    def test_standard_output_is_plain_and_standard_error_quiet_when_piped(self):
        result = self.prove("show 1 < 2")
        self.assertNotIn("\x1b", result.stdout)
        self.assertEqual(result.stderr, "")

    def test_results_do_not_depend_on_the_number_of_threads(self):
        text = "".join("claim c%d { forall x in [0, %d] show x^2 <= %d*x }\n" % (i, i, i) for i in range(1, 30))
        path = self.claim_file(text)
        def verdicts(jobs):
            return [(c["id"], c["verdict"]) for c in json.loads(run("prove", path, "--jobs", jobs, "--json", "-").stdout)["claims"]]
        self.assertEqual(verdicts(1), verdicts(4))

    def test_a_syntax_error_points_at_its_place(self):
        path = self.claim_file("claim a {\n  show  sqr(2) <= 1\n}\n")
        result = run("prove", path)
        self.assert_fails(result, 3, "%s:2:9: unknown function 'sqr', did you mean 'sqrt'?" % path)
        self.assertIn("         ^", result.stderr)

    def test_bad_input_gets_its_status(self):
        self.assert_fails(run("prove", self.folder / "none.claim"), 4, "No such file")
        self.assert_fails(run("prove", self.folder), 4, "is a directory")
        self.assert_fails(run("prove", self.claim_file("")), 3, "holds no claim")
        self.assert_fails(run("prove", self.claim_file("claim a { show 1 < 2 } claim a { show 1 < 2 }")), 3, "used twice")
        self.assert_fails(run("prove"), 3, "required")
        self.assert_fails(run("nonsense"), 3, "--help")
        self.assert_fails(self.prove("show 1 < 2", "--bits", "7"), 3, "--bits")

    def test_binary_input_is_refused(self):
        path = self.folder / "binary.claim"
        path.write_bytes(bytes(range(256)) * 50)
        result = run("prove", path)
        self.assertEqual(result.returncode, 3)
        self.assertTrue(result.stderr.isascii())

    def test_an_interrupt_ends_with_130_and_reports_what_is_finished(self):
        slow = self.claim_file("claim quick { show 1 < 2 }\n" + "\n".join(
            "claim slow%d { forall x in [0, 1], y in [0, 1], z in [0, 1] show x*y*z + sin(x*y) - sin(y*x) <= x*y*z + (x - y)^2 }" % i
            for i in range(50)))
        out = self.folder / "out.json"
        process = subprocess.Popen([PROGRAM, "prove", slow, "--jobs", "1", "--timeout", "60", "--json", out],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertTrue(process.stdout.readline().startswith("proved     quick"))
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        document = json.loads(out.read_text())
        self.assertEqual(document["claims"][0]["verdict"], "proved")
        self.assertLess(len(document["claims"]), 51)
        self.assertIn("interrupted", document)


class Documents(CommandLine):
    def test_json_keeps_its_schema_and_is_alone_on_standard_output(self):
        schema = json.loads((SCHEMAS / "audit.schema.json").read_text())
        document = json.loads(run("prove", SOURCE / "proofs_numeric/examples/first.claim", "--json", "-").stdout)
        jsonschema.validate(document, schema)
        self.assertEqual([c["verdict"] for c in document["claims"]], ["proved", "proved", "refuted"])
        self.assertEqual(list(document["claims"][2]["witness"]), ["rho"])

    def test_html_and_junit_are_written(self):
        result = self.prove("show 1 < 2", "--html", self.folder / "page.html", "--junit", self.folder / "junit.xml", "--quiet")
        self.assertEqual(result.returncode, 0)
        xml.dom.minidom.parse(str(self.folder / "junit.xml"))
        self.assertIn("proved", (self.folder / "page.html").read_text())

    def test_a_full_disk_is_told_and_keeps_the_old_file(self):
        self.assert_fails(self.prove("show 1 < 2", "--json", "/dev/full"), 4, "No space left on device")
        old = self.folder / "old.json"
        old.write_text("old")
        result = subprocess.run(["bash", "-c", 'ulimit -f 0; trap "" XFSZ; exec "$@"', "-", PROGRAM, "prove",
                                 self.claim_file("claim c { show 1 < 2 }"), "--json", old], capture_output=True, text=True)
        self.assertEqual(result.returncode, 4, result.stderr)
        self.assertEqual(old.read_text(), "old")
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["old.json", "some.claim"])

    def test_certificates_are_accepted_and_edited_ones_rejected(self):
        self.prove("forall x in [0, 1] show x^2 <= x", "--certificates", self.folder / "certificates")
        path = self.folder / "certificates" / "c.certificate"
        self.assertEqual(run("check", path).stdout, "accepted %s: proved c\n" % path)
        path.write_text(path.read_text().replace("x^2 <= x", "x^2 <  x"))
        result = run("check", path)
        self.assertEqual(result.returncode, 3)
        self.assertIn("rejected", result.stdout)
        self.assertIn("sha256", result.stdout)


class Eval(CommandLine):
    def test_digits_are_those_of_pi(self):
        result = run("eval", "4*atan(1)", "--digits", "50")
        self.assertEqual(result.stdout.splitlines()[0], "3.1415926535897932384626433832795028841971693993751")

    def test_a_point_is_exact(self):
        self.assertEqual(run("eval", "x + 1/10", "--at", "x=0.2").stdout.splitlines()[0], "0.3")

    def test_json_keeps_its_schema(self):
        document = json.loads(run("eval", "Rhat(1/2)", "--json", "-").stdout)
        jsonschema.validate(document, json.loads((SCHEMAS / "eval.schema.json").read_text()))

    def test_meaningless_input_is_refused(self):
        self.assert_fails(run("eval", "log(-1)"), 3, "undefined")
        self.assert_fails(run("eval", "x + 1"), 3, "unknown variable 'x'")
        self.assert_fails(run("eval", "x", "--at", "x"), 3, "NAME=VALUE")


class Dual(CommandLine):
    def test_digits_are_those_of_the_closed_form(self):
        for words, digits in [
                (["relu", "--rho", "0"], "0.15915494309189533577"),  # 1/(2 pi)
                (["relu", "--rho", "0", "--normalised"], "0.31830988618379067154"),
                (["gaussian", "--rho", "1"], "0.44721359549995793928"),  # 1/sqrt(5)
                (["exp", "--rho", "1"], "7.3890560989306502272"),
                (["leaky(1/4)", "--rho", "-1"], "-0.25"),
                (["hermite(3)", "--rho", "1/2", "--tangent"], "0.75"),
                (["step", "--rho", "1/2"], "0.33333333333333333333"),
                (["relu", "--rho", "1", "--derivative", "1"], "0.5"),
                (["relu", "--rho", "0", "--order", "2"], "0.15915494309189533577"),
                (["rectified(2)", "--rho", "1", "--raw"], "1.5"),
                (["piecewise(x < 0: 0; x)", "--rho", "0"], "0.15915494309189533577"),
                (["tanh", "--rho", "1/2"], "0.18632441320344808611"),
                (["hardtanh", "--rho", "1", "--order", "1"], "0.68268949213708589717")]:  # P(|X| < 1)
            with self.subTest(words=words):
                result = run("dual", *words)
                self.assertEqual(result.returncode, 0, result.stderr)
                self.assertEqual(result.stdout.split()[0], digits)

    def document(self, *words):
        result = run("dual", *words, "--json", "-")
        document = json.loads(result.stdout)
        jsonschema.validate(document, json.loads((SCHEMAS / "dual.schema.json").read_text()))
        return document

    def test_json_keeps_its_schema_and_holds_exact_inputs(self):
        document = self.document("erf", "--rho", "0.1", "--q1", "2", "--q2", "1/3")
        self.assertEqual([document[key] for key in ("activation", "rho", "q1", "q2")], ["erf", "1/10", "2", "1/3"])
        self.assertLess(float(document["lo"]), float(document["hi"]) + 1e-15)
        self.assertIn("second_moment_2", document)
        self.assertNotIn("lipschitz", self.document("step", "--rho", "0.1"))
        self.assertEqual(len(self.document("tanh", "--rho", "1/2", "--depth", "3", "--digits", "6")["layers"]), 4)

    def test_a_covariance_stands_for_a_correlation(self):
        plain = run("dual", "relu", "--rho", "1/3", "--q1", "4", "--q2", "9")
        self.assertEqual(run("dual", "relu", "--covariance", "2", "--q1", "4", "--q2", "9").stdout, plain.stdout)
        document = self.document("erf", "--covariance", "1", "--q1", "2", "--q2", "3")  # rho = 1/sqrt(6)
        self.assertEqual(document["covariance"], "1")
        self.assertNotIn("rho", document)
        self.assertTrue(document["lo"].startswith("0.2195"), document["lo"])  # (2/pi) asin(2/sqrt(35))
        self.assert_fails(run("dual", "erf", "--covariance", "3", "--q1", "2", "--q2", "3"), 3, "at most sqrt(q1 q2)")
        self.assert_fails(run("dual", "erf", "--covariance", "0", "--rho", "0"), 3, "exclude each other")

    def test_moments_and_the_lipschitz_constant_are_told(self):
        lines = run("dual", "relu", "--rho", "0", "--q2", "3", "--digits", "5").stdout.splitlines()
        self.assertIn("  E s(X)^2 = 0.5, E s(Y)^2 = 1.5, Lipschitz constant 1", lines)
        self.assertIn("Lipschitz constant infinite", run("dual", "step", "--rho", "0").stdout)

    def test_depth_gives_every_layer(self):
        result = run("dual", "relu", "--rho", "0", "--depth", "2", "--normalised", "--digits", "10")
        self.assertEqual(result.returncode, 0, result.stderr)
        words = [line.split() for line in result.stdout.splitlines()]
        self.assertEqual([w[2] for w in words[1:3]], ["0.3183098862", "0.4937310902"])  # Rhat(0) = 1/pi, Rhat(1/pi)
        he = run("dual", "relu", "--rho", "0", "--depth", "2", "--weight", "2", "--digits", "10")
        self.assertEqual(he.stdout.splitlines()[2].split()[2], "0.4937310902")

    def test_a_plot_is_a_picture(self):
        path = self.folder / "dual.svg"
        result = run("dual", "gelu", "--plot", path, "--over", "-1/2..1")
        self.assertEqual((result.returncode, result.stdout), (0, ""), result.stderr)
        root = xml.dom.minidom.parse(str(path)).documentElement
        self.assertEqual((root.tagName, root.getAttribute("xmlns")), ("svg", "http://www.w3.org/2000/svg"))
        self.assert_fails(run("dual", "gelu", "--plot", path, "--over", "1..0"), 3, "from the smaller to the larger")

    def test_what_has_no_value_is_refused(self):
        for words, message in [
                (["rely", "--rho", "0"], "did you mean 'relu'?"), (["leaky", "--rho", "0"], "such as leaky(1/5)"),
                (["tanj", "--rho", "0"], "did you mean 'tanh'?"), (["relu"], "--rho R is missing"),
                (["piecewise(x < 0: sin(x); 1)", "--rho", "0"], "found 'sin'"),
                (["relu", "--rho", "1.01"], "from -1 to 1"), (["relu", "--rho", "0", "--q1", "-1"], "at least 0"),
                (["sign", "--rho", "1", "--derivative", "1"], "infinite"),
                (["gaussian(1, 1)", "--rho", "0"], "infinite"),
                (["relu", "--rho", "0", "--q2", "0", "--normalised"], "E s^2 is 0"),
                (["relu", "--rho", "0", "--depth", "2", "--weight", "0"], "after layer 1"),
                (["relu", "--rho", "0", "--depth", "2", "--normalised", "--bias", "1"], "go with --raw"),
                (["relu", "--rho", "0", "--raw", "--normalised"], "exclude each other"),
                (["relu", "--rho", "0", "--tangent", "--normalised"], "exclude each other")]:
            with self.subTest(words=words):
                self.assert_fails(run("dual", *words), 3, message)

    def test_too_few_bits_or_seconds_are_undecided(self):
        result = run("dual", "gelu", "--rho", "1/3", "--bits", "64", "--digits", "30")
        self.assertEqual(result.returncode, 2)
        self.assertIn("not 30 certain digits at the highest precision", result.stdout)
        begin = time.monotonic()
        result = run("dual", "mish", "--rho", "1/3", "--digits", "400", "--timeout", "1")
        self.assertEqual(result.returncode, 2)
        self.assertIn("in 1 s (--timeout)", result.stdout)
        self.assertLess(time.monotonic() - begin, 30)


class Audit(CommandLine):
    def test_a_part_agrees_with_the_record(self):
        result = run("audit", "arpit19.lemma2.f_reflection", "--json", "-")
        self.assertEqual(result.returncode, 0, result.stdout)
        jsonschema.validate(json.loads(result.stdout), json.loads((SCHEMAS / "audit.schema.json").read_text()))

    def test_errata_stand_alone_and_say_what_an_author_wants_to_know(self):
        result = run("audit", "--errata", "arpit19.lemma3", "nachum22.eq2", "--json", self.folder / "out.json", "--quiet")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertTrue(result.stdout.startswith("Errata\n"), result.stdout)
        document = json.loads((self.folder / "out.json").read_text())
        jsonschema.validate(document, json.loads((SCHEMAS / "audit.schema.json").read_text()))
        failing = {f["id"] for e in document["errata"]["statements"] for f in e["findings"]}
        readings = {f["id"] for e in document["errata"]["readings"] for f in e["findings"]}
        self.assertIn("arpit19.lemma3.two_forms.norm_to_squared", failing)
        self.assertEqual(readings & {"nachum22.eq2.contraction.reading_a", "nachum22.eq2.contraction.reading_b"},
                         {"nachum22.eq2.contraction.reading_a", "nachum22.eq2.contraction.reading_b"})
        for id in failing | readings:
            self.assertIn(id, result.stdout)
        for entry in document["errata"]["statements"]:
            self.assertTrue(all(f["verdict"] in ("refuted", "ill-posed", "vacuous") for f in entry["findings"]), entry)

    def test_the_page_of_the_papers_is_written(self):
        page = self.folder / "page.md"
        self.assertEqual(run("audit", "arpit19.lemma2.f_reflection", "--papers", page, "--quiet").returncode, 0)
        self.assertIn("| `arpit19.lemma2.f_reflection` |", page.read_text())

    def test_files_for_coq_are_those_of_export_and_the_report_has_their_hashes(self):
        folder, certificates = self.folder / "coq", self.folder / "certificates"
        result = run("audit", "arpit19.lemma2.f_reflection", "arpit19.lemma5.eq121", "--coq", folder, "--certificates", certificates,
                     "--json", "-")
        self.assertEqual(result.returncode, 0, result.stderr)
        document = json.loads(result.stdout)
        jsonschema.validate(document, json.loads((SCHEMAS / "audit.schema.json").read_text()))
        self.assertEqual(sorted(path.name for path in folder.iterdir()),
                         ["claim_arpit19_lemma2_f_reflection.v", "claim_arpit19_lemma5_eq121_corrected.v"])
        text = (folder / "claim_arpit19_lemma2_f_reflection.v").read_text()
        self.assertEqual(run("export", "--coq", certificates / "arpit19.lemma2.f_reflection.certificate").stdout, text)
        notes = {claim["id"]: claim["coq"] for claim in document["claims"] if "coq" in claim}
        self.assertEqual(notes["arpit19.lemma2.f_reflection"]["sha256"], hashlib.sha256(text.encode()).hexdigest())
        self.assertEqual(notes["arpit19.lemma5.eq121"], {"status": "not exported", "why": "'sum' is not written for Coq"})
        self.assertEqual(document["coq"]["written"], "2")
        recorded = {row["claim"]: row for row in json.loads((SOURCE / "proofs_numeric/coq/accepted.json").read_text())}
        row = recorded["arpit19.lemma2.f_reflection"]
        same = (row["status"], row["sha256"], row.get("library")) == \
            ("accepted", notes["arpit19.lemma2.f_reflection"]["sha256"], document["coq"]["library"])
        self.assertEqual(notes["arpit19.lemma2.f_reflection"]["status"] == "accepted", same)

    def test_a_killed_audit_goes_on_from_what_it_finished(self):
        state = self.folder / "deep" / "state"
        words = ["audit", "arpit19.lemma1", "arpit19.lemma2", "arpit19.lemma3", "--jobs", "1", "--resume", state]
        process = subprocess.Popen([PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        verdicts = 0
        while verdicts < 5:  # details of a claim are indented
            verdicts += not process.stdout.readline().startswith(" ")
        process.kill()
        process.communicate(timeout=60)
        kept = [json.loads(json.loads(line)["body"])["finding"] for line in state.read_text().splitlines()]
        self.assertGreaterEqual(len(kept), 5)
        certificates = self.folder / "certificates"
        result = run(*words, "--json", "-", "--certificates", certificates)
        self.assertEqual(result.returncode, 0, result.stderr)
        claims = {c["id"]: c for c in json.loads(result.stdout)["claims"]}
        self.assertGreater(len(claims), len(kept))
        for finding in kept[:4]:  # the last one may have been cut off
            self.assertEqual(claims[finding["id"]]["seconds"], "%.3f" % finding["seconds"])  # taken over, not run again
        self.assertFalse(state.exists())
        certified = [claims[f["id"]]["certificate"] for f in kept if "certificate" in claims[f["id"]]]
        self.assertEqual(run("check", certified[0]).returncode, 0)

    def test_an_unknown_id_is_refused_with_the_near_one(self):
        self.assert_fails(run("audit", "nachum23"), 3, "did you mean 'nachum22'?")

    def test_the_record_names_exactly_the_claims_there_are(self):
        listed = set(re.findall(r"^  \S+ +(\S+\.\S+)$", run("list").stdout, re.MULTILINE))
        self.assertEqual(listed, set(json.loads((SOURCE / "proofs_numeric/verdicts.json").read_text())))
        self.assertGreaterEqual(len(listed), 36)

    def test_every_paper_has_at_least_twelve_claims(self):
        record = json.loads((SOURCE / "proofs_numeric/verdicts.json").read_text())
        for paper in ("nachum22", "arpit19", "pooling24"):
            self.assertGreaterEqual(sum(id.startswith(paper + ".") for id in record), 12, paper)


class Images(CommandLine):
    def write_idx(self, count=6, side=8):
        path = self.folder / "images"
        pixels = bytes((i * 37 + i * i // 7) % 256 for i in range(count * side * side))
        path.write_bytes(struct.pack(">HBBIII", 0, 8, 3, count, side, side) + pixels)
        return path

    def test_images_are_measured(self):
        result = run("images", self.write_idx(), "--pairs", "5", "--json", "-")
        self.assertEqual(result.returncode, 0, result.stderr)
        document = json.loads(result.stdout)
        jsonschema.validate(document, json.loads((SCHEMAS / "images.schema.json").read_text()))
        tally = document["images"]["images"]["theorem3"]["lower"]
        self.assertEqual(tally, {"holds": "5", "violated": "0", "undecided": "0"})

    def test_broken_files_are_refused(self):
        path = self.write_idx()
        path.write_bytes(path.read_bytes()[:100])
        self.assertEqual(run("images", path).returncode, 3)
        self.assert_fails(run("images", self.folder / "none"), 4, "none")
        self.assert_fails(run("images", self.claim_file("not an image")), 3, "neither IDX, NPY, PNG nor JPEG")


class Law(CommandLine):
    def tail(self, width, eps, *options):
        return run("tail", "--width", width, "--eps", eps, *options)

    def width(self, *options):
        return run("width", *options)

    def document(self, result, schema):
        self.assertEqual(result.returncode, 0, result.stderr)
        document = json.loads(result.stdout)
        jsonschema.validate(document, json.loads((SCHEMAS / (schema + ".schema.json")).read_text()))
        return document

    def test_tail_gives_every_digit_asked_for(self):
        result = self.tail(1000, "0.1", "--digits", "12")
        self.assertEqual(result.returncode, 0, result.stderr)
        for text in ("0.0814661434047", "0.0753566767008", "log -2.507567763", "0.000945078686744", "0.00106301700944"):
            self.assertIn(text, result.stdout)  # both tails, a logarithm, both Cramer rates
        self.assertNotIn("not certain", result.stdout)

    def test_tail_knows_the_product_of_layers(self):
        one = self.document(self.tail(50, "1/4", "--json", "-"), "tail")
        many = self.document(self.tail(50, "1/4", "--layers", "8", "--json", "-"), "tail")
        self.assertEqual(many["layers"], "8")
        bounds = many["bounds"]
        for side, least in (("upper", "upper"), ("some_layer", "both")):
            self.assertGreater(decimal.Decimal(many[side]["lo"]), decimal.Decimal(one[least]["hi"]))
        self.assertLess(decimal.Decimal(many["upper"]["hi"]), decimal.Decimal(bounds["chernoff_upper"]["lo"]))
        self.assertLess(decimal.Decimal(many["some_layer"]["hi"]), decimal.Decimal(bounds["published_some_layer"]["lo"]))
        variance = {end: decimal.Decimal(text) for end, text in many["law"]["variance"].items()}
        self.assertTrue(variance["lo"] <= decimal.Decimal("1.14358881") <= variance["hi"])  # 1.1^8 - 1
        result = self.tail("1e8", "1/4", "--layers", "2")
        self.assertEqual(result.returncode, 2)
        self.assertIn("not certain: the law of a product is computed up to width 10000000", result.stdout)

    def test_tail_gives_moments_and_quantiles(self):
        document = self.document(self.tail(1, "1/2", "--quantile", "3/4", "--json", "-"), "tail")
        self.assertEqual(document["law"]["mean"], {"lo": "1", "hi": "1"})
        self.assertEqual(document["law"]["variance"], {"lo": "5", "hi": "5"})
        self.assertTrue(document["law"]["root_mean"]["lo"].startswith("0.5641895835477562869"))  # pi^(-1/2)
        self.assertTrue(document["law"]["quantile 3/4"]["lo"].startswith("0.90987"))  # 4 erfinv(1/2)^2

    def test_tail_beyond_the_range_of_doubles_and_of_sums(self):
        document = self.document(self.tail(10000000, "1/2", "--json", "-"), "tail")
        self.assertLess(decimal.Decimal(document["upper"]["hi"]).adjusted(), -80000)
        document = self.document(self.tail("1e12", "1e-5", "--json", "-"), "tail")
        self.assertTrue(document["upper"]["lo"].startswith("3.872333938067448499"))
        self.document(self.tail(10, "3/2", "--json", "-"), "tail")

    def test_tail_out_of_time_is_not_certain(self):
        begin = time.monotonic()
        result = self.tail(100000000, "1/10000", "--digits", "900", "--timeout", "0.5")
        self.assertEqual(result.returncode, 2, result.stderr)
        self.assertIn("not certain: no answer in 0.5 s (--timeout)", result.stdout)
        document = json.loads(self.tail(100000000, "1/10000", "--digits", "900", "--timeout", "0.5", "--json", "-").stdout)
        jsonschema.validate(document, json.loads((SCHEMAS / "tail.schema.json").read_text()))
        self.assertEqual(document["both"], {"lo": "0", "hi": "1"})
        self.assertLess(time.monotonic() - begin, 20)

    def test_tail_draws_over_eps_and_over_widths(self):
        path = self.folder / "tail.svg"
        for words in (("--over", "0..3/2"), ("--widths", "1..1000"), ("--layers", "3")):
            result = self.tail(30, "1/5", "--plot", path, *words)
            self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
            root = xml.dom.minidom.parse(str(path)).documentElement
            self.assertEqual(root.tagName, "svg")
            self.assertIn("chernoff_upper", path.read_text())
            path.unlink()
        self.assert_fails(self.tail(30, "1/5", "--plot", path, "--over", "1..0"), 3, "--over")
        self.assert_fails(self.tail(30, "1/5", "--widths", "1..9"), 3, "--plot")

    def test_tail_documents_obey_the_schema(self):
        for width, eps in ((1, "0"), (10000, "0.88"), (1000000, "1/10")):
            document = self.document(self.tail(width, eps, "--json", "-"), "tail")
            self.assertEqual(document["width"], str(width))
            for side in ("upper", "lower"):
                self.assertLessEqual(decimal.Decimal(document[side]["hi"]),
                                     decimal.Decimal(document["bounds"]["chernoff_" + side]["hi"]))

    def test_widths_stand_side_by_side(self):
        lemma = ("arpit19.lemma2", "--eps", "0.1", "--delta", "0.05")
        document = self.document(self.width(*lemma, "--json", "-"), "width")
        self.assertEqual([document[key] for key in ("published", "chernoff", "exact")], ["4152", "3698", "1919"])
        self.assertIn("every smaller width fails", self.width(*lemma).stdout)
        theorem = ("arpit19.thm1", "--eps", "1/10", "--delta", "0.01", "--layers", "10", "--samples", "60000")
        document = self.document(self.width(*theorem, "--json", "-"), "width")
        self.assertEqual([document[key] for key in ("published", "chernoff", "exact")], ["20936", "19057", "16250"])

    def test_every_bound_answers_or_says_why(self):
        listed = re.findall(r"^  (\S+\.\S+) .*?(--eps.*)$", self.width("--list").stdout, re.MULTILINE)
        self.assertEqual(len(listed), 17)
        values = {"--eps": "1/10", "--delta": "1/20", "--dimension": "3", "--filter": "3", "--image": "9", "--layers": "2"}
        for name, asked in listed:
            words = [word for option in asked.split() if option in values for word in (option, values[option])]
            with self.subTest(name=name):
                result = self.width(name, *words, "--json", "-")
                document = self.document(result, "width")
                text = self.width(name, *words).stdout
                for column in re.findall(r"^  (published|chernoff|sharper|exact|layers|product|needed) ", text, re.MULTILINE):
                    self.assertTrue(column in document or len(document["notes"][column]) > 20, column)

    def test_a_width_out_of_reach_of_the_exact_law_is_undecided(self):
        result = self.width("arpit19.lemma2", "--eps", "1e-20", "--delta", "0.05")
        self.assertEqual(result.returncode, 2, result.stderr)
        self.assertIn("not computed", result.stdout)

    def test_bad_parameters_are_refused_with_the_reason(self):
        for width, eps, reason in ((0, "0.1", "--width"), ("2.5", "0.1", "--width"), ("1e16", "0.1", "--width"),
                                   (10, "-0.1", "--eps"), (10, "x", "--eps")):
            self.assert_fails(self.tail(width, eps), 3, reason)
        for words, reason in ((("--layers", "0"), "--layers"), (("--quantile", "1"), "--quantile"),
                              (("--quantile", "1/2", "--layers", "2"), "--quantile"), (("--timeout", "0"), "--timeout")):
            self.assert_fails(self.tail(10, "1/2", *words), 3, reason)
        for words, reason in ((("arpit19.lemma2", "--eps", "0", "--delta", "0.1"), "--eps"),
                              (("arpit19.lemma2", "--eps", "0.1", "--delta", "0"), "--delta"),
                              (("arpit19.lemma2", "--eps", "0.1", "--delta", "2"), "--delta"),
                              (("arpit19.lemma2", "--eps", "0.1", "--delta", "0.1", "--layers", "3"), "--layers"),
                              (("arpit19.thm1", "--eps", "0.1", "--delta", "0.1", "--layers", "0"), "--layers"),
                              (("nonsense", "--eps", "0.1", "--delta", "0.1"), "no width bound")):
            self.assert_fails(self.width(*words), 3, reason)


if __name__ == "__main__":
    unittest.main()
