using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection.Published;

/// <summary>A short moving mean of the rectified signal over a long one and over a fixed level: Silva, Scherer, Sousa and Londral (2012), Towards improving the usability of electromyographic interfaces.</summary>
public sealed record Silva : PublishedDetector
{
    /// <inheritdoc/>
    public override string Name => "Silva";

    /// <summary>Gets the length of the short mean in seconds. Default: 0.02.</summary>
    public double WindowSeconds { get; init; } = 0.02;

    /// <summary>Gets the length of the long mean in seconds. Default: 0.5, longer than a jerk.</summary>
    public double LongWindowSeconds { get; init; } = 0.5;

    /// <summary>Gets the fixed level over the mean magnitude at rest. Default: 2.</summary>
    public double LevelOverRest { get; init; } = 2;

    /// <inheritdoc/>
    internal override void Validate()
    {
        Guard.ThrowIfOutside(WindowSeconds, 1e-4, 10.0);
        Guard.ThrowIfOutside(LongWindowSeconds, WindowSeconds, 60.0);
        Guard.ThrowIfOutside(LevelOverRest, 0.0, 1e6);
    }

    /// <inheritdoc/>
    internal override List<Segment> Find(ReadOnlySpan<double> signal, Segment rest, double sampleRate)
    {
        double[] rectified = TestFunctions.Rectified(signal);
        double level = LevelOverRest * RestStatistics.Of(rectified, rest).Mean;
        double[] brief = TestFunctions.CentredMean(rectified, Samples(WindowSeconds, sampleRate));
        double[] lasting = TestFunctions.CentredMean(rectified, Samples(LongWindowSeconds, sampleRate));
        for (int i = 0; i < brief.Length; i++)
        {
            brief[i] -= Math.Max(lasting[i], level);
        }

        return Runs.Over(brief, 0);
    }
}
