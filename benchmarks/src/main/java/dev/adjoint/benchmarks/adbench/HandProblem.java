package dev.adjoint.benchmarks.adbench;

import dev.adjoint.ValueAndGradient;
import java.util.ArrayList;
import java.util.List;

/** A hand model with points to be matched. */
record HandProblem(
    String name,
    double[] theta,
    int[] parents,
    double[] relative,
    double[] inverse,
    int[] starts,
    int[] bones,
    double[] influences,
    double[] points,
    double expectedValue,
    double[] expectedGradient)
    implements Problem {
  private static final int ANGLES = 26;

  static HandProblem read(String name) {
    List<String> boneLines = Numbers.lines("hand_bones.txt");
    int count = boneLines.size();
    int[] parents = new int[count];
    double[] relative = new double[Hand.AFFINE * count];
    double[] inverse = new double[Hand.AFFINE * count];
    for (int bone = 0; bone < count; bone++) {
      String[] words = boneLines.get(bone).split(":");
      parents[bone] = Integer.parseInt(words[1]);
      for (int i = 0; i < Hand.AFFINE; i++) {
        relative[Hand.AFFINE * bone + i] = Double.parseDouble(words[2 + i]);
        inverse[Hand.AFFINE * bone + i] = Double.parseDouble(words[18 + i]);
      }
    }
    Numbers file = Numbers.of(name + ".txt");
    int n = file.integer();
    file.integer();
    int[] starts = new int[n + 1];
    List<Integer> bones = new ArrayList<>();
    List<Double> influences = new ArrayList<>();
    double[] points = new double[3 * n];
    List<String> vertices = Numbers.lines("hand_vertices.txt");
    for (int p = 0; p < n; p++) {
      String[] words = vertices.get(file.integer()).split(":");
      System.arraycopy(file.take(3), 0, points, 3 * p, 3);
      for (int i = 9; i + 1 < words.length; i += 2) {
        double weight = Double.parseDouble(words[i + 1]);
        bones.add(Integer.parseInt(words[i]));
        influences.add(weight);
        for (int axis = 0; axis < 3; axis++) {
          influences.add(weight * Double.parseDouble(words[axis]));
        }
      }
      starts[p + 1] = bones.size();
    }
    double[] errors = Numbers.of("hand_simple_" + name + ".F.txt").rest();
    double[] jacobian = Numbers.of("hand_simple_" + name + ".J.txt").rest();
    double value = 0;
    double[] gradient = new double[ANGLES];
    for (int row = 0; row < errors.length; row++) {
      value += 0.5 * errors[row] * errors[row];
      for (int column = 0; column < ANGLES; column++) {
        gradient[column] += jacobian[column * errors.length + row] * errors[row];
      }
    }
    return new HandProblem(
        name,
        file.take(ANGLES),
        parents,
        relative,
        inverse,
        starts,
        bones.stream().mapToInt(i -> i).toArray(),
        influences.stream().mapToDouble(x -> x).toArray(),
        points,
        value,
        gradient);
  }

  @Override
  public double objective() {
    return Hand.objective(theta, parents, relative, inverse, starts, bones, influences, points);
  }

  @Override
  public ValueAndGradient<?> generated() {
    return HandGrad.objective(theta, parents, relative, inverse, starts, bones, influences, points);
  }

  @Override
  public ValueAndGradient<?> byHand() {
    return HandByHand.gradient(
        theta, parents, relative, inverse, starts, bones, influences, points);
  }
}
