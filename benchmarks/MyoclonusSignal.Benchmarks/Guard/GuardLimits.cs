using System.Text.Json;

namespace MyoclonusSignal.Benchmarks.Guard;

/// <summary>The committed limits: for each loop the most that its time over that of its naive twin may be.</summary>
internal static class GuardLimits
{
    /// <summary>How far above the measured ratio a new limit lies: beyond noise, below a loop half as fast.</summary>
    public const double Margin = 1.7;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static IReadOnlyDictionary<string, double> Load()
    {
        using Stream json = typeof(GuardLimits).Assembly.GetManifestResourceStream("guard-limits.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, double>>(json)!;
    }

    /// <summary>Gives limits for the ratios of a run, as the text of the file.</summary>
    public static string Propose(IReadOnlyList<LoopResult> results) => JsonSerializer.Serialize(
        results.ToDictionary(result => result.Name, result => ToTwoDigits(Margin * result.Measurement.RatioToNaive)), Indented);

    private static double ToTwoDigits(double ratio)
    {
        int decimals = Math.Clamp(1 - (int)Math.Floor(Math.Log10(ratio)), 0, 15);
        return Math.Round(ratio, decimals);
    }
}
