using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection.Published;

/// <summary>The variance in a moving window against its own rest: Londral et al. (2013), Journal of Accessibility and Design for All.</summary>
public sealed record Londral : PublishedDetector
{
    /// <inheritdoc/>
    public override string Name => "Londral";

    /// <summary>Gets the length of the window in seconds. Default: 0.02; a strong burst is seen half of it too early.</summary>
    public double WindowSeconds { get; init; } = 0.02;

    /// <summary>Gets the threshold in standard deviations of the variance at rest. Default: 8; at 3 rest itself crosses it, as the variance is skewed.</summary>
    public double Threshold { get; init; } = 8;

    /// <summary>Gets how long a beginning or an end has to be confirmed, in seconds. Default: 0.01.</summary>
    public double ActiveSeconds { get; init; } = 0.01;

    /// <inheritdoc/>
    internal override void Validate()
    {
        Guard.ThrowIfOutside(WindowSeconds, 1e-4, 10.0);
        Guard.ThrowIfOutside(Threshold, 0.0, 1e6);
        Guard.ThrowIfOutside(ActiveSeconds, 0.0, 10.0);
    }

    /// <inheritdoc/>
    internal override List<Segment> Find(ReadOnlySpan<double> signal, Segment rest, double sampleRate)
    {
        int window = Samples(WindowSeconds, sampleRate);
        double[] means = TestFunctions.CentredMean(signal, window);
        double[] squares = signal.ToArray();
        for (int i = 0; i < squares.Length; i++)
        {
            squares[i] *= squares[i];
        }

        double[] variance = TestFunctions.CentredMean(squares, window);
        for (int i = 0; i < variance.Length; i++)
        {
            variance[i] -= means[i] * means[i];
        }

        RestStatistics atRest = RestStatistics.Of(variance, rest);
        return Runs.Over(variance, atRest.Mean + (Threshold * atRest.StandardDeviation), Samples(ActiveSeconds, sampleRate), 0);
    }
}
