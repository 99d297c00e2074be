package io.balsa.benchmarks.compare;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** A chart of lines as SVG: one for each series, over axes that are linear or logarithmic. */
final class Chart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 340;
    private static final int LEFT = 70;
    private static final int RIGHT = 170;
    private static final int TOP = 20;
    private static final int BOTTOM = 45;
    /** What a logarithm can show. */
    private static final double LEAST = 0.001;

    private static final String[] COLOURS = {"#0b6e4f", "#c1121f", "#1d4e89", "#f4a259", "#7b2cbf", "#5f6c7b"};

    private final String xTitle;
    private final String yTitle;
    private final List<Series> series = new ArrayList<>();
    private final List<Tick> xTicks = new ArrayList<>();

    Chart(String xTitle, String yTitle) {
        this.xTitle = xTitle;
        this.yTitle = yTitle;
    }

    /** Points of a line, in the units of the axes. */
    record Series(String name, List<double[]> points) {}

    /** A mark on the x axis. */
    record Tick(double at, String label) {}

    void add(String name, List<double[]> points) {
        if (!points.isEmpty()) {
            series.add(new Series(name, points));
        }
    }

    void tick(double at, String label) {
        xTicks.add(new Tick(at, label));
    }

    boolean isEmpty() {
        return series.isEmpty();
    }

    /** Where the axes begin and end. */
    private record Axes(double xLeast, double xMost, double yLeast, double yMost) {
        double across(double x) {
            return LEFT + (x - xLeast) / (xMost - xLeast) * (WIDTH - LEFT - RIGHT);
        }

        double height(double y) {
            double share = Math.log(Math.max(y, yLeast) / yLeast) / Math.log(yMost / yLeast);
            return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
        }
    }

    private Axes axes() {
        DoubleSummaryStatistics x = xTicks.stream().mapToDouble(Tick::at).summaryStatistics();
        DoubleSummaryStatistics y = series.stream()
                .flatMap(one -> one.points().stream())
                .mapToDouble(point -> Math.max(point[1], LEAST))
                .summaryStatistics();
        double yLeast = Math.pow(10, Math.floor(Math.log10(y.getMin())));
        double yMost = Math.pow(10, Math.floor(Math.log10(y.getMax())) + 1);
        double xMost = x.getMax() > x.getMin() ? x.getMax() : x.getMin() + 1;
        return new Axes(x.getMin(), xMost, yLeast, yMost);
    }

    /** With a logarithmic y axis. */
    String svg() {
        Axes axes = axes();
        StringBuilder svg = new StringBuilder();
        svg.append(String.format("<svg viewBox=\"0 0 %d %d\" role=\"img\">", WIDTH, HEIGHT));
        for (double y = axes.yLeast(); y <= axes.yMost() * 1.001; y *= 10) {
            horizontal(svg, y, axes.height(y));
        }
        for (Tick tick : xTicks) {
            vertical(svg, tick.label(), axes.across(tick.at()));
        }
        for (int at = 0; at < series.size(); at++) {
            line(svg, at, axes);
        }
        text(svg, LEFT + (WIDTH - LEFT - RIGHT) / 2.0, HEIGHT - 8, "middle", xTitle);
        text(svg, LEFT, TOP - 8, "start", yTitle);
        return svg.append("</svg>").toString();
    }

    private static void horizontal(StringBuilder svg, double value, double y) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>",
                LEFT,
                y,
                WIDTH - RIGHT,
                y));
        text(svg, LEFT - 6, y + 4, "end", label(value));
    }

    private static String label(double value) {
        return value >= 1 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.2f", value);
    }

    private static void vertical(StringBuilder svg, String label, double x) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
                x,
                TOP,
                x,
                HEIGHT - BOTTOM));
        text(svg, x, HEIGHT - BOTTOM + 16, "middle", label);
    }

    private void line(StringBuilder svg, int at, Axes axes) {
        Series one = series.get(at);
        String colour = COLOURS[at % COLOURS.length];
        StringBuilder points = new StringBuilder();
        for (double[] point : one.points()) {
            if (point[0] >= axes.xLeast() && point[0] <= axes.xMost()) {
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", axes.across(point[0]), axes.height(point[1])));
            }
        }
        // A point alone is no line: round ends make it a dot.
        svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke-linecap=\"round\" stroke=\"" + colour
                + "\" points=\"" + points + (one.points().size() == 1 ? points : "") + "\"/>");
        double y = TOP + 14 + at * 20;
        svg.append(String.format(
                Locale.ROOT,
                "<line stroke-width=\"3\" stroke=\"%s\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>",
                colour,
                WIDTH - RIGHT + 10,
                y - 4,
                WIDTH - RIGHT + 30,
                y - 4));
        text(svg, WIDTH - RIGHT + 36, y, "start", one.name());
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String content) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                x,
                y,
                anchor,
                Html.escaped(content)));
    }
}
