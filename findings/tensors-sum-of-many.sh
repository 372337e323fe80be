#!/usr/bin/env bash
# A sum of ten million floats is wrong by one per cent.
#
# Package:  System.Numerics.Tensors 10.0.15 and 11.0.0.
# Guess:    TensorPrimitives.Sum and Average add in blocks or pairs, as the array libraries of other languages do, and stay within a few
#           parts in a million of the truth: ten million times 0.1 is about 1,000,000.
# Seen:     1,010,792 with 256-bit vectors, 975,599 with 128-bit ones, 1,087,937 with none: one running vector of sums, whose few lanes each add
#           hundreds of thousands of numbers. LINQ's Sum of the same floats, which adds in double, is right.
# Hurts:    mean losses and moments over a whole data set in float. Add blocks in float and the blocks' sums in double.
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

float[] tenths = new float[10_000_000];
Array.Fill(tenths, 0.1f);
Console.WriteLine($"TensorPrimitives.Sum within 0.5 %: {Math.Abs((TensorPrimitives.Sum<float>(tenths) / 1e6) - 1) < 0.005}");
Console.WriteLine($"TensorPrimitives.Average within 0.5 %: {Math.Abs((TensorPrimitives.Average<float>(tenths) / 0.1) - 1) < 0.005}");
Console.WriteLine($"Enumerable.Sum within one in a million: {Math.Abs((tenths.Sum() / 1e6) - 1) < 1e-6}");

double blocks = 0;
for (int i = 0; i < tenths.Length; i += 1000)
    blocks += TensorPrimitives.Sum<float>(tenths.AsSpan(i, 1000));
Console.WriteLine($"blocks of 1,000 within one in a million: {Math.Abs((blocks / 1e6) - 1) < 1e-6}");
END

for version in 10.0.15 11.0.0; do
    rm -rf bin obj
    dotnet run -c Release -p:Package="$version" >seen.txt
    diff - seen.txt <<'END' || { echo "System.Numerics.Tensors $version behaves otherwise now."; exit 1; }
TensorPrimitives.Sum within 0.5 %: False
TensorPrimitives.Average within 0.5 %: False
Enumerable.Sum within one in a million: True
blocks of 1,000 within one in a million: True
END
    echo "System.Numerics.Tensors $version: as described."
done
