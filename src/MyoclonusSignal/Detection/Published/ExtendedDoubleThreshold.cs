using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection.Published;

/// <summary>The extended double threshold of emgGO: Rashid et al. (2019), doi:10.1016/j.jelekin.2019.06.010.</summary>
public sealed record ExtendedDoubleThreshold : PublishedDetector
{
    /// <summary>Initializes a new instance of the <see cref="ExtendedDoubleThreshold"/> class with the paper's baseline of 0.1 s.</summary>
    public ExtendedDoubleThreshold() => RestSeconds = 0.1;

    /// <inheritdoc/>
    public override string Name => "extended double threshold";

    /// <summary>Gets the threshold in standard deviations of the rectified baseline. Default: 1.</summary>
    public double Deviations { get; init; } = 1;

    /// <summary>Gets over how long more than half the samples have to be over the threshold, in seconds. Default: 0.05.</summary>
    public double OnSeconds { get; init; } = 0.05;

    /// <summary>Gets the shortest silence between two bursts in seconds. Default: 0.05.</summary>
    public double OffSeconds { get; init; } = 0.05;

    /// <summary>Gets the shortest burst in seconds. Default: 0.03; the tool's own 0.5 would leave out every jerk.</summary>
    public double ShortestSeconds { get; init; } = 0.03;

    /// <inheritdoc/>
    internal override void Validate()
    {
        Guard.ThrowIfOutside(Deviations, 0.0, 1e6);
        Guard.ThrowIfOutside(OnSeconds, 1e-4, 10.0);
        Guard.ThrowIfOutside(OffSeconds, 0.0, 10.0);
        Guard.ThrowIfOutside(ShortestSeconds, 0.0, 60.0);
    }

    /// <inheritdoc/>
    internal override List<Segment> Find(ReadOnlySpan<double> signal, Segment rest, double sampleRate)
    {
        double[] rectified = TestFunctions.Rectified(signal);
        RestStatistics atRest = RestStatistics.Of(rectified, rest);
        double threshold = atRest.Mean + (Deviations * atRest.StandardDeviation);
        double[] over = [.. rectified.Select(value => value > threshold ? 1.0 : 0.0)];
        double[] share = TestFunctions.CentredMean(over, Samples(OnSeconds, sampleRate));
        return Runs.Clean(Runs.Over(share, 0.5), Samples(OffSeconds, sampleRate), Samples(ShortestSeconds, sampleRate));
    }
}
