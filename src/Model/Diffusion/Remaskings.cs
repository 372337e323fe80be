using System.Diagnostics.CodeAnalysis;
using Unmask.Model.Arithmetic;

namespace Unmask.Model.Diffusion;

/// <summary>The remaskings that come with the model: ReMDM's three (arXiv 2503.00307), and by introspection.</summary>
public static class Remaskings
{
    /// <summary>What is revealed stays.</summary>
    public static IRemasking None { get; } = new NoRemasking();

    /// <summary>σ = min(strength, limit), the same for every slot.</summary>
    public static IRemasking Cap { get; } = new CapRemasking();

    /// <summary>σ = strength · limit, the same for every slot.</summary>
    public static IRemasking Rescale { get; } = new RescaleRemasking();

    /// <summary>
    /// σ = η · strength · limit with η = softmax over the revealed slots of minus the probability that their symbol had when it was sampled. So at most
    /// one slot per timestep returns on average.
    /// </summary>
    public static IRemasking Confidence { get; } = new ConfidenceRemasking();

    /// <summary>
    /// As many slots as <see cref="Rescale"/> on average, but the weakest: those whose symbol is least probable with only that slot masked
    /// (<see cref="Introspection"/>).
    /// </summary>
    public static IRemasking Introspective { get; } = new IntrospectiveRemasking();

    /// <summary>All of them, as they are offered.</summary>
    public static IReadOnlyList<IRemasking> All { get; } = [None, Cap, Rescale, Confidence, Introspective];

    /// <summary>Finds the remasking with this <see cref="IRemasking.Name"/>; false if there is none.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out IRemasking? remasking)
    {
        remasking = All.FirstOrDefault(r => r.Name == name);
        return remasking is not null;
    }

    private sealed class NoRemasking : IRemasking
    {
        public string Name => "none";

        public string Summary => "What is revealed stays";

        public void SetRates(in Board board, int timestep, double limit, Prediction prediction, Span<double> rates)
        {
        }
    }

    private sealed class CapRemasking : IRemasking
    {
        public string Name => "cap";

        public string Summary => "Any letter may go, equally often";

        public void SetRates(in Board board, int timestep, double limit, Prediction prediction, Span<double> rates) =>
            rates.Fill(Math.Min(board.Settings.Strength, limit));
    }

    private sealed class RescaleRemasking : IRemasking
    {
        public string Name => "rescale";

        public string Summary => "Any letter may go, early ones most";

        public void SetRates(in Board board, int timestep, double limit, Prediction prediction, Span<double> rates) =>
            rates.Fill(board.Settings.Strength * limit);
    }

    private sealed class ConfidenceRemasking : IRemasking
    {
        public string Name => "confidence";

        public string Summary => "Letters drawn unsurely go first";

        public void SetRates(in Board board, int timestep, double limit, Prediction prediction, Span<double> rates)
        {
            double sum = 0;
            for (int slot = 0; slot < board.Slots; slot++)
            {
                if (board.IsRevealed(slot))
                    sum += rates[slot] = Exponential.Of(-board[slot].Probability);
            }
            if (sum == 0)
                return;
            foreach (ref double rate in rates)
                rate *= board.Settings.Strength * limit / sum;
        }
    }

    private sealed class IntrospectiveRemasking : IRemasking
    {
        public string Name => "introspective";

        public string Summary => "Letters that fit worst go first";

        public void SetRates(in Board board, int timestep, double limit, Prediction prediction, Span<double> rates)
        {
            int revealed = 0;
            for (int slot = 0; slot < board.Slots; slot++)
                revealed += board.IsRevealed(slot) ? 1 : 0;
            uint bits = ReverseProcess.RemaskBits(board, timestep, Board.MaxSlots);
            int count = ReverseProcess.Round(revealed * board.Settings.Strength * limit, bits);
            if (count == 0)
                return;

            Introspection view = prediction.Introspection;
            view.Update(board);
            for (; count > 0; count--)
            {
                int weakest = -1;
                for (int slot = 0; slot < board.Slots; slot++)
                {
                    if (board.IsRevealed(slot) && rates[slot] == 0 && (weakest < 0 || view.Probability(slot) < view.Probability(weakest)))
                        weakest = slot;
                }
                rates[weakest] = 1;
            }
        }
    }
}
