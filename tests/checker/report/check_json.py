"""Holds JSON documents to the schemas, and the schemas to broken documents.

usage: check_json.py SCHEMA_FOLDER SAMPLE_FOLDER
"""
import copy
import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    sys.exit("python3-jsonschema is missing; install it: apt-get install python3-jsonschema")

ENCLOSURE = {"lo": "0.1", "hi": "2e-1"}
TALLY = {"holds": "1", "violated": "0", "undecided": "0"}
SPREAD = {"count": "1", "min": ENCLOSURE, "mean": ENCLOSURE, "max": ENCLOSURE}
PANEL = {"description": "two images", "theorem3": {"lower": TALLY, "upper": TALLY}, "above_lower": SPREAD,
         "below_upper": SPREAD, "above_curve": {"count": "0"}, "slope": ENCLOSURE,
         "sampled_pooling": {"pairs": "1", "mean_features": "0.731000", "mean_averages": "0.990000", "mean_maxima": "0.987000",
                             "average_milder": "0"},
         "pairs": [{"first": "0", "second": "1", "rho_in": ENCLOSURE, "rho_out": ENCLOSURE}]}
GOOD = {
    "eval": {"expression": "Rhat(-1+1e-12)", "lo": "-0x1.8p-3", "hi": "1/3"},
    "tail": {"width": "100", "eps": "1/10", "upper": ENCLOSURE, "lower": ENCLOSURE, "both": ENCLOSURE,
             "bounds": {"chernoff": ENCLOSURE}},
    "width": {"bound": "arpit19.lemma2", "parameters": {"eps": "0.1", "delta": "1/20"}, "published": "1234",
              "exact": "87"},
    "dual": {"activation": "leaky(1/5)", "quantity": "E[s(X) s(Y)]", "rho": "1/3", "q1": "1", "q2": "2", "lo": "0.1",
             "hi": "0.2", "bits": "112", "lipschitz": ENCLOSURE, "second_moment_1": ENCLOSURE},
    "images": {"version": "0.1.0", "claims": [], "environment": {"MPFR": "4.2.0"}, "seconds": "0.228",
               "images": {"data": "a.png: PNG, 2 images, 8 x 8", "seed": "1", "filter_side": "3", "bits": "64",
                          "images": PANEL, "gaussian": PANEL}},
}
# A path into a good document and what to put there; DELETE removes it.
DELETE = object()
BROKEN = {
    "audit": [
        (["version"], DELETE), (["version"], 1), (["claims"], {}), (["seconds"], 12.5), (["interrupted"], False),
        (["widths"], {"number": 3}), (["widths"], {"deep": [{"number": 0.5}]}),
        (["claims", 0, "verdict"], "true"), (["claims", 0, "verdict"], "ill_posed"), (["claims", 0, "verdict"], DELETE),
        (["claims", 0, "id"], DELETE), (["claims", 0, "id"], "two words"), (["claims", 0, "bits"], 128),
        (["claims", 0, "bits"], "0x80"), (["claims", 0, "seconds"], 0.25), (["claims", 0, "tightnes"], "1"),
        (["claims", 0, "statement"], ""), (["claims", 0, "left"], []), (["claims", 0, "witness"], {}),
        (["claims", 0, "enclosures", "tightness", "lo"], 0.3), (["claims", 0, "enclosures", "tightness", "lo"], "0,3"),
        (["claims", 0, "enclosures", "tightness", "lo"], "nan"),
        (["claims", 0, "enclosures", "tightness", "hi"], DELETE),
        (["errata", "readings"], DELETE), (["errata", "statements", 0, "findings"], []), (["errata", "statements", 0, "reason"], "x"),
        (["errata", "statements", 0, "findings", 0, "verdict"], "false"),
        (["claims", 5, "left"], DELETE), (["claims", 1, "because"], DELETE),
    ],
    "eval": [(["lo"], DELETE), (["lo"], 1), (["hi"], "1/0"), (["hi"], ""), (["value"], "1"), (["expression"], "")],
    "tail": [(["width"], 100), (["width"], "1e2"), (["eps"], 0.1), (["both"], "0.1"), (["bounds", "chernoff"], "0.1"),
             (["lower"], DELETE)],
    "width": [(["published"], 1234), (["published"], "-1"), (["exact"], "87.5"), (["parameters"], DELETE),
              (["parameters", "eps"], 0.1)],
    "dual": [(["rho"], 0.5), (["lo"], DELETE), (["quantity"], DELETE), (["bits"], 112), (["lipschitz"], "1"),
             (["layers"], []), (["mode"], "raw"), (["activation"], ""), (["nu"], "1")],
    "images": [(["images", "images", "pairs", 0, "rho_in"], 0.5), (["images", "seed"], 1), (["images", "gaussian"], DELETE),
               (["images", "images", "theorem3", "lower", "holds"], 200), (["images", "sum"], "1"), (["claims"], DELETE),
               (["images", "images", "sampled_pooling", "mean_maxima"], 0.9)],
}


def broken(document, path, value):
    document = copy.deepcopy(document)
    place = document
    for step in path[:-1]:
        place = place[step]
    if value is DELETE:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return document


def main(schema_folder, sample_folder):
    failures = []
    names = sorted(["audit", *GOOD])
    schemas = {name: json.loads((schema_folder / f"{name}.schema.json").read_text()) for name in names}
    validators = {}
    for name, schema in schemas.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        validators[name] = jsonschema.Draft202012Validator(schema)
        for shared, definition in schema["$defs"].items():
            if definition != schemas["audit"]["$defs"].get(shared, definition):
                failures.append(f"{name}.schema.json defines {shared} in its own way")

    samples = {p.stem: json.loads(p.read_text()) for p in sorted(sample_folder.glob("*.json"))}
    if sorted(samples) != ["audit", "interrupted", "prove"]:
        sys.exit(f"samples are missing in {sample_folder}: found {sorted(samples)}")
    accepted = [("audit", s) for s in samples.values()] + list(GOOD.items())
    for name, document in accepted:
        for error in validators[name].iter_errors(document):
            failures.append(f"{name} refuses a good document at {list(error.absolute_path)}: {error.message}")

    for name, mistakes in BROKEN.items():
        document = samples["audit"] if name == "audit" else GOOD[name]
        for path, value in mistakes:
            if validators[name].is_valid(broken(document, path, value)):
                failures.append(f"{name} accepts a broken document: {path} = {value!r}")

    print("\n".join(failures) or f"{len(accepted)} documents accepted, {sum(map(len, BROKEN.values()))} refused")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
