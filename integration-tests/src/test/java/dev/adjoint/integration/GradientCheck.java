package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.ComputationGraph;
import dev.adjoint.graph.ComputationGraph.Kind;
import dev.adjoint.graph.ComputationGraph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs a method and its generated derivatives at one point, and compares them in every way. */
public final class GradientCheck {
  /** The first step of differences. */
  private static final double STEP = 1e-3;

  private static final double[] SEEDS = {1, -2.5};

  private final Subject subject;
  private final List<String> wrt;
  private final Object[] arguments;
  private final double[] value;

  /** How close gradients in single precision come to each other. */
  private double single = 2e-5;

  /** What the arguments hold after a call. */
  private final List<double[]> after;

  /** A check at a point; {@code wrt} is what the method is differentiated with respect to. */
  public GradientCheck(Subject subject, List<String> wrt, Object... arguments) {
    this.subject = subject;
    this.wrt = subject.operands().stream().filter(wrt::contains).toList();
    this.arguments = arguments;
    Object[] given = copies();
    this.value = Numbers.flatten(subject.value(given));
    this.after = Arrays.stream(given).map(Numbers::flatten).toList();
  }

  /**
   * Checks that value and gradient agree with the method itself and with finite differences.
   *
   * @param wrt what the method is differentiated with respect to
   */
  public static void against(Subject subject, List<String> wrt, Object... arguments) {
    GradientCheck check = new GradientCheck(subject, wrt, arguments);
    check.runs();
    check.matchesDifferences();
  }

  /** The same where the gradient is given, and differences cannot be trusted. */
  static void against(
      Subject subject, List<String> wrt, double[] expectedGradient, Object... arguments) {
    GradientCheck check = new GradientCheck(subject, wrt, arguments);
    check.runs();
    assertClose("gradient", check.gradient(), expectedGradient, check.tolerance(1e-9));
  }

  /** The gradient as one array. */
  static double[] gradient(Subject subject, Object... arguments) {
    return Numbers.flatten(Numbers.read(subject.valueAndGradient(arguments), "gradient"));
  }

  /**
   * A check at a point nearby.
   *
   * @param by how far each number that is differentiated by moves, relative to its size
   */
  public GradientCheck moved(double by) {
    Object[] moved = copies();
    for (String name : wrt) {
      int operand = subject.operands().indexOf(name);
      double[] numbers = Numbers.flatten(arguments[operand]);
      Arrays.setAll(numbers, i -> numbers[i] + by * Math.max(1, Math.abs(numbers[i])));
      moved[operand] = Numbers.rebuild(arguments[operand], numbers);
    }
    return new GradientCheck(subject, wrt, moved);
  }

  private Object[] copies() {
    return Arrays.stream(arguments).map(Numbers::copy).toArray();
  }

  /** Calls with arguments of its own, and checks that they are left as the method leaves them. */
  private Object called(Function<Object[], Object> call) {
    Object[] given = copies();
    Object result = call.apply(given);
    checkLeft(given);
    return result;
  }

  private void checkLeft(Object[] given) {
    for (int i = 0; i < given.length; i++) {
      assertBits("argument " + i + " afterwards", Numbers.flatten(given[i]), after.get(i));
    }
  }

  private double tolerance(double ofDouble) {
    return subject.isSingle() || Arrays.stream(arguments).anyMatch(Numbers::hasFloat)
        ? single
        : ofDouble;
  }

  /** What the method gives. */
  public double[] value() {
    return value.clone();
  }

  /** What the pullback gives for the seed 1, or for different weights of several results. */
  public double[] gradient() {
    return pulled(called(subject::pullback), 1);
  }

  private double[] pulled(Object pullback, double factor) {
    return Numbers.flatten(Subject.apply(pullback, seed(factor)));
  }

  private Object seed(double factor) {
    if (subject.isScalar()) {
      return factor;
    }
    return Numbers.rebuild(called(subject::value), weights(factor));
  }

  /** The adjoint of a result with several numbers: all different, none zero. */
  private double[] weights(double factor) {
    double[] weights = new double[value.length];
    Arrays.setAll(weights, i -> subject.isScalar() ? factor : factor * (1 + 0.25 * (i % 5)));
    return weights;
  }

  /**
   * Runs everything as below.
   *
   * @param tolerance how close gradients in single precision come to each other
   */
  public void runs(double tolerance) {
    single = tolerance;
    runs();
  }

