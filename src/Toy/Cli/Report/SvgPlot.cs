using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace Unmask.Toy.Cli.Report;

/// <summary>A plot with two linear axes and a legend, as a vector picture for light and dark pages.</summary>
internal sealed class SvgPlot
{
    private const int Width = 760, Height = 440;

    /// <summary>Text is dark on a light page and light on a dark page. OxyPlot writes colours as attributes, which a style overrides.</summary>
    private const string Style = "<style>text{fill:#24292f}@media(prefers-color-scheme:dark){text{fill:#d0d7de}}</style>";

    /// <summary>A font whose widths OxyPlot knows; for others it leaves too little room.</summary>
    private const string Font = "Arial";

    /// <summary>Visible on white and on black.</summary>
    private static readonly OxyColor Gray = OxyColor.FromRgb(128, 128, 128), Faint = OxyColor.FromAColor(56, Gray);

    private static readonly OxyColor[] Colors =
    [
        OxyColor.FromRgb(0x1f, 0x77, 0xb4), OxyColor.FromRgb(0xff, 0x7f, 0x0e), OxyColor.FromRgb(0x2c, 0xa0, 0x2c),
        OxyColor.FromRgb(0xd6, 0x27, 0x28), OxyColor.FromRgb(0x94, 0x67, 0xbd),
    ];

    /// <summary>Different shapes, so that lines differ without colour too.</summary>
    private static readonly MarkerType[] Markers = [MarkerType.Diamond, MarkerType.Circle, MarkerType.Square, MarkerType.Triangle, MarkerType.Custom];

    /// <summary>A triangle that points down, in a square from −1 to 1.</summary>
    private static readonly ScreenPoint[] Down = [new(-1, -0.8), new(1, -0.8), new(0, 1)];

    private readonly PlotModel _model;
    private readonly LinearAxis _x, _y;

    /// <param name="title">The plot's title.</param>
    /// <param name="xTitle">The title of the horizontal axis.</param>
    /// <param name="yTitle">The title of the vertical axis.</param>
    /// <param name="legend">The corner of the legend: the emptiest one.</param>
    public SvgPlot(string title, string xTitle, string yTitle, LegendPosition legend)
    {
        _model = new PlotModel
        {
            Title = title,
            Culture = CultureInfo.InvariantCulture,
            TextColor = Gray,
            PlotAreaBorderColor = Gray,
            Background = OxyColors.Transparent,
            DefaultFont = Font,
            TitleFontSize = 16,
        };
        _model.Legends.Add(new Legend { LegendPosition = legend, LegendPlacement = LegendPlacement.Inside, LegendMargin = 12 });
        _model.Axes.Add(_x = NewAxis(AxisPosition.Bottom, xTitle));
        _model.Axes.Add(_y = NewAxis(AxisPosition.Left, yTitle));
    }

    /// <summary>Sets the range of the horizontal axis; by default it includes all points.</summary>
    public void LimitX(double from, double to) => (_x.Minimum, _x.Maximum) = (from, to);

    /// <summary>Sets the range of the vertical axis.</summary>
    public void LimitY(double from, double to) => (_y.Minimum, _y.Maximum) = (from, to);

    /// <summary>A line with a marker at each point.</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="kind">The index of its colour and marker.</param>
    /// <param name="isDashed">Dashed, with open markers.</param>
    /// <param name="points">From left to right.</param>
    public void AddLine(string name, int kind, bool isDashed, IEnumerable<(double X, double Y)> points)
    {
        OxyColor color = Colors[kind % Colors.Length];
        var line = new LineSeries
        {
            Title = name,
            Color = color,
            StrokeThickness = 2,
            LineStyle = isDashed ? LineStyle.Dash : LineStyle.Solid,
            MarkerType = Markers[kind % Markers.Length],
            MarkerOutline = Down,
            MarkerSize = 4.5,
            MarkerStroke = color,
            MarkerStrokeThickness = 1.5,
            MarkerFill = isDashed ? OxyColors.Transparent : color,
        };
        line.Points.AddRange(points.Select(point => new DataPoint(point.X, point.Y)));
        _model.Series.Add(line);
    }

    /// <summary>Bars from 0 up.</summary>
    public void AddBars(string name, IEnumerable<(double X, double Height)> heights)
    {
        var bars = new RectangleBarSeries { Title = name, FillColor = Faint, StrokeThickness = 0 };
        foreach ((double at, double height) in heights)
            bars.Items.Add(new RectangleBarItem(at - 0.4, 0, at + 0.4, height));
        _model.Series.Add(bars);
    }

    /// <summary>A dashed line where both axes have the same value.</summary>
    public void AddDiagonal() =>
        _model.Annotations.Add(new LineAnnotation { Type = LineAnnotationType.LinearEquation, Slope = 1, Intercept = 0, Color = Gray, LineStyle = LineStyle.Dash });

    /// <summary>The picture. The same numbers give the same text.</summary>
    public string ToSvg()
    {
        string svg = SvgExporter.ExportToString(_model, Width, Height, isDocument: false, new Measure());
        int start = svg.IndexOf("<svg ", StringComparison.Ordinal), end = svg.IndexOf('>', start);
        // With a viewBox, the picture scales with the page.
        return $"{svg.AsSpan(start, end - start)} viewBox=\"0 0 {Width} {Height}\">{Style}{svg[(end + 1)..].Replace($"\"{Font}\"", $"\"{Font},Helvetica,sans-serif\"", StringComparison.Ordinal)}\n";
    }

    /// <summary>
    /// Measures text in pixels. OxyPlot measures in a PDF's points, 4/3 pixels each, and gives letters beyond Latin-1 no width; here they get an em.
    /// </summary>
    private sealed class Measure() : PdfRenderContext(Width, Height, OxyColors.Transparent)
    {
        public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight)
        {
            OxySize points = base.MeasureText(text, fontFamily, fontSize, fontWeight);
            return new(points.Width * 4 / 3 + text.Count(letter => letter > '\u00ff') * fontSize, points.Height * 4 / 3);
        }
    }

    private static LinearAxis NewAxis(AxisPosition position, string title) => new()
    {
        Position = position,
        Title = title,
        AxisTitleDistance = 8,
        AxislineColor = Gray,
        TicklineColor = Gray,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = Faint,
        MinorTickSize = 0,
    };
}
