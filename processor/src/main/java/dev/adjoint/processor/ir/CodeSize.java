package dev.adjoint.processor.ir;

/**
 * Estimates how many bytes of code javac makes of statements, by the instructions of the JVM that
 * each needs; rather too many than too few.
 *
 * @param access the bytes that it takes to read or set a variable
 */
public record CodeSize(int access) {
  private static final int JUMP = 3;
  private static final int INVOKE = 5;

  /** A comparison or a negation that gives a boolean. */
  private static final int TRUTH = 9;

  /** A constant that stands in the constant pool. */
  private static final int CONSTANT = 3;

  /** What is in a box or comes out of a list is cast and unboxed. */
  private static final int UNBOX = 6;

  /** For methods with so many variables that their numbers need a longer instruction, or not. */
  public static CodeSize ofLocals(Block block) {
    int[] slots = new int[1];
    Walk.eachStatement(
        block,
        stmt -> {
          if (Walk.target(stmt) != null && !(stmt instanceof Stmt.Assign)) {
            slots[0] += 2;
          }
        });
    return new CodeSize(slots[0] > 200 ? 4 : 2);
  }

  /** The bytes of a block. */
  public int of(Block block) {
    return block.statements().stream().mapToInt(this::of).sum();
  }

  /** The bytes of a statement, nested blocks included. */
  public int of(Stmt stmt) {
    int size = 0;
    for (Expr expr : Walk.expressions(stmt)) {
      size += of(expr);
    }
    for (Block block : Walk.blocks(stmt)) {
      size += of(block) + JUMP;
    }
    if (stmt instanceof Stmt.Declare || stmt instanceof Stmt.Assign) {
      size += access + 1;
    } else if (stmt instanceof Stmt.For) {
      size += 3 * access + 2 * JUMP;
    } else if (stmt instanceof Stmt.If || stmt instanceof Stmt.While) {
      size += JUMP;
    } else if (!(stmt instanceof Stmt.Comment)) {
      size += 1;
    }
    return size;
  }

  /** The bytes of an expression. */
  public int of(Expr expr) {
    int size = own(expr);
    for (Expr part : Walk.parts(expr)) {
      size += of(part);
    }
    return size;
  }

  private int own(Expr expr) {
    if (expr instanceof Expr.Read) {
      return access;
    } else if (expr instanceof Expr.Binary e) {
      boolean converts = !e.left().type().equals(e.right().type());
      return e.type() == Type.Primitive.BOOLEAN ? TRUTH : converts ? 2 : 1;
    } else if (expr instanceof Expr.Unary e) {
      return e.operator() == Operator.NOT ? TRUTH : 1;
    } else if (expr instanceof Expr.Conditional) {
      return 2 * JUMP;
    } else if (expr instanceof Expr.Element e) {
      return e.array().type() instanceof Type.Sequence ? INVOKE + UNBOX : 1;
    } else if (expr instanceof Expr.ArrayLiteral e) {
      return INVOKE + e.elements().size() * (CONSTANT + 2);
    } else if (expr instanceof Expr.NewRecord) {
      return INVOKE + CONSTANT;
    } else if (expr instanceof Expr.Call) {
      return INVOKE;
    }
    return CONSTANT;
  }
}
