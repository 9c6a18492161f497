package dev.adjoint.integration.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.adjoint.integration.ProcessorOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A derivative that is wrong on purpose must be found, in a small program. */
class ShrinkerTest {
  @Test
  void findsAWrongDerivativeAndMakesTheProgramSmall() {
    assumeTrue(ProcessorOptions.areDefault(), "shrinking takes minutes where the code is longer");
    List<Program> programs = new ArrayList<>();
    LongStream.range(1, 9).mapToObj(ShrinkerTest::withWrongDerivative).forEach(programs::add);
    Outcome found =
        Runner.run(programs).stream()
            .filter(outcome -> outcome.failure() != null)
            .filter(outcome -> outcome.failure().kind() == Failure.Kind.WRONG)
            .findFirst()
            .orElseThrow();
    Outcome small = Shrinker.shrink(found, List.of(), 60);
    assertThat(Printer.print(small.program(), "P0")).contains("Crooked.twist");
    assertThat(small.program().size()).isLessThan(30).isLessThan(found.program().size());
  }

  /** A program whose result is multiplied by what is differentiated wrong. */
  private static Program withWrongDerivative(long seed) {
    Program program = ProgramWriter.write(seed);
    List<Node> statements = new ArrayList<>();
    Node argument =
        new Node.Tree("double", List.of(new Node.Text("Crooked.twist(a) * "), new Node.Text("a")));
    statements.add(
        new Node.Tree(
            "statement",
            List.of(new Node.Text("double crooked = "), argument, new Node.Text(";"))));
    statements.addAll(program.body().statements());
    statements.set(
        statements.size() - 1,
        new Node.Tree("statement", List.of(new Node.Text("return crooked;"))));
    return new Program(
        program.dialect(),
        seed,
        program.fields(),
        program.parameters(),
        List.of(),
        "total",
        new Node.Block(true, statements),
        program.helpers());
  }
}
