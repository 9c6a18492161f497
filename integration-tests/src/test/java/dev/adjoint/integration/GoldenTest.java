package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is generated for the sources in {@code golden/} lies beside them, as {@code
 * NameGrad.java.golden}; {@code -Dadjoint.golden=write} writes it anew into the source tree. A
 * source may begin with the options that it is compiled with, as {@code // javac -A…}.
 */
class GoldenTest {
  private static final String OPTIONS = "// javac ";
  private static final Path SOURCE_TREE = Path.of("src", "test", "resources", "golden");
  private static final boolean WRITES = "write".equals(System.getProperty("adjoint.golden"));

  static Stream<String> sources() throws IOException, URISyntaxException {
    return namesIn(folder(), ".java").stream();
  }

  private static Path folder() throws URISyntaxException {
    Path score =
        Path.of(Objects.requireNonNull(GoldenTest.class.getResource("/golden/Score.java")).toURI());
    return Objects.requireNonNull(score.getParent());
  }

  private static Set<String> namesIn(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(suffix))
          .map(name -> name.substring(0, name.length() - suffix.length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Compiles with the options that a source's first line asks for. */
  private static Compilation compile(String name, String source) {
    String first = source.lines().findFirst().orElse("");
    String[] options =
        first.startsWith(OPTIONS) ? first.substring(OPTIONS.length()).split(" ") : new String[0];
    return Compiler.compile(Map.of(name, source), options);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void generatedSourcesAreAsReviewed(String name) throws IOException, URISyntaxException {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    String source = Files.readString(folder().resolve(name + ".java"));
    Compilation compilation = compile(name, source);
    compilation.load();
    Set<String> companions =
        namesIn(WRITES ? SOURCE_TREE : folder(), ".java.golden").stream()
            .filter(golden -> golden.matches(name + "(_.*)?(Grad|Tree)"))
            .collect(Collectors.toCollection(TreeSet::new));
    if (WRITES) {
      for (String stale : companions) {
        Files.delete(SOURCE_TREE.resolve(stale + ".java.golden"));
      }
      for (Map.Entry<String, String> generated : compilation.generated().entrySet()) {
        Path golden = SOURCE_TREE.resolve(generated.getKey() + ".java.golden");
        Files.writeString(golden, generated.getValue());
      }
      return;
    }
    assertThat(compilation.generated().keySet()).isEqualTo(companions);
    for (String companion : companions) {
      assertThat(compilation.generated().get(companion))
          .isEqualTo(Files.readString(folder().resolve(companion + ".java.golden")));
    }
    assertThat(compile(name, source).generated())
        .as("the same input yields the same bytes")
        .isEqualTo(compilation.generated());
  }
}
