using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Unmask.Kernels;

namespace Unmask.Model.Kernels;

/// <summary>Every generated kernel of this assembly. The list is made on first use.</summary>
public static class KernelCatalog
{
    private static readonly Lazy<KernelInfo[]> Kernels = new(
        () => [.. KernelRegistry.All.Select(entry => new KernelInfo(entry, IlBytes(entry))).OrderBy(kernel => kernel.Name, StringComparer.Ordinal)]);

    /// <summary>All kernels in the order of their names.</summary>
    public static IReadOnlyList<KernelInfo> All => Kernels.Value;

    /// <summary>The kernel with this name, whatever its case, or null.</summary>
    public static KernelInfo? Find(string name) => All.FirstOrDefault(kernel => string.Equals(kernel.Name, name, StringComparison.OrdinalIgnoreCase));

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only counts bytes; without the class or its IL there is no count.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Only counts bytes; a method that was trimmed away has none.")]
    private static int? IlBytes(KernelEntry entry)
    {
        if (typeof(KernelCatalog).Assembly.GetType(entry.BodyType) is not { } type)
            return null;
        HashSet<string> methods = [.. entry.Members];
        int[] sizes =
        [
            .. type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(method => methods.Contains(method.Name) && IsKernel(method))
                .Select(Size),
        ];
        return sizes is [] || sizes.Contains(0) ? null : sizes.Sum();
    }

    /// <summary>Generated methods are compiled optimised at once; hand-written ones of the same name, which only call them, are not.</summary>
    private static bool IsKernel(MethodInfo method) => (method.MethodImplementationFlags & MethodImplAttributes.AggressiveOptimization) != 0;

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only counts bytes.")]
    private static int Size(MethodInfo method)
    {
        try
        {
            return method.GetMethodBody()?.GetILAsByteArray()?.Length ?? 0;
        }
        catch (PlatformNotSupportedException)
        {
            return 0;
        }
    }
}
