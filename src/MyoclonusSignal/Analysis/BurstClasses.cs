namespace MyoclonusSignal.Analysis;

/// <summary>
/// Classes of events by duration alone, for counting. The borders are the usual ones of the literature; published ranges of
/// the types of myoclonus overlap across them, so a class is no type.
/// </summary>
public static class BurstClasses
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
