using Unmask.Model;
using Unmask.Model.Architectures;
using Unmask.Model.Diffusion;
using Unmask.Model.Learning;
using Unmask.Model.Sessions;
using Unmask.Model.Text;
using Unmask.Toy.Cli;

namespace Unmask.Processors;

/// <summary>Something that must be the same on every processor: what the program prints, or the file that it writes, for one command line.</summary>
/// <param name="Kind">One word: a row of the table that scripts/processors.sh prints.</param>
/// <param name="What">Tells it from others of its kind.</param>
/// <param name="Arguments">The program's command line.</param>
/// <param name="File">The file that counts; null if the output counts.</param>
internal sealed record Promise(string Kind, string What, string[] Arguments, string? File = null)
{
    /// <summary>Some plain, some long, some that no denoiser has learned; the last is as long as a row.</summary>
    private const string List = "emma\nolivia\nmary\njohn\nanna\nkim\njo\nelizabeth\nalexander\nzoe\nquinn\nxavier\nyvette\nwilhelmina\nbartholomew\nchristopherj\n";

    /// <summary>Another alphabet.</summary>
    private const string Greek = "μαρία\nγιώργος\nελένη\nνίκος\nκατερίνα\nψυχή\n";

    private static readonly string[] Patterns = ["", "ma", "m__y", "[aeiou]____n$", "q"];

    /// <summary>All of them.</summary>
    /// <param name="folder">An empty folder for what the commands read and write.</param>
    public static IEnumerable<Promise> All(string folder)
    {
        string list = Path.Combine(folder, "list.txt"), greek = Path.Combine(folder, "greek.txt");
        System.IO.File.WriteAllText(list, List);
        System.IO.File.WriteAllText(greek, Greek);
        return [.. Names(), .. Drafts(), .. Predictions(), .. Replays(), .. Trainings(folder, list, greek), .. Likelihoods(list)];
    }

    private static IEnumerable<Promise> Names()
    {
        foreach (Architecture architecture in DenoiserCatalog.BuiltIn)
        {
            string[] common = ["generate", "-d", architecture.Name, "--seed", "20"];
            if (architecture.IsCausal)
            {
                yield return new("names", architecture.Name, [.. common, "--count", "20"]);
                continue;
            }
            foreach ((string order, IRemasking remasking) in from order in ChosenOrder.Names from remasking in Remaskings.All select (order, remasking))
            {
                string[] sampler = ["--order", order, "--gamma", "1", "--remask", remasking.Name, "--strength", "0.8", "--steps", "6", "--count", "2"];
                yield return new("names", $"{architecture.Name} {order} {remasking.Name}", [.. common, .. sampler]);
            }
        }
    }

    private static IEnumerable<Promise> Drafts() =>
        from drafter in DenoiserCatalog.BuiltIn.Where(one => !one.IsCausal)
        from verifier in DenoiserCatalog.BuiltIn.Where(one => one.IsCausal && one.NameSlots == drafter.NameSlots)
        select new Promise("drafts", $"{drafter.Name} {verifier.Name}", ["generate", "-d", drafter.Name, "--verify", verifier.Name, "--seed", "20", "--count", "4", "--json"]);

    private static IEnumerable<Promise> Predictions()
    {
        foreach (Architecture architecture in DenoiserCatalog.BuiltIn)
        {
            foreach (string pattern in Patterns)
                yield return new("predictions", $"{architecture.Name} '{pattern}'", ["predict", "-d", architecture.Name, "-p", pattern, "--temperature", "0.7", "--json"]);
            if (architecture.IsCausal)
                continue;
            yield return new("predictions", $"{architecture.Name} '*beth'", ["predict", "-d", architecture.Name, "-p", "*beth", "--json"]);
            yield return new("predictions", $"{architecture.Name} why", ["predict", "-d", architecture.Name, "-p", "m_ri_", "--why", "--json"]);
        }
    }

    private static IEnumerable<Promise> Replays() =>
        from architecture in DenoiserCatalog.BuiltIn
        where !architecture.IsCausal
        select new Promise("replays", architecture.Name, ["replay", Play(DenoiserCatalog.LoadBuiltIn(architecture.Name)), "--json"]);

    /// <summary>Plays a game and returns its code.</summary>
    private static string Play(IDenoiser denoiser)
    {
        var session = new Session(denoiser, new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(40), seed: 20));
        SamplerSettings warm = session.Board.Settings with { Temperature = 1.3f, Remasking = Remaskings.All[^1], Strength = 0.9f };
        BoardAction[] actions =
        [
            BoardAction.Force(0, 12), BoardAction.Reveal(1), BoardAction.Step, BoardAction.Forbid(3, SymbolSet.Of(0)), BoardAction.Remask(1), BoardAction.Step,
            BoardAction.Configure(warm), BoardAction.Step, BoardAction.Step, BoardAction.End(6), BoardAction.Finish,
        ];
        foreach (BoardAction action in actions)
            session.TryApply(action, out _);
        return ReplayCode.TryEncode(session, out string? code, out string? reason) ? code : throw new InvalidOperationException(reason);
    }

    /// <summary>Ten steps of every recipe of every denoiser, and of the mlp for words of another alphabet.</summary>
    private static IEnumerable<Promise> Trainings(string folder, string list, string greek)
    {
        foreach (Architecture architecture in DenoiserCatalog.All)
        {
            foreach (Recipe recipe in architecture.Recipes)
                yield return Train(architecture.Name, recipe.Name, list);
        }
        yield return Train("mlp", "nelbo", greek);

        Promise Train(string denoiser, string recipe, string data)
        {
            string what = $"{denoiser} {recipe}{(data == list ? "" : " greek")}", weights = Path.Combine(folder, $"{what}.safetensors");
            string[] length = ["--steps", "10", "--batch-size", "4", "--seed", "20", "--samples", "0", "--quiet"];
            return new("trainings", what, ["train", "-d", denoiser, "--recipe", recipe, "--data", data, .. length, "-o", weights], weights);
        }
    }

    private static IEnumerable<Promise> Likelihoods(string list)
    {
        string[] common = ["--data", list, "--split", "all", "--rounds", "1", "--samples", "5", "--seed", "20", "--json"];
        foreach (Architecture architecture in DenoiserCatalog.BuiltIn)
        {
            // The transformer's exact likelihood takes 4,096 rows, and an emulator a minute.
            string[] exact = architecture.Name == "transformer" ? [] : ["--exact-names", "1"];
            yield return new("likelihoods", architecture.Name, ["evaluate", "-d", architecture.Name, .. exact, .. common]);
        }
        yield return new("likelihoods", "mlp orders", ["evaluate", "-d", "mlp", "--orders", "4,12", .. common]);
    }
}
