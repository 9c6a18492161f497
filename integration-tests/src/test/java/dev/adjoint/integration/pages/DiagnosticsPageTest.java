package dev.adjoint.integration.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.integration.Compilation;
import dev.adjoint.integration.Compiler;
import dev.adjoint.processor.diagnostic.Message;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of messages has every message in its own words, and its examples get them. */
class DiagnosticsPageTest {
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?ms)^### (\\S+)\n\n(An error|A warning):\n\n> ([^\n]*)\n\n([^`]+?)"
              + "(?:\n\n```java\n(.*?)```\n)?(?=\n+#|\\z)");

  /** What the page says of a message. */
  private record Entry(String severity, String text, @Nullable String example) {}

  private static final Map<String, Entry> ENTRIES = entries();

  private static Map<String, Entry> entries() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    Matcher matcher = ENTRY.matcher(withCode(Page.read("diagnostics.md").text()));
    while (matcher.find()) {
      Entry entry = new Entry(matcher.group(2), matcher.group(3), matcher.group(5));
      assertThat(entries.put(matcher.group(1), entry)).as(matcher.group(1)).isNull();
    }
    return entries;
  }

  /** Code within sentences goes by other quotation marks here, to tell it from examples. */
  private static String withCode(String text) {
    return text.replaceAll("(?<!`)`([^`\n]+)`(?!`)", "'$1'");
  }

  static Stream<Message> examples() {
    return Arrays.stream(Message.values())
        .filter(message -> Objects.requireNonNull(ENTRIES.get(message.id())).example() != null);
  }

  static Stream<Message> warnings() {
    return examples().filter(message -> message.severity() == Message.Severity.WARNING);
  }

  private static String source(Message message, String before) {
    return "import dev.adjoint.annotations.*;\nimport dev.adjoint.tensor.*;\n"
        + before
        + Objects.requireNonNull(Objects.requireNonNull(ENTRIES.get(message.id())).example());
  }

  @Test
  void everyMessageHasItsEntryAndNoOther() {
    assertThat(ENTRIES.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Message.values()).map(Message::id).toList());
    for (Message message : Message.values()) {
      Entry entry = Objects.requireNonNull(ENTRIES.get(message.id()));
      String text = message.text().replaceAll("%(\\d\\$)?s", "…");
      assertThat(entry.text()).as(message.id()).isEqualTo(text);
      assertThat(entry.severity().toUpperCase(Locale.ROOT))
          .as(message.id())
          .endsWith(message.severity().name());
    }
  }

  @Test
  void onlyWhatNoSingleFileProvokesHasNoExample() {
    assertThat(ENTRIES.entrySet())
        .filteredOn(entry -> entry.getValue().example() == null)
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "ADJ-LANG-12",
            "ADJ-METHOD-16",
            "ADJ-METHOD-17",
            "ADJ-OPTION-01",
            "ADJ-OPTION-02",
            "ADJ-RULE-04",
            "ADJ-RULE-05",
            "ADJ-TOOL-01",
            "ADJ-TOOL-02",
            "ADJ-TOOL-03",
            "ADJ-TOOL-04");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExampleGetsTheMessage(Message message) {
    Compilation compilation = Compiler.compile("Example", source(message, ""));
    List<String> findings = compilation.findings();
    assertThat(findings).as(compilation.describe()).isNotEmpty();
    assertThat(findings)
        .as(compilation.describe())
        .anyMatch(finding -> finding.startsWith(message.id() + ":"))
        .noneMatch(finding -> finding.endsWith(":-1"));
    assertThat(compilation.success())
        .as(compilation.describe())
        .isEqualTo(
            message.severity() == Message.Severity.WARNING && message != Message.INCOMPLETE_TYPES);
  }

  @ParameterizedTest
  @MethodSource("warnings")
  void everyWarningIsSilencedByItsName(Message message) {
    String silence = "@SuppressWarnings(\"%s\")\n".formatted(message.id());
    assertThat(Compiler.compile("Example", source(message, silence)).findings())
        .as("on the class")
        .isEmpty();
    String onMethod = source(message, "").replace("@Differentiable", silence + "@Differentiable");
    assertThat(Compiler.compile("Example", onMethod).findings()).as("on the method").isEmpty();
    String other = "@SuppressWarnings(\"ADJ-OTHER-01\")\n";
    assertThat(Compiler.compile("Example", source(message, other)).findings()).isNotEmpty();
  }
}
