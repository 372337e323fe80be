using System.CommandLine;
using System.Text.Json.Serialization;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Files;
using Unmask.Model.Sessions;
using Unmask.Model.Text;
using Unmask.Toy.Cli.Output;
using Unmask.Toy.Exit;
using Unmask.Toy.Pages;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Pictures;
using Unmask.Toy.Window.Play;

namespace Unmask.Toy.Cli;

/// <summary><c>replay</c>: rebuilds a game from its code and prints it move by move.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var code = new Argument<string>("CODE") { Description = "The game's replay code: unmask1-…" };
        var weights = new Option<string?>("--weights", "-w")
        {
            Description = "The .safetensors file that the game was played with [default: the built-in weights that the code names]",
            HelpName = "F",
        };
        var gif = new Option<string?>("--gif") { Description = "Save the game as an animated GIF too; needs no display", HelpName = "F" };
        var html = new Option<string?>("--html") { Description = "Save the game as a web page too: one file that plays in any browser", HelpName = "F" };
        Option<bool> replace = ReplaceOption.New("Replace an existing GIF or page");
        Option<bool> json = JsonOutput.NewOption();
        var command = new Command("replay", "Play a game again from its replay code, letter for letter.") { code, weights, gif, html, replace, json };
        command.SetAction(parse =>
        {
            string? file = parse.GetValue(weights);
            OutputFile? film = Output(gif, FileKind.Gif), page = Output(html, FileKind.Page);
            return Run(parse.InvocationConfiguration.Output, parse.GetValue(code)!, file, film, page, parse.GetValue(json));

            OutputFile? Output(Option<string?> option, FileKind kind) =>
                parse.GetValue(option) is { } path ? new OutputFile(path, kind, parse.GetValue(replace), file) : null;
        });
        return command;
    }

    private static int Run(TextWriter output, string text, string? weights, OutputFile? gif, OutputFile? page, bool asJson)
    {
        if (!ReplayCode.TryDecode(text, out ReplayCode? code, out string? reason))
            throw CommandException.Usage(reason);
        IDenoiser denoiser = weights is null
            ? DenoiserCatalog.FindBuiltIn(code.Fingerprint) ?? throw CommandException.Failure(
                $"this game was played with the weights {code.Fingerprint}, which are not among the built-in ones; give their file with --weights")
            : DenoiserCatalog.Load(weights);
        if (!code.TryReplay(denoiser, out Session? session, out reason))
            throw CommandException.Failure(reason);
        if (gif is not null)
            Save(gif, session);
        page?.Write(GamePage.Make(session.Prediction.Denoiser.Fork(), [.. Moments(session)], PlainCode(session)));
        if (asJson)
            JsonOutput.Write(output, ToJson(code, session), CommandJson.Line.ReplayJson);
        else
            WriteLines(output, code, session);
        return ExitCode.Success;
    }

    private static void Save(OutputFile gif, Session session)
    {
        IDenoiser denoiser = session.Prediction.Denoiser;
        int last = session.History.Count - 1;
        List<Board> boards = PlayGame.BoardsOfName(session.History, [.. Enumerable.Range(0, last + 1)], last);
        if (!FilmStudio.TryFilm(denoiser.Fork(), boards, CardWords.Of(session, denoiser.Architecture, TrainingNames.Of(denoiser)), out Film? film, out string? problem))
            throw CommandException.Failure($"no GIF: {problem}");
        gif.Write(PictureFile.Gif(film!));
    }

    /// <summary>The code without what a mail program folded into it.</summary>
    private static string PlainCode(Session session) =>
        ReplayCode.TryEncode(session, out string? code, out string? reason) ? code : throw CommandException.Failure(reason);

    private static void WriteLines(TextWriter output, ReplayCode code, Session session)
    {
        SamplerSettings settings = code.Settings;
        Tty.WriteFitted(output, $"{session.Prediction.Denoiser.Architecture} {code.Fingerprint}, seed {code.Seed}, {Words(settings)}");
        int place = 0;
        foreach (Moment moment in Moments(session))
            Tty.WriteFitted(output, $"{place++,4}  {moment.Board.Row}  {Words(moment)}");
    }

    private static ReplayJson ToJson(ReplayCode code, Session session) => new(
        session.Prediction.Denoiser.Architecture,
        code.Fingerprint,
        code.Seed,
        CommandJson.TextOf(code.Seed),
        session.Board.Name,
        GapPattern.Of(session.History[0].Board),
        ReplayJson.Sampler.Of(code.Settings),
        Moments(session).Select(ToJson));

    private static ReplayJson.Step ToJson(Moment moment)
    {
        (BoardAction action, Board board) = (moment.Action, moment.Board);
        // Restarting takes a new seed.
        ulong? seed = action.Kind == ActionKind.Restart ? board.Seed : null;
        return new(
            NameOf(action.Kind),
            HasSlot(action.Kind) ? action.Slot + 1 : null,
            action.Symbols.IsEmpty ? null : Characters(action.Symbols, board.Alphabet),
            action.Pattern,
            action.Kind == ActionKind.Configure ? ReplayJson.Sampler.Of(action.Settings) : null,
            seed,
            CommandJson.TextOf(seed),
            board.Row,
            board.Masked,
            board.Timestep);
    }

    /// <summary>The moments in order: a replayed session has a single branch.</summary>
    private static IEnumerable<Moment> Moments(Session session) => Enumerable.Range(0, session.History.Count).Select(moment => session.History[moment]);

    private static string Words(in Moment moment)
    {
        BoardAction action = moment.Action;
        string what = NameOf(action.Kind);
        if (HasSlot(action.Kind))
            what = $"{what} {action.Slot + 1}";
        if (!action.Symbols.IsEmpty)
            what = $"{what} {Characters(action.Symbols, moment.Board.Alphabet)}";
        return action.Kind == ActionKind.Configure ? $"{what} {Words(action.Settings)}" : $"{what} {action.Pattern}".TrimEnd();
    }

    private static string Words(in SamplerSettings settings)
    {
        string order = settings.Order == RevealOrders.Own ? $"own {settings.Sequence}"
            : settings.Order == RevealOrders.Entropy ? $"entropy {settings.Gamma:0.###}"
            : settings.Order.Name;
        string remasking = settings.Remasking == Remaskings.None ? ""
            : $", remasking {settings.Remasking.Name} {settings.Strength:0.###}";
        return $"{order}, {settings.Steps} steps, temperature {settings.Temperature:0.###}{remasking}";
    }

    private static string NameOf(ActionKind kind) => kind.ToString().ToLowerInvariant();

    private static bool HasSlot(ActionKind kind) =>
        kind is not (ActionKind.Start or ActionKind.Step or ActionKind.Finish or ActionKind.Restart or ActionKind.Configure or ActionKind.SetPattern or ActionKind.ForbidEverywhere);

    private static string Characters(SymbolSet symbols, Alphabet alphabet) =>
        string.Concat(Enumerable.Range(0, alphabet.Mask).Where(symbol => symbols.Contains((byte)symbol)).Select(symbol => alphabet.CharacterOf((byte)symbol)));
}

