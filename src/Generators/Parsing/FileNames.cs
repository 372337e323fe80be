using System.Globalization;

namespace Unmask.Generators.Parsing;

/// <summary>
/// Names of generated files. If two differ only in case, the compiler stops the generator, and no kernel is generated.
/// File systems need short names.
/// </summary>
internal static class FileNames
{
    private const int MaxLength = 120;

    /// <summary>Full names that differ only in case from another one.</summary>
    public static IEnumerable<string> Crowded(IEnumerable<string> fullNames) => fullNames
        .Distinct().GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).SelectMany(group => group);

    /// <summary>The file of a kernel; <paramref name="isCrowded"/> if another kernel's name differs only in case.</summary>
    public static string Of(string fullName, bool isCrowded) =>
        isCrowded ? $"{Cut(fullName)}-{Hash(fullName)}" : Shorten(fullName, '-');

    /// <summary>The name itself, or its beginning and its hash if it is very long.</summary>
    public static string Shorten(string name, char separator) =>
        name.Length <= MaxLength ? name : $"{Cut(name)}{separator}{(separator == '_' ? "0" : "")}{Hash(name)}";

    /// <summary>FNV-1a, 64 bits (Fowler, Noll and Vo 1991): the same in every run, as <c>string.GetHashCode</c> is not.</summary>
    public static string Hash(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char letter in text)
            hash = unchecked((hash ^ letter) * 1099511628211);
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static string Cut(string name) => name.Length <= MaxLength ? name : name.Substring(0, MaxLength);
}
