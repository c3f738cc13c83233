using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Lets a detector that needs a whole signal find the bursts of each segment. The segment's conditioned samples are kept
/// meanwhile, eight bytes each; a detector whose levels have a unit sees them in that unit.
/// </summary>
internal sealed class WholeSegmentDetection(
    IBurstDetector detector, double unitRatio, double jerkLimitSeconds, double sampleRate, double minimumFloorRms)
{
    private readonly BurstSpectrum _spectrum = new(sampleRate);
    private double[] _signal = new double[1 << 16];
    private int _count;

    /// <summary>Gets the root mean square of what the detector left out in the last segment.</summary>
    public double FloorRms { get; private set; }

    /// <summary>Takes in conditioned samples of a segment.</summary>
    public void Add(ReadOnlySpan<double> input)
    {
        if (_count + input.Length > _signal.Length)
        {
            Array.Resize(ref _signal, (int)Math.Min(Array.MaxLength, Math.Max(2L * _signal.Length, (long)_count + input.Length)));
        }

        input.CopyTo(_signal.AsSpan(_count));
        _count += input.Length;
    }

    /// <summary>Ends the segment.</summary>
    /// <returns>Its bursts in the order of time.</returns>
    /// <exception cref="InvalidOperationException">The detector gave bursts that are out of order, are empty, or lie outside the signal.</exception>
    public List<Burst> Finish()
    {
        ReadOnlySpan<double> signal = _signal.AsSpan(0, _count);
        _count = 0;
        IReadOnlyList<Segment> found = detector.Detect(InUnit(signal), sampleRate);
        double restPower = 0;
        long restCount = 0;
        long last = 0;
        long lastStart = 0;
        foreach (Segment burst in found)
        {
            if (burst.Start < lastStart || burst.End <= burst.Start || burst.End > signal.Length)
            {
                throw new InvalidOperationException(
                    FormattableString.Invariant($"The detector \"{detector.Name}\" gave a burst from {burst.Start} to {burst.End} after one that began at {lastStart}, of {signal.Length} samples; bursts must come in the order of their onsets and hold a sample."));
            }

            AddPower(signal[(int)Math.Min(last, burst.Start)..(int)burst.Start]);
            lastStart = burst.Start;
            last = Math.Max(last, burst.End);
        }

        AddPower(signal[(int)last..]);
        FloorRms = Math.Max(minimumFloorRms, restCount > 0 ? Math.Sqrt(restPower / restCount) : 0);
        List<Burst> bursts = new(found.Count);
        foreach (Segment burst in found)
        {
            bursts.Add(Measure(signal, burst));
        }

        return bursts;

        void AddPower(ReadOnlySpan<double> rest)
        {
            foreach (double sample in rest)
            {
                restPower += sample * sample;
            }

            restCount += rest.Length;
        }
    }

    private ReadOnlySpan<double> InUnit(ReadOnlySpan<double> signal)
    {
        if (unitRatio == 1)
        {
            return signal;
        }

        double[] converted = new double[signal.Length];
        for (int i = 0; i < converted.Length; i++)
        {
            converted[i] = signal[i] * unitRatio;
        }

        return converted;
    }

    private Burst Measure(ReadOnlySpan<double> signal, Segment burst)
    {
        ReadOnlySpan<double> samples = signal[(int)burst.Start..(int)burst.End];
        double power = 0;
        double area = 0;
        int peak = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            power += samples[i] * samples[i];
            area += Math.Abs(samples[i]);
            peak = Math.Abs(samples[i]) > Math.Abs(samples[peak]) ? i : peak;
        }

        double rms = Math.Sqrt(power / samples.Length);
        _spectrum.Add(samples);
        return new Burst(
            burst.Start,
            burst.End,
            burst.Length > jerkLimitSeconds * sampleRate ? EventKind.Contraction : EventKind.Jerk,
            burst.Start + peak,
            Math.Abs(samples[peak]),
            rms,
            area / sampleRate,
            FloorRms,
            20 * Math.Log10(rms / FloorRms),
            double.NaN,
            _spectrum.TakeMeanHz(),
            double.NaN,
            double.NaN,
            BurstRejection.None);
    }
}
