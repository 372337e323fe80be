using System.Numerics;

namespace Unmask.Model.Diffusion;

/// <summary>The reveal orders that come with the model.</summary>
public static class RevealOrders
{
    /// <summary>Draws of an order come after those that a move spends on its slots' symbols.</summary>
    private const int FirstDraw = Board.MaxSlots;

    /// <summary>The seed's order: the slot with the largest probability first. Its symbol is then sampled, not taken as the largest.</summary>
    public static IRevealOrder Confidence { get; } = new ConfidenceOrder();

    /// <summary>
    /// Every slot's symbol is sampled first, then the slot is chosen whose sampled symbol has the largest probability: another distribution than
    /// <see cref="Confidence"/>, since a sure slot that draws a rare symbol waits.
    /// </summary>
    public static IRevealOrder Sampled { get; } = new SampledOrder();

    /// <summary>The largest gap between the two likeliest symbols first (arXiv 2502.06768).</summary>
    public static IRevealOrder Margin { get; } = new MarginOrder();

    /// <summary>
    /// The smallest entropy first. A step reveals the most slots whose summed entropy, the largest left out, is at most <see
    /// cref="SamplerSettings.Gamma"/> (arXiv 2505.24857): sure rows take few steps and doubtful ones many.
    /// </summary>
    public static IRevealOrder Entropy { get; } = new EntropyOrder();

    /// <summary>
    /// Uniformly random. With at least 1.25 steps per slot, each step reveals one slot, which is first-hitting sampling (arXiv 2409.02908):
    /// the denoiser's exact random-order distribution.
    /// </summary>
    public static IRevealOrder Random { get; } = new RandomOrder();

    /// <summary>The leftmost masked slot first.</summary>
    public static IRevealOrder LeftToRight { get; } = new LeftToRightOrder();

    /// <summary>The rightmost masked slot first.</summary>
    public static IRevealOrder RightToLeft { get; } = new RightToLeftOrder();

    /// <summary>The player's own: <see cref="SamplerSettings.Sequence"/>, then the slots that it leaves out from left to right.</summary>
    public static IRevealOrder Own { get; } = new OwnOrder();

    /// <summary>
    /// Slots that lie far apart at once: K steps split the row into K classes by slot modulo K, and each step reveals the class whose masked slots
    /// have the least summed entropy. Neighbours are never drawn at once, so that they see each other. With a step for every slot it goes slot by slot.
    /// </summary>
    public static IRevealOrder Comb { get; } = new CombOrder(isDrawn: false);

    /// <summary>
    /// The classes of <see cref="Comb"/>, in an order drawn for each game: each step reveals one of those that have masked slots, uniformly. With a step for
    /// every slot it is the random order, one slot at a time.
    /// </summary>
    public static IRevealOrder DrawnComb { get; } = new CombOrder(isDrawn: true);

    /// <summary>All of them, as they are offered.</summary>
    public static IReadOnlyList<IRevealOrder> All { get; } = [Confidence, Sampled, Margin, Entropy, Random, LeftToRight, RightToLeft, Own, Comb, DrawnComb];

    /// <summary>Classes of slots that lie far apart: one for each step, and no more than slots.</summary>
    internal static int CombClasses(in Board board) => Math.Min(board.Settings.Steps, board.Slots);

    /// <summary>The classes of a comb that have masked slots, as bits.</summary>
    internal static uint MaskedCombClasses(in Board board)
    {
        int classes = CombClasses(board);
        uint masked = 0;
        for (int slot = 0; slot < board.Slots; slot++)
        {
            if (board.IsMasked(slot))
                masked |= 1u << slot % classes;
        }
        return masked;
    }

