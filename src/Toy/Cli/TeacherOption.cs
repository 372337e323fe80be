using System.CommandLine;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Learning;
using Unmask.Toy.Exit;

namespace Unmask.Toy.Cli;

/// <summary>The option of <c>train</c> for a teacher.</summary>
internal sealed class TeacherOption
{
    private static readonly string[] BuiltIn = [.. DenoiserCatalog.BuiltIn.Where(one => !one.IsCausal).Select(one => one.Name)];

    public Option<string?> Option { get; } = new("--teacher")
    {
        Description = $"Learn what another denoiser predicts: {string.Join(", ", BuiltIn)}, or a .safetensors file; its rows must be as long as the learner's, or longer",
        HelpName = "D",
        // A word that could be no file is a name that is misspelt.
        CustomParser = result => result.Tokens is [{ Value: var file }] && (file.Contains('.') || File.Exists(file)) ? file : OptionParsers.OneOf(result, "teacher", BuiltIn),
        CompletionSources = { OptionParsers.Words(BuiltIn) },
    };

    /// <summary>The teacher's file, which must stay; null if it comes with the program, or there is none.</summary>
    public string? FileOf(ParseResult parse) => parse.GetValue(Option) is { } chosen && !BuiltIn.Contains(chosen) ? chosen : null;

    /// <summary>The learner's teacher; null without one.</summary>
    /// <exception cref="CommandException">It cannot teach this learner, or not by this recipe.</exception>
    public Teacher? Choose(ParseResult parse, ITrainableDenoiser learner, Recipe recipe)
    {
        if (parse.GetValue(Option) is not { } chosen)
            return null;
        if (recipe.UsesTime)
            throw CommandException.Usage($"the recipe '{recipe.Name}' has no teacher; use --recipe {NelboRecipe.RecipeName}");
        IDenoiser teacher = FileOf(parse) is { } file ? DenoiserCatalog.Load(file) : DenoiserCatalog.LoadBuiltIn(chosen);
        return Teacher.WhyNot(teacher, learner) is { } reason ? throw CommandException.Usage($"'{chosen}' cannot teach, because {reason}") : new Teacher(teacher, learner);
    }
}
