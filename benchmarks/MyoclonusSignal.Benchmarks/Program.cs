using BenchmarkDotNet.Running;
using MyoclonusSignal.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(HotLoop).Assembly).Run(args);
