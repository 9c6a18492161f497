package dev.adjoint.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The settings of a chart of lines and points, each with a default. */
public final class Chart implements Panel {
  private static final int CURVE_POINTS = 300;
  private static final int SMALL = 600;
  private static final int FEW = 40;
  private static final int DASHES = 30;

  /** Over more, XChart's logarithmic axes have lines and labels on top of each other. */
  private static final int MOST_DECADES = 6;

  /** What a legend needs beside the names: a piece of the line, and distances. */
  private static final int LEGEND_ENTRY = 52;

  /** What a series looks like. */
  private enum Style {
    LINE,
    DASHED,
    MARKED,
    POINTS
  }

  private record Series(String name, double[] x, double[] y, Style style) {}

  /** The ends of an axis. */
  private record Interval(double from, double to) {}

  private final List<Series> series = new ArrayList<>();
  private String title = "";
  private String x = "";
  private String y = "";
  private boolean logX;
  private boolean logY;
  private Optional<Interval> yRange = Optional.empty();

  Chart() {}

  /** What stands above; nothing by default. */
  public Chart title(String value) {
    title = value;
    return this;
  }

  /** What the axes measure; nothing by default. */
  public Chart axes(String horizontal, String vertical) {
    x = horizontal;
    y = vertical;
    return this;
  }

  /** Makes the horizontal axis logarithmic. */
  public Chart logX() {
    logX = true;
    return this;
  }

  /** Makes the vertical axis logarithmic; values that are not positive are left out. */
  public Chart logY() {
    logY = true;
    return this;
  }

  /** The ends of the vertical axis; those of the values by default. */
  public Chart range(double from, double to) {
    yRange = Optional.of(new Interval(from, to));
    return this;
  }

  /**
   * Adds a line.
   *
   * @throws IllegalArgumentException if there are no points, or not as many values as points
   */
  public Chart line(String name, double[] xs, double[] ys) {
    return add(name, xs, ys, Style.LINE);
  }

  /** Adds a line through the values at 1, 2, 3 and so on. */
  public Chart line(String name, double[] ys) {
    return line(name, IntStream.rangeClosed(1, ys.length).asDoubleStream().toArray(), ys);
  }

  /** Adds a dashed line, as {@link #line(String, double[], double[])}. */
  public Chart dashed(String name, double[] xs, double[] ys) {
    return add(name, xs, ys, Style.DASHED);
  }

  /** Adds a line with a mark at each point, as {@link #line(String, double[], double[])}. */
  public Chart marked(String name, double[] xs, double[] ys) {
    return add(name, xs, ys, Style.MARKED);
  }

  /** Adds points without a line, as {@link #line(String, double[], double[])}. */
  public Chart points(String name, double[] xs, double[] ys) {
    return add(name, xs, ys, Style.POINTS);
  }

  /** Adds the graph of a function. */
  public Chart curve(String name, double from, double to, DoubleUnaryOperator function) {
    double[] xs =
        IntStream.rangeClosed(0, CURVE_POINTS)
            .mapToDouble(i -> from + (to - from) * i / CURVE_POINTS)
            .toArray();
    return line(name, xs, DoubleStream.of(xs).map(function).toArray());
  }

  private Chart add(String name, double[] xs, double[] ys, Style style) {
    if (xs.length == 0 || xs.length != ys.length) {
      throw new IllegalArgumentException(
          "\"%s\": as many values as points expected, one at least: %d values, %d points"
              .formatted(name, ys.length, xs.length));
    }
    series.add(new Series(name, xs.clone(), ys.clone(), style));
    return this;
  }

