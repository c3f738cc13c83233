using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Envelopes;

/// <summary>The linear envelope of whole recordings, many stretches at once in the lanes of the processor's vectors and on its cores.</summary>
/// <remarks>
/// A long signal is cut into stretches, each of which starts early enough that nothing is left of not having seen what came
/// before: the samples are those of <see cref="LinearEnvelope"/> to 1e-12 of the envelope's size. Where a signal is cut depends on
/// the lengths of the signals alone, so that the number of threads changes no bit. A signal that is too short to be cut is run as a
/// stream. NaN and infinity spoil the rest of their stretch, which no one should rely on: split a recording at its gaps first.
/// </remarks>
public static class WholeEnvelope
{
    /// <summary>Computes the envelope of one signal.</summary>
    /// <param name="design">What the envelope is made of.</param>
    /// <param name="signal">The signal, without gaps.</param>
    /// <param name="envelope">Receives the envelope; as long as the signal, and other memory.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <exception cref="ArgumentException">The lengths differ, the memory overlaps, or the design's filters are for different sampling rates.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is below 1.</exception>
    public static void Compute(
        LinearEnvelopeDesign design, ReadOnlyMemory<double> signal, Memory<double> envelope, int threads = 1) =>
        Compute(design, [signal], [envelope], threads);

    /// <summary>Computes the envelopes of several signals.</summary>
    /// <param name="design">What the envelopes are made of.</param>
    /// <param name="signals">The signals, without gaps; they may have different lengths, but are fastest when they have the same.</param>
    /// <param name="envelopes">Receive the envelopes; each as long as its signal, and other memory.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <exception cref="ArgumentException">The numbers or lengths differ, memory overlaps, or the design's filters are for different sampling rates.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is below 1.</exception>
    public static void Compute(
        LinearEnvelopeDesign design,
        IReadOnlyList<ReadOnlyMemory<double>> signals,
        IReadOnlyList<Memory<double>> envelopes,
        int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentNullException.ThrowIfNull(envelopes);
        Guard.ThrowIfOutside(threads, 1, int.MaxValue);
        design.Validate();
        ThrowIfMismatched(signals, envelopes);

        LaneGroup[] groups = LanePlan.Groups([.. signals.Select(signal => signal.Length)], design.SettlingSamples(LanePlan.Tolerance));
        void Run(LaneGroup group)
        {
            if (group.Stretches.Length == 1)
            {
                LaneStretch only = group.Stretches[0];
                new LinearEnvelope(design).Process(signals[only.Signal].Span, envelopes[only.Signal].Span);
            }
            else
            {
                group.Run(new LinearEnvelope(design, LanePlan.Width), signals, envelopes);
            }
        }

        if (threads == 1 || groups.Length == 1)
        {
            Array.ForEach(groups, Run);
        }
        else
        {
            Parallel.ForEach(groups, new ParallelOptions { MaxDegreeOfParallelism = threads }, Run);
        }
    }

    private static void ThrowIfMismatched(IReadOnlyList<ReadOnlyMemory<double>> signals, IReadOnlyList<Memory<double>> envelopes)
    {
        if (signals.Count != envelopes.Count)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Expected an envelope for each of {signals.Count} signals; found {envelopes.Count}."),
                nameof(envelopes));
        }

        for (int i = 0; i < signals.Count; i++)
        {
            Guard.ThrowIfNotLength<double>(envelopes[i].Span, signals[i].Length, nameof(envelopes));
            for (int other = 0; other < signals.Count; other++)
            {
                if (signals[other].Span.Overlaps(envelopes[i].Span) || (other != i && envelopes[other].Span.Overlaps(envelopes[i].Span)))
                {
                    throw new ArgumentException("An envelope must not lie in the memory of a signal or of another envelope.", nameof(envelopes));
                }
            }
        }
    }
}
