package dev.adjoint.processor.diagnostic;

import static dev.adjoint.processor.diagnostic.Message.Severity.ERROR;
import static dev.adjoint.processor.diagnostic.Message.Severity.WARNING;

/** Every message to users, with an identifier that never changes. */
public enum Message {
  // Methods
  ABSTRACT_METHOD(
      "ADJ-METHOD-01",
      ERROR,
      "%s is abstract, so there is nothing to differentiate",
      "annotate the methods that implement it"),
  NATIVE_METHOD(
      "ADJ-METHOD-02",
      ERROR,
      "%s is native, so its body cannot be read",
      "declare it a @Primitive and give its derivative by @Vjp"),
  NOTHING_TO_DIFFERENTIATE(
      "ADJ-METHOD-03",
      ERROR,
      "%s has no parameter that can be differentiated: %s",
      "use double, float, arrays of them, a tensor, or a record of these"),
  NO_DIFFERENTIABLE_RESULT(
      "ADJ-METHOD-04",
      ERROR,
      "%s returns %s, which cannot be differentiated",
      "return double, float, an array of them, a tensor, or a record of these"),
  UNKNOWN_WRT("ADJ-METHOD-05", ERROR, "wrt names \"%s\", which is not a parameter of %s%s", ""),
  UNKNOWN_MUTATES(
      "ADJ-METHOD-12", ERROR, "mutates names \"%s\", which is not a parameter of %s%s", ""),
  CONSTANT_WRT(
      "ADJ-METHOD-06",
      ERROR,
      "wrt names \"%s\", whose type %s cannot be differentiated",
      "name a parameter of type double, float, an array of them, a tensor, or a record of these"),
  PRIVATE_CLASS(
      "ADJ-METHOD-07",
      ERROR,
      "%s is %s, so generated code cannot reach it",
      "make it package-private or public, at the top level or nested in such a class"),
  GENERIC_METHOD(
      "ADJ-METHOD-08",
      ERROR,
      "%s has type parameters of its own, or stands in a class that has",
      "write the concrete types"),
  DUPLICATE_NAME(
      "ADJ-METHOD-09",
      ERROR,
      "what is generated for %s would have the name of what is generated for another method",
      "give it another name by @Differentiable(name = ...)"),
  NAME_TAKEN(
      "ADJ-METHOD-10",
      ERROR,
      "%s, which Adjoint would write, exists already",
      "rename the existing class"),

  ILLEGAL_NAME(
      "ADJ-METHOD-11",
      ERROR,
      "\"%s\" cannot be the name of a method",
      "write a Java name in @Differentiable(name = ...)"),

  USELESS_ON_CLASS(
      "ADJ-METHOD-13",
      ERROR,
      "@Differentiable on %s, which is neither a record nor a sealed interface, does nothing",
      "put it on the methods that are to be differentiated"),
  NO_BODY(
      "ADJ-METHOD-15",
      ERROR,
      "%s is not written out, so there is nothing to differentiate",
      "annotate a method of the record, not its component"),

  // The language
  UNSUPPORTED("ADJ-LANG-01", ERROR, "%s cannot be differentiated yet", "%s"),
  NO_DERIVATIVE(
      "ADJ-LANG-02",
      ERROR,
      "%s has no derivative, but depends here on the inputs",
      "if the method is yours, annotate it with @Differentiable, or with @NonDifferentiable if it"
          + " is a constant; else use an operation that has one, or declare it by @Primitive and"
          + " @Vjp"),
  ADDED_MEMBER(
      "ADJ-LANG-12",
      ERROR,
      "\"%s\" stands in no source: Lombok adds members to %s that Adjoint does not see",
      "write this member out, or pass its value as a parameter"),
  UNKNOWN_FUNCTION(
      "ADJ-LANG-11",
      ERROR,
      "the function that %s calls comes from elsewhere, so its derivative is not known, but what it"
          + " is given depends here on the inputs",
      "pass it from an annotated method of the same file, or call a @Primitive that declares its"
          + " derivative by @Vjp"),
  NO_DERIVATIVE_FOR(
      "ADJ-LANG-03",
      ERROR,
      "%s has no derivative for its operand \"%s\", which depends here on the inputs",
      "add @Vjp(of = \"%2$s\", is = ...) to it, or mark the operand @NonDifferentiable if it is a"
          + " constant"),
  PRIVATE_MEMBER(
      "ADJ-LANG-04",
      ERROR,
      "%s is private, so generated code cannot read it",
      "make it package-private"),
  PARAMETER_ARRAY_WRITTEN(
      "ADJ-LANG-05",
      ERROR,
      "the array \"%s\" outlives the call and is written here",
      "say so by @Differentiable(mutates = \"%2$s\"), or write into a copy: %1$s.clone()"),
  STATIC_ARRAY_WRITTEN(
      "ADJ-LANG-10",
      ERROR,
      "the static array \"%s\" is written here",
      "write into a copy: %1$s.clone()"),
  RECURSION(
      "ADJ-LANG-06",
      ERROR,
      "%s calls itself, so it cannot be copied, and is private, so it cannot be called",
      "make it package-private"),
  NOT_IN_WRT(
      "ADJ-LANG-09",
      ERROR,
      "%s is not differentiated with respect to its operand \"%s\", which depends here on the"
          + " inputs",
      "name it in the wrt of %1$s"),
  INCOMPLETE_TYPES(
      "ADJ-LANG-07",
      // A warning: an error here would keep javac from reporting what is wrong itself.
      WARNING,
      "\"%s\" does not compile, so %s cannot be differentiated",
      "see javac's own message about it"),

