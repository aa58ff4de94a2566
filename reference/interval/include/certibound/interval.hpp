// All of the interval room: enclosures on MPFR end points, decorations, relations, exact rationals, text.
#pragma once

#include <certibound/interval/build_flags.hpp>
#include <certibound/interval/decoration.hpp>
#include <certibound/interval/float.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/interval.hpp>
#include <certibound/interval/rational.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
