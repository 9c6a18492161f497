package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages that no source provokes by itself. */
class ToolMessagesTest {
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
  private static final String HEAD = "import dev.adjoint.annotations.*;\n";
  private static final String METHOD =
      HEAD + "class A {\n  @Differentiable\n  static double f(double x) { return x * x; }\n}\n";

  /** A mention of what would be generated, so that javac could complain of it as well. */
  private static final String MENTION =
      METHOD.replace("x; }", "x; }\n  static double g() { return AGrad.f(1).value(); }");

  @TempDir private Path folder;

  /** What a compilation of a class {@code A} prints. */
  private String compile(Processor processor, boolean isDiskFull) throws IOException {
    StringWriter out = new StringWriter();
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("memory:///A.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return METHOD;
          }
        };
    try (StandardJavaFileManager files = JAVAC.getStandardFileManager(null, null, null)) {
      JavaCompiler.CompilationTask task =
          JAVAC.getTask(
              out,
              isDiskFull ? new FullDisk(files) : files,
              null,
              List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path")),
              null,
              List.of(source));
      task.setProcessors(List.of(processor));
      assertThat(task.call()).isFalse();
    }
    return out.toString();
  }

  @Test
  void otherCompilersAreToldSo() throws IOException {
    assertThat(compile(new OtherCompiler(), false))
        .contains("A.java:4: error: [ADJ-TOOL-01] this compiler does not show method bodies");
  }

  @Test
  void aFailureOfAdjointIsReportedAtTheClass() throws IOException {
    assertThat(compile(Compiler.processor(), true))
        .contains("A.java:2: error: [ADJ-TOOL-02] Adjoint failed on A: ")
        .contains("IllegalStateException: the disk is full")
        .contains("this is a defect of Adjoint; please report it");
  }

  @Test
  void rulesNeedTheNamesOfParameters() throws IOException {
    Path library = folder.resolve("Library.java");
    Files.writeString(
        library,
        """
        package library;
        import dev.adjoint.annotations.*;
        public class Library {
          @Primitive @Vjp(of = "z", is = "2 * z * yBar")
          public static double square(double z) { return z * z; }
          @Differentiable public static double times(double a, double b) { return a * b; }
          @Differentiable(wrt = "b") public static double by(double a, double b) { return a * b; }
        }
        """);
    String classPath = System.getProperty("java.class.path");
    int result =
        JAVAC.run(
            null,
            null,
            null,
            "-proc:none",
            "-d",
            folder.toString(),
            "-cp",
            classPath,
            library.toString());
    assertThat(result).isZero();
    Compilation compilation =
        Compiler.compile(
            Map.of(
                "B",
                HEAD
                    + """
                    class B {
                      @Differentiable static double f(double x) {
                        return library.Library.square(x);
                      }
                      @Differentiable static double g(double x) {
                        return library.Library.times(x, x);
                      }
                      @Differentiable static double h(double x) {
                        return library.Library.by(2, x);
                      }
                    }
                    """),
            "-classpath",
            folder + File.pathSeparator + classPath);
    assertThat(compilation.findings())
        .containsExactly("ADJ-RULE-04:7", "ADJ-RULE-04:10", "ADJ-RULE-04:4");
  }

  private static String text(Compilation compilation) {
    return compilation.diagnostics().stream()
        .map(diagnostic -> diagnostic.getMessage(Locale.ENGLISH))
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "annotations, dev.adjoint.annotations.AdjointVersion",
    "runtime, dev.adjoint.internal.RuntimeVersion"
  })
  void aLibraryOfAnotherVersionIsOneError(String library, String type) {
    int dot = type.lastIndexOf('.');
    String version =
        "package %s;\npublic class %s { public static final String VALUE = \"0.0.9\"; }\n"
            .formatted(type.substring(0, dot), type.substring(dot + 1));
    Compilation compilation = Compiler.compile(Map.of("A", MENTION, type, version));
    assertThat(compilation.success()).isFalse();
    assertThat(compilation.diagnostics()).as(compilation.describe()).hasSize(1);
    assertThat(text(compilation))
        .contains("adjoint-" + library + " on the class path is 0.0.9; give both the same version");
  }

  @Test
  void aMissingRuntimeIsOneError() {
    Compilation compilation =
        Compiler.compile(
            Map.of("A", MENTION),
            "-classpath",
            Path.of("../annotations/target/classes").toAbsolutePath().toString());
    assertThat(compilation.findings()).containsExactly("ADJ-TOOL-04:4");
    assertThat(compilation.diagnostics()).as(compilation.describe()).hasSize(1);
  }

  /** A file manager that cannot write what is generated. */
  private static final class FullDisk extends ForwardingJavaFileManager<StandardJavaFileManager> {
    FullDisk(StandardJavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String className,
        JavaFileObject.Kind kind,
        FileObject sibling) {
      throw new IllegalStateException("the disk is full");
    }
  }

  /** Adjoint in a compiler that is not javac, as far as it can see. */
  @SupportedAnnotationTypes("*")
  private static final class OtherCompiler extends AbstractProcessor {
    private final Processor adjoint = Compiler.processor();

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      adjoint.init(
          (ProcessingEnvironment)
              Proxy.newProxyInstance(
                  ToolMessagesTest.class.getClassLoader(),
                  new Class<?>[] {ProcessingEnvironment.class},
                  (proxy, method, arguments) -> {
                    try {
                      return method.invoke(environment, arguments);
                    } catch (InvocationTargetException e) {
                      throw e.getCause();
                    }
                  }));
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return adjoint.process(annotations, round);
    }
  }
}
