package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Workspace;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Vectors that go from file to file are released by all who read them. In the tests released memory
 * is NaN, so that one release too many shows in the gradient.
 */
class RetainedVectorsTest {
  private static final String HEADER =
      """
      package t;
      import dev.adjoint.annotations.*;
      import dev.adjoint.tensor.Tensor;
      import java.util.List;
      import static dev.adjoint.tensor.Activations.*;
      import static dev.adjoint.tensor.Joining.*;
      """;

  /** Methods that give back, or hold, what they were given in every way that there is. */
  private static final String LAYERS =
      HEADER
          + """
          public class Layers {
            @Differentiable
            public record Pair(Tensor first, Tensor second) {}

            @Differentiable
            public static Tensor same(Tensor x) {
              return x;
            }
            @Differentiable
            public static Tensor view(Tensor x) {
              return x.reshape(x.size());
            }
            @Differentiable
            public static Tensor kept(Tensor x) {
              return tanh(x);
            }
            @Differentiable
            public static Tensor keptView(Tensor x) {
              Tensor y = tanh(x);
              return y.reshape(y.size());
            }
            @Differentiable
            public static Pair pair(Tensor x, Tensor w) {
              return new Pair(x, x.times(w));
            }
            @Differentiable
            public static Tensor product(Pair pair) {
              return pair.first().times(pair.second());
            }
            @Differentiable
            public static Tensor either(Tensor x, Tensor y, boolean isFirst) {
              return isFirst ? x : y;
            }
            @Differentiable
            public static Tensor loop(Tensor x, Tensor w, int n) {
              Tensor h = x;
              for (int i = 0; i < n; i++) {
                h = tanh(h.times(w));
              }
              return h;
            }
            @Differentiable
            public static Tensor parts(Tensor x) {
              Tensor[] parts = chunk(x, 0, 2);
              return concat(0, parts[1].times(parts[0]), tanh(parts[0]));
            }
            @Differentiable
            public static Tensor last(Tensor x, Tensor w) {
              Tensor[] all = new Tensor[3];
              all[0] = x;
              for (int i = 1; i < 3; i++) {
                all[i] = same(all[i - 1]).times(w);
              }
              return all[2].times(all[0]);
            }
            @Differentiable
            public static Tensor twice(Tensor x) {
              return kept(same(x)).plus(same(x));
            }
          }
          """;

  private static final String MODEL =
      HEADER
          + """
          import static t.Layers.*;
          public class Model {
            static float sumOfSquares(Tensor x) {
              return x.times(x).sum();
            }
            @Differentiable
            static float all(Tensor x, Tensor w, int n) {
              Tensor a = x.times(w);
              Tensor b = view(same(a));
              Tensor c = kept(b);
              Pair p = pair(c, w);
              Tensor d = product(p);
              Tensor e = loop(d, w, n);
              Tensor f = either(e, c.plus(w), n > 0);
              Tensor g = parts(f);
              Tensor h = last(g, w);
              Tensor i = twice(keptView(h));
              return sumOfSquares(i.plus(same(g)));
            }
            @Differentiable
            static float sameTwice(Tensor x, Tensor w) {
              Tensor a = x.times(w);
              Tensor b = same(a);
              Tensor c = same(b);
              Tensor d = kept(a);
              Tensor e = kept(d);
              Tensor f = b.times(c).plus(e.times(d));
              return sumOfSquares(f);
            }
            @Differentiable
            static float loops(Tensor x, Tensor w, int n) {
              Tensor h = x;
              Tensor sum = x;
              for (int i = 0; i < n; i++) {
                Tensor y = kept(h.times(w));
                if (i != 1) {
                  h = twice(y);
                } else {
                  h = y;
                }
                sum = sum.plus(same(h));
              }
              return sumOfSquares(sum);
            }
            @Differentiable
            static float copiesOfCopies(Tensor x, Tensor w, int n) {
              Tensor h = x;
              Tensor product = w;
              for (int i = 0; i < n; i++) {
                Tensor u = tanh(h.times(w));
                Tensor v = tanh(h);
                Tensor t = u;
                product = product.times(v);
                h = t;
              }
              return sumOfSquares(h.times(product));
            }
            @Differentiable
            static float ofLists(Tensor x, Tensor w, int n) {
              List<Tensor> list = List.of(Tensor.full(.5f, 4), w.copy());
              Tensor v = list.get(n % 2);
              Tensor h = tanh(x.times(v));
              for (Tensor each : List.of(tanh(w), x.times(w))) {
                h = tanh(h.times(each));
              }
              return sumOfSquares(h);
            }
            @Differentiable
            static float neededBeforeTheLoop(Tensor x, Tensor w, int n) {
              Tensor h = tanh(x.times(w));
              for (int i = 0; i < n; i++) {
                h = twice(same(h));
              }
              h = tanh(h.plus(w));
              Tensor g = same(h);
              for (int i = 0; i < n; i++) {
                h = same(kept(h));
                g = h;
              }
              return sumOfSquares(g.plus(h));
            }
          }
          """;

