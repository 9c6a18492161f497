package dev.adjoint.integration.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.integration.Compiler;
import dev.adjoint.train.log.TrainingLog;
import dev.adjoint.train.metrics.Metric;
import dev.adjoint.train.metrics.Metrics;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java on the page about metrics and reports runs, and its tables are complete. */
class MetricsAndReportsPageTest {
  private static final Page PAGE = Page.read("metrics-and-reports.md");
  private static final Pattern LISTING = Pattern.compile("(?ms)^```java\n(.*?)^```$");

  private static final String HEAD =
      """
      package t;
      import dev.adjoint.tensor.*;
      import dev.adjoint.train.log.*;
      import dev.adjoint.train.metrics.*;
      import dev.adjoint.train.report.HtmlReport;
      import dev.adjoint.train.search.*;
      import java.nio.file.Path;
      import java.time.Duration;
      import java.util.List;
      import java.util.Map;
      import static dev.adjoint.train.metrics.Metrics.*;
      """;

  /** What the listings, which follow one another, speak of. */
  private static final String CONTEXT =
      """
      Tensor logits = Tensor.of(new float[][] {{3, 1, 0}, {0, 2, 1}, {0, 2, 1}});
      int[] labels = {0, 1, 2};
      Tensor moreLogits = Tensor.of(new float[][] {{1, 2, 3}});
      int[] moreLabels = {2};
      List<Duration> times = List.of(Duration.ofSeconds(2), Duration.ofSeconds(1));
      String generatedSource = "final class MlpGrad {}";
      """;

  private static final String REST =
      """
        if (value != 0.75) throw new AssertionError(value);
        if (mistakes != 0) throw new AssertionError(mistakes);
        if (best.objective().getAsDouble() < 1) throw new AssertionError(table);
      }
      static double accuracyWith(double rate, int layers, long seed) {
        return layers + rate;
      }
      """;

  @TempDir Path directory;

  @Test
  void theListingsRunOneAfterTheOther() throws ReflectiveOperationException {
    String listings =
        LISTING
            .matcher(PAGE.text())
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.joining());
    String source =
        HEAD
            + "final class Page {\n"
            + "static void all(Path directory) throws Exception {\n"
            + CONTEXT
            + listings
            + REST
            + "}\n";
    Method all =
        Compiler.compile("t.Page", source)
            .load()
            .loadClass("t.Page")
            .getDeclaredMethod("all", Path.class);
    all.setAccessible(true);
    all.invoke(null, directory);
    assertThat(directory.resolve("report.html")).exists();
    assertThat(directory.resolve("log.csv")).exists();
    assertThat(directory.resolve("search.csv")).exists();
  }

  private static Set<String> firstCells(Pattern name) {
    return PAGE.rows(2).stream()
        .flatMap(row -> Page.code(row.get(0)).stream())
        .map(name::matcher)
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void everyMetricHasARow() {
    Set<String> metrics =
        Arrays.stream(Metrics.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> Metric.class.isAssignableFrom(method.getReturnType()))
            .map(Method::getName)
            .collect(Collectors.toSet());
    assertThat(firstCells(Pattern.compile("(\\w+)\\(.*\\)"))).isEqualTo(metrics);
  }

  @Test
  void theLogsOfTheTableAreLogs() throws ClassNotFoundException {
    Set<String> logs = firstCells(Pattern.compile("([A-Z]\\w+)"));
    assertThat(logs).hasSize(4);
    for (String log : logs) {
      assertThat(TrainingLog.class).isAssignableFrom(Class.forName("dev.adjoint.train.log." + log));
    }
  }

  @Test
  void theRecipesOfTheTableCompile() {
    List<String> recipes =
        PAGE.rows(2).stream()
            .flatMap(row -> Page.code(row.get(0)).stream())
            .filter(code -> code.endsWith(")"))
            .toList();
    String body =
        recipes.stream()
            .map(code -> "    java.util.Objects.requireNonNull(" + code + ");\n")
            .collect(Collectors.joining());
    String source = HEAD + "final class Recipes {\n  static void all() {\n" + body + "  }\n}\n";
    assertThat(Compiler.compile("t.Recipes", source).load()).isNotNull();
  }
}
