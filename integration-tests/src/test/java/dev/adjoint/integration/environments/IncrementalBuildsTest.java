package dev.adjoint.integration.environments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.integration.Compilation;
import dev.adjoint.integration.Compiler;
import dev.adjoint.processor.AdjointProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Gradle must be able to rely on where a processor is said to be isolating. */
class IncrementalBuildsTest {
  private static final String LAYER =
      """
      package t;
      import dev.adjoint.annotations.*;
      @Differentiable record Layer(double w) {
        @Differentiable double apply(double x) { return %s; }
        static double helper(double x) { return %s; }
      }
      """;
  private static final String MODEL =
      """
      package t;
      import dev.adjoint.annotations.*;
      record Model(Layer first, Layer second) {
        @Differentiable(wrt = "this") double loss(double x) {
          double y = second.apply(first.apply(x));
          return y * y;
        }
        @Differentiable record Part(double a) {}
      }
      """;

  @TempDir private Path folder;

  @Test
  void theProcessorIsDeclaredIsolating() throws IOException {
    try (InputStream in =
        AdjointProcessor.class.getResourceAsStream(
            "/META-INF/gradle/incremental.annotation.processors")) {
      assertThat(
              new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip())
          .isEqualTo(AdjointProcessor.class.getName() + ",isolating");
    }
  }

  @Test
  void eachFileHasOneOrigin() throws IOException {
    Recorder recorder = new Recorder();
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    Tools tools =
        new Tools(folder)
            .write("t/Layer.java", LAYER.formatted("w * x", "x"))
            .write("t/Model.java", MODEL);
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      JavaCompiler.CompilationTask task =
          javac.getTask(
              null,
              files,
              null,
              List.of("-d", folder.toString(), "-cp", Tools.LIBRARY, "-Aadjoint.graph=on"),
              null,
              files.getJavaFileObjects(
                  tools.folder().resolve("t/Layer.java"), tools.folder().resolve("t/Model.java")));
      task.setProcessors(List.of(recorder));
      assertThat(task.call()).isTrue();
    }
    assertThat(recorder.origins)
        .isEqualTo(
            Map.of(
                "t.LayerGrad", List.of("t.Layer"),
                "t.LayerTree", List.of("t.Layer"),
                "t.ModelGrad", List.of("t.Model"),
                "t.ModelTree", List.of("t.Model"),
                "t.Model_PartTree", List.of("t.Model.Part"),
                "LayerGrad.apply.dot", List.of("t.Layer"),
                "ModelGrad.loss.dot", List.of("t.Model")));
  }

  /** A change of a body recompiles its own file alone, so nothing else may depend on it. */
  @Test
  void bodiesOfOtherFilesChangeNothing() {
    assertThat(modelBeside("w * x", "x").get("t.ModelGrad"))
        .isNotNull()
        .isEqualTo(modelBeside("w * x * x + helper(x)", "3 * x").get("t.ModelGrad"));
    assertThat(modelBeside("w * x", "x").get("t.LayerGrad"))
        .isNotEqualTo(modelBeside("w * x * x", "x").get("t.LayerGrad"));
  }

  private static Map<String, String> modelBeside(String body, String helper) {
    Compilation compilation =
        Compiler.compile(Map.of("t.Layer", LAYER.formatted(body, helper), "t.Model", MODEL));
    assertThat(compilation.success()).as(compilation.describe()).isTrue();
    return compilation.generated();
  }

  /** The processor within a wrapper as build tools make it, whose filer writes down the origins. */
  @SupportedAnnotationTypes("*")
  private static final class Recorder extends AbstractProcessor {
    private final AdjointProcessor adjoint = new AdjointProcessor();
    private final Map<String, List<String>> origins = new LinkedHashMap<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public Set<String> getSupportedOptions() {
      return adjoint.getSupportedOptions();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      adjoint.init(new Wrapped(environment, recording(environment.getFiler())));
    }

    private Filer recording(Filer filer) {
      return (Filer)
          Proxy.newProxyInstance(
              IncrementalBuildsTest.class.getClassLoader(),
              new Class<?>[] {Filer.class},
              (self, method, arguments) -> {
                if (method.getName().startsWith("create")) {
                  Element[] from = (Element[]) arguments[arguments.length - 1];
                  origins.put(
                      arguments[arguments.length - 2].toString(),
                      Stream.of(from).map(Element::toString).toList());
                }
                try {
                  return method.invoke(filer, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return adjoint.process(annotations, round);
    }
  }
}