  // Derivatives that are zero, or not what one may expect
  ZERO_DERIVATIVE(
      "ADJ-ZERO-01",
      WARNING,
      "%s is piecewise constant: its derivative is 0 everywhere",
      "if this is meant, write @SuppressWarnings(\"ADJ-ZERO-01\")"),
  ALWAYS_ZERO(
      "ADJ-ZERO-02",
      WARNING,
      "the result %s \"%s\": this gradient is always zero",
      "leave it out of wrt, or if this is meant, write @SuppressWarnings(\"ADJ-ZERO-02\")"),
  COMPARED(
      "ADJ-ZERO-03",
      WARNING,
      "%s chooses what is computed where two numbers are equal that depend on the inputs: the"
          + " derivative there is that of this choice alone, which may be none of the function",
      "compare by < or >, or if this is meant, write @SuppressWarnings(\"ADJ-ZERO-03\")"),

  // Checkpoints
  CHECKPOINT_PLACE(
      "ADJ-CHECKPOINT-01",
      ERROR,
      "@Checkpoint on %s, which is no variable of a for loop, has nothing to run again",
      "put it on the variable of a loop, or on a method"),
  CHECKPOINT_SIZE(
      "ADJ-CHECKPOINT-02",
      ERROR,
      "@Checkpoint(every = %s) is no number of trips",
      "write 1 or more, or leave it out"),
  CHECKPOINT_CALL(
      "ADJ-CHECKPOINT-03",
      ERROR,
      "%s may not give the same when it is run again by %s",
      "call it before, and keep what it gives in a variable or an array"),
  CHECKPOINT_ARRAY(
      "ADJ-CHECKPOINT-04",
      ERROR,
      "the arrays in \"%s\", which the @Checkpoint in line %s would have to set back, cannot be",
      "%s"),

  // Modes
  NO_MODE(
      "ADJ-MODE-01",
      ERROR,
      "%s does not declare Mode.%s, which the Mode.%2$s of %s needs here",
      "add it to the modes of its @Differentiable"),
  NO_TANGENT_RULE(
      "ADJ-MODE-02",
      ERROR,
      "%s declares no @Jvp, which the Mode.%s of %s needs here",
      "add @Jvp to it, or leave the mode out"),
  TOO_HIGH(
      "ADJ-MODE-03",
      ERROR,
      "%s stands in another class, of which nothing beyond second derivatives is generated: %3$s"
          + " needs more here",
      "move it into this class"),
  SYMMETRIC(
      "ADJ-MODE-04",
      WARNING,
      "%s calls operations with rules of their own: that its second derivatives do not depend on"
          + " the order, as is used here, is true if these rules are the true derivatives",
      "make sure of that and write @SuppressWarnings(\"ADJ-MODE-04\"), or use forward mode"),

  // Records
  RECORD_CONSTRUCTOR(
      "ADJ-RECORD-01",
      ERROR,
      "%s has an explicit canonical constructor, so a gradient cannot be rebuilt as a %1$s",
      "use a compact constructor that only checks"),
  RECORD_ACCESSOR(
      "ADJ-RECORD-02",
      ERROR,
      "%s declares the accessor of its component %s itself",
      "remove it, or mark the component @NonDifferentiable"),
  RECORD_WITHOUT_TREE(
      "ADJ-RECORD-03",
      ERROR,
      "%s has no parameter tree",
      "put @Differentiable on it, or any other Adjoint annotation on one of its methods or"
          + " components"),
  RECORD_IN_ITSELF(
      "ADJ-RECORD-04",
      ERROR,
      "%s contains itself, so the parts of its gradient cannot be counted",
      "keep such records side by side in an array or a list, let it contain a sealed interface, or"
          + " mark the component @NonDifferentiable"),

