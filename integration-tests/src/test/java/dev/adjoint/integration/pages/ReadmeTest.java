package dev.adjoint.integration.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.integration.Compilation;
import dev.adjoint.integration.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the README shows is what the processor writes and says. */
class ReadmeTest {
  private static final Pattern LISTING = Pattern.compile("(?ms)^```java\n(.*?)^```$");

  /** In one line, so that lines count as they do on the page. */
  private static final String IMPORTS =
      "import static dev.adjoint.tensor.Activations.*; import static dev.adjoint.tensor.Losses.*;"
          + " import dev.adjoint.annotations.*; import dev.adjoint.tensor.*; ";

  private static String readme;
  private static List<String> listings;

  @BeforeAll
  static void read() throws IOException {
    readme = Files.readString(Path.of("../README.md"));
    listings =
        LISTING.matcher(readme).results().map((MatchResult match) -> match.group(1)).toList();
  }

  private static String model() {
    String members =
        """

          static Mlp init(int hidden, long seed) {
            return new Mlp(Tensor.zeros(784, hidden), Tensor.zeros(hidden),
                Tensor.zeros(hidden, 10), Tensor.zeros(10));
          }

          double accuracy(Tensor x, int[] labels) {
            return 1;
          }
        }
        """;
    return IMPORTS + listings.get(2).replaceFirst("\\}\n$", members);
  }

  @Test
  void theGeneratedCodeIsTheOneThatIsShown() {
    Compilation compilation =
        Compiler.compile(
            "Scores",
            "import dev.adjoint.annotations.*; class Scores {\n" + listings.get(0) + "}\n");
    assertThat(compilation.findings()).isEmpty();
    assertThat(compilation.generated().get("ScoresGrad")).contains(listings.get(1).indent(2));
  }

  @Test
  void theModelAndItsTrainingCompile() {
    String use =
        """
        import static dev.adjoint.optim.Optimizers.*;
        import static dev.adjoint.optim.Schedules.*;
        import dev.adjoint.data.*;
        import dev.adjoint.tensor.*;
        import dev.adjoint.train.*;
        class Use {
          static void train(Split<Dataset<Tensor, int[]>> digits, long seed) {
        %s
          }
        }
        """
            .formatted(listings.get(3));
    Compilation compilation = Compiler.compile(Map.of("Mlp", model(), "Use", use));
    assertThat(compilation.success()).as(compilation.describe()).isTrue();
  }

  @Test
  void theShapeErrorIsTheOneThatIsQuoted() {
    String wrong = model().replace("@Shape(\"H, 10\") Tensor w2", "@Shape(\"128, 10\") Tensor w2");
    assertThat(wrong).isNotEqualTo(model());
    var said = Compiler.compile("Mlp", wrong).diagnostics().get(0);
    assertThat(readme)
        .contains(
            "Mlp.java:%d: error: %s\n"
                .formatted(said.getLineNumber(), said.getMessage(Locale.ENGLISH)));
  }
}
