package dev.adjoint.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelsTest {
  private static final double[] XS = {1, 2, 3, 4};
  private static final double[] YS = {1e-3, 1e-1, 10, 100};

  @TempDir Path directory;

  private BufferedImage read(String name) throws IOException {
    return ImageIO.read(directory.resolve(name).toFile());
  }

  private static Set<Integer> colors(BufferedImage image) {
    Set<Integer> colors = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colors.add(image.getRGB(x, y));
      }
    }
    return colors;
  }

  private static Integer[] rgb(List<Color> colors) {
    return colors.stream().map(Color::getRGB).toArray(Integer[]::new);
  }

  @Test
  void everySeriesOfAChartHasItsColour() throws IOException {
    assumeTrue(Fonts.failure().isEmpty());
    Plots.chart(
        directory.resolve("chart.png"),
        c ->
            c.title("Four")
                .axes("x", "y")
                .logY()
                .line("line", XS, YS)
                .dashed("dashed", XS, new double[] {1, 2, 3, 4})
                .marked("marked", XS, new double[] {2, 3, 4, 5})
                .points("points", XS, new double[] {9, 8, 0, -7}));
    assertThat(colors(read("chart.png"))).contains(rgb(Look.SERIES.subList(0, 4)));
  }

  @Test
  void aCurveIsAFunction() throws IOException {
    assumeTrue(Fonts.failure().isEmpty());
    Plots.chart(
        directory.resolve("curve.png"), c -> c.curve("sine", 0, 6.28, Math::sin).range(-2, 2));
    assertThat(colors(read("curve.png"))).contains(Look.BLUE.getRGB());
  }

  @Test
  void aSurfaceIsDarkWhereItIsLow() throws IOException {
    assumeTrue(Fonts.failure().isEmpty());
    Plots.surface(
        directory.resolve("surface.png"),
        (x, y) -> x > 0.5 && y > 0.5 ? Double.NaN : x + y,
        s -> s.title("A slope").x("a", 0, 1).y("b", 0, 1).bands(8));
    BufferedImage image = read("surface.png");
    // The lower left corner of the surface, one pixel inside, and the middle of the upper right.
    assertThat(image.getRGB(64, 560 - 52 - 26 - 4)).isEqualTo(Look.shade(0).getRGB());
    assertThat(image.getRGB(420, 120)).as("no value").isEqualTo(Color.WHITE.getRGB());
    assertThat(image.getColorModel()).as("few colours").isInstanceOf(IndexColorModel.class);
  }

  @Test
  void pathsAndPointsLieOnASurface() throws IOException {
    assumeTrue(Fonts.failure().isEmpty());
    Plots.surface(
        directory.resolve("paths.png"),
        (x, y) -> x * x + 10 * y * y,
        s ->
            s.logarithmic()
                .path("descent", new double[] {0.9, 0.1}, new double[] {0.8, 0})
                .points("minimum", new double[] {0}, new double[] {0}));
    assertThat(colors(read("paths.png"))).contains(rgb(Look.ON_SURFACE.subList(0, 2)));
  }

  @Test
  void heightsAreInEqualBandsOrInEqualRatios() {
    Surface.Range range = new Surface.Range(0, 1);
    Heights linear = new Heights((x, y) -> x, range, range, 4, false);
    assertThat(linear.sample(8, 1).bands()).containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
    Heights logarithmic = new Heights((x, y) -> x, range, range, 4, true);
    int[] bands = logarithmic.sample(8, 1).bands();
    assertThat(bands).isSorted().startsWith(0).endsWith(3);
    assertThat(bands[1]).as("low values are told apart").isPositive();
    assertThat(new Heights((x, y) -> 5, range, range, 4, true).sample(2, 1).bands())
        .containsExactly(0, 0);
  }

  @Test
  void panelsStandInRows() throws IOException {
    assumeTrue(Fonts.failure().isEmpty());
    Panel chart = Panel.chart(c -> c.line("line", XS));
    Panel surface = Panel.surface((x, y) -> x, s -> {});
    Plots.panels(directory.resolve("three.png"), 2, List.of(chart, surface, chart));
    BufferedImage image = read("three.png");
    assertThat(image.getWidth()).isEqualTo(2 * 440);
    assertThat(image.getHeight()).isEqualTo(2 * 340);
    assertThat(image.getRGB(440 + 220, 340 + 170)).isEqualTo(Color.WHITE.getRGB());
  }

  @Test
  void whatCannotBeDrawn() {
    Path png = directory.resolve("none.png");
    assertThatThrownBy(() -> Plots.chart(png, c -> c.line("short", XS, new double[3])))
        .hasMessage(
            "\"short\": as many values as points expected, one at least: 3 values, 4 points");
    assertThatThrownBy(() -> Plots.surface(png, (x, y) -> x, s -> s.path("", XS, new double[0])))
        .hasMessage("\"\": two coordinates of each place expected, one place at least: 4 and 0");
    assertThatThrownBy(() -> Plots.surface(png, (x, y) -> x, s -> s.bands(1)))
        .hasMessage("bands must be from 2 to 64: 1");
    assertThatThrownBy(() -> Plots.panels(png, 0, List.of()))
        .hasMessage("one column and one panel expected, or more: 0 columns, 0 panels");
    assertThat(png).doesNotExist();
  }
}
