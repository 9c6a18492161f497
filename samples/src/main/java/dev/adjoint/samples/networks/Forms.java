package dev.adjoint.samples.networks;

import static dev.adjoint.optim.Optimizers.adam;
import static dev.adjoint.optim.Schedules.cosine;

import com.google.auto.service.AutoService;
import dev.adjoint.Scalars;
import dev.adjoint.data.Dataset;
import dev.adjoint.plots.Panel;
import dev.adjoint.plots.Plots;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.GeneratedCode;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.train.Training;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Multilayer perceptrons number by number and vectorized, and one with two hidden layers. */
@AutoService(Sample.class)
@Command(
    name = "forms",
    description = "A network number by number and vectorized; two hidden layers learn a surface.")
public final class Forms extends Sample {
  private static final int EXAMPLES = 1024;
  private static final int HIDDEN = 32;

  @Mixin private final TrainingOptions options = new TrainingOptions(200);

  @Override
  public List<String> rows() {
    return List.of("C1");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "5");
  }

  @Override
  protected void run(Report report) throws IOException {
    double unit = unitDifference(new HiddenUnit(0.7, -0.2, 1.5, 0.1), 0.9, 1);
    report.result(
        "C1", "gradient of one hidden unit less that by hand", unit < 1e-15, "%.1e", unit);
    double forms = formsDifference(seed());
    report.result(
        "C1",
        "scalar (double) less vectorized (float) gradient, by its norm, below 1e-6",
        forms < 1e-6,
        "%.1e",
        forms);
    Optional<String> vectorized = GeneratedCode.method(VectorFormGrad.class, "loss");
    if (vectorized.isPresent()) {
      report.excerpt("C1", "the generated gradient of the vectorized form", vectorized.get());
    }
    DeepRegression model = learn(options.epochs(), seed());
    double error = testError(model, seed());
    report.result(
        "C1",
        "two hidden layers: root of the mean squared error between the examples, below 0.05",
        error < 0.05,
        "%.4f",
        error);
    report.picture(
        "C1",
        "regression.png",
        "the function, and what two hidden layers learned from 1,024 places",
        png ->
            Plots.panels(
                png,
                2,
                List.of(
                    Panel.surface(Forms::target, s -> s.title("sin 3x cos 3y")),
                    Panel.surface(
                        (x, y) -> model.predict(place(x, y)).item(), s -> s.title("learned")))));
  }

  static double target(double x, double y) {
    return Math.sin(3 * x) * Math.cos(3 * y);
  }

  private static Tensor place(double x, double y) {
    return Tensor.of(new float[] {(float) x, (float) y}, 1, 2);
  }

  /**
   * The largest difference to ȳ = y - t, v̄ = ȳ h, c̄ = ȳ, z̄ = ȳ v h (1 - h), w̄ = z̄ x, b̄ = z̄.
   */
  static double unitDifference(HiddenUnit unit, double x, double t) {
    HiddenUnit gradient = HiddenUnitGrad.loss(unit, x, t).gradient();
    double h = Scalars.sigmoid(unit.w() * x + unit.b());
    double y = unit.v() * h + unit.c() - t;
    double z = y * unit.v() * h * (1 - h);
    double weights = Math.max(Math.abs(gradient.w() - z * x), Math.abs(gradient.v() - y * h));
    return Math.max(weights, Math.max(Math.abs(gradient.b() - z), Math.abs(gradient.c() - y)));
  }

  /** The norm of the difference of the gradients of the two forms, by that of the gradient. */
  static double formsDifference(long seed) {
    RandomSource random = RandomSource.of(seed);
    ScalarForm form = ScalarForm.init(5, 7, 3, random);
    double[][] x = ScalarForm.matrix(11, 5, random);
    double[][] t = ScalarForm.matrix(11, 3, random);
    VectorForm scalar = VectorForm.of(ScalarFormGrad.loss(form, x, t).gradient());
    VectorForm vector =
        VectorFormGrad.loss(VectorForm.of(form), VectorForm.tensor(x), VectorForm.tensor(t))
            .gradient();
    double[] a = VectorFormTree.TREE.flatten(scalar);
    double[] b = VectorFormTree.TREE.flatten(vector);
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < a.length; i++) {
      difference += (a[i] - b[i]) * (a[i] - b[i]);
      norm += a[i] * a[i];
    }
    return Math.sqrt(difference / norm);
  }

  private static Dataset<Tensor, Tensor> places(int count, RandomSource random) {
    Tensor x = Tensors.uniform(random, -1, 1, count, 2);
    Tensor t = Tensor.zeros(count, 1);
    for (int i = 0; i < count; i++) {
      t.array()[i] = (float) target(x.get(i, 0), x.get(i, 1));
    }
    return Dataset.of(x, t);
  }

  static DeepRegression learn(int epochs, long seed) {
    RandomSource random = RandomSource.of(seed);
    Dataset<Tensor, Tensor> data = places(EXAMPLES, random);
    return Training.of(
            DeepRegressionTree.TREE, DeepRegression.init(HIDDEN, random), DeepRegressionGrad::loss)
        .optimizer(adam(a -> a.learningRate(1e-2)))
        .schedule(cosine(c -> {}))
        .data(data.batches(32))
        .seed(seed)
        .epochs(epochs)
        .run()
        .model();
  }

  static double testError(DeepRegression model, long seed) {
    Dataset<Tensor, Tensor> test = places(1000, RandomSource.of(seed + 1));
    return Math.sqrt(model.loss(test.x(), test.y()));
  }
}
