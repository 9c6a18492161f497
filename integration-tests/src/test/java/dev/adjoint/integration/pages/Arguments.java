package dev.adjoint.integration.pages;

import dev.adjoint.tensor.Tensor;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/** Makes up arguments for a method: numbers that are all different, and objects that hold them. */
final class Arguments {
  private int next;

  private Arguments() {}

  /** Arguments for a static method. */
  static Object[] of(Method method) {
    Arguments arguments = new Arguments();
    return Arrays.stream(method.getGenericParameterTypes()).map(arguments::of).toArray();
  }

  private double number() {
    next++;
    return 0.3 + 0.7 * next + 0.05 * next * next;
  }

  private Object of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return List.of(
          of(generic.getActualTypeArguments()[0]), of(generic.getActualTypeArguments()[0]));
    }
    Class<?> raw = (Class<?>) type;
    if (raw == double.class) {
      return number();
    } else if (raw == float.class) {
      return (float) number();
    } else if (raw == int.class || raw == Integer.class || raw == Object.class) {
      return 2;
    } else if (raw == boolean.class) {
      return true;
    } else if (raw == String.class) {
      return "abc";
    } else if (raw == Tensor.class) {
      return Tensor.of(new float[] {(float) number(), (float) number()}, 2);
    } else if (raw.isEnum()) {
      return raw.getEnumConstants()[0];
    } else if (raw.isArray()) {
      Object array = Array.newInstance(raw.getComponentType(), 3);
      for (int i = 0; i < 3; i++) {
        Array.set(array, i, of(raw.getComponentType()));
      }
      return array;
    } else if (raw.isRecord()) {
      return record(raw);
    } else if (raw.isSealed()) {
      return of(raw.getPermittedSubclasses()[0]);
    }
    throw new AssertionError("no argument of " + type);
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values =
        Arrays.stream(components).map(RecordComponent::getGenericType).map(this::of).toArray();
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
