package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes the shapes of tensors beside their declarations.
 *
 * <pre>
 * Tensor h = Activations.relu(plus);   becomes   Tensor h = Activations.relu(plus); // [N, H]
 * </pre>
 */
public final class NoteShapes {
  private NoteShapes() {}

  /** Whether a block declares tensors. */
  public static boolean hasAnyIn(Block block) {
    return Walk.anyStatement(block, NoteShapes::isOfTensor);
  }

  private static boolean isOfTensor(Stmt stmt) {
    return stmt instanceof Stmt.Declare s && s.variable().type() instanceof Type.Vector;
  }

  /**
   * @param shapes the shape of a variable as readers see it, if it is known
   */
  public static Block in(Block block, Function<Variable, Optional<String>> shapes) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Declare s && isOfTensor(s)) {
        result.add(shapes.apply(s.variable()).map(s::noting).orElse(s));
      } else {
        result.add(Walk.map(stmt, expr -> expr, inner -> in(inner, shapes)));
      }
    }
    return new Block(result);
  }
}
