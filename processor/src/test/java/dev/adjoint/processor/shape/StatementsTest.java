package dev.adjoint.processor.shape;

import static dev.adjoint.processor.shape.Program.number;
import static dev.adjoint.processor.shape.Program.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shapes through declarations, branches, loops and arrays. */
class StatementsTest {
  private static final Type.Array MATRIX = new Type.Array(new Type.Array(Type.Primitive.DOUBLE));

  @Test
  void localDiffers() {
    Program p = new Program();
    p.local("h", "N, 10", p.call("relu", p.tensor("x", "N, 12")));
    p.returns("N, 5", p.read("h"));
    assertThat(p.located()).containsExactly("11: h is [N, 12], but @Shape says [N, 10]");
  }

  @Test
  void assignedLocalDiffers() {
    Program p = new Program();
    p.local("h", "N, 12", p.tensor("x", "N, 12"));
    p.assign("h", p.call("transpose", p.read("h")));
    p.returns(p.read("h"));
    assertThat(p.located()).containsExactly("12: h is [12, N], but @Shape says [N, 12]");
  }

  @Test
  void localTellsWhatIsNotKnown() {
    Program p = new Program();
    p.local("h", "N, 10", p.call("opaque", p.tensor("x", "N, 12")));
    p.returns("N, 12", p.read("h"));
    assertThat(p.messages()).containsExactly("logits returns [N, 10], but @Shape says [N, 12]");
  }

  @Test
  void parameterMayBeReassigned() {
    Program p = new Program();
    p.assign("x", p.call("transpose", p.tensor("x", "N, 12")));
    p.returns("12, N", p.read("x"));
    assertThat(p.messages()).isEmpty();
    assertThat(p.shapeOf("x")).isEqualTo("unknown");
  }

  @Test
  void branchesAgreeOnSomeDimensions() {
    Program p = new Program();
    p.declare("y", Operations.TENSOR);
    Expr a = p.tensor("a", "N, 3");
    Expr b = p.tensor("b", "N, 4");
    p.ifElse(() -> p.assign("y", a), () -> p.assign("y", b));
    p.local("z", p.call("relu", p.read("y")));
    p.returns(p.call("matmul", p.read("z"), p.tensor("w", "5, 6")));
    assertThat(p.messages()).isEmpty();
    assertThat(p.shapeOf("z")).isEqualTo("[N, ?]");
  }

  @Test
  void branchesOfOtherRank() {
    Program p = new Program();
    Expr y = p.local("y", p.tensor("a", "N, 3"));
    p.ifElse(() -> p.assign("y", p.call("last", y)), () -> {});
    p.local("z", y);
    p.returns(y);
    assertThat(p.shapeOf("z")).isEqualTo("unknown");
  }

  @Test
  void mistakesInBranchesAreFound() {
    Program p = new Program();
    Expr a = p.tensor("a", "N, 3");
    Expr b = p.tensor("b", "N, 4");
    p.ifElse(() -> p.local("s", p.call("plus", a, b)), () -> p.local("t", p.call("dot", a, a)));
    p.returns(a);
    assertThat(p.messages())
        .containsExactly(
            "plus: shapes cannot be broadcast: [N, 3] and [N, 4]",
            "dot: operand must have 1 dimension, but a has shape [N, 3]");
  }

  @Test
  void shapeThatALoopKeeps() {
    Program p = new Program();
    Expr w = p.tensor("w", "H, H");
    Expr h = p.local("h", p.tensor("x", "N, H"));
    p.loop("t", () -> p.assign("h", p.call("matmul", h, w)));
    p.returns("N, H", h);
    assertThat(p.messages()).isEmpty();
    assertThat(p.shapeOf("h")).isEqualTo("[N, H]");
  }

  @Test
  void shapeThatALoopChanges() {
    Program p = new Program();
    Expr h = p.local("h", p.tensor("x", "3, 4"));
    p.loop("t", () -> p.assign("h", p.call("transpose", h)));
    p.returns("5, 6", h);
    assertThat(p.messages()).isEmpty();
    assertThat(p.shapeOf("h")).isEqualTo("unknown");
  }

