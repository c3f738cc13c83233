using System.Globalization;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>
/// The duration of a data record and the samples in it: such that the header's eight characters give the sampling rates, and
/// that a record filled up at the end of a segment does not reach into the next one.
/// </summary>
/// <param name="SecondsText">The duration as the header has it.</param>
/// <param name="Seconds">The duration that this text stands for.</param>
/// <param name="Samples">The samples of each signal in a record.</param>
internal sealed record RecordPlan(string SecondsText, double Seconds, int[] Samples)
{
    // A millisecond in eight hours is 3.5e-8 of it; a microsecond, 3.5e-11.
    private const double GoodError = 1e-10;
    private const double MostError = 1e-7;

    // Of a sampling interval, at the end of a stretch; each tells its own start. What rounds a time to the nearest sample
    // still finds the right one, and a rate estimated from the times of a stretch is not known better.
    private const double MostShift = 0.25;

    // EDF+ 2.1.3, item 2a: a record should have at most 61440 bytes.
    private const int MostBytes = 61440;
    private const int MostTries = 20_000;

    // Of a second, where gaps ask for shorter records.
    private static readonly int[] Parts = [2, 4, 5, 8, 10, 20, 25, 40, 50, 100, 125, 200, 250, 500];

    /// <summary>Finds the longest fitting record of at most about a second, or a longer one where the rate asks for it.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static RecordPlan Find(double[] rates, List<(double StartSeconds, long[] Counts)> segments, int sampleBytes)
    {
        int fastest = Array.IndexOf(rates, rates.Max());
        RecordPlan? best = null;
        long longest = segments.Count == 0 ? 0 : segments.Max(segment => segment.Counts[fastest]);
        double bestError = Math.Max(MostError, MostShift / Math.Max(1, longest));
        foreach (long samples in Candidates(rates[fastest]))
        {
            if (Try(samples, rates, fastest) is not (RecordPlan plan, double error) || error >= bestError || !plan.FitsGaps(segments, rates, fastest))
            {
                continue;
            }

            if (best is null || plan.Samples.Sum(count => (long)count * sampleBytes) <= MostBytes)
            {
                (best, bestError) = (plan, error);
            }

            if (bestError <= GoodError)
            {
                break;
            }
        }

        return best ?? throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"No data record of EDF fits the sampling rates {string.Join(", ", rates.Distinct())} Hz{(segments.Count > 1 ? " and the gaps, the shortest of which may be too short" : string.Empty)}."));
    }

    /// <summary>Gives the number of records of a segment.</summary>
    public long Records(long[] counts)
    {
        long records = 0;
        for (int i = 0; i < Samples.Length; i++)
        {
            records = Math.Max(records, (counts[i] + Samples[i] - 1) / Samples[i]);
        }

        return records;
    }

    /// <summary>Numbers of samples of the fastest signal: about a second first, then longer, then shorter.</summary>
    private static IEnumerable<long> Candidates(double rate)
    {
        for (int seconds = 1; seconds <= 60; seconds++)
        {
            double samples = rate * seconds;
            if (samples <= int.MaxValue && Math.Abs(samples - Math.Round(samples)) <= GoodError * samples && samples >= 1)
            {
                yield return (long)Math.Round(samples);
            }
        }

        foreach (int parts in Parts)
        {
            if (Math.Round(rate / parts) >= 1)
            {
                yield return (long)Math.Round(rate / parts);
            }
        }

        long second = Math.Max(1, (long)Math.Min(rate, 1e6));
        for (long samples = second; samples < second + MostTries; samples++)
        {
            yield return samples;
        }

        for (long samples = second - 1; samples >= Math.Max(1, second - MostTries); samples--)
        {
            yield return samples;
        }
    }

    private static (RecordPlan Plan, double Error)? Try(long samples, double[] rates, int fastest)
    {
        double exact = samples / rates[fastest];
        if (exact is < 1e-6 or >= 1e7)
        {
            return null;
        }

        string text = HeaderNumber.Nearest(exact);
        double seconds = HeaderNumber.Parse(text);
        if (!(seconds > 0))
        {
            return null;
        }

        double error = 0;
        int[] counts = new int[rates.Length];
        for (int i = 0; i < rates.Length; i++)
        {
            double count = Math.Round(rates[i] * seconds);
            if (count is < 1 or > 99_999_999)
            {
                return null;
            }

            counts[i] = (int)count;
            error = Math.Max(error, Math.Abs((count / seconds / rates[i]) - 1));
        }

        return (new RecordPlan(text, seconds, counts), error);
    }

    private bool FitsGaps(List<(double StartSeconds, long[] Counts)> segments, double[] rates, int fastest)
    {
        for (int i = 0; i + 1 < segments.Count; i++)
        {
            double end = segments[i].StartSeconds + (Records(segments[i].Counts) * Seconds);
            if (end > segments[i + 1].StartSeconds + (0.25 / rates[fastest]))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A stretch of a data record without a gap, in samples of the fastest signal read; usually the whole record.</summary>
/// <param name="Start">Its first sample.</param>
/// <param name="End">Behind its last sample.</param>
/// <param name="StartsSegment">Whether time is missing right before it.</param>
internal readonly record struct RecordPiece(int Start, int End, bool StartsSegment)
{
    /// <summary>Divides a record at the stretches in which nothing was recorded; gives whether the last one reaches its end.</summary>
    public static bool Divide(
        List<RecordPiece> pieces, List<AbsentStretch> absent, RecordClock clock, double recordSeconds, int samples, bool startsSegment)
    {
        pieces.Clear();
        if (absent.Count == 0)
        {
            if (samples > 0)
            {
                pieces.Add(new RecordPiece(0, samples, startsSegment));
            }

            return false;
        }

        double start = clock.RecordSeconds + clock.LateSeconds;
        double tolerance = 0.5 * recordSeconds / Math.Max(1, samples);
        absent.RemoveAll(stretch => stretch.EndSeconds <= start - tolerance);
        int position = 0;
        foreach (AbsentStretch fill in absent.Where(stretch => stretch.Label is null && stretch.StartSeconds < start + recordSeconds - tolerance)
            .OrderBy(stretch => stretch.StartSeconds))
        {
            int from = SampleAt(fill.StartSeconds - start, recordSeconds, samples);
            int to = SampleAt(fill.EndSeconds - start, recordSeconds, samples);
            if (to <= position)
            {
                continue;
            }

            if (from > position)
            {
                pieces.Add(new RecordPiece(position, from, startsSegment));
            }

            startsSegment = true;
            position = to;
        }

        if (position < samples)
        {
            pieces.Add(new RecordPiece(position, samples, startsSegment));
            return false;
        }

        return startsSegment && position > 0;
    }

    private static int SampleAt(double seconds, double recordSeconds, int samples) =>
        (int)Math.Round(Math.Clamp(seconds / recordSeconds, 0, 1) * samples);
}
