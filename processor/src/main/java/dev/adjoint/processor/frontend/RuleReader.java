package dev.adjoint.processor.frontend;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.frontend.attribution.AttributedSources;
import dev.adjoint.processor.frontend.attribution.Attribution;
import dev.adjoint.processor.frontend.attribution.SourceText;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.rule.PrimitiveRule;
import dev.adjoint.processor.rule.RuleBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rules of primitives: each becomes a method of a made-up class, which the nested
 * compiler checks and the lowering turns into a function.
 */
final class RuleReader {

  /** A primitive whose rules are wanted, and where to complain about them. */
  record Wanted(Callee callee, ExecutableElement method, Position position, Findings findings) {}

  private final Attribution attribution;
  private final RuleBook book = new RuleBook();
  private int classes;

  RuleReader(Attribution attribution) {
    this.attribution = attribution;
  }

  /** The rules read so far. */
  RuleBook book() {
    return book;
  }

  /** Reads the rules of primitives that are not in the book yet, in one nested task for all. */
  void read(List<Wanted> wanted) {
    Map<String, RuleClass> classesByName = new HashMap<>();
    List<SourceText> sources = new ArrayList<>();
    for (Wanted primitive : wanted) {
      if (!book.contains(primitive.callee())) {
        RuleClass ruleClass = RuleClass.of(primitive, "AdjointRules" + classes++);
        // In the book before it is complete: two calls of a primitive want it once.
        book.put(primitive.callee(), ruleClass.empty());
        if (!ruleClass.rules().isEmpty()) {
          classesByName.put(ruleClass.qualifiedName(), ruleClass);
          sources.add(new SourceText(ruleClass.qualifiedName(), ruleClass.text()));
        }
      }
    }
    if (sources.isEmpty()) {
      return;
    }
    AttributedSources attributed = attribution.attribute(List.of(), sources);
    Map<RuleClass, List<Integer>> bad = reportErrors(attributed, classesByName);
    classesByName.forEach(
        (name, ruleClass) ->
            attributed
                .unitOf(name)
                .ifPresent(
                    unit ->
                        lower(
                            attributed, unit, ruleClass, bad.getOrDefault(ruleClass, List.of()))));
  }

  private static Map<RuleClass, List<Integer>> reportErrors(
      AttributedSources attributed, Map<String, RuleClass> classes) {
    Map<RuleClass, List<Integer>> bad = new HashMap<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : attributed.diagnostics()) {
      if (diagnostic.getKind() != Diagnostic.Kind.ERROR || diagnostic.getSource() == null) {
        continue;
      }
      String uri = diagnostic.getSource().toUri().toString();
      for (RuleClass ruleClass : classes.values()) {
        if (uri.contains("/" + ruleClass.simpleName() + ".java")) {
          int index = ruleClass.ruleAtLine((int) diagnostic.getLineNumber());
          RuleClass.Rule rule = ruleClass.rules().get(index);
          bad.computeIfAbsent(ruleClass, key -> new ArrayList<>()).add(index);
          ruleClass
              .primitive()
              .findings()
              .add(
                  Message.BAD_RULE,
                  ruleClass.primitive().position(),
                  rule.text(),
                  ruleClass.primitive().callee(),
                  diagnostic.getMessage(Locale.ENGLISH).replace('\n', ' '));
        }
      }
    }
    return bad;
  }

  private void lower(
      AttributedSources attributed,
      CompilationUnitTree unit,
      RuleClass ruleClass,
      List<Integer> bad) {
    TypeReader types = new TypeReader();
    CalleeReader callees = new CalleeReader(types);
    Source source = new Source(attributed, unit, null);
    ClassTree tree = (ClassTree) unit.getTypeDecls().get(0);
    TreePath path = new TreePath(new TreePath(unit), tree);
    Map<String, Function> vjps = new HashMap<>();
    Function jvp = null;
    for (Tree member : tree.getMembers()) {
      if (member instanceof MethodTree method && method.getName().toString().startsWith("rule")) {
        int index = Integer.parseInt(method.getName().toString().substring("rule".length()));
        RuleClass.Rule rule = ruleClass.rules().get(index);
        Function function =
            bad.contains(index)
                ? null
                : lower(new TreePath(path, method), ruleClass, source, types, callees);
        if (function != null && rule.isVjp()) {
          vjps.put(rule.operand(), function);
        } else if (function != null) {
          jvp = function;
        }
      }
    }
    book.put(
        ruleClass.primitive().callee(),
        new PrimitiveRule(ruleClass.empty().shape(), ruleClass.empty().view(), vjps, jvp));
  }

  private static @Nullable Function lower(
      TreePath path, RuleClass ruleClass, Source source, TypeReader types, CalleeReader callees) {
    ExecutableElement element = (ExecutableElement) source.element(path);
    List<Callee.Operand> operands = new ArrayList<>();
    element
        .getParameters()
        .forEach(
            parameter ->
                operands.add(
                    new Callee.Operand(
                        parameter.getSimpleName().toString(), callees.typeOf(parameter))));
    Callee callee =
        new Callee(
            QualifiedName.of("", ruleClass.simpleName()),
            element.getSimpleName().toString(),
            true,
            operands,
            types.read(element.getReturnType()),
            Callee.Kind.BODY);
    Findings own = new Findings();
    Function function = MethodLowering.lower(callee, path, source, types, callees, own);
    own.all()
        .forEach(
            finding ->
                ruleClass
                    .primitive()
                    .findings()
                    .add(
                        Message.BAD_RULE,
                        ruleClass.primitive().position(),
                        ruleClass.rules().get(Integer.parseInt(callee.name().substring(4))).text(),
                        ruleClass.primitive().callee(),
                        finding.text()));
    return function == null ? null : function.withBody(withHelpers(function.body()));
  }

  /** What a rule calls has no effect, whatever it is elsewhere. */
  private static Block withHelpers(Block block) {
    List<Stmt> result = new ArrayList<>();
    block
        .statements()
        .forEach(
            stmt -> result.add(Walk.map(stmt, RuleReader::withHelpers, RuleReader::withHelpers)));
    return new Block(result);
  }

  private static Expr withHelpers(Expr expr) {
    Expr mapped = Walk.mapParts(expr, RuleReader::withHelpers);
    if (mapped instanceof Expr.Call call
        && (call.callee().kind() == Callee.Kind.CONSTANT
            || call.callee().kind() == Callee.Kind.UNKNOWN)) {
      Callee callee = call.callee();
      return new Expr.Call(
          new Callee(
              callee.owner(),
              callee.name(),
              callee.isStatic(),
              callee.operands(),
              callee.result(),
              Callee.Kind.HELPER,
              true),
          call.arguments(),
          call.position());
    }
    return mapped;
  }
}
