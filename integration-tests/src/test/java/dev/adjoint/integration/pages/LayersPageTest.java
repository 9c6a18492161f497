package dev.adjoint.integration.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.integration.Compilation;
import dev.adjoint.integration.Compiler;
import dev.adjoint.integration.Subject;
import dev.adjoint.nn.Initialization;
import dev.adjoint.nn.Layer;
import dev.adjoint.nn.LayerTree;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The listings of the page about layers compile and train, and its tables have all there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LayersPageTest {
  private static final Pattern LISTING = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern NAME =
      Pattern.compile("(?m)^(?:class|record|sealed interface) (\\w+)");
  private static final String IMPORTS =
      """
      package page;
      import static dev.adjoint.optim.Optimizers.*;
      import static dev.adjoint.tensor.Activations.*;
      import static dev.adjoint.tensor.Losses.*;
      import dev.adjoint.annotations.*;
      import dev.adjoint.data.Dataset;
      import dev.adjoint.nn.*;
      import dev.adjoint.optim.*;
      import dev.adjoint.random.RandomSource;
      import dev.adjoint.tensor.*;
      import dev.adjoint.train.Training;
      """;
  private static final Page PAGE = Page.read("layers.md");
  private ClassLoader loader = LayersPageTest.class.getClassLoader();

  @BeforeAll
  void compile() {
    Map<String, String> sources = new LinkedHashMap<>();
    Matcher listings = LISTING.matcher(PAGE.text());
    while (listings.find()) {
      Matcher name = NAME.matcher(listings.group(1));
      assertThat(name.find()).as(listings.group(1)).isTrue();
      sources.put("page." + name.group(1), IMPORTS + listings.group(1));
    }
    Compilation compilation = Compiler.compile(sources);
    loader = compilation.load();
    assertThat(compilation.findings()).as(compilation.describe()).isEmpty();
  }

  private Object call(String type, String name, Object... arguments)
      throws ReflectiveOperationException {
    Method method =
        Arrays.stream(loader.loadClass("page." + type).getDeclaredMethods())
            .filter(each -> each.getName().equals(name))
            .findFirst()
            .orElseThrow();
    method.setAccessible(true);
    return Objects.requireNonNull(method.invoke(null, arguments));
  }

  /** Images of which the first or the second half is bright. */
  @Test
  void theModelOfThePageLearns() throws ReflectiveOperationException {
    RandomSource random = RandomSource.of(5);
    Tensor x = Tensors.normal(random, 20, 1, 8, 8).scale(.5f);
    int[] labels = new int[20];
    for (int n = 0; n < 20; n++) {
      labels[n] = n % 2;
      for (int i = 0; i < 32; i++) {
        x.array()[64 * n + 32 * labels[n] + i] += 1;
      }
    }
    Subject logits = new Subject(loader, "page.Digits", "loss");
    for (String how : List.of("Trained", "ByHand")) {
      Object model = call(how, "train", x, labels);
      float loss = (float) logits.value(model, x, labels, random);
      assertThat(loss).as(how).isLessThan(.3f);
    }
  }

  @Test
  void theNetworkOfThePageHasTheseParameters() throws ReflectiveOperationException {
    Layer network = (Layer) call("Networks", "residual", RandomSource.of(5));
    assertThat(LayerTree.TREE.leaves(network).stream().map(leaf -> leaf.path()))
        .contains("layers.0.weight", "layers.1.inner.layers.2.bias");
  }

  @Test
  void theTableHasAllLayers() {
    List<String> onPage =
        PAGE.rows(4).stream().flatMap(row -> Page.code(row.get(0)).stream()).toList();
    assertThat(onPage)
        .containsAll(
            Stream.of(Layer.class.getPermittedSubclasses()).map(Class::getSimpleName).toList())
        .contains("Embedding", "RnnCell", "GruCell", "LstmCell");
  }

  @Test
  void theTableHasAllInitialValues() {
    TreeSet<String> onPage =
        PAGE.rows(3).stream()
            .flatMap(row -> Page.code(row.get(0)).stream())
            .map(code -> code.replaceAll("\\(.*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    onPage.remove("function");
    assertThat(onPage)
        .containsExactlyElementsOf(
            Arrays.stream(Initialization.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getReturnType() == Tensor.class)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new)));
  }
}
