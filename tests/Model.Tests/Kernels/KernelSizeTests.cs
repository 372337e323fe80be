using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Unmask.Model.Kernels;
using Xunit;

namespace Unmask.Model.Tests.Kernels;

/// <summary>
/// The JIT gives up optimising, silently, at 60,000 bytes of IL, 20,000 instructions, 2,000 basic blocks or 2,000 locals. Every generated
/// method of the product must stay below half of each.
/// </summary>
public sealed class KernelSizeTests
{
    private const int MaxBytes = 60_000 / 2, MaxInstructions = 20_000 / 2, MaxBlocks = 2_000 / 2, MaxLocals = 2_000 / 2;

    private static readonly OpCode[] OneByte = Table(size: 1), TwoBytes = Table(size: 2);

    [Fact]
    public void Every_generated_method_is_below_half_of_the_limits_of_the_JIT()
    {
        using var assembly = new PEReader(File.OpenRead(typeof(KernelCatalog).Assembly.Location));
        MetadataReader metadata = assembly.GetMetadataReader();
        int methods = 0;
        foreach (MethodDefinition method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition))
        {
            if ((method.ImplAttributes & MethodImplAttributes.AggressiveOptimization) == 0 || method.RelativeVirtualAddress == 0)
                continue;
            methods++;
            string name = metadata.GetString(method.Name);
            MethodBodyBlock body = assembly.GetMethodBody(method.RelativeVirtualAddress);
            (int instructions, int blocks) = Count(body.GetILContent());
            Assert.True(body.Size < MaxBytes, $"{name}: {body.Size} bytes of IL");
            Assert.True(instructions < MaxInstructions, $"{name}: {instructions} instructions");
            Assert.True(blocks < MaxBlocks, $"{name}: some {blocks} basic blocks");
            Assert.True(Locals(metadata, body) < MaxLocals, $"{name}: {Locals(metadata, body)} locals");
        }

        Assert.True(methods > 200, $"only {methods} generated methods were found");
    }

    private static int Locals(MetadataReader metadata, MethodBodyBlock body)
    {
        if (body.LocalSignature.IsNil)
            return 0;
        BlobReader signature = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger();
    }

    /// <summary>Instructions, and basic blocks: one for each branch target, and one behind each branch.</summary>
    private static (int Instructions, int Blocks) Count(ImmutableArray<byte> il)
    {
        int instructions = 0;
        HashSet<int> starts = [0];
        for (int at = 0; at < il.Length; instructions++)
        {
            OpCode code = il[at] == 0xfe ? TwoBytes[il[at + 1]] : OneByte[il[at]];
            at += code.Size;
            int operand = at;
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il.AsSpan()[operand..])),
                _ => 4,
            };
            if (code.OperandType == OperandType.ShortInlineBrTarget)
                starts.UnionWith([at, at + (sbyte)il[operand]]);
            else if (code.OperandType == OperandType.InlineBrTarget)
                starts.UnionWith([at, at + BitConverter.ToInt32(il.AsSpan()[operand..])]);
        }

        return (instructions, starts.Count);
    }

    private static OpCode[] Table(int size)
    {
        var table = new OpCode[256];
        foreach (FieldInfo field in typeof(OpCodes).GetFields())
        {
            var code = (OpCode)field.GetValue(null)!;
            if (code.Size == size)
                table[code.Value & 0xff] = code;
        }

        return table;
    }
}
