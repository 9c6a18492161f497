package dev.adjoint.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.samples.gallery.Records;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SamplesTest {
  @TempDir Path directory;

  static List<String> names() {
    return Samples.all().stream().map(Sample::name).toList();
  }

  private static Sample sample(String name) {
    return Samples.all().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everySampleRuns(String name) throws IOException {
    Sample sample = sample(name);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> arguments = new ArrayList<>(sample.quick());
    arguments.addAll(List.of("--out", directory.toString()));
    int exitCode =
        new CommandLine(sample)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments.toArray(String[]::new));
    assertThat(err.toString()).isEmpty();
    assertThat(exitCode).isZero();
    assertThat(out.toString()).isNotBlank().doesNotContain("is not beside this program");
    List<Exhibit> exhibits = sample.exhibits();
    assertThat(exhibits.stream().filter(Exhibit::isResult).map(Exhibit::row).distinct())
        .as("rows with a result")
        .containsExactlyInAnyOrderElementsOf(sample.rows());
    if (!out.toString().contains("no pictures: ")) {
      assertThat(exhibits.stream().filter(e -> !e.isResult()).map(Exhibit::row).distinct())
          .as("rows with a picture or an excerpt")
          .containsExactlyInAnyOrderElementsOf(sample.rows());
      // The gallery was recorded from this code: every run tells the same things.
      assertThat(new Records(Path.of("../docs/gallery")).read(name).stream().map(Exhibit::what))
          .as("what docs/gallery/%s has; \"adjoint-samples gallery %s\" records it", name, name)
          .containsExactlyElementsOf(exhibits.stream().map(Exhibit::what).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everySampleIsListedAndHasHelp(String name) {
    assertThat(CommandRun.of("list").out()).containsPattern("(?m)^" + name + " +[A-Z]\\d.* \\S");
    CommandRun help = CommandRun.of("run", name, "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out())
        .startsWith("Usage: adjoint-samples run " + name)
        .contains("--seed=", "--out=", "out/" + name);
  }

  /** A sample without its service annotation would be missing without a word. */
  @Test
  void noSampleIsForgotten() throws IOException, ClassNotFoundException {
    Path classes = Path.of("target/classes");
    List<Class<?>> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        String path = classes.relativize(file).toString();
        String name = path.substring(0, path.length() - 6).replaceAll("[/\\\\]", ".");
        Class<?> type = Class.forName(name, false, SamplesTest.class.getClassLoader());
        if (Sample.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
          found.add(type);
        }
      }
    }
    assertThat(found).isNotEmpty();
    assertThat(Samples.all().stream().<Class<?>>map(Object::getClass).toList())
        .containsExactlyInAnyOrderElementsOf(found);
  }

  @Test
  void helpAndVersion() {
    CommandRun help = CommandRun.of("--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("list", "run", "gallery");
    CommandRun version = CommandRun.of("--version");
    assertThat(version.exitCode()).isZero();
    assertThat(version.out())
        .startsWith("Adjoint samples ")
        .contains("Java " + System.getProperty("java.version"));
  }

  @Test
  void aMissingCommand() {
    CommandRun none = CommandRun.of();
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).startsWith("expected a command: list, run or gallery");
    CommandRun run = CommandRun.of("run");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("expected the name of a sample: " + names().get(0));
  }

  @Test
  void aSampleThatIsNotThere() {
    CommandRun run = CommandRun.of("run", "digit");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'digit'", "Did you mean: ", "run digits");
  }

  @Test
  void anOptionOfAnotherSample() {
    CommandRun run = CommandRun.of("run", "chain-rule", "--epochs", "3");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'--epochs'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "many", "9999999999"})
  void epochsThatAreNoNumber(String epochs) {
    CommandRun run = CommandRun.of("run", "digits", "--epochs=" + epochs);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("'--epochs': \"" + epochs + "\" found, expected a whole number from 1");
  }

  @Test
  void aDirectoryThatIsAFile() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    CommandRun run = CommandRun.of("run", "digits", "--out", file);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().strip()).isEqualTo(file + ": a file found, expected a directory");
    run = CommandRun.of("run", "digits", "--out", file.resolve("below"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith(file.resolve("below") + ": the directory cannot be made: ");
  }
}
