package dev.adjoint.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.ShapeException;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.train.EpochReport;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotsTest {
  @TempDir Path directory;

  /** A container may not have any. */
  private static void needsFont() {
    assumeTrue(Fonts.failure().isEmpty());
  }

  private static List<EpochReport> epochs(int count, boolean validated) {
    List<EpochReport> epochs = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      Map<String, Double> metrics = validated ? Map.of("accuracy", 1 - 0.9 / (i + 1)) : Map.of();
      epochs.add(new EpochReport(i, 10, 2.3 / i, metrics, Duration.ofMillis(5), 1000));
    }
    return epochs;
  }

  private BufferedImage read(Path png) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).as("nothing is left aside").containsExactly(png);
    }
    return ImageIO.read(png.toFile());
  }

  private static Set<Integer> colors(BufferedImage image) {
    Set<Integer> colors = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colors.add(image.getRGB(x, y) & 0xffffff);
      }
    }
    return colors;
  }

  @Test
  void aLearningCurveShowsLossAndMetric() throws IOException {
    needsFont();
    Path png = directory.resolve("curve.png");
    Plots.learningCurve(png, epochs(30, true), c -> c.title("Digits").metric("test accuracy"));
    BufferedImage image = read(png);
    assertThat(image.getWidth()).isEqualTo(900);
    assertThat(image.getHeight()).isEqualTo(540);
    assertThat(colors(image))
        .contains(0xffffff, Look.BLUE.getRGB() & 0xffffff, Look.ORANGE.getRGB() & 0xffffff);
  }

  @Test
  void aLearningCurveWithoutMetricOrWithOneEpoch() throws IOException {
    needsFont();
    Path png = directory.resolve("curve.png");
    Plots.learningCurve(png, epochs(100, false), c -> {});
    assertThat(colors(read(png)))
        .contains(Look.BLUE.getRGB() & 0xffffff)
        .doesNotContain(Look.ORANGE.getRGB() & 0xffffff);
    Plots.learningCurve(png, epochs(1, true), c -> {});
    assertThat(colors(read(png))).contains(Look.BLUE.getRGB() & 0xffffff);
  }

  @Test
  void aLearningCurveOfNothing() {
    Path png = directory.resolve("curve.png");
    assertThatThrownBy(() -> Plots.learningCurve(png, List.of(), c -> {}))
        .hasMessage("a learning curve needs at least one epoch");
    assertThat(png).doesNotExist();
  }

  @Test
  void aGridKeepsEveryPixel() throws IOException {
    needsFont();
    Path png = directory.resolve("grid.png");
    Tensor images = Tensor.of(new float[] {0, 1, 1, 0, 0.5f, 0, 0, 1}, 2, 2, 2);
    Plots.imageGrid(png, images, g -> {});
    BufferedImage image = read(png);
    // Two tiles of 88 x 88 with a gap of 14 and margins of 24; an element is 44 pixels wide.
    assertThat(image.getWidth()).isEqualTo(24 + 88 + 14 + 88 + 24);
    assertThat(image.getHeight()).isEqualTo(24 + 88 + 24);
    assertThat(image.getRGB(24, 24)).isEqualTo(0xff000000);
    assertThat(image.getRGB(24 + 44, 24)).isEqualTo(0xffffffff);
    assertThat(image.getRGB(24 + 88 + 14, 24)).isEqualTo(0xff808080);
    assertThat(image.getRGB(24 + 88 + 14 + 87, 24 + 87)).isEqualTo(0xffffffff);
  }

  @Test
  void aGridMayShowInkOnPaper() throws IOException {
    needsFont();
    Path png = directory.resolve("grid.png");
    Plots.imageGrid(png, Tensor.of(new float[] {0, 1}, 1, 1, 2), g -> g.inverted());
    BufferedImage image = read(png);
    assertThat(image.getRGB(24, 24)).isEqualTo(0xffffffff);
    assertThat(image.getRGB(24 + 44, 24)).isEqualTo(0xff000000);
  }

  @Test
  void aGridOfAGivenRange() throws IOException {
    needsFont();
    Path png = directory.resolve("grid.png");
    Tensor images = Tensor.of(new float[] {-9, 0, 1, 3}, 1, 2, 2);
    Plots.imageGrid(png, images, g -> g.range(-1, 1));
    BufferedImage image = read(png);
    assertThat(image.getRGB(24, 24)).isEqualTo(0xff000000);
    assertThat(image.getRGB(24 + 44, 24)).isEqualTo(0xff808080);
    assertThat(image.getRGB(24, 24 + 44)).isEqualTo(0xffffffff);
    assertThat(image.getRGB(24 + 44, 24 + 44)).isEqualTo(0xffffffff);
    assertThatThrownBy(() -> Plots.imageGrid(png, images, g -> g.range(1, 1)))
        .hasMessage("black must be below white: 1.0 and 1.0");
  }

  @Test
  void aGridOfImagesWithTheirOwnRanges() throws IOException {
    needsFont();
    Path png = directory.resolve("grid.png");
    Plots.imageGrid(png, Tensor.of(new float[] {0, 100, 1, 2}, 2, 1, 2), g -> g.ranges());
    BufferedImage image = read(png);
    for (int left : new int[] {24, 24 + 88 + 14}) {
      assertThat(image.getRGB(left, 24)).isEqualTo(0xff000000);
      assertThat(image.getRGB(left + 44, 24)).isEqualTo(0xffffffff);
    }
  }

  /** Noise would take three bytes for each pixel of a PNG file. */
  @Test
  void aGridAsJpeg() throws IOException {
    needsFont();
    Path jpg = directory.resolve("grid.jpg");
    Tensor noise = Tensors.uniform(RandomSource.of(1), 0, 1, 1, 3, 200, 200);
    Plots.imageGrid(jpg, noise, g -> {});
    assertThat(Files.size(jpg)).isLessThan(2 * 200 * 200);
    assertThat(Files.readAllBytes(jpg)).startsWith(0xff, 0xd8, 0xff);
    assertThat(read(jpg).getWidth()).isEqualTo(24 + 200 + 24);
  }

  @Test
  void aGridOfColours() throws IOException {
    needsFont();
    Path png = directory.resolve("grid.png");
    Plots.imageGrid(png, Tensor.of(new float[] {1, 0, 0.5f}, 1, 3, 1, 1), g -> {});
    assertThat(read(png).getRGB(60, 60)).isEqualTo(0xffff0080);
  }

  @Test
  void aGridOfOneShade() throws IOException {
    needsFont();
    Path png = directory.resolve("grid.png");
    Plots.imageGrid(png, Tensor.ones(1, 4, 4), g -> {});
    assertThat(read(png).getRGB(60, 60)).isEqualTo(0xff000000);
  }

  @Test
  void titlesCaptionsAndHighlights() throws IOException {
    needsFont();
    Path png = directory.resolve("grid.png");
    Tensor images = Tensors.uniform(RandomSource.of(1), 0, 1, 10, 8, 8);
    Plots.imageGrid(
        png,
        images,
        g -> g.title("Ten").columns(4).captions(i -> "seen as " + i).highlight(i -> i == 3));
    BufferedImage image = read(png);
    assertThat(image.getHeight()).isEqualTo(48 + 40 + 3 * (88 + 14 + 22) - 14);
    assertThat(colors(image))
        .contains(Look.VERMILION.getRGB() & 0xffffff, Look.INK.getRGB() & 0xffffff);
    int narrow = image.getWidth();
    Plots.imageGrid(png, images, g -> g.title("A long title ".repeat(9)).columns(4));
    assertThat(read(png).getWidth()).as("a long title is not cut").isGreaterThan(narrow);
  }

  /** Captions of neighbours ran into each other, since bold ones are wider. */
  @Test
  void highlightedCaptionsHaveTheirPlace() throws IOException {
    needsFont();
    Path png = directory.resolve("grid.png");
    Tensor images = Tensor.ones(2, 8, 8);
    String caption = "a pullover above a sneaker";
    Plots.imageGrid(png, images, g -> g.captions(i -> caption));
    int plain = read(png).getWidth();
    Plots.imageGrid(png, images, g -> g.captions(i -> caption).highlight(i -> i == 1));
    assertThat(read(png).getWidth()).isGreaterThan(plain);
  }

  @Test
  void whatIsNoGrid() {
    Path png = directory.resolve("grid.png");
    assertThatThrownBy(() -> Plots.imageGrid(png, Tensor.zeros(5, 64), g -> {}))
        .isInstanceOf(ShapeException.class)
        .hasMessageEndingWith("expected: [5, 64]");
    assertThatThrownBy(() -> Plots.imageGrid(png, Tensor.zeros(5, 2, 8, 8), g -> {}))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Plots.imageGrid(png, Tensor.zeros(0, 8, 8), g -> {}))
        .isInstanceOf(ShapeException.class);
    Tensor images = Tensor.zeros(5, 8, 8);
    assertThatThrownBy(() -> Plots.imageGrid(png, images, g -> g.columns(0)))
        .hasMessage("columns must be positive: 0");
    assertThat(png).doesNotExist();
  }

  @Test
  void anotherFileIsReplaced() throws IOException {
    needsFont();
    Path png = directory.resolve("grid.png");
    Plots.imageGrid(png, Tensor.ones(1, 4, 4), g -> {});
    Plots.imageGrid(png, Tensor.ones(2, 4, 4), g -> {});
    assertThat(read(png).getWidth()).isEqualTo(24 + 88 + 14 + 88 + 24);
  }

  @Test
  void aPathThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "text");
    assertThatThrownBy(() -> Plots.imageGrid(file.resolve("a.png"), Tensor.ones(1, 4, 4), g -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no such directory: " + file);
    assertThat(file).hasContent("text");
  }

  @Test
  void aMachineWithoutFontsGetsTheRemedy() {
    assumeTrue(Fonts.failure().isPresent());
    Path png = directory.resolve("grid.png");
    assertThatThrownBy(() -> Plots.imageGrid(png, Tensor.ones(1, 4, 4), g -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(png + ": the Java runtime found no font to draw with; install");
    assertThat(png).doesNotExist();
  }

  /** The rows of a picture that are grid lines: mostly pale. */
  private static long gridLines(BufferedImage image) {
    int lines = 0;
    boolean isLine = false;
    for (int y = 0; y < image.getHeight(); y++) {
      int pale = 0;
      for (int x = 0; x < image.getWidth(); x++) {
        int grey = image.getRGB(x, y) & 0xff;
        pale += grey > 0xc0 && grey < 0xff ? 1 : 0;
      }
      // A line between two rows of pixels is pale in both.
      lines += pale > image.getWidth() / 2 && !isLine ? 1 : 0;
      isLine = pale > image.getWidth() / 2;
    }
    return lines;
  }

  @Test
  void anAxisOverManyPowersOfTenHasFewLines() throws IOException {
    needsFont();
    Path png = directory.resolve("decades.png");
    double[] ys = {1e-14, 1e-9, 3e-4, 0, 10, 500};
    Plots.chart(png, c -> c.logY().line("a", ys).line("b", ys));
    assertThat(gridLines(read(png))).isBetween(3L, 12L);
    Plots.chart(png, c -> c.logY().range(1e-15, 1e3).line("a", ys).line("b", ys));
    assertThat(gridLines(read(png))).isBetween(3L, 12L);
  }

  @Test
  void powersOfTenAreWrittenOutWhereTheyAreShort() {
    assertThat(Stream.of(-4.0, -3.0, -1.0, 0.0, 0.5, 3.0, 4.0).map(Decades::label))
        .containsExactly("1e-4", "0.001", "0.1", "1", "", "1000", "1e4");
  }

  @Test
  void aLegendThatIsTooLongForALineIsNotCutOff() throws IOException {
    needsFont();
    Path png = directory.resolve("legend.png");
    Plots.chart(
        png,
        c -> {
          for (int i = 0; i < 5; i++) {
            c.line("a long name for one of the five lines, number " + i, new double[] {1, 2, i});
          }
        });
    BufferedImage image = read(png);
    int bottom = image.getHeight() / 2;
    Set<Integer> below = colors(image.getSubimage(0, bottom, image.getWidth(), bottom));
    for (int i = 0; i < 5; i++) {
      assertThat(below).contains(Look.SERIES.get(i).getRGB() & 0xffffff);
    }
    int edge = image.getWidth() - 3;
    assertThat(colors(image.getSubimage(edge, bottom, 3, bottom))).containsExactly(0xffffff);
    assertThat(colors(image.getSubimage(0, bottom, 3, bottom))).containsExactly(0xffffff);
  }
}
