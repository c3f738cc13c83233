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
        var record = new RhythmRecord(axes, segments, clocks, samples.SampleRate, options);
        RhythmResult result = new RhythmAnalysis(record).Decide();
        return result with
        {
            Periodogram = result.Spectrum is null ? null : View(samples, record),
            Bouts = [.. result.Bouts.Select(bout => bout.Shifted(times[0], 1))],
            Others = [.. result.Others.Select(other => other.Shifted(times[0], 1))],
            Cycles = result.Cycles?.Shifted(times[0], 1),
            Spectrogram = result.Spectrogram?.Shifted(times[0]),
        };
    }

    // The same windows as those of the decision.
    private static PeriodogramView? View(UnevenSamples samples, RhythmRecord record)
    {
        WindowedPower power = record.Windows(record.Options.LongWindowSeconds, keeps: false, samples);
        if (power.Count == 0)
        {
            return null;
        }

        var search = new PeakSearch(power, PeakShape.Jittered, record.Options);
        PeakFinding found = search.Whole();
        double frequency = PeakSummit.Of(search.Test, search.Flat, found.Evidence.Index, power.StepHz);
        return new PeriodogramView(
            frequency,
            Math.Max(found.Evidence.Probability, RhythmResult.LeastPValue),
            10 * Math.Log10(found.Evidence.Prominence),
            new RhythmSummary(record, search, found).Spectrum());
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
