"""certibound kernel, from outside: good kernels pass, each defect is found and named, inputs that make no sense are refused."""
import json
import math
import os
import pathlib
import re
import shutil
import struct
import subprocess
import tempfile
import unittest
import xml.dom.minidom

import jsonschema

PROGRAM = os.environ["CERTIBOUND_PROGRAM"]
SOURCE = pathlib.Path(os.environ["CERTIBOUND_SOURCE_DIR"])
DEFECTIVE, FLUSHING, ABORTING, TAILS = os.environ["CERTIBOUND_TEST_KERNELS"].split(",")
SCHEMAS = SOURCE / "checker" / "report" / "schema"
FEW = ("--points", "20000")


def run(*words, **options):
    return subprocess.run([PROGRAM, "kernel", *map(str, words)], capture_output=True, text=True, timeout=120, **options)


def check(symbol, against, *options):
    return run("check", DEFECTIVE + ":" + symbol, "--against", against, *options)


class Kernel(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def assert_refused(self, result, status, message):
        self.assertEqual(result.returncode, status, result.stdout + result.stderr)
        self.assertIn(message, result.stderr)
        self.assertTrue(result.stderr.startswith("certibound: "), result.stderr)

    def assert_refuted(self, result, what, text=""):
        self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
        found = re.search(r"^refuted +\S+\.%s .*(?:\n +.*)*" % what, result.stdout, re.M)
        self.assertIsNotNone(found, result.stdout)
        self.assertIn(text, " ".join(found[0].split()))
        return found[0]

    def document(self, *words):
        result = run(*words, "--json", "-")
        document = json.loads(result.stdout)
        jsonschema.validate(document, json.loads((SCHEMAS / "kernel.schema.json").read_text()))
        return document, result.returncode


class Check(Kernel):
    def test_good_kernels_pass(self):
        for words in [("good", "sqrt"), ("good_scalar", "sqrt", "--scalar"), ("good_sum", "x + y")]:
            with self.subTest(words=words):
                result = check(*words, "--max-ulp", "1/2", *FEW)
                self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
                self.assertNotIn("refuted", result.stdout)

    def test_all_floats_are_tried(self):
        for symbol, status in [("good_float", 0), ("one_wrong_float", 1)]:
            words = ("check", DEFECTIVE + ":" + symbol, "--against", "sqrt", "--type", "float", "--max-ulp", "1/2",
                     "--domain", "1000..4000")
            document, returned = self.document(*words)
            self.assertEqual(returned, status)
            kernel = document["kernel"]
            self.assertTrue(kernel["exhaustive"])
            wanted = struct.unpack("<I", struct.pack("<f", 4000))[0] - struct.unpack("<I", struct.pack("<f", 1000))[0] + 1
            self.assertGreaterEqual(int(kernel["points"]), wanted)
            self.assertLess(int(kernel["points"]), wanted + 40)  # special values count once more
            self.assertEqual(kernel["misrounded"], str(status))
            if status:
                self.assertEqual(float.fromhex(kernel["at"]["x"]), float.fromhex("0x1.23456p+10"))

    def test_a_built_in_kernel_keeps_its_promise_and_no_smaller_one(self):
        self.assertEqual(run("check", "rhat", *FEW).returncode, 0)
        self.assert_refuted(run("check", "rhat", "--max-ulp", "0.6", *FEW), "error", "fails at x = ")

    def test_the_textbook_formula_is_caught_beside_minus_one(self):
        library = self.folder / "libtextbook.so"
        subprocess.run(["c++", "-O2", "-shared", "-fPIC", "-I", SOURCE / "checker/crosscheck/include",
                        SOURCE / "checker/kernels/example/textbook.cpp", "-o", library], check=True)
        document, status = self.document("check", f"{library}:textbook", "--against", "Rhat", "--max-ulp", "1", *FEW)
        self.assertEqual(status, 1)
        self.assertGreater(float(document["kernel"]["max_ulp"]["lo"]), 1e23)
        self.assertLess(float.fromhex(document["kernel"]["at"]["x"]), -1 + 2**-50)

    def test_wrong_values_are_refuted_with_a_witness(self):
        for symbol, against, what, text in [
                ("two_ulp_in_one_binade", "sqrt", "error", "fails at x = 0x1"), ("nan_inside", "sqrt", "values", "result = "),
                ("number_outside", "sqrt", "values", "fails at x = -"), ("hides_nan", "sqrt", "values", "x = nan"),
                ("wrong_sum", "x + y", "error", "y = 0x1p+0"), ("flushes_results", "x/10", "error", "result = 0x0p+0")]:
            with self.subTest(symbol=symbol):
                self.assert_refuted(check(symbol, against, "--max-ulp", "1", "--points", "60000"), what, text)

    def test_deadly_kernels_are_findings(self):
        for symbol, text in [("crashes", "killed by signal 11"), ("exits", "exit status 0"),
                             ("writes_behind", "killed by signal"), ("reads_behind", "killed by signal"),
                             ("writes_its_input", "killed by signal")]:
            with self.subTest(symbol=symbol):
                found = self.assert_refuted(check(symbol, "sqrt", *FEW), "returns", text)
                if symbol == "crashes":
                    self.assertTrue(3 < float.fromhex(re.search(r"fails at x = (\S+)", found)[1]) < 3.25, found)

    def test_a_hang_is_a_finding_with_its_input(self):
        found = self.assert_refuted(check("hangs", "sqrt", "--timeout", "0.5", *FEW), "returns", "no answer in 0.5 s")
        self.assertTrue(3 < float.fromhex(re.search(r"fails at x = (\S+)", found)[1]) < 3.25, found)

    def test_a_changed_environment_is_a_finding(self):
        for symbol, text in [("rounds_upward", "rounding mode"), ("sets_ftz", "FTZ"), ("sets_daz", "DAZ"),
                             ("unmasks_exceptions", "trap")]:
            with self.subTest(symbol=symbol):
                result = check(symbol, "sqrt", "--max-ulp", "1/2", *FEW)
                self.assert_refuted(result, "environment", text)
                self.assertRegex(result.stdout, r"enclosed +%s\.error" % symbol)  # and the verdict on the error is not harmed

    def test_harm_done_while_loading_is_a_finding(self):
        self.assert_refuted(run("check", FLUSHING + ":roots", "--against", "sqrt", *FEW), "environment", "after loading")
        self.assert_refuted(run("check", ABORTING + ":roots", "--against", "sqrt", *FEW), "returns", "while the library was loaded")

    def test_results_have_to_depend_on_the_input_alone(self):
        for symbol, text in [("writes_before", "before the output"), ("counts_its_calls", "second call"),
                             ("depends_on_length", "as one of 1 numbers")]:
            with self.subTest(symbol=symbol):
                self.assert_refuted(check(symbol, "sqrt", *FEW), "arrays", text)

    def test_order_and_symmetry_fail_where_they_are_demanded(self):
        self.assertEqual(check("stairs", "sqrt", *FEW).returncode, 0)
        self.assert_refuted(check("stairs", "sqrt", "--monotone", *FEW), "monotone", "x' = ")
        self.assertEqual(check("lopsided_sine", "sin", *FEW).returncode, 0)
        self.assert_refuted(check("lopsided_sine", "sin", "--symmetric", *FEW), "symmetric", "fails at x = ")

    def test_standard_output_of_the_kernel_does_not_mix_with_ours(self):
        result = check("good_but_talks", "sqrt", "--json", "-", *FEW)
        self.assertIn("words on standard output", result.stderr)
        self.assertEqual(json.loads(result.stdout)["kernel"]["kernel"], "good_but_talks")

    def test_what_cannot_be_loaded_is_refused(self):
        for words, status, message in [
                ((DEFECTIVE + ":absent", "--against", "sqrt"), 3, "no symbol 'absent'"),
                ((str(self.folder / "none.so") + ":f", "--against", "sqrt"), 4, "none.so"),
                ((str(SOURCE / "LICENSE") + ":f", "--against", "sqrt"), 3, "LICENSE"),
                ((DEFECTIVE + ":good",), 3, "--against"), ((":good", "--against", "sqrt"), 3, "LIB:SYMBOL"),
                (("rhatt",), 3, "did you mean 'rhat'?"), (("rhat", "--type", "float"), 3, "on double"),
                ((DEFECTIVE + ":good", "--against", "sqr"), 3, "did you mean 'sqrt'?"),
                ((DEFECTIVE + ":good", "--against", "sqrt", "--type", "half"), 3, "--type"),
                ((DEFECTIVE + ":good", "--against", "log(-1 - x^2)"), 3, "undefined"),
                ((DEFECTIVE + ":good", "--against", "sqrt", "--domain", "2..1"), 3, "--domain"),
                ((DEFECTIVE + ":good", "--against", "sqrt", "--max-ulp", "few"), 3, "--max-ulp")]:
            with self.subTest(words=words):
                self.assert_refused(run("check", *words), status, message)

    def test_results_do_not_depend_on_the_number_of_threads(self):
        one, four = [self.document("check", "rhat", "--jobs", jobs, "--seed", "5", *FEW)[0]["kernel"] for jobs in (1, 4)]
        one.pop("nanoseconds"), four.pop("nanoseconds")
        self.assertEqual(one, four)

    def test_documents_are_written(self):
        result = check("good", "sqrt", "--html", self.folder / "page.html", "--junit", self.folder / "junit.xml", "--quiet", *FEW)
        self.assertEqual(result.returncode, 0, result.stderr)
        cases = xml.dom.minidom.parse(str(self.folder / "junit.xml")).getElementsByTagName("testcase")
        self.assertIn("good.error", [case.getAttribute("name") for case in cases])
        self.assertIn("By the binade", (self.folder / "page.html").read_text())

    def test_the_list_names_the_built_in_kernels(self):
        listed = subprocess.run([PROGRAM, "list"], capture_output=True, text=True).stdout
        self.assertRegex(listed, r"\n +rhat +double +against Rhat")


class Baseline(Kernel):
    def test_a_regression_fails_and_nothing_else(self):
        path = self.folder / "base.json"
        self.assertEqual(check("good", "sqrt", "--write-baseline", path, *FEW).returncode, 0)
        self.assertEqual(check("good", "sqrt", "--baseline", path, *FEW).returncode, 0)
        self.assert_refuted(check("two_ulp_in_one_binade", "sqrt", "--baseline", path, *FEW), "baseline", "largest error")
        self.assertEqual(check("two_ulp_in_one_binade", "sqrt", "--write-baseline", path, *FEW).returncode, 0)
        self.assertEqual(check("good", "sqrt", "--baseline", path, *FEW).returncode, 0)

    def test_more_misrounded_results_on_the_same_points_are_a_regression(self):
        path = self.folder / "base.json"
        check("good", "sqrt", "--write-baseline", path, *FEW)
        record = json.loads(path.read_text())
        record["max_ulp"] = "5"
        path.write_text(json.dumps(record))
        self.assert_refuted(check("stairs", "sqrt", "--baseline", path, *FEW), "baseline", "misrounded")

    def test_files_that_are_no_record_of_this_function_are_refused(self):
        path = self.folder / "base.json"
        check("good", "sqrt", "--write-baseline", path, *FEW)
        self.assert_refused(check("good", "cbrt", "--baseline", path), 3, "recorded for against 'sqrt(x)'")
        path.write_text("[]")
        self.assert_refused(check("good", "sqrt", "--baseline", path), 3, "no JSON object")
        self.assert_refused(check("good", "sqrt", "--baseline", self.folder / "none"), 4, "No such file")


class Compare(Kernel):
    def npy(self, name, descr, shape, data):
        header = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }" % (descr, shape)
        header += " " * (63 - (len(header) + 10) % 64) + "\n"
        path = self.folder / name
        path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + data)
        return path

    def array(self, name, values, code="d", shape=None):
        descr = {"d": "<f8", "f": "<f4", "e": "<f2", "H": "<u2"}[code]
        return self.npy(name, descr, shape or "(%d,)" % len(values), struct.pack("<%d%s" % (len(values), code), *values))

    def test_arrays_of_every_type_are_judged(self):
        xs = [k / 16 for k in range(1, 400)]
        roots = [math.sqrt(x) for x in xs]
        bfloat16 = lambda x: (lambda bits: (bits + 0x7FFF + (bits >> 16 & 1)) >> 16)(struct.unpack("<I", struct.pack("<f", x))[0])
        half = lambda x: struct.unpack("<H", struct.pack("<e", x))[0]
        exact = [x for x in xs if x * 16 < 128]  # numbers of bfloat16, too
        cases = [(self.array("a", xs), self.array("b", roots), ()),
                 (self.array("c", xs, "f"), self.array("d", roots, "f"), ()),
                 (self.array("e", xs, "e"), self.array("f", roots, "e"), ()),
                 (self.array("g", list(map(half, xs)), "H"), self.array("h", list(map(half, roots)), "H"), ("--format", "float16")),
                 (self.array("i", list(map(bfloat16, exact)), "H"),
                  self.array("j", [bfloat16(math.sqrt(x)) for x in exact], "H"), ("--format", "bfloat16"))]
        for x, y, options in cases:
            with self.subTest(file=y.name):
                result = run("compare", x, y, "--against", "sqrt", "--max-ulp", "1/2", *options)
                self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_a_wrong_element_is_found(self):
        xs = [float(k) for k in range(1000)]
        ys = [math.sqrt(x) for x in xs]
        ys[617] = math.nextafter(math.nextafter(ys[617], 0), 0)
        document, status = self.document("compare", self.array("x.npy", xs), self.array("y.npy", ys), "--against", "sqrt",
                                         "--max-ulp", "1")
        self.assertEqual(status, 1)
        self.assertEqual(float.fromhex(document["kernel"]["at"]["x"]), 617)
        self.assertEqual(document["kernel"]["misrounded"], "1")

    def test_nan_belongs_outside_and_only_there(self):
        nan = float("nan")
        x = self.array("x", [1.0, 4.0, -1.0, nan])
        self.assertEqual(run("compare", x, self.array("a", [1.0, 2.0, nan, nan]), "--against", "sqrt").returncode, 0)
        for wrong in ([1.0, nan, nan, nan], [1.0, 2.0, 0.0, nan], [1.0, 2.0, nan, 0.0], [1.0, float("inf"), nan, nan]):
            self.assert_refuted(run("compare", x, self.array("b", wrong), "--against", "sqrt"), "values")

    def test_two_inputs_and_mixed_types(self):
        x, y = [1.5, 2.5, 3.0], [0.5, 4.0, -7.0]
        files = (self.array("x", x, "f"), self.array("y", y), self.array("z", [a * b for a, b in zip(x, y)]))
        self.assertEqual(run("compare", *files, "--against", "x*y", "--max-ulp", "0.5").returncode, 0)
        self.assert_refuted(run("compare", *files, "--against", "x*y + 1/1000", "--max-ulp", "9"), "error", "y = ")

    def test_arrays_that_do_not_fit_are_refused(self):
        x = self.array("x", [1.0, 2.0])
        for files, options, message in [
                ((x, self.array("a", [1.0])), (), "has the shape (1)"),
                ((x, self.array("b", [1.0, 2.0], shape="(2, 1)")), (), "has the shape (2, 1)"),
                ((x, self.npy("c", "<i4", "(2,)", bytes(8))), (), "holds integers"),
                ((x, self.npy("d", "<c8", "(2,)", bytes(16))), (), "elements of type"),
                ((x, self.npy("e", "<f8", "(2,)", bytes(8))), (), "promises 16 bytes"),
                ((x, self.npy("f", "<f8", "(99999999999, 99999999999)", b"")), (), "2^31"),
                ((self.array("g", [], "d"), self.array("h", [], "d")), (), "no numbers"),
                ((x, self.array("i", [1, 2], "H")), (), "--format"), ((x,), (), "2 files"), ((x, x, x), (), "2 files"),
                ((x, SOURCE / "LICENSE"), (), "no NPY file")]:
            with self.subTest(message=message, files=files):
                self.assert_refused(run("compare", *files, "--against", "sqrt", *options), 3, message)
        self.assert_refused(run("compare", x, self.folder / "none", "--against", "sqrt"), 4, "none")


