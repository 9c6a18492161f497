package dev.adjoint.processor.frontend.attribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** A compilation of real files in a directory, with a processor that a test writes as a lambda. */
final class OuterCompile {
  /** What a test does in a round. */
  interface Round {
    void run(ProcessingEnvironment environment, RoundEnvironment round);
  }

  record Result(boolean success, List<String> messages, Set<String> classFiles) {}

  private final Path directory;
  private final Set<Path> compiled = new LinkedHashSet<>();
  private final List<String> options = new ArrayList<>(List.of("-Xlint:all,-processing"));

  OuterCompile(Path directory) {
    this.directory = directory;
  }

  static Set<TypeElement> rootTypes(RoundEnvironment round) {
    return ElementFilter.typesIn(round.getRootElements());
  }

  /** A round that attributes all files, with extra sources, and looks at the outcome. */
  static Round attributing(List<SourceText> extraSources, Consumer<AttributedSources> check) {
    AtomicReference<Attribution> attribution = new AtomicReference<>();
    return (environment, round) -> {
      if (attribution.get() == null) {
        attribution.set(new Attribution(OuterCompilation.of(environment).orElseThrow()));
      }
      attribution.get().startRound(round);
      if (round.processingOver()) {
        attribution.get().close();
      } else {
        check.accept(attribution.get().attribute(rootTypes(round), extraSources));
      }
    };
  }

  /** A processor of all types that does this in each round. */
  static Processor processor(Round round) {
    return new TestProcessor(round);
  }

  static void generate(ProcessingEnvironment environment, String name, String text) {
    try (Writer writer = environment.getFiler().createSourceFile(name).openWriter()) {
      writer.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path classes() {
    return directory.resolve("classes");
  }

  OuterCompile source(String name, String text) {
    compiled.add(uncompiled(name, text));
    return this;
  }

  /** A file that javac is not given. */
  OuterCompile uncompiledSource(String name, String text) {
    uncompiled(name, text);
    return this;
  }

  private Path uncompiled(String name, String text) {
    try {
      Path file = directory.resolve("src").resolve(name.replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  OuterCompile options(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Compiles without a processor, and must succeed: makes libraries. */
  Path library() {
    Result result = run(null);
    if (!result.success()) {
      throw new AssertionError(result.messages());
    }
    return classes();
  }

  Result run(Round round) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      Files.createDirectories(classes());
      Files.createDirectories(directory.resolve("generated"));
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes()));
      List<String> all = new ArrayList<>(options);
      if (round == null) {
        all.add("-proc:none");
      }
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null, files, diagnostics, all, null, files.getJavaFileObjectsFromPaths(compiled));
      TestProcessor processor = new TestProcessor(round);
      if (round != null) {
        task.setProcessors(List.of(processor));
      }
      boolean success = task.call();
      if (processor.failure != null) {
        throw new AssertionError(processor.failure);
      }
      return new Result(success, messages(diagnostics.getDiagnostics()), classFiles());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> messages(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    return diagnostics.stream()
        .map(
            d ->
                d.getKind()
                    + ":"
                    + d.getLineNumber()
                    + ":"
                    + d.getColumnNumber()
                    + " "
                    + d.getMessage(null))
        .collect(Collectors.toList());
  }

  private Set<String> classFiles() throws IOException {
    try (Stream<Path> walk = Files.walk(classes())) {
      return walk.filter(Files::isRegularFile)
          .map(path -> classes().relativize(path).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static final class TestProcessor extends AbstractProcessor {
    private final Round round;
    private Throwable failure;

    TestProcessor(Round round) {
      this.round = round;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
      try {
        round.run(processingEnv, environment);
      } catch (RuntimeException | AssertionError e) {
        failure = e;
      }
      return false;
    }
  }
}
