using MyoclonusSignal.Filtering;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>Keeps the envelope or the axes of the whole recording and tells the rhythm at its end.</summary>
internal sealed class RhythmPath : RhythmFeed
{
    // Samples of the envelope on either side of a heartbeat that it still reaches: some 30 ms, and what the decimation adds.
    private const int BeatMargin = 3 + EnvelopeDecimator.Lag;

    private readonly RhythmEstimator _rhythm;
    private double _originSeconds = double.NaN;
    private long _clockSamples;

    public RhythmPath(int axes, int factor, double rhythmRateHz, int longestInput, RhythmOptions options)
        : base(axes, factor, rhythmRateHz, longestInput) => _rhythm = new RhythmEstimator(rhythmRateHz, Math.Max(1, axes), options);

    /// <inheritdoc/>
    public override void BeginSegment(double seconds)
    {
        if (double.IsNaN(_originSeconds))
        {
            _originSeconds = seconds;
            return;
        }

        // The estimator keeps time by counting samples, so it is told how many a gap leaves out.
        long clock = (long)Math.Round((seconds - _originSeconds) * RhythmRateHz);
        _rhythm.EndSegment(Math.Max(0, clock - _clockSamples));
        _clockSamples = Math.Max(_clockSamples, clock);
        base.BeginSegment(seconds);
    }

    /// <inheritdoc/>
    public override void EndSegment() => Flush();

    /// <inheritdoc/>
    public override void Bridge(in DetectedBurst beat) => _rhythm.Bridge(
        beat.EnvelopeOrigin + (beat.Burst.Start / Factor) - BeatMargin,
        beat.EnvelopeOrigin + (beat.Burst.End / Factor) + 1 + BeatMargin);

    /// <inheritdoc/>
    public override RhythmResult? Finish(SosCoefficients? filter)
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

    /// <inheritdoc/>
    protected override void Take(ReadOnlySpan<double> samples)
    {
        _rhythm.Process(samples);
        _clockSamples += samples.Length;
    }

    /// <inheritdoc/>
    protected override void Take(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z)
    {
        _rhythm.Process(x, y, z);
        _clockSamples += x.Length;
    }

    private double Loss(double frequencyHz, SosCoefficients? filter) =>
        EnvelopeDecimator.Gain(frequencyHz / RhythmRateHz, Factor) * (filter?.Response(frequencyHz).Magnitude ?? 1);
}

/// <summary>What a rhythm was estimated from: the demodulation of EMG, or the axes of acceleration.</summary>
/// <param name="IsEnvelope">Whether it is the envelope of EMG: band-passed, rectified, and averaged down.</param>
/// <param name="Band">The pass band before that, in Hz.</param>
/// <param name="SampleRateHz">The rate of the samples in which the rhythm was looked for, each a weighted mean of those of the recording.</param>
/// <param name="Axes">The number of axes whose spectra are summed.</param>
internal sealed record RhythmSource(bool IsEnvelope, FrequencyBand Band, double SampleRateHz, int Axes);
