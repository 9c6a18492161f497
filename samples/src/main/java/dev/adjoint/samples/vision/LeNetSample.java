package dev.adjoint.samples.vision;

import static dev.adjoint.data.Transform.inputs;
import static dev.adjoint.data.transform.Augmentation.flip;
import static dev.adjoint.data.transform.Augmentation.rotate;
import static dev.adjoint.data.transform.Augmentation.shift;
import static dev.adjoint.optim.Optimizers.adamW;
import static dev.adjoint.optim.Schedules.cosine;
import static dev.adjoint.plots.Plots.imageGrid;
import static dev.adjoint.tensor.Indexing.indexSelect;
import static dev.adjoint.tensor.Shaping.pad;

import com.google.auto.service.AutoService;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Mnist;
import dev.adjoint.data.Split;
import dev.adjoint.data.Transform;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.samples.data.FashionMnist;
import dev.adjoint.samples.data.FashionMnistOptions;
import dev.adjoint.samples.digits.DigitImages;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.Training;
import dev.adjoint.train.TrainingResult;
import dev.adjoint.train.metrics.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** LeNet-5 reads digits, and names clothes. */
@AutoService(Sample.class)
@Command(name = "lenet", description = "LeNet-5 on handwritten digits and on images of clothes.")
public final class LeNetSample extends Sample {
  private static final int SHOWN = 16;

  @Mixin private final TrainingOptions options = new TrainingOptions(20);

  @Option(
      names = "--images",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How many images of either kind to learn from, all by default.")
  private int images = Integer.MAX_VALUE;

  @Mixin private final FashionMnistOptions clothes = new FashionMnistOptions();

  @Option(
      names = "--digits",
      paramLabel = "DIR",
      description = "MNIST's four files, to learn from others than the shipped digits.")
  private Optional<Path> digits = Optional.empty();

  @Override
  public List<String> rows() {
    return List.of("E4");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "1", "--images", "300");
  }

  @Override
  protected void run(Report report) throws IOException {
    Split<Dataset<Tensor, int[]>> read = digits();
    TrainingResult<LeNet> reader = train(read, shift(2, 2).then(rotate(10)));
    tell(report, "digits", reader, read, 0.985);
    report.picture(
        "E4",
        "digits.png",
        "held-out digits as LeNet reads them, some mistakes first",
        png -> draw(png, reader.model(), read.test(), String::valueOf));
    Split<Dataset<Tensor, int[]>> shown = clothes();
    TrainingResult<LeNet> namer = train(shown, flip().then(shift(1, 1)));
    tell(report, "clothes", namer, shown, shown.train().size() < 50_000 ? 0.88 : 0.905);
    report.picture(
        "E4",
        "clothes.png",
        "held-out clothes as LeNet names them, some mistakes first",
        png -> draw(png, namer.model(), shown.test(), FashionMnist.CLASSES::get));
  }

  private static void tell(
      Report report,
      String what,
      TrainingResult<LeNet> result,
      Split<Dataset<Tensor, int[]>> images,
      double wanted) {
    report.result(
        "E4",
        "test accuracy of LeNet on %s over %s %%".formatted(what, 100 * wanted),
        result.metric("accuracy") > wanted,
        "%.2f %% of %,d from %,d after %.0f s",
        100 * result.metric("accuracy"),
        images.test().size(),
        images.train().size(),
        result.time().toMillis() / 1e3);
  }

  private TrainingResult<LeNet> train(
      Split<Dataset<Tensor, int[]>> images, Transform<Tensor, Tensor> augmentation) {
    return Training.of(LeNetTree.TREE, LeNet.init(RandomSource.of(seed())), LeNetGrad::loss)
        .optimizer(adamW(a -> a.learningRate(2e-3).weightDecay(0.05)))
        .schedule(cosine(c -> c.warmup(20)))
        .data(images.train().batches(32).map(inputs(augmentation)))
        .validate(images.test())
        .metrics(LeNet::logits, Metrics.accuracy())
        .validationBatch(200)
        .seed(seed())
        .epochs(options.epochs())
        .progress()
        .run();
  }

  /** MNIST, or the shipped digits in its size: 20 x 20 pixels within 28 x 28. */
  private Split<Dataset<Tensor, int[]>> digits() throws IOException {
    if (digits.isPresent()) {
      Split<Dataset<Tensor, int[]>> mnist = Mnist.read(digits.get());
      return new Split<>(channel(mnist.train()), channel(mnist.test()));
    }
    Split<Dataset<Tensor, int[]>> shipped = DigitImages.shipped();
    return new Split<>(enlarged(shipped.train()), enlarged(shipped.test()));
  }

  private Split<Dataset<Tensor, int[]>> clothes() throws IOException {
    Split<Dataset<Tensor, int[]>> all = clothes.read();
    return new Split<>(channel(all.train()), channel(all.test()));
  }

  private Dataset<Tensor, int[]> channel(Dataset<Tensor, int[]> all) {
    return FashionMnistOptions.channel(all, images);
  }

  private Dataset<Tensor, int[]> enlarged(Dataset<Tensor, int[]> digits) {
    Tensor small = digits.x().reshape(digits.size(), 1, 8, 8);
    Tensor large = pad(Enlarged.smooth(small, 20, 20), new int[] {4, 4, 4, 4}, 0);
    return channel(Dataset.of(large, digits.y(), 10));
  }

  private static void draw(
      Path png, LeNet net, Dataset<Tensor, int[]> images, IntFunction<String> name)
      throws IOException {
    int[] found = Accuracy.predictions(images.x(), net::logits);
    IntPredicate isWrong = i -> found[i] != images.y()[i];
    int[] shown =
        IntStream.concat(
                IntStream.range(0, found.length).filter(isWrong).limit(SHOWN / 2),
                IntStream.range(0, found.length).filter(isWrong.negate()))
            .limit(SHOWN)
            .toArray();
    IntFunction<String> caption =
        i ->
            name.apply(found[i])
                + (isWrong.test(i) ? " (is " + name.apply(images.y()[i]) + ")" : "");
    imageGrid(
        png,
        indexSelect(images.x(), 0, shown),
        g -> g.captions(i -> caption.apply(shown[i])).highlight(i -> isWrong.test(shown[i])));
  }
}
