package dev.adjoint.plots;

import dev.adjoint.train.EpochReport;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The settings of a learning curve, each with a default. */
public final class LearningCurve {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 540;
  private static final int LOSS_AXIS = 0;
  private static final int METRIC_AXIS = 1;

  /** More points than this and their marks would hide the line. */
  private static final int MOST_MARKS = 60;

  private final List<EpochReport> epochs;
  private String title = "Learning curve";
  private String metric = "validation metric";

  LearningCurve(List<EpochReport> epochs) {
    if (epochs.isEmpty()) {
      throw new IllegalArgumentException("a learning curve needs at least one epoch");
    }
    this.epochs = List.copyOf(epochs);
  }

  /** What stands above; "Learning curve" by default. */
  public LearningCurve title(String value) {
    title = value;
    return this;
  }

  /** What the validation measures; "validation metric" by default. */
  public LearningCurve metric(String value) {
    metric = value;
    return this;
  }

  BufferedImage draw() {
    XYChart chart =
        new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle("epoch").build();
    Look.apply(chart.getStyler());
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    double[] losses = epochs.stream().mapToDouble(EpochReport::loss).toArray();
    double[] metrics =
        epochs.stream().mapToDouble(epoch -> epoch.metric().orElse(Double.NaN)).toArray();
    if (Arrays.stream(losses).allMatch(loss -> loss >= 0)) {
      chart.getStyler().setYAxisMin(LOSS_AXIS, 0.0);
    }
    add(chart, "training loss", losses, LOSS_AXIS, Look.BLUE);
    if (Arrays.stream(metrics).anyMatch(Double::isFinite)) {
      add(chart, metric, metrics, METRIC_AXIS, Look.ORANGE);
      chart.getStyler().setYAxisGroupPosition(METRIC_AXIS, YAxisPosition.Right);
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  private void add(XYChart chart, String name, double[] values, int axis, Color color) {
    double[] numbers = epochs.stream().mapToDouble(EpochReport::epoch).toArray();
    XYSeries series = chart.addSeries(name, numbers, values);
    series.setYAxisGroup(axis);
    series.setLineColor(color);
    series.setLineStyle(Look.LINE);
    series.setMarker(values.length > MOST_MARKS ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    series.setMarkerColor(color);
    chart.setYAxisGroupTitle(axis, name);
    chart.getStyler().setYAxisGroupTitleColor(axis, color);
    chart.getStyler().setYAxisGroupTickLabelsColorMap(axis, color);
  }
}
