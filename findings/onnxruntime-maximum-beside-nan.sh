#!/usr/bin/env bash
# ONNX Runtime gives three maxima of the same numbers, by their address, when one of them is NaN.
#
# Package:  Microsoft.ML.OnnxRuntime 1.31.1, processor's own kernels, x64. (The WebAssembly build of 1.30.0 always answers 63.)
# Guess:    ReduceMax either hands the NaN on or passes over it, always.
# Seen:     of 0, 1, …, 63 with NaN in the place of 1 the answer is NaN, 63 or 62, by where in memory the input begins: four bytes further
#           decide. In the third case the NaN hides the true maximum, which shares its lane of the vector.
# Hurts:    a guard that looks at a maximum to find NaN, and a pick of the best candidate: the answer may be a plausible number that is
#           neither, and another one in the next run.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export NUGET_PACKAGES="$work/packages" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

cat >probe.csproj <<'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="Microsoft.ML.OnnxRuntime" Version="[$(Package)]" /></ItemGroup>
</Project>
END
cat >Program.cs <<'END'
using Microsoft.ML.OnnxRuntime;

using var session = new InferenceSession(Model("ReduceMax", [.. Text(1, "keepdims"), .. Whole(3, 1), .. Whole(20, 2)]));
foreach (int length in new[] { 8, 64 })
{
    var answers = new SortedSet<string>();
    for (int offset = 0; offset < 16; offset++)
    {
        // The same numbers at 16 addresses, four bytes apart.
        float[] memory = GC.AllocateUninitializedArray<float>(offset + length, pinned: true);
        for (int i = 0; i < length; i++)
            memory[offset + i] = i == 1 ? float.NaN : i;
        using OrtValue x = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory.AsMemory(offset, length), [length]);
        using var results = session.Run(new RunOptions(), ["x"], [x], ["y"]);
        answers.Add(results[0].GetTensorDataAsSpan<float>()[0].ToString());
    }
    Console.WriteLine($"maximum of 0 to {length - 1} with NaN for 1: {string.Join(" or ", answers)}");
}

// Protocol buffers by hand: field F as text, bytes, a whole number.
static byte[] Bytes(int f, byte[] b) => [.. Number((ulong)((f << 3) | 2)), .. Number((ulong)b.Length), .. b];
static byte[] Text(int f, string t) => Bytes(f, System.Text.Encoding.UTF8.GetBytes(t));
static byte[] Whole(int f, long v) => [.. Number((ulong)(f << 3)), .. Number((ulong)v)];
static byte[] Number(ulong v)
{
    var bytes = new List<byte>();
    for (; v > 127; v >>= 7)
        bytes.Add((byte)(v | 128));
    return [.. bytes, (byte)v];
}

// A model of one operator, x [n] to y [n], float32.
static byte[] Model(string op, params byte[][] attributes)
{
    byte[] node = [.. Text(1, "x"), .. Text(2, "y"), .. Text(4, op), .. attributes.SelectMany(a => Bytes(5, a))];
    byte[] graph = [.. Bytes(1, node), .. Text(2, "graph"), .. Bytes(11, Value("x")), .. Bytes(12, Value("y"))];
    return [.. Whole(1, 9), .. Bytes(7, graph), .. Bytes(8, [.. Text(1, ""), .. Whole(2, 18)])];

    static byte[] Value(string name) => [.. Text(1, name), .. Bytes(2, Bytes(1, [.. Whole(1, 1), .. Bytes(2, Bytes(1, Text(2, "n")))]))];
}

END

for version in 1.31.1; do
    rm -rf bin obj
    dotnet run -c Release -p:Package="$version" >seen.txt
    diff - seen.txt <<'END' || { echo "Microsoft.ML.OnnxRuntime $version behaves otherwise now."; exit 1; }
maximum of 0 to 7 with NaN for 1: 6 or 7 or NaN
maximum of 0 to 63 with NaN for 1: 62 or 63 or NaN
END
    echo "Microsoft.ML.OnnxRuntime $version: as described."
done
