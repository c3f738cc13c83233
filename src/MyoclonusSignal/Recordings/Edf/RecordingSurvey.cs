using System.Globalization;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>What must be known of a recording before the first byte of EDF is written: ranges, segments, missing samples.</summary>
internal sealed class RecordingSurvey
{
    // 24 bytes each.
    private const int MostRuns = 2_000_000;
    private const int BlockSamples = 16384;

    // The exponents of doubles, subnormal ones included, from -1074 on.
    private const int Exponents = 2100;
    private const int LeastExponent = -1074;

    private readonly long[][] _changes;
    private readonly double[] _previous;

    private RecordingSurvey(int signals)
    {
        Minimum = new double[signals];
        Maximum = new double[signals];
        Missing = new long[signals];
        Array.Fill(Minimum, double.PositiveInfinity);
        Array.Fill(Maximum, double.NegativeInfinity);
        _changes = [.. Enumerable.Range(0, signals).Select(_ => new long[Exponents])];
        _previous = new double[signals];
        Array.Fill(_previous, double.NaN);
    }

    /// <summary>Gets the smallest sample of each signal, infinite where there is none.</summary>
    public double[] Minimum { get; }

    /// <summary>Gets the largest sample of each signal.</summary>
    public double[] Maximum { get; }

    /// <summary>Gets the number of missing samples of each signal.</summary>
    public long[] Missing { get; }

    /// <summary>Gets the stretches without a gap: their start and the number of samples of each signal.</summary>
    public List<(double StartSeconds, long[] Counts)> Segments { get; } = [];

    /// <summary>Gets the stretches of missing samples: signal, segment, first sample in it, number.</summary>
    public List<(int Signal, int Segment, long First, long Count)> Runs { get; } = [];

    public static RecordingSurvey Of(RecordingReader reader)
    {
        RecordingSurvey survey = new(reader.SignalCount);
        SampleBlock block = SampleBlock.For(reader, BlockSamples);
        int[] openRun = new int[reader.SignalCount];
        while (reader.ReadBlock(block))
        {
            if (block.StartsSegment)
            {
                survey.Segments.Add((block.StartSeconds, new long[reader.SignalCount]));
                Array.Fill(openRun, -1);
            }

            for (int signal = 0; signal < reader.SignalCount; signal++)
            {
                survey.Take(signal, block[signal], ref openRun[signal], reader.Path);
                survey.Segments[^1].Counts[signal] += block[signal].Length;
            }
        }

        return survey;
    }

    /// <summary>
    /// Gives the share of the changes from one sample to the next that are smaller than a step, of those that are not zero, to
    /// a factor of two: what rounding to that step takes away.
    /// </summary>
    public double ShareOfChangesBelow(int signal, double step)
    {
        long all = _changes[signal].Sum();
        int below = Math.Clamp((int)Math.Floor(Math.Log2(step)) - LeastExponent, 0, Exponents);
        return all == 0 ? 0 : (double)_changes[signal].Take(below).Sum() / all;
    }

    private void Take(int signal, ReadOnlySpan<double> samples, ref int openRun, string path)
    {
        double minimum = Minimum[signal];
        double maximum = Maximum[signal];
        long before = Segments[^1].Counts[signal];
        for (int i = 0; i < samples.Length; i++)
        {
            double sample = samples[i];
            if (double.IsFinite(sample))
            {
                minimum = Math.Min(minimum, sample);
                maximum = Math.Max(maximum, sample);
                openRun = -1;
                double change = Math.Abs(sample - _previous[signal]);
                _previous[signal] = sample;
                if (change > 0 && double.IsFinite(change))
                {
                    _changes[signal][Math.ILogB(change) - LeastExponent]++;
                }

                continue;
            }

            Missing[signal]++;
            if (openRun < 0)
            {
                openRun = Runs.Count;
                Runs.Add((signal, Segments.Count - 1, before + i, 0));
                if (Runs.Count > MostRuns)
                {
                    throw new RecordingFormatException(
                        path,
                        string.Create(CultureInfo.InvariantCulture, $"signal {signal + 1}, sample {before + i}"),
                        string.Create(CultureInfo.InvariantCulture, $"at most {MostRuns} stretches of missing samples, which EDF+ holds as annotations"),
                        "more",
                        "convert the recording without this signal");
                }
            }

            Runs[openRun] = Runs[openRun] with { Count = Runs[openRun].Count + 1 };
        }

        Minimum[signal] = minimum;
        Maximum[signal] = maximum;
    }
}
