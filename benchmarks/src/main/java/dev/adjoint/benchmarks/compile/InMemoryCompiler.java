package dev.adjoint.benchmarks.compile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import javax.annotation.processing.Processor;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles texts within this process, writes nothing to disk, and tells how long it took. */
final class InMemoryCompiler {
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  /**
   * What came of a compilation.
   *
   * @param wall nanoseconds that passed
   * @param cpu nanoseconds that the compiling thread used
   * @param generated the texts that annotation processors wrote, by qualified name
   */
  record Result(long wall, long cpu, Map<String, String> generated) {}

  /**
   * Compiles files, given by the qualified names of their classes, against this process's own class
   * path.
   */
  Result compile(Map<String, String> sources, boolean withProcessor) {
    long wallStart = System.nanoTime();
    long cpuStart = cpu();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (Memory memory =
        new Memory(
            JAVAC.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8))) {
      List<String> options =
          List.of("--release", "17", withProcessor ? "-Aadjoint.thread=off" : "-proc:none");
      List<Text> texts =
          sources.entrySet().stream().map(e -> new Text(e.getKey(), e.getValue())).toList();
      JavaCompiler.CompilationTask task =
          JAVAC.getTask(null, memory, diagnostics, options, null, texts);
      if (withProcessor) {
        task.setProcessors(List.of(adjoint()));
      }
      if (!task.call()) {
        throw new IllegalStateException(diagnostics.getDiagnostics().toString());
      }
      long wall = System.nanoTime() - wallStart;
      long cpu = cpu() - cpuStart;
      Map<String, String> generated = new LinkedHashMap<>();
      memory.generated.forEach((name, text) -> generated.put(name, text.toString()));
      return new Result(wall, cpu, generated);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Processor adjoint() {
    return ServiceLoader.load(Processor.class).stream()
        .filter(provider -> provider.type().getName().startsWith("dev.adjoint."))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the processor is not on the class path"))
        .get();
  }

  private static URI uri(String qualifiedName, JavaFileObject.Kind kind) {
    return URI.create("memory:///" + qualifiedName.replace('.', '/') + kind.extension);
  }

  /** A source that is given. */
  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String qualifiedName, String text) {
      super(uri(qualifiedName, Kind.SOURCE), Kind.SOURCE);
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
      super(uri(name, kind), kind);
    }

    @Override
    public OutputStream openOutputStream() {
      return content;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return toString();
    }

    @Override
    public String toString() {
      return content.toString(StandardCharsets.UTF_8);
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, Written> generated = new LinkedHashMap<>();

    Memory(StandardJavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String className,
        JavaFileObject.Kind kind,
        FileObject sibling) {
      Written file = new Written(className, kind);
      if (kind == JavaFileObject.Kind.SOURCE) {
        generated.put(className, file);
      }
      return file;
    }
  }
}
