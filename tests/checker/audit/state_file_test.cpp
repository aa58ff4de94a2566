#include <certibound/audit/state_file.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/language/parser.hpp>

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace certibound::audit {
namespace {

constexpr const char* kClaims =
    "paper p \"A paper.\"\n"
    "claim proved { forall x in [0, 1] show x^2 <= x }\n"
    "claim reduced { because \"a human says so\" forall x in [0, 1] show x^2 <= x }\n"
    "claim refuted { forall x in [0, 1] show x^2 < x }\n"
    "claim undefined { forall x in [0, 1] show log(x) <= x }\n"
    "claim value { forall x in [0, 1] find sup x*(1 - x) }\n"
    "claim table { measure x^2 over x in {1/3, 2/3} }\n"
    "claim sentence { informal \"a matter of taste\" }\n";

class StateFileTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(CERTIBOUND_BINARY_DIR) / "state_file_test";
    std::filesystem::create_directories(folder_);
    path_ = (folder_ / testing::UnitTest::GetInstance()->current_test_info()->name()).string();
    std::filesystem::remove(path_);
    for (language::Claim& claim : language::parse_document({"<test>", kClaims}).claims) {
      entries_.push_back({claim.id, claim.paper, std::move(claim)});
    }
    papers::FiniteClaim finite;
    finite.id = "p.finite";
    finite.paper = "p";
    finite.statement = "a finite statement";
    finite.run = [this](const std::atomic<bool>&) {
      ++runs_;
      papers::FiniteOutcome out;
      out.verdict = Verdict::reduced;
      out.because = "a|b \"quoted\" \xe2\x89\xa4";
      out.witness = {{"n", "7"}};
      out.enclosures = {
          {"share", Interval(Rational(1, 3), 200)}, {"none", Interval::empty(53)}, {"all", Interval::entire(64)}};
      out.cases = 12;
      return out;
    };
    entries_.push_back({"p.finite", "p", finite});
  }

  std::vector<const papers::Entry*> all() const {
    std::vector<const papers::Entry*> out;
    for (const papers::Entry& entry : entries_) out.push_back(&entry);
    return out;
  }

  std::vector<Decided> run(const std::string& key = "run 1") {
    StateFile state(path_, key);
    known_ = state.known(all());
    std::vector<Decided> out;
    for (const Task& task : state.tasks_of(all())) out.push_back(task.run({}));
    return out;
  }

  std::vector<std::string> lines() const {
    std::ifstream in(path_);
    std::vector<std::string> out;
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
  }

  void write(const std::string& text) const { std::ofstream(path_, std::ios::trunc) << text; }

  std::vector<papers::Entry> entries_;
  std::filesystem::path folder_;
  std::string path_;
  int runs_ = 0;
  std::size_t known_ = 0;
};

// Everything a run finds, as text.
std::string shown(const Decided& d) {
  std::ostringstream out;
  const Finding& f = d.finding;
  out << f.id << '|' << f.paper << '|' << f.statement << '|' << f.domain << '|' << to_string(f.verdict) << '|'
      << f.because << '|' << f.bits << '|' << f.boxes << '|' << f.seconds;
  for (const auto& [name, value] : f.witness) out << '|' << name << '=' << value;
  for (const std::string& left : f.left) out << '|' << left;
  for (const NamedEnclosure& e : f.enclosures) out << '|' << e.name << to_hex(e.value) << '@' << e.value.precision();
  if (d.certificate) out << '|' << write_certificate(*d.certificate);
  return out.str();
}

TEST_F(StateFileTest, GivesBackWhatWasFound) {
  const std::vector<Decided> first = run(), second = run();
  ASSERT_EQ(first.size(), 8u);
  EXPECT_EQ(first[0].finding.verdict, Verdict::proved);
  EXPECT_EQ(first[2].finding.verdict, Verdict::refuted);
  EXPECT_EQ(known_, 8u);
  EXPECT_EQ(runs_, 1);
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(shown(first[i]), shown(second[i]));
  EXPECT_EQ(lines().size(), 8u);
}

