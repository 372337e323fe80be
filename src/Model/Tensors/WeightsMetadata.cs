using Unmask.Model.Text;

namespace Unmask.Model.Tensors;

/// <summary>The keys of the text metadata in a weights file of this program. Every value is text; numbers are invariant decimal.</summary>
public static class WeightsMetadata
{
    /// <summary>The denoiser's name: <c>mlp</c>, …</summary>
    public const string Architecture = "architecture";

    /// <summary>The letters in symbol order.</summary>
    public const string Alphabet = "alphabet";

    /// <summary>Slots of the row.</summary>
    public const string Slots = "slots";

    /// <summary>T of the noise schedule.</summary>
    public const string Timesteps = "timesteps";

    /// <summary>The training recipe's name.</summary>
    public const string Recipe = "recipe";

    /// <summary>Optimiser steps that made these weights.</summary>
    public const string Steps = "steps";

    /// <summary>Steps that were planned: more than were made if training was stopped.</summary>
    public const string PlannedSteps = "planned_steps";

    /// <summary>Rows per step.</summary>
    public const string BatchSize = "batch_size";

    /// <summary>The seed of batches and initial weights.</summary>
    public const string Seed = "seed";

    /// <summary>The part of the training set that was trained on: <c>train</c>, or <c>all</c>.</summary>
    public const string Split = "split";

    /// <summary>Hash of the training data: <see cref="NameList.Hash"/>; in older files SHA-256 of the data file's bytes.</summary>
    public const string DataHash = "data_sha256";

    /// <summary>The data file's name, for messages.</summary>
    public const string DataSource = "data";

    /// <summary>The fingerprint of the teacher's weights; missing if there was no teacher.</summary>
    public const string Teacher = "teacher";

    /// <summary>The bits behind the point that weights have; missing if they were not rounded.</summary>
    public const string FractionBits = "fraction_bits";

    /// <summary>The weight decay; missing if it was the recipe's own.</summary>
    public const string WeightDecay = "weight_decay";

    /// <summary>The recipe's own loss at the end, smoothed.</summary>
    public const string Loss = "loss";

    /// <summary>The split of the names that were evaluated on: <c>test</c>, …</summary>
    public const string EvaluatedSplit = "evaluated_split";

    /// <summary>Number of names that were evaluated on.</summary>
    public const string EvaluatedNames = "evaluated_names";

    /// <summary>Nats per name, and its standard error.</summary>
    public const string Nelbo = "nelbo", NelboStandardError = "nelbo_standard_error";

    /// <summary>Exact negative log-likelihood, nats per name, and its standard error.</summary>
    public const string ExactNll = "exact_nll", ExactNllStandardError = "exact_nll_standard_error";
}
