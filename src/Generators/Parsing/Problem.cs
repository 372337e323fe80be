using Microsoft.CodeAnalysis;

namespace Unmask.Generators.Parsing;

/// <summary>The part of a declaration that has a problem; <see cref="Mistake"/> finds its place in the source.</summary>
internal enum Place
{
    Symbol,
    Attribute,
    Setting,
    Parameter,
}

/// <summary>One mistake in a declaration.</summary>
/// <param name="Descriptor">Its id and message.</param>
/// <param name="Place">The part of the declaration.</param>
/// <param name="Index">Which setting or parameter, in the operation's order.</param>
/// <param name="Arguments">The message's arguments.</param>
internal sealed record Problem(DiagnosticDescriptor Descriptor, Place Place, int Index, params object?[] Arguments);
