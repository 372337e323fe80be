using System.CommandLine;
using System.Text.Json.Serialization;
using Unmask.Model.Diffusion;
using Unmask.Toy.Cli.Output;
using Unmask.Toy.Exit;
using Unmask.Toy.Play;

namespace Unmask.Toy.Cli;

/// <summary><c>predict</c>: prints the distribution of every slot.</summary>
internal static class PredictCommand
{
    /// <summary>The most candidates of a slot in the table.</summary>
    private const int Shown = 5;

    /// <summary>The least weight of a head that has a place in its line.</summary>
    private const float LeastWeight = 0.05f;

    /// <summary>Width of a line without candidates, and of each candidate, in characters.</summary>
    private const int FrameWidth = 22, CandidateWidth = 11;

    public static Command Create()
    {
        var game = new GameOptions(temperature: 1);
        Option<int?> timestep = new Option<int?>("--t")
        {
            Description = "The timestep, 0 to the denoiser's own T [default: what fits the number of masked slots]; weights without a time input, such as the built-in ones, ignore it",
            HelpName = "T",
        }.Within(0, SamplerSettings.MaxSteps);
        var why = new Option<bool>("--why")
        {
            Description = "For every slot, how much each known slot speaks for its letter, or for its likeliest one: the change of ln p when that slot is masked; and where the heads of a transformer look",
        };
        Option<bool> json = JsonOutput.NewOption();

        var command = new Command("predict", "Show every slot's distribution for a row.");
        foreach (Option option in game.ForPrediction)
            command.Add(option);
        command.Add(timestep);
        command.Add(why);
        command.Add(json);
        command.SetAction(parse => Run(parse, game, parse.GetValue(timestep), parse.GetValue(why), parse.GetValue(json)));
        return command;
    }

    private static int Run(ParseResult parse, GameOptions game, int? timestep, bool why, bool asJson)
    {
        TextWriter output = parse.InvocationConfiguration.Output;
        IDenoiser denoiser = game.LoadDenoiser(parse);
        if (timestep > denoiser.Timesteps)
            throw CommandException.Usage($"--t must be 0 to {denoiser.Timesteps}, this denoiser's number of timesteps, not {timestep}");
        if (why && denoiser.IsCausal)
            throw CommandException.Usage($"--why needs a denoiser that reads both sides of a slot; '{denoiser.Architecture}' is autoregressive");
        if (game.Placements(parse, denoiser) is { Count: > 1 } placements)
        {
            if (timestep is not null)
                throw CommandException.Usage("--t needs a pattern that fits a row in one way; this one fits in several");
            if (why)
                throw CommandException.Usage("--why needs a pattern that fits a row in one way; this one fits in several");
            WritePlaces(output, parse.GetValue(game.Pattern), denoiser, placements, asJson);
            return ExitCode.Success;
        }
        Board board = game.BoardFactory(parse, denoiser)(0);
        int t = timestep ?? NoiseSchedule.TimestepFor(board.Masked, board.Slots, denoiser.Timesteps);
        var prediction = new Prediction(denoiser);
        prediction.Update(board, (float)t / denoiser.Timesteps);
        Reasoning? reasoning = why ? new(new Influences(denoiser), new Attention(denoiser)) : null;

        if (asJson)
        {
            IEnumerable<PredictJson.Slot> slots = Enumerable.Range(0, board.Slots).Select(slot => ToJson(board, slot, prediction.Probabilities(slot), reasoning));
            JsonOutput.Write(output, new PredictJson(parse.GetValue(game.Pattern), denoiser.Architecture, t, denoiser.Timesteps, slots, null), CommandJson.Line.PredictJson);
        }
        else
        {
            output.WriteLine($"t = {t} of {denoiser.Timesteps}");
            for (int slot = 0; slot < board.Slots; slot++)
            {
                WriteLine(output, board, slot, prediction);
                if (reasoning is not null)
                    WriteReasons(output, board, slot, prediction.Probabilities(slot), reasoning);
            }
        }
        return ExitCode.Success;
    }

    /// <summary>Of a pattern that fits a row in several ways: each of them, and how probable it is.</summary>
    private static void WritePlaces(TextWriter output, string? pattern, IDenoiser denoiser, Placements placements, bool asJson)
    {
        IEnumerable<PredictJson.Place> places = Enumerable.Range(0, placements.Count).Select(i => new PredictJson.Place(Pattern.Of(placements[i]), placements.Probability(i)));
        if (asJson)
        {
            JsonOutput.Write(output, new PredictJson(pattern, denoiser.Architecture, denoiser.Timesteps, denoiser.Timesteps, [], places), CommandJson.Line.PredictJson);
            return;
        }
        int width = places.Max(place => place.Pattern.Length);
        foreach (PredictJson.Place place in places)
            output.WriteLine($"{place.Pattern.PadRight(width)}  {place.Probability:F4}");
    }

    private static PredictJson.Slot ToJson(in Board board, int slot, ReadOnlySpan<float> probabilities, Reasoning? reasoning)
    {
        Dictionary<string, float> distribution = [];
        for (int symbol = 0; symbol <= board.Alphabet.Pad; symbol++)
            distribution.Add(NameOf(board, symbol), probabilities[symbol]);
        byte likeliest = Letters.Likeliest(probabilities);
        return new(slot + 1, board.IsMasked(slot) ? null : NameOf(board, likeliest), distribution, reasoning is null ? null : ReasonsOf(board, slot, likeliest, reasoning));
    }

