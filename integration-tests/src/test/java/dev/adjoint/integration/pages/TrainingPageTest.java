package dev.adjoint.integration.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.integration.Compiler;
import dev.adjoint.optim.Optimizer;
import dev.adjoint.optim.Optimizers;
import dev.adjoint.optim.Schedule;
import dev.adjoint.optim.Schedules;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java on the page about training compiles and runs, and its tables are complete. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainingPageTest {
  private static final Page PAGE = Page.read("training.md");
  private static final Pattern LISTING = Pattern.compile("(?ms)^```java\n(.*?)^```$");

  private static final String HEAD =
      """
      package t;
      import dev.adjoint.*;
      import dev.adjoint.annotations.*;
      import dev.adjoint.data.*;
      import dev.adjoint.optim.*;
      import dev.adjoint.random.RandomSource;
      import dev.adjoint.tensor.Losses;
      import dev.adjoint.tensor.Tensor;
      import dev.adjoint.train.*;
      import dev.adjoint.train.metrics.Average;
      import dev.adjoint.train.metrics.ConfusionMatrix;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.time.Duration;
      import java.util.Comparator;
      import java.util.List;
      import java.util.Optional;
      import static dev.adjoint.optim.GradientClipping.*;
      import static dev.adjoint.optim.Optimizers.*;
      import static dev.adjoint.optim.Schedules.*;
      import static dev.adjoint.tensor.Activations.*;
      import static dev.adjoint.tensor.Losses.*;
      import static dev.adjoint.tensor.Tensors.normal;
      import static dev.adjoint.train.EarlyStopping.earlyStopping;
      import static dev.adjoint.train.Logging.logging;
      import static dev.adjoint.train.Reporting.report;
      import static dev.adjoint.train.metrics.Metrics.*;
      """;

  /** What the statements of the page speak of. */
  private static final String CONTEXT =
      """
      RandomSource random = RandomSource.of(3);
      Tensor x = normal(random, 40, 4);
      int[] labels = new int[40];
      for (int i = 0; i < labels.length; i++) labels[i] = x.array()[4 * i] > 0 ? 1 : 0;
      Dataset<Tensor, int[]> data = Dataset.of(x, labels);
      Mlp model = new Mlp(normal(random, 4, 5), Tensor.zeros(5), normal(random, 5, 2),
          Tensor.zeros(2));
      Path directory = Files.createTempDirectory("training-page");
      long seed = 1;
      double[] ts = {0, 0.5, 1, 1.5, 2, 2.5};
      double[] ys = {3, 2.1, 1.5, 1.2, 0.9, 0.8};
      """;

  private ClassLoader loader = TrainingPageTest.class.getClassLoader();

  private static List<String> listings() {
    return LISTING.matcher(PAGE.text()).results().map(match -> match.group(1)).toList();
  }

  private static boolean isDeclaration(String listing) {
    return listing.startsWith("record ");
  }

  static Stream<Integer> statements() {
    List<String> listings = listings();
    return IntStream.range(0, listings.size()).filter(i -> !isDeclaration(listings.get(i))).boxed();
  }

  @BeforeAll
  void compile() {
    List<String> listings = listings();
    StringBuilder methods = new StringBuilder();
    statements()
        .forEach(
            i ->
                methods
                    .append("static void listing%d() throws Exception {\n".formatted(i))
                    .append(CONTEXT)
                    .append(listings.get(i))
                    .append("}\n"));
    Map<String, String> sources = new LinkedHashMap<>();
    listings.stream()
        .filter(TrainingPageTest::isDeclaration)
        .forEach(listing -> sources.put("t." + recordName(listing), HEAD + listing));
    sources.put("t.Page", HEAD + "final class Page {\n" + methods + "}\n");
    loader = Compiler.compile(sources).load();
  }

  private static String recordName(String listing) {
    return listing.substring("record ".length(), listing.indexOf('('));
  }

  @ParameterizedTest
  @MethodSource("statements")
  void theListingRuns(int number) throws ReflectiveOperationException {
    Method method = loader.loadClass("t.Page").getDeclaredMethod("listing" + number);
    method.setAccessible(true);
    try {
      method.invoke(null);
    } catch (InvocationTargetException e) {
      throw new AssertionError(listings().get(number), e.getCause());
    }
  }

  private static Set<String> recipes(Class<?> owner, Class<?> type) {
    return Arrays.stream(owner.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> type.isAssignableFrom(method.getReturnType()))
        .map(Method::getName)
        .collect(Collectors.toSet());
  }

  @Test
  void everyOptimizerAndScheduleHasARow() {
    Set<String> rows =
        PAGE.rows(3).stream()
            .flatMap(row -> Page.code(row.get(0)).stream())
            .map(code -> code.substring(0, code.indexOf('(')))
            .collect(Collectors.toSet());
    Set<String> recipes = recipes(Optimizers.class, Optimizer.class);
    recipes.addAll(recipes(Schedules.class, Schedule.class));
    assertThat(rows).isEqualTo(recipes);
  }

  @Test
  void theRecipesOfTheTablesCompile() {
    String recipes =
        PAGE.rows(3).stream()
            .flatMap(row -> Page.code(row.get(0)).stream())
            .map(code -> "    java.util.Objects.requireNonNull(" + code + ");\n")
            .collect(Collectors.joining());
    String source = HEAD + "final class Recipes {\n  static void all() {\n" + recipes + "  }\n}\n";
    assertThat(Compiler.compile("t.Recipes", source).load()).isNotNull();
  }
}
