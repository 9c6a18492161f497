package dev.adjoint.samples.vision;

import static dev.adjoint.plots.Plots.chart;
import static dev.adjoint.plots.Plots.imageGrid;
import static dev.adjoint.tensor.Elementwise.abs;
import static dev.adjoint.tensor.Joining.concat;

import com.google.auto.service.AutoService;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.samples.data.FashionMnist;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Images that are changed to mislead a network, and a network that learned from such images. */
@AutoService(Sample.class)
@Command(
    name = "adversarial",
    description = "Adversarial examples by two attacks, and adversarial training against them.")
public final class AdversarialSample extends Sample {
  private static final double[] RADII = {0, 0.02, 0.04, 0.06, 0.1, 0.15, 0.2};
  private static final int SHOWN = 8;

  @Mixin private final NetOptions options = new NetOptions(20);

  @Mixin private final HardenedOptions hardenedOptions = new HardenedOptions();

  @Option(
      names = "--attacked",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How many test images are attacked (default: ${DEFAULT-VALUE}).")
  private int attacked = 500;

  @Option(
      names = "--attack-steps",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How many steps of projected gradient there are (default: ${DEFAULT-VALUE}).")
  private int steps = 20;

  @Override
  public List<String> rows() {
    return List.of("E9");
  }

  @Override
  public List<String> quick() {
    return List.of(
        "--epochs",
        "1",
        "--adversarial-epochs",
        "1",
        "--images",
        "200",
        "--attacked",
        "10",
        "--attack-steps",
        "2");
  }

  @Override
  public List<String> full() {
    return List.of(
        "--net", "out/clothes-net.safetensors", "--hardened-net", "out/hardened-net.safetensors");
  }

  @Override
  protected void run(Report report) throws IOException {
    Split<Dataset<Tensor, int[]>> images = options.images();
    ClothesNet plain = options.net(images, seed(), report);
    ClothesNet hardened = hardenedOptions.net(images, seed(), report);
    tell(
        report,
        "no attack",
        Accuracy.of(plain, images.test()),
        Accuracy.of(hardened, images.test()));
    Dataset<Tensor, int[]> some = images.test().take(attacked);
    tell(report, "fast gradient sign", underSign(plain, some), underSign(hardened, some));
    double plainLeft = under(attack(HardenedOptions.RADIUS), plain, some);
    double hardenedLeft = under(attack(HardenedOptions.RADIUS), hardened, some);
    tell(report, "projected gradient", plainLeft, hardenedLeft);
    report.result(
        "E9",
        "what adversarial training adds to the accuracy under projected gradient, over 15 %",
        hardenedLeft - plainLeft > 0.15,
        "%.1f %% under %d steps",
        100 * (hardenedLeft - plainLeft),
        steps);
    report.picture(
        "E9",
        "attacks.png",
        "images, the changes, and what the plain network calls the sums",
        png -> drawAttacks(png, plain, images.test()));
    report.picture(
        "E9",
        "gradients.png",
        "gradients by the images, of the plain network and of that of adversarial training",
        png -> drawGradients(png, plain, hardened, images.test()));
    report.picture(
        "E9",
        "radii.png",
        "accuracy by how far images may be changed",
        png -> drawRadii(png, plain, hardened, some));
  }

  private Attack attack(float radius) {
    return new Attack(radius, steps);
  }

  private static void tell(Report report, String attack, double plain, double hardened) {
    report.result(
        "E9",
        "test accuracy, " + attack + ": the plain network, and that of adversarial training",
        attack.equals("no attack") ? hardened > 0.4 : hardened > plain,
        "%.1f %%, %.1f %%",
        100 * plain,
        100 * hardened);
  }

  private double underSign(ClothesNet net, Dataset<Tensor, int[]> images) {
    Tensor changed = attack(HardenedOptions.RADIUS).fastGradientSign(net, images.x(), images.y());
    return Accuracy.of(net, Dataset.of(changed, images.y()));
  }

  private double under(Attack attack, ClothesNet net, Dataset<Tensor, int[]> images) {
    Tensor changed = attack.projectedGradient(net, images.x(), images.y(), RandomSource.of(seed()));
    return Accuracy.of(net, Dataset.of(changed, images.y()));
  }

  /** Some images, first of all those that the network knows. */
  private static Dataset<Tensor, int[]> known(ClothesNet net, Dataset<Tensor, int[]> images) {
    int[] found = Accuracy.predictions(images.x(), net::logits);
    IntPredicate isKnown = i -> found[i] == images.y()[i];
    return images.select(
        IntStream.concat(
                IntStream.range(0, found.length).filter(isKnown),
                IntStream.range(0, found.length).filter(isKnown.negate()))
            .limit(SHOWN)
            .toArray());
  }

  private void drawAttacks(Path png, ClothesNet net, Dataset<Tensor, int[]> images)
      throws IOException {
    Dataset<Tensor, int[]> shown = known(net, images);
    Tensor changed =
        attack(HardenedOptions.RADIUS)
            .projectedGradient(net, shown.x(), shown.y(), RandomSource.of(seed()));
    Tensor change = changed.minus(shown.x());
    int[] found = Accuracy.predictions(changed, net::logits);
    imageGrid(
        png,
        concat(0, shown.x(), change.scale(0.5f / HardenedOptions.RADIUS).shift(0.5f), changed),
        g ->
            g.range(0, 1)
                .captions(
                    i ->
                        i / SHOWN == 1
                            ? "+"
                            : FashionMnist.CLASSES.get(
                                i < SHOWN ? shown.y()[i] : found[i - 2 * SHOWN]))
                .highlight(
                    i -> i >= 2 * SHOWN && found[i - 2 * SHOWN] != shown.y()[i - 2 * SHOWN]));
  }

  private static void drawGradients(
      Path png, ClothesNet plain, ClothesNet hardened, Dataset<Tensor, int[]> images)
      throws IOException {
    Dataset<Tensor, int[]> shown = known(plain, images);
    Tensor ofPlain = ClothesNetGrad.lossOfImages(plain, shown.x(), shown.y()).gradient();
    Tensor ofHardened = ClothesNetGrad.lossOfImages(hardened, shown.x(), shown.y()).gradient();
    imageGrid(
        png,
        concat(0, shown.x(), Heat.bright(abs(ofPlain)), Heat.bright(abs(ofHardened))),
        g ->
            g.range(0, 1)
                .captions(i -> i < SHOWN ? "image" : i < 2 * SHOWN ? "plain" : "adversarial"));
  }

  private void drawRadii(
      Path png, ClothesNet plain, ClothesNet hardened, Dataset<Tensor, int[]> images)
      throws IOException {
    double[] ofPlain = accuracies(plain, images);
    double[] ofHardened = accuracies(hardened, images);
    chart(
        png,
        c ->
            c.title("Under projected gradient of " + steps + " steps")
                .axes("by how much a pixel may change", "test accuracy")
                .range(0, 1)
                .marked("plain training", RADII, ofPlain)
                .marked("adversarial training", RADII, ofHardened));
  }

  private double[] accuracies(ClothesNet net, Dataset<Tensor, int[]> images) {
    return DoubleStream.of(RADII)
        .map(radius -> under(attack((float) radius), net, images))
        .toArray();
  }
}