  // Rules
  BAD_RULE("ADJ-RULE-01", ERROR, "the rule \"%s\" of %s does not compile: %s", ""),
  RULE_OPERAND("ADJ-RULE-02", ERROR, "@Vjp of %s names \"%s\", which is not an operand%s", ""),
  RULE_REACH(
      "ADJ-RULE-05",
      ERROR,
      "the rule of %s cannot be used from here: %s",
      "make what it uses public, and write its name in full"),
  RULE_WITHOUT_PRIMITIVE(
      "ADJ-RULE-06",
      ERROR,
      "%s declares a rule by @%s, but is no @Primitive, so its body would be differentiated"
          + " instead",
      "add @Primitive, or remove the rule"),
  PRIMITIVE_DIFFERENTIATED(
      "ADJ-RULE-07",
      ERROR,
      "%s is a @Primitive, whose rules are its derivative, so nothing is generated for it",
      "put @Differentiable on a method that calls it"),
  RULE_TWICE("ADJ-RULE-08", ERROR, "%s has two rules for its operand \"%s\"", "keep one"),
  RULE_UNUSED(
      "ADJ-RULE-09",
      ERROR,
      "the rule for the operand \"%s\" of %s would never be used: %s",
      "remove the rule, or what keeps it from being used"),
  OPERAND_RETURNED(
      "ADJ-RULE-10",
      ERROR,
      "%s returns its operand \"%s\" itself, not a new array",
      "say so by @Primitive(view = true), or return a copy: %2$s.clone()"),
  OPERAND_WRITTEN(
      "ADJ-RULE-11",
      ERROR,
      "%s writes into its operand \"%s\", which no rule can tell",
      "write into a copy: %2$s.clone()"),
  NO_PARAMETER_NAMES(
      "ADJ-RULE-04",
      ERROR,
      "the class file of %s has no parameter names, so its rules cannot be read",
      "compile its module with -parameters"),

  // Shapes
  SHAPE_MISMATCH("ADJ-SHAPE-01", ERROR, "%s", ""),
  BAD_SHAPE("ADJ-SHAPE-02", ERROR, "@Shape(\"%s\"): %s", "write dimensions as in \"N, 784\""),
  BAD_SHAPE_RULE("ADJ-SHAPE-03", ERROR, "the shape rule \"%s\" of %s: %s", ""),

  // Options
  UNKNOWN_OPTION("ADJ-OPTION-01", ERROR, "there is no option -A%s%s", "the options are %3$s"),
  OPTION_VALUE("ADJ-OPTION-02", ERROR, "-A%s%s is not understood", "write -A%1$s%3$s"),

  // Ourselves
  OTHER_VERSION(
      "ADJ-TOOL-03",
      ERROR,
      "adjoint-processor is version %1$s, but adjoint-%2$s on the class path is %3$s",
      "give both the same version: import adjoint-bom, and name the processor's by the same"
          + " property"),
  NO_TREES(
      "ADJ-TOOL-01",
      ERROR,
      "this compiler does not show method bodies to annotation processors",
      "compile with javac"),
  NO_RUNTIME(
      "ADJ-TOOL-04",
      ERROR,
      "what is generated needs adjoint-runtime, which this compilation does not see",
      "add the dependency dev.adjoint:adjoint-runtime, and in a module-info.java requires"
          + " dev.adjoint.runtime"),
  CRASH(
      "ADJ-TOOL-02",
      ERROR,
      "Adjoint failed on %s: %s",
      "this is a defect of Adjoint; please report it with the method's source");

  /** How bad it is. */
  public enum Severity {
    ERROR,
    WARNING
  }

  private final String id;
  private final Severity severity;
  private final String text;

  Message(String id, Severity severity, String text, String cure) {
    this.id = id;
    this.severity = severity;
    this.text = cure.isEmpty() ? text : text + "; " + cure;
  }

  /** The identifier, such as {@code ADJ-SHAPE-01}. */
  public String id() {
    return id;
  }

  public Severity severity() {
    return severity;
  }

  /** What is wrong and the way out, a format string. */
  public String text() {
    return text;
  }
}
