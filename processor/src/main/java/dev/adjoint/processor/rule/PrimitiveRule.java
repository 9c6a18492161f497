package dev.adjoint.processor.rule;

import dev.adjoint.processor.ir.Function;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a primitive declares about itself.
 *
 * @param shape the shape rule, empty if there is none
 * @param view whether the result may share memory with an operand
 * @param resizes whether the result is the first operand itself where it has the shape of that
 * @param vjps by operand, a function of the operands, {@code y} and {@code yBar}
 * @param jvp a function of the operands, {@code y} and the tangents of the operands that may have
 *     one; null if there is none
 * @param helpers the private methods of its file that these call, by signature
 * @param refused the operands whose rules do not compile, which was said where they stand; empty
 *     for the rule of the tangent
 * @param reach from where the rules can be used
 */
public record PrimitiveRule(
    String shape,
    boolean view,
    boolean resizes,
    Map<String, Function> vjps,
    @Nullable Function jvp,
    Map<String, Function> helpers,
    Set<String> refused,
    Reach reach) {
  public PrimitiveRule {
    vjps = Map.copyOf(vjps);
    helpers = Map.copyOf(helpers);
    refused = Set.copyOf(refused);
  }

  /** A primitive whose rules were not read yet. */
  public PrimitiveRule(String shape, boolean view, boolean resizes) {
    this(shape, view, resizes, Map.of(), null, Map.of(), Set.of(), Reach.EVERYWHERE);
  }

  /** Where calls may stand that need a rule. */
  public enum Place {
    /** In the file that declares the primitive. */
    FILE,
    /** In another file of its package. */
    PACKAGE,
    /** In another package. */
    ANYWHERE
  }

  /**
   * From where rules can be used.
   *
   * @param farthest the place farthest away
   * @param why what is not visible from farther away
   */
  public record Reach(Place farthest, String why) {
    /** No rule uses anything that is not public. */
    public static final Reach EVERYWHERE = new Reach(Place.ANYWHERE, "");

    /** What two rules have in common. */
    public Reach and(Reach other) {
      return other.farthest.compareTo(farthest) < 0 ? other : this;
    }

    /** Whether rules can be used from a place. */
    public boolean covers(Place place) {
      return place.compareTo(farthest) <= 0;
    }
  }
}
