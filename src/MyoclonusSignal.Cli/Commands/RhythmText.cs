using System.Globalization;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Cli.Commands;

/// <summary>A rhythm in a few words.</summary>
internal static class RhythmText
{
    public static string Of(RhythmResult? rhythm) => rhythm switch
    {
        null => "-",
        { IsRhythmic: true } => string.Create(CultureInfo.InvariantCulture, $"{(rhythm.IsWeak ? "weak, " : string.Empty)}{rhythm.FrequencyHz:0.00} Hz (95 % CI {rhythm.FrequencyCi95?.Low:0.00}-{rhythm.FrequencyCi95?.High:0.00}), {rhythm.SnrDb:0} dB, {100 * rhythm.Occupancy:0} % of the time"),
        { Verdict: RhythmVerdict.TooShort } => "too short to tell",
        { Verdict: RhythmVerdict.Harmonic or RhythmVerdict.OutsideBand or RhythmVerdict.BandEdge, OutsideHz: double outside } =>
            string.Create(CultureInfo.InvariantCulture, $"no rhythm in the band; {outside:0.00} Hz outside it"),
        _ => "no rhythm",
    };
}
