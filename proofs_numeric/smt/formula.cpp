#include "formula.hpp"

#include <algorithm>
#include <set>

namespace certibound::smt {
namespace {

std::size_t bits(const Rational& value) {
  return mpz_sizeinbase(mpq_numref(value.backend().data()), 2) + mpz_sizeinbase(mpq_denref(value.backend().data()), 2);
}

}  // namespace

Id Formulas::intern(Node node) {
  std::string key = std::to_string(static_cast<int>(node.kind)) + ":" + std::to_string(node.n) + ":" + node.name + "(";
  if (node.kind == Kind::number) key += certibound::to_string(node.value);
  for (const Id part : node.parts) key += std::to_string(part) + ",";
  const auto [found, is_new] = known_.try_emplace(std::move(key), static_cast<Id>(nodes_.size()));
  if (!is_new) return found->second;
  parts_ += node.parts.size() + bits(node.value) / 64;
  if (nodes_.size() == kMaxNodes || parts_ > kMaxParts) {
    throw language::TooLarge("the script has more than 200000 different operations, or too large ones");
  }
  node.has_choice = node.kind == Kind::choice;
  for (const Id part : node.parts) {
    node.height = std::max(node.height, 1 + (*this)[part].height);
    node.has_choice = node.has_choice || (*this)[part].has_choice;
  }
  if (node.height > kMaxHeight) throw language::TooLarge("the formula is nested more than 1500 operations deep");
  nodes_.push_back(std::move(node));
  return found->second;
}

Id Formulas::compare(Relation relation, Id left, Id right) {
  const Node &a = (*this)[left], &b = (*this)[right];
  if (a.kind == Kind::number && b.kind == Kind::number) {
    return truth(relation == less ? a.value < b.value : relation == equal ? a.value == b.value : a.value <= b.value);
  }
  return intern({.kind = Kind::compare, .n = relation, .parts = {left, right}});
}

Id Formulas::negation(Id part) {
  if ((*this)[part].kind == Kind::truth) return truth((*this)[part].n == 0);
  if ((*this)[part].kind == Kind::negation) return (*this)[part].parts[0];
  return intern({.kind = Kind::negation, .parts = {part}});
}

Id Formulas::connective(Kind kind, const std::vector<Id>& parts) {
  const bool is_all = kind == Kind::all;
  std::set<Id> seen;
  std::vector<Id> kept;
  bool decided = false;
  const auto take = [&](Id part) {
    if ((*this)[part].kind == Kind::truth) {
      decided = decided || ((*this)[part].n == 1) != is_all;
    } else if (seen.insert(part).second) {
      kept.push_back(part);
    }
  };
  for (const Id part : parts) {
    if ((*this)[part].kind == kind) {
      for (const Id inner : (*this)[part].parts) take(inner);
    } else {
      take(part);
    }
    steps_ += 1 + (*this)[part].parts.size();
  }
  if (steps_ > kMaxSteps) throw language::TooLarge("the formula expands to too many cases");
  if (decided) return truth(!is_all);
  if (kept.empty()) return truth(is_all);
  return kept.size() == 1 ? kept.front() : intern({.kind = kind, .parts = std::move(kept)});
}

// The number that the operation on numbers gives, or kKeep: some part is no number, a division by zero, too large.
Id Formulas::fold(Kind kind, const std::vector<Id>& parts) {
  if (kind == Kind::power) return kKeep;
  std::size_t size = 0;
  for (const Id part : parts) {
    if ((*this)[part].kind != Kind::number) return kKeep;
    size += bits((*this)[part].value);
  }
  if (size > kFoldedBits) return kKeep;
  Rational out = (*this)[parts[0]].value;
  if (kind == Kind::neg) out = -out;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const Rational& value = (*this)[parts[i]].value;
    if (kind == Kind::div && value.is_zero()) return kKeep;
    if (kind == Kind::add) out += value;
    if (kind == Kind::sub) out -= value;
    if (kind == Kind::mul) out *= value;
    if (kind == Kind::div) out /= value;
  }
  return number(out);
}

Id Formulas::arithmetic(Kind kind, std::vector<Id> parts) {
  if (parts.size() == 1 && kind != Kind::neg) return parts[0];
  if (const Id value = fold(kind, parts); value != kKeep) return value;
  return intern({.kind = kind, .parts = std::move(parts)});
}

Id Formulas::choice(Id condition, Id then, Id otherwise) {
  if ((*this)[condition].kind == Kind::truth) return (*this)[condition].n == 1 ? then : otherwise;
  if (then == otherwise) return then;
  if ((*this)[then].is_boolean()) {
    return any({all({condition, then}), all({negation(condition), otherwise})});
  }
  if ((*this)[condition].kind == Kind::negation) return choose((*this)[condition].parts[0], otherwise, then);
  return choose(condition, then, otherwise);
}

