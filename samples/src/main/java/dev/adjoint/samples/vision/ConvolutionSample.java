package dev.adjoint.samples.vision;

import static dev.adjoint.plots.Plots.imageGrid;
import static dev.adjoint.tensor.Elementwise.abs;
import static dev.adjoint.tensor.Extrema.max;
import static dev.adjoint.tensor.Joining.concat;
import static dev.adjoint.tensor.Shaping.slice;

import com.google.auto.service.AutoService;
import dev.adjoint.data.images.Images;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.data.Photographs;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;

/** Convolution by the lecture's two definitions, its laws, and its kernels on a photograph. */
@AutoService(Sample.class)
@Command(
    name = "convolution",
    description = "Convolution in two ways, its laws, and kernels on a photograph.")
public final class ConvolutionSample extends Sample {
  private static final double[] A = {2, -1, 1};
  private static final double[] B = {1, 1, 2};
  private static final double[][] IMAGE = {{1, 3, 1}, {0, -1, 1}, {2, 2, -1}};
  private static final double[][] SMALL = {{1, 2}, {0, -1}};
  private static final double[][] PRODUCT = {
    {1, 5, 7, 2}, {0, -2, -4, 1}, {2, 6, 4, -3}, {0, -2, -2, 1}
  };

  @Override
  public List<String> rows() {
    return List.of("E1");
  }

  @Override
  protected void run(Report report) throws IOException {
    tellExamples(report);
    tellLaws(report);
    Tensor photograph = gray(Images.resize(Photographs.china(), 160, 240));
    Kernel learned = Kernel.between(photograph, Kernel.SOBEL.apply(photograph), 3);
    float error = max(abs(learned.weight().minus(Kernel.SOBEL.weight())));
    report.result(
        "E1",
        "Sobel's kernel, learned from the photograph and its edges, less the kernel itself, below"
            + " 0.01",
        error < 0.01,
        "%.1e",
        error);
    drawKernels(report, photograph);
  }

  private static void tellExamples(Report report) {
    double[] translated = Convolution.translateAndScale(A, B);
    double[] filtered = Convolution.flipAndFilter(A, B);
    report.result(
        "E1",
        "(2, -1, 1) * (1, 1, 2) by translating and scaling, and by flipping and filtering",
        Arrays.equals(translated, new double[] {2, 1, 4, -1, 2})
            && Arrays.equals(filtered, translated),
        "%s, %s",
        Laws.text(translated),
        Laws.text(filtered));
    double[][] image = Convolution.translateAndScale(IMAGE, SMALL);
    boolean same =
        Arrays.deepEquals(image, PRODUCT)
            && Arrays.deepEquals(Convolution.flipAndFilter(IMAGE, SMALL), PRODUCT);
    report.result(
        "E1",
        "the lecture's image of 3 x 3 with its kernel of 2 x 2, by both ways",
        same,
        same ? "as in the lecture" : "another result");
    report.excerpt("E1", "an image, a kernel, and their convolution", Laws.equation(IMAGE, SMALL));
  }

  private void tellLaws(Report report) {
    RandomSource random = RandomSource.of(seed());
    double commutativity = Laws.commutativity(random);
    double linearity = Laws.linearity(random);
    double derivatives = Laws.derivatives(random);
    report.result(
        "E1",
        "a * b less b * a, of 100 random pairs of images",
        commutativity < 1e-12,
        "%.1e at most",
        commutativity);
    report.result(
        "E1",
        "a * (λ b + c) less λ (a * b) + a * c, of 100 random triples",
        linearity < 1e-12,
        "%.1e at most",
        linearity);
    report.result(
        "E1",
        "generated derivatives of one way less those of the other, of 100 random pairs",
        derivatives < 1e-12,
        "%.1e at most",
        derivatives);
  }

  /** Luminance by ITU-R BT.601, of shape {@code [1, 1, H, W]}. */
  static Tensor gray(Tensor image) {
    Tensor weights = Tensor.of(new float[] {0.299f, 0.587f, 0.114f}, 3, 1, 1);
    return image.times(weights).sumOver(0).reshape(1, 1, image.dimension(1), image.dimension(2));
  }

  private static void drawKernels(Report report, Tensor photograph) throws IOException {
    List<String> names = List.of("photograph", "blur", "sharpen", "edges", "Sobel", "blur 8 times");
    Tensor blurred = photograph;
    for (int i = 0; i < 8; i++) {
      blurred = Kernel.BLUR.apply(blurred);
    }
    Tensor shown =
        concat(
            0,
            inner(photograph),
            inner(Kernel.BLUR.apply(photograph)),
            inner(Kernel.SHARPEN.apply(photograph)),
            inner(abs(Kernel.EDGES.apply(photograph))),
            inner(abs(Kernel.SOBEL.apply(photograph)).scale(0.5f)),
            inner(blurred));
    report.picture(
        "E1",
        "kernels.jpg",
        "the kernels on a photograph",
        file -> imageGrid(file, shown, g -> g.columns(3).range(0, 1).captions(names::get)));
  }

  /** What all have in common: without the borders that a kernel does not fit into. */
  private static Tensor inner(Tensor image) {
    int rows = (image.dimension(2) - 144) / 2;
    int columns = (image.dimension(3) - 224) / 2;
    return slice(slice(image, 2, rows, rows + 144), 3, columns, columns + 224);
  }
}
