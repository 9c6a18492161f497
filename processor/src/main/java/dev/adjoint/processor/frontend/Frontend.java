package dev.adjoint.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.TreePath;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.frontend.attribution.AttributedSources;
import dev.adjoint.processor.frontend.attribution.Attribution;
import dev.adjoint.processor.frontend.attribution.OuterCompilation;
import dev.adjoint.processor.frontend.attribution.SourceText;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.TreeClass;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Visibility;
import dev.adjoint.processor.rule.PrimitiveRule;
import dev.adjoint.processor.rule.RuleBook;
import dev.adjoint.processor.shape.ShapeInference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads annotated methods, and everything that they need, into functions. */
public final class Frontend implements AutoCloseable {
  private final OuterCompilation outer;
  private final Attribution attribution;
  private final RuleReader rules;

  public Frontend(OuterCompilation outer) {
    this.outer = outer;
    this.attribution = new Attribution(outer);
    this.rules = new RuleReader(outer, attribution);
  }

  /** To be called first in every round. */
  public void startRound(RoundEnvironment round) {
    attribution.startRound(round);
  }

  /** The rules of all primitives that the programs read so far call. */
  public RuleBook rules() {
    return rules.book();
  }

  /** A reader of parameter trees for this round. */
  public TreeReader trees() {
    ParameterTrees reader = new ParameterTrees(outer.trees(), outer.elements(), new TypeReader());
    return reader::read;
  }

  /** Reads a record or sealed interface as a parameter tree. */
  public interface TreeReader {
    /** Null if there is nothing to differentiate, or after reporting why not. */
    @Nullable TreeClass read(TypeElement type, Findings findings);
  }

  /** Whether a type itself carries an Adjoint annotation that makes it a parameter tree. */
  public static boolean isTree(TypeElement type) {
    return ParameterTrees.isAnnotated(type);
  }

  /** Whether this processor wrote a type, now or in an earlier compilation. */
  public static boolean isGenerated(TypeElement type) {
    return Annotations.find(type, "GeneratedByAdjoint") != null;
  }

  /** Checks the rules of primitives that are declared in this compilation. */
  public void checkPrimitives(Collection<ExecutableElement> methods, Findings findings) {
    CalleeReader callees = new CalleeReader(new TypeReader());
    List<RuleReader.Wanted> wanted = new ArrayList<>();
    for (ExecutableElement method : methods) {
      Callee callee = callees.read(method, other -> false);
      wanted.add(
          new RuleReader.Wanted(
              callee,
              method,
              PrimitiveRule.Place.FILE,
              AnnotatedMethod.position(method, Annotations.find(method, "Primitive")),
              findings));
    }
    rules.read(wanted, true);
    for (RuleReader.Wanted primitive : wanted) {
      PrimitiveCheck.check(primitive, outer.trees().getTree(primitive.method()));
      String shape = rules.book().shapeOf(primitive.callee());
      if (!shape.isEmpty()) {
        ShapeInference.checkRule(primitive.callee(), shape, primitive.position(), findings);
      }
    }
  }

  /** Checks methods that declare rules, whatever else they are. */
  public void checkRules(Collection<ExecutableElement> methods, Findings findings) {
    methods.stream()
        .filter(method -> Annotations.find(method, "Primitive") == null)
        .forEach(method -> PrimitiveCheck.withoutPrimitive(method, findings));
  }

  /**
   * Reads the annotated methods of classes.
   *
   * @param failed takes a class on which this failed, and how
   */
  public List<Program> read(
      Collection<TypeElement> classes, BiConsumer<TypeElement, Throwable> failed) {
    List<Program> programs = new ArrayList<>();
    if (classes.isEmpty()) {
      return programs;
    }
    AttributedSources attributed = attribution.attribute(classes, stubs(classes));
    Map<CompilationUnitTree, Source> sources = new HashMap<>();
    List<RuleReader.Wanted> primitives = new ArrayList<>();
    for (TypeElement type : classes) {
      try {
        TreePath path = attributed.pathOf(type).orElse(null);
        if (path == null) {
          throw new IllegalStateException("no source of " + type);
        }
        Source source =
            sources.computeIfAbsent(
                path.getCompilationUnit(),
                unit ->
                    new Source(
                        attributed,
                        unit,
                        attributed.outerUnitOf(unit).orElse(null),
                        attributed.errorsIn(unit)));
        programs.add(read(type, path, source, primitives));
      } catch (RuntimeException | StackOverflowError | AssertionError failure) {
        failed.accept(type, failure);
      }
    }
    rules.read(primitives, false);
    if (programs.stream().anyMatch(Program::isDifferentiatedAgain)) {
      rules.readCalled(primitives);
    }
    return programs;
  }