class Tails(Kernel):
    """Functions of two inputs with a place of their own."""
    def tail(self, symbol, against, *options):
        return run("check", TAILS + ":" + symbol, "--against", against, "--points", "400", *options)

    def test_good_kernels_pass(self):
        for symbol, against, ulp in [("good_lower", "norm_lower_tail", "90"), ("good_failure", "norm_failure", "90"),
                                     ("good_log_upper", "norm_log_upper_tail", "92"), ("good_erf_dual", "erf_dual_at_variance", "1.5")]:
            with self.subTest(symbol=symbol):
                result = self.tail(symbol, against, "--max-ulp", ulp)
                self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
                self.assertNotIn("undecided", result.stdout)

    def test_spoiled_ones_are_refuted(self):
        for symbol, against, what in [
                ("spoiled_lower", "norm_lower_tail", "error"), ("one_sided_failure", "norm_failure", "error"),
                ("log_of_upper", "norm_log_upper_tail", "values"), ("normal_upper", "norm_upper_tail", "error"),
                ("any_width", "norm_upper_tail", "values"), ("textbook_erf_dual", "erf_dual_at_variance", "error")]:
            with self.subTest(symbol=symbol):
                self.assert_refuted(self.tail(symbol, against, "--max-ulp", "92"), what, "y = ")

    def test_the_witness_of_a_spoiled_one_is_where_it_was_spoiled(self):
        found = self.assert_refuted(self.tail("spoiled_lower", "norm_lower_tail", "--max-ulp", "92"), "error")
        m = float.fromhex(re.search(r"x = (\S+?),", found)[1])
        self.assertTrue(1000 <= m < 1e6 and m == int(m), found)

    def test_the_points_are_named_and_do_not_depend_on_the_threads(self):
        words = ("check", "norm_failure", "--points", "300", "--seed", "3")
        one, two = [self.document(*words, "--jobs", jobs)[0]["kernel"] for jobs in (1, 2)]
        one.pop("nanoseconds"), two.pop("nanoseconds")
        self.assertEqual(one, two)
        self.assertEqual(one["where"], "x = m whole in 1..10^15, y = e = 0 or in [2^-60, 2^20]")
        self.assertEqual(one["unknown"], "0")

    def test_widths_have_to_be_the_smallest(self):
        words = ("--against", "smallest_width", "--points", "20", "--jobs", "2")
        self.assertEqual(run("check", TAILS + ":good_width", *words).returncode, 0)
        found = self.assert_refuted(run("check", TAILS + ":careful_width", *words, "--max-ulp", "1e300"), "error")
        found = " ".join(found.split())
        computed, exact = (int(re.search(rf"{name} = (\d+)", found)[1]) for name in ("result", "exact"))
        self.assertEqual(computed, exact + 1)
        document, status = self.document("check", TAILS + ":careful_width", *words)
        self.assertEqual((status, document["kernel"]["exact"]), (1, str(exact)))
        self.assertNotIn("max_ulp", document["kernel"])

    def test_a_part_of_the_place_is_refused(self):
        self.assert_refused(run("check", "norm_failure", "--domain", "0..1"), 3, "--domain")

    def test_arrays_of_widths_and_errors_are_judged(self):
        def npy(name, values):
            header = "{'descr': '<f8', 'fortran_order': False, 'shape': (%d,), }" % len(values)
            header += " " * (63 - (len(header) + 10) % 64) + "\n"
            path = self.folder / name
            path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + struct.pack("<%dd" % len(values), *values))
            return path
        m, e = npy("m.npy", [1, 2, 0.5, 3]), npy("e.npy", [1, 1, 1, 1.5])
        nan = float("nan")
        good = npy("good.npy", [0.5, 0.25, nan, 0])  # P(r = 0); no probability; none left
        words = ("--against", "norm_lower_tail", "--max-ulp", "1/2")
        self.assertEqual(run("compare", m, e, good, *words).returncode, 0)
        self.assert_refuted(run("compare", m, e, npy("bad.npy", [0.5, 0.25 + 2**-50, nan, 0]), *words), "error")
        self.assert_refuted(run("compare", m, e, npy("number.npy", [0.5, 0.25, 0.3, 0]), *words), "values")
        beyond = run("compare", npy("x.npy", [2.0**50]), npy("y.npy", [0.0]), npy("z.npy", [0.5]), *words)
        self.assertEqual(beyond.returncode, 2, beyond.stdout)  # the reference says nothing there, and neither does the report


class Example(Kernel):
    @unittest.skipUnless(shutil.which("cmake"), "cmake is not there")
    def test_the_example_project_builds_and_passes(self):
        build = self.folder / "build"
        define = f"-DCERTIBOUND={PROGRAM}"
        subprocess.run(["cmake", "-S", SOURCE / "checker/kernels/example", "-B", build, define], check=True, capture_output=True)
        subprocess.run(["cmake", "--build", build], check=True, capture_output=True)
        result = subprocess.run(["ctest", "--test-dir", build], capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertIn("100% tests passed, 0 tests failed out of 2", result.stdout)


if __name__ == "__main__":
    unittest.main()
