namespace MyoclonusSignal.Analysis;

/// <summary>
/// Classes of events by duration alone, for counting. Each border is one of <see cref="ReferenceRanges.BurstDurations"/>: 50 ms
/// the longest of cortical myoclonus, 100 ms of cortical-subcortical and orthostatic myoclonus, 300 ms the shortest of
/// hypnagogic foot tremor, 500 ms the shortest of limb movements in sleep. The ranges overlap, so a class is no type.
/// </summary>
internal static class BurstClasses
{
    /// <summary>Gets the classes in order: name and longest duration in seconds (the border belongs to the shorter class).</summary>
    public static IReadOnlyList<(string Name, double LongestSeconds)> All { get; } =
    [
        ("le50ms", 0.05),
        ("50to100ms", 0.1),
        ("100to300ms", 0.3),
        ("300to500ms", 0.5),
        ("gt500ms", double.PositiveInfinity),
    ];

    /// <summary>Gives the class of a duration.</summary>
    /// <param name="durationSeconds">The duration in seconds.</param>
    public static string Of(double durationSeconds)
    {
        foreach ((string name, double longest) in All)
        {
            if (durationSeconds <= longest)
            {
                return name;
            }
        }

        return All[^1].Name;
    }
}
