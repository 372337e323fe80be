using BenchmarkDotNet.Running;
using Unmask.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new ShortTurns());
