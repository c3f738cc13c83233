using System.Numerics;
using System.Runtime.InteropServices;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Rhythm;

/// <summary>The power spectra of overlapping Hann windows, summed over the axes, each divided by its geometric mean.</summary>
/// <remarks>
/// The division gives every window the same say: without it one loud movement carries the average and the number of
/// windows no longer tells how reliable it is. Of a long record most spectra are not kept: what a window has is taken from the
/// samples again, so that memory does not grow with them.
/// </remarks>
internal sealed class WindowedPower
{
    // How far the tail follows the skewness rather than the variance: of white noise in 2 to 57 windows at overlaps of 0.5
    // and 0.75 the ratio of a peak to its flanks exceeds F's quantiles of 1 and 0.1 % as those of 0.91 to 1 times as many
    // windows would (10⁵ records each); the fifth root of the two counts' ratio is 0.95 at 0.75, 0.99 at 0.5 and 1 at 0.
    private const double TailWeight = 0.2;

    // The spectra of the first windows are kept, 2 MB of them: half an hour of one channel at the usual settings.
    private const int MostKeptValues = 1 << 18;

    private readonly double[] _total;
    private readonly double[] _kept;
    private readonly int _mostKept;
    private readonly List<double> _level;
    private readonly List<long> _start;
    private readonly List<int> _segment;
    private readonly WindowOverlap _overlap;
    private readonly Complex[] _crossed;
    private readonly int _axisCount;
    private readonly RealFft _fft;
    private readonly WindowScratch _scratch;
    private readonly UnevenSamples? _uneven;
    private SampleStore[] _axes;
    private double _levelVariance;

    /// <summary>Lays windows over a record.</summary>
    /// <param name="axes">The samples, which must stay as they are while spectra are asked for.</param>
    /// <param name="segments">The stretches without a gap.</param>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <param name="windowLength">Samples in a window.</param>
    /// <param name="hop">Samples from one window to the next.</param>
    /// <param name="highestHz">The highest frequency wanted.</param>
    /// <param name="keeps">Whether single windows will be asked for in any case, so that the first ones are worth keeping.</param>
    /// <param name="uneven">The samples behind those of an even grid, whose own spectra are taken; null where the clock is even.</param>
    public WindowedPower(
        SampleStore[] axes,
        IReadOnlyList<Segment> segments,
        double sampleRate,
        int windowLength,
        int hop,
        double highestHz,
        bool keeps = false,
        UnevenSamples? uneven = null)
    {
        _axes = axes;
        _uneven = uneven;
        SampleRate = sampleRate;
        WindowLength = windowLength;
        Hop = hop;
        _axisCount = axes.Length;
        _fft = new RealFft(RealFft.NextFastLength(2 * windowLength));
        _scratch = new WindowScratch(axes.Length, _fft);
        StepHz = sampleRate / _fft.Length;
        BinCount = Math.Min(_fft.SpectrumLength, (int)Math.Ceiling(highestHz / StepHz) + 1);

        // The lowest bins hold the trend that the removed mean leaves behind.
        FirstBin = (int)Math.Ceiling(sampleRate / windowLength / StepHz);
        Window = new double[windowLength];
        Spectra.Window.Hann(Window);
        _overlap = new WindowOverlap(Window, hop);
        _crossed = new Complex[BinCount * _axisCount * _axisCount];
        _total = new double[BinCount];
        _mostKept = keeps ? MostKeptValues / BinCount : 0;
        long most = segments.Sum(segment => Math.Max(0, ((segment.Length - windowLength) / hop) + 1));
        _kept = new double[Math.Min(most, _mostKept) * BinCount];
        _mostKept = _kept.Length / BinCount;
        _level = new List<double>((int)most);
        _start = new List<long>((int)most);
        _segment = new List<int>((int)most);
        Fill(axes, segments);
    }

