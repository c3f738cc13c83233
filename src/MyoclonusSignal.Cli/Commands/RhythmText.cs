using System.Globalization;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Cli.Commands;

/// <summary>A rhythm in a few words.</summary>
internal static class RhythmText
{
    public static string Of(RhythmResult? rhythm) => rhythm switch
    {
        null => "-",
        { IsRhythmic: true } => string.Create(CultureInfo.InvariantCulture, $"{rhythm.FrequencyHz:0.00} Hz"),
        _ => "no rhythm",
    };
}
