using System.Diagnostics.CodeAnalysis;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Analysis;

/// <summary>The way from a channel's conditioned samples to its rhythm: the envelope of EMG, or the axes of acceleration, at a low rate.</summary>
internal abstract class RhythmFeed
{
    // The rhythm estimate looks at up to twice the band's upper border; three times that border leaves room above it.
    private const double EnvelopeRateHz = 50;
    private const double EnvelopeRateRatio = 6;
    private const double LeastRateRatio = 4;

    // Wrist-worn recorders give 25 or 30 Hz: the decision needs the spectrum up to twice the band's border, so that border is
    // lowered to a quarter of the rate, down to a rate (20 Hz by default) that leaves a band worth asking for.
    private const double LeastNarrowedRatio = 2.5;
    private const double LeastBandRatio = 1.2;

    private readonly bool _isAcceleration;
    private readonly EnvelopeDecimator[] _decimators;

    /// <summary>Initializes a new instance of the <see cref="RhythmFeed"/> class.</summary>
    /// <param name="axes">The number of axes of acceleration, or 0 for EMG.</param>
    /// <param name="factor">By how much the rate is lowered.</param>
    /// <param name="rhythmRateHz">The rate that is left in Hz.</param>
    /// <param name="longestInput">The most samples that come in at once.</param>
    protected RhythmFeed(int axes, int factor, double rhythmRateHz, int longestInput)
    {
        _isAcceleration = axes > 0;
        Factor = factor;
        RhythmRateHz = rhythmRateHz;
        _decimators = [.. Enumerable.Range(0, Math.Max(1, axes)).Select(_ => new EnvelopeDecimator(factor, longestInput))];
    }

    /// <summary>Gets the number of samples of the envelope so far, gaps left out.</summary>
    public long EnvelopeSamples { get; private set; }

    /// <summary>Gets where the band ends for the sampling rate's sake, in Hz; <see langword="null"/> where it is the one asked for.</summary>
    public double? NarrowedHz { get; private init; }

    /// <summary>Gets the rate of the samples from which the rhythm is estimated, in Hz.</summary>
    public double RhythmRateHz { get; }

    /// <summary>Gets by how much the rate is lowered.</summary>
    protected int Factor { get; }

    /// <summary>Makes the way, or gives <see langword="null"/> where the channel is sampled too slowly for the rhythm's band.</summary>
    /// <param name="context">The channel.</param>
    /// <param name="isLive">Whether the rhythm is reported as it goes on, and not estimated at the end.</param>
    public static RhythmFeed? Create(ChannelContext context, bool isLive)
    {
        double sampleRate = context.SampleRate;
        RhythmOptions options = context.Options.Rhythm;
        int factor = Math.Max(1, (int)(sampleRate / Math.Max(EnvelopeRateHz, EnvelopeRateRatio * options.BandHighHz)));
        double highest = sampleRate / (factor * LeastRateRatio);
        RhythmOptions narrowed = options;
        if (highest < options.BandHighHz)
        {
            if (sampleRate < LeastNarrowedRatio * options.BandHighHz || highest < LeastBandRatio * options.BandLowHz)
            {
                return null;
            }

            narrowed = options with { BandHighHz = highest };
        }

        int axes = context.IsAcceleration ? context.Axes : 0;
        double? end = highest < options.BandHighHz ? highest : null;
        return isLive
            ? new LiveRhythm(context.Channel.Name, axes, factor, sampleRate / factor, SignalConditioner.ChunkSamples, narrowed) { NarrowedHz = end }
            : new RhythmPath(axes, factor, sampleRate / factor, SignalConditioner.ChunkSamples, narrowed) { NarrowedHz = end };
    }

    /// <summary>Begins a segment at a time on the recording's clock.</summary>
    public virtual void BeginSegment(double seconds)
    {
        foreach (EnvelopeDecimator decimator in _decimators)
        {
            decimator.Reset();
        }
    }

    /// <summary>Takes in samples: of EMG those of its band, of acceleration those of slow movement, one array an axis.</summary>
    public void Process(double[][] samples, int length)
    {
        ReadOnlySpan<double> first = samples[0].AsSpan(0, length);
        first = _isAcceleration ? _decimators[0].Means(first) : _decimators[0].MeanMagnitudes(first);
        if (_decimators.Length == 3)
        {
            Take(first, _decimators[1].Means(samples[1].AsSpan(0, length)), _decimators[2].Means(samples[2].AsSpan(0, length)));
        }
        else
        {
            Take(first);
        }

        EnvelopeSamples += first.Length;
    }

    /// <summary>Ends the segment.</summary>
    public virtual void EndSegment()
    {
    }

    /// <summary>Takes in what the decimation still holds back at the end of a segment.</summary>
    protected void Flush()
    {
        ReadOnlySpan<double> first = _decimators[0].Flush();
        if (_decimators.Length == 3)
        {
            Take(first, _decimators[1].Flush(), _decimators[2].Flush());
        }
        else
        {
            Take(first);
        }

        EnvelopeSamples += first.Length;
    }

    /// <summary>Gives the next change of the rhythm, of one that is reported as it goes on.</summary>
    /// <param name="notice">The change, without the time at which it is given.</param>
    /// <param name="seenSamples">How many samples of the segment had to come in for it.</param>
    public virtual bool TryTake([NotNullWhen(true)] out LiveRhythmNotice? notice, out long seenSamples)
    {
        (notice, seenSamples) = (null, 0);
        return false;
    }

    /// <summary>Takes a heartbeat out: its harmonics lie at 3–8 Hz and must not be taken for a rhythm of the muscle.</summary>
    public virtual void Bridge(in DetectedBurst beat)
    {
    }

    /// <summary>Gives the rhythm of the whole recording; <see langword="null"/> where it was reported live, or there was no sample.</summary>
    /// <param name="filter">The filter before the estimate where its gain belongs to the amplitude; <see langword="null"/> otherwise.</param>
    public virtual RhythmResult? Finish(SosCoefficients? filter) => null;

    /// <summary>Takes in samples of the envelope, or of the one axis.</summary>
    protected abstract void Take(ReadOnlySpan<double> samples);

    /// <summary>Takes in samples of three axes.</summary>
    protected abstract void Take(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z);
}
