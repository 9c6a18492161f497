package dev.adjoint.samples.sequences;

import static dev.adjoint.optim.GradientClipping.byGlobalNorm;
import static dev.adjoint.optim.Optimizers.adamW;
import static dev.adjoint.optim.Schedules.cosine;
import static dev.adjoint.plots.Plots.chart;
import static dev.adjoint.plots.Plots.imageGrid;
import static dev.adjoint.tensor.Elementwise.sqrt;
import static dev.adjoint.tensor.Joining.concat;

import com.google.auto.service.AutoService;
import dev.adjoint.io.Safetensors;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.Training;
import dev.adjoint.train.TrainingResult;
import dev.adjoint.train.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A small GPT reads Moby-Dick, and goes on writing. */
@AutoService(Sample.class)
@Command(name = "gpt", description = "A small GPT learns Moby-Dick and writes in its manner.")
public final class SmallGpt extends Sample {
  private static final int BATCH = 16;
  private static final int HEADS = 4;
  private static final int SHOWN = 40;
  private static final String PROMPT = "The whale";

  @Option(
      names = "--steps",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How many batches to learn from (default: ${DEFAULT-VALUE}).")
  private int steps = 2000;

  @Option(
      names = "--features",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "The size of an embedding, a multiple of 4 (default: ${DEFAULT-VALUE}).")
  private int features = 96;

  @Option(
      names = "--depth",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How many blocks the model has (default: ${DEFAULT-VALUE}).")
  private int depth = 3;

  @Option(
      names = "--context",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How many tokens the model sees at once (default: ${DEFAULT-VALUE}).")
  private int context = 64;

  @Option(
      names = "--merges",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How many pairs of tokens become one (default: ${DEFAULT-VALUE}).")
  private int merges = 6000;

  @Override
  public List<String> rows() {
    return List.of("F2");
  }

  @Override
  public List<String> quick() {
    return List.of(
        "--steps", "20", "--features", "32", "--depth", "2", "--context", "40", "--merges", "300");
  }

  @Override
  protected void run(Report report) throws IOException {
    double difference = GptGradients.largestDifference();
    report.result(
        "F2",
        "loss and all gradients of a small GPT less PyTorch's, relative",
        difference < 1e-4,
        "%.1e at most",
        difference);
    Book book = Book.mobyDick(merges);
    report.say(
        "%d tokens to learn from, %d held out, a vocabulary of %d",
        book.train().length, book.test().length, book.vocabulary().size());
    Gpt start =
        Gpt.init(
            book.vocabulary().size(), context, features, HEADS, depth, RandomSource.of(seed()));
    report.say("%d parameters", GptTree.TREE.count(start));
    TrainingResult<Gpt> result = train(start, book);
    Gpt gpt = result.model();
    double bits = book.bits(result.metric("loss"));
    report.result(
        "F2",
        "bits for a character of chapters that it has not read, and how many are needed if each is"
            + " told by its frequency alone",
        bits < 0.8 * book.entropy(),
        "%.2f, %.2f",
        bits,
        book.entropy());
    Writer writer = new Writer(book.vocabulary(), 0.7f, RandomSource.of(seed()));
    report.excerpt(
        "F2", "what it writes before it has read anything", writer.goOn(start, PROMPT, 50));
    report.excerpt("F2", "what it writes after", writer.goOn(gpt, PROMPT, 300));
    report.picture(
        "F2",
        "learning.png",
        "bits for a character of what it has not read, by the number of batches read",
        png -> drawLearning(png, result.validations(), book));
    int[] text = Arrays.copyOf(book.test(), Math.min(SHOWN, context));
    report.picture(
        "F2",
        "attention.png",
        "how much each token of a text attends to those before it: a row for each block, a column"
            + " for each head",
        png -> drawAttention(png, gpt, text));
    Safetensors.save(report.file("weights.safetensors"), GptTree.TREE, gpt);
  }

  private static void drawLearning(Path png, List<Validation> validations, Book book)
      throws IOException {
    double[] steps = validations.stream().mapToDouble(Validation::step).toArray();
    double[] bits =
        validations.stream().mapToDouble(v -> book.bits(v.metrics().get("loss"))).toArray();
    chart(
        png,
        c ->
            c.title("A small GPT reads Moby-Dick")
                .axes("batches", "bits for a character")
                .line("bits", steps, bits));
  }

  private static void drawAttention(Path png, Gpt gpt, int[] text) throws IOException {
    Tensor[] blocks = new Tensor[gpt.blocks().size()];
    for (int block = 0; block < blocks.length; block++) {
      blocks[block] = gpt.attention(text, block);
    }
    imageGrid(
        png,
        // The root shows small weights, too.
        sqrt(concat(0, blocks)),
        g ->
            g.columns(HEADS)
                .captions(i -> "block %d, head %d".formatted(i / HEADS + 1, i % HEADS + 1))
                .inverted());
  }

  private TrainingResult<Gpt> train(Gpt start, Book book) {
    return Training.of(GptTree.TREE, start, GptGrad::loss)
        .optimizer(adamW(a -> a.learningRate(3e-3).beta2(0.99).weightDecay(0.1)))
        .schedule(cosine(c -> c.warmup(100).floor(0.05)))
        .clip(byGlobalNorm(1))
        .data(Book.windows(book.train(), context, context / 2).batches(BATCH))
        .validate(Book.windows(book.test(), context, context))
        .metric("loss", Gpt::loss)
        .validateEverySteps(100)
        .seed(seed())
        .steps(steps)
        .progress()
        .run();
  }
}
