package dev.adjoint.processor.frontend;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.rule.CompanionRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Lowers a method into a function. */
final class MethodLowering {
  private MethodLowering() {}

  /** The function of a method, or null after reporting why there is none. */
  static @Nullable Function lower(
      Callee callee,
      TreePath path,
      Source source,
      TypeReader types,
      CalleeReader callees,
      Findings findings) {
    MethodTree method = (MethodTree) path.getLeaf();
    Optional<Tree> error = source.errorIn(method);
    if (error.isPresent()) {
      Optional<Element> owner = AddedMembers.ownerOf(error.get(), source);
      findings.add(
          owner.isPresent() ? Message.ADDED_MEMBER : Message.INCOMPLETE_TYPES,
          source.position(error.get()),
          source.text(error.get()).replaceAll("(?s)\\s*\n.*", ""),
          owner.map(Element::getSimpleName).orElse(method.getName()));
      return null;
    }
    if (!Fence.admits(method.getBody(), source, findings)) {
      return null;
    }
    Frame frame = new Frame(source, types, callees);
    List<Variable> parameters = new ArrayList<>();
    if (!callee.isStatic()) {
      parameters.add(
          frame.declareReceiver(
              callee.operands().get(0).type(), CompanionRule.receiverName(callee.owner())));
    }
    try {
      for (VariableTree parameter : method.getParameters()) {
        Element element = source.element(new TreePath(path, parameter));
        parameters.add(frame.declare(element, parameter, Variable.Kind.PARAMETER));
      }
      Block body =
          new StatementLowering(frame)
              .lowerBody(new TreePath(path, method.getBody()), callee.result());
      frame.functions.checkNoneIsLeft(body);
      return WidenValues.in(
          new Function(
              callee,
              parameters,
              body,
              frame.shapes,
              TypeReader.shapeOf(source.element(path)),
              source.position(method),
              frame.variables));
    } catch (Unsupported refusal) {
      findings.add(refusal.message(), refusal.position(), refusal.arguments());
      return null;
    }
  }
}
