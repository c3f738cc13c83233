using System.Runtime.InteropServices;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>A rhythm cycle by cycle, within its bouts, and how steady it is.</summary>
/// <remarks>
/// The signal, along its principal axis where there are several, is passed through f ± 2 Hz forwards and backwards, so that
/// nothing is delayed; the rising zero crossings are interpolated between samples. The stability index is that of di Biase et
/// al. (2017), doi:10.1093/brain/awx104: the interquartile range of the change of frequency from one cycle to the next. A
/// cycle that is not like its neighbours in a bout because the rhythm fades makes it larger.
/// </remarks>
public sealed class RhythmCycles
{
    /// <summary>Changes of frequency that the stability index needs: of fewer its quartiles say little.</summary>
    private const int LeastChanges = 20;

    private readonly List<double> _changes;

    internal RhythmCycles(IReadOnlyList<RhythmCycle> cycles, List<double> changes)
    {
        Cycles = cycles;
        ChangeCount = changes.Count;
        _changes = changes;
        if (changes.Count >= LeastChanges)
        {
            changes.Sort();
            StabilityIndexHz = Statistics.Quantile(CollectionsMarshal.AsSpan(changes), 0.75) - Statistics.Quantile(CollectionsMarshal.AsSpan(changes), 0.25);
        }

        FrequencyCv = Variation([.. cycles.Select(cycle => cycle.FrequencyHz)]);
        AmplitudeCv = Variation([.. cycles.Select(cycle => cycle.Amplitude)]);
    }

    /// <summary>Gets the cycles in order of time; those of different bouts do not touch.</summary>
    public IReadOnlyList<RhythmCycle> Cycles { get; }

    /// <summary>Gets the number of pairs of neighbouring cycles.</summary>
    public int ChangeCount { get; }

    /// <summary>Gets the Tremor Stability Index in Hz; null below 20 pairs of neighbouring cycles.</summary>
    public double? StabilityIndexHz { get; }

    /// <summary>Gets the coefficient of variation of the cycles' frequencies; null below two cycles.</summary>
    public double? FrequencyCv { get; }

    /// <summary>Gets the coefficient of variation of the cycles' amplitudes; null below two cycles.</summary>
    public double? AmplitudeCv { get; }

    /// <summary>Gets the same at another origin of time, and with amplitudes multiplied by a factor.</summary>
    internal RhythmCycles Shifted(double seconds, double factor) => new(
        [.. Cycles.Select(cycle => cycle with { StartSeconds = cycle.StartSeconds + seconds, Amplitude = cycle.Amplitude * factor })],
        _changes);

    /// <summary>Puts the cycles onto another clock, which runs forward.</summary>
    internal RhythmCycles OnClock(Func<double, double> clock) => new(
        [.. Cycles.Select(cycle =>
        {
            double start = clock(cycle.StartSeconds);
            double stretch = (clock(cycle.StartSeconds + (1 / cycle.FrequencyHz)) - start) * cycle.FrequencyHz;
            return cycle with { StartSeconds = start, FrequencyHz = cycle.FrequencyHz / stretch };
        })],
        _changes);

    private static double? Variation(double[] values) => values.Length < 2 ? null : Statistics.CoefficientOfVariation(values);
}

/// <summary>One cycle of a rhythm, from one rising zero crossing of the signal about its frequency to the next.</summary>
/// <param name="StartSeconds">Time of the first crossing, in seconds from the first sample.</param>
/// <param name="FrequencyHz">One over the length of the cycle.</param>
/// <param name="Amplitude">Half of what lies between its highest and its lowest sample, in the unit of the samples.</param>
public readonly record struct RhythmCycle(double StartSeconds, double FrequencyHz, double Amplitude);
