package dev.adjoint.integration;

import static dev.adjoint.integration.Case.instance;

import dev.adjoint.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parameters of every kind: arrays and lists of records, arrays that are written, what throws. */
class ParametersTest {
  private static Tensor t(float... values) {
    return Tensor.vector(values);
  }

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "array of records holding arrays, params, subsets",
                """
        record L(double[] w, double b) { @Differentiable double n() { return b; } }
        @Differentiable static double f(L[] ls, double k, double[] x) {
          double s = 0;
          for (int i = 0; i < ls.length; i++) {
            L l = ls[i];
            for (int j = 0; j < x.length; j++) s += l.w()[j] * x[j] * k;
            s = s * l.b();
          }
          return s;
        }
        """)
            .at(
                Case.array(
                    "Case$L",
                    instance("Case$L", new double[] {1, .5}, .3),
                    instance("Case$L", new double[] {.2, .7}, 1.3)),
                1.1,
                new double[] {.9, 2}),
        Case.of(
                "replaced elements read before and after",
                """
        record P(double x, double y) { @Differentiable P plus(P o) { return new P(x + o.x, y * o.y); } }
        @Differentiable static P[] f(P[] given, double k) {
          P[] ps = given.clone();
          for (int t = 0; t < 3; t++) {
            for (int i = 0; i < ps.length; i++) {
              P old = ps[i];
              ps[i] = old.plus(ps[(i + 1) % ps.length]);
              if (ps[i].x() > 3) { ps[i] = new P(k, old.y()); continue; }
              ps[(i + t) % ps.length] = old;
            }
          }
          return ps;
        }
        """)
            .at(
                Case.array(
                    "Case$P",
                    instance("Case$P", 1., .5),
                    instance("Case$P", 1.4, .7),
                    instance("Case$P", .2, .9)),
                1.1),
        Case.of(
                "list of records holding lists",
                """
        record Net(java.util.List<Block> blocks, double[] scale) {
          record Block(java.util.List<Unit> units, double gain) { @Differentiable double n() { return gain; } }
          record Unit(double w, double b) { @Differentiable double apply(double x) { return Math.tanh(w * x + b); } }
          @Differentiable double f(double x) {
            double h = x;
            for (Block block : blocks) {
              double s = 0;
              for (Unit u : block.units()) s += u.apply(h);
              h = s * block.gain() + scale[0];
            }
            return h * blocks.size() + blocks.get(0).units().get(0).w() * scale[1];
          }
        }
        """)
            .file("Net")
            .at(
                instance(
                    "Net",
                    Case.list(
                        instance(
                            "Net$Block",
                            Case.list(instance("Net$Unit", .5, .1), instance("Net$Unit", -.5, .2)),
                            1.1),
                        instance("Net$Block", Case.list(instance("Net$Unit", .7, .3)), .8)),
                    new double[] {.3, .4}),
                .9),
        Case.of(
                "zero length",
                """
        record P(double x) { @Differentiable double n() { return x; } }
        @Differentiable static double f(P[] ps, double[][] m, double k) {
          double s = k;
          for (P p : ps) s *= p.x();
          for (double[] r : m) for (double v : r) s += v * k;
          P[] own = new P[ps.length];
          for (int i = 0; i < own.length; i++) own[i] = new P(s * i);
          for (P p : own) s += p.x();
          return s;
        }
        """)
            .at(Case.array("Case$P", instance("Case$P", 1.5)), new double[0][], 1.1)
            .at(
                Case.array("Case$P", instance("Case$P", 1.5), instance("Case$P", 2.5)),
                new double[][] {{}, {1}},
                1.1),
        Case.of(
                "records swapped in loop with arrays written",
                """
        record Box(double[] w, double b) {}
        @Differentiable static double f(double[] x, double k) {
          Box a = new Box(x.clone(), k);
          Box b = new Box(new double[] {k, 1}, 2);
          for (int i = 0; i < 4; i++) {
            Box t = a;
            a = i == 2 ? new Box(a.w(), b.b() * k) : b;
            b = t;
            a.w()[i % 2] += b.w()[1] * a.b();
            if (a.w()[0] > 2.23) break;
          }
          return a.w()[0] * b.w()[1] + a.b();
        }
        """)
            .at(new double[] {1.1, .7}, .8)
            .at(new double[] {1.1, .7}, 1.8),
        Case.of(
                "two dimensional array of records with rows changing hands",
                """
        record P(double x, int k) {}
        @Differentiable static double f(double a, double b) {
          P[][] g = {{new P(a, 1), new P(b, 2)}, {new P(a * b, 3)}};
          P[] row = g[0];
          g[0] = g[1];
          g[1] = row;
          g[1][1] = new P(g[0][0].x() * a, g[0][0].k());
          row[0] = new P(row[1].x() + b, 5);
          double s = 0;
          for (P[] r : g) for (P p : r) s += p.x() * p.x() * p.k();
          return s;
        }
        """)
            .at(1.2, .7),
        Case.of(
                "tensor array rotated",
                """
        @Differentiable static float f(Tensor x, Tensor w, int n) {
          Tensor[] h = {x, w, x.times(w)};
          for (int i = 0; i < n; i++) {
            Tensor t = h[0];
            h[0] = h[1].times(x);
            h[1] = h[2];
            h[2] = t.plus(h[0]);
          }
          Tensor y = h[0];
          for (int i = 1; i < h.length; i++) y = y.times(h[i]);
          return y.sum();
        }
        """)
            .at(t(.5f, 1.5f), t(.7f, -1f), 3)
            .at(t(.5f, 1.5f), t(.7f, -1f), 0),
        Case.of(
                "records of tensors in a list, built with array",
                """
        record Cell(Tensor w, Tensor b) { @Differentiable Tensor step(Tensor h) { return h.times(w).plus(b); } }
        @Differentiable static float f(java.util.List<Cell> cells, Tensor x) {
          Tensor[] states = new Tensor[cells.size() + 1];
          states[0] = x;
          for (int i = 0; i < cells.size(); i++) states[i + 1] = cells.get(i).step(states[i]);
          float s = 0;
          for (Tensor t : states) s += t.times(t).sum();
          return s;
        }
        """)
            .at(
                Case.list(
                    instance("Case$Cell", t(1, .5f), t(.1f, .2f)),
                    instance("Case$Cell", t(.3f, -.5f), t(.4f, .2f))),
                t(.5f, -1f)),
        Case.of(
                "generic record with array",
                """
        record Pair<A, B>(A first, B second) { Pair<B, A> swap() { return new Pair<>(second, first); } }
        record V(double x) {}
        @Differentiable static double f(double a, double[] w) {
          Pair<V, double[]> p = new Pair<>(new V(a), w.clone());
          p.second()[0] *= p.first().x();
          Pair<double[], V> q = p.swap();
          q.first()[1] += q.second().x() * w[0];
          return p.second()[0] * p.second()[1];
        }
        """)
            .at(1.2, new double[] {.7, .4}),
        Case.of(
                "result array is the mutated parameter",
                """
        @Differentiable(mutates = "a") static double[] f(double[] a, double k) {
          for (int i = 1; i < a.length; i++) a[i] += a[i - 1] * k;
          return a;
        }
        """)
            .at(new double[] {1.1, .7, .3}, .8),
        Case.of(
                "early void returns and overwritten by constants",
                """
        static void clip(double[] a, double limit) {
          for (int i = 0; i < a.length; i++) {
            if (a[i] > limit) { a[i] = limit; return; }
            if (a[i] < -limit) { a[i] = 0; continue; }
            a[i] = a[i] * a[i];
          }
          a[0] = 7 * limit;
        }
        @Differentiable(mutates = "a") static double f(double[] a, double limit) {
          clip(a, limit);
          double s = a[0] * 2 + a[1] * a[2];
          clip(a, s);
          return s + a[0] * a[1] * a[2];
        }
        """)
            .at(new double[] {1.1, .7, .3}, .8)
            .at(new double[] {.5, -.9, .3}, .8)
            .at(new double[] {.5, 2, .3}, .8),
        Case.of(
                "write then throw",
                """
        @Differentiable(mutates = "a") static double f(double[] a, double k) {
          double s = 0;
          for (int i = 0; i < a.length; i++) {
            a[i] *= k;
            s += a[i] * a[i];
            if (s > 5) throw new IllegalStateException("at " + i + " " + s);
          }
          return s;
        }
        """)
            .at(new double[] {1.1, .7, .3}, .8)
            .fails(new double[] {1.1, .7, 3}, 1.8),
        Case.of(
                "fills, copies and rows of parameter",
                """
        @Differentiable(mutates = {"m", "v"}) static double f(double[][] m, double[] v) {
          java.util.Arrays.fill(m[0], v[0] * v[1]);
          System.arraycopy(v, 0, m[1], 1, 2);
          System.arraycopy(m[1], 0, m[1], 1, 2);
          v[0] = m[1][2] * m[0][0];
          double[] t = m[0];
          t[1] *= v[0];
          return v[0] + m[0][1] + m[1][1];
        }
        """)
            .at(new double[][] {{1, 2}, {.3, .4, .5}}, new double[] {1.1, .7}),
        Case.of(
                "int array parameter written and steering",
                """
        static void shuffle(int[] p, double[] a) { for (int i = 0; i + 1 < p.length; i++) if (a[p[i]] > a[p[i + 1]]) { int t = p[i]; p[i] = p[i + 1]; p[i + 1] = t; a[p[i]] *= 1.5; } }
        @Differentiable static double f(double[] x) {
          int[] p = {0, 1, 2};
          double[] a = x.clone();
          shuffle(p, a); shuffle(p, a);
          return a[p[0]] * 3 + a[p[1]] * a[p[2]];
        }
        """)
            .at((Object) new double[] {1.1, .7, .3})
            .at((Object) new double[] {.1, .7, .3}),
        Case.of(
                "annotated calls annotated that mutates",
                """
        @Differentiable(mutates = "a") static double g(double[] a, double k) { a[0] *= k; a[1] += a[0]; return a[1] * a[1]; }
        @Differentiable static double f(double[] x, double k) {
          double[] a = x.clone();
          double s = g(a, k);
          double[] b = a;
          s += g(b, s);
          return s * a[0] + g(a, 2) * b[1];
        }
        """)
            .at(new double[] {1.1, .7}, .8),
        Case.of(
                "throw after partial work in helper with arrays",
                """
        static double[] inverse(double[] a) {
          double[] r = new double[a.length];
          for (int i = 0; i < a.length; i++) { if (a[i] == 0) throw new ArithmeticException("zero at " + i); r[i] = 1 / a[i]; }
          return r;
        }
        @Differentiable static double f(double[] x) { double[] r = inverse(x); r[0] += x[1]; double[] q = inverse(r); return q[0] * r[1]; }
        """)
            .at((Object) new double[] {1.1, .7})
            .fails((Object) new double[] {1.1, 0}),
        Case.of(
                "index out of bounds, null and negative size",
                """
        @Differentiable static double f(double[] x, int i, int n) {
          double[] a = new double[n];
          a[i] = x[i] * x[0];
          double[] b = a;
          b[0] += a[i];
          return b[0] * a[i];
        }
        """)
            .at(new double[] {1.1, .7}, 1, 2)
            .fails(new double[] {1.1, .7}, 1, 1)
            .fails(new double[] {1.1, .7}, 0, -1)
            .fails(new double[0], 0, 1));
  }
}
