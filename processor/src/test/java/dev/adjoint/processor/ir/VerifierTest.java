package dev.adjoint.processor.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerifierTest {
  private final Variables variables = new Variables();
  private final Variable x = local("x", Type.Primitive.DOUBLE);
  private final Stmt last = new Stmt.Return(Expr.read(x), Position.NONE);

  private Variable local(String name, Type type) {
    return variables.fresh(name, type, Variable.Kind.LOCAL);
  }

  @Test
  void acceptsWhatIsDeclaredBeforeItIsRead() {
    Stmt declare = new Stmt.Declare(x, Expr.Literal.of(1), Position.NONE);
    assertThat(Verifier.verify(new Block(List.of(declare, last)), List.of())).isTrue();
    assertThat(Verifier.verify(new Block(List.of(last)), List.of(x))).isTrue();
  }

  @Test
  void refusesWhatIsNotVisible() {
    assertThatThrownBy(() -> Verifier.verify(new Block(List.of(last)), List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not visible: x");
  }

  @Test
  void refusesAVariableOfAnInnerBlockOutsideIt() {
    Stmt declare = new Stmt.Declare(x, Expr.Literal.of(1), Position.NONE);
    Expr condition = new Expr.Literal("true", Type.Primitive.BOOLEAN);
    Stmt branch = new Stmt.If(condition, new Block(List.of(declare)), Block.EMPTY, Position.NONE);
    assertThatThrownBy(() -> Verifier.verify(new Block(List.of(branch, last)), List.of()))
        .hasMessageContaining("not visible: x");
  }

  @Test
  void refusesAReturnInTheMiddle() {
    assertThatThrownBy(() -> Verifier.verify(new Block(List.of(last, last)), List.of(x)))
        .hasMessageContaining("a return that is not the last statement");
  }

  @Test
  void refusesAnImplicitNarrowing() {
    Variable single = local("single", Type.Primitive.FLOAT);
    Stmt declare = new Stmt.Declare(single, Expr.read(x), Position.NONE);
    assertThatThrownBy(() -> Verifier.verify(new Block(List.of(declare, last)), List.of(x)))
        .hasMessageContaining("wrong type: float single = x");
  }

  @Test
  void refusesABodyWithoutResult() {
    assertThatThrownBy(() -> Verifier.verify(Block.EMPTY, List.of()))
        .hasMessageContaining("does not end in a return");
  }
}
