package dev.adjoint.processor.frontend;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.util.TreeScanner;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says of every kind of syntax whether it may stand in a differentiated body; what passes can be
 * lowered, or is refused there for its type.
 */
final class Fence extends TreeScanner<@Nullable Void, @Nullable Void> {

  /** What stands in the way, and what to write instead. */
  private record Refusal(String what, String instead) {}

  private static final Set<Kind> ALLOWED =
      EnumSet.of(
          Kind.BLOCK,
          Kind.VARIABLE,
          Kind.MODIFIERS,
          Kind.ANNOTATION,
          Kind.EXPRESSION_STATEMENT,
          Kind.EMPTY_STATEMENT,
          Kind.IF,
          Kind.FOR_LOOP,
          Kind.WHILE_LOOP,
          Kind.DO_WHILE_LOOP,
          Kind.SWITCH,
          Kind.SWITCH_EXPRESSION,
          Kind.CASE,
          Kind.YIELD,
          Kind.BREAK,
          Kind.CONTINUE,
          Kind.LABELED_STATEMENT,
          Kind.ENHANCED_FOR_LOOP,
          Kind.RETURN,
          Kind.THROW,
          Kind.IDENTIFIER,
          Kind.MEMBER_SELECT,
          Kind.METHOD_INVOCATION,
          Kind.NEW_CLASS,
          Kind.NEW_ARRAY,
          Kind.ARRAY_ACCESS,
          Kind.ARRAY_TYPE,
          Kind.PRIMITIVE_TYPE,
          Kind.PARAMETERIZED_TYPE,
          Kind.ANNOTATED_TYPE,
          Kind.PARENTHESIZED,
          Kind.TYPE_CAST,
          Kind.CONDITIONAL_EXPRESSION,
          Kind.ASSIGNMENT,
          Kind.PREFIX_INCREMENT,
          Kind.PREFIX_DECREMENT,
          Kind.POSTFIX_INCREMENT,
          Kind.POSTFIX_DECREMENT,
          Kind.UNARY_MINUS,
          Kind.UNARY_PLUS,
          Kind.LOGICAL_COMPLEMENT,
          Kind.BITWISE_COMPLEMENT,
          Kind.MULTIPLY,
          Kind.DIVIDE,
          Kind.REMAINDER,
          Kind.PLUS,
          Kind.MINUS,
          Kind.LEFT_SHIFT,
          Kind.RIGHT_SHIFT,
          Kind.UNSIGNED_RIGHT_SHIFT,
          Kind.LESS_THAN,
          Kind.LESS_THAN_EQUAL,
          Kind.GREATER_THAN,
          Kind.GREATER_THAN_EQUAL,
          Kind.EQUAL_TO,
          Kind.NOT_EQUAL_TO,
          Kind.AND,
          Kind.XOR,
          Kind.OR,
          Kind.CONDITIONAL_AND,
          Kind.CONDITIONAL_OR,
          Kind.MULTIPLY_ASSIGNMENT,
          Kind.DIVIDE_ASSIGNMENT,
          Kind.REMAINDER_ASSIGNMENT,
          Kind.PLUS_ASSIGNMENT,
          Kind.MINUS_ASSIGNMENT,
          Kind.LEFT_SHIFT_ASSIGNMENT,
          Kind.RIGHT_SHIFT_ASSIGNMENT,
          Kind.UNSIGNED_RIGHT_SHIFT_ASSIGNMENT,
          Kind.AND_ASSIGNMENT,
          Kind.XOR_ASSIGNMENT,
          Kind.OR_ASSIGNMENT,
          Kind.INT_LITERAL,
          Kind.LONG_LITERAL,
          Kind.FLOAT_LITERAL,
          Kind.DOUBLE_LITERAL,
          Kind.BOOLEAN_LITERAL,
          Kind.CHAR_LITERAL,
          Kind.STRING_LITERAL,
          Kind.LAMBDA_EXPRESSION,
          Kind.MEMBER_REFERENCE,
          Kind.UNBOUNDED_WILDCARD,
          Kind.EXTENDS_WILDCARD,
          Kind.SUPER_WILDCARD);

  /** What may stand only where an exception is made, to say what is wrong. */
  private static final Set<Kind> ALLOWED_IN_THROW = EnumSet.of(Kind.NULL_LITERAL);

  private static final Map<Kind, Refusal> REFUSED = new EnumMap<>(Kind.class);

  static {
    refuse(Kind.TRY, "try", "catch exceptions around the call of the method");
    refuse(Kind.SYNCHRONIZED, "synchronized", "lock around the call of the method");
    refuse(Kind.ASSERT, "assert", "write if (...) throw new IllegalArgumentException(...)");
    refuse(Kind.INSTANCE_OF, "instanceof", "give each type a method of its own");
    refuse(Kind.CLASS, "a local class", "declare it outside the method");
    refuse(Kind.RECORD, "a local record", "declare it outside the method");
    refuse(Kind.INTERFACE, "a local interface", "declare it outside the method");
    refuse(Kind.ENUM, "a local enum", "declare it outside the method");
    refuse(Kind.NULL_LITERAL, "null", "give every variable a value");
  }

  private static void refuse(Kind kind, String what, String instead) {
    REFUSED.put(kind, new Refusal(what, instead));
  }

  private final Source source;
  private final @Nullable Findings findings;
  private boolean isThrowing;

  private Fence(Source source, @Nullable Findings findings) {
    this.source = source;
    this.findings = findings;
  }

  /** Reports everything in a body that is refused; true if nothing is. */
  static boolean admits(Tree body, Source source, Findings findings) {
    int before = findings.all().size();
    new Fence(source, findings).scan(body, null);
    return findings.all().size() == before;
  }

  /** Whether a call says what is wrong if its argument is null. */
  private static boolean isCheck(@Nullable Tree tree) {
    return tree instanceof MethodInvocationTree call
        && call.getMethodSelect().toString().endsWith("requireNonNull");
  }

  /** Stops the lowering at the first thing in a body that is refused. */
  static void require(Tree body, Source source) {
    new Fence(source, null).scan(body, null);
  }

  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
    if (tree instanceof CaseTree branch) {
      // Labels are constants, text among them.
      scan(branch.getStatements(), unused);
      return scan(branch.getBody(), unused);
    }
    if (tree == null
        || ALLOWED.contains(tree.getKind())
        || (isThrowing && ALLOWED_IN_THROW.contains(tree.getKind()))) {
      boolean before = isThrowing;
      isThrowing |= tree instanceof ThrowTree || isCheck(tree);
      super.scan(tree, unused);
      isThrowing = before;
      return null;
    }
    Refusal refusal =
        REFUSED.getOrDefault(
            tree.getKind(),
            new Refusal(
                "this syntax (" + tree.getKind().name().toLowerCase(java.util.Locale.ROOT) + ")",
                "use plain arithmetic, if, for, and calls"));
    if (findings == null) {
      throw new Unsupported(
          Message.UNSUPPORTED, source.position(tree), refusal.what(), refusal.instead());
    }
    findings.add(Message.UNSUPPORTED, source.position(tree), refusal.what(), refusal.instead());
    return null;
  }
}
