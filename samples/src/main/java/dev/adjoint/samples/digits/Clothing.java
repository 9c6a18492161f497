package dev.adjoint.samples.digits;

import static dev.adjoint.data.Transform.inputs;
import static dev.adjoint.data.transform.Augmentation.flip;
import static dev.adjoint.data.transform.Augmentation.shift;
import static dev.adjoint.optim.Optimizers.adamW;
import static dev.adjoint.optim.Schedules.cosine;
import static dev.adjoint.plots.Plots.imageGrid;
import static dev.adjoint.plots.Plots.learningCurve;
import static dev.adjoint.tensor.Indexing.indexSelect;

import com.google.auto.service.AutoService;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.samples.data.FashionMnist;
import dev.adjoint.samples.data.FashionMnistOptions;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.Training;
import dev.adjoint.train.TrainingResult;
import dev.adjoint.train.metrics.Metrics;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a perceptron on images of clothes. */
@AutoService(Sample.class)
@Command(name = "clothes", description = "An MLP learns to tell clothes, on Fashion-MNIST.")
public final class Clothing extends Sample {
  @Mixin private final TrainingOptions options = new TrainingOptions(60);

  @Mixin private final FashionMnistOptions clothes = new FashionMnistOptions();

  @Option(
      names = "--images",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How many images to learn from at most (default: ${DEFAULT-VALUE}).")
  private int images = 60_000;

  @Override
  public List<String> rows() {
    return List.of("C4");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "2", "--images", "1000");
  }

  @Override
  protected void run(Report report) throws IOException {
    Split<Dataset<Tensor, int[]>> all = clothes.read();
    Dataset<Tensor, int[]> train = all.train().take(images);
    Dataset<Tensor, int[]> test = all.test();
    TrainingResult<ClothesNet> result = train(train, test);
    double accuracy = 100 * result.metric("accuracy");
    report.result(
        "C4",
        "test accuracy on Fashion-MNIST over 88 %"
            + (train.size() < 50_000 ? "" : ", from all images"),
        accuracy > 88,
        "%.2f %% from %,d images after %.0f s",
        accuracy,
        train.size(),
        result.time().toMillis() / 1e3);
    report.picture(
        "C4",
        "learning-curve.png",
        "loss and test accuracy by epoch",
        png ->
            learningCurve(
                png, result.epochs(), c -> c.title("Fashion-MNIST").metric("test accuracy")));
    int[] read = result.model().logits(test.x()).argmaxOver(-1);
    int[] wrong = IntStream.range(0, read.length).filter(i -> read[i] != test.y()[i]).toArray();
    int[] shown = IntStream.of(wrong).limit(24).toArray();
    report.picture(
        "C4",
        "mistakes.png",
        "test images that are read wrongly, and as what",
        png ->
            imageGrid(
                png,
                indexSelect(test.x(), 0, shown),
                g -> g.captions(i -> FashionMnist.CLASSES.get(read[shown[i]])).inverted()));
  }

  private TrainingResult<ClothesNet> train(
      Dataset<Tensor, int[]> train, Dataset<Tensor, int[]> test) {
    RandomSource random = RandomSource.of(seed());
    return Training.of(
            ClothesNetTree.TREE,
            ClothesNet.init(512, 0.3f, random),
            (ClothesNet net, Tensor x, int[] y) -> ClothesNetGrad.loss(net, x, y, random))
        .optimizer(adamW(a -> a.learningRate(1e-3).weightDecay(0.05)))
        .schedule(cosine(c -> c.warmup(100)))
        .data(train.batches(64).map(inputs(flip().then(shift(1, 1)))))
        .validate(test)
        .metrics(ClothesNet::logits, Metrics.accuracy())
        .seed(seed())
        .epochs(options.epochs())
        .progress()
        .run();
  }
}
