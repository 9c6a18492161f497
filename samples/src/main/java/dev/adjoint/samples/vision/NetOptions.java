package dev.adjoint.samples.vision;

import static dev.adjoint.optim.Optimizers.adamW;
import static dev.adjoint.optim.Schedules.cosine;

import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.io.Safetensors;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.samples.data.FashionMnistOptions;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.Loss2;
import dev.adjoint.train.Training;
import dev.adjoint.train.metrics.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the samples that look into {@link ClothesNet}, and how it is trained. */
final class NetOptions {
  @Mixin private final TrainingOptions training;

  @Option(
      names = "--images",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How many images to learn from, all that there are by default.")
  private int images = Integer.MAX_VALUE;

  @Mixin private final FashionMnistOptions clothes = new FashionMnistOptions();

  @Option(
      names = "--net",
      paramLabel = "FILE",
      description = "A trained network to look into; one is trained and written there if missing.")
  private Optional<Path> net = Optional.empty();

  NetOptions(int epochs) {
    training = new TrainingOptions(epochs);
  }

  /** Images of shape {@code [n, 1, 28, 28]}, and a fifth as many to measure on. */
  Split<Dataset<Tensor, int[]>> images() throws IOException {
    Split<Dataset<Tensor, int[]>> all = clothes.read();
    return new Split<>(
        FashionMnistOptions.channel(all.train(), images),
        FashionMnistOptions.channel(all.test(), Math.max(1, images / 5)));
  }

  /** A trained network. */
  ClothesNet net(Split<Dataset<Tensor, int[]>> images, long seed, Report report)
      throws IOException {
    return kept(net, report, () -> train(ClothesNetGrad::loss, images, training.epochs(), seed));
  }

  /** The network of a file, or one that is trained now and written there. */
  static ClothesNet kept(Optional<Path> file, Report report, Supplier<ClothesNet> training)
      throws IOException {
    if (file.isPresent() && Files.exists(file.get())) {
      report.say("the network of %s", file.get());
      ClothesNet shape = ClothesNet.init(RandomSource.of(0));
      return Safetensors.load(file.get(), ClothesNetTree.TREE, shape);
    }
    ClothesNet trained = training.get();
    if (file.isPresent()) {
      Files.createDirectories(file.get().toAbsolutePath().getParent());
      Safetensors.save(file.get(), ClothesNetTree.TREE, trained);
    }
    return trained;
  }

  /** A network that is trained by a loss of its own. */
  static ClothesNet train(
      Loss2<ClothesNet, Tensor, int[]> loss,
      Split<Dataset<Tensor, int[]>> images,
      int epochs,
      long seed) {
    return Training.of(ClothesNetTree.TREE, ClothesNet.init(RandomSource.of(seed)), loss)
        .optimizer(adamW(a -> a.learningRate(3e-3).weightDecay(0.1)))
        .schedule(cosine(c -> c.warmup(20)))
        .data(images.train().batches(32))
        .validate(images.test())
        .metrics(ClothesNet::logits, Metrics.accuracy())
        .validationBatch(200)
        .seed(seed)
        .epochs(epochs)
        .progress()
        .run()
        .model();
  }
}