  /** Runs everything twice and with other seeds, and compares values to the bit. */
  public void runs() {
    double[] first = once();
    assertBits("second run", once(), first);
    if (subject.isScalar()) {
      List<CompletableFuture<double[]>> both = new ArrayList<>();
      Supplier<double[]> task = this::once;
      both.add(CompletableFuture.supplyAsync(task));
      both.add(CompletableFuture.supplyAsync(task));
      both.forEach(run -> assertBits("concurrent run", run.join(), first));
    }
  }

  /** Whether the gradient is no number where forward mode, if there is one, finds none either. */
  public boolean overflows() {
    return subject.hasJvp()
        && new TangentCheck(subject, wrt, arguments, value).overflowsWith(gradient());
  }

  /** Checks that the computation graph, if there is one, has the value and the gradient. */
  public void matchesGraph(double tolerance) {
    if (subject.hasGraph()) {
      single = tolerance;
      matchesGraph();
    }
  }

  /** Checks that the computation graph has the value, and the gradient at its parameters. */
  void matchesGraph() {
    double[] gradient = gradient();
    List<Object> given = new ArrayList<>(List.of(copies()));
    if (!subject.isScalar()) {
      given.add(seed(1));
    }
    ComputationGraph graph = subject.graph(given.toArray());
    checkLeft(given.subList(0, arguments.length).toArray());
    if (subject.isScalar()) {
      // A parameter may have the name of the method as well, and comes first.
      Node result =
          graph.nodes().stream()
              .filter(node -> node.name().equals(subject.name()))
              .reduce((earlier, later) -> later)
              .orElseThrow();
      assertBits("value at the result", Numbers.flatten(result.value()), value);
    }
    int next = 0;
    for (String name : wrt) {
      Object argument = arguments[subject.operands().indexOf(name)];
      int length = Numbers.flatten(argument).length;
      double[] numbers = Arrays.copyOfRange(gradient, next, next + length);
      next += length;
      Object expected = Numbers.rebuild(argument, numbers);
      graph.nodes().stream()
          .filter(node -> node.kind() == Kind.VARIABLE)
          .forEach(node -> checkVariable(node, name, expected));
    }
  }

  /** Checks the adjoint of a parameter, or of a part of the record that it is. */
  private void checkVariable(Node node, String parameter, Object gradient) {
    boolean isReceiver = parameter.equals("this");
    boolean isPart = isReceiver || node.name().startsWith(parameter + ".");
    if (!isPart && !node.name().equals(parameter)) {
      return;
    }
    Object part = gradient;
    if (isPart) {
      String path = isReceiver ? node.name() : node.name().substring(parameter.length() + 1);
      for (String component : path.split("\\.")) {
        if (!(part instanceof Record record) || !Numbers.has(record, component)) {
          return; // Another parameter's, or a part of what only a test of the type tells.
        }
        part = Numbers.read(record, component);
      }
    }
    double[] expected = Numbers.flatten(part);
    double[] actual =
        node.adjoints().isEmpty() ? new double[expected.length] : Numbers.flatten(node.adjoint());
    assertClose("adjoint of " + node.name(), actual, expected, tolerance(1e-9));
  }

  /** One run of everything; the gradient. */
  private double[] once() {
    assertBits("value of the method itself", Numbers.flatten(called(subject::value)), value);
    Object[] given = copies();
    Object pullback = subject.pullback(given);
    assertBits("value of the pullback", Numbers.flatten(Subject.valueOf(pullback)), value);
    double[] one = pulled(pullback, 1);
    for (double seed : SEEDS) {
      double[] scaled = pulled(pullback, seed);
      double[] expected = Arrays.stream(one).map(x -> x * seed).toArray();
      assertClose("gradient for the seed " + seed, scaled, expected, tolerance(1e-12));
      assertBits("second application for " + seed, pulled(pullback, seed), scaled);
    }
    double[] last = Numbers.flatten(Subject.applyLast(pullback, seed(1)));
    assertBits("last application", last, one);
    if (subject.hasJvp()) {
      new TangentCheck(subject, wrt, arguments, value)
          .matchesGradient(one, weights(1), tolerance(1e-9));
    }
    if (subject.hasHvp()) {
      new SecondOrderCheck(subject, wrt, arguments, value).matchesGradient(one, tolerance(1e-9));
    }
    if (subject.isScalar()) {
      Object both = called(subject::valueAndGradient);
      assertBits("value", Numbers.flatten(Numbers.read(both, "value")), value);
      double[] gradient = Numbers.flatten(Numbers.read(both, "gradient"));
      assertClose("one-shot gradient", gradient, one, tolerance(1e-13));
    }
    checkLeft(given);
    return one;
  }

