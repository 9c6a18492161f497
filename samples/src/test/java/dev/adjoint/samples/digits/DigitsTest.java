package dev.adjoint.samples.digits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.CommandRun;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.testing.GradientCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {
  @TempDir Path directory;

  /** Rows of blank images, one of them with other text in one column. */
  private Path file(int rows, int badRow, int badColumn, String text) throws IOException {
    String lines =
        IntStream.rangeClosed(1, rows)
            .mapToObj(
                row ->
                    IntStream.rangeClosed(1, 65)
                        .mapToObj(
                            column -> row == badRow && column == badColumn ? text : "" + row % 10)
                        .collect(Collectors.joining(",")))
            .collect(Collectors.joining("\n"));
    return Files.writeString(directory.resolve("own.csv"), lines);
  }

  @Test
  void aFifthIsHeldOut() throws IOException {
    Split<Dataset<Tensor, int[]>> digits = DigitImages.shipped();
    assertThat(digits.train().size()).isEqualTo(1438);
    assertThat(digits.test().size()).isEqualTo(359);
    assertThat(digits.train().x().shape()).containsExactly(1438, 64);
    for (float pixel : digits.train().x().array()) {
      assertThat(pixel).isBetween(0f, 1f);
    }
    assertThat(digits.test().y()).isEqualTo(DigitImages.shipped().test().y());
    assertThat(digits.test().y()).contains(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void threeEpochsReadNineOfTenAndTheSameSeedGivesTheSameBits() throws IOException {
    Split<Dataset<Tensor, int[]>> digits = DigitImages.shipped();
    Mlp model = Digits.train(digits, 3, 7).model();
    assertThat(model.accuracy(digits.test().x(), digits.test().y())).isGreaterThan(0.9);
    assertThat(Digits.train(digits, 3, 7).model()).isEqualTo(model);
    assertThat(Digits.train(digits, 3, 8).model()).isNotEqualTo(model);
  }

  @Test
  void theSampleAsItIsRun() throws IOException {
    CommandRun run = CommandRun.of("run", "digits", "--out", directory);
    assertThat(run.exitCode()).isZero();
    String accuracy = run.out().replaceAll("(?s).*over 97 %: ([0-9.]+) % after.*", "$1");
    assertThat(Double.parseDouble(accuracy)).isGreaterThan(97);
    assertThat(run.out())
        .contains("1438 digits to learn from, 359 held out")
        .contains("loaded again: test accuracy " + accuracy + " %");
    if (!run.out().contains("no pictures: ")) {
      assertThat(ImageIO.read(directory.resolve("learning-curve.png").toFile())).isNotNull();
      assertThat(ImageIO.read(directory.resolve("predictions.png").toFile())).isNotNull();
    }
    String backward = run.out().strip().replaceAll("(?s).*as Adjoint wrote it: ", "");
    assertThat(Path.of(backward)).isRegularFile().content().contains("class MlpGrad", "w1Bar");
  }

  /** The gradient that the sample learns by, against central differences. */
  @Test
  void theGradientIsRight() {
    RandomSource random = RandomSource.of(3);
    GradientCheck.of(Mlp::loss, MlpGrad::loss)
        .tree(Mlp.class, MlpTree.TREE)
        .at(Mlp.init(5, random), Tensors.uniform(random, 0, 1, 4, 64), new int[] {3, 1, 4, 1});
  }

  @Test
  void imagesOfTheUsersOwn() throws IOException {
    Path own = file(20, 0, 0, "");
    CommandRun run = CommandRun.of("run", "digits", "--data", own, "--out", directory);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("16 digits to learn from, 4 held out");
  }

  @ParameterizedTest
  @CsvSource({
    "3, 17, 'line 3, column 17: \"17\" found, expected a number from 0 to 16'",
    "2, 64, 'line 2, column 64: \"ink\" found, expected a number'",
    "4, 65, 'line 4, column 65: \"10\" found, expected a label from 0 to 9'",
    "5, 65, 'line 5, values found: 66, expected: 65 as in line 1'",
  })
  void imagesThatAreNone(int row, int column, String message) throws IOException {
    String found = message.replaceAll("(?s).*\"(.*)\".*", "$1");
    Path own = file(20, row, column, message.contains("values") ? "1,2" : found);
    CommandRun run = CommandRun.of("run", "digits", "--data", own, "--out", directory);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().strip()).isEqualTo(own + ", " + message.replace(", values", ": values"));
  }

  @Test
  void aFileThatIsMissingOrHasTooLittle() throws IOException {
    Path own = directory.resolve("none.csv");
    CommandRun run = CommandRun.of("run", "digits", "--data", own, "--out", directory);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().strip()).isEqualTo(own + ": no such file, expected a CSV file");
    own = file(4, 0, 0, "");
    run = CommandRun.of("run", "digits", "--data", own, "--out", directory);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith(own + ": images found: 4, expected 5 or more");
    own = Files.writeString(directory.resolve("own.csv"), "0,1,2\n");
    run = CommandRun.of("run", "digits", "--data", own, "--out", directory);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().strip())
        .isEqualTo(own + ", line 1: columns found: 3, expected: 65 (64 pixels and the digit)");
  }

  @Test
  void mistakesInWords() {
    Mistakes mistakes = new Mistakes(new int[] {1, 8, 8, 3, 8}, new int[] {1, 3, 1, 3, 3});
    assertThat(mistakes.examples()).containsExactly(1, 2, 4);
    assertThat(mistakes.inWords()).isEqualTo("3 read as 8 x2, 1 read as 8");
    assertThat(mistakes.caption(0)).isEqualTo("1");
    assertThat(mistakes.caption(1)).isEqualTo("8 (is 3)");
    assertThat(new Mistakes(new int[] {1}, new int[] {1}).inWords()).isEqualTo("none");
    int[] ten = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    int[] next = {1, 2, 3, 4, 5, 6, 7, 8, 9, 0};
    assertThat(new Mistakes(next, ten).inWords())
        .startsWith("0 read as 1, 1 read as 2, ")
        .endsWith(", 7 read as 8, and others");
  }

  @Test
  void accuracyIsTheFractionThatIsRight() {
    Mlp zeros = MlpTree.TREE.zeros(Mlp.init(2, RandomSource.of(1)));
    Dataset<Tensor, int[]> data = Dataset.of(Tensor.ones(4, 64), new int[] {0, 0, 1, 0});
    assertThat(zeros.accuracy(data.x(), data.y())).isEqualTo(0.75);
  }
}
