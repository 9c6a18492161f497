package dev.adjoint.samples.beyond;

import dev.adjoint.annotations.Differentiable;

/** Prices of European call options, in plain Java. */
final class Pricing {
  /** Where the integral over frequencies ends: what is behind it is below the rounding. */
  private static final double HIGHEST = 200;

  private static final int INTERVALS = 2_000;

  private Pricing() {}

  /** The standard normal distribution function, by its series around 0. */
  static double normal(double x) {
    double term = x;
    double sum = x;
    for (int k = 3; Math.abs(term) > 1e-18; k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /** The price by Black, Scholes and Merton (1973). */
  @Differentiable
  static double blackScholes(
      double spot, double strike, double rate, double volatility, double years) {
    double deviation = volatility * Math.sqrt(years);
    double d1 =
        (Math.log(spot / strike) + (rate + volatility * volatility / 2) * years) / deviation;
    return spot * normal(d1) - strike * Math.exp(-rate * years) * normal(d1 - deviation);
  }

  /**
   * A market as Heston's (1993): the variance returns to a mean, and moves along with the price.
   *
   * @param variance today's variance
   * @param reversion how fast it returns to its mean
   * @param mean the variance in the long run
   * @param deviation the volatility of the variance
   * @param correlation of the variance with the price
   */
  @Differentiable
  record Heston(
      double variance, double reversion, double mean, double deviation, double correlation) {}

  /** A complex number. */
  record Complex(double re, double im) {
    Complex plus(Complex other) {
      return new Complex(re + other.re, im + other.im);
    }

    Complex minus(Complex other) {
      return new Complex(re - other.re, im - other.im);
    }

    Complex times(Complex other) {
      return new Complex(re * other.re - im * other.im, re * other.im + im * other.re);
    }

    Complex times(double factor) {
      return new Complex(re * factor, im * factor);
    }

    Complex over(Complex other) {
      double square = other.re * other.re + other.im * other.im;
      return new Complex(
          (re * other.re + im * other.im) / square, (im * other.re - re * other.im) / square);
    }

    Complex exp() {
      double size = Math.exp(re);
      return new Complex(size * Math.cos(im), size * Math.sin(im));
    }

    Complex log() {
      return new Complex(Math.log(re * re + im * im) / 2, Math.atan2(im, re));
    }

    /** The root with a real part that is not negative. */
    Complex sqrt() {
      double size = Math.sqrt(re * re + im * im);
      double real = Math.sqrt((size + re) / 2);
      return new Complex(real, im / (2 * real));
    }
  }

  /**
   * The price in Heston's market, by the integral of Lewis (2001) over the characteristic function
   * in the form without jumps of Albrecher et al. (2007), by the trapezoidal rule, which is exact
   * to the last digits for a function that is even and analytic.
   */
  @Differentiable
  static double heston(double spot, double strike, double rate, double years, Heston market) {
    double moneyness = Math.log(spot / strike) + rate * years;
    double width = HIGHEST / INTERVALS;
    double sum = 0;
    for (int i = 0; i < INTERVALS; i++) {
      double weight = i == 0 ? 0.5 : 1;
      double u = i * width;
      Complex turn = new Complex(0, u * moneyness).exp();
      Complex value = turn.times(characteristic(u, years, market));
      sum += weight * value.re() / (u * u + 0.25);
    }
    double integral = sum * width;
    return spot - Math.sqrt(spot * strike) * Math.exp(-rate * years / 2) * integral / Math.PI;
  }

  /** The characteristic function of the logarithm of price by forward, at {@code u - i/2}. */
  private static Complex characteristic(double u, double years, Heston market) {
    double square = market.deviation() * market.deviation();
    double slope = market.correlation() * market.deviation();
    Complex b = new Complex(market.reversion() - slope / 2, -slope * u);
    Complex d = b.times(b).plus(new Complex(square * (u * u + 0.25), 0)).sqrt();
    Complex g = b.minus(d).over(b.plus(d));
    Complex decay = d.times(-years).exp();
    Complex one = new Complex(1, 0);
    Complex rest = one.minus(g.times(decay));
    Complex logarithm = rest.over(one.minus(g)).log();
    Complex level =
        b.minus(d)
            .times(years)
            .minus(logarithm.times(2))
            .times(market.reversion() * market.mean() / square);
    Complex today = b.minus(d).times(market.variance() / square).times(one.minus(decay)).over(rest);
    return level.plus(today).exp();
  }
}
