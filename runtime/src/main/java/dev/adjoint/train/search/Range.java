package dev.adjoint.train.search;

import dev.adjoint.random.RandomSource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a hyperparameter may be. */
sealed interface Range {
  /** A value drawn at random. */
  Object draw(RandomSource random);

  /** Some values in order, for a grid. */
  List<Object> values(int pointsPerRange);

  record Choice(List<Object> all) implements Range {
    @Override
    public Object draw(RandomSource random) {
      return all.get(random.nextInt(all.size()));
    }

    @Override
    public List<Object> values(int pointsPerRange) {
      return all;
    }
  }

  record Integers(int from, int to) implements Range {
    @Override
    public Object draw(RandomSource random) {
      long size = (long) to - from + 1;
      return size <= Integer.MAX_VALUE
          ? (Object) (from + random.nextInt((int) size))
          : (Object) (int) (from + (long) (random.nextDouble() * size));
    }

    @Override
    public List<Object> values(int pointsPerRange) {
      long last = (long) to - from;
      if (last < pointsPerRange) {
        return IntStream.rangeClosed(from, to).<Object>mapToObj(i -> i).toList();
      }
      return fractions(pointsPerRange)
          .<Object>map(part -> (int) (from + Math.round(part * last)))
          .toList();
    }
  }

  record Uniform(double from, double to) implements Range {
    @Override
    public Object draw(RandomSource random) {
      return at(random.nextDouble());
    }

    @Override
    public List<Object> values(int pointsPerRange) {
      return fractions(pointsPerRange).map(this::at).toList();
    }

    /** Never outside, whatever the rounding. */
    private Object at(double part) {
      return Math.min(to, Math.max(from, (1 - part) * from + part * to));
    }
  }

  record LogUniform(double from, double to) implements Range {
    @Override
    public Object draw(RandomSource random) {
      return at(random.nextDouble());
    }

    @Override
    public List<Object> values(int pointsPerRange) {
      return fractions(pointsPerRange).map(this::at).toList();
    }

    /** StrictMath gives the same trials on every machine. */
    private Object at(double part) {
      double exponent = (1 - part) * StrictMath.log(from) + part * StrictMath.log(to);
      return part == 0
          ? from
          : part == 1 ? to : Math.min(to, Math.max(from, StrictMath.exp(exponent)));
    }
  }

  private static Stream<Double> fractions(int points) {
    return IntStream.range(0, points).mapToObj(i -> (double) i / (points - 1));
  }
}
