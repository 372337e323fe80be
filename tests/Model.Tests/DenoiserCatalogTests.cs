using Unmask.Model.Architectures;
using Unmask.Model.Diffusion;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests;

/// <summary>What every architecture must say of itself is there, true, and its own.</summary>
public sealed class DenoiserCatalogTests
{
    public static TheoryData<string> Names() => [.. DenoiserCatalog.Names];

    [Fact]
    public void Names_and_words_for_the_player_are_different_and_short()
    {
        Assert.Equal(DenoiserCatalog.All.Count, DenoiserCatalog.Names.Distinct().Count());
        Assert.Equal(DenoiserCatalog.All.Count, DenoiserCatalog.All.Select(architecture => architecture.Summary).Distinct().Count());
        Assert.All(DenoiserCatalog.All, architecture => Assert.InRange(architecture.Summary.Split(' ').Length, 1, 7));
        Assert.Null(DenoiserCatalog.SummaryOf("nobody"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_made_untrained_is_what_the_record_says(string name)
    {
        Architecture architecture = DenoiserCatalog.Find(name);
        foreach (ShapeProfile profile in Enum.GetValues<ShapeProfile>())
        {
            Alphabet alphabet = profile == ShapeProfile.Names ? Alphabet.English : new Alphabet("abcäöü");
            ITrainableDenoiser learner = architecture.CreateUntrained(1, takesTime: false, profile, alphabet);
            using var threads = learner as IDisposable;
            IDenoiser denoiser = learner.Fork();
            Assert.Equal(
                (name, architecture.IsCausal, alphabet, profile == ShapeProfile.Names ? architecture.NameSlots : ShapeProfiles.WordSlots),
                (denoiser.Architecture, denoiser.IsCausal, denoiser.Alphabet, denoiser.Slots));
            Assert.Equal(architecture.Timesteps ?? denoiser.Slots, denoiser.Timesteps);
            Assert.NotEmpty(OnnxModel.ToBytes(architecture, alphabet, architecture.Untrained(1, false, profile, alphabet)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Masked_slots_alone_have_the_same_bits(string name)
    {
        foreach (ShapeProfile profile in Enum.GetValues<ShapeProfile>())
        {
            Alphabet alphabet = profile == ShapeProfile.Names ? Alphabet.English : new Alphabet("abcäöü");
            ITrainableDenoiser learner = DenoiserCatalog.Find(name).CreateUntrained(2, takesTime: false, profile, alphabet);
            using var threads = learner as IDisposable;
            IDenoiser denoiser = learner.Fork();
            int slots = denoiser.Slots, symbols = denoiser.Symbols;
            // Rows without a masked slot, with some, and with nothing else.
            byte[] rows = [.. Enumerable.Range(0, 23 * slots).Select(cell => (byte)(cell / slots * cell * 7 % 23 <= cell / slots ? alphabet.Mask : cell * 5 % alphabet.Mask))];
            float[] all = new float[rows.Length * symbols], masked = new float[all.Length];
            denoiser.Predict(rows, 0.5f, all);
            denoiser.PredictMasked(rows, 0.5f, masked);
            foreach (int cell in Enumerable.Range(0, rows.Length).Where(cell => rows[cell] == alphabet.Mask))
                Assert.Equal(all[(cell * symbols)..((cell + 1) * symbols)], masked[(cell * symbols)..((cell + 1) * symbols)]);
            Assert.Equal(0, Allocation.Of(() => denoiser.PredictMasked(rows, 0.5f, masked)));
        }
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("residual")]
    public void A_perceptron_leaves_out_what_nobody_asks_for(string name)
    {
        IDenoiser denoiser = DenoiserCatalog.Find(name).CreateUntrained(2, takesTime: false, ShapeProfile.Names, Alphabet.English).Fork();
        int slots = denoiser.Slots, symbols = denoiser.Symbols;
        byte[] rows = [.. Enumerable.Range(0, 64 * slots).Select(cell => cell % 3 == 0 ? Alphabet.English.Mask : (byte)1)];
        float[] logits = [.. Enumerable.Repeat(float.NaN, rows.Length * symbols)];
        denoiser.PredictMasked(rows, 0.5f, logits);
        Assert.All(Enumerable.Range(0, rows.Length), cell => Assert.Equal(cell % 3 != 0, float.IsNaN(logits[cell * symbols])));
    }

    /// <summary>
    /// What slots without a loss would need is left out if there are enough of them. A weight too small to change any sum puts it back, and must change no number. (A zero can
    /// change its sign.)
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Slots_without_a_loss_change_no_gradient(string name)
    {
        bool canTakeTime = !DenoiserCatalog.Find(name).CreateUntrained(2, takesTime: false, ShapeProfile.Names, Alphabet.English).IsCausal;
        foreach ((ShapeProfile profile, bool isTimed) in Enum.GetValues<ShapeProfile>().SelectMany(profile => ((ShapeProfile, bool)[])[(profile, false), (profile, canTakeTime)]))
        {
            Alphabet alphabet = profile == ShapeProfile.Names ? Alphabet.English : new Alphabet("abcäöü");
            ITrainableDenoiser learner = DenoiserCatalog.Find(name).CreateUntrained(2, isTimed, profile, alphabet);
            using var threads = learner as IDisposable;
            var training = (DenoiserTraining)learner;
            foreach ((int count, int weighted) in ((int, int)[])[(1, 2), (37, 2), (37, 30), (70, 50), (20, 100), (3, 0)])
            {
                var random = new Random(count + weighted);
                byte[] targets = [.. Enumerable.Range(0, count * learner.Slots).Select(_ => (byte)random.Next(alphabet.Mask))];
                byte[] rows = [.. targets.Select(target => random.Next(2) == 0 ? alphabet.Mask : target)];
                // Of every hundred slots so many have a loss, and the last row has none.
                float[] some = [.. rows.Select((_, cell) => cell < rows.Length - learner.Slots && random.Next(100) < weighted ? random.NextSingle() / rows.Length : 0)];
                float[] all = [.. some.Select(weight => weight == 0 ? float.Epsilon : weight)];
                // A teacher where there can be one: no distribution, but any numbers do.
                float[] taught = isTimed ? [.. Enumerable.Range(0, rows.Length * learner.Symbols).Select(_ => random.NextSingle())] : [];
                (float loss, WeightSet gradients) = training.Differentiate(rows, targets, some, 0.5f, learnsMask: false, taught);
                (float lossOfAll, WeightSet gradientsOfAll) = training.Differentiate(rows, targets, all, 0.5f, learnsMask: false, taught);
                Assert.Equal(lossOfAll, loss, 1e-40f);
                foreach ((NamedTensor one, NamedTensor other) in gradients.Tensors.Zip(gradientsOfAll.Tensors))
                    Assert.All(one.Values.Zip(other.Values), pair => Assert.True(pair.First == pair.Second || Math.Abs(pair.First - pair.Second) < 1e-37f, $"{one.Name}, {count} rows, {weighted} %: {pair}"));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_recipes_are_found_by_their_names_and_no_other_is(string name)
    {
        Architecture architecture = DenoiserCatalog.Find(name);
        Assert.All(architecture.Recipes, recipe => Assert.Same(recipe, architecture.Recipe(recipe.Name)));
        Assert.Equal(DenoiserCatalog.RecipeNames.Count(recipe => architecture.Recipe(recipe) is not null), architecture.Recipes.Count);
        Assert.Null(architecture.Recipe("nothing"));
    }
}
