package dev.adjoint.integration;

import dev.adjoint.Pullback;
import dev.adjoint.ScalarPullback;
import dev.adjoint.Workspace;
import dev.adjoint.graph.ComputationGraph;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** A compiled method with its generated companion, called by reflection. */
public final class Subject {
  private final Method primal;
  private final Class<?> companion;
  private final String name;
  private final List<String> operands = new ArrayList<>();

  /**
   * @param className the binary name of the class
   * @param method the method's name
   */
  public Subject(ClassLoader loader, String className, String method) {
    this(loader, className, method, className.replace('$', '_') + "Grad", method);
  }

  public Subject(
      ClassLoader loader, String className, String method, String companion, String name) {
    try {
      Class<?> owner = loader.loadClass(className);
      this.primal =
          Arrays.stream(owner.getDeclaredMethods())
              .filter(candidate -> candidate.getName().equals(method))
              .findFirst()
              .orElseThrow();
      this.companion = loader.loadClass(companion);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
    this.name = name;
    primal.setAccessible(true);
    if (!Modifier.isStatic(primal.getModifiers())) {
      operands.add("this");
    }
    Arrays.stream(primal.getParameters()).forEach(parameter -> operands.add(parameter.getName()));
  }

  /** The names of the receiver, {@code this}, and of the parameters. */
  public List<String> operands() {
    return operands;
  }

  /** The class of the method. */
  public Class<?> owner() {
    return primal.getDeclaringClass();
  }

  boolean isSingle() {
    return primal.getReturnType() == float.class;
  }

  boolean isScalar() {
    return primal.getReturnType() == double.class || primal.getReturnType() == float.class;
  }

  /** The method itself; the receiver is the first argument. */
  public Object value(Object... arguments) {
    boolean isStatic = Modifier.isStatic(primal.getModifiers());
    return isStatic
        ? invoke(primal, null, arguments)
        : invoke(primal, arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  /** The generated value and gradient. */
  public Object valueAndGradient(Object... arguments) {
    return invoke(find(companion, name), null, arguments);
  }

  /** The generated pullback. */
  public Object pullback(Object... arguments) {
    return inWorkspace(() -> invoke(find(companion, name + "Pullback"), null, arguments));
  }

  /** Whether there is forward mode. */
  boolean hasJvp() {
    return Arrays.stream(companion.getDeclaredMethods())
        .anyMatch(method -> method.getName().equals(name + "Jvp"));
  }

  /** The generated value and Jacobian-vector product: arguments first, then tangents. */
  Object jvp(Object... argumentsAndTangents) {
    return invoke(find(companion, name + "Jvp"), null, argumentsAndTangents);
  }

  /** Whether there is a Hessian-vector product. */
  boolean hasHvp() {
    return Arrays.stream(companion.getDeclaredMethods())
        .anyMatch(method -> method.getName().equals(name + "Hvp"));
  }

  /** The generated gradient and Hessian-vector product: arguments first, then tangents. */
  Object hvp(Object... argumentsAndTangents) {
    return invoke(find(companion, name + "Hvp"), null, argumentsAndTangents);
  }

  /** The name of the generated methods. */
  String name() {
    return name;
  }

  /** Whether there is a computation graph. */
  boolean hasGraph() {
    return Arrays.stream(companion.getDeclaredMethods())
        .anyMatch(method -> method.getName().equals(name + "Graph"));
  }

  /** The computation graph; the seed comes last if the result is no number. */
  ComputationGraph graph(Object... arguments) {
    return (ComputationGraph) invoke(find(companion, name + "Graph"), null, arguments);
  }

  /** The generated Jacobian, in the direction that is cheaper. */
  Object jacobian(Object... arguments) {
    Method method =
        Arrays.stream(companion.getDeclaredMethods())
            .filter(m -> m.getName().equals(name + "Jacobian"))
            .filter(m -> m.getParameterCount() == arguments.length)
            .findFirst()
            .orElseThrow();
    method.setAccessible(true);
    return invoke(method, null, arguments);
  }

  static Object valueOf(Object pullback) {
    return invoke(find(pullback.getClass(), "value"), pullback);
  }

  /** The vector-Jacobian product of a pullback. */
  public static Object apply(Object pullback, Object seed) {
    return inWorkspace(
        () ->
            pullback instanceof ScalarPullback<?> scalar
                ? scalar.apply((double) seed)
                : anyPullback(pullback).apply(seed));
  }

  /** The same for the last time, so that what the pullback keeps goes as soon as it was read. */
  static Object applyLast(Object pullback, Object seed) {
    return inWorkspace(
        () ->
            pullback instanceof ScalarPullback<?> scalar
                ? scalar.apply((double) seed, true)
                : anyPullback(pullback).apply(seed, true));
  }

  @SuppressWarnings("unchecked")
  private static Pullback<Object, ?> anyPullback(Object pullback) {
    return (Pullback<Object, ?>) pullback;
  }

  /** As if a generated method called it, so that the open workspace gets memory back. */
  private static Object inWorkspace(Supplier<Object> call) {
    Workspace.enter();
    try {
      return call.get();
    } finally {
      Workspace.exit();
    }
  }

  private static Method find(Class<?> type, String name) {
    Method method =
        Arrays.stream(type.getDeclaredMethods())
            .filter(candidate -> candidate.getName().equals(name) && !candidate.isBridge())
            .findFirst()
            .orElseThrow(() -> new AssertionError("no method " + name + " in " + type));
    method.setAccessible(true);
    return method;
  }

  static Object invoke(Method method, Object receiver, Object... arguments) {
    try {
      return method.invoke(receiver, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new AssertionError(e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
