package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.processor.diagnostic.Message;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sources in {@code refused/} say in comments which messages they get, above the line that gets
 * them: {@code // ERROR ADJ-LANG-01: part of the text}, or {@code // WARNING …}; {@code JAVAC}
 * stands for messages that are not Adjoint's.
 */
class RefusedSourcesTest {
  private static final Pattern EXPECTATION =
      Pattern.compile("\\s*// (ERROR|WARNING) (ADJ-[A-Z]+-\\d+|JAVAC): ?(.*)");
  private static final Pattern ID = Pattern.compile("(?s)\\[(ADJ-[A-Z]+-\\d+)] (.*)");

  /** Messages that no source can provoke, each with the reason. */
  private static final Map<String, String> NOT_BY_SOURCE =
      Map.ofEntries(
          Map.entry("ADJ-LANG-12", "OtherProcessorsTest: needs Lombok"),
          Map.entry("ADJ-METHOD-16", "RepeatedBuildsTest: needs what an earlier run wrote"),
          Map.entry("ADJ-METHOD-17", "ModulesTest: needs a named module"),
          Map.entry("ADJ-TOOL-03", "ToolMessagesTest: needs another version of the runtime"),
          Map.entry("ADJ-TOOL-04", "ToolMessagesTest: needs a class path without the runtime"),
          Map.entry("ADJ-TOOL-01", "ToolMessagesTest: only compilers other than javac"),
          Map.entry("ADJ-TOOL-02", "ToolMessagesTest: no known source"),
          Map.entry("ADJ-OPTION-01", "SwitchesTest: about the command line"),
          Map.entry("ADJ-OPTION-02", "SwitchesTest: about the command line"),
          Map.entry("ADJ-RULE-05", "CustomRulesTest: needs two files"),
          Map.entry(
              "ADJ-RULE-04", "ToolMessagesTest: needs a class file compiled without -parameters"));

  private record Said(Diagnostic.Kind kind, String id, long line, String text) {
    boolean fits(Said actual) {
      return kind == actual.kind
          && id.equals(actual.id)
          && line == actual.line
          && actual.text.contains(text);
    }
  }

  static Stream<Path> sources() throws IOException, URISyntaxException {
    Path folder =
        Path.of(
            java.util.Objects.requireNonNull(
                    RefusedSourcesTest.class.getResource("/refused/Syntax.java"))
                .toURI());
    try (Stream<Path> files = Files.list(java.util.Objects.requireNonNull(folder.getParent()))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void saysWhatTheCommentsSay(Path source) throws IOException {
    List<String> lines = Files.readAllLines(source);
    List<Said> expected = expected(lines);
    String name = String.valueOf(source.getFileName()).replace(".java", "");
    Compilation compilation = Compiler.compile(name, String.join("\n", lines));
    List<Said> actual =
        compilation.diagnostics().stream()
            .map(
                d -> {
                  String message = d.getMessage(Locale.ENGLISH);
                  Matcher id = ID.matcher(message);
                  return id.find()
                      ? new Said(kind(d), id.group(1), d.getLineNumber(), id.group(2))
                      : new Said(kind(d), "JAVAC", d.getLineNumber(), message);
                })
            .toList();
    assertThat(actual)
        .as("messages that no comment expects")
        .allMatch(said -> expected.stream().anyMatch(e -> e.fits(said)));
    assertThat(expected)
        .as("expected messages, of " + compilation.describe())
        .allMatch(said -> actual.stream().anyMatch(said::fits));
    assertThat(actual).as(compilation.describe()).hasSameSizeAs(expected);
    assertThat(expected).isNotEmpty();
    if (expected.stream()
        .anyMatch(
            said ->
                said.id().matches("ADJ-(LANG|SHAPE-01).*")
                    && said.kind() == Diagnostic.Kind.ERROR)) {
      // No more than the declarations, so that the mistake is reported once.
      assertThat(compilation.generated().getOrDefault(name + "Grad", "")).doesNotContain("return ");
    }
  }

  private static Diagnostic.Kind kind(Diagnostic<?> diagnostic) {
    return diagnostic.getKind() == Diagnostic.Kind.MANDATORY_WARNING
        ? Diagnostic.Kind.WARNING
        : diagnostic.getKind();
  }

  private static List<Said> expected(List<String> lines) {
    List<Said> result = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = EXPECTATION.matcher(lines.get(i));
      if (matcher.matches()) {
        int line = i;
        while (EXPECTATION.matcher(lines.get(line)).matches()) {
          line++;
        }
        result.add(
            new Said(
                Diagnostic.Kind.valueOf(matcher.group(1)),
                matcher.group(2),
                line + 1,
                matcher.group(3)));
      }
    }
    return result;
  }

  @Test
  void coversEveryMessage() throws IOException, URISyntaxException {
    List<String> ids = new ArrayList<>();
    for (Path source : sources().toList()) {
      expected(Files.readAllLines(source)).forEach(said -> ids.add(said.id()));
    }
    Set<String> missing =
        Arrays.stream(Message.values())
            .map(Message::id)
            .filter(id -> !ids.contains(id) && !NOT_BY_SOURCE.containsKey(id))
            .collect(Collectors.toSet());
    assertThat(missing).as("messages without a source in refused/").isEmpty();
    assertThat(ids).doesNotContainAnyElementsOf(NOT_BY_SOURCE.keySet());
    assertThat(Arrays.stream(Message.values()).map(Message::id)).doesNotHaveDuplicates();
  }
}
