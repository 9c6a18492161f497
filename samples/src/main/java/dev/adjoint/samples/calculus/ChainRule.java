package dev.adjoint.samples.calculus;

import com.google.auto.service.AutoService;
import dev.adjoint.samples.GeneratedCode;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.calculus.ClosedForms.Comparison;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Shows generated derivatives of plain arithmetic beside the closed forms. */
@AutoService(Sample.class)
@Command(
    name = "chain-rule",
    description = "Derivatives of plain Java methods, beside the closed forms.")
public final class ChainRule extends Sample {
  @Override
  public List<String> rows() {
    return List.of("A1", "A2", "A3", "A4");
  }

  @Override
  protected void run(Report report) throws IOException {
    List<Comparison> comparisons =
        List.of(
            ClosedForms.loss(0.7, -0.3, 1.5, 1),
            ClosedForms.regularizedLoss(0.7, -0.3, 1.5, 1, 0.1),
            ClosedForms.fanOut(0.8),
            ClosedForms.sineAndProduct(0.5, 2),
            ClosedForms.composition(0.9));
    for (Comparison comparison : comparisons) {
      report.say("%s", comparison.inWords());
      report.result(
          comparison.row(),
          "generated derivatives of " + comparison.name() + " less those by hand",
          comparison.difference() < 1e-15,
          "%.1e",
          comparison.difference());
    }
    excerpt(report, "A1", "loss");
    excerpt(report, "A2", "fanOut");
    excerpt(report, "A3", "sineAndProduct");
    excerpt(report, "A4", "composition");
    report.say("all, as Adjoint wrote it: %s", GeneratedCode.of(FunctionsGrad.class));
  }

  private static void excerpt(Report report, String row, String method) throws IOException {
    Optional<String> source = GeneratedCode.method(FunctionsGrad.class, method);
    if (source.isPresent()) {
      report.excerpt(row, "the generated method", source.get());
    }
  }
}
