package dev.adjoint.samples.representation;

import static dev.adjoint.optim.Optimizers.adam;
import static dev.adjoint.optim.Schedules.cosine;
import static dev.adjoint.plots.Plots.chart;
import static dev.adjoint.plots.Plots.imageGrid;
import static dev.adjoint.tensor.Joining.concat;
import static dev.adjoint.tensor.Regularization.dropoutMask;
import static dev.adjoint.tensor.Shaping.slice;

import com.google.auto.service.AutoService;
import dev.adjoint.data.Column;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Dataset1;
import dev.adjoint.data.Split;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.Training;
import dev.adjoint.train.metrics.Metrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A deep network whose layers learn one after the other without labels, and then with few. */
@AutoService(Sample.class)
@Command(
    name = "pretraining",
    description = "Greedy layer-wise autoencoders, then fine-tuning with few labels.")
public final class Pretraining extends Sample {
  private static final List<Integer> WIDTHS = List.of(256, 128, 64);
  private static final int CLASSES = 10;
  private static final int SHOWN = 10;
  private static final int[] LABELS = {50, 100, 200, 400};

  /** How many pixels, or units of a layer, an autoencoder does not see. */
  private static final float HIDDEN = 0.3f;

  @Mixin private final TrainingOptions options = new TrainingOptions(20);

  @Option(
      names = "--images",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How many images to learn from without labels (default: ${DEFAULT-VALUE}).")
  private int images = 10_000;

  @Option(
      names = "--fine-tuning",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How often to go through those with labels (default: ${DEFAULT-VALUE}).")
  private int fineTuning = 150;

  @Option(
      names = "--draws",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How often to draw which images have labels (default: ${DEFAULT-VALUE}).")
  private int draws = 5;

  @Override
  public List<String> rows() {
    return List.of("D10");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "1", "--images", "500", "--fine-tuning", "2", "--draws", "1");
  }

  @Override
  protected void run(Report report) throws IOException {
    Split<Dataset<Tensor, int[]>> clothes = Clothes.rows(images);
    Tensor unlabelled = clothes.train().x();
    List<Autoencoder> layers = pretrain(report, unlabelled);
    drawReconstructions(report, layers, clothes.test());
    double[] with = new double[LABELS.length];
    double[] without = new double[LABELS.length];
    for (int i = 0; i < LABELS.length; i++) {
      for (int draw = 0; draw < draws; draw++) {
        RandomSource random = RandomSource.of(seed() + draw);
        int[] order = random.permutation(clothes.train().size());
        Dataset<Tensor, int[]> few = clothes.train().select(Arrays.copyOf(order, LABELS[i]));
        Stack start = Stack.init(Clothes.PIXELS, WIDTHS, CLASSES, random);
        with[i] += fineTune(start.with(layers), few, clothes.test()) / draws;
        without[i] += fineTune(start, few, clothes.test()) / draws;
      }
      report.say("%4d labels: %.1f %%, %.1f %%", LABELS[i], 100 * with[i], 100 * without[i]);
    }
    report.result(
        "D10",
        "test accuracy with 100 labels, mean of several draws: after pre-training, and without",
        with[1] > without[1] + 0.02,
        "%.1f %%, %.1f %%",
        100 * with[1],
        100 * without[1]);
    drawAccuracies(report, with, without);
  }

  private static void drawReconstructions(
      Report report, List<Autoencoder> layers, Dataset<Tensor, int[]> test) throws IOException {
    Tensor shown = slice(Clothes.inTurn(test, 1), 0, 0, SHOWN);
    Tensor images =
        concat(
            0,
            shown,
            reconstruct(layers.subList(0, 1), shown),
            reconstruct(layers.subList(0, 2), shown),
            reconstruct(layers, shown));
    report.picture(
        "D10",
        "reconstructions.png",
        "test images, and what is left of them behind 256, 128 and 64 units",
        png -> imageGrid(png, Clothes.images(images), g -> g.columns(SHOWN)));
  }

  private static void drawAccuracies(Report report, double[] with, double[] without)
      throws IOException {
    double[] labels = Arrays.stream(LABELS).asDoubleStream().toArray();
    report.picture(
        "D10",
        "accuracy.png",
        "test accuracy by the number of labels, mean of several draws",
        png ->
            chart(
                png,
                c ->
                    c.title("Three layers of sigmoids")
                        .axes("labels", "test accuracy")
                        .marked("after pre-training", labels, with)
                        .marked("without", labels, without)));
  }

  /** Each autoencoder learns from the codes of the one before, and from images the first. */
  private List<Autoencoder> pretrain(Report report, Tensor images) {
    RandomSource random = RandomSource.of(seed());
    List<Autoencoder> layers = new ArrayList<>();
    Tensor codes = images;
    for (int width : WIDTHS) {
      report.say("%d units:", width);
      Autoencoder layer =
          Training.of(
                  AutoencoderTree.TREE,
                  Autoencoder.init(codes.dimension(1), width, random),
                  (Autoencoder ae, Tensor x) -> AutoencoderGrad.loss(ae, hidden(x, random), x))
              .optimizer(adam(a -> a.learningRate(2e-3)))
              .schedule(cosine(c -> {}))
              .data(Dataset1.of(Column.of(codes)).batches(100))
              .seed(seed())
              .epochs(options.epochs())
              .progress()
              .run()
              .model();
      layers.add(layer);
      codes = layer.code(codes);
    }
    return layers;
  }

  private static Tensor hidden(Tensor x, RandomSource random) {
    return x.times(dropoutMask(random, HIDDEN, x.shape()).scale(1 - HIDDEN));
  }

  private static Tensor reconstruct(List<Autoencoder> layers, Tensor images) {
    Tensor h = images;
    for (Autoencoder layer : layers) {
      h = layer.code(h);
    }
    for (int i = layers.size() - 1; i >= 0; i--) {
      h = layers.get(i).decode(h);
    }
    return h;
  }

  private double fineTune(Stack start, Dataset<Tensor, int[]> few, Dataset<Tensor, int[]> test) {
    return Training.of(StackTree.TREE, start, StackGrad::loss)
        .optimizer(adam(a -> a.learningRate(2e-3)))
        .schedule(cosine(c -> {}))
        .data(few.batches(20))
        .validate(test)
        .metrics(Stack::logits, Metrics.accuracy())
        .validateEvery(fineTuning)
        .seed(seed())
        .epochs(fineTuning)
        .run()
        .metric("accuracy");
  }
}
