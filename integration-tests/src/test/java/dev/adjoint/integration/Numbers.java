package dev.adjoint.integration;

import dev.adjoint.tensor.Tensor;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/** The numbers in a value: doubles, floats, arrays, tensors, and records of these. */
public final class Numbers {
  private Numbers() {}

  /** All numbers in order; what is no number, such as an int or a text, has none. */
  public static double[] flatten(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return new double[] {((Number) value).doubleValue()};
    } else if (value instanceof double[] array) {
      return array.clone();
    } else if (value instanceof float[] array) {
      return widened(array);
    } else if (value instanceof Tensor tensor) {
      return widened(tensor.array());
    } else if (value instanceof Object[] array) {
      return Arrays.stream(array).flatMapToDouble(e -> Arrays.stream(flatten(e))).toArray();
    } else if (value instanceof List<?> list) {
      return flatten(list.toArray());
    } else if (value instanceof Record record) {
      return Arrays.stream(record.getClass().getRecordComponents())
          .flatMapToDouble(component -> Arrays.stream(flatten(read(record, component))))
          .toArray();
    }
    return new double[0];
  }

  /** Whether a value is computed in single precision somewhere. */
  static boolean hasFloat(Object value) {
    if (value instanceof Object[] array) {
      return Arrays.stream(array).anyMatch(Numbers::hasFloat);
    } else if (value instanceof List<?> list) {
      return hasFloat(list.toArray());
    } else if (value instanceof Record record) {
      return Arrays.stream(record.getClass().getRecordComponents())
          .anyMatch(component -> hasFloat(read(record, component)));
    }
    return value instanceof Float || value instanceof float[] || value instanceof Tensor;
  }

  /** A value of the same structure, in memory of its own, with other numbers. */
  static Object rebuild(Object value, double[] numbers) {
    int[] next = {0};
    return rebuild(value, () -> numbers[next[0]++]);
  }

  /** A copy that shares no memory. */
  static Object copy(Object value) {
    return rebuild(value, flatten(value));
  }

  private static Object rebuild(Object value, DoubleSupplier numbers) {
    if (value instanceof Double) {
      return numbers.getAsDouble();
    } else if (value instanceof Float) {
      return (float) numbers.getAsDouble();
    } else if (value instanceof double[] array) {
      double[] copy = new double[array.length];
      Arrays.setAll(copy, i -> numbers.getAsDouble());
      return copy;
    } else if (value instanceof float[] array) {
      return narrowed(array.length, numbers);
    } else if (value instanceof Tensor tensor) {
      return Tensor.wrap(narrowed(tensor.size(), numbers), tensor.shape());
    } else if (value instanceof int[] array) {
      return array.clone();
    } else if (value instanceof Object[] array) {
      Object[] copy = array.clone();
      for (int i = 0; i < copy.length; i++) {
        Array.set(copy, i, rebuild(copy[i], numbers));
      }
      return copy;
    } else if (value instanceof List<?> list) {
      return List.of((Object[]) rebuild(list.toArray(), numbers));
    } else if (value instanceof Record record) {
      return rebuildRecord(record, numbers);
    }
    return value;
  }

  private static Object rebuildRecord(Record record, DoubleSupplier numbers) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] arguments = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      arguments[i] = rebuild(read(record, components[i]), numbers);
      types[i] = components[i].getType();
    }
    try {
      var constructor = record.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  static Object read(Record record, RecordComponent component) {
    return read(record, component.getName());
  }

  /** Whether a record has a component of a name. */
  static boolean has(Record record, String name) {
    return Arrays.stream(record.getClass().getRecordComponents())
        .anyMatch(component -> component.getName().equals(name));
  }

  /** A component of a record by name. */
  static Object read(Object record, String name) {
    try {
      var accessor = record.getClass().getDeclaredMethod(name);
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static double[] widened(float[] array) {
    double[] result = new double[array.length];
    Arrays.setAll(result, i -> array[i]);
    return result;
  }

  private static float[] narrowed(int length, DoubleSupplier numbers) {
    float[] result = new float[length];
    for (int i = 0; i < length; i++) {
      result[i] = (float) numbers.getAsDouble();
    }
    return result;
  }
}
