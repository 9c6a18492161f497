package dev.adjoint.processor.frontend;

import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.rule.PrimitiveRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** What is known so far of the rules of one primitive. */
final class RulesRead {
  /** Errors about names, which may have a meaning in the operation's own file. */
  private static final Pattern UNRESOLVED =
      Pattern.compile(
          "compiler\\.err\\.(cant\\.resolve|cant\\.apply|report\\.access|not\\.def|doesnt\\.exist"
              + "|ref\\.ambiguous|non-static).*");

  private final RuleClass ruleClass;
  private final Map<Integer, List<Diagnostic<?>>> errors = new HashMap<>();
  private final Map<String, Function> vjps = new HashMap<>();
  private @Nullable Function jvp;
  private final Map<String, Function> helpers = new HashMap<>();
  private final Set<String> refused = new HashSet<>();
  private PrimitiveRule.Reach reach = PrimitiveRule.Reach.EVERYWHERE;

  RulesRead(RuleClass ruleClass) {
    this.ruleClass = ruleClass;
  }

  /** A rule does not compile by itself. */
  void fails(int rule, List<Diagnostic<?>> diagnostics) {
    errors.put(rule, diagnostics);
  }

  /** The rules that compile. */
  Set<Integer> compiling() {
    Set<Integer> result = new TreeSet<>();
    for (int i = 0; i < ruleClass.rules().size(); i++) {
      if (!errors.containsKey(i)) {
        result.add(i);
      }
    }
    return result;
  }

  /** The rules that only use names of unknown meaning. */
  Set<Integer> unresolved() {
    Set<Integer> result = new TreeSet<>();
    errors.forEach(
        (rule, diagnostics) -> {
          if (diagnostics.stream().allMatch(d -> UNRESOLVED.matcher(d.getCode()).matches())) {
            result.add(rule);
          }
        });
    return result;
  }

  void put(Map<Integer, Optional<RuleLowering.Lowered>> lowered) {
    lowered.forEach(
        (rule, result) -> {
          String operand = ruleClass.rules().get(rule).operand();
          if (result.isEmpty()) {
            refused.add(operand);
            return;
          }
          helpers.putAll(result.get().helpers());
          reach = reach.and(result.get().reach());
          if (ruleClass.rules().get(rule).isVjp()) {
            vjps.put(operand, result.get().function());
          } else {
            jvp = result.get().function();
          }
        });
  }

  /** Rules that compile in the operation's own file alone. */
  void putLocal(Map<Integer, Optional<RuleLowering.Lowered>> lowered) {
    put(lowered);
    for (int rule : lowered.keySet()) {
      List<Diagnostic<?>> diagnostics = errors.remove(rule);
      if (diagnostics != null) {
        String why =
            oneLine(diagnostics.get(0).getMessage(Locale.ENGLISH))
                .replaceAll(" location: .*", "")
                .replaceAll("cannot find symbol symbol:\\s*", "only its own file sees the ");
        reach = reach.and(new PrimitiveRule.Reach(PrimitiveRule.Place.FILE, why));
      }
    }
  }

  /** A rule compiles nowhere. */
  void failsInFile(int rule, List<String> messages) {
    errors.remove(rule);
    refused.add(ruleClass.rules().get(rule).operand());
    messages.forEach(message -> ruleClass.report(rule, oneLine(message)));
  }

  /** All of it, after reporting what does not compile. */
  PrimitiveRule rule() {
    errors.forEach(
        (rule, diagnostics) -> {
          refused.add(ruleClass.rules().get(rule).operand());
          diagnostics.forEach(
              each -> ruleClass.report(rule, oneLine(each.getMessage(Locale.ENGLISH))));
        });
    PrimitiveRule declared = ruleClass.empty();
    return new PrimitiveRule(
        declared.shape(), declared.view(), declared.resizes(), vjps, jvp, helpers, refused, reach);
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s*\n\\s*", " ");
  }
}
