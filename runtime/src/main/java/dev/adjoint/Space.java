package dev.adjoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * How values of a type are made of numbers: as many as the value has places for them, in order.
 * Arrays and lists go element by element, records component by component; whole numbers and what
 * else a record holds do not count.
 *
 * @param <T> the type of the values
 */
public interface Space<T> {
  /** A number. */
  Space<Double> DOUBLE =
      new Space<>() {
        @Override
        public int size(Double value) {
          return 1;
        }

        @Override
        public void read(Double value, double[] into, int from) {
          into[from] = value;
        }

        @Override
        public Double make(Double like, double[] numbers, int from) {
          return numbers[from];
        }
      };

  /** A number that is rounded to {@code float}. */
  Space<Float> FLOAT =
      new Space<>() {
        @Override
        public double precision() {
          return 0x1p-23;
        }

        @Override
        public int size(Float value) {
          return 1;
        }

        @Override
        public void read(Float value, double[] into, int from) {
          into[from] = value;
        }

        @Override
        public Float make(Float like, double[] numbers, int from) {
          return (float) numbers[from];
        }
      };

  /** Arrays of numbers. */
  Space<double[]> DOUBLES =
      new Space<>() {
        @Override
        public int size(double[] value) {
          return value.length;
        }

        @Override
        public void read(double[] value, double[] into, int from) {
          System.arraycopy(value, 0, into, from, value.length);
        }

        @Override
        public double[] make(double[] like, double[] numbers, int from) {
          return Arrays.copyOfRange(numbers, from, from + like.length);
        }
      };

  /** Arrays of numbers that are rounded to {@code float}. */
  Space<float[]> FLOATS =
      new Space<>() {
        @Override
        public double precision() {
          return 0x1p-23;
        }

        @Override
        public int size(float[] value) {
          return value.length;
        }

        @Override
        public void read(float[] value, double[] into, int from) {
          for (int i = 0; i < value.length; i++) {
            into[from + i] = value[i];
          }
        }

        @Override
        public float[] make(float[] like, double[] numbers, int from) {
          float[] made = new float[like.length];
          for (int i = 0; i < made.length; i++) {
            made[i] = (float) numbers[from + i];
          }
          return made;
        }
      };

  /** The number of numbers. */
  int size(T value);

  /** How far apart, relative to their size, two of the numbers must be to be told apart. */
  default double precision() {
    return 0x1p-52;
  }

  /** Writes the numbers of a value into an array, from an index on. */
  void read(T value, double[] into, int from);

  /**
   * A value of the structure of a given one, in memory of its own.
   *
   * @param numbers the numbers, from an index on
   */
  T make(T like, double[] numbers, int from);

  /** The values that a parameter tree describes. */
  static <T> Space<T> of(ParameterTree<T> tree) {
    return new Space<>() {
      @Override
      public double precision() {
        return FLOAT.precision(); // Some of its numbers may be floats.
      }

      @Override
      public int size(T value) {
        return Math.toIntExact(tree.count(value));
      }

      @Override
      public void read(T value, double[] into, int from) {
        double[] numbers = tree.flatten(value);
        System.arraycopy(numbers, 0, into, from, numbers.length);
      }

      @Override
      public T make(T like, double[] numbers, int from) {
        return tree.unflatten(like, Arrays.copyOfRange(numbers, from, from + size(like)));
      }
    };
  }

  /**
   * Arrays whose elements are of a space.
   *
   * @param maker makes an array of a length
   */
  static <E> Space<E[]> arrays(Space<E> element, IntFunction<E[]> maker) {
    Space<List<E>> lists = lists(element);
    return new Space<>() {
      @Override
      public double precision() {
        return element.precision();
      }

      @Override
      public int size(E[] value) {
        return lists.size(Arrays.asList(value));
      }

      @Override
      public void read(E[] value, double[] into, int from) {
        lists.read(Arrays.asList(value), into, from);
      }

      @Override
      public E[] make(E[] like, double[] numbers, int from) {
        return lists.make(Arrays.asList(like), numbers, from).toArray(maker);
      }
    };
  }

  /** Lists whose elements are of a space. */
  static <E> Space<List<E>> lists(Space<E> element) {
    return new Space<>() {
      @Override
      public double precision() {
        return element.precision();
      }

      @Override
      public int size(List<E> value) {
        int size = 0;
        for (E each : value) {
          size += element.size(each);
        }
        return size;
      }

      @Override
      public void read(List<E> value, double[] into, int from) {
        int next = from;
        for (E each : value) {
          element.read(each, into, next);
          next += element.size(each);
        }
      }

      @Override
      public List<E> make(List<E> like, double[] numbers, int from) {
        List<E> made = new ArrayList<>();
        int next = from;
        for (E each : like) {
          made.add(element.make(each, numbers, next));
          next += element.size(each);
        }
        return List.copyOf(made);
      }
    };
  }
}
