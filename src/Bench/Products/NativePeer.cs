using System.Runtime.InteropServices;

namespace Unmask.Bench.Products;

/// <summary>A native library and the text that calls it: <c>Native/NAME.cpp</c>, which prepares a product for its shape and runs it.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="File">The text's name.</param>
/// <param name="Package">Debian's package.</param>
/// <param name="Options">What the compiler needs to know.</param>
internal sealed record NativePeer(string Name, string File, string Package, params string[] Options)
{
    public static IReadOnlyList<NativePeer> All { get; } =
    [
        new("libxsmm", "libxsmm", "libxsmm-dev", "-lxsmm", "-lxsmmnoblas", "-ldl", "-lpthread", "-lm"),
        new("oneDNN", "onednn", "libdnnl-dev", "-fopenmp", "-ldnnl"),
        new("Eigen", "eigen", "libeigen3-dev"),
    ];

    /// <summary>The C++ text for these shapes.</summary>
    public string Text(IEnumerable<ProductShape> shapes)
    {
        using Stream stream = typeof(NativePeer).Assembly.GetManifestResourceStream($"{File}.cpp")!;
        using var reader = new StreamReader(stream);
        return $"#define SHAPES(X) {string.Join(' ', shapes.Select(shape => $"X({shape.Rows}, {shape.In}, {shape.Out})"))}\n{reader.ReadToEnd()}";
    }

    /// <summary>Builds and loads it.</summary>
    /// <exception cref="MissingPeerException">It is not installed, or cannot be built or loaded.</exception>
    public NativeLibraryPeer Load(Compiler compiler, IEnumerable<ProductShape> shapes, Action<string>? compiling = null)
    {
        string path = compiler.Build(File, Text(shapes), Options, Package, () => compiling?.Invoke(Name));
        return NativeLibrary.TryLoad(path, out nint library)
            ? new(Name, library)
            : throw new MissingPeerException($"built, but does not load: {path}");
    }
}

/// <summary>A native library, loaded. It stays so until the program ends.</summary>
internal sealed unsafe class NativeLibraryPeer(string name, nint library)
{
    private readonly delegate* unmanaged<int, int, int, nint, nint, nint, nint> _prepare =
        (delegate* unmanaged<int, int, int, nint, nint, nint, nint>)NativeLibrary.GetExport(library, "prepare");

    // Without the transition between managed and native code, which the shortest products would feel; they take microseconds, so a collection can wait.
    private readonly delegate* unmanaged[SuppressGCTransition]<nint, void> _run =
        (delegate* unmanaged[SuppressGCTransition]<nint, void>)NativeLibrary.GetExport(library, "run");

    private readonly delegate* unmanaged<nint, void> _release = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(library, "release");

    public string Name { get; } = name;

    /// <summary>The version that the library reports.</summary>
    public string Version { get; } = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "version"))()) ?? "";

    /// <summary>A product, ready to run; null if the library cannot do it.</summary>
    public NativeProduct? Prepare(ProductOperands operands)
    {
        ProductShape shape = operands.Shape;
        (nint input, nint weights, nint output) = operands.Addresses;
        nint product = _prepare(shape.Rows, shape.In, shape.Out, input, weights, output);
        return product == 0 ? null : new(() => _run(product), () => _release(product));
    }
}

/// <summary>A prepared product of a native library.</summary>
/// <param name="Run">Computes it.</param>
/// <param name="Release">Frees what the library keeps for it.</param>
internal sealed record NativeProduct(Action Run, Action Release);
