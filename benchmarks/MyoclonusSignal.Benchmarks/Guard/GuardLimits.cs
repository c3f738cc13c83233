using System.Text.Json;

namespace MyoclonusSignal.Benchmarks.Guard;

/// <summary>The committed limits of each loop.</summary>
internal static class GuardLimits
{
    /// <summary>How far above the measured ratio a new limit lies: beyond noise, below a loop half as fast.</summary>
    public const double Margin = 1.7;

    /// <summary>The same for the ratio to the copy, whose own speed depends on the width of the processor's vectors and its caches.</summary>
    public const double CopyMargin = 3;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static IReadOnlyDictionary<string, LoopLimit> Load()
    {
        using Stream json = typeof(GuardLimits).Assembly.GetManifestResourceStream("guard-limits.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, LoopLimit>>(json)!;
    }

    /// <summary>Gives limits for the ratios of a run, as the text of the file.</summary>
    public static string Propose(IReadOnlyList<LoopResult> results) => JsonSerializer.Serialize(
        results.ToDictionary(result => result.Name, result => new LoopLimit(
            ToTwoDigits(Margin * result.Measurement.RatioToNaive), ToTwoDigits(CopyMargin * result.Measurement.RatioToCopy))), Indented);

    private static double ToTwoDigits(double ratio)
    {
        int decimals = Math.Clamp(1 - (int)Math.Floor(Math.Log10(ratio)), 0, 15);
        return Math.Round(ratio, decimals);
    }
}
