using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace MyoclonusSignal.Benchmarks.Guard;

/// <summary>The verb <c>guard</c>: exit code 0 when every loop passes, 1 when one fails, 2 for a wrong call.</summary>
internal static class GuardCommand
{
    public static int Run(string[] arguments, TextWriter output)
    {
        bool proposes = arguments is ["--propose-limits"];
        if (arguments.Length > 0 && !proposes)
        {
            output.WriteLine($"guard: unknown argument {arguments[0]}; expected nothing or --propose-limits");
            return 2;
        }

        if (IsUnoptimized(typeof(Filtering.BandPassBenchmarks).Assembly) || IsUnoptimized(typeof(MyoclonusSignal.Filtering.SosFilter).Assembly))
        {
            output.WriteLine("guard: built without optimization, so that no ratio means anything; run it with -c Release");
            return 2;
        }

        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<LoopResult> results = new GuardRunner(TimeProvider.System, GuardLimits.Load()).Run(HotLoops.Create());
        if (proposes)
        {
            output.WriteLine(GuardLimits.Propose(results));
            return 0;
        }

        GuardTable.Write(results, output);
        int failed = results.Count(result => !result.IsOk);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"guard: {results.Count - failed} ok, {failed} failed, {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
        return ExitCode(results);
    }

    /// <summary>Gives 0 when every loop passes; none at all is no pass.</summary>
    public static int ExitCode(IReadOnlyList<LoopResult> results) => results.Count > 0 && results.All(result => result.IsOk) ? 0 : 1;

    private static bool IsUnoptimized(Assembly assembly) =>
        assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true };
}
