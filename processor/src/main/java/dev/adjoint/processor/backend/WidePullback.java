package dev.adjoint.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.adjoint.processor.ir.Body;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * What goes between the fields of a pullback and the variables that the parts of a long sweep
 * share: where that is much, it is too long for the sweep's own method.
 */
final class WidePullback {
  /** How many values one method passes on; each takes about ten bytes of code. */
  private static final int MOST = 400;

  private static final String OBJECT = "locals";

  private final Companion.Pullback pullback;
  private final Names fields;

  /**
   * @param fields the names of the pullback's fields
   */
  WidePullback(Companion.Pullback pullback, Names fields) {
    this.pullback = pullback;
    this.fields = fields;
  }

  /** A value that a field gets from the object, or gives to it. */
  private record Passed(Variable field, Variable held) {}

  /** The values of the forward sweep that the pullback takes from the object of its parts. */
  private List<Passed> kept() {
    List<Passed> result = new ArrayList<>();
    Body forward = pullback.forward();
    List<Stmt> statements = forward.main().statements();
    if (forward.locals() == null
        || !PullbackWriter.isWide(pullback)
        || !(statements.get(statements.size() - 1) instanceof Stmt.Return last)) {
      return result;
    }
    Set<Variable> held = new HashSet<>(forward.locals().held());
    List<Expr> values = ((Expr.NewRecord) last.value()).arguments();
    List<Variable> all = PullbackWriter.fields(pullback);
    for (int i = 0; i < all.size(); i++) {
      if (values.get(i) instanceof Expr.Read read && held.contains(read.variable())) {
        result.add(new Passed(all.get(i), read.variable()));
      }
    }
    return result;
  }

  /** The fields that are set by other methods. */
  Set<Variable> keptFields() {
    Set<Variable> result = new HashSet<>();
    kept().forEach(passed -> result.add(passed.field()));
    return result;
  }

  /** The residuals that the backward sweep reads from the object of its parts. */
  private List<Passed> given(Set<Variable> local) {
    List<Passed> result = new ArrayList<>();
    Body backward = pullback.backward();
    if (backward.locals() != null) {
      Set<Variable> held = new HashSet<>(backward.locals().held());
      List<Stmt> statements = backward.main().statements();
      // The object is made first.
      for (Stmt stmt : statements.subList(1, statements.size())) {
        if (!(stmt instanceof Stmt.Assign assign)
            || !held.contains(assign.variable())
            || !(assign.value() instanceof Expr.Read read)) {
          break;
        } else if (pullback.residuals().contains(read.variable())
            && !local.contains(read.variable())) {
          result.add(new Passed(read.variable(), assign.variable()));
        }
      }
    }
    return result.size() > MOST ? result : List.of();
  }

  /**
   * The variables that other methods set before the backward sweep.
   *
   * @param local residuals of which the sweep has copies of its own
   */
  Set<Variable> givenVariables(Set<Variable> local) {
    Set<Variable> result = new HashSet<>();
    given(local).forEach(passed -> result.add(passed.held()));
    return result;
  }

  /** Calls of the methods that set fields of a pullback. */
  void callKeep(Code code, String receiver, String object) {
    call(code, receiver + ".keep", kept().size(), object);
  }

  /** Calls of the methods that read fields. */
  void callGive(Code code, Set<Variable> local, String object) {
    call(code, "give", given(local).size(), object);
  }

  private static void call(Code code, String method, int size, String object) {
    for (int i = 0; i < size; i += MOST) {
      code.add(method + (i / MOST + 1) + "(" + object + ")").endStatement();
    }
  }

  /** Adds the methods to the class of the pullback. */
  void addMethods(TypeSpec.Builder type, Set<Variable> local) {
    Body.Locals forward = pullback.forward().locals();
    if (forward != null) {
      add(type, "keep", kept(), forward, "this.$1L = $3L.$2L");
    }
    Body.Locals backward = pullback.backward().locals();
    if (backward != null) {
      add(type, "give", given(local), backward, "$3L.$2L = this.$1L");
    }
  }

  private void add(
      TypeSpec.Builder type, String name, List<Passed> passed, Body.Locals locals, String format) {
    Names names = new Names();
    names.hold(locals);
    for (int i = 0; i < passed.size(); i += MOST) {
      MethodSpec.Builder method =
          MethodSpec.methodBuilder(name + (i / MOST + 1))
              .addModifiers(Modifier.PRIVATE)
              .addParameter(Types.of(locals.name()), OBJECT);
      for (Passed one : passed.subList(i, Math.min(i + MOST, passed.size()))) {
        String field = names.field(one.held());
        method.addStatement(CodeBlock.of(format, fields.of(one.field()), field, OBJECT));
      }
      type.addMethod(method.build());
    }
  }
}
