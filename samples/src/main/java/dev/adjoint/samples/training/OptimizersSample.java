package dev.adjoint.samples.training;

import static dev.adjoint.plots.Plots.panels;

import com.google.auto.service.AutoService;
import dev.adjoint.plots.Chart;
import dev.adjoint.plots.Panel;
import dev.adjoint.plots.Surface;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;

/** Nine optimizers go down one valley, step by step as PyTorch and the papers have it. */
@AutoService(Sample.class)
@Command(
    name = "optimizers",
    description = "Nine optimizers go down the same valley, each as PyTorch or its paper does.")
public final class OptimizersSample extends Sample {
  private static final double ALLOWED = 1e-8;

  @Override
  public List<String> rows() {
    return List.of("D1");
  }

  @Override
  protected void run(Report report) throws IOException {
    Map<String, List<Place>> all = Trajectories.all();
    Map<String, Double> differences = Trajectories.differences(all);
    StringBuilder table = new StringBuilder("optimizer   steps   height at the end   difference\n");
    all.forEach(
        (name, places) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "%-10s %6d %19.2e %12.1e%n",
                    name,
                    places.size() - 1,
                    last(places).height(),
                    differences.get(name))));
    double largest = differences.values().stream().max(Double::compare).orElseThrow();
    report.excerpt("D1", "where each came to, and how far that is from PyTorch", table.toString());
    report.result(
        "D1",
        "relative difference of 9 trajectories from PyTorch's, and of Lion's and the lecture's"
            + " RMSprop's from their formulas",
        differences.keySet().equals(all.keySet()) && largest < ALLOWED,
        "%.1e at most",
        largest);
    report.picture("D1", "valley.png", "their ways down the valley", png -> draw(png, all));
  }

  private static Place last(List<Place> places) {
    return places.get(places.size() - 1);
  }

  private static void draw(Path png, Map<String, List<Place>> all) throws IOException {
    panels(
        png,
        2,
        List.of(
            Panel.surface(
                (x, y) -> new Place(x, y).height(),
                s -> show(s, all, List.of("momentum", "L-BFGS"))),
            Panel.surface(
                (x, y) -> new Place(x, y).height(), s -> show(s, all, List.of("Adam", "Lion"))),
            Panel.chart(c -> heights(c, all, List.of("SGD", "momentum", "Nesterov", "L-BFGS"))),
            Panel.chart(c -> heights(c, all, List.of("AdaGrad", "RMSprop", "Adam", "Lion")))));
  }

  private static void show(Surface surface, Map<String, List<Place>> all, List<String> names) {
    surface.title(String.join(", ", names)).x("x", -1.6, 1.6).y("y", -0.6, 1.8).logarithmic();
    surface.bands(8);
    for (String name : names) {
      List<Place> places = all.get(name);
      surface.path(
          name,
          places.stream().mapToDouble(Place::x).toArray(),
          places.stream().mapToDouble(Place::y).toArray());
    }
  }

  private static void heights(Chart chart, Map<String, List<Place>> all, List<String> names) {
    chart.title("Height by step").axes("step", "height").logY();
    for (String name : names) {
      chart.line(name, all.get(name).stream().mapToDouble(Place::height).toArray());
    }
  }
}
