package dev.adjoint;

import java.util.List;

/**
 * A parameter tree with every kind of leaf, and the class that the processor would write for it.
 */
public record Everything(
    double d,
    float f,
    double[] ds,
    float[] fs,
    double[][] jagged,
    float[][][] cube,
    Point point,
    List<Point> list,
    Point[] array,
    String name) {
  public static final ParameterTree<Everything> TREE =
      new ParameterTree<>() {
        @Override
        public void forEach(Everything tree, String path, LeafVisitor visitor) {
          visitor.visit(path + "d", tree.d());
          visitor.visit(path + "f", tree.f());
          visitor.visit(path + "ds", tree.ds());
          visitor.visit(path + "fs", tree.fs());
          visitor.visit(path + "jagged", tree.jagged());
          visitor.visit(path + "cube", tree.cube());
          Point.TREE.forEach(tree.point(), path + "point.", visitor);
          ParameterTree.forEach(Point.TREE, tree.list(), path + "list.", visitor);
          ParameterTree.forEach(Point.TREE, tree.array(), path + "array.", visitor);
        }

        @Override
        public Everything map(Everything tree, String path, LeafMapper mapper) {
          return new Everything(
              mapper.map(path + "d", tree.d()),
              mapper.map(path + "f", tree.f()),
              mapper.map(path + "ds", tree.ds()),
              mapper.map(path + "fs", tree.fs()),
              mapper.map(path + "jagged", tree.jagged()),
              mapper.map(path + "cube", tree.cube()),
              Point.TREE.map(tree.point(), path + "point.", mapper),
              ParameterTree.map(Point.TREE, tree.list(), path + "list.", mapper),
              ParameterTree.map(Point.TREE, tree.array(), path + "array.", mapper),
              tree.name());
        }
      };
}
