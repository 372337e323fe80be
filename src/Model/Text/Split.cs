using System.Security.Cryptography;
using System.Text;

namespace Unmask.Model.Text;

/// <summary>Which part of the data a name belongs to.</summary>
public enum Split
{
    /// <summary>Everything else: about 89.8 %.</summary>
    Train,

    /// <summary>All tuning happens here: about 5.1 %.</summary>
    Validation,

    /// <summary>Only for figures that are reported: about 5.1 %.</summary>
    Test,
}

/// <summary>
/// The split by hash: it depends on the name alone, so it is the same for every file, order and program. The first byte of the SHA-256 of
/// the name's UTF-8 bytes decides: below 13 test, below 26 validation, else train.
/// </summary>
public static class Splits
{
    /// <summary>The split of a name.</summary>
    public static Split Of(ReadOnlySpan<char> name)
    {
        Span<byte> utf8 = stackalloc byte[256];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(name, utf8)], hash);
        return hash[0] < 13 ? Split.Test : hash[0] < 26 ? Split.Validation : Split.Train;
    }

    /// <summary>The split with this name; null for all of the training set, and for a name that is none.</summary>
    public static Split? Find(string? name) => Enum.GetValues<Split>().Cast<Split?>().FirstOrDefault(split => NameOf(split) == name);

    /// <summary>What a split is called on the command line and in metadata; none is all of the training set.</summary>
    public static string NameOf(Split? split) => split switch
    {
        Split.Train => "train",
        Split.Validation => "validation",
        Split.Test => "test",
        _ => "all",
    };
}
