package dev.adjoint.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.TreePath;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.frontend.attribution.AttributedSources;
import dev.adjoint.processor.frontend.attribution.Attribution;
import dev.adjoint.processor.frontend.attribution.OuterCompilation;
import dev.adjoint.processor.frontend.attribution.SourceText;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.rule.PrimitiveRule;
import dev.adjoint.processor.rule.RuleBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.lang.model.element.ExecutableElement;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Reads the rules of primitives: each becomes a method of a made-up class, which the nested
 * compiler checks and the lowering turns into a function.
 *
 * <p>A rule that does not compile there, for it uses something that only the operation's own file
 * sees, is tried in a copy of that file, and then serves only calls that stand in this file.
 */
final class RuleReader {

  /** A primitive whose rules are wanted, from where, and where to complain about them. */
  record Wanted(
      Callee callee,
      ExecutableElement method,
      PrimitiveRule.Place from,
      Position position,
      Findings findings) {

    /** The same primitive, wanted for what another one is wanted for. */
    Wanted as(Wanted other) {
      return new Wanted(callee, method, other.from, other.position, other.findings);
    }
  }

  private final OuterCompilation outer;
  private final Attribution attribution;
  private final RuleBook book = new RuleBook();

  /** The primitives that rules call, by the signature of the primitive whose rules they are. */
  private final Map<String, List<Wanted>> called = new HashMap<>();

  /** The vectors whose fusions have been read. */
  private final Set<QualifiedName> fused = new HashSet<>();

  private final CalleeReader callees = new CalleeReader(new TypeReader());
  private int classes;

  RuleReader(OuterCompilation outer, Attribution attribution) {
    this.outer = outer;
    this.attribution = attribution;
  }

  /** The rules read so far. */
  RuleBook book() {
    return book;
  }

  /**
   * Reads the rules of primitives that are not in the book yet, in one nested task for all.
   *
   * @param declared whether the primitives are declarations of the outer compilation
   */
  void read(List<Wanted> wanted, boolean declared) {
    List<RuleClass> unread = new ArrayList<>(declared ? List.of() : fusionsFor(wanted));
    for (Wanted primitive : wanted) {
      if (!book.contains(primitive.callee())) {
        RuleClass ruleClass = RuleClass.of(primitive, "AdjointRules" + classes++);
        // In the book before it is complete: two calls of a primitive want it once.
        book.put(primitive.callee(), ruleClass.empty());
        if (!ruleClass.rules().isEmpty()) {
          unread.add(ruleClass);
        }
      }
    }
    if (!unread.isEmpty()) {
      readAll(unread, declared);
    }
    wanted.forEach(this::checkReach);
  }

  /** What is said of the methods that fuse operations on the vectors that primitives work on. */
  private List<RuleClass> fusionsFor(List<Wanted> wanted) {
    List<RuleClass> result = new ArrayList<>();
    for (Wanted primitive : wanted) {
      for (ExecutableElement method : Fusions.near(primitive.callee(), outer.elements(), fused)) {
        Annotations.View fuses = Annotations.find(method, "Fuses");
        if (fuses != null) {
          Callee callee = callees.read(method, other -> false);
          Wanted as =
              new Wanted(
                  callee.withKind(Callee.Kind.PRIMITIVE).withOwnMemory(),
                  method,
                  primitive.from,
                  primitive.position,
                  primitive.findings);
          result.add(RuleClass.ofFusion(as, "AdjointRules" + classes++, fuses));
        }
      }
    }
    return result;
  }

  /** Reads the rules of primitives that rules call, and so on: those rules are differentiated. */
  void readCalled(List<Wanted> primitives) {
    Set<String> seen = new HashSet<>();
    for (List<Wanted> next = primitives; !next.isEmpty(); ) {
      List<Wanted> more = new ArrayList<>();
      for (Wanted primitive : next) {
        if (seen.add(primitive.callee().signature())) {
          called.getOrDefault(primitive.callee().signature(), List.of()).stream()
              .map(each -> each.as(primitive))
              .forEach(more::add);
        }
      }
      read(more, false);
      next = more;
    }
  }

  private void checkReach(Wanted primitive) {
    PrimitiveRule rule = book.find(primitive.callee());
    if (rule != null && !rule.reach().covers(primitive.from())) {
      primitive
          .findings()
          .add(Message.RULE_REACH, primitive.position(), primitive.callee(), rule.reach().why());
    }
  }

