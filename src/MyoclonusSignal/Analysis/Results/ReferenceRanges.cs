namespace MyoclonusSignal.Analysis;

/// <summary>
/// Published ranges with their sources, for people to hold results against. They contradict each other in places, and the
/// same duration belongs to several types; the library draws no conclusion from them.
/// </summary>
internal static class ReferenceRanges
{
    private const string Milliseconds = "ms";

    /// <summary>Gets ranges of the duration of bursts and of silent periods, in milliseconds.</summary>
    public static IReadOnlyList<ReferenceRange> BurstDurations { get; } =
    [
        new("cortical myoclonus", 10, 50, Milliseconds, "Latorre 2023; Riva 2024"),
        new("cortical reflex myoclonus", 10, 30, Milliseconds, "Hallett 1979"),
        new("cortical myoclonus, mean of a group (non-cortical: 56.7 ± 11.5)", 24.4, 37.8, Milliseconds, "van der Veen 2024"),
        new("rhythmic cortical myoclonus (at 9-18 Hz)", 15, 60, Milliseconds, "PMC11006339, table 1"),
        new("cortical-subcortical myoclonus", 25, 100, Milliseconds, "Latorre 2023; Riva 2024"),
        new("myoclonus in Alzheimer's disease", null, 100, Milliseconds, "PMC9619152, table 1"),
        new("myoclonus in subacute sclerosing panencephalitis", 200, null, Milliseconds, "PMC9619152, table 1"),
        new("orthostatic myoclonus, mean", 50, 100, Milliseconds, "Movement Disorder Society abstract 28689"),
        new("functional jerks, usually", 70, null, Milliseconds, "PMC4027703, table 3"),
        new("propriospinal myoclonus", 100, 400, Milliseconds, "Brown 1994"),
        new("clonic seizures", 250, null, Milliseconds, "Case 2025, epd2.70035"),
        new("excessive fragmentary myoclonus, typically", null, 150, Milliseconds, "American Academy of Sleep Medicine, via thoracic.org"),
        new("hypnagogic foot tremor", 300, 700, Milliseconds, "Regensburg 2001"),
        new("hypnic jerks", 75, 250, Milliseconds, "memim.com (a weak source)"),
        new("limb movements in sleep", 500, 10_000, Milliseconds, "WASM 2016, PMC9619152"),
        new("negative myoclonus, silent period", null, 500, Milliseconds, "ILAE, Springer 978-1-60327-426-5, chapter 88"),
        new("asterixis, silent period", 50, 200, Milliseconds, "Springer 978-94-010-0159-5, chapter 11"),
    ];
}

/// <summary>A published range, shown beside results. Ranges overlap across types: none of them tells a type.</summary>
/// <param name="What">What was measured, in words.</param>
/// <param name="Low">The lower end, or <see langword="null"/> where the source gives none.</param>
/// <param name="High">The upper end, or <see langword="null"/> where the source gives none.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="Source">Where it is published.</param>
internal sealed record ReferenceRange(string What, double? Low, double? High, string Unit, string Source);
