namespace Unmask.Bench.Products;

/// <summary>A contender that cannot take part; the message says why, and what to install.</summary>
internal sealed class MissingPeerException(string message) : Exception(message);
