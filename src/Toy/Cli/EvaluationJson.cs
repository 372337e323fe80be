using System.Text.Json.Serialization;
using Unmask.Model.Evaluation;
using Unmask.Model.Text;
using Unmask.Toy.Cli.Report;

namespace Unmask.Toy.Cli;

/// <summary>The figures of weights. Likelihoods are in nats per name.</summary>
internal sealed record EvaluationJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Title,
    string Denoiser,
    string Split,
    int Names,
    long Parameters,
    double Nelbo,
    double StandardError,
    double? ExactNll,
    double? ExactStandardError,
    double CalibrationError,
    IReadOnlyList<MaskedFigures> ByMasked,
    SampleQuality? Samples,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<EvaluationJson.Order>? Orders)
{
    public static EvaluationJson Of(EvaluatedWeights weights, string? title = null)
    {
        DenoiserEvaluation figures = weights.Evaluation;
        return new(
            title,
            figures.Denoiser.Architecture,
            Splits.NameOf(weights.Split),
            weights.Count,
            weights.Source.Parameters,
            figures.HeldOut.Nelbo.Mean,
            figures.HeldOut.Nelbo.StandardError,
            figures.Exact?.Mean,
            figures.Exact?.StandardError,
            figures.HeldOut.CalibrationError,
            figures.HeldOut.ByMasked,
            figures.Samples,
            figures.Orders.Count == 0 ? null
                : [.. figures.Orders.Select(one => new Order(one.Order.Name, one.Steps, one.Nats.Mean, one.Nats.StandardError))]);
    }

    /// <summary>Exact negative log-likelihood under a reveal order.</summary>
    internal sealed record Order(string Name, int Steps, double Nats, double StandardError);
}

/// <summary>The figures of several weights.</summary>
internal sealed record ComparisonJson(IEnumerable<EvaluationJson> Weights);
