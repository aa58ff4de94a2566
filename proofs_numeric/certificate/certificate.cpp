#include <certibound/certificate/certificate.hpp>

#include <openssl/evp.h>

#include <algorithm>
#include <charconv>
#include <limits>

namespace certibound {
namespace {

constexpr std::string_view kHeader = "certibound certificate 2";

void put_points(std::string& out, const std::string& word, const std::vector<NamedRational>& points) {
  for (const auto& [name, value] : points) out += word + " " + name + " " + to_string(value) + "\n";
}

void put_step(std::string& out, const Step& step, std::size_t indent) {
  out += std::string(indent, ' ') + step.rule + (step.words.empty() ? "" : " ") + step.words + "\n";
  for (const Step& premise : step.premises) put_step(out, premise, indent + 1);
}

// Reads the text line by line and fails closed.
class Reader {
 public:
  explicit Reader(std::string_view text) : whole_(text), text_(text) {}

  Certificate run() {
    Certificate out;
    if (line() != kHeader) throw Rejected("the first line is not '" + std::string(kHeader) + "'");
    const std::string hash(value("sha256"));
    out.claim_text = bytes(number(value("claim"), 1, 1 << 22));
    if (line() != "end claim") throw Rejected("the claim's text does not end where its length says");
    if (sha256(out.claim_text) != hash) throw Rejected("the claim's text does not match its sha256");
    out.verdict = verdict(value("verdict"));
    out.bits = number(value("bits"), 2, kMaxCertificateBits);
    if (out.verdict == Verdict::proved) {
      out.inhabitant = points("inhabitant");
      out.proof = step(0);
    } else {
      out.witness = points("witness");
    }
    if (line() != "end") throw Rejected("expected the line 'end'");
    if (!text_.empty()) throw Rejected("there is text after 'end'");
    if (write_certificate(out) != whole_) throw Rejected("a number is not written in its shortest form");
    return out;
  }

 private:
  std::string_view line() {
    const auto end = text_.find('\n');
    if (end == std::string_view::npos) throw Rejected("the certificate is truncated");
    const std::string_view out = text_.substr(0, end);
    text_.remove_prefix(end + 1);
    return out;
  }

  std::string bytes(long count) {
    if (text_.size() < static_cast<std::size_t>(count)) throw Rejected("the claim's text is truncated");
    std::string out(text_.substr(0, static_cast<std::size_t>(count)));
    text_.remove_prefix(static_cast<std::size_t>(count));
    return out;
  }

  std::string_view value(std::string_view word) {
    const std::string_view read = line();
    if (read.size() <= word.size() || read.substr(0, word.size()) != word || read[word.size()] != ' ') {
      throw Rejected("expected a line '" + std::string(word) + " ...'");
    }
    return read.substr(word.size() + 1);
  }

  static long number(std::string_view text, long least, long greatest) {
    long out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size() || out < least || out > greatest) {
      throw Rejected("'" + std::string(text.substr(0, 40)) + "' is not a whole number from " + std::to_string(least) +
                     " to " + std::to_string(greatest));
    }
    return out;
  }

  static Verdict verdict(std::string_view word) {
    if (word == "proved") return Verdict::proved;
    if (word == "refuted") return Verdict::refuted;
    throw Rejected("the verdict is neither 'proved' nor 'refuted'");
  }

  std::vector<NamedRational> points(std::string_view word) {
    std::vector<NamedRational> out;
    while (text_.substr(0, word.size()) == word) {
      if (out.size() == kMaxCertificatePoints) throw Rejected("there are too many lines '" + std::string(word) + " ...'");
      const std::string_view rest = value(word);
      const auto blank = rest.find(' ');
      const auto number = blank == std::string_view::npos ? std::nullopt : parse_rational(rest.substr(blank + 1));
      if (!number) throw Rejected("'" + std::string(rest.substr(0, 80)) + "' is not a name and an exact number");
      out.emplace_back(std::string(rest.substr(0, blank)), *number);
    }
    return out;
  }

  // A step and its premises: the lines that follow and are indented by one blank more.
  Step step(std::size_t indent) {
    if (++steps_ > kMaxCertificateSteps) throw Rejected("there are too many steps");
    if (indent > kMaxCertificateNesting) throw Rejected("the steps are nested too deep");
    std::string_view read = line();
    if (indentation(read) != indent || read.size() == indent) throw Rejected("expected a step of the proof");
    read.remove_prefix(indent);
    const auto blank = std::min(read.find(' '), read.size());
    Step out{std::string(read.substr(0, blank)), std::string(read.substr(std::min(blank + 1, read.size()))), {}};
    while (indentation(text_) == indent + 1) out.premises.push_back(step(indent + 1));
    return out;
  }

  static std::size_t indentation(std::string_view text) { return std::min(text.find_first_not_of(' '), text.size()); }

  std::string_view whole_, text_;
  std::size_t steps_ = 0;
};

}  // namespace

std::string sha256(std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("the cryptographic library cannot compute SHA-256");
  }
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (unsigned int i = 0; i < size; ++i) {
    out += kHex[digest[i] >> 4];
    out += kHex[digest[i] & 15];
  }
  return out;
}

std::string write_certificate(const Certificate& c) {
  std::string out = std::string(kHeader) + "\nsha256 " + sha256(c.claim_text) + "\nclaim " +
                    std::to_string(c.claim_text.size()) + "\n" + c.claim_text + "end claim\nverdict " +
                    std::string(to_string(c.verdict)) + "\nbits " + std::to_string(c.bits) + "\n";
  if (c.verdict == Verdict::proved) {
    put_points(out, "inhabitant", c.inhabitant);
    put_step(out, c.proof, 0);
  } else {
    put_points(out, "witness", c.witness);
  }
  return out + "end\n";
}

Certificate read_certificate(std::string_view text) { return Reader(text).run(); }

}  // namespace certibound
