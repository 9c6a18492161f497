package dev.adjoint.processor;

import dev.adjoint.annotations.AdjointVersion;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Position;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Whether the libraries that a compilation sees are of the processor's own version. What is
 * generated calls methods of the runtime that no older or newer one need have.
 */
final class VersionCheck {
  /** Of this processor: the compiler put the constant in here when the processor was built. */
  private static final String OWN = AdjointVersion.VALUE;

  private VersionCheck() {}

  /** Reports the first library that is of another version. */
  static void run(Elements elements, Findings findings) {
    check("annotations", "dev.adjoint.annotations.AdjointVersion", elements, findings);
    if (!findings.hasErrors()) {
      check("runtime", "dev.adjoint.internal.RuntimeVersion", elements, findings);
    }
  }

  private static void check(String library, String type, Elements elements, Findings findings) {
    Object version = constant(elements.getTypeElement(type));
    if (version != null && !version.equals(OWN)) {
      findings.add(Message.OTHER_VERSION, Position.NONE, OWN, library, version);
    }
  }

  private static @Nullable Object constant(@Nullable TypeElement type) {
    return type == null
        ? null
        : ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
            .filter(field -> field.getSimpleName().contentEquals("VALUE"))
            .findFirst()
            .map(VariableElement::getConstantValue)
            .orElse(null);
  }
}
