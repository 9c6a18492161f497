package dev.adjoint.samples.calculus;

import com.google.auto.service.AutoService;
import dev.adjoint.samples.GeneratedCode;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.calculus.ClosedForms.Comparison;
import dev.adjoint.samples.calculus.ClosedForms.Derivative;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Shows generated derivatives of plain arithmetic beside the closed forms. */
@AutoService(Sample.class)
@Command(
    name = "chain-rule",
    description = "Derivatives of plain Java methods, beside the closed forms.")
public final class ChainRule extends Sample {
  @Override
  public String lectures() {
    return "A1-A4";
  }

  @Override
  protected void run(PrintWriter out) {
    List<Comparison> comparisons =
        List.of(
            ClosedForms.loss(0.7, -0.3, 1.5, 1),
            ClosedForms.regularizedLoss(0.7, -0.3, 1.5, 1, 0.1),
            ClosedForms.fanOut(0.8),
            ClosedForms.sineAndProduct(0.5, 2),
            ClosedForms.composition(0.9));
    for (Comparison comparison : comparisons) {
      out.printf("%s  %s%n", comparison.row(), comparison.what());
      out.printf(Locale.ROOT, "    value   %20.16f%n", comparison.value());
      for (Derivative derivative : comparison.derivatives()) {
        out.printf(
            Locale.ROOT,
            "    %-7s %20.16f   by hand %20.16f   difference %.1e%n",
            derivative.name(),
            derivative.generated(),
            derivative.closedForm(),
            derivative.generated() - derivative.closedForm());
      }
      out.println();
    }
    out.printf(
        "the derivatives, as Adjoint wrote them: %s%n", GeneratedCode.of(FunctionsGrad.class));
  }
}
