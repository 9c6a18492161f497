package dev.adjoint.samples.vision;

import static dev.adjoint.plots.Plots.chart;
import static dev.adjoint.plots.Plots.imageGrid;
import static dev.adjoint.tensor.Extrema.amaxOver;
import static dev.adjoint.tensor.Joining.concat;
import static dev.adjoint.tensor.Shaping.narrow;
import static dev.adjoint.tensor.Shaping.repeat;
import static dev.adjoint.tensor.Shaping.roll;

import com.google.auto.service.AutoService;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.data.FashionMnist;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/** What convolution and pooling do when an image moves: equivariance and invariance. */
@AutoService(Sample.class)
@Command(
    name = "pooling",
    description = "Pooling and strides: what becomes of features when an image moves.")
public final class PoolingSample extends Sample {
  /** Edges in four directions. */
  private static final Tensor KERNELS =
      Tensor.of(
          new float[] {
            1, 0, -1, 2, 0, -2, 1, 0, -1,
            1, 2, 1, 0, 0, 0, -1, -2, -1,
            -1, 0, 1, -2, 0, 2, -1, 0, 1,
            -1, -2, -1, 0, 0, 0, 1, 2, 1
          },
          4,
          1,
          3,
          3);

  private static final int IMAGES = 200;
  private static final int MOST = 8;
  private static final int WINDOW = 4;

  @Override
  public List<String> rows() {
    return List.of("E3");
  }

  @Override
  protected void run(Report report) throws IOException {
    tellLaws(report);
    report.excerpt("E3", "where the adjoints of pooled numbers go", Routes.text());
    Tensor clothes =
        FashionMnist.shipped()
            .test()
            .select(IntStream.range(0, IMAGES).map(i -> 10 * i).toArray())
            .x();
    Tensor images = clothes.reshape(IMAGES, 1, 28, 28);
    double[] none = Shifts.changes(images, MOST, PoolingSample::maps);
    double[] mean = Shifts.changes(images, MOST, x -> Subsampling.mean(maps(x), WINDOW));
    double[] largest = Shifts.changes(images, MOST, x -> Subsampling.largest(maps(x), WINDOW));
    double[] all = Shifts.changes(images, MOST, x -> amaxOver(maps(x), 2, 3));
    report.result(
        "E3",
        "change of edge maps of 200 clothes that move by a pixel: unpooled, largest and mean of"
            + " 4 x 4",
        largest[1] < 0.6 * none[1] && mean[1] < 0.6 * none[1],
        "%.0f %%, %.0f %%, %.0f %%",
        100 * none[1],
        100 * largest[1],
        100 * mean[1]);
    double[] pixels = IntStream.rangeClosed(0, MOST).asDoubleStream().toArray();
    report.picture(
        "E3",
        "shifts.png",
        "how features change with the distance that images move",
        png ->
            chart(
                png,
                c ->
                    c.title("Edges of clothes that move to the right")
                        .axes("pixels", "change of features, relative")
                        .marked("unpooled", pixels, none)
                        .marked("largest of 4 x 4", pixels, largest)
                        .marked("mean of 4 x 4", pixels, mean)
                        .marked("largest of all", pixels, all)));
    report.picture("E3", "maps.png", "maps of an image and of the moved image", this::drawMaps);
  }

  private void tellLaws(Report report) {
    Shifts shifts = new Shifts(RandomSource.of(seed()));
    double convolved = shifts.equivariance(Subsampling::maps, 1, 1);
    report.result(
        "E3",
        "equivariance of convolution: maps of 100 shifted images less shifted maps",
        convolved == 0,
        "%.1e at most",
        convolved);
    double[] even = fewer(shifts, 2);
    report.result(
        "E3",
        "the same by shifts of even numbers of places: every second place, largest and mean of"
            + " 2 x 2",
        even[0] == 0 && even[1] == 0 && even[2] == 0,
        "%.1e, %.1e, %.1e at most",
        even[0],
        even[1],
        even[2]);
    double[] any = fewer(shifts, 1);
    report.result(
        "E3",
        "by any shifts, at which none of the three is equivariant",
        any[0] > 0.1 && any[1] > 0.1 && any[2] > 0.1,
        "%.1f, %.1f, %.1f at most",
        any[0],
        any[1],
        any[2]);
    double invariance = shifts.invariance();
    report.result(
        "E3",
        "invariance of the largest number of a map, by any shifts",
        invariance == 0,
        "%.1e at most",
        invariance);
  }

  private static double[] fewer(Shifts shifts, int step) {
    return new double[] {
      shifts.equivariance(Subsampling::strided, step, 2),
      shifts.equivariance((x, k) -> Subsampling.largest(Subsampling.maps(x, k), 2), step, 2),
      shifts.equivariance((x, k) -> Subsampling.mean(Subsampling.maps(x, k), 2), step, 2)
    };
  }

  private static Tensor maps(Tensor images) {
    return Subsampling.maps(images, KERNELS);
  }

  /** An image, its first map and what pooling leaves of that, and the same three pixels further. */
  private void drawMaps(Path png) throws IOException {
    Tensor boot = FashionMnist.shipped().test().select(0).x().reshape(1, 1, 28, 28);
    Tensor shown = concat(0, row(boot), row(roll(boot, 3, 3)));
    List<String> names =
        List.of("image", "edges", "every second", "largest of 4 x 4", "mean of 4 x 4");
    imageGrid(png, shown, g -> g.columns(5).ranges().captions(i -> i < 5 ? names.get(i) : "moved"));
  }

  private static Tensor row(Tensor image) {
    Tensor map = narrow(maps(image), 1, 0, 1);
    return concat(
        0,
        image,
        map,
        enlarged(narrow(Subsampling.strided(image, KERNELS), 1, 0, 1), 2),
        enlarged(Subsampling.largest(map, WINDOW), WINDOW),
        enlarged(Subsampling.mean(map, WINDOW), WINDOW));
  }

  private static Tensor enlarged(Tensor image, int factor) {
    int height = image.dimension(2);
    int width = image.dimension(3);
    return repeat(image.reshape(height, 1, width, 1), 1, factor, 1, factor)
        .reshape(1, 1, factor * height, factor * width);
  }
}
