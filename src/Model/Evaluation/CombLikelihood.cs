using System.Numerics;
using Unmask.Model.Arithmetic;
using Unmask.Model.Diffusion;

namespace Unmask.Model.Evaluation;

/// <summary>
/// The exact probability that a sampler with the order <see cref="RevealOrders.DrawnComb"/> makes a row. Each step reveals one of the m classes that have
/// masked slots, drawn uniformly. Orders of the classes share their states, so a sum over sets of classes replaces that over all orders: f(start) = 1,
/// and every state s gives f(s′) += f(s) · p(class | s) / m for each of them: at most 2ᴷ passes for K classes. An instance serves one thread at a time.
/// </summary>
/// <param name="denoiser">Used by this instance alone; it takes no time.</param>
internal sealed class CombLikelihood(IDenoiser denoiser)
{
    /// <summary>The most classes: 2⁸ passes are a blink of a transformer's time.</summary>
    public const int MaxClasses = 8;

    private static readonly IRevealOrder[] Classes = [.. Enumerable.Range(0, MaxClasses).Select(own => new ClassFirst(own))];

    private readonly Prediction _prediction = new(denoiser);

    /// <summary>The natural logarithm of a row's probability that a game ends in it; −∞ for a row that it cannot come to.</summary>
    /// <param name="start">Sampler, constraints, and what has been revealed; at most <see cref="MaxClasses"/> steps.</param>
    /// <param name="row">A finished row <c>[Slots]</c>.</param>
    public double LogLikelihood(in Board start, ReadOnlySpan<byte> row)
    {
        if (!start.CanBecome(row))
            return double.NegativeInfinity;
        // States by the number of classes that are left: a step can finish several, since the end of a name settles what follows it.
        var states = new Dictionary<uint, (Board Board, double Log)>[MaxClasses + 1];
        for (int left = 0; left <= MaxClasses; left++)
            states[left] = [];
        uint first = RevealOrders.MaskedCombClasses(start);
        states[BitOperations.PopCount(first)].Add(first, (start, 0));
        for (int left = MaxClasses; left > 0; left--)
        {
            foreach ((uint masked, (Board board, double log)) in states[left])
            {
                for (uint rest = masked; rest != 0; rest &= rest - 1)
                {
                    double next = log - Logarithm.Of(left);
                    Board revealed = ReverseProcess.Follow(
                        board.Configure(board.Settings with { Order = Classes[BitOperations.TrailingZeroCount(rest)] }), row, _prediction, ref next);
                    uint still = RevealOrders.MaskedCombClasses(revealed);
                    Dictionary<uint, (Board Board, double Log)> later = states[BitOperations.PopCount(still)];
                    later[still] = later.TryGetValue(still, out (Board Board, double Log) known) ? (known.Board, ExactLikelihood.LogAdd(known.Log, next)) : (revealed, next);
                }
            }
        }
        return states[0][0].Log;
    }

    /// <summary>The order whose step reveals one class.</summary>
    private sealed class ClassFirst(int own) : IRevealOrder
    {
        public string Name => "class";

        public string Summary => "One class of a comb";

        public double Score(in Board board, int slot, Prediction prediction) => slot % RevealOrders.CombClasses(board) == own ? 1 : 0;

        public int Count(in Board board, ReadOnlySpan<int> ranked, int scheduled, Prediction prediction) =>
            RevealOrders.Comb.Count(board, ranked, scheduled, prediction);

        public int FewestSteps(in Board board) => RevealOrders.Comb.FewestSteps(board);
    }
}
