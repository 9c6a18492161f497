package dev.adjoint.samples.representation;

import static dev.adjoint.optim.Optimizers.adam;
import static dev.adjoint.optim.Schedules.cosine;
import static dev.adjoint.plots.Plots.imageGrid;
import static dev.adjoint.tensor.Indexing.indexSelect;
import static dev.adjoint.tensor.Shaping.select;

import com.google.auto.service.AutoService;
import dev.adjoint.data.Column;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.data.text.Sequences;
import dev.adjoint.data.text.Tokenizer;
import dev.adjoint.data.text.Vocabulary;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.Report;
import dev.adjoint.samples.Sample;
import dev.adjoint.samples.TrainingOptions;
import dev.adjoint.samples.data.FashionMnist;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.Training;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds sentences for images, and images for sentences. */
@AutoService(Sample.class)
@Command(
    name = "images-and-words",
    description = "Images of two pieces of clothing and sentences on them, matched contrastively.")
public final class ImagesAndWords extends Sample {
  private static final int SPACE = 64;
  private static final int ROUNDS = 5;
  private static final int COLUMNS = 4;

  @Mixin private final TrainingOptions options = new TrainingOptions(12);

  @Option(
      names = "--scenes",
      paramLabel = "N",
      converter = TrainingOptions.Positive.class,
      description = "How many images to learn from (default: ${DEFAULT-VALUE}).")
  private int count = 20_000;

  private final Vocabulary vocabulary =
      Vocabulary.of(
          Tokenizer.words(),
          Scene.all().stream()
              .flatMap(scene -> Stream.of(scene.caption(), scene.turned()))
              .collect(Collectors.joining(" ")),
          w -> {});

  @Override
  public List<String> rows() {
    return List.of("F3");
  }

  @Override
  public List<String> quick() {
    return List.of("--epochs", "1", "--scenes", "1000");
  }

  @Override
  protected void run(Report report) throws IOException {
    RandomSource random = RandomSource.of(seed());
    Split<Dataset<Tensor, int[]>> clothes = FashionMnist.shipped();
    Scenes train = Scenes.draw(Scenes.toLearnFrom(count, random), clothes.train(), random);
    List<Scene> all = Scene.all();
    List<Scene> tested = Stream.generate(() -> all).limit(ROUNDS).flatMap(List::stream).toList();
    Scenes test = Scenes.draw(tested, clothes.test(), random);

    Matcher matcher = train(train, random);
    Tensor images = matcher.ofImages(test.images());
    Tensor sentences = matcher.ofSentences(tokens(all.stream().map(Scene::caption).toList()));
    Tensor cosines = images.matmulTransposed(sentences);
    int[] read = cosines.argmaxOver(1);
    int[] found = cosines.argmaxOver(0);
    IntPredicate isRead = i -> all.get(read[i]).equals(tested.get(i));
    double known = share(i -> !tested.get(i).isHeldOut(), isRead, tested.size());
    double unknown = share(i -> tested.get(i).isHeldOut(), isRead, tested.size());
    double named = share(i -> true, i -> tested.get(found[i]).equals(all.get(i)), all.size());
    report.result(
        "F3",
        "how often the nearest of 200 sentences is that of a test image; of a scene that is new as"
            + " well; and the nearest of 1,000 images that of a sentence; where chance has 0.5 %",
        known > 0.1 && named > 0.1,
        "%.1f %%, %.1f %%, %.1f %%",
        100 * known,
        100 * unknown,
        100 * named);
    drawReadings(report, test, read);
    drawFindings(report, test, cosines);
  }

  /** How often something holds, of the numbers below a bound for which a condition does. */
  private static double share(IntPredicate condition, IntPredicate holds, int bound) {
    return IntStream.range(0, bound)
        .filter(condition)
        .mapToDouble(i -> holds.test(i) ? 1 : 0)
        .average()
        .orElseThrow();
  }

  private Matcher train(Scenes scenes, RandomSource random) {
    List<String> captions =
        scenes.scenes().stream()
            .map(s -> random.nextInt(2) == 0 ? s.caption() : s.turned())
            .toList();
    // One number more than words, for what short sentences are filled up with.
    Matcher start = Matcher.init(vocabulary.size() + 1, SPACE, RandomSource.of(seed()));
    return Training.of(MatcherTree.TREE, start, MatcherGrad::loss)
        .optimizer(adam(a -> a.learningRate(2e-3)))
        .schedule(cosine(c -> c.warmup(50)))
        .data(
            Dataset.of(Column.of(scenes.images()), Column.of(tokens(captions)))
                .batches(128, b -> b.dropLast()))
        .seed(seed())
        .epochs(options.epochs())
        .progress()
        .run()
        .model();
  }

  private int[][] tokens(List<String> captions) {
    return Sequences.pad(
        captions.stream().map(vocabulary::encode).toArray(int[][]::new), vocabulary.size());
  }

  private static void drawReadings(Report report, Scenes test, int[] read) throws IOException {
    List<Scene> all = Scene.all();
    int[] shown = IntStream.range(0, 3 * COLUMNS).map(i -> 17 * i).toArray();
    report.picture(
        "F3",
        "sentences.png",
        "test images, and the nearest of 200 sentences; the wrong ones are red",
        png ->
            imageGrid(
                png,
                indexSelect(test.images(), 0, shown),
                g ->
                    g.columns(COLUMNS)
                        .captions(i -> all.get(read[shown[i]]).caption())
                        .highlight(
                            i -> !all.get(read[shown[i]]).equals(test.scenes().get(shown[i])))
                        .inverted()));
  }

  /** A column for each of some sentences, with the nearest images from the top. */
  private static void drawFindings(Report report, Scenes test, Tensor cosines) throws IOException {
    List<Scene> all = Scene.all();
    int[] shown = new int[3 * COLUMNS];
    int[] asked = IntStream.range(0, COLUMNS).map(i -> 43 * i + 12).toArray();
    for (int column = 0; column < COLUMNS; column++) {
      float[] near = select(cosines, 1, asked[column]).array();
      int[] order =
          IntStream.range(0, near.length)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -near[i]))
              .mapToInt(i -> i)
              .toArray();
      for (int rank = 0; rank < 3; rank++) {
        shown[rank * COLUMNS + column] = order[rank];
      }
    }
    report.picture(
        "F3",
        "images.png",
        "the nearest three of 1,000 test images to each of some sentences; the wrong ones are red",
        png ->
            imageGrid(
                png,
                indexSelect(test.images(), 0, shown),
                g ->
                    g.columns(COLUMNS)
                        .captions(i -> i < COLUMNS ? all.get(asked[i]).caption() : "")
                        .highlight(
                            i -> !test.scenes().get(shown[i]).equals(all.get(asked[i % COLUMNS])))
                        .inverted()));
  }
}
