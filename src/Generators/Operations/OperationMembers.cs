using System.Collections.Concurrent;
using Unmask.Generators.Parsing;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Operations;

/// <summary>A member of a kernel that is not private.</summary>
/// <param name="Suffix">Its name without the kernel's name in front; empty for the declared method.</param>
/// <param name="Parameters">A method's parameter list with brackets; null for a constant.</param>
/// <param name="Arguments">The parameters' names with commas between.</param>
internal sealed record Entry(string Suffix, string? Parameters, string Arguments);

/// <summary>
/// The members that an operation adds to a kernel's class, read from the texts of two small kernels, so that no operation must list them. A text is read
/// line by line: the compiler's parser would take a fifth of the generator's time.
/// </summary>
internal sealed class OperationMembers
{
    private const string Name = "Kernel";
    private const string Constant = " const ";

    /// <summary>What a line of a member of the outermost class begins with.</summary>
    private const string Indent = "    ";

    private static readonly ConcurrentDictionary<string, OperationMembers> Known = new();

    private readonly List<string> _constantSuffixes = [];
    private readonly List<string> _methodSuffixes = [];
    private readonly HashSet<string> _signatures = [];
    private readonly List<Entry> _entries = [];

    private OperationMembers(Operation operation)
    {
        // The smallest shape, and one with a block of everything: between them they contain every member that can be written.
        Read(Sample(operation, 1));
        Read(Sample(operation, 16));
    }

    /// <summary>The constants' names without the kernel's name in front.</summary>
    public IReadOnlyList<string> ConstantSuffixes => _constantSuffixes;

    /// <summary>The methods' names likewise; first the empty one of the declared method.</summary>
    public IReadOnlyList<string> MethodSuffixes => _methodSuffixes;

    /// <summary>The members that are not private, for any shape.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    public static OperationMembers Of(Operation operation) => Known.GetOrAdd(operation.Name, _ => new(operation));

    /// <summary>Whether the kernel's name with this suffix is a generated member.</summary>
    public bool Has(string suffix) => _constantSuffixes.Contains(suffix) || _methodSuffixes.Contains(suffix);

    /// <summary>Whether the method of this suffix has a generated form with these parameters, as <see cref="Signature"/> writes them.</summary>
    public bool HasMethod(string suffix, string signature) => _signatures.Contains($"{suffix}({signature})");

    /// <summary>Parameter types as overload resolution compares them: <c>ref</c>, <c>in</c> and <c>out</c> are the same.</summary>
    public static string Signature(IEnumerable<(bool IsReference, string Type)> parameters) =>
        string.Join(", ", parameters.Select(parameter => (parameter.IsReference ? "ref " : "") + parameter.Type));

    private static string Sample(Operation operation, int size)
    {
        int[] values = [.. operation.Settings.Select(setting => setting.IsFlag ? 1 : Math.Max(size, setting.Multiple))];
        return KernelFile.Write(operation, new Declaration(
            operation.Name, "", new(new ContainingType("class", "Sample")), "internal", "internal static", Name, new(values), AllowsUnsafe: true, KernelWidths.All.Bits));
    }

    private void Read(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            // Deeper lines, attributes, comments and braces begin with something else.
            if (!line.StartsWith(Indent, StringComparison.Ordinal) || !char.IsLetter(line[Indent.Length]))
                continue;
            bool isPrivate = line.StartsWith($"{Indent}private ", StringComparison.Ordinal);
            int constant = line.IndexOf(Constant, StringComparison.Ordinal);
            if (constant >= 0)
                ReadConstants(line.Substring(line.IndexOf(' ', constant + Constant.Length)), isPrivate);
            else
                ReadMethod(line, isPrivate);
        }
    }

    /// <summary>Reads constants behind their type, e.g. <c>KernelIn = 64, KernelOut = 28;</c>.</summary>
    private void ReadConstants(string text, bool isPrivate)
    {
        foreach (string constant in text.Split(','))
        {
            string suffix = constant.Trim().Split(' ')[0].Substring(Name.Length);
            if (_constantSuffixes.Contains(suffix))
                continue;
            _constantSuffixes.Add(suffix);
            if (!isPrivate)
                _entries.Add(new(suffix, null, ""));
        }
    }

    /// <summary>Reads a method's header, e.g. <c>private static void Kernel256(ref float input, int rows)</c>.</summary>
    private void ReadMethod(string line, bool isPrivate)
    {
        int open = line.IndexOf('('), close = line.IndexOf(')', open);
        int name = line.LastIndexOf(' ', open) + 1 + Name.Length;
        string suffix = line.Substring(name, open - name);
        List<string> types = [], names = [];
        foreach (string parameter in line.Substring(open + 1, close - open - 1).Split([", "], StringSplitOptions.RemoveEmptyEntries))
        {
            // A modifier, the type and the name, or the last two.
            string[] words = parameter.Split(' ');
            types.Add((words.Length > 2 ? "ref " : "") + words[words.Length - 2]);
            names.Add(words[words.Length - 1]);
        }
        if (!_methodSuffixes.Contains(suffix))
            _methodSuffixes.Add(suffix);
        if (_signatures.Add($"{suffix}({string.Join(", ", types)})") && !isPrivate)
            _entries.Add(new(suffix, line.Substring(open, close - open + 1), string.Join(", ", names)));
    }
}
