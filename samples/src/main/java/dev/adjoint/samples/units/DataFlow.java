package dev.adjoint.samples.units;

import static dev.adjoint.optim.Optimizers.sgd;
import static dev.adjoint.plots.Plots.computationGraph;

import com.google.auto.service.AutoService;
import dev.adjoint.graph.ComputationGraph;
import dev.adjoint.io.AtomicFile;
import dev.adjoint.optim.Minimum;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

/** Numerical computation as a graph of data flow. */
@AutoService(Sample.class)
@Command(
    name = "data-flow",
    description = "h = ReLU(Wx + b) as one method: one-call minimization, and its graph drawn.")
public final class DataFlow extends Sample {
  private static final int EXAMPLES = 200;

  @Override
  public List<String> rows() {
    return List.of("B7");
  }

  @Override
  protected void run(Report report) throws IOException {
    RandomSource random = RandomSource.of(seed());
    RectifiedLayer made = RectifiedLayer.init(2, 3, random);
    RectifiedLayer start = RectifiedLayer.init(2, 3, random);
    Tensor x = Tensors.normal(random, 2, EXAMPLES);
    Tensor target = made.h(x);

    Minimum<RectifiedLayer> found =
        sgd(s -> s.learningRate(0.5))
            .minimize(
                RectifiedLayerTree.TREE,
                start,
                layer -> RectifiedLayerGrad.loss(layer, x, target),
                1000);

    report.result(
        "B7",
        "one call of minimize leaves a loss under 1e-6",
        found.value() < 1e-6,
        "%.1e after %d steps, from %.3f",
        found.value(),
        found.iterations(),
        start.loss(x, target));

    Tensor few = Tensor.of(new float[] {1, -0.5f, 2, 1}, 2, 2);
    ComputationGraph layer = RectifiedLayerGrad.lossGraph(start, few, made.h(few));
    RectifiedLayer gradient = RectifiedLayerGrad.loss(start, few, made.h(few)).gradient();
    report.result(
        "B7",
        "the adjoints in the graph are the gradient",
        layer.node("w").adjoint().equals(gradient.w())
            && layer.node("b").adjoint().equals(gradient.b()),
        "to the last bit");
    draw(report, layer, "layer", "h = ReLU(Wx + b) and its loss for two examples");

    ComputationGraph root = NewtonGrad.rootGraph(2);
    double slope = (double) root.node("a").adjoint();
    report.result(
        "B7",
        "derivative of Newton's square root of 2, at the graph's node, less 1 / (2 √2)",
        Math.abs(slope - Math.sqrt(0.125)) < 1e-9,
        "%.1e",
        Math.abs(slope - Math.sqrt(0.125)));
    draw(report, root, "newton", "a branch and a loop: the square root of 2 by Newton's method");
  }

  /** As a picture, for a browser, and for Graphviz. */
  private static void draw(Report report, ComputationGraph graph, String name, String caption)
      throws IOException {
    Path svg = report.file(name + ".svg");
    computationGraph(svg, graph);
    AtomicFile.writeText(report.file(name + ".dot"), graph.dot());
    report.say("%s, and %s.dot for Graphviz", svg, name);
    report.picture("B7", name + ".png", caption, png -> computationGraph(png, graph));
  }
}
