#!/usr/bin/env bash
# TensorPrimitives.SoftMax overflows: ordinary logits give NaN.
#
# Package:  System.Numerics.Tensors 10.0.15 and 11.0.0.
# Guess:    like every softmax of the field it subtracts the largest logit first, so [100, 0, 0] gives [1, 0, 0].
# Seen:     it exponentiates what it is given. A logit above 88.7 becomes infinity divided by infinity: NaN for that element and 0 for all
#           others. Logits that are all below about -104 have a sum of 0 and give NaN throughout. Doubles do the same above 709.
# Hurts:    attention scores and sharpened logits (low temperature). Subtract the maximum before the call.
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
  <ItemGroup><PackageReference Include="System.Numerics.Tensors" Version="[$(Package)]" /></ItemGroup>
</Project>
END
cat >Program.cs <<'END'
using System.Numerics.Tensors;

foreach (float[] logits in new float[][] { [88, 0, 0], [100, 0, 0], [-200, -200, -201] })
{
    float[] result = new float[logits.Length];
    TensorPrimitives.SoftMax<float>(logits, result);
    Console.WriteLine($"[{string.Join(", ", logits)}]: {string.Join(", ", result.Select(p => float.IsNaN(p) ? "NaN" : p.ToString("0.###")))}");
}
double[] doubles = new double[2];
TensorPrimitives.SoftMax<double>([800, 0], doubles);
Console.WriteLine($"double [800, 0]: {string.Join(", ", doubles)}");
END

for version in 10.0.15 11.0.0; do
    rm -rf bin obj
    dotnet run -c Release -p:Package="$version" >seen.txt
    diff - seen.txt <<'END' || { echo "System.Numerics.Tensors $version behaves otherwise now."; exit 1; }
[88, 0, 0]: 1, 0, 0
[100, 0, 0]: NaN, 0, 0
[-200, -200, -201]: NaN, NaN, NaN
double [800, 0]: NaN, 0
END
    echo "System.Numerics.Tensors $version: as described."
done
