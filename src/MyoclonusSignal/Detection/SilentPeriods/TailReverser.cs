using System.Numerics;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Turns what the filters before the detector ring behind a strong burst round in time, so that it lies before the burst: a
/// silent period behind a jerk is then as silent as any other.
/// </summary>
/// <remarks>
/// Behind a jerk of 46 times the contraction a band-pass from 20 Hz rings above a tenth of the contraction's power for 90 ms, most
/// of a silent period. The poles that ring are known: a filter with zeros in their place takes them away, and the same poles passed
/// backwards in time give the signal its spectrum back. It is the signal that the filter would have given had it been run from the end.
/// </remarks>
internal sealed class TailReverser
{
    // Of power, over the contraction or the rest around it: so that the tail, too, is larger than what is around it.
    private const double BurstRatio = 6;

    // Poles at 20 Hz decay by 60 dB within 0.15 s; twice that, and as much again from which the way back is begun.
    private const double TailSeconds = 0.3;
    private const double LeadSeconds = 0.3;

    private readonly SosCoefficients _filter;
    private readonly SilenceHistory _history;
    private readonly TonicLevel _level;
    private readonly int _tail;
    private readonly int _shift;
    private readonly double[] _samples;

    /// <summary>Initializes a new instance of the <see cref="TailReverser"/> class.</summary>
    /// <param name="filter">The band-pass before the detector.</param>
    /// <param name="delaySeconds">Its delay in seconds.</param>
    /// <param name="history">The signal.</param>
    /// <param name="level">The level of the contraction.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public TailReverser(SosCoefficients filter, double delaySeconds, SilenceHistory history, TonicLevel level, double sampleRate)
    {
        _filter = filter;
        _history = history;
        _level = level;
        _tail = (int)Math.Ceiling(TailSeconds * sampleRate);

        // Backwards the filter is as much early as it is late forwards.
        _shift = (int)Math.Round(2 * delaySeconds * sampleRate);
        _samples = new double[Context + _shift + _tail + (int)Math.Ceiling(LeadSeconds * sampleRate)];
        AheadCells = ((_samples.Length + history.CellSamples - 1) / history.CellSamples) + 1;
    }

    /// <summary>Gets how many cells behind a burst must be known.</summary>
    public int AheadCells { get; }

    // Two samples for each section, before which nothing is known.
    private int Context => 2 * _filter.Count;

    /// <summary>Looks at a cell: where a burst is strongest in it, the tail is turned round.</summary>
    public void Process(long cell)
    {
        double power = _history.Cell(cell);
        if (cell == 0
            || power < _history.Cell(cell - 1)
            || (cell + 1 < _history.CellCount && power <= _history.Cell(cell + 1))
            || !_level.IsAbove(cell, BurstRatio))
        {
            return;
        }

        long peak = Peak(cell);
        long first = peak - _shift - Context;
        if (first < 0)
        {
            return;
        }

        Span<double> samples = _samples.AsSpan(0, (int)Math.Min(_samples.Length, _history.SampleCount - first));
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = _history.Sample(first + i);
        }

        foreach (ref readonly SosSection section in _filter.Sections)
        {
            TakePolesAway(section, samples);
        }

        ReadOnlySpan<SosSection> sections = _filter.Sections;
        for (; sections.Length >= 2; sections = sections[2..])
        {
            PassBackwards(sections[0], sections[1], samples);
        }

        foreach (ref readonly SosSection section in sections)
        {
            PassBackwards(section, samples);
        }

        int count = Math.Min(_tail, samples.Length - Context - _shift);
        _history.Replace(peak, samples.Slice(Context, count), keepsLess: HasAnother(cell, peak + count));
    }

    private static void TakePolesAway(in SosSection section, Span<double> samples)
    {
        // From the end, so that every sample is put together from those before it as they were.
        int end = samples.Length;
        for (; end - Vector<double>.Count >= 2; end -= Vector<double>.Count)
        {
            int at = end - Vector<double>.Count;
            Vector<double> sum = new Vector<double>(samples[at..])
                + ((section.A1 * new Vector<double>(samples[(at - 1)..])) + (section.A2 * new Vector<double>(samples[(at - 2)..])));
            sum.CopyTo(samples[at..]);
        }

        for (int i = end - 1; i >= 2; i--)
        {
            samples[i] += (section.A1 * samples[i - 1]) + (section.A2 * samples[i - 2]);
        }
    }

    private static void PassBackwards(in SosSection section, Span<double> samples)
    {
        double next = 0;
        double second = 0;
        for (int i = samples.Length - 1; i >= 0; i--)
        {
            double value = samples[i] - (section.A1 * next) - (section.A2 * second);
            (second, next) = (next, value);
            samples[i] = value;
        }
    }

    /// <summary>One section after the other in one pass: the second works on the sample that the first has just left, so that neither waits.</summary>
    private static void PassBackwards(in SosSection first, in SosSection second, Span<double> samples)
    {
        (double a1, double a2, double b1, double b2) = (first.A1, first.A2, second.A1, second.A2);
        (double next, double after, double nextOut, double afterOut) = (0, 0, 0, 0);
        double waiting = 0;
        for (int i = samples.Length - 1; i >= -1; i--)
        {
            if (i + 1 < samples.Length)
            {
                double done = waiting - (b1 * nextOut) - (b2 * afterOut);
                (afterOut, nextOut) = (nextOut, done);
                samples[i + 1] = done;
            }

            if (i >= 0)
            {
                waiting = samples[i] - (a1 * next) - (a2 * after);
                (after, next) = (next, waiting);
            }
        }
    }

    private long Peak(long cell)
    {
        long end = Math.Min((cell + 1) * _history.CellSamples, _history.SampleCount);
        long peak = cell * _history.CellSamples;
        for (long n = peak; n < end; n++)
        {
            peak = Math.Abs(_history.Sample(n)) > Math.Abs(_history.Sample(peak)) ? n : peak;
        }

        return peak;
    }

    /// <summary>Returns true if another burst rises within the tail, before which there would be ringing then.</summary>
    private bool HasAnother(long cell, long end)
    {
        long last = Math.Min((end / _history.CellSamples) + 2, _history.CellCount - 1);
        for (long n = cell + 2; n <= last; n++)
        {
            if (_history.Cell(n) > 2 * _history.Cell(n - 1) && _level.IsAbove(n, BurstRatio))
            {
                return true;
            }
        }

        return false;
    }
}
