namespace Unmask.Model.Diffusion;

/// <summary>The rule that picks which masked slots are revealed next.</summary>
public interface IRevealOrder
{
    /// <summary>Its name on the command line and in replay codes.</summary>
    string Name { get; }

    /// <summary>What it does, in seven words or fewer.</summary>
    string Summary { get; }

    /// <summary>The score of a masked slot; the highest scores are revealed first, the leftmost of equals.</summary>
    /// <param name="board">The board before the step.</param>
    /// <param name="slot">A masked slot of it.</param>
    /// <param name="probabilities">The slot's distribution <c>[Symbols]</c> under temperature and constraints.</param>
    double Score(in Board board, int slot, ReadOnlySpan<float> probabilities);
}

/// <summary>The reveal orders that come with the model.</summary>
public static class RevealOrders
{
    /// <summary>The seed's order: the slot with the largest probability first (its symbol is then sampled, not taken as the largest).</summary>
    public static IRevealOrder Confidence { get; } = new ConfidenceOrder();

    /// <summary>The largest gap between the two likeliest symbols first (arXiv 2502.06768).</summary>
    public static IRevealOrder Margin { get; } = new MarginOrder();

    /// <summary>Uniformly random.</summary>
    public static IRevealOrder Random { get; } = new RandomOrder();

    public static IRevealOrder LeftToRight { get; } = new LeftToRightOrder();

    public static IRevealOrder RightToLeft { get; } = new RightToLeftOrder();

    public static IReadOnlyList<IRevealOrder> All { get; } = [Confidence, Margin, Random, LeftToRight, RightToLeft];

    public static bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IRevealOrder? order)
    {
        order = All.FirstOrDefault(o => o.Name == name);
        return order is not null;
    }

    private sealed class ConfidenceOrder : IRevealOrder
    {
        public string Name => "confidence";

        public string Summary => "Surest slots first";

        public double Score(in Board board, int slot, ReadOnlySpan<float> probabilities)
        {
            float largest = 0;
            foreach (float p in probabilities)
                largest = Math.Max(largest, p);
            return largest;
        }
    }

    private sealed class MarginOrder : IRevealOrder
    {
        public string Name => "margin";

        public string Summary => "Clearest winners first";

        public double Score(in Board board, int slot, ReadOnlySpan<float> probabilities)
        {
            float first = 0, second = 0;
            foreach (float p in probabilities)
            {
                if (p > first)
                    (first, second) = (p, first);
                else if (p > second)
                    second = p;
            }
            return first - second;
        }
    }

    private sealed class RandomOrder : IRevealOrder
    {
        // Past the draws that a move spends on its slots' symbols.
        private const int FirstDraw = Board.MaxSlots;

        public string Name => "random";

        public string Summary => "Any slot, by chance";

        public double Score(in Board board, int slot, ReadOnlySpan<float> probabilities) =>
            CounterRandom.Bits(board.Seed, board.Moves, FirstDraw + slot);
    }

    private sealed class LeftToRightOrder : IRevealOrder
    {
        public string Name => "left-to-right";

        public string Summary => "First letter first";

        public double Score(in Board board, int slot, ReadOnlySpan<float> probabilities) => -slot;
    }

    private sealed class RightToLeftOrder : IRevealOrder
    {
        public string Name => "right-to-left";

        public string Summary => "Last slot first";

        public double Score(in Board board, int slot, ReadOnlySpan<float> probabilities) => slot;
    }
}
