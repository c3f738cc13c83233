using System.Globalization;

namespace MyoclonusSignal.Benchmarks.Guard;

/// <summary>Writes the guard's results as a table.</summary>
internal static class GuardTable
{
    public static void Write(IReadOnlyList<LoopResult> results, TextWriter output)
    {
        output.WriteLine($"{"loop",-30}{"ns/sample",10}{"to naive",10}{"limit",8}{"to copy",10}{"limit",8}{"bytes/block",13}  verdict");
        foreach (LoopResult result in results)
        {
            LoopMeasurement m = result.Measurement;
            string toNaive = result.Limit?.ToNaiveHere.ToString("0.###", CultureInfo.InvariantCulture) ?? "-";
            string toCopy = result.Limit?.ToCopy.ToString("0.##", CultureInfo.InvariantCulture) ?? "-";
            string repeats = result.MeasurementCount > 1 ? $" (measured {result.MeasurementCount} times)" : string.Empty;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Name,-30}{m.LoopNanoseconds,10:0.000}{m.RatioToNaive,10:0.000}{toNaive,8}{m.RatioToCopy,10:0.0}{toCopy,8}{m.BytesPerBlock,13}  {result.Verdict}{repeats}"));
        }
    }
}
