package dev.adjoint.kernel.vector;

/**
 * Loops on vectors, which HotSpot compiles apart from what calls them (decision 14).
 *
 * <p>HotSpot inlines 15 calls deep, and puts off what has to be inlined below that. Java 17 does
 * not come back to operations of the Vector API that were waiting for such a call: the loop makes
 * an object of each vector and takes 15 times as long. How deep a loop lies depends on how often
 * which of its callers ran, so some JVMs had slow loops and others had not. But HotSpot inlines no
 * method of a subclass of {@code Throwable}, unless what it compiles starts with one or calls it
 * directly; so these loops are never deep. Nobody throws them.
 *
 * <p>What other classes call here hands no vectors on to other methods of such classes: called
 * directly by what is compiled it would be inlined, and they would not. What such loops hand
 * vectors to is in {@link Lanes}. Functions of one array are kept apart by {@link Apart} instead,
 * since together they are also too long.
 */
abstract class VectorLoops extends Throwable {
  private static final long serialVersionUID = 1;

  VectorLoops() {
    super(null, null, false, false);
  }
}
