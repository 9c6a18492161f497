package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import dev.adjoint.tensor.Tensor;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The state of a tree: what is no parameter, but saved, loaded and copied with them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TreeStateTest {
  private static final String HEAD =
      """
      package t;
      import dev.adjoint.annotations.*;
      import dev.adjoint.tensor.Tensor;
      import java.util.List;
      """;

  private ClassLoader loader = TreeStateTest.class.getClassLoader();

  @BeforeAll
  void compile() {
    loader =
        Compiler.compile(
                Map.of(
                    "t.Inner",
                    HEAD
                        + """
                        @Differentiable
                        public record Inner(
                            Tensor w, @NonDifferentiable Tensor seen, @NonDifferentiable int count) {}
                        """,
                    "t.Part",
                    HEAD
                        + """
                        @Differentiable
                        public sealed interface Part permits Inner2, Plain {}
                        """,
                    "t.Inner2",
                    HEAD + "@Differentiable public record Inner2(Inner inner) implements Part {}",
                    "t.Plain",
                    HEAD + "@Differentiable public record Plain(double a) implements Part {}",
                    "t.Model",
                    HEAD
                        + """
                        @Differentiable
                        public record Model(
                            double scale,
                            @NonDifferentiable double rate,
                            @NonDifferentiable double[] table,
                            @NonDifferentiable Inner teacher,
                            List<Inner> inners,
                            Part[] parts,
                            @NonDifferentiable List<Tensor> masks,
                            Plain plain,
                            @NonDifferentiable String name) {}
                        """))
            .load();
  }

  private Object make(String type, Object... components) throws ReflectiveOperationException {
    Constructor<?> constructor = loader.loadClass("t." + type).getDeclaredConstructors()[0];
    return constructor.newInstance(components);
  }

  private Object inner(float w) throws ReflectiveOperationException {
    return make("Inner", Tensor.vector(w), Tensor.vector(w + 10), 3);
  }

  private Object model(float from) throws ReflectiveOperationException {
    Object parts = Array.newInstance(loader.loadClass("t.Part"), 2);
    Array.set(parts, 0, make("Plain", (double) from));
    Array.set(parts, 1, make("Inner2", inner(from + 1)));
    return make(
        "Model",
        (double) from,
        0.5,
        new double[] {from, 2},
        inner(from + 2),
        List.of(inner(from + 3)),
        parts,
        List.of(Tensor.vector(from), Tensor.vector(from + 1)),
        make("Plain", from + 5.0),
        "name");
  }

  @SuppressWarnings("unchecked") // Whatever the model is, its tree is one for it.
  private ParameterTree<Object> tree() throws ReflectiveOperationException {
    return (ParameterTree<Object>) loader.loadClass("t.ModelTree").getField("TREE").get(null);
  }

  private static List<String> paths(List<Leaf> leaves) {
    return leaves.stream().map(Leaf::path).toList();
  }

  @Test
  void stateComesAfterTheParameters() throws ReflectiveOperationException {
    assertThat(paths(tree().leaves(model(1))))
        .containsExactly("scale", "inners.0.w", "parts.0.a", "parts.1.inner.w", "plain.a");
    assertThat(paths(tree().allLeaves(model(1))).subList(5, 12))
        .containsExactly(
            "table",
            "teacher.w",
            "teacher.seen",
            "inners.0.seen",
            "parts.1.inner.seen",
            "masks.0",
            "masks.1");
  }

  @Test
  void allOfItComesOutOfALeafList() throws ReflectiveOperationException {
    ParameterTree<Object> tree = tree();
    List<Leaf> leaves = tree.allLeaves(model(1));
    Object rebuilt = tree.withAllLeaves(model(2), leaves);
    List<Leaf> again = tree.allLeaves(rebuilt);
    for (int i = 0; i < leaves.size(); i++) {
      assertThat(again.get(i).get(0)).as(leaves.get(i).path()).isEqualTo(leaves.get(i).get(0));
    }
    List<Leaf> mixed = tree.allLeaves(tree.withStateOf(model(2), model(1)));
    assertThat(mixed.get(0).get(0)).isEqualTo(2);
    assertThat(mixed.get(5).get(0)).isEqualTo(1);
    assertThat(mixed.get(11).get(0)).isEqualTo(2);
  }

  @Test
  void aCopySharesNone() throws ReflectiveOperationException {
    ParameterTree<Object> tree = tree();
    Object model = model(1);
    List<Leaf> copied = tree.allLeaves(tree.copy(model));
    copied.forEach(leaf -> leaf.set(0, 100));
    List<Leaf> leaves = tree.allLeaves(model);
    assertThat(paths(leaves)).isEqualTo(paths(copied));
    assertThat(leaves).allSatisfy(leaf -> assertThat(leaf.get(0)).isLessThan(100));
  }

  @Test
  void optimizersAndGradientsSeeNothingOfIt() throws ReflectiveOperationException {
    ParameterTree<Object> tree = tree();
    Object zeros = tree.zeros(model(1));
    assertThat(tree.flatten(zeros)).containsOnly(0).hasSize(5);
    assertThat(tree.allLeaves(zeros).get(5).get(0)).isEqualTo(1);
  }
}
