package dev.adjoint.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.knowm.xchart.style.XYStyler;

/** The colours and fonts that all pictures share. */
final class Look {
  /**
   * Blue, orange and vermilion of Okabe and Ito's palette, which colour-blind people tell apart.
   */
  static final Color BLUE = new Color(0x0072B2);

  static final Color ORANGE = new Color(0xD98200);
  static final Color VERMILION = new Color(0xC44E00);
  static final Color GREEN = new Color(0x009E73);
  static final Color PURPLE = new Color(0xAA4488);
  static final Color SKY = new Color(0x56B4E9);
  static final Color INK = new Color(0x222222);
  static final Color PALE = new Color(0xE4E4E4);

  static final BasicStroke LINE =
      new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  static final BasicStroke DASHES =
      new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0);

  /** The colours of the series of a chart, in that order. */
  static final List<Color> SERIES = List.of(BLUE, ORANGE, GREEN, PURPLE, SKY, VERMILION, INK);

  /** The colours of what stands on a surface, which is blue and pale. */
  static final List<Color> ON_SURFACE =
      List.of(VERMILION, INK, PURPLE, new Color(0x1B7A3D), ORANGE);

  /** From dark blue over green to pale yellow, each lighter than the one before. */
  private static final int[] SHADES = {
    0x2B5C8A, 0x3F7FA6, 0x5AA0B4, 0x82BDB4, 0xAFD6B5, 0xD9EBC0, 0xF8F8DC
  };

  private Look() {}

  /** The colour of a height from 0 to 1. */
  static Color shade(double height) {
    double at = Math.max(0, Math.min(1, height)) * (SHADES.length - 1);
    int below = Math.min(SHADES.length - 2, (int) at);
    double part = at - below;
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int low = SHADES[below] >> shift & 255;
      int high = SHADES[below + 1] >> shift & 255;
      rgb = rgb << 8 | (int) Math.round(low + part * (high - low));
    }
    return new Color(rgb);
  }

  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  static void apply(XYStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartFontColor(INK);
    styler.setChartTitleFont(font(Font.BOLD, 18));
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitlePadding(12);
    styler.setChartPadding(16);
    styler.setAxisTitleFont(font(Font.PLAIN, 14));
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 12));
    styler.setAxisTickMarksColor(Color.GRAY);
    styler.setLegendFont(font(Font.PLAIN, 13));
    styler.setLegendBorderColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(PALE);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setMarkerSize(6);
    styler.setAntiAlias(true);
  }
}
