package dev.adjoint.integration.fuzz;

import dev.adjoint.integration.ForwardAsked;
import dev.adjoint.integration.ProcessorOptions;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Programs over tensors, and over numbers, arrays, lists and records with them. */
final class TensorPrograms implements Dialect {
  static final Dialect DIALECT = new TensorPrograms();

  private static final Grammar GRAMMAR = Grammar.ofTensors();

  private TensorPrograms() {}

  @Override
  public String test() {
    return "RandomTensorProgramsTest";
  }

  @Override
  public Grammar grammar() {
    return GRAMMAR;
  }

  @Override
  public Sources sources() {
    return TensorSupport.SOURCES;
  }

  @Override
  public Program write(long seed) {
    return TensorProgramWriter.write(seed);
  }

  /**
   * Forward mode and second derivatives of every third program, since they take most of the time,
   * and the computation graph of another third.
   */
  @Override
  public String inModes(Program program, String source) {
    return switch (Math.floorMod(program.seed(), 3)) {
      case 0 -> ForwardAsked.twice(source);
      case 1 -> ForwardAsked.asGraphs(source);
      default -> source;
    };
  }

  /** The gradient is that without analyses, which does nothing about memory. */
  @Override
  public List<String> otherOptions() {
    return ProcessorOptions.allOff();
  }

  @Override
  public Outcome check(
      Program program, String className, ClassLoader loader, @Nullable ClassLoader other) {
    return TensorOracle.check(program, className, loader, other);
  }

  @Override
  public Object value(
      Parameter parameter, Random random, BiFunction<String, Object[], Object> record) {
    String kind = parameter.kind();
    return switch (kind) {
      case "cell" -> record.apply("Cell", tensors(random, Sizes.THREE, Sizes.TWO_THREE));
      case "dense" -> dense(random, record);
      case "layers" -> List.of(dense(random, record), dense(random, record));
      case "unit" -> unit(random, record, 2);
      default ->
          switch (kind.replaceAll("\\d", "")) {
            case "v", "fixed" ->
                parameter.type().endsWith("Tensor")
                    ? tensor(random, Sizes.ofKind(kind))
                    : parameter.value(random, record);
            case "given" ->
                new Tensor[] {
                  tensor(random, Sizes.ofKind(kind)), tensor(random, Sizes.ofKind(kind))
                };
            case "l" ->
                List.of(tensor(random, Sizes.ofKind(kind)), tensor(random, Sizes.ofKind(kind)));
            default -> parameter.value(random, record);
          };
    };
  }

  private static Object dense(Random random, BiFunction<String, Object[], Object> record) {
    return record.apply("Dense", tensors(random, Sizes.SQUARE, Sizes.THREE));
  }

  private static Object unit(
      Random random, BiFunction<String, Object[], Object> record, int depth) {
    return switch (random.nextInt(depth > 0 ? 4 : 3)) {
      case 0 -> record.apply("Unit$Same", new Object[0]);
      case 3 -> record.apply("Unit$Twice", new Object[] {unit(random, record, depth - 1)});
      default -> record.apply("Unit$Affine", tensors(random, Sizes.THREE, Sizes.THREE));
    };
  }

  private static Object[] tensors(Random random, Sizes first, Sizes second) {
    return new Object[] {tensor(random, first), tensor(random, second)};
  }

  private static Tensor tensor(Random random, Sizes sizes) {
    float[] elements = new float[sizes.count()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = (float) (0.8 * random.nextGaussian());
    }
    return Tensor.of(elements, sizes.array());
  }
}
