using Unmask.Model.Diffusion;

namespace Unmask.Toy.Play;

/// <summary>The name that was finished last, and its facts, which a worker looks up.</summary>
internal sealed class FinishedName(FactBook book) : IDisposable
{
    private Task<FactSheet>? _work;
    private CancellationTokenSource? _unwanted;

    public string Name { get; private set; } = "";

    /// <summary>The name with a capital letter.</summary>
    public string Title { get; private set; } = "";

    public FactSheet? Facts { get; private set; }

    /// <summary>The facts in words.</summary>
    public IReadOnlyList<string> Lines { get; private set; } = [];

    public bool IsPending => _work is not null;

    /// <summary>An answer waits for <see cref="Poll"/>.</summary>
    public bool HasAnswer => _work is { IsCompleted: true };

    /// <summary>Looks up the name of a finished board, unless it is the current one.</summary>
    public void Ask(in Board board)
    {
        (string name, SamplerSettings settings) = (board.Name, board.Settings);
        if (name == Name)
            return;
        // The exact likelihood of the name before may take seconds.
        _unwanted?.Cancel();
        (Name, Facts, Lines) = (name, null, []);
        Title = name.Length > 0 ? char.ToUpperInvariant(name[0]) + name[1..] : "";
        _work = name.Length > 0 ? Task.Run(() => book.Of(name, settings)) : null;
    }

    /// <summary>Takes the worker's answer, if there is one.</summary>
    public void Poll()
    {
        if (_work is not { IsCompleted: true })
            return;
        Task<FactSheet> answer = _work;
        _work = null;
        if (answer.IsCompletedSuccessfully)
            Take(answer.Result);
    }

    /// <summary>Cancels the lookup.</summary>
    public void Dispose()
    {
        _unwanted?.Cancel();
        _unwanted?.Dispose();
    }

    private void Take(FactSheet facts)
    {
        Facts = facts;
        Lines = [.. facts.Lines];
        if (facts.IsExact || !book.CanBeExact)
            return;
        string name = Name;
        _unwanted?.Dispose();
        _unwanted = new CancellationTokenSource();
        CancellationToken cancellation = _unwanted.Token;
        _work = Task.Run(() => book.MakeExact(facts, name, cancellation));
    }
}
