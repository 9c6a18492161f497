package dev.adjoint.processor.frontend.attribution;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;

/** Names the types that a compilation unit declares: what its two attributions have in common. */
final class TopLevelTypes {
  private TopLevelTypes() {}

  static List<String> namesIn(CompilationUnitTree unit) {
    Tree packageName = unit.getPackageName();
    String prefix = packageName == null ? "" : packageName + ".";
    List<String> names = new ArrayList<>();
    for (Tree declaration : unit.getTypeDecls()) {
      if (declaration instanceof ClassTree type) {
        names.add(prefix + type.getSimpleName());
      }
    }
    return names;
  }
}
