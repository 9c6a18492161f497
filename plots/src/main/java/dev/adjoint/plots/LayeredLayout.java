package dev.adjoint.plots;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Places boxes in layers so that arrows lead downwards (Sugiyama, Tagawa and Toda 1981): layers by
 * the longest path, in each layer the order of the neighbours' means, and the places that come
 * closest to these means in least squares. Arrows over several layers go through points between the
 * boxes.
 *
 * @param <K> what names a box
 */
final class LayeredLayout<K> {
  private static final double GAP_X = 26;
  private static final double GAP_Y = 34;
  private static final int SWEEPS = 12;

  private final Map<K, Item> items = new LinkedHashMap<>();
  private final Map<List<K>, List<Item>> routes = new LinkedHashMap<>();
  private final List<List<Item>> layers = new ArrayList<>();

  /** A box, or a point of an arrow. */
  private static final class Item {
    final double width;
    final double height;
    final int fixedLayer;
    final List<Item> above = new ArrayList<>();
    final List<Item> below = new ArrayList<>();
    int layer;
    double layerHeight;
    double x;
    double y;

    Item(double width, double height, int fixedLayer) {
      this.width = width;
      this.height = height;
      this.fixedLayer = fixedLayer;
    }
  }

  /** A point; of a box the middle. */
  record Point(double x, double y) {}

  /** Adds a box, in an order in which arrows lead from earlier boxes to later ones. */
  void add(K key, double width, double height) {
    items.put(key, new Item(width, height, 0));
  }

  /** Adds a point at the upper edge, where arrows come in. */
  void addEntry(K key) {
    items.put(key, new Item(1, 0, -1));
  }

  /** Adds a point at the lower edge, where arrows go out. */
  void addExit(K key) {
    items.put(key, new Item(1, 0, 1));
  }

  /** Adds an arrow, once however often it is added. */
  void connect(K from, K to) {
    routes.put(List.of(from, to), List.of());
  }

  /** Places everything, from the point (0, 0) on. */
  void place() {
    assignLayers();
    routes.replaceAll((ends, none) -> route(items.get(ends.get(0)), items.get(ends.get(1))));
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean down = sweep % 2 == 0;
      order(down);
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int i = 0; i < layers.size(); i++) {
        align(layers.get(sweep % 2 == 0 ? i : layers.size() - 1 - i));
      }
    }
    double left =
        items.values().stream().mapToDouble(item -> item.x - item.width / 2).min().orElse(0);
    for (List<Item> layer : layers) {
      layer.forEach(item -> item.x -= left);
    }
    double y = 0;
    for (List<Item> layer : layers) {
      double height = layer.stream().mapToDouble(item -> item.height).max().orElse(0);
      for (Item item : layer) {
        item.y = y + height / 2;
        item.layerHeight = height;
      }
      y += height + GAP_Y;
    }
  }

  double width() {
    return layers.stream()
        .flatMap(List::stream)
        .mapToDouble(item -> item.x + item.width / 2)
        .max()
        .orElse(0);
  }

  double height() {
    return layers.stream()
        .flatMap(List::stream)
        .mapToDouble(item -> item.y + item.height / 2)
        .max()
        .orElse(0);
  }

  /** The middle of a box. */
  Point of(K key) {
    Item item = items.get(key);
    return new Point(item.x, item.y);
  }

  /** The points of an arrow between its ends: it passes boxes straight down. */
  List<Point> between(K from, K to) {
    return routes.get(List.of(from, to)).stream()
        .flatMap(
            item ->
                Stream.of(
                    new Point(item.x, item.y - item.layerHeight / 2),
                    new Point(item.x, item.y + item.layerHeight / 2)))
        .toList();
  }

  private void assignLayers() {
    Map<K, Integer> layer = new HashMap<>();
    Map<K, Integer> firstReader = new HashMap<>();
    boolean hasEntries = items.values().stream().anyMatch(item -> item.fixedLayer < 0);
    int last = 0;
    for (K key : items.keySet()) {
      int own = hasEntries && items.get(key).fixedLayer >= 0 ? 1 : 0;
      for (List<K> ends : routes.keySet()) {
        if (ends.get(1).equals(key)) {
          own = Math.max(own, layer.getOrDefault(ends.get(0), 0) + 1);
        }
      }
      layer.put(key, own);
      last = Math.max(last, own);
    }
    routes.keySet().forEach(e -> firstReader.merge(e.get(0), layer.get(e.get(1)), Math::min));
    int bottom = last;
    items.forEach(
        (key, item) -> {
          boolean isSource = routes.keySet().stream().noneMatch(e -> e.get(1).equals(key));
          // What nothing leads to stands just above its first reader.
          item.layer =
              item.fixedLayer > 0
                  ? bottom
                  : item.fixedLayer == 0 && isSource && firstReader.containsKey(key)
                      ? firstReader.get(key) - 1
                      : layer.get(key);
        });
    for (int i = 0; i <= last; i++) {
      layers.add(new ArrayList<>());
    }
    items.values().forEach(item -> layers.get(item.layer).add(item));
  }

  private List<Item> route(Item from, Item to) {
    List<Item> points = new ArrayList<>();
    Item at = from;
    for (int layer = from.layer + 1; layer < to.layer; layer++) {
      Item point = new Item(8, 0, 0);
      point.layer = layer;
      layers.get(layer).add(point);
      points.add(point);
      link(at, point);
      at = point;
    }
    link(at, to);
    return points;
  }

  private static void link(Item from, Item to) {
    from.below.add(to);
    to.above.add(from);
  }

  private void order(boolean down) {
    for (int i = 0; i < layers.size(); i++) {
      List<Item> layer = layers.get(down ? i : layers.size() - 1 - i);
      Map<Item, Double> means = new HashMap<>();
      for (int place = 0; place < layer.size(); place++) {
        Item item = layer.get(place);
        List<Item> neighbours = down ? item.above : item.below;
        int own = place;
        means.put(
            item,
            neighbours.stream()
                .mapToDouble(n -> relative(n))
                .average()
                .orElse((own + 0.5) / layer.size()));
      }
      layer.sort(Comparator.comparing(means::get));
    }
  }

  private double relative(Item item) {
    List<Item> layer = layers.get(item.layer);
    return (layer.indexOf(item) + 0.5) / layer.size();
  }

  /**
   * The places nearest to the means of the neighbours that keep the order and the distances: by
   * pooling neighbours that would come too close (Barlow and others 1972).
   */
  private static void align(List<Item> layer) {
    double[] offset = new double[layer.size()];
    List<double[]> pools = new ArrayList<>();
    for (int i = 0; i < layer.size(); i++) {
      Item item = layer.get(i);
      if (i > 0) {
        offset[i] = offset[i - 1] + (layer.get(i - 1).width + item.width) / 2 + GAP_X;
      }
      double mean =
          Stream.concat(item.above.stream(), item.below.stream())
              .mapToDouble(n -> n.x)
              .average()
              .orElse(item.x);
      pools.add(new double[] {mean - offset[i], 1});
      while (pools.size() > 1 && pools.get(pools.size() - 1)[0] < pools.get(pools.size() - 2)[0]) {
        double[] right = pools.remove(pools.size() - 1);
        double[] left = pools.get(pools.size() - 1);
        left[0] = (left[0] * left[1] + right[0] * right[1]) / (left[1] + right[1]);
        left[1] += right[1];
      }
    }
    int i = 0;
    for (double[] pool : pools) {
      for (int n = 0; n < pool[1]; n++, i++) {
        layer.get(i).x = pool[0] + offset[i];
      }
    }
  }
}
