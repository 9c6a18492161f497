package dev.adjoint.samples.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.data.Dataset;
import dev.adjoint.data.text.Vocabulary;
import dev.adjoint.optim.Optimizers;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.CommandRun;
import dev.adjoint.train.Training;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallGptTest {
  @TempDir Path directory;

  @Test
  void gradientsAreThoseOfPyTorch() throws IOException {
    assertThat(GptGradients.largestDifference()).isLessThan(1e-4);
  }

  /** A change of a later token changes nothing before it. */
  @Test
  void noPlaceSeesWhatComesLater() {
    Gpt gpt = Gpt.init(5, 4, 8, 2, 2, RandomSource.of(2));
    float[] logits = gpt.logits(new int[][] {{0, 1, 2, 3}}).array();
    float[] changed = gpt.logits(new int[][] {{0, 1, 2, 4}}).array();
    for (int i = 0; i < 15; i++) {
      assertThat(changed[i]).isEqualTo(logits[i]);
    }
    assertThat(changed[15]).isNotEqualTo(logits[15]);
  }

  @Test
  void aRhymeIsLearnedByHeart() {
    String rhyme = "there once was a whale in the sea ";
    Vocabulary vocabulary = Vocabulary.ofCharacters(rhyme);
    Dataset<int[][], int[][]> windows =
        Book.windows(vocabulary.encode(rhyme.repeat(4)), rhyme.length(), 1);
    Gpt gpt =
        Training.of(
                GptTree.TREE,
                Gpt.init(vocabulary.size(), rhyme.length(), 32, 2, 1, RandomSource.of(2)),
                GptGrad::loss)
            .optimizer(Optimizers.adam(a -> a.learningRate(5e-3)))
            .data(windows.batches(8))
            .steps(500)
            .run()
            .model();
    Writer writer = new Writer(vocabulary, 0.1f, RandomSource.of(2));
    assertThat(writer.goOn(gpt, "there once", rhyme.length())).startsWith(rhyme.strip());
  }

  @Test
  void itLearnsFromTheBook() {
    CommandRun run =
        CommandRun.of(
            "run",
            "gpt",
            "--steps",
            "60",
            "--features",
            "32",
            "--depth",
            "1",
            "--context",
            "40",
            "--merges",
            "300",
            "--out",
            directory);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("F2").doesNotContain("(missed)");
  }
}
