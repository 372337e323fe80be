namespace Unmask.Model.Training;

/// <summary>
/// Every recipe, with the constants that suit each architecture. A new recipe is one file and one entry here.
/// </summary>
public static class Recipes
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [NelboRecipe.RecipeName, SeedRecipe.RecipeName, LikelihoodRecipe.RecipeName];

    /// <summary>What training uses if nobody says otherwise: what the architecture is measured by.</summary>
    public static string DefaultFor(string architecture) =>
        Find(LikelihoodRecipe.RecipeName, architecture) is null ? NelboRecipe.RecipeName : LikelihoodRecipe.RecipeName;

    /// <summary>The recipe called <paramref name="name"/> for an architecture; null if there is none, or it does not train that.</summary>
    public static Recipe? Find(string name, string architecture) => (name, architecture) switch
    {
        // Autoregressive ones have a likelihood and no noise. Chosen on the validation split: the large one needs its decay, or learns by heart.
        (LikelihoodRecipe.RecipeName, "gpt") => new LikelihoodRecipe(learningRate: 2e-3f, weightDecay: 0.2f),
        (LikelihoodRecipe.RecipeName, "microgpt") => new LikelihoodRecipe(learningRate: 2e-2f, weightDecay: 0.01f),
        (LikelihoodRecipe.RecipeName, _) or (_, "gpt" or "microgpt") => null,

        // Attention needs smaller steps than perceptrons. Chosen on the validation split.
        (NelboRecipe.RecipeName, "transformer") => new NelboRecipe(learningRate: 2e-3f),
        (NelboRecipe.RecipeName, _) => new NelboRecipe(),
        (SeedRecipe.RecipeName, "transformer") => new SeedTransformerRecipe(),
        (SeedRecipe.RecipeName, _) => new SeedRecipe(),
        _ => null,
    };
}
