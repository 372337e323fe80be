#!/usr/bin/env bash
# double.ExpM1 and LogP1 cancel, which is what such functions exist to avoid.
#
# What:     the generic-math methods of .NET 10 (double.ExpM1, double.LogP1, float.ExpM1, float.LogP1, double.Exp2M1, double.Exp10M1).
# Guess:    they are the C library's expm1 and log1p, which keep every digit for arguments near 0; that is their only purpose.
# Seen:     they compute exp(x) - 1 and log(1 + x) as written. For x = 1e-10 the double has eight right digits of sixteen, for x = 1e-6 the
#           float is wrong by 4.6 %, and below half a unit in the last place the answer is 0.
# Hurts:    whoever turns log-probabilities into small probabilities, or computes log(1 - p), and takes the function for its name.
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
</Project>
END
cat >Program.cs <<'END'
Say("double.ExpM1(1e-10)", double.ExpM1(1e-10) / 1.00000000005e-10);
Say("double.LogP1(1e-10)", double.LogP1(1e-10) / 0.99999999995e-10);
Say("double.Exp2M1(1e-10)", double.Exp2M1(1e-10) / 6.931471805839675e-11);
Say("double.Exp10M1(1e-10)", double.Exp10M1(1e-10) / 2.3025850932590363e-10);
Say("float.ExpM1(1e-6)", float.ExpM1(1e-6f) / 1.0000005e-6);
Say("float.LogP1(1e-6)", float.LogP1(1e-6f) / 9.999995e-7);
Console.WriteLine($"float.LogP1(1e-8) is 0: {float.LogP1(1e-8f) == 0}; double.ExpM1(1e-17) is 0: {double.ExpM1(1e-17) == 0}");

static void Say(string what, double ratio) =>
    Console.WriteLine($"{what}: right to 1 in {(Math.Abs(ratio - 1) < 1e-12 ? "a million million" : Math.Abs(ratio - 1) < 1e-9 ? "a thousand million" : Math.Abs(ratio - 1) < 1e-6 ? "a million" : Math.Abs(ratio - 1) < 0.03 ? "30" : "fewer than 30")}");
END

dotnet run -c Release >seen.txt
diff - seen.txt <<'END' || { echo ".NET behaves otherwise now."; exit 1; }
double.ExpM1(1e-10): right to 1 in a million
double.LogP1(1e-10): right to 1 in a million
double.Exp2M1(1e-10): right to 1 in a million
double.Exp10M1(1e-10): right to 1 in a million
float.ExpM1(1e-6): right to 1 in fewer than 30
float.LogP1(1e-6): right to 1 in fewer than 30
float.LogP1(1e-8) is 0: True; double.ExpM1(1e-17) is 0: True
END
echo "As described."
