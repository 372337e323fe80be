namespace Unmask.Tests;

/// <summary>Damage to bytes from outside, the same on every run: what discs, networks and people with editors do to files.</summary>
internal sealed class Mutations(int seed)
{
    /// <summary>Numbers at which readers have been known to trip.</summary>
    private static readonly byte[][] Awkward =
    [
        [0], [0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0], [0, 0, 0, 0, 1, 0, 0, 0], "-1"u8.ToArray(), "1e999"u8.ToArray(),
        "99999999999999999999"u8.ToArray(), "4294967296"u8.ToArray(), "NaN"u8.ToArray(), "\""u8.ToArray(), "{"u8.ToArray(), "]"u8.ToArray(),
        "null"u8.ToArray(), "\\u0000"u8.ToArray(), "\\ud800"u8.ToArray(), "é"u8.ToArray(), "\n"u8.ToArray(), [0xC3], [0xED, 0xA0, 0x80],
    ];

    private readonly Random _random = new(seed);

    /// <summary>A copy with one to four damages.</summary>
    public byte[] Damage(ReadOnlySpan<byte> whole)
    {
        List<byte> bytes = [.. whole];
        for (int damages = _random.Next(1, 5); damages > 0; damages--)
            DamageOnce(bytes);
        return [.. bytes];
    }

    private void DamageOnce(List<byte> bytes)
    {
        // Beginnings hold headers, so they are hit more often.
        int at = _random.Next(_random.Next(2) == 0 ? Math.Min(bytes.Count, 256) + 1 : bytes.Count + 1);
        int length = Math.Min(_random.Next(1, 64), bytes.Count - at);
        byte[] awkward = Awkward[_random.Next(Awkward.Length)];
        switch (_random.Next(7))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 3:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 4:
                bytes.InsertRange(at, awkward);
                break;
            default:
                bytes.RemoveRange(at, Math.Min(awkward.Length, bytes.Count - at));
                bytes.InsertRange(at, awkward);
                break;
        }
    }
}
