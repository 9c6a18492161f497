package dev.adjoint.processor.frontend;

import com.sun.source.tree.Tree;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The kinds of syntax, each with what the fence says of it; {@code docs/language.md} shows the same
 * with examples. Kinds go by their names, since later versions of Java have kinds that the one that
 * compiles this has not.
 */
public final class Syntax {

  /** What the fence says of a kind of syntax. */
  public sealed interface Verdict {

    /** May stand in a body; what cannot be lowered is refused there for its type. */
    record Allowed() implements Verdict {}

    /**
     * Is refused.
     *
     * @param what what stands in the way
     * @param instead what to write instead
     * @param isAllowedInThrow whether it may stand where it only says what is wrong
     */
    record Refused(String what, String instead, boolean isAllowedInThrow) implements Verdict {}

    /** Stands in no body. */
    record Outside() implements Verdict {}
  }

  private static final Map<String, Verdict> TABLE = new TreeMap<>();

  static {
    // Statements
    allow("BLOCK", "VARIABLE", "EXPRESSION_STATEMENT", "EMPTY_STATEMENT", "LABELED_STATEMENT");
    allow("IF", "FOR_LOOP", "ENHANCED_FOR_LOOP", "WHILE_LOOP", "DO_WHILE_LOOP");
    allow("SWITCH", "SWITCH_EXPRESSION", "CASE", "CONSTANT_CASE_LABEL", "DEFAULT_CASE_LABEL");
    allow("BREAK", "CONTINUE", "YIELD", "RETURN", "THROW");
    refuse("try", "catch exceptions around the call of the method", "TRY", "CATCH", "UNION_TYPE");
    refuse("synchronized", "lock around the call of the method", "SYNCHRONIZED");
    refuse("assert", "write if (...) throw new IllegalArgumentException(...)", "ASSERT");
    refuse("a local class", "declare it outside the method", "CLASS", "METHOD", "TYPE_PARAMETER");
    refuse("a local record", "declare it outside the method", "RECORD");
    refuse("a local interface", "declare it outside the method", "INTERFACE");
    refuse("a local enum", "declare it outside the method", "ENUM");

    // Names, values and calls
    allow("IDENTIFIER", "MEMBER_SELECT", "ARRAY_ACCESS", "PARENTHESIZED", "TYPE_CAST");
    allow("METHOD_INVOCATION", "NEW_CLASS", "NEW_ARRAY", "CONDITIONAL_EXPRESSION");
    allow("LAMBDA_EXPRESSION", "MEMBER_REFERENCE");
    allow("INT_LITERAL", "LONG_LITERAL", "FLOAT_LITERAL", "DOUBLE_LITERAL");
    allow("BOOLEAN_LITERAL", "CHAR_LITERAL", "STRING_LITERAL");
    TABLE.put("NULL_LITERAL", new Verdict.Refused("null", "give every variable a value", true));

    // Operators
    allow("ASSIGNMENT", "PREFIX_INCREMENT", "PREFIX_DECREMENT");
    allow("POSTFIX_INCREMENT", "POSTFIX_DECREMENT");
    allow("UNARY_MINUS", "UNARY_PLUS", "LOGICAL_COMPLEMENT", "BITWISE_COMPLEMENT");
    allow("MULTIPLY", "DIVIDE", "REMAINDER", "PLUS", "MINUS");
    allow("LEFT_SHIFT", "RIGHT_SHIFT", "UNSIGNED_RIGHT_SHIFT", "AND", "XOR", "OR");
    allow("LESS_THAN", "LESS_THAN_EQUAL", "GREATER_THAN", "GREATER_THAN_EQUAL");
    allow("EQUAL_TO", "NOT_EQUAL_TO", "CONDITIONAL_AND", "CONDITIONAL_OR");
    allow("MULTIPLY_ASSIGNMENT", "DIVIDE_ASSIGNMENT", "REMAINDER_ASSIGNMENT");
    allow("PLUS_ASSIGNMENT", "MINUS_ASSIGNMENT", "LEFT_SHIFT_ASSIGNMENT");
    allow("RIGHT_SHIFT_ASSIGNMENT", "UNSIGNED_RIGHT_SHIFT_ASSIGNMENT");
    allow("AND_ASSIGNMENT", "XOR_ASSIGNMENT", "OR_ASSIGNMENT");

    // Types and what stands beside them
    allow("PRIMITIVE_TYPE", "ARRAY_TYPE", "PARAMETERIZED_TYPE", "ANNOTATED_TYPE");
    allow("UNBOUNDED_WILDCARD", "EXTENDS_WILDCARD", "SUPER_WILDCARD");
    allow("MODIFIERS", "ANNOTATION", "TYPE_ANNOTATION");
    refuse("a cast to several types", "cast to one type", "INTERSECTION_TYPE");

    // Patterns
    allow("INSTANCE_OF", "BINDING_PATTERN");
    refuse(
        "a pattern in a switch",
        "use if and instanceof",
        "PATTERN_CASE_LABEL",
        "GUARDED_PATTERN",
        "PARENTHESIZED_PATTERN");
    refuse("a record pattern", "call the record's accessors", "DECONSTRUCTION_PATTERN");
    refuse("an unnamed pattern", "call the record's accessors", "ANY_PATTERN");
    refuse("a string template", "join the parts by +", "TEMPLATE");

    outside("COMPILATION_UNIT", "PACKAGE", "IMPORT", "ANNOTATION_TYPE", "ERRONEOUS", "OTHER");
    outside("MODULE", "REQUIRES", "EXPORTS", "OPENS", "PROVIDES", "USES");
  }

  private Syntax() {}

  private static void allow(String... kinds) {
    for (String kind : kinds) {
      TABLE.put(kind, new Verdict.Allowed());
    }
  }

  private static void refuse(String what, String instead, String... kinds) {
    for (String kind : kinds) {
      TABLE.put(kind, new Verdict.Refused(what, instead, false));
    }
  }

  private static void outside(String... kinds) {
    for (String kind : kinds) {
      TABLE.put(kind, new Verdict.Outside());
    }
  }

  /** All kinds that are known, by name. */
  public static Map<String, Verdict> table() {
    return Collections.unmodifiableMap(TABLE);
  }

  /** The verdict on what stands in a body; what is not known is refused. */
  static Verdict of(Tree.Kind kind) {
    Verdict verdict = TABLE.get(kind.name());
    if (verdict == null || verdict instanceof Verdict.Outside) {
      return new Verdict.Refused(
          "this syntax (" + kind.name().toLowerCase(Locale.ROOT) + ")",
          "use plain arithmetic, if, for, and calls",
          false);
    }
    return verdict;
  }
}
