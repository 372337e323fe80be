#!/usr/bin/env bash
# Vector256.Max and Min of floats are several instructions on x64, where the processor has one for each.
#
# What:     System.Runtime.Intrinsics of .NET 10 on x64 with AVX2 and without AVX-512: Vector256.Max, Min, MaxNative and MinNative of float.
# Guess:    Vector256.Max becomes vmaxps, as Vector256.Add becomes vaddps; at most an instruction more puts NaN right.
# Seen:     the exact maximum keeps NaN and puts +0 above -0, and takes nine vector instructions: four comparisons, their combination and a blend, and
#           the processor's own maximum is not among them. MaxNative, which leaves both cases open, is vmaxps alone. A clip to [-c, c] by Min and Max so takes eighteen
#           instructions instead of two.
# Hurts:    whoever clips gradients or finds the maximum of a softmax by the obvious names: our optimiser spent a quarter of its time on the clip.
#           With the value as the second operand the native ones keep NaN too on x64 and arm64.
set -euo pipefail
[[ $(uname -m) == x86_64 ]] || { echo "Needs an x64 processor."; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export NUGET_PACKAGES="$work/packages" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

cat >probe.csproj <<'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <Optimize>true</Optimize>
  </PropertyGroup>
</Project>
END
cat >Program.cs <<'END'
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

float[] a = new float[8], b = new float[8], y = new float[8];
Exact(ref a[0], ref b[0], ref y[0]);
Native(ref a[0], ref b[0], ref y[0]);

static partial class Program
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exact(ref float a, ref float b, ref float y) => Vector256.Max(Vector256.LoadUnsafe(ref a), Vector256.LoadUnsafe(ref b)).StoreUnsafe(ref y);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Native(ref float a, ref float b, ref float y) => Vector256.MaxNative(Vector256.LoadUnsafe(ref a), Vector256.LoadUnsafe(ref b)).StoreUnsafe(ref y);
}
END

dotnet build -c Release -v q -o out >/dev/null
DOTNET_EnableAVX512=0 DOTNET_JitDisasm='Exact Native' DOTNET_JitStdOutFile="$work/code.txt" dotnet out/probe.dll
# Vector instructions of each method, without those that only move data.
awk '/Assembly listing/ { name = /Exact/ ? "Exact" : "Native" } /^ +v/ && !/vmov|vzero/ { count[name]++ } END { print "Max " count["Exact"] ", MaxNative " count["Native"] }' code.txt >seen.txt
diff - seen.txt <<'END' || { echo ".NET behaves otherwise now."; cat code.txt; exit 1; }
Max 9, MaxNative 1
END
echo "As described."
