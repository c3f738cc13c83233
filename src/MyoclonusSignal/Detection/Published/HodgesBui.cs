using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection.Published;

/// <summary>A moving mean of the rectified signal against rest: Hodges and Bui (1996), doi:10.1016/s0013-4694(96)95190-5.</summary>
public sealed record HodgesBui : PublishedDetector
{
    /// <inheritdoc/>
    public override string Name => "Hodges-Bui";

    /// <summary>Gets the length of the moving mean in seconds. Default: 0.05, of the three the paper tries (10, 25, 50 ms).</summary>
    public double WindowSeconds { get; init; } = 0.05;

    /// <summary>Gets the threshold in standard deviations of rest. Default: 3, of the three the paper tries (1, 2, 3).</summary>
    public double Threshold { get; init; } = 3;

    /// <inheritdoc/>
    internal override void Validate()
    {
        Guard.ThrowIfOutside(WindowSeconds, 1e-4, 10.0);
        Guard.ThrowIfOutside(Threshold, 0.0, 1e6);
    }

    /// <inheritdoc/>
    internal override List<Segment> Find(ReadOnlySpan<double> signal, Segment rest, double sampleRate) =>
        Runs.Over(TestFunctions.HodgesBui(signal, rest, Samples(WindowSeconds, sampleRate)), Threshold);
}
