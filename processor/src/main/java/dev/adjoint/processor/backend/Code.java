package dev.adjoint.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a body while it is written, in one piece. Blocks within blocks, one for each
 * expression, would be copied and parsed again at every level.
 */
final class Code {
  private final StringBuilder format = new StringBuilder();
  private final List<Object> types = new ArrayList<>();

  /** Adds text as it is. */
  Code add(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      format.append(c);
      if (c == '$') {
        format.append(c);
      }
    }
    return this;
  }

  /** Adds the name of a type, which is imported if that is possible. */
  Code add(TypeName type) {
    format.append("$T");
    types.add(type);
    return this;
  }

  /** Adds a space where a long line may be broken. */
  Code addSpace() {
    format.append("$W");
    return this;
  }

  /** Ends a statement. */
  Code endStatement() {
    return add(";\n");
  }

  /** Ends the line that opens a block. */
  Code open() {
    format.append(" {\n$>");
    return this;
  }

  /** Starts the line that closes a block. */
  Code close() {
    format.append("$<}");
    return this;
  }

  /** All that was added. */
  CodeBlock toBlock() {
    return CodeBlock.of(format.toString(), types.toArray());
  }
}
