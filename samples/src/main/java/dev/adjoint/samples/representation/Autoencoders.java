package dev.adjoint.samples.representation;

import static dev.adjoint.optim.Optimizers.adam;
import static dev.adjoint.optim.Schedules.cosine;
import static dev.adjoint.plots.Plots.imageGrid;
import static dev.adjoint.tensor.Choices.clamp;
import static dev.adjoint.tensor.Elementwise.log;
import static dev.adjoint.tensor.Joining.concat;
import static dev.adjoint.tensor.Losses.binaryCrossEntropyWithLogits;
import static dev.adjoint.tensor.Losses.meanSquaredError;
import static dev.adjoint.tensor.Shaping.slice;

import com.google.auto.service.AutoService;
import dev.adjoint.ParameterTree;
import dev.adjoint.data.Column;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Dataset1;
import dev.adjoint.data.Split;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.tensor.Masks;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.train.Loss1;
import dev.adjoint.train.Training;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Autoencoders that remove noise, use few units at a time, and make images of their own. */
@AutoService(Sample.class)
@Command(
    name = "autoencoders",
    description = "Denoising, sparse and variational autoencoders of images of clothes.")
public final class Autoencoders extends Sample {
  private static final int UNITS = 256;
  private static final int SHOWN = 10;
  private static final float ACTIVITY = 0.05f;

  /** How far the plane of codes is drawn, in standard deviations. */
  private static final float REACH = 2;

  @Mixin private final TrainingOptions options = new TrainingOptions(20);

  @Option(
      names = "--images",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How many images to learn from (default: ${DEFAULT-VALUE}).")
  private int images = 10_000;

  @Override
  public List<String> rows() {
    return List.of("D11");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "2", "--images", "1000");
  }

  @Override
  protected void run(Report report) throws IOException {
    Split<Dataset<Tensor, int[]>> clothes = Clothes.rows(images);
    Tensor train = clothes.train().x();
    Tensor test = Clothes.inTurn(clothes.test(), 100);
    Autoencoder plain =
        train(AutoencoderTree.TREE, start(), (ae, x) -> AutoencoderGrad.loss(ae, x, x), train);
    denoise(report, plain, train, test);
    sparsify(report, plain, train, test);
    Vae wide = trainVae(train, 16);
    Vae flat = trainVae(train, 2);
    generate(report, wide, flat, train, test);
  }

  private Autoencoder start() {
    return Autoencoder.init(Clothes.PIXELS, UNITS, RandomSource.of(seed()));
  }

  /** An autoencoder that sees half of the pixels of its images, and shall make all of them. */
  private void denoise(Report report, Autoencoder plain, Tensor train, Tensor test)
      throws IOException {
    RandomSource random = RandomSource.of(seed());
    Autoencoder denoising =
        train(
            AutoencoderTree.TREE,
            start(),
            (ae, x) -> AutoencoderGrad.loss(ae, withoutHalf(x, random), x),
            train);
    Tensor broken = withoutHalf(test, random);
    double before = meanSquaredError(broken, test);
    double byPlain = meanSquaredError(plain.reconstruct(broken), test);
    double after = meanSquaredError(denoising.reconstruct(broken), test);
    report.result(
        "D11",
        "mean squared error of what is made of images without half of their pixels: by"
            + " an autoencoder that learned to, by one that did not; of the broken images",
        after < 0.5 * byPlain && after < 0.3 * before,
        "%.4f, %.4f; %.4f",
        after,
        byPlain,
        before);
    Tensor shown = some(broken);
    report.picture(
        "D11",
        "denoising.png",
        "test images; without half of their pixels; what the denoising autoencoder makes of these",
        png ->
            imageGrid(
                png,
                Clothes.images(concat(0, some(test), shown, denoising.reconstruct(shown))),
                g -> g.columns(SHOWN)));
  }

  private static Tensor withoutHalf(Tensor x, RandomSource random) {
    return x.times(Masks.greater(Tensors.uniform(random, 0, 1, x.shape()), 0.5f));
  }

