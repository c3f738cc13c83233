using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Published ranges with their sources, for people to hold results against. They contradict each other in places, and the
/// same duration belongs to several types; the library draws no conclusion from them.
/// </summary>
internal static class ReferenceRanges
{
    private const string Milliseconds = "ms";

    /// <summary>
    /// Gets ranges of the duration of EMG bursts and of silent periods in EMG, in milliseconds. None of them is of acceleration: the
    /// movement of a limb lasts longer than the burst that drives it.
    /// </summary>
    public static IReadOnlyList<ReferenceRange> BurstDurations { get; } =
    [
        new(EventKind.Jerk, "cortical myoclonus", 10, 50, Milliseconds, "Latorre 2023; Riva 2024"),
        new(EventKind.Jerk, "cortical reflex myoclonus", 10, 30, Milliseconds, "Hallett 1979"),
        new(EventKind.Jerk, "cortical myoclonus, group mean ± SD", 24.4, 37.8, Milliseconds, "van der Veen 2024 (non-cortical: 56.7 ± 11.5)"),
        new(EventKind.Jerk, "rhythmic cortical myoclonus at 9–18 Hz", 15, 60, Milliseconds, "PMC11006339, table 1"),
        new(EventKind.Jerk, "cortical-subcortical myoclonus", 25, 100, Milliseconds, "Latorre 2023; Riva 2024"),
        new(EventKind.Jerk, "myoclonus in Alzheimer's disease", null, 100, Milliseconds, "PMC9619152, table 1"),
        new(EventKind.Jerk, "subacute sclerosing panencephalitis", 200, null, Milliseconds, "PMC9619152, table 1"),
        new(EventKind.Jerk, "orthostatic myoclonus, mean", 50, 100, Milliseconds, "Movement Disorder Society abstract 28689"),
        new(EventKind.Jerk, "functional jerks, usually", 70, null, Milliseconds, "PMC4027703, table 3"),
        new(EventKind.Jerk, "propriospinal myoclonus", 100, 400, Milliseconds, "Brown 1994"),
        new(EventKind.Jerk, "clonic seizures", 250, null, Milliseconds, "Case 2025, epd2.70035"),
        new(EventKind.Jerk, "excessive fragmentary myoclonus, typically", null, 150, Milliseconds, "American Academy of Sleep Medicine, via thoracic.org"),
        new(EventKind.Jerk, "hypnagogic foot tremor", 300, 700, Milliseconds, "Regensburg 2001"),
        new(EventKind.Jerk, "hypnic jerks", 75, 250, Milliseconds, "memim.com (a weak source)"),
        new(EventKind.Contraction, "limb movements in sleep", 500, 10_000, Milliseconds, "WASM 2016, PMC9619152"),
        new(EventKind.NegativeJerk, "negative myoclonus, silent period", null, 500, Milliseconds, "ILAE, Springer 978-1-60327-426-5, chapter 88"),
        new(EventKind.NegativeJerk, "asterixis, silent period", 50, 200, Milliseconds, "Springer 978-94-010-0159-5, chapter 11"),
    ];
}

/// <summary>A published range, shown beside results. Ranges overlap across types: none of them tells a type.</summary>
/// <param name="Kind">The kind of event whose durations it can stand beside.</param>
/// <param name="What">What was measured, in words.</param>
/// <param name="Low">The lower end, or <see langword="null"/> where the source gives none.</param>
/// <param name="High">The upper end, or <see langword="null"/> where the source gives none.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="Source">Where it is published.</param>
internal sealed record ReferenceRange(EventKind Kind, string What, double? Low, double? High, string Unit, string Source);
