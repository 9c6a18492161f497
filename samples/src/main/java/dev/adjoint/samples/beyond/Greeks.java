package dev.adjoint.samples.beyond;

import com.google.auto.service.AutoService;
import dev.adjoint.ValueAndGradient;
import dev.adjoint.plots.Chart;
import dev.adjoint.plots.Plots;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.beyond.Pricing.Heston;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import picocli.CommandLine.Command;

/** Prices options, with all their Greeks by one backward pass each. */
@AutoService(Sample.class)
@Command(
    name = "greeks",
    description = "Prices of options by Black–Scholes and Heston, with all Greeks at once.")
public final class Greeks extends Sample {
  /** The market of Fang and Oosterlee (2008). */
  static final Heston MARKET = new Heston(0.0175, 1.5768, 0.0398, 0.5751, -0.5711);

  /** Its price for spot and strike 100, rate 0 and one year, to the digits that they agree on. */
  static final double REFERENCE = 5.7851554;

  /**
   * A Greek letter by both ways.
   *
   * @param closed by its closed form
   */
  record Greek(String name, double generated, double closed) {}

  @Override
  public List<String> rows() {
    return List.of("G2");
  }

  @Override
  protected void run(Report report) throws IOException {
    List<Greek> greeks = blackScholes(100, 110, 0.03, 0.25, 0.75);
    StringBuilder table = new StringBuilder("Black–Scholes   backward pass     closed form\n");
    double most = 0;
    for (Greek greek : greeks) {
      most = Math.max(most, Math.abs(greek.generated() - greek.closed()));
      table.append(
          String.format(
              Locale.ROOT,
              "%-10s %18.10f %15.10f\n",
              greek.name(),
              greek.generated(),
              greek.closed()));
    }
    ValueAndGradient<PricingGrad.HestonGradient> heston =
        PricingGrad.heston(100, 100, 0, 1, MARKET);
    PricingGrad.HestonGradient g = heston.gradient();
    table.append(
        String.format(
            Locale.ROOT, "\nHeston's price %.9f, and its derivatives by\n", heston.value()));
    line(table, "spot", g.spot());
    line(table, "strike", g.strike());
    line(table, "rate", g.rate());
    line(table, "years", g.years());
    line(table, "variance", g.market().variance());
    line(table, "reversion", g.market().reversion());
    line(table, "mean", g.market().mean());
    line(table, "deviation", g.market().deviation());
    line(table, "correlation", g.market().correlation());
    report.excerpt("G2", "prices and Greeks", table.toString());
    report.result(
        "G2", "Greeks of Black–Scholes less their closed forms", most < 1e-10, "%.1e", most);
    double error = Math.abs(heston.value() - REFERENCE);
    report.result("G2", "Heston's price less the published one", error < 1e-7, "%.1e", error);
    // The price is homogeneous of degree one in spot and strike (Euler's theorem).
    double euler = Math.abs(100 * g.spot() + 100 * g.strike() - heston.value());
    report.result("G2", "spot Δ + strike ∂/∂strike less the price", euler < 1e-10, "%.1e", euler);
    report.picture(
        "G2",
        "greeks.png",
        "Δ and vega over the spot, in both markets",
        png -> Plots.chart(png, Greeks::draw));
  }

  private static void line(StringBuilder table, String name, double value) {
    table.append(String.format(Locale.ROOT, "%-12s %16.9f\n", name, value));
  }

  /** The Greeks of a call by Black–Scholes, beside the textbook's formulas. */
  static List<Greek> blackScholes(
      double spot, double strike, double rate, double volatility, double years) {
    PricingGrad.BlackScholesGradient g =
        PricingGrad.blackScholes(spot, strike, rate, volatility, years).gradient();
    double root = Math.sqrt(years);
    double d1 =
        (Math.log(spot / strike) + (rate + volatility * volatility / 2) * years)
            / (volatility * root);
    double d2 = d1 - volatility * root;
    double density = Math.exp(-d1 * d1 / 2) / Math.sqrt(2 * Math.PI);
    double discount = Math.exp(-rate * years);
    return List.of(
        new Greek("delta", g.spot(), Pricing.normal(d1)),
        new Greek("by strike", g.strike(), -discount * Pricing.normal(d2)),
        new Greek("rho", g.rate(), strike * years * discount * Pricing.normal(d2)),
        new Greek("vega", g.volatility(), spot * density * root),
        new Greek(
            "-theta",
            g.years(),
            spot * density * volatility / (2 * root)
                + rate * strike * discount * Pricing.normal(d2)));
  }

  private static void draw(Chart chart) {
    double[] spots = new double[61];
    for (int i = 0; i < spots.length; i++) {
      spots[i] = 70 + i;
    }
    double volatility = Math.sqrt(MARKET.mean());
    chart
        .title("A call on 100 in one year")
        .axes("spot", "derivative of the price")
        .line(
            "Δ, Black–Scholes",
            spots,
            at(spots, s -> PricingGrad.blackScholes(s, 100, 0, volatility, 1).gradient().spot()))
        .line(
            "Δ, Heston",
            spots,
            at(spots, s -> PricingGrad.heston(s, 100, 0, 1, MARKET).gradient().spot()))
        .dashed(
            "vega / 100, Black–Scholes",
            spots,
            at(
                spots,
                s ->
                    PricingGrad.blackScholes(s, 100, 0, volatility, 1).gradient().volatility()
                        / 100));
  }

  private static double[] at(double[] xs, DoubleUnaryOperator f) {
    double[] ys = new double[xs.length];
    for (int i = 0; i < xs.length; i++) {
      ys[i] = f.applyAsDouble(xs[i]);
    }
    return ys;
  }
}
