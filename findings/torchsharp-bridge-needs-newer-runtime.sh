#!/usr/bin/env bash
# TorchSharp's bridge needs a newer C++ runtime than the LibTorch that it bridges to, and its error blames a missing package.
#
# What:     TorchSharp 0.107.0 with libtorch-cpu-linux-x64 2.10.0, on x64 Linux.
# Guess:    LibTorch is built for old systems, as Python's wheels are, so a thin bridge around it runs wherever LibTorch does; and where it does not, the
#           error names what is missing.
# Seen:     libtorch_cpu.so asks libstdc++ for GLIBCXX_3.4.26 at most (GCC 9), libLibTorchSharp.so for GLIBCXX_3.4.32 (GCC 13). On a system in between, such as
#           Debian 12, LibTorch loads and the bridge does not. The exception then says that the program has no reference to libtorch-cpu-linux-x64, although
#           it has, and the 600 MB lie beside it.
# Hurts:    whoever looks for the fault in the project file. The benchmark of this repository says what is missing instead.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export NUGET_PACKAGES="$work/packages" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
command -v objdump >/dev/null || { echo "This needs objdump (binutils)."; exit 1; }

cat >probe.csproj <<'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="TorchSharp" Version="0.107.0" />
    <PackageReference Include="libtorch-cpu-linux-x64" Version="2.10.0" />
  </ItemGroup>
</Project>
END
cat >Program.cs <<'END'
try
{
    Console.WriteLine($"loads: {TorchSharp.torch.ones(2).sum().item<float>()}");
}
catch (Exception e)
{
    for (Exception? inner = e; inner is not null; inner = inner.InnerException)
        if (inner.Message.Contains("doesn't contain a reference to libtorch-cpu-linux-x64"))
        {
            Console.WriteLine("says that the reference is missing");
            return;
        }
    Console.WriteLine($"says: {e.Message}");
}
END
dotnet build -c Release -v q >build.log 2>&1 || { cat build.log; exit 1; }

# newest LIBRARY: the newest version of libstdc++'s symbols that a file asks for.
newest() { find packages -name "$1" -exec objdump -T {} + | grep -o 'GLIBCXX_[0-9.]*' | sort -uV | tail -n 1; }
{ echo "libtorch_cpu.so: $(newest libtorch_cpu.so)"; echo "libLibTorchSharp.so: $(newest libLibTorchSharp.so)"; } >seen.txt
library=$(ldconfig -p | awk '/libstdc\+\+\.so\.6 .*x86-64/ { print $NF; exit }')
here=$(objdump -T "$library" | grep -o 'GLIBCXX_[0-9.]*' | sort -uV | tail -n 1)
run=$(dotnet run -c Release --no-build | tail -n 1)
[[ $(printf '%s\nGLIBCXX_3.4.32\n' "$here" | sort -V | head -n 1) == GLIBCXX_3.4.32 ]] && expected="loads: 2" || expected="says that the reference is missing"
echo "this system, up to $here: $run"
[[ $run == "$expected" ]] || { echo "The bridge behaves otherwise now."; exit 1; }
diff - seen.txt <<'END' || { echo "The libraries ask for something else now."; exit 1; }
libtorch_cpu.so: GLIBCXX_3.4.26
libLibTorchSharp.so: GLIBCXX_3.4.32
END
