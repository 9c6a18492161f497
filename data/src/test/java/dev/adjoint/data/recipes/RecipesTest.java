package dev.adjoint.data.recipes;

import static dev.adjoint.data.Transform.inputs;
import static dev.adjoint.data.transform.Augmentation.crop;
import static dev.adjoint.data.transform.Augmentation.flip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.data.Batch;
import dev.adjoint.data.Batches;
import dev.adjoint.data.Column;
import dev.adjoint.data.Cursor;
import dev.adjoint.data.Dataset;
import dev.adjoint.data.Epoch;
import dev.adjoint.data.Position;
import dev.adjoint.data.csv.Csv;
import dev.adjoint.data.csv.CsvTable;
import dev.adjoint.data.images.ImageFolder;
import dev.adjoint.data.images.Images;
import dev.adjoint.data.text.Sequences;
import dev.adjoint.data.text.Vocabulary;
import dev.adjoint.data.transform.Normalization;
import dev.adjoint.io.NpyArray;
import dev.adjoint.io.Npz;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The listings of the page about data. */
class RecipesTest {
  @TempDir private Path root;

  private final long seed = 3;
  private final Tensor images = Tensors.uniform(RandomSource.of(1), 0, 1, 30, 2, 6, 6);
  private final int[] labels = IntStream.range(0, 30).map(i -> i % 3).toArray();
  private final Dataset<Tensor, int[]> train = Dataset.of(images, labels);

  private static double accuracy(Dataset<Tensor, int[]> train, Dataset<Tensor, int[]> test) {
    return (double) test.size() / (train.size() + test.size());
  }

  @Test
  void datasets() {
    List<String> names = Collections.nCopies(30, "an image");
    Dataset<Tensor, int[]> data = Dataset.of(images, labels, 3);
    Dataset<Tensor, List<String>> named = Dataset.of(Column.of(images), Column.of(names));
    assertThat(named.select(4).y()).containsExactly("an image");
    double mean =
        data.stratifiedFolds(data.y(), 3, seed)
            .mapToDouble(fold -> accuracy(fold.train(), fold.test()))
            .average()
            .orElseThrow();
    assertThat(mean).isEqualTo(1 / 3.0);
  }

  @Test
  void batches() {
    Batches<Batch<Tensor, int[]>> batches = train.batches(8);
    int seen = 0;
    try (Epoch<Batch<Tensor, int[]>> epoch = batches.epoch(seed, 0)) {
      for (Batch<Tensor, int[]> batch : epoch) {
        seen += batch.y().length;
      }
    }
    assertThat(seen).isEqualTo(30);
  }

  @Test
  void positions() {
    Batches<Batch<Tensor, int[]>> batches = train.batches(8);
    Batch<Tensor, int[]> expected;
    Batch<Tensor, int[]> actual;
    Position position;
    try (Cursor<Batch<Tensor, int[]>> cursor = batches.cursor(seed)) {
      cursor.next();
      position = cursor.position();
      expected = cursor.next();
    }
    try (Cursor<Batch<Tensor, int[]>> restored = batches.cursor(position)) {
      actual = restored.next();
    }
    assertThat(actual.x()).isEqualTo(expected.x());
    assertThat(actual.y()).isEqualTo(expected.y());
  }

  @Test
  void transforms() {
    Normalization normalization = Normalization.perChannel(train.x());
    Batches<Batch<Tensor, int[]>> augmented =
        train.batches(8).map(inputs(crop(2).then(flip()).then(normalization))).prefetch(2);
    try (Epoch<Batch<Tensor, int[]>> epoch = augmented.epoch(seed, 0)) {
      for (Batch<Tensor, int[]> batch : epoch) {
        assertThat(batch.x().shape()).containsExactly(batch.y().length, 2, 6, 6);
        assertThat(Normalization.overall(batch.x()).deviation().item()).isBetween(0.5f, 2f);
      }
    }
  }

  @Test
  void tables() throws IOException {
    Path path =
        Files.writeString(
            root.resolve("flowers.csv"),
            "length,width,species\n5.1,3.5,setosa\n7,3.2,versicolor\n");
    CsvTable table = Csv.read(path);
    CsvTable.Categories species = table.categories(-1);
    Dataset<Tensor, int[]> flowers = Dataset.of(table.features(0, 1), species.numbers());
    assertThat(flowers.x().shape()).containsExactly(2, 2);
    assertThat(flowers.y()).containsExactly(0, 1);
  }

  @Test
  void folders() throws IOException {
    for (String name : List.of("cat", "dog")) {
      Path file = Files.createDirectory(root.resolve(name)).resolve("1.png");
      Images.writePng(file, Tensors.uniform(RandomSource.of(2), 0, 1, 3, 20, 30));
    }
    ImageFolder folder = ImageFolder.read(root, s -> s.grayscale().size(16, 16));
    assertThat(folder.classes()).containsExactly("cat", "dog");
    assertThat(folder.dataset().x().shape()).containsExactly(2, 1, 16, 16);
  }

  @Test
  void text() {
    String text = "Call me Ishmael. Some years ago";
    Vocabulary vocabulary = Vocabulary.ofCharacters(text);
    int[] tokens = vocabulary.encode(text);
    Dataset<int[][], int[][]> windows = Sequences.windows(tokens, 8, 8);
    assertThat(vocabulary.decode(windows.y()[0])).isEqualTo("all me I");
  }

  @Test
  void arrays() throws IOException {
    Path path = root.resolve("arrays.npz");
    Tensor weights = Tensors.arange(6).reshape(2, 3);
    int[] labels = {1, 2, 3};
    Npz.write(
        path, Map.of("weights", NpyArray.of(weights), "labels", NpyArray.of(labels, 3)), true);
    Map<String, NpyArray> arrays = Npz.read(path);
    Tensor loaded = arrays.get("weights").toTensor();
    assertThat(loaded).isEqualTo(weights);
    assertThat(arrays.get("labels").ints()).containsExactly(1, 2, 3);
  }
}