/// <summary>A game move by move. Keys that do not apply to an action are absent.</summary>
internal sealed record ReplayJson(
    string Denoiser,
    string Fingerprint,
    ulong Seed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SeedText,
    string Name,
    string Pattern,
    ReplayJson.Sampler Settings,
    IEnumerable<ReplayJson.Step> Steps)
{
    /// <param name="Action">The kind of action.</param>
    /// <param name="Slot">1 for the first slot.</param>
    /// <param name="Symbols">Letters, and <c>.</c> for the end of the name.</param>
    /// <param name="Pattern">The pattern that the player set for the whole row.</param>
    /// <param name="Settings">The sampler's new settings.</param>
    /// <param name="Seed">The restarted game's seed.</param>
    /// <param name="SeedText">The seed as text, if a double would round it.</param>
    /// <param name="Row">The board after the action.</param>
    /// <param name="Masked">Its masked slots.</param>
    /// <param name="T">Its timestep.</param>
    internal sealed record Step(
        string Action,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Slot,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Symbols,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Pattern,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Sampler? Settings,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ulong? Seed,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SeedText,
        string Row,
        int Masked,
        int T);

    internal sealed record Sampler(string Order, int Steps, double Temperature, string Remasking, double Strength, double Gamma, string Sequence)
    {
        public static Sampler Of(in SamplerSettings settings) => new(
            settings.Order.Name,
            settings.Steps,
            settings.Temperature,
            settings.Remasking.Name,
            settings.Strength,
            settings.Gamma,
            settings.Sequence.ToString());
    }
}
