using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>
/// A clock that stands still for many rows and then ticks, as one that is written in whole seconds, or once for each packet.
/// Only the ticks tell anything: so many rows in so much time.
/// </summary>
/// <param name="Period">The sampling interval in seconds.</param>
/// <param name="Uncertainty">What it is known to, in seconds.</param>
/// <param name="TickSeconds">The length of a tick.</param>
/// <param name="Rows">The rows of a tick.</param>
internal sealed record ClockTicks(double Period, double Uncertainty, double TickSeconds, double Rows)
{
    // Seven rows a tick or more; with fewer, the slope over all rows tells more than the ticks alone.
    private const double LeastStandingShare = 0.85;

    // Ticks that are no gap: longer or shorter by less than half.
    private const double MostOff = 0.5;

    // Of their median deviation, with as many rows as the rest: five are three and a half standard deviations of scattered ones.
    private const double MostDeviations = 5;

    // The first row behind a tick is up to one row late, at either end of a stretch.
    private const double EndsInRows = 1.5;

    /// <summary>Returns true if a clock stands still most of the time.</summary>
    public static bool Stands(ReadOnlySpan<double> times)
    {
        int standing = 0;
        for (int i = 1; i < times.Length; i++)
        {
            standing += times[i] == times[i - 1] ? 1 : 0;
        }

        return times.Length > 1 && standing >= LeastStandingShare * (times.Length - 1);
    }

    /// <summary>Finds the ticks of a clock that stands; <see langword="null"/> where there is no whole one, which would tell the rate.</summary>
    /// <param name="times">The times of the first rows in seconds.</param>
    public static ClockTicks? Find(ReadOnlySpan<double> times)
    {
        List<int> ticks = [];
        for (int i = 1; i < times.Length; i++)
        {
            if (times[i] > times[i - 1])
            {
                ticks.Add(i);
            }
        }

        if (ticks.Count < 2)
        {
            return null;
        }

        double[] lengths = new double[ticks.Count - 1];
        double[] rows = new double[ticks.Count - 1];
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = times[ticks[i + 1]] - times[ticks[i]];
            rows[i] = ticks[i + 1] - ticks[i];
        }

        return Of(lengths, rows);
    }

    /// <summary>Gives the ticks of a clock that shows no whole one, at a stated rate.</summary>
    public static ClockTicks Stated(double sampleRate, double resolution) => new(1 / sampleRate, 0, resolution, resolution * sampleRate);

    private static ClockTicks Of(double[] lengths, double[] rows)
    {
        double tick = Median.Of(lengths);
        double usual = Median.Of(rows);
        double mostOff = Math.Max(EndsInRows, MostDeviations * Median.Of([.. rows.Select(count => Math.Abs(count - usual))]));
        (double time, double count, double deviation, int stretches) = (0, 0, 0, 0);
        bool wasWhole = false;
        for (int i = 0; i < lengths.Length; i++)
        {
            bool isWhole = Math.Abs(lengths[i] - tick) <= MostOff * tick && Math.Abs(rows[i] - usual) <= mostOff;
            if (isWhole)
            {
                time += lengths[i];
                count += rows[i];
                deviation = Math.Max(deviation, Math.Abs(rows[i] - (usual * lengths[i] / tick)));
                stretches += wasWhole ? 0 : 1;
            }

            wasWhole = isWhole;
        }

        // No tick is like another: all of them together.
        return count == 0
            ? new ClockTicks(lengths.Sum() / rows.Sum(), 0, tick, usual)
            : new ClockTicks(time / count, EndsInRows * Math.Max(1, deviation) * stretches * time / count / count, tick, usual);
    }
}
