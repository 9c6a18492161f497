package dev.adjoint.samples.linear;

import static dev.adjoint.optim.Optimizers.adam;

import com.google.auto.service.AutoService;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.plots.Plots;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.samples.data.Tables;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Classifies by linear models, each example by a model that never saw it. */
@AutoService(Sample.class)
@Command(
    name = "classifiers",
    description = "Logistic regression on tumours, and softmax regression on irises.")
public final class Classifiers extends Sample {
  private static final int FOLDS = 10;
  private static final int PETAL_LENGTH = 2;
  private static final int PETAL_WIDTH = 3;

  @Mixin private final TrainingOptions options = new TrainingOptions(100);

  @Override
  public List<String> rows() {
    return List.of("B6");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "10");
  }

  @Override
  protected void run(Report report) throws IOException {
    Tables.Classes iris = Tables.iris();
    double irisAccuracy = 100 * softmaxAccuracy(iris, options.epochs(), seed());
    report.result(
        "B6",
        "softmax regression on 150 irises, ten-fold cross-validation, over 95 %",
        irisAccuracy > 95,
        "%.1f %%",
        irisAccuracy);
    double tumourAccuracy = 100 * logisticAccuracy(Tables.breastCancer(), options.epochs(), seed());
    report.result(
        "B6",
        "logistic regression on 569 tumours, ten-fold cross-validation, over 95 %",
        tumourAccuracy > 95,
        "%.1f %%",
        tumourAccuracy);
    report.picture(
        "B6",
        "iris.png",
        "species by length and width of the petals, as softmax regression on these two tells them"
            + " apart",
        png -> drawPetals(png, iris, options.epochs(), seed()));
  }

  /** The part of a table that is classified rightly by a model of all but its fold. */
  static double softmaxAccuracy(Tables.Classes table, int epochs, long seed) {
    Dataset<Tensor, int[]> data =
        Dataset.of(Standardized.columns(table.data().x()), table.data().y());
    return data.folds(FOLDS, seed)
            .mapToLong(fold -> right(softmax(fold.train(), 3, epochs, seed), fold.test()))
            .sum()
        / (double) data.size();
  }

  private static long right(SoftmaxModel model, Dataset<Tensor, int[]> test) {
    int[] classes = model.classify(test.x());
    return IntStream.range(0, classes.length).filter(i -> classes[i] == test.y()[i]).count();
  }

  private static SoftmaxModel softmax(
      Dataset<Tensor, int[]> train, int classes, int epochs, long seed) {
    SoftmaxModel start = SoftmaxModel.zeros(train.x().dimension(1), classes);
    return Training.of(SoftmaxModelTree.TREE, start, SoftmaxModelGrad::loss)
        .optimizer(adam(a -> a.learningRate(0.05)))
        .data(train.batches(32))
        .seed(seed)
        .epochs(epochs)
        .run()
        .model();
  }

  /** The same for a table of two classes and logistic regression. */
  static double logisticAccuracy(Tables.Classes table, int epochs, long seed) {
    int[] labels = table.data().y();
    float[] targets = new float[labels.length];
    IntStream.range(0, labels.length).forEach(i -> targets[i] = labels[i]);
    Dataset<Tensor, Tensor> data =
        Dataset.of(Standardized.columns(table.data().x()), Tensor.of(targets, labels.length, 1));
    return data.folds(FOLDS, seed).mapToLong(fold -> logisticRight(fold, epochs, seed)).sum()
        / (double) data.size();
  }

  private static long logisticRight(Split<Dataset<Tensor, Tensor>> fold, int epochs, long seed) {
    LogisticModel start = LogisticModel.zeros(fold.train().x().dimension(1));
    LogisticModel model =
        Training.of(LogisticModelTree.TREE, start, LogisticModelGrad::loss)
            .optimizer(adam(a -> a.learningRate(0.02).weightDecay(1e-3)))
            .data(fold.train().batches(32))
            .seed(seed)
            .epochs(epochs)
            .run()
            .model();
    float[] logits = model.logits(fold.test().x()).array();
    float[] targets = fold.test().y().array();
    return IntStream.range(0, logits.length).filter(i -> logits[i] > 0 == targets[i] > 0.5).count();
  }

  private static void drawPetals(Path png, Tables.Classes iris, int epochs, long seed)
      throws IOException {
    int[] labels = iris.data().y();
    float[] petals = new float[2 * labels.length];
    for (int i = 0; i < labels.length; i++) {
      petals[2 * i] = iris.data().x().get(i, PETAL_LENGTH);
      petals[2 * i + 1] = iris.data().x().get(i, PETAL_WIDTH);
    }
    SoftmaxModel model =
        softmax(Dataset.of(Tensor.of(petals, labels.length, 2), labels), 3, 5 * epochs, seed);
    Plots.surface(
        png,
        (length, width) ->
            model.classify(Tensor.of(new float[][] {{(float) length, (float) width}}))[0],
        s -> {
          s.title("Three species of iris").x("length of the petals, cm", 0.5, 7.5);
          s.y("width of the petals, cm", 0, 3).bands(3);
          for (int species = 0; species < 3; species++) {
            int wanted = species;
            int[] members =
                IntStream.range(0, labels.length).filter(i -> labels[i] == wanted).toArray();
            s.points(
                iris.classes().get(species),
                IntStream.of(members).mapToDouble(i -> petals[2 * i]).toArray(),
                IntStream.of(members).mapToDouble(i -> petals[2 * i + 1]).toArray());
          }
        });
  }
}
