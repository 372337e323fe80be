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

    /// <summary>Several weights side by side: a row for each order and number of steps, a column for each of the weights. None if nothing was measured.</summary>
    /// <param name="evaluated">The weights.</param>
    /// <param name="width">Characters that fit on a line.</param>
    public static IEnumerable<string> Compare(IReadOnlyList<EvaluatedWeights> evaluated, int width)
    {
        OrderFigures[] all = [.. evaluated.SelectMany(weights => weights.Evaluation.Orders)];
        if (all.Length == 0)
            return [];
        List<string> orders = [.. all.Select(one => one.Order.Name).Distinct()];
        IEnumerable<string[]> rows =
            from sampler in all.Select(one => (one.Order.Name, one.Steps)).Distinct()
            orderby orders.IndexOf(sampler.Name), sampler.Steps
            select (string[])[sampler.Name, sampler.Steps.ToString(), .. evaluated.Select(weights => Cell(weights.Evaluation.Orders.Where(one => one.Order.Name == sampler.Name), sampler.Steps))];
        string[] titles = ["order", "steps", .. evaluated.Select(weights => weights.Source.Title)];
        return FittedText.Table(titles, [.. rows], width, words: 1).Prepend("exact nats per name under every order and number of steps");
    }

    private static (string[] Titles, List<string[]> Rows) Cells(IReadOnlyList<OrderFigures> figures)
    {
        int[] steps = [.. figures.Select(one => one.Steps).Distinct()];
        string[] titles = ["nats per name", .. steps.Select(count => count == 1 ? "1 step" : $"{count} steps")];
        return (titles, [.. figures.GroupBy(one => one.Order.Name).Select(order => (string[])[order.Key, .. steps.Select(count => Cell(order, count))])]);
    }

    private static string Cell(IEnumerable<OrderFigures> order, int steps) =>
        order.Where(one => one.Steps == steps).Select(one => one.Nats.ToString("F3")).FirstOrDefault("-");
}