// ite(p < q, p, q) = min(p, q), ite(p < q, q, p) = max(p, q), |x| likewise; the same for <=.
Id Formulas::choose(Id condition, Id then, Id otherwise) {
  const Node& c = (*this)[condition];
  if (c.kind == Kind::compare && c.n != equal) {
    const Id p = c.parts[0], q = c.parts[1];
    if (then == p && otherwise == q) return call("min", {p, q});
    if (then == q && otherwise == p) return call("max", {p, q});
    const auto is_zero = [&](Id id) { return (*this)[id].kind == Kind::number && (*this)[id].value.is_zero(); };
    const auto negates = [&](Id id, Id x) { return (*this)[id].kind == Kind::neg && (*this)[id].parts[0] == x; };
    if (is_zero(q) && otherwise == p && negates(then, p)) return call("abs", {p});
    if (is_zero(p) && then == q && negates(otherwise, q)) return call("abs", {q});
  }
  return intern({.kind = Kind::choice, .parts = {condition, then, otherwise}});
}

Id Formulas::made_of(const Node& node, std::vector<Id> parts) {
  switch (node.kind) {
    case Kind::compare: return compare(static_cast<Relation>(node.n), parts[0], parts[1]);
    case Kind::all:
    case Kind::any: return connective(node.kind, parts);
    case Kind::negation: return negation(parts[0]);
    case Kind::call: return call(node.name, std::move(parts));
    case Kind::choice: return choice(parts[0], parts[1], parts[2]);
    default: return arithmetic(node.kind, std::move(parts));
  }
}

Id Formulas::rebuilt(Id id, const std::function<Id(Id, const Node&)>& replace, std::unordered_map<Id, Id>& done) {
  if (const auto found = done.find(id); found != done.end()) return found->second;
  if (++steps_ > kMaxSteps) throw language::TooLarge("the formula expands to too many cases");
  Id out = replace(id, (*this)[id]);
  if (out != kKeep && out != id) {
    out = rebuilt(out, replace, done);
  } else if (out == kKeep && (*this)[id].parts.empty()) {
    out = id;
  } else if (out == kKeep) {
    const Node node = (*this)[id];  // a copy: the list grows below
    std::vector<Id> parts;
    for (const Id part : node.parts) parts.push_back(rebuilt(part, replace, done));
    out = made_of(node, std::move(parts));
  }
  done.emplace(id, out);
  return out;
}

Id Formulas::rebuild(Id root, const std::function<Id(Id, const Node&)>& replace) {
  std::unordered_map<Id, Id> done;
  return rebuilt(root, replace, done);
}

Id Formulas::first_choice(Id atom) const {
  while ((*this)[atom].kind != Kind::choice) {
    const auto& parts = (*this)[atom].parts;
    atom = *std::find_if(parts.begin(), parts.end(), [this](Id part) { return (*this)[part].has_choice; });
  }
  return atom;
}

Id Formulas::without_choices(Id root) {
  if (!(*this)[root].has_choice) return root;
  if (const auto found = without_choices_.find(root); found != without_choices_.end()) return found->second;
  if (++steps_ > kMaxSteps) throw language::TooLarge("the formula expands to too many cases");
  const Node node = (*this)[root];
  Id out = root;
  if (node.kind == Kind::compare) {
    const Id condition = (*this)[first_choice(root)].parts[0];
    const auto side = [&](std::size_t branch) {
      return rebuild(root, [&](Id, const Node& part) {
        return part.kind == Kind::choice && part.parts[0] == condition ? part.parts[branch] : kKeep;
      });
    };
    const Id then = side(1), otherwise = side(2);
    out = without_choices(any({all({condition, then}), all({negation(condition), otherwise})}));
  } else {
    std::vector<Id> parts;
    for (const Id part : node.parts) parts.push_back(without_choices(part));
    out = made_of(node, std::move(parts));
  }
  without_choices_.emplace(root, out);
  return out;
}

std::vector<bool> Formulas::reachable(const std::vector<Id>& roots) const {
  std::vector<bool> needed(nodes_.size(), false);
  for (const Id root : roots) needed[static_cast<std::size_t>(root)] = true;
  for (std::size_t i = nodes_.size(); i-- > 0;) {
    if (!needed[i]) continue;
    for (const Id part : nodes_[i].parts) needed[static_cast<std::size_t>(part)] = true;
  }
  return needed;
}

}  // namespace certibound::smt
