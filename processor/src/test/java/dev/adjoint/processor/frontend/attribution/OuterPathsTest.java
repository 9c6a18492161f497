package dev.adjoint.processor.frontend.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.processor.frontend.attribution.OuterCompile.Result;
import dev.adjoint.processor.frontend.attribution.OuterCompile.Round;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where types may come from besides the files being compiled. */
class OuterPathsTest {
  private static final String LIBRARY =
      """
      package l;
      public class Lib<T> {
        public static class Nested { public class Inner { public int i; } }
        public enum Kind { A { @Override int n() { return 1; } }; int n() { return 0; } }
        public Nested nested() { return new Nested(); }
        public T t;
      }
      """;
  private static final String USER =
      """
      package u;
      import l.Lib;
      class X {
        int x(Lib<String> lib) {
          Lib.Nested.Inner inner = lib.nested().new Inner();
          return inner.i + lib.t.length() + Lib.Kind.A.ordinal();
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void directory() {
    attributes(user(library("l").source("l.Lib", LIBRARY).library()).source("u.X", USER));
  }

  @Test
  void jar() {
    attributes(user(jar(library("l").source("l.Lib", LIBRARY).library())).source("u.X", USER));
  }

  @Test
  void classFilesThatOnlyClassFilesName() {
    Path base =
        jar(
            library("base")
                .source("b.Base", "package b; public class Base { public int n; }")
                .library());
    Path middle =
        library("middle")
            .source(
                "m.Middle",
                "package m; public class Middle extends b.Base { public b.Base me() { return this;"
                    + " } }")
            .options("-cp", base.toString())
            .library();

    attributes(
        user(middle, base)
            .source("u.X", "package u; class X { int x(m.Middle m) { return m.n + m.me().n; } }"));
  }

  @Test
  void packageInSeveralRoots() {
    Path one =
        library("one").source("p.One", "package p; public class One { public int n; }").library();
    Path two =
        library("two")
            .source("p.Two", "package p; public class Two extends One { public Three three; }")
            .source("p.Three", "package p; public class Three { public double d; }")
            .options("-cp", one.toString())
            .library();
    Path four =
        library("four")
            .source("p.Four", "package p; public class Four { public int n; }")
            .library();

    attributes(
        user(one, jar(two), four)
            .source(
                "u.X",
                "package u; import p.*; class X { double x(Two t) { return t.n + t.three.d; } }")
            .source("p.Y", "package p; class Y { int y(One o) { return o.n + new Four().n; } }"));
  }

  @Test
  void packageInSeveralRootsThatOnlyClassFilesName() {
    Path one =
        library("one").source("p.One", "package p; public class One { public int n; }").library();
    Path two =
        library("two").source("p.Two", "package p; public class Two { public int n; }").library();
    Path user =
        library("q")
            .source("q.Q", "package q; public class Q { public p.Two two() { return null; } }")
            .options("-cp", two.toString())
            .library();

    attributes(
        user(one, two, user)
            .source(
                "u.X", "package u; class X { int x(p.One o, q.Q q) { return o.n + q.two().n; } }"));
  }

  @Test
  void firstOfSeveralClassFilesWins() {
    Path first =
        library("first").source("p.P", "package p; public class P { public int n; }").library();
    Path second =
        library("second")
            .source("p.P", "package p; public class P {}")
            .source("a.A", "package a; public class A {}")
            .library();

    // The second root is found first, by its package "a".
    attributes(
        user(first, second)
            .source("u.X", "package u; class X { a.A a; int x(p.P p) { return p.n; } }"));
  }

  @Test
  void unnamedPackage() {
    attributes(
        user(library("l").source("Lib", "public class Lib { public int n; }").library())
            .source("X", "class X { int x(Lib lib, Other o) { return lib.n + o.n; } }")
            .source("Other", "class Other { int n; }"));
  }

  @Test
  void staleClassFilesOfWhatIsCompiled() {
    Path stale = library("stale").source("u.Y", "package u; class Y { class Old {} }").library();

    attributes(
        user(stale)
            .source("u.X", "package u; class X { int x(Y y) { return y.n + Y.New.m; } }")
            .source("u.Y", "package u; class Y { int n; static class New { static int m; } }"));
  }

  @Test
  void sourcesOnTheSourcePath() {
    Path library = jar(library("l").source("l.Lib", LIBRARY).library());
    Path root = directory.resolve("user/src");

    implicitSources(user(library).options("-sourcepath", root.toString()));
  }

  @Test
  void sourcesOnTheClassPath() {
    Path library = jar(library("l").source("l.Lib", LIBRARY).library());

    implicitSources(user(library, directory.resolve("user/src")));
  }

  private static void implicitSources(OuterCompile compile) {
    compile
        .source("u.X", "package u; class X { int x() { return Helper.lib().t.length; } }")
        .uncompiledSource(
            "u.Helper", "package u; class Helper { static l.Lib<int[]> lib() { return null; } }")
        .uncompiledSource("u.Broken", "package u; class Broken { neverAskedFor }")
        .options("-implicit:none");
    attributes(compile);
  }

  @Test
  void sourcesThatAnotherProcessorJustGenerated() {
    Path generated = directory.resolve("user/generated");
    OuterCompile compile =
        new OuterCompile(directory.resolve("user"))
            .source("u.X", "package u; class X { int x() { return Just.NOW; } }")
            .options("-Xlint:processing", "-Werror", "-s", generated.toString())
            .options("-sourcepath", directory.resolve("user/src") + File.pathSeparator + generated);
    Round attribute = OuterCompile.attributing(List.of(), sources -> {});

    Result result =
        compile.run(
            (environment, round) -> {
              if (environment.getElementUtils().getTypeElement("u.Just") == null) {
                OuterCompile.generate(
                    environment, "u.Just", "package u; class Just { static final int NOW = 1; }");
              }
              attribute.run(environment, round);
            });

    // Reopening what was just written would be worth a warning to javac.
    assertThat(result.messages()).isEmpty();
  }

  @Test
  void incubatingModule() {
    OuterCompile compile =
        new OuterCompile(directory.resolve("user"))
            .source(
                "u.X",
                "package u; import jdk.incubator.vector.*;"
                    + " class X { int x() { return FloatVector.SPECIES_256.length(); } }")
            .options("--add-modules", "jdk.incubator.vector");

    Result result =
        compile.run(
            OuterCompile.attributing(
                List.of(),
                sources -> assertThat(TypedExpressions.of(sources, "u.X").errors()).isEmpty()));

    assertThat(result.success()).isTrue();
  }

  @Test
  void olderRelease() {
    attributes(
        user(library("l").source("l.Lib", LIBRARY).options("--release", "17").library())
            .source("u.X", USER)
            .options("--release", "17"));
  }

  @Test
  void previewLanguage() {
    attributes(
        user(library("l").source("l.Lib", LIBRARY).library())
            .source("u.X", USER)
            .options("--enable-preview", "--release", "" + Runtime.version().feature()));
  }

  @Test
  void classFilesThatNobodyNamesStayUnread() throws IOException {
    Path library =
        library("l")
            .source("q.When", "package q; public enum When { NEVER }")
            .source("q.A", "package q; public @interface A { When when(); }")
            .source("p.V", "package p; public class V { public int v; }")
            .source("p.U", "package p; @q.A(when = q.When.NEVER) public class U {}")
            .library();
    Files.delete(library.resolve("q/When.class"));

    // Reading p.U makes javac warn of the missing constant.
    attributes(user(library).source("u.X", "package u; class X { int x(p.V v) { return v.v; } }"));
  }

  @Test
  void explicitModule() {
    Path library =
        library("l")
            .source("module-info", "module lib { exports l; }")
            .source("l.Lib", LIBRARY)
            .library();

    attributes(modular("lib", library).source("u.X", USER));
    attributes(modular("lib", jar(library)).source("u.X", USER));
  }

  @Test
  void automaticModule() {
    Path jar = jar(library("l").source("l.Lib", LIBRARY).library());

    attributes(modular("l", jar).source("u.X", USER));
    attributes(modular("l", jar).source("u.X", USER.replace("import l.Lib;", "import l.*;")));
  }

  @Test
  void packagesThatModulesDoNotExport() {
    Path base =
        library("base")
            .source("module-info", "module base { exports b; }")
            .source("b.Base", "package b; public class Base { public int n; }")
            .library();
    Path library =
        library("lib")
            .source("module-info", "module lib { requires base; exports l; }")
            .source("l.Lib", "package l; public class Lib extends l.internal.Hidden {}")
            .source(
                "l.internal.Hidden",
                "package l.internal; public class Hidden extends b.Base { public int h; }")
            .options("--module-path", base.toString())
            .library();

    attributes(
        modular("lib", library, base)
            .source("u.X", "package u; class X { int x(l.Lib lib) { return lib.h; } }"));
  }

  @Test
  void classOutputOfTheModule() {
    OuterCompile first =
        modular("java.base").source("u.Earlier", "package u; class Earlier { int n; }");
    first.library();

    attributes(
        modular("java.base")
            .source("u.X", "package u; class X { int x(Earlier e) { return e.n; } }"));
  }

  private OuterCompile library(String name) {
    return new OuterCompile(directory.resolve(name));
  }

  private OuterCompile user(Path... classPath) {
    return new OuterCompile(directory.resolve("user")).options("-Werror", "-cp", path(classPath));
  }

  private OuterCompile modular(String required, Path... modulePath) {
    return new OuterCompile(directory.resolve("user"))
        .options(
            "-Xlint:-requires-automatic,-requires-transitive-automatic",
            "-Werror",
            "--module-path",
            path(modulePath))
        .source("module-info", "module user { requires " + required + "; }");
  }

  private static String path(Path... elements) {
    return Stream.of(elements).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static void attributes(OuterCompile compile) {
    Result result = compile.run(OuterCompile.attributing(List.of(), OuterPathsTest::checkTypes));
    assertThat(result.messages()).isEmpty();
    assertThat(result.success()).isTrue();
  }

  private static void checkTypes(AttributedSources sources) {
    assertThat(sources.diagnostics())
        .filteredOn(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .isEmpty();
    sources.units().stream()
        .map(TopLevelTypes::namesIn)
        .filter(names -> !names.isEmpty())
        .forEach(
            names -> {
              TypedExpressions expressions = TypedExpressions.of(sources, names.get(0));
              assertThat(expressions.untyped()).isEmpty();
              assertThat(expressions.errors()).isEmpty();
            });
  }

  private static Path jar(Path classes) {
    Path jar = Path.of(classes.getParent() + ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> walk = Files.walk(classes)) {
      out.putNextEntry(new JarEntry("META-INF/MANIFEST.MF"));
      out.write("Manifest-Version: 1.0\n\n".getBytes());
      out.closeEntry();
      for (Path path : walk.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(path).toString().replace('\\', '/')));
        out.write(Files.readAllBytes(path));
        out.closeEntry();
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
