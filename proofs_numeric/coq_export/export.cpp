#include <certibound/coq_export/export.hpp>

#include "lemmas.hpp"

#include <certibound/language/diagnostic.hpp>
#include <certibound/language/parser.hpp>

#include <algorithm>
#include <cctype>

namespace certibound::coq_export {
namespace {

Claim claim_of(const Certificate& certificate) {
  try {
    language::Document document = language::parse_document({"<certificate>", certificate.claim_text});
    if (document.claims.size() == 1 && document.claims.front().show) return std::move(document.claims.front());
  } catch (const language::SyntaxError& error) {
    throw NotExportable(std::string("the claim in the certificate cannot be read: ") + error.what());
  }
  throw NotExportable("the certificate holds not exactly one claim to be shown");
}

// In a comment of Coq nothing may look like its end, its beginning, or a string.
std::string comment(std::string text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') text[i] = '\'';
    if (text[i] == '*' && i > 0 && text[i - 1] == '(') text[i] = '.';
    if (text[i] == ')' && i > 0 && text[i - 1] == '*') text[i] = '.';
  }
  return "(* " + text + " *)\n";
}

std::string witness_text(const Claim& claim, const Certificate& certificate) {
  std::string out;
  for (std::size_t i = 0; i < certificate.witness.size(); ++i) {
    const Rational& value = certificate.witness[i].second;
    const bool integer = claim.variables.at(i).integer;
    out += integer ? " (" + to_string(value) + ")%Z" : " " + rational_text(value, true);
  }
  return out;
}

std::string refutation(const Claim& claim, const Certificate& certificate, const std::string& name) {
  std::string proof = "intros H.";
  if (!claim.variables.empty()) proof += " specialize (H" + witness_text(claim, certificate) + ").";
  for (std::size_t i = 0; i < premises_text(claim).size(); ++i) proof += "\nadvance H.";
  return "Theorem " + name + " : ~ (" + statement(claim, Powers::as_printed) + ").\nProof.\n" + proof +
         "\nrefute H.\nQed.\n";
}

}  // namespace

void File::definition(const std::string& name, const std::string& type, const std::string& body) {
  text_ += "Definition " + name + " : " + type + " := " + body + ".\n";
}

void File::lemma(const std::string& name, const std::string& statement, const std::string& proof) {
  text_ += "Lemma " + name + " : " + statement + ".\nProof.\n" + proof + "\nQed.\n";
}

std::string theorem_name(const std::string& claim_id) {
  std::string out = claim_id;
  std::replace_if(
      out.begin(), out.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)) && c != '_'; }, '_');
  return "claim_" + out;
}

namespace {

std::string proof(const Claim& claim, const Certificate& certificate, const std::string& name) {
  File file(name);
  std::string last;
  try {
    last = write_goal(file, claim, certificate.proof);
  } catch (const Rejected& reason) {
    throw NotExportable(reason.what());
  }
  for (const std::string& variable : bound_names(claim)) last += " " + variable;
  return file.text() + "Theorem " + name + " : " + statement(claim, Powers::as_printed) + ".\nProof.\n" +
         intros(claim) + "roots_for_powers. apply (" + last + "); roots_for_powers; assumption.\nQed.\n";
}

}  // namespace

std::string coq_text(const Certificate& certificate) {
  const Claim claim = claim_of(certificate);
  const std::string name = theorem_name(claim.id);
  const std::string out = comment(claim.id + ": " + std::string(to_string(certificate.verdict))) +
                          comment("sha256 of the claim's text: " + sha256(certificate.claim_text)) +
                          comment("forall " + claim.domain_text + " show " + claim.statement_text) +
                          "From Certibound Require Import Rules.\n\n";
  return out + (certificate.verdict == Verdict::refuted ? refutation(claim, certificate, name)
                                                        : proof(claim, certificate, name));
}

}  // namespace certibound::coq_export