  private void readAll(List<RuleClass> unread, boolean declared) {
    AttributedSources attributed =
        attribution.attribute(
            List.of(),
            unread.stream()
                .map(each -> new SourceText(each.qualifiedName(), each.text()))
                .toList());
    Map<RuleClass, RulesRead> all = new LinkedHashMap<>();
    Map<CompilationUnitTree, Map<RuleClass, Set<Integer>>> again = new LinkedHashMap<>();
    for (RuleClass ruleClass : unread) {
      RulesRead read = new RulesRead(ruleClass);
      all.put(ruleClass, read);
      errors(attributed, ruleClass).forEach(read::fails);
      CompilationUnitTree unit = attributed.unitOf(ruleClass.qualifiedName()).orElse(null);
      if (unit != null) {
        put(new RuleLowering(attributed, unit), ruleClass, read.compiling(), read::put);
      }
      TreePath path = declared ? outer.trees().getPath(ruleClass.primitive().method()) : null;
      Set<Integer> unresolved = path == null ? Set.of() : read.unresolved();
      if (path != null && !unresolved.isEmpty()) {
        again
            .computeIfAbsent(path.getCompilationUnit(), key -> new LinkedHashMap<>())
            .put(ruleClass, unresolved);
      }
    }
    if (!again.isEmpty()) {
      readInFiles(again, all);
    }
    all.forEach(
        (ruleClass, read) -> {
          PrimitiveRule rule = read.rule();
          if (!ruleClass.isFusion()) {
            book.put(ruleClass.primitive().callee(), rule);
          } else if (rule.jvp() != null) {
            Annotations.View fuses = Annotations.find(ruleClass.primitive().method(), "Fuses");
            boolean isReordered = fuses != null && fuses.flag("isReordered");
            book.putFusion(ruleClass.primitive().callee(), rule.jvp(), isReordered);
            if (fuses != null && fuses.flag("cancels")) {
              book.putCancelling(ruleClass.primitive().callee());
            }
          }
        });
  }

  /** Lowers rules, and notes what they call. */
  private void put(
      RuleLowering lowering,
      RuleClass ruleClass,
      Set<Integer> rules,
      Consumer<Map<Integer, Optional<RuleLowering.Lowered>>> taker) {
    Map<Integer, Optional<RuleLowering.Lowered>> lowered = lowering.lower(ruleClass, rules);
    taker.accept(lowered);
    Wanted primitive = ruleClass.primitive();
    List<Wanted> all =
        called.computeIfAbsent(primitive.callee().signature(), key -> new ArrayList<>());
    for (Optional<RuleLowering.Lowered> rule : lowered.values()) {
      if (rule.isPresent()) {
        lowering
            .primitivesIn(rule.get())
            .forEach(
                (callee, method) -> {
                  all.add(
                      new Wanted(
                          callee, method, primitive.from, primitive.position, primitive.findings));
                  Annotations.View annotation = Annotations.find(method, "Primitive");
                  if (annotation != null) {
                    book.putDeclared(callee, RuleClass.declared(annotation));
                  }
                });
      }
    }
  }

  /** What does not compile, by the number of the rule. */
  private static Map<Integer, List<Diagnostic<?>>> errors(
      AttributedSources attributed, RuleClass ruleClass) {
    Map<Integer, List<Diagnostic<?>>> result = new LinkedHashMap<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : attributed.diagnostics()) {
      JavaFileObject file = diagnostic.getSource();
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR
          && file != null
          && file.toUri().toString().contains("/" + ruleClass.simpleName() + ".java")) {
        int rule = ruleClass.ruleAtLine((int) diagnostic.getLineNumber());
        result.computeIfAbsent(rule, key -> new ArrayList<>()).add(diagnostic);
      }
    }
    return result;
  }

  private void readInFiles(
      Map<CompilationUnitTree, Map<RuleClass, Set<Integer>>> wanted,
      Map<RuleClass, RulesRead> all) {
    List<RulesInFile> files = new ArrayList<>();
    wanted.forEach((unit, rules) -> files.add(RulesInFile.of(unit, rules, outer.trees())));
    AttributedSources attributed =
        attribution.attribute(List.of(), files.stream().map(RulesInFile::source).toList());
    for (RulesInFile file : files) {
      Optional<CompilationUnitTree> unit = attributed.unitOf(file.source().qualifiedName());
      if (unit.isEmpty()) {
        continue;
      }
      RuleLowering lowering = new RuleLowering(attributed, unit.get());
      for (RulesInFile.Span span : file.spans()) {
        List<String> errors =
            attributed.diagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .filter(each -> file.isAbout(span, each))
                .map(each -> each.getMessage(Locale.ENGLISH))
                .toList();
        RulesRead read = all.get(span.ruleClass());
        if (read != null && errors.isEmpty()) {
          put(lowering, span.ruleClass(), new TreeSet<>(Set.of(span.rule())), read::putLocal);
        } else if (read != null) {
          read.failsInFile(span.rule(), errors);
        }
      }
    }
  }
}
