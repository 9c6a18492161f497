package dev.adjoint.samples.networks;

import com.google.auto.service.AutoService;
import dev.adjoint.ValueAndGradient;
import dev.adjoint.data.csv.Csv;
import dev.adjoint.data.csv.CsvTable;
import dev.adjoint.samples.GeneratedCode;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.tensor.Tensor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Compares losses that are written as their formulas with PyTorch's. */
@AutoService(Sample.class)
@Command(
    name = "losses",
    description = "Softmax cross-entropy, L2 and log-likelihoods by their formulas, as PyTorch's.")
public final class LossComparison extends Sample {
  private static final String FILE = "objectives.csv";
  private static final int CLASSES = 4;
  private static final double TOLERANCE = 1e-6;

  /**
   * A loss beside PyTorch's.
   *
   * @param difference of the gradients, the largest
   */
  record Comparison(String loss, double value, double byPyTorch, double difference) {
    boolean isEqual() {
      return Math.abs(value - byPyTorch) <= TOLERANCE * Math.max(1, Math.abs(byPyTorch))
          && difference <= TOLERANCE;
    }
  }

  @Override
  public List<String> rows() {
    return List.of("C6");
  }

  @Override
  protected void run(Report report) throws IOException {
    for (Comparison comparison : compare()) {
      report.result(
          "C6",
          comparison.loss() + ": value, PyTorch's, largest difference of the gradients",
          comparison.isEqual(),
          "%.6f, %.6f, %.1e",
          comparison.value(),
          comparison.byPyTorch(),
          comparison.difference());
    }
    Optional<String> gradient = GeneratedCode.method(ObjectivesGrad.class, "crossEntropy");
    if (gradient.isPresent()) {
      report.excerpt("C6", "the generated gradient of softmax cross-entropy", gradient.get());
    }
  }

  /** All losses, at PyTorch's inputs. */
  static List<Comparison> compare() throws IOException {
    try (InputStream in = LossComparison.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new FileNotFoundException(FILE + ": missing in the jar of the samples");
      }
      CsvTable table = Csv.read(in, FILE, c -> c.header(true)).requireColumns(5, "a loss");
      List<Comparison> result = new ArrayList<>();
      for (int row = 0; row < table.rows(); row++) {
        String loss = table.texts(0).get(row);
        Tensor prediction = matrix(table.texts(1).get(row));
        ValueAndGradient<Tensor> own = apply(loss, prediction, numbers(table.texts(2).get(row)));
        Tensor gradient = matrix(table.texts(4).get(row));
        double difference = 0;
        for (int i = 0; i < gradient.size(); i++) {
          difference =
              Math.max(difference, Math.abs(gradient.array()[i] - own.gradient().array()[i]));
        }
        result.add(
            new Comparison(loss, own.value(), numbers(table.texts(3).get(row))[0], difference));
      }
      return result;
    }
  }

  private static ValueAndGradient<Tensor> apply(String loss, Tensor x, float[] target) {
    return switch (loss) {
      case "softmax cross-entropy" -> ObjectivesGrad.crossEntropy(x, oneHot(target));
      case "L2" -> ObjectivesGrad.l2(x, matrix(target));
      case "log-likelihood of classes" -> ObjectivesGrad.ofClasses(x, labels(target));
      case "log-likelihood of bits" -> ObjectivesGrad.ofBits(x, matrix(target));
      case "log-likelihood of a Gaussian" -> ObjectivesGrad.ofNumbers(x, matrix(target), 0.25f);
      default -> throw new IllegalStateException(FILE + ": no such loss: " + loss);
    };
  }

  private static int[] labels(float[] target) {
    int[] labels = new int[target.length];
    Arrays.setAll(labels, i -> (int) target[i]);
    return labels;
  }

  private static Tensor oneHot(float[] labels) {
    Tensor result = Tensor.zeros(labels.length, CLASSES);
    for (int i = 0; i < labels.length; i++) {
      result.array()[i * CLASSES + (int) labels[i]] = 1;
    }
    return result;
  }

  private static Tensor matrix(String text) {
    return matrix(numbers(text));
  }

  private static Tensor matrix(float[] numbers) {
    return Tensor.of(numbers, numbers.length / CLASSES, CLASSES);
  }

  private static float[] numbers(String text) {
    String[] parts = text.split(" ");
    float[] numbers = new float[parts.length];
    for (int i = 0; i < parts.length; i++) {
      numbers[i] = Float.parseFloat(parts[i]);
    }
    return numbers;
  }
}
