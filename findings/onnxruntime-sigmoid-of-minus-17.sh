#!/usr/bin/env bash
# ONNX Runtime's Sigmoid is exactly 0 from about -18 on, and twice too large just before.
#
# Package:  Microsoft.ML.OnnxRuntime 1.31.1, processor's own kernels.
# Guess:    float32 keeps seven digits of a sigmoid down to 1e-38: Sigmoid(-17) is 4.14e-8, Sigmoid(-20) is 2.06e-9.
# Seen:     the input is clamped near ±18 and a rational function takes over, exact to 1e-7 in absolute terms only. Sigmoid(-17) is off by a
#           factor of about two, Sigmoid(-20) is 0. Exp of the same inputs keeps all digits.
# Hurts:    a loss or a likelihood computed from a probability that a graph returned: log 0 where the training library had -20. Export
#           logits, not probabilities; or take Softplus.
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

float[] x = [-5, -10, -17, -20, -50];
float[] sigmoid = Run(Model("Sigmoid"), x), exponential = Run(Model("Exp"), x);
for (int i = 0; i < x.Length; i++)
{
    double true0 = 1 / (1 + Math.Exp(-x[i]));
    Console.WriteLine(
        $"{x[i]}: sigmoid is 0: {sigmoid[i] == 0}; within 1 %: {Math.Abs((sigmoid[i] / true0) - 1) < 0.01}; " +
        $"exponential within 1 in a million: {Math.Abs((exponential[i] / Math.Exp(x[i])) - 1) < 1e-6}");
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
-5: sigmoid is 0: False; within 1 %: True; exponential within 1 in a million: True
-10: sigmoid is 0: False; within 1 %: True; exponential within 1 in a million: True
-17: sigmoid is 0: False; within 1 %: False; exponential within 1 in a million: True
-20: sigmoid is 0: True; within 1 %: False; exponential within 1 in a million: True
-50: sigmoid is 0: True; within 1 %: False; exponential within 1 in a million: True
END
    echo "Microsoft.ML.OnnxRuntime $version: as described."
done
