using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using MyoclonusSignal.Benchmarks.Pipeline;

namespace MyoclonusSignal.Benchmarks.Guard;

/// <summary>The verb <c>guard</c>: exit code 0 when every loop and the whole job pass, 1 when one fails, 2 for a wrong call.</summary>
internal static class GuardCommand
{
    // In five runs on a machine with three times as many jobs as processors the ratios to the reference work differed by 10 to 15 %, with
    // five turns by 14 to 42 %; the limits lie 70 % above the middle run.
    private const int PipelineTurns = 8;

    public static int Run(string[] arguments, TextWriter output)
    {
        bool proposes = arguments is ["--propose-limits"];
        if (arguments.Length > 0 && !proposes)
        {
            output.WriteLine($"guard: unknown argument {arguments[0]}; expected nothing or --propose-limits");
            return 2;
        }

        if (IsUnoptimized())
        {
            output.WriteLine("guard: built without optimization, so that no ratio means anything; run it with -c Release");
            return 2;
        }

        long start = Stopwatch.GetTimestamp();
        IReadOnlyDictionary<string, LoopLimit> limits = GuardLimits.Load();
        LoopResult[] results =
        [
            .. new GuardRunner(TimeProvider.System, limits).Run(HotLoops.Create()),
            .. NewPipelineGuard(limits).Run(),
        ];
        if (proposes)
        {
            output.WriteLine(GuardLimits.Propose(results));
            return 0;
        }

        GuardTable.Write(results, output);
        int failed = results.Count(result => !result.IsOk);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"guard: {results.Length - failed} ok, {failed} failed, {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
        return ExitCode(results);
    }

    /// <summary>Gives 0 when every loop passes; none at all is no pass.</summary>
    public static int ExitCode(IReadOnlyList<LoopResult> results) => results.Count > 0 && results.All(result => result.IsOk) ? 0 : 1;

    private static PipelineGuard NewPipelineGuard(IReadOnlyDictionary<string, LoopLimit> limits)
    {
        PipelineTimer timer = new(new ProcessorTime());
        PipelineJob noise = new(PipelineRecording.Noise());
        PipelineJob jerks = new(PipelineRecording.DenseJerks());
        return new PipelineGuard(() => PipelineTotals.Measure(timer, noise, jerks, PipelineTurns), limits);
    }

    /// <summary>Returns true if the benchmarks or the library were built so that no time means anything.</summary>
    public static bool IsUnoptimized() =>
        IsUnoptimized(typeof(Filtering.BandPassBenchmarks).Assembly) || IsUnoptimized(typeof(MyoclonusSignal.Filtering.SosFilter).Assembly);

    private static bool IsUnoptimized(Assembly assembly) =>
        assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true };
}