  private void matchesDifferences() {
    double[] gradient = gradient();
    double[] differences = differences(1);
    assertClose("gradient against finite differences", gradient, differences, differenceBound());
    if (subject.hasHvp()) {
      SecondOrderCheck second = new SecondOrderCheck(subject, wrt, arguments, value);
      second.isSymmetric(gradient.length, tolerance(1e-9));
      second.matchesDifferences(differenceBound());
    }
  }

  /** How close the gradient must come to differences. */
  public double differenceBound() {
    return tolerance(0) == 0 ? 2e-7 + rounding() : 2e-2;
  }

  /** What the rounding of a great value does to its differences by the smallest step. */
  private double rounding() {
    double size = 0;
    for (double number : Numbers.flatten(subject.value(copies()))) {
      size += Math.abs(number);
    }
    return size < 1e5 ? 0 : 8 * Math.ulp(size) / (STEP / 4);
  }

  /** Extrapolated differences; {@code width} scales their steps. */
  public double[] differences(double width) {
    List<Double> result = new ArrayList<>();
    for (String name : wrt) {
      int operand = subject.operands().indexOf(name);
      double[] x = Numbers.flatten(arguments[operand]);
      double step = Numbers.hasFloat(arguments[operand]) ? 1.0 / 64 : STEP * width;
      for (int i = 0; i < x.length; i++) {
        double h = step * Math.max(1, Math.abs(x[i]));
        double wide = difference(operand, x, i, h);
        double narrow = difference(operand, x, i, h / 2);
        double narrower = difference(operand, x, i, h / 4);
        double better = (4 * narrow - wide) / 3;
        double best = (4 * narrower - narrow) / 3;
        result.add((16 * best - better) / 15);
      }
    }
    return result.stream().mapToDouble(d -> d).toArray();
  }

  private double difference(int operand, double[] x, int i, double h) {
    return (at(operand, x, i, x[i] + h) - at(operand, x, i, x[i] - h)) / (2 * h);
  }

  private double at(int operand, double[] x, int i, double moved) {
    double[] point = x.clone();
    point[i] = moved;
    Object[] all = copies();
    all[operand] = Numbers.rebuild(arguments[operand], point);
    return weighted(all);
  }

  /** All numbers that the method is differentiated with respect to. */
  public double[] point() {
    return wrt.stream()
        .flatMapToDouble(
            name -> Arrays.stream(Numbers.flatten(arguments[subject.operands().indexOf(name)])))
        .toArray();
  }

  /** The value at other numbers, or the sum of the values times the weights of the gradient. */
  public double weightedAt(double[] point) {
    Object[] all = copies();
    int next = 0;
    for (String name : wrt) {
      int operand = subject.operands().indexOf(name);
      int end = next + Numbers.flatten(arguments[operand]).length;
      all[operand] = Numbers.rebuild(arguments[operand], Arrays.copyOfRange(point, next, end));
      next = end;
    }
    return weighted(all);
  }

  private double weighted(Object[] all) {
    double[] y = Numbers.flatten(subject.value(all));
    double[] weights = weights(1);
    double sum = 0;
    for (int j = 0; j < y.length; j++) {
      sum += y[j] * weights[j];
    }
    return sum;
  }

  /** Equal to the bit, but for the payload of NaN. */
  static void assertBits(String what, double[] actual, double[] expected) {
    assertThat(bits(actual))
        .as("%s: %s, expected %s", what, Arrays.toString(actual), Arrays.toString(expected))
        .isEqualTo(bits(expected));
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
  }

  /** Equal but for rounding; NaN only where NaN is expected, infinity only where infinity is. */
  public static void assertClose(
      String what, double[] actual, double[] expected, double tolerance) {
    String text =
        "%s: %s, expected %s".formatted(what, Arrays.toString(actual), Arrays.toString(expected));
    assertThat(actual.length).as(text).isEqualTo(expected.length);
    for (int i = 0; i < actual.length; i++) {
      boolean same = Double.compare(actual[i] + 0.0, expected[i] + 0.0) == 0;
      double scale = Math.max(1, Math.abs(expected[i]));
      boolean close = Math.abs(actual[i] - expected[i]) <= tolerance * scale;
      assertThat(same || close).as("number %d of %s", i, text).isTrue();
    }
  }
}
