using System.Numerics;

namespace Unmask.Model.Learning;

/// <summary>
/// xoshiro256** 1.0 (Blackman and Vigna, <i>Scrambled linear pseudorandom number generators</i>, ACM TOMS 47, 2021; reference code in the
/// public domain), its state filled by SplitMix64 as its authors advise. The same numbers on every machine. A mutable struct: pass it by
/// reference.
/// </summary>
public struct Xoshiro256
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>Begins one of a seed's sequences.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">Which of the seed's independent sequences, e.g. the number of a training step.</param>
    public Xoshiro256(ulong seed, ulong stream)
    {
        // Streams are told apart by a mixed word: seed + stream alone would make neighbouring seeds share sequences.
        ulong state = seed;
        state = SplitMix64(ref state) ^ stream;
        _s0 = SplitMix64(ref state);
        _s1 = SplitMix64(ref state);
        _s2 = SplitMix64(ref state);
        _s3 = SplitMix64(ref state);
    }

    /// <summary>64 uniform bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in 0..<paramref name="bound"/>−1, by multiplication; the bias is below bound / 2⁶⁴.</summary>
    public int Next(int bound) => (int)Math.BigMul(NextBits(), (ulong)bound, out _);

    private static ulong SplitMix64(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }
}