    /// <summary>Finds the order with this <see cref="IRevealOrder.Name"/>; false if there is none.</summary>
    public static bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IRevealOrder? order)
    {
        order = All.FirstOrDefault(o => o.Name == name);
        return order is not null;
    }

    private sealed class ConfidenceOrder : IRevealOrder
    {
        public string Name => "confidence";

        public string Summary => "Surest slots first";

        public double Score(in Board board, int slot, Prediction prediction)
        {
            float largest = 0;
            foreach (float p in prediction.Probabilities(slot))
                largest = Math.Max(largest, p);
            return largest;
        }
    }

    private sealed class SampledOrder : IRevealOrder
    {
        public string Name => "sampled";

        public string Summary => "Surest of the letters drawn first";

        public bool IsDrawn => true;

        public double Score(in Board board, int slot, Prediction prediction)
        {
            ReverseProcess.Draw(board, slot, prediction, out float probability);
            return probability;
        }
    }

    private sealed class MarginOrder : IRevealOrder
    {
        public string Name => "margin";

        public string Summary => "Clearest winners first";

        public double Score(in Board board, int slot, Prediction prediction)
        {
            float first = 0, second = 0;
            foreach (float p in prediction.Probabilities(slot))
            {
                if (p > first)
                    (first, second) = (p, first);
                else if (p > second)
                    second = p;
            }
            return first - second;
        }
    }

    private sealed class EntropyOrder : IRevealOrder
    {
        public string Name => "entropy";

        public string Summary => "Many at once while it is sure";

        public double Score(in Board board, int slot, Prediction prediction) => -prediction.Entropy(slot);

        public int Count(in Board board, ReadOnlySpan<int> ranked, int scheduled, Prediction prediction)
        {
            // Entropies ascend along the rank, so the largest is always the last one: what counts is the sum of those before it.
            double before = 0;
            int count = 1;
            while (count < ranked.Length)
            {
                before += prediction.Entropy(ranked[count - 1]);
                if (before > board.Settings.Gamma)
                    break;
                count++;
            }
            return Math.Max(count, scheduled);
        }
    }

    private sealed class RandomOrder : IRevealOrder
    {
        public string Name => "random";

        public string Summary => "Any slot, by chance";

        public bool IsDrawn => true;

        public double Score(in Board board, int slot, Prediction prediction) =>
            CounterRandom.Bits(board.Seed, board.Moves, FirstDraw + slot);
    }

    private sealed class LeftToRightOrder : IRevealOrder
    {
        public string Name => "left-to-right";

        public string Summary => "First letter first";

        public double Score(in Board board, int slot, Prediction prediction) => -slot;
    }

    private sealed class RightToLeftOrder : IRevealOrder
    {
        public string Name => "right-to-left";

        public string Summary => "Last slot first";

        public double Score(in Board board, int slot, Prediction prediction) => slot;
    }

    private sealed class OwnOrder : IRevealOrder
    {
        public string Name => "own";

        public string Summary => "Your own order of slots";

        public double Score(in Board board, int slot, Prediction prediction) => -board.Settings.Sequence.PlaceOf(slot);
    }

    private sealed class CombOrder(bool isDrawn) : IRevealOrder
    {
        // Entropies are multiples of 1/Grid, and draws whole numbers: less than that keeps the slots of a class together where two classes are equal.
        private const double TieBreak = 1.0 / Prediction.Grid / (2 * Board.MaxSlots), DrawTieBreak = 1.0 / (2 * Board.MaxSlots);

        public string Name => isDrawn ? "drawn-comb" : "comb";

        public string Summary => isDrawn ? "Slots far apart at once, by chance" : "Slots far apart at once, surest first";

        public bool IsDrawn => isDrawn;

        public double Score(in Board board, int slot, Prediction prediction)
        {
            int classes = CombClasses(board), own = slot % classes;
            if (isDrawn)
                return CounterRandom.Bits(board.Seed, board.Moves, FirstDraw + own) - (own * DrawTieBreak);
            double sum = 0;
            for (int other = own; other < board.Slots; other += classes)
                sum += prediction.Entropy(other);
            return -sum - own * TieBreak;
        }

        public int Count(in Board board, ReadOnlySpan<int> ranked, int scheduled, Prediction prediction)
        {
            int classes = CombClasses(board), count = 0;
            foreach (int slot in ranked)
                count += slot % classes == ranked[0] % classes ? 1 : 0;
            return count;
        }

        /// <summary>Eight passes make names as good as those of one slot at a time (docs/samplers.md).</summary>
        public int UsualSteps(int timesteps) => 8;

        /// <summary>One for each class that has masked slots.</summary>
        public int FewestSteps(in Board board) => BitOperations.PopCount(MaskedCombClasses(board));

        /// <summary>With a class for each slot it goes slot by slot.</summary>
        public int MostSteps(int slots) => slots;
    }
}
