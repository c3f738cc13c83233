using BenchmarkDotNet.Running;
using MyoclonusSignal.Benchmarks;
using MyoclonusSignal.Benchmarks.Foreign;
using MyoclonusSignal.Benchmarks.Guard;
using MyoclonusSignal.Benchmarks.Peers;
using MyoclonusSignal.Benchmarks.Pipeline;
using MyoclonusSignal.Benchmarks.Recordings;
using MyoclonusSignal.Benchmarks.Reference;
using MyoclonusSignal.Benchmarks.Rhythm;

if (args is ["guard", .. string[] rest])
{
    return GuardCommand.Run(rest, Console.Out);
}

if (args is ["reference", .. string[] options])
{
    return ReferenceCommand.Run(options, Console.Out);
}

if (args is ["peers", .. string[] recording])
{
    return PeersCommand.Run(recording, Console.Out);
}

if (args is ["pipeline", .. string[] given])
{
    return PipelineCommand.Run(given, Console.Out);
}

if (args is ["read-edf", .. string[] files])
{
    return ReadEdfCommand.Run(files, Console.Out);
}

if (args is ["read-csv"])
{
    return ReadCsvCommand.Run(Console.Out);
}

if (args is ["foreign", .. string[] subject])
{
    return ForeignCommand.Run(subject, Console.Out);
}

if (args is ["rhythm", .. string[] arguments])
{
    return RhythmCostCommand.Run(arguments, Console.Out);
}

BenchmarkSwitcher.FromAssembly(typeof(HotLoop).Assembly).Run(args);
return 0;
