using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection.Published;

/// <summary>Hodges and Bui's test function, held for a while: Lidierth (1986), doi:10.1016/0013-4694(86)90163-X.</summary>
public sealed record Lidierth : PublishedDetector
{
    /// <inheritdoc/>
    public override string Name => "Lidierth";

    /// <summary>Gets the length of the moving mean in seconds. Default: 0.05, as Hodges and Bui's.</summary>
    public double WindowSeconds { get; init; } = 0.05;

    /// <summary>Gets the threshold in standard deviations of rest. Default: 3, as Hodges and Bui's; the paper leaves it to the user.</summary>
    public double Threshold { get; init; } = 3;

    /// <summary>Gets how long the test function has to stay over (under) the threshold in seconds. Default: 0.015, less than half the shortest jerks.</summary>
    public double ActiveSeconds { get; init; } = 0.015;

    /// <summary>Gets for how long in a row it may fail on the way, in seconds. Default: 0.003.</summary>
    public double FailSeconds { get; init; } = 0.003;

    /// <inheritdoc/>
    internal override void Validate()
    {
        Guard.ThrowIfOutside(WindowSeconds, 1e-4, 10.0);
        Guard.ThrowIfOutside(Threshold, 0.0, 1e6);
        Guard.ThrowIfOutside(ActiveSeconds, 0.0, 10.0);
        Guard.ThrowIfOutside(FailSeconds, 0.0, 10.0);
    }

    /// <inheritdoc/>
    internal override List<Segment> Find(ReadOnlySpan<double> signal, Segment rest, double sampleRate) => Runs.Over(
        TestFunctions.HodgesBui(signal, rest, Samples(WindowSeconds, sampleRate)),
        Threshold,
        Samples(ActiveSeconds, sampleRate),
        (int)Math.Round(FailSeconds * sampleRate));
}
