using System.Globalization;

namespace MyoclonusSignal.Sleep;

/// <summary>Reads sleep stages from the words that scorers and programs use for them; upper and lower case are the same.</summary>
internal static class StageLabel
{
    private static readonly string[] Prefixes = ["sleep stage ", "sleep_stage_", "stage ", "stage_", "stage", "sleep "];

    private static readonly Dictionary<string, SleepStage> Words = new(StringComparer.Ordinal)
    {
        ["w"] = SleepStage.Wake,
        ["wake"] = SleepStage.Wake,
        ["awake"] = SleepStage.Wake,
        ["n1"] = SleepStage.N1,
        ["nrem1"] = SleepStage.N1,
        ["s1"] = SleepStage.N1,
        ["n2"] = SleepStage.N2,
        ["nrem2"] = SleepStage.N2,
        ["s2"] = SleepStage.N2,
        ["n3"] = SleepStage.N3,
        ["nrem3"] = SleepStage.N3,
        ["s3"] = SleepStage.N3,
        ["n4"] = SleepStage.N3,
        ["nrem4"] = SleepStage.N3,
        ["s4"] = SleepStage.N3,
        ["r"] = SleepStage.Rem,
        ["rem"] = SleepStage.Rem,
        ["?"] = SleepStage.Unscored,
        ["u"] = SleepStage.Unscored,
        ["unscored"] = SleepStage.Unscored,
        ["unknown"] = SleepStage.Unscored,
        ["l"] = SleepStage.Unscored,
        ["m"] = SleepStage.Movement,
        ["mt"] = SleepStage.Movement,
        ["movement"] = SleepStage.Movement,
        ["movement time"] = SleepStage.Movement,
    };

    /// <summary>Gives the stage of a label, or <see langword="null"/> where it is not a stage. A bare number is not one: see <see cref="StageScheme"/>.</summary>
    /// <param name="label">The label: <c>N2</c>, <c>Sleep stage R</c>, <c>Stage 4</c>, ….</param>
    public static SleepStage? Parse(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        string text = label.Trim().ToLowerInvariant();
        if (Words.TryGetValue(text, out SleepStage stage))
        {
            return stage;
        }

        foreach (string prefix in Prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
            {
                // Behind "stage" a number is a stage of Rechtschaffen and Kales.
                string rest = text[prefix.Length..];
                return Words.TryGetValue(rest, out stage) || (rest is "1" or "2" or "3" or "4" && Words.TryGetValue("s" + rest, out stage)) ? stage : null;
            }
        }

        return null;
    }

    /// <summary>Gives the word of the AASM for a stage, <c>M</c> for movement time, or <see langword="null"/> where none was scored.</summary>
    internal static string? Name(SleepStage stage) => stage switch
    {
        SleepStage.Wake => "W",
        SleepStage.Rem => "R",
        SleepStage.Movement => "M",
        SleepStage.Unscored => null,
        _ => stage.ToString(),
    };

    /// <summary>Gives a bare whole number, or <see langword="null"/> where the label is not one.</summary>
    internal static int? Number(string label) =>
        double.TryParse(label.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            && number == Math.Floor(number) && Math.Abs(number) < 1000 ? (int)number : null;
}
