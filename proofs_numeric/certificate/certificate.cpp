#include <certibound/certificate/certificate.hpp>

#include <openssl/evp.h>

#include <algorithm>
#include <charconv>
#include <limits>

namespace certibound {
namespace {

constexpr std::string_view kHeader = "certibound certificate 1";

void put_points(std::string& out, const std::string& word, const std::vector<NamedRational>& points) {
  for (const auto& [name, value] : points) out += word + " " + name + " " + to_string(value) + "\n";
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
      out.depth = static_cast<int>(number(value("depth"), 0, kMaxCertificateDepth));
      out.boxes = number(value("boxes"), 1, kMaxCertificateBoxes);
      out.taylor = static_cast<int>(number(value("taylor"), 0, kMaxCertificateTaylor));
      out.uniformise = number(value("uniformise"), 0, 1) == 1;
      out.contacts = points("contact");
      out.inhabitant = points("inhabitant");
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

  std::string_view whole_, text_;
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
    out += "depth " + std::to_string(c.depth) + "\nboxes " + std::to_string(c.boxes) + "\ntaylor " +
           std::to_string(c.taylor) + "\nuniformise " + (c.uniformise ? "1" : "0") + "\n";
    put_points(out, "contact", c.contacts);
    put_points(out, "inhabitant", c.inhabitant);
  } else {
    put_points(out, "witness", c.witness);
  }
  return out + "end\n";
}

Certificate read_certificate(std::string_view text) { return Reader(text).run(); }

}  // namespace certibound
