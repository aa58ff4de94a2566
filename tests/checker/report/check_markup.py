"""Reads the sample pages and JUnit files with an XML parser and checks what a browser or a CI server relies on.

usage: check_markup.py SAMPLE_FOLDER
"""
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

failures = []


def expect(condition, message):
    if not condition:
        failures.append(message)


def check_page(path):
    text = path.read_text(encoding="utf-8")
    first, body = text.split("\n", 1)
    expect(first == "<!DOCTYPE html>", f"{path.name}: no doctype")
    try:
        page = ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        failures.append(f"{path.name}: not well-formed: {error}")
        return
    elements = list(page.iter())
    ids = [e.get("id") for e in elements if e.get("id")]
    expect(len(ids) == len(set(ids)), f"{path.name}: an id occurs twice")
    for e in elements:
        expect("src" not in e.attrib, f"{path.name}: <{e.tag}> loads {e.get('src')}")
        expect(not any(name.startswith("on") for name in e.attrib), f"{path.name}: <{e.tag}> carries a handler")
        target = e.get("href", "data:")
        expect(target.startswith(("#", "data:")), f"{path.name}: a link leaves the page: {target}")
        expect(not target.startswith("#") or target[1:] in ids, f"{path.name}: {target} leads nowhere")
        for name in (e.get("aria-labelledby") or "").split():
            expect(name in ids, f"{path.name}: aria-labelledby names {name}, which is not there")
        if e.tag == "th":
            expect(e.get("scope") in ("col", "row"), f"{path.name}: a th without scope")
        if e.get("role") == "img":
            expect(e.find("title") is not None and e.find("title").text, f"{path.name}: a picture without a title")
    expect(not re.search(r"@import|url\(", text), f"{path.name}: the style sheet loads something")
    expect(sum(e.tag == "script" for e in elements) == 1, f"{path.name}: another script got in")
    expect(len(page.findall(".//h1")) == 1, f"{path.name}: not one h1")
    expect(not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", text), f"{path.name}: control characters")


def claims_of(path):
    page = ElementTree.fromstring(path.read_text(encoding="utf-8").split("\n", 1)[1])
    return page.findall(".//table[@class='claims']/tbody/tr"), page


def check_junit(path, failed, errors):
    root = ElementTree.parse(path).getroot()
    expect(root.tag == "testsuites", f"{path.name}: root is {root.tag}")
    for holder in [root, *root]:
        cases = list(holder.iter("testcase"))
        for name, tag in [("failures", "failure"), ("skipped", "skipped"), ("errors", "error")]:
            found = sum(c.find(tag) is not None for c in cases)
            expect(int(holder.get(name)) == found, f"{path.name}: {name} of {holder.get('name')!r} is wrong")
        expect(int(holder.get("tests")) == len(cases), f"{path.name}: tests is wrong")
    names = [c.get("name") for c in root.iter("testcase") if c.find("failure") is not None]
    expect(sorted(names) == sorted(failed), f"{path.name}: failures are {names}, not {failed}")
    expect(int(root.get("errors")) == errors, f"{path.name}: errors is {root.get('errors')}, not {errors}")
    for case in root.iter("testcase"):
        expect(case.get("classname") and float(case.get("time")) >= 0, f"{path.name}: a case without class or time")


def main(folder):
    for name in ("prove", "audit", "interrupted"):
        check_page(folder / f"{name}.html")
    if failures:
        return
    rows, page = claims_of(folder / "prove.html")
    expect(len(rows) == 13, f"prove.html: {len(rows)} claims, not 13")
    expect(page.find(".//section[@id='changes']") is None, "prove.html: changes without a record")
    hostile = "".join(next(r for r in rows if r.get("id") == "claim-hostile.id").itertext())
    for text in ("<script>alert(\"1\")</script> & 'x'", "4096 bits", "12 boxes or cases", "./run audit hostile.id"):
        expect(text in hostile, f"prove.html: {text!r} is missing from the claim")
    marked = {r.get("id") for r in rows if r.find(".//span[@class='coq']") is not None}
    expect(marked == {"claim-lemma.proved", "claim-lemma.proved:2"}, f"prove.html: {marked} have the mark of Coq")
    facts = {r.get("id"): "".join(r.itertext()) for r in rows}
    expect("accepted; the file has the SHA-256 aaaa" in facts["claim-lemma.proved"], "prove.html: no hash of the accepted file")
    expect("stale: " in facts["claim-lemma.refuted"], "prove.html: a stale file is not said to be stale")
    expect("not exported: sums" in facts["claim-lemma.reduced"], "prove.html: no reason for a claim without a file")
    expect(len(page.findall(".//svg[@role='img']")) == 2, "prove.html: not two plots")
    entry = page.find(".//article[@class='entry']")
    expect([a.get("href") for a in entry.findall(".//a")] == ["#claim-lemma.refuted"], "prove.html: an entry does not lead to its claim")
    expect([e.text for e in entry.findall(".//dt")] == ["Claim", "Printed", "Why", "A label that is rather long"],
           "prove.html: the facts of an entry are wrong")
    prose = page.find(".//section[@id='section-errata-part1']//table[@class='data prose']")
    expect([a.get("href") for a in prose.findall(".//a")] == ["#claim-lemma.undecided"], "prove.html: a row does not lead to its claim")
    expect(page.find(".//section[@id='section-errata-part1-part1']/h4") is not None, "prove.html: no heading below a part")
    rows, page = claims_of(folder / "audit.html")
    expect(len(page.findall(".//section[@id='changes']//li")) == 3, "audit.html: not three changes on top")
    expect(sum(r.get("class") == "changed" for r in rows) == 3, "audit.html: not three changed rows")
    page = (folder / "interrupted.html").read_text(encoding="utf-8")
    expect("This run was interrupted" in page, "interrupted.html does not say so")
    check_junit(folder / "prove.xml", ["lemma.refuted", "hostile.id"], 0)
    check_junit(folder / "audit.xml", ["lemma.refuted", "lemma.sampled", "lemma.checked"], 0)
    check_junit(folder / "interrupted.xml", [], 1)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
    print("\n".join(failures) or "pages and JUnit files are sound")
    sys.exit(1 if failures else 0)
