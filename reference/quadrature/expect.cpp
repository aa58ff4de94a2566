#include <certibound/quadrature/expect.hpp>

namespace certibound {
namespace {

class Weighted final : public Integrand {
 public:
  explicit Weighted(const Integrand& f) : f_(f) {}
  ComplexBall operator()(const ComplexBall& x) const override { return f_(x) * normal_density(x); }
  Taylor operator()(const Taylor& x) const override { return f_(x) * normal_density(x); }
  QuickTaylor operator()(const QuickTaylor& x) const override { return f_(x) * normal_density(x); }
  Germ operator()(const Germ& x) const override { return f_(x) * normal_density(x); }

 private:
  const Integrand& f_;
};

}  // namespace

Integral expect(const Integrand& f, const QuadratureOptions& options) {
  return integral(Weighted(f), Endpoint::minus_infinity(), Endpoint::plus_infinity(), options);
}

}  // namespace certibound
