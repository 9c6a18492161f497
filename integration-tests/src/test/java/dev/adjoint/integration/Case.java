package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program of a user with what must come out.
 *
 * <p>The source holds members of a class {@code Case}, or with {@link #file} a whole file, in which
 * the method {@code f} is annotated.
 */
final class Case {
  private static final Pattern DIFFERENTIABLE = Pattern.compile("@Differentiable(\\([^)]*\\))?");
  private static final String IMPORTS =
      """
      import dev.adjoint.annotations.*;
      import dev.adjoint.tensor.Tensor;
      """;

  /**
   * Where a case is run.
   *
   * @param value null if it is not given
   * @param gradient null if only finite differences tell
   */
  private record Point(
      Object[] arguments, double @Nullable [] value, double @Nullable [] gradient) {}

  private final String name;
  private final String members;
  private final List<Point> points = new ArrayList<>();
  private final List<Object[]> failing = new ArrayList<>();
  private String before = "";
  private String className = "Case";
  private String method = "f";
  private @Nullable String refusal;
  private List<String> warnings = List.of();
  private boolean isFile;
  private boolean isForward = true;
  private boolean isTwice = true;

  private Case(String name, String members) {
    this.name = name;
    this.members = members;
  }

  /** A case whose class has the given members. */
  static Case of(String name, String members) {
    return new Case(name, members);
  }

  /** Imports, and types beside the class. */
  Case with(String text) {
    before = text;
    return this;
  }

  /** The source is a whole file, and the annotated method stands in this class. */
  Case file(String classWithMethod) {
    isFile = true;
    className = classWithMethod;
    return this;
  }

  /** The name of the annotated method, if it is not {@code f}. */
  Case method(String methodName) {
    method = methodName;
    return this;
  }

  /** Runs at a point, against finite differences. */
  Case at(Object... arguments) {
    points.add(new Point(arguments, null, null));
    return this;
  }

  /** The value at the last point. */
  Case gives(double... value) {
    Point last = points.remove(points.size() - 1);
    points.add(new Point(last.arguments(), value, last.gradient()));
    return this;
  }

  /** The gradient at the last point, where finite differences cannot be trusted. */
  Case slope(double... gradient) {
    Point last = points.remove(points.size() - 1);
    points.add(new Point(last.arguments(), last.value(), gradient));
    return this;
  }

  /** Runs at a point where the method throws, as the generated code then does. */
  Case fails(Object... arguments) {
    failing.add(arguments);
    return this;
  }

  /** The source is refused with a message. */
  Case refused(String id) {
    refusal = id;
    return this;
  }

  /** The warnings that the compilation gives. */
  Case warns(String... ids) {
    warnings = List.of(ids);
    return this;
  }

  /** Forward mode is not asked for. */
  Case inReverseOnly() {
    isForward = false;
    return this;
  }

  /** Second derivatives are not asked for. */
  Case onceOnly() {
    isTwice = false;
    return this;
  }

  /** Whether the compiler is expected to refuse the source. */
  boolean isRefused() {
    return refusal != null;
  }

  @Override
  public String toString() {
    return name;
  }

  /** Compiles and runs the case, once for each choice of what to differentiate by. */
  void run() {
    if (refusal != null) {
      assertRefused(refusal);
      return;
    }
    Map<String, List<String>> choices = new LinkedHashMap<>();
    Map<String, String> sources = new LinkedHashMap<>();
    List<List<String>> subsets = subsets();
    for (int i = 0; i < subsets.size(); i++) {
      String packageName = packageName() + i;
      choices.put(packageName, subsets.get(i));
      // The first is the source as it stands: with respect to everything it names.
      List<String> written = i == 0 ? List.of() : subsets.get(i);
      sources.put(packageName + "." + fileName(), source(packageName, written));
    }
    Compilation compilation = Compiler.compile(sources);
    ClassLoader loader = compilation.load();
    assertThat(warningsOf(compilation)).as(compilation.describe()).isEqualTo(warnings);
    choices.forEach(
        (packageName, wrt) ->
            points.forEach(point -> check(loader, packageName, wrt, point, compilation)));
    choices
        .keySet()
        .forEach(
            packageName ->
                failing.forEach(
                    arguments -> checkFailure(loader, packageName, arguments, compilation)));
  }

  /** The source as it stands, as a file in a package of its own, and the name of its class. */
  Map.Entry<String, String> source(int number) {
    String packageName = packageName() + number;
    return Map.entry(packageName + "." + fileName(), source(packageName, List.of()));
  }

  /** A check at each point of the source as it stands. */
  List<GradientCheck> checks(ClassLoader loader, int number) {
    String type = packageName() + number + "." + className;
    return points.stream()
        .map(
            point -> {
              Subject subject = new Subject(loader, type, method);
              Object[] arguments =
                  Arrays.stream(point.arguments()).map(a -> instance(a, subject)).toArray();
              return new GradientCheck(subject, subsets().get(0), arguments);
            })
        .toList();
  }

  private List<String> warningsOf(Compilation compilation) {
    return compilation.findings().stream()
        .map(finding -> finding.replaceAll(":.*", ""))
        .distinct()
        .sorted()
        .toList();
  }

  private void check(
      ClassLoader loader,
      String packageName,
      List<String> wrt,
      Point point,
      Compilation compilation) {
    Subject subject = new Subject(loader, packageName + "." + className, method);
    Object[] arguments =
        Arrays.stream(point.arguments()).map(argument -> instance(argument, subject)).toArray();
    try {
      if (point.value() != null) {
        GradientCheck.assertClose(
            "value", Numbers.flatten(subject.value(copies(arguments))), point.value(), 1e-6);
      }
      if (point.gradient() == null) {
        GradientCheck.against(subject, wrt, arguments);
      } else {
        GradientCheck.against(subject, wrt, chosen(point, subject, wrt), arguments);
      }
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          e + " with respect to " + wrt + "\n" + compilation.generated().values().iterator().next(),
          e);
    }
  }

  /** The method, its gradient and its pullback throw the same, time and again. */
  private void checkFailure(
      ClassLoader loader, String packageName, Object[] given, Compilation compilation) {
    Subject subject = new Subject(loader, packageName + "." + className, method);
    Object[] arguments =
        Arrays.stream(given).map(argument -> instance(argument, subject)).toArray();
    RuntimeException expected = thrownBy(() -> subject.value(copies(arguments)));
    String generated = compilation.generated().values().iterator().next();
    assertThat(expected).as("nothing thrown by the method").isNotNull();
    for (int run = 0; run < 2; run++) {
      assertSame(expected, thrownBy(() -> subject.pullback(copies(arguments))), generated);
      if (subject.isScalar()) {
        assertSame(
            expected, thrownBy(() -> subject.valueAndGradient(copies(arguments))), generated);
      }
    }
  }

  private static Object[] copies(Object[] arguments) {
    return Arrays.stream(arguments).map(Numbers::copy).toArray();
  }

  private static void assertSame(
      RuntimeException expected, @Nullable RuntimeException actual, String generated) {
    assertThat(actual).as(generated).isNotNull();
    assertThat(actual.getClass()).isEqualTo(expected.getClass());
    // What the virtual machine says of null names the very code that ran.
    if (!(expected instanceof NullPointerException)) {
      assertThat(actual).hasToString(expected.toString());
    }
  }

  private static @Nullable RuntimeException thrownBy(Runnable call) {
    try {
      call.run();
      return null;
    } catch (RuntimeException thrown) {
      return thrown;
    }
  }

  /** A record can only be made once its class is loaded. */
  private static Object instance(Object argument, Subject subject) {
    if (argument instanceof Constant constant) {
      return constant.of(subject.owner());
    }
    return argument instanceof Instance instance
        ? instance.create(subject.owner())
        : argument instanceof Several several ? several.create(subject.owner()) : argument;
  }

  /** The part of the whole gradient that is about the chosen operands. */
  private static double[] chosen(Point point, Subject subject, List<String> wrt) {
    List<Double> result = new ArrayList<>();
    double[] gradient = java.util.Objects.requireNonNull(point.gradient());
    int next = 0;
    for (int i = 0; i < subject.operands().size(); i++) {
      int count = Numbers.flatten(instance(point.arguments()[i], subject)).length;
      for (int j = 0; j < count; j++, next++) {
        if (wrt.contains(subject.operands().get(i))) {
          result.add(gradient[next]);
        }
      }
    }
    return result.stream().mapToDouble(d -> d).toArray();
  }

  private void assertRefused(String id) {
    Compilation compilation =
        Compiler.compile("refusal." + fileName(), source("refusal", List.of()));
    assertThat(compilation.findings()).as(compilation.describe()).isNotEmpty();
    assertThat(compilation.findings())
        .as(compilation.describe())
        .allMatch(finding -> finding.startsWith(id + ":") && !finding.endsWith(":-1"));
    // No more than the declarations, so that the mistake is reported once.
    compilation
        .generated()
        .forEach(
            (name, text) -> {
              if (name.endsWith("Grad")) {
                assertThat(text).doesNotContain("return ");
              }
            });
  }

  /** What the source differentiates by, then every other choice of up to three operands. */
  private List<List<String>> subsets() {
    Matcher matcher = annotation();
    List<String> operands = operands(members.substring(matcher.end()));
    List<List<String>> result = new ArrayList<>();
    result.add(operands);
    boolean isFree = matcher.group(1) == null && warnings.isEmpty();
    if (isFree && operands.size() > 1 && operands.size() <= 3) {
      for (int bits = 1; bits < (1 << operands.size()) - 1; bits++) {
        List<String> subset = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
          if ((bits >> i & 1) == 1) {
            subset.add(operands.get(i));
          }
        }
        result.add(subset);
      }
    } else if (matcher.group(1) != null && matcher.group(1).contains("wrt")) {
      Matcher names = Pattern.compile("\"(\\w+)\"").matcher(matcher.group(1));
      result.set(0, names.results().map(name -> name.group(1)).toList());
    }
    return result;
  }

  /** The annotation of the method. */
  private Matcher annotation() {
    Matcher matcher = DIFFERENTIABLE.matcher(members);
    while (matcher.find()) {
      if (members.substring(matcher.end()).matches("(?s)[^(]*\\b" + method + "\\(.*")) {
        return matcher;
      }
    }
    throw new AssertionError("no @Differentiable " + method + " in " + members);
  }

  /** The operands that have derivatives, by their types as written. */
  private static List<String> operands(String declaration) {
    List<String> result = new ArrayList<>();
    String head = declaration.substring(0, declaration.indexOf('('));
    if (!head.contains("static")) {
      result.add("this");
    }
    String list = declaration.substring(declaration.indexOf('(') + 1, declaration.indexOf(')'));
    for (String parameter : list.split(",")) {
      if (parameter.contains("@NonDifferentiable")) {
        continue;
      }
      String[] words = parameter.strip().split("\\s+");
      if (words.length > 1
          && !words[words.length - 2].matches(
              "(int|long|boolean|char|byte|short)(\\[])*|String|Op")) {
        result.add(words[words.length - 1]);
      }
    }
    return result;
  }

  private String packageName() {
    return "p" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "") + "x";
  }

  private String fileName() {
    return className.replaceAll("\\$.*", "");
  }

  private String source(String packageName, List<String> wrt) {
    String text = members;
    if (!wrt.isEmpty()) {
      Matcher matcher = annotation();
      String names = String.join(", ", wrt.stream().map(w -> '"' + w + '"').toList());
      text =
          members.substring(0, matcher.start())
              + "@Differentiable(wrt = {"
              + names
              + "})"
              + members.substring(matcher.end());
    }
    String header = "package " + packageName + ";\n";
    String source =
        isFile
            ? header + IMPORTS + before + text
            : header + IMPORTS + before + "\nclass " + className + " {\n" + text + "\n}\n";
    return isForward && refusal == null ? ForwardAsked.in(source, isTwice) : source;
  }

  /** A record that is made from its components once its class exists. */
  record Instance(String simpleName, Object... components) {
    Object create(Class<?> neighbour) {
      Object[] arguments =
          Arrays.stream(components)
              .map(
                  c ->
                      c instanceof Instance inner
                          ? inner.create(neighbour)
                          : c instanceof Several several ? several.create(neighbour) : c)
              .toArray();
      try {
        Class<?> type = load(simpleName, neighbour);
        var constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Several records or tensors, in an array of a class of the case, or in a list if it is null. */
  record Several(@Nullable String simpleName, Object... elements) {
    Object create(Class<?> neighbour) {
      Object[] made =
          Arrays.stream(elements)
              .map(e -> e instanceof Instance inner ? inner.create(neighbour) : e)
              .toArray();
      if (simpleName == null) {
        return List.of(made);
      }
      Object array = java.lang.reflect.Array.newInstance(load(simpleName, neighbour), made.length);
      System.arraycopy(made, 0, array, 0, made.length);
      return array;
    }
  }

  /** A class of the case, by its name within the package. */
  private static Class<?> load(String name, Class<?> neighbour) {
    try {
      return neighbour.getClassLoader().loadClass(neighbour.getPackageName() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** An array of records of the case as an argument. */
  static Several array(String simpleName, Object... elements) {
    return new Several(simpleName, elements);
  }

  /** A list as an argument. */
  static Several list(Object... elements) {
    return new Several(null, elements);
  }

  /** A record of the case as an argument. */
  static Instance instance(String simpleName, Object... components) {
    return new Instance(simpleName, components);
  }

  /** A constant of an enum of the case, which exists once its class is loaded. */
  record Constant(String simpleName, int ordinal) {
    Object of(Class<?> neighbour) {
      return load(simpleName, neighbour).getEnumConstants()[ordinal];
    }
  }

  /** A constant of an enum of the case as an argument. */
  static Constant constant(String simpleName, int ordinal) {
    return new Constant(simpleName, ordinal);
  }
}
