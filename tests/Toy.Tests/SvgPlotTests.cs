using System.Globalization;
using System.Xml.Linq;
using OxyPlot.Legends;
using Unmask.Toy.Cli.Report;

namespace Unmask.Toy.Tests;

public sealed class SvgPlotTests
{
    [Theory]
    [InlineData("mlp")]
    [InlineData("a < b & \"c\"")]
    [InlineData("имена")]
    [InlineData("सीता そろ")]
    public void It_is_a_picture_that_scales_with_every_text_in_it(string name)
    {
        XElement svg = XDocument.Parse(Draw(name).ToSvg()).Root!;
        Assert.Equal("0 0 760 440", svg.Attribute("viewBox")!.Value);
        string[] texts = [.. svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];
        foreach (string text in (string[])["Title", "across", "up", name, "training set"])
            Assert.Contains(text, texts);
        Assert.Contains("prefers-color-scheme:dark", svg.Elements().First().Value, StringComparison.Ordinal);
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), attribute => attribute.Value.Contains("NaN", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_numbers_give_the_same_text_in_every_culture()
    {
        string expected = Draw("mlp").ToSvg();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            // Without ICU there is but one culture, so its numbers are written here as German ones.
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "−" } };
            Assert.Equal(expected, Draw("mlp").ToSvg());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Every kind of denoiser has a marker of its own, filled or open.</summary>
    [Fact]
    public void Lines_are_told_apart_without_colour()
    {
        string[] pictures = [.. from kind in Enumerable.Range(0, 5) from dashed in (bool[])[false, true] select Shapes(kind, dashed)];
        Assert.Equal(10, pictures.Distinct().Count());

        static string Shapes(int kind, bool dashed)
        {
            var plot = new SvgPlot("Title", "across", "up", LegendPosition.RightTop);
            plot.AddLine("line", kind, dashed, [(0, 0.25), (1, 1)]);
            // Colours are left out; what is filled and what is dashed stays.
            return System.Text.RegularExpressions.Regex.Replace(plot.ToSvg(), @"rgb\([^)]*\)", "colour");
        }
    }

    private static SvgPlot Draw(string name)
    {
        var plot = new SvgPlot("Title", "across", "up", LegendPosition.RightTop);
        plot.AddDiagonal();
        plot.AddBars("training set", [(0, 0.2), (1, 0.5)]);
        plot.AddLine(name, 2, false, [(0, -0.25), (1, 1000.5)]);
        plot.AddLine("dashed", 4, true, [(0.5, 0.75)]);
        plot.LimitX(0, 1);
        return plot;
    }
}
