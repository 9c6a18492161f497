package dev.adjoint.integration.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.source.tree.Tree;
import dev.adjoint.integration.Compilation;
import dev.adjoint.integration.GradientCheck;
import dev.adjoint.integration.Numbers;
import dev.adjoint.integration.Subject;
import dev.adjoint.processor.frontend.Syntax;
import dev.adjoint.processor.rule.ScalarRules;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about the language says what the compiler does. */
class LanguagePageTest {
  private static final Page PAGE = Page.read("language.md");
  private static final Pattern VERSION = Pattern.compile("\\(Java (\\d+)\\)");

  /** Kinds that Java 17 has names for, and only previews. */
  private static final Set<String> PREVIEWED =
      Set.of("GUARDED_PATTERN", "PARENTHESIZED_PATTERN", "DEFAULT_CASE_LABEL");

  /** A row of the page; no pieces of code if only other versions of Java have such syntax. */
  private record Row(String what, String verdict, List<String> pieces, List<String> kinds) {
    boolean isRefused() {
      return verdict.startsWith("no: ");
    }

    String remedy() {
      return verdict.substring("no: ".length());
    }

    int release() {
      Matcher version = VERSION.matcher(what);
      return version.find() ? Integer.parseInt(version.group(1)) : 17;
    }

    Example example() {
      return Example.of(pieces, release());
    }

    boolean canRun() {
      return !pieces.isEmpty() && release() <= Runtime.version().feature();
    }

    @Override
    public String toString() {
      return what;
    }
  }

  private static Set<String> existing() {
    return Arrays.stream(Tree.Kind.values()).map(Enum::name).collect(Collectors.toSet());
  }

  static List<Row> rows() {
    return PAGE.rows(4).stream()
        .filter(cells -> !cells.get(2).equals("example"))
        .map(
            cells ->
                new Row(
                    cells.get(0), cells.get(1), Page.code(cells.get(2)), Page.code(cells.get(3))))
        .toList();
  }

  static Stream<Row> examples() {
    return rows().stream().filter(row -> !row.pieces().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theCompilerDoesWhatTheRowSays(Row row) {
    assumeTrue(row.canRun(), "needs a later version of Java");
    Compilation compilation = row.example().compile();
    if (row.isRefused()) {
      assertRefused(row, compilation);
    } else {
      assertThat(row.verdict()).isIn("yes", "yes, with a warning");
      assertThat(!compilation.findings().isEmpty())
          .as(compilation.describe())
          .isEqualTo(row.verdict().endsWith("warning"));
      checkGradient(compilation);
    }
  }

  private static void assertRefused(Row row, Compilation compilation) {
    List<String> errors =
        compilation.diagnostics().stream()
            .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
            .map(d -> d.getMessage(Locale.ENGLISH))
            .filter(message -> message.contains("[ADJ-"))
            .toList();
    assertThat(errors).as(compilation.describe()).isNotEmpty();
    assertThat(errors).as(compilation.describe()).allMatch(e -> e.endsWith("; " + row.remedy()));
    assertThat(compilation.findings()).noneMatch(finding -> finding.endsWith(":-1"));
  }

  private static void checkGradient(Compilation compilation) {
    Subject subject = new Subject(compilation.load(), Example.CLASS, "f");
    Method method =
        Arrays.stream(subject.owner().getDeclaredMethods())
            .filter(candidate -> candidate.getName().equals("f"))
            .findFirst()
            .orElseThrow();
    Object[] arguments = Arguments.of(method);
    List<String> wrt = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      if (Numbers.flatten(arguments[i]).length > 0) {
        wrt.add(subject.operands().get(i));
      }
    }
    GradientCheck.against(subject, wrt, arguments);
  }

  @Test
  void everyKindOfSyntaxHasItsRowAndNoOther() {
    Map<String, String> onPage = new HashMap<>();
    for (Row row : rows()) {
      for (String kind : row.kinds()) {
        assertThat(kind.equals("NULL_LITERAL") ? null : onPage.get(kind)).as(kind).isNull();
        onPage.put(kind, row.isRefused() ? "refused" : "allowed");
      }
    }
    String outside = PAGE.text().substring(PAGE.text().indexOf("## Outside of methods"));
    Page.code(outside).forEach(kind -> onPage.put(kind, "outside"));
    Map<String, String> inTable =
        Syntax.table().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> verdict(entry.getValue())));
    assertThat(onPage).containsExactlyInAnyOrderEntriesOf(inTable);
  }

  private static String verdict(Syntax.Verdict verdict) {
    if (verdict instanceof Syntax.Verdict.Outside) {
      return "outside";
    }
    boolean isRefused =
        verdict instanceof Syntax.Verdict.Refused refused && !refused.isAllowedInThrow();
    return isRefused ? "refused" : "allowed";
  }

  @Test
  void everyKindOfThisVersionOfJavaIsKnown() {
    assertThat(Syntax.table().keySet()).containsAll(existing());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExampleShowsTheKindsOfItsRow(Row row) {
    assumeTrue(row.canRun(), "needs a later version of Java");
    Set<String> existing = existing();
    if (Runtime.version().feature() < 21) {
      existing.removeAll(PREVIEWED);
    }
    List<String> kinds = row.kinds().stream().filter(existing::contains).toList();
    assertThat(row.example().kinds()).containsAll(kinds);
  }

  @Test
  void rowsWithoutExamplesAreAboutOtherVersionsOfJava() {
    Set<String> existing = existing();
    assertThat(rows())
        .filteredOn(row -> row.pieces().isEmpty())
        .allMatch(row -> row.kinds().stream().noneMatch(existing::contains));
  }

  @Test
  void everyFunctionWithARuleHasAnExample() {
    String code =
        rows().stream().flatMap(row -> row.pieces().stream()).collect(Collectors.joining("\n"));
    Set<String> missing = new TreeSet<>(ScalarRules.names());
    missing.removeIf(name -> Pattern.compile("\\b" + name + "\\(").matcher(code).find());
    assertThat(missing).isEmpty();
  }
}
