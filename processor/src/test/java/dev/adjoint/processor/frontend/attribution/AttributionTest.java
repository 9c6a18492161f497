package dev.adjoint.processor.frontend.attribution;

import static dev.adjoint.processor.frontend.attribution.OuterCompile.generate;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.adjoint.processor.frontend.attribution.OuterCompile.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttributionTest {
  private static final String STRESS =
      """
      package u;

      import static java.util.stream.Collectors.toList;

      import java.util.*;
      import java.util.function.*;

      public abstract class Stress<T extends Comparable<? super T> & Cloneable> {
        static final int SIZE = 1 << 4;
        private final Map<String, List<? super T>> map = new HashMap<>();
        final Runnable field = () -> System.out.println(map.size());

        sealed interface Expr permits Num, Add, Neg {}
        record Num(double value) implements Expr {
          Num {
            if (Double.isNaN(value)) throw new IllegalArgumentException("value: " + value);
          }
        }
        record Add(Expr left, Expr right) implements Expr {}
        record Neg(Expr e) implements Expr { static int made; }
        enum Op implements IntBinaryOperator {
          PLUS("+") { public int applyAsInt(int a, int b) { return a + b; } },
          TIMES("*") { public int applyAsInt(int a, int b) { return a * b; } };
          final String sign;
          Op(String sign) { this.sign = sign; }
        }
        class Inner {
          class Innermost { T get(T t) { return Stress.this.pick(t, Inner.this.toString()); } }
        }
        static class Nested<E> extends ArrayList<E> {
          private static final long serialVersionUID = 1;
          @SafeVarargs final <X extends E> Nested<E> with(X... xs) {
            for (X x : xs) super.add(x);
            return this;
          }
        }

        abstract T pick(T t, Object... rest);

        static double eval(Expr expr) {
          if (expr instanceof Num n && n.value() > 0) return n.value;
          if (!(expr instanceof Add a)) return expr instanceof Neg neg ? -eval(neg.e) : 0d;
          return eval(a.left()) + eval(a.right());
        }

        int run(int[][] grid, String... names) throws Exception {
          var sum = 0;
          outer:
          for (int i = 0, j = grid.length - 1; i < j; i++, --j) {
            for (final int cell : grid[i]) {
              if (cell == 0) continue outer;
              sum += (byte) cell >>> 2;
            }
          }
          long total = switch (Op.valueOf(names[0])) {
            case PLUS -> Op.PLUS.applyAsInt(1, sum);
            case TIMES -> { int x = sum; x ^= ~SIZE; yield x; }
          };
          class Local extends Nested<Integer> {
            private static final long serialVersionUID = 1;
            int captured = sum(total, SIZE);
            int sum(long... xs) { return (int) Arrays.stream(xs).sum(); }
          }
          Function<Integer, int[]> make = int[]::new;
          Supplier<List<String>> list = ArrayList::new;
          BiFunction<String, Integer, Character> at = String::charAt;
          Comparator<String> order =
              Comparator.comparing(String::length).thenComparing(s -> -s.hashCode());
          List<Integer> lengths = Arrays.stream(names).sorted(order).map(s -> {
            Object o = new Object() { int n = s.length(); int twice() { return 2 * n; } }.twice();
            return (Integer) o;
          }).collect(toList());
          var anonymous = new Object() { int hidden = lengths.size(); };
          anonymous.hidden++;
          String text = \"""
              { "not a body": '}'
              \"" }
              \""";
          try (var in = new java.io.StringReader(text)) {
            do { in.read(); } while (in.ready() && sum > 0);
          } catch (java.io.IOException | RuntimeException e) {
            throw new AssertionError("at " + 'c' + e.getMessage(), e);
          } finally {
            synchronized (this) { assert sum >= 0 : "negative"; }
          }
          Class<?> type = int[].class;
          boolean b = type != null ? at.apply("x", 0) == 'x' : !list.get().isEmpty() | false;
          double d = .5e3 + 0x1p3 - 1_000L % 7 * (b ? 1f : 2);
          char c = 'a';
          c += 1;
          int[] filled = {1, 2, (int) d, c};
          new Local().with(1, 2).forEach(i -> make.apply(i)[0]++);
          return filled[filled.length - 1] + Stress.<Integer>first(lengths).orElseGet(() -> null);
        }

        static <E> Optional<E> first(Iterable<? extends E> es) {
          for (E e : es) return Optional.of(e);
          return Optional.empty();
        }
      }
      """;

  @TempDir Path directory;
  private OuterCompile compile;

  @BeforeEach
  void createCompile() {
    compile = new OuterCompile(directory).options("-Werror");
  }

  @Test
  void typesEveryExpression() {
    compile.source("u.Stress", STRESS);

    Result result =
        attribute(
            sources -> {
              TypedExpressions expressions = TypedExpressions.of(sources, "u.Stress");
              assertThat(expressions.count()).isGreaterThan(350);
              assertThat(expressions.untyped()).isEmpty();
              assertThat(expressions.errors()).isEmpty();
              assertThat(sources.diagnostics()).isEmpty();
            });

    assertThat(result.messages()).isEmpty();
  }

  @Test
  void leavesTheOuterCompilationAsItIs() {
    compile.source("u.Stress", STRESS);
    Set<String> plain = compile.run(null).classFiles();

    Result result =
        new OuterCompile(directory.resolve("processed"))
            .source("u.Stress", STRESS)
            .options("-Werror")
            .run(OuterCompile.attributing(List.of(), sources -> {}));

    assertThat(result.messages()).isEmpty();
    assertThat(result.classFiles()).isEqualTo(plain).contains("u/Stress$1.class");
  }

  @Test
  void leavesErrorsOfTheUserToJavac() {
    compile.source("u.X", "package u; class X { int x() { String s = 1; return s.length(); } }");

    Result result =
        attribute(
            sources -> {
              assertThat(TypedExpressions.of(sources, "u.X").untyped()).isEmpty();
              assertThat(sources.diagnostics()).hasSize(1);
            });

    assertThat(result.messages()).singleElement().asString().contains("incompatible types");
  }

  @Test
  void showsWhatIsNotGeneratedYetAsAnError() {
    compile.source(
        "u.X",
        """
        package u;
        import g.Later;
        class X {
          int plain(int i) { return i + 1; }
          double later(double d) {
            double twice = 2 * d;
            var made = Later.make(d, x -> x * twice);
            return made.value() + Math.sin(twice);
          }
        }
        """);

    Result result =
        attribute(
            sources -> {
              TypedExpressions expressions = TypedExpressions.of(sources, "u.X");
              assertThat(expressions.untyped()).isEmpty();
              assertThat(expressions.errors())
                  .contains("Later")
                  .doesNotContain("Math.sin(twice)", "2 * d", "i + 1");
            });

    assertThat(result.messages()).hasSize(1);
  }

  @Test
  void seesWhatEarlierRoundsGenerated() {
    compile.source("u.X", "package u; class X { int x() { return g.G.one() + u.H.TWO; } }");
    AtomicInteger rounds = new AtomicInteger();
    List<Attribution> attributions = new ArrayList<>();
    List<String> errors = new ArrayList<>();

    Result result =
        compile.run(
            (environment, round) -> {
              if (attributions.isEmpty()) {
                attributions.add(new Attribution(OuterCompilation.of(environment).get()));
              }
              Attribution attribution = attributions.get(0);
              attribution.startRound(round);
              if (round.processingOver()) {
                attribution.close();
                return;
              }
              TypeElement x = environment.getElementUtils().getTypeElement("u.X");
              AttributedSources sources = attribution.attribute(List.of(x), List.of());
              errors.addAll(TypedExpressions.of(sources, "u.X").errors());
              if (rounds.getAndIncrement() == 0) {
                assertThat(errors).isNotEmpty();
                errors.clear();
                generate(
                    environment,
                    "g.G",
                    "package g; public class G { public static int one() { return 1; } }");
                generate(environment, "u.H", "package u; class H { static final int TWO = 2; }");
              }
            });

    assertThat(errors).isEmpty();
    assertThat(rounds).hasValue(2);
    assertThat(result.messages()).isEmpty();
  }

  @Test
  void resolvesExtraSourcesAgainstTheUsersAndBack() {
    compile.source(
        "u.X",
        "package u; class X { double f(double d) { return XGrad.f(this, d) + rest(); }"
            + " private double rest() { return 1; } }");
    SourceText stub =
        new SourceText(
            "u.XGrad",
            "package u; class XGrad { static double f(X x, double d) { return x.f(d) + u.Other.O; }"
                + " }");
    compile.source("u.Other", "package u; class Other { static int O = 1; }");

    compile.run(
        OuterCompile.attributing(
            List.of(stub),
            sources -> {
              assertThat(sources.diagnostics()).isEmpty();
              assertThat(TypedExpressions.of(sources, "u.X").errors()).isEmpty();
              assertThat(TypedExpressions.of(sources, "u.XGrad").errors()).isEmpty();
              CompilationUnitTree unit = sources.unitOf("u.XGrad").orElseThrow();
              assertThat(sources.outerUnitOf(unit)).isEmpty();
            }));
  }

  @Test
  void survivesABrokenExtraSource() {
    compile.source("u.X", "package u; class X { int x() { return 1 + 1; } }");

    compile.run(
        OuterCompile.attributing(
            List.of(new SourceText("u.S", "package u; class S { int s = 1 +; ")),
            sources -> {
              assertThat(sources.diagnostics()).isNotEmpty();
              assertThat(TypedExpressions.of(sources, "u.X").untyped()).isEmpty();
            }));
  }

  @Test
  void findsDeclarationsOfOuterTypes() {
    compile.source(
        "u.X", "package u; class X { static class In { interface Deep {} } } class Second {}");
    compile.source("u.Y", "package u; class Y { X x; }");

    compile.run(
        (environment, round) -> {
          if (round.processingOver()) {
            return;
          }
          try (Attribution attribution = new Attribution(OuterCompilation.of(environment).get())) {
            attribution.startRound(round);
            var elements = environment.getElementUtils();
            TypeElement deep = elements.getTypeElement("u.X.In.Deep");
            AttributedSources sources = attribution.attribute(List.of(deep), List.of());
            assertThat(sources.units()).hasSize(1);
            assertThat(sources.pathOf(deep).orElseThrow().getLeaf().getKind())
                .isEqualTo(Tree.Kind.INTERFACE);
            assertThat(sources.pathOf(elements.getTypeElement("u.Second"))).isPresent();
            assertThat(sources.pathOf(elements.getTypeElement("u.Y"))).isEmpty();
            assertThat(sources.pathOf(elements.getTypeElement("java.lang.String"))).isEmpty();
            assertThat(sources.unitOf("u.Second")).isEqualTo(sources.unitOf("u.X")).isPresent();
          }
        });
  }

  @Test
  void messagesPointAtTheOperatorThroughTheOuterUnit() {
    compile.source("u.X", "package u;\nclass X {\n  int x() {\n    return 10 %  3;\n  }\n}\n");

    Result result =
        compile.run(
            (environment, round) -> {
              if (round.processingOver()) {
                return;
              }
              OuterCompilation outer = OuterCompilation.of(environment).get();
              try (Attribution attribution = new Attribution(outer)) {
                attribution.startRound(round);
                AttributedSources sources =
                    attribution.attribute(OuterCompile.rootTypes(round), List.of());
                new TreePathScanner<Void, Void>() {
                  @Override
                  public Void visitBinary(BinaryTree tree, Void unused) {
                    CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
                    outer
                        .trees()
                        .printMessage(
                            Diagnostic.Kind.NOTE,
                            "here",
                            tree,
                            sources.outerUnitOf(unit).orElseThrow());
                    return null;
                  }
                }.scan(new TreePath(sources.unitOf("u.X").orElseThrow()), null);
              }
            });

    assertThat(result.messages()).containsExactly("NOTE:4:15 here");
  }

  @Test
  void knowsOtherFilesByTheirHeaders() {
    compile.source("u.X", "package u; class X { int x() { return new Y().y(Y.C); } }");
    compile.source(
        "u.Y",
        """
        package u;
        class Y {
          static final int C = 3;
          final String s;
          Y() { this("}"); }
          Y(String s) { this.s = s; }
          int y(int i) { return i; }
          <T> T t(T t) throws java.io.IOException { return new Unknown(); }
        }
        """);

    compile.run(
        (environment, round) -> {
          if (round.processingOver()) {
            return;
          }
          try (Attribution attribution = new Attribution(OuterCompilation.of(environment).get())) {
            attribution.startRound(round);
            TypeElement x = environment.getElementUtils().getTypeElement("u.X");
            AttributedSources sources = attribution.attribute(List.of(x), List.of());
            assertThat(TypedExpressions.of(sources, "u.X").errors()).isEmpty();
            // The unknown class in a body was never looked at.
            assertThat(sources.diagnostics()).isEmpty();
          }
        });
  }

  @Test
  void worksWithFilesInMemory() {
    List<String> errors = new ArrayList<>();

    Compilation compilation =
        Compiler.javac()
            .withProcessors(
                OuterCompile.processor(
                    OuterCompile.attributing(
                        List.of(),
                        sources -> {
                          errors.addAll(TypedExpressions.of(sources, "u.X").untyped());
                          errors.addAll(TypedExpressions.of(sources, "u.X").errors());
                        })))
            .compile(
                JavaFileObjects.forSourceString(
                    "u.X",
                    """
                    package u;
                    class X {
                      boolean x(Y y) {
                        return y.n > 1 && com.google.common.collect.ImmutableList.of(y).isEmpty();
                      }
                    }
                    """),
                JavaFileObjects.forSourceString("u.Y", "package u; class Y { int n; }"));

    assertThat(errors).isEmpty();
    assertThat(compilation.errors()).isEmpty();
    assertThat(compilation.generatedFiles()).hasSize(2);
  }

  private Result attribute(Consumer<AttributedSources> check) {
    return compile.run(OuterCompile.attributing(List.of(), check));
  }
}