  /**
   * A companion of which only the declarations are there, for a class that has errors: what is
   * wrong with it is said once, and not again wherever its companion is mentioned.
   */
  public String declarations(TypeElement type) {
    TypeReader types = new TypeReader();
    ParameterTrees trees = new ParameterTrees(outer.trees(), outer.elements(), types);
    return CompanionStub.of(type, types, trees).text();
  }

  /** What stands for the generated classes that the files of classes mention. */
  private List<SourceText> stubs(Collection<TypeElement> classes) {
    TypeReader types = new TypeReader();
    ParameterTrees trees = new ParameterTrees(outer.trees(), outer.elements(), types);
    Set<String> texts = outer.textsOf(classes);
    List<SourceText> result = new ArrayList<>();
    for (TypeElement type : classes) {
      String name = CompanionStub.nameOf(type);
      if (texts.stream().anyMatch(text -> text.contains(name))) {
        result.add(CompanionStub.of(type, types, trees));
      }
    }
    return result;
  }

  /**
   * @param primitives receives those that the class calls
   */
  private Program read(
      TypeElement type, TreePath path, Source source, List<RuleReader.Wanted> primitives) {
    Findings findings = new Findings();
    TypeReader outerTypes = new TypeReader();
    ParameterTrees trees = new ParameterTrees(outer.trees(), outer.elements(), outerTypes);
    List<Program.Request> requests = new ArrayList<>();
    Map<String, Function> functions = new LinkedHashMap<>();
    Reading reading = new Reading(source, functions, rules.book(), findings);
    GeneratedNames names = new GeneratedNames();
    Map<String, List<ExecutableElement>> innerMethods =
        ElementFilter.methodsIn(source.element(path).getEnclosedElements()).stream()
            .collect(Collectors.groupingBy(each -> each.getSimpleName().toString()));
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      if (Annotations.find(method, "Differentiable") == null) {
        continue;
      }
      AnnotatedMethod annotated =
          AnnotatedMethod.createIfValid(method, outerTypes, trees, findings);
      if (annotated == null || RecordMembers.isInvalid(type)) {
        continue;
      }
      ExecutableElement inner = inner(method, innerMethods);
      if (source.path(inner) == null) {
        findings.add(Message.NO_BODY, AnnotatedMethod.position(type, null), method.getSimpleName());
        continue;
      }
      if (!names.add(annotated.name(), annotated.modes())) {
        findings.add(
            Message.DUPLICATE_NAME,
            AnnotatedMethod.position(method, Annotations.find(method, "Differentiable")),
            annotated.name());
        continue;
      }
      Function function = reading.lower(inner);
      if (function != null) {
        requests.add(request(annotated, function));
      }
    }
    primitives.addAll(reading.primitives());
    return new Program(
        TypeReader.nameOf(type),
        type,
        ParameterTrees.isPublic(type),
        requests,
        functions,
        names,
        trees.missing(functions.values()),
        findings);
  }

  private static Program.Request request(AnnotatedMethod annotated, Function function) {
    List<Variable> inputs = new ArrayList<>();
    for (Variable parameter : function.parameters()) {
      String name = parameter.kind() == Variable.Kind.RECEIVER ? "this" : parameter.name();
      if (annotated.inputs().contains(name)) {
        inputs.add(parameter);
      }
    }
    return new Program.Request(
        annotated.name(),
        function,
        inputs,
        annotated.mutates(),
        Visibility.of(isPublic(annotated.method())),
        annotated.modes(),
        ParameterTrees.suppressed(annotated.method()));
  }

  /** Whether a method, its class and all types of its signature are public. */
  private static boolean isPublic(ExecutableElement method) {
    boolean isMember =
        method.getModifiers().contains(Modifier.PUBLIC)
            || method.getEnclosingElement().getKind() == ElementKind.INTERFACE;
    return isMember
        && ParameterTrees.isPublic(method.getEnclosingElement())
        && isPublicType(method.getReturnType())
        && method.getParameters().stream().allMatch(p -> isPublicType(p.asType()));
  }

  private static boolean isPublicType(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return isPublicType(array.getComponentType());
    }
    return !(type instanceof DeclaredType declared)
        || ParameterTrees.isPublic(declared.asElement());
  }

  /**
   * The declaration in the nested compilation of a method of the outer one.
   *
   * @param methods the nested ones of the same class, by name
   */
  private static ExecutableElement inner(
      ExecutableElement method, Map<String, List<ExecutableElement>> methods) {
    List<ExecutableElement> candidates =
        methods.getOrDefault(method.getSimpleName().toString(), List.of()).stream()
            .filter(candidate -> candidate.getParameters().size() == method.getParameters().size())
            .toList();
    return candidates.stream()
        .filter(candidate -> candidate.toString().equals(method.toString()))
        .findFirst()
        .orElse(candidates.get(0));
  }

  @Override
  public void close() {
    attribution.close();
  }
}