  private static final ClassLoader LOADER =
      Compiler.compile(Map.of("t.Layers", LAYERS, "t.Model", MODEL)).load();

  private static final Tensor X = Tensor.of(new float[] {.4f, -.3f, .8f, .6f}, 4);
  private static final Tensor W = Tensor.of(new float[] {1.1f, .7f, -.5f, .9f}, 4);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void whatIsHandedOnStays(int n) {
    GradientCheck.against(new Subject(LOADER, "t.Model", "all"), List.of("x", "w"), X, W, n);
    GradientCheck.against(new Subject(LOADER, "t.Model", "loops"), List.of("x", "w"), X, W, n);
    GradientCheck.against(
        new Subject(LOADER, "t.Model", "copiesOfCopies"), List.of("x", "w"), X, W, n);
    GradientCheck.against(new Subject(LOADER, "t.Model", "ofLists"), List.of("x", "w"), X, W, n);
    GradientCheck.against(
        new Subject(LOADER, "t.Model", "neededBeforeTheLoop"), List.of("x", "w"), X, W, n);
  }

  @Test
  void whatIsHandedOnTwiceStays() {
    GradientCheck.against(new Subject(LOADER, "t.Model", "sameTwice"), List.of("x", "w"), X, W);
  }

  private static final String LAYER =
      HEADER
          + """
          @Differentiable
          public record Layer(Tensor w) {
            @Differentiable
            public Tensor apply(Tensor x) {
              return tanh(x.matmul(w));
            }
          }
          """;

  private static final String CHAIN =
      HEADER
          + """
          public class Chain {
            @Differentiable(wrt = "layers")
            static float ofFiles(List<Layer> layers, Tensor x) {
              Tensor h = x;
              for (Layer layer : layers) {
                h = layer.apply(h);
              }
              return h.sum();
            }
            public static Object[] arguments(int count) {
              Layer layer = new Layer(Tensor.full(.1f, 8, 8));
              return new Object[] {
                java.util.Collections.nCopies(count, layer), Tensor.full(.5f, 1000, 8)};
            }
          }
          """;

  /** A layer keeps what it is given, which is the value of the layer before it. */
  @Test
  void aLayerOfAnotherFileKeepsOneActivation() throws Exception {
    ClassLoader loader = Compiler.compile(Map.of("t.Layer", LAYER, "t.Chain", CHAIN)).load();
    Subject subject = new Subject(loader, "t.Chain", "ofFiles");
    long few = bytes(subject, loader, 10);
    long many = bytes(subject, loader, 20);
    assertThat(many - few).isEqualTo(10 * Float.BYTES * 1000 * 8);
  }

  /** The first activation is kept for the rectifier, and those of the layers by the layers. */
  @Test
  void aLoopThatReplacesWhatIsKeptKeepsNothingMore() throws Exception {
    String chain = CHAIN.replace("Tensor h = x;", "Tensor h = relu(x);");
    ClassLoader loader = Compiler.compile(Map.of("t.Layer", LAYER, "t.Chain", chain)).load();
    Subject subject = new Subject(loader, "t.Chain", "ofFiles");
    long few = bytes(subject, loader, 10);
    long many = bytes(subject, loader, 20);
    assertThat(many - few).isEqualTo(10 * Float.BYTES * 1000 * 8);
  }

  /** Of what is led around a layer its shape is needed, whatever it was given on the way. */
  @Test
  void whatIsAddedIsNotKept() throws Exception {
    String chain =
        CHAIN.replace(
            "h = layer.apply(h);",
            """
            Tensor around = h;
            if (layer.w().sum() > 0) {
              around = around.scale(0.5f);
            }
            h = layer.apply(h).plus(around);
            """);
    ClassLoader loader = Compiler.compile(Map.of("t.Layer", LAYER, "t.Chain", chain)).load();
    Subject subject = new Subject(loader, "t.Chain", "ofFiles");
    long few = bytes(subject, loader, 10);
    long many = bytes(subject, loader, 20);
    assertThat(many - few).isEqualTo(10 * Float.BYTES * 1000 * (8 + 8));
  }

