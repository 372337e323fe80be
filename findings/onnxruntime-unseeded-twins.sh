#!/usr/bin/env bash
# Two ONNX Runtime sessions without a seed draw the same random numbers.
#
# Package:  Microsoft.ML.OnnxRuntime 1.31.1.
# Guess:    a random operator whose optional seed is left out is seeded by itself, so two sessions of one process, or two random operators of
#           one graph, are independent.
# Seen:     the process has one default seed, drawn when it starts. Every session opened later begins the same sequence again; only another
#           process gets another one.
# Hurts:    a service that opens a session for each request, or averages over several sessions of a model with noise in it: all "draws" are one.
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
using Microsoft.ML.OnnxRuntime.Tensors;

byte[] model = Model("RandomUniformLike");
float[] first = Run(model, new float[1000]), second = Run(model, new float[1000]);
Console.WriteLine($"1,000 numbers of two sessions without a seed agree: {first.SequenceEqual(second)}; they are not all alike: {first.Distinct().Count() > 900}");

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
static byte[] Model(string op)
{
    byte[] node = [.. Text(1, "x"), .. Text(2, "y"), .. Text(4, op)];
    byte[] graph = [.. Bytes(1, node), .. Text(2, "graph"), .. Bytes(11, Value("x")), .. Bytes(12, Value("y"))];
    return [.. Whole(1, 9), .. Bytes(7, graph), .. Bytes(8, [.. Text(1, ""), .. Whole(2, 18)])];

    static byte[] Value(string name) => [.. Text(1, name), .. Bytes(2, Bytes(1, [.. Whole(1, 1), .. Bytes(2, Bytes(1, Text(2, "n")))]))];
}

static float[] Run(byte[] model, float[] x)
{
    using var session = new InferenceSession(model);
    using var results = session.Run([NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(x, [x.Length]))]);
    return results[0].AsTensor<float>().ToArray();
}
END

for version in 1.31.1; do
    rm -rf bin obj
    dotnet run -c Release -p:Package="$version" >seen.txt
    diff - seen.txt <<'END' || { echo "Microsoft.ML.OnnxRuntime $version behaves otherwise now."; exit 1; }
1,000 numbers of two sessions without a seed agree: True; they are not all alike: True
END
    echo "Microsoft.ML.OnnxRuntime $version: as described."
done
