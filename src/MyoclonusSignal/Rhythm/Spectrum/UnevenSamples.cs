using System.Numerics;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>Samples at uneven times: their stretches without a gap, and the spectrum of a window of them without resampling.</summary>
/// <remarks>
/// The spectrum of a window is the generalised periodogram of Lomb and Scargle with weights (Zechmeister and Kürster 2009,
/// doi:10.1051/0004-6361:200811296): at each frequency a cosine, a sine and a constant are fitted. A sample's weight is that of
/// the Hann window at its time by the stretch of time that it stands for, so that samples in bursts do not count as many times
/// as one where they are sparse, and what is slow does not come back at the frequency of the bursts. On an even clock it is the
/// transform of the Hann window. A window's powers scatter as those of an even clock: two degrees of freedom a frequency.
/// </remarks>
internal sealed class UnevenSamples
{
    // A straight line through half a period still tells of the rhythm; a longer pause ends the stretch.
    private const double LongestPausePeriods = 0.5;
    private const double LongestPauseSteps = 4;

    // A sample beside a pause stands for no more time than this many intervals: it must not rule the window.
    private const double MostSteps = 2;

    // Below this the samples do not tell sine from constant: half an even rate, or bursts at the frequency itself.
    private const double LeastVariance = 1e-6;

    // What is slower than this part of the band's lower edge is taken off: regular bursts would fold it onto the band.
    private const double SlowFraction = 1.0 / 3;
    private const int SlowOrder = 8;

    // Turning a point on the unit circle again and again loses a bit each few steps; afresh before it matters.
    private const int StepsBetweenFreshAngles = 64;

    private readonly double _bandLowHz;
    private readonly double[] _times;
    private readonly double[][] _values;
    private readonly double[] _widths;
    private readonly List<(long StoreStart, double Origin, int First, int End)> _stretches = [];

    /// <summary>Divides samples into stretches.</summary>
    /// <param name="times">Their times in seconds, ascending, no two alike.</param>
    /// <param name="values">As many values for each axis, finite; the slow part will be taken off them.</param>
    /// <param name="bandLowHz">The lower edge of the band in which a rhythm is looked for.</param>
    public UnevenSamples(double[] times, double[][] values, double bandLowHz)
    {
        _bandLowHz = bandLowHz;
        _times = times;
        _values = values;
        double[] steps = [.. times.Zip(times.Skip(1), (early, late) => late - early).Order()];
        double typical = Statistics.UpperMedian(steps, ofNone: 1);
        double pause = Math.Max(LongestPausePeriods / bandLowHz, LongestPauseSteps * typical);
        double covered = 0;
        int counted = 0;
        int first = 0;
        for (int i = 1; i <= times.Length; i++)
        {
            if (i == times.Length || times[i] - times[i - 1] > pause)
            {
                _stretches.Add((0, times[first], first, i));
                covered += times[i - 1] - times[first];
                counted += i - 1 - first;
                first = i;
            }
        }

        SampleRate = counted > 0 ? counted / covered : 1;
        _widths = Widths();
    }

    /// <summary>Gets the mean rate outside pauses, in Hz.</summary>
    public double SampleRate { get; }

    /// <summary>Gives each axis on the even grid of the mean rate, stretch by stretch, and takes its slow part off the samples.</summary>
    public SampleStore[] ToEven(List<Segment> segments, List<long> clocks)
    {
        SampleStore[] axes = [.. _values.Select(_ => new SampleStore())];
        SosCoefficients slow = Butterworth.LowPass(SlowOrder, SlowFraction * _bandLowHz, SampleRate);
        for (int s = 0; s < _stretches.Count; s++)
        {
            (_, double origin, int first, int end) = _stretches[s];
            long clock = (long)Math.Round((origin - _times[0]) * SampleRate);
            long start = axes[0].Count;
            _stretches[s] = (start, origin, first, end);
            int count = (int)((_times[end - 1] - origin) * SampleRate * (1 + 1e-12)) + 1;
            for (int a = 0; a < axes.Length; a++)
            {
                double[] even = EvenGrid.Interpolate(_times.AsSpan(first, end - first), _values[a].AsSpan(first, end - first), SampleRate, count);
                axes[a].Append(even);
                if (count > ZeroPhase.DefaultPadding(slow))
                {
                    ZeroPhase.Filter(slow, even, even);
                    TakeOff(even, _times.AsSpan(first, end - first), _values[a].AsSpan(first, end - first));
                }
            }

            segments.Add(new Segment(start, axes[0].Count));
            clocks.Add(clock);
        }

        return axes;
    }

    /// <summary>Writes the transforms of a window of each axis, scaled like those of the Hann window on the even grid.</summary>
    /// <param name="start">The first sample of the window on the even grid.</param>
    /// <param name="length">Its length in samples of that grid.</param>
    /// <param name="stepHz">The distance of the frequencies, which begin with 0.</param>
    /// <param name="binCount">The number of frequencies.</param>
    /// <param name="spectra">Receives one spectrum for each axis.</param>
    public void Transform(long start, int length, double stepHz, int binCount, Complex[][] spectra)
    {
        (long storeStart, double origin, int first, int end) = _stretches[StretchOf(start)];
        double from = origin + ((start - storeStart) / SampleRate);
        double seconds = length / SampleRate;
        int low = LowerBound(from, first, end);
        int high = LowerBound(from + seconds, low, end);
        var fit = new WindowFit(_times.AsSpan(low, high - low), _widths.AsSpan(low, high - low), from, seconds, stepHz);
        foreach (Complex[] spectrum in spectra)
        {
            Array.Clear(spectrum);
        }

        for (int k = 1; k < binCount; k++)
        {
            fit.MoveTo(k, k % StepsBetweenFreshAngles == 1);
            for (int a = 0; a < spectra.Length; a++)
            {
                spectra[a][k] = fit.Fit(_values[a].AsSpan(low, high - low), LeastVariance);
            }
        }
    }

    private void TakeOff(double[] slow, ReadOnlySpan<double> times, Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            double place = (times[i] - times[0]) * SampleRate;
            int left = Math.Min((int)place, slow.Length - 2);
            values[i] -= slow[left] + (Math.Min(place - left, 1) * (slow[left + 1] - slow[left]));
        }
    }

    private int StretchOf(long start)
    {
        int s = _stretches.Count - 1;
        while (_stretches[s].StoreStart > start)
        {
            s--;
        }

        return s;
    }

    private int LowerBound(double time, int first, int end)
    {
        int index = Array.BinarySearch(_times, first, end - first, time);
        return index < 0 ? ~index : index;
    }

    // Half of the way to either neighbour, in intervals of the mean rate.
    private double[] Widths()
    {
        double[] widths = new double[_times.Length];
        foreach ((_, _, int first, int end) in _stretches)
        {
            for (int i = first; i < end; i++)
            {
                double before = i > first ? _times[i] - _times[i - 1] : 1 / SampleRate;
                double after = i + 1 < end ? _times[i + 1] - _times[i] : 1 / SampleRate;
                widths[i] = (Math.Min(before * SampleRate, MostSteps) + Math.Min(after * SampleRate, MostSteps)) / 2;
            }
        }

        return widths;
    }
}
