using System.Globalization;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>The decision on samples with a time each.</summary>
internal static class UnevenRhythm
{
    private const int LeastSamples = 4;

    public static RhythmResult Estimate(ReadOnlySpan<double> timesSeconds, double[][] values, RhythmOptions options)
    {
        (double[] times, double[][] kept) = Prepare(timesSeconds, values);
        var samples = new UnevenSamples(times, kept, Math.Clamp(options.BandLowHz, 0.1, 1000));
        options.Validate(samples.SampleRate);
        List<Segment> segments = [];
        List<long> clocks = [];
        SampleStore[] axes = samples.ToEven(segments, clocks);
        RhythmResult result = new RhythmAnalysis(axes, segments, clocks, samples.SampleRate, options) { Uneven = samples }.Decide();
        return result with
        {
            Bouts = [.. result.Bouts.Select(bout => bout with
            {
                StartSeconds = bout.StartSeconds + times[0],
                EndSeconds = bout.EndSeconds + times[0],
            })],
            Cycles = result.Cycles?.Shifted(times[0], 1),
            Spectrogram = result.Spectrogram?.Shifted(times[0]),
        };
    }

    // In the order of time, without what is missing; samples of the same moment become their mean.
    private static (double[] Times, double[][] Values) Prepare(ReadOnlySpan<double> times, double[][] values)
    {
        List<int> order = [];
        for (int i = 0; i < times.Length; i++)
        {
            if (!double.IsFinite(times[i]))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Time {i} is {times[i]}; expected seconds."), nameof(times));
            }

            if (Array.TrueForAll(values, axis => double.IsFinite(axis[i])))
            {
                order.Add(i);
            }
        }

        double[] own = times.ToArray();
        order.Sort((a, b) => own[a] != own[b] ? own[a].CompareTo(own[b]) : a.CompareTo(b));
        List<double> kept = [];
        List<double>[] rows = [.. values.Select(_ => new List<double>())];
        for (int i = 0; i < order.Count;)
        {
            int end = i + 1;
            while (end < order.Count && own[order[end]] == own[order[i]])
            {
                end++;
            }

            kept.Add(own[order[i]]);
            for (int a = 0; a < rows.Length; a++)
            {
                double sum = 0;
                for (int k = i; k < end; k++)
                {
                    sum += values[a][order[k]];
                }

                rows[a].Add(sum / (end - i));
            }

            i = end;
        }

        return kept.Count >= LeastSamples
            ? ([.. kept], [.. rows.Select(row => row.ToArray())])
            : throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture, $"A rhythm needs {LeastSamples} values at different times; found {kept.Count} of {times.Length}."),
                nameof(values));
    }
}
