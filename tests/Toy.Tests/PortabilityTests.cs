using Mono.Cecil;
using Unmask.Model.Diffusion;
using Unmask.Toy.Cli;

namespace Unmask.Toy.Tests;

/// <summary>
/// A letter, a weight and a printed digit have the same bits on every processor, system and C library. So the model calls only what IEEE 754 defines to
/// the last bit. Exponentials, logarithms, cosines and sums are its own (Model.Arithmetic); .NET takes the former from the C library, and the order of the
/// latter from the width of the vectors.
/// </summary>
public sealed class PortabilityTests
{
    /// <summary>What may be called of .NET's arithmetic, and why: every other name fails, also those that .NET does not have yet.</summary>
    private static readonly (string Types, string Members, string Why)[] Allowed =
    [
        ("System.Math System.MathF System.Double System.Single System.Half",
            "Abs BigMul BitDecrement BitIncrement Ceiling Clamp CompareTo CopySign Equals Floor FusedMultiplyAdd GetHashCode IsFinite IsInfinity IsNaN IsNegative " +
            "IsNegativeInfinity IsNormal IsPositiveInfinity Max Min Parse Round Sign Sqrt ToString Truncate TryFormat TryParse",
            "exact, or rounded once"),
        ("System.Single System.Math System.MathF", "MaxNative MinNative", "exact but for NaN, which no kernel is given, and for the sign of zero, which no result keeps"),
        ("System.Numerics.Tensors.TensorPrimitives",
            "Add ConvertTruncating Divide FusedMultiplyAdd IndexOfMax Max Multiply Subtract",
            "each element by itself and rounded once; which of equals is the largest does not count"),
        ("System.Numerics.Vector System.Numerics.Vector`1",
            ".ctor AsVectorDouble AsVectorInt64 ConditionalSelect CopyTo Equals GreaterThan GreaterThanOrEqualAll LessThan LessThanOrEqualAll get_Count get_Item get_One get_Zero",
            "each element by itself"),
        ("System.Runtime.Intrinsics.Vector128 System.Runtime.Intrinsics.Vector256 System.Runtime.Intrinsics.Vector512 " +
            "System.Runtime.Intrinsics.Vector128`1 System.Runtime.Intrinsics.Vector256`1 System.Runtime.Intrinsics.Vector512`1",
            "Abs AndNot AsByte AsDouble AsInt32 AsInt64 AsSingle AsUInt32 AsUInt64 ConditionalSelect ConvertToSingle Create CreateScalar CreateScalarUnsafe Equals ExtractMostSignificantBits FusedMultiplyAdd GetElement " +
            "GetLower GetUpper GreaterThan GreaterThanOrEqual LessThan LessThanOrEqual Load LoadUnsafe Max Min MaxNative MinNative Shuffle ShuffleNative Sqrt Store StoreUnsafe ToScalar ToVector256Unsafe " +
            "WithElement WithLower WithUpper get_Count get_IsHardwareAccelerated get_Item get_Zero get_One get_AllBitsSet",
            "each element by itself and rounded once; MaxNative and MinNative as above"),
    ];

    /// <summary>Types of the program that show or sound, and decide nothing.</summary>
    private static readonly (string Type, string Members, string Why)[] Exceptions =
    [
        ("Unmask.Toy.Window.Sound.Synthesizer", "MathF.Sin", "sound"),
        ("Unmask.Toy.Window.Race.RacePicture", "MathF.Cos", "how far a tile has turned, in a frame"),
        ("Unmask.Toy.Window.Play.TileRow", "MathF.Cos MathF.Sin", "how far a tile has turned, in a frame"),
    ];

    private static readonly HashSet<string> AllowedCalls =
        [.. from entry in Allowed from type in entry.Types.Split(' ') from member in entry.Members.Split(' ') select $"{type}.{member}"];

    [Fact]
    public void The_model_calls_no_arithmetic_that_differs_between_processors_or_C_libraries() =>
        Assert.Empty(Calls(typeof(IDenoiser).Assembly).Where(call => !IsAllowed(call.Callee)).Select(call => $"{call.Caller} calls {call.Callee}").Distinct().Order());

    [Fact]
    public void The_program_calls_such_arithmetic_only_for_frames_and_sound()
    {
        HashSet<string> excepted = [.. from entry in Exceptions from member in entry.Members.Split(' ') select $"{entry.Type} calls System.{member}"];
        string[] found = [.. Calls(typeof(CommandLine).Assembly).Where(call => IsScalar(call.Callee) && !IsAllowed(call.Callee)).Select(call => $"{call.Caller} calls {call.Callee}").Distinct()];
        Assert.Equal(excepted.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private static bool IsAllowed(string callee) => AllowedCalls.Contains(callee) || callee[(callee.LastIndexOf('.') + 1)..].StartsWith("op_", StringComparison.Ordinal);

    private static bool IsScalar(string callee) =>
        callee.StartsWith("System.Math.", StringComparison.Ordinal) || callee.StartsWith("System.MathF.", StringComparison.Ordinal)
        || callee.StartsWith("System.Double.", StringComparison.Ordinal) || callee.StartsWith("System.Single.", StringComparison.Ordinal);

    /// <summary>All calls of .NET's arithmetic: of its classes of functions, its number types, its vectors, and of the interfaces that numbers have in common.</summary>
    private static IEnumerable<(string Caller, string Callee)> Calls(System.Reflection.Assembly assembly)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(assembly.Location);
        foreach (TypeDefinition type in module.GetTypes())
        {
            foreach (MethodReference called in type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions).Select(i => i.Operand).OfType<MethodReference>())
            {
                TypeReference owner = called.DeclaringType.GetElementType();
                if (IsArithmetic(owner))
                    yield return (Outermost(type).FullName, $"{owner.FullName}.{called.Name}");
            }
        }
    }

    private static bool IsArithmetic(TypeReference type) => type.Namespace switch
    {
        "System" => type.Name is "Math" or "MathF" or "Double" or "Single" or "Half",
        "System.Numerics" => type.Name is not ("BigInteger" or "BitOperations"),
        _ => type.Namespace.StartsWith("System.Numerics.", StringComparison.Ordinal) || type.Namespace.StartsWith("System.Runtime.Intrinsics", StringComparison.Ordinal),
    };

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
