package dev.adjoint.integration;

import dev.adjoint.tensor.Tensor;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * An operation of the runtime, as its class file declares it.
 *
 * @param owner the qualified name of its class
 * @param isConstant whether it has no derivative, and says so
 * @param operands the receiver, called {@code this_}, and the parameters
 * @param jvp the tangent of the result, empty if there is none
 * @param shape the shape rule, empty if there is none
 */
public record Operation(
    String owner,
    String name,
    boolean isStatic,
    boolean isConstant,
    List<Operand> operands,
    String result,
    String jvp,
    String shape) {

  /**
   * An operand.
   *
   * @param type as Java text
   * @param hasVjp whether there is a derivative with respect to it
   * @param hasTangent whether it has a tangent in the rule of the Jacobian-vector product
   */
  public record Operand(String name, String type, boolean hasVjp, boolean hasTangent) {}

  private static final String ANNOTATIONS = "dev.adjoint.annotations.";

  /** All operations of the runtime, in alphabetical order. */
  public static List<Operation> all() {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, Locale.ENGLISH, null)) {
      files.setLocation(
          StandardLocation.CLASS_PATH,
          List.of(location(Tensor.class), location(dev.adjoint.annotations.Vjp.class)));
      TreeSet<String> names = new TreeSet<>();
      for (JavaFileObject file :
          files.list(
              StandardLocation.CLASS_PATH,
              "dev.adjoint",
              EnumSet.of(JavaFileObject.Kind.CLASS),
              true)) {
        String name = files.inferBinaryName(StandardLocation.CLASS_PATH, file);
        if (!name.contains("$") && !name.endsWith("-info")) {
          names.add(name);
        }
      }
      // Only a processor sees the names of parameters in class files.
      List<Operation> result = new ArrayList<>();
      JavaCompiler.CompilationTask task =
          javac.getTask(
              null,
              files,
              diagnostic -> {},
              List.of("-proc:only", "--release", "17"),
              List.of("java.lang.Object"),
              null);
      task.setProcessors(List.of(new Reader(names, result)));
      task.call();
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the operations of classes. */
  @SupportedAnnotationTypes("*")
  private static final class Reader extends AbstractProcessor {
    private final Set<String> names;
    private final List<Operation> found;

    Reader(Set<String> names, List<Operation> found) {
      this.names = names;
      this.found = found;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!round.processingOver()) {
        for (String name : names) {
          TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
          if (type != null) {
            ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .filter(method -> !values(method, "Primitive").isEmpty())
                .map(method -> of(type, method))
                .forEach(found::add);
          }
        }
      }
      return false;
    }
  }

  private static File location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toFile();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Operation of(TypeElement owner, ExecutableElement method) {
    List<String> vjps = new ArrayList<>();
    values(method, "Vjp").forEach(mirror -> vjps.add(text(mirror, "of")));
    for (AnnotationMirror several : values(method, "Vjp.List")) {
      for (Object item : (List<?>) value(several, "value")) {
        vjps.add(text((AnnotationMirror) ((AnnotationValue) item).getValue(), "of"));
      }
    }
    boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
    List<Operand> operands = new ArrayList<>();
    if (!isStatic) {
      operands.add(
          new Operand("this_", owner.getQualifiedName().toString(), vjps.contains("this"), true));
    }
    for (VariableElement parameter : method.getParameters()) {
      String name = parameter.getSimpleName().toString();
      String type = parameter.asType().toString();
      boolean isConstant = !values(parameter, "NonDifferentiable").isEmpty();
      operands.add(
          new Operand(
              name,
              type,
              vjps.contains(name),
              !isConstant && type.matches("(float|double)(\\[])*|.*\\.Tensor(\\[])*")));
    }
    return new Operation(
        owner.getQualifiedName().toString(),
        method.getSimpleName().toString(),
        isStatic,
        !values(method, "NonDifferentiable").isEmpty(),
        operands,
        method.getReturnType().toString(),
        values(method, "Jvp").stream().map(m -> text(m, "value")).findFirst().orElse(""),
        values(method, "Primitive").stream().map(m -> text(m, "shape")).findFirst().orElse(""));
  }

  private static List<AnnotationMirror> values(Element element, String annotation) {
    return element.getAnnotationMirrors().stream()
        .filter(mirror -> mirror.getAnnotationType().toString().equals(ANNOTATIONS + annotation))
        .map(AnnotationMirror.class::cast)
        .toList();
  }

  private static Object value(AnnotationMirror mirror, String name) {
    return mirror.getElementValues().entrySet().stream()
        .filter(entry -> entry.getKey().getSimpleName().contentEquals(name))
        .map(entry -> entry.getValue().getValue())
        .findFirst()
        .orElse("");
  }

  private static String text(AnnotationMirror mirror, String name) {
    return value(mirror, name).toString();
  }

  /** The operands that the result is differentiated by. */
  public List<Operand> inputs() {
    return operands.stream().filter(Operand::hasVjp).toList();
  }

  /** Whether it only serves the derivatives of other operations. */
  public boolean isHelper() {
    return owner.endsWith("Gradients") || name.matches(".*(Gradient|Tangent|Slope|Share)");
  }

  /** The name in the table of examples, such as {@code Tensor.plus(Tensor)}. */
  public String key() {
    String parameters =
        operands.stream()
            .skip(isStatic ? 0 : 1)
            .map(operand -> simple(operand.type()))
            .collect(Collectors.joining(", "));
    return simple(owner) + "." + name + "(" + parameters + ")";
  }

  private static String simple(String type) {
    return type.replaceAll("\\w+\\.", "");
  }

  @Override
  public String toString() {
    return key();
  }

  /** The parameter list of a method with the operands of this one. */
  String parameters() {
    return operands.stream()
        .map(operand -> operand.type() + " " + operand.name())
        .collect(Collectors.joining(", "));
  }

  /** A call with the operands as arguments. */
  String call() {
    return call(operands.stream().map(Operand::name).toList());
  }

  public String call(List<String> arguments) {
    String target = isStatic ? owner : arguments.get(0);
    return target
        + "."
        + name
        + "("
        + String.join(", ", arguments.subList(isStatic ? 0 : 1, arguments.size()))
        + ")";
  }

  /** A method {@code jvp} that evaluates the rule for tangents. */
  String jvpMethod(String methodName) {
    String dots =
        operands.stream()
            .filter(Operand::hasTangent)
            .map(
                operand ->
                    ", " + operand.type() + " " + operand.name().replaceAll("_$", "") + "Dot")
            .collect(Collectors.joining());
    return "static %s %s(%s, %s y%s) { return %s; }"
        .formatted(
            result, methodName, parameters(), result, dots, jvp.replaceAll("\\bthis\\b", "this_"));
  }
}
