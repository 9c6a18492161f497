package dev.adjoint.integration.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A kind of random programs: what they are written of, and how they are checked. */
interface Dialect {
  /** The test that runs one of its programs again. */
  String test();

  Grammar grammar();

  /** What its programs call. */
  Sources sources();

  /** The program of a seed. */
  Program write(long seed);

  /**
   * A value at random.
   *
   * @param record makes a record of a name and components
   */
  Object value(Parameter parameter, Random random, BiFunction<String, Object[], Object> record);

  /** The source of a class with the modes that are tried of it. */
  String inModes(Program program, String source);

  /** Sources that a program is compared with, by qualified name. */
  default Map<String, String> beside(Program program, String className) {
    return Map.of();
  }

  /** With which options a program is compiled once more, to be compared; none if it is not. */
  default List<String> otherOptions() {
    return List.of();
  }

  /**
   * Runs a program.
   *
   * @param other what was compiled with other options
   */
  Outcome check(Program program, String className, ClassLoader loader, @Nullable ClassLoader other);
}
