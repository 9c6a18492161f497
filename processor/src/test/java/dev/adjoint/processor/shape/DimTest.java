package dev.adjoint.processor.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DimTest {
  private static Dim dim(String text) throws MalformedText {
    return ShapeParser.declared(text).dims().get(0).evaluate(DimTest::named);
  }

  /** Names in capitals are declared sizes, the others are open. */
  private static Dim named(String name) {
    boolean isOpen = Character.isLowerCase(name.charAt(0));
    return name.equals("U") ? Dim.UNKNOWN : Polynomial.of(new Symbol(name, Symbol.OWN, isOpen));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3 + 4*2             | 11
          N                   | N
          H + N - H           | N
          N + N               | 2*N
          N*H                 | H*N
          N*H - H*N           | 0
          (N + 1)*(N - 1)     | N*N - 1
          -N + 3              | 3 - N
          -N                  | -N
          1 + N               | N + 1
          2*(N + H)*3         | 6*H + 6*N
          H + 2*N*H - 5       | 2*H*N + H - 5
          7/2                 | 3
          (0 - 7)/2           | -4
          N/1                 | N
          N/2                 | N/2
          2*N/2               | N
          (2*N + 1)/2         | N
          (4*N + 6)/2         | 2*N + 3
          (N + 5)/2           | (N + 1)/2 + 2
          (N - 5)/2 + 1       | (N + 1)/2 - 2
          2*N/4               | N/2
          (2*N + 3)/4         | (N + 1)/2
          N/2/3               | N/6
          (N/2 + 1)/3         | (N + 2)/6
          N*H/H               | N
          (N*H + 3*H)/H       | N + 3
          N/H                 | N/H
          2*(N/2)             | 2*(N/2)
          N/2*H               | H*(N/2)
          N/(H + 1)           | N/(H + 1)
          N*H/3               | H*N/3
          (N/2)*(H/2)         | (H/2)*(N/2)
          0*N                 | 0
          N/0                 | ?
          N/(0 - 2)           | ?
          U + 1               | ?
          2147483647*2147483647*2147483647 | ?
          """)
  void normalForm(String text, String expected) throws MalformedText {
    assertThat(dim(text)).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "N + H, H + N",
    "(N + H)*(N + H), N*N + 2*H*N + H*H",
    "(N - 2)/2 + 1, N/2",
    "(N - 4 + 2*2)/1, N",
    "((N - 4)/2 - 4)/2, (N - 12)/4",
    "(3*N)/2, N + N/2",
    "N/H*2, 2*(N/H)"
  })
  void equalValuesHaveOneForm(String left, String right) throws MalformedText {
    assertThat(dim(left)).isEqualTo(dim(right)).hasSameHashCodeAs(dim(right));
    assertThat(dim(left).minus(dim(right))).isEqualTo(Dim.of(0));
    assertThat(dim(left).differs(dim(right))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "784, 128, true",
    "H, 784, true",
    "N, M, true",
    "N + 1, N, true",
    "N*H, N*K, true",
    "N, N, false",
    "k, 784, false",
    "k, N, false",
    "k + 1, k, true",
    "N + k, M + k, true",
    "N/2, 14, false",
    "N/2, N/2 + 1, true",
    "N/2*2, N, false",
    "U, 3, false",
    "3, U, false",
    "U, U, false"
  })
  void differs(String left, String right, boolean expected) throws MalformedText {
    assertThat(dim(left).differs(dim(right))).isEqualTo(expected);
  }

  @Test
  void joinKeepsOnlyWhatBothSay() throws MalformedText {
    assertThat(dim("N").join(dim("N"))).isEqualTo(dim("N"));
    assertThat(dim("N").join(dim("3"))).isSameAs(Dim.UNKNOWN);
  }

  @Test
  void meetKeepsTheMoreCertain() throws MalformedText {
    assertThat(dim("k").meet(dim("N"))).isEqualTo(dim("N"));
    assertThat(dim("k").meet(dim("3"))).isEqualTo(dim("3"));
    assertThat(dim("U").meet(dim("k"))).isEqualTo(dim("k"));
    assertThat(dim("N").meet(dim("U"))).isEqualTo(dim("N"));
  }

  @Test
  void sameNamesOfDifferentValuesAreDifferentSizes() {
    Dim one = Polynomial.of(new Symbol("layer.IN", 1, true));
    Dim two = Polynomial.of(new Symbol("layer.IN", 2, true));
    assertThat(one).isNotEqualTo(two);
    assertThat(one.minus(one)).isEqualTo(Dim.of(0));
    assertThat(one.differs(two)).isFalse();
  }

  @Test
  void quotientsAreCheckedAgainstNumbers() throws MalformedText {
    for (String text : new String[] {"(3*N + 5)/4", "(N/3 + 7)/2", "(6*N - 9)/4", "(N - 20)/6/5"}) {
      DimExpr expr = ShapeParser.declared(text).dims().get(0);
      Polynomial symbolic = (Polynomial) expr.evaluate(DimTest::named);
      for (int n = 0; n < 70; n++) {
        Dim value = Dim.of(n);
        DimExpr again = ShapeParser.declared(symbolic.toString()).dims().get(0);
        assertThat(again.evaluate(name -> value)).isEqualTo(expr.evaluate(name -> value));
      }
    }
  }
}
