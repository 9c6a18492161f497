package dev.adjoint.testing;

import dev.adjoint.Leaf;
import dev.adjoint.LeafMapper;
import dev.adjoint.LeafVisitor;
import dev.adjoint.ParameterTree;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Any value as a parameter tree: a number, an array, a tensor, a record with a tree of its own, an
 * array or a list of these. What has no derivative has no leaves and rides along; paths begin with
 * a dot unless they are empty.
 */
final class Values implements ParameterTree<Object> {
  private final Map<Class<?>, ParameterTree<?>> trees;

  Values(Map<Class<?>, ParameterTree<?>> trees) {
    this.trees = trees;
  }

  @Override
  public void forEach(Object value, String path, LeafVisitor visitor) {
    ParameterTree<Object> tree = treeOf(value);
    if (tree != null) {
      tree.forEach(value, path + ".", visitor);
    } else if (value instanceof Double number) {
      visitor.visit(path, number.doubleValue());
    } else if (value instanceof Float number) {
      visitor.visit(path, number.floatValue());
    } else if (value instanceof double[] array) {
      visitor.visit(path, array);
    } else if (value instanceof float[] array) {
      visitor.visit(path, array);
    } else if (value instanceof Tensor tensor) {
      visitor.visit(path, tensor);
    } else if (value instanceof Object[] array) {
      for (int i = 0; i < array.length; i++) {
        forEach(array[i], path + "." + i, visitor);
      }
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        forEach(list.get(i), path + "." + i, visitor);
      }
    }
  }

  @Override
  public Object map(Object value, String path, LeafMapper mapper) {
    ParameterTree<Object> tree = treeOf(value);
    if (tree != null) {
      return tree.map(value, path + ".", mapper);
    } else if (value instanceof Double number) {
      return mapper.map(path, number.doubleValue());
    } else if (value instanceof Float number) {
      return mapper.map(path, number.floatValue());
    } else if (value instanceof double[] array) {
      return mapper.map(path, array);
    } else if (value instanceof float[] array) {
      return mapper.map(path, array);
    } else if (value instanceof Tensor tensor) {
      return mapper.map(path, tensor);
    } else if (value instanceof int[] array) {
      return array.clone();
    } else if (value instanceof Object[] array) {
      Object[] mapped = array.clone();
      for (int i = 0; i < mapped.length; i++) {
        mapped[i] = map(array[i], path + "." + i, mapper);
      }
      return mapped;
    } else if (value instanceof List<?> list) {
      List<Object> mapped = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        mapped.add(map(list.get(i), path + "." + i, mapper));
      }
      return List.copyOf(mapped);
    }
    return value;
  }

  @SuppressWarnings("unchecked") // The tree was given for a class that the value is of.
  private @Nullable ParameterTree<Object> treeOf(Object value) {
    for (Map.Entry<Class<?>, ParameterTree<?>> entry : trees.entrySet()) {
      if (entry.getKey().isInstance(value)) {
        return (ParameterTree<Object>) entry.getValue();
      }
    }
    return null;
  }

  /** Copies that share no number; whatever else there is rides along. */
  Object[] copies(Object[] values) {
    Object[] result = values.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] = copy(result[i]);
    }
    return result;
  }

  /** Whether there are single-precision numbers in a value. */
  boolean isSingle(Object value) {
    return leaves(value).stream().anyMatch(leaf -> leaf instanceof Leaf.Floats);
  }

  /** Whether two values are of the same class, or of the same sealed interface, or lists. */
  boolean areAlike(@Nullable Object one, Object other) {
    return one != null
        && (one.getClass() == other.getClass()
            || (one instanceof List && other instanceof List)
            || (treeOf(one) != null && treeOf(one) == treeOf(other)));
  }

  /** Checks that the numbers of a record can be walked. */
  void requireTree(Object value, String what) {
    if (value instanceof Record && treeOf(value) == null) {
      String name = value.getClass().getSimpleName();
      throw new IllegalArgumentException(
          "%s is a record: say how to walk it by .tree(%s.class, %sTree.TREE)"
              .formatted(what, name, name));
    }
  }
}
