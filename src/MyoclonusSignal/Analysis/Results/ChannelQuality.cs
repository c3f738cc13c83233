using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>How good the signals of one channel are, as a stream: missing, clipped and flat samples, and the hum.</summary>
internal sealed class ChannelQuality
{
    // One window of two seconds every ten: enough to tell the hum, hardly any work.
    private const double MainsEverySeconds = 10;

    private readonly QualityMeter[] _meters;
    private readonly QualityMeter[] _known;
    private readonly MainsDetector[] _mains;

    /// <summary>Initializes a new instance of the <see cref="ChannelQuality"/> class.</summary>
    /// <param name="axes">The number of signals.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public ChannelQuality(int axes, double sampleRate)
    {
        _meters = [.. Enumerable.Range(0, axes).Select(_ => new QualityMeter(sampleRate))];
        _known = [.. Enumerable.Range(0, axes).Select(_ => new QualityMeter(sampleRate))];
        _mains = [.. Enumerable.Range(0, axes).Select(_ => new MainsDetector(sampleRate, MainsEverySeconds))];
    }

    /// <summary>Takes in samples, missing ones among them.</summary>
    public void Process(int axis, ReadOnlySpan<double> samples, double startSeconds) => _meters[axis].Process(samples, startSeconds);

    /// <summary>Takes in the same samples again without those that were lost, which are at no rail.</summary>
    public void ProcessKnown(int axis, ReadOnlySpan<double> samples, double startSeconds) => _known[axis].Process(samples, startSeconds);

    /// <summary>Takes in samples that are all there.</summary>
    public void ProcessPresent(int axis, ReadOnlySpan<double> samples) => _mains[axis].Process(samples);

    /// <summary>Ends a stretch of samples, of missing ones too.</summary>
    public void EndStretch()
    {
        foreach (QualityMeter meter in _meters.Concat(_known))
        {
            meter.EndSegment();
        }
    }

    /// <summary>Ends a gap-free segment.</summary>
    public void EndSegment()
    {
        foreach (MainsDetector mains in _mains)
        {
            mains.EndSegment();
        }
    }

    /// <summary>Gives the quality in numbers.</summary>
    /// <param name="noiseFloorRms">The noise floor, where there is one.</param>
    /// <param name="lostSamples">How many samples of each signal are lost and no flat stretch.</param>
    public SignalQuality Quality(double? noiseFloorRms, long lostSamples)
    {
        long samples = _meters.Sum(meter => meter.SampleCount);
        double? line = null;
        foreach (MainsDetector mains in _mains)
        {
            mains.Find(out double excess);
            line = double.IsNaN(excess) ? line : Math.Max(line ?? excess, excess);
        }

        double Fraction(long count) => samples == 0 ? 0 : (double)count / samples;
        return new SignalQuality(
            _meters[0].SampleCount,
            Fraction(_meters.Sum(meter => meter.MissingCount) + (lostSamples * _meters.Length)),
            Fraction(_known.Sum(meter => meter.ClippedCount)),
            Fraction(_meters.Sum(meter => meter.FlatCount)),
            line,
            noiseFloorRms);
    }

    /// <summary>Gives the stretches at a rail and the flat ones, of every axis, as times.</summary>
    public (IEnumerable<Interval> Clipped, IEnumerable<Interval> Flat) Places() =>
        (_known.SelectMany(meter => meter.ClippedPlaces), _meters.SelectMany(meter => meter.FlatPlaces));
}

/// <summary>How good one channel's signal is. Fractions are of all its samples.</summary>
/// <param name="SampleCount">The number of samples, missing ones included.</param>
/// <param name="MissingFraction">Fraction of samples that are missing, those of lost packets among them.</param>
/// <param name="ClippedFraction">Fraction of samples in runs of three or more at the largest or the smallest value of the recording.</param>
/// <param name="FlatFraction">Fraction of samples in stretches of half a second or more without any change.</param>
/// <param name="LineNoiseDb">Power at the mains frequency over the power beside it, before it was taken out, in decibels; <see langword="null"/> where it is not known.</param>
/// <param name="NoiseFloorRms">Median root mean square of the noise floor after conditioning, in the channel's unit; <see langword="null"/> where nothing was detected in.</param>
public sealed record SignalQuality(
    long SampleCount,
    double MissingFraction,
    double ClippedFraction,
    double FlatFraction,
    double? LineNoiseDb,
    double? NoiseFloorRms)
{
    /// <summary>Gets a value indicating whether nothing was recorded: every sample that is there has one and the same value.</summary>
    public bool IsDead => FlatFraction > 0 && FlatFraction + MissingFraction > 1 - 1e-9;
}
