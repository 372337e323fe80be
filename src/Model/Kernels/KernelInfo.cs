using Unmask.Kernels;

namespace Unmask.Model.Kernels;

/// <summary>A generated kernel: operation, shape, cost and source.</summary>
public sealed class KernelInfo
{
    private readonly KernelEntry _entry;

    internal KernelInfo(KernelEntry entry, int? ilBytes)
    {
        _entry = entry;
        IlBytes = ilBytes;
        Name = $"{entry.Type[(entry.Type.LastIndexOfAny(['.', '+']) + 1)..]}.{entry.Method}";
    }

    /// <summary>Its class and method, e.g. <c>NamesPerceptron.Project</c>.</summary>
    public string Name { get; }

    /// <summary>The kernel's operation, e.g. <c>Linear</c>.</summary>
    public string Operation => _entry.Operation;

    /// <summary>What it computes, with its shapes.</summary>
    public string Formula => _entry.Formula;

    /// <summary>The unit of <see cref="Flops"/> and <see cref="Bytes"/>: a row, a slot or an element.</summary>
    public string Unit => _entry.Unit;

    /// <summary>Floating-point operations of the forward direction; a fused multiply-add is two.</summary>
    public long Flops => _entry.Flops;

    /// <summary>Bytes of weights, or of tensors if there are none, that the forward direction reads and writes.</summary>
    public long Bytes => _entry.Bytes;

    /// <summary>Tiles of the product for each vector width, e.g. <c>512: 7 × [8, 48]; one row 1 × [1, 336]</c>.</summary>
    public IReadOnlyList<string> Plans => _entry.Plans;

    /// <summary>Bytes of IL of all its methods; null where the program carries no IL, as after ahead-of-time compilation.</summary>
    public int? IlBytes { get; }

    /// <summary>The generated C#; of a kernel that shares its body with others, that body.</summary>
    public string Source => field ??= WithNote(_entry.ReadSource());

    private string WithNote(string source) => _entry.BodyType == _entry.Type
        ? source
        : source.Insert(source.IndexOf('\n') + 1, $"// {Name} calls this body, as every kernel of the same operation and shape does.\n");
}
