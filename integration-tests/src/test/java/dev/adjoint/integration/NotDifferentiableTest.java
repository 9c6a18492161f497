package dev.adjoint.integration;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that have no derivative of their own: enums, text, integers of all sizes. */
class NotDifferentiableTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "enums",
                """
            enum Op {
              ADD(1) {
                @Override double weight() {
                  return 2;
                }
              },
              MULTIPLY(3);

              static final Op BEST = MULTIPLY;
              private final int k;

              Op(int k) {
                this.k = k;
              }

              double weight() {
                return k;
              }

              static int scale(Op op) {
                return op.ordinal() + 3;
              }
            }

            @Differentiable static double f(Op op, double x) {
              double r = x * op.ordinal() + op.weight() * x;
              if (op == Op.ADD || !op.name().equals("ADD")) r *= 2 + x;
              for (Op each : Op.values()) {
                r += each.ordinal() * x * Op.scale(each) * each.compareTo(op);
              }
              Op other = op == Op.BEST ? Op.valueOf("ADD") : Op.BEST;
              r *= switch (other) {
                case ADD -> x;
                case MULTIPLY -> x * x;
              };
              return r;
            }
            """)
            .at(Case.constant("Case$Op", 0), 1.5)
            .at(Case.constant("Case$Op", 1), 1.5),
        Case.of(
                "a switch on null throws",
                """
            enum Op { ADD, MULTIPLY }

            static double of(Op op, double x) {
              switch (op) {
                case ADD:
                  return x;
                default:
                  return x * x;
              }
            }

            @Differentiable static double f(Op op, String text, double x) {
              double y = switch (text) {
                case "a\\tb" -> x;
                default -> 2 * x;
              };
              return of(op, x) * y;
            }
            """)
            .at(Case.constant("Case$Op", 0), "a\tb", 1.5)
            .at(Case.constant("Case$Op", 1), "b", 1.5)
            .fails(null, "b", 1.5)
            .fails(Case.constant("Case$Op", 1), null, 1.5),
        Case.of(
                "text",
                """
            private static final String PREFIX = "n";

            @Differentiable static double f(String name, double x, int n) {
              String key = PREFIX + n + name.substring(1);
              double r = key.length() * x;
              if (key.equals("n3bc") || "n4bc".equals(key)) {
                r *= x;
              }
              return key.isEmpty() || key.charAt(0) == 'n' ? r * x : r;
            }
            """)
            .at("abc", 1.5, 3)
            .at("abc", 1.5, 5),
        Case.of(
                "small integers",
                """
            @Differentiable static double f(double x, char c, byte b) {
              double r = x;
              char d = 'a';
              d += 2;
              byte e = b;
              e *= 100;
              short s = (short) (e * 1000);
              s++;
              s >>= 1;
              byte letter = 'b';
              for (char k = 'a'; k < d; k++) r += x * k * r / 1e2;
              for (byte k = 0; k < 5; k += 2) {
                r *= 1.1 * x;
                s -= k * letter;
                r += s / 1e4;
              }
              byte[] bytes = {1, 2, 3};
              bytes[1] += 127;
              char[] letters = {'x', c};
              letters[0]++;
              for (byte q : bytes) r *= q;
              switch (c) {
                case 'y' -> r *= x;
                case 'z' -> r += x;
                default -> r -= x;
              }
              return r * e * bytes[1] / 1e6 + letters[1] * x + d + (c == 'y' ? letters[0] : b) * x;
            }
            """)
            .at(1.5, 'y', (byte) 5)
            .at(1.5, 'z', (byte) 3)
            .at(1.5, 'a', (byte) -3),
        Case.of(
                "loops over long",
                """
            @Differentiable static double f(double x, long n) {
              double r = x;
              for (long k = n; k > 0; k -= 3) r += x * r * k;
              for (long k = 0, m = n / 2; k < m; k++) r *= x + k;
              long big = 1L << 40;
              while (big > n) {
                big >>= 7;
                r += x * big * 1e-9;
              }
              return r;
            }
            """)
            .at(.5, 10L)
            .at(.5, 0L),
        Case.of(
                "var and final",
                """
            static final double[] WEIGHTS = {.5, 2};

            static class Limits {
              static final int MOST = Integer.parseInt("12");
            }

            @Differentiable static double f(final double x, final int[] shape) {
              final var weights = WEIGHTS;
              var sum = 0.0;
              for (final var n : shape) {
                final double scaled;
                if (n > 1) {
                  scaled = n * x;
                } else {
                  scaled = x * x;
                }
                sum += scaled * weights[n % 2] * Limits.MOST;
              }
              return sum * sum;
            }
            """)
            .at(1.5, new int[] {1, 2, 3}));
  }
}