    /// <summary>Takes in other samples in place of those it has; allocates nothing where there are not more windows than ever before.</summary>
    public void Fill(SampleStore[] axes, IReadOnlyList<Segment> segments)
    {
        _axes = axes;
        Array.Clear(_total);
        _level.Clear();
        _start.Clear();
        _segment.Clear();
        Array.Clear(_crossed);
        for (int s = 0; s < segments.Count; s++)
        {
            for (long start = segments[s].Start; start + WindowLength <= segments[s].End; start += Hop)
            {
                Add(start, s);
            }
        }

        EffectiveAxes = Count == 0 ? 1 : AxisMatrix.MeanEffectiveAxes(_crossed, _axisCount, FirstBin, BinCount);

        // The logarithm of a power with 2a degrees of freedom has the variance ψ′(a), about 1/a + 1/(2a²) + 1/(6a³);
        // neighbouring bins are independent beyond 1.5/window length.
        double a = EffectiveAxes;
        _levelVariance = ((1 / a) + (1 / (2 * a * a)) + (1 / (6 * a * a * a))) * 1.5 / ((BinCount - FirstBin) * StepHz * WindowSeconds);
    }

    /// <summary>Takes in the samples of one segment of which all but the last hop are those it has, moved to the front: one window is new.</summary>
    /// <remarks>Of several axes, whose cross spectra are not kept window by window, all windows are laid again.</remarks>
    public void Roll(SampleStore[] axes, IReadOnlyList<Segment> segments)
    {
        if (_axisCount > 1 || Count > _mostKept || Count != ((segments[0].Length - WindowLength) / Hop) + 1)
        {
            Fill(axes, segments);
            return;
        }

        _axes = axes;
        (long start, int place) = (_start[^1], _segment[^1]);
        _kept.AsSpan(BinCount, (Count - 1) * BinCount).CopyTo(_kept);
        CollectionsMarshal.AsSpan(_level)[1..].CopyTo(CollectionsMarshal.AsSpan(_level));
        _level.RemoveAt(Count - 1);
        _start.RemoveAt(Count);
        _segment.RemoveAt(Count);
        Sum(0, Count, _total);
        Add(start, place);
    }

    public double SampleRate { get; }

    public int WindowLength { get; }

    public int Hop { get; }

    public int BinCount { get; }

    public int FirstBin { get; }

    public double StepHz { get; }

    public double[] Window { get; }

    /// <summary>Gets the number of windows with any signal in them.</summary>
    public int Count => _level.Count;

    public double WindowSeconds => WindowLength / SampleRate;

    public int AxisCount => _axisCount;

    public SpectrumMethod Method => _uneven is null ? SpectrumMethod.Welch : SpectrumMethod.LombScargle;

    /// <summary>Gets how many independent axes the summed ones are worth: 1 when they move together, 3 when they do not.</summary>
    public double EffectiveAxes { get; private set; }

    /// <summary>Gets the first sample of a window.</summary>
    public long StartOf(int window) => _start[window];

    /// <summary>Gets what a window was divided by: the geometric mean of |X|².</summary>
    public double LevelOf(int window) => _level[window];

    /// <summary>Averages the windows [first, end).</summary>
    public void Average(int first, int end, Span<double> average)
    {
        average = average[..BinCount];
        if (end - first == 1)
        {
            One(first).CopyTo(average);
            return;
        }

        if (first == 0 && end == Count)
        {
            _total.CopyTo(average);
        }
        else
        {
            Sum(first, end, average);
        }

        foreach (ref double sum in average)
        {
            sum /= end - first;
        }
    }

    /// <summary>The spectrum of one window; valid until the next call of anything here.</summary>
    public ReadOnlySpan<double> One(int window)
    {
        if (window < _mostKept)
        {
            return _kept.AsSpan(window * BinCount, BinCount);
        }

        Span<double> power = _scratch.Power.AsSpan(0, BinCount);
        Transform(_start[window], power);
        PowerSums.Divide(power, _level[window]);
        return power;
    }

