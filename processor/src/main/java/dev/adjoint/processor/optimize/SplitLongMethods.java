package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Body;
import dev.adjoint.processor.ir.CodeSize;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Variables;
import java.util.function.UnaryOperator;

/**
 * Splits a body that HotSpot would never compile, or javac refuse, into several methods along its
 * structure: loops, branches and runs of statements become methods of their own.
 *
 * <pre>
 * for (…) { long }   becomes   s = sumOfLines3To90(w, s);
 * return s;                    return s;
 * </pre>
 *
 * <p>What one method sets is its result; variables that several methods set, and those of methods
 * that set more than one, live in an object that is passed from one to the other.
 */
public final class SplitLongMethods {
  private final QualifiedName companion;
  private final int limit;
  private final UnaryOperator<String> names;

  /**
   * @param companion the class that is generated
   * @param limit the most bytes of code of a method
   * @param names gives a name that is free, similar to the one asked for
   */
  public SplitLongMethods(QualifiedName companion, int limit, UnaryOperator<String> names) {
    this.companion = companion;
    // What is estimated may be somewhat more.
    this.limit = limit - limit / 8;
    this.names = names;
  }

  /**
   * Splits a body if it is long.
   *
   * @param name what the names of parts start with
   */
  public Body in(Block block, String name, Variables variables) {
    if (CodeSize.ofLocals(block).of(block) <= limit) {
      return Body.of(block);
    }
    CodeSize held = new CodeSize(Regions.ACCESS);
    Block named = NameLongExpressions.in(block, held, limit / 4, variables);
    Regions regions = new Regions(held, limit, line -> names.apply(name + line));
    Block main = regions.fit(named);
    return new Outline(companion, named, regions.found(), variables)
        .write(main, () -> names.apply(name + "Locals"));
  }
}
