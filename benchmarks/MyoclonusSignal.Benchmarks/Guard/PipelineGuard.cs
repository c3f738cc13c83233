using MyoclonusSignal.Benchmarks.Pipeline;

namespace MyoclonusSignal.Benchmarks.Guard;

/// <summary>
/// Judges the whole job, from the bytes of a file to those of its results, as the loops are judged: in place of the naive twin stands the
/// reference work on the same samples. It allocates its results, which are not counted.
/// </summary>
/// <param name="measure">Measures the job in noise and with dense jerks, in one run.</param>
/// <param name="limits">The limits of each total by its name.</param>
internal sealed class PipelineGuard(Func<(PipelineTotals Noise, PipelineTotals Jerks)> measure, IReadOnlyDictionary<string, LoopLimit> limits)
{
    public const string WholeInNoise = "Whole job, noise";
    public const string WholeWithJerks = "Whole job, dense jerks";
    public const string AnalysisInNoise = "Whole job but reading, noise";

    /// <summary>How much longer the job takes for each sample where there is one event a second in each channel.</summary>
    public const string EventASecond = "An event a second, added";

    /// <summary>Gets the names under which limits are kept.</summary>
    public static IReadOnlyList<string> Names { get; } = [WholeInNoise, WholeWithJerks, AnalysisInNoise, EventASecond];

    /// <summary>Measures the job, again while a total fails, as often as a loop.</summary>
    public IReadOnlyList<LoopResult> Run()
    {
        LoopResult[] results = [.. Names.Zip(Measure(), (name, measured) => new LoopResult(name, measured, limits.GetValueOrDefault(name), 1))];
        for (int repeat = 0; repeat < GuardRunner.MostRepeats && results.Any(result => result.Limit is not null && !result.IsOk); repeat++)
        {
            results = [.. results.Zip(Measure(), (result, measured) => result.IsOk
                ? result
                : result with { Measurement = measured, MeasurementCount = result.MeasurementCount + 1 })];
        }

        return results;
    }

    /// <summary>Measures the totals, in the order of <see cref="Names"/>.</summary>
    private LoopMeasurement[] Measure()
    {
        (PipelineTotals noise, PipelineTotals jerks) = measure();
        double addedASample = PipelineTotals.OfAnEvent(jerks.Whole, noise.Whole, jerks) / PipelineRecording.SampleRate;
        return
        [
            new(noise.Whole, noise.Reference, noise.Copy, 0),
            new(jerks.Whole, jerks.Reference, jerks.Copy, 0),
            new(noise.Analysis, noise.Reference, noise.Copy, 0),
            new(addedASample, jerks.Reference, jerks.Copy, 0),
        ];
    }
}
