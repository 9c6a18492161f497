package dev.adjoint.samples.vision;

import static dev.adjoint.plots.Plots.imageGrid;
import static dev.adjoint.tensor.Indexing.indexSelect;
import static dev.adjoint.tensor.Joining.concat;
import static dev.adjoint.tensor.Shaping.narrow;

import com.google.auto.service.AutoService;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.data.FashionMnist;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the layers of a trained convolutional network look for, and what they find. */
@AutoService(Sample.class)
@Command(
    name = "features",
    description = "Filters, feature maps and favourite images of a convolutional network.")
public final class FeaturesSample extends Sample {
  private static final int STRONGEST = 9;

  /** T-shirt, dress, sandal, sneaker, bag and ankle boot. */
  private static final List<Integer> SHOWN = List.of(0, 3, 5, 7, 8, 9);

  @Mixin private final NetOptions options = new NetOptions(20);

  @Override
  public List<String> rows() {
    return List.of("E6");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "1", "--images", "200");
  }

  @Override
  public List<String> full() {
    return List.of("--net", "out/clothes-net.safetensors");
  }

  @Override
  protected void run(Report report) throws IOException {
    Split<Dataset<Tensor, int[]>> images = options.images();
    ClothesNet net = options.net(images, seed(), report);
    double accuracy = Accuracy.of(net, images.test());
    report.result(
        "E6",
        "test accuracy of the network that is looked into, over 55 %",
        accuracy > 0.55,
        "%.1f %%",
        100 * accuracy);
    report.picture(
        "E6",
        "filters.png",
        "the 16 filters of the first layer",
        png -> imageGrid(png, net.conv1().weight(), g -> g.ranges()));
    report.picture(
        "E6",
        "maps.png",
        "what the three layers find in an image",
        png -> imageGrid(png, maps(net, images.test()), g -> g.ranges().captions(layers())));
    tellUnits(report, net, Units.of(net, images.test()));
  }

  private static IntFunction<String> layers() {
    return i -> i == 0 ? "image" : i < 8 ? "layer 1" : i < 16 ? "layer 2" : "layer 3";
  }

  /** An image and seven maps, and then eight of each of the other layers: those with most in it. */
  private static Tensor maps(ClothesNet net, Dataset<Tensor, int[]> images) {
    Tensor image = narrow(images.x(), 0, 0, 1);
    Tensor[] rows = new Tensor[ClothesNet.LAYERS + 1];
    rows[0] = image;
    for (int layer = 1; layer <= ClothesNet.LAYERS; layer++) {
      Tensor maps = net.maps(image, layer, false);
      maps = maps.permute(1, 0, 2, 3);
      maps = indexSelect(maps, 0, strongest(maps.sumOver(1, 2, 3), layer == 1 ? 7 : 8));
      rows[layer] = Enlarged.squares(maps, 1 << layer - 1);
    }
    return concat(0, rows);
  }

  private static int[] strongest(Tensor sums, int count) {
    return IntStream.range(0, sums.size())
        .boxed()
        .sorted((i, j) -> Float.compare(sums.get(j), sums.get(i)))
        .limit(count)
        .mapToInt(i -> i)
        .toArray();
  }

  /** The unit that speaks most for a class. */
  private static int favourite(ClothesNet net, int label) {
    return narrow(net.head().weight(), 1, label, 1).argmaxOver(0)[0];
  }

  private void tellUnits(Report report, ClothesNet net, Units units) throws IOException {
    int[] alive = IntStream.range(0, units.count()).filter(units::isAlive).toArray();
    double purity =
        Arrays.stream(alive)
            .mapToDouble(unit -> units.purity(units.strongest(unit, STRONGEST)))
            .average()
            .orElse(0);
    RandomSource random = RandomSource.of(seed());
    double chance =
        IntStream.range(0, 1000)
            .mapToDouble(
                i -> units.purity(Arrays.copyOf(random.permutation(units.images().size()), 9)))
            .average()
            .orElse(1);
    report.result(
        "E6",
        "of the nine images that activate a unit most, how many are of one class, and of any nine",
        purity > 1.5 * chance,
        "%.0f %%, %.0f %%",
        100 * purity,
        100 * chance);
    int[] shown =
        SHOWN.stream()
            .mapToInt(label -> favourite(net, label))
            .flatMap(unit -> Arrays.stream(units.strongest(unit, STRONGEST)))
            .toArray();
    report.picture(
        "E6",
        "favourites.png",
        "the nine images that activate each of six units most, which speak for T-shirt, dress, sandal,"
            + " sneaker, bag and ankle boot",
        png ->
            imageGrid(
                png,
                indexSelect(units.images().x(), 0, shown),
                g ->
                    g.columns(STRONGEST)
                        .captions(i -> FashionMnist.CLASSES.get(units.images().y()[shown[i]]))));
  }
}
