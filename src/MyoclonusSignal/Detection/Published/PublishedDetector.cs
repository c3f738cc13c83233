using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection.Published;

/// <summary>A detector from the literature that compares the signal with its own rest, told once for the whole signal.</summary>
/// <remarks>
/// Written from the papers, without the faults of other implementations: rest is described after rectification, quantities are
/// compared in one unit, a minimum duration counts samples in a row, and a burst at the border of the signal is kept.
/// </remarks>
public abstract record PublishedDetector : IBurstDetector
{
    // Of less, noise alone shows a tenth of its spread or ten times.
    private const double LeastRestSeconds = 0.02;

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public virtual string? Unit => null;

    /// <summary>Gets the stretch at rest. Default: none, so that the quietest one is sought.</summary>
    public Segment? Rest { get; init; }

    /// <summary>
    /// Gets the length in seconds of the quietest stretch that is sought, in a short signal half of that. Default: 0.5, between two
    /// jerks of most trains.
    /// </summary>
    /// <remarks>
    /// The quietest stretch of many is quieter than rest is on the whole (of a minute of noise between 20 and 450 Hz its standard
    /// deviation is some 5 % too small), so thresholds near rest are reached more often than a given <see cref="Rest"/> would have it.
    /// </remarks>
    public double RestSeconds { get; init; } = 0.5;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">An option or the sampling rate is outside its range.</exception>
    /// <exception cref="ArgumentException">The rest does not lie in the signal.</exception>
    public IReadOnlyList<Segment> Detect(ReadOnlySpan<double> signal, double sampleRate)
    {
        Guard.ThrowIfNotSampleRate(sampleRate);
        Guard.ThrowIfOutside(RestSeconds, 0.01, 3600.0);
        Validate();

        // Of a short signal a half at most can be rest.
        int restSamples = Math.Min(Samples(RestSeconds, sampleRate), signal.Length / 2);
        if (Rest is null && restSamples < Math.Max(2, LeastRestSeconds * sampleRate))
        {
            return [];
        }

        Segment rest = Rest ?? RestFinder.Quietest(signal, restSamples, rank: 1);
        if (rest.Start < 0 || rest.End > signal.Length || rest.Length < 2)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"{nameof(Rest)} needs at least two samples within the {signal.Length} of the signal; found {rest.Start} to {rest.End}."),
                nameof(signal));
        }

        return Find(signal, rest, sampleRate);
    }

    /// <summary>Gives a duration in whole samples, at least one.</summary>
    internal static int Samples(double seconds, double sampleRate) => Math.Max(1, (int)Math.Round(seconds * sampleRate));

    /// <summary>Checks the options.</summary>
    internal abstract void Validate();

    /// <summary>Finds the bursts.</summary>
    internal abstract List<Segment> Find(ReadOnlySpan<double> signal, Segment rest, double sampleRate);
}
