package dev.adjoint.processor.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AliasesTest {
  private static final Type ARRAY = new Type.Array(Type.Primitive.DOUBLE);

  /** A map that was resized while it was walked through once lost variables, and their adjoints. */
  @Test
  void findsAllOfAnyNumberOfArraysThatChangeHands() {
    Random random = new Random(1);
    for (int count = 1; count < 1_000; count++) {
      Set<Variable> variables = new HashSet<>();
      for (int i = 0; i < 1 + count % 60; i++) {
        int id = random.nextInt(100);
        variables.add(new Variable(id, "v" + id, ARRAY, Variable.Kind.LOCAL));
      }
      Aliases aliases = Aliases.of(Block.EMPTY, variables);
      assertThat(variables).as("program %d", count).allMatch(aliases::isDynamic);
    }
  }
}