  private static Tensor some(Tensor rows) {
    return slice(rows, 0, 0, SHOWN);
  }

  private void sparsify(Report report, Autoencoder plain, Tensor train, Tensor test)
      throws IOException {
    Autoencoder sparse =
        train(
            AutoencoderTree.TREE,
            start(),
            (ae, x) -> AutoencoderGrad.sparseLoss(ae, x, ACTIVITY, 3e-3f),
            train);
    report.result(
        "D11",
        "mean activity of the units of a sparse autoencoder, which shall be 0.05, and of"
            + " one that is not sparse",
        sparse.code(test).mean() < 2 * ACTIVITY,
        "%.3f, %.3f",
        sparse.code(test).mean(),
        plain.code(test).mean());
    Tensor features = sparse.decoder().weight();
    report.picture(
        "D11",
        "sparse-features.png",
        "what some units of the sparse autoencoder add to an image",
        png -> imageGrid(png, Clothes.images(slice(features, 0, 0, 40)), g -> g.columns(SHOWN)));
  }

  private Vae trainVae(Tensor train, int code) {
    RandomSource random = RandomSource.of(seed());
    return train(
        VaeTree.TREE,
        Vae.init(Clothes.PIXELS, UNITS, code, random),
        (vae, x) -> VaeGrad.loss(vae, x, Tensors.normal(random, x.dimension(0), code)),
        train);
  }

  private void generate(Report report, Vae wide, Vae flat, Tensor train, Tensor test)
      throws IOException {
    RandomSource random = RandomSource.of(seed());
    double bound = wide.loss(test, Tensors.normal(random, test.dimension(0), 16));
    Tensor mean = train.meanOver(0);
    double ofMean = entropy(mean, test);
    report.result(
        "D11",
        "the variational bound of a test image in nats, and what it costs where"
            + " pixels are drawn one by one",
        bound < 0.8 * ofMean,
        "%.1f, %.1f",
        bound,
        ofMean);
    Tensor some = some(test);
    report.picture(
        "D11",
        "vae-samples.png",
        "test images; what the variational autoencoder makes of their codes; and images of"
            + " random codes",
        png ->
            imageGrid(
                png,
                Clothes.images(
                    concat(
                        0,
                        some,
                        wide.decode(wide.code(some)),
                        wide.decode(Tensors.normal(random, 3 * SHOWN, 16)))),
                g -> g.columns(SHOWN)));
    report.picture(
        "D11",
        "vae-plane.png",
        "the images of a plane of codes",
        png -> imageGrid(png, plane(flat), g -> {}));
  }

  /** The cross-entropy of images with probabilities that are the same for all. */
  private static double entropy(Tensor mean, Tensor images) {
    Tensor p = clamp(mean, 1e-3f, 1 - 1e-3f);
    Tensor logits = log(p).minus(log(p.negate().shift(1)));
    return (double) images.dimension(1)
        * binaryCrossEntropyWithLogits(logits.broadcastTo(images.shape()), images);
  }

  /** One image of all images that belong to a square of codes of two numbers. */
  private static Tensor plane(Vae flat) {
    int across = 11;
    Tensor codes = Tensor.zeros(across * across, 2);
    for (int i = 0; i < across * across; i++) {
      codes.array()[2 * i] = REACH * (2f * (i % across) / (across - 1) - 1);
      codes.array()[2 * i + 1] = REACH * (2f * (i / across) / (across - 1) - 1);
    }
    return flat.decode(codes)
        .reshape(across, across, Clothes.SIDE, Clothes.SIDE)
        .permute(0, 2, 1, 3)
        .reshape(1, across * Clothes.SIDE, across * Clothes.SIDE);
  }

  private <M> M train(ParameterTree<M> tree, M model, Loss1<M, Tensor> loss, Tensor images) {
    return Training.of(tree, model, loss)
        .optimizer(adam(a -> a.learningRate(2e-3)))
        .schedule(cosine(c -> {}))
        .data(Dataset1.of(Column.of(images)).batches(100))
        .seed(seed())
        .epochs(options.epochs())
        .progress()
        .run()
        .model();
  }
}
