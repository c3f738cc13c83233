using System.Globalization;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Decides whether a channel that is called an EMG is not a raw one but an envelope, a trend or a rectified EMG, in which a band
/// pass from 20 Hz on would find the wrong thing or nothing. Told by one sign throughout together with the shape of the
/// distribution, so that a raw EMG on an offset (the counts of a converter) is not refused.
/// </summary>
internal sealed class RawEmgCheck
{
    // Half the rate is as high as a signal can go: 10 Hz, half of what is left of movement after the usual high-pass.
    private const double LeastRateHz = 20;
    private const double LeastSeconds = 2;
    private const int MostSorted = 200_000;

    // Half-normal samples have 11 % of their mass in the lowest fifth between 0 and the median, a symmetric distribution on
    // an offset under 1 %; and reach 3.9 times as far above the median as below it (99.9 % and 0.1 %), a symmetric one once.
    private const double LowestFifth = 0.2;
    private const double LeastLowMass = 0.05;
    private const double ReachesZero = 0.1;
    private const double LeastSkew = 1.5;

    // A moving average of 100 ms lowers 40–100 Hz by 22 dB against 2–8 Hz, and a burst's envelope is slow besides. Raw EMG
    // has its floor there; movement can stand above it as far, but then to both sides and small against the offset.
    private const double SlowRatio = 100;
    private const double SlowLowHz = 2;
    private const double SlowHighHz = 8;
    private const double FastLowHz = 40;
    private const double FastHighHz = 100;
    private const double LowFastFraction = 0.3;
    private const double HighFastFraction = 0.45;

    // The median over windows of a second, each without its slope: an electrode that settles is slow in the first ones only.
    private readonly double _sampleRate;
    private readonly Welch? _welch;
    private readonly List<double> _samples = [];
    private readonly int _stride;
    private long _count;

    /// <summary>Initializes a new instance of the <see cref="RawEmgCheck"/> class.</summary>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="mostSamples">The most samples that will be shown to it.</param>
    public RawEmgCheck(double sampleRate, int mostSamples)
    {
        _sampleRate = sampleRate;
        _stride = Math.Max(1, mostSamples / MostSorted);
        _welch = sampleRate > LeastRateHz ? new Welch(sampleRate, new WelchOptions { WindowSeconds = 1, Detrend = Detrend.Linear, Average = SpectrumAverage.Median }) : null;
    }

    /// <summary>Takes in samples; missing ones are left out.</summary>
    public void Process(ReadOnlySpan<double> samples)
    {
        _welch?.Process(samples);
        foreach (double sample in samples)
        {
            if (MissingSample.IsPresent(sample) && _count++ % _stride == 0)
            {
                _samples.Add(sample);
            }
        }
    }

    /// <summary>Says what the signal is instead of a raw EMG, or gives <see langword="null"/> where it may be one.</summary>
    public string? Finding()
    {
        if (_sampleRate <= LeastRateHz)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it is sampled at {_sampleRate:0.###} Hz, so it holds nothing above {_sampleRate / 2:0.###} Hz: a trend or an envelope");
        }

        if (_samples.Count < LeastSeconds * _sampleRate / _stride || (_samples.Min() < 0 && _samples.Max() > 0))
        {
            return null;
        }

        double[] sorted = [.. _samples];
        Array.Sort(sorted);
        bool isNegative = sorted[0] < 0;
        if (isNegative)
        {
            sorted = [.. sorted.Select(sample => -sample).Reverse()];
        }

        double low = sorted[(int)(0.001 * (sorted.Length - 1))];
        double median = Statistics.UpperMedian(sorted);
        double high = sorted[(int)(0.999 * (sorted.Length - 1))];
        bool isSkewed = high > median && high - median >= LeastSkew * (median - low);
        string sign = isNegative ? "above" : "below";
        double lowMass = sorted.Count(sample => sample <= LowestFifth * median) / (double)sorted.Length;
        if (isSkewed && median > 0 && low <= ReachesZero * median && lowMass >= LeastLowMass)
        {
            return string.Create(CultureInfo.InvariantCulture, $"no sample lies {sign} 0 and {lowMass:P0} lie next to it: a rectified EMG");
        }

        return isSkewed && high - low >= low && SlowExcess() >= SlowRatio
            ? string.Create(CultureInfo.InvariantCulture, $"no sample lies {sign} 0 and its density at {SlowLowHz:0}-{SlowHighHz:0} Hz is {10 * Math.Log10(SlowExcess()):0} dB above that of the EMG's band: an envelope")
            : null;
    }

    private double SlowExcess()
    {
        if (_welch is null || _welch.WindowCount == 0)
        {
            return 0;
        }

        PowerSpectrum spectrum = _welch.ToSpectrum();
        double fastHigh = Math.Min(FastHighHz, HighFastFraction * _sampleRate);
        double fastLow = Math.Min(FastLowHz, LowFastFraction * _sampleRate);
        double slowHigh = Math.Min(SlowHighHz, 0.8 * fastLow);
        double fast = spectrum.BandPower(fastLow, fastHigh) / (fastHigh - fastLow);
        double slow = spectrum.BandPower(SlowLowHz, slowHigh) / (slowHigh - SlowLowHz);

        // A signal without any fast part at all, as a staircase of a few steps, is slower than anything.
        return slow <= 0 ? 0 : slow / Math.Max(fast, 1e-12 * slow);
    }
}
