using MyoclonusSignal.Filtering;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Analysis;

/// <summary>The way from a channel's conditioned samples to its rhythm: the envelope of EMG, or the axes of acceleration, at a low rate.</summary>
internal sealed class RhythmPath
{
    // The rhythm estimate looks at up to twice the band's upper border; three times that border leaves room above it.
    private const double EnvelopeRateHz = 50;
    private const double EnvelopeRateRatio = 6;
    private const double LeastRateRatio = 4;

    // Wrist-worn recorders give 25 or 30 Hz: the decision needs the spectrum up to twice the band's border, so that border is
    // lowered to a quarter of the rate, down to a rate (20 Hz by default) that leaves a band worth asking for.
    private const double LeastNarrowedRatio = 2.5;
    private const double LeastBandRatio = 1.2;

    // Samples of the envelope on either side of a heartbeat that it still reaches: some 30 ms.
    private const int BeatMargin = 3;

    private readonly bool _isAcceleration;
    private readonly int _factor;
    private readonly EnvelopeDecimator[] _decimators;
    private readonly RhythmEstimator _rhythm;
    private double _originSeconds = double.NaN;
    private long _clockSamples;

    private RhythmPath(bool isAcceleration, int axes, int factor, double sampleRate, int longestInput, RhythmOptions options)
    {
        _isAcceleration = isAcceleration;
        _factor = factor;
        _decimators = [.. Enumerable.Range(0, isAcceleration ? axes : 1).Select(_ => new EnvelopeDecimator(factor, longestInput))];
        _rhythm = new RhythmEstimator(sampleRate / factor, _decimators.Length, options);
    }

    /// <summary>Gets the number of samples of the envelope so far, gaps left out.</summary>
    public long EnvelopeSamples { get; private set; }

    /// <summary>Makes the path, or gives <see langword="null"/> where the channel is sampled too slowly for the rhythm's band.</summary>
    public static RhythmPath? Create(RecordingChannel channel, ChannelKind kind, int longestInput, RhythmOptions options)
    {
        double sampleRate = channel.SampleRate;
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

        return new RhythmPath(kind == ChannelKind.Acceleration, channel.Signals.Count, factor, sampleRate, longestInput, narrowed)
        {
            NarrowedHz = highest < options.BandHighHz ? highest : null,
        };
    }

    /// <summary>Begins a segment at a time on the recording's clock.</summary>
    public void BeginSegment(double seconds)
    {
        if (double.IsNaN(_originSeconds))
        {
            _originSeconds = seconds;
            return;
        }

        // The estimator keeps time by counting samples, so it is told how many a gap leaves out.
        long clock = (long)Math.Round((seconds - _originSeconds) * _rhythm.SampleRate);
        _rhythm.EndSegment(Math.Max(0, clock - _clockSamples));
        _clockSamples = Math.Max(_clockSamples, clock);
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
            _rhythm.Process(first, _decimators[1].Means(samples[1].AsSpan(0, length)), _decimators[2].Means(samples[2].AsSpan(0, length)));
        }
        else
        {
            _rhythm.Process(first);
        }

        _clockSamples += first.Length;
        EnvelopeSamples += first.Length;
    }

    /// <summary>Takes a heartbeat out: its harmonics lie at 3–8 Hz and must not be taken for a rhythm of the muscle.</summary>
    public void Bridge(in DetectedBurst beat) => _rhythm.Bridge(
        beat.EnvelopeOrigin + (beat.Burst.Start / _factor) - BeatMargin,
        beat.EnvelopeOrigin + (beat.Burst.End / _factor) + 1 + BeatMargin);

    /// <summary>Gets where the band ends for the sampling rate's sake, in Hz; <see langword="null"/> where it is the one asked for.</summary>
    public double? NarrowedHz { get; private init; }

    /// <summary>Gets the rate of the samples from which the rhythm is told, in Hz.</summary>
    public double RhythmRateHz => _rhythm.SampleRate;

    /// <summary>Gives the rhythm, its times on the recording's clock; <see langword="null"/> where there was no sample.</summary>
    /// <param name="filter">The filter before the estimate where its gain belongs to the amplitude; <see langword="null"/> otherwise.</param>
    public RhythmResult? Finish(SosCoefficients? filter)
    {
        if (double.IsNaN(_originSeconds))
        {
            return null;
        }

        RhythmResult result = _rhythm.Finish();
        double loss = result.FrequencyHz is double frequency ? Loss(frequency, filter) : 1;
        return result with
        {
            Reason = NarrowedHz is double end
                ? FormattableString.Invariant($"{result.Reason}; nothing was looked for above {end:0.##} Hz, a quarter of the sampling rate")
                : result.Reason,
            Bouts = [.. result.Bouts.Select(bout => bout.Shifted(_originSeconds, 1 / loss))],
            Others = [.. result.Others.Select(other => other.Shifted(_originSeconds, 1 / Loss(other.FrequencyHz, filter)))],
            Amplitude = result.Amplitude / loss,
            Cycles = result.Cycles?.Shifted(_originSeconds, 1 / loss),
            Spectrogram = result.Spectrogram?.Shifted(_originSeconds),
        };
    }

    private double Loss(double frequencyHz, SosCoefficients? filter) =>
        MeanGain(frequencyHz) * (filter?.Response(frequencyHz).Magnitude ?? 1);

    // What is left of a sine wave after means over so many samples.
    private double MeanGain(double frequencyHz)
    {
        double half = Math.PI * frequencyHz / (_rhythm.SampleRate * _factor);
        return _factor == 1 ? 1 : Math.Sin(_factor * half) / (_factor * Math.Sin(half));
    }
}
