using Unmask.Model.Evaluation;
using Unmask.Toy.Cli.Output;

namespace Unmask.Toy.Cli.Report;

/// <summary>What names cost under every reveal order with an exact likelihood: a row for each order, a column for each number of steps.</summary>
internal static class OrderTable
{
    /// <summary>For a terminal; none if nothing was measured.</summary>
    /// <param name="figures">Every order at every number of steps.</param>
    /// <param name="width">Characters that fit on a line.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<OrderFigures> figures, int width)
    {
        if (figures.Count == 0)
            return [];
        (string[] titles, List<string[]> rows) = Cells(figures);
        return FittedText.Table(titles, rows, width - 2, words: 1).Select(line => $"  {line}".TrimEnd());
    }

    /// <summary>For a page.</summary>
    public static string Markdown(IReadOnlyList<OrderFigures> figures)
    {
        (string[] titles, List<string[]> rows) = Cells(figures);
        return string.Concat(rows.Prepend([.. titles.Select(_ => "---")]).Prepend(titles).Select(row => $"| {string.Join(" | ", row)} |\n"));
    }

    private static (string[] Titles, List<string[]> Rows) Cells(IReadOnlyList<OrderFigures> figures)
    {
        int[] steps = [.. figures.Select(one => one.Steps).Distinct()];
        string[] titles = ["nats per name", .. steps.Select(count => count == 1 ? "1 step" : $"{count} steps")];
        return (titles, [.. figures.GroupBy(one => one.Order.Name).Select(order => (string[])[order.Key, .. steps.Select(count => Cell(order, count))])]);

        static string Cell(IEnumerable<OrderFigures> order, int count) =>
            order.Where(one => one.Steps == count).Select(one => one.Nats.ToString("F3")).FirstOrDefault("-");
    }
}
