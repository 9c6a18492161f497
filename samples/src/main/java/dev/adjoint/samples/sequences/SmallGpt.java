package dev.adjoint.samples.sequences;

import static dev.adjoint.optim.GradientClipping.byGlobalNorm;
import static dev.adjoint.optim.Optimizers.adamW;
import static dev.adjoint.optim.Schedules.cosine;
import static dev.adjoint.plots.Plots.chart;

import com.google.auto.service.AutoService;
import dev.adjoint.data.Dataset;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.train.EpochReport;
import dev.adjoint.train.Training;
import dev.adjoint.train.TrainingResult;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A small GPT reads Moby-Dick, and goes on writing. */
@AutoService(Sample.class)
@Command(name = "gpt", description = "A small GPT learns Moby-Dick and writes in its manner.")
public final class SmallGpt extends Sample {
  private static final int BATCH = 16;
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
  private int merges = 1000;

  @Override
  public List<String> rows() {
    return List.of("F2");
  }

  @Override
  public List<String> quick() {
    return List.of("--steps", "20", "--features", "32", "--depth", "2", "--context", "32");
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
        Gpt.init(book.vocabulary().size(), context, features, 4, depth, RandomSource.of(seed()));
    report.say("%d parameters", GptTree.TREE.count(start));
    TrainingResult<Gpt> result = train(start, book);
    Gpt gpt = result.model();
    double bits = result.metric("loss") * book.test().length / book.testCharacters() / Math.log(2);
    report.result(
        "F2",
        "bits for a character of chapters it has not read, below 4.5, which is what counts of characters need",
        bits < 4.5,
        "%.3f",
        bits);
    Writer writer = new Writer(book.vocabulary(), 0.8f, RandomSource.of(seed()));
    report.excerpt("F2", "what it writes before it has read anything", writer.goOn(start, PROMPT, 60));
    report.excerpt("F2", "what it writes after", writer.goOn(gpt, PROMPT, 300));
  }

  private TrainingResult<Gpt> train(Gpt start, Book book) {
    return Training.of(GptTree.TREE, start, GptGrad::loss)
        .optimizer(adamW(a -> a.learningRate(3e-3).beta2(0.99).weightDecay(0.1)))
        .schedule(cosine(c -> c.warmup(100).floor(0.05)))
        .clip(byGlobalNorm(1))
        .data(Book.windows(book.train(), context, context / 2).batches(BATCH))
        .validate(Book.windows(book.test(), context, context).take(128))
        .metric("loss", Gpt::loss)
        .validateEverySteps(100)
        .seed(seed())
        .steps(steps)
        .progress()
        .run();
  }
}
