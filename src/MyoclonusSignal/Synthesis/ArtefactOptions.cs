using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Synthesis;

/// <summary>What electrodes, amplifier and converter do to a recording. By default: nothing.</summary>
public sealed record ArtefactOptions
{
    /// <summary>Gets the standing voltage of the electrodes in µV, added to every EMG channel. Default 0.</summary>
    public double OffsetMicrovolts { get; init; }

    /// <summary>Gets the mean rate of electrode pops per minute: a jump that decays within about 0.2 s. Default 0.</summary>
    public double PopsPerMinute { get; init; }

    /// <summary>Gets the size of a pop's jump in µV, of either sign. Default 500.</summary>
    public double PopMicrovolts { get; init; } = 500;

    /// <summary>Gets the level in µV at which EMG is cut off on both sides, or <see langword="null"/>.</summary>
    public double? ClipMicrovolts { get; init; }

    /// <summary>Gets the step of the converter in µV, or <see langword="null"/> for none. EMG only.</summary>
    public double? StepMicrovolts { get; init; }

    /// <summary>Gets the number of bits of that converter, 8 to 24: it saturates at its ends. Default 16.</summary>
    public int Bits { get; init; } = 16;

    /// <summary>
    /// Gets a value indicating whether EMG is given as the converter's counts from 0 to 2^bits − 1, without a unit, as
    /// raw dumps of a logger are. Needs <see cref="StepMicrovolts"/>.
    /// </summary>
    public bool AsCounts { get; init; }

    /// <summary>Gets the stretches in which every signal is missing (<see cref="double.NaN"/>).</summary>
    public IReadOnlyList<Interval> Gaps { get; init; } = [];

    internal void Validate()
    {
        Guard.ThrowIfOutside(OffsetMicrovolts, -1e9, 1e9);
        Guard.ThrowIfOutside(PopsPerMinute, 0, 600);
        Guard.ThrowIfOutside(PopMicrovolts, 0, 1e9);
        Guard.ThrowIfOutside(ClipMicrovolts ?? 1, 1e-9, 1e12, nameof(ClipMicrovolts));
        Guard.ThrowIfOutside(StepMicrovolts ?? 1, 1e-9, 1e9, nameof(StepMicrovolts));
        Guard.ThrowIfOutside(Bits, 8, 24);
        if (AsCounts && StepMicrovolts is null)
        {
            throw new ArgumentException("Counts need the step of the converter; StepMicrovolts is not set.", nameof(AsCounts));
        }

        ArgumentNullException.ThrowIfNull(Gaps);
        foreach (Interval gap in Gaps)
        {
            Guard.ThrowIfOutside(gap.StartSeconds, 0, 1e9, nameof(Gaps));
            Guard.ThrowIfOutside(gap.EndSeconds, gap.StartSeconds, 1e9, nameof(Gaps));
        }
    }
}
