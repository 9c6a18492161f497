package dev.adjoint;

import dev.adjoint.tensor.Tensor;

/** A small parameter tree, and the class that the processor would write for it. */
public record Point(Tensor w, double b) {
  public static final ParameterTree<Point> TREE =
      new ParameterTree<>() {
        @Override
        public void forEach(Point tree, String path, LeafVisitor visitor) {
          visitor.visit(path + "w", tree.w());
          visitor.visit(path + "b", tree.b());
        }

        @Override
        public Point map(Point tree, String path, LeafMapper mapper) {
          return new Point(mapper.map(path + "w", tree.w()), mapper.map(path + "b", tree.b()));
        }
      };
}
