package dev.adjoint.processor.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a method, of which parts may stand in methods of their own.
 *
 * @param main what the method itself does
 * @param parts the methods that it calls, directly or through others
 * @param locals where variables are that several of these methods set; null if there are none
 */
public record Body(Block main, List<Part> parts, @Nullable Locals locals) {
  public Body {
    parts = List.copyOf(parts);
  }

  /** A body in one piece. */
  public static Body of(Block main) {
    return new Body(main, List.of(), null);
  }

  /**
   * A part of a body.
   *
   * @param block ends in a {@link Stmt.Return} if the part has a result
   */
  public record Part(String name, List<Variable> parameters, Type result, Block block) {
    public Part {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * Local variables that live in an object, which is passed from part to part.
   *
   * @param holder the variable that holds the object
   * @param held the variables that are fields of it
   */
  public record Locals(Variable holder, List<Variable> held) {
    public Locals {
      held = List.copyOf(held);
    }

    /** The name of the class of the object. */
    public QualifiedName name() {
      return ((Type.Other) holder.type()).name();
    }
  }
}
