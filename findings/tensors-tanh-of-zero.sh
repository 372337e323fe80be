#!/usr/bin/env bash
# TensorPrimitives.Tanh(0) is not 0, and small arguments lose most of their digits.
#
# Package:  System.Numerics.Tensors 10.0.15 and 11.0.0, on .NET 10.
# Guess:    Tanh follows MathF.Tanh to a few units in the last place; Tanh(0) is 0, Tanh(-0) is -0, and Sinh likewise.
# Seen:     that holds for spans of one to three floats only. From four on, a vector path computes them from exponentials, and what the
#           subtraction cancels is gone: Tanh(0) is about 6e-8 away from 0, Tanh(1e-5) is wrong by half a per cent, and Sinh(1e-4) by more
#           than a tenth of one. Doubles swap the sign of zero.
# Hurts:    whoever builds an activation, or the tanh form of GELU, from it and expects f(0) = 0, or compares with another library near 0.
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
  <ItemGroup><PackageReference Include="System.Numerics.Tensors" Version="[$(Tensors)]" /></ItemGroup>
</Project>
END
cat >Program.cs <<'END'
using System.Numerics.Tensors;

foreach (int length in new[] { 3, 4, 16 })
{
    float zero = Of(0, length, (x, y) => TensorPrimitives.Tanh<float>(x, y)), small = Of(1e-5f, length, (x, y) => TensorPrimitives.Tanh<float>(x, y));
    float sinh = Of(1e-4f, length, (x, y) => TensorPrimitives.Sinh<float>(x, y));
    Console.WriteLine(
        $"{length} floats: tanh(0) is 0: {zero == 0}; tanh(1e-5) within 0.1 %: {Math.Abs((small / 1e-5f) - 1) < 1e-3}; " +
        $"sinh(1e-4) within 0.1 %: {Math.Abs((sinh / 1e-4f) - 1) < 1e-3}");
}
double[] doubles = new double[8];
TensorPrimitives.Tanh<double>(doubles, doubles);
Console.WriteLine($"8 doubles: tanh(0) is negative zero: {double.IsNegative(doubles[0])}");

static float Of(float x, int length, Action<float[], float[]> function)
{
    float[] values = new float[length];
    Array.Fill(values, x);
    function(values, values);
    return values[0];
}
END

for version in 10.0.15 11.0.0; do
    rm -rf bin obj
    dotnet run -c Release -p:Tensors="$version" >seen.txt
    diff - seen.txt <<'END' || { echo "System.Numerics.Tensors $version behaves otherwise now."; exit 1; }
3 floats: tanh(0) is 0: True; tanh(1e-5) within 0.1 %: True; sinh(1e-4) within 0.1 %: True
4 floats: tanh(0) is 0: False; tanh(1e-5) within 0.1 %: False; sinh(1e-4) within 0.1 %: False
16 floats: tanh(0) is 0: False; tanh(1e-5) within 0.1 %: False; sinh(1e-4) within 0.1 %: False
8 doubles: tanh(0) is negative zero: True
END
    echo "System.Numerics.Tensors $version: as described."
done
