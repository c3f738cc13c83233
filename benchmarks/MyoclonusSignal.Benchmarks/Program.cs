using BenchmarkDotNet.Running;
using MyoclonusSignal.Benchmarks;
using MyoclonusSignal.Benchmarks.Guard;

if (args is ["guard", .. string[] rest])
{
    return GuardCommand.Run(rest, Console.Out);
}

BenchmarkSwitcher.FromAssembly(typeof(HotLoop).Assembly).Run(args);
return 0;
