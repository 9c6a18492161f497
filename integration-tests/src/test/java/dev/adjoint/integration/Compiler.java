package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;

/** Compiles source texts in memory with the processor, every lint warning on. */
public final class Compiler {
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
  private static final List<File> CLASS_PATH =
      Stream.of(Differentiable.class, Tensor.class, NullMarked.class)
          .map(Compiler::location)
          .toList();

  private Compiler() {}

  /** The jar or the folder that a class comes from. */
  private static File location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toFile();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The processor as javac finds it. */
  static Processor processor() {
    return ServiceLoader.load(Processor.class).stream()
        .filter(provider -> provider.type().getName().startsWith("dev.adjoint."))
        .findFirst()
        .orElseThrow()
        .get();
  }

  /** Compiles one file. */
  public static Compilation compile(String qualifiedName, String text) {
    return compile(Map.of(qualifiedName, text));
  }

  /** Compiles files, given by the qualified names of their classes. */
  public static Compilation compile(Map<String, String> sources, String... options) {
    List<String> all = new ArrayList<>(ProcessorOptions.ofThisRun());
    all.addAll(List.of(options));
    return compile(List.of(processor()), sources, all.toArray(String[]::new));
  }

  /** What is generated for a class with the given members. */
  static String generated(String members) {
    Compilation compilation =
        compile(
            "t.Case",
            """
            package t;
            import dev.adjoint.annotations.Differentiable;
            class Case {
            %s
            }
            """
                .formatted(members));
    assertThat(compilation.findings()).isEmpty();
    return compilation.generated().get("t.CaseGrad");
  }

  /** Compiles one file with a processor that does nothing. */
  public static Compilation compilePlainly(String qualifiedName, String text) {
    return compile(List.of(new Idle()), Map.of(qualifiedName, text));
  }

  private static Compilation compile(
      List<Processor> processors, Map<String, String> sources, String... options) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (Memory memory =
        new Memory(
            JAVAC.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8))) {
      List<String> all =
          new ArrayList<>(List.of("-parameters", "-Xlint:all,-processing", "-Xmaxerrs", "10000"));
      if (!List.of(options).contains("--release")) {
        all.addAll(List.of("--release", "17"));
      }
      all.addAll(List.of(options));
      JavaCompiler.CompilationTask task =
          JAVAC.getTask(
              null,
              memory,
              diagnostics,
              all,
              null,
              sources.entrySet().stream()
                  .map(source -> new Text(source.getKey(), source.getValue()))
                  .toList());
      task.setProcessors(processors);
      boolean success = task.call();
      return new Compilation(
          success,
          List.copyOf(diagnostics.getDiagnostics()),
          memory.generated.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, entry -> entry.getValue().toString(), (a, b) -> a)),
          memory.classes.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, entry -> entry.getValue().bytes(), (a, b) -> a)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a generated or given source of a class stands. */
  static URI uri(String qualifiedName, JavaFileObject.Kind kind) {
    return URI.create("memory:///" + encoded(qualifiedName.replace('.', '/')) + kind.extension);
  }

  private static String encoded(String path) {
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A processor that does nothing. */
  @SupportedAnnotationTypes("*")
  private static final class Idle extends AbstractProcessor {
    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return false;
    }
  }

  /** A source that is given. */
  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String qualifiedName, String text) {
      super(Compiler.uri(qualifiedName, Kind.SOURCE), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** A file that the compilation writes. */
  private static final class Written extends SimpleJavaFileObject {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    Written(String name, Kind kind) {
      super(Compiler.uri(name, kind), kind);
    }

    @Override
    public OutputStream openOutputStream() {
      return content;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return toString();
    }

    byte[] bytes() {
      return content.toByteArray();
    }

    @Override
    public String toString() {
      return content.toString(StandardCharsets.UTF_8);
    }
  }

  /** Keeps what is written, and finds the library on the class path. */
  private static final class Memory
      extends ForwardingJavaFileManager<javax.tools.StandardJavaFileManager> {
    private final Map<String, Written> generated = new LinkedHashMap<>();
    private final Map<String, Written> classes = new LinkedHashMap<>();

    Memory(javax.tools.StandardJavaFileManager files) throws IOException {
      super(files);
      files.setLocation(StandardLocation.CLASS_PATH, CLASS_PATH);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String className,
        JavaFileObject.Kind kind,
        FileObject sibling) {
      Written file = new Written(className, kind);
      (kind == JavaFileObject.Kind.SOURCE ? generated : classes).put(className, file);
      return file;
    }

    @Override
    public FileObject getFileForOutput(
        JavaFileManager.Location location,
        String packageName,
        String relativeName,
        FileObject sibling) {
      Written file = new Written(relativeName, JavaFileObject.Kind.OTHER);
      generated.put(packageName + "." + relativeName, file);
      return file;
    }
  }
}