    /// <summary>Sums the windows [first, end).</summary>
    public void Sum(int first, int end, Span<double> sum)
    {
        sum.Clear();
        for (int k = first; k < end; k++)
        {
            PowerSums.AddTo(sum, One(k));
        }
    }

    /// <summary>Averages all windows of one axis, each divided by the level that the axes have together.</summary>
    public void AxisPower(int axis, Span<double> average)
    {
        if (_axisCount == 1)
        {
            Average(0, Count, average);
            return;
        }

        int squared = _axisCount * _axisCount;
        for (int b = 0; b < BinCount; b++)
        {
            average[b] = _crossed[(b * squared) + (axis * (_axisCount + 1))].Real / Count;
        }
    }

    /// <summary>How many independent windows the overlapping ones [first, end) are worth, axes included.</summary>
    public double EffectiveCount(int first, int end) => Worth(first, end, skewness: 0);

    /// <summary>The same for the tail of the mean's distribution: fewer, as correlated powers are more often large than the variance tells.</summary>
    public double TailCount(int first, int end) => Worth(first, end, TailWeight);

    // The eigenvalues λ of the windows' correlations ρ give the number of equal variance, (Σλ)²/Σλ², and that of equal
    // skewness, (Σλ²)³/(Σλ³)², with Σλ² = Σρᵢⱼ² and Σλ³ = Σρᵢⱼρⱼₖρₖᵢ.
    private double Worth(int first, int end, double skewness)
    {
        double squares = 0;
        double cubes = 0;
        int run = first;
        while (run < end)
        {
            int next = run + 1;
            while (next < end && _segment[next] == _segment[run])
            {
                next++;
            }

            squares += _overlap.Squares(next - run);
            cubes += skewness > 0 ? _overlap.Cubes(next - run) : 0;
            run = next;
        }

        double windows = (double)(end - first) * (end - first) / squares;

        // Dividing each window by its own level weights them at random: Σw²/(Σw)² exceeds 1/windows by the level's variance.
        double count = windows / (1 + (_levelVariance * (1 - (1 / windows)))) * EffectiveAxes;
        return skewness > 0 ? count * Math.Pow(squares * squares * squares / (cubes * cubes) / windows, skewness) : count;
    }

    /// <summary>The direction in which the power near a frequency, less that of the windows' mean level, is largest.</summary>
    public double[] PrincipalAxis(int firstBin, int endBin)
    {
        double[] axis = new double[_axisCount];
        AxisMatrix.PrincipalAxis(_crossed, firstBin, endBin, axis);
        return axis;
    }

    /// <summary>The direction in which a rhythm is strongest, as far as a jittered peak reaches.</summary>
    /// <param name="frequencyHz">Its frequency.</param>
    /// <param name="axis">Receives the direction; its length is the number of axes.</param>
    public void PrincipalAxis(double frequencyHz, Span<double> axis)
    {
        axis.Fill(1);
        if (_axisCount > 1)
        {
            double half = Math.Max(PeakShape.JitteredHalfWidth * frequencyHz, HannPeak.HalfWidthHz(WindowSeconds));
            AxisMatrix.PrincipalAxis(_crossed, (int)((frequencyHz - half) / StepHz), (int)((frequencyHz + half) / StepHz) + 2, axis);
        }
    }

    private void Add(long start, int segment)
    {
        Span<double> power = _scratch.Power.AsSpan(0, BinCount);
        Transform(start, power);
        double level = SpectrumLevel.GeometricMean(power[FirstBin..]);
        if (level > 0)
        {
            Keep(start, segment, power, level);
        }
    }

