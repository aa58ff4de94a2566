// Writes the sample reports in every format, for the checks that read them with other people's parsers.
#include "sample_report.hpp"

#include <certibound/report/html.hpp>
#include <certibound/report/json.hpp>
#include <certibound/report/junit.hpp>
#include <certibound/report/write_file.hpp>

#include <filesystem>
#include <iostream>

namespace {

using namespace certibound::report;

void write_all(const Report& report, const std::string& stem) {
  write_file(stem + ".json", json_text(report_json(report)));
  write_file(stem + ".xml", junit_xml(report));
  write_file(stem + ".html", html_page(report));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: write_samples FOLDER\n";
    return 3;
  }
  const std::string folder = argv[1];
  std::filesystem::create_directories(folder);
  write_all(test::sample_report(), folder + "/prove");
  write_all(test::sample_audit(), folder + "/audit");
  Report interrupted = test::sample_report();
  interrupted.interrupted = true;
  interrupted.findings.clear();
  write_all(interrupted, folder + "/interrupted");
}
