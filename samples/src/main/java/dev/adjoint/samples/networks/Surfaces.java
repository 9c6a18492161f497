package dev.adjoint.samples.networks;

import com.google.auto.service.AutoService;
import dev.adjoint.plots.Panel;
import dev.adjoint.plots.Plots;
import dev.adjoint.plots.Surface;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Losses from above, with walks downhill. */
@AutoService(Sample.class)
@Command(
    name = "surfaces",
    description = "Convex and other loss surfaces with descents, restarts, a saddle, a plateau.")
public final class Surfaces extends Sample {
  private static final int STEPS = 200;
  private static final int RESTARTS = 12;

  @Override
  public List<String> rows() {
    return List.of("C7");
  }

  @Override
  protected void run(Report report) throws IOException {
    List<Descent> convex = convex();
    double apart =
        Math.hypot(
            convex.get(0).lastX() - convex.get(1).lastX(),
            convex.get(0).lastY() - convex.get(1).lastY());
    report.result(
        "C7", "convex: two descents end apart by less than 0.001", apart < 1e-3, "%.1e", apart);
    List<Descent> saddle = saddle();
    double[][] hessian = LandscapeGrad.hiddenHessian(new double[2]).hessian();
    double determinant = hessian[0][0] * hessian[1][1] - hessian[0][1] * hessian[1][0];
    report.result(
        "C7",
        "saddle: the determinant of the Hessian at (0, 0) is negative",
        determinant < 0,
        "%.3f",
        determinant);
    report.result(
        "C7",
        "saddle: descents from both sides end in opposite valleys",
        saddle.get(0).lastX() * saddle.get(1).lastX() < 0,
        "w = %.3f and %.3f",
        saddle.get(0).lastX(),
        saddle.get(1).lastX());
    List<Descent> restarts = restarts(seed());
    report.result(
        "C7",
        "many valleys: the best of twelve random starts, and the median",
        restarts.get(0).loss() < 1e-6,
        "%.1e and %.3f",
        restarts.get(0).loss(),
        restarts.get(RESTARTS / 2).loss());
    Descent flat = plateau();
    double moved = Math.hypot(flat.lastX() - flat.x()[0], flat.lastY() - flat.y()[0]);
    report.result(
        "C7",
        "plateau: how far %d steps lead where the unit is saturated".formatted(STEPS),
        moved < 0.5,
        "%.3f",
        moved);
    report.picture(
        "C7",
        "surfaces.png",
        "losses by two parameters, dark where they are low, with descents from ring to disc",
        png -> Plots.panels(png, 2, panels(convex, saddle, restarts, flat)));
  }

  static List<Descent> convex() {
    return List.of(
        Descent.walk(LandscapeGrad::logistic, -2, 2.5, 1, STEPS),
        Descent.walk(LandscapeGrad::logistic, 3.5, -2.5, 1, STEPS));
  }

  static List<Descent> saddle() {
    return List.of(
        Descent.walk(LandscapeGrad::hidden, 0.1, -0.6, 0.2, STEPS),
        Descent.walk(LandscapeGrad::hidden, -0.1, 0.6, 0.2, STEPS));
  }

  /** Descents from random places, the best first. */
  static List<Descent> restarts(long seed) {
    RandomSource random = RandomSource.of(seed);
    return Stream.generate(
            () ->
                Descent.walk(
                    LandscapeGrad::wave,
                    6 * random.nextDouble(),
                    6 * random.nextDouble() - 3,
                    0.1,
                    STEPS))
        .limit(RESTARTS)
        .sorted(Comparator.comparing(Descent::loss))
        .toList();
  }

  static Descent plateau() {
    return Descent.walk(LandscapeGrad::saturated, -9, 1, 0.1, STEPS);
  }

  private static List<Panel> panels(
      List<Descent> convex, List<Descent> saddle, List<Descent> restarts, Descent flat) {
    return List.of(
        Panel.surface(
            (w, b) -> Landscape.logistic(new double[] {w, b}),
            s -> {
              s.title("Convex: logistic regression").x("w", -3, 5).y("b", -3, 3);
              paths(convex).accept(s);
            }),
        Panel.surface(
            (w, v) -> Landscape.hidden(new double[] {w, v}),
            s -> {
              s.title("Two valleys and a saddle: v tanh(w x)").x("w", -3, 3).y("v", -2, 2);
              paths(saddle).accept(s);
            }),
        Panel.surface(
            (w, b) -> Landscape.wave(new double[] {w, b}),
            s -> {
              s.title("Many valleys: sin(w x + b)").x("w", 0, 6).y("b", -3, 3);
              paths(restarts).accept(s);
            }),
        Panel.surface(
            (w, b) -> Landscape.saturated(new double[] {w, b}),
            s -> {
              s.title("A plateau: saturated unit").x("w", -10, 10).y("b", -10, 10);
              paths(List.of(flat)).accept(s);
            }));
  }

  private static Consumer<Surface> paths(List<Descent> descents) {
    return s -> descents.forEach(descent -> s.path("", descent.x(), descent.y()));
  }
}
