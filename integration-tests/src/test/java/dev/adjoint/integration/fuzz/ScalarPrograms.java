package dev.adjoint.integration.fuzz;

import dev.adjoint.integration.ForwardAsked;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Programs over numbers, and over arrays and records of them. */
final class ScalarPrograms implements Dialect {
  static final Dialect DIALECT = new ScalarPrograms();

  private ScalarPrograms() {}

  @Override
  public String test() {
    return "RandomProgramsTest";
  }

  @Override
  public Grammar grammar() {
    return ProgramWriter.grammar();
  }

  @Override
  public Sources sources() {
    return Support.SOURCES;
  }

  @Override
  public Program write(long seed) {
    return ProgramWriter.write(seed);
  }

  @Override
  public Object value(
      Parameter parameter, Random random, BiFunction<String, Object[], Object> record) {
    return parameter.value(random, record);
  }

  @Override
  public String inModes(Program program, String source) {
    return ForwardAsked.in(source);
  }

  @Override
  public Map<String, String> beside(Program program, String className) {
    String wide = className + "Wide";
    return Printer.hasFloats(program)
        ? Map.of("fuzz." + wide, Printer.printWide(program, wide))
        : Map.of();
  }

  @Override
  public Outcome check(
      Program program, String className, ClassLoader loader, @Nullable ClassLoader other) {
    return Oracle.check(program, loader, className, Printer.hasFloats(program));
  }
}
