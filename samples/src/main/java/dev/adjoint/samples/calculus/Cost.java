package dev.adjoint.samples.calculus;

import com.google.auto.service.AutoService;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what a gradient costs beside the value alone. */
@AutoService(Sample.class)
@Command(
    name = "cost",
    description = "The time of a backward sweep beside that of a forward sweep, for an MLP.")
public final class Cost extends Sample {
  private static final int EXAMPLES = 128;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How often to measure each network (default: ${DEFAULT-VALUE}).")
  private int rounds = 100;

  @Override
  public List<String> rows() {
    return List.of("A6");
  }

  @Override
  public List<String> quick() {
    return List.of("--rounds", "20");
  }

  @Override
  protected void run(Report report) {
    StringBuilder table =
        new StringBuilder(
            "%-22s %12s %12s %10s %9s%n"
                .formatted("sizes", "forward, ms", "backward, ms", "measured", "counted"));
    double measured = 0;
    for (int[] sizes :
        new int[][] {{784, 128, 128, 10}, {784, 256, 256, 10}, {784, 512, 512, 10}}) {
      Times times = measure(sizes);
      measured = times.ratio();
      table.append(
          String.format(
              Locale.ROOT,
              "%-22s %12.3f %12.3f %10.2f %9.2f%n",
              Arrays.toString(sizes),
              1e-6 * times.forward(),
              1e-6 * times.backward(),
              measured,
              counted(sizes)));
    }
    report.excerpt(
        "A6",
        "backward as a multiple of forward, %d examples".formatted(EXAMPLES),
        table.toString());
    report.result(
        "A6",
        "backward sweep of the largest network, in forward sweeps, about two",
        measured > 1 && measured < 3,
        "%.2f",
        measured);
  }

  /** The least times of the forward and of the backward sweep in nanoseconds. */
  record Times(long forward, long backward) {
    double ratio() {
      return (double) backward / forward;
    }
  }

  private Times measure(int[] sizes) {
    RandomSource random = RandomSource.of(seed());
    Perceptron model = Perceptron.init(sizes, random);
    Tensor x = Tensors.normal(random, EXAMPLES, sizes[0]);
    int[] labels = new int[EXAMPLES];
    Arrays.setAll(labels, i -> random.nextInt(sizes[3]));
    long value = Long.MAX_VALUE;
    long both = Long.MAX_VALUE;
    // Turn by turn, so that whatever else the machine does meets both.
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      model.loss(x, labels);
      long between = System.nanoTime();
      PerceptronGrad.loss(model, x, labels);
      value = Math.min(value, between - start);
      both = Math.min(both, System.nanoTime() - between);
    }
    return new Times(value, both - value);
  }

  /**
   * The multiplications in the matrix products of the backward sweep by those of the forward sweep:
   * a layer has two products backward, but the first has no gradient for its input.
   */
  static double counted(int[] sizes) {
    double forward = 0;
    for (int i = 1; i < sizes.length; i++) {
      forward += sizes[i - 1] * sizes[i];
    }
    return (2 * forward - sizes[0] * sizes[1]) / forward;
  }
}
