package dev.adjoint.samples.vision;

import static dev.adjoint.plots.Plots.imageGrid;
import static dev.adjoint.tensor.Joining.concat;
import static dev.adjoint.tensor.Joining.stack;
import static dev.adjoint.tensor.Shaping.slice;

import com.google.auto.service.AutoService;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.data.images.Images;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.samples.data.FashionMnist;
import dev.adjoint.samples.data.Photographs;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gradients by images that change the images: gradient ascent, DeepDream and style transfer. */
@AutoService(Sample.class)
@Command(
    name = "dreams",
    description = "Gradient ascent on images, DeepDream, and style transfer by random filters.")
public final class DreamsSample extends Sample {
  private static final int CLASSES = 10;
  private static final int ASCENTS = 150;
  private static final int FILTERS = 64;
  private static final int SCALES = 4;
  private static final float CONTENT = 0.1f;

  @Mixin private final NetOptions options = new NetOptions(20);

  @Mixin private final HardenedOptions hardenedOptions = new HardenedOptions();

  @Option(
      names = "--height",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How many rows photographs have, from 32 (default: ${DEFAULT-VALUE}).")
  private int height = 160;

  @Option(
      names = "--steps",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How many steps style transfer makes (default: ${DEFAULT-VALUE}).")
  private int steps = 150;

  @Override
  public List<String> rows() {
    return List.of("E8");
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
        "--height",
        "48",
        "--steps",
        "5");
  }

  @Override
  public List<String> full() {
    return List.of(
        "--net", "out/clothes-net.safetensors", "--hardened-net", "out/hardened-net.safetensors");
  }

  @Override
  protected void run(Report report) throws IOException {
    Split<Dataset<Tensor, int[]>> images = options.images();
    ClothesNet net = options.net(images, seed(), report);
    ascend(report, net, hardenedOptions.net(images, seed(), report));
    Tensor palace = Images.resize(Photographs.china(), height, width());
    dream(report, net, palace);
    transfer(report, palace.reshape(1, 3, height, width()));
  }

  private int width() {
    return height * 3 / 2;
  }

  private void ascend(Report report, ClothesNet plain, ClothesNet hardened) throws IOException {
    Tensor ofPlain = Dreams.ofClasses(plain, CLASSES, ASCENTS, RandomSource.of(seed()));
    Tensor ofHardened = Dreams.ofClasses(hardened, CLASSES, ASCENTS, RandomSource.of(seed()));
    int byPlain = recognized(plain, ofPlain);
    int byHardened = recognized(hardened, ofHardened);
    report.result(
        "E8",
        "of ten images that ascended from noise, how many a plain network takes for what they are"
            + " to be, and one of adversarial training",
        byPlain == CLASSES && byHardened == CLASSES,
        "%d, %d",
        byPlain,
        byHardened);
    report.picture(
        "E8",
        "classes.png",
        "from noise to each class by gradient ascent: of a plain network, and of one of adversarial"
            + " training",
        png ->
            imageGrid(
                png,
                concat(0, ofPlain, ofHardened),
                g -> g.columns(CLASSES).captions(i -> FashionMnist.CLASSES.get(i % CLASSES))));
  }

  private static int recognized(ClothesNet net, Tensor images) {
    int[] found = net.logits(images).argmaxOver(1);
    int right = 0;
    for (int label = 0; label < CLASSES; label++) {
      right += found[label] == label ? 1 : 0;
    }
    return right;
  }

  private void dream(Report report, ClothesNet net, Tensor palace) throws IOException {
    Tensor colours = palace.reshape(3, 1, height, width());
    Tensor second = Dreams.deep(net, colours, 2, 10, RandomSource.of(seed()));
    Tensor third = Dreams.deep(net, colours, 3, 10, RandomSource.of(seed()));
    double more = net.activity(third, 3) / net.activity(colours, 3);
    report.result(
        "E8",
        "how many times as active the third layer is in DeepDream's picture, twice at least",
        more > 2,
        "%.1f",
        more);
    report.picture(
        "E8",
        "deep-dream.jpg",
        "DeepDream by the second and the third layer of the network for clothes, each colour by"
            + " itself",
        file ->
            imageGrid(
                file,
                stack(0, colours, second, third).reshape(3, 3, height, width()),
                g -> g.columns(3).range(0, 1)));
  }

  private void transfer(Report report, Tensor palace) throws IOException {
    Tensor petals = slice(slice(Photographs.flower(), 1, 92, 232), 2, 127, 337);
    Tensor style = Images.resize(petals, height, width()).reshape(1, 3, height, width());
    Filters filters = Filters.init(FILTERS, 5, RandomSource.of(seed()));
    StyleLoss loss = StyleLoss.of(filters, palace, style, SCALES, CONTENT);
    Tensor styled = new Picture(palace).styled(loss, steps).pixels();
    report.say(
        "content loss of the result: %.2f, of the style: %.2f",
        loss.content(styled), loss.content(style));
    double before = loss.style(palace);
    double after = loss.style(styled);
    report.result(
        "E8",
        "style loss of the palace in the style of petals, of that of the palace, below a tenth",
        after < before / 10,
        "%.3f of %.3f",
        after,
        before);
    report.picture(
        "E8",
        "style.jpg",
        "a palace, petals, and the palace in their style, by 64 random filters in four sizes",
        file -> imageGrid(file, concat(0, palace, style, styled), g -> g.columns(3).range(0, 1)));
  }
}
