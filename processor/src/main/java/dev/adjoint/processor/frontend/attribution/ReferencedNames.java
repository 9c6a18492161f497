package dev.adjoint.processor.frontend.attribution;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names by which what a nested task reads may refer to types: a name that turns out to be none
 * costs a look into the outer compilation's paths.
 */
final class ReferencedNames {
  private static final Pattern QUALIFIED_NAME =
      Pattern.compile(
          "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
              + "(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)+");

  private final Map<String, Set<String>> qualified = new HashMap<>();
  private final Set<String> packagesSeenWhole = new HashSet<>();
  private final Set<String> identifiers = new LinkedHashSet<>();

  /** The simple names that may be types of the package. */
  Set<String> qualifiedIn(String packageName) {
    return qualified.getOrDefault(packageName, Set.of());
  }

  /** Whether a source sees the package's types by their simple names. */
  boolean seesWhole(String packageName) {
    return packagesSeenWhole.contains(packageName);
  }

  /** The simple names in sources. */
  Set<String> identifiers() {
    return identifiers;
  }

  /** Takes the constants of a class file. */
  void addClassFile(byte[] bytes) {
    ClassFileNames.forEach(bytes, name -> add(name.replace('/', '.')));
  }

  /** Takes a source that has no trees. */
  void addText(CharSequence source) {
    QUALIFIED_NAME.matcher(source).results().map(MatchResult::group).forEach(this::add);
  }

  /** Takes a whole source. */
  void addSource(CompilationUnitTree unit) {
    add(unit, true);
  }

  /** Takes a source without its method bodies. */
  void addHeaders(CompilationUnitTree unit) {
    add(unit, false);
  }

  private void add(CompilationUnitTree unit, boolean withBodies) {
    packagesSeenWhole.add(unit.getPackageName() == null ? "" : unit.getPackageName().toString());
    new Scanner(withBodies).scan(unit, null);
  }

  /** Any but the first name of a chain may be that of a type. */
  private void add(String chain) {
    int end = chain.length();
    for (int dot = chain.lastIndexOf('.'); dot > 0; dot = chain.lastIndexOf('.', dot - 1)) {
      qualified
          .computeIfAbsent(chain.substring(0, dot), p -> new LinkedHashSet<>())
          .add(chain.substring(dot + 1, end));
      end = dot;
    }
  }

  private final class Scanner extends TreeScanner<Void, Void> {
    private final boolean withBodies;

    Scanner(boolean withBodies) {
      this.withBodies = withBodies;
    }

    @Override
    public Void visitImport(ImportTree tree, Void unused) {
      String name = tree.getQualifiedIdentifier().toString();
      if (name.endsWith(".*")) {
        packagesSeenWhole.add(name.substring(0, name.length() - 2));
      }
      return super.visitImport(tree, unused);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree tree, Void unused) {
      // Only a chain of names can be a qualified type; others hold calls and operators.
      String chain = chainOf(tree);
      if (chain != null) {
        add(chain);
      }
      return super.visitMemberSelect(tree, unused);
    }

    @Override
    public Void visitIdentifier(IdentifierTree tree, Void unused) {
      identifiers.add(tree.getName().toString());
      return null;
    }

    @Override
    public Void visitMethod(MethodTree tree, Void unused) {
      if (withBodies) {
        return super.visitMethod(tree, unused);
      }
      scan(tree.getModifiers(), null);
      scan(tree.getReturnType(), null);
      scan(tree.getTypeParameters(), null);
      scan(tree.getParameters(), null);
      scan(tree.getReceiverParameter(), null);
      return scan(tree.getThrows(), null);
    }
  }

  private static @Nullable String chainOf(MemberSelectTree tree) {
    @Nullable String qualifier;
    if (tree.getExpression() instanceof IdentifierTree first) {
      qualifier = first.getName().toString();
    } else if (tree.getExpression() instanceof MemberSelectTree select) {
      qualifier = chainOf(select);
    } else {
      qualifier = null;
    }
    return qualifier == null ? null : qualifier + "." + tree.getIdentifier();
  }
}
