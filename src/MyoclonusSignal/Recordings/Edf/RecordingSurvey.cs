using System.Globalization;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>What must be known of a recording before the first byte of EDF is written: ranges, segments, missing samples.</summary>
internal sealed class RecordingSurvey
{
    // 24 bytes each.
    private const int MostRuns = 2_000_000;
    private const int BlockSamples = 16384;

    private RecordingSurvey(int signals)
    {
        Minimum = new double[signals];
        Maximum = new double[signals];
        Missing = new long[signals];
        Array.Fill(Minimum, double.PositiveInfinity);
        Array.Fill(Maximum, double.NegativeInfinity);
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
        SampleBlock block = new(reader.SignalCount, BlockSamples);
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
                        string.Create(CultureInfo.InvariantCulture, $"sample {before + i}"),
                        string.Create(CultureInfo.InvariantCulture, $"at most {MostRuns} stretches of missing samples, which EDF+ holds as annotations"),
                        "more",
                        "convert a part of the recording, or without the signal that has so many");
                }
            }

            Runs[openRun] = Runs[openRun] with { Count = Runs[openRun].Count + 1 };
        }

        Minimum[signal] = minimum;
        Maximum[signal] = maximum;
    }
}
