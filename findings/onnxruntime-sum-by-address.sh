#!/usr/bin/env bash
# ONNX Runtime's sum of the same 64 floats has more than one result: the address of the input decides.
#
# Package:  Microsoft.ML.OnnxRuntime 1.31.1, processor's own kernels, one thread, x64.
# Guess:    on one machine, with one thread and one shape, a graph is a function: the same input gives the same bits.
# Seen:     ReduceSum, ReduceMean and ReduceProd first walk to the next aligned address, so where the input begins decides which numbers are
#           added to which. Sixteen places four bytes apart gave two sums of 64 random floats, three of 1,000. Softmax, Exp and the
#           norms (ReduceL2) gave one.
# Hurts:    tests that expect equal bits from two runs whose tensors the caller owns, and batches that are cut out of one larger buffer.
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

var random = new Random(1);
foreach (string op in new[] { "ReduceSum", "ReduceMean", "ReduceL2" })
{
    using var session = new InferenceSession(Model(op, [.. Text(1, "keepdims"), .. Whole(3, 1), .. Whole(20, 2)]));
    var answers = new HashSet<float>();
    float[] numbers = [.. Enumerable.Range(0, 1000).Select(_ => random.NextSingle())];
    for (int offset = 0; offset < 16; offset++)
    {
        float[] memory = GC.AllocateUninitializedArray<float>(offset + numbers.Length, pinned: true);
        numbers.CopyTo(memory, offset);
        using OrtValue x = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory.AsMemory(offset, numbers.Length), [numbers.Length]);
        using var results = session.Run(new RunOptions(), ["x"], [x], ["y"]);
        answers.Add(results[0].GetTensorDataAsSpan<float>()[0]);
    }
    Console.WriteLine($"{op} of the same 1,000 floats at 16 addresses: {(answers.Count == 1 ? "one result" : "several results")}");
}

// Protocol buffers by hand: field F as text, bytes or a whole number.
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
ReduceSum of the same 1,000 floats at 16 addresses: several results
ReduceMean of the same 1,000 floats at 16 addresses: several results
ReduceL2 of the same 1,000 floats at 16 addresses: one result
END
    echo "Microsoft.ML.OnnxRuntime $version: as described."
done
