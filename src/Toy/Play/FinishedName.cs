using System.Globalization;

namespace Unmask.Toy.Play;

/// <summary>The name that was finished last, and its facts once the worker has them.</summary>
internal sealed class FinishedName(FactBook book) : IDisposable
{
    private Task<FactSheet>? _work;
    private CancellationTokenSource? _unwanted;

    public string Name { get; private set; } = "";

    /// <summary>The name as it is written, with its capital.</summary>
    public string Title { get; private set; } = "";

    public FactSheet? Facts { get; private set; }

    /// <summary>The facts in words.</summary>
    public IReadOnlyList<string> Lines { get; private set; } = [];

    public bool IsPending => _work is not null;

    /// <summary>The worker has answered and nobody has looked yet.</summary>
    public bool HasAnswer => _work is { IsCompleted: true };

    /// <summary>Asks about a name, unless it is the one already asked about.</summary>
    public void Ask(string name)
    {
        if (name == Name)
            return;
        // Its exact likelihood may be seconds away.
        _unwanted?.Cancel();
        (Name, Facts, Lines) = (name, null, []);
        Title = name.Length > 0 ? char.ToUpperInvariant(name[0]) + name[1..] : "";
        _work = name.Length > 0 ? Task.Run(() => book.Of(name)) : null;
    }

    /// <summary>Takes the worker's answer over, if it has come.</summary>
    public void Poll()
    {
        if (_work is not { IsCompleted: true })
            return;
        Task<FactSheet> answer = _work;
        _work = null;
        if (answer.IsCompletedSuccessfully)
            Take(answer.Result);
    }

    /// <summary>Nobody waits for an answer any more.</summary>
    public void Dispose()
    {
        _unwanted?.Cancel();
        _unwanted?.Dispose();
    }

    private void Take(FactSheet facts)
    {
        Facts = facts;
        Lines = [.. Words(facts)];
        if (facts.IsExact || !book.CanBeExact)
            return;
        string name = Name;
        _unwanted?.Dispose();
        _unwanted = new CancellationTokenSource();
        CancellationToken cancellation = _unwanted.Token;
        _work = Task.Run(() => book.MakeExact(facts, name, cancellation));
    }

    private static IEnumerable<string> Words(FactSheet facts)
    {
        if (facts.Novelty.Births > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"rank {facts.Novelty.Rank:N0} · {facts.Novelty.Births:N0} people");
        else if (facts.Novelty.Rank > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"number {facts.Novelty.Rank:N0} of its list");
        if (facts.Nats is { } nats)
        {
            yield return facts.IsExact
                ? string.Create(CultureInfo.InvariantCulture, $"{nats:0.00} nats, exact")
                : string.Create(CultureInfo.InvariantCulture, $"about {nats:0.0} nats");
        }
        if (facts.Nearest.Count > 0)
            yield return $"nearest: {string.Join(", ", facts.Nearest.Take(3))}";
    }
}
