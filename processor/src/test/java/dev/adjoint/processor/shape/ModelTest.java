package dev.adjoint.processor.shape;

import static dev.adjoint.processor.shape.Program.component;
import static dev.adjoint.processor.shape.Program.get;
import static dev.adjoint.processor.shape.Program.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Type;
import org.junit.jupiter.api.Test;

/** Whole models: sizes of records, of nested records and of results. */
class ModelTest {
  private static final Type TENSOR = Operations.TENSOR;

  private static Type.Tree mlp(String outputs) {
    return record(
        "Mlp",
        component("w1", TENSOR, "784, H"),
        component("b1", TENSOR, "H"),
        component("w2", TENSOR, "H, " + outputs),
        component("b2", TENSOR, outputs),
        component("width", Type.Primitive.INT));
  }

  private static Expr logits(Program p, Expr model) {
    Expr x = p.tensor("x", "N, 784");
    Expr first = p.call("plus", p.call("matmul", x, get(model, "w1")), get(model, "b1"));
    Expr h = p.local("h", p.call("relu", first));
    return p.call("plus", p.call("matmul", h, get(model, "w2")), get(model, "b2"));
  }

  @Test
  void perceptron() {
    Program p = new Program();
    p.returns("N, 10", logits(p, p.receiver(mlp("10"))));
    assertThat(p.messages()).isEmpty();
    assertThat(p.shapeOf("h")).isEqualTo("[N, H]");
    assertThat(p.shapeOf("x")).isEqualTo("[N, 784]");
    assertThat(p.shapeOf("this")).isEqualTo("unknown");
  }

  @Test
  void resultDiffers() {
    Program p = new Program();
    p.returns("N, 10", logits(p, p.receiver(mlp("12"))));
    assertThat(p.located()).containsExactly("16: logits returns [N, 12], but @Shape says [N, 10]");
  }

  @Test
  void resultOfOtherRank() {
    Program p = new Program();
    p.returns("N", logits(p, p.receiver(mlp("10"))));
    assertThat(p.messages()).containsExactly("logits returns [N, 10], but @Shape says [N]");
  }

  @Test
  void messagePointsAtTheCall() {
    Program p = new Program();
    Expr x = p.tensor("x", "N, 28");
    Expr model = p.receiver(mlp("10"));
    Expr sum = p.call("plus", x, x);
    p.returns(p.call("matmul", sum, get(model, "w1")));
    assertThat(p.located())
        .containsExactly("11: matmul: inner dimensions differ: [N, 28] x [784, H]");
  }

  @Test
  void componentIsNamedAsTheUserDoes() {
    Program p = new Program();
    Expr model = p.receiver(mlp("10"));
    p.returns(p.call("matmul", p.tensor("x", "N, 784"), get(model, "b1")));
    assertThat(p.messages())
        .containsExactly("matmul: operand must have at least 2 dimensions, but b1 has shape [H]");
  }

  @Test
  void sizeOfTheRecordIsThatOfTheMethod() {
    Program p = new Program();
    Expr model = p.receiver(mlp("10"));
    p.returns("M, 10", p.call("matmul", p.tensor("x", "M, H"), get(model, "w2")));
    assertThat(p.messages()).isEmpty();
  }

  @Test
  void integerComponentIsSize() {
    Program p = new Program();
    Expr model = p.receiver(mlp("10"));
    p.local("z", p.call("eye", get(model, "width")));
    p.returns(p.read("z"));
    assertThat(p.shapeOf("z")).isEqualTo("[width, width]");
  }

  private static final Type.Tree LINEAR =
      record("Linear", component("w", TENSOR, "IN, OUT"), component("b", TENSOR, "OUT"));

  private static Expr linear(Program p, Expr layer, Expr x) {
    return p.call("plus", p.call("matmul", x, get(layer, "w")), get(layer, "b"));
  }

  @Test
  void sizesOfNestedRecordsAreTheirOwn() {
    Program p = new Program();
    Expr model = p.receiver(record("Net", component("body", LINEAR), component("head", LINEAR)));
    p.local("h", linear(p, get(model, "body"), p.tensor("x", "N, 784")));
    p.local("y", linear(p, get(model, "head"), p.read("h")));
    p.returns("N, 10", p.read("y"));
    assertThat(p.messages()).isEmpty();
    assertThat(p.shapeOf("h")).isEqualTo("[N, body.OUT]");
    assertThat(p.shapeOf("y")).isEqualTo("[N, head.OUT]");
  }

  @Test
  void sizesOfRecordsInVariablesAreTheirOwn() {
    Program p = new Program();
    Expr layer = p.parameter("layer", LINEAR);
    p.local("y", linear(p, layer, p.tensor("x", "N, IN")));
    p.returns(p.read("y"));
    assertThat(p.shapeOf("y")).isEqualTo("[N, layer.OUT]");
  }

  @Test
  void nestedRecordsOfFixedSizesAreChecked() {
    Program p = new Program();
    Type.Tree head = record("Head", component("w", TENSOR, "D, 10"), component("b", TENSOR, "12"));
    Expr model = p.receiver(record("Net", component("head", head)));
    p.returns(linear(p, get(model, "head"), p.tensor("x", "N, 3")));
    assertThat(p.messages()).containsExactly("plus: shapes cannot be broadcast: [N, 10] and [12]");
  }

  @Test
  void sizesOfRecordsThatChangeAreUnknown() {
    Program p = new Program();
    p.local("layer", p.parameter("first", LINEAR));
    Expr w = p.local("w", get(p.read("layer"), "w"));
    p.assign("layer", p.parameter("second", LINEAR));
    Type.Tree fixed = record("Fixed", component("w", TENSOR, "3, OUT"));
    Expr elements = p.parameter("all", new Type.Array(fixed));
    p.local("v", get(new Expr.Element(elements, Program.number(0)), "w"));
    p.returns(w);
    assertThat(p.shapeOf("w")).isEqualTo("unknown");
    assertThat(p.shapeOf("v")).isEqualTo("[3, ?]");
  }

  @Test
  void namesThatOnlyTheResultMentionsAreWhatTheyTurnOutToBe() {
    Program p = new Program();
    Expr x = p.tensor("x", "N, 784");
    p.local("y", "N, K", p.call("reshape", x, Program.list(p.integer("N"), Program.number(784))));
    p.returns("N, K", p.read("y"));
    assertThat(p.messages()).isEmpty();
    assertThat(p.shapeOf("y")).isEqualTo("[N, 784]");
  }
}
