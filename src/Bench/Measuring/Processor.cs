using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Unmask.Bench.Measuring;

/// <summary>The name of this machine's processor.</summary>
public static class Processor
{
    /// <summary>The CPUID leaves that hold the brand string, 16 characters each.</summary>
    private const int FirstBrandLeaf = unchecked((int)0x80000002), LastBrandLeaf = unchecked((int)0x80000004), LargestLeaf = unchecked((int)0x80000000);

    /// <summary>Its brand, or its architecture if it states none.</summary>
    public static string Name { get; } = ReadBrand() ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string? ReadBrand()
    {
        if (!X86Base.IsSupported || (uint)X86Base.CpuId(LargestLeaf, 0).Eax < unchecked((uint)LastBrandLeaf))
            return null;
        Span<int> registers = stackalloc int[12];
        for (int leaf = FirstBrandLeaf; leaf <= LastBrandLeaf; leaf++)
        {
            Span<int> part = registers.Slice((leaf - FirstBrandLeaf) * 4, 4);
            (part[0], part[1], part[2], part[3]) = X86Base.CpuId(leaf, 0);
        }
        string brand = Encoding.ASCII.GetString(MemoryMarshal.AsBytes(registers)).Trim('\0', ' ');
        return brand.Length > 0 ? brand : null;
    }
}