  @Test
  void changesTravelThroughALoop() {
    Program p = new Program();
    Expr a = p.local("a", p.tensor("x", "3"));
    Expr b = p.local("b", a);
    Expr c = p.local("c", b);
    p.loop(
        "t",
        () -> {
          p.assign("c", b);
          p.assign("b", a);
          p.assign("a", p.tensor("y", "4"));
        });
    p.local("sum", p.call("dot", c, p.tensor("z", "3")));
    p.returns(c);
    assertThat(p.messages()).isEmpty();
  }

  @Test
  void mistakesInLoopsAreFoundOnce() {
    Program p = new Program();
    Expr x = p.tensor("x", "N, 3");
    Expr b = p.tensor("b", "4");
    p.loop("i", () -> p.loop("j", () -> p.local("y", p.call("plus", x, b))));
    p.returns(x);
    assertThat(p.messages()).containsExactly("plus: shapes cannot be broadcast: [N, 3] and [4]");
  }

  @Test
  void conditionalExpression() {
    Expr condition = new Expr.Literal("true", Type.Primitive.BOOLEAN);
    assertThat(
            Program.shape(
                p ->
                    new Expr.Conditional(
                        condition,
                        p.tensor("a", "N, 3"),
                        p.tensor("b", "N, 4"),
                        Operations.TENSOR)))
        .isEqualTo("[N, ?]");
  }

  @Test
  void newArrays() {
    assertThat(Program.shape(p -> new Expr.NewArray(MATRIX, List.of(number(3), p.integer("m")))))
        .isEqualTo("[3, m]");
    assertThat(Program.shape(p -> new Expr.NewArray(MATRIX, List.of(number(3)))))
        .isEqualTo("[3, ?]");
    assertThat(Program.shape(p -> numbers(1, 2, 3))).isEqualTo("[3]");
    assertThat(Program.shape(p -> new Expr.Element(p.parameter("a", MATRIX, "N, 3"), number(0))))
        .isEqualTo("[3]");
    assertThat(Program.shape(p -> p.parameter("a", MATRIX))).isEqualTo("unknown");
  }

  @Test
  void arrayLiteralOfRows() {
    Type.Array row = (Type.Array) MATRIX.element();
    Expr zeros = new Expr.NewArray(row, List.of(number(4)));
    assertThat(Program.shape(p -> new Expr.ArrayLiteral(MATRIX, List.of(zeros, zeros))))
        .isEqualTo("[2, 4]");
  }

  @Test
  void replacedRowsMayHaveAnotherLength() {
    Program p = new Program();
    Expr a = p.local("a", new Expr.NewArray(MATRIX, List.of(number(3), number(4))));
    Type.Array row = (Type.Array) MATRIX.element();
    p.store(a, number(0), new Expr.NewArray(row, List.of(number(5))));
    p.local("b", a);
    p.returns(a);
    assertThat(p.shapeOf("b")).isEqualTo("[3, ?]");
  }

  @Test
  void integersThatDoNotChangeAreKnown() {
    Program p = new Program();
    Expr d = p.local("d", new Expr.Length(p.ints("labels", "N")));
    Expr changing = p.local("k", number(3));
    p.assign("k", number(4));
    p.local("a", p.call("zeros", Program.list(d, changing)));
    p.returns(p.read("a"));
    assertThat(p.shapeOf("a")).isEqualTo("[N, ?]");
  }

  @Test
  void loopIndexIsNotKnown() {
    Program p = new Program();
    p.loop("i", () -> p.local("a", p.call("zeros", Program.list(p.read("i"), number(2)))));
    p.returns(p.tensor("x"));
    assertThat(p.shapeOf("a")).isEqualTo("[?, 2]");
  }

  @Test
  void ordinaryMethodIsUnknown() {
    Program p = new Program();
    Callee callee = Operations.callee("forward", Operations.TENSOR, "T x");
    p.returns("N, 4", p.call(callee, p.tensor("x", "N, 3")));
    assertThat(p.messages()).isEmpty();
  }

  @Test
  void temporariesAreNotNamed() {
    Program p = new Program();
    Expr x = p.tensor("x", "N, 10");
    p.returns(p.call("crossEntropy", p.call("relu", x), p.ints("classes", "M")));
    assertThat(p.messages())
        .containsExactly("crossEntropy: n differs: logits [N, 10], classes [M]");
  }
}