TEST_F(StateFileTest, KnowsNothingOfAnotherRunOrAnotherText) {
  run();
  run("run 2");
  EXPECT_EQ(known_, 0u);
  EXPECT_EQ(runs_, 2);
  std::get<papers::FiniteClaim>(entries_.back().claim).statement += "!";
  run("run 2");
  EXPECT_EQ(known_, 7u);
  EXPECT_EQ(runs_, 3);
}

TEST_F(StateFileTest, DropsALineThatWasCutOffAndGoesOnBehindTheOthers) {
  run();
  std::string text;
  const std::vector<std::string> before = lines();
  for (const std::string& line : before) text += line + "\n";
  for (std::size_t cut = 1; cut < before.back().size() + 2; cut += 97) {
    write(text.substr(0, text.size() - cut));
    const int runs = runs_;
    const auto again = run();
    EXPECT_EQ(known_, 7u) << cut;
    EXPECT_EQ(runs_, runs + 1) << cut;
    EXPECT_EQ(again.back().finding.verdict, Verdict::reduced);
    EXPECT_EQ(lines().size(), 8u) << cut;
    run();
    EXPECT_EQ(known_, 8u) << cut;
  }
}

TEST_F(StateFileTest, DropsALineThatWasDamaged) {
  run();
  std::string text;
  for (const std::string& line : lines()) text += line + "\n";
  text[text.find("sha256") + 40] ^= 1;
  write("no line of ours\n{}\n[1]\n{\"key\":1}\n\n" + text);
  run();
  EXPECT_EQ(known_, 7u);
}

// With the hash of the line put right: what can be checked is not believed.
TEST_F(StateFileTest, DoesNotBelieveAForgedVerdict) {
  run();
  std::string forged;
  for (const std::string& line : lines()) {
    auto json = nlohmann::json::parse(line);
    auto body = nlohmann::json::parse(json["body"].get<std::string>());
    if (body["finding"]["id"] == "p.refuted") body["finding"]["verdict"] = "proved";
    if (body["finding"]["id"] == "p.proved") {
      body["finding"]["verdict"] = "refuted";
      body["finding"]["witness"] = {{"x", "1/2"}};
    }
    if (body["finding"]["id"] == "p.undefined") body["finding"]["verdict"] = "proved";
    json["body"] = body.dump();
    json["sha256"] = sha256(body.dump());
    forged += json.dump() + "\n";
  }
  write(forged);
  const auto again = run();
  EXPECT_EQ(known_, 8u);
  EXPECT_EQ(again[0].finding.verdict, Verdict::proved);
  EXPECT_EQ(again[2].finding.verdict, Verdict::refuted);
  EXPECT_EQ(again[3].finding.verdict, Verdict::ill_posed);
}

TEST_F(StateFileTest, DoesNotTakeTheCertificateOfAnotherClaim) {
  run();
  const std::vector<std::string> kept = lines();
  const auto body_of = [](const std::string& line) {
    return nlohmann::json::parse(nlohmann::json::parse(line)["body"].get<std::string>());
  };
  auto line = nlohmann::json::parse(kept[2]);  // refuted
  auto body = body_of(kept[2]);
  body["finding"]["verdict"] = "proved";
  body["certificate"] = body_of(kept[0])["certificate"];
  line["body"] = body.dump();
  line["sha256"] = sha256(body.dump());
  write(line.dump() + "\n");
  EXPECT_EQ(run()[2].finding.verdict, Verdict::refuted);
}

TEST_F(StateFileTest, DoesNotKeepWhatWasCutOff) {
  StateFile state(path_, "run 1");
  const std::atomic<bool> stop{true};
  prover::Options options;
  options.stop = &stop;
  for (const Task& task : state.tasks_of(all())) task.run(options);
  EXPECT_TRUE(lines().empty());
}

TEST_F(StateFileTest, IsGoneWhenAllIsDone) {
  run();
  StateFile state(path_, "run 1");
  state.forget({all().front()});
  EXPECT_EQ(lines().size(), 7u);
  state.forget(all());
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(StateFileTest, SaysWhyItCannotBeKept) {
  try {
    StateFile((folder_ / "none" / "state").string(), "run");
    FAIL() << "a file in a folder that is not there";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("No such file"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace certibound::audit
