package dev.adjoint.integration.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.integration.Compilation;
import dev.adjoint.integration.Compiler;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What newcomers write gets the messages that the page quotes, and no others. */
class FirstMistakesPageTest {
  private static final Pattern SECTION =
      Pattern.compile("(?ms)^## \\d+\\. ([^\n]+)\n\n```java\n(.*?)^```\n\n```\n(.*?)^```$");
  private static final Pattern TYPE = Pattern.compile("(?m)^(?:class|record) (\\w+)");

  private record Mistake(String title, String source, List<String> messages) {
    @Override
    public String toString() {
      return title;
    }

    /** The last class of the file, which has the annotated methods. */
    String name() {
      Matcher types = TYPE.matcher(source);
      String name = "";
      while (types.find()) {
        name = types.group(1);
      }
      return name;
    }
  }

  static List<Mistake> mistakes() {
    return SECTION
        .matcher(Page.read("first-mistakes.md").text())
        .results()
        .map(match -> new Mistake(match.group(1), match.group(2), match.group(3).lines().toList()))
        .toList();
  }

  /** A cure stands behind a semicolon, or is the name that was meant. */
  private static final Pattern WITH_CURE = Pattern.compile("; \\w|: did you mean \"");

  @Test
  void twentyAndMoreAreToldWhatToDo() {
    List<String> ours =
        mistakes().stream()
            .flatMap(mistake -> mistake.messages().stream())
            .filter(message -> message.contains("[ADJ-"))
            .toList();
    assertThat(ours).hasSizeGreaterThanOrEqualTo(20);
    assertThat(ours).allMatch(message -> WITH_CURE.matcher(message).find());
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void theCompilerSaysWhatThePageQuotes(Mistake mistake) {
    Compilation compilation = Compiler.compile(mistake.name(), mistake.source());
    List<String> said =
        compilation.diagnostics().stream()
            .filter(
                diagnostic ->
                    diagnostic.getSource() != null
                        && diagnostic
                            .getSource()
                            .getName()
                            .endsWith("/" + mistake.name() + ".java"))
            .flatMap(
                diagnostic ->
                    Stream.concat(
                        Stream.of(
                            "%s.java:%d: %s: "
                                    .formatted(
                                        mistake.name(),
                                        diagnostic.getLineNumber(),
                                        diagnostic.getKind().name().startsWith("ERR")
                                            ? "error"
                                            : "warning")
                                + diagnostic.getMessage(Locale.ENGLISH).lines().findFirst().get()),
                        diagnostic
                            .getMessage(Locale.ENGLISH)
                            .lines()
                            .filter(line -> line.startsWith("  symbol: "))))
            .map(FirstMistakesPageTest::asJavacPrints)
            .toList();
    assertThat(said).isEqualTo(mistake.messages());
  }

  /** With the simple names of classes that javac's own messages have on the command line. */
  private static String asJavacPrints(String line) {
    return line.contains("[ADJ-") ? line : line.replaceAll("(?:[a-z]\\w*\\.)+([A-Z])", "$1");
  }
}
