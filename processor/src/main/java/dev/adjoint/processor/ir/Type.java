package dev.adjoint.processor.ir;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The type of a value, as far as differentiation has to know it. */
public sealed interface Type {

  /** Whether values of this type have adjoints. */
  boolean isDifferentiable();

  /** A primitive type. */
  enum Primitive implements Type {
    BOOLEAN,
    BYTE,
    SHORT,
    CHAR,
    INT,
    LONG,
    FLOAT,
    DOUBLE;

    @Override
    public boolean isDifferentiable() {
      return this == FLOAT || this == DOUBLE;
    }

    /** Whether arithmetic is defined on values of this type. */
    public boolean isNumeric() {
      return this != BOOLEAN;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** An array; differentiable if what stands in its last dimension is. */
  record Array(Type element) implements Type {
    @Override
    public boolean isDifferentiable() {
      return leaf().isDifferentiable();
    }

    /** The number of dimensions. */
    public int rank() {
      return element instanceof Array inner ? inner.rank() + 1 : 1;
    }

    /** What stands in the last dimension. */
    public Type leaf() {
      return element instanceof Array inner ? inner.leaf() : element;
    }

    @Override
    public String toString() {
      return element + "[]";
    }
  }

  /** A type whose adjoints are values of the type itself, with the arithmetic of {@link Wholes}. */
  sealed interface Whole extends Type {
    QualifiedName name();
  }

  /**
   * A class whose adjoints are values of the class itself, such as a tensor.
   *
   * @param zero the method that gives the zero of the same shape
   * @param plus the method that adds
   * @param negate the method that negates
   * @param copy the method that gives an equal value in memory of its own
   * @param shape the method that gives the sizes of the axes, empty if there is none
   * @param dimension the method that gives the size of an axis, empty if there is none
   * @param size the method that gives the number of elements, empty if there is none
   * @param requireShape the method that throws if the shape is another, empty if there is none
   * @param add the method that adds in place, empty if there is none
   * @param release the method that gives memory back, empty if there is none
   * @param retain the method that keeps memory for one reader more, empty if there is none
   * @param zeros the method that gives the zero of a shape, empty if there is none
   */
  record Vector(
      QualifiedName name,
      String zero,
      String plus,
      String negate,
      String copy,
      String shape,
      String dimension,
      String size,
      String requireShape,
      String add,
      String release,
      String retain,
      String zeros)
      implements Whole {
    @Override
    public boolean isDifferentiable() {
      return true;
    }

    @Override
    public String toString() {
      return name.simpleName();
    }
  }

  /**
   * A record, differentiable when one of its components is.
   *
   * @param arguments what stands for the record's type parameters
   */
  record Tree(QualifiedName name, List<Component> components, List<Type> arguments)
      implements Type {
    public Tree {
      components = List.copyOf(components);
      arguments = List.copyOf(arguments);
    }

    /** A record without type parameters. */
    public Tree(QualifiedName name, List<Component> components) {
      this(name, components, List.of());
    }

    @Override
    public boolean isDifferentiable() {
      return components.stream().anyMatch(Component::isDifferentiable);
    }

    @Override
    public String toString() {
      return arguments.isEmpty()
          ? name.simpleName()
          : arguments.stream()
              .map(Type::toString)
              .collect(Collectors.joining(", ", name.simpleName() + "<", ">"));
    }
  }

  /**
   * A sealed interface whose values all are records. Its parts are those of the record that a value
   * is, which only the running program knows: its adjoint is such a record, too.
   *
   * @param isDifferentiable whether one of the records is
   * @param enclosesArrays whether one of the records holds arrays; they do not count as the value's
   *     own, since whoever takes one out has its adjoint in a record of its own
   * @param supertypes the sealed interfaces that values of this one also belong to
   */
  record Sum(
      QualifiedName name,
      boolean isDifferentiable,
      boolean enclosesArrays,
      Set<QualifiedName> supertypes)
      implements Whole {
    public Sum {
      supertypes = Set.copyOf(supertypes);
    }

    @Override
    public String toString() {
      return name.simpleName();
    }
  }

  /**
   * A component of a record.
   *
   * @param constant whether its author declared it not differentiable
   * @param shape the declared shape, empty if there is none
   */
  record Component(String name, Type type, boolean constant, Shapes.Declared shape) {
    /** Whether the component takes part in the gradient. */
    public boolean isDifferentiable() {
      return !constant && type.isDifferentiable();
    }
  }

  /** A {@code java.util.List}, whose elements are read and never replaced. */
  record Sequence(Type element) implements Type {
    @Override
    public boolean isDifferentiable() {
      return element.isDifferentiable();
    }

    @Override
    public String toString() {
      return "List<" + element + ">";
    }
  }

  /** A class that only rides along. */
  record Other(QualifiedName name, List<Type> arguments) implements Type {
    public Other {
      arguments = List.copyOf(arguments);
    }

    @Override
    public boolean isDifferentiable() {
      return false;
    }

    @Override
    public String toString() {
      return name.simpleName();
    }
  }

  /**
   * What stands for a type argument that is left open, as in {@code Class<?>}.
   *
   * @param bound what it must extend, or what must extend it if {@code isLower}; null if anything
   */
  record Wildcard(@Nullable Type bound, boolean isLower) implements Type {
    @Override
    public boolean isDifferentiable() {
      return false;
    }

    @Override
    public String toString() {
      return bound == null ? "?" : (isLower ? "? super " : "? extends ") + bound;
    }
  }

  /** Whether a type is one of the growable stacks of the runtime. */
  static boolean isStack(Type type) {
    return type instanceof Other other
        && other.name().packageName().equals("dev.adjoint")
        && other.name().simpleName().endsWith("Stack");
  }

  /** Whether a type is a stack of values that have derivatives. */
  static boolean isDifferentiableStack(Type type) {
    if (!isStack(type)) {
      return false;
    }
    Other stack = (Other) type;
    return stack.arguments().isEmpty()
        ? Set.of("DoubleStack", "FloatStack").contains(stack.name().simpleName())
        : stack.arguments().get(0).isDifferentiable();
  }

  /** The type of a method without a result. */
  record Nothing() implements Type {
    @Override
    public boolean isDifferentiable() {
      return false;
    }

    @Override
    public String toString() {
      return "void";
    }
  }

  /** What stands at the places of an array or a list; null if this is neither. */
  default @Nullable Type elementType() {
    if (this instanceof Sequence sequence) {
      return sequence.element();
    }
    return this instanceof Array array ? array.element() : null;
  }

  /** Whether values of this type are arrays, or hold some. */
  default boolean holdsArrays() {
    if (this instanceof Sequence sequence) {
      return sequence.element().holdsArrays();
    }
    if (this instanceof Tree tree) {
      return tree.components().stream().anyMatch(component -> component.type().holdsArrays());
    }
    return this instanceof Array
        || (isStack(this) && ((Other) this).arguments().stream().anyMatch(Type::holdsArrays));
  }

  /** Whether values of this type are vectors, or hold some. */
  default boolean holdsVectors() {
    Type element = elementType();
    return this instanceof Vector
        || (element != null && element.holdsVectors())
        || (this instanceof Tree tree
            && tree.components().stream().anyMatch(component -> component.type().holdsVectors()));
  }

  /** Whether type arguments stand in this, so that Java can make no array of it. */
  default boolean isGeneric() {
    if (this instanceof Array array) {
      return array.leaf().isGeneric();
    }
    return this instanceof Sequence
        || (this instanceof Tree tree && !tree.arguments().isEmpty())
        || (this instanceof Other other && !other.arguments().isEmpty());
  }

  /** Whether this is {@code float} or {@code double}. */
  default boolean isFloating() {
    return this == Primitive.FLOAT || this == Primitive.DOUBLE;
  }
}
