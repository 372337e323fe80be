using Unmask.Kernels;
using Unmask.Model.Tensors;

namespace Unmask.Model.Perceptrons;

/// <summary>The kernels of <see cref="PerceptronShape.Names"/>.</summary>
[Perceptron(Slots = 12, Symbols = 28, Units = PerceptronShape.Units, Residual = true)]
internal static partial class NamesPerceptron;

/// <summary>The kernels of <see cref="PerceptronShape.Words"/>.</summary>
[Perceptron(Slots = ShapeProfiles.WordSlots, Symbols = ShapeProfiles.WordSymbols, Units = PerceptronShape.Units, Residual = true)]
internal static partial class WordsPerceptron;
