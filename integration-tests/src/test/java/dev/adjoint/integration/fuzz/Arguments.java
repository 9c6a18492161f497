package dev.adjoint.integration.fuzz;

import dev.adjoint.integration.Subject;
import java.util.List;
import java.util.Random;

/** What a program is called with: values at random, of the classes that were compiled with it. */
final class Arguments {
  private final Program program;
  private final ClassLoader loader;
  private final Random random;

  private Arguments(Program program, ClassLoader loader, Random random) {
    this.program = program;
    this.loader = loader;
    this.random = random;
  }

  /** The arguments of a seed; first the receiver, if there is one. */
  static Object[] of(Program program, Subject subject, long seed) {
    Class<?> owner = subject.owner();
    Arguments arguments = new Arguments(program, owner.getClassLoader(), new Random(seed));
    Object[] parameters = arguments.values(program.parameters());
    if (!program.isRecord()) {
      return parameters;
    }
    Object[] result = new Object[parameters.length + 1];
    System.arraycopy(parameters, 0, result, 1, parameters.length);
    result[0] = create(owner, arguments.values(program.fields()));
    return result;
  }

  private Object[] values(List<Parameter> parameters) {
    return parameters.stream()
        .map(parameter -> program.dialect().value(parameter, random, this::record))
        .toArray();
  }

  private Object record(String name, Object[] components) {
    try {
      Class<?> type = loader.loadClass("fuzz." + name);
      return type.isEnum()
          ? type.getEnumConstants()[(int) components[0]]
          : create(type, components);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static Object create(Class<?> type, Object[] components) {
    try {
      var constructor = type.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return constructor.newInstance(components);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