  private static final String BRANCHES =
      HEADER
          + """
          @Differentiable
          public record Branches(Layer left, Layer right) {
            @Differentiable
            public Tensor apply(Tensor x) {
              return concat(1, relu(left.apply(x)), relu(right.apply(x)));
            }
          }
          """;

  /**
   * Each block keeps what its four operations gave and, for its layers, what it was given: the
   * gradients of its branches go back as soon as they are added up.
   */
  @Test
  void gradientsOfBranchesDoNotStay() throws Exception {
    String chain =
        CHAIN
            .replace("List<Layer> layers", "List<Branches> layers")
            .replace("Layer layer :", "Branches layer :")
            .replace(
                "Layer layer = new Layer(Tensor.full(.1f, 8, 8));",
                "Layer half = new Layer(Tensor.full(.1f, 8, 4)); Branches layer = new Branches(half, half);");
    ClassLoader loader =
        Compiler.compile(Map.of("t.Layer", LAYER, "t.Branches", BRANCHES, "t.Chain", chain)).load();
    Subject subject = new Subject(loader, "t.Chain", "ofFiles");
    long few = bytes(subject, loader, 10);
    long many = bytes(subject, loader, 20);
    assertThat(many - few).isEqualTo(10 * Float.BYTES * 1000 * (4 * 4 + 8));
  }

  private static final String NAMES =
      HEADER
          + """
          public class Names {
            @Differentiable
            static float one(Tensor x, Tensor w) {
              Tensor h = tanh(x.matmul(w));
              h = relu(h.matmul(w));
              h = tanh(h.matmul(w));
              h = h.times(relu(h.matmul(w)));
              return h.sum();
            }
            @Differentiable
            static float several(Tensor x, Tensor w) {
              Tensor h = tanh(x.matmul(w));
              Tensor i = relu(h.matmul(w));
              Tensor j = tanh(i.matmul(w));
              Tensor k = j.times(relu(j.matmul(w)));
              return k.sum();
            }
          }
          """;

  /** Java's programmers use a variable again; that costs nothing. */
  @Test
  void aVariableThatIsReplacedCostsAsMuchAsSeveralVariables() {
    ClassLoader loader = Compiler.compile(Map.of("t.Names", NAMES)).load();
    Object[] arguments = {Tensor.full(.5f, 1000, 8), Tensor.full(.1f, 8, 8)};
    assertThat(bytes(new Subject(loader, "t.Names", "one"), arguments))
        .isEqualTo(bytes(new Subject(loader, "t.Names", "several"), arguments));
  }

  /** A gradient is copied only where somebody else may hold its memory. */
  @Test
  void whatIsNewAtLastIsNotCopied() {
    String source =
        HEADER
            + """
            class Copies {
              @Differentiable
              static Tensor twice(Tensor x) {
                return x.plus(x);
              }
              @Differentiable
              static Tensor same(Tensor x) {
                return x;
              }
              @Differentiable
              static Tensor sometimesTwice(Tensor x, boolean isTwice) {
                Tensor y = x;
                if (isTwice) {
                  y = x.plus(x);
                }
                return y;
              }
            }
            """;
    Compilation compiled = Compiler.compile("t.Copies", source);
    String generated = compiled.generated().get("t.CopiesGrad");
    assertThat(pullback(generated, "Twice")).contains("return xBar;");
    assertThat(pullback(generated, "Same")).contains("return seed.copy();");
    ClassLoader loader = compiled.load();
    GradientCheck.against(new Subject(loader, "t.Copies", "twice"), List.of("x"), X);
    GradientCheck.against(new Subject(loader, "t.Copies", "same"), List.of("x"), X);
    for (boolean isTwice : List.of(true, false)) {
      Subject subject = new Subject(loader, "t.Copies", "sometimesTwice");
      GradientCheck.against(subject, List.of("x"), X, isTwice);
    }
  }

  private static String pullback(String generated, String method) {
    int start = generated.indexOf("class " + method + "Pullback");
    return generated.substring(start, generated.indexOf("\n  }\n", start));
  }

  private static long bytes(Subject subject, ClassLoader loader, int layers) throws Exception {
    Object[] arguments =
        (Object[])
            loader.loadClass("t.Chain").getMethod("arguments", int.class).invoke(null, layers);
    return bytes(subject, arguments);
  }

  private static long bytes(Subject subject, Object[] arguments) {
    Workspace workspace = new Workspace();
    workspace.use(() -> subject.valueAndGradient(arguments));
    return workspace.mostBytesInUse();
  }
}
