package dev.adjoint.samples.digits;

import static dev.adjoint.optim.Optimizers.adam;
import static dev.adjoint.optim.Schedules.cosine;

import com.google.auto.service.AutoService;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.io.Safetensors;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.GeneratedCode;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.Training;
import dev.adjoint.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a small network on real handwritten digits, measures, saves and loads it. */
@AutoService(Sample.class)
@Command(name = "digits", description = "An MLP learns to read 1,797 real handwritten digits.")
public final class Digits extends Sample {
  private static final int HIDDEN = 128;

  @Mixin private final TrainingOptions options = new TrainingOptions(30);

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "Images of your own: CSV, gzipped or not, 64 pixels from 0 to 16 and the digit in a row.")
  private Optional<Path> data = Optional.empty();

  @Override
  public List<String> rows() {
    return List.of("C4");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "2");
  }

  @Override
  protected void run(Report report) throws IOException {
    // Before the work, so that a directory that cannot be made is told at once.
    Path weights = report.file("weights.safetensors");
    Split<Dataset<Tensor, int[]>> digits =
        data.isPresent() ? DigitImages.read(data.get()) : DigitImages.shipped();
    Dataset<Tensor, int[]> test = digits.test();
    report.say("%d digits to learn from, %d held out", digits.train().size(), test.size());

    TrainingResult<Mlp> result = train(digits, options.epochs(), seed());
    Mlp model = result.model();
    Mistakes mistakes = new Mistakes(model.classify(test.x()), test.y());
    double accuracy = 100 * model.accuracy(test.x(), test.y());
    double seconds = result.time().toMillis() / 1e3;
    report.result(
        "C4", "test accuracy over 97 %", accuracy > 97, "%.2f %% after %.1f s", accuracy, seconds);
    report.say("mistakes: %d (%s)", mistakes.examples().size(), mistakes.inWords());

    Safetensors.save(weights, MlpTree.TREE, model);
    Mlp loaded = Safetensors.load(weights, MlpTree.TREE, model);
    report.say(
        "weights: %s (loaded again: test accuracy %.2f %%)",
        weights, 100 * loaded.accuracy(test.x(), test.y()));
    report.picture(
        "C4",
        "learning-curve.png",
        "loss and test accuracy by epoch",
        png -> Pictures.drawCurve(png, result.epochs()));
    report.picture(
        "C4",
        "predictions.png",
        "held-out digits as the network reads them, mistakes first",
        png -> Pictures.drawPredictions(png, test.x(), mistakes));
    report.say("the backward method, as Adjoint wrote it: %s", GeneratedCode.of(MlpGrad.class));
  }

  static TrainingResult<Mlp> train(Split<Dataset<Tensor, int[]>> digits, int epochs, long seed) {
    return Training.of(MlpTree.TREE, Mlp.init(HIDDEN, RandomSource.of(seed)), MlpGrad::loss)
        .optimizer(adam(a -> a.learningRate(3e-3)))
        .schedule(cosine(c -> c.warmup(50)))
        .data(digits.train().batches(32))
        .validate(digits.test(), Mlp::accuracy)
        .seed(seed)
        .epochs(epochs)
        .progress()
        .run();
  }
}
