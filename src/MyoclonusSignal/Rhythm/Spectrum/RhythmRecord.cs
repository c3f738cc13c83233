using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>The samples that a rhythm is looked for in, where they lie on the clock, and what is wanted of them.</summary>
/// <param name="Axes">The samples of each axis, one behind the other without the gaps.</param>
/// <param name="Segments">The stretches of them without a gap.</param>
/// <param name="Clocks">Where each segment begins on the clock, in samples.</param>
/// <param name="SampleRate">Sampling rate in Hz.</param>
/// <param name="Options">What is wanted.</param>
internal sealed record RhythmRecord(
    SampleStore[] Axes, IReadOnlyList<Segment> Segments, IReadOnlyList<long> Clocks, double SampleRate, RhythmOptions Options)
{
    /// <summary>Gets the length of all segments in seconds.</summary>
    public double Seconds => Segments.Sum(segment => segment.Length) / SampleRate;

    /// <summary>Gets the length of the longest segment in samples.</summary>
    public long Longest => Segments.Max(segment => segment.Length);

    /// <summary>Gives a number of samples.</summary>
    public long Samples(double seconds) => (long)Math.Round(seconds * SampleRate);

    /// <summary>Gives the record without the segments that are too short for a window.</summary>
    public RhythmRecord LongEnough()
    {
        List<Segment> segments = [];
        List<long> clocks = [];
        for (int s = 0; s < Segments.Count; s++)
        {
            if (Segments[s].Length >= Samples(Options.ShortestWindowSeconds))
            {
                segments.Add(Segments[s]);
                clocks.Add(Clocks[s]);
            }
        }

        return this with { Segments = segments, Clocks = clocks };
    }

    /// <summary>Gives a part of one segment as a record of its own, on the same clock.</summary>
    /// <param name="start">The first sample.</param>
    /// <param name="end">The sample behind the last one.</param>
    public RhythmRecord Part(long start, long end)
    {
        int segment = 0;
        while (start >= Segments[segment].End)
        {
            segment++;
        }

        return this with { Segments = [new Segment(start, end)], Clocks = [Clocks[segment] + start - Segments[segment].Start] };
    }

    /// <summary>Lays windows over the record.</summary>
    /// <param name="seconds">Their length, which the longest segment bounds.</param>
    /// <param name="keeps">Whether single windows will be asked for in any case.</param>
    /// <param name="uneven">The samples behind those of an even grid, whose own spectra are taken; null where the clock is even.</param>
    public WindowedPower Windows(double seconds, bool keeps = false, UnevenSamples? uneven = null)
    {
        int length = (int)Math.Min(Samples(seconds), Longest);
        int hop = Math.Max(1, (int)Math.Round(length * (1 - Options.Overlap)));
        return new WindowedPower(Axes, Segments, SampleRate, length, hop, 2 * Options.BandHighHz, keeps, uneven);
    }

    /// <summary>Gives the samples of a stretch along a direction.</summary>
    /// <param name="stretch">The stretch, without a gap.</param>
    /// <param name="axis">The direction; null for a single signal.</param>
    public double[] Project(Segment stretch, double[]? axis)
    {
        double[] projected = new double[stretch.Length];
        Axes[0].CopyTo(stretch.Start, projected);
        if (axis is null)
        {
            return projected;
        }

        double[] other = new double[stretch.Length];
        for (int a = 0; a < Axes.Length; a++)
        {
            Axes[a].CopyTo(stretch.Start, other);
            for (int n = 0; n < projected.Length; n++)
            {
                projected[n] = (a == 0 ? 0 : projected[n]) + (axis[a] * other[n]);
            }
        }

        return projected;
    }
}