    private static PredictJson.Reasons ReasonsOf(in Board board, int slot, byte symbol, Reasoning reasoning)
    {
        (Influences influences, Attention attention) = reasoning;
        influences.Update(board, slot, symbol);
        attention.Update(board, slot);
        var reasons = new PredictJson.Reason[influences.Sources.Length];
        for (int i = 0; i < reasons.Length; i++)
            reasons[i] = new(influences.Sources[i] + 1, NameOf(board, board[influences.Sources[i]].Symbol), influences.Changes[i]);
        return new(NameOf(board, symbol), reasons, [.. Enumerable.Range(0, attention.IsKnown ? attention.Heads : 0).Select(head => attention.Weights(head).ToArray())]);
    }

    /// <summary>
    /// The reasons of a slot, strongest first: <c>why r: a in 2 +1.32, i in 5 -0.20</c>; and where heads look: <c>head 1: a in 2 71%, _ in 4 12%</c>.
    /// </summary>
    private static void WriteReasons(TextWriter output, in Board board, int slot, ReadOnlySpan<float> probabilities, Reasoning reasoning)
    {
        PredictJson.Reasons reasons = ReasonsOf(board, slot, Letters.Likeliest(probabilities), reasoning);
        if (reasons.From.Count > 0)
            Tty.WriteFitted(output, $"    why {reasons.Symbol}: {string.Join(", ", reasons.From.OrderByDescending(reason => Math.Abs(reason.Nats)).Select(reason => $"{reason.Symbol} in {reason.Number} {reason.Nats:+0.00;-0.00;0.00}"))}");
        byte[] row = new byte[board.Slots];
        board.CopyRow(row);
        string[] places = new string[row.Length];
        for (int place = 0; place < row.Length; place++)
            places[place] = place == slot ? "itself" : $"{NameOf(board, row[place])} in {place + 1}";
        for (int head = 0; head < reasons.Heads.Count; head++)
        {
            IEnumerable<(float Weight, string Place)> looks = reasons.Heads[head].Zip(places).Where(look => look.First >= LeastWeight).OrderByDescending(look => look.First);
            Tty.WriteFitted(output, $"    head {head + 1}: {string.Join(", ", looks.Select(look => $"{look.Place} {look.Weight * 100:0}%"))}");
        }
    }

    private static void WriteLine(TextWriter output, in Board board, int slot, Prediction prediction)
    {
        output.Write($"{slot + 1,2}  ");
        if (!board.IsMasked(slot))
        {
            output.WriteLine(NameOf(board, Letters.Likeliest(prediction.Probabilities(slot))));
            return;
        }
        ReadOnlySpan<float> probabilities = prediction.Probabilities(slot);
        Span<byte> symbols = stackalloc byte[Math.Clamp((Tty.Columns - FrameWidth) / CandidateWidth, 1, Shown)];
        output.Write("_  ");
        foreach (byte symbol in symbols[..prediction.Rank(slot, board.Candidates(slot), symbols)])
            output.Write($" {NameOf(board, symbol),3} {probabilities[symbol]:F3} ");
        output.WriteLine($"  entropy {prediction.Entropy(slot):F2}");
    }

    /// <summary>What <c>--why</c> asks.</summary>
    private sealed record Reasoning(Influences Influences, Attention Attention);

    private static string NameOf(in Board board, int symbol) =>
        symbol == board.Alphabet.Pad ? "end" : board.Alphabet.CharacterOf((byte)symbol).ToString();
}

/// <summary>A denoiser's prediction for a row: every slot, or the places of a pattern that fits in several ways.</summary>
internal sealed record PredictJson(
    string? Pattern,
    string Denoiser,
    int T,
    int Timesteps,
    IEnumerable<PredictJson.Slot> Slots,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IEnumerable<PredictJson.Place>? Places)
{
    /// <param name="Number">1 for the first slot.</param>
    /// <param name="Symbol">A letter, <c>end</c>, or null for a masked slot.</param>
    /// <param name="Distribution">The probability of every letter and of <c>end</c>.</param>
    /// <param name="Why">With <c>--why</c>: what speaks for the symbol, or for the likeliest one.</param>
    internal sealed record Slot(
        [property: JsonPropertyName("slot")] int Number,
        string? Symbol,
        Dictionary<string, float> Distribution,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Reasons? Why);

    /// <param name="Symbol">The symbol that is explained.</param>
    /// <param name="From">Every other known slot; none where the slot is implied by the end of the name.</param>
    /// <param name="Heads">For each head of the last block its attention weight for every slot; none without heads, and where the slot is implied.</param>
    internal sealed record Reasons(string Symbol, IReadOnlyList<Reason> From, IReadOnlyList<float[]> Heads);

    /// <param name="Number">1 for the first slot.</param>
    /// <param name="Symbol">What is known there.</param>
    /// <param name="Nats">How much less ln p of the explained symbol is if this slot is masked.</param>
    internal sealed record Reason([property: JsonPropertyName("slot")] int Number, string Symbol, float Nats);

    /// <param name="Pattern">The pattern without gaps.</param>
    /// <param name="Probability">That a free game satisfies it, given that it satisfies one of them.</param>
    internal sealed record Place(string Pattern, double Probability);
}
