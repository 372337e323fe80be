using Unmask.Model.Diffusion;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>A reveal order of one's own: the slots that most surely hold a vowel come first.</summary>
internal sealed class VowelsFirst : IRevealOrder
{
    public string Name => "vowels";

    public string Summary => "Vowels before everything else";

    public double Score(in Board board, int slot, Prediction prediction)
    {
        ReadOnlySpan<float> probabilities = prediction.Probabilities(slot);
        double vowel = 0;
        foreach (char letter in "aeiou")
        {
            if (board.Alphabet.TrySymbolOf(letter, out byte symbol))
                vowel += probabilities[symbol];
        }
        return vowel;
    }
}
