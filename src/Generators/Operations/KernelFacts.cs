namespace Unmask.Generators.Operations;

/// <summary>Shapes, costs and plans of a declared kernel.</summary>
/// <param name="Formula">What it computes, with its shapes.</param>
/// <param name="Unit">What the costs are for: a row, a slot or an element.</param>
/// <param name="Flops">Floating-point operations of the forward direction; a fused multiply-add is two.</param>
/// <param name="Bytes">Bytes of weights, or of tensors if there are none, that the forward direction reads and writes.</param>
/// <param name="Plans">The plan of each vector width, the widest first; one for all if they do not differ.</param>
internal sealed record KernelFacts(string Formula, string Unit, long Flops, long Bytes, IReadOnlyList<string> Plans);
