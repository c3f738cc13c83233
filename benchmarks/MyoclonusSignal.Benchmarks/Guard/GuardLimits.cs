using System.Runtime.Intrinsics;
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
    /// <remarks>A limit that is for processors with other vectors than this one's stays as it is.</remarks>
    public static string Propose(IReadOnlyList<LoopResult> results) => Propose(results, Vector512.IsHardwareAccelerated);

    internal static string Propose(IReadOnlyList<LoopResult> results, bool has512) =>
        JsonSerializer.Serialize(results.ToDictionary(result => result.Name, result => Propose(result, has512)), Indented);

    private static LoopLimit Propose(LoopResult result, bool has512)
    {
        double toNaive = ToTwoDigits(Margin * result.Measurement.RatioToNaive);
        double toCopy = ToTwoDigits(CopyMargin * result.Measurement.RatioToCopy);
        return result.Limit switch
        {
            { ToNaiveWithout512: not null } kept when !has512 => kept with { ToNaiveWithout512 = toNaive },
            LoopLimit kept => kept with { ToNaive = toNaive, ToCopy = toCopy },
            null => new LoopLimit(toNaive, toCopy),
        };
    }

    private static double ToTwoDigits(double ratio)
    {
        int decimals = Math.Clamp(1 - (int)Math.Floor(Math.Log10(ratio)), 0, 15);
        return Math.Round(ratio, decimals);
    }
}
