package dev.adjoint.samples.calculus;

import com.google.auto.service.AutoService;
import dev.adjoint.Direction;
import dev.adjoint.ValueAndJacobian;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** The Jacobian of a chain of maps, and what it costs from which end. */
@AutoService(Sample.class)
@Command(
    name = "jacobian-chain",
    description = "Jacobians of maps and of their chain, and what each mode costs.")
public final class JacobianChain extends Sample {
  private static final double[] X = {0.7, -1.3};

  private static final List<MatrixChain> CHAINS =
      List.of(
          new MatrixChain(2, 50, 50, 500),
          new MatrixChain(500, 50, 50, 1),
          new MatrixChain(60, 3, 3, 60),
          new MatrixChain(40, 40, 40, 40));

  @Override
  public List<String> rows() {
    return List.of("A5");
  }

  @Override
  protected void run(Report report) {
    double[][] product = product();
    double[][] forward = chain(Direction.FORWARD);
    double[][] reverse = chain(Direction.REVERSE);
    report.say("the product of three Jacobians:%n%s", inWords(product));
    report.say(
        "the Jacobian of the chain, column by column in forward mode:%n%s", inWords(forward));
    report.say("the same, row by row in reverse mode:%n%s", inWords(reverse));
    double[][] w = {{1, -2}, {0.5, 3}, {0, 4}};
    double[][] affine = MapsGrad.affineJacobian(w, X, new double[] {7, 8, 9}).jacobian();
    report.say("the Jacobian of W x + b, which is W:%n%s%n", inWords(affine));
    double difference = Math.max(difference(product, forward), difference(product, reverse));
    report.result(
        "A5",
        "the chain's Jacobian by either mode less the product of three Jacobians",
        difference < 1e-14,
        "%.1e",
        difference);
    report.result(
        "A5",
        "the Jacobian of W x + b less W",
        Arrays.deepEquals(affine, w),
        "%.1e",
        difference(affine, w));
    report.excerpt("A5", "multiplications for the Jacobian of a chain of three maps", costs());
  }

  /** A table of what each order of multiplication costs. */
  private static String costs() {
    StringBuilder table = new StringBuilder();
    table.append("%-24s %12s %12s %12s%n".formatted("sizes", "forward", "reverse", "best order"));
    for (MatrixChain chain : CHAINS) {
      String sizes =
          Arrays.stream(chain.sizes()).mapToObj(String::valueOf).collect(Collectors.joining(" - "));
      table.append(
          String.format(
              Locale.ROOT,
              "%-24s %,12d %,12d %,12d%n",
              sizes,
              chain.forward(),
              chain.reverse(),
              chain.best()));
    }
    return table.toString();
  }

  /** The Jacobians of the maps, each at the value of those before, multiplied. */
  static double[][] product() {
    ValueAndJacobian<double[]> bend = MapsGrad.bendJacobian(X);
    ValueAndJacobian<double[]> mix = MapsGrad.mixJacobian(bend.value());
    ValueAndJacobian<double[]> squash = MapsGrad.squashJacobian(mix.value());
    return times(squash.jacobian(), times(mix.jacobian(), bend.jacobian()));
  }

  /** The Jacobian of the chain itself. */
  static double[][] chain(Direction direction) {
    return MapsGrad.chainJacobian(direction, X).jacobian();
  }

  private static double[][] times(double[][] a, double[][] b) {
    double[][] result = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          result[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return result;
  }

  private static double difference(double[][] a, double[][] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        largest = Math.max(largest, Math.abs(a[i][j] - b[i][j]));
      }
    }
    return largest;
  }

  private static String inWords(double[][] matrix) {
    return Arrays.stream(matrix)
        .map(
            row ->
                Arrays.stream(row)
                    .mapToObj(number -> String.format(Locale.ROOT, "%12.8f", number))
                    .collect(Collectors.joining(" ", "  ", "")))
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
