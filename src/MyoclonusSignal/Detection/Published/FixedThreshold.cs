using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection.Published;

/// <summary>
/// A fixed level in the unit of the signal, as rules for leg movements in sleep use: begins at 8 µV above rest, ends below 2 µV
/// (the scoring manual of the American Academy of Sleep Medicine).
/// </summary>
public sealed record FixedThreshold : PublishedDetector
{
    /// <inheritdoc/>
    public override string Name => "fixed level";

    /// <summary>Gets the unit of the levels: of samples in another one, an analysis converts what it can and refuses the rest.</summary>
    public override string? Unit => "uV";

    /// <summary>Gets the level above rest at which a burst begins, in the unit of the signal. Default: 8 (µV).</summary>
    public double OnLevel { get; init; } = 8;

    /// <summary>Gets the level above rest below which it ends, in the unit of the signal. Default: 2 (µV).</summary>
    public double OffLevel { get; init; } = 2;

    /// <summary>Gets the length in seconds of the root mean square that is compared. Default: 0.02; the rules look at single samples, or at 0.5 s.</summary>
    public double WindowSeconds { get; init; } = 0.02;

    /// <inheritdoc/>
    internal override void Validate()
    {
        Guard.ThrowIfOutside(OnLevel, 0.0, 1e12);
        Guard.ThrowIfOutside(OffLevel, 0.0, OnLevel);
        Guard.ThrowIfOutside(WindowSeconds, 1e-4, 10.0);
    }

    /// <inheritdoc/>
    internal override List<Segment> Find(ReadOnlySpan<double> signal, Segment rest, double sampleRate)
    {
        double[] squares = new double[signal.Length];
        for (int i = 0; i < signal.Length; i++)
        {
            squares[i] = signal[i] * signal[i];
        }

        double[] level = [.. TestFunctions.CentredMean(squares, Samples(WindowSeconds, sampleRate)).Select(Math.Sqrt)];
        double atRest = RestStatistics.Of(level, rest).Mean;
        var thresholds = new TwoThresholds(atRest + OnLevel, atRest + OffLevel);
        List<Segment> found = [];
        ReadOnlySpan<double> left = level;
        while (!left.IsEmpty)
        {
            if (thresholds.TryRead(left, out int consumed, out Segment burst))
            {
                found.Add(burst);
            }

            left = left[consumed..];
        }

        if (thresholds.TryFinish(out Segment last))
        {
            found.Add(last);
        }

        return found;
    }
}
