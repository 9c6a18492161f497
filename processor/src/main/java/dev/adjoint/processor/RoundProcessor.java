package dev.adjoint.processor;

import dev.adjoint.processor.backend.TreeWriter;
import dev.adjoint.processor.diagnostic.Anchor;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.diagnostic.Reporter;
import dev.adjoint.processor.frontend.Frontend;
import dev.adjoint.processor.frontend.Program;
import dev.adjoint.processor.frontend.attribution.OuterCompilation;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.TreeClass;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** The annotation processor: finds what is annotated, and writes what the pipeline makes of it. */
@SupportedAnnotationTypes(RoundProcessor.ANNOTATIONS + ".*")
public final class RoundProcessor extends AbstractProcessor {
  static final String ANNOTATIONS = "dev.adjoint.annotations";

  private Optional<OuterCompilation> outer = Optional.empty();
  private Optional<Frontend> frontend = Optional.empty();
  private Options options = Options.NONE;

  /** Whether the runtime that generated code would be for is not the one that is there. */
  private boolean isWithoutRuntime;

  /** What was written so far. */
  private final Set<String> written = new HashSet<>();

  /** Classes that wait for what another processor may still write, with what was said of them. */
  private final Map<String, Findings> deferred = new LinkedHashMap<>();

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Options.all();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (Options.hasOwnThread(processingEnv.getOptions())) {
      DeepStack.run(() -> process(round));
    } else {
      process(round);
    }
    return true;
  }

  private void process(RoundEnvironment round) {
    try {
      if (outer.isEmpty()) {
        outer = OuterCompilation.of(processingEnv);
        frontend = outer.map(Frontend::new);
        readOptions();
        checkLibraries(findings -> VersionCheck.run(processingEnv.getElementUtils(), findings));
      }
      if (frontend.isEmpty()) {
        refuseCompiler(round);
        return;
      }
      checkLibraries(findings -> checkRuntime(round, findings));
      if (!isWithoutRuntime) {
        frontend.get().startRound(round);
        process(round, frontend.get());
      }
    } catch (RuntimeException | StackOverflowError | AssertionError failure) {
      reportCrash("this round", null, failure);
    }
  }

  private void readOptions() {
    Findings findings = new Findings();
    options = Options.read(processingEnv.getOptions(), findings);
    report(findings);
  }

  private void checkLibraries(Consumer<Findings> check) {
    if (!isWithoutRuntime) {
      Findings findings = new Findings();
      check.accept(findings);
      isWithoutRuntime = findings.hasErrors();
      report(findings);
    }
  }

  private void checkRuntime(RoundEnvironment round, Findings findings) {
    Iterator<? extends Element> annotated = annotated(round, "Differentiable").iterator();
    if (annotated.hasNext()
        && processingEnv.getElementUtils().getTypeElement("dev.adjoint.ValueAndGradient") == null) {
      findings.add(Message.NO_RUNTIME, at(annotated.next()));
    }
  }

  private void process(RoundEnvironment round, Frontend front) {
    if (round.processingOver()) {
      deferred.values().forEach(this::report);
      front.close();
      return;
    }
    writeTrees(round, front);
    checkTypes(round);
    Findings ruleFindings = new Findings();
    front.checkPrimitives(ElementFilter.methodsIn(annotated(round, "Primitive")), ruleFindings);
    Set<ExecutableElement> withRules = new LinkedHashSet<>();
    for (String rule : List.of("Vjp", "Vjp.List", "Jvp")) {
      withRules.addAll(ElementFilter.methodsIn(annotated(round, rule)));
    }
    front.checkRules(withRules, ruleFindings);
    report(ruleFindings);
    Set<TypeElement> classes = new LinkedHashSet<>();
    for (String name : deferred.keySet()) {
      classes.add(processingEnv.getElementUtils().getTypeElement(name));
    }
    deferred.clear();
    for (ExecutableElement method : ElementFilter.methodsIn(annotated(round, "Differentiable"))) {
      classes.add((TypeElement) method.getEnclosingElement());
    }
    List<Program> programs =
        front.read(classes, (type, failure) -> reportCrash(type.toString(), type, failure));
    for (Program program : programs) {
      write(program, front);
    }
  }

  private Set<? extends Element> annotated(RoundEnvironment round, String annotation) {
    TypeElement type =
        processingEnv.getElementUtils().getTypeElement(ANNOTATIONS + "." + annotation);
    return type == null ? Set.of() : round.getElementsAnnotatedWith(type);
  }

  private void write(Program program, Frontend front) {
    try {
      Optional<Pipeline.Written> result = Pipeline.run(program, front.rules(), options);
      if (waits(program.findings())) {
        deferred.put(program.element().getQualifiedName().toString(), program.findings());
        return;
      }
      report(program.findings());
      QualifiedName name = program.of().companion("Grad");
      if (hasOnlyErrorsInBodies(program.findings())) {
        write(name, front.declarations(program.element()), program.element());
      } else if (result.isPresent()) {
        write(name, result.get().source(), program.element());
        for (Map.Entry<String, String> graph : result.get().graphs().entrySet()) {
          writeGraph(name.packageName(), graph.getKey(), graph.getValue(), program.element());
        }
      }
    } catch (RuntimeException | StackOverflowError | AssertionError failure) {
      reportCrash(program.of().toString(), program.element(), failure);
    }
  }

  /** Whether there are errors, but none that leaves open what is generated. */
  private static boolean hasOnlyErrorsInBodies(Findings findings) {
    return findings.hasErrors()
        && findings.all().stream()
            .noneMatch(finding -> finding.message() == Message.DUPLICATE_NAME);
  }

  private static boolean waits(Findings findings) {
    return findings.all().stream()
        .anyMatch(finding -> finding.message() == Message.INCOMPLETE_TYPES);
  }

  private void writeTrees(RoundEnvironment round, Frontend front) {
    Frontend.TreeReader reader = front.trees();
    for (TypeElement type : trees(round)) {
      try {
        Findings findings = new Findings();
        TreeClass tree = reader.read(type, findings);
        report(findings);
        if (tree != null) {
          write(tree.name(), TreeWriter.write(tree), type);
        }
      } catch (RuntimeException failure) {
        reportCrash(type.toString(), type, failure);
      }
    }
  }

  private void checkTypes(RoundEnvironment round) {
    Findings findings = new Findings();
    for (TypeElement type : ElementFilter.typesIn(annotated(round, "Differentiable"))) {
      if (!Frontend.isTree(type)) {
        findings.add(Message.USELESS_ON_CLASS, at(type), type.getSimpleName());
      }
    }
    report(findings);
  }

  /** The types of this round that carry an Adjoint annotation of their own. */
  private static List<TypeElement> trees(RoundEnvironment round) {
    List<TypeElement> result = new ArrayList<>();
    for (TypeElement type : ElementFilter.typesIn(round.getRootElements())) {
      collectTrees(type, result);
    }
    return result;
  }

  private static void collectTrees(TypeElement type, List<TypeElement> out) {
    if (Frontend.isTree(type)) {
      out.add(type);
    }
    ElementFilter.typesIn(type.getEnclosedElements()).forEach(member -> collectTrees(member, out));
  }

  private void write(QualifiedName name, String source, TypeElement origin) {
    if (isHomeless(origin)) {
      Findings findings = new Findings();
      findings.add(Message.NO_PACKAGE, at(origin), origin.getSimpleName());
      report(findings);
      return;
    }
    // What an earlier compilation wrote may be on the class path: it is written again.
    TypeElement existing = processingEnv.getElementUtils().getTypeElement(name.toString());
    if (!written.add(name.toString()) || (existing != null && !Frontend.isGenerated(existing))) {
      report(Message.NAME_TAKEN, name, origin);
      return;
    }
    try (Writer writer =
        processingEnv.getFiler().createSourceFile(name.toString(), origin).openWriter()) {
      writer.write(source);
    } catch (FilerException e) {
      if (existing == null) {
        throw new UncheckedIOException(e);
      }
      report(Message.EARLIER_OUTPUT, name, origin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a class of a named module has no package; javac takes no generated one there. */
  private boolean isHomeless(TypeElement type) {
    Elements elements = processingEnv.getElementUtils();
    return elements.getPackageOf(type).isUnnamed() && !elements.getModuleOf(type).isUnnamed();
  }

  private void report(Message message, QualifiedName name, TypeElement origin) {
    Findings findings = new Findings();
    findings.add(message, at(origin), name);
    report(findings);
  }

  /** Beside the class, as a resource. */
  private void writeGraph(String packageName, String name, String graph, TypeElement origin) {
    try (Writer writer =
        processingEnv
            .getFiler()
            .createResource(StandardLocation.CLASS_OUTPUT, packageName, name + ".dot", origin)
            .openWriter()) {
      writer.write(graph);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refuseCompiler(RoundEnvironment round) {
    Findings findings = new Findings();
    for (Element method : annotated(round, "Differentiable")) {
      findings.add(Message.NO_TREES, at(method));
    }
    report(findings);
  }

  private void report(Findings findings) {
    new Reporter(processingEnv.getMessager(), outer.map(OuterCompilation::trees).orElse(null))
        .report(findings);
  }

  private static Position at(Element element) {
    return new Position("", 0, new Anchor.OfElement(element, null));
  }

  /** No exception ever reaches javac. */
  private void reportCrash(String what, @Nullable Element element, Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    Findings findings = new Findings();
    findings.add(Message.CRASH, element == null ? Position.NONE : at(element), what, trace);
    report(findings);
  }
}
