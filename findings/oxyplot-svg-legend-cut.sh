#!/usr/bin/env bash
# OxyPlot.Core cuts the last letters off a legend in its SVG files, and nearly all letters of Cyrillic, Greek or Japanese.
#
# Package:  OxyPlot.Core 2.2.0.
# Guess:    text is measured in the picture's own unit, so that a legend holds its longest title, whatever its script.
# Seen:     without a measure of the caller's, the measure is that of a PDF page, in points: "transformer" at 12 pixels counts as 46 wide and
#           takes 61. The legend is clipped to that and a margin of 8, so its last letter is gone, in a font whose widths are known (Arial)
#           too, and more of longer titles. Letters beyond Latin-1 count as nothing: 8 pixels are left for a title of any length.
# Hurts:    everybody who exports plots without a drawing library. Pass a render context of your own that measures in pixels.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export NUGET_PACKAGES="$work/packages" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

cat >probe.csproj <<'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="OxyPlot.Core" Version="[2.2.0]" /></ItemGroup>
</Project>
END
cat >Program.cs <<'END'
using System.Text.RegularExpressions;
using OxyPlot;
using OxyPlot.Legends;
using OxyPlot.Series;

// Arial's widths in thousandths of its size, as its tables have them: t r a n s f o r m e r.
int[] widths = [278, 333, 556, 556, 500, 278, 556, 333, 833, 556, 333];
Console.WriteLine($"transformer, 12 pixels of Arial: {widths.Sum() * 12 / 1000}");
foreach (string text in new[] { "transformer", "имена", "名前" })
{
    OxySize size = new PdfRenderContext(400, 300, OxyColors.White).MeasureText(text, "Arial", 12, 400);
    Console.WriteLine($"measured: {text} {size.Width:0}");
    var model = new PlotModel { DefaultFont = "Arial" };
    model.Legends.Add(new Legend());
    var line = new LineSeries { Title = text };
    line.Points.AddRange([new(0, 0), new(1, 1)]);
    model.Series.Add(line);
    string svg = SvgExporter.ExportToString(model, 400, 300, false);
    // What the title is clipped to, from where it starts.
    Match title = Regex.Match(svg, $@"translate\(([\d.]+),[^>]*>{text}<");
    double start = double.Parse(title.Groups[1].Value);
    double end = Regex.Matches(svg, @"<rect x=""([\d.]+)"" y=""[\d.]+"" width=""([\d.]+)""").Select(r => double.Parse(r.Groups[1].Value) + double.Parse(r.Groups[2].Value))
        .Where(edge => edge > start && edge < 400).DefaultIfEmpty(double.NaN).Min();
    Console.WriteLine($"room in the legend: {end - start:0}");
}
END
dotnet run -c Release >seen.txt
diff - seen.txt <<'END' || { echo "OxyPlot.Core 2.2.0 behaves otherwise now."; exit 1; }
transformer, 12 pixels of Arial: 61
measured: transformer 46
room in the legend: 54
measured: имена 0
room in the legend: 8
measured: 名前 0
room in the legend: 8
END
echo "OxyPlot.Core 2.2.0: as described."
