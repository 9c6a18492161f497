package dev.adjoint.processor.ir;

import java.util.BitSet;

/**
 * A set of variables of one function. Analyses copy theirs at every branch and loop, so a variable
 * takes a bit and no more.
 */
public final class VariableSet {
  private final BitSet numbers;

  /** Variables with negative numbers, which stand for what others have in common. */
  private final BitSet madeUp;

  /** An empty set. */
  public VariableSet() {
    this(new BitSet(), new BitSet());
  }

  private VariableSet(BitSet numbers, BitSet madeUp) {
    this.numbers = numbers;
    this.madeUp = madeUp;
  }

  /** A set with the same variables, which goes its own way. */
  public VariableSet copy() {
    return new VariableSet((BitSet) numbers.clone(), (BitSet) madeUp.clone());
  }

  /** Whether a variable is in the set. */
  public boolean contains(Variable variable) {
    return bits(variable).get(index(variable));
  }

  /** Adds a variable. */
  public void add(Variable variable) {
    bits(variable).set(index(variable));
  }

  /** Adds variables. */
  public void addAll(Iterable<Variable> variables) {
    variables.forEach(this::add);
  }

  /** Removes a variable; tells whether it was there. */
  public boolean remove(Variable variable) {
    boolean was = contains(variable);
    bits(variable).clear(index(variable));
    return was;
  }

  /** Adds what is in another set; tells whether anything of it was not here. */
  public boolean addAll(VariableSet other) {
    int before = size();
    numbers.or(other.numbers);
    madeUp.or(other.madeUp);
    return size() > before;
  }

  /** Removes everything. */
  public void clear() {
    numbers.clear();
    madeUp.clear();
  }

  private int size() {
    return numbers.cardinality() + madeUp.cardinality();
  }

  private BitSet bits(Variable variable) {
    return variable.id() < 0 ? madeUp : numbers;
  }

  private static int index(Variable variable) {
    return variable.id() < 0 ? -1 - variable.id() : variable.id();
  }
}