    private void Transform(long start, Span<double> power)
    {
        Span<double> samples = _scratch.Samples.AsSpan(0, WindowLength);
        power.Clear();
        _uneven?.Transform(start, WindowLength, StepHz, BinCount, _scratch.Spectra);
        for (int a = 0; a < _axes.Length; a++)
        {
            if (_uneven is not null)
            {
                PowerSums.AddPower(power, _scratch.Spectra[a]);
                continue;
            }

            _axes[a].CopyTo(start, samples);
            double mean = 0;
            foreach (double x in samples)
            {
                mean += x;
            }

            mean /= WindowLength;
            double variance = 0;
            for (int n = 0; n < samples.Length; n++)
            {
                samples[n] -= mean;
                variance += samples[n] * samples[n];
                samples[n] *= Window[n];
            }

            // What is left of a constant is the rounding of its mean, not a signal.
            if (variance <= 1e-24 * mean * mean * WindowLength)
            {
                samples.Clear();
            }

            _fft.Forward(_scratch.Samples, _scratch.Spectra[a], _scratch.Fft);
            PowerSums.AddPower(power, _scratch.Spectra[a]);
        }
    }

    private void Keep(long start, int segment, Span<double> power, double level)
    {
        PowerSums.Divide(power, level);
        PowerSums.AddTo(_total, power);
        if (Count < _mostKept)
        {
            power.CopyTo(_kept.AsSpan(Count * BinCount));
        }

        _level.Add(level);
        _start.Add(start);
        _segment.Add(segment);
        int squared = _axisCount * _axisCount;
        for (int i = 0; i < squared && squared > 1; i++)
        {
            Complex[] left = _scratch.Spectra[i / _axisCount];
            Complex[] right = _scratch.Spectra[i % _axisCount];
            for (int b = 0; b < BinCount; b++)
            {
                _crossed[(b * squared) + i] += left[b] * Complex.Conjugate(right[b]) / level;
            }
        }
    }
}

/// <summary>
/// A second view of samples at uneven times: the strongest peak of the band in the periodograms of Lomb and Scargle of the samples
/// themselves, where the decision rests on those interpolated onto an even grid.
/// </summary>
/// <param name="FrequencyHz">Its frequency in Hz, between the bins.</param>
/// <param name="PValue">The probability of so strong a peak anywhere in the band, of noise; 10⁻¹⁵ means that or less.</param>
/// <param name="ProminenceDb">How far it rises above its flanks, in dB.</param>
/// <param name="Spectrum">The mean spectrum of the windows.</param>
/// <remarks>
/// A frequency that only one of the two views shows comes from how the samples lie in time. Samples in regular bursts fold what
/// is faster or slower onto the band in this view, and its probability is then too small: white noise in five bursts a second over
/// 60 s has p ≤ 0.05 in a fifth of the records (64 of 300). What is slower than a third of the band's lower edge is taken off before.
/// </remarks>
internal sealed record PeriodogramView(double FrequencyHz, double PValue, double ProminenceDb, RhythmSpectrum Spectrum);

/// <summary>The memory in which the transforms of one window are computed.</summary>
internal sealed class WindowScratch(int axisCount, RealFft fft)
{
    public double[] Samples { get; } = new double[fft.Length];

    public double[] Power { get; } = new double[fft.SpectrumLength];

    public double[] Fft { get; } = new double[fft.ScratchLength];

    public Complex[][] Spectra { get; } =
        [.. Enumerable.Range(0, axisCount).Select(_ => new Complex[fft.SpectrumLength])];
}

/// <summary>Sums of spectra, value by value.</summary>
internal static class PowerSums
{
    /// <summary>Adds the power of a spectrum.</summary>
    public static void AddPower(Span<double> power, ReadOnlySpan<Complex> spectrum)
    {
        for (int b = 0; b < power.Length; b++)
        {
            power[b] += (spectrum[b].Real * spectrum[b].Real) + (spectrum[b].Imaginary * spectrum[b].Imaginary);
        }
    }

    /// <summary>Adds powers.</summary>
    public static void AddTo(Span<double> sum, ReadOnlySpan<double> power)
    {
        for (int b = 0; b < sum.Length; b++)
        {
            sum[b] += power[b];
        }
    }

    /// <summary>Divides powers by a level.</summary>
    public static void Divide(Span<double> power, double level)
    {
        foreach (ref double p in power)
        {
            p /= level;
        }
    }
}
