namespace Unmask.Generators.Parsing;

/// <summary>The result of parsing one declared kernel or network: its declaration, or its mistakes.</summary>
/// <typeparam name="T">The declaration.</typeparam>
/// <param name="Declaration">Null if there is a mistake.</param>
/// <param name="Mistakes">The mistakes.</param>
/// <param name="Body">A file with empty bodies for a declaration with mistakes; empty if none can be given.</param>
internal sealed record Parsed<T>(T? Declaration, EquatableArray<Mistake> Mistakes, string Body = "")
    where T : class, IEquatable<T>;