  @Override
  public BufferedImage draw(int width, int height) {
    if (series.isEmpty()) {
      throw new IllegalArgumentException("a chart needs at least one line or points");
    }
    XYChart chart =
        new XYChartBuilder()
            .width(width)
            .height(height)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    Look.apply(chart.getStyler());
    if (width < SMALL) {
      chart.getStyler().setChartTitleFont(Look.font(Font.BOLD, 15));
      chart.getStyler().setAxisTitleFont(Look.font(Font.PLAIN, 12));
      chart.getStyler().setLegendFont(Look.font(Font.PLAIN, 12));
      chart.getStyler().setChartPadding(8);
    }
    chart.getStyler().setChartTitleVisible(!title.isEmpty());
    chart.getStyler().setLegendVisible(series.size() > 1);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(legendLayout(width, chart.getStyler().getLegendFont()));
    Decades decadesX = logX ? Decades.of(series.stream().map(Series::x)) : Decades.NONE;
    Decades decadesY =
        !logY
            ? Decades.NONE
            : Decades.of(
                yRange
                    .map(range -> Stream.of(new double[] {range.from(), range.to()}))
                    .orElseGet(() -> series.stream().map(Series::y)));
    boolean manyX = decadesX.count() > MOST_DECADES;
    boolean manyY = decadesY.count() > MOST_DECADES;
    chart.getStyler().setXAxisLogarithmic(logX && !manyX);
    chart.getStyler().setYAxisLogarithmic(logY && !manyY);
    yRange.ifPresent(range -> chart.getStyler().setYAxisMin(range.from()).setYAxisMax(range.to()));
    if (manyX) {
      chart.getStyler().setXAxisMin(decadesX.from()).setXAxisMax(decadesX.to());
      chart.getStyler().setXAxisTickLabelsFormattingFunction(Decades::label);
    }
    if (manyY) {
      chart.getStyler().setYAxisMin(decadesY.from()).setYAxisMax(decadesY.to());
      chart.getStyler().setYAxisTickLabelsFormattingFunction(Decades::label);
    }
    for (int i = 0; i < series.size(); i++) {
      Series each = series.get(i);
      double[] xs = manyX ? Decades.exponents(each.x()) : each.x();
      double[] ys = manyY ? Decades.exponents(each.y()) : each.y();
      Series shown = new Series(each.name(), xs, ys, each.style());
      show(chart, shown, logY && !manyY, Look.SERIES.get(i % Look.SERIES.size()));
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  /** Names beside each other if they fit, else below each other. */
  private LegendLayout legendLayout(int width, Font font) {
    double needed =
        series.stream().mapToDouble(each -> LEGEND_ENTRY + Fonts.width(each.name(), font)).sum();
    return needed < width ? LegendLayout.Horizontal : LegendLayout.Vertical;
  }

  private void show(XYChart chart, Series each, boolean positive, Color color) {
    double[] xs = each.x();
    double[] ys = DoubleStream.of(each.y()).map(v -> positive && v <= 0 ? Double.NaN : v).toArray();
    boolean isDense = xs.length > FEW;
    if (isDense && each.style() == Style.DASHED) {
      ys = withGaps(ys);
    }
    if (isDense && each.style() != Style.POINTS) {
      // Where all points are equally far apart, XChart labels them, and not round numbers.
      xs = withMiddle(xs);
      ys = withMiddle(ys);
    }
    XYSeries shown = chart.addSeries(each.name(), xs, ys);
    shown.setLineColor(color);
    shown.setMarkerColor(color);
    shown.setMarker(
        each.style() == Style.LINE || each.style() == Style.DASHED
            ? SeriesMarkers.NONE
            : SeriesMarkers.CIRCLE);
    BasicStroke none = new BasicStroke(0);
    switch (each.style()) {
      case LINE, MARKED -> shown.setLineStyle(Look.LINE);
      case DASHED -> shown.setLineStyle(Look.DASHES);
      case POINTS -> {
        shown.setLineStyle(none);
        shown.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
      }
    }
  }

  /** A dash is shorter than its pattern between dense points, and lines would look solid. */
  private static double[] withGaps(double[] ys) {
    int dash = Math.max(1, ys.length / (2 * DASHES));
    double[] result = ys.clone();
    for (int i = 0; i < result.length; i++) {
      // One point more than the gap, since a line has two ends.
      if (i / dash % 2 == 1 && i % dash != 0) {
        result[i] = Double.NaN;
      }
    }
    return result;
  }

  /** With one point more, halfway between the first two. */
  private static double[] withMiddle(double[] values) {
    double[] result = new double[values.length + 1];
    result[0] = values[0];
    result[1] = (values[0] + values[1]) / 2;
    System.arraycopy(values, 1, result, 2, values.length - 1);
    return result;
  }
}
