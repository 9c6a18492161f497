package dev.adjoint.samples.representation;

import static dev.adjoint.tensor.Pooling.avgPool2d;

import dev.adjoint.data.Dataset;
import dev.adjoint.random.RandomSource;
import dev.adjoint.samples.data.FashionMnist;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Images of scenes.
 *
 * @param images of shape {@code [n, 1, 28, 28]}, in which each piece has 14 x 14 pixels
 */
record Scenes(Tensor images, List<Scene> scenes) {
  private static final int SIDE = 28;
  private static final int HALF = SIDE / 2;

  /**
   * Draws images of scenes, a random piece of clothing for each part.
   *
   * @param clothes of shape {@code [m, 28, 28]}, with their classes
   */
  static Scenes draw(List<Scene> scenes, Dataset<Tensor, int[]> clothes, RandomSource random) {
    Tensor small = avgPool2d(clothes.x(), 2);
    List<int[]> ofClass =
        IntStream.range(0, FashionMnist.CLASSES.size())
            .mapToObj(
                label ->
                    IntStream.range(0, clothes.size())
                        .filter(i -> clothes.y()[i] == label)
                        .toArray())
            .toList();
    Tensor images = Tensor.zeros(scenes.size(), 1, SIDE, SIDE);
    for (int n = 0; n < scenes.size(); n++) {
      Scene scene = scenes.get(n);
      int[] firsts = ofClass.get(scene.first());
      int[] seconds = ofClass.get(scene.second());
      int across = scene.isBeside() ? 0 : HALF / 2;
      int down = scene.isBeside() ? HALF / 2 : 0;
      put(images, n, across, down, small, firsts[random.nextInt(firsts.length)]);
      put(
          images,
          n,
          across + (scene.isBeside() ? HALF : 0),
          down + (scene.isBeside() ? 0 : HALF),
          small,
          seconds[random.nextInt(seconds.length)]);
    }
    return new Scenes(images, List.copyOf(scenes));
  }

  private static void put(Tensor images, int n, int x, int y, Tensor pieces, int piece) {
    for (int row = 0; row < HALF; row++) {
      System.arraycopy(
          pieces.array(),
          (piece * HALF + row) * HALF,
          images.array(),
          (n * SIDE + y + row) * SIDE + x,
          HALF);
    }
  }

  /** Some of those that are learned from, at random. */
  static List<Scene> toLearnFrom(int count, RandomSource random) {
    List<Scene> known = Scene.all().stream().filter(scene -> !scene.isHeldOut()).toList();
    List<Scene> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(known.get(random.nextInt(known.size())));
    }
    return drawn;
  }
}
