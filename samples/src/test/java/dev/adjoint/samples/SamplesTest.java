package dev.adjoint.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import picocli.CommandLine.Model.CommandSpec;

class SamplesTest {
  @TempDir Path directory;

  static List<String> names() {
    return Samples.all().stream()
        .map(sample -> CommandSpec.forAnnotatedObject(sample).name())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everySampleRuns(String name) {
    Sample sample =
        Samples.all().stream()
            .filter(each -> CommandSpec.forAnnotatedObject(each).name().equals(name))
            .findFirst()
            .orElseThrow();
    CommandSpec command = CommandSpec.forAnnotatedObject(sample);
    List<Object> arguments = new ArrayList<>(List.of("run", name));
    arguments.addAll(sample.quick());
    if (command.findOption("--out") != null) {
      arguments.addAll(List.of("--out", directory));
    }
    CommandRun run = CommandRun.of(arguments.toArray());
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isNotBlank().doesNotContain("is not beside this program");
  }

  @ParameterizedTest
  @MethodSource("names")
  void everySampleIsListedAndHasHelp(String name) {
    assertThat(CommandRun.of("list").out()).containsPattern("(?m)^" + name + " +[A-Z]\\d.* \\S");
    CommandRun help = CommandRun.of("run", name, "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: adjoint-samples run " + name);
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
    assertThat(help.out()).contains("list", "run");
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
    assertThat(none.err()).startsWith("expected a command: list or run");
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
