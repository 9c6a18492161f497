package dev.adjoint.samples.vision;

import static dev.adjoint.plots.Plots.imageGrid;
import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Elementwise.abs;
import static dev.adjoint.tensor.Joining.stack;
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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Where a network sees what it sees: gradients by the image, guided ones, and activation maps. */
@AutoService(Sample.class)
@Command(
    name = "attribution",
    description = "Input gradients, guided backpropagation, CAM, Grad-CAM and guided Grad-CAM.")
public final class AttributionSample extends Sample {
  private static final int COLLAGES = 60;
  private static final int DRAWN = 3;
  private static final List<String> COLUMNS =
      List.of("image", "gradient", "guided", "CAM", "Grad-CAM", "guided CAM");

  @Mixin private final NetOptions options = new NetOptions(20);

  @Override
  public List<String> rows() {
    return List.of("E7");
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
    Dataset<Tensor, int[]> clothes = images.test();
    tellDifference(report, new Attribution(net, clothes.x(), clothes.y()));
    Collages collages = Collages.of(clothes, COLLAGES, RandomSource.of(seed()));
    tellShares(report, net, collages);
    Dataset<Tensor, int[]> shown = firstOf(clothes, 9, 3, 5, 8, 7);
    report.picture(
        "E7",
        "attribution.png",
        "where the network sees that these are a boot, a dress, a sandal, a bag and a sneaker",
        png ->
            imageGrid(
                png,
                table(new Attribution(net, shown.x(), shown.y())),
                g ->
                    g.columns(COLUMNS.size())
                        .range(0, 1)
                        .captions(i -> COLUMNS.get(i % COLUMNS.size()))));
    report.picture(
        "E7",
        "collages.jpg",
        "where the network finds each of four clothes, by Grad-CAM",
        file -> drawCollages(file, net, collages));
  }

  /** Both maps weigh the last layer's maps alike, where a mean and a linear layer follow. */
  private static void tellDifference(Report report, Attribution all) {
    Tensor cam = all.classActivationMap();
    Tensor gradCam = all.unrectifiedGradCam().scale(cam.dimension(2) * cam.dimension(3));
    float difference = gradCam.minus(cam).norm() / cam.norm();
    report.result(
        "E7",
        "Grad-CAM times the number of places less the class activation map, relative",
        difference < 1e-5,
        "%.1e",
        difference);
  }

  private static void tellShares(Report report, ClothesNet net, Collages collages) {
    double gradient = collages.share(net, a -> abs(a.inputGradient()));
    double guided = collages.share(net, a -> relu(a.guidedBackpropagation()));
    double gradCam = collages.share(net, Attribution::gradCam);
    double guidedGradCam = collages.share(net, a -> relu(a.guidedGradCam()));
    report.result(
        "E7",
        "how much of Grad-CAM for one of four clothes in a picture lies on it, over 40 %",
        gradCam > 0.4,
        "%.0f %%, where chance is a quarter",
        100 * gradCam);
    report.result(
        "E7",
        "the same of the gradient, guided backpropagation and guided Grad-CAM",
        guidedGradCam > gradient && guidedGradCam > guided,
        "%.0f %%, %.0f %%, %.0f %%",
        100 * gradient,
        100 * guided,
        100 * guidedGradCam);
  }

  /** The first image of each class. */
  private static Dataset<Tensor, int[]> firstOf(Dataset<Tensor, int[]> clothes, int... labels) {
    return clothes.select(
        IntStream.of(labels)
            .map(
                label ->
                    IntStream.range(0, clothes.size())
                        .filter(i -> clothes.y()[i] == label)
                        .findFirst()
                        .orElse(0))
            .toArray());
  }

  /** A row for each image, of shape {@code [n columns, 3, h, w]}. */
  private static Tensor table(Attribution a) {
    Tensor columns =
        stack(
            1,
            Heat.gray(a.images()),
            Heat.gray(Heat.bright(abs(a.inputGradient()))),
            Heat.gray(Heat.bright(relu(a.guidedBackpropagation()))),
            Heat.over(a.images(), a.classActivationMap()),
            Heat.over(a.images(), a.gradCam()),
            Heat.gray(Heat.bright(relu(a.guidedGradCam()))));
    int[] s = columns.shape();
    return columns.reshape(s[0] * s[1], s[2], s[3], s[4]);
  }

  private static void drawCollages(Path file, ClothesNet net, Collages collages)
      throws IOException {
    Tensor images = narrow(collages.images(), 0, 0, DRAWN);
    Tensor[] columns = new Tensor[5];
    columns[0] = Heat.gray(images);
    for (int quarter = 0; quarter < 4; quarter++) {
      int[] labels = Arrays.copyOf(collages.labelsOf(quarter), DRAWN);
      columns[1 + quarter] = Heat.over(images, new Attribution(net, images, labels).gradCam());
    }
    Tensor table = stack(1, columns);
    int[] s = table.shape();
    imageGrid(
        file,
        Enlarged.smooth(table.reshape(s[0] * s[1], s[2], s[3], s[4]), 112, 112),
        g ->
            g.columns(5)
                .range(0, 1)
                .captions(
                    i ->
                        i % 5 == 0
                            ? "image"
                            : FashionMnist.CLASSES.get(collages.labels()[i / 5][i % 5 - 1])));
  }
}
